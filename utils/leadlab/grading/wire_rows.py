"""Many values of one shape on the wire: the shape once, and of each value nothing but its leaves.

A policy is asked about hundreds of views that differ in their numbers only, and answers as many
times; to name and describe each field of each of them took longer than the policy. And most of its
answers are a few plans over and over: a record of leaves is sent once, and then by its number.
"""

from __future__ import annotations

import functools
import marshal
import math
import operator
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from leadlab.grading.wire import DEPTH, TAG, WHOLE, Broken

MOST_NODES = 1_000
"""Parts of one shape; rows could otherwise make much out of a small message."""
FEWEST = 2
PLAIN = (type(None), bool, str, int, float)
PLAIN_BYTES = 2
"""The form of `marshal` in which equal values of equal types have equal bytes."""
KINDS = set(PLAIN)
LEAF = 0

Names = Callable[[Any], "tuple[str, ...] | None"]
"""Names of the fields of a class whose records may cross; None for any other class."""
Take = Callable[[Any, list[Any]], None]
Leaves = Callable[[Any], "tuple[Any, ...]"]
Build = Callable[[Iterator[Any]], Any]
Records = Callable[[str, str], "Callable[[dict[str, Any]], Any]"]
"""From module and name of a class to what makes a record of it from its fields."""


class Unlike(Exception):  # noqa: N818 - reads as a sentence: "raise Unlike"
    """A value has not the shape of the first, or is none of leaves."""


class Rows:
    """Values of one shape, taken one by one as they are at that moment.

    >>> rows = Rows(lambda kind: None)
    >>> rows.add({"a": 1, "b": (2, 3)}), rows.add({"a": 4, "b": (5, 6)}), rows.add(["other"])
    (True, True, False)
    >>> rows.message()["rows"]
    [[1, 2, 3], [4, 5, 6]]
    """

    def __init__(self, names: Names) -> None:
        self.names = names
        self.rows: list[list[Any]] = []
        self._of: list[int] = []
        """For each value its row."""
        self._known: dict[bytes, int] = {}
        """The row of each record of leaves, by their bytes: 1, 1.0 and True are equal."""
        self._shape: Any = None
        self._take: Take | None = None
        self._leaves: Leaves | None = None
        self._kind: type | None = None

    def __len__(self) -> int:
        return len(self._of)

    def add(self, value: Any) -> bool:
        """Take a value; whether it is of the same shape as those before."""
        try:
            if self._take is None:
                self._begin(value)
            if self._leaves is not None and type(value) is self._kind:
                self._of.append(self._record(value, self._leaves))
            else:
                self._of.append(self._row(value))
        except Unlike:
            return False
        return True

    def message(self) -> dict[str, Any]:
        """What is to be sent; `made` makes the values of it."""
        told = {"shape": self._shape, "rows": self.rows}
        return told if len(self.rows) == len(self._of) else {**told, "of": self._of}

    def _begin(self, value: Any) -> None:
        self._shape, self._take = _Shapes(self.names).of(value, DEPTH)
        if _is_flat_record(self._shape):
            self._kind, fields = type(value), self._shape["fields"]
            self._leaves = operator.attrgetter(*fields) if len(fields) > 1 else None

    def _row(self, value: Any) -> int:
        row: list[Any] = []
        assert self._take is not None
        self._take(value, row)
        self.rows.append(row)
        return len(self.rows) - 1

    def _record(self, value: Any, leaves: Leaves) -> int:
        try:
            same = marshal.dumps(leaves(value), PLAIN_BYTES)
        except ValueError:  # a leaf of no type that Python itself writes
            raise Unlike from None
        place = self._known.get(same)
        if place is None:
            place = self._known[same] = self._row(value)
        return place


def rows_of(values: Sequence[Any], names: Names) -> dict[str, Any] | None:
    """Values as a message; None where they are few or have no shape in common."""
    rows = Rows(names)
    if len(values) < FEWEST or type(values[0]) in PLAIN:
        return None
    return rows.message() if all(map(rows.add, values)) else None


