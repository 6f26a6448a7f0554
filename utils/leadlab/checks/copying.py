"""Recognise an answer to somebody else's numbers."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

from leadlab.checks.exercise import Exercise
from leadlab.checks.instances import learner_key
from leadlab.checks.marking import mark
from leadlab.checks.outcome import Outcome, Status

TAG = "copied_instance"


def flag_copy(
    outcome: Outcome,
    exercise: Exercise,
    answers: Iterable[Any],
    *,
    learner: str,
    others: Iterable[str],
    key: Mapping[str, Any] | None = None,
) -> Outcome:
    """The outcome, with a tag and a sentence if the answer fits another learner's numbers.

    Only an answer that misses one's own numbers and fits all of another's is flagged; where the
    own and the other numbers happen to be equal, nothing is.

    Args:
        outcome: What came of the answer for the learner's own numbers.
        exercise: Where the numbers belong.
        answers: What was handed in.
        learner: Who handed it in.
        others: Whose numbers are tried.
        key: What the marker gives.
    """
    if exercise.draw is None or outcome.status is not Status.FAILED or outcome.marked_later:
        return outcome
    given = tuple(answers)
    if any(callable(each) for each in given):  # a function is asked anew for each instance
        return outcome
    for other in dict.fromkeys(map(learner_key, others)):
        if other != learner_key(learner) and mark(exercise, *given, learner=other, key=key).passed:
            note = (
                f"This answer fits the numbers of {other!r}, not those of {learner!r}. "
                f"Run `lab.instance({exercise.name!r})` under your own name and answer that."
            )
            return dataclasses.replace(
                outcome, tags=(*outcome.tags, TAG), notes=(*outcome.notes, note)
            )
    return outcome
