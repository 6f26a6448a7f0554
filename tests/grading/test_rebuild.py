"""The learner's source goes into the released notebook, by rules; most of them nbgrader's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from plain_course import (
    ADD,
    ASSIGNMENT,
    ESSAY,
    HIDDEN,
    NOTEBOOK,
    PATH,
    RIGHT,
    answered,
    code,
    folder_of,
    hand_in,
    new_course,
    role,
)

from leadlab.grading import assignment, intake, rebuild
from leadlab.grading.course import Course
from leadlab.grading.records import Role, Submission

Change = Callable[[list[dict[str, Any]]], None]


@pytest.fixture(name="course")
def _course(tmp_path: Path) -> Course:
    return new_course(tmp_path, data={"data.csv": "1,2\n", "checker.py": "right = True\n"})


def rebuilt(course: Course, change: Change | None = None) -> Submission:
    """What comes of a right submission that was changed before it was handed in."""
    document = answered(course)
    if change:
        change(document["cells"])
    hand_in(course, "ana", document)
    return again(course)


def again(course: Course) -> Submission:
    """What comes of the folder as it is."""
    handed_in = next(iter(intake.submissions(course, ASSIGNMENT)))
    assert isinstance(handed_in, intake.HandedIn), handed_in
    return rebuild.rebuild(assignment.load(course, ASSIGNMENT), handed_in)[0]


def ids(submission: Submission) -> list[str | None]:
    """The ids of the cells, in order."""
    return [cell.grade_id for cell in submission.cells]


def cell_of(cells: list[dict[str, Any]], grade_id: str) -> dict[str, Any]:
    """The cell of an id, in a document."""
    return next(
        cell for cell in cells if cell["metadata"].get("nbgrader", {}).get("grade_id") == grade_id
    )


def source_of(submission: Submission, grade_id: str) -> str:
    """The text of the cell of an id."""
    return next(cell.source for cell in submission.cells if cell.grade_id == grade_id)


def remove(*grade_ids: str) -> Change:
    """Delete cells."""

    def change(cells: list[dict[str, Any]]) -> None:
        for grade_id in grade_ids:
            cells.remove(cell_of(cells, grade_id))

    return change


def test_answers_are_the_learners_and_tests_the_instructors(course: Course) -> None:
    """Roles, points and hidden tests come from the instructor, whatever the file says."""

    def change(cells: list[dict[str, Any]]) -> None:
        test = cell_of(cells, "square_test")
        test["source"] = "pass"
        test["metadata"]["nbgrader"].update(points=100, grade=False, solution=True, locked=False)
        test["metadata"]["tags"] = ["skip-execution"]

    submission = rebuilt(course, change)
    test = next(cell for cell in submission.cells if cell.grade_id == "square_test")

    assert (Role.TEST, 3.0, True) == (test.role, test.points, HIDDEN in test.source)
    assert RIGHT[ADD] == source_of(submission, ADD)
    assert RIGHT[ESSAY] == source_of(submission, ESSAY)


def test_a_helper_in_a_cell_of_ones_own_stays_where_it_stands(course: Course) -> None:
    """An answer may stand on cells that the learner added."""

    def change(cells: list[dict[str, Any]]) -> None:
        at = cells.index(cell_of(cells, ADD))
        cells.insert(at, code("def plus(a, b):\n    return a + b"))

    submission = rebuilt(course, change)
    at = ids(submission).index(ADD)

    assert (Role.ANSWER, True) == (
        submission.cells[at - 1].role,
        "plus" in submission.cells[at - 1].source,
    )


@pytest.mark.parametrize(
    ("gone", "place"),
    [
        (("set_up",), 0),
        (("add_test",), 4),
        (("square_test",), 7),
        (("add_test", "square_test", "essay"), 4),
        (("essay",), 8),
    ],
)
def test_what_is_graded_or_locked_is_put_back_in_its_place(
    course: Course, gone: tuple[str, ...], place: int
) -> None:
    """A missing cell follows the one with an id that came before it in the release."""
    whole = ids(rebuilt(course))
    submission = rebuilt(course, remove(*gone))

    assert place == ids(submission).index(gone[0])
    assert [each for each in whole if each] == [each for each in ids(submission) if each]


def test_a_deleted_answer_is_not_replaced_by_the_stub(course: Course) -> None:
    """The learner may have written it in a cell of their own, which a stub would overwrite."""

    def change(cells: list[dict[str, Any]]) -> None:
        own = cell_of(cells, ADD)
        own["metadata"] = {}

    submission = rebuilt(course, change)

    assert ADD not in ids(submission)
    assert RIGHT[ADD] in [cell.source for cell in submission.cells]


def test_of_cells_with_one_id_the_last_counts(course: Course) -> None:
    """As nbgrader's DeduplicateIds; the earlier ones stay as plain cells."""

    def change(cells: list[dict[str, Any]]) -> None:
        own = cell_of(cells, ADD)
        cells.insert(cells.index(own), {**own, "source": "add = None"})

    submission = rebuilt(course, change)
    at = ids(submission).index(ADD)

    assert (RIGHT[ADD], "add = None", None) == (
        submission.cells[at].source,
        submission.cells[at - 1].source,
        submission.cells[at - 1].grade_id,
    )


