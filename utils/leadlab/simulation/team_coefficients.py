"""The coefficients of the simulated team: default, range, unit, grade and source of each.

A value is one number for all replications; `team_worlds` puts an array (replications,) there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import cast

import numpy as np

from leadlab.errors import LeadlabError, UnknownName, shortened

# Grades as the evidence of the course has them; a test compares the two.
GRADES = {
    "ramp_up": "D",
    "oncall_norm": "C",
    "fat_tails_it_projects": "B",
    "switching_table": "D",
    "debt_model": "D",
    "world_numbers": "D",
    "sim_capacity": "D",
    "sim_hidden_risk": "D",
    "sim_exhaustion": "D",
    "sim_overtime": "D",
    "sim_mentoring": "D",
    "sim_stakeholder_trust": "D",
}


def _set(default: float, low: float, high: float, unit: str, evidence: str, says: str) -> float:
    metadata = {"low": low, "high": high, "unit": unit, "evidence": evidence, "says": says}
    found: float = field(default=default, metadata=metadata)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Coefficient:
    """What is known of one coefficient.

    >>> coefficient("ramp_weeks").default
    16.0
    """

    name: str
    default: float
    low: float
    high: float
    unit: str
    evidence: str
    grade: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Coefficients:
    """How strongly one thing acts on another in the simulated team.

    >>> Coefficients(ramp_weeks=8).ramp_weeks
    8
    """

    # work and people
    item_size: float = _set(
        0.38, 0.2, 2, "engineer-weeks", "world_numbers", "planned work of one item"
    )
    tail_share: float = _set(
        1 / 6,
        0,
        0.34,
        "share",
        "fat_tails_it_projects",
        "items that cost two to five times the plan",
    )
    people_per_item: float = _set(
        1, 1, 3, "people", "sim_capacity", "people that can work on one item at once"
    )
    switch_cost: float = _set(
        0.1,
        0,
        0.25,
        "share",
        "switching_table",
        "time lost for each further item in a person's hands",
    )
    communication: float = _set(
        0.0015, 0, 0.004, "share", "sim_capacity", "time lost for each pair of people"
    )
    ramp_start: float = _set(
        0.1, 0, 0.8, "share", "ramp_up", "output of a newcomer on the first day"
    )
    ramp_weeks: float = _set(
        16, 4, 26, "weeks", "ramp_up", "time constant until a newcomer is effective"
    )
    newcomer_help: float = _set(
        0.2, 0, 0.5, "people", "ramp_up", "colleagues' time that a newcomer takes while new"
    )
    newcomer_skill: float = _set(
        1, 0.5, 1.4, "relative", "world_numbers", "skill of a newcomer after the ramp"
    )
    hiring_weeks: float = _set(
        8, 2, 26, "weeks", "ramp_up", "from the decision to hire to the first day"
    )
    mentoring_gain: float = _set(
        0.2,
        0,
        0.6,
        "per week",
        "sim_mentoring",
        "share of the gap to the best that full-time mentoring closes",
    )
    learning_gain: float = _set(
        0.05, 0, 0.3, "per week", "sim_mentoring", "skill won by full-time learning"
    )
    # review, release, failure
    review_hours: float = _set(
        1.2, 0.2, 4, "hours", "world_numbers", "work of one review of one change"
    )
    review_time: float = _set(
        0.15, 0.05, 0.5, "share", "world_numbers", "time that people can give to reviews"
    )
    single_time: float = _set(
        0.35, 0.1, 0.8, "share", "world_numbers", "time that a single reviewer can give"
    )
    review_catch: float = _set(
        0.35, 0, 0.7, "share", "world_numbers", "bad changes that an unhurried review stops"
    )
    review_strain: float = _set(
        0.4, 0, 1, "share", "world_numbers", "part of that lost when reviewers are fully loaded"
    )
    pipeline_days: float = _set(
        2, 0, 10, "days", "world_numbers", "build, tests and approval after the review"
    )
    rework: float = _set(
        0.12, 0, 0.6, "engineer-weeks", "world_numbers", "work to put right a failed deployment"
    )
    tired_breaks: float = _set(
        2, 0, 5, "factor", "sim_overtime", "more bad changes when tired from overtime"
    )
    debt_breaks: float = _set(
        0.5, 0, 2, "factor", "debt_model", "more bad changes with more interest; weak"
    )
    delegation_breaks: float = _set(
        0.2, 0, 1, "factor", "world_numbers", "more bad changes when all is delegated"
    )
    failing_per_hour: float = _set(
        120, 0, 600, "fetches", "world_numbers", "round fetches that fail in an hour of failure"
    )
    # debt
    debt_ceiling: float = _set(
        0.6, 0.3, 0.8, "share", "debt_model", "largest share of time that debt can take"
    )
    debt_scale: float = _set(
        50, 20, 150, "engineer-weeks", "debt_model", "debt at which 63 % of the ceiling is reached"
    )
    debt_inflow: float = _set(
        0.25, 0, 0.6, "per week of work", "debt_model", "new debt for each week of feature work"
    )
    debt_rush: float = _set(
        2, 0, 5, "factor", "debt_model", "more new debt under overtime or without review"
    )
    debt_breeds: float = _set(
        0.25, 0, 1, "factor", "debt_model", "more new debt on top of old debt"
    )
    repay_yield: float = _set(
        1, 0.3, 2, "per week of work", "debt_model", "debt that a week of repair removes"
    )
    # overtime, exhaustion, leaving
    fatigue_weeks: float = _set(
        4, 2, 8, "weeks", "sim_overtime", "time until overtime shows as tiredness"
    )
    fatigue_cost: float = _set(
        1.4, 0.5, 2.5, "factor", "sim_overtime", "output lost to tiredness, per share of overtime"
    )
    load_strain: float = _set(
        0.06, 0, 0.2, "per week", "sim_exhaustion", "exhaustion from hours above one full load"
    )
    page_strain: float = _set(
        0.02,
        0,
        0.08,
        "per page",
        "sim_exhaustion",
        "exhaustion from each page beyond the norm of a shift",
    )
    shift_norm: float = _set(
        2, 0, 4, "pages", "oncall_norm", "pages in a shift of twelve hours that a person can take"
    )
    page_hours: float = _set(3, 0.5, 8, "hours", "world_numbers", "work that follows a page")
    control_strain: float = _set(
        0.003, 0, 0.03, "per week", "sim_exhaustion", "exhaustion from having nothing to decide"
    )
    recovery: float = _set(
        0.06,
        0.01,
        0.2,
        "per week",
        "sim_exhaustion",
        "share of the exhaustion above rest that goes in a week",
    )
    rest_level: float = _set(
        0.25, 0.05, 0.4, "0 to 1", "sim_exhaustion", "exhaustion of a rested person"
    )
    strain_noise: float = _set(
        0.04,
        0,
        0.08,
        "per week",
        "sim_exhaustion",
        "spread of exhaustion from life outside the model",
    )
    exhaustion_cost: float = _set(
        0.2, 0, 0.6, "share", "sim_exhaustion", "output lost at full exhaustion"
    )
    quit_base: float = _set(
        0.0015, 0, 0.006, "per week", "sim_exhaustion", "chance that a person leaves"
    )
    quit_strain: float = _set(
        6, 0, 20, "factor", "sim_exhaustion", "how exhaustion above 0.4 multiplies that chance"
    )
    # safety, risk, trust, money
    thanks: float = _set(
        0.03, 0, 0.15, "per message", "sim_hidden_risk", "safety won when bad news is thanked for"
    )
    silence: float = _set(
        0.03, 0, 0.15, "per message", "sim_hidden_risk", "safety lost when bad news is ignored"
    )
    blame: float = _set(
        0.12, 0, 0.4, "per message", "sim_hidden_risk", "safety lost when the messenger is blamed"
    )
    safety_return: float = _set(
        0.02, 0, 0.1, "per week", "sim_hidden_risk", "drift of safety back to where it began"
    )
    pressure: float = _set(0.05, 0, 0.2, "per week", "sim_hidden_risk", "safety lost to overtime")
    risk_surfaces: float = _set(
        0.05,
        0.01,
        0.2,
        "per week",
        "sim_hidden_risk",
        "chance that a risk comes out at full safety",
    )
    risk_asking: float = _set(
        1, 0, 3, "factor", "sim_hidden_risk", "more of that when the lead asks"
    )
    risk_matures: float = _set(
        0.012,
        0.002,
        0.05,
        "per week",
        "sim_hidden_risk",
        "chance that a hidden risk becomes an incident",
    )
    risk_appears: float = _set(0.08, 0, 0.3, "per week", "sim_hidden_risk", "new hidden risks")
    risk_fix: float = _set(
        1, 0.2, 4, "engineer-weeks", "world_numbers", "work to remove a known risk"
    )
    incident_pages: float = _set(
        4, 0, 12, "pages", "world_numbers", "pages of an incident from a hidden risk"
    )
    incident_failing: float = _set(
        1500, 0, 8000, "fetches", "world_numbers", "round fetches that fail in such an incident"
    )
    wear: float = _set(
        0.005, 0, 0.03, "per week", "world_numbers", "growth of background failures without care"
    )
    care_yield: float = _set(
        0.02,
        0,
        0.08,
        "per week of work",
        "world_numbers",
        "share of background failures that a week of reliability work removes",
    )
    trust_gain: float = _set(
        0.015, 0, 0.06, "per week", "sim_stakeholder_trust", "trust won by a forecast that holds"
    )
    trust_loss: float = _set(
        0.08,
        0,
        0.3,
        "per week",
        "sim_stakeholder_trust",
        "trust lost to a surprise as large as the forecast",
    )
    trust_tolerance: float = _set(
        0.2, 0.05, 0.5, "share", "sim_stakeholder_trust", "miss that still counts as held"
    )
    trust_incident: float = _set(
        0.04, 0, 0.15, "per incident", "sim_stakeholder_trust", "trust lost to an incident"
    )
    trust_breach: float = _set(
        0.005,
        0,
        0.03,
        "per week",
        "sim_stakeholder_trust",
        "trust lost while the error budget is overspent",
    )
    item_value: float = _set(
        4.5, 1, 12, "thousand euro", "world_numbers", "worth of a finished item"
    )
    incident_cost: float = _set(
        6, 0, 40, "thousand euro", "world_numbers", "money lost to an incident"
    )
    hiring_cost: float = _set(
        16, 3, 100, "thousand euro", "world_numbers", "cost of finding one person"
    )

    def __post_init__(self) -> None:
        faults = []
        for each in fields(self):
            low, high = each.metadata["low"], each.metadata["high"]
            found = getattr(self, each.name)
            if not _lies_between(found, low, high):
                faults.append(f"{each.name} is {shortened(found)}, allowed {low:g} to {high:g}")
        if faults:
            raise LeadlabError(f"Coefficients: {'; '.join(faults)}.")

    def changed(self, **values: object) -> Coefficients:
        """These coefficients with some of them changed.

        >>> Coefficients().changed(wear=0.0).wear
        0.0
        """
        for name in values:
            coefficient(name)
        return replace(self, **values)  # type: ignore[arg-type] # checked when made

    @property
    def worlds(self) -> int | None:
        """How many worlds were drawn, or None if every replication has the same numbers."""
        for each in fields(self):
            found = getattr(self, each.name)
            if isinstance(found, np.ndarray):
                return len(found)
        return None


def _lies_between(found: object, low: float, high: float) -> bool:
    if isinstance(found, np.ndarray):
        return found.ndim == 1 and bool(((found >= low) & (found <= high)).all())
    return isinstance(found, int | float) and not isinstance(found, bool) and low <= found <= high


COEFFICIENTS: Mapping[str, Coefficient] = {
    each.name: Coefficient(
        name=each.name,
        default=float(cast("float", each.default)),
        low=each.metadata["low"],
        high=each.metadata["high"],
        unit=each.metadata["unit"],
        evidence=each.metadata["evidence"],
        grade=GRADES[each.metadata["evidence"]],
        says=each.metadata["says"],
    )
    for each in fields(Coefficients)
}


def coefficient(name: str) -> Coefficient:
    """Default, range, unit, grade and source of one coefficient.

    >>> coefficient("tail_share").evidence
    'fat_tails_it_projects'
    """
    if name not in COEFFICIENTS:
        raise UnknownName("coefficient", name, COEFFICIENTS)
    return COEFFICIENTS[name]
