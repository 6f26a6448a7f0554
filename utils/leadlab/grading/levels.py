"""How tightly this machine can shut a submission in: found by trying to break out.

For each level, from the best, a throwaway process is shut in as a submission would be, and then
attempts what a submission must not be able to do. The first level at which all attempts fail is
the one that is had.
"""

from __future__ import annotations

import contextlib
import functools
import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from leadlab.errors import LeadlabError, shortened
from leadlab.grading.records import Level

PROBE_SECONDS = 30
SECRET = "This file is none of a submission's business."
WORDS = {
    Level.A: "namespaces, Landlock, seccomp and resource limits",
    Level.B: "Landlock, seccomp and resource limits, without namespaces",
    Level.C: "a process of its own with resource limits",
    Level.D: "a process of its own and nothing else",
}
ADVICE = {
    Level.A: "",
    Level.B: "",
    Level.C: "Grade on Linux (a server, WSL2 or a container that allows user namespaces), "
    "or allow level C by name.",
    Level.D: "Grade on Linux: a server, WSL2 or a container.",
}
START = "import sys; sys.path[:] = {path!r}; from leadlab.grading.levels import probe; probe()"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The level that this machine gives, and why no better one.

    >>> print(Found(level=Level.B, reasons={Level.A: "unshare: Operation not permitted"}))
    level B: Landlock, seccomp and resource limits, without namespaces \
(not A: unshare: Operation not permitted)
    """

    level: Level
    reasons: dict[Level, str]
    """For each better level: what was missing, or which attempt got through."""

    def __str__(self) -> str:
        why = "; ".join(f"not {level.value}: {reason}" for level, reason in self.reasons.items())
        return f"level {self.level.value}: {WORDS[self.level]}" + (f" ({why})" if why else "")


@functools.cache
def find_level() -> Found:
    """The best level at which every attempt to break out fails."""
    reasons: dict[Level, str] = {}
    for level in (Level.A, Level.B, Level.C):
        fault = attempt(level)
        if not fault:
            return Found(level=level, reasons=reasons)
        reasons[level] = fault
    return Found(level=Level.D, reasons=reasons)


def attempt(level: Level) -> str:
    """What keeps this machine from a level: a fault in one phrase; nothing if nothing does."""
    if not hasattr(os, "fork"):
        return "Windows cannot fork a process"
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="leadlab-level-")))
        (folder / "secret").write_text(SECRET, encoding="utf-8")
        server = stack.enter_context(socket.socket())
        server.bind(("127.0.0.1", 0))
        server.listen()
        order = {
            "level": level.value,
            "secret": str(folder / "secret"),
            "port": server.getsockname()[1],
            "process": os.getpid(),
        }
        return _answer(order)


def _answer(order: dict[str, Any]) -> str:
    from leadlab.grading.stage import library_path

    try:
        done = subprocess.run(
            [sys.executable, "-I", "-c", START.format(path=library_path())],
            input=json.dumps(order),
            capture_output=True,
            text=True,
            timeout=PROBE_SECONDS,
            cwd="/",
            env={"SECRET": SECRET, "OPENBLAS_NUM_THREADS": "1"},
            check=False,
        )
        told = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        return f"the attempt itself failed: {shortened(error)}"
    if told.get("fault"):
        return shortened(str(told["fault"]), 120)
    leaks = [str(each) for each in told.get("leaks", ())]
    return f"{', '.join(leaks)} got through" if leaks else ""


def probe() -> None:
    """Be the throwaway process: shut in, then try; what got through is printed."""
    order = json.load(sys.stdin)
    from leadlab.grading import rooms, sandbox, stage_main
    from leadlab.grading.records import Limits

    level, limits = Level(order["level"]), Limits(memory_mb=200)
    try:
        walls = sandbox.prepare(level)
        process = stage_main.fork_for({"role": "learner"}, walls)
        if process != 0:
            os.waitpid(process, 0)
            return
        if level is Level.A:
            sandbox.in_a_room(walls, limits, 8)
        sandbox.become(walls)
        folder = tempfile.mkdtemp(dir=rooms.WORK if level is Level.A else None)
        os.environ.clear()
        sandbox.shut_in(walls, limits, folder)
        attempts = ATTEMPTS if level.holds(Level.B) else {"memory": take_memory}
        leaks = [name for name, work in attempts.items() if _succeeds(work, order)]
        print(json.dumps({"leaks": leaks}), flush=True)
    except (LeadlabError, OSError, ImportError, KeyError) as fault:
        print(json.dumps({"fault": f"{type(fault).__name__}: {fault}"}), flush=True)
    os._exit(0)


def _succeeds(work: Callable[[dict[str, Any]], object], order: dict[str, Any]) -> bool:
    try:
        return work(order) is not False
    except (OSError, MemoryError, ValueError):
        return False


def read_file(order: dict[str, Any]) -> object:
    """Read a file of the grader's."""
    return SECRET in Path(order["secret"]).read_text(encoding="utf-8")


def write_file(order: dict[str, Any]) -> object:
    """Write beside it."""
    return Path(order["secret"] + "-2").write_text("x", encoding="utf-8")


def rename_file(order: dict[str, Any]) -> object:
    """Move it away."""
    return Path(order["secret"]).rename(order["secret"] + "-3")


def read_environment(order: dict[str, Any]) -> object:
    """Read the environment of the grader."""
    return Path(f"/proc/{order['process']}/environ").read_bytes() != b""


def connect(order: dict[str, Any]) -> object:
    """Speak to a service of this machine."""
    return socket.create_connection(("127.0.0.1", order["port"]), timeout=2)


def signal_grader(order: dict[str, Any]) -> object:
    """Send a signal to the grader; 0 does nothing but say whether it could."""
    os.kill(order["process"], 0)
    return True


def run_program(_: dict[str, Any]) -> object:
    """Run another program."""
    return os.posix_spawn("/bin/true", ["true"], {})


def become_root(_: dict[str, Any]) -> object:
    """Make a world in which one is root."""
    from leadlab.grading import kernel

    kernel.unshare(kernel.NEW_USERS)
    return True


def take_memory(_: dict[str, Any]) -> object:
    """Take more memory than there is to be had."""
    return len(bytes(400_000_000)) > 0


ATTEMPTS: dict[str, Callable[[dict[str, Any]], object]] = {
    "reading a file": read_file,
    "writing a file": write_file,
    "moving a file": rename_file,
    "reading the environment": read_environment,
    "the network": connect,
    "a signal": signal_grader,
    "another program": run_program,
    "becoming root": become_root,
    "memory": take_memory,
}
