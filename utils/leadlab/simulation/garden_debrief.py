"""The garden looked back upon: dials, what each lever did, luck apart, and other ways to lead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from leadlab.errors import LeadlabError
from leadlab.simulation.dial_causes import (
    DialCauses,
    FlightDial,
    Levers,
    causes_from,
    combinations_of,
)
from leadlab.simulation.garden import GardenRuns, open_garden, simulate_garden
from leadlab.simulation.garden_flight import FORECAST, GardenFlight
from leadlab.simulation.garden_plan import plan_of
from leadlab.simulation.garden_policies import RIVALS, usual
from leadlab.simulation.garden_records import COVERED, FEEDBACK, Month
from leadlab.simulation.garden_state import GROWTH, MonthPlan
from leadlab.simulation.garden_weeks import capability_of_people
from leadlab.simulation.policies import FloatArray, PairedDifference, paired_difference

LUCKS = 10
"""Lucks over which a plan is averaged, that of the flight among them."""
WORLDS = 40

LEVERS: Mapping[str, str] = {
    "area": "who works where",
    "guide": "who is paired",
    "level": "how freely",
    "feedback": "your feedback",
}
DIALS = (
    FlightDial(name="output", title="Output now", unit="items that held", better="more", places=1),
    FlightDial(name="capability", title="Capability later", unit="items a month", better="more",
               places=1),
    FlightDial(name="bus_factor", title="Bus factor", unit="people who keep the thinnest area",
               better="more"),
    FlightDial(name="people", title="People", unit="mean exhaustion at the end, 0 to 1",
               better="less", places=2),
    FlightDial(name="forecasts", title="Forecasts", unit="interval score, % of what came",
               better="less"),
)  # fmt: skip


def counted(runs: GardenRuns) -> dict[str, FloatArray]:
    """The four counted dials, one number for each replication."""
    return {
        "output": runs.output,
        "capability": runs.capabilities[:, -1],
        "bus_factor": runs.bus_factor.astype(np.float64),
        "people": runs.exhaustion,
    }


def dials(flight: GardenFlight) -> dict[str, float]:
    """The five dials of a flight so far; there is no sum of them.

    The forecasts are scored once the flight is over: the mean of both interval scores, each in per
    cent of what came.
    """
    found = {name: float(values[0]) for name, values in counted(flight.runs).items()}
    return {**found, "forecasts": forecast_score(flight)}


def forecast_score(flight: GardenFlight) -> float:
    """Mean interval score of the two ranges, in per cent of what came (nan before the end)."""
    if flight.ranges is None or not flight.over:
        return float("nan")
    came = came_out(flight)
    scores = [100 * flight.ranges[name].score(came[name]) / came[name] for name in FORECAST]
    return sum(scores) / len(scores)


def came_out(flight: GardenFlight) -> dict[str, float]:
    """What the two ranges were about."""
    values = counted(flight.runs)
    return {name: float(values[name][0]) for name in FORECAST}


@dataclass(frozen=True, slots=True, kw_only=True)
class GardenCauses:
    """What each lever added on average over lucks, and what luck added to that in this flight."""

    levers: DialCauses
    luck: Mapping[str, float]
    spread: Mapping[str, float]
    flown: Mapping[str, float]


def causes_of_garden(flight: GardenFlight) -> GardenCauses:
    """Usual plan, parts of four levers and luck: they add up to each dial as it was flown.

    >>> from leadlab.catalog_garden import default_garden
    >>> from leadlab.simulation.garden_flight import Range
    >>> flight = GardenFlight(home=default_garden(), seed=3).forecast(
    ...     {"output": Range(low=1, high=2), "capability": Range(low=1, high=2)})
    >>> flight = flight.grow(flight.proposal)
    >>> found = causes_of_garden(flight)
    >>> abs(found.levers.flown["output"] + found.luck["output"] - found.flown["output"]) < 1e-9
    True
    """
    if not flight.months:
        raise LeadlabError("Nothing was flown yet, so nothing has a cause.")
    names = tuple(LEVERS)
    chosen = combinations_of(names)
    usual_month = usual(flight.garden)
    plans = [[_with(month, usual_month, some) for month in flight.months] for some in chosen]
    found = counted(_side_by_side(flight, plans))
    means = {
        some: {dial: float(values[at * LUCKS : (at + 1) * LUCKS].mean())
               for dial, values in found.items()}
        for at, some in enumerate(chosen)
    }  # fmt: skip
    levers = causes_from(names, means)
    flown = {name: float(values[0]) for name, values in counted(flight.runs).items()}
    return GardenCauses(
        levers=levers,
        luck={name: flown[name] - levers.flown[name] for name in flown},
        spread={name: float(values[-LUCKS:].std()) for name, values in found.items()},
        flown=flown,
    )


def _with(month: Month, usual_month: Month, levers: Levers) -> Month:
    """The month with the usual values of all other levers."""
    return {
        name: replace(
            usual_month[name],
            **{lever: getattr(each, lever) for lever in LEVERS if lever in levers},
        )
        for name, each in month.items()
    }


def _side_by_side(flight: GardenFlight, plans: Sequence[Sequence[Month]]) -> GardenRuns:
    """All plans on the same lucks at once, in blocks."""
    garden, count = flight.garden, len(plans)
    year = open_garden(garden, replications=count * LUCKS, seed=flight.seed, copies=count)
    for number in range(len(flight.months)):
        year.live(number, _repeated(plan_of(garden, [each[number] for each in plans])))
    return GardenRuns(garden=garden, year=year, months=len(flight.months))


def _repeated(plan: MonthPlan) -> MonthPlan:
    return MonthPlan(
        area=plan.area.repeat(LUCKS, axis=0), guide=plan.guide.repeat(LUCKS, axis=0),
        level=plan.level.repeat(LUCKS, axis=0), feedback=plan.feedback.repeat(LUCKS, axis=0),
    )  # fmt: skip


def led_otherwise(flight: GardenFlight) -> dict[str, GardenRuns]:
    """Three other ways to lead, with the same people and the luck of this flight."""
    return {
        name: simulate_garden(policy, flight.garden, worlds=1, seed=flight.seed, drawn=False)
        for name, policy in RIVALS.items()
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One piece of feedback, and what it did in that month, in standard deviations."""

    month: int
    name: str
    kind: str
    effect: float


