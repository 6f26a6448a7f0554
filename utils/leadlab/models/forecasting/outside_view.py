"""How such things usually go: reference classes, small samples and fat tails."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from leadlab.models.forecasting.inputs import (
    FloatArray,
    UnusableForecast,
    level_inside,
    number,
    numbers,
)

SMALL_CLASS = 10
"""Below so many past cases a p90 rests on the largest one or two of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceForecast:
    """An inside estimate placed among past cases; p50, p80 and p90 in the unit of the estimate.

    `chance_within_estimate` is the share of past cases that kept their own estimate.
    `warnings` are sentences about what the sample cannot carry.
    """

    inside_estimate: float
    p50: float
    p80: float
    p90: float
    mean: float
    cases: int
    chance_within_estimate: float
    warnings: tuple[str, ...]


def reference_class_forecast(
    inside_estimate: float, overrun_ratios: npt.ArrayLike
) -> ReferenceForecast:
    """Outside view: the inside estimate times the quantiles of past actual / estimate.

    Formula: p_q = estimate x empirical q-quantile of the ratios (linear interpolation).
    Source: Flyvbjerg 2006, Project Management Journal 37(3):5-15. The class is your choice,
    and the forecast is no better than that choice.

    >>> forecast = reference_class_forecast(10, [0.9, 1.0, 1.1, 1.4, 1.6, 2.0])
    >>> forecast.p50, round(forecast.p80, 1), forecast.cases
    (12.5, 16.0, 6)

    Args:
        inside_estimate: your own estimate of this case, above 0, any unit.
        overrun_ratios: actual / estimate of past cases, all above 0.
    """
    estimate = number(inside_estimate, "inside_estimate", least=0, most=math.inf)
    ratios = numbers(overrun_ratios, "overrun_ratios", least_length=2)
    bad = np.flatnonzero(ratios <= 0)
    if len(bad):
        raise UnusableForecast(
            f"overrun_ratios: item {bad[0] + 1} is {ratios[bad[0]]:g}, but actual / estimate is "
            "above 0. A case that kept its estimate is 1.0; an overrun of 40 % is 1.4."
        )
    p50, p80, p90 = (float(estimate * q) for q in np.quantile(ratios, [0.5, 0.8, 0.9]))
    return ReferenceForecast(
        inside_estimate=estimate,
        p50=p50,
        p80=p80,
        p90=p90,
        mean=float(estimate * ratios.mean()),
        cases=len(ratios),
        chance_within_estimate=float((ratios <= 1).mean()),
        warnings=_class_warnings(ratios),
    )


def _class_warnings(ratios: FloatArray) -> tuple[str, ...]:
    found = []
    if len(ratios) < SMALL_CLASS:
        found.append(
            f"Only {len(ratios)} past cases: the p90 rests on the largest one or two of them."
        )
    if np.ptp(ratios) == 0:
        found.append("All ratios are equal: the class shows no spread, which is hard to believe.")
    largest = ratios.max() / ratios.sum()
    if len(ratios) >= SMALL_CLASS and largest > 3 / len(ratios):
        found.append(
            f"One case makes up {largest:.0%} of all: the mean depends on it, use the quantiles."
        )
    if ratios.max() <= 1:
        found.append("No past case overran: ask how the estimates were recorded.")
    return tuple(found)


def rule_of_five(sample_size: int = 5) -> float:
    """Chance that the median of a population lies between the ends of a random sample.

    Formula: 1 - 2 (1/2)^n; 93.75 % for five. Assumes independent draws.
    Source: Hubbard, *How to Measure Anything*; arithmetic checked.

    >>> rule_of_five()
    0.9375
    """
    count = number(sample_size, "sample_size", least=1, most=math.inf)
    return float(1 - 2 * 0.5**count)


def mean_of_the_rest(mean: float, *, tail_share: float, tail_mean: float) -> float:
    """Mean of all others, once a tail and its own mean are taken out.

    Formula: (mean - share x tail_mean) / (1 - share), in the unit of the means.
    With a mean of 1.27 and one in six at 3.0 the rest average 0.924, because
    1.27 = 1/6 x 3.0 + 5/6 x 0.924: the mean describes nobody.
    Source of the example: Flyvbjerg and Budzier 2011, arXiv 1304.0265 (1,471 IT projects).

    >>> round(mean_of_the_rest(1.27, tail_share=1 / 6, tail_mean=3.0), 3)
    0.924
    """
    share = level_inside(tail_share, "tail_share")
    return (mean - share * tail_mean) / (1 - share)


