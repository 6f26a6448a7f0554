"""Whose submission is being graded, and who else handed in.

nbgrader runs a submission inside `autograded/<student>/<assignment>`; other graders name the
student in `LEADLAB_STUDENT`, and the classmates in `LEADLAB_CLASSMATES`.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

STUDENT = "LEADLAB_STUDENT"
CLASSMATES = "LEADLAB_CLASSMATES"
"""Their ids, one a line, where a grader names them and shows no folders."""
STEP = "autograded"
MANY = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """The student whose notebook runs, and the ids of the classmates.

    >>> Submission.of({"LEADLAB_STUDENT": "ana"}, Path("/tmp"))
    Submission(student='ana', classmates=())
    """

    student: str = ""
    """Id of the submitting student; empty when nothing is being graded."""
    classmates: tuple[str, ...] = ()

    @classmethod
    def current(cls) -> Submission:
        """The submission that this process grades."""
        try:
            return cls.of(os.environ, Path.cwd())
        except OSError:  # the working folder is gone
            return cls.of(os.environ, Path())

    @classmethod
    def of(cls, environ: Mapping[str, str], folder: Path) -> Submission:
        """The submission that an environment and a working folder speak of."""
        step = folder.parent.parent
        in_nbgrader = step.name == STEP
        student = environ.get(STUDENT, "").strip() or (folder.parent.name if in_nbgrader else "")
        if student and CLASSMATES in environ:
            return cls(student=student, classmates=_named(environ[CLASSMATES], student))
        if not student or not in_nbgrader:
            return cls(student=student)
        others: set[str] = set()
        for place in (step, step.parent / "submitted"):
            others |= _folders(place)
        return cls(student=student, classmates=tuple(sorted(others - {student})[:MANY]))


@functools.lru_cache(maxsize=8)  # asked for by each graded cell
def _named(lines: str, student: str) -> tuple[str, ...]:
    named = {each.strip() for each in lines.splitlines()} - {"", student}
    return tuple(sorted(named)[:MANY])


def _folders(place: Path) -> set[str]:
    try:
        return {each.name for each in place.iterdir() if each.is_dir()}
    except OSError:
        return set()
