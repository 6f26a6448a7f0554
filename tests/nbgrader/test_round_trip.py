"""From source to feedback with the real commands: what each kind of learner gets."""

from __future__ import annotations

import html
import re

import pytest
from people import BLANK, COPYING, CRASHING, HALF, KILLING, RIGHT, Graded
from real_course import ASSIGNMENT, SOURCE, by_hand, read, secrets

GRADED = (RIGHT, HALF, BLANK, CRASHING, COPYING)


def text_of(page: str) -> str:
    """What a person reads on a page."""
    return html.unescape(re.sub(r"<[^>]+>", "", page))


def test_the_solutions_for_ones_own_numbers_earn_every_point(graded: Graded) -> None:
    """A learner who answers as the author does, under a name of their own, gets full points."""
    points = graded.course.points(RIGHT)

    assert dict(graded.maximum) == {cell: points[cell] for cell in graded.maximum}


def test_half_the_answers_earn_their_half(graded: Graded) -> None:
    """A task that is answered earns its points, one that is not earns none."""
    expected = {cell: graded.maximum[cell] * graded.solved[cell] for cell in graded.maximum}
    points = graded.course.points(HALF)

    assert expected == {cell: points[cell] for cell in graded.maximum}


def test_an_untouched_notebook_earns_nothing(graded: Graded) -> None:
    """Every task is "not attempted" and worth 0, also if its test was deleted or tagged away."""
    points = graded.course.points(BLANK)
    printed = graded.course.printed(BLANK)

    assert {0.0} == {points[cell] for cell in graded.maximum}
    assert set() == {cell for cell in graded.maximum if "not attempted" not in printed[cell]}


def test_a_crash_costs_its_own_task_alone(graded: Graded) -> None:
    """A cell that raises, one that loops and a function that fails leave the others alone."""
    points = graded.course.points(CRASHING)
    others = set(graded.maximum) - graded.crashed

    assert {cell: graded.maximum[cell] for cell in others} == {
        cell: points[cell] for cell in others
    }
    assert set() == {cell for cell in graded.crashed if points[cell] == graded.maximum[cell]}


def test_answers_to_a_classmates_numbers_are_named_as_such(graded: Graded) -> None:
    """Numbers that fit ana's instance earn eve little, and the outcome says whose they are."""
    points = graded.course.points(COPYING)
    printed = graded.course.printed(COPYING)
    flagged = {cell for cell, text in printed.items() if f"fits the numbers of '{RIGHT}'" in text}

    assert len(flagged) >= 5
    assert set() == {cell for cell in flagged if points[cell] == graded.maximum[cell]}


def test_a_killed_kernel_fails_one_submission_by_name(graded: Graded) -> None:
    """The log says whose submission could not be graded, and grades everybody else's."""
    assert f"'{ASSIGNMENT}' for student '{KILLING}'" in graded.said
    for person in GRADED:
        assert f"for student '{person}'" not in graded.said


def test_the_note_waits_for_a_person(graded: Graded) -> None:
    """What is marked by a rubric has no points by tests, and stands in the list of what waits."""
    cells = set(by_hand(read(SOURCE)))

    assert cells
    for person in (RIGHT, COPYING):
        assert cells == graded.course.waiting(person) & cells
        assert {None} == {graded.course.points(person)[cell] for cell in cells}


@pytest.mark.parametrize("person", GRADED)
def test_the_feedback_shows_what_the_checks_said(graded: Graded, person: str) -> None:
    """Each learner's page exists and holds the printed outcome of each task."""
    seen = " ".join(text_of(graded.course.feedback(person)).split())

    for cell, printed in graded.course.printed(person).items():
        if cell in graded.maximum:
            assert " ".join(printed.split()) in seen, cell


@pytest.mark.parametrize("person", GRADED)
def test_the_feedback_shows_no_hidden_test(graded: Graded, person: str) -> None:
    """Neither a hidden test nor a key is on the page, in a cell or in an error message."""
    seen = " ".join(text_of(graded.course.feedback(person)).split())
    own = "".join(
        cell.source for cell in read(graded.course.work(person) / ASSIGNMENT / SOURCE.name).cells
    )

    for line in secrets(read(SOURCE), "HIDDEN TESTS"):
        assert line in own or " ".join(line.split()) not in seen, line
    assert "BEGIN HIDDEN TESTS" not in seen


def test_the_feedback_reaches_the_learner(graded: Graded) -> None:
    """`fetch_feedback` brings the page into the learner's folder."""
    pages = list((graded.course.work(RIGHT) / ASSIGNMENT / "feedback").rglob("*.html"))

    assert 1 == len(pages)
    assert pages[0].read_text(encoding="utf-8") == graded.course.feedback(RIGHT)
