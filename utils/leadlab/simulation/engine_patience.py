"""An end for learners' code that does not come back by itself."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class OutOfPatience(BaseException):
    """Time is up; no `except Exception` of the interrupted code catches it."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Interrupt what runs inside after so many seconds, between two steps of Python.

    A single call into a library that blocks is interrupted once it returns.

    >>> try:
    ...     with at_most(0.01):
    ...         while True: pass
    ... except OutOfPatience:
    ...     print("interrupted")
    interrupted
    """
    thread, lock, over = threading.get_ident(), threading.Lock(), False

    def interrupt() -> None:
        with lock:
            if not over:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(
                    ctypes.c_ulong(thread), ctypes.py_object(OutOfPatience)
                )

    timer = threading.Timer(seconds, interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        with lock:
            over = True
        timer.cancel()
