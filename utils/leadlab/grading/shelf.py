"""Objects that stay in the learner's process, and how they are described to the judge."""

from __future__ import annotations

import dataclasses
import functools
import importlib
import inspect
import types
from collections.abc import Callable, Iterator
from typing import Any

from leadlab.checks.running import is_blank_function
from leadlab.grading import wire, wire_rows
from leadlab.grading.outputs import said
from leadlab.grading.special import PLAIN_RECORDS, SPECIAL
from leadlab.grading.wire_columns import records_from

BASES, OWN_NAMES = 12, 200


class Shelf:
    """Objects by number; none is ever put away while a submission is judged."""

    def __init__(self, ask: Callable[[dict[str, Any]], Any]) -> None:
        self.ask = ask
        self.things: list[Any] = []
        self.numbers: dict[int, int] = {}

    def __getitem__(self, number: int) -> Any:
        return self.things[number]

    def number(self, thing: Any) -> int:
        """Its number; the same for the same object."""
        known = self.numbers.get(id(thing))
        if known is None:
            known = self.numbers[id(thing)] = len(self.things)
            self.things.append(thing)
        return known

    def pack(self, value: Any) -> Any:
        """By value where it can, else by number."""
        return wire.pack(value, self.describe)

    def pack_plain(self, value: Any) -> Any:
        """By value; None where it cannot cross so, or is too large to compare."""
        if type(value) not in (list, dict, set, bytearray) and type(value).__module__ not in (
            "numpy", "pandas", "collections",
        ):  # fmt: skip
            return None
        return wire.pack(value, self.describe)

    def describe(self, thing: Any) -> dict[str, Any]:
        """What the judge needs to stand in for it."""
        if isinstance(thing, Given):
            return {"kind": "yours", "id": object.__getattribute__(thing, "number")}
        if isinstance(thing, types.ModuleType):
            return {"kind": "module", "id": self.number(thing), "name": thing.__name__}
        if isinstance(thing, type):
            return self.describe_class(thing)
        kind = type(thing)
        if (kind.__module__, kind.__name__) in PLAIN_RECORDS:
            fields = {name: getattr(thing, name) for name in _fields_of_record(kind) or ()}
            told = {"module": kind.__module__, "name": kind.__name__, "fields": self.pack(fields)}
            return {"kind": "record", **told}
        if isinstance(
            thing,
            types.FunctionType
            | types.BuiltinFunctionType
            | types.MethodType
            | types.MethodWrapperType,
        ):
            return {"kind": "function", "id": self.number(thing), **_function(thing)}
        return {
            "kind": "object",
            "id": self.number(thing),
            "class": self.describe_class(type(thing)),
            "callable": callable(thing),
        }

    def describe_class(self, kind: type) -> dict[str, Any]:
        """A class: its name, its bases and which operators it has."""
        known = wire.BUILTIN_TYPES.get(kind.__name__)
        if known is kind:
            return {"kind": "builtin", "name": kind.__name__}
        return {
            "kind": "class",
            "id": self.number(kind),
            "name": kind.__name__,
            "module": str(kind.__module__),
            "special": [name for name in SPECIAL if _has(kind, name)],
            "own": [name for name in vars(kind) if not name.startswith("__")][:OWN_NAMES],
            "bases": [self.describe_class(each) for each in kind.__bases__[:BASES]],
        }

    def describe_error(self, error: BaseException) -> dict[str, Any]:
        """An error: its class, what it was given and what it says."""
        try:
            given = [self.pack(each) for each in error.args]
        except Exception:  # noqa: BLE001 - what cannot cross is left out
            given = []
        thing = self.number(error)
        return {
            "id": thing, "class": self.describe_class(type(error)), "args": given,
            "said": said(error),
        }  # fmt: skip

    def unpack(self, value: Any) -> Any:
        """What the judge sent."""
        return wire.unpack(value, self.handle)

    def unpack_each(self, request: dict[str, Any]) -> Iterator[Any]:
        """What the judge sent to be taken one by one."""
        if "columns" in request:
            told = request["columns"]
            return iter(records_from(told, self.class_of(told), self.class_of))
        if "rows" in request:
            return wire_rows.made(request["rows"], self.record_maker)
        return map(self.unpack, request["args"])

    def class_of(self, told: dict[str, Any]) -> Any:
        """A class of the course's own, by module and name."""
        return self.handle({**told, "kind": "import"})

    def record_maker(self, module: str, name: str) -> Callable[[dict[str, Any]], Any]:
        """What makes a record of the course's own; the judge's are not checked again."""
        kind = self.handle({"kind": "import", "module": module, "name": name})
        return functools.partial(_record, kind)

    def handle(self, given: dict[str, Any]) -> Any:
        """An object of ours, one of the judge's, or one that both can import."""
        kind = given["kind"]
        if kind == "mine":
            return self.things[given["id"]]
        if kind == "import":
            found: Any = importlib.import_module(given["module"])
            for part in filter(None, given["name"].split(".")):
                found = getattr(found, part)
            return found
        if kind == "record":
            return _record(self.handle({**given, "kind": "import"}), self.unpack(given["fields"]))
        return (GivenFunction if kind == "callback" else Given)(self, given["id"], given["name"])


