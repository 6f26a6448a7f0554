"""Debt harbour: what must be answered, what is kept, and the four steps of its debrief."""

from __future__ import annotations

import pytest

from leadlab.logbook import Logbook
from leadlab.views.explorers import explorer
from leadlab.views.explorers.debt_harbour import DebtHarbour, flown_before, to_choices


@pytest.fixture(name="book")
def _book(tmp_path):
    return Logbook(tmp_path / "logbook.sqlite")


def begin(board: DebtHarbour) -> DebtHarbour:
    """The first page of a quarter."""
    board.answers["share_20"].click()
    return board


def fly(board: DebtHarbour, **values) -> None:
    """One quarter with the first answer."""
    board.answer.value = board.answer.options[1][1]
    board.low.value, board.high.value = values.pop("expected", (60, 80))
    for name, value in values.items():
        getattr(board, name).value = value
    board.fly.click()


def text_of(board) -> str:
    """All HTML that is on the board."""
    return "".join(getattr(each, "value", "") for each in board.children if _is_html(each))


def _is_html(widget) -> bool:
    return type(widget).__name__ == "HTML"


def landed(board: DebtHarbour) -> DebtHarbour:
    """The whole flight and its drawing."""
    for _ in range(6):
        fly(board)
    for number, each in enumerate(board.drawing.points):
        each.value = 2 * number
    board.drawing.show_driver.click()
    return board


def test_an_answer_and_a_range_are_asked_for_before_a_quarter_is_flown():
    """Rules that are called mandatory are enforced, each named."""
    board = begin(DebtHarbour(seed=3))
    board.fly.click()
    assert "choose an answer" in board.notice.value
    assert "set a range of 1 to 50 items" in board.notice.value

    board.answer.value = board.answer.options[1][1]
    board.low.value, board.high.value = 10, 140
    board.fly.click()

    assert "choose an answer" not in board.notice.value
    assert "set a range" in board.notice.value
    assert () == board.flight.legs


def test_a_quarter_is_told_with_the_next_question():
    """After a quarter stand its report, five dials, and another event."""
    board = begin(DebtHarbour(seed=3))
    first = board.flight.event.title
    fly(board, debt=20)

    shown = text_of(board)
    assert "Quarter 1: " in shown
    assert "Five dials, and no sum of them" in shown
    assert board.flight.event.title in shown
    assert first != board.flight.event.title
    assert 0.2 == board.flight.legs[0].debt
    assert 20 == board.debt.value


def test_the_debrief_has_four_steps_in_order():
    """What happened, why, what you believed, what next; and the driver beside the drawing."""
    board = landed(begin(DebtHarbour(seed=3)))

    shown = text_of(board)
    steps = ["1. What happened", "2. Why", "3. What you believed", "4. What next"]
    places = [shown.index(step) for step in steps]
    assert sorted(places) == places
    assert "the driver was flat" in shown
    assert "You drew 0 to 10" in shown
    assert "About a fifth" in shown


def test_the_driver_is_not_shown_before_it_was_drawn():
    """The reveal comes after the drawing, and the page of the drawing does not give it away."""
    board = begin(DebtHarbour(seed=3))
    for _ in range(6):
        fly(board)

    assert "flat" not in text_of(board)
    before = board.drawing.image.value
    board.drawing.points[2].value = 9
    assert before != board.drawing.image.value


def test_one_change_is_flown_again_beside_what_was_flown():
    """A change adds its row; the worlds answer with every way to repay."""
    board = landed(begin(DebtHarbour(seed=3)))
    board.change.value = "share_20"
    board.replay.click()
    board.many.click()

    assert "as you flew" in board.replays.value
    assert "20 % for debt in every quarter" in board.replays.value
    assert "adaptive" in board.worlds.value
    assert "(best fixed)" in board.worlds.value


def test_the_same_seed_begins_alike_and_another_does_not():
    """A replay meets the same events; the next flight meets others."""
    board = landed(begin(DebtHarbour(seed=3)))
    events = [each.id for each in board.flight.events]
    board.again.click()
    assert events == [each.id for each in board.flight.events]
    assert () == board.flight.legs

    board = landed(board)
    board.other.click()
    assert 3 != board.flight.seed


def test_legs_survive_a_new_kernel(book):
    """A flight goes on from the logbook where it was left, with the same past."""
    board = begin(explorer("debt_harbour", book=book))
    fly(board, debt=25, review="two", batch=5, open_weeks=2)
    fly(board, debt=5)

    later = explorer("debt_harbour", book=book)

    assert board.flight.legs == later.flight.legs
    assert board.flight.facts == later.flight.facts
    assert "share_20" == later.first
    landed_later = later
    for _ in range(4):
        fly(landed_later)
    assert not book.open_playthrough("debt_harbour").finished
    landed_later.drawing.show_driver.click()
    assert book.open_playthrough("debt_harbour") is None
    assert "share_20" == book.prediction("explore.debt_harbour").value["choice"]


def test_a_finished_flight_opens_on_its_debrief(book):
    """After a restart the four steps stand there again, and the next flight is a new one."""
    board = landed(begin(explorer("debt_harbour", book=book)))

    later = explorer("debt_harbour", book=book)

    assert text_of(board) == text_of(later)
    assert "4. What next" in text_of(later)
    assert board.drawn == later.drawn
    later.again.click()
    fly(later)
    assert 2 == len(book.playthroughs("debt_harbour"))
    assert 1 == len(explorer("debt_harbour", book=book).flight.legs)


def test_a_flight_begun_anew_hides_the_last_debrief(book):
    """Who asked for another flight is not shown the old one."""
    landed(begin(explorer("debt_harbour", book=book))).other.click()

    assert "Predict first" in text_of(explorer("debt_harbour", book=book))


def test_a_drawing_that_cannot_be_read_is_left_in_the_logbook(book):
    """A finished flight of another version stays where it is; a new one begins."""
    landed(begin(explorer("debt_harbour", book=book)))
    (kept,) = book.playthroughs("debt_harbour")
    book.save_playthrough(kept.id, choices=kept.choices, forecasts={"driver": "?"}, finished=True)

    assert "Predict first" in text_of(explorer("debt_harbour", book=book))
    assert book.playthrough(kept.id).finished


def test_legs_that_cannot_be_read_are_left_in_the_logbook(book):
    """A stored leg of another version is put aside, and a new flight begins."""
    kept = book.start_playthrough("debt_harbour", seed=3)
    book.save_playthrough(kept.id, choices=[["nonsense"]], forecasts={})

    board = explorer("debt_harbour", book=book)

    assert () == board.flight.legs
    assert book.open_playthrough("debt_harbour") is None


def test_legs_are_read_back_as_they_were_written():
    """Round trip of the logbook's form."""
    board = begin(DebtHarbour(seed=3))
    fly(board, debt=35, review="none", batch=12, open_weeks=13)

    assert list(board.flight.legs) == flown_before(to_choices(board.flight))
