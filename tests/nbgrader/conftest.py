"""One course, graded once by the real commands; the tests look at what came of it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from people import BLANK, BY_EXCHANGE, COPYING, CRASHING, HALF, KILLING, LEARNERS, RIGHT, Graded
from real_course import (
    ASSIGNMENT,
    SOURCE,
    Course,
    answers_of,
    autograded,
    read,
    solution_of,
    task_of,
)

SECONDS = 30
"""Limit of a cell in these tests; the course's own is longer."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder runs real commands."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("roundtrip")


@pytest.fixture(scope="session", name="graded")
def _graded(tmp_path_factory: pytest.TempPathFactory) -> Graded:
    """Generate, release, fetch, submit, collect, autograde and feedback, by real commands."""
    course = Course(tmp_path_factory.mktemp("roundtrip"))
    target = course.root / "solutions" / ASSIGNMENT
    target.mkdir(parents=True)
    (target / SOURCE.name).write_bytes(SOURCE.read_bytes())
    source = read(SOURCE)
    maximum, tasks, solutions = autograded(source), task_of(source), solution_of(source)

    course.instructor("db", "assignment", "add", ASSIGNMENT)
    course.instructor("db", "student", "add", RIGHT)  # the others are added when they are graded
    course.instructor("generate_assignment", ASSIGNMENT, "--force")
    course.instructor("release_assignment", ASSIGNMENT)

    half = {cell: number % 2 == 0 for number, cell in enumerate(maximum)}
    first, fourth, policy = (
        tasks[cell] for cell in ("evpi_points", "rest_of_the_mean_points", "bets_points")
    )
    crashes = {
        first: "ceiling = 1 / 0",
        tasks["doors_points"]: "doors = 1 / 0",  # its test fails beside a hidden key
        fourth: "rest = 1.0\nwhile True:\n    pass",
        policy: "def policy(view):\n    return undefined",
    }
    answers: dict[str, dict[str, str]] = {
        RIGHT: solutions,
        HALF: {tasks[cell]: solutions[tasks[cell]] for cell, solved in half.items() if solved},
        BLANK: {},
        CRASHING: {**solutions, **crashes},
        COPYING: {**solutions, **answers_of(source, RIGHT, course.home("author"))},
        KILLING: {**solutions, first: "import os\nos._exit(1)"},
    }

    def hand_in(person: str) -> None:
        course.learner(person, "fetch_assignment", ASSIGNMENT)
        course.fill(person, answers[person])
        course.learner(person, "submit", ASSIGNMENT)

    _for_each(hand_in, BY_EXCHANGE)
    course.instructor("collect", ASSIGNMENT)
    for person in set(LEARNERS) - set(BY_EXCHANGE):
        course.receive(person)
        course.fill(person, answers[person])
        if person == BLANK:
            course.tamper(person)
        course.hand_over(person)
    limit = f"--Execute.timeout={SECONDS}"
    said = course.instructor("autograde", ASSIGNMENT, limit, fails=True)
    course.instructor("generate_feedback", ASSIGNMENT)
    course.instructor("release_feedback", ASSIGNMENT, f"--student={RIGHT}")
    course.learner(RIGHT, "fetch_feedback", ASSIGNMENT)
    return Graded(
        course=course,
        maximum=maximum,
        solved=half,
        crashed=frozenset(cell for cell, task in tasks.items() if task in crashes),
        said=said,
    )


def _for_each(work: Callable[[str], None], people: tuple[str, ...]) -> None:
    """Two at a time: the commands spend most of their time starting up."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        list(pool.map(work, people))