class Packed:
    """Answers as they are at that moment: as rows for as long as they are of one shape.

    A number or a text is shorter by itself than as a row of one leaf.
    """

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.rows = wire_rows.Rows(_fields_of_record)
        self.values: list[Any] | None = None

    def add(self, answer: Any) -> None:
        """Take an answer, which may be changed later on."""
        if self.values is None:
            begins = not len(self.rows)
            if not (begins and type(answer) in wire_rows.PLAIN) and self.rows.add(answer):
                return
            known = () if begins else wire_rows.made(self.rows.message(), self.shelf.record_maker)
            self.values = [self.shelf.pack(each) for each in known]
        self.values.append(self.shelf.pack(answer))

    def message(self) -> dict[str, Any]:
        """The answers, as the judge reads them."""
        if self.values is None and self.rows:
            return {"rows": self.rows.message()}
        return {"values": self.values or []}


def _fields_of_record(kind: Any) -> tuple[str, ...] | None:
    """Names of the fields of a record that an answer may hold; None for any other class."""
    if (kind.__module__, kind.__name__) not in PLAIN_RECORDS:
        return None  # before it is asked for its hash: the class may be the learner's
    return _fields(kind)


@functools.lru_cache(maxsize=20)
def _fields(kind: Any) -> tuple[str, ...]:
    return tuple(each.name for each in dataclasses.fields(kind))


def _record(kind: type, fields: dict[str, Any]) -> Any:
    made: Any = object.__new__(kind)
    for name, value in fields.items():
        object.__setattr__(made, name, value)
    return made


def _has(kind: type, name: str) -> bool:
    owner = next((each for each in kind.__mro__ if name in vars(each)), object)
    return owner is not object and vars(owner)[name] is not None


def _function(thing: Any) -> dict[str, Any]:
    try:
        given = inspect.signature(thing).parameters.values()
        signature = [[each.name, int(each.kind), each.default is not each.empty] for each in given]
    except (TypeError, ValueError):
        signature = None
    name = getattr(thing, "__name__", "function")
    doc = getattr(thing, "__doc__", None)
    return {
        "name": name if isinstance(name, str) else "function",
        "doc": doc if isinstance(doc, str) else None,
        "signature": signature,
        "blank": is_blank_function(thing),
    }


class Given:
    """Stands for an object of the judge's: what is asked of it is asked there."""

    def __init__(self, shelf: Shelf, number: int, name: str) -> None:
        object.__setattr__(self, "shelf", shelf)
        object.__setattr__(self, "number", number)
        object.__setattr__(self, "name", name)

    def __getattr__(self, name: str) -> Any:
        return _ask(self, "attribute", name=name)

    def __repr__(self) -> str:
        return f"<{object.__getattribute__(self, 'name')} of the test>"


class GivenFunction(Given):
    """Stands for a function of the judge's."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:  # noqa: D102 - as the test has it
        shelf = object.__getattribute__(self, "shelf")
        given = [shelf.pack(each) for each in args]
        named = {name: shelf.pack(each) for name, each in kwargs.items()}
        return _ask(self, "call", args=given, kwargs=named)


def _ask(given: Given, what: str, **more: Any) -> Any:
    shelf = object.__getattribute__(given, "shelf")
    number = object.__getattribute__(given, "number")
    reply = shelf.ask({"ask": what, "of": number, **more})
    if "error" in reply:
        told = reply["error"]
        kind = wire.BUILTIN_TYPES.get(told["name"], RuntimeError)
        raise kind(*shelf.unpack(told["args"]))
    return shelf.unpack(reply["value"])
