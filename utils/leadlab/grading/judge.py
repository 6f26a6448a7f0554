"""The verdict on a submission: the learner's cells run in one process, the tests in another.

The worker that calls `judge` runs neither. It has the stage fork a process for the learner, shut
in as the level says, and a bench for the tests; hands out the cells in their order; and ends
whatever does not come to an end by itself.
"""

from __future__ import annotations

import secrets
import time
from dataclasses import replace

from leadlab.grading.records import (
    Cell,
    CellResult,
    Ending,
    Level,
    Limits,
    Role,
    Submission,
    Verdict,
)
from leadlab.grading.stage import Stage, close_stage, warm_stage
from leadlab.grading.trial import Granted, Trial

SEEDS = 2**63
OUT_OF_TIME = "The notebook had used up its {:g} seconds before this cell."


def judge(
    submission: Submission,
    *,
    level: Level,
    limits: Limits | None = None,
    seed: int | None = None,
) -> Verdict:
    """What a submission earns, cell by cell.

    Whatever a submission does ends as a result of one of its cells; what is raised is a fault of
    this machine.

    Args:
        submission: What is judged, rebuilt into the released notebook.
        level: How tightly the learner's process is shut in.
        limits: What the submission may use.
        seed: Of what the tests draw; a new one for each run, if not given.

    Raises:
        LeadlabError: the processes could not be started.
    """
    limits = limits or Limits()
    seed = secrets.randbelow(SEEDS) if seed is None else seed
    started = time.perf_counter()
    stage = warm_stage(level)
    warmed = time.perf_counter()
    key = submission.assignment, submission.notebook, submission.reference
    trial, results = _tried(stage, submission, limits, seed, _granted.get(key, {}))
    if trial.refused and submission.reference and key not in _granted:
        _granted[key] = _needed(stage, submission, limits, seed)
        if _granted[key]:
            trial, results = _tried(stage, submission, limits, seed, _granted[key])
    ended = time.perf_counter()
    stages = {"stage": warmed - started, **trial.spent, "all": ended - started}
    return Verdict(
        student=submission.student,
        assignment=submission.assignment,
        notebook=submission.notebook,
        level=level,
        seed=seed,
        results=results,
        stages=stages,
        faults=tuple(trial.faults),
    )


_granted: dict[tuple[str, str, tuple[Cell, ...]], Granted] = {}
"""What the course's own solutions need, found out where a submission was refused it."""
MOST_GRANTED = 200


def _tried(
    stage: Stage, submission: Submission, limits: Limits, seed: int, granted: Granted | None
) -> tuple[Trial, tuple[CellResult, ...]]:
    with Trial(stage, submission, limits, seed, granted=granted) as trial:
        return trial, _cells(trial, submission, limits)


def _needed(stage: Stage, submission: Submission, limits: Limits, seed: int) -> Granted:
    """Run the course's own solution as a submission; what its tests ask of objects."""
    if len(_granted) > MOST_GRANTED:
        _granted.clear()
    own = {
        name: path for name, path in submission.files.items() if name not in submission.own_files
    }
    reference = replace(submission, cells=submission.reference, files=own, own_files=frozenset())
    trial, _ = _tried(stage, reference, limits, seed, None)
    return trial.noted


def _cells(trial: Trial, submission: Submission, limits: Limits) -> tuple[CellResult, ...]:
    until = time.monotonic() + limits.notebook_seconds
    results = []
    for index, cell in enumerate(submission.cells):
        if cell.kind != "code":
            continue
        left = until - time.monotonic()
        if left <= 0:
            said = OUT_OF_TIME.format(limits.notebook_seconds)
            result = CellResult(index=index, ending=Ending.NOT_RUN, message=said)
        else:
            began = time.perf_counter()
            result = trial.cell(index, cell, min(left, limits.cell_seconds))
            result = replace(result, seconds=time.perf_counter() - began)
        results.append(_with_points(result, cell))
    return tuple(results)


def _with_points(result: CellResult, cell: Cell) -> CellResult:
    """Points within what the cell allows; 0 where the test did not come to its end."""
    if cell.role is not Role.TEST or cell.points is None:
        return replace(result, points=None)
    if result.ending is not Ending.RAN:
        return replace(result, points=0.0)
    earned = cell.points if result.points is None else result.points
    return replace(result, points=float(min(max(earned, 0.0), cell.points)))


__all__ = ["close_stage", "judge"]
