"""What a newcomer costs until they carry their part, under an exponential ramp.

The form is ours; its usual numbers, a mean of 16 weeks and a fifth of a colleague, are those of
Abdel-Hamid and Madnick 1991, Software Project Dynamics, as met in a rebuild of their model.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from leadlab.errors import LeadlabError, shortened

STEPS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Ramp:
    """A newcomer's way to full output; times in weeks, output in weeks of one person.

    What they give at time t is r(t) = 1 - (1 - start) e^(-t / mean), and what they take of a
    colleague is helper * e^(-t / mean).
    """

    mean: float
    start: float
    helper: float

    @property
    def gap(self) -> float:
        """What is missing in the first moment, a colleague's help included."""
        return 1 - self.start + self.helper

    @property
    def cost(self) -> float:
        """Weeks of one person that the whole ramp takes: gap times mean, the area of an e-curve.

        >>> round(ramp(16).cost, 1)
        19.2
        """
        return self.gap * self.mean

    def net(self, weeks: float) -> float:
        """What the team has gained after so many weeks, in weeks of one person.

        >>> round(ramp(16).net(3), 2), round(ramp(16).net(26), 1)
        (-0.28, 10.6)
        """
        return weeks - self.cost * (1 - math.exp(-weeks / self.mean))

    @property
    def carries_from(self) -> float:
        """The week from which they give more in a week than they take."""
        return self.mean * math.log(max(self.gap, 1.0))

    @property
    def paid_back(self) -> float:
        """The week by which they have given back what they took; 0 where they never took more.

        >>> round(ramp(16).paid_back, 1)
        6.0
        """
        low, high = self.carries_from, max(self.cost, self.mean)
        if self.gap <= 1:
            return 0.0
        for _ in range(STEPS):
            middle = (low + high) / 2
            low, high = (middle, high) if self.net(middle) < 0 else (low, middle)
        return high


def ramp(mean: float, *, start: float = 0.0, helper: float = 0.2) -> Ramp:
    """A newcomer's ramp, checked.

    >>> round(ramp(16).cost - ramp(12).cost, 1)
    4.8

    Args:
        mean: Mean weeks to full output, above 0.
        start: Share of full output in the first week.
        helper: Share of a colleague that they take in the first week.
    """
    if not (math.isfinite(mean) and mean > 0):
        raise LeadlabError(f"mean: give weeks above 0, not {shortened(repr(mean))}.")
    for name, value in (("start", start), ("helper", helper)):
        if not 0 <= value <= 1:
            raise LeadlabError(f"{name}: give a share from 0 to 1, not {shortened(repr(value))}.")
    return Ramp(mean=float(mean), start=float(start), helper=float(helper))
