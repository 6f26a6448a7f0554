"""What runs inside the learner's process: their cells, and answers to the judge's questions.

Everything here is in the learner's hands: they can replace it all. So nothing here decides
anything; what it says is read by the judge as data.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
from collections.abc import Callable
from typing import Any

from leadlab.grading import wire
from leadlab.grading.records import Limits
from leadlab.grading.shelf import Packed, Shelf
from leadlab.grading.shell import Runner, alarm

REQUEST_BYTES = 64_000_000


class Learner:
    """Answers one request after the other."""

    def __init__(self, channel: socket.socket, limits: Limits) -> None:
        self.channel = channel
        self.limits = limits
        self.runner = Runner(limits.output_bytes)
        self.shelf = Shelf(self.call_back)
        self.answers: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
            "begin": self.begin,
            "run": self.run,
            "get": self.get,
            "set": self.set,
            "call": self.call,
            "each": self.each,
            "attribute": self.attribute,
            "assign": self.assign,
            "isinstance": self.isinstance,
            "file": self.file,
        }

    def serve(self) -> None:
        """Answer until the judge hangs up."""
        while True:
            try:
                request = wire.receive(self.channel, most=REQUEST_BYTES)
            except wire.Broken:
                return
            self.answer(request)

    def answer(self, request: dict[str, Any]) -> None:
        """Answer one request."""
        try:
            reply = self.answers[request["do"]](request)
        except BaseException as error:  # noqa: BLE001 - SystemExit and the alarm are answers as well
            signal.setitimer(signal.ITIMER_REAL, 0)
            reply = {"error": self.shelf.describe_error(error)}
        reply["n"] = request["n"]
        try:
            wire.send(self.channel, reply)
        except (TypeError, ValueError, RecursionError, MemoryError) as error:
            wire.send(self.channel, {"n": request["n"], "error": self.shelf.describe_error(error)})

    def begin(self, request: dict[str, Any]) -> dict[str, Any]:
        """Whose notebook it is, and whether it looks back at its own cells."""
        os.environ.update(request["environment"])
        self.runner.notes = request["notes"]
        return {}

    def run(self, request: dict[str, Any]) -> dict[str, Any]:
        """Run a cell."""
        ended, outputs = self.runner.run(request["source"], request["seconds"])
        return {"how": ended, "outputs": outputs.plain()}

    def get(self, request: dict[str, Any]) -> dict[str, Any]:
        """The value of a name."""
        names = self.runner.names
        if request["name"] not in names:
            return {"missing": True}
        return {"value": self.shelf.pack(names[request["name"]])}

    def set(self, request: dict[str, Any]) -> dict[str, Any]:
        """Give a name a value."""
        self.runner.names[request["name"]] = self.shelf.unpack(request["value"])
        return {}

    def call(self, request: dict[str, Any]) -> dict[str, Any]:
        """Call something that the judge has the number of."""
        given = [self.shelf.unpack(each) for each in request["args"]]
        named = {name: self.shelf.unpack(each) for name, each in request["kwargs"].items()}
        before = [self.shelf.pack_plain(each) for each in given]
        function = self.shelf[request["of"]]
        if (special := request.get("special")) is not None:
            function = _special(function, special)
        outputs = self.runner.redirect()
        with alarm(request["seconds"]):
            value = function(*given, **named)
        reply: dict[str, Any] = {"out": _printed(outputs.plain())}
        same = next((at for at, each in enumerate(given) if each is value and _mutable(each)), None)
        if same is not None:
            reply["same"] = same
        else:
            reply["value"] = self.shelf.pack(value)
        after = [self.shelf.pack_plain(each) for each in given]
        changed = {
            at: new for at, (old, new) in enumerate(zip(before, after, strict=True)) if old != new
        }
        if changed:
            reply["changed"] = changed
        return reply

    def each(self, request: dict[str, Any]) -> dict[str, Any]:
        """Call something with one value after the other, until the first error."""
        function = self.shelf[request["of"]]
        outputs = self.runner.redirect()
        answers = Packed(self.shelf)
        reply: dict[str, Any] = {}
        try:
            with alarm(request["seconds"]):
                for each in self.shelf.unpack_each(request):
                    answers.add(function(*each) if request["starred"] else function(each))
        except BaseException as error:  # noqa: BLE001 - SystemExit and the alarm are answers as well
            reply["stopped"] = self.shelf.describe_error(error)
        return {**reply, **answers.message(), "out": _printed(outputs.plain())}

    def attribute(self, request: dict[str, Any]) -> dict[str, Any]:
        """An attribute of an object."""
        return {"value": self.shelf.pack(getattr(self.shelf[request["of"]], request["name"]))}

    def assign(self, request: dict[str, Any]) -> dict[str, Any]:
        """Set an attribute of an object."""
        value = self.shelf.unpack(request["value"])
        setattr(self.shelf[request["of"]], request["name"], value)
        return {}

    def isinstance(self, request: dict[str, Any]) -> dict[str, Any]:
        """Whether an object is one of a class."""
        of, kind = self.shelf[request["of"]], self.shelf[request["class"]]
        return {"value": isinstance(of, kind)}

    def file(self, request: dict[str, Any]) -> dict[str, Any]:
        """What stands in a file."""
        with open(request["name"], "rb") as source:  # noqa: PTH123 - the learner may replace Path
            return {"value": self.shelf.pack(source.read(request["most"]))}

    def call_back(self, request: dict[str, Any]) -> Any:
        """Ask the judge to call a function that it gave."""
        wire.send(self.channel, request)
        while True:
            reply = wire.receive(self.channel, most=REQUEST_BYTES)
            if "back" in reply:
                return reply
            self.answer(reply)  # the function that it gave asks for something of ours


def _special(owner: Any, name: str) -> Any:
    """A method that Python itself looks up, such as `__len__`."""
    method = getattr(type(owner), name)
    return lambda *given: method(owner, *given)


def _mutable(value: Any) -> bool:
    return not isinstance(value, int | float | str | bytes | tuple | frozenset | None)


def _printed(outputs: list[dict[str, Any]]) -> str:
    texts = [each["text"] for each in outputs if each["output_type"] == "stream"]
    return "".join(texts)


def serve(channel: socket.socket, limits: Limits) -> None:
    """Be the learner's process."""
    with contextlib.suppress(wire.Broken, OSError):
        Learner(channel, limits).serve()
