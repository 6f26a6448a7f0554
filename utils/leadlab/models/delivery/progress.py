"""What a gauge of percent done says, beside what the weeks say: the battery and the forecast."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from leadlab.errors import shortened
from leadlab.models.delivery.events import UnusableLog
from leadlab.models.delivery.forecast import Forecast, forecast_weeks

IntArray = npt.NDArray[np.int64]
FUTURES = 4_000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Weeks:
    """A piece of work by week: items at the start, and what was added and finished in each."""

    begun: int
    added: IntArray
    finished: IntArray

    @property
    def scope(self) -> IntArray:
        """Items asked for by the end of each week."""
        return np.asarray(self.begun + np.cumsum(self.added), dtype=np.int64)

    @property
    def done(self) -> IntArray:
        """Items finished by the end of each week."""
        return np.asarray(np.cumsum(self.finished), dtype=np.int64)

    @property
    def left(self) -> IntArray:
        """Items still to do at the end of each week, which is what a burn-down shows."""
        return self.scope - self.done

    def first(self, weeks: int) -> Weeks:
        """What was known by the end of a week, counted from 1."""
        return Weeks(begun=self.begun, added=self.added[:weeks], finished=self.finished[:weeks])

    def __len__(self) -> int:
        return len(self.added)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Outlook:
    """Battery and forecast at the end of a week; further weeks are counted from there.

    `battery_weeks` is when the battery is full if it goes on rising as it has so far, inf if it
    has not risen, and `battery_chance` the share of drawn futures that are done by then.
    """

    week: int
    scope: int
    done: int
    share: float
    growth: float
    battery_weeks: float
    forecast: Forecast | None
    battery_chance: float

    @property
    def left(self) -> int:
        """Items still to do."""
        return self.scope - self.done


def weeks_of_work(begun: int, added: npt.ArrayLike, finished: npt.ArrayLike) -> Weeks:
    """Counts by week, checked: whole numbers from 0, and never more done than was asked for.

    >>> weeks_of_work(10, [0, 4, 0], [0, 3, 3]).left.tolist()
    [10, 11, 8]
    """
    new, ended = _counts(added, "added"), _counts(finished, "finished")
    if len(new) != len(ended) or not len(new):
        raise UnusableLog(
            f"weeks_of_work: {len(new)} weeks added and {len(ended)} finished; give as many of "
            "each, one or more."
        )
    if isinstance(begun, bool) or not isinstance(begun, int | np.integer) or begun < 0:
        raise UnusableLog(f"begun is {shortened(begun)}, expected a whole number from 0 up.")
    work = Weeks(begun=int(begun), added=new, finished=ended)
    over = np.flatnonzero(work.left < 0)
    if over.size:
        raise UnusableLog(
            f"weeks_of_work: by week {over[0] + 1} more is finished ({work.done[over[0]]}) than "
            f"was asked for ({work.scope[over[0]]})."
        )
    return work


def outlook(
    work: Weeks, week: int, *, growth: bool = True, split: float = 1.0, seed: int = 7
) -> Outlook:
    """What battery and forecast say at the end of a week, from nothing that came later.

    The battery is done items over listed ones, and is read as people read it: what is missing,
    at its average rise so far. The forecast draws from the weeks so far, with their growth.

    >>> found = outlook(weeks_of_work(31, [0, 2, 1, 3, 1, 2], [6, 4, 5, 3, 5, 5]), 6)
    >>> found.share, found.battery_weeks, found.forecast.p85
    (0.7, 3, 4)

    Args:
        work: Counts by week.
        week: How many of its weeks have passed, 1 or more.
        growth: Whether what was added so far goes on being added.
        split: Most items that one listed item becomes, 1 or more.
        seed: Seed of the draws.
    """
    if not 1 <= week <= len(work):
        raise UnusableLog(f"week is {shortened(week)}, expected 1 to {len(work)}.")
    known = work.first(week)
    scope, done = int(known.scope[-1]), int(known.done[-1])
    share = done / scope if scope else 1.0
    a_week = float(known.added.mean()) if growth else 0.0
    battery = math.inf if not done else math.ceil((1 - share) / (share / week) - 1e-9)
    drawn = None
    if done and scope > done:
        drawn = forecast_weeks(
            known.finished, scope - done, growth=a_week, split=(1.0, split), futures=FUTURES,
            seed=seed,
        )  # fmt: skip
    chance = 1.0 if scope == done else 0.0
    if drawn is not None and math.isfinite(battery):
        chance = drawn.chance(int(battery))
    return Outlook(
        week=week, scope=scope, done=done, share=share, growth=a_week, battery_weeks=battery,
        forecast=drawn, battery_chance=chance,
    )  # fmt: skip


def _counts(values: npt.ArrayLike, name: str) -> IntArray:
    try:
        series = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise UnusableLog(f"{name}: expected numbers, but saw {shortened(values)}.") from error
    if series.ndim != 1:
        raise UnusableLog(f"{name}: expected a list of numbers.")
    bad = np.flatnonzero(~np.isfinite(series) | (series < 0) | (series != np.floor(series)))
    if bad.size:
        raise UnusableLog(
            f"{name}: week {bad[0] + 1} is {series[bad[0]]:g}; give a whole number from 0 up."
        )
    return series.astype(np.int64)
