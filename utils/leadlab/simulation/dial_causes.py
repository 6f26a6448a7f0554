"""What each lever added to the dials of a flight, so that the parts add up.

A lever's part is what it added, averaged over all orders in which the levers could have been put
in place (Shapley 1953): the parts add up to the whole difference, and no order is preferred.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import factorial

Levers = frozenset[str]
Outcomes = Mapping[Levers, Mapping[str, float]]
"""Dials under each combination of levers that were put in place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlightDial:
    """How one of the five dials is named and judged; `better` is "more" or "less"."""

    name: str
    title: str
    unit: str
    better: str
    places: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DialCauses:
    """Dials under the usual plan, what each lever added, and the dials as flown."""

    usual: Mapping[str, float]
    parts: Mapping[str, Mapping[str, float]]
    flown: Mapping[str, float]


def combinations_of(names: Sequence[str]) -> list[Levers]:
    """Every combination of levers, from none to all.

    >>> [sorted(each) for each in combinations_of(["debt", "review"])]
    [[], ['debt'], ['review'], ['debt', 'review']]
    """
    return [frozenset(some) for size in range(len(names) + 1) for some in combinations(names, size)]


def causes_from(names: Sequence[str], outcomes: Outcomes) -> DialCauses:
    """Parts of all levers for all dials, from the outcomes of every combination.

    >>> one, two, both = frozenset({"debt"}), frozenset({"review"}), frozenset({"debt", "review"})
    >>> nothing = {frozenset(): {"items": 60}, one: {"items": 64}, two: {"items": 58}}
    >>> found = causes_from(["debt", "review"], {**nothing, both: {"items": 66}})
    >>> found.parts["debt"], found.parts["review"]
    ({'items': 6.0}, {'items': 0.0})
    """
    usual = outcomes[frozenset()]
    parts = {name: {dial: _part(name, dial, names, outcomes) for dial in usual} for name in names}
    return DialCauses(usual=usual, parts=parts, flown=outcomes[frozenset(names)])


def _part(name: str, dial: str, names: Sequence[str], outcomes: Outcomes) -> float:
    total = 0.0
    others = [other for other in names if other != name]
    for size in range(len(names)):
        weight = factorial(size) * factorial(len(names) - size - 1) / factorial(len(names))
        for some in combinations(others, size):
            before = frozenset(some)
            total += weight * (outcomes[before | {name}][dial] - outcomes[before][dial])
    return total
