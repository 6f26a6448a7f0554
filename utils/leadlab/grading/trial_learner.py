"""The learner's process as the worker has it: started, given cells, begun anew, ended."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import time
from collections import deque
from collections.abc import Mapping, Sequence
from typing import Any

from leadlab.grading import files, watch, wire
from leadlab.grading.outputs import sanitised
from leadlab.grading.plain_python import looks_back
from leadlab.grading.records import Cell, CellResult, Ending, Limits, Role, Submission
from leadlab.grading.stage import Stage

AGAIN = -1
"""Index of a cell that is run once more."""
GRACE_SECONDS = 1.5
"""So much longer than its limit a process may take to say that it has stopped."""
START_SECONDS, ANSWER_BYTES = 20.0, 10_000
AHEAD_BYTES, OF_A_MESSAGE = 32_000, 1_000
"""So much is sent before the first answer, at most a quarter of what the socket holds, and what
each message takes there beside its content: if the socket were full while an answer fills the
other way, both sides would wait for ever."""
STUCK = "It did not stop after {:g} seconds and was ended; what came before it counts."
GONE = "Python ended while this cell ran{}; what came before it counts."
ENDINGS = {
    signal.SIGKILL: ": it was killed, as for too much memory",
    signal.SIGSEGV: ": it crashed (segmentation fault)",
    signal.SIGABRT: ": it crashed (abort)",
    signal.SIGXCPU: ": it used up its processor time",
    signal.SIGXFSZ: ": it wrote too large a file",
    signal.SIGSYS: ": it asked the system for what is not allowed",
}
HOW = {"ended": Ending.RAN, "failed": Ending.FAILED, "stopped": Ending.TIMED_OUT}
LOCAL = {
    "LANG": "C.UTF-8",
    "PATH": "/usr/bin:/bin",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
}


class LearnerProcess:
    """The process that runs one submission's cells, and a new one wherever it ends."""

    def __init__(
        self, stage: Stage, submission: Submission, limits: Limits, ran: Sequence[Cell] = ()
    ) -> None:
        self.stage = stage
        self.submission = submission
        self.limits = limits
        self.looks_back = _looks_back(submission)
        self.channel: socket.socket | None = None
        self.process = 0
        self.folder = ""
        self.excess = ""
        """What was too much, where the process was ended for it."""
        self.sent: deque[int] = deque()
        """Cells that it has been given and not answered yet, by their index."""
        self.ran = list(ran)
        """Cells that came to an end, to be run again after a crash."""
        self.spent = {"fork": 0.0, "replay": 0.0}

    def start(self) -> None:
        """A process, where there is none; earlier cells run again."""
        if self.channel is not None:
            return
        began = time.perf_counter()
        self.channel, self.process, self.folder = forked(
            self.stage, "learner", self.submission.files, self.limits
        )
        # who is judged goes past the stage, which later submissions are forked from
        environment = {"LEADLAB_STUDENT": self.submission.student}
        begin = {"do": "begin", "n": 0, "environment": environment, "notes": self.looks_back}
        wire.send(self.channel, begin)
        wire.receive(self.channel, most=ANSWER_BYTES, seconds=START_SECONDS)
        self.spent["fork"] += time.perf_counter() - began
        began = time.perf_counter()
        for cell in list(self.ran):
            try:
                self._run(AGAIN, cell, self.limits.cell_seconds)
            except wire.Broken:  # it ran before; it will not run a third time
                self.ran.remove(cell)
                self.end()
                self.start()
                break
        self.spent["replay"] += time.perf_counter() - began

    def cell(self, index: int, cell: Cell, seconds: float) -> CellResult:
        """Run a cell."""
        try:
            reply = self._run(index, cell, seconds)
        except wire.TooLate:
            self.end()
            return CellResult(index=index, ending=Ending.TIMED_OUT, message=STUCK.format(seconds))
        except wire.Broken:
            how = self.end(patient=True)
            return CellResult(index=index, ending=Ending.CRASHED, message=GONE.format(how))
        outputs = sanitised(reply.get("outputs"), self.limits.output_bytes)
        ending = HOW.get(str(reply.get("how")), Ending.FAILED)
        if ending is not Ending.TIMED_OUT:
            self.ran.append(cell)
        return CellResult(index=index, ending=ending, outputs=outputs)

    def send_ahead(self, index: int, seconds: float) -> None:
        """Send a cell with those up to the next test, so that none of them has to be waited for."""
        if self.sent or self.channel is None:
            return
        room = min(AHEAD_BYTES, self.channel.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF) // 4)
        with contextlib.suppress(wire.Broken):  # it is heard of when the answer does not come
            for at, cell in enumerate(self.submission.cells[index:], start=index):
                room -= len(json.dumps(cell.source)) + OF_A_MESSAGE
                if cell.role is Role.TEST or (self.sent and room < 0):
                    return
                if cell.kind == "code":
                    self._send(at, cell, seconds)

    def look(self) -> None:
        """End a process that takes too much; what waits for it then hears of it."""
        stage = self.stage.process.pid
        what = watch.too_much(stage, memory_mb=self.limits.memory_mb, folder=self.folder)
        if what and self.channel is not None:
            self.excess = what
            self.stage.end(self.process)

    def end(self, *, patient: bool = False) -> str:
        """End the process; how it ended, as the rest of a sentence."""
        if self.channel is None:
            return ""
        self.channel.close()
        self.channel = None
        self.sent.clear()
        status = self.stage.end(self.process, patient=patient).get("status")
        excess, self.excess = self.excess, ""
        return f": {excess}" if excess else _how(status)

    def _run(self, index: int, cell: Cell, seconds: float) -> dict[str, Any]:
        if self.channel is None:
            raise wire.Broken("There is no process for the learner's cells.")
        if not self.sent:
            self._send(index, cell, seconds)
        most = self.limits.output_bytes * 10 + 1_000_000
        reply = wire.receive(
            self.channel, most=most, seconds=seconds + GRACE_SECONDS, meanwhile=self.look
        )
        if not isinstance(reply, dict) or reply.get("n") != self.sent.popleft():
            raise wire.Broken("The learner's process said something else.")
        return reply

    def _send(self, index: int, cell: Cell, seconds: float) -> None:
        assert self.channel is not None
        order = {"do": "run", "n": index, "source": cell.source, "seconds": seconds}
        wire.send(self.channel, order, seconds=seconds + GRACE_SECONDS)
        self.sent.append(index)


def forked(
    stage: Stage, role: str, given: Mapping[str, str], limits: Limits
) -> tuple[socket.socket, int, str]:
    """A new process of a stage with some files: how to speak to it, its number and its folder."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    packed = files.pack(given)
    try:
        with theirs:
            process, folder = stage.fork(
                role, [theirs], limits=limits, environment=LOCAL, files=packed
            )
    except BaseException:
        ours.close()
        raise
    finally:
        if packed is not None:
            os.close(packed)
    return ours, process, folder


def _looks_back(submission: Submission) -> bool:
    """Whether a notebook, or a module beside it, may look at IPython's notes on its cells."""
    modules = any(name.endswith(".py") for name in submission.files)
    return modules or looks_back(each.source for each in submission.cells if each.kind == "code")


def _how(status: Any) -> str:
    if not isinstance(status, int):
        return ""
    code = os.waitstatus_to_exitcode(status)
    return next((said for known, said in ENDINGS.items() if known == -code), "")
