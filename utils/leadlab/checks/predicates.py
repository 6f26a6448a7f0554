"""The questions that a check can ask of a value: each answers with one `Check`.

`points`, `says`, `tag` and `message` mean the same everywhere: what the line is worth, what was
looked at, the reasoning fault that a wrong answer shows, and the sentence for it.
What the right value is, is never printed unless `show=True`: learners pass screens around.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import numpy as np

from leadlab.checks.outcome import Check
from leadlab.checks.running import LearnerFault, a_kind, call, call_text, is_blank
from leadlab.errors import shortened

BLANK = "This one is still blank."
REL_TOL = 0.005


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong value that a known reasoning fault leads to.

    >>> Mistake(30.0, "unweighted", "You added the payoffs without their chances.").tag
    'unweighted'
    """

    value: Any
    tag: str
    message: str


def close_to(
    seen: object,
    expected: float,
    *,
    says: str,
    points: float = 1.0,
    rel_tol: float = REL_TOL,
    abs_tol: float = 1e-9,
    mistakes: Iterable[Mistake] = (),
    message: str = "",
    tag: str = "",
    show: bool = False,
) -> Check:
    """Whether a number is close enough.

    >>> print(close_to(14.99, 15, says="expected payoff"))
    ✓ expected payoff
    >>> print(close_to(30, 15, says="expected payoff",
    ...                mistakes=[Mistake(30, "unweighted", "Weigh each payoff by its chance.")]))
    ✗ expected payoff: Weigh each payoff by its chance.
    """
    number = as_number(seen)
    if isinstance(number, str):
        return Check(says=says, held=False, points=points, message=number)

    def near(value: float) -> bool:
        return math.isclose(number, value, rel_tol=rel_tol, abs_tol=abs_tol)

    if near(float(expected)):
        return Check(says=says, held=True, points=points)
    for mistake in mistakes:
        if near(float(mistake.value)):
            return Check(
                says=says, held=False, points=points, message=mistake.message, tag=mistake.tag
            )
    told = f"{number:g} is not it"
    told += f"; it is {expected:g}." if show else "."
    return Check(says=says, held=False, points=points, message=message or told, tag=tag)


def carried(given: object, rest: Callable[[float], float]) -> list[Mistake]:
    """The result that follows from an earlier answer which is itself off.

    >>> print(close_to(6, 5, says="net", mistakes=carried(8, lambda worth: worth - 2)))
    ✗ net: It follows from your own figure above, and that one is off.
    >>> carried("eight", lambda worth: worth - 2)
    []

    Args:
        given: The earlier answer.
        rest: From that answer to this one.
    """
    number = as_number(given)
    if isinstance(number, str):
        return []
    try:
        follows = float(rest(number))
    except ArithmeticError:
        return []
    told = "It follows from your own figure above, and that one is off."
    return [Mistake(follows, "carried_on", told)]


def equals(
    seen: object,
    expected: object,
    *,
    says: str,
    points: float = 1.0,
    mistakes: Iterable[Mistake] = (),
    message: str = "",
    tag: str = "",
    show: bool = False,
) -> Check:
    """Whether a value is the expected one; capital letters and outer spaces do not matter.

    >>> print(equals(" Two-way ", "two-way", says="kind of door"))
    ✓ kind of door
    """
    if is_blank(seen):
        return Check(says=says, held=False, points=points, message=BLANK)
    if _same(seen, expected):
        return Check(says=says, held=True, points=points)
    for mistake in mistakes:
        if _same(seen, mistake.value):
            return Check(
                says=says, held=False, points=points, message=mistake.message, tag=mistake.tag
            )
    told = f"{shortened(repr(seen))} is not it"
    told += f"; it is {expected!r}." if show else "."
    return Check(says=says, held=False, points=points, message=message or told, tag=tag)


