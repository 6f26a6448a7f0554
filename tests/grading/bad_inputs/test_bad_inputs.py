"""Whatever one learner hands in: a sentence, nothing deleted, the others graded, a rerun whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import INPUTS, KEPT_BACK, BadInput
from plain_course import ADD, ASSIGNMENT, NOTEBOOK, RIGHT, folder_of, hand_in, new_course

from leadlab.grading import assignment, rebuild
from leadlab.grading.course import Course
from leadlab.grading.intake import HandedIn, Refused, submissions

GOOD = ("bea", "nils")
PLACES = {"first": "aron", "middle": "mia", "last": "zoe"}
ASKED = {*range(1, 29)}
"""Those that are seen in a folder before anything runs; 29 is that of archives."""


@pytest.fixture(scope="module", name="plain")
def _plain(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course with two learners who handed in right answers, and a file of its own."""
    course = new_course(tmp_path_factory.mktemp("bad") / "course")
    (course.root / KEPT_BACK).write_text("the marks of all")
    for student in GOOD:
        hand_in(course, student)
    return course


@pytest.fixture(name="course")
def _course(plain: Course) -> Iterator[Course]:
    """The same course, cleared of the odd ones afterwards."""
    yield plain
    for path in (plain.root / "submitted").iterdir():
        if path.name not in GOOD:
            path.unlink() if path.is_symlink() else shutil.rmtree(path)


def tree(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Everything below a folder, with mode, size and time of change."""
    found = {}
    for place, folders, files in os.walk(folder):
        for name in (*folders, *files):
            status = (Path(place) / name).lstat()
            found[str(Path(place) / name)] = (status.st_mode, status.st_size, status.st_mtime_ns)
    return found


def test_the_list_is_whole() -> None:
    """Each kind of bad input that intake can see has at least one builder."""
    assert ASKED == {each.number for each in INPUTS}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("bad", INPUTS, ids=str)
def test_one_bad_input_among_good_ones(course: Course, bad: BadInput, place: str) -> None:
    """A clear sentence for one; the others as if nothing were; nothing changed on the disk."""
    odd = bad.build(course, PLACES[place]) or PLACES[place]
    before = tree(course.root)
    released = assignment.load(course, ASSIGNMENT)

    found = list(submissions(course, ASSIGNMENT))

    by_id = {each.student: each for each in found if isinstance(each, HandedIn)}
    assert before == tree(course.root)
    assert 3 == len(found)
    for student in GOOD:
        cells = rebuild.rebuild(released, by_id[student])[0].cells
        assert RIGHT[ADD] in [cell.source for cell in cells]
        assert () == by_id[student].notes
    if bad.refused:
        (refused,) = [each for each in found if isinstance(each, Refused)]
        assert bad.said in refused.learner
        assert bad.said in refused.instructor
        assert refused.instructor.isprintable()
        assert "/" not in refused.learner  # no path of the instructor's machine
    else:
        handed_in = by_id[odd]
        written = handed_in.notebooks[NOTEBOOK]
        remarks = rebuild.remarks(released.notebooks[NOTEBOOK], written)
        cells = rebuild.rebuild(released, handed_in)[0].cells
        assert bad.said in " ".join((*handed_in.notes, *remarks))
        assert 9.0 == sum(cell.points or 0 for cell in cells)
        "".join(cell.source for cell in cells).encode("utf-8")


@pytest.mark.parametrize("bad", [each for each in INPUTS if each.refused], ids=str)
def test_a_rerun_takes_what_was_put_right(course: Course, bad: BadInput) -> None:
    """After the learner handed in again, the same command takes all."""
    odd = bad.build(course, "mia") or "mia"
    assert any(isinstance(each, Refused) for each in submissions(course, ASSIGNMENT))
    top = folder_of(course, odd).parent
    top.unlink() if top.is_symlink() else shutil.rmtree(top)
    hand_in(course, "mia")

    assert [HandedIn] * 3 == [type(each) for each in submissions(course, ASSIGNMENT)]
