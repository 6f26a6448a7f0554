"""What is handed from one layer of grading to the next: a submission, and the verdict on it.

Intake and rebuild make a `Submission` from the released notebook and the learner's own source;
the judge answers with a `Verdict`; the gradebook and the feedback page read it. All of them are
plain values that pickle, so that a submission can be judged in another process or machine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Level(StrEnum):
    """How well a submission was shut in while it ran; A is best.

    >>> Level.A.holds(Level.B), Level.C.holds(Level.B)
    (True, False)
    """

    A = "A"
    """Namespaces, Landlock, seccomp and resource limits."""
    B = "B"
    """The same without namespaces."""
    C = "C"
    """A process of its own with resource limits."""
    D = "D"
    """Nothing but a process of its own."""

    def holds(self, wanted: Level) -> bool:
        """Whether this level is at least as tight as the one wanted."""
        return self.value <= wanted.value


class Role(StrEnum):
    """Who wrote a cell, and where it runs."""

    GIVEN = "given"
    """As released: text, set-up code. Code runs in the learner's process."""
    ANSWER = "answer"
    """The learner's own. Code runs in the learner's process."""
    TEST = "test"
    """The instructor's, from the source, with its hidden tests. Runs in the judge."""


class Ending(StrEnum):
    """How a code cell ended."""

    RAN = "ran"
    """To its end; for a test: its points are earned, or its last value says how many are."""
    FAILED = "failed"
    """An error in it, a failed assertion included."""
    TIMED_OUT = "timed out"
    CRASHED = "crashed"
    """The learner's process died in it."""
    NOT_RUN = "not run"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a rebuilt notebook."""

    kind: str
    """`code`, `markdown` or `raw`."""
    role: Role
    source: str
    grade_id: str | None = None
    points: float | None = None
    """Most that it earns; None where it earns nothing. From the instructor's source, never from
    the submission."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """One learner's notebook, rebuilt into the released one."""

    student: str
    assignment: str
    notebook: str
    """Name of the notebook, without `.ipynb`."""
    cells: tuple[Cell, ...]
    classmates: tuple[str, ...] = ()
    """Ids of those who handed in the same assignment, for checks that look for copied answers."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Data files beside the notebook: name within the assignment to path on this machine; copies
    of them, and nothing else of this machine, are there for the learner's process."""
    own_files: frozenset[str] = frozenset()
    """Those of the files that the learner handed in; no test sees them."""
    reference: tuple[Cell, ...] = ()
    """The instructor's own notebook, with the solutions. It says whose the names are that a test
    uses; nothing of it is shown to the learner's process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one submission may use."""

    cell_seconds: float = 30.0
    notebook_seconds: float = 300.0
    memory_mb: int = 1_500
    output_bytes: int = 200_000
    """For each cell; what comes after is cut."""
    reply_bytes: int = 8_000_000
    processes: int = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class CellResult:
    """What became of one cell; `index` counts all cells of the submission from 0."""

    index: int
    ending: Ending
    points: float | None = None
    """Points earned, clamped to what the cell allows; None where the cell earns nothing."""
    outputs: tuple[Mapping[str, Any], ...] = ()
    """As nbformat has them: stream, display_data, execute_result, error."""
    seconds: float = 0.0
    message: str = ""
    """A sentence for the learner where there is more to say than the outputs do."""
    forgeable: bool = False
    """Whether the verdict had to be reached where the learner's code runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the judge says of one submission."""

    student: str
    assignment: str
    notebook: str
    level: Level
    seed: int
    """Drawn anew for each run; kept for appeals."""
    results: tuple[CellResult, ...]
    """One for each code cell, in order."""
    stages: Mapping[str, float] = field(default_factory=dict)
    """Seconds by stage, for the table of where the time goes."""
    faults: tuple[str, ...] = ()
    """Sentences for the instructor about this submission."""
