"""Who should do what to finish most in a month, by trying every way."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, reduce

import numpy as np
import numpy.typing as npt

from leadlab.errors import UnknownName
from leadlab.simulation.policies import FloatArray

IntArray = npt.NDArray[np.intp]

UNSKILLED = 0.15
"""Part of the work that somebody new to an area does, as a lead takes it to be."""


@cache
def _ways(people: int, areas: int) -> tuple[IntArray, FloatArray]:
    """Every way to give each person one area: which (ways, people), and as a mark in a row of all
    people's areas (ways, people x areas).
    """
    places = np.stack(np.unravel_index(np.arange(areas**people), (areas,) * people), axis=1)
    marks = np.asarray(places[:, :, None] == np.arange(areas), dtype=np.float64)
    return places, marks.reshape(len(places), -1)


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
    places, marks = _ways(len(skills), len(names))
    if fixed:
        allowed = np.ones(len(places), dtype=np.bool_)
        for at, person in enumerate(skills):
            if person in fixed:
                allowed &= places[:, at] == names.index(fixed[person])
        places, marks = places[allowed], marks[allowed]
    by_area = (rates[:, :, None] * np.eye(len(names))).reshape(-1, len(names))
    made = np.minimum(marks @ by_area, np.array(list(wanted.values())))
    done = reduce(np.add, made.T)  # NumPy takes ten times as long over rows of three
    chosen = places[int(done.argmax())]
    return {person: names[at] for person, at in zip(skills, chosen, strict=True)}
