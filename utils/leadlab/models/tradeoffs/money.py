"""Money over time: present value, payback, total cost of ownership, break-even volume.

The first flow of a list is paid now; the others at the end of each period.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from leadlab.models.tradeoffs.inputs import UnusableTradeoff, number, numbers


def net_present_value(flows: ArrayLike, *, rate: float) -> float:
    """Worth today of flows that come later: sum of flow / (1 + rate) ** period.

    >>> round(net_present_value([-100, 60, 60], rate=0.1), 2)
    4.13

    Args:
        flows: Money in and out, the first one now.
        rate: Discount rate for one period, above -1.

    Source: discounted cash flow, a definition (Fisher 1930).
    """
    values = numbers(flows, name="flows")
    per_period = number(rate, name="rate", least=-0.999_999)
    periods = np.arange(values.size)
    return float(np.sum(values / (1 + per_period) ** periods))


def payback_period(flows: ArrayLike, *, rate: float = 0.0) -> float | None:
    """Periods until the sum of (discounted) flows is back at zero for good; None if never.

    Formula: last period below zero + what is missing then / flow of the next period, so that
    within a period the money is taken to come in evenly. Source: a definition.

    >>> payback_period([-100, 40, 40, 40])
    2.5
    >>> payback_period([-100, 10]) is None
    True
    """
    values = numbers(flows, name="flows")
    per_period = number(rate, name="rate", least=-0.999_999)
    total = np.cumsum(values / (1 + per_period) ** np.arange(values.size))
    if total[-1] < 0:
        return None
    below = np.flatnonzero(total < 0)
    if not below.size:
        return 0.0
    last = int(below[-1])
    return float(last + -total[last] / (total[last + 1] - total[last]))


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnershipCost:
    """Cost of owning something over years, by part; present values.

    >>> OwnershipCost(entry=10.0, running=50.0, people=20.0, leaving=5.0).total
    85.0
    """

    entry: float
    running: float
    people: float
    leaving: float

    @property
    def total(self) -> float:
        """All parts together."""
        return self.entry + self.running + self.people + self.leaving


def total_cost_of_ownership(
    *,
    entry: float,
    running_per_year: float,
    people_per_year: float,
    leaving: float,
    years: int,
    growth: float = 0.0,
    rate: float = 0.0,
) -> OwnershipCost:
    """Entry, running, people and leaving over years, each in today's money.

    Running cost grows with use; leaving is paid at the end of the last year. Both are the parts
    that a price list leaves out.

    >>> cost = total_cost_of_ownership(entry=10, running_per_year=5, people_per_year=2,
    ...                                leaving=4, years=3)
    >>> cost.total
    35.0

    Args:
        entry: Paid now: licence, integration, training.
        running_per_year: Licence, cloud and support in the first year.
        people_per_year: Work to keep it going, a year.
        leaving: What it takes to get out again, at the end.
        years: Whole years, at least 1.
        growth: Share by which the running cost grows from year to year.
        rate: Discount rate a year.

    Formula: entry + sum of (running * (1 + growth) ** (t - 1) + people) / (1 + rate) ** t for the
    years t, + leaving / (1 + rate) ** years. Source: present value of a growing annuity.
    """
    if not (isinstance(years, int) and years >= 1):
        raise UnusableTradeoff(f"years: expected a whole number from 1, but saw {years!r}.")
    grow = number(growth, name="growth", least=-1)
    discount = (1 + number(rate, name="rate", least=-0.999_999)) ** -np.arange(1.0, years + 1)
    use = (1 + grow) ** np.arange(years)
    return OwnershipCost(
        entry=number(entry, name="entry"),
        running=float(number(running_per_year, name="running_per_year") * np.sum(use * discount)),
        people=float(number(people_per_year, name="people_per_year") * np.sum(discount)),
        leaving=float(number(leaving, name="leaving") * discount[-1]),
    )


def break_even_volume(*, fixed: float, price: float, variable: float) -> float | None:
    """Units at which a fixed cost is earned back: fixed / (price - variable); None if never.

    >>> break_even_volume(fixed=900, price=5, variable=2)
    300.0

    Source: contribution margin of cost accounting, a definition.
    """
    margin = number(price, name="price") - number(variable, name="variable")
    return number(fixed, name="fixed", least=0) / margin if margin > 0 else None
