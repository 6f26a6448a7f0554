"""What the stage does: import, shut itself in, and fork when it is asked to."""

from __future__ import annotations

import contextlib
import gc
import os
import secrets
import signal
import socket
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from leadlab.grading import allocator, kernel, rooms, sandbox, wire
from leadlab.grading import files as packed
from leadlab.grading.records import Level, Limits
from leadlab.grading.stock import Stock, import_all

ORDER_BYTES = 4_000_000
ROOM_MB = 128
"""What a learner's process may write, beside the files that it is given."""
PATIENCE_SECONDS = 0.5
MOST_FILES = 65_536
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main(descriptor: int) -> None:
    """Serve one worker until it closes the socket."""
    control = socket.socket(fileno=descriptor)
    os.umask(0o022)
    try:
        order = wire.receive(control, most=ORDER_BYTES)
        level = Level(order["level"])
        _import_all(Stock(order["stock"]))
        walls = sandbox.prepare(level)
        filling = allocator.fill_gaps()
        wire.send(control, {"apart": int(walls.apart)})
    except BaseException as fault:
        with contextlib.suppress(wire.Broken):
            wire.send(control, {"fault": f"{type(fault).__name__}: {fault}"})
        raise
    _serve(control, walls)
    del filling  # kept until here


def _import_all(stock: Stock) -> None:
    """Import, and forget where one was."""
    gc.disable()  # imports throw little away
    import_all(stock)
    from leadlab.grading import shell

    with tempfile.TemporaryDirectory(prefix="leadlab-stage-") as home:
        shell.prepare(home)
    os.environ.clear()
    os.environ.update(HOME="/", TMPDIR=rooms.place_to_work())
    tempfile.tempdir = None
    gc.collect()
    gc.freeze()
    gc.enable()
    kernel.use_large_pages()


def _serve(control: socket.socket, walls: sandbox.Walls) -> None:
    """Do what is asked, until whoever asks is gone, however they ended."""
    children: dict[int, str] = {}
    try:
        while True:
            _obey(control, walls, children)
    except wire.Broken:
        return
    finally:
        for process in list(children):
            _end(process, children)


def _obey(control: socket.socket, walls: sandbox.Walls, children: dict[int, str]) -> None:
    """Fork or end one process."""
    order = wire.receive(control, most=ORDER_BYTES)
    if order["do"] == "end":
        wire.send(control, _end(order["process"], children, patient=order["patient"]))
        return
    handed = _handed(control, order)
    folder = f"{rooms.place_to_work()}/leadlab-run-{secrets.token_hex(8)}"
    try:
        process = fork_for(order, walls)
    except OSError as fault:  # no memory or no process to be had, for now
        for each in handed:
            os.close(each)
        wire.send(control, {"fault": f"no process could be made ({fault})"})
        return
    if process == 0:
        control.close()
        _become(order, handed, walls, folder)  # never returns
    children[process] = folder
    for each in handed:
        os.close(each)
    wire.send(control, {"process": process, "folder": folder})


def fork_for(order: dict[str, Any], walls: sandbox.Walls) -> int:
    """Fork; at level A a learner's process becomes the first of a new world."""
    apart = order["role"] == "learner" and walls.level is Level.A
    if apart:
        kernel.unshare(kernel.NEW_PROCESSES)
    process = os.fork()
    if apart and process != 0:
        kernel.enter(walls.processes, kernel.NEW_PROCESSES)
    return process


def _handed(control: socket.socket, order: dict[str, Any]) -> list[int]:
    count = order["channels"] + int(order["files"])
    _, descriptors, _, _ = socket.recv_fds(control, 1, count)
    return descriptors


def _end(process: int, children: dict[int, str], *, patient: bool = False) -> dict[str, Any]:
    """End a process; with patience where it is about to end by itself and has to say how."""
    if process not in children:
        return {"status": None}
    until = time.monotonic() + PATIENCE_SECONDS
    found, status, usage = os.wait4(process, os.WNOHANG)
    while not found and patient and time.monotonic() < until:
        time.sleep(0.002)
        found, status, usage = os.wait4(process, os.WNOHANG)
    if not found:
        os.kill(process, signal.SIGKILL)
        _, status, usage = os.wait4(process, 0)
    _end_orphans(children.keys() - {process})
    _remove(children.pop(process))
    return {"status": status, "cpu": usage.ru_utime + usage.ru_stime, "memory_kb": usage.ru_maxrss}


def _end_orphans(kept: set[int]) -> None:
    """End what a process left behind; it has become ours."""
    while True:
        try:
            with open(f"/proc/self/task/{os.getpid()}/children") as source:  # noqa: PTH123 - often
                left = {int(each) for each in source.read().split()} - kept
        except OSError:  # at level A there is none to see, and the world has ended with its first
            return
        if not left:
            return
        for each in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(each, signal.SIGKILL)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(each, 0)


def _become(order: dict[str, Any], handed: list[int], walls: sandbox.Walls, folder: str) -> None:
    """Be the learner's process or the bench, to its end."""
    status = 1
    try:
        for number in SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        limits = Limits(**order["limits"])
        count = order["channels"]
        channels = [socket.socket(fileno=each) for each in handed[:count]]
        if order["role"] == "learner":
            from leadlab.grading import learner

            if walls.level is Level.A:
                sandbox.in_a_room(walls, limits, ROOM_MB + order["megabytes"])
            sandbox.become(walls)
            _furnish(order, handed[count:], folder)
            sandbox.shut_in(walls, limits, folder)
            _keep_only(channels[0].fileno())
            learner.serve(channels[0], limits)
        else:
            from leadlab.grading import bench

            kernel.control(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
            _furnish(order, handed[count:], folder)
            sandbox.shut_in_bench(walls, limits, folder)
            bench.serve(*channels, limits=limits)
        status = 0
    except BaseException:  # noqa: BLE001 - a child never goes on as the stage
        import traceback

        with contextlib.suppress(BaseException):
            traceback.print_exc(file=sys.__stderr__)
    finally:
        os._exit(status)


def _keep_only(channel: int) -> None:
    """Keep this one of all open files, and nothing where errors are written to."""
    for number in (1, 2):
        os.dup2(0, number)
    os.closerange(3, channel)
    os.closerange(channel + 1, MOST_FILES)


def _furnish(order: dict[str, Any], files: list[int], folder: str) -> None:
    """A folder of one's own, with the files, as the working folder."""
    os.mkdir(folder, 0o700)  # noqa: PTH102 - in each fork
    os.chdir(folder)
    os.environ.update(order["environment"], HOME=folder, TMPDIR=folder, LEADLAB_HOME=folder)
    for descriptor in files:
        packed.unpack(descriptor, Path(folder))
        os.close(descriptor)
    sys.path.insert(0, folder)
    tempfile.tempdir = None


def _remove(folder: str) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)