class _Shapes:
    """Finds shapes, each with what takes the leaves of a value of that shape."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.nodes = 0

    def of(self, value: Any, depth: int) -> tuple[Any, Take]:
        """The shape of a value."""
        self.nodes += 1
        if depth <= 0 or self.nodes > MOST_NODES:
            raise Unlike
        kind = type(value)
        if kind in PLAIN:
            return LEAF, _leaf
        if kind is tuple or kind is list:
            return self._series(kind, value, depth)
        if kind is dict and all(type(key) is str for key in value):
            return self._pairs(value, depth)
        fields = self.names(kind)
        if fields is None:
            raise Unlike
        return self._record(value, fields, depth)

    def _series(self, kind: type, value: Sequence[Any], depth: int) -> tuple[Any, Take]:
        parts = [self.of(each, depth - 1) for each in value]
        takes, count = [take for _, take in parts], len(parts)

        def take(other: Any, row: list[Any]) -> None:
            same: Any = kind
            if type(other) is not same or len(other) != count:
                raise Unlike
            for inner, each in zip(takes, other, strict=True):
                inner(each, row)

        return {TAG: kind.__name__, "of": [shape for shape, _ in parts]}, take

    def _pairs(self, value: dict[str, Any], depth: int) -> tuple[Any, Take]:
        parts = [self.of(each, depth - 1) for each in value.values()]
        takes, keys = [take for _, take in parts], list(value)
        leaves = all(shape == LEAF for shape, _ in parts)

        def take(other: Any, row: list[Any]) -> None:
            if type(other) is not dict or list(other) != keys:
                raise Unlike
            for inner, each in zip(takes, other.values(), strict=True):
                inner(each, row)

        def take_leaves(other: Any, row: list[Any]) -> None:
            if type(other) is not dict or list(other) != keys:
                raise Unlike
            for each in other.values():
                kind = type(each)
                if kind is str or (kind is int and -WHOLE < each < WHOLE):
                    row.append(each)
                else:
                    _leaf(each, row)

        shape = {TAG: "dict", "keys": keys, "of": [shape for shape, _ in parts]}
        return shape, take_leaves if leaves else take

    def _record(self, value: Any, fields: tuple[str, ...], depth: int) -> tuple[Any, Take]:
        kind = type(value)
        parts = [self.of(getattr(value, name), depth - 1) for name in fields]
        takes = [(name, take) for name, (_, take) in zip(fields, parts, strict=True)]

        def take(other: Any, row: list[Any]) -> None:
            if type(other) is not kind:
                raise Unlike
            for name, inner in takes:
                inner(getattr(other, name), row)

        place = {"module": kind.__module__, "name": kind.__qualname__, "fields": list(fields)}
        return {TAG: "record", **place, "of": [shape for shape, _ in parts]}, take


def _leaf(value: Any, row: list[Any]) -> None:
    kind = type(value)
    if kind is float:
        if not math.isfinite(value):
            raise Unlike
    elif kind is int:
        if not -WHOLE < value < WHOLE:
            raise Unlike
    elif kind not in PLAIN:
        raise Unlike
    row.append(value)


def made(told: Any, records: Records) -> Iterator[Any]:
    """The values of a message, one by one.

    >>> told = {"shape": {"t": "tuple", "of": [0, 0]}, "rows": [[1, 2], [3, 4]]}
    >>> list(made(told, records=None))
    [(1, 2), (3, 4)]

    Raises:
        Broken: it is damaged, or of a shape that is not taken.
    """
    try:
        build = _Builds(records).of(told["shape"], DEPTH + 2)
    except Broken:
        raise
    except Exception as error:
        raise Broken(f"A shape came damaged: {type(error).__name__}.") from error
    if "of" in told:
        yield from _repeated(told, build)
        return
    for row in told["rows"]:
        yield _one(build, row)


def _repeated(told: Any, build: Build) -> Iterator[Any]:
    """Values that came by the number of their row; nobody can change a record of leaves."""
    rows, known = told["rows"], dict[int, Any]()
    if not _is_flat_record(told["shape"]) or type(told["of"]) is not list:
        raise Broken("Values came by their number that can be changed.")
    for place in told["of"]:
        if type(place) is not int or not 0 <= place < len(rows):
            raise Broken("A value came by a number that is none.")
        if place not in known:
            known[place] = _one(build, rows[place])
        yield known[place]


def _is_flat_record(shape: Any) -> bool:
    """Whether a shape is that of a record whose fields are leaves."""
    record = type(shape) is dict and shape.get(TAG) == "record"
    return record and all(part == LEAF for part in shape["of"])


def _one(build: Build, row: Any) -> Any:
    try:
        leaves = iter(row)
        value = build(leaves)
    except Broken:
        raise
    except Exception as error:
        raise Broken(f"A value came damaged: {type(error).__name__}.") from error
    if next(leaves, leaves) is not leaves:
        raise Broken("A value came with more than it holds.")
    return value


class _Builds:
    """Makes what makes values of a shape."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self.nodes = 0

    def of(self, shape: Any, depth: int) -> Build:
        """What makes a value of that shape from its leaves."""
        self.nodes += 1
        if depth <= 0 or self.nodes > MOST_NODES:
            raise Broken("A shape came that is too large or too deep.")
        if shape == LEAF:
            return _next_leaf
        parts = [self.of(each, depth - 1) for each in shape["of"]]
        tag = shape[TAG]
        if tag == "list":
            return lambda leaves: [part(leaves) for part in parts]
        if tag == "tuple":
            return lambda leaves: tuple([part(leaves) for part in parts])
        names = list(map(str, shape["keys" if tag == "dict" else "fields"]))
        pairs = list(zip(names, parts, strict=True))
        if tag == "dict" and all(part is _next_leaf for part in parts):
            return lambda leaves: _leaves(names, leaves)
        if tag == "dict":
            return lambda leaves: {name: part(leaves) for name, part in pairs}
        if tag == "record":
            make = self.records(str(shape["module"]), str(shape["name"]))
            return lambda leaves: make({name: part(leaves) for name, part in pairs})
        raise Broken("A shape came that is not known.")


def _leaves(names: Sequence[str], leaves: Iterator[Any]) -> dict[str, Any]:
    """The next leaves, by their names."""
    made = {}
    for name in names:
        value = made[name] = next(leaves)
        if type(value) not in KINDS:
            raise Broken("A leaf came that is none.")
    return made


def _next_leaf(leaves: Iterator[Any]) -> Any:
    value = next(leaves)
    if type(value) not in PLAIN:
        raise Broken("A leaf came that is none.")
    return value


def remembered(make: Callable[[dict[str, Any]], Any]) -> Callable[[dict[str, Any]], Any]:
    """The same maker, which makes equal records of plain fields once.

    Equal is not enough: 1, 1.0 and True are equal and not the same.
    """

    @functools.lru_cache(maxsize=1_000)
    def known(items: tuple[tuple[str, type, Any], ...]) -> Any:
        return make({name: value for name, _, value in items})

    return lambda fields: known(tuple((name, type(each), each) for name, each in fields.items()))
