"""Which system calls a learner's process may make: those that a notebook needs.

All others answer "not permitted", a few "no such call", upon which the C library takes an older
one that can be looked into. Changes of owner, rights and times of files answer that they are done,
and do nothing: files of others could be named there, and no notebook depends on them.
"""

from __future__ import annotations

import errno
import functools
import struct
import tempfile
from typing import Any

OWN_PROCESS = 0x1B3F_A2C7
"""Stands in the finished filter for the number of the process that is shut in."""
NAMESPACES = 0x7E02_0080
"""Flags of `clone` that make namespaces (time namespaces included)."""
THREAD = 0x0001_0000
LOCAL_SOCKETS = 1
TERMINAL_CALLS = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)
"""Is it a terminal, how wide, how much waits, do not block, close when a program starts."""

ALLOWED = """
    read write readv writev pread64 pwrite64 preadv pwritev preadv2 pwritev2 lseek close
    close_range open openat openat2 creat stat fstat lstat newfstatat statx fstatfs statfs
    access faccessat faccessat2 readlink readlinkat getdents getdents64 getcwd chdir fchdir
    mkdir mkdirat rmdir unlink unlinkat rename renameat renameat2 link linkat symlink symlinkat
    truncate ftruncate fallocate fsync fdatasync fadvise64 sync_file_range copy_file_range
    sendfile splice tee flock umask dup dup2 dup3 pipe pipe2 mmap munmap mremap mprotect
    madvise msync mincore brk mlock munlock rt_sigaction rt_sigprocmask rt_sigreturn
    rt_sigpending rt_sigsuspend rt_sigtimedwait sigaltstack restart_syscall pause alarm
    setitimer getitimer nanosleep clock_nanosleep timer_create timer_settime timer_gettime
    timer_getoverrun timer_delete timerfd_create timerfd_settime timerfd_gettime eventfd
    eventfd2 epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait epoll_pwait2 poll
    ppoll select pselect6 inotify_init1 futex futex_waitv set_robust_list get_robust_list
    set_tid_address rseq membarrier arch_prctl exit exit_group wait4 waitid sched_yield
    sched_getaffinity sched_getparam sched_getscheduler sched_get_priority_max
    sched_get_priority_min getcpu getpid getppid gettid getuid geteuid getgid getegid getresuid
    getresgid getgroups getpgrp getpgid getsid getrlimit setrlimit getrusage getpriority
    sysinfo uname times time gettimeofday clock_gettime clock_getres getrandom recvfrom recvmsg
    sendto sendmsg shutdown getsockname getpeername getsockopt setsockopt
""".split()  # noqa: SIM905 - sixty lines of quotes say no more
PRETENDED = """
    chmod fchmod fchmodat fchmodat2 chown fchown lchown fchownat utime utimes utimensat
    futimesat setxattr lsetxattr fsetxattr removexattr lremovexattr fremovexattr
""".split()  # noqa: SIM905 - sixty lines of quotes say no more
MISSING = ["clone3", "memfd_create", "io_uring_setup", "pidfd_open"]
UNSUPPORTED = """
    getxattr lgetxattr fgetxattr listxattr llistxattr flistxattr
""".split()  # noqa: SIM905 - sixty lines of quotes say no more
DESCRIPTOR_CALLS = (0, 1, 2, 3, 4, 5, 6, 7, 36, 37, 38, 1030, 1031, 1032, 1033, 1034)
"""Commands of `fcntl`; left out are those by which a signal could be sent to others."""


@functools.cache
def program(*, processes: bool) -> bytes:
    """The filter, as the kernel takes it.

    Args:
        processes: Whether new processes may be made, and signals sent to any that is to be seen.

    Raises:
        OSError: this machine has no library of filters, or an unknown processor.
        ImportError: as above.
    """
    import pyseccomp as seccomp  # type: ignore[import-not-found, import-untyped, unused-ignore]  # no types

    made = seccomp.SyscallFilter(seccomp.ERRNO(errno.EPERM))
    for name in ALLOWED:
        _rule(made, seccomp.ALLOW, name)
    for name in PRETENDED:
        _rule(made, seccomp.ERRNO(0), name)
    for name in MISSING:
        _rule(made, seccomp.ERRNO(errno.ENOSYS), name)
    for name in UNSUPPORTED:
        _rule(made, seccomp.ERRNO(errno.ENOTSUP), name)
    for number in DESCRIPTOR_CALLS:
        _rule(made, seccomp.ALLOW, "fcntl", seccomp.Arg(1, seccomp.EQ, number))
    for number in TERMINAL_CALLS:
        _rule(made, seccomp.ALLOW, "ioctl", seccomp.Arg(1, seccomp.EQ, number))
    local = seccomp.Arg(0, seccomp.EQ, LOCAL_SOCKETS)
    _rule(made, seccomp.ALLOW, "socketpair", local)
    _rule(made, seccomp.ALLOW, "prlimit64", seccomp.Arg(0, seccomp.EQ, 0))
    _rule(made, seccomp.ALLOW, "prctl", seccomp.Arg(0, seccomp.EQ, 15))
    _rule(made, seccomp.ALLOW, "prctl", seccomp.Arg(0, seccomp.EQ, 16))
    if processes:
        for name in ("fork", "vfork"):
            _rule(made, seccomp.ALLOW, name)
        _rule(made, seccomp.ALLOW, "clone", seccomp.Arg(0, seccomp.MASKED_EQ, NAMESPACES, 0))
        for name in ("kill", "tgkill"):
            _rule(made, seccomp.ALLOW, name)
    else:
        own = seccomp.Arg(0, seccomp.EQ, OWN_PROCESS)
        for name in ("kill", "tgkill"):
            _rule(made, seccomp.ALLOW, name, own)
        flags = NAMESPACES | THREAD
        _rule(made, seccomp.ALLOW, "clone", seccomp.Arg(0, seccomp.MASKED_EQ, flags, THREAD))
    with tempfile.TemporaryFile() as file:
        made.export_bpf(file)
        file.seek(0)
        return file.read()


def for_process(made: bytes, process: int) -> bytes:
    """The filter with the number of the process that it shuts in."""
    return made.replace(struct.pack("=I", OWN_PROCESS), struct.pack("=I", process))


def _rule(made: Any, action: Any, name: str, *args: Any) -> None:
    try:
        made.add_rule(action, name, *args)
    except (OSError, ValueError):  # this processor has no such call
        if name in ("read", "clone"):
            raise


def usable() -> bool:
    """Whether filters can be made here."""
    try:
        return bool(program(processes=False))
    except (ImportError, OSError, AttributeError):
        return False
