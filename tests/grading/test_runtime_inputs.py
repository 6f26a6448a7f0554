"""What a submission does when it runs: inputs 30 to 34 of the list, in each place among good ones.

All of them are graded in one run, by the real judge; each good learner keeps full marks.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import whole_state
from plain_course import (
    ADD,
    ASSIGNMENT,
    CONFIG,
    NOTEBOOK,
    RIGHT,
    SQUARE,
    answered,
    hand_in,
    new_course,
)

from leadlab.grading.course import Course
from leadlab.grading.records import Level
from leadlab.grading.run import Done, Options, Outcome, Run

SECONDS = 3
PLACES = {"first": "a", "middle": "m", "last": "z"}
GOOD = ("b-good", "l-good", "n-good", "y-good")
STUBBORN = """
def square(x):
    while True:
        try:
            while True:
                pass
        except BaseException:
            continue
"""
NOISE = "def square(x):\n    return x * x\nfor line in range(20_000):\n    print('x' * 1_000)"
WARNING = "import sys\ndef square(x):\n    print('deprecated', file=sys.stderr)\n    return x * x"
INPUTS: dict[str, tuple[str, float, str]] = {
    "30-exit": ("import os\nos._exit(3)", 0.0, "ended while this cell ran"),
    "30-segfault": ("import ctypes\nctypes.string_at(0)", 0.0, ""),
    "31-stubborn-loop": (STUBBORN, 0.0, ""),
    "32-input": ("answer = input('name? ')", 0.0, "input"),
    "33-noise": (NOISE, 3.0, "x" * 1_000),
    "34-warning": (WARNING, 3.0, ""),
}
"""Number on the list, the answer, what it earns, and a word that stands in the graded notebook."""


@pytest.fixture(scope="module", name="graded")
def _graded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Course, dict[str, Done]]:
    course = new_course(tmp_path_factory.mktemp("runtime") / "course")
    settings = f"c.Execute.timeout = {SECONDS}\nc.LimitOutput.max_lines = 100_000\n"
    (course.root / "nbgrader_config.py").write_text(CONFIG + settings)
    course = Course.read(course.root)
    for student in GOOD:
        hand_in(course, student)
    for place in PLACES.values():
        for name, (source, *_) in INPUTS.items():
            hand_in(course, f"{place}-{name}", answered(course, {**RIGHT, SQUARE: source}))
    with Run.opened(course, ASSIGNMENT, Options(level=Level.C, jobs=2)) as run:
        return course, {done.student: done for done in run}


def page(course: Course, student: str) -> str:
    """A graded notebook as text."""
    path = course.root / "autograded" / student / ASSIGNMENT / f"{NOTEBOOK}.ipynb"
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("name", INPUTS)
def test_it_costs_what_it_spoils_and_no_more(
    graded: tuple[Course, dict[str, Done]], name: str, place: str
) -> None:
    """The question before keeps its points, the spoilt one is 0, and the notebook says why."""
    course, done = graded
    student = f"{place}-{name}"
    _, points, said = INPUTS[name]

    marks, _ = whole_state.marks(course)[student][NOTEBOOK]

    assert Outcome.GRADED is done[student].outcome
    assert (2.0, points) == (marks["add_test"][0], marks["square_test"][0])
    assert said in page(course, student)


@pytest.mark.parametrize("student", GOOD)
def test_the_good_ones_are_not_touched(
    graded: tuple[Course, dict[str, Done]], student: str
) -> None:
    """Full marks, and no note."""
    course, done = graded

    assert {"add_test": 2.0, "square_test": 3.0, "essay": None} == done[student].scores[NOTEBOOK]
    assert () == done[student].notes
    json.loads(page(course, student))


def test_endless_output_is_cut_by_bytes(graded: tuple[Course, dict[str, Done]]) -> None:
    """Twenty megabytes were printed; the graded notebook can be opened."""
    course, _ = graded
    path = Path(course.root / "autograded" / "a-33-noise" / ASSIGNMENT / f"{NOTEBOOK}.ipynb")

    assert 100_000 < path.stat().st_size < 400_000


def test_the_list_is_whole() -> None:
    """30 to 34 run; 35 to 37 happen to the run, and are in test_faults."""
    assert {30, 31, 32, 33, 34} == {int(name.partition("-")[0]) for name in INPUTS}
    assert ADD in RIGHT
