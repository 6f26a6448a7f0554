"""The gradebook on a database server: PostgreSQL, a real one, started here on a free port."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import kills
import plain_judge
import pytest
import whole_state
from nbgrader.api import Gradebook
from plain_course import ADD, ASSIGNMENT, CONFIG, answered, hand_in, new_course
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from leadlab.grading.course import Course
from leadlab.grading.feedback_marks import read_marks
from leadlab.grading.gradebook_tables import MISSING_INDEXES
from leadlab.grading.records import Level
from leadlab.grading.run import Options, Outcome, Rerun, Run

pytest.importorskip("psycopg", reason="no psycopg, or no libpq, to talk to PostgreSQL with")
LEARNERS = 12
OPTIONS = Options(level=Level.D, jobs=2, judge=plain_judge.judge)


def programs() -> Path | None:
    """Where the server's programs lie."""
    found = shutil.which("initdb")
    places = [Path(found).parent] if found else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((place for place in places if (place / "initdb").exists()), None)


@pytest.fixture(scope="module", name="server")
def _server() -> Iterator[str]:
    """Address of a running server, without the name of a database."""
    place = programs()
    if place is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    user = "postgres" if os.geteuid() == 0 else None  # it refuses to run as root
    with tempfile.TemporaryDirectory(prefix="leadlab-postgresql-", dir="/tmp") as name:
        folder = Path(name)
        if user:
            shutil.chown(folder, user)
        data = folder / "data"
        subprocess.run(
            [place / "initdb", "-D", data, "-U", "leadlab", "--auth=trust", "--no-sync"],
            user=user,
            cwd="/",
            check=True,
            capture_output=True,
        )
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        settings = ["-p", str(port), "-h", "127.0.0.1", "-k", str(folder), "-c", "fsync=off"]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [place / "postgres", "-D", data, *settings],
                user=user,
                cwd="/",
                stdout=log,
                stderr=log,
            )
            try:
                address = f"postgresql+psycopg://leadlab@127.0.0.1:{port}"
                wait_for(address, process)
                yield address
            finally:
                process.send_signal(signal.SIGINT)  # at once, whoever is connected
                process.wait(30)


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until it answers."""
    engine = create_engine(f"{address}/postgres")
    give_up = time.monotonic() + 60
    while time.monotonic() < give_up and process.poll() is None:
        with contextlib.suppress(SQLAlchemyError):
            engine.connect().close()
            engine.dispose()
            return
        time.sleep(0.1)
    raise RuntimeError("PostgreSQL did not start.")


@pytest.fixture(name="course")
def _course(server: str, tmp_path: Path) -> Course:
    """A course whose gradebook is a new database."""
    name = f"grades{time.monotonic_ns()}"
    engine = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    course = new_course(tmp_path / "course")
    url = f'c.CourseDirectory.db_url = "{server}/{name}"\n'
    (course.root / "nbgrader_config.py").write_text(CONFIG + url)
    course = Course.read(course.root)
    wrong = answered(course, {ADD: "def add(a, b): return 4"})
    for number in range(LEARNERS):
        hand_in(course, f"s{number:02}", None if number % 3 else wrong)
    return course


def grade(course: Course, options: Options = OPTIONS) -> Counter[Outcome]:
    """Have a run done."""
    with Run.opened(course, ASSIGNMENT, options) as run:
        return Counter(done.outcome for done in run)


def test_the_marks_are_those_of_a_gradebook_in_a_file(course: Course, tmp_path: Path) -> None:
    """The same submissions, the same marks, wherever they are kept."""
    assert {Outcome.GRADED: LEARNERS} == grade(course)
    shutil.copytree(course.root, tmp_path / "in_a_file")
    (tmp_path / "in_a_file" / "nbgrader_config.py").write_text(CONFIG)
    in_a_file = Course.read(tmp_path / "in_a_file")
    grade(in_a_file)

    assert not list(course.root.glob("*.db"))
    assert whole_state.marks(in_a_file) == whole_state.marks(course)
    assert LEARNERS == len(read_marks(course, ASSIGNMENT))


def test_the_indexes_are_there_and_a_second_run_keeps_all(course: Course) -> None:
    """Made once; nobody is graded twice, and marks by hand stay when all are."""
    grade(course)
    with Gradebook(course.gradebook_url, course.directory.course_id) as book:
        for name, column in MISSING_INDEXES:
            assert name in {
                each["name"] for each in inspect(book.engine).get_indexes(column.table.name)
            }
        book.find_grade("add_test", "p1", ASSIGNMENT, "s00").manual_score = 1.5
        book.db.commit()

    assert {} == grade(course)
    everybody = Options(level=Level.D, jobs=2, judge=plain_judge.judge, rerun=Rerun.ALL)
    assert {Outcome.GRADED: LEARNERS} == grade(course, everybody)
    with Gradebook(course.gradebook_url, course.directory.course_id) as book:
        assert 1.5 == book.find_grade("add_test", "p1", ASSIGNMENT, "s00").score


def test_killed_at_random_moments_it_ends_as_if_nothing_had_been(course: Course) -> None:
    """A connection that breaks off leaves no half of a learner."""
    options = Options(level=Level.D, jobs=2, judge=plain_judge.slow)

    _, killed = kills.until_whole(course, options, kills=4, seed=2, most_seconds=0.05)

    assert 4 == killed
    after = whole_state.of(course)
    grade(course, Options(level=Level.D, jobs=2, judge=plain_judge.judge, rerun=Rerun.ALL))
    assert whole_state.of(course) == after
    assert LEARNERS == len(after["marks"])
