"""When a mentor's hours come back: a gain that grows slowly against hours that are paid at once.

The form is ours. With its usual numbers the gain of a week passes the hours of a week after about
eight weeks; studies show small effects and say nothing about the date.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from leadlab.errors import LeadlabError, shortened

WEEK_HOURS = 40
STEPS = 200
FAR = 520.0  # weeks; what has not come back in ten years does not come back


class UnusableHours(LeadlabError):  # noqa: N818 - reads as a sentence when raised
    """A number about a mentor's time that cannot be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentoring:
    """Mentoring of one person; times in weeks, output in weeks of that person.

    The gain at time t is gain (1 - e^(-t / slowness)) of a week; the price is a share of the
    mentor's week, for as long as it lasts.
    """

    gain: float
    slowness: float
    hours: float
    worth: float
    lasts: float

    @property
    def price(self) -> float:
        """What a week of it takes, in weeks of the one who is helped.

        >>> round(mentoring(2, worth=1.3).price, 3)
        0.065
        """
        return self.hours / WEEK_HOURS * self.worth

    def net(self, weeks: float) -> float:
        """What has come in by then, less what was given.

        >>> round(mentoring(2, worth=1.3).net(8), 2), round(mentoring(2, worth=1.3).net(40), 1)
        (-0.24, 1.6)
        """
        return self.gain * self._grown(weeks) - self.price * min(weeks, self.lasts)

    @property
    def turns(self) -> float:
        """Week from which a week brings more than it takes; infinite where it never does.

        >>> round(mentoring(2, worth=1.3).turns, 1)
        8.0
        """
        if self.gain > self.price:
            reached = -self.slowness * math.log(1 - self.price / self.gain)
            return min(reached, self.lasts)
        return self.lasts if self.gain > 0 else math.inf

    @property
    def paid_back(self) -> float:
        """Week by which it has given back what it took; infinite where ten years do not do it.

        >>> round(mentoring(2, worth=1.3).paid_back, 1)
        17.6
        """
        low, high = self.turns, FAR
        if self.price == 0:
            return 0.0
        if low > FAR or self.net(high) < 0:
            return math.inf
        for _ in range(STEPS):
            middle = (low + high) / 2
            low, high = (middle, high) if self.net(middle) < 0 else (low, middle)
        return high

    def gain_needed(self, weeks: float) -> float:
        """Gain at which it is even by then: the hours so far, over the gain that has grown.

        >>> round(mentoring(2, worth=1.3).gain_needed(26), 3)
        0.129
        """
        return self.price * min(weeks, self.lasts) / self._grown(weeks)

    def _grown(self, weeks: float) -> float:
        """Weeks of a whole gain that have come in: the area under the growing curve."""
        return weeks - self.slowness * (1 - math.exp(-weeks / self.slowness))


def mentoring(
    hours: float,
    *,
    gain: float = 0.165,
    slowness: float = 16.0,
    worth: float = 1.0,
    lasts: float = math.inf,
) -> Mentoring:
    """Mentoring with so many hours a week, checked.

    >>> mentoring(2).paid_back < mentoring(3).paid_back
    True

    Args:
        hours: Hours a week that the mentor gives.
        gain: Share by which the other's output rises in the end.
        slowness: Mean weeks until the gain is there.
        worth: Weeks of the other that a week of the mentor is worth.
        lasts: Weeks after which the hours end; the gain stays.
    """
    for name, value in (("hours", hours), ("gain", gain), ("worth", worth)):
        if not (math.isfinite(value) and value >= 0):
            raise UnusableHours(f"{name}: give a number of 0 or more, not {_shown(value)}.")
    for name, value in (("slowness", slowness), ("lasts", lasts)):
        if not value > 0:
            raise UnusableHours(f"{name}: give weeks above 0, not {_shown(value)}.")
    return Mentoring(gain=gain, slowness=slowness, hours=hours, worth=worth, lasts=lasts)


def readers_needed(hours: float, *, minutes_saved: float, minutes_to_read: float = 0.0) -> float:
    """How often a page must be read until writing it has paid; infinite where reading saves none.

    >>> readers_needed(6, minutes_saved=45, minutes_to_read=5)
    9.0

    Args:
        hours: Hours to write it and to keep it true.
        minutes_saved: Minutes of both people that an explanation takes.
        minutes_to_read: Minutes that reading it takes.
    """
    for name, value in (
        ("hours", hours), ("minutes_saved", minutes_saved), ("minutes_to_read", minutes_to_read),
    ):  # fmt: skip
        if not (math.isfinite(value) and value >= 0):
            raise UnusableHours(f"{name}: give a number of 0 or more, not {_shown(value)}.")
    won = minutes_saved - minutes_to_read
    return 60 * hours / won if won > 0 else math.inf


def _shown(value: object) -> str:
    return shortened(repr(value))
