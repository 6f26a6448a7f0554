"""A time limit that was kept leaves nothing behind in the interpreter."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import sys, threading
from leadlab.checks.time_limit import within

worker = threading.Thread(target=lambda: within(60, lambda: 1))
worker.start()
worker.join()
sys.settrace(lambda *_: None)

def traced():
    return "came back"

print(traced())
"""


def test_a_kept_limit_in_a_thread_does_not_stop_a_debugger() -> None:
    """A traced call ends: Python 3.11 never comes back where a stop is marked and none is there.

    In a process of its own, which is ended if it hangs.
    """
    done = subprocess.run(
        [sys.executable, "-c", CODE], capture_output=True, text=True, timeout=60, check=False
    )
    assert "came back\n" == done.stdout, done.stderr
