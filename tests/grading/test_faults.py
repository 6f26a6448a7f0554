"""Whatever happens to a run, the same command makes it whole, and nobody is graded by halves."""

from __future__ import annotations

import contextlib
import multiprocessing
import shutil
import sqlite3
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import kills
import plain_judge
import pytest
import whole_state
from plain_course import ADD, ASSIGNMENT, RIGHT, answered, folder_of, hand_in, new_course
from sqlalchemy import text

from leadlab.errors import LeadlabError
from leadlab.grading.course import Course
from leadlab.grading.gradebook import Book, GradebookFault
from leadlab.grading.gradebook_files import Autograded
from leadlab.grading.records import Level
from leadlab.grading.run import Options, Outcome, Rerun, Run, not_run
from leadlab.grading.run_lock import AlreadyGrading, locked

KILLS = 12
"""The benchmark of grading does it fifty times, with the real judge."""
LEARNERS = 24
PLAIN = Options(level=Level.D, jobs=2, judge=plain_judge.judge)


def fresh(root: Path, learners: int = LEARNERS) -> Course:
    """A course in which every third learner is wrong, and whose gradebook is there."""
    course = new_course(root)
    wrong = answered(course, {ADD: "def add(a, b): return 4"})
    for number in range(learners):
        hand_in(course, f"s{number:02}", None if number % 3 else wrong)
    return course


def grade(course: Course, options: Options = PLAIN) -> Counter[Outcome]:
    """Have a run done."""
    with Run.opened(course, ASSIGNMENT, options) as run:
        return Counter(done.outcome for done in run)


