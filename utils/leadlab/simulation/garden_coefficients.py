"""The coefficients of the garden: how work, pairing, delegation and feedback change people.

A value is one number for all replications, or an array (replications,) when worlds are drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from leadlab.simulation.coefficients import CoefficientSet, setting

# Grades as the evidence of the course has them; a test compares the two.
GRADES = {
    "feedback_interventions": "B",
    "sim_mentoring": "D",
    "sim_exhaustion": "D",
    "sim_garden": "D",
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GardenCoefficients(CoefficientSet):
    """How strongly one thing acts on another in the garden.

    >>> GardenCoefficients(pair_time=0.5).pair_time
    0.5
    """

    grades: ClassVar[Mapping[str, str]] = GRADES

    # work
    items_week: float = setting(
        1.0, 0.7, 1.3, "items a week", "sim_garden", "work of one full post that knows its area"
    )
    unskilled: float = setting(
        0.15, 0, 0.4, "share", "sim_garden", "part of that which somebody new to an area does"
    )
    tired_slows: float = setting(
        0.3, 0, 0.6, "share", "sim_garden", "output lost by somebody wholly exhausted"
    )
    confidence_moves: float = setting(
        0.2, 0, 0.5, "share", "sim_garden", "output between no and full confidence"
    )
    work_noise: float = setting(
        0.25, 0, 0.5, "share", "sim_garden", "spread of a person's week around its mean"
    )
    base_failure: float = setting(
        0.05, 0.01, 0.15, "share", "sim_garden", "items that come back, with the right level"
    )
    # learning
    learning: float = setting(
        0.08, 0.02, 0.14, "per week", "sim_garden", "share of a gap that a week of stretch closes"
    )
    talent_spread: float = setting(
        0.35, 0, 0.6, "share", "sim_garden", "how differently fast people turn out to learn"
    )
    stretch_best: float = setting(
        0.2, 0, 0.5, "skill", "sim_garden", "how far above a person's skill work teaches most"
    )
    stretch_width: float = setting(
        0.35, 0.2, 0.7, "skill", "sim_garden", "distance from there at which nothing is learned"
    )
    forgetting: float = setting(
        0.003, 0, 0.01, "per week", "sim_garden", "skill lost in an area that is not touched"
    )
    # pairing
    pair_time: float = setting(
        0.25, 0.1, 0.5, "share", "sim_mentoring", "part of both people's week that a pair takes"
    )
    pair_yield: float = setting(
        0.6, 0.4, 1, "relative", "sim_mentoring", "output of a pair over that of its better half"
    )
    pair_help: float = setting(
        0.35, 0, 0.6, "skill", "sim_mentoring", "how much easier work is beside somebody who knows"
    )
    pair_gain: float = setting(
        1.5, 0, 3, "factor", "sim_mentoring", "learning added beside somebody who knows all"
    )
    # delegation
    level_hours: float = setting(
        3.0, 1, 5, "hours a week", "sim_garden", "lead's hours for somebody on the lowest level"
    )
    lead_hours: float = setting(
        12.0, 6, 24, "hours a week", "sim_garden", "hours that the lead has for all of it"
    )
    too_free: float = setting(
        0.5, 0, 1, "share", "sim_garden", "items failed by a beginner left quite alone"
    )
    too_tight: float = setting(
        0.6, 0, 1, "share", "sim_garden", "growth lost by an expert told each step"
    )
    tight_tires: float = setting(
        0.012, 0, 0.03, "per week", "sim_exhaustion", "exhaustion from having no control"
    )
    tight_distrust: float = setting(
        0.012, 0, 0.03, "per week", "sim_garden", "trust lost by an expert told each step"
    )
    # feedback
    feedback_mean: float = setting(
        0.41, 0.1, 0.7, "sd", "feedback_interventions", "mean effect of feedback of all kinds"
    )
    feedback_spread: float = setting(
        1.0, 0.5, 1.5, "sd", "feedback_interventions", "spread: a third of it harms at the mean"
    )
    task_shift: float = setting(0.2, 0, 0.5, "sd", "sim_garden", "added when it speaks of the task")
    person_shift: float = setting(
        0.3, 0, 0.8, "sd", "sim_garden", "taken off when it speaks of the person"
    )
    asked_shift: float = setting(
        0.1, 0, 0.4, "sd", "sim_garden", "added when it was asked for first"
    )
    not_now: float = setting(
        0.25, 0, 0.5, "share", "sim_garden", "months in which somebody who is asked says not now"
    )
    feedback_wear: float = setting(
        0.08, 0, 0.2, "sd", "sim_garden", "taken off for each month in a row"
    )
    feedback_hours: float = setting(
        0.6, 0.1, 2, "hours a week", "sim_garden", "lead's hours for feedback to one person"
    )
    feedback_output: float = setting(
        0.1, 0, 0.2, "share", "sim_garden", "output in a month for one sd of effect"
    )
    feedback_growth: float = setting(
        0.3, 0, 0.6, "share", "sim_garden", "learning in a month for one sd of effect"
    )
    feedback_confidence: float = setting(
        0.04, 0, 0.1, "per month", "sim_garden", "confidence for one sd of effect"
    )
    feedback_trust: float = setting(
        0.03, 0, 0.1, "per month", "sim_garden", "trust for one sd of effect"
    )
    # confidence and exhaustion
    success_confidence: float = setting(
        0.008, 0, 0.03, "per item", "sim_garden", "confidence from an item above one's skill"
    )
    failure_confidence: float = setting(
        0.05, 0, 0.15, "per failure", "sim_garden", "confidence lost to an item that came back"
    )
    load_tires: float = setting(
        0.02, 0, 0.05, "per week", "sim_exhaustion", "exhaustion for each unit of load above one"
    )
    rest: float = setting(
        0.03, 0, 0.08, "per week", "sim_exhaustion", "share of exhaustion that a week takes away"
    )
    base_tires: float = setting(
        0.009, 0, 0.03, "per week", "sim_exhaustion", "exhaustion from a full week"
    )
    support_rests: float = setting(
        0.012, 0, 0.03, "per week", "sim_exhaustion", "exhaustion spared by full trust"
    )
    exhaustion_noise: float = setting(
        0.01, 0, 0.03, "per week", "sim_exhaustion", "spread of exhaustion that nobody explains"
    )
