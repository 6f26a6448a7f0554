"""What was set, as the gradebook knows it; it is entered by nbgrader's own steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nbgrader.api import MissingEntry

from leadlab.grading.assignment import enter
from leadlab.grading.course import Course


@dataclass(frozen=True, slots=True)
class EnteredCell:
    """A cell that nbgrader watches over."""

    source: str
    """As it was handed out, with the hidden tests."""
    checksum: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteredNotebook:
    """A notebook of an assignment."""

    id: str
    kernelspec: str | None
    graded: Mapping[str, str]
    """Rows of the cells that have a grade, by grade id; those marked by hand and tasks too."""
    commented: Mapping[str, str]
    """Rows of the cells that have a comment, by grade id."""
    cells: Mapping[str, EnteredCell]
    most: Mapping[str, float]
    """Most points of each cell that has a grade."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """An assignment."""

    name: str
    id: str
    due: datetime | None
    """In UTC; extensions of single learners come on top."""
    notebooks: Mapping[str, EnteredNotebook]


def entered(course: Course, book: Any, assignment: str, *, anew: bool = False) -> Entered:
    """The assignment in an open gradebook; entered from its source where it is not, or `anew`.

    Raises:
        LeadlabError: nbgrader cannot enter it; the sentence says why.
    """
    if anew or not _known(book, assignment):
        enter(course, assignment)
        book.db.expire_all()
    found = book.find_assignment(assignment)
    read = Entered(
        name=assignment,
        id=found.id,
        due=found.duedate,
        notebooks={each.name: _notebook(each) for each in found.notebooks},
    )
    book.db.rollback()
    return read


def _known(book: Any, assignment: str) -> bool:
    try:
        return bool(book.find_assignment(assignment).notebooks)
    except MissingEntry:
        return False


def _notebook(notebook: Any) -> EnteredNotebook:
    graded = [*notebook.grade_cells, *notebook.task_cells]
    return EnteredNotebook(
        id=notebook.id,
        kernelspec=notebook.kernelspec,
        graded={cell.name: cell.id for cell in graded},
        commented={cell.name: cell.id for cell in (*notebook.solution_cells, *notebook.task_cells)},
        cells={
            cell.name: EnteredCell(cell.source or "", cell.checksum)
            for cell in notebook.source_cells
        },
        most={cell.name: float(cell.max_score) for cell in graded},
    )
