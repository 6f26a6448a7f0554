"""What a lead can know before a month of the garden, and what a policy makes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from leadlab.errors import LeadlabError, shortened
from leadlab.simulation.garden_records import (
    MONTH_WEEKS,
    MONTHS,
    Assignment,
    Garden,
    Month,
    checked,
)
from leadlab.simulation.garden_state import bus_factors
from leadlab.simulation.garden_ways import most_finished
from leadlab.simulation.garden_weeks import GardenYear
from leadlab.simulation.policies import PolicyFault, each_answer, stopped

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


def asked(policy: GardenPolicy, garden: Garden, seen: Sequence[GardenView]) -> list[Month]:
    """What a policy answers to the views of a month, each of another world, checked."""
    answers = each_answer(policy, seen)
    return [_next(answers, garden, f"before month {view.month}") for view in seen]


def _next(answers: Iterator[Any], garden: Garden, when: str) -> Month:
    try:
        answer = next(answers)
    except Exception as error:  # the learner's own code may fail in any way
        raise stopped(when, error) from error
    if not isinstance(answer, Mapping) or not all(
        isinstance(each, Assignment | Mapping) for each in answer.values()
    ):
        hint = ". Did you forget a return statement?" if answer is None else ""
        raise PolicyFault(
            when,
            f"it returned {shortened(repr(answer))} where a dictionary from each name to what that "
            f'person gets was expected, such as {{"Rui": {{"area": "web", "level": 3}}}}{hint}',
            came_back=answer,
        )
    try:
        return checked(garden, {name: _assignment(each) for name, each in answer.items()})
    except LeadlabError as error:
        raise PolicyFault(when, str(error), came_back=answer) from error
    except TypeError as error:
        fault = f"what a person gets has an area, a guide, a level and feedback; {error}"
        raise PolicyFault(when, fault, came_back=answer) from error


def _assignment(each: Any) -> Assignment:
    return each if isinstance(each, Assignment) else Assignment(**each)


def views(garden: Garden, year: GardenYear, month: int) -> list[GardenView]:
    """What a lead can know before a month, in each replication."""
    state, record = year.state, year.record
    week = month * MONTH_WEEKS
    load = record.load[:, week - 1] if week else np.ones_like(state.trust)
    admitted = state.exhaustion * (0.5 + 0.5 * state.trust)
    hours = np.broadcast_to(np.asarray(year.coefficients.lead_hours), len(state.trust))
    known = [
        each.tolist()
        for each in (state.skill, state.confidence, admitted, state.trust, load, state.row,
                     year.demand, year.difficulty, state.waiting, bus_factors(state))
    ]  # fmt: skip
    return [
        _view(garden, month, float(hours[at]), [each[at] for each in known])
        for at in range(len(state.trust))
    ]


def _view(garden: Garden, month: int, hours: float, known: list[list[Any]]) -> GardenView:
    skill, confidence, tired, trust, load, row, demand, difficulty, waiting, keepers = known
    names = [each.name for each in garden.areas]
    return GardenView(
        month=month + 1,
        months=MONTHS,
        people=tuple(
            PersonView(
                name=each.name, skills=dict(zip(names, skill[at], strict=True)),
                confidence=confidence[at], exhaustion_admitted=tired[at], trust=trust[at],
                load=load[at], feedback_row=int(row[at]),
            )
            for at, each in enumerate(garden.people)
        ),
        areas=tuple(
            AreaView(
                name=name, demand=demand[at], difficulty=difficulty[at], waiting=waiting[at],
                keepers=keepers[at],
            )
            for at, name in enumerate(names)
        ),
        lead_hours=hours,
    )  # fmt: skip
