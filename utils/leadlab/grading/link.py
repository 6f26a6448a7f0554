"""The judge's end of the wire to the learner's process."""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import importlib
import socket
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from types import BuiltinMethodType, FunctionType, MethodType, ModuleType
from typing import Any

from leadlab.grading import wire, wire_rows
from leadlab.grading.outputs import Stream, said
from leadlab.grading.proxies import remote
from leadlab.grading.proxy_classes import KNOWN_PACKAGES, Proxies, record_maker
from leadlab.grading.wire_columns import columns_of

GRACE_SECONDS = 1.0
"""So much longer than it was given may an answer take: the learner's side stops itself."""
RECORDS = "leadlab."
MAIN = "__main__"
NESTED = {dict, list}
"""What JSON makes of anything but a plain value."""
CLOSED = ("_", "gi_", "cr_", "ag_", "f_", "tb_", "co_", "func_", "mro")
"""Beginnings of attributes of the judge's objects that are nobody else's business."""


class Lost(BaseException):
    """The learner's process is gone or does not answer; no test may swallow that."""


class RemoteLink:
    """Asks the learner's process, and answers what it asks back."""

    def __init__(
        self, channel: socket.socket, *, most: int, given_class: Callable[[str], type | None]
    ) -> None:
        self.channel = channel
        self.given_class = given_class
        """Gives a class that the course itself wrote, by name."""
        self.most = most
        self.until = 0.0
        self.count = 0
        self.lost = ""
        self.proxies = Proxies(self)
        self.given: list[Any] = []
        self.granted: dict[tuple[str, str], bool] = {}
        """Class and method that the course's own solution needs in the test that runs, and
        whether the class is a library's."""
        self.noting = False
        """Whether that is being found out, with the course's own solution."""
        self.noted: set[tuple[str, str, str]] = set()
        self.refused = False
        self.forgeable = False
        self.waiting = False
        """Whether an answer is still to come; it then belongs to no later question."""

    def ask(self, do: str, **request: Any) -> dict[str, Any]:
        """Ask, and wait for the answer.

        Raises:
            Lost: none came, or what came was no answer.
        """
        if self.waiting and not self.lost:
            self.lost = "The last question was not answered in time."
        if self.lost:
            raise Lost(self.lost)
        seconds = self.until - time.monotonic()
        self.count += 1
        try:
            sent = {"do": do, "n": self.count, "seconds": max(seconds, 0.001), **request}
            self.waiting = True
            wire.send(self.channel, sent)
            reply = self._reply(self.count)
        except wire.Broken as broken:
            self.lost = str(broken)
            raise Lost(self.lost) from None
        raised = self._error(reply["error"]) if "error" in reply else None
        if raised is not None:  # an OSError of the answer's is none of the wire's
            raise raised
        return reply

    def _reply(self, number: int) -> dict[str, Any]:
        while True:
            left = self.until - time.monotonic() + GRACE_SECONDS
            reply = wire.receive(self.channel, most=self.most, seconds=max(left, 0.05))
            if not isinstance(reply, dict):
                raise wire.Broken("What came is no answer.")
            if "ask" in reply:
                wire.send(self.channel, {"back": True, **self._asked(reply)})
                continue
            if reply.get("n") != number:
                raise wire.Broken("What came answers another question.")
            self.waiting = False
            return reply

    def _error(self, told: Any) -> BaseException:
        try:
            args = [self.unpack(each) for each in told["args"]]
            if not args and told["said"]:
                args = [str(told["said"])]
            return self.proxies.error(told, args)
        except (LookupError, TypeError, ValueError, AttributeError, wire.Broken):
            self.lost = "An error came damaged."
            raise Lost(self.lost) from None

    def call(
        self, number: int, args: tuple[Any, ...], kwargs: dict[str, Any], special: str | None = None
    ) -> Any:
        """Call something of the learner's; what it changed in its arguments is changed here."""
        given = [self.pack(each) for each in args]
        named = {name: self.pack(each) for name, each in kwargs.items()}
        more = {} if special is None else {"special": special}
        reply = self.ask("call", of=number, args=given, kwargs=named, **more)
        _print(reply)
        changed = reply.get("changed")
        for at, new in changed.items() if isinstance(changed, dict) else ():
            with contextlib.suppress(ValueError, IndexError, TypeError):
                _change(args[int(at)], self.unpack(new))
        same = reply.get("same")
        if type(same) is int and 0 <= same < len(args):
            return args[same]
        return self.unpack(reply.get("value"))

    def call_each(self, number: int, given: Sequence[Any], *, starred: bool) -> Iterator[Any]:
        """Call something of the learner's with one value after the other; an error comes last.

        Where it is `starred`, each value is a tuple of arguments.
        """
        reply = self.ask("each", of=number, starred=starred, **self._pack_each(given))
        _print(reply)
        stopped = self._error(reply["stopped"]) if "stopped" in reply else None
        count, answers = self._answers(reply, len(given))
        if count is None or (count < len(given)) != (stopped is not None):
            self.lost = "What came is no answer to each."
            raise Lost(self.lost)
        return Answers(answers, stopped)

    def _pack_each(self, given: Sequence[Any]) -> dict[str, Any]:
        """Values to be taken one by one: by their fields, by their leaves, or each by itself."""
        kind: Any = type(given[0]) if given else None
        names = _fields_of_record(kind)
        columns = None if names is None else columns_of(given, names)
        if columns is not None:
            return {"columns": columns}
        rows = wire_rows.rows_of(given, _fields_of_record)
        return {"args": [self.pack(each) for each in given]} if rows is None else {"rows": rows}

    def _answers(self, reply: dict[str, Any], most: int) -> tuple[int | None, Iterator[Any]]:
        """How many answers came, None where it is no answer; and at most so many of them."""
        told, values = reply.get("rows"), reply.get("values")
        if isinstance(told, dict) and isinstance(told.get("rows"), list):
            each = "of" if isinstance(told.get("of"), list) else "rows"
            count, told[each] = len(told[each]), told[each][:most]
            return count, self._made(told)
        if isinstance(values, list):
            few = values[:most]
            plain = NESTED.isdisjoint(map(type, few))  # then each is what it says
            return len(values), iter(few) if plain else map(self.unpack, few)
        return None, iter(())

    def _made(self, told: dict[str, Any]) -> Iterator[Any]:
        try:
            yield from wire_rows.made(told, record_maker)
        except wire.Broken as broken:
            self.lost = str(broken)
            raise Lost(self.lost) from None

    def attribute(self, number: int, name: str) -> Any:
        """An attribute of something of the learner's."""
        return self.unpack(self.ask("attribute", of=number, name=name).get("value"))

    def assign(self, number: int, name: str, value: Any) -> None:
        """Set an attribute of something of the learner's."""
        self.ask("assign", of=number, name=name, value=self.pack(value))

    def get(self, name: str) -> Any:
        """The value of a name of the learner's.

        Raises:
            KeyError: there is none.
        """
        reply = self.ask("get", name=name)
        if reply.get("missing") is True:
            raise KeyError(name)
        return self.unpack(reply.get("value"))

    def file(self, name: str) -> Any:
        """What stands in a file that the learner's code has written."""
        return self.unpack(self.ask("file", name=name, most=self.most // 2).get("value"))

    def allowed(self, kind: str, module: str, name: str) -> bool:
        """Whether an object of the learner's may be handed the judge's data by an operator or
        method: only where the course's own solution needs it in the same test.
        """
        if self.noting:
            self.noted.add((kind, module, name))
            return True
        if (kind, name) in self.granted:
            self.forgeable = self.forgeable or self.granted[kind, name]
            return True
        self.refused = True
        return False

    def unpack(self, value: Any) -> Any:
        """What came, as values and stand-ins."""
        try:
            return wire.unpack(value, self.proxies.handle)
        except wire.Broken as broken:
            self.lost = str(broken)
            raise Lost(self.lost) from None

    def pack(self, value: Any) -> Any:
        """What is to be sent."""
        return wire.pack(value, self._describe)

    def _describe(self, value: Any) -> dict[str, Any]:
        kind = type(value)
        names = _fields_of_record(kind)  # type: ignore[arg-type]  # a class can be hashed
        if names is not None:
            fields = self.pack({name: getattr(value, name) for name in names})
            place = {"module": kind.__module__, "name": kind.__qualname__}
            return {"kind": "record", **place, "fields": fields}
        number = remote(value)
        if number is not None:
            return {"kind": "mine", "id": number}
        found = _importable(value)
        if found is not None:
            return {"kind": "import", **found}
        if not _of_the_test(value):
            raise TypeError(f"a {kind.__name__} of the test cannot be handed to the answer")
        self.given.append(value)
        name = str(getattr(value, "__name__", kind.__name__))
        what = "callback" if callable(value) else "yours"
        return {"kind": what, "id": len(self.given) - 1, "name": name}

    def _asked(self, request: dict[str, Any]) -> dict[str, Any]:
        """Answer what the learner's code asks of something that the test gave it."""
        try:
            thing = self.given[int(request["of"])]
            if request["ask"] == "attribute":
                return {"value": self.pack(_attribute(thing, str(request["name"])))}
            args = [self.unpack(each) for each in request["args"]]
            kwargs = {str(name): self.unpack(each) for name, each in request["kwargs"].items()}
            return {"value": self.pack(thing(*args, **kwargs))}
        except Exception as error:  # noqa: BLE001 - an error of the test's function goes back to its caller
            return {"error": {"name": type(error).__name__, "args": [said(error)]}}


class Answers(Iterator[Any]):
    """Answers that came together, given one by one, and the error that ended them."""

    def __init__(self, answers: Iterator[Any], stopped: BaseException | None) -> None:
        self.answers, self.stopped = answers, stopped

    def __next__(self) -> Any:
        for each in self.answers:
            return each
        raise self.stopped or StopIteration


def _print(reply: dict[str, Any]) -> None:
    """Print what was printed there, unless nobody would see it."""
    if reply.get("out") and not isinstance(sys.stdout, Stream):
        sys.stdout.write(str(reply["out"]))


@functools.lru_cache(maxsize=200)
def _fields_of_record(kind: Any) -> tuple[str, ...] | None:
    """Names of the fields of a record of the course's own; None for any other class."""
    if not dataclasses.is_dataclass(kind) or not kind.__module__.startswith(RECORDS):
        return None
    return tuple(each.name for each in dataclasses.fields(kind))


def _of_the_test(value: Any) -> bool:
    """Whether a value is the test's own: through a library's object, its library could be called.

    Libraries that the judge has loaded can write files; what a test itself defines cannot, unless
    the test wants it.
    """
    if isinstance(value, FunctionType):
        return value.__module__ == MAIN
    if isinstance(value, MethodType):
        return type(value.__self__).__module__ == MAIN
    if isinstance(value, BuiltinMethodType):
        return isinstance(value.__self__, list | dict | set | str | tuple)
    return (value if isinstance(value, type) else type(value)).__module__ == MAIN


def _attribute(thing: Any, name: str) -> Any:
    if name.startswith(CLOSED):
        raise AttributeError(name)
    return getattr(thing, name)


def _importable(value: Any) -> dict[str, str] | None:
    """Where both sides can import it from, if they can."""
    if isinstance(value, ModuleType):
        return {"module": value.__name__, "name": ""}
    module, name = getattr(value, "__module__", None), getattr(value, "__qualname__", None)
    if not isinstance(module, str) or not isinstance(name, str):
        return None
    known = module.partition(".")[0] in KNOWN_PACKAGES or module.startswith(RECORDS)
    if not known or module not in sys.modules:
        return None
    found: Any = importlib.import_module(module)
    for part in name.split("."):
        found = getattr(found, part, None)
    return {"module": module, "name": name} if found is value else None


def _change(old: Any, new: Any) -> None:
    """Make a value in place what it became on the other side."""
    if type(old) is not type(new):
        return
    if isinstance(old, list | bytearray):
        old[:] = new
    elif isinstance(old, dict | set):
        old.clear()
        old.update(new)
    elif type(old).__module__ == "numpy" and old.shape == new.shape:
        old[...] = new
    elif type(old).__module__.startswith("pandas"):
        old._update_inplace(new)
