"""How the logbook's tables came to be, step by step.

A step is never changed once released; a new need is a new step at the end.
Each step runs in one transaction together with the record that it ran.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from leadlab.logbook_records import LogbookFault, to_text


@dataclass(frozen=True, slots=True)
class Migration:
    """One step from an older logbook to a newer one."""

    number: int
    name: str
    statements: tuple[str, ...]


MIGRATIONS = (
    Migration(
        1,
        "what a learner does",
        (
            "CREATE TABLE learner (uid TEXT PRIMARY KEY, name TEXT NOT NULL, at TEXT NOT NULL)",
            """CREATE TABLE predictions (
                name TEXT PRIMARY KEY, value TEXT, made_at TEXT, revealed_at TEXT)""",
            """CREATE TABLE attempts (
                uid TEXT PRIMARY KEY, exercise TEXT NOT NULL, status TEXT NOT NULL,
                points REAL NOT NULL, max_points REAL NOT NULL, tags TEXT NOT NULL,
                at TEXT NOT NULL)""",
            "CREATE INDEX attempts_of_an_exercise ON attempts (exercise, at)",
            """CREATE TABLE hints (
                exercise TEXT NOT NULL, step INTEGER NOT NULL, at TEXT NOT NULL,
                PRIMARY KEY (exercise, step))""",
            """CREATE TABLE playthroughs (
                uid TEXT PRIMARY KEY, scenario TEXT NOT NULL, seed INTEGER NOT NULL,
                "cast" TEXT NOT NULL, choices TEXT NOT NULL, forecasts TEXT NOT NULL,
                finished INTEGER NOT NULL, abandoned INTEGER NOT NULL, ending TEXT,
                started_at TEXT NOT NULL, changed_at TEXT NOT NULL)""",
            "CREATE INDEX playthroughs_of_a_scenario ON playthroughs (scenario, started_at)",
            """CREATE TABLE threads (
                uid TEXT PRIMARY KEY, name TEXT NOT NULL, value TEXT NOT NULL,
                scenario TEXT NOT NULL, at TEXT NOT NULL)""",
            "CREATE TABLE cards (card TEXT PRIMARY KEY, state TEXT NOT NULL, at TEXT NOT NULL)",
            """CREATE TABLE card_reviews (
                uid TEXT PRIMARY KEY, card TEXT NOT NULL, rating TEXT NOT NULL,
                at TEXT NOT NULL)""",
            """CREATE TABLE forecasts (
                uid TEXT PRIMARY KEY, name TEXT NOT NULL, about TEXT NOT NULL,
                probability REAL, low REAL, high REAL, level REAL, outcome REAL,
                made_at TEXT NOT NULL, resolved_at TEXT)""",
        ),
    ),
)
LATEST = MIGRATIONS[-1].number


def migrate(connection: sqlite3.Connection, migrations: tuple[Migration, ...] = MIGRATIONS) -> int:
    """Bring a logbook up to date, and return the number of steps that were taken.

    >>> connection = sqlite3.connect(":memory:", isolation_level=None)
    >>> migrate(connection), migrate(connection)
    (1, 0)
    >>> connection.close()
    """
    if version(connection) > migrations[-1].number:
        raise LogbookFault("This logbook was written by a newer Leadlab; update Leadlab.")
    taken = 0
    for step in migrations:
        if step.number <= version(connection):
            continue
        connection.execute("BEGIN IMMEDIATE")
        try:
            if version(connection) < step.number:  # another kernel may have been faster
                _take(connection, step)
                taken += 1
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
    return taken


def version(connection: sqlite3.Connection) -> int:
    """Number of the last step that this logbook has taken; 0 for an empty file."""
    known = connection.execute(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migrations'"
    ).fetchone()
    if known is None:
        return 0
    return int(connection.execute("SELECT max(number) FROM migrations").fetchone()[0] or 0)


def _take(connection: sqlite3.Connection, step: Migration) -> None:
    connection.execute(
        "CREATE TABLE IF NOT EXISTS migrations "
        "(number INTEGER PRIMARY KEY, name TEXT NOT NULL, at TEXT NOT NULL)"
    )
    for statement in step.statements:
        connection.execute(statement)
    connection.execute(
        "INSERT INTO migrations VALUES (?, ?, ?)", (step.number, step.name, to_text(None))
    )
