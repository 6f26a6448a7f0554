"""Intervals for shares and quantiles, with closed forms, for every model that counts something.

Nothing here checks its input; the models do, in the words of their subject.
"""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]


def wilson(hits: float, asked: float, *, level: float = 0.95) -> tuple[float, float]:
    """Interval for a share, usable for small counts and for shares near 0 or 1.

    Formula, with z the normal quantile and f = hits/n:
    (f + z^2/2n +- z sqrt(f(1-f)/n + z^2/4n^2)) / (1 + z^2/n).
    Source: Wilson 1927, JASA 22:209-212, general knowledge.

    >>> low, high = wilson(11, 20)
    >>> round(low, 2), round(high, 2)
    (0.34, 0.74)
    """
    z = NormalDist().inv_cdf(0.5 + level / 2)
    share = hits / asked
    middle = share + z * z / (2 * asked)
    reach = z * math.sqrt(share * (1 - share) / asked + (z / (2 * asked)) ** 2)
    scale = 1 + z * z / asked
    # at 0 and n the formula gives exactly 0 and 1, which rounding may miss by a speck
    low = 0.0 if hits == 0 else max(0.0, (middle - reach) / scale)
    high = 1.0 if hits == asked else min(1.0, (middle + reach) / scale)
    return low, high


def quantile(
    values: FloatArray,
    share: float,
    *,
    groups: IntArray | None = None,
    level: float = 0.95,
) -> tuple[float, float, float]:
    """A quantile of values that come in groups, with its interval: (quantile, low, high).

    Changes that went out in one deployment waited together, so they count as one observation of
    the waiting and not as many. The interval of the share of values at or below the quantile is
    found first, with the spread between groups, and is then read back as values; no resampling.
    Infinite values are allowed and stand for "not over yet".

    Formula: the k-th smallest for k = n (p -+ z se), se^2 = m/(m-1) sum_g (sum_{i in g}
    (1[x_i <= q] - p))^2 / n^2 over the m groups.
    Source: Woodruff 1952, JASA 47:635-646, with the usual estimate for clusters; general knowledge.

    >>> quantile(np.arange(1.0, 102.0), 0.5)
    (51.0, 40.0, 61.0)

    Args:
        values: One number an observation, at least one.
        share: Which quantile, above 0 and below 1.
        groups: Number of the group of each value, 0 upwards; without it each stands alone.
        level: Level of the interval.
    """
    count = len(values)
    order = np.sort(values)
    found = float(order[max(math.ceil(count * share), 1) - 1])
    excess = (values <= found) - share
    by_group = excess if groups is None else np.bincount(groups, weights=excess)
    many = len(by_group)
    if many < 2:
        return found, float(order[0]), float(order[-1])
    error = math.sqrt(many / (many - 1) * float(by_group @ by_group)) / count
    # where all groups agree the formula sees no spread; half an observation is the least
    reach = max(NormalDist().inv_cdf(0.5 + level / 2) * error, 0.5 / count)
    first = math.floor(count * (share - reach)) - 1
    last = math.ceil(count * (share + reach)) - 1
    return found, float(order[max(first, 0)]), float(order[min(last, count - 1)])


def mean(
    values: FloatArray, *, groups: IntArray | None = None, level: float = 0.95
) -> tuple[float, float, float]:
    """A mean of values that come in groups, with its interval: (mean, low, high).

    Formula: mean +- z se, se^2 = m/(m-1) sum_g (sum_{i in g} (x_i - mean))^2 / n^2 over m groups.
    Source: the usual estimate for clusters, general knowledge. Too narrow below some 20 groups,
    and with long tails.

    >>> [round(each, 2) for each in mean(np.array([1.0, 2.0, 3.0, 4.0]))]
    [2.5, 1.23, 3.77]
    """
    found = float(np.mean(values))
    excess = values - found
    by_group = excess if groups is None else np.bincount(groups, weights=excess)
    many = len(by_group)
    if many < 2:
        return found, -math.inf, math.inf
    error = math.sqrt(many / (many - 1) * float(by_group @ by_group)) / len(values)
    reach = NormalDist().inv_cdf(0.5 + level / 2) * error
    return found, found - reach, found + reach
