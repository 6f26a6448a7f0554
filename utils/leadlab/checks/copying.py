"""Recognise an answer to somebody else's numbers."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from leadlab.checks.exercise import Exercise
from leadlab.checks.instances import Instance, learner_key
from leadlab.checks.marking import passes
from leadlab.checks.outcome import Outcome, Status

TAG = "copied_instance"
KEPT = 400
"""Numbers of classmates that are kept for the next wrong answer; a few tens of megabytes."""


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
    for other in compared(learner, others, exercise.classmates):
        numbers = _numbers(exercise, other)
        if passes(exercise, *given, learner=other, instance=numbers, key=key):
            note = (
                f"This answer fits the numbers of {other!r}, not those of {learner!r}. "
                f"Run `lab.instance({exercise.name!r})` under your own name and answer that."
            )
            return dataclasses.replace(
                outcome, tags=(*outcome.tags, TAG), notes=(*outcome.notes, note)
            )
    return outcome


def compared(learner: str, others: Iterable[str], most: int) -> list[str]:
    """Whose numbers a failed answer is tried on: all of a class, of a large one always the same.

    A wrong answer would otherwise cost as much as the class is large, and a class twice as large
    four times as much.

    >>> compared("Ana", ["ben", " BEN ", "ana", "chen"], 300)
    ['ben', 'chen']
    """
    own = learner_key(learner)
    known = [each for each in dict.fromkeys(map(learner_key, others)) if each != own]
    if len(known) <= most:
        return known
    by_lot = sorted(known, key=lambda other: hashlib.sha256(f"{own}|{other}".encode()).digest())
    return by_lot[:most]


@functools.lru_cache(maxsize=KEPT)
def _numbers(exercise: Exercise, learner: str) -> Instance:
    return exercise.instance(learner)