def one_of(
    seen: object,
    right: Iterable[Hashable],
    options: Iterable[Hashable],
    *,
    says: str,
    points: float = 1.0,
    feedback: Mapping[Any, tuple[str, str]] | None = None,
) -> Check:
    """Whether a choice is among the right ones, with feedback for each of the others.

    >>> print(one_of("wait", {"ask"}, ["ask", "wait"], says="the next step",
    ...              feedback={"wait": ("Waiting costs a day and brings no news.", "delay_free")}))
    ✗ the next step: Waiting costs a day and brings no news.
    >>> print(one_of("aks", {"ask"}, ["ask", "wait"], says="the next step"))
    ✗ the next step: 'aks' is not an option. Did you mean 'ask'?
    """
    if is_blank(seen):
        return Check(says=says, held=False, points=points, message=BLANK)
    known = list(options)
    choice = next((each for each in known if _same(seen, each)), None)
    if choice is None:
        names = [str(each) for each in known]
        near = get_close_matches(str(seen), names, n=1)
        ask = f"Did you mean {near[0]!r}?" if near else f"There are: {', '.join(names)}."
        told = f"{shortened(repr(seen))} is not an option. {ask}"
        return Check(says=says, held=False, points=points, message=told)
    if any(_same(choice, each) for each in right):
        return Check(says=says, held=True, points=points)
    told, tag = (feedback or {}).get(choice, ("Another option fits better.", ""))
    return Check(says=says, held=False, points=points, message=told, tag=tag)


def gives(
    function: Callable[..., Any],
    args: Sequence[Any],
    expected: object,
    *,
    says: str,
    points: float = 1.0,
    rel_tol: float = REL_TOL,
    abs_tol: float = 1e-9,
    mistakes: Iterable[Mistake] = (),
    tag: str = "",
    show: bool = True,
) -> Check:
    """Whether the learner's function gives the expected result; the call is shown with names.

    >>> def total(costs):
    ...     return sum(costs)
    >>> print(gives(total, [[2, 3]], 2.5, says="mean cost"))
    ✗ mean cost: total(costs=[2, 3]) gave 5, expected 2.5.
    """
    seen = call(function, *args)
    shown = f"{call_text(function, args, {})} gave {shortened(repr(seen))}"
    told = f"{shown}, expected {shortened(repr(expected))}." if show else f"{shown}."
    if isinstance(expected, int | float) and not isinstance(expected, bool):
        number = as_number(seen)
        if isinstance(number, str):
            return Check(says=says, held=False, points=points, message=f"{shown}. {number}")
        return close_to(
            number, float(expected), says=says, points=points, rel_tol=rel_tol, abs_tol=abs_tol,
            mistakes=mistakes, message=told, tag=tag,
        )  # fmt: skip
    return equals(
        seen, expected, says=says, points=points, mistakes=mistakes, message=told, tag=tag
    )


def raises(
    error: type[Exception],
    function: Callable[..., Any],
    *args: Any,
    says: str,
    points: float = 1.0,
    tag: str = "",
) -> Check:
    """Whether the learner's function refuses an impossible input with the right error.

    >>> def share(part, whole):
    ...     if whole <= 0:
    ...         raise ValueError("the whole must be above 0")
    ...     return part / whole
    >>> print(raises(ValueError, share, 1, 0, says="a whole of nothing"))
    ✓ a whole of nothing
    """
    shown = call_text(function, args, {})
    try:
        seen = call(function, *args)
    except LearnerFault as fault:
        if isinstance(fault.__cause__, error):
            return Check(says=says, held=True, points=points)
        told = f"{fault} Expected a {error.__name__}."
    else:
        told = f"{shown} gave {shortened(repr(seen))}, expected a {error.__name__}."
    return Check(says=says, held=False, points=points, message=told, tag=tag)


def probability(seen: object, *, says: str, points: float = 0.0) -> Check:
    """Whether a value is a probability; a percentage is recognised and explained.

    >>> print(probability(70, says="chance of a slip"))
    ✗ chance of a slip: 70 is above 1. For 70 % write 0.7.
    """
    number = as_number(seen)
    if isinstance(number, str):
        return Check(says=says, held=False, points=points, message=number)
    if 0 <= number <= 1:
        return Check(says=says, held=True, points=points)
    told = f"{number:g} is below 0." if number < 0 else f"{number:g} is above 1."
    if 1 < number <= 100:
        told += f" For {number:g} % write {number / 100:g}."
    tag = "percent_for_probability" if 1 < number <= 100 else ""
    return Check(says=says, held=False, points=points, message=told, tag=tag)