def feedback_given(flight: GardenFlight) -> list[Told]:
    """Every piece of feedback with its effect."""
    record, kinds = flight.runs.record, tuple(FEEDBACK)
    return [
        Told(month=month + 1, name=person.name, kind=kinds[int(record.given[0, month, at])],
             effect=float(record.effect[0, month, at]))
        for month in range(len(flight.months))
        for at, person in enumerate(flight.garden.people)
        if record.given[0, month, at]
    ]  # fmt: skip


def declined(flight: GardenFlight) -> int:
    """How often somebody who was asked first said not now."""
    return int(flight.runs.record.declined[0].sum())


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """What the team could do without one person, and which areas nobody would keep."""

    name: str
    capability: float
    uncovered: tuple[str, ...]


def if_one_left(flight: GardenFlight) -> list[Leaving]:
    """The end of the flight without each person in turn."""
    runs, garden = flight.runs, flight.garden
    skill = runs.record.states[-1].skill[0]
    parts = capability_of_people(runs.year, runs.record.states[-1])[0]
    keeps = skill >= COVERED
    return [
        Leaving(
            name=person.name,
            capability=float(parts.sum() - parts[at]),
            uncovered=tuple(
                area.name
                for place, area in enumerate(garden.areas)
                if keeps[at, place] and keeps[:, place].sum() == 1
            ),
        )
        for at, person in enumerate(garden.people)
    ]


def growth_of_people(flight: GardenFlight) -> dict[str, dict[str, float]]:
    """What each person added to capability, by cause; all of it adds up to the change."""
    grown = {cause: flight.runs.record.grown[cause][0].sum(axis=0) for cause in GROWTH}
    return {
        person.name: {cause: float(values[at]) for cause, values in grown.items()}
        for at, person in enumerate(flight.garden.people)
    }


def in_worlds(
    flight: GardenFlight, *, worlds: int = WORLDS, seed: int = 7
) -> dict[str, GardenRuns]:
    """The three ways to lead in worlds whose people and assumptions are drawn."""
    return {
        name: simulate_garden(policy, flight.home, worlds=worlds, seed=seed)
        for name, policy in RIVALS.items()
    }


def against_strongest(runs: Mapping[str, GardenRuns], dial: str) -> dict[str, PairedDifference]:
    """Each other way against all to the strongest, on the same worlds."""
    first, *others = runs
    theirs = counted(runs[first])[dial]
    return {name: paired_difference(counted(runs[name])[dial], theirs) for name in others}
