"""One submission on trial: its processes, and which cell runs where."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import math
import os
import signal
import socket
import time
from collections import deque
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

from leadlab.grading import files, watch, wire
from leadlab.grading.needs import CUT_OFF, Needs, notebook_key
from leadlab.grading.outputs import sanitised
from leadlab.grading.plain_python import looks_back
from leadlab.grading.plain_tests import leave_nothing
from leadlab.grading.records import Cell, CellResult, Ending, Limits, Role, Submission
from leadlab.grading.stage import Spare, Stage

AGAIN = -1
"""Index of a cell that is run once more."""
GRACE_SECONDS = 1.5
"""So much longer than its limit a process may take to say that it has stopped."""
START_SECONDS, ANSWER_BYTES = 20.0, 10_000
AHEAD_BYTES, OF_A_MESSAGE = 32_000, 1_000
"""So much is sent before the first answer, at most a quarter of what the socket holds, and what
each message takes there beside its content: if the socket were full while an answer fills the
other way, both sides would wait for ever."""
BENCH_BYTES = 16_000_000
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
NOT_HERE = (
    "This test can only be run where the learner's code runs, which was not allowed; "
    "a person has to look at the answer."
)
HOW = {"ended": Ending.RAN, "failed": Ending.FAILED, "stopped": Ending.TIMED_OUT}
LOCAL = {
    "LANG": "C.UTF-8",
    "PATH": "/usr/bin:/bin",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
}


class Trial:
    """The learner's process and the bench of one submission."""

    def __init__(
        self,
        stage: Stage,
        submission: Submission,
        limits: Limits,
        seed: int,
        needs: Needs,
        *,
        noting: bool = False,
        forgeable: bool = True,
    ) -> None:
        self.stage = stage
        self.submission = submission
        self.limits = limits
        self.seed = seed
        self.needs = needs
        self.noting = noting
        """Whether it is being found out what the tests need."""
        self.forgeable = forgeable
        self.noted: dict[str, list[list[str]]] = {}
        self.refused = False
        self.faults: list[str] = []
        self.spent = dict.fromkeys(("fork", "given", "answers", "tests", "replay"), 0.0)
        self.learner: socket.socket | None = None
        self.learner_process = 0
        self.folder = ""
        self.excess = ""
        """What was too much, where the learner's process was ended for it."""
        self.bench: socket.socket | None = None
        self.bench_process = 0
        self.bench_used = 0
        self.shares = leave_nothing(submission.reference or submission.cells)
        """Whether a bench can run the tests of more than one submission."""
        self.looks_back = _looks_back(submission)
        self.bench_key: object = None
        self.told_bench = False
        self.sent: deque[int] = deque()
        """Cells that the learner's process has been given and not answered yet, by their index."""
        self.ran: list[Cell] = []
        """Cells of the learner's process that came to an end, to be run again after a crash."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end_learner()
        self._leave_bench(error)

    def cell(self, index: int, cell: Cell, seconds: float) -> CellResult:
        """Run one cell where it belongs."""
        self._start_learner()
        began = time.perf_counter()
        if cell.role is Role.TEST:
            local = cell.grade_id in self.needs.local and self.forgeable
            test = self.beside_the_answer if local else self._test
            result = self._said(cell, test(index, cell, seconds))
            self.spent["tests"] += time.perf_counter() - began
        else:
            self._send_ahead(index, seconds)
            result = self._own(index, cell, seconds)
            part = "given" if cell.role is Role.GIVEN else "answers"
            self.spent[part] += time.perf_counter() - began
        return result

    def _said(self, cell: Cell, result: CellResult) -> CellResult:
        """The result of a test, with a sentence where the test could not judge."""
        if result.ending is Ending.RAN:
            return result
        if cell.grade_id in self.needs.broken:
            self.faults.append(CUT_OFF.format(cell.grade_id))
        if cell.grade_id in self.needs.local and not self.forgeable:
            return dataclasses.replace(result, message=NOT_HERE)
        return result

    def beside_the_answer(self, index: int, cell: Cell, seconds: float) -> CellResult:
        """Run a test where the answer is: in a process of its own, after the earlier cells.

        The learner's code could forge what comes of it, and nothing that it prints is kept.
        """
        main, self.learner = (self.learner, self.learner_process), None
        try:
            self._start_learner()
            result = self._own(index, cell, seconds)
            if result.ending is not Ending.TIMED_OUT and self.ran[-1:] == [cell]:
                self.ran.pop()
        finally:
            self._end_learner()
            self.learner, self.learner_process = main
            self.told_bench = False
        number = next((_number(each) for each in result.outputs if _number(each) is not None), None)
        errors = tuple(each for each in result.outputs if each["output_type"] == "error")
        return dataclasses.replace(result, points=number, outputs=errors, forgeable=True)

    def _own(self, index: int, cell: Cell, seconds: float) -> CellResult:
        """Run a cell of the learner's process."""
        try:
            reply = self._run(index, cell, seconds)
        except wire.TooLate:
            self._end_learner()
            return CellResult(index=index, ending=Ending.TIMED_OUT, message=STUCK.format(seconds))
        except wire.Broken:
            how = self._end_learner(patient=True)
            return CellResult(index=index, ending=Ending.CRASHED, message=GONE.format(how))
        outputs = sanitised(reply.get("outputs"), self.limits.output_bytes)
        ending = HOW.get(str(reply.get("how")), Ending.FAILED)
        if ending is not Ending.TIMED_OUT:
            self.ran.append(cell)
        return CellResult(index=index, ending=ending, outputs=outputs)

    def _run(self, index: int, cell: Cell, seconds: float) -> dict[str, Any]:
        channel = self.learner
        if channel is None:
            raise wire.Broken("There is no process for the learner's cells.")
        if not self.sent:
            self._send(index, cell, seconds)
        most = self.limits.output_bytes * 10 + 1_000_000
        reply = wire.receive(
            channel, most=most, seconds=seconds + GRACE_SECONDS, meanwhile=self._look
        )
        if not isinstance(reply, dict) or reply.get("n") != self.sent.popleft():
            raise wire.Broken("The learner's process said something else.")
        return reply

    def _send(self, index: int, cell: Cell, seconds: float) -> None:
        assert self.learner is not None
        order = {"do": "run", "n": index, "source": cell.source, "seconds": seconds}
        wire.send(self.learner, order, seconds=seconds + GRACE_SECONDS)
        self.sent.append(index)

    def _send_ahead(self, index: int, seconds: float) -> None:
        """Send a cell with those up to the next test, so that none of them has to be waited for."""
        if self.sent:
            return
        assert self.learner is not None
        room = min(AHEAD_BYTES, self.learner.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF) // 4)
        with contextlib.suppress(wire.Broken):  # it is heard of when the answer does not come
            for at, cell in enumerate(self.submission.cells[index:], start=index):
                room -= len(json.dumps(cell.source)) + OF_A_MESSAGE
                if cell.role is Role.TEST or (self.sent and room < 0):
                    return
                if cell.kind == "code":
                    self._send(at, cell, seconds)

    def _test(self, index: int, cell: Cell, seconds: float) -> CellResult:
        """Run a test on the bench."""
        self._start_bench()
        assert self.bench is not None
        order = {"do": "test", "grade_id": cell.grade_id, "source": cell.source, "seconds": seconds}
        try:
            wire.send(self.bench, order)
            reply = wire.receive(
                self.bench,
                most=BENCH_BYTES,
                seconds=seconds + 2 * GRACE_SECONDS,
                meanwhile=self._look,
            )
        except wire.Broken as broken:
            late = isinstance(broken, wire.TooLate)
            self._end_bench()
            self._end_learner()
            ending = Ending.TIMED_OUT if late else Ending.CRASHED
            said = STUCK.format(seconds) if late else "The test ended its own process."
            return CellResult(index=index, ending=ending, message=said)
        if reply["lost"]:
            self._end_learner()
        self.refused = self.refused or reply["refused"]
        if reply["noted"]:
            self.noted[str(cell.grade_id)] = reply["noted"]
        return CellResult(
            index=index,
            ending=Ending.RAN if reply["ended"] else Ending.FAILED,
            points=reply["value"],
            outputs=sanitised(reply["outputs"], self.limits.output_bytes),
            message=f"The answer did not come: {reply['lost']}" if reply["lost"] else "",
            forgeable=reply["forgeable"],
        )

    def _look(self) -> None:
        """End a learner's process that takes too much; what waits for it then hears of it."""
        stage = self.stage.process.pid
        what = watch.too_much(stage, memory_mb=self.limits.memory_mb, folder=self.folder)
        if what and self.learner is not None:
            self.excess = what
            self.stage.end(self.learner_process)

    def _start_learner(self) -> None:
        """A process for the learner's cells, where there is none; earlier cells run again."""
        if self.learner is not None:
            return
        began = time.perf_counter()
        self.learner, self.learner_process = self._fork("learner", self.submission.files)
        environment = self._environment("learner")
        begin = {"do": "begin", "n": 0, "environment": environment, "notes": self.looks_back}
        wire.send(self.learner, begin)
        wire.receive(self.learner, most=ANSWER_BYTES, seconds=START_SECONDS)
        self.told_bench = False
        self.spent["fork"] += time.perf_counter() - began
        began = time.perf_counter()
        for cell in list(self.ran):
            try:
                self._run(AGAIN, cell, self.limits.cell_seconds)
            except wire.Broken:  # it ran before; it will not run a third time
                self.ran.remove(cell)
                self._end_learner()
                self._start_learner()
                break
        self.spent["replay"] += time.perf_counter() - began

    def _start_bench(self) -> None:
        if self.bench is None:
            began = time.perf_counter()
            released = {
                name: path
                for name, path in self.submission.files.items()
                if name not in self.submission.own_files
            }
            key = (notebook_key(self.submission), tuple(released.items()), self.limits)
            spare = self.stage.take_spare(key) if self.shares else None
            if spare is None:
                self.bench, self.bench_process = self._fork("bench", released)
                self.bench_used = 0
            else:
                self.bench, self.bench_process = spare.channel, spare.process
                self.bench_used = spare.used
            self.bench_key = key
            order = {
                "do": "open",
                "cells": None if spare else self._set_cells(),
                "seed": self.seed,
                "noting": self.noting,
                "granted": self.needs.granted,
                "environment": self._environment("bench"),
            }
            wire.send(self.bench, order)
            self.told_bench = False
            self.spent["fork"] += time.perf_counter() - began
        if not self.told_bench and self.learner is not None:
            wire.send(self.bench, {"do": "learner"})
            wire.hand_over(self.bench, [self.learner.fileno()])
            self.told_bench = True

    def _set_cells(self) -> list[dict[str, Any]]:
        """The notebook as it was set, by which a bench knows whose a name is."""
        cells = self.submission.reference or self.submission.cells
        return [dataclasses.asdict(each) for each in cells]

    def _fork(self, role: str, given: Any) -> tuple[socket.socket, int]:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        packed = files.pack(given)
        try:
            with theirs:
                process, folder = self.stage.fork(
                    role, [theirs], limits=self.limits, environment=LOCAL, files=packed
                )
        except BaseException:
            ours.close()
            raise
        finally:
            if packed is not None:
                os.close(packed)
        if role == "learner":
            self.folder = folder
        return ours, process

    def _environment(self, role: str) -> dict[str, str]:
        """Who is judged; it goes past the stage, which later submissions are forked from."""
        environment = {"LEADLAB_STUDENT": self.submission.student}
        if role == "bench":
            environment["LEADLAB_CLASSMATES"] = "\n".join(self.submission.classmates)
        return environment

    def _leave_bench(self, error: BaseException | None) -> None:
        """Leave the bench to the next submission, if nothing speaks against it."""
        if self.bench is None or error is not None or not self.shares or self.stage.spare:
            self._end_bench()
            return
        used = self.bench_used + 1
        self.stage.spare = Spare(self.bench, self.bench_process, self.bench_key, used)
        self.bench = None

    def _end_learner(self, *, patient: bool = False) -> str:
        """End the learner's process; how it ended, as the rest of a sentence."""
        if self.learner is None:
            return ""
        self.learner.close()
        self.learner = None
        self.sent.clear()
        status = self.stage.end(self.learner_process, patient=patient).get("status")
        excess, self.excess = self.excess, ""
        return f": {excess}" if excess else _how(status)

    def _end_bench(self) -> None:
        if self.bench is None:
            return
        self.bench.close()
        self.bench = None
        with contextlib.suppress(wire.Broken):
            self.stage.end(self.bench_process)


def _looks_back(submission: Submission) -> bool:
    """Whether a notebook, or a module beside it, may look at IPython's notes on its cells."""
    modules = any(name.endswith(".py") for name in submission.files)
    return modules or looks_back(each.source for each in submission.cells if each.kind == "code")


def _number(output: Mapping[str, Any]) -> float | None:
    """The number that a cell gave as its last value, as nbgrader reads it."""
    if output["output_type"] != "execute_result":
        return None
    try:
        number = float(output["data"].get("text/plain", ""))
    except ValueError:
        return None
    return number if math.isfinite(number) else 0.0


def _how(status: Any) -> str:
    if not isinstance(status, int):
        return ""
    code = os.waitstatus_to_exitcode(status)
    return next((said for known, said in ENDINGS.items() if known == -code), "")
