"""Typed JSON between the judge and the learner's process: frames, and values by their exact types.

A frame is four bytes of length and a JSON document. What comes from a learner is read with caps
on size and depth, and makes nothing but plain values; anything else stays with the learner and
crosses as a number that stands for it.
"""

from __future__ import annotations

import base64
import builtins
import datetime as dt
import functools
import json
import math
import socket
import struct
import sys
import time
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple
from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path, PurePosixPath
from typing import Any

from leadlab.errors import LeadlabError

HEAD = struct.Struct(">I")
DEPTH = 40
WHOLE = 2**53
"""Whole numbers below it are the same in every JSON reader."""
LOOK_SECONDS = 0.25
TAG = "t"
Opaque = Callable[[Any], dict[str, Any]]
GONE = "The other side is gone."


class Broken(LeadlabError):  # noqa: N818 - reads as a sentence: "raise Broken"
    """What came over the wire is not what was asked for, or nothing came."""


class Oversize(Broken):
    """More came than is taken."""


class TooLate(Broken):
    """Nothing came in time."""


def send(channel: socket.socket, message: Any, *, seconds: float | None = None) -> int:
    """Send one message; its number of bytes.

    Args:
        channel: Where it goes.
        message: What is sent.
        seconds: How long is waited for the other side to read; without it, for ever.

    Raises:
        TooLate: the other side did not read it.
        Broken: the other side is gone.
    """
    content = json.dumps(message, separators=(",", ":"), default=_not_json).encode()
    if seconds is not None:
        channel.settimeout(seconds)
    try:
        channel.sendall(HEAD.pack(len(content)) + content)
    except TimeoutError as error:
        raise TooLate("Nobody read what was sent.") from error
    except OSError as error:
        raise Broken(GONE) from error
    finally:
        if seconds is not None:
            channel.settimeout(None)
    return len(content)


def hand_over(channel: socket.socket, descriptors: Sequence[int]) -> None:
    """Send open files, which the other side takes with `socket.recv_fds`.

    Raises:
        Broken: the other side is gone.
    """
    try:
        socket.send_fds(channel, [b"."], list(descriptors))
    except OSError as error:
        raise Broken(GONE) from error


def receive(
    channel: socket.socket,
    *,
    most: int,
    seconds: float | None = None,
    meanwhile: Callable[[], None] | None = None,
) -> Any:
    """The next message.

    Args:
        channel: Where it comes from.
        most: Bytes that are taken.
        seconds: How long is waited; without it, for ever.
        meanwhile: Done now and then while nothing comes.

    Raises:
        Oversize: it is larger than `most` bytes.
        TooLate: it did not come within `seconds`.
        Broken: the other side is gone, or sent no JSON.
    """
    until = None if seconds is None else time.monotonic() + seconds
    (size,) = HEAD.unpack(_exactly(channel, HEAD.size, until, meanwhile))
    if size > most:
        raise Oversize(f"A message of {size} bytes came; {most} are the most.")
    content = _exactly(channel, size, until, meanwhile)
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Broken("What came is no JSON.") from error


def _exactly(
    channel: socket.socket, count: int, until: float | None, meanwhile: Callable[[], None] | None
) -> bytes:
    content = bytearray()
    while len(content) < count:
        left = None if until is None else until - time.monotonic()
        if left is not None and left <= 0:
            raise TooLate("No answer came in time.")
        if meanwhile is not None:
            left = LOOK_SECONDS if left is None else min(left, LOOK_SECONDS)
        channel.settimeout(left)
        try:
            part = channel.recv(min(count - len(content), 1 << 20))
        except TimeoutError:
            if meanwhile is not None:
                meanwhile()
            continue
        except OSError as error:
            raise Broken(GONE) from error
        finally:
            channel.settimeout(None)
        if not part:
            raise Broken(GONE)
        content += part
    return bytes(content)


def _not_json(value: Any) -> Any:
    raise TypeError(f"{type(value).__name__} is no JSON")


