"""The learner's own numbers: drawn from who they are and which exercise it is, always the same.

Two learners get different numbers, so an answer cannot be passed on; the grader draws the same
numbers again from the learner's name.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np

from leadlab.errors import LeadlabError

ATOMS = {str, int, float, bool, type(None)}


class Instance(Mapping[str, Any]):
    """The numbers of one learner for one exercise, read by name and never changed.

    >>> own = Instance("decision_making.demo", {"days": 12, "chances": [0.2, 0.8]})
    >>> own.days, own["chances"]
    (12, (0.2, 0.8))
    >>> own
    Your numbers for decision_making.demo
      days = 12
      chances = (0.2, 0.8)
    """

    __slots__ = ("_values", "exercise")

    def __init__(self, exercise: str, values: Mapping[str, Any]) -> None:
        object.__setattr__(self, "exercise", exercise)
        frozen = {name: _frozen(value) for name, value in values.items()}
        object.__setattr__(self, "_values", MappingProxyType(frozen))

    def __getitem__(self, name: str) -> Any:
        return self._values[name]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return self[name]
        except KeyError:
            raise AttributeError(
                f"Your numbers hold no {name!r}; they hold {', '.join(self)}."
            ) from None

    def __setattr__(self, name: str, value: object) -> None:
        raise LeadlabError(f"Your numbers stay as they were drawn; {name!r} cannot be changed.")

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __reduce__(self) -> tuple[object, ...]:
        return Instance, (self.exercise, {name: _plain(value) for name, value in self.items()})

    def __deepcopy__(self, memo: object) -> Instance:
        return self

    def __repr__(self) -> str:
        rows = [f"  {name} = {_shown(_plain(value))}" for name, value in self.items()]
        return "\n".join([f"Your numbers for {self.exercise}", *rows])


def learner_key(learner: str) -> str:
    """One spelling of a learner's name, so that " Ana" and "ana" get the same numbers.

    >>> learner_key("  Ana ")
    'ana'
    """
    return unicodedata.normalize("NFKC", str(learner)).strip().casefold()


def generator(learner: str, exercise: str, variant: str = "") -> np.random.Generator:
    """Random numbers that belong to one learner, one exercise and one variant of it.

    >>> first = generator("ana", "decision_making.demo").integers(1_000)
    >>> bool(first == generator("Ana", "decision_making.demo").integers(1_000))
    True
    """
    text = json.dumps([learner_key(learner), exercise, variant])
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return np.random.default_rng(int.from_bytes(digest, "big"))


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return tuple(_plain(each) for each in value)
    return value


def _shown(value: Any) -> str:
    """One line for a value; a table has a line for each row."""
    if isinstance(value, tuple) and len(value) > 1 and all(isinstance(x, dict) for x in value):
        return "".join(f"\n    {row!r}" for row in value).join(["(", ")"])
    return repr(value)


def _frozen(value: Any) -> Any:
    if type(value) in ATOMS:
        return value
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, np.ndarray):
        kept = value.copy()
        kept.setflags(write=False)
        return kept
    if isinstance(value, Mapping):  # atoms are told here already: tables have hundreds of rows
        return MappingProxyType(
            {key: each if type(each) in ATOMS else _frozen(each) for key, each in value.items()}
        )
    if isinstance(value, list | tuple):
        return tuple(each if type(each) in ATOMS else _frozen(each) for each in value)
    return value
