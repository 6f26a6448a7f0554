"""What we rebuild is what nbgrader sanitises, apart from a list in which each line has its reason.

Both read the same document; nbgrader's side are its own steps of `Autograde`, with a gradebook
that its own `generate_assignment` filled.
"""

from __future__ import annotations

import copy
import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbgrader.apps import GenerateAssignmentApp
from nbgrader.converters import Autograde
from plain_course import ADD, ASSIGNMENT, NOTEBOOK, answered, code, new_course, role, text

from leadlab.grading import assignment, rebuild
from leadlab.grading.course import Course
from leadlab.grading.reading import read
from leadlab.grading.records import Role

Cells = list[dict[str, Any]]
Change = Callable[[Cells], Any]
Rows = list[tuple[str, str, str | None]]
ABORTS = "nbgrader stops"


@pytest.fixture(scope="module", name="course")
def _course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    course = new_course(tmp_path_factory.mktemp("differences") / "course")
    with pytest.MonkeyPatch.context() as patch:
        programs = Path(sys.executable).parent
        patch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
        patch.chdir(course.root)
        app = GenerateAssignmentApp(log_level=logging.CRITICAL)
        app.initialize([ASSIGNMENT])
        app.start()
    return course


def cell_of(cells: Cells, grade_id: str) -> dict[str, Any]:
    """The cell of an id."""
    return next(
        each for each in cells if each["metadata"].get("nbgrader", {}).get("grade_id") == grade_id
    )


def theirs(course: Course, document: dict[str, Any]) -> Rows | str:
    """Cells after nbgrader's own steps, or that it stops."""
    notebook = nbformat.from_dict(document)
    names = {"notebook": NOTEBOOK, "assignment": ASSIGNMENT, "student": "ana"}
    resources = {"nbgrader": {**names, "db_url": course.gradebook_url}}
    log = logging.Logger("quiet")
    for step in Autograde(coursedir=course.directory, config=course.config).sanitize_preprocessors:
        try:
            notebook, resources = step(config=course.config, log=log)(notebook, resources)
        except Exception:  # noqa: BLE001 - whatever it says, the submission is not graded
            return ABORTS
    return [(cell.cell_type, cell.source, known_id(cell.metadata)) for cell in notebook.cells]


def known_id(metadata: dict[str, Any]) -> str | None:
    """Id that nbgrader goes by."""
    own = metadata.get("nbgrader", {})
    return (
        own.get("grade_id")
        if own.get("grade") or own.get("solution") or own.get("locked")
        else None
    )


def ours(course: Course, document: dict[str, Any]) -> Rows:
    """Cells as we rebuild them."""
    written = read(NOTEBOOK, nbformat.writes(nbformat.from_dict(document)).encode())
    cells = rebuild.rebuilt(assignment.load(course, ASSIGNMENT).notebooks[NOTEBOOK], written)
    return [(cell.kind, cell.source, cell.grade_id) for cell in cells]


def changed(course: Course, change: Change) -> dict[str, Any]:
    """A right submission after a change."""
    document = {**copy.deepcopy(answered(course)), "nbformat_minor": 5}
    change(document["cells"])
    for number, cell in enumerate(document["cells"]):
        cell["id"] = f"cell-{number}"
    return document


def move(cells: Cells) -> None:
    """Put the first question behind the second."""
    for grade_id in (ADD, "add_test"):
        cell = cell_of(cells, grade_id)
        cells.remove(cell)
        cells.append(cell)


SAME: dict[str, Change] = {
    "as released": lambda cells: cell_of(cells, ADD).update(source="def add(a, b):\n    ..."),
    "right answers": lambda cells: None,
    "a helper of one's own": lambda cells: cells.insert(2, code("def plus(a, b): return a + b")),
    "a text of one's own": lambda cells: cells.append(text("I liked this.")),
    "a changed test": lambda cells: cell_of(cells, "add_test").update(source="pass"),
    "a changed locked cell": lambda cells: cell_of(cells, "set_up").update(source="math = 1"),
    "a changed plain cell": lambda cells: cells[0].update(source="# Mine"),
    "a deleted plain cell": lambda cells: cells.pop(0),
    "a deleted answer": lambda cells: cells.remove(cell_of(cells, ADD)),
    "questions in another order": move,
    "changed points": lambda cells: cell_of(cells, "add_test")["metadata"]["nbgrader"].update(
        points=100
    ),
    "an unlocked test": lambda cells: cell_of(cells, "add_test")["metadata"]["nbgrader"].update(
        locked=False
    ),
    "an answer that became text": lambda cells: (
        cell_of(cells, ADD).update(cell_type="markdown"),
        [cell_of(cells, ADD).pop(name) for name in ("outputs", "execution_count")],
    ),
}


