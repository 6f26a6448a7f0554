"""What a change in counts says: by itself, and beside others that were chosen in the same way.

Whoever was chosen for a high count has a lower one next time, since luck was part of the choice:
Barnett, van der Pols and Dobson 2005, Regression to the mean: what it is and how to deal with it,
International Journal of Epidemiology 34(1), 215-220.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from leadlab.errors import shortened
from leadlab.models.delivery.events import UnusableLog

NORMAL_95 = 1.959964
"""Standard deviations to either side that hold 95 % of a normal distribution."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountChange:
    """A change as a share of what was there, below 0 for a fall, with its 95 % interval."""

    share: float
    low: float
    high: float

    def __str__(self) -> str:
        share, low, high = (f"{100 * each:+.0f}" for each in (self.share, self.low, self.high))
        return f"{share} % [{low}, {high}]"


def count_change(before: int, after: int, *, beside: tuple[int, int] | None = None) -> CountChange:
    """By what share a count changed, against others that were counted at the same two times.

    The interval is that of a ratio of Poisson counts on the log scale: the variance of the
    logarithm of a count is about one over the count.

    >>> print(count_change(400, 300))
    -25 % [-35, -13]
    >>> print(count_change(400, 300, beside=(400, 320)))
    -6 % [-24, +16]

    Args:
        before: Events counted before.
        after: Events counted after.
        beside: The same two counts of those for whom nothing was changed.
    """
    ratio, variance = _ratio(before, after)
    if beside is not None:
        other, its_variance = _ratio(*beside)
        ratio, variance = ratio / other, variance + its_variance
    factor = math.exp(NORMAL_95 * math.sqrt(variance))
    return CountChange(share=ratio - 1, low=ratio / factor - 1, high=ratio * factor - 1)


def expected_next(count: float, *, mean: float, spread: float) -> float:
    """What to expect next time of somebody who had this count, if nothing is changed.

    Counts vary around each one's own rate like Poisson counts, and rates vary between them. The
    part of a deviation that stays is the share of the variance that lies between them.

    >>> expected_next(12, mean=6, spread=2.5)
    9.061224489795919
    >>> expected_next(12, mean=6, spread=0)
    6.0

    Args:
        count: What was counted.
        mean: Mean count of all.
        spread: Standard deviation of the rates, which is less than that of the counts.
    """
    if not (count >= 0 and mean > 0 and spread >= 0):
        raise UnusableLog(
            f"count {shortened(count)} and spread {shortened(spread)} of 0 or more and a mean "
            f"{shortened(mean)} above 0 were expected."
        )
    stays = spread**2 / (spread**2 + mean)
    return mean + stays * (count - mean)


def _ratio(before: int, after: int) -> tuple[float, float]:
    """Ratio of two counts, and the variance of its logarithm."""
    for count in (before, after):
        if not float(count).is_integer() or count < 1:
            raise UnusableLog(
                f"A count is {shortened(count)}; whole numbers of 1 or more were expected. "
                "Counts of nothing have no ratio; count for longer."
            )
    return after / before, 1 / before + 1 / after
