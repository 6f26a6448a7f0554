"""Is the difference between two benchmarks real? A bootstrap over runs, not over requests."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from leadlab.models.tradeoffs.inputs import UnusableTradeoff, number, numbers, same_length


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
    rng = np.random.default_rng(seed)
    drawn = [
        np.quantile(each[rng.integers(0, each.size, size=(resamples, each.size))], part, axis=1)
        for each in (first, second)
    ]
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
    draws = np.random.default_rng(seed).integers(0, pairs, size=(resamples, pairs))
    medians = np.median(ratios[draws], axis=1)
    low, high = np.quantile(medians, [(1 - inside) / 2, (1 + inside) / 2])
    return BenchmarkDifference(
        ratio=float(np.median(ratios)),
        low=float(low),
        high=float(high),
        level=inside,
        runs=(pairs, pairs),
    )
