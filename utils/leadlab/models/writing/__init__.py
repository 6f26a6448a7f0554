"""Check texts: which parts are there, on which words, and what to do.

>>> report = check_decision_record("We will use a queue, because it survives restarts.")
>>> report["states_decision"].span
'We will use a queue, because it survives restarts.'
"""

from leadlab.models.writing.debt_memo import check_debt_memo
from leadlab.models.writing.decision_record import check_decision_record, is_untouched
from leadlab.models.writing.feedback import check_feedback
from leadlab.models.writing.findings import Finding, TextReport
<<<<<<< HEAD
from leadlab.models.writing.risk_acceptance import check_risk_acceptance
=======
from leadlab.models.writing.questions import check_question, question_kind
>>>>>>> 286ef44 (Tell a mentor's questions apart: open, closed, leading, advice in disguise, stacked)
from leadlab.models.writing.sections import headed
from leadlab.models.writing.substance import says_little

__all__ = [
    "Finding",
    "TextReport",
    "check_debt_memo",
    "check_decision_record",
    "check_feedback",
<<<<<<< HEAD
    "check_risk_acceptance",
=======
    "check_question",
>>>>>>> 286ef44 (Tell a mentor's questions apart: open, closed, leading, advice in disguise, stacked)
    "headed",
    "is_untouched",
    "question_kind",
    "says_little",
]
