"""One grader at a time for a course folder."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from leadlab.errors import LeadlabError

NAME = ".leadlab-grading.lock"
_held: set[int] = set()


class AlreadyGrading(LeadlabError):  # noqa: N818 - reads as a sentence: "raise AlreadyGrading"
    """Another grader is at work in the same folder."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a course folder; the operating system lets go of it when the process ends, however.

    Raises:
        AlreadyGrading: somebody else holds it; the sentence says who.
    """
    path = folder / NAME
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        if not _hold(descriptor):
            who = os.read(descriptor, 200).decode("utf-8", "replace").strip()
            msg = f"{folder} is being graded already, by {who or 'another program'}."
            raise AlreadyGrading(f"{msg} Wait for it, or stop it there.")
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, f"process {os.getpid()} on {socket.gethostname()}".encode())
        _held.add(descriptor)
        yield
        os.ftruncate(descriptor, 0)
    finally:
        _held.discard(descriptor)
        os.close(descriptor)


def let_go() -> None:
    """Close what a forked process has of the lock: it is to end with the process that took it."""
    for descriptor in _held:
        os.close(descriptor)
    _held.clear()


def _hold(descriptor: int) -> bool:
    try:
        import fcntl
    except ModuleNotFoundError:  # Windows
        return _hold_on_windows(descriptor)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _hold_on_windows(descriptor: int) -> bool:
    import msvcrt

    try:  # a byte far behind the text, so that others can still read who it is
        os.lseek(descriptor, 10_000, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    except OSError:
        return False
    return True
