"""Check texts: which parts are there, on which words, and what to do.

>>> report = check_decision_record("We will use a queue, because it survives restarts.")
>>> report["states_decision"].span
'We will use a queue, because it survives restarts.'
"""

from leadlab.models.writing.agenda import check_agenda
from leadlab.models.writing.debt_memo import check_debt_memo
from leadlab.models.writing.decision_record import check_decision_record, is_untouched
from leadlab.models.writing.delegation import check_delegation
from leadlab.models.writing.feedback import check_feedback
from leadlab.models.writing.findings import Finding, TextReport
from leadlab.models.writing.growth_plan import check_growth_plan
from leadlab.models.writing.incident_note import check_incident_note
from leadlab.models.writing.metric_card import check_metric_card
from leadlab.models.writing.questions import check_question, question_kind
from leadlab.models.writing.review_comments import check_review_comment
from leadlab.models.writing.risk_acceptance import check_risk_acceptance
from leadlab.models.writing.scorecard import check_scorecard
from leadlab.models.writing.sections import headed
from leadlab.models.writing.substance import says_little

__all__ = [
    "Finding",
    "TextReport",
    "check_agenda",
    "check_debt_memo",
    "check_decision_record",
    "check_delegation",
    "check_feedback",
    "check_growth_plan",
    "check_incident_note",
    "check_metric_card",
    "check_question",
    "check_review_comment",
    "check_risk_acceptance",
    "check_scorecard",
    "headed",
    "is_untouched",
    "question_kind",
    "says_little",
]
