"""What a sign of a rare state is worth: of those whom it picks out, how many have it.

Meehl and Rosen 1955, Antecedent probability and the efficiency of psychometric signs, patterns,
or cutting scores, Psychological Bulletin 52(3), 194-216. It is Bayes' rule on head counts.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from leadlab.errors import LeadlabError, shortened


class UnusableSign(LeadlabError):  # noqa: N818 - reads as a sentence when raised
    """A number about a sign that is no share, or no count of people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flags:
    """How many are picked out on average: with the state, and without it."""

    right: float
    false: float

    @property
    def precision(self) -> float:
        """Share of those picked out who have the state (positive predictive value)."""
        picked = self.right + self.false
        return self.right / picked if picked else math.nan


def flags(people: float, *, share: float, found: float, cleared: float) -> Flags:
    """How many a sign picks out on average, rightly and falsely.

    >>> seen = flags(100, share=0.1, found=0.6, cleared=0.8)
    >>> round(seen.right, 6), round(seen.false, 6), round(seen.precision, 6)
    (6.0, 18.0, 0.25)

    Args:
        people: How many are looked at.
        share: Share of them who have the state (base rate).
        found: Share of those with it who are picked out (sensitivity).
        cleared: Share of those without it who are not picked out (specificity).
    """
    _share(share=share, found=found, cleared=cleared)
    if not (math.isfinite(people) and people >= 0):
        raise UnusableSign(f"people: give a count of 0 or more, not {shortened(repr(people))}.")
    return Flags(right=people * share * found, false=people * (1 - share) * (1 - cleared))


def cleared_needed(*, share: float, found: float, precision: float) -> float:
    """Share of those without the state that a sign must clear to be right so often.

    From precision = right / (right + false), solved for the share cleared. Below 0 means that
    even a sign which clears nobody is right that often.

    >>> round(cleared_needed(share=0.1, found=0.6, precision=0.5), 3)
    0.933

    Args:
        share: Share of people who have the state, below 1.
        found: Share of those with it who are picked out.
        precision: Share of those picked out who shall have it, above 0.
    """
    _share(share=share, found=found, precision=precision)
    if share == 1 or precision == 0:
        raise UnusableSign("share must be below 1 and precision above 0.")
    return 1 - share * found * (1 - precision) / precision / (1 - share)


def any_flag(people: int, *, cleared: float, least: int = 1) -> float:
    """Chance that at least so many are picked out where nobody has the state.

    >>> round(any_flag(8, cleared=0.8), 2), round(any_flag(8, cleared=0.8, least=2), 2)
    (0.83, 0.5)
    """
    _share(cleared=cleared)
    fewer = (
        math.comb(people, count) * (1 - cleared) ** count * cleared ** (people - count)
        for count in range(least)
    )
    return 1 - sum(fewer)


def _share(**given: float) -> None:
    for name, value in given.items():
        if not 0 <= value <= 1:
            raise UnusableSign(f"{name}: give a share from 0 to 1, not {shortened(repr(value))}.")