def pack(value: Any, opaque: Opaque | None = None, depth: int = DEPTH) -> Any:
    """A value as JSON that says its type.

    >>> pack({"a": (1, 2.5)})
    {'t': 'dict', 'v': [['a', {'t': 'tuple', 'v': [1, 2.5]}]]}

    Args:
        value: What is to cross.
        opaque: Describes what cannot cross by value.
        depth: How deep it may lie.
    """
    kind = type(value)
    if value is None or kind is bool or kind is str:
        return value
    if kind is int:
        return value if -WHOLE < value < WHOLE else {TAG: "int", "v": f"{value:x}"}
    if kind is float:
        return value if math.isfinite(value) else {TAG: "float", "v": repr(value)}
    if depth <= 0:
        return _opaque(value, opaque)
    writer = WRITERS.get(kind)
    if writer is not None:
        packed = writer(value, lambda each: pack(each, opaque, depth - 1))
        return _opaque(value, opaque) if packed is None else packed
    if "numpy" in sys.modules and _of_a_library(kind):  # type: ignore[arg-type]  # a class can be hashed
        from leadlab.grading import wire_tables

        packed = wire_tables.pack(value, lambda each: pack(each, opaque, depth - 1))
        if packed is not None:
            return packed
    return _like_plain(value, kind, opaque, depth)


@functools.lru_cache(maxsize=1_000)
def _of_a_library(kind: Any) -> bool:
    """Whether a class is NumPy's or pandas's, or made from one of theirs."""
    packages = {str(each.__module__).partition(".")[0] for each in kind.__mro__}
    return not packages.isdisjoint({"numpy", "pandas"})


def _like_plain(value: Any, kind: type, opaque: Opaque | None, depth: int) -> Any:
    """Named tuples by their fields; all other subclasses stay where they are."""
    fields = kind.__dict__.get("_fields")
    if issubclass(kind, tuple) and isinstance(fields, tuple) and kind.__bases__ == (tuple,):
        each = [pack(item, opaque, depth - 1) for item in tuple.__iter__(value)]
        return {TAG: "named", "name": kind.__name__, "fields": list(fields), "v": each}
    return _opaque(value, opaque)


def _opaque(value: Any, opaque: Opaque | None) -> dict[str, Any]:
    if opaque is None:
        raise Broken(f"A {type(value).__name__} cannot cross by value.")
    return {TAG: "handle", **opaque(value)}


def unpack(value: Any, handle: Callable[[dict[str, Any]], Any] | None = None) -> Any:
    """The value of typed JSON; nothing of the sender's is imported or run.

    >>> unpack({"t": "dict", "v": [["a", {"t": "tuple", "v": [1, 2.5]}]]})
    {'a': (1, 2.5)}

    Raises:
        Broken: it is not of a known type, or too deep.
    """
    try:
        return _unpack(value, handle, DEPTH + 2)
    except Broken:
        raise
    except Exception as error:
        raise Broken(f"A value came damaged: {type(error).__name__}.") from error


def _unpack(value: Any, handle: Callable[[dict[str, Any]], Any] | None, depth: int) -> Any:
    kind = type(value)  # JSON makes nothing but plain values
    if kind is not dict and kind is not list:
        return value
    if depth <= 0:
        raise Broken("A value came that lies too deep.")

    def inner(each: Any) -> Any:
        return _unpack(each, handle, depth - 1)

    if kind is list:
        return [inner(each) for each in value]
    tag = value.get(TAG)
    if tag == "handle":
        if handle is None:
            raise Broken("An object came where a value was expected.")
        return handle(value)
    reader = READERS.get(tag) if isinstance(tag, str) else None
    if reader is not None:
        return reader(value["v"], inner, value)
    from leadlab.grading import wire_tables

    return wire_tables.unpack(value, inner)


Inner = Callable[[Any], Any]
Writer = Callable[[Any, Inner], Any]
Reader = Callable[[Any, Inner, dict[str, Any]], Any]
BUILTIN_TYPES = {
    name: each
    for name, each in [*vars(builtins).items(), ("NoneType", type(None))]
    if isinstance(each, type) and each is not type
}
FACTORIES = {"list": list, "dict": dict, "set": set, "int": int, "float": float, "str": str}


def _many(tag: str) -> Writer:
    return lambda value, inner: {TAG: tag, "v": [inner(each) for each in value]}


def _pairs(tag: str) -> Writer:
    return lambda value, inner: {
        TAG: tag,
        "v": [
            [key if type(key) is str else inner(key), inner(each)] for key, each in value.items()
        ],
    }


def _text(tag: str) -> Writer:
    return lambda value, _: {TAG: tag, "v": str(value)}


def _bytes(tag: str) -> Writer:
    return lambda value, _: {TAG: tag, "v": base64.b64encode(value).decode()}


def _iso(tag: str) -> Writer:
    return lambda value, _: {TAG: tag, "v": value.isoformat()}


def _default(value: Any, inner: Inner) -> Any:
    name = getattr(value.default_factory, "__name__", "")
    known = name if FACTORIES.get(name) is value.default_factory else None
    return {**_pairs("defaultdict")(value, inner), "of": known}


