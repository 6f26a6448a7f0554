"""Who does the work: processes of this machine, or a Dask cluster; both are an `Executor`.

A pool whose process died is made anew, as is the connection to a scheduler that went away; what
was in the works is given out again by the run.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing.util import Finalize
from typing import Any, Protocol

from leadlab.errors import LeadlabError
from leadlab.grading.intake import Refused
from leadlab.grading.run_lock import let_go
from leadlab.grading.run_work import Graded, Job, Kit, work
from leadlab.grading.stage import close_stage

CONNECT_SECONDS = 30
RECONNECT_SECONDS = 120
"""How long a scheduler may be away before a run gives up."""


class Workers(Protocol):
    """A place where jobs are done."""

    far: bool
    """Whether the workers may not see this machine's disk."""

    def count(self) -> int:
        """How many jobs are done at once."""

    def submit(self, job: Job) -> Future[Graded | Refused]:
        """Give a job out."""

    def lost(self, error: BaseException) -> bool:
        """Whether an error means that all that was given out is lost."""

    def restart(self) -> None:
        """Begin anew after a loss."""

    def finish(self) -> None:
        """Let workers that have nothing left to do end in their own time."""

    def close(self) -> None:
        """Stop at once what is still in the works."""


class Local:
    """Processes of this machine, warm before the first job."""

    far = False

    def __init__(self, kit: Kit, jobs: int, *, alone: Callable[[], None]) -> None:
        """Start; `alone` closes what no process may share with another."""
        self.kit, self.jobs, self.alone = kit, jobs, alone
        self.pool = self._pool()

    def _pool(self) -> ProcessPoolExecutor:
        # forked where that is safe: what is imported here need not be imported there
        context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        self.alone()  # a connection to the gradebook must not be shared
        gc.freeze()  # what is there stays; looking through it would copy it into each process
        return ProcessPoolExecutor(
            self.jobs, mp_context=context, initializer=_begin, initargs=(self.kit,)
        )

    def count(self) -> int:
        """How many jobs are done at once."""
        return self.jobs

    def submit(self, job: Job) -> Future[Graded | Refused]:
        """Give a job out."""
        return self.pool.submit(_here, job)

    def lost(self, error: BaseException) -> bool:
        """Whether a process has died, and its pool with it."""
        return isinstance(error, BrokenProcessPool)

    def restart(self) -> None:
        """A new pool."""
        self.close()
        self.pool = self._pool()

    def finish(self) -> None:
        """Let the processes end."""
        self.pool.shutdown()

    def close(self) -> None:
        """Stop the processes; a job takes up to minutes, and nobody waits for its result."""
        processes = list((getattr(self.pool, "_processes", None) or {}).values())
        self.pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()


_KIT: list[Kit] = []
_ONE_AT_A_TIME = threading.Lock()


def _begin(kit: Kit) -> None:
    """Make a process ready."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the run is told, and stops its processes
    let_go()
    _KIT[:] = [kit]
    Finalize(None, close_stage, exitpriority=10)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End when the run has ended, even if it was killed: its processes would wait for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _here(job: Job) -> Graded | Refused:
    return work(_KIT[0], job)


class Cluster:
    """Workers of a Dask scheduler, wherever they are."""

    far = True

    def __init__(self, kit: Kit, address: str) -> None:
        self.kit, self.address = kit, address
        self.name = f"leadlab-{kit.assignment.name}-{os.getpid()}"
        self.client, self.executor = self._connected(CONNECT_SECONDS)

    def _connected(self, seconds: float) -> tuple[Any, Executor]:
        distributed = _distributed()
        give_up = time.monotonic() + seconds
        while True:
            try:
                wait = min(10, seconds)
                client = distributed.Client(self.address, timeout=wait, set_as_default=False)
                client.register_plugin(_plugin(self.kit), name=self.name)
                return client, client.get_executor(pure=False)
            except (OSError, TimeoutError) as error:
                if time.monotonic() > give_up:
                    msg = f"No Dask scheduler answers at {self.address}: {error}."
                    raise LeadlabError(f"{msg} What was graded is kept.") from error
                time.sleep(1.0)

    def count(self) -> int:
        """How many jobs are done at once."""
        workers = self.client.scheduler_info(n_workers=-1).get("workers", {})
        return max(1, len(workers))

    def submit(self, job: Job) -> Future[Graded | Refused]:
        """Give a job out."""
        return self.executor.submit(_there, self.name, job)

    def lost(self, error: BaseException) -> bool:
        """Whether the scheduler went away; that a worker died is Dask's own business."""
        return isinstance(error, (CancelledError, OSError)) or "Cancelled" in type(error).__name__

    def restart(self) -> None:
        """A new connection."""
        self.client.close(timeout=2)
        self.client, self.executor = self._connected(RECONNECT_SECONDS)

    def finish(self) -> None:
        """Nothing: the workers are others' as well."""

    def close(self) -> None:
        """Leave the scheduler to others."""
        with suppress(Exception):  # it may have gone before us
            self.executor.shutdown(wait=False, cancel_futures=True)
            self.client.unregister_worker_plugin(self.name)
        self.client.close(timeout=2)


def _distributed() -> Any:
    try:
        import distributed
    except ModuleNotFoundError as error:
        msg = "Grading on a cluster needs Dask: pip install 'leadlab[cluster]'."
        raise LeadlabError(msg) from error
    return distributed


def _plugin(kit: Kit) -> Any:
    """Brings the kit to each worker, also to one that joins later."""
    distributed = _distributed()

    class Plugin(distributed.WorkerPlugin):  # type: ignore[misc,name-defined]
        def __init__(self) -> None:
            self.kit = kit

        def setup(self, worker: Any) -> None:
            pass

    return Plugin()


def _there(name: str, job: Job) -> Graded | Refused:
    kit: Kit = _distributed().get_worker().plugins[name].kit
    with _ONE_AT_A_TIME:  # a worker with several threads has one stage
        return work(kit, job)
