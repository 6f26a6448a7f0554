"""What an exercise is, and the list of all exercises.

An exercise is a function that looks at an answer and yields one `Check` after another, so that
a crash in the third keeps the points of the first two.
The exercises of a module are the files of `checks/<module>/`, found by name and read on demand.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from leadlab import checks
from leadlab.checks.instances import Instance, generator
from leadlab.checks.outcome import Check
from leadlab.errors import LeadlabError, UnknownName

HINTS = 3
KINDS = (
    "data answer",
    "policy as code",
    "forecast",
    "structured text",
    "free text",
    "sort, match, order",
    "dialogue",
)
GIVEN_BY_US = {"instance", "learner"}
CLASSMATES, FEW_CLASSMATES = 300, 40
"""On how many classmates' numbers a failed answer is tried, and on how many by a slow check."""

Body = Callable[..., Iterator[Check | str]]
"""Yields checks, and sentences about the answer as a whole."""
Draw = Callable[[np.random.Generator], Mapping[str, Any]]

_exercises: dict[str, Exercise] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """One exercise: what is looked at, what it is worth, and what helps.

    >>> known = find("decision_making.expected_value")
    >>> known.points, known.answers, len(known.hints)
    (4.0, ('answer',), 3)
    """

    name: str
    title: str
    concepts: tuple[str, ...]
    """Ids of the concepts that it practises."""
    points: float
    hints: tuple[str, ...]
    """Where to look, which idea, almost the answer."""
    solution: str
    """The worked solution, shown on request."""
    kind: str
    body: Body
    """Looks at the answers and yields the checks."""
    draw: Draw | None = None
    """Draws the learner's own numbers."""
    untouched: Callable[[Any], bool] | None = None
    """Whether one answer is still what the notebook ships, beyond the usual blanks."""
    shape: Body | None = None
    """Looks at the form only, where the key of a graded question is not at hand."""
    classmates: int = CLASSMATES
    """On how many classmates' numbers a failed answer is tried, to see whether it was copied."""

    @property
    def answers(self) -> tuple[str, ...]:
        """Names of the answers that the learner gives, in order."""
        return tuple(each.name for each in _parameters(self.body) if each.kind != each.KEYWORD_ONLY)

    @property
    def keys(self) -> tuple[str, ...]:
        """Names of what the marker gives, such as the right placements."""
        return tuple(
            each.name
            for each in _parameters(self.body)
            if each.kind == each.KEYWORD_ONLY and each.name not in GIVEN_BY_US
        )

    @property
    def keys_needed(self) -> tuple[str, ...]:
        """Keys without which only the form of an answer can be looked at."""
        return tuple(
            each.name
            for each in _parameters(self.body)
            if each.name in self.keys and each.default is each.empty
        )

    def wants(self, name: str) -> bool:
        """Whether the check asks for the instance or the learner by that name."""
        return any(each.name == name for each in _parameters(self.body))

    def instance(self, learner: str, variant: str = "") -> Instance:
        """The numbers of one learner; the same on every machine."""
        if self.draw is None:
            raise LeadlabError(f"{self.name} has the same numbers for everybody.")
        return Instance(self.name, self.draw(generator(learner, self.name, variant)))


def exercise(
    name: str,
    *,
    title: str,
    concepts: tuple[str, ...],
    points: float,
    hints: tuple[str, str, str],
    solution: str,
    kind: str = "data answer",
    draw: Draw | None = None,
    untouched: Callable[[Any], bool] | None = None,
    shape: Body | None = None,
    classmates: int = CLASSMATES,
) -> Callable[[Body], Body]:
    """Enter a check into the list of exercises.

    See `leadlab.checks.decision_making.information` for complete examples.

    Args:
        name: `<module>.<exercise>`, such as "decision_making.evpi".
        title: What the learner does, in a few words.
        concepts: Ids of the concepts that it practises.
        points: What all its checks are worth together.
        hints: Where to look, which idea, almost the answer.
        solution: The worked solution; Python or prose.
        kind: One of `KINDS`.
        draw: Makes the learner's own numbers from a generator; the body then takes `instance`.
        untouched: Recognises the text or value that the notebook ships.
        shape: Checks of the form alone, for questions whose key only the marker has.
        classmates: On how many classmates' numbers a failed answer is tried, to see whether it
            was copied; `FEW_CLASSMATES` where drawing and looking take more than 5 ms.
    """
    faults = []
    if name.count(".") != 1 or not all(part.isidentifier() for part in name.split(".")):
        faults.append(f"the name is {name!r}, expected '<module>.<exercise>'")
    if len(hints) != HINTS or not all(hint.strip() for hint in hints):
        faults.append(f"there are {len(hints)} hints, expected {HINTS} sentences")
    if kind not in KINDS:
        faults.append(f"the kind is {kind!r}, expected one of {', '.join(KINDS)}")
    if not points > 0:
        faults.append(f"it is worth {points!r} points, expected more than 0")
    if not (title.strip() and solution.strip() and concepts):
        faults.append("title, solution and concepts are needed")
    if faults:
        raise LeadlabError(f"Exercise {name!r}: {'; '.join(faults)}.")

    def enter(body: Body) -> Body:
        known = _exercises.get(name)
        if known is not None and known.body.__module__ != body.__module__:
            raise LeadlabError(
                f"Exercise {name!r} is in {known.body.__module__} and in {body.__module__}."
            )
        _exercises[name] = Exercise(
            name=name,
            title=title,
            concepts=tuple(concepts),
            points=float(points),
            hints=tuple(hints),
            solution=inspect.cleandoc(solution),
            kind=kind,
            body=body,
            draw=draw,
            untouched=untouched,
            shape=shape,
            classmates=classmates,
        )
        return body

    return enter


def find(name: str) -> Exercise:
    """The exercise of that name.

    >>> find("decision_making.expected_valeu")
    Traceback (most recent call last):
    ...
    leadlab.errors.UnknownName: There is no exercise 'decision_making.expected_valeu'. \
Did you mean 'decision_making.expected_value'?
    """
    if not isinstance(name, str):
        raise LeadlabError(f"Name the exercise as text, not as {type(name).__name__}.")
    if name not in _exercises:
        _read(name.partition(".")[0])
    if name not in _exercises:
        raise UnknownName("exercise", name, [each.name for each in every()])
    return _exercises[name]


def every() -> tuple[Exercise, ...]:
    """Every exercise of the course, by name."""
    for module in modules():
        _read(module)
    return tuple(_exercises[name] for name in sorted(_exercises))


def modules() -> tuple[str, ...]:
    """Modules of the course that have exercises."""
    return tuple(sorted(each.name for each in pkgutil.iter_modules(checks.__path__) if each.ispkg))


def _read(module: str) -> None:
    if module not in modules():
        return
    package = importlib.import_module(f"leadlab.checks.{module}")
    for each in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{each.name}")


@functools.cache
def _parameters(body: Body) -> tuple[inspect.Parameter, ...]:
    return tuple(inspect.signature(body).parameters.values())
