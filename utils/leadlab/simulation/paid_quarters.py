"""Quarters of teams that are paid by coverage: what they did, and what a lead sees of it.

Honest teams spend their hours where faults are caught, and their coverage rises with it. Gaming
teams spend them where coverage is cheap; most do so for a part of their hours, as people do.
Nobody sees what a team aimed at; the lead sees four numbers, each off by some luck.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from leadlab.models.delivery import Habit

MEASURE = "coverage"
NOISE = 0.2
ASIDE = (0.25, 0.65)
"""Share of its hours that a gaming team spends on the number alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter:
    """What a lead sees of one team's quarter.

    Attributes:
        hours: Hours that went into tests.
        coverage_gain: Points of coverage that were won.
        tests_added: Tests that were written.
        mutants_noticed: Of a sample of changes made on purpose, how many more a test notices.
        faults_caught: Faults that tests caught before release; few, and mostly luck in a quarter.
    """

    hours: float
    coverage_gain: float
    tests_added: int
    mutants_noticed: int
    faults_caught: int


Guard = Callable[[Quarter], bool]
"""Whether to look closer at a quarter."""

FIRST_QUARTER = Quarter(
    hours=120.0, coverage_gain=9.5, tests_added=41, mutants_noticed=22, faults_caught=4
)
"""A quarter to try a guard on."""


def draw_habits(rng: np.random.Generator) -> tuple[tuple[Habit, ...], float]:
    """What a team can spend hours on, and how many hours it has.

    >>> habits, hours = draw_habits(np.random.default_rng(7))
    >>> len(habits), hours % 0.5
    (5, 0.0)
    """

    def some(low: float, high: float, digits: int = 2) -> float:
        return round(low + (high - low) * rng.random(), digits)  # as `uniform` draws, and sooner

    def one_of(hours: list[float]) -> float:
        return float(hours[rng.integers(len(hours))])  # as `choice` draws, without an array

    habits = (
        Habit(
            name="a test that asks",
            hours=one_of([3, 3.5, 4, 5]),
            most=60,
            moves={
                "coverage": some(0.25, 0.4),
                "caught": some(0.4, 0.6),
                "mutants": some(0.9, 1.3),
                "tests": 1,
            },
        ),
        Habit(
            name="a test that only runs",
            hours=one_of([0.5, 1]),
            most=int(rng.integers(30, 80)),
            moves={"coverage": some(0.15, 0.3), "caught": 0.0, "mutants": 0.02, "tests": 1},
        ),
        Habit(
            name="a folder left out",
            hours=one_of([0.5, 1, 2.5]),
            most=int(rng.integers(1, 5)),
            moves={"coverage": some(0.8, 2.2), "caught": 0.0, "mutants": 0.0, "tests": 0},
        ),
        Habit(
            name="a harness for the core",
            hours=one_of([28, 34.5, 40]),
            most=1,
            moves={
                "coverage": some(1, 2),
                "caught": some(6, 9),
                "mutants": some(7, 10),
                "tests": 6,
            },
        ),
        Habit(
            name="a race behind a flaky test",
            hours=6.0,
            most=6,
            moves={"coverage": -some(0, 0.1), "caught": some(1, 1.4), "mutants": 0.5, "tests": 0},
        ),
    )
    return habits, float(rng.integers(80, 241)) / 2


def draw_quarters(count: int, rng: np.random.Generator) -> tuple[tuple[Quarter, ...], np.ndarray]:
    """Quarters as a lead sees them, and which of them were gamed.

    >>> quarters, gamed = draw_quarters(40, np.random.default_rng(7))
    >>> len(quarters), 10 < int(gamed.sum()) < 30
    (40, True)

    Args:
        count: How many.
        rng: Where the luck comes from.
    """
    gamed = rng.random(count) < 0.5
    quarters = []
    for games in gamed:
        habits, _ = draw_habits(rng)
        hours = float(rng.integers(60, 361))
        aside = hours * float(rng.uniform(*ASIDE)) * bool(games)
        moved = _in_good_faith(habits, hours - aside, "caught")
        if aside:
            cheap = _in_good_faith(habits, aside, MEASURE)
            moved = {name: moved[name] + cheap[name] for name in moved}
        spread = np.exp(NOISE * rng.standard_normal(2))
        quarters.append(
            Quarter(
                hours=hours,
                coverage_gain=round(max(moved["coverage"] * float(spread[0]), 0.1), 1),
                tests_added=round(moved["tests"]),
                mutants_noticed=int(rng.poisson(moved["mutants"] * float(spread[1]))),
                faults_caught=int(rng.poisson(moved["caught"] / 4)),
            )
        )
    return tuple(quarters), gamed


def _in_good_faith(habits: Sequence[Habit], hours: float, aim: str) -> dict[str, float]:
    """What hours bring if the best habit for the hour comes first, as people do it.

    >>> habits, _ = draw_habits(np.random.default_rng(7))
    >>> _in_good_faith(habits, 0, "caught")["coverage"]
    0.0
    """
    moved = dict.fromkeys(("coverage", "caught", "mutants", "tests"), 0.0)
    for habit in sorted(habits, key=lambda each: -each.moves[aim] / each.hours):
        times = min(int(hours // habit.hours), habit.most) if habit.moves[aim] > 0 else 0
        if times:
            hours -= times * habit.hours
            for name, by in habit.moves.items():
                moved[name] += times * by
    return moved
