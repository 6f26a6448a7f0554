"""The logbook's file: find it, open it, and carry on when that fails.

A file that cannot be written (read-only folder, full disk) is copied into memory, as far as it
can be read. A damaged file is set aside under another name and a fresh one begun.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import platformdirs

from leadlab.logbook_migrations import migrate
from leadlab.logbook_records import LogbookFault

HOME = "LEADLAB_HOME"
FILE = "logbook.sqlite"
BUSY_SECONDS = 5.0

DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
UNWRITABLE = {
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_AUTH,
}
BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


@dataclass(frozen=True, slots=True)
class Opened:
    """An open logbook, where it lives, and what the learner should be told."""

    connection: sqlite3.Connection
    place: Path | None
    notice: str = ""


def default_place() -> Path:
    """Where the logbook lies: `LEADLAB_HOME`, else the platform's folder for a user's data."""
    home = os.environ.get(HOME, "").strip()
    folder = Path(home or platformdirs.user_data_dir("leadlab", False))
    with contextlib.suppress(RuntimeError):  # "~ana" without an Ana is a name like any other
        folder = folder.expanduser()
    return folder / FILE


def open_place(place: Path | None) -> Opened:
    """Open a logbook; whatever is wrong with the place, there is a logbook afterwards."""
    if place is None:
        return Opened(_in_memory(), None)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        return Opened(_open_file(place), place)
    except sqlite3.DatabaseError as fault:
        if kind_of(fault) in DAMAGED:
            return replace_damaged(place)
        return in_memory_instead(place, why_not(place, fault))
    except (OSError, LogbookFault) as fault:
        return in_memory_instead(place, why_not(place, fault))


def kind_of(fault: BaseException) -> int:
    """SQLite's primary code of a fault, 0 if it has none."""
    return int(getattr(fault, "sqlite_errorcode", 0) or 0) & 0xFF


def why_not(place: Path, fault: BaseException) -> str:
    """Why the logbook cannot be kept in its file, in a few words."""
    if isinstance(fault, LogbookFault):
        return str(fault)
    if kind_of(fault) == sqlite3.SQLITE_FULL:
        return f"The disk that holds {place} is full."
    if kind_of(fault) in BUSY:
        return f"Another program holds {place} open."
    return f"The logbook cannot be written to {place}."


def in_memory_instead(place: Path, why: str, source: sqlite3.Connection | None = None) -> Opened:
    """A logbook in memory that begins with what can be read of the file."""
    connection = _in_memory()
    with contextlib.suppress(sqlite3.Error, OSError, LogbookFault):
        read = source or _open_to_read(place)
        try:
            _fill(connection, read)
        finally:
            if source is None:
                read.close()
    notice = (
        f"{why} You can go on; what you do now is kept only until this notebook closes. "
        f"To keep it elsewhere, set {HOME} to a folder of yours."
    )
    return Opened(connection, None, notice)


def replace_damaged(place: Path) -> Opened:
    """Set a damaged file aside and begin a fresh one."""
    try:
        with _only_one(place):
            try:
                return Opened(_open_file(place), place)  # another kernel has already mended it
            except sqlite3.DatabaseError as fault:
                if kind_of(fault) not in DAMAGED:
                    raise
            aside = _set_aside(place)
            fresh = _open_file(place)
    except (OSError, sqlite3.Error, LogbookFault):
        return in_memory_instead(place, f"The logbook {place} is damaged and cannot be replaced.")
    notice = (
        f"The logbook was damaged. It is kept as {aside.name} in {aside.parent}; "
        "a fresh one has begun, and you can go on."
    )
    return Opened(fresh, place, notice)


def _open_file(place: Path) -> sqlite3.Connection:
    existed = place.exists() and place.stat().st_size > 0
    connection = _connect(str(place))
    try:
        _retry_while_busy(lambda: connection.execute("PRAGMA journal_mode = WAL").fetchone())
        connection.execute("PRAGMA synchronous = NORMAL")  # safe from kill -9, in WAL mode
        if existed:
            found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            if found != "ok":
                fault = sqlite3.DatabaseError(found)
                fault.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
                raise fault
        _retry_while_busy(lambda: migrate(connection))
        _try_to_write(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _try_to_write(connection: sqlite3.Connection) -> None:
    """Find out now, not at the first prediction, that a file cannot be written."""
    _retry_while_busy(lambda: connection.execute("BEGIN IMMEDIATE"))
    connection.execute("ROLLBACK")


def _open_to_read(place: Path) -> sqlite3.Connection:
    if not place.is_file():
        raise LogbookFault(f"{place} is no file.")
    connection = _connect(f"{place.absolute().as_uri()}?mode=ro", uri=True)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error:  # write-ahead logs need a writable folder, unless nothing changes
        connection.close()
        connection = _connect(f"{place.absolute().as_uri()}?immutable=1", uri=True)
    return connection


def _in_memory() -> sqlite3.Connection:
    connection = _connect(":memory:")
    migrate(connection)
    return connection


def _fill(memory: sqlite3.Connection, source: sqlite3.Connection) -> None:
    copied = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        source.backup(copied)
        migrate(copied)
        copied.backup(memory)
    finally:
        copied.close()


def _connect(name: str, *, uri: bool = False) -> sqlite3.Connection:
    connection = sqlite3.connect(
        name, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, uri=uri
    )
    connection.row_factory = sqlite3.Row
    return connection


def _retry_while_busy(work: Callable[[], object]) -> None:
    """Repeat what SQLite refuses at once although another kernel is only just starting."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            work()
            return
        except sqlite3.OperationalError as fault:
            if kind_of(fault) not in BUSY or time.monotonic() > until:
                raise
            time.sleep(0.02)


def _set_aside(place: Path) -> Path:
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    aside = place.with_name(f"{place.name}.damaged-{stamp}")
    place.rename(aside)
    for end in ("-wal", "-shm", "-journal"):
        beside = place.with_name(place.name + end)
        if beside.exists():
            beside.rename(aside.with_name(aside.name + end))
    return aside


@contextlib.contextmanager
def _only_one(place: Path) -> Iterator[None]:
    """Let one kernel at a time set a damaged file aside."""
    gate = sqlite3.connect(
        place.with_name(f"{place.name}.gate"), timeout=BUSY_SECONDS, isolation_level=None
    )
    try:
        gate.execute("BEGIN EXCLUSIVE")
        yield
        gate.execute("ROLLBACK")
    finally:
        gate.close()
