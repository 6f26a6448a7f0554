"""A branch of a metric tree: factors with ranges, what they multiply to, and which is vaguest.

Each factor is log-normal between its 5th and its 95th percentile, and factors are independent.
Logarithms add, and so do their variances; the shares of the variance say what to measure first.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import NormalDist

from leadlab.errors import shortened
from leadlab.models.delivery.events import UnusableLog

NORMAL_90 = 1.644854
"""Standard deviations to either side that hold 90 % of a normal distribution."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """One number of the tree: nine chances in ten that it lies from low to high.

    >>> Factor(name="builds a week", low=50, high=75).high
    75
    """

    name: str
    low: float
    high: float

    def __post_init__(self) -> None:
        if not 0 < self.low <= self.high < math.inf:
            raise UnusableLog(
                f"Factor {self.name!r} runs from {shortened(self.low)} to "
                f"{shortened(self.high)}; 0 < low <= high was expected."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeValue:
    """What the factors multiply to.

    Attributes:
        low: 5th percentile.
        middle: Median.
        high: 95th percentile.
        shares: Which part of the variance of the logarithm each factor brings.
    """

    low: float
    middle: float
    high: float
    shares: Mapping[str, float]

    def chance_above(self, worth: float) -> float:
        """Chance that it is more than this.

        >>> tree_value([Factor(name="a", low=1, high=4)]).chance_above(2)
        0.5
        """
        if worth <= 0 or self.low == self.high:
            return float(self.middle > worth)
        deviation = math.log(self.high / self.low) / (2 * NORMAL_90)
        return 1 - NormalDist().cdf(math.log(worth / self.middle) / deviation)

    def __str__(self) -> str:
        return f"{self.middle:,.0f} [{self.low:,.0f}, {self.high:,.0f}]"


def tree_value(factors: Iterable[Factor], *, times: float = 1.0) -> TreeValue:
    """The product of some factors as a range of nine chances in ten, and each one's share in it.

    >>> runs, waits = Factor(name="runs", low=10, high=40), Factor(name="waits", low=1, high=2)
    >>> hours = tree_value([runs, waits])
    >>> print(hours)
    28 [13, 61]
    >>> {name: round(share, 2) for name, share in hours.shares.items()}
    {'runs': 0.8, 'waits': 0.2}

    Args:
        factors: Numbers that are multiplied.
        times: A number without doubt, such as weeks in a year or hours in a minute.
    """
    known = list(factors)
    if not (known and times > 0):
        raise UnusableLog(
            f"{len(known)} factors and times {shortened(times)} were given; at least one factor "
            "and a number above 0 were expected."
        )
    middle = times * math.prod(math.sqrt(each.low * each.high) for each in known)
    squares = {each.name: math.log(each.high / each.low) ** 2 for each in known}
    total = sum(squares.values())
    factor = math.exp(math.sqrt(total) / 2)
    return TreeValue(
        low=middle / factor, middle=middle, high=middle * factor,
        shares={name: square / total if total else 0.0 for name, square in squares.items()},
    )  # fmt: skip
