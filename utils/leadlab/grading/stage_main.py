"""What the stage does: import, shut itself in, and fork when it is asked to."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import socket
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from leadlab.grading import wire
from leadlab.grading.records import Level, Limits

ORDER_BYTES = 4_000_000
WARM = (
    "ast", "asyncio", "base64", "calendar", "copy", "csv", "dataclasses", "datetime", "decimal",
    "fractions", "functools", "glob", "heapq", "inspect", "io", "itertools", "json", "math",
    "operator", "pathlib", "pickle", "random", "re", "statistics", "string", "textwrap", "typing",
    "unittest", "numpy", "numpy.testing", "numpy.random", "pandas", "IPython.core.interactiveshell",
    "IPython.display", "matplotlib.pyplot", "matplotlib.backends.backend_agg",
    "matplotlib_inline.backend_inline", "matplotlib.font_manager", "yaml",
    "leadlab.checks.grade", "leadlab.checks.exercise", "leadlab.notebook", "leadlab.catalog",
    "leadlab.notebook_learner", "leadlab.notebook_simulation", "leadlab.notebook_outcome",
)  # fmt: skip
"""What notebooks and their tests usually import."""
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main(descriptor: int) -> None:
    """Serve one worker until it closes the socket."""
    control = socket.socket(fileno=descriptor)
    try:
        level = Level(wire.receive(control, most=ORDER_BYTES)["level"])
        started = time.perf_counter()
        home = _import_all()
        wire.send(control, {"ready": True, "seconds": time.perf_counter() - started})
    except BaseException as fault:
        with contextlib.suppress(OSError):
            wire.send(control, {"fault": f"{type(fault).__name__}: {fault}"})
        raise
    _serve(control, level, home)


def _import_all() -> str:
    """Import, and forget where one was."""
    import importlib

    for name in WARM:
        with contextlib.suppress(ImportError):  # what a course does not have it cannot miss
            importlib.import_module(name)
    home = tempfile.mkdtemp(prefix="leadlab-stage-")
    os.environ.clear()
    from leadlab.grading import shell

    shell.prepare(home)
    gc.collect()
    gc.freeze()
    return home


def _serve(control: socket.socket, level: Level, home: str) -> None:
    children: dict[int, str] = {}
    try:
        while True:
            try:
                order = wire.receive(control, most=ORDER_BYTES)
            except wire.Broken:
                return
            if order["do"] == "end":
                wire.send(control, _end(order["process"], children))
                continue
            handed = _handed(control, order)
            process = os.fork()
            if process == 0:
                control.close()
                _become(order, handed, level)  # never returns
            children[process] = order["role"]
            for each in handed:
                os.close(each)
            wire.send(control, {"process": process})
    finally:
        for process in list(children):
            _end(process, children)
        _remove(home)


def _handed(control: socket.socket, order: dict[str, Any]) -> list[int]:
    count = order["channels"] + int(order["files"])
    _, descriptors, _, _ = socket.recv_fds(control, 1, count)
    return descriptors


def _end(process: int, children: dict[int, str]) -> dict[str, Any]:
    if process not in children:
        return {"status": None}
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
    _, status, usage = os.wait4(process, 0)
    del children[process]
    return {"status": status, "cpu": usage.ru_utime + usage.ru_stime, "memory_kb": usage.ru_maxrss}


def _become(order: dict[str, Any], handed: list[int], level: Level) -> None:
    """Be the learner's process or the bench, to its end."""
    status = 1
    try:
        for number in SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        limits = Limits(**order["limits"])
        count = order["channels"]
        channels = [socket.socket(fileno=each) for each in handed[:count]]
        folder = _folder(order, handed[count:])
        if order["role"] == "learner":
            from leadlab.grading import learner, sandbox

            sandbox.shut_in(level, limits, folder)
            learner.serve(channels[0], limits)
        else:
            from leadlab.grading import bench, sandbox

            sandbox.limit(limits)
            bench.serve(*channels, limits=limits)
        status = 0
    except BaseException:  # noqa: BLE001 - a child never goes on as the stage
        import traceback

        with contextlib.suppress(BaseException):
            traceback.print_exc(file=sys.__stderr__)
    finally:
        os._exit(status)


def _folder(order: dict[str, Any], files: list[int]) -> str:
    """A folder of one's own, with the files, as the working folder."""
    from leadlab.grading import files as packed

    folder = tempfile.mkdtemp(prefix="leadlab-run-")
    os.chdir(folder)
    os.environ.update(order["environment"])
    os.environ.update(HOME=folder, TMPDIR=folder, LEADLAB_HOME=folder)
    tempfile.tempdir = None
    for descriptor in files:
        packed.unpack(descriptor, Path(folder))
        os.close(descriptor)
    sys.path.insert(0, folder)
    return folder


def _remove(folder: str) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)