@pytest.fixture(scope="module", name="before")
def _before(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The course before any run, with a gradebook: to make one takes a second each time."""
    course = fresh(tmp_path_factory.mktemp("before") / "course")
    with Book.opened(course, ASSIGNMENT):
        return course


@pytest.fixture(scope="module", name="expected")
def _expected(before: Course, tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The course after a run that nothing happened to."""
    root = tmp_path_factory.mktemp("expected") / "course"
    shutil.copytree(before.root, root)
    course = Course.read(root)
    assert {Outcome.GRADED: LEARNERS} == grade(course)
    return course


@pytest.fixture(name="course")
def _course(before: Course, tmp_path: Path) -> Course:
    """A copy of the course before any run."""
    shutil.copytree(before.root, tmp_path / "course")
    return Course.read(tmp_path / "course")


def test_killed_at_random_moments_it_ends_as_if_nothing_had_been(
    course: Course, expected: Course
) -> None:
    """After kill -9, the next run grades those that are missing, and the one in hand at most."""
    options = Options(level=Level.D, jobs=2, judge=plain_judge.slow)

    done, killed = kills.until_whole(course, options, kills=KILLS, seed=1, most_seconds=0.05)

    assert killed == KILLS
    assert whole_state.of(expected) == whole_state.of(course)
    assert len(done) <= LEARNERS  # written and told; one may be written and not told
    assert max(Counter(done).values()) == 1


def test_a_second_grader_refuses(course: Course) -> None:
    """It says who is at work; the first is not disturbed."""
    with locked(course.root), pytest.raises(AlreadyGrading, match="graded already, by process"):
        grade(course)

    assert {Outcome.GRADED: LEARNERS} == grade(course)


def test_the_lock_goes_with_its_process(course: Course) -> None:
    """Killed, a grader leaves nothing that has to be removed by hand."""

    def hold(ready: object) -> None:
        with locked(course.root):
            ready.set()  # type: ignore[attr-defined]
            multiprocessing.Event().wait()

    context = multiprocessing.get_context("fork")
    ready = context.Event()
    process = context.Process(target=hold, args=(ready,))
    process.start()
    assert ready.wait(30)
    process.kill()
    process.join()

    with locked(course.root):
        pass


def test_a_locked_gradebook_stops_the_run_and_the_next_one_goes_on(
    course: Course, expected: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those who were written stay; their folder that has no marks is not left."""
    monkeypatch.setattr("leadlab.grading.gradebook_sqlite.WAIT_SECONDS", 0.05)
    other = sqlite3.connect(course.root / "gradebook.db", isolation_level=None)
    with pytest.raises(GradebookFault, match="locked"):
        grade_and_then(course, done := [], 5, lambda _: other.execute("BEGIN IMMEDIATE"))
    other.rollback()
    other.close()

    assert set(done) == set(whole_state.marks(course))
    assert set(done) == {name.partition("/")[0] for name in whole_state.files(course)}
    assert {Outcome.GRADED: LEARNERS - 5} == grade(course)
    assert whole_state.of(expected) == whole_state.of(course)


def grade_and_then(
    course: Course, done: list[str], number: int, happens: Callable[[Run], object]
) -> None:
    """Have a run done to which something happens after so many learners."""
    with Run.opened(course, ASSIGNMENT, PLAIN) as run:
        for each in run:
            done.append(each.student)
            if len(done) == number:
                happens(run)


def fill(ballast: Path) -> None:
    """Fill a disk."""
    with contextlib.suppress(OSError), ballast.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))


@pytest.fixture(name="small_disk")
def _small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk that is soon full."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)],
        check=False,
        capture_output=True,
    )
    if mounted.returncode:
        pytest.skip("only root can make a disk here")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def test_a_full_disk_stops_the_run_and_room_lets_it_go_on(
    small_disk: Path, before: Course, expected: Course
) -> None:
    """Nothing is half written, and what was written counts."""
    shutil.copytree(before.root, small_disk / "course")
    course = Course.read(small_disk / "course")
    ballast = small_disk / "ballast"
    with pytest.raises((GradebookFault, OSError)):
        grade_and_then(course, done := [], 3, lambda _: fill(ballast))
    ballast.unlink()

    assert set(done) == set(whole_state.marks(course))
    assert set(done) == {name.partition("/")[0] for name in whole_state.files(course)}
    assert {Outcome.GRADED: LEARNERS - len(done)} == grade(course)
    assert whole_state.of(expected) == whole_state.of(course)


def test_a_gradebook_that_turns_read_only_stops_the_run_and_the_next_one_goes_on(
    course: Course, expected: Course
) -> None:
    """As when a disk gives way: who was written stays, and nobody has a folder without marks."""
    shut = text("PRAGMA query_only = ON")
    with pytest.raises(GradebookFault, match="Make it and its folder writable"):
        grade_and_then(course, done := [], 5, lambda run: run.book.book.db.execute(shut))

    assert set(done) == set(whole_state.marks(course))
    assert set(done) == {name.partition("/")[0] for name in whole_state.files(course)}
    assert {Outcome.GRADED: LEARNERS - 5} == grade(course)
    assert whole_state.of(expected) == whole_state.of(course)


@pytest.fixture(name="sealed")
def _sealed(course: Course) -> Iterator[Callable[[bool], None]]:
    """A way to let nobody write into the course's folder, root neither, and to let them again."""
    root = str(course.root)
    if subprocess.run(["mount", "--bind", root, root], check=False, capture_output=True).returncode:
        pytest.skip("only root can seal a folder against itself here")

    def seal(shut: bool) -> None:
        how = "remount,bind,ro" if shut else "remount,bind,rw"
        subprocess.run(["mount", "-o", how, root], check=True)

    yield seal
    subprocess.run(["umount", "--lazy", root], check=True)


def test_a_read_only_course_is_refused_and_once_writable_graded(
    course: Course, expected: Course, sealed: Callable[[bool], None]
) -> None:
    """Nothing changes where nothing may, and the sentence says what to do."""
    before = whole_state.of(course)
    sealed(True)
    with pytest.raises((LeadlabError, OSError), match=r"(?i)read-only file system"):
        grade(course)

    assert before == whole_state.of(course)
    sealed(False)
    assert {Outcome.GRADED: LEARNERS} == grade(course)
    assert whole_state.of(expected) == whole_state.of(course)


def test_a_worker_that_dies_is_replaced(course: Course, tmp_path: Path) -> None:
    """Whatever was in its hands is done by another; nobody is lost, nobody graded twice."""
    mortal = answered(course, {**RIGHT, ADD: f"# deadly {tmp_path / 'once'}\n{RIGHT[ADD]}"})
    hand_in(course, "s07", mortal)

    options = Options(level=Level.D, jobs=2, judge=plain_judge.deadly)

    assert {Outcome.GRADED: LEARNERS} == grade(course, options)


def test_a_submission_that_always_kills_its_worker_is_named_and_the_others_are_graded(
    course: Course,
) -> None:
    """The culprit is found by grading those that were lost one at a time."""
    hand_in(course, "s07", answered(course, {ADD: "# deadly"}))
    options = Options(level=Level.D, jobs=2, judge=plain_judge.deadly)

    with Run.opened(course, ASSIGNMENT, options) as run:
        found = {done.student: done for done in run}

    failed = [name for name, done in found.items() if done.outcome is Outcome.FAILED]
    assert ["s07"] == failed
    assert LEARNERS == len(found)
    assert "s07: grading broke (BrokenProcessPool" in found["s07"].sentence


def test_a_judge_that_breaks_costs_nobody_else(course: Course) -> None:
    """The learner has no marks and no folder; the next run tries again."""
    hand_in(course, "s07", answered(course, {ADD: "# broken"}))
    options = Options(level=Level.D, jobs=1, judge=plain_judge.broken)

    assert {Outcome.GRADED: LEARNERS - 1, Outcome.FAILED: 1} == grade(course, options)
    assert not Autograded(course, ASSIGNMENT).place("s07").exists()
    assert {Outcome.GRADED: 1} == grade(course)


def test_interrupted_between_folder_and_marks_a_learner_is_graded_again(
    course: Course, expected: Course
) -> None:
    """The folder that was replaced is still there, which is how it is known."""
    grade(course)
    place = Autograded(course, ASSIGNMENT).place("s03")
    place.rename(place.with_name(f".{ASSIGNMENT}.old"))
    place.mkdir()
    Autograded(course, ASSIGNMENT).place("s04").rename(place.with_name(f".{ASSIGNMENT}.new"))

    assert {Outcome.GRADED: 2} == grade(course)
    assert whole_state.of(expected) == whole_state.of(course)


def test_who_is_graded_again(course: Course) -> None:
    """Without a word nobody; then those who changed; after a change of tests, and by name, all."""
    grade(course)
    assert {} == grade(course)
    changed = Options(level=Level.D, jobs=1, judge=plain_judge.judge, rerun=Rerun.CHANGED)
    assert {} == grade(course, changed)

    hand_in(course, "s05", answered(course, {ADD: "def add(a, b): return 4"}))
    (folder_of(course, "s06") / "timestamp.txt").write_text("2026-03-01 11:00:00 UTC")
    assert {} == grade(course)
    assert {Outcome.GRADED: 2} == grade(course, changed)

    source = course.root / "source" / ASSIGNMENT / "p1.ipynb"
    source.write_text(source.read_text().replace("add(1, 2) == 3", "add(2, 2) == 4"))
    assert {Outcome.GRADED: LEARNERS} == grade(course, changed)
    failed = Options(level=Level.D, jobs=1, judge=plain_judge.judge, rerun=Rerun.FAILED)
    assert {} == grade(course, failed)
    everybody = Options(level=Level.D, jobs=2, judge=plain_judge.judge, rerun=Rerun.ALL)
    assert {Outcome.GRADED: LEARNERS} == grade(course, everybody)


def test_a_student_whom_the_course_does_not_want_to_add_is_refused(course: Course) -> None:
    """`Autograde.create_student = False`, as in nbgrader; who is known is graded."""
    with Book.opened(course, ASSIGNMENT) as book:
        book.book.add_student("s03")
    path = course.root / "nbgrader_config.py"
    path.write_text(path.read_text() + "c.Autograde.create_student = False\n")

    strict = Course.read(course.root)

    assert {Outcome.GRADED: 1, Outcome.REFUSED: LEARNERS - 1} == grade(strict)
    assert {"s03"} == set(whole_state.marks(strict))


def test_steps_of_a_course_that_are_not_run_are_named(course: Course) -> None:
    """A step of the course's own, and a hook; nbgrader's own and ours are no news."""
    path = course.root / "nbgrader_config.py"
    assert () == not_run(Course.read(course.root))
    path.write_text(
        path.read_text()
        + "from nbgrader.preprocessors import NbGraderPreprocessor\n"
        + "class Mine(NbGraderPreprocessor):\n    pass\n"
        + "c.Autograde.autograde_preprocessors = ['nbgrader.preprocessors.Execute', Mine]\n"
        + "c.Autograde.pre_convert_hook = print\n"
    )

    first, second = not_run(Course.read(course.root))

    assert first.endswith(".Mine")
    assert "Autograde.pre_convert_hook" == second
