"""After a test was mended: who changed, from what to what, and why."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import plain_judge
import pytest
from click.testing import CliRunner
from nbgrader.api import Gradebook
from plain_course import (
    ADD,
    ASSIGNMENT,
    NOTEBOOK,
    RIGHT,
    answered,
    hand_in,
    new_course,
)

from leadlab.cli import OK, main
from leadlab.grading import regrade
from leadlab.grading.course import Course
from leadlab.grading.records import Level, Submission, Verdict
from leadlab.grading.run import Options, Rerun, Run

OPTIONS = Options(level=Level.D, jobs=1, judge=plain_judge.judge, rerun=Rerun.ALL, enter=True)
FOUR = "def add(a, b): return 4"


@pytest.fixture(scope="module", name="graded")
def _graded(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Two learners, graded: one is right and one adds wrongly."""
    course = new_course(tmp_path_factory.mktemp("regrade") / "course")
    hand_in(course, "ana")
    hand_in(course, "ben", answered(course, {**RIGHT, ADD: FOUR}))
    with Run.opened(course, ASSIGNMENT, Options(level=Level.D, jobs=1, judge=OPTIONS.judge)) as run:
        list(run)
    return course


@pytest.fixture(name="course")
def _course(graded: Course, tmp_path: Path) -> Course:
    """A copy of it."""
    shutil.copytree(graded.root, tmp_path / "course")
    return Course.read(tmp_path / "course")


def change_source(course: Course, old: str, new: str) -> None:
    """Write the source anew."""
    path = course.root / "source" / ASSIGNMENT / f"{NOTEBOOK}.ipynb"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def regraded(course: Course, options: Options = OPTIONS) -> list[regrade.Change]:
    """All changes."""
    with regrade.opened(course, ASSIGNMENT, options) as (run, before):
        return [change for done in run for change in regrade.changes(run, done, before)]


def change(student: str, before: float | None, after: float | None, why: str) -> regrade.Change:
    """A change in the first test."""
    return regrade.Change(
        student=student, notebook=NOTEBOOK, cell="add_test", before=before, after=after, why=why
    )


def test_nothing_changes_where_nothing_was_changed(course: Course) -> None:
    """The same tests and answers give the same points."""
    assert [] == regraded(course)


def test_a_mended_test_changes_those_whom_it_wronged(course: Course) -> None:
    """The new test counts, without a release; the gradebook has it afterwards."""
    change_source(course, "add(1, 2) == 3", "add(2, 2) == 4")

    assert [change("ben", 0.0, 2.0, "the test was changed")] == regraded(course)
    with Gradebook(course.gradebook_url) as book:
        assert "add(2, 2)" in book.find_source_cell("add_test", NOTEBOOK, ASSIGNMENT).source


def test_other_points_are_named(course: Course) -> None:
    """A right answer earns the new points."""
    change_source(course, '"points": 2', '"points": 5')

    assert [change("ana", 2.0, 5.0, "its points went from 2 to 5")] == regraded(course)


def test_a_mark_by_hand_stays(course: Course) -> None:
    """What a person gave counts, whatever the test says now."""
    with Gradebook(course.gradebook_url) as book:
        book.find_grade("add_test", NOTEBOOK, ASSIGNMENT, "ben").manual_score = 1.0
        book.db.commit()
    change_source(course, "add(1, 2) == 3", "add(2, 2) == 4")

    regraded(course)

    with Gradebook(course.gradebook_url) as book:
        grade = book.find_grade("add_test", NOTEBOOK, ASSIGNMENT, "ben")
        assert (2.0, 1.0, 1.0, True) == (
            grade.auto_score,
            grade.manual_score,
            grade.score,
            grade.needs_manual_grade,
        )


def test_another_submission_is_named(course: Course) -> None:
    """It was not the test."""
    hand_in(course, "ana", answered(course, {**RIGHT, ADD: FOUR}))

    assert [change("ana", 2.0, 0.0, "something else was handed in")] == regraded(course)


def test_a_test_that_depends_on_chance_is_named(course: Course) -> None:
    """Nothing was changed and the points are others: the instructor should know."""
    options = Options(level=Level.D, jobs=1, judge=flipped, rerun=Rerun.ALL)

    (found,) = regraded(course, options)

    assert "ana" == found.student
    assert "depend on chance" in found.why


def flipped(submission: Submission, **options: Any) -> Verdict:
    """A judge for whom adding is wrong today."""
    cells = tuple(
        replace(cell, source="assert False") if cell.grade_id == "add_test" else cell
        for cell in submission.cells
    )
    return plain_judge.judge(replace(submission, cells=cells), **options)


def test_the_command_prints_who_changed(course: Course) -> None:
    """One line for each change, and how many learners changed."""
    change_source(course, "square(3) == 9", "square(3) == -9")
    where = ("--course", str(course.root), "--allow-level", "D", "--jobs", "1")

    done = CliRunner().invoke(main, ["regrade", ASSIGNMENT, *where])
    again = CliRunner().invoke(main, ["regrade", ASSIGNMENT, *where, "--json"])

    assert OK == done.exit_code, done.output
    assert "ana: square_test of p1 from 3 to 0, because the test was changed" in done.stdout
    assert "2 of 2 learners changed" in done.stdout
    assert [] == json.loads(again.stdout)["changes"]
