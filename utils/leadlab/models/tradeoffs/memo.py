"""The sums of a debt memo: what it costs, what repaying takes, when it has paid, what is at risk.

Low and high are taken together: the payback is best where the debt costs most and repaying takes
least.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from leadlab.models.tradeoffs.inputs import UnusableTradeoff, number

WEEKS_A_YEAR = 52
WEEK_HOURS = 40


@dataclass(frozen=True, slots=True)
class Span:
    """A number as a low and a high end; the middle is halfway.

    >>> Span(9.0, 13.0).middle
    11.0
    """

    low: float
    high: float

    @property
    def middle(self) -> float:
        """Halfway between the ends."""
        return (self.low + self.high) / 2

    def times(self, factor: float) -> Span:
        """Both ends times a factor that is not negative."""
        return Span(self.low * factor, self.high * factor)


@dataclass(frozen=True, slots=True, kw_only=True)
class DebtSums:
    """What follows from the numbers of a debt; money in euro, times in weeks.

    `payback` is None where nothing is saved; `left_over` may be negative.
    """

    cost_a_week: Span
    repaying: Span
    saved_a_week: Span
    payback: Span | None
    payback_middle: float | None
    horizon_weeks: float
    left_over: Span
    left_over_middle: float
    incidents_a_year: float
    loss_a_year: Span


def debt_sums(
    *,
    hours_a_week: Any,
    weeks_to_repay: Any,
    euro_per_hour: float = 40,
    share_that_goes_away: float = 1.0,
    incidents_a_year: float = 0.0,
    euro_per_incident: Any = 0.0,
    horizon_weeks: float = 104,
) -> DebtSums:
    """The sums of a memo, from hours and weeks; a number or a pair (low, high).

    Savings begin when the work is done; losses from incidents are told and not counted as saved.

    >>> sums = debt_sums(hours_a_week=(9, 13), weeks_to_repay=(4, 6), share_that_goes_away=0.8)
    >>> sums.cost_a_week.middle, sums.repaying.middle, round(sums.payback_middle, 1)
    (440.0, 8000.0, 22.7)

    Args:
        hours_a_week: Hours that the debt takes from everybody together.
        weeks_to_repay: Engineer-weeks of 40 hours that repaying takes.
        euro_per_hour: What an hour costs.
        share_that_goes_away: Share of the hours that repaying ends, 0 to 1.
        incidents_a_year: How often it has gone wrong.
        euro_per_incident: What one such case costs.
        horizon_weeks: For how long the part will still be used.
    """
    hours, weeks = span(hours_a_week, "hours_a_week"), span(weeks_to_repay, "weeks_to_repay")
    rate = number(euro_per_hour, name="euro_per_hour", least=0)
    share = number(share_that_goes_away, name="share_that_goes_away", least=0, most=1)
    often = number(incidents_a_year, name="incidents_a_year", least=0)
    horizon = number(horizon_weeks, name="horizon_weeks", least=0)
    cost, once = hours.times(rate), weeks.times(WEEK_HOURS * rate)
    saved = cost.times(share)
    paid = Span(once.low / saved.high, once.high / saved.low) if saved.low > 0 else None
    return DebtSums(
        cost_a_week=cost,
        repaying=once,
        saved_a_week=saved,
        payback=paid,
        payback_middle=once.middle / saved.middle if saved.middle > 0 else None,
        horizon_weeks=horizon,
        left_over=Span(saved.low * horizon - once.high, saved.high * horizon - once.low),
        left_over_middle=saved.middle * horizon - once.middle,
        incidents_a_year=often,
        loss_a_year=span(euro_per_incident, "euro_per_incident").times(often),
    )


def span(value: Any, name: str) -> Span:
    """A number, or a pair with the lower one first, as a span.

    >>> span(5, "hours"), span((4, 6), "hours")
    (Span(low=5.0, high=5.0), Span(low=4.0, high=6.0))
    """
    ends = tuple(value) if isinstance(value, list | tuple) else (value, value)
    if len(ends) != 2:
        raise UnusableTradeoff(f"{name}: give a number or a pair such as (4, 6), not {value!r}.")
    low, high = (number(each, name=name, least=0) for each in ends)
    if low > high:
        raise UnusableTradeoff(f"{name}: the lower end comes first: ({high:g}, {low:g}).")
    return Span(low, high)
