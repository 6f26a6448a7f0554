"""Many records of one class, kept by their fields: each is made only when somebody looks at it."""

from __future__ import annotations

import operator
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import repeat
from types import MemberDescriptorType
from typing import Any, Generic, TypeVar, overload

import numpy as np
import numpy.typing as npt

T = TypeVar("T")


class Records(Sequence[T], Generic[T]):
    """A sequence of records; each field is a list, or one of `Numbers`, `Records` and the like.

    A record is made anew whenever it is looked at, and without a look at its values.

    >>> from dataclasses import dataclass
    >>> @dataclass(frozen=True)
    ... class Point:
    ...     x: int
    ...     y: int
    >>> points = Records(Point, {"x": [1, 2, 3], "y": [4, 5, 6]})
    >>> points[1], len(points[1:])
    (Point(x=2, y=5), 2)

    Args:
        kind: Their class.
        columns: The values of each field, all of one length.
    """

    def __init__(self, kind: type[T], columns: Mapping[str, Sequence[Any]]) -> None:
        self.kind = kind
        self.columns = dict(columns)
        self._setters = [_setter(kind, name) for name in columns]

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())))

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Records[T]: ...
    def __getitem__(self, at: int | slice) -> T | Records[T]:
        """One record, or those of a slice."""
        if isinstance(at, slice):
            return Records(self.kind, {name: each[at] for name, each in self.columns.items()})
        return self._made([each[at] for each in self.columns.values()])

    def take(self, places: npt.NDArray[np.intp]) -> Records[T]:
        """The records at these places, whose fields hold nothing but plain values.

        >>> Records(complex, {"real": [1.0, 2.0, 3.0]}).take(np.array([2, 0])).columns
        {'real': [3.0, 1.0]}
        """
        return Records(
            self.kind, {name: _taken(each, places) for name, each in self.columns.items()}
        )

    def __iter__(self) -> Iterator[T]:
        made = [object.__new__(self.kind) for _ in range(len(self))]
        for put, values in zip(self._setters, self.columns.values(), strict=True):
            deque(map(put, made, values), maxlen=0)  # a loop without a step in Python
        return iter(made)

    def _made(self, row: Sequence[Any]) -> T:
        made = object.__new__(self.kind)
        for put, value in zip(self._setters, row, strict=True):
            put(made, value)
        return made


class Parts(Sequence[T], Generic[T]):
    """A sequence of values that hold others; each place in them is a sequence of its own.

    A field of `Records` may be one, so that records can hold records and not one is made.
    """

    def __init__(self, places: Sequence[Sequence[Any]]) -> None:
        self.places = tuple(places)

    def _made(self, row: tuple[Any, ...]) -> T:
        raise NotImplementedError

    def _like(self, places: list[Sequence[Any]]) -> Parts[T]:
        raise NotImplementedError

    def __len__(self) -> int:
        return len(self.places[0])

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Parts[T]: ...
    def __getitem__(self, at: int | slice) -> T | Parts[T]:
        """One value, or those of a slice."""
        found = [each[at] for each in self.places]
        return self._like(found) if isinstance(at, slice) else self._made(tuple(found))

    def __iter__(self) -> Iterator[T]:
        return map(self._made, zip(*self.places, strict=True))


class Numbers(Sequence[Any]):
    """Numbers in an array of NumPy's, given as Python's own.

    >>> import numpy as np
    >>> shares = Numbers(np.array([0.25, 0.5]))
    >>> shares[1], list(shares[:1])
    (0.5, [0.25])
    """

    def __init__(self, array: npt.NDArray[Any]) -> None:
        self.array = array

    def __len__(self) -> int:
        return len(self.array)

    def __getitem__(self, at: Any) -> Any:
        """One number, or those of a slice."""
        return Numbers(self.array[at]) if isinstance(at, slice) else self.array[at].item()

    def __iter__(self) -> Iterator[Any]:
        return iter(self.array.tolist())


class Tuples(Parts[tuple[Any, ...]]):
    """Tuples of one length.

    >>> Tuples([[1, 2, 3], "abc"])[1], list(Tuples([[1, 2], "ab"]))
    ((2, 'b'), [(1, 'a'), (2, 'b')])
    """

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return zip(*self.places, strict=True)

    def _made(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        return row

    def _like(self, places: list[Sequence[Any]]) -> Tuples:
        return Tuples(places)


class Dicts(Parts[dict[str, Any]]):
    """Dictionaries of the same keys.

    >>> list(Dicts(("app", "web"), [[0.1, 0.2], [0.3, 0.4]]))
    [{'app': 0.1, 'web': 0.3}, {'app': 0.2, 'web': 0.4}]
    """

    def __init__(self, keys: Sequence[str], places: Sequence[Sequence[Any]]) -> None:
        super().__init__(places)
        self.keys = tuple(keys)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return map(dict, map(zip, repeat(self.keys), zip(*self.places, strict=True)))

    def _made(self, row: tuple[Any, ...]) -> dict[str, Any]:
        return dict(zip(self.keys, row, strict=True))

    def _like(self, places: list[Sequence[Any]]) -> Dicts:
        return Dicts(self.keys, places)


def _taken(values: Sequence[Any], places: npt.NDArray[np.intp]) -> Sequence[Any]:
    if isinstance(values, Numbers):
        return Numbers(values.array[places])
    return [values[place] for place in places.tolist()]


def records_of(given: Sequence[T], kind: type[T], names: Sequence[str]) -> Records[T]:
    """Records that were made already, by their fields.

    >>> records_of([3 + 1j, 4 + 2j], complex, ("real", "imag")).columns
    {'real': [3.0, 4.0], 'imag': [1.0, 2.0]}
    """
    if isinstance(given, Records):
        return given
    return Records(kind, {name: list(map(operator.attrgetter(name), given)) for name in names})


def first_again(given: Sequence[T]) -> Sequence[T]:
    """What was given, and the first of it once more at the end.

    >>> first_again(Records(complex, {"real": [1, 2]})).columns
    {'real': [1, 2, 1]}
    """
    if isinstance(given, Records) and all(type(each) is list for each in given.columns.values()):
        return Records(given.kind, {name: [*by, by[0]] for name, by in given.columns.items()})
    return [*given, given[0]]


def _setter(kind: type, name: str) -> Callable[[Any, Any], None]:
    """How a field is set, whatever the class has against it."""
    slot = getattr(kind, name, None)
    if isinstance(slot, MemberDescriptorType):
        return slot.__set__
    return lambda made, value: object.__setattr__(made, name, value)
