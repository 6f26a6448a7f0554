"""Records of plain fields on their way to the learner: field by field, numbers as their bytes.

What is the same in all of them is sent once. No such message is read from a learner.
"""

from __future__ import annotations

import base64
from array import array
from collections.abc import Sequence
from typing import Any

from leadlab.simulation.records import Records, records_of

FEWEST = 2
NUMBERS: dict[Any, str] = {float: "d", int: "q"}
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
    columns = {}
    for name, values in records_of(given, kind, names).columns.items():
        told = _column(values)
        if told is None:
            return None
        columns[name] = told
    place = {"module": kind.__module__, "name": kind.__qualname__}
    return {**place, "count": len(given), "columns": columns}


def _column(values: list[Any]) -> list[Any] | None:
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


def records_from(told: dict[str, Any], kind: type) -> Records[Any]:
    """Those records again, each made as it is asked for.

    >>> class Point:
    ...     __slots__ = ("x", "y")
    >>> told = {"count": 2, "columns": {"x": ["p", ["a", "b"]], "y": ["p", [True]]}}
    >>> [(each.x, each.y) for each in records_from(told, Point)]
    [('a', True), ('b', True)]
    """
    count = told["count"]
    columns = told["columns"].items()
    return Records(kind, {name: _values(how, sent, count) for name, (how, sent) in columns})


def _values(how: str, sent: Any, count: int) -> list[Any]:
    values: list[Any] = sent
    if how != "p":
        numbers = array(how)
        numbers.frombytes(base64.b64decode(sent))
        values = numbers.tolist()
    return values * count if len(values) == 1 else values
