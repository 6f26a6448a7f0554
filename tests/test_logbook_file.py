"""The logbook's file: several kernels, kills, damage, full disks, places that cannot be written."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import threading
from contextlib import closing
from pathlib import Path

import pytest

from leadlab import logbook_file
from leadlab.logbook import Logbook, open_logbook
from leadlab.logbook_migrations import MIGRATIONS, Migration, migrate, version
from leadlab.logbook_records import LogbookFault


@pytest.fixture(name="place")
def _place(tmp_path: Path) -> Path:
    return tmp_path / "home" / "logbook.sqlite"


def start(program: str, place: Path) -> subprocess.Popen[str]:
    """A process of its own that works on the logbook."""
    text = "from leadlab.logbook import Logbook\nfrom pathlib import Path\n"
    text += f"place = Path({str(place)!r})\n{textwrap.dedent(program)}"
    return subprocess.Popen(
        [sys.executable, "-c", text], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_what_was_written_is_there_after_closing(place: Path) -> None:
    """A logbook outlives its kernel, and its folder is made when it is needed."""
    book = Logbook(place)
    book.set_learner("ana")
    book.close()

    assert "ana" == Logbook(place).learner()
    assert ("", False) == (Logbook(place).notice, Logbook(place).in_memory)


def test_several_kernels_write_at_once(place: Path) -> None:
    """Nothing is lost and nobody fails when four processes begin and write together."""
    program = """
        book = Logbook(place)
        for number in range(25):
            book.record_attempt("a", status="passed", points=1, max_points=1)
        assert not book.notice, book.notice
        """
    running = [start(program, place) for _ in range(4)]
    ends = [(each.communicate()[1], each.returncode) for each in running]

    assert [("", 0)] * 4 == ends
    assert 100 == len(Logbook(place).attempts())


def test_threads_share_a_logbook(place: Path) -> None:
    """Widgets may write from other threads."""
    book = Logbook(place)

    def write() -> None:
        for _ in range(20):
            book.record_attempt("a", status="passed", points=1, max_points=1)

    threads = [threading.Thread(target=write) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert 80 == len(book.attempts())


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
def test_a_kill_in_a_write_leaves_whole_entries(place: Path) -> None:
    """Killed while writing, a kernel leaves every finished entry and no half one."""
    program = """
        book = Logbook(place)
        print("ready", flush=True)
        while True:
            def two(connection):
                connection.execute("INSERT INTO hints VALUES (hex(randomblob(8)), 1, 'x')")
                connection.execute("INSERT INTO hints VALUES (hex(randomblob(8)), 2, 'x')")
            book.change(two)
        """
    for _ in range(3):
        running = start(program, place)
        assert running.stdout is not None
        assert "ready" == running.stdout.readline().strip()
        threading.Event().wait(0.2)
        os.kill(running.pid, signal.SIGKILL)
        running.communicate()
        book = Logbook(place)
        counts = [
            book.rows("SELECT count(*) FROM hints WHERE step = ?", step)[0][0] for step in (1, 2)
        ]

        assert "" == book.notice
        assert counts[0] == counts[1] > 0
        book.close()


def test_a_damaged_file_is_set_aside(place: Path) -> None:
    """A damaged file is renamed, never deleted; the learner is told where it is and goes on."""
    place.parent.mkdir()
    place.write_bytes(b"this was never a logbook" * 100)
    book = Logbook(place)
    book.set_learner("ana")
    aside = [each for each in place.parent.iterdir() if ".damaged-" in each.name]

    assert [b"this was never a logbook" * 100] == [each.read_bytes() for each in aside]
    assert aside[0].name in book.notice
    assert ("ana", False, "") == (Logbook(place).learner(), book.in_memory, Logbook(place).notice)


def test_damage_inside_the_file_is_found(place: Path) -> None:
    """Pages that were overwritten are noticed on opening."""
    book = Logbook(place)
    for _ in range(300):
        book.record_attempt("a" * 200, status="passed", points=1, max_points=1)
    book.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    book.close()
    content = bytearray(place.read_bytes())
    content[4096 * 3 : 4096 * 12] = b"\xff" * (4096 * 9)
    place.write_bytes(bytes(content))

    fresh = Logbook(place)

    assert "damaged" in fresh.notice
    assert () == fresh.attempts()


def test_two_kernels_set_a_damaged_file_aside_once(place: Path) -> None:
    """The second kernel does not set the fresh logbook of the first one aside."""
    place.parent.mkdir()
    place.write_bytes(b"nonsense" * 1000)
    program = 'book = Logbook(place); book.record_attempt("a", status="p", points=1, max_points=1)'
    running = [start(program, place) for _ in range(4)]
    ends = [(each.communicate()[1], each.returncode) for each in running]

    assert [("", 0)] * 4 == ends
    assert 1 == len([each for each in place.parent.iterdir() if ".damaged-" in each.name])
    assert 4 == len(Logbook(place).attempts())


def test_a_place_that_cannot_be_written_is_told_once_and_the_lesson_goes_on(tmp_path: Path) -> None:
    """Where no file can be, the logbook lives in memory and says how to keep it elsewhere."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    book = Logbook(tmp_path / "file" / "logbook.sqlite")
    book.set_learner("ana")

    assert book.in_memory
    assert "LEADLAB_HOME" in book.notice
    assert "ana" == book.learner()


