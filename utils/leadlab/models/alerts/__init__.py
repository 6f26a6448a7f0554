"""Notices: rules as lines of text, what a notice takes, and what a set of rules catches."""

from leadlab.models.alerts.outcome import AlertOutcome, Happening, KindOutcome, outcome_of
from leadlab.models.alerts.rules import WHO, Rule, UnusableRule, read_rules, rule_for
from leadlab.models.alerts.ways import TAKES, WAYS, Event, is_night, seen_after, taken_by

__all__ = [
    "TAKES", "WAYS", "WHO", "AlertOutcome", "Event", "Happening", "KindOutcome", "Rule",
    "UnusableRule", "is_night", "outcome_of", "read_rules", "rule_for", "seen_after", "taken_by",
]  # fmt: skip
