"""Exercises of lesson 06: a level against an ordinary day, and when to wake somebody."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from leadlab.checks.exercise import exercise
from leadlab.checks.instances import Instance
from leadlab.checks.outcome import Check
from leadlab.checks.predicates import Mistake, close_to, equals
from leadlab.checks.running import call

WINDOW = 30


def draw_level(rng: np.random.Generator) -> Mapping[str, Any]:
    """A level, a day, its ordinary failures, and a bad evening in a busy hour."""
    level = float(rng.choice([0.99, 0.995, 0.998, 0.999]))
    a_day = int(rng.integers(20, 90)) * 1_000
    even = (1 - level) * a_day
    return {
        "level": level,
        "a_day": a_day,
        "ordinary": round(even * float(rng.uniform(0.45, 0.9))),
        "outage": int(rng.integers(11, 48)),
        "hour_share": round(float(rng.uniform(0.07, 0.16)), 2),
    }


@exercise(
    "metrics.level_and_outage",
    title="Your level, your day, your evening",
    concepts=("X-17",),
    points=5,
    hints=(
        "The budget of 30 days is (1 - level) of all the requests of 30 days.",
        "The outage loses its minutes' share of what the busy hour brings.",
        "Lost: own.outage / 60 * own.hour_share * own.a_day; divide it by the budget.",
    ),
    solution="""
        budget = lab.delivery.error_budget(own.level, requests=30 * own.a_day).requests
        spent_on = budget / own.ordinary
        burn = lab.delivery.burn_rate(own.ordinary / own.a_day, own.level)
        outage = own.outage / 60 * own.hour_share * own.a_day / budget
        """,
    draw=draw_level,
)
def level_and_outage(
    spent_on: float, burn: float, outage: float, *, instance: Instance
) -> Iterator[Check]:
    """Days of an ordinary month, its burn rate, and what an evening takes."""
    own = instance
    budget = (1 - own.level) * WINDOW * own.a_day
    yield close_to(
        spent_on, budget / own.ordinary, says="days until an ordinary month has spent it", points=1,
        mistakes=[Mistake(budget / WINDOW / own.ordinary, "day_for_month",
                          "That is the budget of one day.")],
    )  # fmt: skip
    yield close_to(
        burn, own.ordinary * WINDOW / budget, says="burn rate of an ordinary day", points=2,
        mistakes=[
            Mistake(own.ordinary / own.a_day, "share_for_burn",
                    "That is the share that fails; divide it by what may fail."),
            Mistake(budget / WINDOW / own.ordinary, "upside_down", "That is one over it."),
        ],
    )  # fmt: skip
    lost = own.outage / 60 * own.hour_share * own.a_day
    yield close_to(
        outage, lost / budget, says="share that the outage takes", points=2,
        mistakes=[
            Mistake(own.outage / ((1 - own.level) * WINDOW * 24 * 60), "minutes_for_requests",
                    "That counts minutes; this hour is busier than the average one."),
            Mistake(own.hour_share * own.a_day / budget, "hour_for_minutes",
                    "The whole hour was not lost."),
            Mistake(lost / (budget / WINDOW), "day_for_month", "That is of one day's budget."),
        ],
    )  # fmt: skip


Case = tuple[str, tuple[int, int], tuple[int, int], bool, str, str]
LEVEL, RATE, LEAST = 0.995, 14.4, 100
CASES: tuple[Case, ...] = (
    ("both burn", (900, 7_000), (90, 600), True, "asleep", "Both windows burn above 14.4."),
    ("it is over", (900, 7_000), (2, 600), False, "no_short_window",
     "The last five minutes are fine; let the pager stop."),
    ("a hiccup", (110, 7_000), (100, 600), False, "no_long_window",
     "Over the hour it burns at 3; five minutes alone wake nobody."),
    ("exactly at the rate", (504, 7_000), (72, 1_000), True, "above_for_at_least",
     "At least means that the rate itself counts."),
    ("nobody awake, nothing asked", (0, 0), (0, 0), False, "divides_by_nothing",
     "Without a request nothing burns."),
    ("forty failures at night", (40, 200), (9, 20), False, "share_alone",
     "A high share of very little; there are fewer than `least`."),
)  # fmt: skip
"""What it is, bad and all of the hour and of five minutes, the answer, the fault, a sentence."""


@exercise(
    "metrics.wake",
    title="When to wake somebody",
    concepts=("X-17", "X-27"),
    points=6,
    kind="policy as code",
    hints=(
        "How many times too fast a window burns: its bad share divided by 1 - level.",
        "Look at an empty window first, then at `least`, then at both rates.",
        "burn = bad / all / (1 - level) if all else 0; leave room for rounding at the limit.",
    ),
    solution="""
        def wake(long, short, level, rate, least):
            def burn(window):
                bad, all_of_them = window
                return bad / all_of_them / (1 - level) if all_of_them else 0.0

            if long[0] < least:
                return False
            return burn(long) >= rate - 1e-9 and burn(short) >= rate - 1e-9
        """,
)
def wake(answer: Callable[..., bool]) -> Iterator[Check]:
    """Six hours: both windows, one of them, the limit, an empty one, and a quiet night."""
    for says, long, short, right, tag, sentence in CASES:
        given = call(answer, long, short, LEVEL, RATE, LEAST)
        yield equals(
            given, right, says=says, points=1, mistakes=[Mistake(not right, tag, sentence)]
        )
