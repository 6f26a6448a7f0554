"""What we add to nbgrader's gradebook: three indexes, and one table of receipts.

nbgrader's own tables stay as they are. The indexes are on columns by which nbgrader asks for each
grade and which it left without one, so that its questions slow down with the size of the course.
A receipt says of each graded submission what was graded, at which isolation level and with which
seeds; it is written in the same transaction as the grades, so that a receipt means that all of
them are there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nbgrader.api import Comment, Grade, SubmittedNotebook
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    DateTime,
    Index,
    MetaData,
    String,
    Table,
    Text,
    inspect,
    select,
)

from leadlab.grading.records import Level

OWN = MetaData()
RECEIPTS = Table(
    "leadlab_receipt",
    OWN,
    Column("assignment", String(128), primary_key=True),
    Column("student", String(128), primary_key=True),
    Column("submission", String(64), nullable=False),
    Column("tests", String(64), nullable=False),
    Column("level", String(1), nullable=False),
    Column("seeds", Text, nullable=False),
    Column("troubled", Boolean, nullable=False),
    Column("notes", Text, nullable=False),
    Column("graded", DateTime, nullable=False),
)
MISSING_INDEXES = (
    ("leadlab_grade_notebook", Grade.__table__.c.notebook_id),
    ("leadlab_comment_notebook", Comment.__table__.c.notebook_id),
    ("leadlab_submitted_notebook_assignment", SubmittedNotebook.__table__.c.assignment_id),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What was graded of one learner, and how."""

    submission: str
    """Digest of what was handed in."""
    tests: str
    """Digest of what was set, with its tests and points."""
    level: Level
    seeds: Mapping[str, int]
    """Seed of the run of each notebook; with it the run can be repeated."""
    troubled: bool = False
    """Whether a cell ran out of time or died, or the judge reports a fault: on a machine with
    less to do it may go otherwise."""
    notes: tuple[str, ...] = ()
    """Sentences for the instructor."""
    graded: datetime
    """When, in UTC, without a zone, as nbgrader keeps its times."""


def prepare(connection: Connection) -> None:
    """Create the table and the indexes, where they are not there yet."""
    OWN.create_all(connection)
    there = inspect(connection)
    for name, column in MISSING_INDEXES:
        leading = {index["column_names"][0] for index in there.get_indexes(column.table.name)}
        if column.name not in leading:
            _create(connection, name, column)


def _create(connection: Connection, name: str, column: Any) -> None:
    # made from a copy of the column: an Index on nbgrader's own table would become part of it
    table = Table(column.table.name, MetaData(), Column(column.name, column.type))
    Index(name, table.c[column.name]).create(connection)


def receipts(connection: Any, assignment: str) -> dict[str, Receipt]:
    """Receipts of an assignment, by student."""
    asked = select(RECEIPTS).where(RECEIPTS.c.assignment == assignment)
    return {row.student: _receipt(row) for row in connection.execute(asked)}


def row_of(assignment: str, student: str, receipt: Receipt) -> dict[str, Any]:
    """A receipt as its table has it."""
    return {
        "assignment": assignment,
        "student": student,
        "submission": receipt.submission,
        "tests": receipt.tests,
        "level": receipt.level.value,
        "seeds": json.dumps(dict(receipt.seeds), sort_keys=True),
        "troubled": receipt.troubled,
        "notes": json.dumps(receipt.notes),
        "graded": receipt.graded,
    }


def _receipt(row: Any) -> Receipt:
    return Receipt(
        submission=row.submission,
        tests=row.tests,
        level=Level(row.level),
        seeds=json.loads(row.seeds),
        troubled=row.troubled,
        notes=tuple(json.loads(row.notes)),
        graded=row.graded,
    )