def interval(seen: object, *, says: str, points: float = 0.0) -> Check:
    """Whether a value is a range: two numbers, the lower one first.

    >>> print(interval((9, 4), says="weeks to go live"))
    ✗ weeks to go live: The lower end comes first: (4, 9).
    """
    if is_blank(seen):
        return Check(says=says, held=False, points=points, message=BLANK)
    told = f"Give a pair such as (4, 9); this is {a_kind(seen)}."
    if isinstance(seen, list | tuple | np.ndarray) and len(seen) == 2:
        ends = [as_number(each) for each in seen]
        words = [each for each in ends if isinstance(each, str)]
        low, high = (each if isinstance(each, float) else math.nan for each in ends)
        if words:
            told = words[0]
        elif low > high:
            told = f"The lower end comes first: ({high:g}, {low:g})."
        else:
            return Check(says=says, held=True, points=points)
    return Check(says=says, held=False, points=points, message=told)


def between(
    seen: object,
    *,
    baseline: float,
    target: float,
    says: str,
    points: float = 1.0,
    message: str = "",
    tag: str = "",
    unit: str = "",
) -> Check:
    """Credit for a score in proportion: none at the baseline, all of it at the target.

    A lower score is better where the target lies below the baseline.

    >>> print(between(0.15, baseline=0.25, target=0.05, says="Brier score"))
    ✗ Brier score: 0.15; full points from 0.05, none at 0.25.
    """
    number = as_number(seen)
    if isinstance(number, str):
        return Check(says=says, held=False, points=points, message=number)
    share = min(max((number - baseline) / (target - baseline), 0.0), 1.0)
    unit = f" {unit}" if unit else ""
    told = f"{number:.3g}{unit}; full points from {target:.3g}, none at {baseline:.3g}."
    if share >= 1:
        return Check(says=says, held=True, points=points)
    told = f"{told} {message}".strip()
    return Check(says=says, held=False, points=points, share=share, message=told, tag=tag)


def as_number(seen: object) -> float | str:
    """A number as a float, or the sentence that says why it is none.

    >>> as_number("12")
    "'12' is a text; write the number without quotes."
    """
    if is_blank(seen):
        return BLANK
    if isinstance(seen, bool | np.bool_):
        return f"{bool(seen)} is not a number."
    if isinstance(seen, np.ndarray) and seen.size == 1:
        seen = seen.reshape(()).item()
    if isinstance(seen, str):
        try:
            float(seen)
        except ValueError:
            return f"{shortened(repr(seen))} is a text; a number is needed."
        return f"{seen!r} is a text; write the number without quotes."
    try:
        if isinstance(seen, complex):
            raise TypeError
        number = float(seen)  # type: ignore[arg-type]  # anything may come; what fails is told
    except Exception:  # noqa: BLE001 - a learner's object may raise anything
        return f"A number is needed; this is {a_kind(seen)}."
    if not math.isfinite(number):
        return f"{number} is not a number to act on."
    return number


def _same(seen: object, expected: object) -> bool:
    """Equality of plain values; an object that calls itself equal to everything is not asked."""
    if isinstance(expected, np.generic | np.ndarray):
        expected = expected.tolist()
    if isinstance(seen, np.generic | np.ndarray):
        seen = seen.tolist()
    if type(seen) is str and isinstance(expected, str):
        return seen.strip().casefold() == expected.strip().casefold()
    if type(expected) in {int, float}:
        return type(seen) in {int, float} and seen == expected
    if isinstance(seen, list | tuple) and isinstance(expected, list | tuple):
        return len(seen) == len(expected) and all(map(_same, seen, expected))
    if type(seen) is dict and isinstance(expected, Mapping):
        return seen.keys() == expected.keys() and all(_same(seen[k], expected[k]) for k in expected)
    return type(seen) is type(expected) and bool(seen == expected)
