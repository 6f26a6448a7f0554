"""Cells of a submission, and what came of them."""

from __future__ import annotations

from leadlab.grading.records import Cell, Role, Verdict


def given(source: str) -> Cell:
    """A cell as released."""
    return Cell(kind="code", role=Role.GIVEN, source=source)


def answer(source: str, grade_id: str = "answer") -> Cell:
    """A cell of the learner's."""
    return Cell(kind="code", role=Role.ANSWER, source=source, grade_id=grade_id)


def check(source: str, grade_id: str = "test", points: float = 2.0) -> Cell:
    """A test."""
    return Cell(kind="code", role=Role.TEST, source=source, grade_id=grade_id, points=points)


def points(verdict: Verdict) -> list[float]:
    """Points of the tests, in order."""
    return [each.points for each in verdict.results if each.points is not None]
