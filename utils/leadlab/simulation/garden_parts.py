"""Worlds of a garden in parts, so that the others need not be lived where the first are enough.

No replication depends on another, so all parts together are what all worlds at once would be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from itertools import pairwise
from typing import Any

import numpy as np

from leadlab.simulation.coefficients import coefficients_of
from leadlab.simulation.garden import open_garden
from leadlab.simulation.garden_coefficients import GardenCoefficients
from leadlab.simulation.garden_records import Garden
from leadlab.simulation.garden_state import empty_record
from leadlab.simulation.garden_weeks import GardenYear
from leadlab.simulation.policies import same_for_a_class


@same_for_a_class
def in_parts(garden: Garden, worlds: int, seed: int) -> tuple[GardenYear, ...]:
    """So many worlds before their first week: a quarter, another, and the other half.

    They are to be lived as `fresh` copies.

    >>> from leadlab.catalog_garden import default_garden
    >>> [len(each.demand) for each in in_parts(default_garden(), 8, 1)]
    [2, 2, 4]
    """
    whole = open_garden(garden, replications=worlds, seed=seed, worlds=True)
    ends = (0, worlds // 4, worlds // 2, worlds)
    return tuple(_part(whole, slice(*here)) for here in pairwise(ends) if here[0] < here[1])


def fresh(year: GardenYear) -> GardenYear:
    """The same nine months, not begun."""
    first = year.state.copy()
    count, people = first.trust.shape
    return replace(year, state=first, record=empty_record(count, people, first))


def together(parts: Sequence[GardenYear]) -> GardenYear:
    """Years of different worlds as one, with all that was kept of them."""
    first = parts[0]
    if len(parts) == 1:
        return first
    names = coefficients_of(GardenCoefficients)
    known = {name: [getattr(each.coefficients, name) for each in parts] for name in names}
    drawn = {name: np.concatenate(values) for name, values in known.items()
             if isinstance(values[0], np.ndarray)}  # fmt: skip
    return replace(
        first,
        coefficients=first.coefficients.changed(**drawn),
        demand=np.concatenate([each.demand for each in parts]),
        difficulty=np.concatenate([each.difficulty for each in parts]),
        luck=_joined([each.luck for each in parts]),
        state=_joined([each.state for each in parts]),
        record=_joined([each.record for each in parts]),
        ready={},
    )


def _joined(parts: Sequence[Any]) -> Any:
    """Arrays one after the other, in whatever holds them."""
    first = parts[0]
    if isinstance(first, np.ndarray):
        return np.concatenate(parts)
    if isinstance(first, list):
        return [_joined(each) for each in zip(*parts, strict=True)]
    if isinstance(first, dict):
        return {name: _joined([each[name] for each in parts]) for name in first}
    return replace(
        first, **{each.name: _joined([getattr(one, each.name) for one in parts])
                  for each in fields(first)},
    )  # fmt: skip


def _here(whole: Any, here: slice) -> Any:
    return replace(whole, **{each.name: getattr(whole, each.name)[here] for each in fields(whole)})


def _part(year: GardenYear, here: slice) -> GardenYear:
    """Some of the worlds of a year that has not begun."""
    known = {name: getattr(year.coefficients, name) for name in coefficients_of(GardenCoefficients)}
    drawn = {name: each[here] for name, each in known.items() if isinstance(each, np.ndarray)}
    state = _here(year.state, here)
    return replace(
        year,
        coefficients=year.coefficients.changed(**drawn),
        demand=year.demand[here],
        difficulty=year.difficulty[here],
        luck=_here(year.luck, here),
        state=state,
        record=empty_record(len(state.trust), len(year.posts), state),
        ready={},
    )