def test_a_copied_test_earns_once(course: Course) -> None:
    """A second copy of a test is the learner's own code."""
    submission = rebuilt(course, lambda cells: cells.append(dict(cell_of(cells, "add_test"))))

    assert 9.0 == sum(cell.points or 0 for cell in submission.cells)


def test_a_changed_kind_and_an_unknown_id_are_put_right(course: Course) -> None:
    """Code stays code; a cell that was never released earns nothing."""

    def change(cells: list[dict[str, Any]]) -> None:
        own = cell_of(cells, ADD)
        own["cell_type"] = "markdown"
        cells.append(code("1", **role("more", grade=True, locked=True, points=50)))

    submission = rebuilt(course, change)
    kinds = {cell.grade_id: cell.kind for cell in submission.cells}

    assert ("code", None) == (kinds[ADD], submission.cells[-1].points)
    assert Role.ANSWER == submission.cells[-1].role


def test_a_locked_cell_is_put_right_and_a_plain_one_is_the_learners(course: Course) -> None:
    """What is locked is restored as by nbgrader, which leaves other cells as they came."""

    def change(cells: list[dict[str, Any]]) -> None:
        cell_of(cells, "set_up")["source"] = "math = None"
        cells[0]["source"] = "# My title"

    submission = rebuilt(course, change)

    assert ("import math", "# My title") == (
        source_of(submission, "set_up"),
        submission.cells[0].source,
    )


def test_the_instructors_files_win_over_the_learners(course: Course) -> None:
    """A file of the same name is the source's; the learner's other files come along."""
    folder = hand_in(course, "ana")
    (folder / "checker.py").write_text("right = False\n")
    (folder / "mine.py").write_text("")
    (folder / "nbgrader_config.py").write_text("")

    files = again(course).files

    assert {"checker.py", "data.csv", "mine.py"} == set(files)
    assert "right = True\n" == Path(files["checker.py"]).read_text()


def test_a_file_that_learners_may_edit_is_theirs(course: Course) -> None:
    """`Autograde.exclude_overwriting` is heard."""
    with (course.root / "nbgrader_config.py").open("a") as file:
        file.write("c.Autograde.exclude_overwriting = {'ps1': ['checker.py']}\n")
    folder = hand_in(course, "ana")
    (folder / "checker.py").write_text("mine = True\n")

    files = again(Course.read(course.root)).files

    assert str(folder / "checker.py") == files["checker.py"]


def test_what_was_changed_is_said(course: Course) -> None:
    """Learner and instructor read what differed, a sentence each; silence otherwise."""
    set_notebook = assignment.load(course, ASSIGNMENT).notebooks[NOTEBOOK]

    def said(change: Change) -> str:
        document = answered(course)
        change(document["cells"])
        hand_in(course, "ana", document)
        written = intake.take("ana", ASSIGNMENT, folder_of(course, "ana"), (NOTEBOOK,))
        assert isinstance(written, intake.HandedIn)
        return " ".join(rebuild.remarks(set_notebook, written.notebooks[NOTEBOOK]))

    assert "" == said(lambda cells: None)
    assert "'add_test' is missing from p1.ipynb; it was put back." in said(remove("add_test"))
    assert "'add' is missing from p1.ipynb; its question has no answer." in said(remove("add"))
    assert f"Cell 10 of {PATH} has the unknown id 'more'" in said(
        lambda cells: cells.append(code("1", **role("more", grade=True)))
    )
    assert "has the id 'add' a second time; the last of them counts." in said(
        lambda cells: cells.insert(2, dict(cell_of(cells, "add")))
    )
