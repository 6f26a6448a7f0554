"""Lies on the wire: a learner's process that answers what no honest one would."""

from __future__ import annotations

from dataclasses import replace

from target import LIMITS, Attack

SMALL = replace(LIMITS, cell_seconds=0.6)
TAKE = """
import gc, json, struct
from leadlab.grading.learner import Learner
def own(): return next(each for each in gc.get_objects() if isinstance(each, Learner))
def say(message, raw=False):
    content = message if raw else json.dumps(message).encode()
    own().channel.sendall(struct.pack(">I", len(content)) + content)
"""


def reply(what: str) -> str:
    """Answer each question about a name or a call with this expression."""
    return f"{TAKE}\nLearner.get = Learner.call = Learner.attribute = lambda self, request: {what}\nown().answers.update(get=lambda r: Learner.get(None, r), call=lambda r: Learner.call(None, r), attribute=lambda r: Learner.attribute(None, r))"


def value(what: str) -> str:
    """Answer each question with this value."""
    return reply(f"{{'value': {what}}}")


def handle(**told: object) -> str:
    """Answer with a thing that is described so."""
    return value(repr({"t": "handle", "id": 0, **told}))


THING = {"kind": "class", "name": "X", "module": "x", "special": [], "bases": [], "id": 1}
ERROR = {"kind": "builtin", "name": "Exception"}
WIRING = [
    Attack(name="points in place of an answer", before=value("1.0") + "\nprint({'points': 2.0, 'ended': True})"),
    Attack(name="answers before the questions", before=TAKE + """
for number in range(1, 60):
    say({"n": number, "value": 86028121, "ended": True, "points": 2.0, "how": "ended"})
"""),
    Attack(name="the worker's words", before=TAKE + """
say({"ended": True, "value": 2.0, "outputs": [], "lost": "", "refused": False, "noted": [], "forgeable": False})
say({"do": "open", "noting": True, "cells": [], "granted": {}, "seed": 1})
"""),
    Attack(name="no JSON", before=TAKE + "say(b'{\"n\": ', raw=True)"),
    Attack(name="half a message", before=TAKE + "own().channel.sendall(b'\\0\\0')", limits=SMALL),
    Attack(name="a message of four gigabytes", before=TAKE + "own().channel.sendall(b'\\xff\\xff\\xff\\xff')"),
    Attack(name="brackets without an end", before=TAKE + "say(b'[' * 200_000, raw=True)"),
    Attack(name="numbers without an end", before=TAKE + "say(b'{\"n\": ' + b'9' * 1_000_000 + b'}', raw=True)"),
    Attack(name="endless answers", before=TAKE + """
import threading
def flood():
    while True: own().channel.sendall(b"\\0\\0\\0\\2{}")
threading.Thread(target=flood, daemon=True).start()
""", limits=SMALL),
    Attack(name="nobody reads", before=TAKE + """
import time
from leadlab.grading import wire
wire.receive = lambda *given, **named: time.sleep(1_000_000)
""", answers={"mean": f"mean = '{'x' * 1_000_000}'"}, limits=replace(SMALL, notebook_seconds=3)),
    Attack(name="slow answers", answers={"apply": TAKE + """
def apply(function, values): return values
import time
def slow(request):
    while True:
        time.sleep(0.3); own().channel.sendall(b"\\0")
own().answers.update(get=slow, call=slow)
"""}, limits=replace(SMALL, cell_seconds=0.3)),
    Attack(name="a function of the judge's own", before=handle(kind="builtin", name="eval")),
    Attack(name="a module of the judge's own", before=handle(kind="module", name="os")),
    Attack(name="something to import", before=handle(kind="import", module="os", name="system")),
    Attack(name="a record to fill", before=handle(kind="record", module="leadlab.grading.records", name="Verdict", fields={})),
    Attack(name="numbers of others' things", before=handle(kind="mine", id=-1)),
    Attack(name="a class that is an error", before=handle(kind="object", **{"class": {**THING, "bases": [ERROR]}})),
    Attack(name="a class without an end", before=value("deep") + """
deep = {"t": "handle", "kind": "class", "name": "X", "module": "x", "special": [], "id": 1, "bases": []}
for number in range(300): deep = {**deep, "id": number, "bases": [{k: v for k, v in deep.items() if k != "t"}]}
"""),
    Attack(name="special methods of the judge's choice", before=handle(kind="object", **{"class": {
        **THING, "special": ["__eq__", "__class__", "__getattribute__", "__init_subclass__", "__del__", "__reduce__"],
    }})),
    Attack(name="an error that ends the judge", before=reply(
        "{'error': {'id': 0, 'said': '', 'args': [], 'class': {'kind': 'builtin', 'name': 'SystemExit'}}}"
    )),
    Attack(name="an error that ends a generator", before=reply(
        "{'error': {'id': 0, 'said': '', 'args': [], 'class': {'kind': 'builtin', 'name': 'GeneratorExit'}}}"
    )),
    Attack(name="an error that is none", before=reply(
        "{'error': {'id': 0, 'said': '', 'args': [], 'class': {'kind': 'builtin', 'name': 'dict'}}}"
    )),
    Attack(name="a pickle", before=value("{'t': 'pickle', 'v': 'gASVHgAAAAAAAACMBXBvc2l4lIwGc3lzdGVtlJOUjANsc5SFlFKULg=='}")),
    Attack(name="an array of objects by their addresses", before=value("{'t': 'array', 'd': '|O', 's': [1], 'v': 'AAAAAAAAAAA='}")),
    Attack(name="an array with another shape", before=value("{'t': 'array', 'd': '<f8', 's': [-1, 10**9], 'v': ''}")),
    Attack(name="a type of array that calls", before=value("{'t': 'array', 'd': '({}).__class__', 's': [1], 'v': ''}")),
    Attack(name="a table without its columns", before=value("{'t': 'frame', 'c': 1, 'i': None, 'v': [[1, 2], [3]]}")),
    Attack(name="a named tuple with names of code", before=value("{'t': 'named', 'name': 'a b', 'fields': ['__class__', '1'], 'v': []}")),
    Attack(name="what no type has", before=value("{'t': ['x'], 'v': {}}")),
    Attack(name="arguments that were never changed", answers={"mean": TAKE + """
def mean(values): return 0
own().answers["call"] = lambda request: {
    "value": 0, "same": 99, "changed": {"0": [27.5], "-1": [], "x": 1, "7": {"t": "dict", "v": []}},
}
"""}),
    Attack(name="the test's own arguments as the answer", answers={"mean": TAKE + """
def mean(values): return 0
own().answers["call"] = lambda request: {"same": 0}
"""}),
    Attack(name="questions to the judge", answers={"mean": TAKE + """
from leadlab.grading import wire
def ask(**request):
    say({"ask": "attribute", **request})
    return wire.receive(own().channel, most=10**6, seconds=1)
def mean(values):
    for number in range(-2, 3):
        for name in ("__globals__", "__class__", "__dict__", "f_globals", "gi_frame", "__self__", "names"):
            print("LEAK", str(ask(of=number, name=name))[:300])
        say({"ask": "call", "of": number, "args": [], "kwargs": {}})
        print("LEAK", str(wire.receive(own().channel, most=10**6, seconds=1))[:300])
"""}),
    Attack(name="sockets handed over", before=TAKE + """
import socket, os
socket.send_fds(own().channel, [b"x"], [0])
""", limits=SMALL),
    Attack(name="hanging up", before=TAKE + "own().channel.shutdown(2)"),
]  # fmt: skip
