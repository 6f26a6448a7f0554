"""What each lever of a flight did to its counted dials, on the same luck.

The flown levers are put in place of the usual ones in every combination; `dial_causes` makes the
parts of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from leadlab.simulation.dial_causes import DialCauses, Levers, causes_from, combinations_of
from leadlab.simulation.engine import open_weeks
from leadlab.simulation.engine_plan import plan_of
from leadlab.simulation.flight import Flight, Leg
from leadlab.simulation.policies import FloatArray
from leadlab.simulation.team_policy import Policy
from leadlab.simulation.team_runs import TeamRuns

LEVERS: Mapping[str, str] = {
    "debt": "time for debt",
    "review": "who reviews",
    "batch_size": "changes in one deployment",
    "open_weeks": "weeks without review",
    "answers": "your answers",
}
USUAL = Policy()
COUNTED = ("value", "stability", "people", "debt")


def causes_of_dials(flight: Flight) -> DialCauses:
    """What each lever added to items, failures, exhaustion and debt.

    >>> from leadlab.catalog_flights import course
    >>> flight = Flight(course=course("debt_harbour"), seed=3)
    >>> flight = flight.fly(Leg(debt=0.3, answer=flight.event.answers[0].id, low=55, high=80))
    >>> found = causes_of_dials(flight)
    >>> added = sum(part["value"] for part in found.parts.values())
    >>> abs(found.usual["value"] + added - found.flown["value"]) < 1e-9
    True
    """
    names = tuple(LEVERS)
    outcomes = _outcomes(flight, combinations_of(names))
    return causes_from(names, outcomes)


def counted(runs: TeamRuns, weeks: int) -> dict[str, FloatArray]:
    """The four counted dials after so many weeks (1 at least), one number for each replication."""
    return {
        "value": runs.finished[:, :weeks].sum(axis=1).astype(np.float64),
        "stability": runs.failed[:, :weeks].sum(axis=1).astype(np.float64),
        "people": runs.gauge("exhaustion")[:, weeks - 1],
        "debt": 100 * runs.debt_interest[:, weeks - 1],
    }


def _outcomes(flight: Flight, chosen: list[Levers]) -> dict[Levers, dict[str, float]]:
    """Dials of every combination, side by side on the luck of the flight."""
    count, weeks = len(chosen), flight.flown
    plans = [_plans(flight, levers) for levers in chosen]
    year = open_weeks(
        flight.team, weeks=weeks, replications=count, copies=count, seed=flight.seed
    )  # fmt: skip
    for week in range(weeks):
        year.live(week, plan_of([each[week] for each in plans]))
    runs = TeamRuns(
        team=flight.team, title="every combination", weeks=weeks, replications=count,
        seed=flight.seed, coefficients=year.coefficients, record=year.record,
    )  # fmt: skip
    values = counted(runs, weeks)
    return {
        levers: {dial: float(values[dial][at]) for dial in COUNTED}
        for at, levers in enumerate(chosen)
    }


def _plans(flight: Flight, levers: Levers) -> list[Policy]:
    legs = tuple(_with(leg, levers) for leg in flight.legs)
    return flight.plans(legs, answered="answers" in levers)[: flight.flown]


def _with(leg: Leg, levers: Levers) -> Leg:
    """The leg with the usual values of all other levers."""
    usual: dict[str, Any] = {
        "debt": USUAL.debt, "review": USUAL.review, "batch_size": USUAL.batch_size,
        "open_weeks": 0,
    }  # fmt: skip
    return replace(leg, **{name: value for name, value in usual.items() if name not in levers})
