"""Stop code that does not come to an end.

In the main thread of a Unix process, which is where a notebook kernel runs its cells, the
system's alarm stops anything, a sleeping call included.
Elsewhere (other threads, Windows) a watchdog thread throws the stop into the running thread:
that ends every loop written in Python, but only after a blocking call has returned.
In both cases the stop is repeated, because code may swallow the first one.
"""

from __future__ import annotations

import contextlib
import ctypes
import signal
import threading
import time
from collections.abc import Iterator
from types import FrameType

REPEAT_SECONDS = 0.005


class TimeUp(BaseException):  # not an error of ours: it ends the learner's code
    """Thrown into code that has used up its time; not an `Exception`, so that few catch it."""


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise `TimeUp` inside the block once it has run for so many seconds.

    >>> with time_limit(5):
    ...     sum(range(10))
    45
    """
    if not seconds > 0:
        raise ValueError(f"A time limit is above 0 seconds, not {seconds!r}.")
    in_main_thread = threading.current_thread() is threading.main_thread()
    if in_main_thread and hasattr(signal, "setitimer"):
        limit = _alarm(seconds)
    else:
        limit = _watchdog(seconds)
    with limit:
        yield


@contextlib.contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    active = True

    def ring(_signum: int, _frame: FrameType | None) -> None:
        if active:
            raise TimeUp

    started = time.monotonic()
    handler_before = signal.signal(signal.SIGALRM, ring)
    left_before, interval_before = signal.setitimer(signal.ITIMER_REAL, seconds, REPEAT_SECONDS)
    if 0 < left_before < seconds:  # a limit around this one ends sooner
        signal.setitimer(signal.ITIMER_REAL, left_before, REPEAT_SECONDS)
    try:
        yield
    finally:
        try:
            active = False
        finally:  # an alarm may ring between the end of the block and the line above
            active = False
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, handler_before)
        if left_before:  # somebody else's alarm was running: give it the time that is left
            left = max(left_before - (time.monotonic() - started), 0.001)
            signal.setitimer(signal.ITIMER_REAL, left, interval_before)


@contextlib.contextmanager
def _watchdog(seconds: float) -> Iterator[None]:
    target = ctypes.c_ulong(threading.get_ident())
    throw = ctypes.pythonapi.PyThreadState_SetAsyncExc
    done = threading.Event()
    gate = threading.Lock()

    def watch() -> None:
        wait = seconds
        while not done.wait(wait):
            with gate:
                if not done.is_set():
                    throw(target, ctypes.py_object(TimeUp))
            wait = REPEAT_SECONDS

    watcher = threading.Thread(target=watch, name="leadlab-watchdog", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        while not done.is_set():
            with contextlib.suppress(TimeUp), gate:  # it may arrive while we clear up
                done.set()
                throw(target, None)  # a stop that was thrown but has not arrived is taken back
        watcher.join()
