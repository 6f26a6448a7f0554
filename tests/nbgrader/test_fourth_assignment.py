"""The fourth assignment by nbgrader's own commands: right, crashing and untouched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from real_course import ROOT, Course, autograded, by_hand, read, secrets, solution_of, task_of

FOURTH = "04_mentoring"
SOURCE = ROOT / "solutions" / FOURTH / f"{FOURTH}.ipynb"
RIGHT, CRASHING, BLANK = "jelena", "karim", "lotte"
CRASHES = {
    "break_even": "pays = 1 / 0",
    "overlap": "groups = {'overlap': object(), 'ahead': [], 'above_mean': 1j, 'claimed_d': {}}",
    "growth_forecasts": "chances = [2] * 20",
    "three_rewrites": "messages = 5",
    "questions": "turns = [1, 2]",
    "contract": "contract = 3.5",
    "my_plan": "plan = None",
    "conversation": "choices = ['a', 7, None]",
    "gap": "choices, lines, rests_on = 7, [1], object()",
    "garden": "def policy(view):\n    return undefined",
}
"""What the crashing learner hands in where the others answer; each is worth nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fourth:
    """The fourth assignment, graded."""

    course: Course
    maximum: Mapping[str, float]
    tasks: Mapping[str, str]

    def points(self, person: str) -> dict[str, float | None]:
        """Points by tests, by graded cell."""
        points = self.course.points(person, FOURTH)
        return {cell: points[cell] for cell in self.maximum}


@pytest.fixture(scope="module", name="fourth")
def _fourth(tmp_path_factory: pytest.TempPathFactory) -> Fourth:
    """Generate the assignment in a course of its own, hand in three times, and autograde."""
    course, source = Course(tmp_path_factory.mktemp("fourth")), read(SOURCE)
    target = course.root / "solutions" / FOURTH
    target.mkdir(parents=True)
    (target / SOURCE.name).write_bytes(SOURCE.read_bytes())
    course.instructor("db", "student", "add", RIGHT)  # the others are added when they are graded
    course.instructor("generate_assignment", FOURTH, "--create")
    solutions = solution_of(source)
    answers = {RIGHT: solutions, CRASHING: {**solutions, **CRASHES}, BLANK: {}}
    for person, given in answers.items():
        course.receive(person, FOURTH)
        course.fill(person, given, assignment=FOURTH)
        course.hand_over(person, FOURTH)
    course.instructor("autograde", FOURTH)
    return Fourth(course=course, maximum=autograded(source), tasks=task_of(source))


def test_the_solutions_for_ones_own_numbers_earn_every_point(fourth: Fourth) -> None:
    """A learner who answers as the author does gets full points, plans and forecasts included."""
    assert dict(fourth.maximum) == fourth.points(RIGHT)


def test_a_crash_costs_its_own_task_alone(fourth: Fourth) -> None:
    """What raises, breaks a rule or is of another kind is worth 0; the rest keeps its points."""
    expected = {
        cell: 0.0 if fourth.tasks[cell] in CRASHES else points
        for cell, points in fourth.maximum.items()
    }

    assert expected == fourth.points(CRASHING)


def test_an_untouched_notebook_earns_nothing(fourth: Fourth) -> None:
    """Every task says that it is not attempted."""
    printed = fourth.course.printed(BLANK, FOURTH)

    assert dict.fromkeys(fourth.maximum, 0.0) == fourth.points(BLANK)
    assert set() == {cell for cell in fourth.maximum if "not attempted" not in printed[cell]}


def test_what_a_person_marks_waits_for_a_person(fourth: Fourth) -> None:
    """What is marked by a rubric has no points by tests."""
    assert set(by_hand(read(SOURCE))) == fourth.course.waiting(RIGHT, FOURTH)


def test_the_release_holds_no_key_and_no_solution(fourth: Fourth) -> None:
    """What learners get has neither the hidden tests nor the answers in it."""
    release = read(fourth.course.root / "exercises" / FOURTH / SOURCE.name)
    shown = "\n".join(cell.source for cell in release.cells)
    hidden = secrets(read(SOURCE), "HIDDEN TESTS")

    assert hidden
    assert [] == [line for line in hidden if line in shown]
    assert "BEGIN SOLUTION" not in shown
