"""Results into nbgrader's gradebook: one transaction for each learner.

nbgrader's `Gradebook` opens it, its steps enter what was set, and its tables and plug-ins are
used throughout; only its methods that write are not, because each of them commits by itself, and
a learner whose grading is interrupted would be left with some of their marks.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from nbgrader.api import (
    Comment,
    Grade,
    Gradebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.exc import DatabaseError

from leadlab.errors import LeadlabError, shortened
from leadlab.grading.course import Course
from leadlab.grading.gradebook_late import Penalties
from leadlab.grading.gradebook_set import Entered, EnteredNotebook, entered
from leadlab.grading.gradebook_sqlite import quick
from leadlab.grading.gradebook_tables import RECEIPTS, Receipt, prepare, receipts, row_of

STUDENTS, SUBMISSIONS = Student.__table__, SubmittedAssignment.__table__
NOTEBOOKS, GRADES, COMMENTS = (each.__table__ for each in (SubmittedNotebook, Grade, Comment))

# the statements are made once: making one takes longer than running it
OF_SUBMISSION = SUBMISSIONS.c.id == bindparam("of_submission")
OF_NOTEBOOK = NOTEBOOKS.c.id == bindparam("of_notebook")
GRADE_OF_NOTEBOOK = GRADES.c.notebook_id == bindparam("of_notebook")
FIND_SUBMISSION = select(SUBMISSIONS.c.id).where(
    SUBMISSIONS.c.assignment_id == bindparam("of_assignment"),
    SUBMISSIONS.c.student_id == bindparam("of_student"),
)
FIND_STUDENT = select(STUDENTS.c.id).where(STUDENTS.c.id == bindparam("of_student"))
FIND_NOTEBOOKS = select(NOTEBOOKS.c.notebook_id, NOTEBOOKS.c.id).where(
    NOTEBOOKS.c.assignment_id == bindparam("submission")
)
FIND_MARKED = select(GRADES.c.cell_id).where(GRADE_OF_NOTEBOOK, GRADES.c.manual_score.is_not(None))
FIND_WAITING = (
    select(GRADES.c.id).where(GRADE_OF_NOTEBOOK, GRADES.c.needs_manual_grade.is_(True)).limit(1)
)
FIND_SCORES = select(Grade.score).where(Grade.notebook_id == bindparam("of_notebook"))
FIND_TIMES = select(SUBMISSIONS.c.timestamp, SUBMISSIONS.c.extension).where(OF_SUBMISSION)
ADD_STUDENT, ADD_SUBMISSION, ADD_NOTEBOOK, ADD_GRADE, ADD_COMMENT, ADD_RECEIPT = (
    insert(table) for table in (STUDENTS, SUBMISSIONS, NOTEBOOKS, GRADES, COMMENTS, RECEIPTS)
)
SET_TIME = update(SUBMISSIONS).where(OF_SUBMISSION).values(timestamp=bindparam("to_time"))
SET_GRADE = (
    update(GRADES)
    .where(GRADE_OF_NOTEBOOK, GRADES.c.cell_id == bindparam("of_cell"))
    .values(auto_score=bindparam("to_score"), needs_manual_grade=bindparam("to_wait"))
)
SET_COMMENT = (
    update(COMMENTS)
    .where(
        COMMENTS.c.notebook_id == bindparam("of_notebook"),
        COMMENTS.c.cell_id == bindparam("of_cell"),
    )
    .values(auto_comment=bindparam("to_comment"))
)
SET_PENALTY = (
    update(NOTEBOOKS).where(OF_NOTEBOOK).values(late_submission_penalty=bindparam("to_penalty"))
)
FORGET_RECEIPT = delete(RECEIPTS).where(
    RECEIPTS.c.assignment == bindparam("of_assignment"),
    RECEIPTS.c.student == bindparam("of_student"),
)


class GradebookFault(LeadlabError):  # noqa: N818 - reads as a sentence: "raise GradebookFault"
    """The gradebook cannot be written; what was in hand was rolled back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotebookMarks:
    """What one notebook earned by running."""

    scores: Mapping[str, float | None]
    """Points of each graded cell that is there; None where a person marks it."""
    comments: Mapping[str, str | None] = field(default_factory=dict)
    """Comment on each cell to fill and each task that is there."""
    handed_in: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is written of one learner."""

    student: str
    timestamp: datetime | None
    notebooks: Mapping[str, NotebookMarks]
    missing: tuple[str, ...] = ()
    """Notebooks that were not handed in and earn nothing."""
    receipt: Receipt


class Book:
    """The gradebook of a course, opened for one assignment."""

    def __init__(self, course: Course, book: Any, assignment: Entered) -> None:
        self.course, self.book, self.assignment = course, book, assignment
        self.penalties = Penalties.of(course)

    @classmethod
    @contextmanager
    def opened(cls, course: Course, assignment: str, *, enter: bool = False) -> Iterator[Book]:
        """The gradebook, with the assignment entered where it was not, or anew with `enter`.

        Raises:
            GradebookFault: it cannot be opened or written.
        """
        with ExitStack() as stack:
            with _told(course), _programs_found():
                url, name = course.gradebook_url, course.directory.course_id
                book = stack.enter_context(Gradebook(url, name))
                stack.enter_context(quick(book.engine))
                stack.callback(book.db.remove)
                with book.engine.begin() as connection:
                    prepare(connection)
                found = entered(course, book, assignment, anew=enter)
            yield cls(course, book, found)

    def receipts(self) -> dict[str, Receipt]:
        """Receipts of the assignment, by student."""
        with _told(self.course):
            found = receipts(self.book.db, self.assignment.name)
            self.book.db.rollback()
        return found

    def disconnect(self) -> None:
        """Close all connections; the next question opens one again."""
        self.book.db.remove()
        self.book.engine.dispose()

    def students(self) -> set[str]:
        """Ids of all students that the gradebook knows."""
        return set(self.book.db.scalars(select(STUDENTS.c.id)))

    def write(self, entry: Entry) -> bool:
        """Write one learner's results, all of them or nothing; whether a person has to mark some.

        Raises:
            GradebookFault: the gradebook cannot be written.
        """
        with _told(self.course):
            try:
                waits = self._write(entry)
                self.book.db.commit()
            except BaseException:
                self.book.db.rollback()
                raise
        return waits

    @property
    def _execute(self) -> Callable[..., Any]:
        """The door to the database within what is committed next.

        A session would first look for objects to bring up to date, and there are none.
        """
        door: Callable[..., Any] = self.book.db.connection().execute
        return door

    def _write(self, entry: Entry) -> bool:
        execute = self._execute
        submission, is_new = self._submission(entry)
        found = () if is_new else execute(FIND_NOTEBOOKS, {"submission": submission})
        rows = {notebook: str(row) for notebook, row in found}
        scores, waits = {}, False
        for name, notebook in self.assignment.notebooks.items():
            marks = entry.notebooks.get(name) or _none(
                notebook, handed_in=name not in entry.missing
            )
            if notebook.id in rows:
                self._change(rows[notebook.id], notebook, marks)
                key = {"of_notebook": rows[notebook.id]}
                waits |= execute(FIND_WAITING, key).first() is not None
            else:
                rows[notebook.id] = self._add(submission, notebook, marks)
                waits |= any(marks.scores.get(each) is None for each in notebook.graded)
                scores[name] = sum(score or 0.0 for score in marks.scores.values())
        self._late(submission, entry, rows, scores)
        key = {"of_assignment": self.assignment.name, "of_student": entry.student}
        execute(FORGET_RECEIPT, key)
        execute(ADD_RECEIPT, row_of(self.assignment.name, entry.student, entry.receipt))
        return waits

    def _submission(self, entry: Entry) -> tuple[str, bool]:
        """Id of the submission, and whether it is new; a new student is entered as well."""
        execute = self._execute
        key = {"of_assignment": self.assignment.id, "of_student": entry.student}
        found: str | None = execute(FIND_SUBMISSION, key).scalar()
        if found is None:
            if execute(FIND_STUDENT, {"of_student": entry.student}).scalar() is None:
                execute(ADD_STUDENT, {"id": entry.student})
            row = {"assignment_id": self.assignment.id, "student_id": entry.student}
            done = execute(ADD_SUBMISSION, {**row, "timestamp": entry.timestamp})
            return str(done.inserted_primary_key[0]), True
        if entry.timestamp is not None:  # as nbgrader: a time that is known is kept
            execute(SET_TIME, {"of_submission": found, "to_time": entry.timestamp})
        return found, False

    def _add(self, submission: str, notebook: EnteredNotebook, marks: NotebookMarks) -> str:
        """Enter a notebook that was never graded."""
        execute = self._execute
        row = {"notebook_id": notebook.id, "assignment_id": submission}
        added = str(execute(ADD_NOTEBOOK, row).inserted_primary_key[0])
        grades = [
            {
                "notebook_id": added,
                "cell_id": cell,
                "auto_score": marks.scores.get(grade_id),
                "needs_manual_grade": marks.scores.get(grade_id) is None,
            }
            for grade_id, cell in notebook.graded.items()
        ]
        comments = [
            {"notebook_id": added, "cell_id": cell, "auto_comment": marks.comments.get(grade_id)}
            for grade_id, cell in notebook.commented.items()
        ]
        for statement, rows in ((ADD_GRADE, grades), (ADD_COMMENT, comments)):
            if rows:
                execute(statement, rows)
        return added

    def _change(self, row: str, notebook: EnteredNotebook, marks: NotebookMarks) -> None:
        """Bring a graded notebook up to date; points and words that a person gave stay."""
        execute = self._execute
        marked = set(execute(FIND_MARKED, {"of_notebook": row}).scalars())
        grades = [
            {
                "of_notebook": row,
                "of_cell": notebook.graded[grade_id],
                "to_score": score,
                # a mark by hand is to be looked at again, unless nothing was handed in
                "to_wait": score is None
                or (marks.handed_in and notebook.graded[grade_id] in marked),
            }
            for grade_id, score in marks.scores.items()
        ]
        comments = [
            {
                "of_notebook": row,
                "of_cell": notebook.commented[grade_id],
                "to_comment": comment,
            }
            for grade_id, comment in marks.comments.items()
        ]
        for statement, rows in ((SET_GRADE, grades), (SET_COMMENT, comments)):
            if rows:
                execute(statement, rows)

    def _late(
        self,
        submission: str,
        entry: Entry,
        rows: Mapping[str, str],
        scores: Mapping[str, float],
    ) -> None:
        """The penalty of each notebook that was handed in, by the course's own rule."""
        if self.penalties is None:
            return
        execute = self._execute
        late = 0.0
        if self.assignment.due is not None:
            times = execute(FIND_TIMES, {"of_submission": submission}).one()
            late = self.penalties.seconds(times.timestamp, self.assignment.due, times.extension)
        for name in entry.notebooks:
            row, penalty = rows[self.assignment.notebooks[name].id], None
            if late > 0:
                earned = scores.get(name)
                if earned is None:  # a person may have given points
                    earned = float(sum(execute(FIND_SCORES, {"of_notebook": row}).scalars()))
                penalty = self.penalties.penalty(entry.student, earned, late)
            if penalty is not None or name not in scores:
                execute(SET_PENALTY, {"of_notebook": row, "to_penalty": penalty})


