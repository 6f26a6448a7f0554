"""What the tests of a notebook need beyond data, found out with the course's own solution.

Most tests compare data and call functions, and need nothing. Some call methods of an object with
data of theirs, or look at a figure. What they need is what the instructor's own solution needs:
it is run as a submission, once, where the first submission fails a test.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from leadlab.grading.records import Cell, Submission

MOST_KNOWN = 200
CUT_OFF = "The course's own solution does not pass the test {!r} here; nobody can."


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What the tests of one notebook need."""

    granted: Mapping[str, Sequence[Sequence[str]]] = field(default_factory=dict)
    """By test: class, its module, and the method or operator that may be handed data."""
    local: frozenset[str] = frozenset()
    """Tests that can only be run where the answer is."""
    broken: frozenset[str] = frozenset()
    """Tests that the course's own solution does not pass anywhere."""


NOTHING = Needs()
_known: dict[tuple[str, str, tuple[Cell, ...]], Needs] = {}


def known(submission: Submission) -> Needs | None:
    """What is known of a submission's notebook; None: nothing yet."""
    return _known.get(notebook_key(submission))


def found(submission: Submission, needs: Needs) -> Needs:
    """Keep what was found out."""
    if len(_known) >= MOST_KNOWN:
        _known.clear()
    _known[notebook_key(submission)] = needs
    return needs


def notebook_key(submission: Submission) -> tuple[str, str, tuple[Cell, ...]]:
    """What tells one set notebook from another."""
    return submission.assignment, submission.notebook, submission.reference


def as_submission(submission: Submission) -> Submission:
    """The course's own solution in the place of what was handed in."""
    files = {
        name: path for name, path in submission.files.items() if name not in submission.own_files
    }
    return replace(submission, cells=submission.reference, files=files, own_files=frozenset())
