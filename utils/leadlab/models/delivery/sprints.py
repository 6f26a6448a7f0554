"""Planning a sprint by what past ones brought: capacity with a spread, promises kept, velocity."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from leadlab import intervals
from leadlab.errors import shortened
from leadlab.models.delivery.events import UnusableLog
from leadlab.models.delivery.forecast import Forecast, past_counts

FloatArray = npt.NDArray[np.float64]
DRAWS = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class VelocitySpread:
    """Mean of past sprints with its 90 % interval, and where the next one may lie.

    The next sprint lies between the smallest and the largest of n past ones with (n - 1) / (n + 1)
    chances, if it is one more of the same: no shape is assumed.
    """

    sprints: int
    mean: float
    low: float
    high: float
    next_low: float
    next_high: float
    next_chance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Promises:
    """How many of the past sprints brought what was promised, with a 95 % interval."""

    sprints: int
    kept: int
    share: float
    low: float
    high: float


def sprint_capacity(
    past: npt.ArrayLike, *, unplanned: float = 0.0, futures: int = 10_000, seed: int = 7
) -> Forecast:
    """Planned items that the next sprint brings, if it is like past ones.

    Each future draws one past sprint, and each of its items is unplanned work with the chance
    given, so that the mean is (1 - unplanned) x the mean of the past.

    >>> sprint_capacity([10]).p85, sprint_capacity([8, 12], unplanned=0.0).chance(12) > 0.4
    (10, True)

    Args:
        past: Items finished in each past sprint, unplanned ones among them.
        unplanned: Share of items that nobody planned, 0 or more and below 1.
        futures: How many are drawn.
        seed: Seed of the draws.
    """
    series = past_counts(past)
    if not 0 <= unplanned < 1:
        raise UnusableLog(f"unplanned is {shortened(unplanned)}, expected from 0 to below 1.")
    rng = np.random.default_rng(seed)
    drawn = rng.choice(series.astype(np.int64), size=futures)
    kept = rng.binomial(drawn, 1 - unplanned) if unplanned else drawn
    few = (
        (f"only {len(series)} past sprints: a worse one than any of them is likely to come",)
        if len(series) < 5
        else ()
    )
    return Forecast(
        outcomes=np.asarray(kept, dtype=np.int64), unit="items", more_is_better=True, warnings=few
    )


def promises_kept(
    promised: npt.ArrayLike, finished: npt.ArrayLike, *, unplanned: npt.ArrayLike | None = None
) -> Promises:
    """How often a sprint brought at least what was promised.

    >>> promises_kept([10, 10, 12], [10, 8, 13]).kept
    2
    >>> promises_kept([10, 10, 12], [10, 8, 13], unplanned=[0, 0, 2]).kept
    1

    Args:
        promised: Planned items of each sprint.
        finished: Items that it brought.
        unplanned: Those among the finished that nobody had planned, where they are known.
    """
    said, done = past_counts(promised), past_counts(finished)
    if len(said) != len(done):
        raise UnusableLog(
            f"promises_kept: {len(said)} promised and {len(done)} finished; give as many of each."
        )
    if unplanned is not None:
        done = planned_done(finished, unplanned)
    kept = int((done >= said).sum())
    low, high = intervals.wilson(kept, len(said))
    return Promises(sprints=len(said), kept=kept, share=kept / len(said), low=low, high=high)


def planned_done(finished: npt.ArrayLike, unplanned: npt.ArrayLike) -> FloatArray:
    """Planned items that each sprint brought.

    >>> planned_done([12, 9], [3, 2]).tolist()
    [9.0, 7.0]
    """
    done, extra = past_counts(finished), np.asarray(unplanned, dtype=np.float64)
    if done.shape != extra.shape or (extra > done).any() or (extra < 0).any():
        raise UnusableLog("unplanned: give a number from 0 to what was finished for each sprint.")
    return done - extra


def unplanned_share(unplanned: npt.ArrayLike, finished: npt.ArrayLike) -> float:
    """Share of the finished items that nobody had planned, over all sprints together.

    >>> unplanned_share([1, 3], [10, 10])
    0.2
    """
    return float(np.sum(unplanned) / past_counts(finished).sum())


def velocity_spread(past: npt.ArrayLike, *, last: int = 6, seed: int = 7) -> VelocitySpread:
    """Velocity as a mean that knows how little it knows.

    >>> found = velocity_spread([20, 31, 25, 28], last=3)
    >>> found.mean, (found.next_low, found.next_high), found.next_chance
    (28.0, (25.0, 31.0), 0.5)

    Args:
        past: Points or items of each past sprint.
        last: How many of the last ones count.
        seed: Seed of the resampling for the interval of the mean.
    """
    series = past_counts(past)
    whole = isinstance(last, int | np.integer) and not isinstance(last, bool)
    if not whole or not 2 <= last <= len(series):
        raise UnusableLog(f"last is {shortened(last)}, expected 2 to {len(series)}.")
    taken = series[-int(last) :]
    count = len(taken)
    draws = np.random.default_rng(seed).choice(taken, size=(DRAWS, count)).mean(axis=1)
    low, high = np.quantile(draws, (0.05, 0.95))
    return VelocitySpread(
        sprints=count, mean=float(taken.mean()), low=float(low), high=float(high),
        next_low=float(taken.min()), next_high=float(taken.max()),
        next_chance=(count - 1) / (count + 1),
    )  # fmt: skip
