"""Landlock: which folders a process may read and write, decided by itself and for good."""

from __future__ import annotations

import ctypes
import functools
import os
from collections.abc import Iterable
from pathlib import Path

from leadlab.grading import kernel

CREATE, ADD, RESTRICT = 444, 445, 446
VERSION_FLAG = 1
BENEATH = 1
READ_FILE = 1 << 2
READ = READ_FILE | 1 << 3
"""Files and the list of a folder."""
WRITE_FILE = 1 << 1
ALL = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}
"""What can be forbidden about files, by version."""
NODES = 1 << 0 | 1 << 6 | 1 << 9 | 1 << 10 | 1 << 11
"""Run a program; make a device, a socket or a pipe with a name."""
NETWORK = 3
SCOPES = 3


class _Rules(ctypes.Structure):
    _fields_ = (
        ("files", ctypes.c_uint64),
        ("network", ctypes.c_uint64),
        ("scopes", ctypes.c_uint64),
    )


class _Folder(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("descriptor", ctypes.c_int32))


@functools.cache  # asked for by each rule of each submission
def version() -> int:
    """Version of Landlock that this kernel has; 0 for none."""
    if not kernel.LINUX:
        return 0
    try:
        return kernel.system_call(CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(VERSION_FLAG))
    except OSError:
        return 0


def rules(readable: Iterable[str], *, writable: str | None = None) -> int:
    """Descriptor of rules that allow to read some places, and to write to one.

    Raises:
        OSError: the kernel has no Landlock.
    """
    known = version()
    if known < 1:
        raise OSError("This kernel has no Landlock.")
    handled = ALL[min(known, max(ALL))]
    wanted = _Rules(files=handled)
    size = 8
    if known >= 4:
        wanted.network, size = NETWORK, 16
    if known >= 6:
        wanted.scopes, size = SCOPES, 24
    made = kernel.system_call(
        CREATE, ctypes.byref(wanted), ctypes.c_size_t(size), ctypes.c_uint32(0)
    )
    for place in readable:
        _allow(made, place, READ if Path(place).is_dir() else READ_FILE)
    for device in ("/dev/null", "/dev/zero"):
        _allow(made, device, READ_FILE | WRITE_FILE)
    if writable is not None:
        allow_writing(made, writable)
    return made


def allow_writing(made: int, folder: str) -> None:
    """Add a folder that may be written to."""
    known = ALL[min(version(), max(ALL))]
    _allow(made, folder, known & ~NODES)


def _allow(made: int, place: str, what: int) -> None:
    try:
        descriptor = os.open(place, os.O_PATH | os.O_CLOEXEC)
    except OSError:  # what is not there needs no rule
        return
    try:
        wanted = _Folder(what & ALL[min(version(), max(ALL))], descriptor)
        kernel.system_call(
            ADD, ctypes.c_int(made), ctypes.c_int(BENEATH), ctypes.byref(wanted), ctypes.c_uint32(0)
        )
    finally:
        os.close(descriptor)


def restrict(made: int) -> None:
    """Hold this process to the rules."""
    kernel.system_call(RESTRICT, ctypes.c_int(made), ctypes.c_uint32(0))
