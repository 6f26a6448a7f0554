"""Is the difference between two benchmarks real? A bootstrap over runs, not over requests."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from leadlab.models.tradeoffs.inputs import UnusableTradeoff, number, numbers, same_length

FloatArray = NDArray[np.float64]
IntArray = NDArray[Any]
MOST_IN_A_BYTE = 250
MOST_KEPT = 1_000_000
"""Numbers of draws that are kept for the next comparison."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchmarkDifference:
    """How much slower B is than A, as a ratio of a quantile, with an interval.

    >>> print(BenchmarkDifference(ratio=1.08, low=0.97, high=1.2, level=0.95, runs=(10, 10)))
    1.08 [0.97, 1.20]: no difference shown
    """

    ratio: float
    low: float
    high: float
    level: float
    runs: tuple[int, int]

    @property
    def shown(self) -> bool:
        """Whether the interval leaves 1 out."""
        return not self.low <= 1 <= self.high

    def __str__(self) -> str:
        verdict = "a difference is shown" if self.shown else "no difference shown"
        return f"{self.ratio:.2f} [{self.low:.2f}, {self.high:.2f}]: {verdict}"


def _times_drawn(seed: int, resamples: int, sizes: tuple[int, ...]) -> tuple[IntArray, ...]:
    """How often each run is in each resample, (runs, resamples), for groups of these sizes.

    It is the same for all runs of as many, and kept where it is small.
    """
    small = type(seed) is int and resamples * sum(sizes) <= MOST_KEPT
    return (_known_times if small else _known_times.__wrapped__)(seed, resamples, sizes)


@functools.lru_cache(maxsize=8)
def _known_times(seed: int, resamples: int, sizes: tuple[int, ...]) -> tuple[IntArray, ...]:
    rng = np.random.default_rng(seed)
    found = []
    for size in sizes:
        draws = rng.integers(0, size, size=(resamples, size))
        draws += size * np.arange(resamples)[:, None]
        times = np.bincount(draws.ravel(), minlength=size * resamples).reshape(resamples, size)
        narrow = times.T.astype(np.uint8 if size <= MOST_IN_A_BYTE else np.int64, order="C")
        narrow.setflags(write=False)
        found.append(narrow)
    return tuple(found)


def _quantiles(values: FloatArray, times: IntArray, share: float) -> FloatArray:
    """The quantile of each resample of these values.

    From low to high each value adds its draws to those below; the quantile is where they suffice.
    That is ten times quicker than sorting each resample.

    >>> times = np.array([[3, 1], [0, 1], [0, 1]])  # the first of three values thrice; each once
    >>> _quantiles(np.array([9.0, 4.0, 7.0]), times, 0.5).tolist()
    [9.0, 7.0]
    """
    place = (len(values) - 1) * share
    below = _order_statistic(values, times, int(place))
    part = place - int(place)
    if part == 0:
        return below
    above = _order_statistic(values, times, int(place) + 1)
    gap = above - below
    # as NumPy's own quantile reckons, to the last digit
    return below + gap * part if part < 0.5 else above - gap * (1 - part)


def _medians(values: FloatArray, times: IntArray) -> FloatArray:
    """The median of each resample: the middle value, or the mean of the two."""
    middle = (len(values) - 1) / 2
    if middle == int(middle):
        return _order_statistic(values, times, int(middle))
    lower, upper = (_order_statistic(values, times, int(middle) + step) for step in (0, 1))
    return np.asarray((lower + upper) / 2)


def _order_statistic(values: FloatArray, times: IntArray, place: int) -> FloatArray:
    """The value at this place of each resample, counted from 0."""
    order = np.argsort(values, kind="stable")
    so_far = np.zeros_like(times[0])
    rank = np.zeros_like(so_far)
    for at in order[:-1]:
        so_far += times[at]
        rank += so_far <= place
    return np.asarray(values[order].take(rank))


def compare_benchmarks(
    runs_a: ArrayLike,
    runs_b: ArrayLike,
    *,
    share: float = 0.5,
    level: float = 0.95,
    resamples: int = 4_000,
    seed: int = 7,
) -> BenchmarkDifference:
    """Ratio of a quantile of B's runs to that of A's, with a percentile bootstrap interval.

    Each number is one whole run, for instance the p95 of one run. Requests inside a run are not
    independent, so resampling them would make the interval far too narrow.

    >>> compare_benchmarks([10, 11, 9, 10], [20, 21, 19, 20]).shown
    True

    Args:
        runs_a: One number for each run of A, above 0; three or more.
        runs_b: The same for B.
        share: Quantile to compare, 0.5 for the median.
        level: Level of the interval.
        resamples: Draws of the bootstrap.
        seed: Seed of the draws.

    Source: percentile interval, Efron and Tibshirani (1993).
    """
    first, second = numbers(runs_a, name="runs_a", least=3), numbers(runs_b, name="runs_b", least=3)
    part = number(share, name="share", least=0, most=1)
    inside = number(level, name="level", least=0.5, most=0.999)
    times = _times_drawn(seed, resamples, (first.size, second.size))
    drawn = [_quantiles(*each, part) for each in zip((first, second), times, strict=True)]
    low, high = np.quantile(drawn[1] / drawn[0], [(1 - inside) / 2, (1 + inside) / 2])
    return BenchmarkDifference(
        ratio=float(np.quantile(second, part) / np.quantile(first, part)),
        low=float(low),
        high=float(high),
        level=inside,
        runs=(first.size, second.size),
    )


def compare_pairs(
    runs_a: ArrayLike,
    runs_b: ArrayLike,
    *,
    level: float = 0.95,
    resamples: int = 4_000,
    seed: int = 7,
) -> BenchmarkDifference:
    """Median ratio of B's run to A's run of the same pair, with a percentile bootstrap interval.

    A pair shares its machine and its minute, so that what both suffer leaves the ratio.

    >>> compare_pairs([10, 20, 40], [11, 22, 44]).ratio
    1.1

    Args:
        runs_a: One number above 0 for each run of A; three or more.
        runs_b: The run of B from the same pair, in the same order.
        level: Level of the interval.
        resamples: Draws of the bootstrap.
        seed: Seed of the draws.

    Source: percentile interval, Efron and Tibshirani (1993), over pairs.
    """
    first, second = numbers(runs_a, name="runs_a", least=3), numbers(runs_b, name="runs_b", least=3)
    pairs = same_length(runs_a=first, runs_b=second)
    if (first <= 0).any() or (second <= 0).any():
        raise UnusableTradeoff("runs_a, runs_b: every run took more than 0.")
    inside = number(level, name="level", least=0.5, most=0.999)
    ratios = second / first
    (times,) = _times_drawn(seed, resamples, (pairs,))
    medians = _medians(ratios, times)
    low, high = np.quantile(medians, [(1 - inside) / 2, (1 + inside) / 2])
    return BenchmarkDifference(
        ratio=float(np.median(ratios)),
        low=float(low),
        high=float(high),
        level=inside,
        runs=(pairs, pairs),
    )
