"""Technical debt as interest: a share of capacity that grows with what was left undone.

The shape is our own assumption, calibrated on the 23 % of time that developers reported as lost
(Besker, Martini and Bosch 2019, evidence `debt_interest`); the lesson says so and lets the learner
change it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from leadlab.models.tradeoffs.inputs import UnusableTradeoff, number


def interest_share(debt: float, *, most: float = 0.5, scale: float = 1.0) -> float:
    """Share of capacity that debt takes: most * (1 - exp(-debt / scale)).

    >>> round(interest_share(1.0, most=0.5, scale=1.0), 3)
    0.316

    Source: design assumption of the course (evidence `debt_model`); the ceiling and the scale are
    ours, and one point of the curve is measured.
    """
    ceiling = number(most, name="most", least=0, most=1)
    return ceiling * -math.expm1(
        -number(debt, name="debt", least=0) / number(scale, name="scale", least=1e-12)
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DebtRun:
    """Weeks of work under one share of repayment; arrays have the axis (weeks,)."""

    debt: NDArray[np.float64]
    interest: NDArray[np.float64]
    delivered: NDArray[np.float64]

    @property
    def total(self) -> float:
        """Feature work delivered over all weeks, in weeks of full capacity."""
        return float(self.delivered.sum())


def repay(
    share: float,
    *,
    weeks: int,
    debt: float = 0.77,
    inflow: float = 0.015,
    repaid_per_week: float = 0.08,
    most: float = 0.5,
    scale: float = 1.0,
    weekly_discount: float = 0.0,
) -> DebtRun:
    """What a fixed share of repayment does over a horizon.

    Each week: interest is taken off the capacity, the share of the rest repays, what is left
    delivers and brings new debt in proportion.

    >>> repay(0.0, weeks=52).total < repay(0.2, weeks=260).total
    True

    Args:
        share: Share of the usable capacity that repays, 0 to 1.
        weeks: Horizon.
        debt: Debt at the start; 0.77 makes an interest of 0.27 with the other defaults.
        inflow: Debt that a week of feature work brings.
        repaid_per_week: Debt that a week of full repayment removes.
        most: Highest interest share.
        scale: Debt at which 63 % of the highest interest is reached.
        weekly_discount: Rate by which later work counts less.

    Formula: with i = interest_share(D), work = (1 - i) (1 - share) and
    D' = max(0, D + inflow * work - repaid_per_week * (1 - i) * share).
    Source: design assumption of the course, after Cunningham's picture of interest (1992).
    """
    part = number(share, name="share", least=0, most=1)
    if not (isinstance(weeks, int) and weeks >= 1):
        raise UnusableTradeoff(f"weeks: expected a whole number from 1, but saw {weeks!r}.")
    rate = number(weekly_discount, name="weekly_discount", least=0)
    level = number(debt, name="debt", least=0)
    debts, interests, delivered = (np.empty(weeks) for _ in range(3))
    for week in range(weeks):
        interest = interest_share(level, most=most, scale=scale)
        usable = 1 - interest
        work = usable * (1 - part)
        debts[week], interests[week] = level, interest
        delivered[week] = work / (1 + rate) ** week
        level = max(0.0, level + inflow * work - repaid_per_week * usable * part)
    return DebtRun(debt=debts, interest=interests, delivered=delivered)


def best_share(*, weeks: int, shares: int = 101, **model: float) -> float:
    """Share of repayment that delivers most over a horizon, by trying evenly spaced shares.

    >>> best_share(weeks=4)
    0.0

    Source: search over a grid; derived here from `repay` (evidence `repay_optimum`).
    """
    tried = np.linspace(0, 1, shares)
    totals = [repay(float(share), weeks=weeks, **model).total for share in tried]
    return float(tried[int(np.argmax(totals))])


def refactor_payback_weeks(*, cost_weeks: float, saved_per_week: float) -> float | None:
    """Weeks until a refactor has given back the work it took; None if it saves nothing.

    >>> refactor_payback_weeks(cost_weeks=6, saved_per_week=0.25)
    24.0

    Formula: cost / saving per week, without discount. Source: payback time, a definition.
    """
    cost = number(cost_weeks, name="cost_weeks", least=0)
    saved = number(saved_per_week, name="saved_per_week")
    return cost / saved if saved > 0 else None
