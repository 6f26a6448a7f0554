"""When will it be done, from how much was finished in each past week."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from leadlab.errors import shortened
from leadlab.models.delivery.events import UnusableLog

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
MOST_WEEKS = 520
SHARES = (0.5, 0.85, 0.95)
MOST_KEPT = 10_000
"""Futures, and past weeks, whose luck is kept; that of more takes too much memory."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Forecast:
    """Drawn futures: weeks until done, or items done; p50, p85 and p95 are of being safe.

    `outcomes` holds one number a drawn future. With `more_is_better` p85 is what is reached in 85
    of 100 futures, otherwise the time within which 85 of 100 are done. `never` is the share that
    had not ended after ten years. `warnings` says what makes the forecast weak.
    """

    outcomes: IntArray
    unit: str
    more_is_better: bool = False
    never: float = 0.0
    warnings: tuple[str, ...] = ()

    def at(self, share: float) -> int:
        """The number that holds in a share of the futures.

        >>> Forecast(outcomes=np.arange(1, 101), unit="weeks").at(0.85)
        85
        """
        if not 0 < share < 1:
            raise UnusableLog(f"share is {shortened(share)}, expected between 0 and 1.")
        count = len(self.outcomes)
        place = max(int(np.ceil(share * count - 1e-9)), 1) - 1
        if self.more_is_better:
            place = count - 1 - place
        return int(np.partition(self.outcomes, place)[place])

    @property
    def p50(self) -> int:
        """Even chance."""
        return self.at(0.5)

    @property
    def p85(self) -> int:
        """Safe in 85 of 100 futures."""
        return self.at(0.85)

    @property
    def p95(self) -> int:
        """Safe in 95 of 100 futures."""
        return self.at(0.95)

    def chance(self, most: int) -> float:
        """Share of futures that end within so many, or that bring at least so many.

        >>> Forecast(outcomes=np.arange(1, 101), unit="weeks").chance(10)
        0.1
        """
        hit = self.outcomes >= most if self.more_is_better else self.outcomes <= most
        return float(np.mean(hit))

    def __repr__(self) -> str:
        return f"Forecast({self.unit}: p50 {self.p50}, p85 {self.p85}, p95 {self.p95})"


def forecast_weeks(
    past: npt.ArrayLike,
    items: int,
    *,
    growth: float = 0.0,
    split: tuple[float, float] = (1.0, 1.0),
    futures: int = 10_000,
    seed: int = 7,
) -> Forecast:
    """Weeks until so many items are done, if coming weeks are like past ones.

    Each future draws its weeks from the past ones. `growth` adds items a week, and `split` is a
    range from which each future draws how many real items one listed item becomes.
    Practice of Magennis and Vacanti; no large published test of its accuracy is known to us.

    >>> forecast_weeks([5], 20).p85
    4

    Args:
        past: Items finished in each past week, one or more, not all 0.
        items: Items still to do.
        growth: Items that are added a week.
        split: Lowest and highest number of items that one becomes, 1 or more.
        futures: How many futures are drawn.
        seed: Seed of the draws.
    """
    weeks, left = past_counts(past), _count(items, "items", 1)
    low, high = split
    if not (1 <= low <= high <= 100 and growth >= 0):
        raise UnusableLog(
            f"forecast_weeks: growth {shortened(growth)} is 0 or more, and split "
            f"{shortened(split)} a range from 1 to at most 100."
        )
    luck = _luck(seed, futures, len(weeks), (low, high))
    need = np.ceil(left * luck.split - 1e-9)
    done = np.full(futures, MOST_WEEKS + 1, dtype=np.int64)
    still = futures
    # drawn for all, those that have ended included, so that none has another's luck
    for week, drawn in zip(range(1, MOST_WEEKS + 1), luck.weeks(), strict=False):
        need -= weeks.take(drawn)
        ended = np.flatnonzero(need <= 0)
        done[ended], need[ended] = week, np.inf
        still -= len(ended)
        if not still:
            break
        need += growth
    never = still / futures
    return Forecast(
        outcomes=done, unit="weeks", never=never,
        warnings=_warnings(weeks, int(np.median(done)), never),
    )  # fmt: skip


