"""An end for learners' code that does not come back by itself."""

from __future__ import annotations

import ctypes
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self


class OutOfPatience(BaseException):
    """Time is up; no `except Exception` of the interrupted code catches it."""


class Watch:
    """Interrupts calls that take too long, between two steps of Python; one thread for all calls.

    A single call into a library that blocks is interrupted once it returns.

    >>> try:
    ...     with Watch(0.01) as watch, watch.call():
    ...         while True: pass
    ... except OutOfPatience:
    ...     print("interrupted")
    interrupted

    Args:
        seconds: How long a call may take.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._caller = ctypes.c_ulong(threading.get_ident())
        self._lock, self._closed = threading.Lock(), threading.Event()
        self._until: float | None = None
        """When the call that runs has to be over."""

    def __enter__(self) -> Self:
        threading.Thread(target=self._watch, name="leadlab-patience", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closed.set()

    @contextmanager
    def call(self) -> Iterator[None]:
        """What runs inside is a call."""
        with self._lock:
            self._until = time.monotonic() + self._seconds
        try:
            yield
        finally:
            with self._lock:
                self._until = None

    def _watch(self) -> None:
        wait = self._seconds  # a call that begins while this sleeps ends later than the sleep
        while not self._closed.wait(wait):
            with self._lock:
                wait = self._seconds
                if self._until is not None:
                    wait = self._until - time.monotonic()
                if wait <= 0:
                    self._until, wait = None, self._seconds
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(
                        self._caller, ctypes.py_object(OutOfPatience)
                    )
