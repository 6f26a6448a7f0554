"""Look at an answer: from an exercise and what the learner gave to an `Outcome`."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from leadlab.checks.exercise import Body, Exercise
from leadlab.checks.instances import Instance
from leadlab.checks.outcome import Check, Outcome, Status
from leadlab.checks.running import LearnerFault, NotAttempted, explained, is_blank
from leadlab.errors import LeadlabError

NOBODY = "nobody"
FAULT = "Your work is kept; please tell your instructor which exercise this was."


def mark(
    exercise: Exercise,
    *answers: Any,
    learner: str = "",
    key: Mapping[str, Any] | None = None,
) -> Outcome:
    """What comes of an answer; a wrong, blank or crashing answer never raises.

    >>> from leadlab.checks.exercise import find
    >>> mark(find("decision_making.expected_value"), ...).status.words
    'not attempted'

    Args:
        exercise: What is to be looked at.
        answers: What the learner gave, in the order of `exercise.answers`.
        learner: Whose numbers count, where each learner has their own.
        key: What the marker gives; without it a keyed exercise is looked at by form only.

    Raises:
        LeadlabError: The number of answers is wrong, or the key is not one of the exercise's.
    """
    key = dict(key or {})
    _fits(exercise, len(answers), key)
    if all(_untouched(exercise, each) for each in answers):
        return _not_attempted(exercise)
    missing = [name for name in exercise.keys_needed if name not in key]
    if missing:
        return _by_form(exercise, answers)
    who = learner or NOBODY
    given = key | _wanted(exercise, who, lambda: exercise.instance(who))
    return _walk(exercise, exercise.body, answers, given)


def passes(
    exercise: Exercise,
    *answers: Any,
    learner: str,
    instance: Instance,
    key: Mapping[str, Any] | None = None,
) -> bool:
    """Whether everything holds for an answer; stops at the first thing that does not.

    The same as `mark(...).passed` for an answer that is there, without the work that only the
    feedback needs.

    >>> from leadlab.checks.exercise import find
    >>> evpi = find("decision_making.evpi")
    >>> passes(evpi, {"today": 1}, learner="ana", instance=evpi.instance("ana"))
    False
    """
    given = dict(key or {}) | _wanted(exercise, learner, lambda: instance)
    try:
        held = [step.held for step in _to_first_loss(exercise.body(*answers, **given))]
    except Exception:  # noqa: BLE001 - an answer that a check cannot cope with does not pass
        return False
    return bool(held) and all(held)


def _to_first_loss(steps: Iterable[Check | str]) -> Iterator[Check]:
    """The lines of a check, the first that did not hold being the last."""
    for step in steps:
        if isinstance(step, Check):
            yield step
            if not step.held:
                return


def _fits(exercise: Exercise, count: int, key: Mapping[str, Any]) -> None:
    names = exercise.answers
    if count != len(names):
        raise LeadlabError(
            f"{exercise.name} takes {len(names)} answer{'s' if len(names) != 1 else ''} "
            f"({', '.join(names)}); it was given {count}."
        )
    unknown = sorted(set(key) - set(exercise.keys))
    if unknown:
        known = ", ".join(exercise.keys) or "nothing beside the answers"
        raise LeadlabError(f"{exercise.name} knows no {unknown[0]!r}; it takes {known}.")


def _untouched(exercise: Exercise, answer: object) -> bool:
    try:
        if is_blank(answer):
            return True
        return exercise.untouched is not None and bool(exercise.untouched(answer))
    except Exception:  # noqa: BLE001 - an answer of any type may come; it is then not the stub
        return False


def _wanted(exercise: Exercise, learner: str, draw: Callable[[], Instance]) -> dict[str, Any]:
    """What a check asks for beside the answers and the key."""
    given: dict[str, Any] = {"instance": draw()} if exercise.wants("instance") else {}
    return given | ({"learner": learner} if exercise.wants("learner") else {})


def _walk(
    exercise: Exercise, body: Body, answers: tuple[Any, ...], given: Mapping[str, Any]
) -> Outcome:
    """Take the checks one by one, and keep what was earned before a crash."""
    lines: list[Check] = []
    notes: list[str] = []
    fault = ""
    try:
        for step in body(*answers, **given):
            if isinstance(step, str):
                notes.append(step)
            else:
                lines.append(step)
    except NotAttempted as stub:
        if not any(line.earned for line in lines):
            return _not_attempted(exercise)
        lines.append(Check(says="the rest", held=False, points=0, message=str(stub)))
    except LearnerFault as stopped:
        lines.append(
            Check(says="your code", held=False, points=0, message=str(stopped), crashed=True)
        )
    except Exception as error:  # noqa: BLE001 - whatever the course did wrong, the lesson goes on
        fault = explained(error)
        message = f"This check could not cope with your answer: {fault}."
        lines.append(Check(says="the check itself", held=False, points=0, message=message))
        notes.append(FAULT)
    outcome = Outcome.of(
        exercise.name, lines, max_points=exercise.points, title=exercise.title, notes=notes
    )
    return dataclasses.replace(outcome, fault=fault) if fault else outcome


def _by_form(exercise: Exercise, answers: tuple[Any, ...]) -> Outcome:
    if exercise.shape is None:
        checks = [Check(says="an answer is there", held=True, points=0)]
        formal = Outcome.of(exercise.name, checks, max_points=0, title=exercise.title)
    else:
        formal = _walk(exercise, exercise.shape, answers, {})
    if formal.status is Status.NOT_ATTEMPTED:
        return formal
    return dataclasses.replace(
        formal,
        points=0.0,
        max_points=exercise.points,
        marked_later=True,
        notes=(*formal.notes, "Only the form was looked at; it is marked after you hand it in."),
    )


def _not_attempted(exercise: Exercise) -> Outcome:
    return Outcome(
        exercise=exercise.name,
        title=exercise.title,
        status=Status.NOT_ATTEMPTED,
        points=0.0,
        max_points=exercise.points,
        notes=("There is no answer yet. Replace the `...` and run the cell again.",),
    )
