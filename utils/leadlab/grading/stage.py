"""A warm Python for each worker, from which each submission's processes are forked.

The stage is started once: it imports what notebooks usually import, and then only forks. It holds
no test, no gradebook and nothing of the person who grades: no environment, no open file, and at
level A not even the file system. From it come, for each submission, the learner's process, shut
in as the level has it, and the judge's bench, which runs the tests.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from leadlab.errors import LeadlabError
from leadlab.grading import wire
from leadlab.grading.records import Level, Limits
from leadlab.grading.stock import Stock

START_SECONDS = 60.0
FORK_SECONDS = 20.0
ANSWER_BYTES = 1_000_000
MOST_USES = 200
"""So many submissions share a bench, at most."""
START = (
    "import sys; sys.path[:] = {path!r}; from leadlab.grading.stage_main import main; main({fd})"
)
KEPT_OF_ENVIRONMENT = (
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "TZ",
    "PATH",
    "MPLCONFIGDIR",
    "HOME",
    "COVERAGE_RUN",
)
"""Read while the stage starts, and gone before the first submission."""
ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")


@dataclass(slots=True)
class Spare:
    """A bench that can take another submission."""

    channel: socket.socket
    process: int
    key: object
    """What it was made for: its files and limits."""
    used: int


class Stage:
    """A started stage; one submission at a time."""

    def __init__(self, level: Level, stock: Stock) -> None:
        self.level = level
        self.stock = stock
        self.busy = threading.Lock()
        """Held by who judges; there is one submission at a time."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-I", "-c", START.format(path=library_path(), fd=theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env=_environment(),
                cwd="/",
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        self.control = ours
        self.spare: Spare | None = None
        """A bench that the last submission left as it was."""
        try:
            wire.send(ours, {"level": level.value, "stock": stock.value})
            self.apart = int(self._answer(START_SECONDS)["apart"])
            """Processes that the stage itself has below the one that was started."""
        except wire.Broken as error:
            self.close()
            msg = f"The process that runs submissions did not start at level {level.value}: {error}"
            raise LeadlabError(msg) from error

    def fork(
        self,
        role: str,
        channels: Sequence[socket.socket],
        *,
        limits: Limits,
        environment: Mapping[str, str],
        files: int | None = None,
    ) -> tuple[int, str]:
        """A new process, `learner` or `bench`, that has these channels: its number and folder.

        Args:
            role: What it is to be.
            channels: Its ends of the sockets by which it is spoken to.
            limits: What it may use.
            environment: Variables that it has.
            files: Descriptor of the packed files that lie in its folder.
        """
        order = {
            "do": "fork",
            "role": role,
            "environment": dict(environment),
            "limits": {name: getattr(limits, name) for name in Limits.__slots__},
            "channels": len(channels),
            "files": files is not None,
            "megabytes": 0 if files is None else os.fstat(files).st_size // 1_000_000 + 1,
        }
        handed = [each.fileno() for each in channels] + ([] if files is None else [files])
        wire.send(self.control, order)
        wire.hand_over(self.control, handed)
        answer = self._answer(FORK_SECONDS)
        return int(answer["process"]), str(answer["folder"])

    def end(self, process: int, *, patient: bool = False) -> dict[str, Any]:
        """End a process of this stage, and how it ended.

        Args:
            process: Its number.
            patient: Whether it has ended by itself, and may take a moment to say how.
        """
        wire.send(self.control, {"do": "end", "process": process, "patient": patient})
        return self._answer(FORK_SECONDS)

    def _answer(self, seconds: float) -> dict[str, Any]:
        answer = wire.receive(self.control, most=ANSWER_BYTES, seconds=seconds)
        if not isinstance(answer, dict) or "fault" in answer:
            raise wire.Broken(str(answer.get("fault") if isinstance(answer, dict) else answer))
        return answer

    def take_spare(self, key: object) -> Spare | None:
        """The bench that was left, if it fits; one that does not is ended."""
        spare, self.spare = self.spare, None
        if spare is None or (spare.key == key and spare.used < MOST_USES):
            return spare
        spare.channel.close()
        self.end(spare.process)
        return None

    def alive(self) -> bool:
        """Whether it can be asked for more."""
        return self.process.poll() is None

    def close(self) -> None:
        """End it, and all that came from it."""
        if self.spare is not None:
            self.spare.channel.close()
        self.control.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=2)  # it ends its own when the control socket closes
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def library_path() -> list[str]:
    """Where modules are found, without any folder that a submission or a course may lie in."""
    here = {"", ".", str(Path.cwd())}
    package = str(Path(__file__).parent.parent.parent)
    system = [each for each in sys.path if each not in here and _is_library(each)]
    return system if package in system else [package, *system]


def _is_library(place: str) -> bool:
    roots = {sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix}
    return any(Path(place).is_relative_to(root) for root in roots) or any(
        part in place for part in ("site-packages", "dist-packages")
    )


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in KEPT_OF_ENVIRONMENT if name in os.environ}
    return {**kept, **dict.fromkeys(ONE_THREAD, "1"), "MPLBACKEND": "agg"}


_stages: dict[tuple[int, Level, Stock], Stage] = {}
_lock = threading.RLock()


def warm_stage(level: Level, stock: Stock = Stock.WHOLE) -> Stage:
    """The stage of this process for a level, started where there is none."""
    with _lock:
        key = os.getpid(), level, stock
        stage = _stages.get(key)
        if stage is not None and not stage.alive():
            stage.close()
            stage = None
        if stage is None:
            stage = _stages[key] = Stage(level, stock)
        return stage


def close_stage() -> None:
    """End the stages of this process; a later submission starts a new one."""
    with _lock:
        for key in list(_stages):
            stage = _stages.pop(key)
            if key[0] == os.getpid():  # one inherited by a fork belongs to the parent
                stage.close()
            else:
                stage.control.close()


atexit.register(close_stage)
