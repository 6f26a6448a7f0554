"""Whether what you call 70 % happens seven times in ten, and how sure one can be of that."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from leadlab import intervals
from leadlab.models.forecasting.inputs import (
    FloatArray,
    UnusableForecast,
    level_inside,
    number,
    outcomes_for,
    probabilities,
)
from leadlab.models.forecasting.scores import ranges


def wilson_interval(hits: int, asked: int, *, level: float = 0.95) -> tuple[float, float]:
    """Interval for a share, usable for small counts and for shares near 0 or 1.

    Formula, with z the normal quantile and f = hits/n:
    (f + z^2/2n +- z sqrt(f(1-f)/n + z^2/4n^2)) / (1 + z^2/n).
    Source: Wilson 1927, JASA 22:209-212, general knowledge.

    >>> low, high = wilson_interval(11, 20)
    >>> round(low, 2), round(high, 2)
    (0.34, 0.74)
    """
    count = number(asked, "asked", least=1, most=math.inf)
    found = number(hits, "hits", least=0, most=count)
    return intervals.wilson(found, count, level=level_inside(level, "level"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """How many ranges held the truth, and between which shares the true rate plausibly lies.

    `low` and `high` are the 95 % Wilson interval of `share`.
    """

    hits: int
    asked: int
    share: float
    low: float
    high: float
    level: float

    @property
    def overconfident(self) -> bool:
        """Whether the stated level lies above what the hits allow."""
        return self.level > self.high

    @property
    def underconfident(self) -> bool:
        """Whether the stated level lies below what the hits allow."""
        return self.level < self.low

    def __str__(self) -> str:
        return (
            f"{self.hits} of {self.asked} ranges held the truth: {self.share:.0%} "
            f"[{self.low:.0%}, {self.high:.0%}] where {self.level:.0%} was meant"
        )


def hit_rate(
    lows: npt.ArrayLike, highs: npt.ArrayLike, truths: npt.ArrayLike, *, level: float = 0.9
) -> Hits:
    """Share of ranges that held the truth, ends included, with its 95 % Wilson interval.

    Formula: share = count(l <= x <= u) / n. `level` is the share that was meant.
    Compare: "90 %" ranges held the truth 55 % of the time before training (Hubbard).

    >>> print(hit_rate([1, 5, 9], [4, 6, 12], [2, 9, 10]))
    2 of 3 ranges held the truth: 67% [21%, 94%] where 90% was meant
    """
    below, above, fact = ranges(lows, highs, truths)
    meant = level_inside(level, "level")
    hits = int(((below <= fact) & (fact <= above)).sum())
    low, high = wilson_interval(hits, len(fact))
    return Hits(hits=hits, asked=len(fact), share=hits / len(fact), low=low, high=high, level=meant)


def overconfidence(forecasts: npt.ArrayLike, outcomes: npt.ArrayLike) -> float:
    """How much surer you were than you had reason to be; below 0 means too timid.

    Formula: mean of max(p, 1 - p) minus the share in which the likelier side came true;
    a forecast of exactly 0.5 counts as half right. From -0.5 to 1.
    Source: Lichtenstein, Fischhoff and Phillips 1982, general knowledge.

    >>> round(overconfidence([0.9, 0.9, 0.1, 0.9], [1, 0, 0, 0]), 2)
    0.4
    """
    said = probabilities(forecasts)
    happened = outcomes_for(said, outcomes)
    right = np.where(said == 0.5, 0.5, (said > 0.5) == (happened == 1))
    return float(np.maximum(said, 1 - said).mean() - right.mean())


def calibration_table(
    forecasts: npt.ArrayLike,
    outcomes: npt.ArrayLike,
    *,
    bins: int | None = 10,
    level: float = 0.95,
) -> pd.DataFrame:
    """What was said beside what happened, one row per group of forecasts.

    Formula: in each group the mean forecast, the share that happened, and its Wilson interval.
    A row whose interval holds `said` gives no reason to doubt the calibration.

    >>> table = calibration_table([0.7, 0.7, 0.7, 0.2], [1, 1, 0, 0], bins=None)
    >>> table[["said", "forecasts", "happened"]].round(2).values.tolist()
    [[0.2, 1.0, 0.0], [0.7, 3.0, 0.67]]

    Args:
        forecasts: chances from 0 to 1.
        outcomes: 1 or 0, one per forecast.
        bins: number of groups of equal width; None groups equal forecasts.
        level: of the Wilson intervals.

    Returns:
        Columns from, to (edges of the group), said, forecasts (count), happened (share),
        low, high (Wilson), fits (whether low <= said <= high).
    """
    said = probabilities(forecasts)
    happened = outcomes_for(said, outcomes)
    groups, edges = _groups(said, bins)
    rows = []
    for group in np.unique(groups):
        inside = groups == group
        count = int(inside.sum())
        low, high = wilson_interval(int(happened[inside].sum()), count, level=level)
        mean = float(said[inside].mean())
        rows.append(
            {
                "from": edges[group][0],
                "to": edges[group][1],
                "said": mean,
                "forecasts": count,
                "happened": float(happened[inside].mean()),
                "low": low,
                "high": high,
                "fits": low <= mean <= high,
            }
        )
    return pd.DataFrame(rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class MurphyParts:
    """The Brier score taken apart; `brier` is exactly the sum that `total` computes.

    `reliability` (lower is better): what was said against what happened, by group.
    `resolution` (higher is better): how far the groups differ from the overall share.
    `uncertainty`: how hard the questions were. `within_variance` and `within_covariance` are
    left over when a group holds different forecasts, and 0 otherwise.
    """

    brier: float
    reliability: float
    resolution: float
    uncertainty: float
    within_variance: float
    within_covariance: float
    groups: int

    @property
    def total(self) -> float:
        """Reliability - resolution + uncertainty + within_variance - within_covariance."""
        between = self.reliability - self.resolution + self.uncertainty
        return between + self.within_variance - self.within_covariance


def murphy(
    forecasts: npt.ArrayLike, outcomes: npt.ArrayLike, *, bins: int | None = None
) -> MurphyParts:
    """Brier score = reliability - resolution + uncertainty, exact for any grouping.

    Formulas, for groups k with n_k of n forecasts, means p_k and o_k, overall share o:
    reliability = sum n_k (p_k - o_k)^2 / n; resolution = sum n_k (o_k - o)^2 / n;
    uncertainty = o (1 - o); within variance = sum (p - p_k)^2 / n;
    within covariance = 2 sum (o_i - o_k)(p_i - p_k) / n.
    Source: Murphy 1973, J. Applied Meteorology 12:595-600; the two within-group terms:
    Stephenson, Coelho and Jolliffe 2008, Weather and Forecasting 23:752-757, general knowledge.

    >>> parts = murphy([0.8, 0.8, 0.2, 0.2], [1, 0, 0, 0])
    >>> [round(x, 4) for x in (parts.reliability, parts.resolution, parts.uncertainty)]
    [0.065, 0.0625, 0.1875]
    >>> abs(parts.total - parts.brier) < 1e-12
    True

    Args:
        forecasts: chances from 0 to 1.
        outcomes: 1 or 0, one per forecast.
        bins: number of groups of equal width; None groups equal forecasts (Murphy's own case).
    """
    said = probabilities(forecasts)
    happened = outcomes_for(said, outcomes)
    groups, _ = _groups(said, bins)
    _, member, size = np.unique(groups, return_inverse=True, return_counts=True)
    said_mean = (np.bincount(member, weights=said) / size)[member]
    share = (np.bincount(member, weights=happened) / size)[member]
    overall = happened.mean()
    return MurphyParts(
        brier=float(((said - happened) ** 2).mean()),
        reliability=float(((said_mean - share) ** 2).mean()),
        resolution=float(((share - overall) ** 2).mean()),
        uncertainty=float(overall * (1 - overall)),
        within_variance=float(((said - said_mean) ** 2).mean()),
        within_covariance=float(2 * ((happened - share) * (said - said_mean)).mean()),
        groups=len(size),
    )


def _groups(
    said: FloatArray, bins: int | None
) -> tuple[npt.NDArray[np.int64], list[tuple[float, float]]]:
    """Group number of each forecast, and the edges of each group."""
    if bins is None:
        values, member = np.unique(said, return_inverse=True)
        return member.astype(np.int64), [(float(value), float(value)) for value in values]
    count = int(number(bins, "bins", least=1, most=1_000))
    if count != bins:
        raise UnusableForecast(f"bins: expected a whole number, but saw {bins!r}.")
    # 0.29 * 100 falls a speck short of 29: without the rounding it would land one group too low
    member = np.minimum(np.floor(np.round(said * count, 9)), count - 1).astype(np.int64)
    return member, [(group / count, (group + 1) / count) for group in range(count)]
