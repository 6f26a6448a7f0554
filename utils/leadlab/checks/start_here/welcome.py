"""The exercise of the welcome page: a first check and a first hint."""

from __future__ import annotations

from collections.abc import Iterator

from leadlab.checks.exercise import exercise
from leadlab.checks.outcome import Check
from leadlab.checks.predicates import Mistake, close_to


@exercise(
    "start_here.shorter_wait",
    title="What a tenth of the week is worth",
    concepts=("R-48",),
    points=1,
    hints=(
        "The wait is the length of an answer times the busy share over the free share.",
        "At eight tenths, the free share is two tenths: twice what it was.",
        "0.25 * 0.8 / 0.2 hours.",
    ),
    solution="""
        hours = 0.25 * 0.8 / 0.2
        """,
)
def shorter_wait(hours: float) -> Iterator[Check]:
    """Mean wait in hours at a load of 0.8, for answers of a quarter of an hour."""
    yield close_to(
        hours, 1.0, says="the wait at eight tenths, in hours",
        mistakes=[
            Mistake(2.0, "linear_thinking", "Waiting does not shrink in step with the load."),
            Mistake(4.0, "unit_mismatch", "That is in quarters of an hour."),
            Mistake(0.2, "wrong_ratio", "Divide by the free share of the week."),
        ],
    )  # fmt: skip
