"""Points of a graded cell, by the rules by which nbgrader reads a cell's output.

nbgrader takes any text on the error stream as 0 points, and any last value that is not a plain
float in range as full points; so what is returned here is always a built-in float between 0 and
the points of the cell, and what goes wrong counts 0.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterable, Mapping
from typing import Any

from leadlab.checks.copying import flag_copy
from leadlab.checks.exercise import find
from leadlab.checks.marking import mark
from leadlab.checks.outcome import Outcome
from leadlab.checks.quiet import quiet_errors
from leadlab.checks.running import explained
from leadlab.checks.submission import Submission
from leadlab.errors import LeadlabError


def grade(
    name: str,
    *answers: Any,
    points: float,
    learner: str = "",
    submission: Submission | None = None,
    key: Mapping[str, Any] | None = None,
) -> float:
    """Points for an answer, a built-in float between 0 and `points`; the feedback is printed.

    Never raises. A fault of the course counts 0 and says so.

    >>> grade("decision_making.expected_value", ..., points=4)
    decision_making.expected_value: not attempted, 4 points to earn
      There is no answer yet. Replace the `...` and run the cell again.
    0.0

    Args:
        name: Id of the exercise.
        answers: What the learner gave.
        points: What the cell is worth; the exercise's own points are scaled to it.
        learner: The name that the learner goes by in the notebook.
        submission: Who handed in; read from the environment and the folder if not given.
        key: What only the marker knows; without it the form alone is looked at, for 0 points.
    """
    try:
        with quiet_errors():
            outcome = graded_outcome(
                name, *answers, learner=learner, submission=submission, key=key
            )
            shown = repr(outcome)
            earned = in_range(outcome, points)
    except BaseException as fault:  # noqa: BLE001 - a graded cell fails closed, whatever happened
        said = str(fault) if isinstance(fault, LeadlabError) else explained(fault)
        shown = f"{name}: not graded, 0 points. {said}"
        earned = 0.0
    with contextlib.suppress(Exception):
        print(shown)  # the feedback page shows the printed text
    return earned


def graded_outcome(
    name: str,
    *answers: Any,
    learner: str = "",
    submission: Submission | None = None,
    key: Mapping[str, Any] | None = None,
) -> Outcome:
    """What comes of an answer for the submitting student, copied numbers flagged.

    The numbers are those of the submitting student; outside a grader, those of `learner`.
    """
    handed_in = Submission.current() if submission is None else submission
    student = handed_in.student or learner
    exercise = find(name)
    outcome = mark(exercise, *answers, learner=student, key=key)
    others: Iterable[str] = [learner, *handed_in.classmates] if learner else handed_in.classmates
    return flag_copy(outcome, exercise, answers, learner=student, others=others, key=key)


def in_range(outcome: Outcome, points: float) -> float:
    """Points of the cell that an outcome earns: finite, at least 0, at most `points`.

    >>> from leadlab.checks.outcome import Check
    >>> in_range(Outcome.of("demo.one", [Check(says="a", held=True)], max_points=2), 5)
    2.5
    """
    full = float(points)
    if not (math.isfinite(full) and full >= 0):
        raise LeadlabError(f"A cell is worth 0 points or more, not {points!r}.")
    if outcome.fault or not outcome.max_points > 0:
        return 0.0
    earned = full * float(outcome.points) / float(outcome.max_points)
    return float(min(max(earned, 0.0), full)) if math.isfinite(earned) else 0.0
