"""Grade again after a test was mended, and say who changed, from what to what, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from nbgrader.api import Assignment as EnteredAssignment
from nbgrader.api import (
    BaseCell,
    Grade,
    Gradebook,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import select

from leadlab.grading.course import Course
from leadlab.grading.gradebook import Book
from leadlab.grading.gradebook_set import EnteredNotebook
from leadlab.grading.gradebook_tables import Receipt
from leadlab.grading.run import Done, Options, Outcome, Run

Scores = Mapping[tuple[str, str], float | None]
"""Points by tests, by notebook and grade id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One learner's points for one cell, before and after.

    >>> print(Change(student="ana", notebook="p1", cell="add_test", before=0.0, after=2.0,
    ...              why="the test was changed"))
    ana: add_test of p1 from 0 to 2, because the test was changed
    """

    student: str
    notebook: str
    cell: str
    before: float | None
    """None where a person marks it, or nothing was graded."""
    after: float | None
    why: str

    def __str__(self) -> str:
        before, after = (
            "no points" if each is None else f"{each:g}" for each in (self.before, self.after)
        )
        return (
            f"{self.student}: {self.cell} of {self.notebook} from {before} to {after}, "
            f"because {self.why}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What there was before the run."""

    scores: Mapping[str, Scores]
    notebooks: Mapping[str, EnteredNotebook]
    receipts: Mapping[str, Receipt]


@contextmanager
def opened(course: Course, assignment: str, options: Options) -> Iterator[tuple[Run, Before]]:
    """A run over all that are meant, with what there was before it.

    Raises:
        LeadlabError: it cannot begin; the sentence says why.
    """
    with Book.opened(course, assignment) as book:
        before = Before(
            scores=scores(course, assignment),
            notebooks=book.assignment.notebooks,
            receipts=book.receipts(),
        )
    with Run.opened(course, assignment, options) as run:
        yield run, before


def changes(run: Run, done: Done, before: Before) -> list[Change]:
    """What changed for a learner; somebody who was never graded is no change."""
    if done.outcome is not Outcome.GRADED or done.student not in before.scores:
        return []
    was, receipt = before.scores[done.student], before.receipts.get(done.student)
    found = []
    for notebook, cells in done.scores.items():
        for cell, after in cells.items():
            earlier = was.get((notebook, cell))
            if earlier != after:
                why = _why(run, before, receipt, done, (notebook, cell))
                found.append(
                    Change(
                        student=done.student,
                        notebook=notebook,
                        cell=cell,
                        before=earlier,
                        after=after,
                        why=why,
                    )
                )
    return found


def _why(
    run: Run, before: Before, receipt: Receipt | None, done: Done, place: tuple[str, str]
) -> str:
    notebook, cell = place
    old, new = before.notebooks.get(notebook), run.kit.notebooks[notebook]
    if old is None or cell not in old.cells:
        return "the question is new"
    if old.cells[cell].source != new.cells[cell].source:
        return "the test was changed"
    if old.most.get(cell) != new.most.get(cell):
        return f"its points went from {old.most.get(cell, 0):g} to {new.most.get(cell, 0):g}"
    others = [key for key, each in new.cells.items() if old.cells.get(key) != each]
    if others:
        return f"{', '.join(sorted(others))} was changed"
    if receipt is None:
        return "it was not graded by leadlab before"
    if receipt.submission != done.submission:
        return "something else was handed in"
    if receipt.tests != run.tests:
        return "a file or a cell of the assignment was changed"
    if receipt.level is not done.level:
        return f"it ran at isolation level {done.level} and not at {receipt.level}"
    return "the run went otherwise: test or answer depend on chance, on time or on the machine"


def scores(course: Course, assignment: str) -> dict[str, dict[tuple[str, str], float | None]]:
    """Points by tests of everybody, as the gradebook has them."""
    columns = (SubmittedAssignment.student_id, Notebook.name, BaseCell.name, Grade.auto_score)
    asked = (
        select(*columns)
        .join(SubmittedNotebook, SubmittedNotebook.id == Grade.notebook_id)
        .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
        .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
        .join(EnteredAssignment, EnteredAssignment.id == SubmittedAssignment.assignment_id)
        .join(BaseCell, BaseCell.id == Grade.cell_id)
        .where(EnteredAssignment.name == assignment)
    )
    found: dict[str, dict[tuple[str, str], float | None]] = {}
    with Gradebook(course.gradebook_url, course.directory.course_id) as book:
        for student, notebook, cell, score in book.db.execute(asked):
            found.setdefault(student, {})[notebook, cell] = score
    return found
