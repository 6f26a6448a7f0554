"""Exercises of lesson 05: the limits of a chart by hand, and when to ask for a cause."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from statistics import mean, stdev
from typing import Any

import numpy as np

from leadlab.checks.exercise import exercise
from leadlab.checks.instances import Instance
from leadlab.checks.outcome import Check
from leadlab.checks.predicates import Mistake, close_to, equals
from leadlab.checks.running import call
from leadlab.models.delivery import control_chart

FACTOR = 2.66


def draw_chart(rng: np.random.Generator) -> Mapping[str, Any]:
    """Sixteen weeks, one of which is far out."""
    values = rng.integers(7, 13, 16)
    while np.abs(np.diff(values)).mean() < 1:  # weeks that hardly differ would make no limits
        values = rng.integers(7, 13, 16)
    place = int(rng.integers(3, 13))
    values[place] = 30
    return {"weeks": [int(each) for each in values]}


@exercise(
    "metrics.own_chart",
    title="Your own chart",
    concepts=("X-09",),
    points=4,
    hints=(
        "The differences between neighbours, without their signs, have a mean.",
        "high = centre + 2.66 times that mean; low lies as far below.",
        "chart = lab.delivery.control_chart(own.weeks); chart.outside counts from 0.",
    ),
    solution="""
        chart = lab.delivery.control_chart(own.weeks)
        centre, high = chart.centre, chart.high
        outside = [place + 1 for place in chart.outside]
        """,
    draw=draw_chart,
)
def own_chart(
    centre: float, high: float, outside: list[int], *, instance: Instance
) -> Iterator[Check]:
    """The mean, the upper limit from neighbours, and the weeks beyond."""
    values = list(instance.weeks)
    chart = control_chart(values)
    moving = (chart.high - chart.centre) / FACTOR
    yield close_to(
        centre, chart.centre, says="centre", points=1,
        mistakes=[Mistake(float(np.median(values)), "median_for_mean", "That is the median.")],
    )  # fmt: skip
    yield close_to(
        high, chart.high, says="upper limit", points=2, rel_tol=2e-3,
        mistakes=[
            Mistake(mean(values) + 3 * stdev(values), "whole_spread",
                    "That is the spread of all weeks; the odd week widens it and hides in it."),
            Mistake(mean(values) + 3 * moving, "difference_for_deviation",
                    "Three mean differences are not three deviations; the factor is 2.66."),
            Mistake(max(values), "largest_for_limit", "That is the largest week."),
        ],
    )  # fmt: skip
    right = [place + 1 for place in chart.outside]
    yield equals(
        outside, right, says="weeks beyond a limit", points=1,
        mistakes=[
            Mistake(list(chart.outside), "counts_from_nought", "The first week is week 1."),
        ],
    )  # fmt: skip


Case = tuple[str, list[int], list[int], str, str]
LOW, CENTRE, HIGH = 2, 8, 14
CASES: tuple[Case, ...] = (
    ("a quiet row", [7, 9, 8, 10, 6, 9, 7], [], "asks_for_noise", "All within, no long row."),
    ("one far out", [7, 9, 15, 10, 6], [3], "misses_outside", "15 lies above 14."),
    ("one on the limit", [7, 14, 2, 9], [], "limit_for_beyond", "On the limit is not beyond it."),
    ("nine below in a row", [9, 7, 6, 7, 5, 7, 6, 7, 7, 6], [9, 10], "misses_rows",
     "Weeks 2 to 10 are nine in a row below; the eighth and the ninth ask."),
    ("a row broken by the centre", [7, 6, 7, 5, 8, 7, 6, 7, 7], [], "centre_counts",
     "A week on the centre ends the row."),
    ("a row that changes sides", [7, 7, 7, 7, 9, 9, 9, 9, 9], [], "sides_together",
     "Four below and five above are two rows."),
    ("far out and in a row", [9, 9, 10, 9, 15, 9, 10, 9], [5, 8], "one_rule_alone",
     "Week 5 is beyond the limit, and week 8 is the eighth above."),
)  # fmt: skip
"""What it is, the weeks, the answer, the fault, a sentence."""


@exercise(
    "metrics.ask",
    title="When to ask",
    concepts=("X-09", "F-15"),
    points=7,
    kind="policy as code",
    hints=(
        "Walk through the weeks once and keep how long the present row is.",
        "The row goes on if this week is on the side of the last one; the centre sets it to 0.",
        "side = (value > centre) - (value < centre) is 1, 0 or -1.",
    ),
    solution="""
        def ask(values, low, centre, high):
            weeks, row, last = [], 0, 0
            for week, value in enumerate(values, 1):
                side = (value > centre) - (value < centre)
                row = row + 1 if side and side == last else abs(side)
                last = side
                if value < low or value > high or row >= 8:
                    weeks.append(week)
            return weeks
        """,
)
def ask(answer: Callable[..., list[int]]) -> Iterator[Check]:
    """Seven charts: quiet, out, on the limit, and rows that are long, broken or mixed."""
    for says, values, right, tag, sentence in CASES:
        given = call(answer, list(values), LOW, CENTRE, HIGH)
        yield equals(_said(given), _said(right), says=says, points=1, message=sentence, tag=tag)


def _said(weeks: object) -> object:
    """Weeks as words, for an empty list is an answer here and no blank."""
    if not isinstance(weeks, list | tuple):
        return weeks
    return ", ".join(str(each) for each in weeks) or "no week"
