"""What the gradebook says about submissions, read in few questions for many of them.

nbgrader's own converter asks twice for each cell; here the grades and comments of an assignment
are read once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import func, select
from sqlalchemy.engine import make_url

from leadlab.errors import LeadlabError
from leadlab.grading.assignment import points_in_gradebook
from leadlab.grading.course import Course

Key = tuple[str, str]
"""Student and notebook."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What one graded cell earned."""

    score: float
    """With a person's points and extra credit where there are any."""
    extra: float = 0.0
    waits: bool = False
    """Whether a person has still to mark it."""


@dataclass(slots=True)
class Marks:
    """What one notebook earned."""

    penalty: float = 0.0
    most: Mapping[str, float] = field(default_factory=dict)
    """Points that each graded cell could earn."""
    cells: dict[str, Mark] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)


def read_marks(course: Course, assignment: str) -> Mapping[Key, Marks]:
    """Marks of every submitted notebook of an assignment.

    Raises:
        LeadlabError: there is no gradebook.
    """
    url = make_url(course.gradebook_url)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        msg = f"There is no gradebook {url.database}. Grade {assignment} first."
        raise LeadlabError(msg)
    most = points_in_gradebook(course, assignment)
    with Gradebook(course.gradebook_url, course.directory.course_id) as book:
        found = {
            (student, notebook): Marks(penalty=penalty or 0.0, most=most.get(notebook, {}))
            for student, notebook, penalty in book.db.execute(
                _of(assignment, SubmittedNotebook.late_submission_penalty)
            )
        }
        extra = func.coalesce(Grade.extra_credit, 0.0)
        columns = (BaseCell.name, Grade.score, extra, Grade.needs_manual_grade, Grade.manual_score)
        asked = _of(assignment, *columns).join(Grade, Grade.notebook_id == SubmittedNotebook.id)
        asked = asked.join(BaseCell, BaseCell.id == Grade.cell_id)
        for student, notebook, cell, score, more, waits, by_hand in book.db.execute(asked):
            mark = Mark(score, more, waits=bool(waits) and by_hand is None)
            found[student, notebook].cells[cell] = mark
        asked = _of(assignment, BaseCell.name, Comment.comment)
        asked = asked.join(Comment, Comment.notebook_id == SubmittedNotebook.id)
        asked = asked.join(BaseCell, BaseCell.id == Comment.cell_id)
        for student, notebook, cell, comment in book.db.execute(asked):
            if comment:
                found[student, notebook].comments[cell] = comment
    return found


def _of(assignment: str, *columns: Any) -> Any:
    """A question about the submitted notebooks of an assignment: student, notebook, and more."""
    return (
        select(SubmittedAssignment.student_id, Notebook.name, *columns)
        .select_from(SubmittedNotebook)
        .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
        .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .where(Assignment.name == assignment)
    )