def test_a_file_that_can_only_be_read_is_read(place: Path) -> None:
    """What was done before is still there when the file cannot be written any more."""
    first = Logbook(place)
    first.set_learner("ana")
    first.rows("PRAGMA query_only = ON")
    first.record_attempt("a", status="passed", points=1, max_points=1)

    assert first.in_memory
    assert "cannot be written" in first.notice
    assert ("ana", 1) == (first.learner(), len(first.attempts()))
    assert () == Logbook(place).attempts()


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_told(place: Path) -> None:
    """A folder without write permission is no obstacle to a lesson."""
    Logbook(place).set_learner("ana")
    place.chmod(0o444)
    place.parent.chmod(0o555)
    try:
        book = Logbook(place)

        assert (True, "ana") == (book.in_memory, book.learner())
    finally:
        place.parent.chmod(0o755)


def test_a_full_disk_moves_the_logbook_into_memory(place: Path) -> None:
    """When the disk is full, nothing that was done in this session is lost."""
    book = Logbook(place)
    book.set_learner("ana")
    pages = book.rows("PRAGMA page_count")[0][0]
    book.rows(f"PRAGMA max_page_count = {pages}")
    for _ in range(200):
        book.record_attempt("a" * 500, status="passed", points=1, max_points=1)

    assert book.in_memory
    assert "is full" in book.notice
    assert ("ana", 200) == (book.learner(), len(book.attempts()))


def test_a_newer_logbook_is_left_alone(place: Path) -> None:
    """A logbook of a newer version is read into memory at most, never changed."""
    Logbook(place).rows("INSERT INTO migrations VALUES (999, 'future', 'x')")
    book = Logbook(place)

    assert book.in_memory
    assert "newer Leadlab" in book.notice
    with closing(sqlite3.connect(place)) as connection:
        assert 999 == version(connection)


def test_a_migration_and_its_record_come_together() -> None:
    """A step that fails half way leaves neither its tables nor its record."""
    bad = Migration(2, "bad", ("CREATE TABLE new (a)", "CREATE TABLE nonsense ("))
    good = Migration(2, "good", ("CREATE TABLE new (a)",))
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection)

        with pytest.raises(sqlite3.OperationalError):
            migrate(connection, (*MIGRATIONS, bad))
        assert 1 == version(connection)
        assert [] == connection.execute("SELECT * FROM sqlite_master WHERE name = 'new'").fetchall()
        assert 1 == migrate(connection, (*MIGRATIONS, good))
        assert 2 == version(connection)


def test_a_lock_that_never_ends_is_one_sentence(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If another program never lets go, the learner is told to run the cell again."""
    monkeypatch.setattr(logbook_file, "BUSY_SECONDS", 0.05)
    book = Logbook(place)
    with closing(sqlite3.connect(place, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LogbookFault, match="run the cell again"):
            book.set_learner("ana")
        other.execute("ROLLBACK")
    book.set_learner("ana")

    assert "ana" == book.learner()


def test_the_home_folder_decides_which_logbook_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`LEADLAB_HOME` moves the logbook, and one process has one logbook per place."""
    monkeypatch.setenv("LEADLAB_HOME", str(tmp_path / "here"))
    book = open_logbook()

    assert tmp_path / "here" / "logbook.sqlite" == book.place
    assert book is open_logbook()
    monkeypatch.setenv("LEADLAB_HOME", str(tmp_path / "there"))
    assert book is not open_logbook()
