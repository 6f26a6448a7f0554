"""The notebook that is attacked, what an honest learner hands in, and how one is judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from leadlab.grading.judge import judge
from leadlab.grading.records import Cell, Level, Limits, Role, Submission, Verdict

CANARY = "canary-4127"
"""Stands in the hidden tests; nothing that a learner is shown may hold it."""
HIDDEN_NUMBER = "86028121"
LIMITS = Limits(
    cell_seconds=2, notebook_seconds=20, memory_mb=600, output_bytes=20_000, processes=16
)
GIVEN = """
from dataclasses import dataclass
import numpy as np
import pandas as pd

TOLERANCE = 1e-9
CASES = [([1, 2, 3], 2), ([4, 8], 6)]

@dataclass
class Point:
    x: float
    y: float = 0.0

    def distance(self):
        return abs(self.x) + abs(self.y)

def close(seen, wanted):
    return abs(seen - wanted) < TOLERANCE
"""
STACK = """
class Stack:
    def __init__(self):
        self.items = []
    def push(self, item):
        self.items.append(item)
    def pop(self):
        return self.items.pop()
    def __len__(self):
        return len(self.items)
"""
ANSWERS = {
    "mean": "def mean(values):\n    return sum(values) / len(values)",
    "total": f"total = {HIDDEN_NUMBER}",
    "ratio": "ratio = 0.125",
    "table": "table = pd.DataFrame({'n': [1, 2, 3], 'square': [1, 4, 9]})",
    "grid": "grid = np.arange(6).reshape(2, 3)",
    "words": "words = {'debt': 3, 'load': 5}",
    "mirror": "def mirror(point):\n    return Point(-point.x, point.y)",
    "apply": "def apply(function, values):\n    return [function(each) for each in values]",
    "stack": STACK,
}
TESTS = {
    "mean": f"for given, wanted in CASES:\n    assert mean(given) == wanted\n"
    f"assert mean([7, 9, 11.5]) == 27.5 / 3, {CANARY!r}",
    "total": f"# {CANARY}\nassert total == {HIDDEN_NUMBER}, {CANARY!r}",
    "ratio": "assert close(ratio, 0.125)\nassert abs(ratio - 0.125) < 1e-9",
    "table": "wanted = pd.DataFrame({'n': [1, 2, 3], 'square': [1, 4, 9]})\n"
    "assert table.equals(wanted)\npd.testing.assert_frame_equal(table, wanted)",
    "grid": "assert np.array_equal(grid, [[0, 1, 2], [3, 4, 5]])\n"
    "np.testing.assert_allclose(grid.sum(), 15)\nassert isinstance(grid, np.ndarray)",
    "words": "assert words == {'debt': 3, 'load': 5}\nassert 'debt' in words and 'x' not in words",
    "mirror": "seen = mirror(Point(3.0, 4.0))\nassert seen == Point(-3.0, 4.0)\n"
    "assert isinstance(seen, Point) and seen.distance() == 7.0",
    "apply": "assert apply(lambda value: value + 86028121, [1, 2]) == [86028122, 86028123]\n"
    "assert apply(abs, [-1]) == [1]",
    "stack": "pile = Stack()\npile.push(3)\npile.push(4)\nassert len(pile) == 2\n"
    "assert pile.pop() == 4 and pile.items == [3]\n1.0",
}
POINTS = 2.0
FULL = POINTS * (len(TESTS) - 1) + 1.0
"""The last test gives a number, 1 of 2 points."""
BLANK = "..."


@dataclass(frozen=True, kw_only=True)
class Attack:
    """What somebody hands in who has no right answer, or wants more than points."""

    name: str
    answers: Mapping[str, str] = field(default_factory=dict)
    """By question; the others are left blank."""
    before: str = ""
    """A cell of their own at the top."""
    after: str = ""
    """One at the end."""
    earned: float = 0.0
    """Points that are earned by right answers among them."""
    limits: Limits = LIMITS
    at_c: str = ""
    """What level C does not stop, in a few words."""
    only: str = "AB"
    """Levels that stop it."""


def _cell(role: Role, source: str, grade_id: str | None = None) -> Cell:
    points = POINTS if role is Role.TEST else None
    return Cell(kind="code", role=role, source=source, grade_id=grade_id, points=points)


def notebook(answers: Mapping[str, str], *, before: str = "", after: str = "") -> tuple[Cell, ...]:
    """Cells of the notebook with these answers."""
    cells = [_cell(Role.GIVEN, GIVEN)]
    if before:
        cells.append(_cell(Role.ANSWER, before))
    for name, test in TESTS.items():
        cells.append(_cell(Role.ANSWER, answers.get(name, BLANK), name))
        cells.append(_cell(Role.TEST, test, f"{name}_test"))
    if after:
        cells.append(_cell(Role.ANSWER, after))
    return tuple(cells)


REFERENCE = notebook(ANSWERS)


def judged(
    cells: tuple[Cell, ...], level: Level, limits: Limits = LIMITS, **more: object
) -> Verdict:
    """The verdict on these cells."""
    submission = Submission(
        student="mallory", assignment="ps1", notebook="p1", cells=cells, reference=REFERENCE,
        classmates=("ben",), **more,
    )  # fmt: skip
    return judge(submission, level=level, limits=limits)


def honest(level: Level) -> float:
    """Points of an honest learner with the right answers."""
    return earned(judged(REFERENCE, level))


def earned(verdict: Verdict) -> float:
    """Points of all tests."""
    return sum(each.points or 0.0 for each in verdict.results)


def shown(verdict: Verdict) -> str:
    """All that the learner would see of what their own cells printed."""
    return "\n".join(
        str(each.outputs) + each.message
        for each in verdict.results
        if each.points is None  # what a test shows is the feedback page's to hide
    )
