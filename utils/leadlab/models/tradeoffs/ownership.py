"""Build it or buy it: what each way costs by the year of leaving, with ranges.

Everything is in today's money and one unit, for instance thousand euro.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import ArrayLike

from leadlab.models.tradeoffs.inputs import FloatArray, UnusableTradeoff
from leadlab.models.tradeoffs.sensitivity import (
    Bar,
    Ranges,
    break_points,
    drawn_worlds,
    tornado,
)

SPREAD = (0.1, 0.9)
SEARCHED = (0.01, 10.0)  # a break point is looked for between these parts of the best guess


def ownership_by_year(
    *,
    entry: ArrayLike,
    running_per_year: ArrayLike,
    people_per_year: ArrayLike,
    leaving: ArrayLike,
    years: int,
    growth: ArrayLike = 0.0,
    rate: ArrayLike = 0.0,
) -> FloatArray:
    """Cost of owning something for one year, for two, and so on, leaving at the end of each.

    The last entry is `total_cost_of_ownership(...).total` of the same numbers. Every amount may be
    one number or one for each world.

    >>> ownership_by_year(entry=10, running_per_year=5, people_per_year=2, leaving=4,
    ...                   years=3).tolist()
    [21.0, 28.0, 35.0]

    Returns:
        Shape (years,), or (worlds, years).
    """
    if not (isinstance(years, int) and years >= 1):
        raise UnusableTradeoff(f"years: expected a whole number from 1, but saw {years!r}.")
    first, running, people, last, grow, per_year = (
        np.asarray(each, dtype=np.float64)[..., None]
        for each in (entry, running_per_year, people_per_year, leaving, growth, rate)
    )
    discount = (1 + per_year) ** -np.arange(1.0, years + 1)
    yearly = (running * (1 + grow) ** np.arange(years) + people) * discount
    return np.asarray(first + np.cumsum(yearly, axis=-1) + last * discount, dtype=np.float64)


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOrBuy:
    """Two ways to the same thing: what is certain about them.

    >>> ways = BuildOrBuy(week=1.6, running=5.0, leaving=4.8, connecting=4.8, people=3.2)
    >>> guesses = {"build_weeks": 10, "upkeep_weeks": 8, "first_year": 12, "growth": 0.3,
    ...            "exit_cost": 12, "rate": 0.08}
    >>> round(ways.difference(5, **guesses), 1)
    18.7
    """

    week: float
    """What a week of work costs."""
    running: float
    """What the own thing costs each year beside work."""
    leaving: float
    """What it takes to leave the own thing."""
    connecting: float
    """What it takes to begin with the bought one."""
    people: float
    """Work on the bought one, a year."""

    def build(self, years: int, **assumed: ArrayLike) -> FloatArray:
        """Cost of building by the year of leaving."""
        return ownership_by_year(
            entry=np.multiply(assumed["build_weeks"], self.week),
            running_per_year=self.running,
            people_per_year=np.multiply(assumed["upkeep_weeks"], self.week),
            leaving=self.leaving,
            years=years,
            rate=assumed["rate"],
        )

    def buy(self, years: int, **assumed: ArrayLike) -> FloatArray:
        """Cost of buying by the year of leaving."""
        return ownership_by_year(
            entry=self.connecting,
            running_per_year=assumed["first_year"],
            people_per_year=self.people,
            leaving=assumed["exit_cost"],
            years=years,
            growth=assumed["growth"],
            rate=assumed["rate"],
        )

    def difference(self, years: int, **assumed: float) -> float:
        """What buying costs more than building over all years; below 0 buying is cheaper."""
        return float(self.differences(years, **assumed))

    def differences(self, years: int, **assumed: ArrayLike) -> FloatArray:
        """The same for many worlds at once."""
        bought, built = self.buy(years, **assumed), self.build(years, **assumed)
        return np.asarray(bought[..., -1] - built[..., -1], dtype=np.float64)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OwnershipReading:
    """Both ways over the years, and what the choice hangs on at one horizon.

    `build` and `buy` have the axis (years,) and are the best guesses; the spreads have the axes
    (10th and 90th percentile, years). `share` is the share of drawn worlds in which building is
    cheaper at the horizon. `turns` says where each assumption alone turns the choice.
    """

    build: FloatArray
    buy: FloatArray
    build_spread: FloatArray
    buy_spread: FloatArray
    difference: float
    share: float
    bars: tuple[Bar, ...]
    turns: dict[str, float | None]

    @property
    def flips(self) -> tuple[Bar, ...]:
        """The assumptions that turn the choice within their range, the widest first."""
        return tuple(bar for bar in self.bars if bar.at_low * bar.at_high < 0)


def read_ownership(
    ways: BuildOrBuy,
    guesses: Mapping[str, float],
    ranges: Ranges,
    *,
    horizon: int,
    years: int,
    worlds: int = 2_000,
    seed: int = 7,
) -> OwnershipReading:
    """Look at both ways with best guesses, one number at a time, and all drawn at once.

    Args:
        ways: What is certain about both ways.
        guesses: build_weeks, upkeep_weeks, first_year, growth, exit_cost, rate.
        ranges: Low and high end of each of them.
        horizon: Year of leaving at which the choice is judged.
        years: Years to look at, at least the horizon.
        worlds: How many worlds are drawn.
        seed: Seed of the draws.
    """
    if not 1 <= horizon <= years:
        raise UnusableTradeoff(f"horizon: {horizon} is outside 1 to {years} years.")

    differences = partial(ways.differences, horizon)
    difference = partial(ways.difference, horizon)

    drawn = drawn_worlds(guesses, ranges, worlds=worlds, seed=seed)
    built, bought = ways.build(years, **drawn), ways.buy(years, **drawn)
    searched = {name: (guess * SEARCHED[0], guess * SEARCHED[1]) for name, guess in guesses.items()}
    return OwnershipReading(
        build=ways.build(years, **guesses),
        buy=ways.buy(years, **guesses),
        build_spread=np.quantile(built, SPREAD, axis=0),
        buy_spread=np.quantile(bought, SPREAD, axis=0),
        difference=difference(**guesses),
        share=float((bought[:, horizon - 1] > built[:, horizon - 1]).mean()),
        bars=tornado(difference, guesses, ranges),
        turns=break_points(differences, guesses, searched),
    )
