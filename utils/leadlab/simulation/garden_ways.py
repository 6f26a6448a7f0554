"""Who should do what to finish most in a month, by trying every way."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np

from leadlab.errors import UnknownName
from leadlab.simulation.policies import FloatArray

UNSKILLED = 0.15
"""Part of the work that somebody new to an area does, as a lead takes it to be."""


@cache
def _ways(people: int, areas: int) -> FloatArray:
    """Every way to give each person one area (ways, people, areas)."""
    places = np.stack(np.unravel_index(np.arange(areas**people), (areas,) * people), axis=1)
    return np.asarray(places[:, :, None] == np.arange(areas), dtype=np.float64)


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
    rates = np.array([[UNSKILLED + (1 - UNSKILLED) * each[name] for name in names]
                      for each in skills.values()])  # fmt: skip
    ways = _ways(len(skills), len(names))
    allowed = np.ones(len(ways), dtype=np.bool_)
    for at, person in enumerate(skills):
        if person in fixed:
            allowed &= ways[:, at, names.index(fixed[person])] > 0
    ways = ways[allowed]
    by_area = (rates[:, :, None] * np.eye(len(names))).reshape(-1, len(names))
    made = ways.reshape(len(ways), -1) @ by_area
    done = np.minimum(made, np.array(list(wanted.values()))).sum(axis=1)
    chosen = ways[int(done.argmax())].argmax(axis=1)
    return {person: names[at] for person, at in zip(skills, chosen, strict=True)}
