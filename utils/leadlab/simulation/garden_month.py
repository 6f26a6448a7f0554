"""What a month settles for each of its weeks: who works where and with whom, hours, and pace.

A plan holds for four weeks, so what follows from it alone is worked out once and not in each week.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from leadlab.simulation.engine_chance import IntArray
from leadlab.simulation.garden_records import NO_FEEDBACK
from leadlab.simulation.garden_state import KINDS, NO_GUIDE, MonthPlan
from leadlab.simulation.policies import FloatArray

LAST_LEVEL, STEPS = 7, 6


class Assumed(Protocol):
    """What a month needs of the year."""

    posts: FloatArray
    demand: FloatArray

    def c(self, name: str) -> FloatArray:
        """A coefficient, ready to be used beside (replications, people)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What holds in each week of a month; arrays are (replications, people) where nothing is said.

    The places are those of numbers in arrays that are laid out flat.
    """

    own: IntArray  # place of each person's area among (replications, people, areas)
    there: IntArray  # place of each person's area among (replications, areas)
    autonomy: FloatArray  # what the level leaves to a person, from 0 to 1
    caught: FloatArray  # items that fail where it leaves too much, by how much too much it is
    hours: FloatArray  # hours asked of the lead (replications)
    pace: FloatArray  # posts, slowed where the lead has too few hours
    told: FloatArray  # what the feedback does to the pace, as a factor
    learned: FloatArray  # what the feedback does to learning, as a factor
    alone: FloatArray  # part of a week, by area
    time: FloatArray  # part of a week alone and in pairs, by area
    unused: FloatArray  # skill forgotten, as a share, by area
    pairs: Pairs | None  # None where nobody has a guide


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Who sits beside whom; arrays are (replications, people, areas) where nothing is said."""

    together: FloatArray  # part of a week in pairs
    guide: IntArray  # place of each guide's areas among flat (replications, people, areas)
    in_area: FloatArray  # 1 where a person has to work
    paired: npt.NDArray[np.bool_]  # whether somebody learns there, beside a guide
    guiding: FloatArray  # replications, guides, learners
    learners: FloatArray  # whom a guide has there, and 1 where nobody

    def beside(self, values: FloatArray) -> FloatArray:
        """What the guide of each person has in each area; of whoever has none, the first's."""
        return values.take(self.guide)


def settled(year: Assumed, plan: MonthPlan, effect: FloatArray) -> Settled:
    """What follows from the plan of a month, and from what its feedback did."""
    replications, people = plan.area.shape
    areas = year.demand.shape[1]
    rows = np.arange(replications)[:, None]
    given = plan.feedback != KINDS.index(NO_FEEDBACK)
    distance = LAST_LEVEL - plan.level
    hours = year.c("level_hours") * distance / STEPS + np.where(
        given, year.c("feedback_hours"), 0.0
    )  # fmt: skip
    asked = hours.sum(axis=1)
    short = np.maximum(1 - year.c("lead_hours") / np.maximum(asked[:, None], 1e-9), 0.0)
    guided = np.where(plan.guide == NO_GUIDE, 1.0, 0.5)  # a guide catches half of it
    in_area = (plan.area[:, :, None] == np.arange(areas)).astype(np.float64)
    pairs, alone, time = None, in_area, in_area
    if (plan.guide != NO_GUIDE).any():
        pairs, alone = _pairs(year, plan, in_area)
        time = alone + pairs.together
    return Settled(
        own=(rows * people + np.arange(people)) * areas + plan.area,
        there=rows * areas + plan.area,
        autonomy=(plan.level - 1) / STEPS,
        caught=year.c("too_free") * guided,
        hours=asked,
        pace=year.posts * (1 - short * distance / STEPS),
        told=np.maximum(1 + year.c("feedback_output") * effect, 0.0),
        learned=np.maximum(1 + year.c("feedback_growth") * effect, 0.0),
        alone=alone, time=time,
        unused=year.c("forgetting")[:, :, None] * (1 - np.minimum(time, 1.0)), pairs=pairs,
    )  # fmt: skip


def _pairs(year: Assumed, plan: MonthPlan, in_area: FloatArray) -> tuple[Pairs, FloatArray]:
    """Pairs, and the part of a week that everybody spends alone, by area."""
    replications, people, areas = in_area.shape
    share = year.c("pair_time")[:, :, None]
    guiding: Any = (plan.guide[:, :, None] == np.arange(people)).astype(np.float64)
    guiding = guiding.transpose(0, 2, 1)
    paired = (plan.guide != NO_GUIDE).astype(np.float64)[:, :, None] * in_area
    learners = guiding @ in_area
    asked = share * learners  # as a guide, in others' areas
    taken = asked.sum(axis=2, keepdims=True)  # two learners at most, so a whole week at most
    learning = np.minimum(share, 1.0 - taken) * paired
    alone = (1.0 - taken - learning.sum(axis=2, keepdims=True)) * in_area
    first = (np.arange(replications)[:, None] * people + np.maximum(plan.guide, 0)) * areas
    return Pairs(
        together=asked + learning,
        guide=first[:, :, None] + np.arange(areas),
        in_area=in_area,
        paired=paired > 0,
        guiding=guiding,
        learners=np.maximum(learners, 1.0),
    ), alone
