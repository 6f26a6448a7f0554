"""What changes in the garden, and what is kept of it; arrays have replications first."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from leadlab.simulation.engine_chance import IntArray
from leadlab.simulation.garden_records import COVERED, FEEDBACK, MONTHS, WEEKS
from leadlab.simulation.policies import FloatArray

KINDS = tuple(FEEDBACK)
GROWTH = ("alone", "in a pair", "forgotten")
"""Causes of a change of capability; they add up to it."""
ASKED = tuple(at for at, kind in enumerate(KINDS) if kind.endswith("_asked"))
NO_GUIDE = -1


@dataclass(slots=True, kw_only=True)
class MonthPlan:
    """What everybody gets for a month in all replications; each is (replications, people)."""

    area: IntArray
    guide: IntArray  # place of the guide, or NO_GUIDE
    level: IntArray
    feedback: IntArray  # place in KINDS


@dataclass(slots=True, kw_only=True)
class GardenState:
    """Where everybody stands; people's numbers run from 0 to 1."""

    skill: FloatArray  # replications, people, areas
    confidence: FloatArray
    exhaustion: FloatArray
    trust: FloatArray
    waiting: FloatArray  # replications, areas: items
    row: FloatArray  # months of feedback in a row

    def copy(self) -> GardenState:
        """The same numbers, to be kept."""
        return GardenState(**{each.name: getattr(self, each.name).copy() for each in fields(self)})


@dataclass(slots=True, kw_only=True)
class GardenRecord:
    """What is kept of each week or month; the first axis is that of the replications."""

    held: FloatArray  # weeks, people: items that did not come back
    failed: FloatArray  # weeks, people: items that came back
    load: FloatArray  # weeks, people
    hours: FloatArray  # weeks: lead's hours asked for
    effect: FloatArray  # months, people: effect of feedback in sd, 0 without
    given: IntArray  # months, people: place in KINDS
    declined: IntArray  # months, people: 1 where somebody said not now
    grown: dict[str, FloatArray]  # months, people: items a month that learning added, by cause
    states: list[GardenState]


def bus_factors(state: GardenState) -> IntArray:
    """How many people can keep each area alone (replications, areas)."""
    return np.asarray((state.skill >= COVERED).sum(axis=1))


def empty_record(replications: int, people: int, first: GardenState) -> GardenRecord:
    """A record before the first week; its states begin with the first morning."""
    weekly, monthly = (replications, WEEKS, people), (replications, MONTHS, people)
    return GardenRecord(
        held=np.zeros(weekly), failed=np.zeros(weekly), load=np.zeros(weekly),
        hours=np.zeros((replications, WEEKS)), effect=np.zeros(monthly),
        given=np.zeros(monthly, dtype=np.int64),
        declined=np.zeros(monthly, dtype=np.int64),
        grown={cause: np.zeros(monthly) for cause in GROWTH}, states=[first.copy()],
    )  # fmt: skip
