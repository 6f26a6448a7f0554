"""Policies as code: what is said when one fails, and how two are compared on the same luck."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import wraps
from types import FunctionType
from typing import Any, ParamSpec, TypeVar

import numpy as np
import numpy.typing as npt

from leadlab.errors import LeadlabError, shortened

T = TypeVar("T")
P = ParamSpec("P")
FloatArray = npt.NDArray[np.float64]

MOST_SAID = 120  # characters of somebody else's error
Z95 = 1.959963984540054


class PolicyFault(LeadlabError):  # noqa: N818 - reads as a sentence: "raise PolicyFault"
    """A policy that stopped, or answered with something that is no answer.

    `when` says at which moment, `came_back` is what the policy returned (None if it stopped).

    >>> str(PolicyFault("in week 3", "it returned 'maybe'", came_back="maybe"))
    "Your policy, in week 3: it returned 'maybe'."
    """

    def __init__(self, when: str, fault: str, *, came_back: object = None) -> None:
        self.when = when
        self.fault = fault
        self.came_back = came_back
        end = "" if fault.endswith(("?", ".", "…")) else "."
        super().__init__(f"Your policy, {when}: {fault}{end}")

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild_policy_fault, (self.when, self.fault, shortened(self.came_back))


def _rebuild_policy_fault(when: str, fault: str, came_back: str) -> PolicyFault:
    return PolicyFault(when, fault, came_back=came_back)


def stopped(when: str, error: BaseException) -> PolicyFault:
    """The fault of a policy that raised an error of its own.

    >>> str(stopped("in week 1", ZeroDivisionError("division by zero")))
    'Your policy, in week 1: it stopped with ZeroDivisionError: division by zero.'
    """
    try:
        said = shortened(str(error), MOST_SAID)
    except Exception:  # noqa: BLE001 - a learner's own error may fail to show itself
        said = ""
    return PolicyFault(when, f"it stopped with {type(error).__name__}{': ' if said else ''}{said}")


def each_answer(policy: Callable[[Any], Any], views: Sequence[Any]) -> Iterator[Any]:
    """What a policy answers to each view, as it is asked for; an error comes in its turn.

    A policy that lives in another process and says so, by a method `call_each` of its class, is
    asked everything in one go: to go there and back takes longer than most answers.

    >>> list(each_answer(lambda view: view + 1, [1, 2]))
    [2, 3]
    """
    in_one_go = asked_together(policy)
    answers: Iterator[Any] = map(policy, views) if in_one_go is None else in_one_go(policy, views)
    return answers


def asked_together(policy: object) -> Callable[..., Iterator[Any]] | None:
    """How a policy of another process is asked for many answers in one go; None for all others.

    >>> asked_together(lambda view: view) is None
    True
    """
    # not by getattr: a class that stands for a learner's would ask the learner for it
    found = vars(type(policy)).get("call_each")
    return found if isinstance(found, FunctionType) else None


Game = Generator[Any, Iterator[Any], T]
"""Yields a view, is sent where the next answer is, and returns what came of it."""


def in_step(policy: Callable[[Any], Any], games: Iterable[Game[T]]) -> list[T]:
    """Play games side by side, so that a policy is asked all their next views together.

    >>> def twice(view):
    ...     first = next((yield view))
    ...     return next((yield first))
    >>> in_step(lambda view: view * 10, [twice(1), twice(2)])
    [100, 200]
    """
    playing = list(enumerate(games))
    ends: dict[int, T] = {}
    answers: Iterator[Any] | None = None
    while playing:
        seen, still = [], []
        for place, game in playing:
            try:
                seen.append(next(game) if answers is None else game.send(answers))
                still.append((place, game))
            except StopIteration as end:
                ends[place] = end.value
        playing, answers = still, each_answer(policy, seen) if seen else None
    return [ends[place] for place in range(len(ends))]


def same_for_a_class(function: Callable[P, T]) -> Callable[P, T]:
    """Keep the last two results: who grades a class meets the same worlds with each learner.

    What is given is compared and not hashed, since teams hold dictionaries.

    >>> @same_for_a_class
    ... def rival(team):
    ...     return object()
    >>> rival({"people": 6}) is rival({"people": 6}), rival({}) is rival({"people": 6})
    (True, False)
    """
    kept: deque[tuple[Any, T]] = deque(maxlen=2)

    @wraps(function)
    def found(*args: P.args, **kwargs: P.kwargs) -> T:
        for known, result in kept:
            with suppress(ValueError):  # arrays inside do not say whether they are equal
                if known == (args, kwargs):
                    return result
        result = function(*args, **kwargs)
        kept.append(((args, kwargs), result))
        return result

    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class PairedDifference:
    """Mean advantage over a rival on the same worlds, with its 95 % interval."""

    mean: float
    low: float
    high: float
    worlds: int

    @property
    def better(self) -> bool:
        """Whether the whole interval lies above 0."""
        return self.low > 0

    def __str__(self) -> str:
        return f"{self.mean:+.2f} [{self.low:+.2f}, {self.high:+.2f}]"


def paired_difference(ours: npt.ArrayLike, theirs: npt.ArrayLike) -> PairedDifference:
    """Mean of the differences world by world, +- 1.96 standard errors.

    The normal interval: with 200 worlds and more the t quantile differs by less than 1 %.

    >>> print(paired_difference([3.0, 5.0, 4.0, 6.0], [2.0, 3.0, 3.0, 4.0]))
    +1.50 [+0.93, +2.07]
    """
    gap = np.asarray(ours, dtype=np.float64) - np.asarray(theirs, dtype=np.float64)
    mean = float(gap.mean())
    reach = Z95 * float(gap.std(ddof=1)) / len(gap) ** 0.5 if len(gap) > 1 else float("inf")
    return PairedDifference(mean=mean, low=mean - reach, high=mean + reach, worlds=len(gap))
