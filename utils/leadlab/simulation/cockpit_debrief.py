"""The cockpit flight looked back upon: dials, what each lever added, and one change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from leadlab.errors import UnknownName
from leadlab.simulation.alert_log import happenings_of
from leadlab.simulation.cockpit_flight import (
    USUAL,
    USUAL_NOTICES,
    WEEKS,
    CockpitFlight,
    item_days,
    notices_among,
)
from leadlab.simulation.dial_causes import (
    DialCauses,
    FlightDial,
    Levers,
    causes_from,
    combinations_of,
)
from leadlab.simulation.engine import open_weeks
from leadlab.simulation.engine_plan import plan_of
from leadlab.simulation.team_runs import TeamRuns

DIALS = (
    FlightDial(name="value", title="Value", unit="items finished", better="more"),
    FlightDial(name="days", title="Time", unit="days within which 85 % of items are done",
               better="less", places=1),
    FlightDial(name="stability", title="Stability", unit="deployments that failed", better="less"),
    FlightDial(name="people", title="People", unit="exhaustion at the end, 0 to 1", better="less",
               places=2),
    FlightDial(name="harm", title="Silence", unit="hours of harm a week until somebody acted",
               better="less"),
    FlightDial(name="forecasts", title="Forecasts", unit="items, mean interval score",
               better="less", places=1),
)  # fmt: skip
LEVERS: Mapping[str, str] = {
    "wip_limit": "the limit on work in progress",
    "batch_size": "changes in one deployment",
    "review": "who reviews",
    "tests": "time for tests and quiet nights",
    "notices": "the rules for notices",
}
CHANGES: Mapping[str, str] = {
    "wip_6": "at most 6 items in progress throughout",
    "wip_10": "at most 10 items in progress throughout",
    "wip_30": "up to 30 items in progress throughout",
    "batch_1": "each change goes out by itself",
    "batch_12": "twelve changes in one deployment",
    "review_none": "nobody reviews",
    "review_one": "one colleague reviews throughout",
    "review_two": "two colleagues review throughout",
    "tests_15": "15 % of the time for tests and quiet nights",
    "notices_nobody": "nobody is told of anything",
    "notices_everybody": "everybody is told of everything",
    "notices_waiting": "rules that wait and name one person",
}
"""Single changes of a flight; everything else stays as it was flown."""


def dials(flight: CockpitFlight) -> dict[str, float]:
    """Dials of a flight so far; there is no sum of them."""
    scores = [each.score for each in flight.facts]
    return {
        **counted(flight),
        "forecasts": sum(scores) / len(scores) if scores else float("nan"),
    }


def counted(flight: CockpitFlight) -> dict[str, float]:
    """The dials that the engine and the log give, after the weeks that were flown."""
    return _counted(flight.runs, 0, flight)


def _counted(runs: TeamRuns, place: int, flight: CockpitFlight) -> dict[str, float]:
    """Dials of one replication under the notices of a flight."""
    weeks = max(flight.flown, 1)
    days = item_days(runs.events(place), 1, weeks)
    happened = happenings_of(runs, replication=place, luck=0)
    return {
        "value": float(runs.finished[place, :weeks].sum()),
        "days": float(np.quantile(days, 0.85)) if days else float("nan"),
        "stability": float(runs.failed[place, :weeks].sum()),
        "people": float(runs.gauge("exhaustion")[place, weeks - 1]),
        "harm": notices_among(happened, flight, 1, weeks).harm_hours,
    }


def causes_of_dials(flight: CockpitFlight) -> DialCauses:
    """What each lever added to the counted dials, averaged over all orders; the parts add up.

    >>> from leadlab.catalog_team import default_team
    >>> from leadlab.simulation.cockpit_flight import Turn
    >>> flight = CockpitFlight(start=default_team(), seed=3)
    >>> for _ in range(4):
    ...     flight = flight.fly(Turn(weeks=min(8, flight.left), wip_limit=6, low=9, high=40))
    >>> found = causes_of_dials(flight)
    >>> found.parts["wip_limit"]["days"] < 0, found.parts["batch_size"]["value"]
    (True, 0.0)
    """
    names = tuple(LEVERS)
    outcomes: dict[Levers, dict[str, float]] = {}
    for told in (False, True):
        chosen = [each for each in combinations_of(names) if ("notices" in each) == told]
        outcomes.update(_side_by_side(flight, chosen))
    return causes_from(names, outcomes)


def _side_by_side(flight: CockpitFlight, chosen: list[Levers]) -> dict[Levers, dict[str, float]]:
    """Dials of combinations that have the notices in common, all on the luck of the flight."""
    flights = [_with(flight, levers) for levers in chosen]
    first, count = flights[0], len(flights)
    year = open_weeks(
        first.team, weeks=WEEKS, replications=count, copies=count, seed=flight.seed
    )  # fmt: skip
    plans = [each.plans() for each in flights]
    for week in range(WEEKS):
        year.live(week, plan_of([each[week] for each in plans]))
    runs = TeamRuns(
        team=first.team, title="every combination", weeks=WEEKS, replications=count,
        seed=flight.seed, coefficients=year.coefficients, record=year.record,
    )  # fmt: skip
    return {levers: _counted(runs, place, flights[place]) for place, levers in enumerate(chosen)}


def _with(flight: CockpitFlight, levers: Levers) -> CockpitFlight:
    """The flight with the usual values of all other levers."""
    usual = {
        "wip_limit": USUAL.wip_limit, "batch_size": USUAL.batch_size, "review": USUAL.review,
        "tests": USUAL.reliability,
    }  # fmt: skip
    changed = {name: value for name, value in usual.items() if name not in levers}
    return replace(
        flight,
        notices=flight.notices if "notices" in levers else USUAL_NOTICES,
        turns=tuple(replace(turn, **changed) for turn in flight.turns),  # type: ignore[arg-type] # levers by name
    )


def changed_flight(flight: CockpitFlight, change: str) -> CockpitFlight:
    """The same flight on the same luck with one change of policy."""
    if change not in CHANGES:
        raise UnknownName("change", change, CHANGES)
    lever, value = change.split("_")
    if lever == "notices":
        return replace(flight, notices=value)
    name = {"wip": "wip_limit", "batch": "batch_size"}.get(lever, lever)
    put: dict[str, Any] = {name: value if name == "review" else int(value)}
    if name == "tests":
        put = {name: int(value) / 100}
    turns = [replace(turn, **put) for turn in flight.turns]
    return replace(flight, turns=tuple(turns))


def replayed(flight: CockpitFlight, change: str) -> dict[str, float]:
    """Counted dials of the same flight with one change."""
    return counted(changed_flight(flight, change))
