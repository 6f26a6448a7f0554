"""Shut a learner's process in, as tightly as its level has it.

Level A: a file system with Python in it and nothing else, no network, no other processes to be
seen, no powers, Landlock, a filter of system calls and resource limits. Level B: the same in the
machine's own file system, where Landlock alone keeps it from the files. Level C: resource limits.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from leadlab.grading import filters, kernel, landlock, rooms
from leadlab.grading.records import Level, Limits

FILE_BYTES = 100_000_000
OPEN_FILES = 256
OTHER_USERS = 1_879_048_192
"""Numbers above it belong to nobody; each stage that is root takes one for its submissions."""
OTHER_SYSTEMS_BYTES = 8_000_000_000


@dataclass(kw_only=True)
class Walls:
    """What a stage has prepared, once, for all submissions that it forks."""

    level: Level
    address_space: int
    """Bytes that the stage itself takes."""
    program: bytes = b""
    bench_program: bytes = b""
    readable: tuple[str, ...] = ()
    network: int = -1
    processes: int = -1
    apart: bool = False
    """Whether the stage goes on in a process below the one that was started."""
    owner: int | None = None
    """Number of the user that a learner's process becomes; None: it stays who it is."""


def prepare(level: Level) -> Walls:
    """Prepare the stage's process; at level A it leaves the machine's file system.

    Raises:
        OSError: the kernel does not give what the level needs.
    """
    walls = Walls(level=level, address_space=_address_space())
    with contextlib.suppress(OSError):
        kernel.control(kernel.PR_SET_CHILD_SUBREAPER, 1)
    if not level.holds(Level.B):
        return walls
    if not filters.usable():
        raise OSError("There is no pyseccomp, or no libseccomp, to make a filter with.")
    walls.program = filters.program(processes=level is Level.A)
    walls.bench_program = filters.program(processes=False)
    walls.readable = rooms.readable()
    if level is Level.A:
        own_users = os.geteuid() != 0
        walls.network = rooms.step_out()
        walls.apart = own_users
        if own_users:
            _go_on_as_first()
        walls.processes = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)
        rooms.move_in(walls.readable)
    if os.geteuid() == 0:
        walls.owner = _other_user()
    os.close(landlock.rules(walls.readable))
    return walls


def _go_on_as_first() -> None:
    """Go on as the first process of a world of one's own, to which one may come back later."""
    kernel.unshare(kernel.NEW_PROCESSES)
    process = os.fork()
    if process != 0:
        _keep(process)
    kernel.control(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)


def limit(limits: Limits, walls: Walls, *, processor: bool = True) -> None:
    """What the system counts: memory, size of files, number of open ones; no core dumps.

    Args:
        limits: What one submission may use.
        walls: What the stage has prepared.
        processor: Whether processor time is counted as well.
    """
    if walls.level is Level.D:
        return
    most = {
        resource.RLIMIT_AS: walls.address_space + limits.memory_mb * 1_000_000,
        resource.RLIMIT_FSIZE: FILE_BYTES,
        resource.RLIMIT_NOFILE: OPEN_FILES,
        resource.RLIMIT_CORE: 0,
    }
    if processor:
        most[resource.RLIMIT_CPU] = int(limits.notebook_seconds) + 5
    for what, count in most.items():
        hard = resource.getrlimit(what)[1]
        value = count if hard == resource.RLIM_INFINITY else min(count, hard)
        resource.setrlimit(what, (value, value))


def become(walls: Walls) -> None:
    """Be nobody."""
    if walls.owner is not None:
        _change_user(walls.owner)
    if walls.level.holds(Level.B):
        with contextlib.suppress(OSError):
            kernel.drop_capabilities()
    kernel.control(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)


def shut_in(walls: Walls, limits: Limits, folder: str) -> None:
    """Shut this process in, for good."""
    limit(limits, walls)
    if not walls.level.holds(Level.B):
        return
    _close_in(walls, rooms.WORK if walls.level is Level.A else folder, walls.program)


def shut_in_bench(walls: Walls, limits: Limits, folder: str) -> None:
    """Shut the judge's bench in: it runs no learner's code, but handles what comes from there."""
    limit(limits, walls, processor=False)
    if not walls.level.holds(Level.B):
        return
    with contextlib.suppress(OSError):
        kernel.drop_capabilities()
    _close_in(walls, folder, walls.bench_program)


def _close_in(walls: Walls, writable: str, program: bytes) -> None:
    kernel.control(kernel.PR_SET_DUMPABLE, 0)
    kernel.control(kernel.PR_SET_NO_NEW_PRIVS, 1)
    rules = landlock.rules(walls.readable, writable=writable)  # anew: forks would share them
    landlock.restrict(rules)
    os.close(rules)
    kernel.install_filter(filters.for_process(program, os.getpid()))


def in_a_room(walls: Walls, limits: Limits, size_mb: int) -> None:
    """At level A: as the first process of a new world, give it a network and a folder of its own.

    Being the first, it does not hear the kernel's warning of used-up processor time, nor signals
    that it sends to itself and does not handle; the worker's own clock ends it all the same, and
    with it everything in its world.
    """
    kernel.unshare(kernel.NEW_MOUNTS)
    kernel.enter(walls.network, kernel.NEW_NETWORK)
    rooms.furnish(rooms.WORK, size_mb, owner=walls.owner)
    resource.setrlimit(resource.RLIMIT_NPROC, (limits.processes, limits.processes))


def _keep(process: int) -> NoReturn:
    """Wait for the process that goes on, and end as it did."""
    os.closerange(0, OPEN_FILES)
    while True:
        found, status = os.wait()
        if found == process:
            break
    os._exit(max(os.waitstatus_to_exitcode(status), 0))


def _change_user(user: int) -> None:
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)


def _other_user() -> int | None:
    """A user of nobody's, if this machine has so many numbers and it can read Python then."""
    user = OTHER_USERS + os.getpid()
    process = os.fork()
    if process == 0:
        status = 1
        try:
            _change_user(user)
            os.listdir(os.path.dirname(os.__file__))  # noqa: PTH120, PTH208 - in a bare fork
            status = 0
        finally:
            os._exit(status)
    _, status = os.waitpid(process, 0)
    return user if status == 0 else None


def _address_space() -> int:
    try:
        taken = Path("/proc/self/statm").read_text(encoding="ascii")
    except OSError:  # not Linux
        return OTHER_SYSTEMS_BYTES
    return int(taken.split()[0]) * resource.getpagesize()
