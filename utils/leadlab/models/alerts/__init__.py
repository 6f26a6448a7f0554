"""Notices: rules as lines of text, what a notice takes, and what a set of rules catches."""

from leadlab.models.alerts.outcome import AlertOutcome, Happening, KindOutcome, outcome_of
from leadlab.models.alerts.rules import WHO, Rule, UnusableRule, read_rules, rule_for
from leadlab.models.alerts.triage import (
    Confusion,
    cheapest_within,
    confusion,
    gap,
    threshold_by_cost,
    triage_hours,
)
from leadlab.models.alerts.ways import TAKES, WAYS, Event, is_night, seen_after, taken_by

__all__ = [
    "TAKES", "WAYS", "WHO", "AlertOutcome", "Confusion", "Event", "Happening", "KindOutcome",
    "Rule", "UnusableRule", "cheapest_within", "confusion", "gap", "is_night", "outcome_of",
    "read_rules", "rule_for", "seen_after", "taken_by", "threshold_by_cost", "triage_hours",
]  # fmt: skip
