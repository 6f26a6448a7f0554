"""Who should do what to finish most in a month, by trying every way."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache, reduce

import numpy as np
import numpy.typing as npt

from leadlab.errors import UnknownName
from leadlab.simulation.policies import FloatArray

IntArray = npt.NDArray[np.intp]

UNSKILLED = 0.15
"""Part of the work that somebody new to an area does, as a lead takes it to be."""


@cache
def _ways(free: tuple[int, ...], areas: int) -> tuple[IntArray, IntArray]:
    """Every way to give each of these people one area: which (ways, people), and who is in each
    area as a set of people, which is a number with a bit for each (areas, ways).
    """
    shape = (areas,) * len(free)
    places = np.indices(shape).reshape(len(free), areas ** len(free)).T
    bits = np.array([1 << person for person in free], dtype=np.intp)
    sets = [((places == area) * bits).sum(axis=1) for area in range(areas)]
    return places, np.asarray(sets, dtype=np.intp)


@lru_cache(maxsize=1_000)
def _with_fixed(
    free: tuple[int, ...], there: tuple[int, ...], people: int
) -> tuple[IntArray, IntArray]:
    """Every way, and places of who is then in each area in a flat (areas, sets): (areas, ways).

    `there` is who is fixed in each area, as a set.
    """
    places, sets = _ways(free, len(there))
    first = (1 << people) * np.arange(len(there), dtype=np.intp)[:, None]
    return places, (sets | np.array(there, dtype=np.intp)[:, None]) + first


@cache
def _members(people: int) -> FloatArray:
    """1 where somebody is in a set of people, else 0 (people, 1, sets)."""
    marks = np.arange(1 << people) >> np.arange(people)[:, None] & 1
    return np.asarray(marks[:, None, :], dtype=np.float64)


def _finished(rates: FloatArray, wanted: FloatArray) -> FloatArray:
    """What each set of people finishes in each area (areas, sets).

    People are added one after the other and never in an order that a library chooses, so that
    the last digit, which decides between two ways alike, is the same everywhere.
    """
    made = reduce(np.add, rates[:, :, None] * _members(len(rates)))
    return np.asarray(np.minimum(made, wanted[:, None]))


def most_finished(
    skills: Mapping[str, Mapping[str, float]], wanted: Mapping[str, float], fixed: Mapping[str, str]
) -> dict[str, str]:
    """An area for each person so that most of what is wanted is finished; some may be fixed.

    >>> skills = {"Ada": {"app": 0.9, "web": 0.8}, "Ben": {"app": 0.6, "web": 0.1}}
    >>> most_finished(skills, {"app": 1.0, "web": 1.0}, {})
    {'Ada': 'web', 'Ben': 'app'}
    """
    names = list(wanted)
    for person, area in fixed.items():
        if person not in skills:
            raise UnknownName("person", person, skills)
        if area not in names:
            raise UnknownName("area", area, names)
    known = np.array([each[name] for each in skills.values() for name in names])
    rates = (UNSKILLED + (1 - UNSKILLED) * known).reshape(len(skills), len(names))
    free, there = [], [0] * len(names)
    for at, person in enumerate(skills):
        if person in fixed:
            there[names.index(fixed[person])] |= 1 << at
        else:
            free.append(at)
    places, sets = _with_fixed(tuple(free), tuple(there), len(skills))
    done = reduce(np.add, _finished(rates, np.array(list(wanted.values()))).take(sets))
    areas = iter(places[int(done.argmax())].tolist())
    return {each: fixed[each] if each in fixed else names[next(areas)] for each in skills}
