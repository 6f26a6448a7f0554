"""A file system with nothing but Python in it: all that a stage at level A can see."""

from __future__ import annotations

import contextlib
import os
import site
import sys
import sysconfig
import tempfile
from collections.abc import Iterable
from pathlib import Path

from leadlab.grading import kernel

SYSTEM = (
    "/lib", "/lib64", "/lib32", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/usr/share/zoneinfo",
    "/usr/share/fonts", "/usr/local/share/fonts", "/etc/ld.so.cache", "/etc/localtime",
)  # fmt: skip
"""Libraries, fonts and time zones."""
DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")
COURSE_MARKS = ("nbgrader_config.py", "gradebook.db", "submitted", "autograded")
ROOM_MB = 256


def readable() -> tuple[str, ...]:
    """Where Python and its libraries lie, and nothing of any course."""
    own = [str(Path(__file__).parent.parent.parent)]
    standard = [sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib")]
    prefixes = {sys.base_prefix, sys.base_exec_prefix} - {"/usr", "/usr/local", "/"}
    shared = [str(Path(each) / "lib") for each in prefixes]
    shared += [str(Path(sys.prefix) / "share")] if sys.prefix not in ("/usr", "/usr/local") else []
    found = dict.fromkeys([*SYSTEM, *standard, *shared, *site.getsitepackages(), *sys.path, *own])
    there = [each for each in found if each and Path(each).exists() and not _of_a_course(each)]
    return tuple(_outermost(there))


def working_place(places: Iterable[str]) -> str:
    """Where an empty file system goes to work in: /tmp, unless Python itself lies below it.

    >>> working_place(["/usr/lib", "/opt/course"]), working_place(["/tmp/checkout/utils"])
    ('/tmp', '/leadlab-work')
    """
    return "/leadlab-work" if any(each.startswith("/tmp/") for each in places) else "/tmp"


def _of_a_course(place: str) -> bool:
    return any((Path(place) / mark).exists() for mark in COURSE_MARKS)


def _outermost(places: Iterable[str]) -> list[str]:
    """Without those that lie in another of them."""
    kept: list[str] = []
    for place in sorted({os.path.normpath(each) for each in places}):
        if not any(place == each or place.startswith(f"{each}/") for each in kept):
            kept.append(place)
    return kept


WORK = working_place(readable())
"""The only place where a learner's process can write."""


def place_to_work() -> str:
    """`WORK` within a room, and /tmp where this process sees the machine as it is."""
    return WORK if Path(WORK).is_dir() else "/tmp"


def step_out() -> int:
    """Leave the machine's mounts, host name and queues for new ones.

    Who is not root becomes root of a world in which they alone exist.

    Returns:
        Descriptor of a network with nothing in it.

    Raises:
        OSError: the kernel refused; this process is then good for nothing.
    """
    user, group = os.geteuid(), os.getegid()
    kinds = kernel.NEW_MOUNTS | kernel.NEW_IPC | kernel.NEW_HOST_NAME
    kernel.unshare(kinds if user == 0 else kinds | kernel.NEW_USERS)
    if user != 0:
        Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")
    return empty_network()


def move_in(places: Iterable[str]) -> None:
    """Make a new root out of these places, all read-only, and leave the old one for good."""
    kernel.mount(None, "/", None, kernel.RECURSIVE | kernel.PRIVATE)
    root = tempfile.mkdtemp(prefix="leadlab-room-")
    kernel.mount("none", root, "tmpfs", kernel.NO_SUID | kernel.NO_DEVICES, "mode=755,size=1m")
    sealed = kernel.READ_ONLY | kernel.NO_SUID | kernel.NO_DEVICES
    for place in places:
        _bind(place, root, sealed)
    for device in DEVICES:
        _bind(device, root, kernel.NO_SUID | kernel.NO_EXEC)
    for folder in (WORK, "/dev/shm", "/proc"):
        Path(root + folder).mkdir(parents=True, exist_ok=True)
    furnish(root + WORK, ROOM_MB, mode="1777")
    kernel.mount(None, root, None, kernel.REMOUNT | kernel.BIND | sealed)
    kernel.pivot(root)


def furnish(folder: str, size_mb: int, *, mode: str = "700", owner: int | None = None) -> None:
    """An empty file system in memory, to work in."""
    options = f"mode={mode},size={size_mb}m,nr_inodes=20k"
    if owner is not None:
        options += f",uid={owner},gid={owner}"
    kernel.mount("none", folder, "tmpfs", kernel.NO_SUID | kernel.NO_DEVICES, options)


def _bind(place: str, root: str, flags: int) -> None:
    target = Path(root + place)
    if Path(place).is_symlink() and place in SYSTEM and Path(place).is_dir():
        target.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError):
            target.symlink_to(os.readlink(place))  # noqa: PTH115 - as it is written there
        return
    if Path(place).is_dir():
        target.mkdir(parents=True, exist_ok=True)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.touch(exist_ok=True)
    kernel.mount(place, str(target), None, kernel.BIND | kernel.RECURSIVE)
    kernel.seal(str(target), flags)


def empty_network() -> int:
    """Descriptor of a network with nothing in it."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        status = 1
        try:
            os.close(writing)
            kernel.unshare(kernel.NEW_NETWORK)
            status = 0
            os.kill(os.getpid(), 19)  # until the parent has opened it
        finally:
            os._exit(status)
    os.close(reading)
    try:
        _, state = os.waitpid(process, os.WUNTRACED)
        if not os.WIFSTOPPED(state):
            raise OSError("This kernel gives no network of its own.")
        return os.open(f"/proc/{process}/ns/net", os.O_RDONLY | os.O_CLOEXEC)
    finally:
        os.close(writing)
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, 9)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(process, 0)
