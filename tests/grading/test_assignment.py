"""Any nbgrader course folder is read as nbgrader itself reads it."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from jupyter_core.application import NoStart
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderApp
from plain_course import ASSIGNMENT, HIDDEN, NOTEBOOK, PATH, new_course, source_notebook

from leadlab.errors import LeadlabError, UnknownName
from leadlab.grading.assignment import load
from leadlab.grading.course import Course

TOP = Path(__file__).parent.parent.parent


@pytest.fixture(autouse=True)
def _programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new gradebook is made by nbgrader with the `alembic` beside this Python."""
    programs = Path(sys.executable).parent
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")


def test_tests_have_their_hidden_part_and_released_cells_do_not(tmp_path: Path) -> None:
    """The marker's version of a test is the source's; the learner's is what was released."""
    cell = load(new_course(tmp_path), ASSIGNMENT).notebooks[NOTEBOOK].by_id()["square_test"]

    assert (True, False, 3.0, True) == (
        HIDDEN in cell.marked,
        HIDDEN in cell.source,
        cell.points,
        cell.test,
    )


def test_reading_makes_no_gradebook(tmp_path: Path) -> None:
    """Looking at an assignment leaves the course folder as it was."""
    course = new_course(tmp_path)
    before = sorted(tmp_path.rglob("*"))

    load(course, ASSIGNMENT)

    assert before == [
        path for path in sorted(tmp_path.rglob("*")) if "__pycache__" not in str(path)
    ]


def test_derived_cells_are_those_that_nbgrader_releases(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a release folder the cells are what `nbgrader generate_assignment` would write."""
    course = new_course(tmp_path, data={"data/a.csv": "1,2\n"})
    derived = load(course, ASSIGNMENT)
    monkeypatch.chdir(tmp_path)
    app = NbGraderApp()
    app.initialize(["generate_assignment", ASSIGNMENT])
    with pytest.raises(NoStart):  # its way of saying that a subcommand ran
        app.start()

    written = json.loads((tmp_path / "release" / ASSIGNMENT / PATH).read_text())

    assert [("".join(cell["source"]), cell["cell_type"]) for cell in written["cells"]] == [
        (cell.source, cell.kind) for cell in derived.notebooks[NOTEBOOK].cells
    ]
    assert derived == load(course, ASSIGNMENT)  # now with release folder and gradebook
    assert {"data/a.csv"} == set(derived.files)


def test_points_come_from_the_gradebook_where_it_has_them(tmp_path: Path) -> None:
    """An instructor who changes points in formgrader's database is heard, as by nbgrader."""
    course = new_course(tmp_path)
    with Gradebook(course.gradebook_url) as book:
        book.add_assignment(ASSIGNMENT)
        book.add_notebook(NOTEBOOK, ASSIGNMENT)
        book.add_grade_cell("add_test", NOTEBOOK, ASSIGNMENT, max_score=7, cell_type="code")

    cells = load(course, ASSIGNMENT).notebooks[NOTEBOOK].by_id()

    assert (7.0, 3.0) == (cells["add_test"].points, cells["square_test"].points)


def test_a_configuration_in_the_current_folder_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the course's own settings count, wherever the command is typed."""
    planted = tmp_path / "submitted" / "eve" / ASSIGNMENT
    planted.mkdir(parents=True)
    mark = tmp_path / "mark"
    (planted / "nbgrader_config.py").write_text(f"open({str(mark)!r}, 'w')\n")
    monkeypatch.chdir(planted)

    load(new_course(tmp_path / "course"), ASSIGNMENT)

    assert not mark.exists()


def test_this_course_is_read_with_its_own_names() -> None:
    """solutions/ and exercises/, 64 points, keys of the tests only on the marker's side."""
    assignment = load(TOP, "01_decision_making")
    doors = assignment.notebooks["01_decision_making"].by_id()["doors_points"]

    assert (64.0, True, False) == (
        assignment.points,
        "HIDDEN" in doors.marked,
        "HIDDEN" in doors.source,
    )


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda root: (root / "nbgrader_config.py").write_text("c = 1 / 0\n"), "ZeroDivisionError"),
        (lambda root: (root / "source" / ASSIGNMENT / PATH).write_text("{"), "cannot be read as a"),
        (lambda root: _duplicate(root), "Duplicate grade id"),
    ],
    ids=["broken configuration", "broken source", "duplicate id in the source"],
)
def test_an_instructors_mistake_is_told_in_a_sentence(tmp_path: Path, spoil, said: str) -> None:  # type: ignore[no-untyped-def]
    """What is wrong with a course folder is said with the place."""
    new_course(tmp_path)
    spoil(tmp_path)

    with pytest.raises(LeadlabError, match=said):
        load(tmp_path, ASSIGNMENT)


def test_a_release_that_is_older_than_its_source_is_named(tmp_path: Path) -> None:
    """A graded cell that was never released cannot be answered, so nothing is graded."""
    course = new_course(tmp_path)
    document = source_notebook()
    document["cells"] = document["cells"][:-1]
    release = tmp_path / "release" / ASSIGNMENT
    release.mkdir(parents=True)
    (release / PATH).write_text(json.dumps(document))

    with pytest.raises(LeadlabError, match="lacks essay"):
        load(course, ASSIGNMENT)


def test_an_unknown_assignment_is_named_with_the_nearest(tmp_path: Path) -> None:
    """A slip of the finger costs one look."""
    with pytest.raises(UnknownName, match="Did you mean 'ps1'"):
        load(new_course(tmp_path), "ps11")


def _duplicate(root: Path) -> None:
    document = source_notebook()
    document["cells"].append(document["cells"][-1])
    (root / "source" / ASSIGNMENT / PATH).write_text(json.dumps(document))


def test_other_folder_structures_are_followed(tmp_path: Path) -> None:
    """`CourseDirectory.directory_structure` decides where things lie."""
    new_course(tmp_path)
    structure = str(Path("{nbgrader_step}", "{assignment_id}", "{student_id}"))
    with (tmp_path / "nbgrader_config.py").open("a") as file:
        file.write(f"c.CourseDirectory.directory_structure = {structure!r}\n")

    course = Course.read(tmp_path)

    assert tmp_path / "submitted" / "ps1" / "ana" == course.folder("submitted", "ps1", "ana")
    assert 9.0 == load(course, ASSIGNMENT).points
