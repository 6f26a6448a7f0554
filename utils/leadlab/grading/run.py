"""Grade an assignment: who is to be graded, by whom, and what became of each.

A run can be ended at any moment, by whatever means: each learner's marks are in the gradebook
with their receipt or not at all, and the same command takes up those without one.
"""

from __future__ import annotations

import fnmatch
import os
import time
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from nbgrader.converters import Autograde

from leadlab.errors import shortened
from leadlab.grading.assignment import Assignment, load
from leadlab.grading.course import Course
from leadlab.grading.gradebook import Book
from leadlab.grading.gradebook_files import Autograded, limits_of
from leadlab.grading.gradebook_late import steps_of
from leadlab.grading.gradebook_tables import Receipt
from leadlab.grading.intake import HandedIn, Refused, caps_of, depth_of, folders, is_safe, take
from leadlab.grading.records import Level, Limits
from leadlab.grading.run_lock import locked
from leadlab.grading.run_work import Graded, Job, Judge, Kit, digest_of, digest_of_tests, held
from leadlab.grading.run_workers import Cluster, Local, Workers

WITH_NOTEBOOKS = ("timestamp.txt", "submission_secret.txt")
"""What nbgrader reads beside graded notebooks."""
AHEAD = 3
"""Jobs given out for each worker: one in hand, and others so that it never waits."""


class Rerun(StrEnum):
    """Who is graded beside those that are not graded yet."""

    FAILED = "failed"
    """Where a cell ran out of time or died."""
    CHANGED = "changed"
    """Where another submission was handed in, or tests, points or files were changed."""
    ALL = "all"


