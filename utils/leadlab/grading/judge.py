"""The verdict on a submission: the learner's cells run in one process, the tests in another.

The worker that calls `judge` runs neither. It has the stage fork a process for the learner, shut
in as the level says, and a bench for the tests; hands out the cells in their order; and ends
whatever does not come to an end by itself.
"""

from __future__ import annotations

import secrets
import time
from dataclasses import replace

from leadlab.grading import needs, wire
from leadlab.grading.needs import Needs
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
from leadlab.grading.stock import stock_for
from leadlab.grading.trial import Trial

SEEDS = 2**63
OUT_OF_TIME = "The notebook had used up its {:g} seconds before this cell."


def judge(
    submission: Submission,
    *,
    level: Level,
    limits: Limits | None = None,
    seed: int | None = None,
    forgeable: bool = True,
) -> Verdict:
    """What a submission earns, cell by cell.

    Whatever a submission does ends as a result of one of its cells; what is raised is a fault of
    this machine.

    Args:
        submission: What is judged, rebuilt into the released notebook.
        level: How tightly the learner's process is shut in.
        limits: What the submission may use.
        seed: Of what the tests draw; a new one for each run, if not given.
        forgeable: Whether a test that cannot be run anywhere else (it looks at a figure, or at
            the source of a function) is run where the learner's code runs, and marked so.

    Raises:
        LeadlabError: the processes could not be started.
    """
    limits = limits or Limits()
    seed = secrets.randbelow(SEEDS) if seed is None else seed
    for last in (False, True):
        started = time.perf_counter()
        stage = warm_stage(level, stock_for(submission))
        warmed = time.perf_counter() - started
        try:
            with stage.busy:
                verdict = _verdict(stage, submission, limits, seed, forgeable)
        except wire.Broken:  # the system has ended the stage, as when memory runs out
            stage.close()
            if last:
                raise
        except BaseException:
            stage.close()  # who interrupts it cannot know what it was about to say
            raise
        else:
            spent = {"stage": warmed, **verdict.stages, "all": time.perf_counter() - started}
            return replace(verdict, stages=spent)
    raise AssertionError  # the second time it either returns or raises


def _verdict(
    stage: Stage, submission: Submission, limits: Limits, seed: int, forgeable: bool
) -> Verdict:
    known = needs.known(submission)
    trial, results = _tried(stage, submission, limits, seed, known or needs.NOTHING, forgeable)
    if known is None and submission.reference and (trial.refused or _failed(submission, results)):
        known = needs.found(submission, _reference_trial(stage, submission, limits, seed))
        if known.granted or known.local:
            trial, results = _tried(stage, submission, limits, seed, known, forgeable)
    return Verdict(
        student=submission.student,
        assignment=submission.assignment,
        notebook=submission.notebook,
        level=stage.level,
        seed=seed,
        results=results,
        stages=trial.spent,
        faults=tuple(trial.faults),
    )


def _tried(
    stage: Stage, submission: Submission, limits: Limits, seed: int, known: Needs, forgeable: bool
) -> tuple[Trial, tuple[CellResult, ...]]:
    with Trial(stage, submission, limits, seed, known, forgeable=forgeable) as trial:
        return trial, _cells(trial, submission, limits)


def _failed(submission: Submission, results: tuple[CellResult, ...]) -> bool:
    """Whether a test failed; it is then to be seen if it does so for the right answer as well."""
    cells = submission.cells
    return any(
        cells[each.index].role is Role.TEST and each.ending is not Ending.RAN for each in results
    )


def _reference_trial(stage: Stage, submission: Submission, limits: Limits, seed: int) -> Needs:
    """Run the course's own solution as a submission; what its tests need."""
    reference = needs.as_submission(submission)
    asked = Trial(stage, reference, limits, seed, needs.NOTHING, noting=True)
    with asked as trial:
        results = _cells(trial, reference, limits)
        failed = [
            (each.index, reference.cells[each.index])
            for each in results
            if reference.cells[each.index].role is Role.TEST and each.ending is not Ending.RAN
        ]
        said_no = {
            each.index for each in results if each.ending is Ending.FAILED and not each.message
        }
        local = {
            str(cell.grade_id)
            for index, cell in failed
            if index in said_no  # not for want of time or memory, which may pass
            and trial.beside_the_answer(index, cell, limits.cell_seconds).ending is Ending.RAN
        }
    broken = {str(cell.grade_id) for _, cell in failed} - local
    return Needs(granted=trial.noted, local=frozenset(local), broken=frozenset(broken))


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
