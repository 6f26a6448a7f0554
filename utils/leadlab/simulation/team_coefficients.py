"""The coefficients of the simulated team: default, range, unit, grade and source of each.

A value is one number for all replications; `team_worlds` puts an array (replications,) there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from leadlab.simulation.coefficients import (
    Coefficient,
    CoefficientSet,
    coefficient_of,
    coefficients_of,
    setting,
)

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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Coefficients(CoefficientSet):
    """How strongly one thing acts on another in the simulated team.

    >>> Coefficients(ramp_weeks=8).ramp_weeks
    8
    >>> Coefficients().changed(wear=0.0).wear
    0.0
    """

    grades: ClassVar[Mapping[str, str]] = GRADES
    whole: ClassVar[tuple[str, ...]] = ("hiring_weeks", "pipeline_days")

    # work and people
    item_size: float = setting(
        0.38, 0.2, 2, "engineer-weeks", "world_numbers", "planned work of one item"
    )
    tail_share: float = setting(
        1 / 6,
        0,
        0.34,
        "share",
        "fat_tails_it_projects",
        "items that cost two to five times the plan",
    )
    people_per_item: float = setting(
        1, 1, 3, "people", "sim_capacity", "people that can work on one item at once"
    )
    switch_cost: float = setting(
        0.1,
        0,
        0.25,
        "share",
        "switching_table",
        "time lost for each further item in a person's hands",
    )
    communication: float = setting(
        0.0015, 0, 0.004, "share", "sim_capacity", "time lost for each pair of people"
    )
    ramp_start: float = setting(
        0.1, 0, 0.8, "share", "ramp_up", "output of a newcomer on the first day"
    )
    ramp_weeks: float = setting(
        16, 4, 26, "weeks", "ramp_up", "time constant until a newcomer is effective"
    )
    newcomer_help: float = setting(
        0.2, 0, 0.5, "people", "ramp_up", "colleagues' time that a newcomer takes while new"
    )
    newcomer_skill: float = setting(
        1, 0.5, 1.4, "relative", "world_numbers", "skill of a newcomer after the ramp"
    )
    hiring_weeks: float = setting(
        8, 2, 26, "weeks", "ramp_up", "from the decision to hire to the first day"
    )
    mentoring_gain: float = setting(
        0.2,
        0,
        0.6,
        "per week",
        "sim_mentoring",
        "share of the gap to the best that full-time mentoring closes",
    )
    learning_gain: float = setting(
        0.05, 0, 0.3, "per week", "sim_mentoring", "skill won by full-time learning"
    )
    # review, release, failure
    review_hours: float = setting(
        1.2, 0.2, 4, "hours", "world_numbers", "work of one review of one change"
    )
    review_time: float = setting(
        0.15, 0.05, 0.5, "share", "world_numbers", "time that people can give to reviews"
    )
    single_time: float = setting(
        0.35, 0.1, 0.8, "share", "world_numbers", "time that a single reviewer can give"
    )
    review_catch: float = setting(
        0.35, 0, 0.7, "share", "world_numbers", "bad changes that an unhurried review stops"
    )
    review_strain: float = setting(
        0.4, 0, 1, "share", "world_numbers", "part of that lost when reviewers are fully loaded"
    )
    pipeline_days: float = setting(
        2, 0, 10, "days", "world_numbers", "build, tests and approval after the review"
    )
    rework: float = setting(
        0.12, 0, 0.6, "engineer-weeks", "world_numbers", "work to put right a failed deployment"
    )
    tired_breaks: float = setting(
        2, 0, 5, "factor", "sim_overtime", "more bad changes when tired from overtime"
    )
    debt_breaks: float = setting(
        0.5, 0, 2, "factor", "debt_model", "more bad changes with more interest; weak"
    )
    delegation_breaks: float = setting(
        0.2, 0, 1, "factor", "world_numbers", "more bad changes when all is delegated"
    )
    failing_per_hour: float = setting(
        120, 0, 600, "fetches", "world_numbers", "round fetches that fail in an hour of failure"
    )
    # debt
    debt_ceiling: float = setting(
        0.6, 0.3, 0.8, "share", "debt_model", "largest share of time that debt can take"
    )
    debt_scale: float = setting(
        50, 20, 150, "engineer-weeks", "debt_model", "debt at which 63 % of the ceiling is reached"
    )
    debt_inflow: float = setting(
        0.25, 0, 0.6, "per week of work", "debt_model", "new debt for each week of feature work"
    )
    debt_rush: float = setting(
        2, 0, 5, "factor", "debt_model", "more new debt under overtime or without review"
    )
    debt_breeds: float = setting(
        0.25, 0, 1, "factor", "debt_model", "more new debt on top of old debt"
    )
    repay_yield: float = setting(
        1, 0.3, 2, "per week of work", "debt_model", "debt that a week of repair removes"
    )
    # overtime, exhaustion, leaving
    fatigue_weeks: float = setting(
        4, 2, 8, "weeks", "sim_overtime", "time until overtime shows as tiredness"
    )
    fatigue_cost: float = setting(
        1.4, 0.5, 2.5, "factor", "sim_overtime", "output lost to tiredness, per share of overtime"
    )
    load_strain: float = setting(
        0.06, 0, 0.2, "per week", "sim_exhaustion", "exhaustion from hours above one full load"
    )
    page_strain: float = setting(
        0.02,
        0,
        0.08,
        "per page",
        "sim_exhaustion",
        "exhaustion from each page beyond the norm of a shift",
    )
    shift_norm: float = setting(
        2, 0, 4, "pages", "oncall_norm", "pages in a shift of twelve hours that a person can take"
    )
    page_hours: float = setting(3, 0.5, 8, "hours", "world_numbers", "work that follows a page")
    control_strain: float = setting(
        0.003, 0, 0.03, "per week", "sim_exhaustion", "exhaustion from having nothing to decide"
    )
    recovery: float = setting(
        0.06,
        0.01,
        0.2,
        "per week",
        "sim_exhaustion",
        "share of the exhaustion above rest that goes in a week",
    )
    rest_level: float = setting(
        0.25, 0.05, 0.4, "0 to 1", "sim_exhaustion", "exhaustion of a rested person"
    )
    strain_noise: float = setting(
        0.04,
        0,
        0.08,
        "per week",
        "sim_exhaustion",
        "spread of exhaustion from life outside the model",
    )
    exhaustion_cost: float = setting(
        0.2, 0, 0.6, "share", "sim_exhaustion", "output lost at full exhaustion"
    )
    quit_base: float = setting(
        0.0015, 0, 0.006, "per week", "sim_exhaustion", "chance that a person leaves"
    )
    quit_strain: float = setting(
        6, 0, 20, "factor", "sim_exhaustion", "how exhaustion above 0.4 multiplies that chance"
    )
    # safety, risk, trust, money
    thanks: float = setting(
        0.03, 0, 0.15, "per message", "sim_hidden_risk", "safety won when bad news is thanked for"
    )
    silence: float = setting(
        0.03, 0, 0.15, "per message", "sim_hidden_risk", "safety lost when bad news is ignored"
    )
    blame: float = setting(
        0.12, 0, 0.4, "per message", "sim_hidden_risk", "safety lost when the messenger is blamed"
    )
    safety_return: float = setting(
        0.02, 0, 0.1, "per week", "sim_hidden_risk", "drift of safety back to where it began"
    )
    pressure: float = setting(
        0.05, 0, 0.2, "per week", "sim_hidden_risk", "safety lost to overtime"
    )
    risk_surfaces: float = setting(
        0.05,
        0.01,
        0.2,
        "per week",
        "sim_hidden_risk",
        "chance that a risk comes out at full safety",
    )
    risk_asking: float = setting(
        1, 0, 3, "factor", "sim_hidden_risk", "more of that when the lead asks"
    )
    risk_matures: float = setting(
        0.012,
        0.002,
        0.05,
        "per week",
        "sim_hidden_risk",
        "chance that a hidden risk becomes an incident",
    )
    risk_appears: float = setting(0.08, 0, 0.3, "per week", "sim_hidden_risk", "new hidden risks")
    risk_fix: float = setting(
        1, 0.2, 4, "engineer-weeks", "world_numbers", "work to remove a known risk"
    )
    incident_pages: float = setting(
        4, 0, 12, "pages", "world_numbers", "pages of an incident from a hidden risk"
    )
    incident_failing: float = setting(
        1500, 0, 8000, "fetches", "world_numbers", "round fetches that fail in such an incident"
    )
    wear: float = setting(
        0.005, 0, 0.03, "per week", "world_numbers", "growth of background failures without care"
    )
    care_yield: float = setting(
        0.02,
        0,
        0.08,
        "per week of work",
        "world_numbers",
        "share of background failures that a week of reliability work removes",
    )
    trust_gain: float = setting(
        0.015, 0, 0.06, "per week", "sim_stakeholder_trust", "trust won by a forecast that holds"
    )
    trust_loss: float = setting(
        0.08,
        0,
        0.3,
        "per week",
        "sim_stakeholder_trust",
        "trust lost to a surprise as large as the forecast",
    )
    trust_tolerance: float = setting(
        0.2, 0.05, 0.5, "share", "sim_stakeholder_trust", "miss that still counts as held"
    )
    trust_incident: float = setting(
        0.04, 0, 0.15, "per incident", "sim_stakeholder_trust", "trust lost to an incident"
    )
    trust_breach: float = setting(
        0.005,
        0,
        0.03,
        "per week",
        "sim_stakeholder_trust",
        "trust lost while the error budget is overspent",
    )
    item_value: float = setting(
        4.5, 1, 12, "thousand euro", "world_numbers", "worth of a finished item"
    )
    incident_cost: float = setting(
        6, 0, 40, "thousand euro", "world_numbers", "money lost to an incident"
    )
    hiring_cost: float = setting(
        16, 3, 100, "thousand euro", "world_numbers", "cost of finding one person"
    )


COEFFICIENTS: Mapping[str, Coefficient] = coefficients_of(Coefficients)


def coefficient(name: str) -> Coefficient:
    """Default, range, unit, grade and source of one coefficient.

    >>> coefficient("tail_share").evidence
    'fat_tails_it_projects'
    """
    return coefficient_of(Coefficients, name)
