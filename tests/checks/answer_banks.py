"""Answer banks: for each exercise right, wrong, blank and crashing answers and what they earn."""

from __future__ import annotations

import functools
import importlib.util
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from leadlab.checks.exercise import Exercise, find
from leadlab.checks.marking import mark
from leadlab.checks.outcome import Outcome, Status

BANKS = Path(__file__).parent / "banks"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One answer, and what has to come of it."""

    name: str
    """What is special about it, in a few words."""
    given: tuple[Any, ...] | Callable[[Any], tuple[Any, ...]]
    """The answers; or a function from the learner's instance to the answers."""
    status: Status
    points: float | tuple[float, float]
    """Points that it earns, or the lowest and the highest for a score that is drawn."""
    message: str = ""
    """Words that the outcome must show."""
    tag: str = ""
    """Reasoning fault that the outcome must carry."""
    key: Mapping[str, Any] = field(default_factory=dict)
    """What the marker gives, for a graded question whose key is not shipped."""
    learner: str = "ana"
    """Whose numbers count."""

    def outcome(self, exercise: str, learner: str | None = None) -> Outcome:
        """What comes of this answer."""
        known = find(exercise)
        who = learner or self.learner
        return mark(known, *self.answers(known, who), learner=who, key=self.key)

    def answers(self, exercise: Exercise, learner: str) -> tuple[Any, ...]:
        """The answers for one learner's numbers."""
        if not callable(self.given):
            return self.given
        return self.given(exercise.instance(learner))


def right(*given: Any, name: str = "right", **more: Any) -> Answer:
    """An answer with which everything holds."""
    return _answer(given, name=name, status=Status.PASSED, **more)


def wrong(*given: Any, name: str, points: float | tuple[float, float] = 0.0, **more: Any) -> Answer:
    """An answer that loses points; give the message and, where there is one, the tag."""
    return _answer(given, name=name, status=Status.FAILED, points=points, **more)


def blank(*given: Any, name: str = "blank", **more: Any) -> Answer:
    """What the notebook ships; not attempted and 0 points."""
    return _answer(given, name=name, status=Status.NOT_ATTEMPTED, points=0.0, **more)


def crashing(*given: Any, name: str, points: float = 0.0, **more: Any) -> Answer:
    """An answer whose code stops; what it earned before stays."""
    return _answer(given, name=name, status=Status.ERROR, points=points, **more)


def _answer(given: tuple[Any, ...], *, points: Any = -1.0, **more: Any) -> Answer:
    drawn = len(given) == 1 and getattr(given[0], "from_instance", False)
    return Answer(given=given[0] if drawn else given, points=points, **more)


def from_instance(make: Callable[[Any], Any]) -> Any:
    """An answer that is worked out from the learner's own numbers."""

    def given(instance: Any) -> tuple[Any, ...]:
        made = make(instance)
        return made if isinstance(made, tuple) else (made,)

    given.from_instance = True  # type: ignore[attr-defined]  # read by _answer
    return given


def banks() -> dict[str, tuple[Answer, ...]]:
    """Every answer bank, by the id of its exercise."""
    found: dict[str, tuple[Answer, ...]] = {}
    for path in sorted(BANKS.rglob("*.py")):
        for name, answers in _read(path).items():
            if name in found:
                raise ValueError(f"{path.name}: {name} has a second answer bank")
            found[name] = tuple(answers)
    return found


def guessers() -> dict[str, Callable[[Any], tuple[Any, ...]]]:
    """For closed questions: a function that makes a blind guess from a generator."""
    found: dict[str, Callable[[Any], tuple[Any, ...]]] = {}
    for path in sorted(BANKS.rglob("*.py")):
        found |= getattr(_load(path), "GUESSERS", {})
    return found


def _read(path: Path) -> Mapping[str, tuple[Answer, ...]]:
    return _load(path).BANK


@functools.cache
def _load(path: Path) -> Any:
    relative = path.relative_to(BANKS).with_suffix("")
    spec = importlib.util.spec_from_file_location(f"bank_{'_'.join(relative.parts)}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
