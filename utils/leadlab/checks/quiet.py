"""Keep anything off the error stream while a graded cell runs.

nbgrader gives 0 points to a cell that wrote one character to it, a warning of a library included.
"""

from __future__ import annotations

import contextlib
import io
import logging
import os
import sys
import warnings
from collections.abc import Iterator

STDERR = 2


class _Caught(io.StringIO):
    """What would have gone to the error stream."""


@contextlib.contextmanager
def quiet_errors() -> Iterator[io.StringIO]:
    r"""Catch what Python, its warnings, its loggers and C libraries write to the error stream.

    >>> with quiet_errors() as caught:
    ...     print("careful", file=sys.stderr)
    >>> caught.getvalue()
    'careful\n'
    """
    if isinstance(sys.stderr, _Caught):  # it is quiet already
        yield sys.stderr
        return
    caught = _Caught()
    logging_before = logging.root.manager.disable
    with (
        contextlib.redirect_stderr(caught),
        warnings.catch_warnings(),
        _descriptor_to_nowhere(),
    ):
        warnings.simplefilter("ignore")
        logging.disable(logging.CRITICAL)
        try:
            yield caught
        finally:
            logging.disable(logging_before)


@contextlib.contextmanager
def _descriptor_to_nowhere() -> Iterator[None]:
    """Send what C libraries write to descriptor 2 to nowhere; without one, do nothing."""
    try:
        kept = os.dup(STDERR)
    except OSError:
        yield
        return
    try:
        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - os.devnull is no path of ours
            os.dup2(nowhere.fileno(), STDERR)
        yield
    finally:
        with contextlib.suppress(Exception):
            sys.stderr.flush()
        os.dup2(kept, STDERR)
        os.close(kept)
