"""Grading on a Dask cluster: real workers, one of which dies, and a scheduler that comes back."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import plain_judge
import pytest
import whole_state
from plain_course import ADD, ASSIGNMENT, PATH, answered, folder_of, hand_in, new_course

from leadlab.errors import LeadlabError
from leadlab.grading.course import Course
from leadlab.grading.gradebook import Book
from leadlab.grading.records import Level
from leadlab.grading.run import Options, Outcome, Run

distributed = pytest.importorskip("distributed")
pytestmark = pytest.mark.filterwarnings("ignore")  # of Dask's own sockets and loops
LEARNERS = 40
HERE = Path(__file__).parent


@pytest.fixture(scope="module", autouse=True)
def _leave_no_sockets() -> Iterator[None]:
    """Dask leaves some open; a later test must not be told of them."""
    yield
    gc.collect()


@pytest.fixture(scope="module", name="before")
def _before(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course with a data file, and a learner whose file is broken."""
    course = new_course(tmp_path_factory.mktemp("cluster") / "course", data={"rates.csv": "1,2\n"})
    wrong = answered(course, {ADD: "def add(a, b): return 4"})
    for number in range(LEARNERS):
        hand_in(course, f"s{number:02}", None if number % 3 else wrong)
        (folder_of(course, f"s{number:02}") / "own.txt").write_text("mine")
    hand_in(course, "torn", content=b"[", name=PATH)
    with Book.opened(course, ASSIGNMENT):
        return course


@pytest.fixture(name="course")
def _course(before: Course, tmp_path: Path) -> Course:
    shutil.copytree(before.root, tmp_path / "course")
    return Course.read(tmp_path / "course")


@pytest.fixture(scope="module", name="expected")
def _expected(before: Course, tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The course, graded by processes of this machine."""
    root = tmp_path_factory.mktemp("expected") / "course"
    shutil.copytree(before.root, root)
    course = Course.read(root)
    options = Options(level=Level.D, jobs=2, judge=plain_judge.judge)
    with Run.opened(course, ASSIGNMENT, options) as run:
        list(run)
    return course


@pytest.fixture(scope="module", name="cluster")
def _cluster() -> Iterator[distributed.LocalCluster]:
    with distributed.LocalCluster(
        n_workers=3, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        yield cluster


def options(address: str) -> Options:
    """Grade there, slowly enough for something to happen meanwhile."""
    return Options(level=Level.D, scheduler=address, judge=plain_judge.slow)


def test_a_worker_that_dies_in_the_middle_costs_nobody_anything(
    cluster: distributed.LocalCluster, course: Course, expected: Course
) -> None:
    """Three workers, one killed after the fifth learner: all are graded once, as at home."""
    done = []
    with Run.opened(course, ASSIGNMENT, options(cluster.scheduler_address)) as run:
        for each in run:
            done.append(each)
            if len(done) == 5:
                victim = next(iter(cluster.workers.values()))
                os.kill(victim.process.pid, signal.SIGKILL)

    assert LEARNERS == sum(each.outcome is Outcome.GRADED for each in done)
    assert ["torn"] == [each.student for each in done if each.outcome is Outcome.REFUSED]
    assert whole_state.of(expected) == whole_state.of(course)


def test_the_real_judge_works_on_a_cluster(
    cluster: distributed.LocalCluster, course: Course
) -> None:
    """Each worker finds its own level, and has the files that came along."""
    chosen = Options(level=Level.D, scheduler=cluster.scheduler_address, students="s0[0-3]")

    with Run.opened(course, ASSIGNMENT, chosen) as run:
        done = {each.student: each for each in run}

    assert {"s00": 0.0, "s01": 2.0, "s02": 2.0, "s03": 0.0} == {
        name: each.scores["p1"]["add_test"] for name, each in done.items()
    }


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Processes:
    """A scheduler and a worker, started as an administrator does."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self.address = f"tcp://127.0.0.1:{port}"
        self.running: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        """Start both."""
        where = ("--host", "127.0.0.1", "--port", str(self.port), "--no-dashboard")
        self._run("scheduler", *where)
        self._run("worker", self.address, "--nthreads", "1", "--no-dashboard", "--no-nanny")

    def _run(self, what: str, *words: str) -> None:
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", *words]
        path = os.pathsep.join([str(HERE), os.environ.get("PYTHONPATH", "")])
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                command,
                cwd=self.folder,
                env={**os.environ, "PYTHONPATH": path},
                stdout=log,
                stderr=log,
            )
        self.running.append(process)

    def kill(self) -> None:
        """End both at once."""
        for process in self.running:
            process.kill()
            process.wait()
        self.running.clear()


@pytest.fixture(name="processes")
def _processes(tmp_path: Path) -> Iterator[Processes]:
    processes = Processes(tmp_path, free_port())
    processes.start()
    yield processes
    processes.kill()


def test_a_scheduler_that_is_started_anew_is_found_again(
    processes: Processes, course: Course, expected: Course
) -> None:
    """What was in the works is given out again; nobody is graded twice or left out."""
    done = []
    with Run.opened(course, ASSIGNMENT, options(processes.address)) as run:
        for each in run:
            done.append(each.student)
            if len(done) == 5:
                processes.kill()
                time.sleep(0.5)
                processes.start()

    assert LEARNERS + 1 == len(done) == len(set(done))
    assert whole_state.of(expected) == whole_state.of(course)


def test_a_scheduler_that_is_not_there_is_named(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run ends in a sentence, with nothing changed."""
    monkeypatch.setattr("leadlab.grading.run_workers.CONNECT_SECONDS", 0.1)
    address = f"tcp://127.0.0.1:{free_port()}"

    with (
        Run.opened(course, ASSIGNMENT, options(address)) as run,
        pytest.raises(LeadlabError, match="No Dask scheduler answers at tcp"),
    ):
        list(run)
