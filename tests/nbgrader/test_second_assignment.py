"""The second assignment in the same course: right, half right, blank and crashing, by nbgrader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from people import BLANK, CRASHING, HALF, RIGHT, Graded
from real_course import (
    SECOND,
    SECOND_SOURCE,
    Course,
    autograded,
    by_hand,
    read,
    secrets,
    solution_of,
    task_of,
)

PEOPLE = (RIGHT, HALF, BLANK, CRASHING)
CRASHES = {
    "break_even_load": "load = 1 / 0",
    "benchmark_difference": "builds = {'ratio': object(), 'low': [], 'verdict': 1j}",
    "repayment": "def policy(view):\n    return undefined",
    "gate_exceptions": "def gate(request):\n    request.week = 1\n    return 'fix'",
    "shortcuts": "shortcuts = 1 / 0",  # its test fails beside a hidden key
    "debt_memo": "memo = 5",
}
"""What the crashing learner hands in where the others answer; each is worth nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Second:
    """The second assignment, graded."""

    course: Course
    maximum: Mapping[str, float]
    tasks: Mapping[str, str]

    def points(self, person: str) -> dict[str, float | None]:
        """Points by tests, by graded cell."""
        points = self.course.points(person, SECOND)
        return {cell: points[cell] for cell in self.maximum}


@pytest.fixture(scope="session", name="second")
def _second(graded: Graded) -> Second:
    """Generate the assignment in the course of the first, hand in four times, and autograde."""
    course, source = graded.course, read(SECOND_SOURCE)
    target = course.root / "solutions" / SECOND
    target.mkdir(parents=True)
    (target / SECOND_SOURCE.name).write_bytes(SECOND_SOURCE.read_bytes())
    course.instructor("generate_assignment", SECOND, "--create")
    solutions, tasks = solution_of(source), task_of(source)
    cells = list(dict.fromkeys(tasks.values()))
    answers: dict[str, dict[str, str]] = {
        RIGHT: solutions,
        HALF: {cell: solutions[cell] for cell in cells[::2]},
        BLANK: {},
        CRASHING: {**solutions, **CRASHES},
    }
    for person in PEOPLE:
        course.receive(person, SECOND)
        course.fill(person, answers[person], assignment=SECOND)
        course.hand_over(person, SECOND)
    course.instructor("autograde", SECOND)
    return Second(course=course, maximum=autograded(source), tasks=tasks)


def test_the_solutions_for_ones_own_numbers_earn_every_point(second: Second) -> None:
    """A learner who answers as the author does gets full points, policies and texts included."""
    assert dict(second.maximum) == second.points(RIGHT)


def test_half_the_answers_earn_their_half(second: Second) -> None:
    """Every other task is answered, and earns its points alone."""
    answered = set(list(dict.fromkeys(second.tasks.values()))[::2])
    expected = {
        cell: points * (second.tasks[cell] in answered) for cell, points in second.maximum.items()
    }

    assert expected == second.points(HALF)


def test_an_untouched_notebook_earns_nothing(second: Second) -> None:
    """Every task says that it is not attempted."""
    printed = second.course.printed(BLANK, SECOND)

    assert dict.fromkeys(second.maximum, 0.0) == second.points(BLANK)
    assert set() == {cell for cell in second.maximum if "not attempted" not in printed[cell]}


def test_a_crash_costs_its_own_task_alone(second: Second) -> None:
    """What raises, breaks a rule or is of another kind is worth 0; the rest keeps its points."""
    expected = {
        cell: 0.0 if second.tasks[cell] in CRASHES else points
        for cell, points in second.maximum.items()
    }

    assert expected == second.points(CRASHING)


def test_the_reply_waits_for_a_person(second: Second) -> None:
    """What is marked by a rubric has no points by tests."""
    cells = set(by_hand(read(SECOND_SOURCE)))

    assert {"reply"} == cells
    assert cells <= second.course.waiting(RIGHT, SECOND)


def test_the_release_holds_no_key_and_no_solution(second: Second) -> None:
    """What learners get has neither the hidden tests nor the answers in it."""
    release = read(second.course.root / "exercises" / SECOND / SECOND_SOURCE.name)
    shown = {line.strip() for cell in release.cells for line in cell.source.splitlines()}
    hidden = secrets(read(SECOND_SOURCE), "HIDDEN TESTS")
    keys = {line for line in hidden if not line.endswith("(")}  # names of items are on the page

    assert keys
    assert set() == keys & shown
    assert set() == {line for line in shown if "BEGIN SOLUTION" in line or "salt" in line}