class Outcome(StrEnum):
    """What became of a learner."""

    GRADED = "graded"
    REFUSED = "refused"
    """What was handed in cannot be graded."""
    FAILED = "failed"
    """Grading it broke; the next run tries again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What became of one learner."""

    student: str
    outcome: Outcome
    sentence: str = ""
    """For the instructor: why there are no marks."""
    waits: bool = False
    """Whether a person has to mark some of it."""
    level: Level | None = None
    scores: Mapping[str, Mapping[str, float | None]] = field(default_factory=dict)
    """Points by tests, by notebook and grade id."""
    submission: str = ""
    """Digest of what was handed in."""
    notes: tuple[str, ...] = ()
    forgeable: tuple[str, ...] = ()
    stages: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to grade."""

    level: Level
    students: str = "*"
    rerun: Rerun | None = None
    jobs: int = 0
    """Processes; as many as this machine has cores for it where 0."""
    scheduler: str = ""
    """Address of a Dask scheduler; processes of this machine where empty."""
    judge: Judge | None = None
    enter: bool = False
    """Bring what was set to what the source has now, in the gradebook as well."""


class Run:
    """One run; iterate over it to have it done."""

    def __init__(
        self, course: Course, assignment: Assignment, book: Book, options: Options
    ) -> None:
        self.course, self.assignment, self.book, self.options = course, assignment, book, options
        self.autograded = Autograded(course, assignment.name)
        self.folders = folders(course, assignment.name)
        self.tests = digest_of_tests(assignment)
        self.kit = self._kit()
        self.receipts = book.receipts()
        self.known = None if self.autograded.converter.create_student else book.students()
        self.todo = self._todo()

    @classmethod
    @contextmanager
    def opened(cls, course: Course, assignment: str, options: Options) -> Iterator[Run]:
        """A run that holds the course folder and its gradebook.

        Raises:
            LeadlabError: it cannot begin; the sentence says why.
        """
        with ExitStack() as stack:
            stack.enter_context(locked(course.root))
            released = load(course, assignment)
            book = stack.enter_context(Book.opened(course, assignment, enter=options.enter))
            if options.enter:
                released = load(course, assignment)  # its points are those of the gradebook
            yield cls(course, released, book, options)

    def __len__(self) -> int:
        """How many learners there are to grade."""
        return len(self.todo)

    @property
    def kept(self) -> int:
        """How many are graded already and stay as they are."""
        return sum(self._meant(student) for student in self.folders) - len(self.todo)

    def __iter__(self) -> Iterator[Done]:
        """Grade, and say of each learner what became of it, as soon as it is written."""
        if not self.todo:
            return
        with ExitStack() as stack:
            workers = self._workers()
            stack.callback(workers.close)
            for job, result in _Schedule(workers, self._jobs(far=workers.far)):
                yield self._written(job, result)
            workers.finish()

    def _meant(self, student: str) -> bool:
        excluded = self.course.directory.student_id_exclude.split(",")
        return fnmatch.fnmatchcase(student, self.options.students) and student not in excluded

    def _todo(self) -> tuple[str, ...]:
        rule = self.options.rerun
        found = []
        for student in filter(self._meant, self.folders):
            interrupted = is_safe(student) and self.autograded.interrupted(student)
            receipt = self.receipts.get(student)
            if (
                rule is Rerun.ALL
                or receipt is None
                or interrupted
                or not self.autograded.place(student).is_dir()
                or (rule is Rerun.FAILED and receipt.troubled)
                or (rule is Rerun.CHANGED and self._changed(student, receipt))
            ):
                found.append(student)
        return tuple(found)

    def _changed(self, student: str, receipt: Receipt) -> bool:
        if receipt.tests != self.tests:
            return True
        handed_in = self._taken(student)
        if isinstance(handed_in, Refused):
            return True
        return receipt.submission != digest_of(self.folders[student], handed_in, self.kit.caps)

    def _taken(self, student: str) -> HandedIn | Refused:
        kit = self.kit
        return take(
            student,
            self.assignment.name,
            self.folders[student],
            kit.names,
            caps=kit.caps,
            ignored=kit.ignored,
            levels=kit.levels,
        )

    def _kit(self) -> Kit:
        far = bool(self.options.scheduler)
        files = self.assignment.files.items()
        return Kit(
            assignment=self.assignment,
            notebooks=self.book.assignment.notebooks,
            tests=self.tests,
            level=self.options.level,
            limits=limits_from(self.course),
            caps=caps_of(self.course),
            ignored=self.course.ignored,
            levels=depth_of(self.course, self.assignment.name),
            classmates=tuple(filter(is_safe, self.folders)),
            cutting=limits_of(self.course, steps_of(self.course)),
            judge=self.options.judge,
            shipped={name: Path(path).read_bytes() for name, path in files} if far else None,
        )

    def _workers(self) -> Workers:
        if self.options.scheduler:
            return Cluster(self.kit, self.options.scheduler)
        jobs = self.options.jobs or cores()
        return Local(self.kit, min(jobs, len(self.todo)), alone=self.book.disconnect)

    def _jobs(self, *, far: bool) -> Iterator[Job]:
        for student in self.todo:
            folder = self.folders[student]
            handed_in = self._taken(student) if far else None
            job = Job(student=student, folder=folder, handed_in=handed_in)
            if isinstance(handed_in, HandedIn):
                names = handed_in.files.items()
                shipped = {name: Path(path).read_bytes() for name, path in names}
                digest = digest_of(folder, handed_in, self.kit.caps)
                job = replace(job, digest=digest, shipped=shipped)
            yield job

    def _written(self, job: Job, result: Graded | Refused | BaseException) -> Done:
        if isinstance(result, Refused):
            return Done(student=result.student, outcome=Outcome.REFUSED, sentence=result.instructor)
        if isinstance(result, BaseException):
            said = shortened(f"{type(result).__name__}: {result}", limit=300)
            sentence = f"{job.student}: grading broke ({said}). The next run tries again."
            return Done(student=job.student, outcome=Outcome.FAILED, sentence=sentence)
        if self.known is not None and job.student not in self.known:
            sentence = f"{job.student}: the gradebook does not know this student, and none is added"
            return Done(
                student=job.student,
                outcome=Outcome.REFUSED,
                sentence=f"{sentence} (`Autograde.create_student`). Add them or rename the folder.",
            )
        entry = result.entry
        files = {name: Path(path) for name, path in self.assignment.files.items()}
        for name in (*result.files, *WITH_NOTEBOOKS):
            if (job.folder / name).is_file() and not (job.folder / name).is_symlink():
                files[name] = job.folder / name
        started = time.perf_counter()
        with self.autograded.put(job.student, result.documents, files):
            put = time.perf_counter()
            waits = self.book.write(entry)
            written = time.perf_counter()
        entered = written - put
        filed = time.perf_counter() - started - entered
        return Done(
            student=job.student,
            outcome=Outcome.GRADED,
            waits=waits,
            level=entry.receipt.level,
            scores={name: marks.scores for name, marks in entry.notebooks.items()},
            submission=entry.receipt.submission,
            notes=entry.receipt.notes,
            forgeable=result.forgeable,
            stages={**result.stages, "files": filed, "gradebook": entered},
        )


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def limits_from(course: Course) -> Limits:
    """What a submission may use, with the time that the course gives each cell."""
    plain = Limits()
    seconds = course.config.get("Execute", {}).get("timeout", plain.cell_seconds)
    if seconds is None or seconds <= 0:  # nbgrader: no limit; ours for the notebook holds
        seconds = plain.notebook_seconds
    whole = max(plain.notebook_seconds, float(seconds))
    return Limits(cell_seconds=float(seconds), notebook_seconds=whole)


class _Schedule:
    """Gives jobs out, a few at a time, and again where workers died."""

    def __init__(self, workers: Workers, jobs: Iterator[Job]) -> None:
        self.workers, self.jobs = workers, jobs
        self.again: deque[Job] = deque()
        self.losses: Counter[str] = Counter()
        self.out: dict[Future[Any], Job] = {}

    def __iter__(self) -> Iterator[tuple[Job, Graded | Refused | BaseException]]:
        while True:
            self._fill()
            if not self.out:
                return
            finished, _ = wait(self.out, return_when=FIRST_COMPLETED)
            lost = []
            for future in finished:
                job = self.out.pop(future)
                error = future.exception() if not future.cancelled() else LookupError("cancelled")
                if error is None:
                    yield job, future.result()
                elif future.cancelled() or self.workers.lost(error):
                    lost.append((job, error))
                else:
                    yield job, error
            if lost:
                yield from self._after_loss(lost)

    def _fill(self) -> None:
        """Give out more; those that were lost twice go alone, so that the culprit shows."""
        if self.again and self.losses[self.again[0].student] > 1:
            if not self.out:
                self._give(self.again.popleft())
            return
        while len(self.out) < AHEAD * self.workers.count():
            job = self.again.popleft() if self.again else next(self.jobs, None)
            if job is None:
                return
            self._give(job)

    def _give(self, job: Job) -> None:
        try:
            self.out[self.workers.submit(job)] = job
        except Exception as error:
            if not self.workers.lost(error):
                raise
            failed: Future[Any] = Future()
            failed.set_exception(error)
            self.out[failed] = job

    def _after_loss(
        self, lost: list[tuple[Job, BaseException]]
    ) -> Iterator[tuple[Job, BaseException]]:
        alone = len(lost) == 1 and not self.out and self.losses[lost[0][0].student] > 1
        if alone:
            yield lost[0]
        else:
            jobs = [job for job, _ in lost] + list(self.out.values())
            self.losses.update(job.student for job in jobs)
            self.again.extend(jobs)
        self.out.clear()
        self.workers.restart()


def level_for(allowed: Level, scheduler: str = "") -> Level:
    """The level at which submissions are shut in: the best that this machine has.

    On a cluster it is the workers' machines that count: there it is the level that is wanted, and
    each worker finds its own, and refuses if that is below.

    Raises:
        LeadlabError: it is below what is allowed.
    """
    return allowed if scheduler else held(allowed)


def not_run(course: Course) -> tuple[str, ...]:
    """Steps of the course's own that nbgrader would take and a run does not."""
    converter = Autograde(coursedir=course.directory, config=course.config)
    known = {*Autograde().sanitize_preprocessors, *Autograde().autograde_preprocessors}
    steps = [*converter.sanitize_preprocessors, *converter.autograde_preprocessors]
    names = [
        step if isinstance(step, str) else f"{step.__module__}.{step.__name__}" for step in steps
    ]
    ours = {f"{step.__module__}.{step.__name__}" for step in known}
    hooks = ("pre_convert_hook", "post_convert_hook")
    return tuple(
        name
        for name in names
        if name not in ours and not name.startswith(("leadlab.", "nbgrader.preprocessors."))
    ) + tuple(f"Autograde.{name}" for name in hooks if getattr(converter, name))
