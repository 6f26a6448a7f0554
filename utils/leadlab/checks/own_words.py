"""What the text checkers say about a sentence that the learner wrote before choosing."""

from __future__ import annotations

from leadlab.models.scenario.talk import ReadAs
from leadlab.models.writing import (
    TextReport,
    check_feedback,
    check_question,
    check_review_comment,
)

READERS = {
    "question": check_question,
    "feedback": check_feedback,
    "review_comment": check_review_comment,
}


def read_own_words(text: str, read_as: ReadAs) -> TextReport:
    """Report on a sentence: what it holds and lacks, on which words, and what nobody can judge.

    >>> read_own_words("Why not ask Minh?", "question")["no_advice"].span
    'Why not ask Minh?'

    Args:
        text: What the learner wrote.
        read_as: Which reader looks at it.
    """
    return READERS[read_as](text)
