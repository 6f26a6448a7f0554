"""Read and write the logbook's file in transactions, and carry on when the file fails."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from leadlab.logbook_file import (
    BUSY,
    DAMAGED,
    UNWRITABLE,
    Opened,
    in_memory_instead,
    kind_of,
    open_place,
    replace_damaged,
    why_not,
)
from leadlab.logbook_records import LogbookFault

T = TypeVar("T")


class Store:
    """An open logbook file, or the memory that took its place.

    >>> store = Store(None)
    >>> store.in_memory, store.rows("SELECT count(*) FROM hints")[0][0]
    (True, 0)
    """

    def __init__(self, place: Path | None) -> None:
        self._lock = threading.RLock()
        self._adopt(open_place(place))

    @property
    def in_memory(self) -> bool:
        """Whether what is kept here ends with the process."""
        return self.place is None

    def close(self) -> None:
        """Close the file; a logbook in memory is gone."""
        self._connection.close()

    def listed(self, table: str, column: str, value: str | None, order: str) -> list[sqlite3.Row]:
        """Rows of a table in order: those with one value in a column, or all."""
        if value is None:
            return self.rows(f"SELECT * FROM {table} ORDER BY {order}, rowid")
        return self.rows(f"SELECT * FROM {table} WHERE {column} = ? ORDER BY {order}, rowid", value)

    def rows(self, statement: str, *values: Any) -> list[sqlite3.Row]:
        """Rows that a statement finds."""
        return self.reading(lambda connection: connection.execute(statement, values).fetchall())

    def write(self, statement: str, *values: Any) -> None:
        """Run one statement in a transaction of its own."""
        self.change(lambda connection: connection.execute(statement, values))

    def reading(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do work that reads."""
        return self._carry_on(work)

    def change(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do work that writes, in one transaction: all of it or nothing."""

        def transaction(connection: sqlite3.Connection) -> T:
            connection.execute("BEGIN IMMEDIATE")
            try:
                result = work(connection)
                connection.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):  # a full disk has rolled back already
                    connection.execute("ROLLBACK")
                raise
            return result

        return self._carry_on(transaction)

    def _carry_on(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do the work; if the file fails, do it in the logbook that takes its place."""
        with self._lock:
            try:
                return work(self._connection)
            except sqlite3.DatabaseError as fault:
                self._replace(fault)
            return work(self._connection)

    def _replace(self, fault: sqlite3.DatabaseError) -> None:
        if self.place is None:
            raise LogbookFault(f"The logbook cannot keep this: {fault}.") from fault
        if kind_of(fault) in BUSY:
            raise LogbookFault(
                "Another notebook is writing to the logbook; run the cell again."
            ) from fault
        if kind_of(fault) in DAMAGED:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            opened = replace_damaged(self.place)
        elif kind_of(fault) in UNWRITABLE:
            opened = in_memory_instead(self.place, why_not(self.place, fault), self._connection)
        else:
            raise LogbookFault(f"The logbook cannot keep this: {fault}.") from fault
        self._adopt(opened)

    def _adopt(self, opened: Opened) -> None:
        self._connection, self.place, self.notice = opened.connection, opened.place, opened.notice
        weakref.finalize(self, opened.connection.close)
