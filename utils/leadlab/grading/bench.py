"""The judge's bench: the process that runs the instructor's tests, and no learner's code."""

from __future__ import annotations

import ast
import contextlib
import functools
import linecache
import math
import numbers
import os
import random
import re
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import CodeType
from typing import Any

from leadlab.grading import wire
from leadlab.grading.link import GRACE_SECONDS, Lost, RemoteLink
from leadlab.grading.outputs import Outputs, Stream, said, trace
from leadlab.grading.provenance import Owner, Provenance, Statement, plain_source
from leadlab.grading.records import Cell, Limits, Role
from leadlab.grading.shell import alarm

REQUEST_BYTES = 64_000_000
REPR = 2_000
FILE = re.compile(
    r"[\w-][\w./ -]{0,99}\.(?:csv|tsv|txt|md|log|dat|json|xml|html|svg|png|jpe?g|xlsx|parquet|npy)"
)
"""Names of files that are data however they are read; a pickle is not."""
STEADY = {"__builtins__", "__name__", "__doc__", "get_ipython"}


class Names(dict[str, Any]):
    """The namespace of the tests: what it lacks it fetches from where it belongs."""

    def __init__(self, find: Callable[[str], Any]) -> None:
        super().__init__()
        self.find = find

    def __missing__(self, name: str) -> Any:
        return self.find(name)


class Bench:
    """Runs the tests of one submission."""

    def __init__(self, order: dict[str, Any], provenance: Provenance, limits: Limits) -> None:
        self.limits = limits
        os.environ.update(order["environment"])
        self.provenance = provenance
        self.seed = int(order["seed"])
        self.noting = bool(order["noting"])
        self.granted = {
            test: {(kind, name): module != "__main__" for kind, module, name in noted}
            for test, noted in order["granted"].items()
        }
        self.link: RemoteLink | None = None
        self.test: str | None = None
        self.fetched: dict[str, Any] = {}
        self.done: set[int] = set()
        self.names = Names(self.find)
        self._begin()

    def _begin(self) -> None:
        self.names.update(__name__="__main__", __doc__=None)
        if (shell := _shell()) is not None:
            self.names["get_ipython"] = lambda: shell
        random.seed(self.seed)
        if "numpy" in sys.modules:
            sys.modules["numpy"].random.seed(self.seed % 2**32)

    def find(self, name: str) -> Any:
        """The value of a name that no test has given one."""
        if name in self.fetched:
            return self.fetched[name]
        if name.startswith("__"):
            raise KeyError(name)
        owner = self.provenance.owner(name, self.test)
        if owner is Owner.COURSE and self._make(name):
            return dict.__getitem__(self.names, name)
        if owner is Owner.BUILTIN or self.link is None:
            raise KeyError(name)
        value = self.fetched[name] = self.link.get(name)
        return value

    def _make(self, name: str) -> bool:
        """Make a name of the course's, by the statements that make it; whether that went well."""
        for statement in self.provenance.makers(name, self.test):
            if id(statement) in self.done or (
                statement.role is Role.ANSWER and not statement.imports
            ):
                continue
            self.done.add(id(statement))
            try:
                with contextlib.redirect_stdout(Stream("stdout", Outputs(0))):
                    exec(_code(statement), self.names)
            except Exception:  # noqa: BLE001 - it then comes from where it went well
                return False
        return name in self.names

    def given_class(self, name: str) -> type | None:
        """A class that a set-up cell makes, and no answer does, as it is made here."""
        makers = [each for each in self.provenance.makers(name, self.test) if name in each.makes]
        if not makers or any(each.role is Role.ANSWER for each in makers):
            return None
        kept = dict(self.names)
        made = self._make(name) or name in self.names
        found = self.names.get(name) if made else None
        if self.provenance.owner(name, self.test) is Owner.LEARNER:
            self.done -= {id(each) for each in makers}
            self.names.pop(name, None)
            self.names.update({name: kept[name]} if name in kept else {})
        return found if isinstance(found, type) else None

    def run(self, request: dict[str, Any]) -> dict[str, Any]:
        """Run one test, and what came of it."""
        self.test, self.fetched = request["grade_id"], {}
        self._forget()
        outputs = Outputs(self.limits.output_bytes)
        sys.stdout, sys.stderr = Stream("stdout", outputs), Stream("stderr", outputs)
        self._link_up(request["seconds"])
        written = self._fetch_files(request["source"])
        value, shown, ended = None, None, False
        try:
            with alarm(request["seconds"] + GRACE_SECONDS):
                value = self._execute(request["source"], f"<{self.test}>")
                shown = None if value is None else _shown(value)
            ended = True
        except BaseException as error:  # noqa: BLE001 - whatever ends a test earns nothing
            signal.setitimer(signal.ITIMER_REAL, 0)
            self._failed(error, outputs)
        finally:
            sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
            for path in written:
                path.unlink(missing_ok=True)
        if shown is not None:
            outputs.show("execute_result", {"text/plain": shown}, {}, execution_count=None)
        return self._told(ended, value, outputs)

    def _fetch_files(self, source: str) -> list[Path]:
        """Copies of the files that a test names and the answer may have written."""
        made: list[Path] = []
        for name in _files_named(source) if self.link else ():
            path = Path(name)
            if path.exists() or not path.parent.is_dir():
                continue
            try:
                content = self.link.file(name) if self.link else None
            except (Exception, Lost):  # noqa: BLE001 - the answer has not written it
                continue
            if isinstance(content, bytes):
                path.write_bytes(content)
                made.append(path)
        return made

    def _told(self, ended: bool, value: Any, outputs: Outputs) -> dict[str, Any]:
        link = self.link
        if link and link.waiting and not link.lost:
            link.lost = "The last question was not answered in time."
        return {
            "ended": ended and not (link and link.lost),
            "value": _points(value),
            "outputs": outputs.plain(),
            "lost": link.lost if link else "",
            "forgeable": bool(link and link.forgeable),
            "refused": bool(link and link.refused),
            "noted": sorted(link.noted) if link else [],
        }

    def _link_up(self, seconds: float) -> None:
        if self.link is not None:
            self.link.until = time.monotonic() + seconds
            self.link.noting, self.link.noted = self.noting, set()
            self.link.refused = self.link.forgeable = False
            self.link.granted = self.granted.get(self.test or "", {})

    def _forget(self) -> None:
        """Give back the names that are the learner's again."""
        for name in list(self.names):
            if name in STEADY or not self.provenance.makers(name, self.test):
                continue
            if self.provenance.owner(name, self.test) is Owner.LEARNER:
                del self.names[name]

    def _execute(self, source: str, file: str) -> Any:
        body, last, lines = _compiled(source, file)
        linecache.cache[file] = (sum(map(len, lines)), None, lines, file)
        exec(body, self.names)
        return None if last is None else eval(last, self.names)

    def _failed(self, error: BaseException, outputs: Outputs) -> None:
        if isinstance(error, Lost):
            told = f"The answer did not come: {error}"
            outputs.fail("NoAnswer", told, [told])
        else:
            lines = trace(type(error), error, error.__traceback__)
            outputs.fail(type(error).__name__, said(error), lines)


