"""One submission on trial: its processes, and which cell runs where."""

from __future__ import annotations

import contextlib
import dataclasses
import math
import socket
import time
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

from leadlab.grading import wire
from leadlab.grading.needs import CUT_OFF, Needs, notebook_key
from leadlab.grading.outputs import sanitised
from leadlab.grading.plain_tests import leave_nothing
from leadlab.grading.records import Cell, CellResult, Ending, Limits, Role, Submission
from leadlab.grading.stage import Spare, Stage
from leadlab.grading.trial_learner import GRACE_SECONDS, STUCK, LearnerProcess, forked

BENCH_BYTES = 16_000_000
NOT_HERE = (
    "This test can only be run where the learner's code runs, which was not allowed; "
    "a person has to look at the answer."
)


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
        self.times = dict.fromkeys(("fork", "given", "answers", "tests", "replay"), 0.0)
        self.learner = LearnerProcess(stage, submission, limits)
        self.bench: socket.socket | None = None
        self.bench_process = 0
        self.bench_used = 0
        self.shares = leave_nothing(submission.reference or submission.cells)
        """Whether a bench can run the tests of more than one submission."""
        self.bench_key: object = None
        self.told: socket.socket | None = None
        """The way to the learner's process that the bench knows."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.learner.end()
        self._leave_bench(error)

    def cell(self, index: int, cell: Cell, seconds: float) -> CellResult:
        """Run one cell where it belongs."""
        self.learner.start()
        began = time.perf_counter()
        if cell.role is Role.TEST:
            local = cell.grade_id in self.needs.local and self.forgeable
            test = self.beside_the_answer if local else self._test
            result = self._said(cell, test(index, cell, seconds))
            self.times["tests"] += time.perf_counter() - began
        else:
            self.learner.send_ahead(index, seconds)
            result = self.learner.cell(index, cell, seconds)
            part = "given" if cell.role is Role.GIVEN else "answers"
            self.times[part] += time.perf_counter() - began
        return result

    @property
    def spent(self) -> dict[str, float]:
        """Seconds by stage."""
        return {
            name: seconds + self.learner.spent.get(name, 0.0)
            for name, seconds in self.times.items()
        }

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
        beside = LearnerProcess(self.stage, self.submission, self.limits, self.learner.ran)
        try:
            beside.start()
            result = beside.cell(index, cell, seconds)
        finally:
            beside.end()
            for part, spent in beside.spent.items():
                self.times[part] += spent
        number = next((_number(each) for each in result.outputs if _number(each) is not None), None)
        errors = tuple(each for each in result.outputs if each["output_type"] == "error")
        return dataclasses.replace(result, points=number, outputs=errors, forgeable=True)

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
                meanwhile=self.learner.look,
            )
        except wire.Broken as broken:
            late = isinstance(broken, wire.TooLate)
            self._end_bench()
            self.learner.end()
            ending = Ending.TIMED_OUT if late else Ending.CRASHED
            said = STUCK.format(seconds) if late else "The test ended its own process."
            return CellResult(index=index, ending=ending, message=said)
        if reply["lost"]:
            self.learner.end()
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
                self.bench, self.bench_process, _ = forked(
                    self.stage, "bench", released, self.limits
                )
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
                "environment": self._environment(),
            }
            wire.send(self.bench, order)
            self.told = None
            self.times["fork"] += time.perf_counter() - began
        channel = self.learner.channel
        if channel is not None and channel is not self.told:
            wire.send(self.bench, {"do": "learner"})
            wire.hand_over(self.bench, [channel.fileno()])
            self.told = channel

    def _set_cells(self) -> list[dict[str, Any]]:
        """The notebook as it was set, by which a bench knows whose a name is."""
        cells = self.submission.reference or self.submission.cells
        return [dataclasses.asdict(each) for each in cells]

    def _environment(self) -> dict[str, str]:
        """Who is judged, and among whom."""
        return {
            "LEADLAB_STUDENT": self.submission.student,
            "LEADLAB_CLASSMATES": "\n".join(self.submission.classmates),
        }

    def _leave_bench(self, error: BaseException | None) -> None:
        """Leave the bench to the next submission, if nothing speaks against it."""
        if self.bench is None or error is not None or not self.shares or self.stage.spare:
            self._end_bench()
            return
        used = self.bench_used + 1
        self.stage.spare = Spare(self.bench, self.bench_process, self.bench_key, used)
        self.bench = None

    def _end_bench(self) -> None:
        if self.bench is None:
            return
        self.bench.close()
        self.bench = None
        with contextlib.suppress(wire.Broken):
            self.stage.end(self.bench_process)


def _number(output: Mapping[str, Any]) -> float | None:
    """The number that a cell gave as its last value, as nbgrader reads it."""
    if output["output_type"] != "execute_result":
        return None
    try:
        number = float(output["data"].get("text/plain", ""))
    except ValueError:
        return None
    return number if math.isfinite(number) else 0.0
