"""The part of a run that a worker does: one learner, from what was handed in to what is written.

A worker reads, rebuilds and judges; it writes nothing. What it gets and what it gives back are
plain values, so that it may be another process or another machine.
"""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from leadlab.errors import LeadlabError
from leadlab.grading.assignment import Assignment, SetNotebook
from leadlab.grading.gradebook import Entry, NotebookMarks
from leadlab.grading.gradebook_files import document_of, metadata_of
from leadlab.grading.gradebook_set import EnteredNotebook
from leadlab.grading.gradebook_tables import Receipt
from leadlab.grading.intake import HandedIn, Refused, regular, take
from leadlab.grading.judge import judge
from leadlab.grading.levels import find_level
from leadlab.grading.reading import Caps
from leadlab.grading.rebuild import rebuild, remarks
from leadlab.grading.records import Cell, Ending, Level, Limits, Role, Submission, Verdict

Judge = Callable[..., Verdict]
NOTICE = "timestamp.txt"


@dataclass(frozen=True, kw_only=True)
class Kit:
    """All that a worker needs to know of an assignment."""

    assignment: Assignment
    notebooks: Mapping[str, EnteredNotebook]
    """As the gradebook knows them."""
    tests: str
    """Digest of what was set."""
    level: Level
    limits: Limits
    caps: Caps
    ignored: tuple[str, ...]
    levels: int
    """How many folders of a learner's lie above what was handed in."""
    classmates: tuple[str, ...]
    cutting: tuple[Any, ...] = ()
    """nbgrader's steps that cut outputs."""
    judge: Judge | None = None
    """The judge; Leadlab's own where none is given."""
    shipped: Mapping[str, bytes] | None = None
    """Data files of the assignment, for workers that do not see this machine's disk."""

    @property
    def names(self) -> tuple[str, ...]:
        """Notebooks that were set."""
        return tuple(self.assignment.notebooks)

    @cached_property
    def roles(self) -> dict[str, dict[str, dict[str, bool]]]:
        """What nbgrader calls each cell, by notebook and grade id."""
        return {name: _roles(notebook) for name, notebook in self.assignment.notebooks.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One learner to grade."""

    student: str
    folder: Path
    handed_in: HandedIn | Refused | None = None
    """What was handed in, where the worker does not see this machine's disk."""
    digest: str = ""
    """Of what was handed in; worked out by the worker where it is not given."""
    shipped: Mapping[str, bytes] = field(default_factory=dict)
    """The learner's own files, likewise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """One learner, graded; nothing of it is written yet."""

    entry: Entry
    documents: Mapping[str, bytes]
    """The graded notebooks, by name."""
    files: tuple[str, ...]
    """Names of the learner's other files."""
    stages: Mapping[str, float]
    forgeable: tuple[str, ...]
    """Ids of the tests whose verdict had to be reached where the learner's code ran."""


def work(kit: Kit, job: Job) -> Graded | Refused:
    """Grade one learner."""
    started = time.perf_counter()
    handed_in = job.handed_in or take(
        job.student,
        kit.assignment.name,
        job.folder,
        kit.names,
        caps=kit.caps,
        ignored=kit.ignored,
        levels=kit.levels,
    )
    if isinstance(handed_in, Refused):
        return handed_in
    digest = job.digest or digest_of(job.folder, handed_in, kit.caps)
    taken = time.perf_counter() - started
    if kit.shipped is None:
        return _graded(kit, handed_in, digest, taken)
    if kit.judge is None:
        kit = replace(kit, level=held(kit.level))
    with tempfile.TemporaryDirectory(prefix="leadlab-files-") as scratch:
        return _graded(*_unpacked(kit, handed_in, job, Path(scratch)), digest, taken)


def held(allowed: Level) -> Level:
    """The best level of this machine.

    Raises:
        LeadlabError: it is below what is allowed.
    """
    found = find_level()
    if found.level.holds(allowed):
        return found.level
    msg = (
        f"Submissions cannot be run here: {found}; at least level {allowed} is asked for. "
        "Grade on a Linux server, in WSL2 or in a container that allows it, or take the risk "
        f"with --allow-level {found.level}."
    )
    raise LeadlabError(msg)


def _graded(kit: Kit, handed_in: HandedIn, digest: str, taken: float) -> Graded:
    started = time.perf_counter()
    marks, documents, verdicts, forgeable = {}, {}, [], []
    for submission in rebuild(kit.assignment, handed_in, classmates=kit.classmates):
        name = submission.notebook
        verdict = _judged(kit, submission)
        verdicts.append(verdict)
        cells, notebook = submission.cells, kit.notebooks[name]
        marks[name] = _marks(cells, kit.assignment.notebooks[name], verdict, notebook)
        metadata = metadata_of(cells, kit.roles[name], notebook)
        documents[name] = document_of(cells, metadata, verdict, notebook, kit.cutting)
        forgeable += [str(cells[each.index].grade_id) for each in verdict.results if each.forgeable]
    entry = Entry(
        student=handed_in.student,
        timestamp=handed_in.timestamp,
        notebooks=marks,
        missing=handed_in.missing,
        receipt=_receipt(kit, handed_in, digest, verdicts),
    )
    stages: dict[str, float] = {"taking in": taken}
    for verdict in verdicts:
        for stage, seconds in verdict.stages.items():
            name = {"all": "judge"}.get(stage, f"judge: {stage}")
            stages[name] = stages.get(name, 0.0) + seconds
    judged = stages.get("judge", 0.0)
    stages["rebuilding, composing"] = time.perf_counter() - started - judged
    return Graded(
        entry=entry,
        documents=documents,
        files=tuple(name for name in handed_in.files if name not in kit.assignment.files),
        stages=stages,
        forgeable=tuple(forgeable),
    )


def _judged(kit: Kit, submission: Submission) -> Verdict:
    return (kit.judge or judge)(submission, level=kit.level, limits=kit.limits)


def _receipt(kit: Kit, handed_in: HandedIn, digest: str, verdicts: list[Verdict]) -> Receipt:
    said = [
        note
        for name, notebook in kit.assignment.notebooks.items()
        if name in handed_in.notebooks
        for note in remarks(notebook, handed_in.notebooks[name])
    ]
    faults = [fault for verdict in verdicts for fault in verdict.faults]
    endings = {result.ending for verdict in verdicts for result in verdict.results}
    return Receipt(
        submission=digest,
        tests=kit.tests,
        level=max((verdict.level for verdict in verdicts), default=kit.level),  # the least tight
        seeds={verdict.notebook: verdict.seed for verdict in verdicts},
        troubled=bool(endings & {Ending.TIMED_OUT, Ending.CRASHED}),
        notes=(*handed_in.notes, *said, *faults),
        graded=datetime.now(UTC).replace(tzinfo=None),
    )


def _marks(
    cells: tuple[Cell, ...], released: SetNotebook, verdict: Verdict, notebook: EnteredNotebook
) -> NotebookMarks:
    points = {result.index: result.points for result in verdict.results}
    known, comments = released.by_id(), {}
    scores: dict[str, float | None] = {}
    for at, cell in enumerate(cells):
        grade_id = cell.grade_id
        if grade_id is None or grade_id not in notebook.cells:
            continue
        same = _untouched(cell, known[grade_id].solution, notebook)
        if cell.role is Role.TEST:
            scores[grade_id] = points.get(at) or 0.0
        elif known[grade_id].grade:
            scores[grade_id] = 0.0 if same else None
        if known[grade_id].solution or known[grade_id].task:
            comments[grade_id] = "No response." if same else None
    return NotebookMarks(
        scores={key: score for key, score in scores.items() if key in notebook.graded},
        comments={key: said for key, said in comments.items() if key in notebook.commented},
    )


def _untouched(cell: Cell, solution: bool, notebook: EnteredNotebook) -> bool:
    """Whether a cell to fill is as it was handed out; nbgrader compares checksums."""
    known = notebook.cells[str(cell.grade_id)]
    return solution and known.checksum is not None and cell.source == known.source


def _roles(notebook: SetNotebook) -> dict[str, dict[str, bool]]:
    return {
        grade_id: {
            "grade": cell.grade,
            "solution": cell.solution,
            "locked": cell.locked,
            "task": cell.task,
        }
        for grade_id, cell in notebook.by_id().items()
    }


def digest_of(folder: Path, handed_in: HandedIn, caps: Caps) -> str:
    """Digest of what was handed in: it changes when a notebook, a file or the time does."""
    found = hashlib.blake2b(digest_size=16)
    names = [*(f"{name}.ipynb" for name in handed_in.notebooks), *handed_in.files]
    for name in sorted(names):
        content = regular(folder / name, caps.folder_bytes)
        found.update(f"{len(name)} {name} {len(content)} ".encode("utf-8", "surrogateescape"))
        found.update(content)
    found.update(str(handed_in.timestamp).encode())
    return found.hexdigest()


def digest_of_tests(assignment: Assignment) -> str:
    """Digest of what was set: it changes when a cell, a test, its points or a file does."""
    found = hashlib.blake2b(digest_size=16)
    for notebook in assignment.notebooks.values():
        found.update(repr(notebook).encode("utf-8", "surrogatepass"))
    for name, path in sorted(assignment.files.items()):
        found.update(name.encode("utf-8", "surrogateescape"))
        found.update(Path(path).read_bytes())
    return found.hexdigest()


def _unpacked(kit: Kit, handed_in: HandedIn, job: Job, scratch: Path) -> tuple[Kit, HandedIn]:
    """The same with the files that came along, on this machine."""

    def put(name: str, content: bytes) -> str:
        path = scratch / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return str(path)

    own = {name: put(f"own/{name}", content) for name, content in job.shipped.items()}
    given = {name: put(f"given/{name}", content) for name, content in (kit.shipped or {}).items()}
    assignment = replace(kit.assignment, files=given)
    return replace(kit, assignment=assignment), replace(handed_in, files=own)
