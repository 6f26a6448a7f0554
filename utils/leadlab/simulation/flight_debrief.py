"""A flight looked back upon: five dials, other plans on the same luck, and many worlds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from leadlab.simulation.dial_causes import FlightDial
from leadlab.simulation.engine import simulate
from leadlab.simulation.flight import Flight, Leg, follow
from leadlab.simulation.flight_causes import counted
from leadlab.simulation.policies import PairedDifference, paired_difference
from leadlab.simulation.team import Team
from leadlab.simulation.team_policy import Policy, PolicyFunction, TeamView
from leadlab.simulation.team_runs import TeamRuns

SHARES = (0.0, 0.1, 0.2, 0.3, 0.4)
HORIZONS = (26, 52, 78)
WORLDS = 150
HEAVY, LIGHT = 0.30, 0.10
LIMIT = 0.15


DIALS = (
    FlightDial(name="value", title="Value", unit="items finished", better="more"),
    FlightDial(name="stability", title="Stability", unit="deployments that failed", better="less"),
    FlightDial(name="people", title="People", unit="exhaustion at the end, 0 to 1", better="less",
               places=2),
    FlightDial(name="debt", title="Debt left behind", unit="% of time it takes", better="less"),
    FlightDial(name="forecasts", title="Forecasts", unit="items, mean interval score",
               better="less", places=1),
)  # fmt: skip


def dials(flight: Flight) -> dict[str, float]:
    """The five dials of a flight so far; there is no sum of them.

    A range scores its width and ten times what it missed by; in the long run nothing scores better
    than the range that holds four times in five.
    """
    scores = [each.score for each in flight.facts]
    return {
        **_outcomes(flight.runs, flight.flown),
        "forecasts": sum(scores) / len(scores) if scores else float("nan"),
    }


def _outcomes(runs: TeamRuns, weeks: int) -> dict[str, float]:
    return {name: float(values[0]) for name, values in counted(runs, weeks).items()}


def adaptive(view: TeamView) -> Policy:
    """Repay much while debt is felt to take more than 15 % of time, and little below.

    >>> from leadlab.simulation.engine import simulate
    >>> from leadlab.catalog_team import default_team
    >>> simulate(default_team(), adaptive, weeks=2, replications=2).weeks
    2
    """
    return Policy(debt=HEAVY if view.debt_interest_felt > LIMIT else LIGHT)


CHANGES: Mapping[str, str] = {
    "share_00": "nothing for debt in every quarter",
    "share_10": "10 % for debt in every quarter",
    "share_20": "20 % for debt in every quarter",
    "share_30": "30 % for debt in every quarter",
    "early": "30 % for debt in the first half, 10 % after",
    "late": "10 % for debt in the first half, 30 % after",
    "closed": "the gate never opened",
    "reviewed": "two reviewers in every quarter",
}
"""Single changes of a flown policy; everything else stays as it was flown."""


def changed_legs(legs: tuple[Leg, ...], change: str) -> tuple[Leg, ...]:
    """The legs with one change of policy.

    >>> leg = Leg(answer="no", low=1, high=2, open_weeks=3)
    >>> changed_legs((leg,), "closed")[0].open_weeks
    0
    """
    half = len(legs) / 2
    if change.startswith("share_"):
        share = int(change.removeprefix("share_")) / 100
        return tuple(replace(leg, debt=share) for leg in legs)
    if change in ("early", "late"):
        return tuple(
            replace(leg, debt=HEAVY if (at < half) == (change == "early") else LIGHT)
            for at, leg in enumerate(legs)
        )
    if change == "closed":
        return tuple(replace(leg, open_weeks=0) for leg in legs)
    return tuple(replace(leg, review="two") for leg in legs)


def replayed(flight: Flight, change: str) -> dict[str, float]:
    """Four dials of the same flight, on the same luck, with one change of policy."""
    legs = changed_legs(flight.legs, change)
    return _outcomes(flight.under(follow(flight.plans(legs))), flight.flown)


@dataclass(frozen=True, slots=True, kw_only=True)
class Repayment:
    """Items finished under each way to repay, mean over drawn worlds, by horizon in weeks.

    `best` is the fixed share with the largest mean, `best_in` the part of the worlds in which a
    way finished most at the longest horizon, `left` the time that debt takes then.
    `adaptive_gain` is the paired advantage of the adaptive rule over the last `best`.
    """

    items: Mapping[str, Mapping[int, float]]
    best: Mapping[int, str]
    best_in: Mapping[str, float]
    left: Mapping[str, float]
    adaptive_gain: PairedDifference


def repayment(
    team: Team, *, worlds: bool = True, replications: int = WORLDS, seed: int = 7
) -> Repayment:
    """Fixed shares and an adaptive rule; no events, the usual standards.

    With `worlds` all coefficients are drawn from their ranges, else only the luck differs.

    >>> from leadlab.catalog_team import default_team
    >>> found = repayment(default_team(), replications=40)
    >>> found.best[26]
    '0 %'
    """
    rules: dict[str, Policy | PolicyFunction] = {
        f"{share:.0%}".replace("%", " %"): Policy(debt=share) for share in SHARES
    }
    fixed = list(rules)
    rules["adaptive"] = adaptive
    runs = {
        name: simulate(
            team, rule, weeks=HORIZONS[-1], replications=replications, seed=seed, worlds=worlds
        )
        for name, rule in rules.items()
    }
    done = {name: each.finished.cumsum(axis=1) for name, each in runs.items()}
    items = {
        name: {weeks: float(total[:, weeks - 1].mean()) for weeks in HORIZONS}
        for name, total in done.items()
    }
    best = {weeks: max(fixed, key=lambda name, weeks=weeks: items[name][weeks])  # type: ignore[misc] # mypy cannot infer a lambda with a default
            for weeks in HORIZONS}  # fmt: skip
    first = np.argmax([total[:, -1] for total in done.values()], axis=0)
    return Repayment(
        items=items,
        best=best,
        best_in={name: float((first == at).mean()) for at, name in enumerate(done)},
        left={name: float(each.debt_interest[:, -1].mean()) for name, each in runs.items()},
        adaptive_gain=paired_difference(done["adaptive"][:, -1], done[best[HORIZONS[-1]]][:, -1]),
    )
