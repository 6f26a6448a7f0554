"""What each lever of a flight did to its counted dials, on the same luck.

The flown levers are put in place of the usual ones in every combination. A lever's part is what
it added, averaged over all orders in which the levers could have been put in place (Shapley
1953): the parts add up to the whole difference, and no order is preferred.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from math import factorial
from typing import Any

import numpy as np

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

Levers = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DialCauses:
    """Dials under the usual plan, what each lever added, and the dials as flown."""

    usual: Mapping[str, float]
    parts: Mapping[str, Mapping[str, float]]
    flown: Mapping[str, float]


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
    chosen = [frozenset(some) for size in range(len(names) + 1)
              for some in combinations(names, size)]  # fmt: skip
    outcomes = _outcomes(flight, chosen)
    parts = {name: {dial: _part(name, dial, names, outcomes) for dial in COUNTED} for name in names}
    return DialCauses(
        usual=outcomes[frozenset()], parts=parts, flown=outcomes[frozenset(names)]
    )  # fmt: skip


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


def _part(
    name: str, dial: str, names: tuple[str, ...], outcomes: Mapping[Levers, Mapping[str, float]]
) -> float:
    total = 0.0
    others = [other for other in names if other != name]
    for size in range(len(names)):
        weight = factorial(size) * factorial(len(names) - size - 1) / factorial(len(names))
        for some in combinations(others, size):
            before = frozenset(some)
            total += weight * (outcomes[before | {name}][dial] - outcomes[before][dial])
    return total
