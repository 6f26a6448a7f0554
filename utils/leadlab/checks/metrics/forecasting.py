"""Exercises of lesson 04: a forecast from a board, and the week to name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from leadlab.checks.exercise import exercise
from leadlab.checks.instances import Instance
from leadlab.checks.outcome import Check
from leadlab.checks.predicates import Mistake, close_to, equals
from leadlab.checks.running import call
from leadlab.models.delivery import forecast_weeks

WEEKS = 8


def draw_board(rng: np.random.Generator) -> Mapping[str, Any]:
    """Eight weeks in which about half as much is added as is finished."""
    finished = rng.integers(3, 10, WEEKS)
    added = rng.integers(1, 4, WEEKS)
    begun = int(finished.sum() - added.sum() + rng.integers(22, 34))
    return {
        "finished": [int(each) for each in finished],
        "added": [int(each) for each in added],
        "begun": begun,
    }


@exercise(
    "metrics.own_forecast",
    title="Your own board",
    concepts=("X-10", "F-18", "F-19"),
    points=6,
    hints=(
        "What is left: begun, and what was added, less what was finished.",
        "growth is what was added in a week, on average.",
        "forecast = lab.delivery.forecast_weeks(own.finished, left, growth=growth); forecast.p85",
    ),
    solution="""
        left = own.begun + sum(own.added) - sum(own.finished)
        growth = sum(own.added) / len(own.added)
        forecast = lab.delivery.forecast_weeks(own.finished, left, growth=growth)
        p50, p85 = forecast.p50, forecast.p85
        """,
    draw=draw_board,
)
def own_forecast(
    left: int, growth: float, p50: int, p85: int, *, instance: Instance
) -> Iterator[Check]:
    """What is left, what comes in, and two weeks of the forecast, give or take one."""
    own = instance
    rest = own.begun + sum(own.added) - sum(own.finished)
    a_week = sum(own.added) / WEEKS
    yield close_to(
        left, rest, says="items left", points=1,
        mistakes=[Mistake(own.begun - sum(own.finished), "scope_stood_still",
                          "What was added is missing.")],
    )  # fmt: skip
    yield close_to(
        growth, a_week, says="items added a week", points=1,
        mistakes=[Mistake(sum(own.added), "total_for_rate", "That is all of it; divide by weeks.")],
    )  # fmt: skip
    right = forecast_weeks(own.finished, rest, growth=a_week)
    still = forecast_weeks(own.finished, rest)
    for given, share in ((p50, "p50"), (p85, "p85")):
        wanted, fixed = getattr(right, share), getattr(still, share)
        yield close_to(
            given, wanted, says=share, points=2, abs_tol=1.0 if share == "p85" else 0.5, rel_tol=0,
            mistakes=[
                Mistake(fixed, "scope_stands_still", "Scope grows further while you work."),
                *(
                    [Mistake(right.p50, "middle_for_safe", "That is the even chance.")]
                    if share == "p85"
                    else []
                ),
            ],
        )  # fmt: skip


Case = tuple[str, tuple[int, float, float], float, float, str]
CASES: tuple[Case, ...] = (
    ("late as dear as early", (11, 6.0, 0.4), 1, 1, "At equal prices it is the middle."),
    ("late four times as dear", (12, 6.0, 0.4), 4_000, 1_000, "Four chances in five."),
    ("late nineteen times as dear", (13, 6.0, 0.5), 19, 1, "Nineteen chances in twenty."),
    ("early is the dear one", (14, 9.0, 0.5), 1, 3, "One chance in four: they would rather wait."),
)
"""What it is, a seed with median and spread of the weeks, both prices, a sentence."""


def _weeks(drawn: tuple[int, float, float]) -> np.ndarray[Any, Any]:
    seed, middle, spread = drawn
    noise = np.random.default_rng(seed).standard_normal(10_000)
    return np.maximum(np.rint(middle * np.exp(spread * noise)), 1).astype(int)


def _cheapest(outcomes: np.ndarray[Any, Any], late: float, early: float) -> int:
    """By trying each week: independent of the rule with the quantile."""
    tried = np.arange(outcomes.min(), outcomes.max() + 1)
    over = outcomes[None, :] - tried[:, None]
    costs = (late * np.maximum(over, 0) + early * np.maximum(-over, 0)).mean(axis=1)
    return int(tried[np.argmin(costs)])


@exercise(
    "metrics.week_to_name",
    title="The week to name",
    concepts=("X-12", "X-10"),
    points=4,
    kind="policy as code",
    hints=(
        "Try each week: what does it cost on average over all outcomes?",
        "The cheapest is the first week whose chance is late / (late + early) or more.",
        "sorted(outcomes)[ceil(late / (late + early) * len(outcomes)) - 1]",
    ),
    solution="""
        from math import ceil

        def week_to_name(outcomes, late, early):
            ordered = sorted(outcomes)
            return int(ordered[ceil(late / (late + early) * len(ordered)) - 1])
        """,
)
def week_to_name(answer: Callable[..., int]) -> Iterator[Check]:
    """Four pairs of prices, over weeks with a long tail."""
    for says, drawn, late, early, sentence in CASES:
        outcomes = _weeks(drawn)
        given = call(answer, outcomes.copy(), late, early)
        right = _cheapest(outcomes, late, early)
        middle, mean = int(np.median(outcomes)), int(np.rint(outcomes.mean()))
        swapped = _cheapest(outcomes, early, late)
        yield equals(
            given, right, says=says, points=1, message=sentence,
            mistakes=[
                Mistake(value, tag, told)
                for value, tag, told in (
                    (swapped, "prices_swapped", "The two prices are the other way round."),
                    (middle, "even_chance", f"That is an even chance. {sentence}"),
                    (mean, "mean_week", f"The mean asks for no price. {sentence}"),
                    (int(outcomes.max()), "worst_case", "The worst case is the dearest buffer."),
                )
                if value != right
            ],
        )  # fmt: skip