def _slice(value: Any, inner: Inner) -> Any:
    return {TAG: "slice", "v": [inner(value.start), inner(value.stop), inner(value.step)]}


def _type(value: type, _: Inner) -> Any:
    known = BUILTIN_TYPES.get(value.__name__) is value
    return {TAG: "type", "v": value.__name__} if known else None


WRITERS: dict[type, Writer] = {
    list: lambda value, inner: [inner(each) for each in value],
    tuple: _many("tuple"),
    set: _many("set"),
    frozenset: _many("frozenset"),
    deque: _many("deque"),
    dict: _pairs("dict"),
    OrderedDict: _pairs("ordered"),
    Counter: _pairs("counter"),
    defaultdict: _default,
    complex: lambda value, _: {TAG: "complex", "v": [repr(value.real), repr(value.imag)]},
    bytes: _bytes("bytes"),
    bytearray: _bytes("bytearray"),
    range: lambda value, inner: {
        TAG: "range", "v": [inner(value.start), inner(value.stop), inner(value.step)],
    },
    slice: _slice,
    Decimal: _text("decimal"),
    Fraction: lambda value, inner: {
        TAG: "fraction", "v": [inner(value.numerator), inner(value.denominator)],
    },
    dt.date: _iso("date"),
    dt.time: _iso("time"),
    dt.datetime: _iso("datetime"),
    dt.timedelta: lambda value, _: {
        TAG: "timedelta", "v": [value.days, value.seconds, value.microseconds],
    },
    type(Ellipsis): lambda *_: {TAG: "ellipsis", "v": 0},
    type(NotImplemented): lambda *_: {TAG: "notimplemented", "v": 0},
    type(Path()): _text("path"),
    PurePosixPath: _text("path"),
    type: _type,
}  # fmt: skip


def _named(value: Any, inner: Inner, whole: dict[str, Any]) -> Any:
    name, fields = str(whole["name"]), tuple(map(str, whole["fields"]))
    kind = _named_types.get((name, fields))
    if kind is None:
        kind = namedtuple(name, fields)  # type: ignore[misc, no-redef]  # noqa: PYI024 - named at run time
        if len(_named_types) < MOST_NAMED:
            _named_types[name, fields] = kind
    made: Any = kind
    return made(*[inner(each) for each in value])


MOST_NAMED = 1_000
_named_types: dict[tuple[str, tuple[str, ...]], Any] = {}
READERS: dict[str, Reader] = {
    "int": lambda v, _, __: int(v, 16),
    "float": lambda v, _, __: {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}[v],
    "tuple": lambda v, inner, _: tuple(map(inner, v)),
    "set": lambda v, inner, _: set(map(inner, v)),
    "frozenset": lambda v, inner, _: frozenset(map(inner, v)),
    "deque": lambda v, inner, _: deque(map(inner, v)),
    "dict": lambda v, inner, _: {
        key if type(key) is str else inner(key): inner(each) for key, each in v
    },
    "ordered": lambda v, inner, _: OrderedDict((inner(key), inner(each)) for key, each in v),
    "counter": lambda v, inner, _: Counter({inner(key): inner(each) for key, each in v}),
    "defaultdict": lambda v, inner, whole: defaultdict(
        FACTORIES.get(whole.get("of") or ""), [(inner(key), inner(each)) for key, each in v]
    ),
    "complex": lambda v, _, __: complex(float(v[0]), float(v[1])),
    "bytes": lambda v, _, __: base64.b64decode(v, validate=True),
    "bytearray": lambda v, _, __: bytearray(base64.b64decode(v, validate=True)),
    "range": lambda v, inner, _: range(*map(inner, v)),
    "slice": lambda v, inner, _: slice(*map(inner, v)),
    "decimal": lambda v, _, __: Decimal(v),
    "fraction": lambda v, inner, _: Fraction(inner(v[0]), inner(v[1])),
    "date": lambda v, _, __: dt.date.fromisoformat(v),
    "time": lambda v, _, __: dt.time.fromisoformat(v),
    "datetime": lambda v, _, __: dt.datetime.fromisoformat(v),
    "timedelta": lambda v, _, __: dt.timedelta(*map(int, v)),
    "ellipsis": lambda *_: ...,
    "notimplemented": lambda *_: NotImplemented,
    "path": lambda v, _, __: Path(v),
    "type": lambda v, _, __: BUILTIN_TYPES[v],
    "named": _named,
}
