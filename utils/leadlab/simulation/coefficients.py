"""Coefficients of a model: each is declared with default, range, unit, source and what it says.

A value is one number for all replications; `draw_worlds` puts an array (replications,) there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, ClassVar, Self, cast

import numpy as np

from leadlab.errors import LeadlabError, UnknownName, shortened


def setting(default: float, low: float, high: float, unit: str, evidence: str, says: str) -> float:
    """A coefficient as it is declared in a class of coefficients.

    >>> @dataclass(frozen=True, kw_only=True)
    ... class Queue(CoefficientSet):
    ...     grades = {"kingman": "A"}
    ...     load: float = setting(0.7, 0, 1, "share", "kingman", "part of time at work")
    >>> Queue().load, coefficient_of(Queue, "load").grade
    (0.7, 'A')
    """
    metadata = {"low": low, "high": high, "unit": unit, "evidence": evidence, "says": says}
    found: float = field(default=default, metadata=metadata)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Coefficient:
    """What is known of one coefficient.

    >>> from leadlab.simulation.team_coefficients import coefficient
    >>> coefficient("ramp_weeks").default
    16.0
    """

    name: str
    default: float
    low: float
    high: float
    unit: str
    evidence: str
    grade: str
    says: str


class CoefficientSet:
    """What every class of coefficients can do; each value lies in its range, or none is made."""

    __slots__ = ()
    grades: ClassVar[Mapping[str, str]] = {}
    whole: ClassVar[tuple[str, ...]] = ()
    """Coefficients that are drawn as whole numbers."""

    def __post_init__(self) -> None:
        """Refuse values that lie outside their ranges."""
        faults = []
        for each in coefficients_of(type(self)).values():
            found = getattr(self, each.name)
            if not _lies_between(found, each.low, each.high):
                allowed = f"{each.low:g} to {each.high:g}"
                faults.append(f"{each.name} is {shortened(found)}, allowed {allowed}")
        if faults:
            raise LeadlabError(f"Coefficients: {'; '.join(faults)}.")

    def changed(self, **values: object) -> Self:
        """These coefficients with some of them changed."""
        for name in values:
            coefficient_of(type(self), name)
        return cast("Self", replace(cast("Any", self), **values))

    @property
    def worlds(self) -> int | None:
        """How many worlds were drawn, or None if every replication has the same numbers."""
        for name in coefficients_of(type(self)):
            found = getattr(self, name)
            if isinstance(found, np.ndarray):
                return len(found)
        return None


def _lies_between(found: object, low: float, high: float) -> bool:
    if isinstance(found, np.ndarray):
        return found.ndim == 1 and bool(((found >= low) & (found <= high)).all())
    return isinstance(found, int | float) and not isinstance(found, bool) and low <= found <= high


_known: dict[object, Mapping[str, Coefficient]] = {}


def coefficients_of(kind: type[CoefficientSet]) -> Mapping[str, Coefficient]:
    """All coefficients of a class by their names, in the order in which they are declared.

    >>> from leadlab.simulation.team_coefficients import Coefficients
    >>> list(coefficients_of(Coefficients))[0]
    'item_size'
    """
    if kind not in _known:  # made once for each class
        _known[kind] = _read(kind)
    return _known[kind]


def _read(kind: type[CoefficientSet]) -> Mapping[str, Coefficient]:
    return {
        each.name: Coefficient(
            name=each.name,
            default=float(cast("float", each.default)),
            low=each.metadata["low"],
            high=each.metadata["high"],
            unit=each.metadata["unit"],
            evidence=each.metadata["evidence"],
            grade=kind.grades[each.metadata["evidence"]],
            says=each.metadata["says"],
        )
        for each in fields(cast("Any", kind))
    }


def coefficient_of(kind: type[CoefficientSet], name: str) -> Coefficient:
    """Default, range, unit, grade and source of one coefficient of a class.

    >>> from leadlab.simulation.team_coefficients import Coefficients
    >>> coefficient_of(Coefficients, "item_size").unit
    'engineer-weeks'
    """
    known = coefficients_of(kind)
    if name not in known:
        raise UnknownName("coefficient", name, known)
    return known[name]
