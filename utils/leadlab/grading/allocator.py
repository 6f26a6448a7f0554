"""The gaps that freed objects leave in Python's memory, filled before the first fork.

A fork shares its parent's pages until it writes to one. Python puts a new object into the first
gap of its size, and after many imports the gaps lie on thousands of pages: each object that a
forked process makes would have a page copied. With the gaps filled, new objects lie side by side
on pages of their own.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Callable

STDERR = 2
ROW = re.compile(r"^ *\d+ +(\d+) +\d+ +\d+ +(\d+) *$", re.MULTILINE)
"""Class, size, pools, blocks in use, free blocks: as CPython prints them."""
HEAD = sys.getsizeof(b"")


def fill_gaps() -> list[object]:
    """Objects that fill the gaps, for as long as they are kept; none where gaps are not told.

    >>> kept = fill_gaps()
    """
    return [_of_size(size) for size, count in sorted(free_blocks().items()) for _ in range(count)]


def free_blocks() -> dict[int, int]:
    """How many blocks of each size in bytes CPython's allocator of small objects has free.

    >>> all(size % 16 == 0 for size in free_blocks())
    True
    """
    tell = getattr(sys, "_debugmallocstats", None)
    if tell is None:
        return {}
    try:
        said = _said_on_stderr(tell)
    except OSError:  # no place for a file, or no stream to write to: it only takes longer then
        return {}
    return {int(size): int(count) for size, count in ROW.findall(said)}


def _said_on_stderr(tell: Callable[[], None]) -> str:
    """What a function of C's writes to the descriptor, past `sys.stderr`."""
    with tempfile.TemporaryFile() as told:
        kept = os.dup(STDERR)
        try:
            os.dup2(told.fileno(), STDERR)
            tell()
        finally:
            os.dup2(kept, STDERR)
            os.close(kept)
        told.seek(0)
        return told.read().decode("ascii", "replace")


def _of_size(size: int) -> object:
    """A new object that takes so many bytes."""
    if size > HEAD + 1:
        return bytes(size - HEAD)
    return object() if size <= object.__sizeof__(object()) else float("1.5")
