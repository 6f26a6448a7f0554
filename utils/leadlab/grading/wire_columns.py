"""Records on their way to the learner: field by field, numbers as their bytes.

What is the same in all of them is sent once. No such message is read from a learner.
"""

from __future__ import annotations

import base64
from array import array
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from leadlab.simulation.records import Dicts, Numbers, Parts, Records, Tuples, records_of

FEWEST = 2
NUMBERS: dict[Any, str] = {float: "d", int: "q"}
WIDE = {np.dtype(np.float64), np.dtype(np.int64)}
PLAIN = {bool, str, type(None)}


def columns_of(given: Sequence[Any], names: Sequence[str]) -> dict[str, Any] | None:
    """Records of one class as a message; None where a field is not of one plain type.

    >>> columns_of([3 + 1j, 4 + 1j], ("real", "imag"))["columns"]
    {'real': ['d', 'AAAAAAAACEAAAAAAAAAQQA=='], 'imag': ['d', 'AAAAAAAA8D8=']}

    Args:
        given: The records.
        names: Names of the fields that are sent.
    """
    if len(given) < FEWEST:
        return None
    kind = type(given[0])
    if not isinstance(given, Records) and set(map(type, given)) != {kind}:
        return None
    columns = _columns(records_of(given, kind, names))
    return None if columns is None else {**columns, "count": len(given)}


def _columns(records: Records[Any]) -> dict[str, Any] | None:
    columns = {name: _column(values) for name, values in records.columns.items()}
    if None in columns.values():
        return None
    kind = records.kind
    return {"module": kind.__module__, "name": kind.__qualname__, "columns": columns}


def _column(values: Sequence[Any]) -> list[Any] | None:
    if isinstance(values, Records):
        told = _columns(values)
        return None if told is None else ["r", told]
    if isinstance(values, Parts):
        places = [_column(each) for each in values.places]
        keys = values.keys if isinstance(values, Dicts) else None
        return None if None in places else ["o", [keys, places]]
    if isinstance(values, Numbers) and values.array.dtype in WIDE:
        return _bytes_of(values.array)
    return _flat(list(values))


def _bytes_of(numbers: npt.NDArray[Any]) -> list[Any]:
    """An array of numbers of eight bytes."""
    first, last = numbers[0].item(), numbers[-1].item()
    if first and first == last and (numbers == first).all():  # 0.0 equals -0.0
        numbers = numbers[:1]
    return [NUMBERS[type(first)], base64.b64encode(numbers.tobytes()).decode()]


def _flat(values: list[Any]) -> list[Any] | None:
    kinds, first = set(map(type, values)), values[0]
    if len(kinds) > 1 and not kinds <= PLAIN:
        return None
    if len(kinds) == 1 and first and values.count(first) == len(values):  # 0.0 equals -0.0
        values = [first]
    if kinds <= PLAIN:
        return ["p", values]
    how = NUMBERS.get(type(first))
    try:
        return None if how is None else [how, base64.b64encode(array(how, values)).decode()]
    except OverflowError:  # a whole number of more than eight bytes
        return None


def records_from(
    told: dict[str, Any], kind: type, find: Callable[[dict[str, Any]], type] | None = None
) -> Records[Any]:
    """Those records again, each made as it is asked for.

    >>> class Point:
    ...     __slots__ = ("x", "y")
    >>> told = {"count": 2, "columns": {"x": ["p", ["a", "b"]], "y": ["p", [True]]}}
    >>> [(each.x, each.y) for each in records_from(told, Point)]
    [('a', True), ('b', True)]

    Args:
        told: The message.
        kind: The class of the records.
        find: Finds the class of records in them, by module and name.
    """
    read = _Reads(told["count"], find)
    return read.records(told, kind)


class _Reads:
    """Reads the fields of so many records."""

    def __init__(self, count: int, find: Callable[[dict[str, Any]], type] | None) -> None:
        self.count, self.find = count, find

    def records(self, told: dict[str, Any], kind: type) -> Records[Any]:
        return Records(kind, {name: self.values(*sent) for name, sent in told["columns"].items()})

    def values(self, how: str, sent: Any) -> Sequence[Any]:
        if how == "r":
            assert self.find is not None
            return self.records(sent, self.find(sent))
        if how == "o":
            keys, places = sent
            parts = [self.values(*each) for each in places]
            return Tuples(parts) if keys is None else Dicts(keys, parts)
        values: list[Any] = sent
        if how != "p":
            numbers = array(how)
            numbers.frombytes(base64.b64decode(sent))
            values = numbers.tolist()
        return values * self.count if len(values) == 1 else values
