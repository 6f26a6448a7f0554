"""Cells that are handed out together come to the same as cells handed out one by one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from judged_cells import answer, check, given, points

from leadlab.grading.judge import close_stage, judge
from leadlab.grading.levels import find_level
from leadlab.grading.records import Cell, Ending, Limits, Submission, Verdict
from leadlab.grading.trial_learner import AHEAD_BYTES

LIMITS = Limits(cell_seconds=2, notebook_seconds=60)
MANY = 30


@pytest.fixture(scope="module", autouse=True)
def _stage() -> Iterator[None]:
    yield
    close_stage()


def _judged(*cells: Cell) -> Verdict:
    submission = Submission(student="ana", assignment="a", notebook="n", cells=cells)
    return judge(submission, level=find_level().level, limits=LIMITS)


def _shown(verdict: Verdict) -> list[str]:
    """The last value of each cell; what happened to it where it has none."""
    return [
        next((each["data"]["text/plain"] for each in result.outputs if "data" in each), None)
        or result.ending.name
        for result in verdict.results
    ]


@pytest.mark.parametrize("end", ["import os\nos._exit(1)", "while True:\n    pass"])
def test_those_behind_a_cell_that_ends_everything(end: str) -> None:
    """They run once more in a new process, after the cells before it, and in their order."""
    endless = end.startswith("while")
    stopped = Ending.FAILED if endless else Ending.CRASHED
    verdict = _judged(
        given("seen = ['a']"), given("seen.append('b')\nseen"), answer(end),
        given("seen.append('c')\nseen"), given("seen.append('d')\nseen"),
        check("assert seen == ['a', 'b', 'c', 'd']"),
    )  # fmt: skip

    first, second, third, *rest = _shown(verdict)
    assert ("RAN", "['a', 'b']") == (first, second)
    assert third in {stopped.name, Ending.TIMED_OUT.name}
    assert ["['a', 'b', 'c']", "['a', 'b', 'c', 'd']"] == rest[:2]
    assert [2.0] == points(verdict)


def test_text_that_is_no_cell_is_passed_over() -> None:
    """Results belong to the cell that they came from, whatever stands between."""
    prose = Cell(kind="markdown", role=given("").role, source="between")
    verdict = _judged(given("1 + 0"), prose, given("1 + 1"), prose, prose, answer("1 + 2"))

    assert [(0, "1"), (2, "2"), (5, "3")] == list(
        zip((each.index for each in verdict.results), _shown(verdict), strict=True)
    )


def test_much_source_and_much_output() -> None:
    """Neither side waits for the other to read, however much both have to say."""
    long = f"# {'x' * AHEAD_BYTES}\n"
    cells = [given(f"{long}print('y' * 150_000)\n{at} + 0") for at in range(MANY)]
    verdict = _judged(*cells)

    assert list(map(str, range(MANY))) == _shown(verdict)


def test_thousands_of_small_cells_and_much_output() -> None:
    """What a message takes beside its few letters counts as well."""
    cells = [given("print('y' * 190_000)\n0 + 0"), *(given(f"0 + {at}") for at in range(1, 2_000))]
    verdict = _judged(*cells)

    assert list(map(str, range(2_000))) == _shown(verdict)


def test_a_test_sees_what_stood_before_it() -> None:
    """A name that a later cell changes has its earlier value in the test between them."""
    verdict = _judged(
        given("x = 1"), answer("y = x"), check("assert (x, y) == (1, 1)", "one"),
        given("x = 2"), answer("y = x"), check("assert (x, y) == (2, 2)", "two"),
    )  # fmt: skip

    assert [2.0, 2.0] == points(verdict)
