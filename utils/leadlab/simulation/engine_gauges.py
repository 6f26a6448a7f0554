"""Debt, safety, trust, error budget and cash: what each week adds to them, cause by cause."""

from __future__ import annotations

import numpy as np

from leadlab.simulation.engine_chance import exp_minus
from leadlab.simulation.engine_plan import Plan
from leadlab.simulation.policies import FloatArray
from leadlab.simulation.team import Team

WINDOW_WEEKS = 4  # of the error budget: 28 days, and the budget is cut to match
MEMORY = 0.25  # weight of the last week in the pace that is promised when nothing is said
HALF_NEWS = 0.5  # trust in the lead moves half as far as safety
GOOD_SURPRISE = 0.3  # too much costs less trust than too little

Known = dict[str, FloatArray]
Causes = dict[str, FloatArray]


def first_debt(team: Team, known: Known) -> FloatArray:
    """Debt at which interest takes the share of time that the team starts with."""
    share = np.minimum(team.debt_interest / known["debt_ceiling"], 0.95)
    waiting = np.rint(-np.log1p(-share) * 2.0**30) / 2.0**30
    return np.asarray(known["debt_scale"] * waiting)


def interest(debt: FloatArray, known: Known) -> FloatArray:
    """Share of time that debt takes."""
    return np.asarray(known["debt_ceiling"] * (1 - exp_minus(debt / known["debt_scale"])))


def debt_causes(
    debt: FloatArray,
    plan: Plan,
    known: Known,
    *,
    built: FloatArray,
    repair: FloatArray,
    share: FloatArray,
) -> Causes:
    """What a week of feature work and of repair adds to the debt, in engineer-weeks.

    `share` is the time that debt takes this week.
    """
    new = known["debt_inflow"] * built
    rush = new * known["debt_rush"] * (plan.overtime + 0.5 * (plan.reviews == 0))
    old = new * known["debt_breeds"] * share / known["debt_ceiling"]
    repaid = np.minimum(repair * known["repay_yield"], debt + new + rush + old)
    return {"feature work": new, "rush": rush, "old debt": old, "repair": -repaid}


def towards(level: FloatArray, push: FloatArray) -> FloatArray:
    """A push up or down that weakens towards the ends of the scale from 0 to 1."""
    bounded = np.minimum(np.maximum(push, -1.0), 1.0)
    # one of the two is 0; a choice between them by `where` takes twice as long
    return np.asarray(np.maximum(bounded, 0.0) * (1 - level) + np.minimum(bounded, 0.0) * level)


def down(level: FloatArray, push: FloatArray) -> FloatArray:
    """A push towards 0 that weakens as the level comes near; `towards` for one that never lifts.

    >>> down(np.array([0.5, 0.5]), np.array([0.1, 3.0])).tolist()
    [-0.05, -0.5]
    """
    return np.asarray(np.minimum(push, 1.0) * -level)


def on_scale(level: FloatArray, causes: Causes) -> Causes:
    """The causes of a week, shortened alike where together they would leave the scale from 0 to 1.

    Each push alone stays on it; several at once may not, in the harshest of drawn worlds.

    >>> found = on_scale(np.array([0.2]), {"a": np.array([-0.3]), "b": np.array([-0.1])})
    >>> {name: round(float(by[0]), 3) for name, by in found.items()}
    {'a': -0.15, 'b': -0.05}
    """
    total = np.asarray(sum(causes.values()))
    after = level + total
    if np.minimum.reduce(after) >= 0 and np.maximum.reduce(after) <= 1:
        return causes
    room = np.where(after < 0, -level, 1 - level)
    off = (after < 0) | (after > 1)
    short = 1 - 1e-12  # rounding must not leave the scale either
    factor = np.where(off, short * room / np.where(off, total, 1.0), 1.0)
    return {name: by * factor for name, by in causes.items()}


def safety_causes(
    safety: FloatArray, plan: Plan, known: Known, *, news: FloatArray, start: float
) -> Causes:
    """How answers to bad news, overtime and time move safety."""
    answer = (
        known["thanks"] * plan.thanks
        - known["silence"] * plan.ignores
        - known["blame"] * plan.blames
    )
    return on_scale(
        safety,
        {
            "answers to bad news": towards(safety, answer * news),
            "overtime": down(safety, known["pressure"] * plan.overtime),
            "return": known["safety_return"] * (start - safety),
        },
    )


def lead_causes(
    trust: FloatArray, plan: Plan, known: Known, *, news: FloatArray, start: FloatArray
) -> Causes:
    """How answers to bad news, delegation and overtime move trust in the lead."""
    answer = (
        known["thanks"] * plan.thanks
        - known["silence"] * plan.ignores
        - known["blame"] * plan.blames
    )
    room = known["control_strain"] * (2 * plan.delegation - 1)
    return on_scale(
        trust,
        {
            "answers to bad news": towards(trust, HALF_NEWS * answer * news),
            "overtime": down(trust, known["pressure"] * plan.overtime),
            "delegation": towards(trust, room),
            "return": known["safety_return"] * (start - trust),
        },
    )


def stakeholder_causes(
    trust: FloatArray,
    known: Known,
    *,
    promise: FloatArray,
    delivered: FloatArray,
    incidents: FloatArray,
    breached: FloatArray,
) -> Causes:
    """How forecasts and surprises move the trust of stakeholders."""
    miss = (promise - delivered) / np.maximum(promise, 0.5)
    excess = np.abs(miss) - known["trust_tolerance"]
    surprise = known["trust_loss"] * excess * np.where(miss > 0, 1.0, GOOD_SURPRISE)
    return on_scale(
        trust,
        {
            "forecasts": towards(trust, np.where(excess > 0, -surprise, known["trust_gain"])),
            "incidents": down(trust, known["trust_incident"] * incidents),
            "error budget": down(trust, known["trust_breach"] * breached),
        },
    )


def cash_causes(
    team: Team,
    plan: Plan,
    known: Known,
    *,
    posts: FloatArray,
    finished: FloatArray,
    incidents: FloatArray,
    searched: FloatArray,
) -> Causes:
    """What a week earns and costs, thousand euro."""
    people = team.engineer_week_cost * posts
    return {
        "items": known["item_value"] * finished,
        "people": -people,
        "overtime": -people * plan.overtime,
        "running": np.full(len(posts), -team.running_cost),
        "incidents": -known["incident_cost"] * incidents,
        "hiring": -known["hiring_cost"] * searched,
    }


class ErrorBudget:
    """What is left of the failures that the promise allows, over a window of four weeks."""

    def __init__(self, team: Team, known: Known, count: int, mean_recovery_hours: float) -> None:
        allowed = team.error_budget * WINDOW_WEEKS * 7 / 30
        failing = known["failing_per_hour"] * mean_recovery_hours
        usual = team.background_failures * 7 + team.failed_deployments * failing
        self._spent = [np.broadcast_to(usual, (count,))] * WINDOW_WEEKS
        self.left = np.asarray(allowed - sum(self._spent[1:], start=self._spent[0]))

    def week(
        self, *, background: FloatArray, deployments: FloatArray, incidents: FloatArray
    ) -> Causes:
        """A week of failures; those of four weeks ago no longer count."""
        spent = background + deployments + incidents
        forgotten = self._spent.pop(0)
        self._spent.append(spent)
        self.left = self.left - spent + forgotten
        return {
            "background": -background,
            "failed deployments": -deployments,
            "incidents": -incidents,
            "left the window": forgotten,
        }
