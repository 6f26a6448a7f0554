"""`leadlab grade` as an instructor types it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

sys.path.append(str(Path(__file__).parent.parent / "grading"))

from plain_course import ADD, ASSIGNMENT, answered, hand_in, new_course

from leadlab.cli import CANNOT_RUN_HERE, FAULTS, OK, USAGE, main
from leadlab.grading.course import Course
from leadlab.grading.run_lock import locked


@pytest.fixture(scope="module", name="course")
def _course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Two learners, one who is right and one who is wrong, and one whose file is broken."""
    course = new_course(tmp_path_factory.mktemp("grade") / "course")
    hand_in(course, "ana")
    hand_in(course, "ben", answered(course, {ADD: "def add(a, b): return 4"}))
    hand_in(course, "cleo", content=b"[")
    return course


def grade(course: Course, *words: str, assignment: str = ASSIGNMENT) -> Result:
    """Type the command."""
    where = ("--course", str(course.root), "--allow-level", "D", "--jobs", "1")
    return CliRunner().invoke(main, ["grade", assignment, *where, *words])


def test_a_run_says_what_came_of_it_and_a_second_one_has_little_to_do(course: Course) -> None:
    """Counts for people and for programs; the refused one is named, and the status says so."""
    first = grade(course)
    second = grade(course, "--json")

    found = json.loads(second.stdout)
    assert (FAULTS, FAULTS) == (first.exit_code, second.exit_code), first.output
    assert "2 graded, 1 of them wait for a person; 1 refused, 0 failed" in first.stdout
    assert "cleo: p1.ipynb breaks off or is damaged at line 1, column 2." in first.stderr
    assert (0, 2, 1) == (found["graded"], found["kept"], found["refused"])
    assert ["cleo"] == [each["student"] for each in found["students"]]


def test_those_who_are_meant_are_graded_again(course: Course) -> None:
    """A pattern and `--rerun all`; the points, the level and who waits are in the JSON."""
    done = grade(course, "--students", "[ab]*", "--rerun", "all", "--json")

    found = json.loads(done.stdout)
    assert OK == done.exit_code, done.output
    assert {"ana": 5.0, "ben": 0.0} == {
        each["student"]: each["points"] for each in found["students"]
    }
    assert {"graded": 2, "needs_manual": 1} == {
        key: found[key] for key in ("graded", "needs_manual")
    }
    assert 2 == sum(found["levels"].values())


def test_an_assignment_that_does_not_exist_is_named(course: Course) -> None:
    """With the nearest right name."""
    done = grade(course, assignment="ps2")

    assert USAGE == done.exit_code
    assert "ps1" in done.stderr


def test_a_second_grader_is_told_who_is_at_work(course: Course) -> None:
    """It changes nothing and ends with the status of what cannot run here."""
    with locked(course.root):
        done = grade(course)

    assert CANNOT_RUN_HERE == done.exit_code
    assert "is being graded already, by process" in done.stderr


def test_a_course_in_which_nothing_was_handed_in(tmp_path: Path) -> None:
    """It says where it looked; nothing is wrong with that."""
    done = grade(new_course(tmp_path / "course"))

    assert OK == done.exit_code
    assert "Nothing was handed in" in done.stderr