class _Luck:
    """What each future draws: how items split, and for each week the past one that it is like."""

    def __init__(
        self, seed: int, futures: int, past: int, split: tuple[float, float], *, keep: bool = True
    ) -> None:
        self._rng, self._futures, self._past = np.random.default_rng(seed), futures, past
        self._keep = keep
        self.split = self._rng.uniform(*split, size=futures)
        self._weeks: list[npt.NDArray[np.integer]] = []

    def weeks(self) -> Iterator[npt.NDArray[np.integer]]:
        """Week for week the places of past weeks, one for each future."""
        yield from self._weeks
        while True:
            try:
                drawn = self._rng.integers(self._past, size=self._futures)
                if self._keep:
                    self._weeks.append(drawn.astype(np.uint16))
            except BaseException:  # stopped in between: a week that was drawn may not be kept
                _kept_luck.cache_clear()
                raise
            yield drawn


_kept_luck = lru_cache(maxsize=1)(_Luck)
"""For the next board, which mostly asks for the same."""


def _luck(seed: int, futures: int, past: int, split: tuple[float, float]) -> _Luck:
    if type(seed) is int and futures <= MOST_KEPT and past <= MOST_KEPT:
        return _kept_luck(seed, futures, past, split)
    return _Luck(seed, futures, past, split, keep=False)


def forecast_items(
    past: npt.ArrayLike, weeks: int, *, futures: int = 10_000, seed: int = 7
) -> Forecast:
    """Items done in so many weeks, if coming weeks are like past ones.

    >>> forecast_items([5], 4).p85
    20
    """
    history, horizon = past_counts(past), _count(weeks, "weeks", 1)
    drawn = np.random.default_rng(seed).choice(history, size=(futures, horizon))
    return Forecast(
        outcomes=drawn.sum(axis=1).astype(np.int64), unit="items", more_is_better=True,
        warnings=_warnings(history, horizon, 0.0),
    )  # fmt: skip


def velocity(points: npt.ArrayLike, *, last: int = 3) -> float:
    """Mean of the last so many sprints: a sum for planning, which says nothing across teams.

    >>> velocity([20, 31, 25, 28])
    28.0
    """
    series = past_counts(points)
    return float(series[-_count(last, "last", 1) :].mean())


def burn_up(dates: pd.DatetimeIndex, added: npt.ArrayLike, finished: npt.ArrayLike) -> pd.DataFrame:
    """Scope, done and left by date: a burn-up shows scope that came later, a burn-down hides it.

    >>> days = pd.date_range("2026-03-02", periods=3)
    >>> burn_up(days, [10, 0, 4], [0, 3, 3])["left"].tolist()
    [10.0, 7.0, 8.0]
    """
    new, done = np.asarray(added, dtype=float), np.asarray(finished, dtype=float)
    if not len(dates) == len(new) == len(done):
        raise UnusableLog(
            f"burn_up: {len(dates)} dates, {len(new)} added and {len(done)} finished; "
            "give as many of each."
        )
    scope, ended = np.cumsum(new), np.cumsum(done)
    over = np.flatnonzero(ended > scope)
    if over.size:
        raise UnusableLog(
            f"burn_up: by {dates[over[0]]:%Y-%m-%d} more is finished ({ended[over[0]]:g}) than was "
            f"ever added ({scope[over[0]]:g})."
        )
    return pd.DataFrame({"scope": scope, "done": ended, "left": scope - ended}, index=dates)


def _warnings(past: FloatArray, horizon: int, never: float) -> tuple[str, ...]:
    """What makes a forecast weak; the coverage was measured on simulated teams."""
    found = []
    if len(past) < 5:
        found.append(
            f"only {len(past)} past weeks: a worse week than any of them is likely to come"
        )
    if len(past) < 2 * horizon:
        found.append(
            f"{len(past)} past weeks for {horizon} to come: ranges are too narrow unless the past "
            "is twice as long"
        )
    if never:
        found.append(f"{never:.0%} of the futures never end".replace("%", " %"))
    return tuple(found)


def past_counts(values: npt.ArrayLike) -> FloatArray:
    """What was finished in each past week or sprint, as numbers from 0 up, not all 0."""
    try:
        series = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise UnusableLog(f"past: expected numbers, but saw {shortened(values)}.") from error
    if series.ndim != 1 or not series.size:
        raise UnusableLog("past: expected a list of one or more numbers.")
    bad = np.flatnonzero(~np.isfinite(series) | (series < 0))
    if bad.size:
        raise UnusableLog(
            f"past: week {bad[0] + 1} is {series[bad[0]]:g}; give a number from 0 up."
        )
    if not series.any():
        raise UnusableLog("past: nothing was finished in any week, so nothing can be forecast.")
    return series


def _count(value: object, name: str, least: int) -> int:
    if isinstance(value, int | np.integer) and not isinstance(value, bool):
        found = int(value)
        if least <= found <= 1_000_000:
            return found
    raise UnusableLog(f"{name} is {shortened(value)}, expected a whole number from {least} up.")
