"""Stop code that does not come to an end.

In the main thread of a Unix process, which is where a notebook kernel runs its cells, the
system's alarm stops anything, a sleeping call included.
Elsewhere (other threads, Windows) a watchdog thread throws the stop into the running thread:
that ends every loop written in Python, but only after a blocking call has returned.
In both cases the stop is repeated, because code may swallow the first one.
"""

from __future__ import annotations

import ctypes
import signal
import threading
import time
from collections.abc import Callable
from types import FrameType
from typing import Any, Protocol, TypeVar

REPEAT_SECONDS = 0.005
T = TypeVar("T")


class TimeUp(BaseException):  # not an error of ours: it ends the learner's code
    """Thrown into code that has used up its time; not an `Exception`, so that few catch it."""


class _Limit(Protocol):
    def start(self) -> None: ...
    def stop(self) -> None: ...


def within(seconds: float, work: Callable[[], T]) -> T:
    """Result of work that has to end in so many seconds.

    >>> within(5, lambda: sum(range(10)))
    45

    Raises:
        TimeUp: It did not.
    """
    if not seconds > 0:
        raise ValueError(f"A time limit is above 0 seconds, not {seconds!r}.")
    in_main_thread = threading.current_thread() is threading.main_thread()
    alarm = in_main_thread and hasattr(signal, "setitimer")
    limit: _Limit = _Alarm(seconds) if alarm else _Watchdog(seconds)
    try:
        try:
            limit.start()
            return work()
        finally:
            limit.stop()
    finally:
        limit.stop()  # a stop may arrive while the limit is being lifted


class _Alarm:
    """The system's alarm; it never rings inside this file."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.running = False

    def start(self) -> None:
        self.started = time.monotonic()
        self.handler_before = signal.signal(signal.SIGALRM, self.ring)
        self.running = True
        self.left_before, self.interval_before = signal.setitimer(
            signal.ITIMER_REAL, self.seconds, REPEAT_SECONDS
        )
        if 0 < self.left_before < self.seconds:  # a limit around this one ends sooner
            signal.setitimer(signal.ITIMER_REAL, self.left_before, REPEAT_SECONDS)

    def ring(self, _signal: int, frame: FrameType | None) -> None:
        if self.running and frame is not None and frame.f_code.co_filename != __file__:
            raise TimeUp

    def stop(self) -> None:
        if not self.running:
            return
        self.running = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, self.handler_before)
        if self.left_before:  # somebody else's alarm was running: give it the time that is left
            left = max(self.left_before - (time.monotonic() - self.started), 0.001)
            signal.setitimer(signal.ITIMER_REAL, left, self.interval_before)


class _Watchdog:
    """A thread that throws the stop into the one that works."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.target = ctypes.c_ulong(threading.get_ident())
        self.throw: Any = ctypes.pythonapi.PyThreadState_SetAsyncExc
        self.gate = threading.Lock()
        self.ended = threading.Lock()  # free once the work has ended
        self.ended.acquire()
        self.running = self.thrown = False

    def start(self) -> None:
        watcher = threading.Thread(target=self.watch, name="leadlab-watchdog", daemon=True)
        watcher.start()
        self.running = True  # from here on a stop may arrive

    def watch(self) -> None:
        wait = self.seconds
        while not self.ended.acquire(timeout=wait):
            with self.gate:
                if self.running:
                    self.thrown = True
                    self.throw(self.target, ctypes.py_object(TimeUp))
            wait = REPEAT_SECONDS

    def stop(self) -> None:
        with self.gate:
            self.running = False
            # Taken back only where one was thrown: the call marks the interpreter as having an
            # exception to deliver, and Python 3.11 never ends to look for it while it traces.
            if self.thrown:
                self.throw(self.target, None)
        if self.ended.locked():
            self.ended.release()
