"""What the text checkers say about a sentence that the learner wrote before choosing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadlab.models.scenario.talk import ReadAs

if TYPE_CHECKING:
    from leadlab.models.writing import TextReport


def read_own_words(text: str, read_as: ReadAs) -> TextReport:
    """Report on a sentence: what it holds and lacks, on which words, and what nobody can judge.

    >>> read_own_words("Why not ask Minh?", "question")["no_advice"].span
    'Why not ask Minh?'

    Args:
        text: What the learner wrote.
        read_as: Which reader looks at it.
    """
    from leadlab.models import writing  # a story without own words does not load the readers

    readers = {
        "question": writing.check_question,
        "feedback": writing.check_feedback,
        "review_comment": writing.check_review_comment,
    }
    return readers[read_as](text)