@dataclass(frozen=True, slots=True, kw_only=True)
class TruncatedPareto:
    """A fat tail with an end: density proportional to x^-(alpha + 1) from `least` to `most`.

    The smaller alpha, the fatter the tail. Without the end the mean is infinite for alpha <= 1,
    as reported for IT projects (Flyvbjerg and co-authors 2025); the end keeps it finite and is a
    design assumption that the mean then depends on. Any unit, for instance actual / estimate.

    >>> tail = TruncatedPareto(alpha=1.0, least=1.0, most=20.0)
    >>> round(tail.mean, 2), round(tail.quantile(0.5), 2)
    (3.15, 1.9)
    """

    alpha: float
    least: float
    most: float

    def __post_init__(self) -> None:
        faults = []
        if not (math.isfinite(self.alpha) and self.alpha > 0):
            faults.append(f"alpha must be above 0, but is {self.alpha!r}")
        if not self.least > 0:
            faults.append(f"least must be above 0, but is {self.least!r}")
        if not (math.isfinite(self.most) and self.most > self.least):
            faults.append(f"most must be finite and above least, but is {self.most!r}")
        if faults:
            raise UnusableForecast(f"TruncatedPareto: {'; '.join(faults)}.")

    @property
    def mean(self) -> float:
        """Mean: alpha l^a / (1 - (l/m)^a) x (m^(1-a) - l^(1-a)) / (1-a); a log form at alpha 1."""
        a, low, high = self.alpha, self.least, self.most
        kept = 1 - (low / high) ** a
        if abs(a - 1) < 1e-9:
            return float(low * math.log(high / low) / kept)
        return float(a * low**a / kept * (high ** (1 - a) - low ** (1 - a)) / (1 - a))

    def quantile(self, share: float) -> float:
        """Value below which `share` of cases lie: l (1 - share (1 - (l/m)^a))^(-1/a)."""
        part = number(share, "share", least=0, most=1)
        kept = 1 - (self.least / self.most) ** self.alpha
        return float(self.least * (1 - part * kept) ** (-1 / self.alpha))

    def sample(self, size: int, *, seed: int) -> FloatArray:
        """Random cases, by the quantile of uniform draws."""
        draws = np.random.default_rng(seed).random(size)
        kept = 1 - (self.least / self.most) ** self.alpha
        return np.asarray(self.least * (1 - draws * kept) ** (-1 / self.alpha), dtype=np.float64)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeanInterval:
    """A mean with the range in which the long-run mean plausibly lies, by bootstrap."""

    mean: float
    low: float
    high: float
    level: float
    count: int

    def __str__(self) -> str:
        return f"{self.mean:.3f} [{self.low:.3f}, {self.high:.3f}] from {self.count}"


def mean_interval(
    scores: npt.ArrayLike, *, level: float = 0.95, resamples: int = 10_000, seed: int = 7
) -> MeanInterval:
    """Honest interval for a mean score, by the percentile bootstrap.

    Formula: resample the scores with replacement, take the (1 - level)/2 and (1 + level)/2
    quantiles of the means. Source: Efron 1979, general knowledge. Below about 15 scores it is
    somewhat too narrow, and it assumes that the questions do not hang together.

    >>> twenty = [0.04, 0.09, 0.49, 0.01, 0.16] * 4
    >>> print(mean_interval(twenty))
    0.158 [0.087, 0.241] from 20
    """
    array = numbers(scores, "scores", least_length=2)
    share = level_inside(level, "level")
    count = int(number(resamples, "resamples", least=100, most=1_000_000))
    rng = np.random.default_rng(seed)
    means = array.take(rng.integers(0, len(array), size=(count, len(array)))).mean(axis=1)
    low, high = np.quantile(means, [(1 - share) / 2, (1 + share) / 2])
    return MeanInterval(
        mean=float(array.mean()),
        low=float(low),
        high=float(high),
        level=share,
        count=len(array),
    )
