"""Who hands in, each in a way of their own, and what the tests know about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from real_course import Course

RIGHT, HALF, BLANK, CRASHING, COPYING, KILLING = "ana", "ben", "cleo", "dan", "eve", "fay"
LEARNERS = (RIGHT, HALF, BLANK, CRASHING, COPYING, KILLING)
BY_EXCHANGE = (RIGHT, HALF)
"""They fetch and submit; the others' notebooks come by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """A course in which all learners have handed in and were graded."""

    course: Course
    maximum: Mapping[str, float]
    """Points of the cells graded by tests."""
    solved: Mapping[str, bool]
    """Whether the half-right learner answered a graded cell."""
    crashed: frozenset[str]
    """Graded cells whose answer the crashing learner spoilt."""
    said: str
    """What `nbgrader autograde` said."""
