"""What was handed in is taken as files of strangers, whatever happens between two looks."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest
from plain_course import ASSIGNMENT, CONFIG, PATH, folder_of, hand_in, new_course

from leadlab.grading.course import Course
from leadlab.grading.intake import HandedIn, Refused, regular, submissions
from leadlab.grading.reading import Unreadable


@pytest.fixture(name="course")
def _course(tmp_path: Path) -> Course:
    return new_course(tmp_path / "course")


def taken(course: Course, students: str = "*") -> list[HandedIn | Refused]:
    """All that was handed in."""
    return list(submissions(course, ASSIGNMENT, students))


def test_a_file_that_became_a_link_meanwhile_is_not_followed(tmp_path: Path) -> None:
    """Whoever puts a link in place after the folder was listed gains nothing."""
    (tmp_path / "marks").write_text("secret")
    (tmp_path / "p1.ipynb").symlink_to("marks")

    with pytest.raises(OSError, match="symbolic links"):
        regular(tmp_path / "p1.ipynb", 100)


def test_a_file_that_became_a_pipe_meanwhile_is_not_waited_for(tmp_path: Path) -> None:
    """Opening a pipe that nobody writes to would hang for ever."""
    os.mkfifo(tmp_path / "p1.ipynb")

    with pytest.raises(Unreadable, match="is a pipe, not a file"):
        regular(tmp_path / "p1.ipynb", 100)


def test_a_file_that_grows_is_read_no_further_than_allowed(tmp_path: Path) -> None:
    """The limit holds for what is read, not for what was listed."""
    (tmp_path / "a").write_bytes(b"x" * 100)

    assert b"x" * 100 == regular(tmp_path / "a", 100)
    with pytest.raises(Unreadable, match="more than"):
        regular(tmp_path / "a", 99)


def test_files_in_folders_come_along_and_what_is_ignored_does_not(course: Course) -> None:
    """Names are relative to the folder; nothing but files is handed on."""
    folder = hand_in(course, "ana")
    for name in ("data/deep/a.csv", "__pycache__/b.pyc", ".ipynb_checkpoints/p1.ipynb"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("1")

    (ana,) = taken(course)

    assert isinstance(ana, HandedIn)
    assert {"data/deep/a.csv": str(folder / "data/deep/a.csv")} == dict(ana.files)
    assert () == ana.notes


def test_students_come_in_order_and_by_pattern(course: Course) -> None:
    """As `nbgrader autograde --student`; who handed in something else is not there."""
    for student in ("ben", "ana", "bea"):
        hand_in(course, student)
    (course.root / "submitted" / "cleo" / "ps2").mkdir(parents=True)

    assert ["ana", "bea", "ben"] == [each.student for each in taken(course)]
    assert ["bea", "ben"] == [each.student for each in taken(course, "b*")]


def test_the_time_is_kept_as_nbgrader_keeps_it(course: Course) -> None:
    """In UTC, from the file that the exchange writes; none is no fault."""
    hand_in(course, "ana")
    (hand_in(course, "ben") / "timestamp.txt").write_text("2026-03-01 17:00:00.000000 UTC\n")
    (hand_in(course, "cleo") / "timestamp.txt").write_text("\n")

    times = [each.timestamp for each in taken(course) if isinstance(each, HandedIn)]

    assert [None, datetime(2026, 3, 1, 17), None] == times  # noqa: DTZ001 - nbgrader's are naive


def test_the_courses_own_limits_are_heard(course: Course) -> None:
    """`CourseDirectory.max_file_size` is in kilobytes."""
    hand_in(course, "ana")
    (course.root / "nbgrader_config.py").write_text(CONFIG + "c.CourseDirectory.max_file_size = 1")

    (ana,) = taken(Course.read(course.root))

    assert isinstance(ana, Refused)
    assert "more than 0.001 MB" in ana.learner


def test_a_missing_notebook_of_several_costs_its_own_points_only(course: Course) -> None:
    """As nbgrader: the others are graded."""
    source = course.root / "source" / ASSIGNMENT
    (source / "p2.ipynb").write_bytes((source / PATH).read_bytes())
    hand_in(course, "ana")

    (ana,) = taken(course)

    assert isinstance(ana, HandedIn)
    assert (("p2",), ["p1"]) == (ana.missing, list(ana.notebooks))
    assert "p2.ipynb was not handed in: 0 points for it." in ana.notes


def test_a_folder_that_cannot_be_read_is_told_of(course: Course) -> None:
    """A file in the place of a folder is refused by name; the others go on."""
    hand_in(course, "ana")
    folder_of(course, "ben").parent.mkdir(parents=True)
    folder_of(course, "ben").symlink_to("/nowhere")

    assert [HandedIn, Refused] == [type(each) for each in taken(course)]
