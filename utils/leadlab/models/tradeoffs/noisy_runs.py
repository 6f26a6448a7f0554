"""Benchmarks of a known difference on noisy machines, repeated on many days.

What a comparison can show is seen only where the truth is known, so here it is set.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from leadlab.models.tradeoffs.inputs import FloatArray, UnusableTradeoff, number

MOST_RUNS = 100
TYPICAL = 40.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """How two variants are measured and what is true of them.

    >>> Bench(change=0.05).ratio
    1.05
    """

    change: float = 0.0
    """How much longer B takes than A, as a share; below 0 it is quicker."""
    shared: float = 0.12
    """Spread that machine and minute bring, as the standard deviation of the logarithm."""
    own: float = 0.04
    """Spread of one run beside that, in the same measure."""
    newer: float = 0.0
    """Share by which B's machines are quicker, where the two do not run on the same."""
    paired: bool = False
    """Whether each run of B shares machine and minute with a run of A."""

    def __post_init__(self) -> None:
        number(self.change, name="change", least=-0.9)
        for name in ("shared", "own"):
            number(getattr(self, name), name=name, least=0)
        number(self.newer, name="newer", least=0, most=0.9)

    @property
    def ratio(self) -> float:
        """The true ratio of B's time to A's on equal machines."""
        return 1 + self.change

    def draw(self, runs: int, *, days: int = 20, seed: int = 7) -> tuple[FloatArray, FloatArray]:
        """Times of A and of B in milliseconds, each of shape (days, runs).

        Formula: log time = log of typical + shared noise + own noise, both normal. A further run
        leaves those before it as they were.

        >>> first, second = Bench(change=0.1, shared=0, own=0).draw(3, days=1)
        >>> first.tolist(), second.round(6).tolist()
        ([[40.0, 40.0, 40.0]], [[44.0, 44.0, 44.0]])
        """
        if not 3 <= runs <= MOST_RUNS:
            raise UnusableTradeoff(f"runs: {runs} is outside 3 to {MOST_RUNS}.")
        noise = _noise(days, seed)[:, :, :runs]
        shared_a, shared_b = noise[0], noise[0 if self.paired else 1]
        machines = 1.0 if self.paired else 1 - self.newer
        first = TYPICAL * np.exp(self.shared * shared_a + self.own * noise[2])
        second = TYPICAL * np.exp(self.shared * shared_b + self.own * noise[3])
        return first, second * self.ratio * machines


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DaysCompared:
    """One comparison for each day: arrays of shape (days,); the medians are in milliseconds."""

    first: FloatArray
    second: FloatArray
    ratio: FloatArray
    low: FloatArray
    high: FloatArray

    @property
    def shown(self) -> np.ndarray:
        """On which days the interval leaves 1 out."""
        return (self.low > 1) | (self.high < 1)


def compare_days(
    first: FloatArray,
    second: FloatArray,
    *,
    paired: bool,
    level: float = 0.95,
    resamples: int = 2_000,
    seed: int = 7,
) -> DaysCompared:
    """`compare_benchmarks` of medians, or `compare_pairs`, for every day at once.

    A resample of a sorted list has its median at a rank that does not depend on the values, so the
    ranks are drawn once for each number of runs.

    >>> first, second = Bench(change=0.5).draw(20, days=3)
    >>> compare_days(first, second, paired=False).shown.tolist()
    [True, True, True]

    Args:
        first: Times of A, shape (days, runs).
        second: Times of B.
        paired: Whether run k of both shares machine and minute.
        level: Level of the interval.
        resamples: Draws of the bootstrap.
        seed: Seed of the draws.
    """
    if first.shape != second.shape:
        raise UnusableTradeoff(f"Give as many runs of B as of A: {first.shape}, {second.shape}.")
    inside = number(level, name="level", least=0.5, most=0.999)
    ranks = _median_ranks(first.shape[1], resamples, seed)
    middles = [np.median(each, axis=1) for each in (first, second)]
    if paired:
        ratios = second / first
        drawn, ratio = _medians(ratios, ranks[0]), np.median(ratios, axis=1)
    else:
        drawn = _medians(second, ranks[1]) / _medians(first, ranks[0])
        ratio = middles[1] / middles[0]
    low, high = np.quantile(drawn, [(1 - inside) / 2, (1 + inside) / 2], axis=1)
    return DaysCompared(first=middles[0], second=middles[1], ratio=ratio, low=low, high=high)


def _medians(values: FloatArray, ranks: np.ndarray) -> FloatArray:
    ordered = np.sort(values, axis=1)
    return np.asarray((ordered[:, ranks[0]] + ordered[:, ranks[1]]) / 2, dtype=np.float64)


@lru_cache(maxsize=128)
def _median_ranks(runs: int, resamples: int, seed: int) -> np.ndarray:
    """Lower and upper middle rank of each resample, for A and for B: (2, 2, resamples)."""
    rng = np.random.default_rng(seed)
    middle = [(runs - 1) // 2, runs // 2]
    drawn = [np.sort(rng.integers(0, runs, size=(resamples, runs)), axis=1) for _ in range(2)]
    return np.stack([each[:, middle].T for each in drawn])


@lru_cache(maxsize=8)
def _noise(days: int, seed: int) -> FloatArray:
    return np.random.default_rng(seed).standard_normal((4, days, MOST_RUNS))