@functools.lru_cache(maxsize=200)
def _files_named(source: str) -> tuple[str, ...]:
    """Names of files in a test; none that Python would import, and none elsewhere."""
    try:
        tree = ast.parse(plain_source(source))
    except (SyntaxError, ValueError, RecursionError):
        return ()
    texts = {
        each.value
        for each in ast.walk(tree)
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    }
    return tuple(sorted(each for each in texts if FILE.fullmatch(each) and ".." not in each))


@functools.lru_cache(maxsize=200)
def _compiled(source: str, file: str) -> tuple[CodeType, CodeType | None, list[str]]:
    """A test as code, its last value apart, and its lines."""
    source = plain_source(source)
    tree = ast.parse(source, file)
    last = tree.body[-1] if tree.body else None
    lines = source.splitlines(keepends=True)
    if not isinstance(last, ast.Expr) or source.rstrip().endswith(";"):
        return compile(tree, file, "exec"), None, lines
    body = compile(ast.Module(tree.body[:-1], []), file, "exec")
    return body, compile(ast.Expression(last.value), file, "eval"), lines


def _code(statement: Statement) -> CodeType:
    if statement.code is None:
        statement.code = compile(ast.Module([statement.node], []), "<course>", "exec")
    return statement.code


def _cell(told: dict[str, Any]) -> Cell:
    return Cell(**{**told, "role": Role(told["role"])})


def _shell() -> Any:
    from leadlab.grading.shell import Shell

    return Shell.instance() if Shell.initialized() else None


def _points(value: Any) -> float | None:
    """The number that the last line of a test gives, if it gives one."""
    if isinstance(value, bool) or not isinstance(value, numbers.Real):
        return None
    try:
        number = float(value)
    except (OverflowError, ValueError):
        return 0.0
    return number if math.isfinite(number) else 0.0


def _shown(value: Any) -> str:
    try:
        return repr(value)[:REPR]
    except Exception as error:  # noqa: BLE001 - it is only to be shown
        return f"<{type(value).__name__}: {type(error).__name__}>"


def serve(channel: socket.socket, *, limits: Limits) -> None:
    """Be the bench, until the worker hangs up; of one notebook, which is told with the first."""
    bench: Bench | None = None
    provenance = Provenance([])
    while True:
        try:
            order = wire.receive(channel, most=REQUEST_BYTES)
        except wire.Broken:
            return
        if order["do"] == "open":
            if order["cells"] is not None:
                provenance = Provenance([_cell(each) for each in order["cells"]])
            bench = Bench(order, provenance, limits)
        elif order["do"] == "learner" and bench is not None:
            _, found, _, _ = socket.recv_fds(channel, 1, 1)
            if bench.link is not None:
                bench.link.channel.close()
            bench.link = RemoteLink(
                socket.socket(fileno=found[0]),
                most=limits.reply_bytes,
                given_class=bench.given_class,
            )
        elif bench is not None:
            wire.send(channel, bench.run(order))
