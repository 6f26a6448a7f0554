"""What each of seven levels of authority costs for one decision: your hours, waiting, errors.

The names of the levels are Appelo's. The sum is a design assumption of this course: two people err
independently, and each takes up a part of what the other sees.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from leadlab.errors import LeadlabError, UnknownName, shortened

LEVELS = ("tell", "sell", "consult", "agree", "advise", "inquire", "delegate")
"""From your decision alone to theirs alone."""
HOURS: Mapping[str, float] = dict(zip(LEVELS, (0.5, 0.75, 1.0, 1.5, 0.75, 0.25, 0.0), strict=True))
"""Hours of yours that a decision takes; a design assumption."""
BEFORE = frozenset(LEVELS[:5])
"""Levels on which they wait for you before they can go on."""


class UnusableHandover(LeadlabError):  # noqa: N818 - reads as a sentence when raised
    """A number about a decision to hand over that cannot be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """One decision that somebody could take over; money in euro, chances from 0 to 1.

    >>> minor = Handover(theirs=0.1, yours=0.1, loss=500)
    >>> grave = Handover(theirs=0.1, yours=0.1, loss=90_000, undo=1.0)
    >>> minor.cheapest, grave.cheapest
    ('inquire', 'agree')
    """

    theirs: float
    """Chance that they choose wrongly, alone."""
    yours: float
    """The same for you."""
    loss: float
    """What a wrong choice costs if nobody looks at it in time."""
    undo: float = 0.2
    """Share of it that is still lost when you ask soon after; 1 for what cannot be undone."""
    waiting: float = 300.0
    """What it costs that they wait for you."""
    hour: float = 80.0
    """What an hour of yours costs."""
    heed: float = 0.7
    """Share of good advice that is taken."""

    def __post_init__(self) -> None:
        for name in ("theirs", "yours", "undo", "heed"):
            if not 0 <= getattr(self, name) <= 1:
                seen = shortened(repr(getattr(self, name)))
                raise UnusableHandover(f"{name}: give a share from 0 to 1, not {seen}.")
        for name in ("loss", "waiting", "hour"):
            if not getattr(self, name) >= 0:
                seen = shortened(repr(getattr(self, name)))
                raise UnusableHandover(f"{name}: give 0 euro or more, not {seen}.")

    def wrong(self, level: str) -> float:
        """Chance that the choice is wrong on a level.

        >>> one = Handover(theirs=0.2, yours=0.5, loss=0)
        >>> [round(one.wrong(each), 2) for each in ("tell", "agree", "advise", "delegate")]
        [0.5, 0.1, 0.13, 0.2]
        """
        if level not in LEVELS:
            raise UnknownName("level", level, LEVELS)
        if level in {"tell", "sell"}:
            return self.yours
        if level == "consult":
            return self.yours * (1 - self.heed * (1 - self.theirs))
        if level == "agree":
            return self.yours * self.theirs
        if level == "advise":
            return self.theirs * (1 - self.heed * (1 - self.yours))
        return self.theirs

    def cost(self, level: str) -> float:
        """Your hours, their waiting and what wrong choices cost on average, in euro."""
        lost = self.loss * (self.undo if level == "inquire" else 1.0)
        errors = self.wrong(level) * lost
        return HOURS[level] * self.hour + (self.waiting if level in BEFORE else 0.0) + errors

    @property
    def costs(self) -> dict[str, float]:
        """The cost of each level, from tell to delegate."""
        return {level: self.cost(level) for level in LEVELS}

    @property
    def cheapest(self) -> str:
        """The level with the lowest cost; of equal ones that which leaves more to them."""
        return min(reversed(LEVELS), key=self.cost)


def approval_wait(approvals: int, *, booked: float, hours: float) -> float:
    """Hours that work waits for approvals which follow one another, by one person.

    Formula: approvals x rho / (1 - rho) x hours each (M/M/1), so that it is exact only for requests
    that come at random.

    >>> round(approval_wait(10, booked=0.8, hours=0.5), 6)
    20.0

    Args:
        approvals: How many, one after the other.
        booked: Share of the approver's time that is taken, below 1.
        hours: What one answer takes them.
    """
    if not 0 <= booked < 1:
        raise UnusableHandover(
            f"booked: give a share from 0 and below 1, not {shortened(repr(booked))}; at 1 nobody "
            "ever gets an answer."
        )
    if not (approvals >= 0 and hours >= 0):
        raise UnusableHandover("approvals and hours: give 0 or more.")
    return approvals * booked / (1 - booked) * hours
