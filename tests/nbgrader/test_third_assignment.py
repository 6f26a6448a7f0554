"""The third assignment by nbgrader's own commands: right, crashing and untouched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from real_course import ROOT, Course, autograded, by_hand, read, secrets, solution_of, task_of

THIRD = "03_metrics"
SOURCE = ROOT / "solutions" / THIRD / f"{THIRD}.ipynb"
RIGHT, CRASHING, BLANK = "gudrun", "hamza", "ines"
CRASHES = {
    "two_teams": "teams = 1 / 0",
    "forty_weeks": "weeks = {'low': object(), 'high': [], 'asks': 1j, 'needless': {}}",
    "eight_dates": "dates = [(5, 3)] * 8",
    "flow_plan": "def plan(view):\n    return undefined",
    "break_it": "def agent(habits, hours, measure):\n    return {'nobody does this': 1}",
    "guard_it": "guard = 3",
    "notices": "def notify(event):\n    return 'shout'",
    "card": "card = 5",
}
"""What the crashing learner hands in where the others answer; each is worth nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Third:
    """The third assignment, graded."""

    course: Course
    maximum: Mapping[str, float]
    tasks: Mapping[str, str]

    def points(self, person: str) -> dict[str, float | None]:
        """Points by tests, by graded cell."""
        points = self.course.points(person, THIRD)
        return {cell: points[cell] for cell in self.maximum}


@pytest.fixture(scope="module", name="third")
def _third(tmp_path_factory: pytest.TempPathFactory) -> Third:
    """Generate the assignment in a course of its own, hand in three times, and autograde."""
    course, source = Course(tmp_path_factory.mktemp("third")), read(SOURCE)
    target = course.root / "solutions" / THIRD
    target.mkdir(parents=True)
    (target / SOURCE.name).write_bytes(SOURCE.read_bytes())
    course.instructor("db", "student", "add", RIGHT)  # the others are added when they are graded
    course.instructor("generate_assignment", THIRD, "--create")
    solutions = solution_of(source)
    answers = {RIGHT: solutions, CRASHING: {**solutions, **CRASHES}, BLANK: {}}
    for person, given in answers.items():
        course.receive(person, THIRD)
        course.fill(person, given, assignment=THIRD)
        course.hand_over(person, THIRD)
    course.instructor("autograde", THIRD)
    return Third(course=course, maximum=autograded(source), tasks=task_of(source))


def test_the_solutions_for_ones_own_numbers_earn_every_point(third: Third) -> None:
    """A learner who answers as the author does gets full points, plans and forecasts included."""
    assert dict(third.maximum) == third.points(RIGHT)


def test_a_crash_costs_its_own_task_alone(third: Third) -> None:
    """What raises, breaks a rule or is of another kind is worth 0; the rest keeps its points."""
    expected = {
        cell: 0.0 if third.tasks[cell] in CRASHES else points
        for cell, points in third.maximum.items()
    }

    assert expected == third.points(CRASHING)


def test_an_untouched_notebook_earns_nothing(third: Third) -> None:
    """Every task says that it is not attempted."""
    printed = third.course.printed(BLANK, THIRD)

    assert dict.fromkeys(third.maximum, 0.0) == third.points(BLANK)
    assert set() == {cell for cell in third.maximum if "not attempted" not in printed[cell]}


def test_what_a_person_marks_waits_for_a_person(third: Third) -> None:
    """What is marked by a rubric has no points by tests."""
    assert set(by_hand(read(SOURCE))) == third.course.waiting(RIGHT, THIRD)


def test_the_release_holds_no_key_and_no_solution(third: Third) -> None:
    """What learners get has neither the hidden tests nor the answers in it."""
    release = read(third.course.root / "exercises" / THIRD / SOURCE.name)
    shown = "\n".join(cell.source for cell in release.cells)
    hidden = secrets(read(SOURCE), "HIDDEN TESTS")

    assert hidden
    assert [] == [line for line in hidden if line in shown]
    assert "BEGIN SOLUTION" not in shown
