"""Calls of the Linux kernel that Python has no words for."""

from __future__ import annotations

import ctypes
import os
import platform
import sys
from pathlib import Path

NEW_MOUNTS = 0x0002_0000
NEW_HOST_NAME = 0x0400_0000
NEW_IPC = 0x0800_0000
NEW_USERS = 0x1000_0000
NEW_PROCESSES = 0x2000_0000
NEW_NETWORK = 0x4000_0000

READ_ONLY, NO_SUID, NO_DEVICES, NO_EXEC = 1, 2, 4, 8
REMOUNT, BIND, RECURSIVE, PRIVATE = 1 << 5, 1 << 12, 1 << 14, 1 << 18
DETACH = 2
AT_RECURSIVE = 0x8000
AT_HERE = -100

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP = 1, 4, 22
PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 36, 38
SECCOMP_FILTER = 2

PIVOT_ROOT = {"x86_64": 155, "aarch64": 41, "riscv64": 41, "ppc64le": 203, "s390x": 217}
MOUNT_SETATTR = 442
COLLAPSE, LARGE = 25, 2 << 20
CAPABILITY_VERSION = 0x2008_0522

LINUX = sys.platform == "linux"
_libc = ctypes.CDLL(None, use_errno=True) if LINUX else None


def call(name: str, *args: object) -> int:
    """A function of the C library that answers -1 for an error.

    Raises:
        OSError: the kernel refused.
    """
    if _libc is None:
        raise OSError("This is not Linux.")
    result = int(getattr(_libc, name)(*args))
    if result == -1:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")
    return result


def system_call(number: int, *args: object) -> int:
    """A system call that the C library has no name for."""
    return call("syscall", ctypes.c_long(number), *args)


def unshare(kinds: int) -> None:
    """Leave the namespaces of these kinds for new ones."""
    call("unshare", ctypes.c_int(kinds))


def enter(descriptor: int, kind: int) -> None:
    """Enter the namespace that a descriptor stands for."""
    call("setns", ctypes.c_int(descriptor), ctypes.c_int(kind))


def mount(
    source: str | None, target: str, kind: str | None = None, flags: int = 0, options: str = ""
) -> None:
    """Mount."""
    call("mount", _c(source), _c(target), _c(kind), ctypes.c_ulong(flags), _c(options or None))


def unmount(target: str) -> None:
    """Unmount, at once for this process and in the end for all."""
    call("umount2", _c(target), ctypes.c_int(DETACH))


class _MountAttributes(ctypes.Structure):
    _fields_ = (
        ("set", ctypes.c_uint64),
        ("clear", ctypes.c_uint64),
        ("propagation", ctypes.c_uint64),
        ("users", ctypes.c_uint64),
    )


def seal(target: str, flags: int) -> None:
    """Set flags of a mount, and of all that is mounted below it."""
    wanted = _MountAttributes(set=flags)
    system_call(
        MOUNT_SETATTR, ctypes.c_int(AT_HERE), _c(target), ctypes.c_uint(AT_RECURSIVE),
        ctypes.byref(wanted), ctypes.c_size_t(ctypes.sizeof(wanted)),
    )  # fmt: skip


def pivot(root: str) -> None:
    """Make a folder the root, and let go of the old one."""
    os.chdir(root)
    system_call(PIVOT_ROOT[platform.machine()], _c("."), _c("."))
    unmount(".")
    os.chdir("/")


def control(option: int, value: object = 0, more: object = 0) -> None:
    """`prctl`; nothing where there is none."""
    if not LINUX:
        return
    zero = ctypes.c_ulong(0)
    call("prctl", ctypes.c_int(option), _wide(value), _wide(more), zero, zero)


def use_large_pages() -> None:
    """Put this process's own memory into large pages, of which a fork copies fewer entries.

    Where the kernel does not know how, nothing happens but that forks take longer.
    """
    if _libc is None:
        return
    advise = _libc.madvise
    advise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
    for line in Path("/proc/self/maps").read_text(encoding="utf-8").splitlines():
        span, rights, _, _, _, name = [*line.split(maxsplit=5), ""][:6]
        own = rights.startswith("rw") and name in ("", "[heap]")
        start, end = (int(each, 16) for each in span.split("-"))
        for at in range(-(-start // LARGE) * LARGE, end - LARGE + 1, LARGE) if own else ():
            advise(at, LARGE, COLLAPSE)


class _Head(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("process", ctypes.c_int))


class _Capabilities(ctypes.Structure):
    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


def drop_capabilities() -> None:
    """Keep none of root's powers."""
    head, none = _Head(CAPABILITY_VERSION, 0), (_Capabilities * 2)()
    call("capset", ctypes.byref(head), none)


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def install_filter(program: bytes) -> None:
    """Have each system call of this process, from now on, pass a filter."""
    wanted = _Program(len(program) // 8, program)
    control(PR_SET_SECCOMP, SECCOMP_FILTER, ctypes.addressof(wanted))


def _wide(value: object) -> object:
    return ctypes.c_ulong(value) if isinstance(value, int) else value


def _c(text: str | None) -> object:
    return None if text is None else ctypes.c_char_p(os.fsencode(text))
