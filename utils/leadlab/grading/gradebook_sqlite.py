"""How a gradebook in a file is written while a run goes on.

nbgrader's way is to wait for the disk two or three times at each commit, which takes longer than
all the rest of a learner's grading. With SQLite's write-ahead log, a commit is safe from the end
of the program, however it ends, without that; after a power cut the last learners' marks may be
missing, and so are their receipts. Readers, as formgrader, go on meanwhile. When the run ends, the
file is as it was, in one piece. The log needs a disk of this machine, so a gradebook on a network
disk keeps nbgrader's way.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil
from sqlalchemy import event, text
from sqlalchemy.exc import DatabaseError

WAIT_SECONDS = 30
"""How long another program may keep the gradebook locked."""
OF_THIS_MACHINE = frozenset(
    {"apfs", "bcachefs", "btrfs", "ext2", "ext3", "ext4", "f2fs", "hfs", "jfs", "ntfs"}
    | {"overlay", "reiserfs", "tmpfs", "xfs", "zfs"}
)
"""Kinds of disks, as `mount` names them."""


@contextmanager
def quick(engine: Any) -> Iterator[None]:
    """Have the gradebook of an engine written quickly; nothing is done for a database server."""
    if engine.dialect.name != "sqlite":
        yield
        return
    file = engine.url.database
    logged = bool(file) and on_this_machine(Path(file))
    event.listen(engine, "connect", _on_connect(logged=logged))
    engine.dispose()  # nbgrader has connected already, without it
    before = _mode(engine, "WAL") if logged else ""
    try:
        yield
    finally:
        if before and before != "wal":
            with suppress(DatabaseError):  # somebody reads it; the log does no harm
                engine.dispose()
                _mode(engine, before)


def on_this_machine(file: Path) -> bool:
    """Whether a file lies on a disk of this machine, as far as the kind of the disk tells."""
    above = {str(each) for each in (file.resolve(), *file.resolve().parents)}
    disks = [each for each in psutil.disk_partitions(all=True) if each.mountpoint in above]
    if not disks:
        return False
    nearest = max(disks, key=lambda each: len(each.mountpoint))
    return nearest.fstype.lower() in OF_THIS_MACHINE


def _on_connect(*, logged: bool) -> Any:
    def prepare(connection: Any, _: Any) -> None:
        connection.execute(f"PRAGMA busy_timeout = {WAIT_SECONDS * 1000}")
        if logged:
            connection.execute("PRAGMA synchronous = NORMAL")

    return prepare


def _mode(engine: Any, mode: str) -> str:
    """Set the way of writing; what it was."""
    with engine.connect() as connection:
        before = str(connection.execute(text("PRAGMA journal_mode")).scalar())
        connection.execute(text(f"PRAGMA journal_mode = {mode}"))
    return before
