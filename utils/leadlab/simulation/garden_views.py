"""What a lead can know before a month of the garden."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from leadlab.simulation.garden_records import MONTH_WEEKS, MONTHS, Garden, Month
from leadlab.simulation.garden_state import bus_factors
from leadlab.simulation.garden_ways import most_finished
from leadlab.simulation.garden_weeks import GardenYear
from leadlab.simulation.policies import FloatArray
from leadlab.simulation.records import Dicts, Numbers, Records, Tuples

Array = npt.NDArray[Any]
DONE_IN = 8.0
"""Weeks in which a lead would like what waits to be done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """What a lead can know of one person."""

    name: str
    skills: Mapping[str, float]
    confidence: float
    exhaustion_admitted: float
    trust: float
    load: float
    feedback_row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaView:
    """What a lead can know of one area."""

    name: str
    demand: float
    difficulty: float
    waiting: float
    keepers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GardenView:
    """What a lead can know before a month; the first month is 1."""

    month: int
    months: int
    people: tuple[PersonView, ...]
    areas: tuple[AreaView, ...]
    lead_hours: float

    @property
    def bus_factor(self) -> int:
        """The smallest number of people whose leaving leaves an area with nobody to keep it."""
        return min(each.keepers for each in self.areas)

    def most_finished(self, fixed: Mapping[str, str] | None = None) -> dict[str, str]:
        """Who should do what to finish most this month; `fixed` says where some have to be."""
        wanted = {each.name: each.demand + each.waiting / DONE_IN for each in self.areas}
        return most_finished({each.name: each.skills for each in self.people}, wanted, fixed or {})


GardenPolicy = Callable[[GardenView], Month]


def views(garden: Garden, year: GardenYear, month: int) -> Records[GardenView]:
    """What a lead can know before a month, in each replication."""
    state, record = year.state, year.record
    week = month * MONTH_WEEKS
    count = len(state.trust)
    load = record.load[:, week - 1] if week else np.ones_like(state.trust)
    admitted = state.exhaustion * (0.5 + 0.5 * state.trust)
    hours = np.broadcast_to(np.asarray(year.coefficients.lead_hours, dtype=np.float64), count)
    return Records(GardenView, {
        "month": [month + 1] * count,
        "months": [MONTHS] * count,
        "people": _people(garden, state.skill, {
            "confidence": state.confidence, "exhaustion_admitted": admitted,
            "trust": state.trust, "load": load, "feedback_row": state.row.astype(np.int64),
        }),
        "areas": _areas(garden, {
            "demand": year.demand, "difficulty": year.difficulty, "waiting": state.waiting,
            "keepers": bus_factors(state),
        }),
        "lead_hours": Numbers(hours),
    })  # fmt: skip


def _people(garden: Garden, skill: FloatArray, known: Mapping[str, Array]) -> Tuples:
    """What can be known of everybody; arrays are (replications, people)."""
    count, names = len(skill), [each.name for each in garden.areas]
    skills = skill.transpose(1, 2, 0)
    columns = {name: each.T for name, each in known.items()}
    return Tuples([
        Records(PersonView, {
            "name": [person.name] * count,
            "skills": Dicts(names, [Numbers(each) for each in skills[at]]),
            **{name: Numbers(each[at]) for name, each in columns.items()},
        })
        for at, person in enumerate(garden.people)
    ])  # fmt: skip


def _areas(garden: Garden, known: Mapping[str, Array]) -> Tuples:
    """What can be known of all areas; arrays are (replications, areas)."""
    columns = {name: each.T for name, each in known.items()}
    count = len(next(iter(known.values())))
    return Tuples([
        Records(AreaView, {
            "name": [area.name] * count,
            **{name: Numbers(each[at]) for name, each in columns.items()},
        })
        for at, area in enumerate(garden.areas)
    ])  # fmt: skip