@pytest.mark.parametrize("name", SAME)
def test_honest_learners_get_what_nbgrader_gives_them(course: Course, name: str) -> None:
    """The same cells, in the same order, with the same ids and texts."""
    document = changed(course, SAME[name])
    wanted = theirs(course, copy.deepcopy(document))

    assert ABORTS != wanted
    assert wanted == ours(course, document)


def delete(grade_id: str) -> Change:
    """Remove a cell."""
    return lambda cells: cells.remove(cell_of(cells, grade_id))


def metadata(grade_id: str, **given: Any) -> Change:
    """Change what a cell says of itself."""
    return lambda cells: cell_of(cells, grade_id)["metadata"]["nbgrader"].update(given)


DIFFERENT: list[tuple[str, Change, str, str]] = [
    (
        "a cell that is there twice",
        lambda cells: cells.append(copy.deepcopy(cell_of(cells, ADD))),
        ABORTS,
        "copying a cell in JupyterLab is no reason to go ungraded; the last one counts",
    ),
    (
        "an old version of the metadata",
        metadata("add_test", schema_version=1),
        ABORTS,
        "a learner's file may come from an older course; only its ids are used",
    ),
    (
        "a version to come",
        metadata("add_test", schema_version=99),
        ABORTS,
        "one file must not stop the others",
    ),
    (
        "points that are no number",
        metadata("add_test", points="many"),
        ABORTS,
        "a learner's file has no say in points",
    ),
    (
        "an id that was never set",
        lambda cells: cells.append(code("1", **role("more", solution=True))),
        ABORTS,
        "a cell of the learner's own earns nothing and harms nobody",
    ),
    (
        "a missing test",
        delete("add_test"),
        "stays away",
        "the answer is there and can be graded (nbgrader: only with add_missing_cells)",
    ),
    (
        "a missing answer that a person marks",
        delete("essay"),
        "stays away",
        "the marker sees that there is none",
    ),
    (
        "a missing locked cell",
        delete("set_up"),
        "stays away",
        "answers and tests may stand on it",
    ),
]
"""What it is, what nbgrader makes of it, and why we differ."""


@pytest.mark.parametrize(
    ("name", "change", "outcome", "reason"), DIFFERENT, ids=[each[0] for each in DIFFERENT]
)
def test_where_we_differ_the_learner_is_graded(
    course: Course, name: str, change: Change, outcome: str, reason: str
) -> None:
    """Each graded and each locked cell is there, once, and nbgrader does what the list says."""
    document = changed(course, change)
    whole = {row[2] for row in ours(course, answered(course)) if row[2]}
    rows = ours(course, document)
    seen = theirs(course, copy.deepcopy(document))

    assert reason
    assert sorted(whole) == sorted(row[2] for row in rows if row[2])
    if outcome == ABORTS:
        assert ABORTS == seen
    else:
        assert whole - {row[2] for row in seen}


def test_tags_and_outputs_of_a_submission_are_gone(course: Course) -> None:
    """A tag is kept by nbgrader, and `skip-execution` on a test would earn its points."""
    document = changed(
        course, lambda cells: cell_of(cells, "add_test")["metadata"].update(tags=["skip-execution"])
    )
    written = read(NOTEBOOK, nbformat.writes(nbformat.from_dict(document)).encode())
    cells = rebuild.rebuilt(assignment.load(course, ASSIGNMENT).notebooks[NOTEBOOK], written)
    (test,) = [cell for cell in cells if cell.grade_id == "add_test"]

    assert (Role.TEST, {"kind", "role", "source", "grade_id", "points"}) == (
        test.role,
        set(type(test).__slots__),
    )
