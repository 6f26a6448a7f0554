"""What nbgrader's gradebook has of a learner afterwards: all of it, once, as nbgrader has it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook
from plain_course import ASSIGNMENT, CONFIG, NOTEBOOK, new_course
from sqlalchemy import event, inspect, text

from leadlab.grading import gradebook_sqlite
from leadlab.grading.course import Course
from leadlab.grading.gradebook import Book, Entry, GradebookFault, NotebookMarks
from leadlab.grading.gradebook_tables import MISSING_INDEXES, Receipt
from leadlab.grading.records import Level

NOON = datetime(2026, 3, 1, 12)  # noqa: DTZ001 - nbgrader keeps UTC without a zone
SCORES = {"add_test": 2.0, "square_test": 0.0, "essay": None}
COMMENTS = {"add": None, "square": "No response.", "essay": None}
ZERO = 'c.LateSubmissionPlugin.penalty_method = "zero"\n'
GREEDY = """
from nbgrader.plugins import BasePlugin
class Greedy(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return total_seconds_late
c.AssignLatePenalties.plugin_class = Greedy
"""


def receipt(**given: Any) -> Receipt:
    """A receipt like any other."""
    plain = {"submission": "s", "tests": "t", "level": Level.A, "seeds": {NOTEBOOK: 2**70}}
    return Receipt(**{**plain, "graded": NOON, **given})


def entry(student: str = "ana", **given: Any) -> Entry:
    """What is written of a learner who got one of two right and wrote an essay."""
    marks = {NOTEBOOK: NotebookMarks(scores=SCORES, comments=COMMENTS)}
    plain = {"timestamp": None, "notebooks": marks, "receipt": receipt()}
    return Entry(student=student, **{**plain, **given})


@pytest.fixture(scope="module", name="entered")
def _entered(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course whose gradebook knows the assignment."""
    course = new_course(tmp_path_factory.mktemp("gradebook") / "course")
    with Book.opened(course, ASSIGNMENT):
        return course


@pytest.fixture(name="course")
def _course(entered: Course, tmp_path: Path) -> Course:
    """A copy of it; to enter it each time would take most of the time."""
    shutil.copytree(entered.root, tmp_path / "course")
    return Course.read(tmp_path / "course")


def with_settings(course: Course, settings: str) -> Course:
    """The course with more in its configuration."""
    (course.root / "nbgrader_config.py").write_text(CONFIG + settings)
    return Course.read(course.root)


@pytest.fixture(name="book")
def _book(course: Course) -> Iterator[Book]:
    with Book.opened(course, ASSIGNMENT) as book:
        yield book


def rows(course: Course, student: str = "ana") -> dict[str, tuple[float | None, bool, float]]:
    """Automatic score, whether it waits, and the score that counts, by cell; as nbgrader has it."""
    with Gradebook(course.gradebook_url) as book:
        notebook = book.find_submission_notebook(NOTEBOOK, ASSIGNMENT, student)
        return {
            each.name: (each.auto_score, each.needs_manual_grade, each.score)
            for each in notebook.grades
        }


def comments(course: Course, student: str = "ana") -> dict[str, str | None]:
    """Comments by cell."""
    with Gradebook(course.gradebook_url) as book:
        notebook = book.find_submission_notebook(NOTEBOOK, ASSIGNMENT, student)
        return {each.name: each.comment for each in notebook.comments}


def penalty(course: Course) -> float | None:
    """What is taken off."""
    with Gradebook(course.gradebook_url) as book:
        found = book.find_submission_notebook(NOTEBOOK, ASSIGNMENT, "ana")
        value: float | None = found.late_submission_penalty
        return value


def due(course: Course, *, extension: timedelta | None = None) -> None:
    """Set the time by which the assignment had to be handed in to noon."""
    with Gradebook(course.gradebook_url, course.directory.course_id) as book:
        book.update_or_create_assignment(ASSIGNMENT, duedate=NOON)
        if extension is not None:
            book.find_submission(ASSIGNMENT, "ana").extension = extension
            book.db.commit()


def write(course: Course, one: Entry) -> bool:
    """Write one entry as a run does."""
    with Book.opened(course, ASSIGNMENT) as book:
        return book.write(one)


def test_scores_flags_and_comments_are_there_for_nbgrader(course: Course) -> None:
    """Points by tests count; what a person marks waits; an untouched answer has its comment."""
    assert write(course, entry())

    assert {
        "add_test": (2.0, False, 2.0),
        "square_test": (0.0, False, 0.0),
        "essay": (None, True, 0.0),
    } == rows(course)
    assert COMMENTS == comments(course)


def test_marks_and_words_of_people_stay_and_are_to_be_looked_at_again(course: Course) -> None:
    """Graded again, a mark by hand and extra credit count as before; nbgrader flags the mark."""
    write(course, entry())
    with Gradebook(course.gradebook_url) as book:
        grade = book.find_grade("square_test", NOTEBOOK, ASSIGNMENT, "ana")
        grade.manual_score, grade.extra_credit = 1.5, 0.5
        book.find_comment("square", NOTEBOOK, ASSIGNMENT, "ana").manual_comment = "Nearly."
        book.db.commit()

    write(course, entry(notebooks={NOTEBOOK: NotebookMarks(scores={**SCORES, "square_test": 3.0})}))

    assert (3.0, True, 2.0) == rows(course)["square_test"]
    assert "Nearly." == comments(course)["square"]


def test_a_notebook_that_was_not_handed_in_earns_nothing_and_does_not_wait(course: Course) -> None:
    """As nbgrader: 0 points everywhere, also where a person would mark."""
    assert not write(course, entry(notebooks={}, missing=(NOTEBOOK,)))

    assert {(0.0, False, 0.0)} == set(rows(course).values())


def test_a_notebook_handed_in_before_and_missing_now_loses_its_points(course: Course) -> None:
    """The marks are those of what was handed in last."""
    write(course, entry())
    write(course, entry(notebooks={}, missing=(NOTEBOOK,)))

    assert {(0.0, False, 0.0)} == set(rows(course).values())


def test_a_cell_that_is_gone_keeps_what_the_gradebook_says(course: Course) -> None:
    """Nothing is said of it, so it waits for a person, as a fresh grade of nbgrader's does."""
    write(course, entry(notebooks={NOTEBOOK: NotebookMarks(scores={"add_test": 2.0})}))

    assert (None, True, 0.0) == rows(course)["square_test"]


@pytest.mark.parametrize(
    ("settings", "handed_in", "extension", "taken"),
    [
        (ZERO, NOON, None, None),
        (ZERO, NOON + timedelta(seconds=1), None, 2.0),
        (ZERO, NOON + timedelta(hours=1), timedelta(hours=1), None),
        (ZERO, NOON + timedelta(hours=2), timedelta(hours=1), 2.0),
        ("", NOON + timedelta(days=1), None, None),
        (ZERO, None, None, None),
        (GREEDY, NOON + timedelta(seconds=0.5), None, 0.5),
        (GREEDY, NOON + timedelta(days=1), None, 2.0),
    ],
)
def test_what_a_late_submission_loses(
    course: Course,
    settings: str,
    handed_in: datetime | None,
    extension: timedelta | None,
    taken: float | None,
) -> None:
    """The course's plug-in decides, after extensions; at most the points that there are."""
    course = with_settings(course, settings)
    with Book.opened(course, ASSIGNMENT):
        due(course)
    if extension is not None:
        write(course, entry(timestamp=NOON))
        due(course, extension=extension)

    write(course, entry(timestamp=handed_in))

    assert taken == penalty(course)


def test_a_penalty_goes_when_it_is_no_longer_due(course: Course) -> None:
    """An extension granted afterwards gives the points back at the next grading."""
    course = with_settings(course, ZERO)
    with Book.opened(course, ASSIGNMENT):
        due(course)
    late = entry(timestamp=NOON + timedelta(hours=1))
    write(course, late)
    assert 2.0 == penalty(course)
    due(course, extension=timedelta(days=1))

    write(course, late)

    assert penalty(course) is None


def test_a_time_that_is_known_is_kept_where_none_comes(course: Course) -> None:
    """As nbgrader: a submission without a time leaves the last one."""
    write(course, entry(timestamp=NOON))
    write(course, entry())

    with Gradebook(course.gradebook_url) as book:
        assert NOON == book.find_submission(ASSIGNMENT, "ana").timestamp


def test_all_of_a_learner_or_nothing(book: Book) -> None:
    """A fault in the last part of an entry leaves no student, no submission, no receipt."""
    broken = entry(receipt=receipt(notes=(object(),)))

    with pytest.raises(TypeError):
        book.write(broken)

    assert {} == book.receipts()
    assert set() == book.students()


def test_a_receipt_comes_back_as_it_was(book: Book) -> None:
    """Seeds of any size and sentences in any script."""
    given = receipt(troubled=True, notes=("Zelle fehlt – ergänzt.",), level=Level.C)
    book.write(entry(receipt=given))
    book.write(entry("ben"))

    assert {"ana": given, "ben": receipt()} == book.receipts()


def test_the_missing_indexes_are_there_once_and_are_used(course: Course) -> None:
    """Nbgrader's question for a grade finds it by an index on the notebook, not by reading all."""
    for _ in range(2):
        write(course, entry())

    with Gradebook(course.gradebook_url) as book:
        there = inspect(book.engine)
        for name, column in MISSING_INDEXES:
            found = [each["name"] for each in there.get_indexes(column.table.name)]
            assert 1 == found.count(name)
        plan = book.db.execute(
            text("EXPLAIN QUERY PLAN SELECT * FROM grade WHERE notebook_id = 'x'")
        )
        assert "leadlab_grade_notebook" in str(plan.all())


def test_the_file_is_left_as_nbgrader_made_it(course: Course) -> None:
    """In one piece, and without a write-ahead log."""
    write(course, entry())

    with sqlite3.connect(course.root / "gradebook.db") as connection:
        assert ("delete",) == connection.execute("PRAGMA journal_mode").fetchone()
    connection.close()
    assert ["gradebook.db"] == [each.name for each in course.root.glob("gradebook.db*")]


def test_a_locked_gradebook_is_named_and_nothing_is_half_written(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After waiting in vain the sentence says who is in the way and what to do."""
    monkeypatch.setattr(gradebook_sqlite, "WAIT_SECONDS", 0.05)
    with Book.opened(course, ASSIGNMENT) as book:
        other = sqlite3.connect(course.root / "gradebook.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(GradebookFault, match=r"locked.*close it there and run the same"):
            book.write(entry())
        other.execute("ROLLBACK")
        other.close()
        assert {} == book.receipts()
        book.write(entry())
        assert {"ana"} == set(book.receipts())


@pytest.mark.parametrize(
    ("pragma", "said"),
    [("query_only = ON", "readonly.*Make it"), ("max_page_count = 1", "full.*Make room")],
)
def test_a_gradebook_that_cannot_be_written_is_named(
    course: Course, pragma: str, said: str
) -> None:
    """Read-only or on a full disk: the database's word, the place, and what to do."""
    with Book.opened(course, ASSIGNMENT) as book:
        book.book.db.remove()
        book.book.engine.dispose()
        event.listen(book.book.engine, "connect", lambda raw, _: raw.execute(f"PRAGMA {pragma}"))
        with pytest.raises(GradebookFault, match=said):
            any(book.write(entry(f"s{number}")) is None for number in range(200))


def test_a_rule_for_lateness_that_breaks_is_named(course: Course) -> None:
    """The course's own code may be wrong; the learner's old marks stay."""
    broken = GREEDY.replace("return total_seconds_late", "raise ValueError('no rule')")
    course = with_settings(course, broken)
    with Book.opened(course, ASSIGNMENT) as book:
        due(course)
    with (
        Book.opened(course, ASSIGNMENT) as book,
        pytest.raises(Exception, match="late submissions broke: ValueError: no rule"),
    ):
        book.write(entry(timestamp=NOON + timedelta(hours=1)))