def _none(notebook: EnteredNotebook, *, handed_in: bool) -> NotebookMarks:
    """Marks of a notebook of which nothing was run."""
    scores = {} if handed_in else dict.fromkeys(notebook.graded, 0.0)
    return NotebookMarks(scores=scores, handed_in=handed_in)


@contextmanager
def _programs_found() -> Iterator[None]:
    """Nbgrader calls `alembic` for a new gradebook; let it be found in our own environment."""
    before = os.environ.get("PATH", "")
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{before}"
    try:
        yield
    finally:
        os.environ["PATH"] = before


@contextmanager
def _told(course: Course) -> Iterator[None]:
    """Tell in a sentence what the database says."""
    try:
        yield
    except (DatabaseError, OSError) as error:
        said = shortened(str(getattr(error, "orig", None) or error), limit=200)
        url = course.gradebook_url
        place = url.removeprefix("sqlite:///") if url.startswith("sqlite") else "the database"
        raise GradebookFault(
            f"The gradebook cannot be used: {place}: {said}. {_advice(said)}"
        ) from error


def _advice(said: str) -> str:
    for word, advice in (
        ("locked", "Another program holds it; close it there and run the same command again."),
        ("readonly", "Make it and its folder writable, and run the same command again."),
        ("read-only", "Make it and its folder writable, and run the same command again."),
        ("full", "Make room on the disk and run the same command again."),
        ("no such column", "Back it up and run `nbgrader db upgrade`."),
    ):
        if word in said:
            return advice
    return "When that is mended, run the same command again."
