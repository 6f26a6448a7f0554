"""A judge that trusts everybody: for tests of what stands around the real one."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import Any

from plain_course import ADD

from leadlab.grading.records import (
    CellResult,
    Ending,
    Level,
    Limits,
    Role,
    Submission,
    Verdict,
)


def judge(
    submission: Submission, *, level: Level, limits: Limits | None = None, seed: int | None = None
) -> Verdict:
    """Run everything here and now."""
    space: dict[str, Any] = {}
    results = []
    for index, cell in enumerate(submission.cells):
        if cell.kind != "code":
            continue
        ending, points = Ending.RAN, cell.points
        try:
            exec(cell.source, space)
        except Exception:  # noqa: BLE001 - whatever a learner's code raises
            ending, points = Ending.FAILED, 0.0
        points = points if cell.role is Role.TEST else None
        results.append(CellResult(index=index, ending=ending, points=points))
    return Verdict(
        student=submission.student,
        assignment=submission.assignment,
        notebook=submission.notebook,
        level=level,
        seed=7,
        results=tuple(results),
    )


def slow(submission: Submission, **options: Any) -> Verdict:
    """The same, after a while in which something may happen."""
    time.sleep(0.06)
    return judge(submission, **options)


def _answer(submission: Submission) -> str:
    return next(cell.source for cell in submission.cells if cell.grade_id == ADD)


def deadly(submission: Submission, **options: Any) -> Verdict:
    """The same, but an answer that says so ends the worker: each time, or once by a file."""
    source = _answer(submission)
    if source.startswith("# deadly"):
        once = Path(source.splitlines()[0].removeprefix("# deadly").strip() or os.devnull)
        if once.samefile(os.devnull) if once.exists() else True:
            if once != Path(os.devnull):
                once.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    return judge(submission, **options)


def broken(submission: Submission, **options: Any) -> Verdict:
    """The same, but an answer that says so breaks the judge."""
    if _answer(submission).startswith("# broken"):
        raise RuntimeError("the judge is out of order")
    return judge(submission, **options)
