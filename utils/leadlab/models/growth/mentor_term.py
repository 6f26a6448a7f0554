"""When mentoring for so many weeks has paid: hours of both against a gain that grows evenly.

The form is ours, and the simplest there is: nothing on the first day, all of it on the last, and
it stays. Who leaves takes the rest of it along.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from leadlab.models.growth.mentor_time import WEEK_HOURS, UnusableHours

WEEKS_A_YEAR = 52
DAYS_A_WEEK = 7
BOTH = 2
ROUNDING = 1e-9  # 4.5 hours hold three times 1.5, whatever the last digit says


@dataclass(frozen=True, slots=True, kw_only=True)
class MentoringTerm:
    """Mentoring that ends on a day; both spend the hours, one gains."""

    hours: float
    weeks: float
    gain: float

    @property
    def cost(self) -> float:
        """Hours of both until the end.

        >>> mentoring_term(1.5, weeks=20, gain=2.5).cost
        60.0
        """
        return BOTH * self.hours * self.weeks

    @property
    def balance(self) -> float:
        """Hours gained until the end, less those spent; on the way the gain is half on average.

        >>> mentoring_term(1.5, weeks=20, gain=2.5).balance
        -35.0
        """
        return self.gain * self.weeks / 2 - self.cost

    @property
    def paid_back(self) -> float:
        """Week, from the first, in which it has given back what it took; infinite without a gain.

        >>> mentoring_term(1.5, weeks=20, gain=2.5).paid_back
        34.0
        """
        if self.cost == 0:
            return 0.0
        if self.gain == 0:
            return math.inf
        if self.balance < 0:
            return self.weeks - self.balance / self.gain
        return self.weeks * 2 * BOTH * self.hours / self.gain


def mentoring_term(hours: float, *, weeks: float, gain: float) -> MentoringTerm:
    """Mentoring for so many weeks, checked.

    >>> mentoring_term(1, weeks=12, gain=5).paid_back < 12
    True

    Args:
        hours: Hours a week that each of the two gives.
        weeks: Weeks until it ends, above 0.
        gain: Hours a week that the one who is helped has gained on the last day.
    """
    for name, value in (("hours", hours), ("gain", gain)):
        if not (math.isfinite(value) and value >= 0):
            raise UnusableHours(f"{name}: give a number of 0 or more, not {value!r}.")
    if not (math.isfinite(weeks) and weeks > 0):
        raise UnusableHours(f"weeks: give a number above 0, not {weeks!r}.")
    return MentoringTerm(hours=float(hours), weeks=float(weeks), gain=float(gain))


def still_there(leave_in_a_year: float, *, weeks: float) -> float:
    """Chance that somebody is there after so many weeks, where leaving is as likely in each.

    >>> still_there(0.2, weeks=52), round(still_there(0.2, weeks=26), 3)
    (0.8, 0.894)
    """
    if not 0 <= leave_in_a_year <= 1:
        raise UnusableHours(
            f"leave_in_a_year: give a share from 0 to 1, not {leave_in_a_year!r}."
        )  # fmt: skip
    return float((1 - leave_in_a_year) ** (weeks / WEEKS_A_YEAR))


def talk_share(people: int, *, hours: float, every: float = 1.0) -> float:
    """Part of a week that talks with everybody take.

    >>> talk_share(8, hours=0.75), talk_share(8, hours=0.75, every=2)
    (0.15, 0.075)

    Args:
        people: People, each with a talk.
        hours: Hours of a talk, notes included.
        every: Weeks from one talk to the next.
    """
    return people * hours / every / WEEK_HOURS


def within(share: float, *, hours: float) -> int:
    """People for each of whom somebody has so many hours a week, in a part of the week.

    >>> within(0.125, hours=1.25), within(0.1, hours=1.25)
    (4, 3)
    """
    return math.floor(share * WEEK_HOURS / hours + ROUNDING)


def days_until_told(every: float) -> float:
    """Mean days from something that happens on any day to the next talk, so many weeks apart.

    >>> days_until_told(1), days_until_told(6)
    (3.5, 21.0)
    """
    return every * DAYS_A_WEEK / 2
