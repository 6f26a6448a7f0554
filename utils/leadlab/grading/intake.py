"""What was handed in, taken as what it is: files of strangers.

Only regular files are opened, without following a link and without waiting for a pipe, and no
more of them than the caps allow. Nothing is changed or deleted. Whoever cannot be graded is
refused by name, with a sentence for the learner and one for the instructor; the others go on.
"""

from __future__ import annotations

import fnmatch
import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from nbgrader import utils as nbgrader_rules

from leadlab.errors import shortened
from leadlab.grading.assignment import NOTEBOOK
from leadlab.grading.course import Course
from leadlab.grading.reading import TOO_LARGE, Caps, Unreadable, WrittenNotebook, read

SAFE_ID = re.compile(r"\w[\w.@+\-]*")
LONGEST_ID = 128
TIMESTAMP = "timestamp.txt"
NOT_DATA = {TIMESTAMP, "nbgrader_config.py", "submission_secret.txt"}
"""Names that are not handed on to the run."""
FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
AS_FOLDER = FLAGS | getattr(os, "O_DIRECTORY", 0)
KINDS = (
    (stat.S_ISLNK, "a link"),
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISCHR, "a device"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedIn:
    """One learner's folder, read."""

    student: str
    assignment: str
    notebooks: Mapping[str, WrittenNotebook]
    """By name, without `.ipynb`; those that were set, and no others."""
    missing: tuple[str, ...] = ()
    """Notebooks that were set and not handed in."""
    files: Mapping[str, str] = field(default_factory=dict)
    """The learner's own files beside them: name to path on this machine. Regular files when this
    was read; whoever opens them follows no link."""
    timestamp: datetime | None = None
    """When it was handed in, in UTC as nbgrader keeps it; None where nothing says so."""
    notes: tuple[str, ...] = ()
    """What was odd, and what was done about it; for learner and instructor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """One learner's folder that cannot be graded as it is."""

    student: str
    """As the folder is called, safe to print: what is not printable is escaped."""
    assignment: str
    learner: str
    """What the learner is told."""
    instructor: str
    """What the instructor is told: the same with the place, and what to do."""


class _Refusal(Exception):  # noqa: N818 - never leaves this module
    """Ends the reading of one folder."""

    def __init__(self, sentence: str, advice: str = "") -> None:
        super().__init__(sentence)
        self.sentence, self.advice = sentence, advice


def submissions(
    course: Course,
    assignment: str,
    students: str = "*",
    *,
    expected: tuple[str, ...] | None = None,
    caps: Caps | None = None,
) -> Iterator[HandedIn | Refused]:
    """Everything handed in for an assignment, in the order of the students' ids.

    `expected` are the names of the notebooks that were set; those of the source folder where it
    is not given. `students` is a pattern, as in `nbgrader autograde --student`.
    """
    caps = caps or caps_of(course)
    source = course.folder("source", assignment)
    names = expected or tuple(sorted(path.stem for path in source.glob(f"*{NOTEBOOK}")))
    levels = depth_of(course, assignment)
    for student, folder in sorted(folders(course, assignment).items()):
        if fnmatch.fnmatchcase(student, students):
            yield take(
                student,
                assignment,
                folder,
                names,
                caps=caps,
                ignored=course.ignored,
                levels=levels,
            )


def caps_of(course: Course) -> Caps:
    """The caps, lowered to what the course's own settings allow."""
    plain, kilobyte = Caps(), 1_000
    return Caps(
        notebook_bytes=min(plain.notebook_bytes, course.directory.max_file_size * kilobyte),
        folder_bytes=min(plain.folder_bytes, course.directory.max_dir_size * kilobyte),
    )


def folders(course: Course, assignment: str, step: str = "submitted") -> dict[str, Path]:
    """Folder of each student in a step, by the student's id as the folder has it.

    Works for any `CourseDirectory.directory_structure` in which the id is one folder's name.
    """
    base, before, after, rest = _layout(course, assignment, step)
    if not base.is_dir():
        return {}
    found = {}
    for name in sorted(path.name for path in base.iterdir()):
        if len(name) > len(before + after) and name.startswith(before) and name.endswith(after):
            folder = base.joinpath(name, *rest)
            if os.path.lexists(folder) and name not in course.ignored:
                found[name[len(before) : len(name) - len(after)]] = folder
    return found


def _layout(course: Course, assignment: str, step: str) -> tuple[Path, str, str, tuple[str, ...]]:
    """Where students' folders lie, what stands around an id in a name, and what comes below."""
    mark = "LEADLAB-STUDENT"
    parts = course.folder(step, assignment, mark).parts
    at = next((index for index, part in enumerate(parts) if mark in part), len(parts) - 1)
    before, _, after = parts[at].partition(mark)
    return Path(*parts[:at]), before, after, parts[at + 1 :]


def depth_of(course: Course, assignment: str) -> int:
    """How many folders of a learner lie above what was handed in."""
    return len(_layout(course, assignment, "submitted")[-1])


def take(
    student: str,
    assignment: str,
    folder: Path,
    expected: tuple[str, ...],
    *,
    caps: Caps | None = None,
    ignored: tuple[str, ...] = (),
    levels: int = 1,
) -> HandedIn | Refused:
    """Read one learner's folder; as many `levels` above it are the learner's as well."""
    caps = caps or Caps()
    try:
        check_id(student)
        with _opened(folder, levels) as descriptor:
            return _take(student, assignment, folder, descriptor, expected, caps, ignored)
    except (_Refusal, Unreadable, OSError) as error:
        return _refused(student, assignment, folder, error)


def is_safe(student: str) -> bool:
    """Whether an id is safe as a name of a folder, on a command line and on a page.

    >>> [is_safe(each) for each in ("ana", "José.2", "..", "-rf", "a b")]
    [True, True, False, False, False]
    """
    plain = unicodedata.normalize("NFC", student)
    return len(plain) <= LONGEST_ID and bool(SAFE_ID.fullmatch(plain)) and ".." not in plain


def check_id(student: str) -> None:
    """Let an id pass that is safe."""
    if not is_safe(student):
        raise _Refusal(
            f"The student id {printable(student)} cannot be used.",
            "An id has letters, digits and . _ - @ +, and starts with a letter, a digit or _. "
            "Rename the folder.",
        )


def printable(text: str) -> str:
    r"""Text of a stranger in quotes, with what is not printable escaped.

    >>> print(printable("ana\nroot"))
    'ana\nroot'
    """
    return ascii(shortened(text, limit=80))


def _refused(student: str, assignment: str, folder: Path, error: Exception) -> Refused:
    if isinstance(error, _Refusal):
        sentence, advice = error.sentence, error.advice
    elif isinstance(error, OSError):
        sentence, advice = f"What was handed in cannot be read: {error.strerror}.", ""
    else:
        sentence, advice = str(error), ""
    name = student if SAFE_ID.fullmatch(student) else printable(student)
    where = ascii(str(folder))[1:-1]
    return Refused(
        student=name,
        assignment=assignment,
        learner=f"{sentence} Nothing was graded, and nothing is lost.",
        instructor=" ".join(filter(None, (f"{name}: {sentence}", advice, f"It lies in {where}."))),
    )


@contextmanager
def _opened(folder: Path, levels: int) -> Iterator[int]:
    """Descriptor of a folder that is one itself, as is the one above it; no link is followed."""
    for place in (*reversed(folder.parents[:levels]), folder):
        if not stat.S_ISDIR(place.lstat().st_mode):
            what = kind_of(place.lstat())
            msg = f"The folder that was handed in is {what}, and links are not followed."
            raise _Refusal(msg, "Put a real folder in its place.")
    descriptor = os.open(folder, AS_FOLDER)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def kind_of(status: os.stat_result) -> str:
    """What a thing in a folder is, in words."""
    return next((name for test, name in KINDS if test(status.st_mode)), "a file")


def _take(
    student: str,
    assignment: str,
    folder: Path,
    descriptor: int,
    expected: tuple[str, ...],
    caps: Caps,
    ignored: tuple[str, ...],
) -> HandedIn:
    files, notes = _listed(descriptor, caps, ignored)
    top = {name for name in files if "/" not in name and name.endswith(NOTEBOOK)}
    notebooks, missing = {}, []
    for name in expected:
        if name + NOTEBOOK in files:
            content = regular(name + NOTEBOOK, caps.notebook_bytes, within=descriptor)
            notebooks[name] = read(name, content, caps)
        else:
            missing.append(name)
    strange = sorted(top - {name + NOTEBOOK for name in expected})
    if missing and strange:
        _refuse_renamed(strange, missing)
    if not notebooks:
        names = ", ".join(f"{name}{NOTEBOOK}" for name in expected)
        raise _Refusal(f"No notebook was handed in; expected {names}.")
    notes += [
        f"{printable(name)} is not part of the assignment and was left out." for name in strange
    ]
    notes += [f"{name}{NOTEBOOK} was not handed in: 0 points for it." for name in missing]
    notes += [note for notebook in notebooks.values() for note in notebook.notes]
    data = {
        name: str(folder / name)
        for name in files
        if not name.endswith(NOTEBOOK) and name not in NOT_DATA
    }
    return HandedIn(
        student=student,
        assignment=assignment,
        notebooks=notebooks,
        missing=tuple(missing),
        files=data,
        timestamp=_timestamp(descriptor) if TIMESTAMP in files else None,
        notes=tuple(notes),
    )


def _refuse_renamed(strange: list[str], missing: list[str]) -> None:
    names = ", ".join(f"{name}{NOTEBOOK}" for name in missing)
    found = ", ".join(printable(name)[1:-1] for name in strange)
    raise _Refusal(f"Found {found}, expected {names}.", "Rename it if it is the right one.")


def _listed(descriptor: int, caps: Caps, ignored: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Names of the regular files in a folder and below it, and what else lay there."""
    names: list[str] = []
    notes: list[str] = []
    size = 0
    for place, inner, others, at in os.fwalk(".", dir_fd=descriptor, follow_symlinks=False):
        inner[:] = [each for each in inner if not _is_ignored(each, ignored)]
        for other in sorted((*others, *inner)):
            status = os.stat(other, dir_fd=at, follow_symlinks=False)
            name = (Path(place) / other).as_posix()
            fault = _fault(name, status)
            if fault and name.endswith(NOTEBOOK) and "/" not in name:
                raise _Refusal(f"{printable(name)[1:-1]} is {kind_of(status)}, not a file.")
            if fault:
                notes.append(fault)
            elif stat.S_ISREG(status.st_mode) and not _is_ignored(other, ignored):
                names.append(name)
                size += status.st_size
            if len(names) > caps.files or size > caps.folder_bytes:
                limit = f"{caps.files} files and {caps.folder_bytes / 1e6:.0f} MB"
                raise _Refusal(f"More was handed in than {limit}.", "Remove what is not needed.")
    return sorted(names), notes


def _is_ignored(name: str, ignored: tuple[str, ...]) -> bool:
    return any(fnmatch.fnmatch(name, each) for each in ignored)


def _fault(name: str, status: os.stat_result) -> str:
    """Why a thing in a folder is left out; empty for a file, and for a folder of files."""
    if stat.S_ISDIR(status.st_mode):
        return f"{printable(name)} is a folder." if name.endswith(NOTEBOOK) else ""
    if not stat.S_ISREG(status.st_mode):
        return f"{printable(name)} is {kind_of(status)} and was left out."
    if not name.isprintable():
        return f"{printable(name)} has a name that cannot be printed and was left out."
    return ""


def regular(name: str | Path, most: int, *, within: int | None = None) -> bytes:
    """Bytes of a regular file, at most so many; no link is followed, and no pipe waited for.

    Raises:
        Unreadable: it is something else, or more.
        OSError: it is a link, or cannot be read.
    """
    opened = os.open(name, FLAGS, dir_fd=within)
    with os.fdopen(opened, "rb") as file:
        status, shown = os.fstat(opened), Path(name).name
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable(f"{shown} is {kind_of(status)}, not a file.")
        content = file.read(most + 1)
    if len(content) > most:
        size, limit = max(status.st_size, len(content)) / 1e6, most / 1e6
        raise Unreadable(f"{shown} has {size:.2g} MB, more than {limit:.2g} MB. {TOO_LARGE}")
    return content


def _timestamp(descriptor: int) -> datetime | None:
    text = regular(TIMESTAMP, 1_000, within=descriptor).decode("utf-8", "replace").strip()
    if not text:
        return None
    try:
        found: datetime = nbgrader_rules.parse_utc(text)
    except (ValueError, OverflowError) as error:
        raise _Refusal(
            f"The time in {TIMESTAMP}, {printable(text)}, cannot be read.",
            "Write it as 2026-03-01 17:00:00 UTC, or remove the file if lateness does not count.",
        ) from error
    return found
