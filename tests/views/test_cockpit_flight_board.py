"""The cockpit on its pages: what must be set, what is hidden until it is drawn, what is kept."""

from __future__ import annotations

import pytest

from leadlab.logbook import Logbook
from leadlab.views.cockpit.flight import CockpitBoard, to_choices, turns_before
from leadlab.views.explorers import explorer


@pytest.fixture(name="book")
def _book(tmp_path):
    return Logbook(tmp_path / "logbook.sqlite")


def begin(board: CockpitBoard) -> CockpitBoard:
    """The page of the first turn."""
    board.answers["limit"].click()
    return board


def fly(board: CockpitBoard, weeks: int = 8, **values) -> None:
    """One turn."""
    if not board.flight.turns:
        board.told.value = values.pop("told", "usual")
    board.weeks.value = weeks
    board.low.value, board.high.value = values.pop("expected", (20, 50))
    for name, value in values.items():
        getattr(board, name).value = value
    board.fly.click()


def text_of(board) -> str:
    """All HTML that is on the board."""
    return "".join(each.value for each in board.children if type(each).__name__ == "HTML")


def landed(board: CockpitBoard) -> CockpitBoard:
    """The whole flight and its drawing."""
    for weeks in (8, 8, 8, 2):
        fly(board, weeks, expected=(5, 45))
    for number, each in enumerate(board.drawing.points):
        each.value = 3 * number
    board.drawing.show_driver.click()
    return board


def test_what_is_missing_is_named_and_nothing_is_flown():
    """Rules for notices and a range are asked for; no week may be left over."""
    board = begin(CockpitBoard(seed=3))
    board.fly.click()
    assert "say who is told of what" in board.notice.value
    assert "set a range of 1 to 40 items" in board.notice.value
    for weeks in (8, 8, 5):
        fly(board, weeks)
    fly(board, 4)

    assert "one week would be left over" in board.notice.value
    assert 21 == board.flight.flown


def test_notices_are_chosen_once():
    """The second turn does not ask for them again."""
    board = begin(CockpitBoard(seed=3))
    assert board.told in board.children
    fly(board, told="waiting")

    assert "waiting" == board.flight.notices
    assert board.told not in board.children


def test_the_levers_of_the_page_are_those_of_the_turn():
    """Each slider reaches the turn, and the next page begins with what was set."""
    board = begin(CockpitBoard(seed=3))
    fly(board, 5, limit=9, batch=2, review="two", tests=12)
    turn = board.flight.turns[0]

    assert (5, 9, 2, "two", 0.12) == (
        turn.weeks, turn.wip_limit, turn.batch_size, turn.review, turn.tests
    )  # fmt: skip
    assert (9, 2, "two", 12) == (
        board.limit.value, board.batch.value, board.review.value, board.tests.value
    )  # fmt: skip


@pytest.mark.parametrize("seed", [3, 4, 5])
def test_the_driver_is_not_shown_before_it_is_drawn(seed):
    """No page of the flight says what the driver did; the drawing moves with its sliders."""
    board = begin(CockpitBoard(seed=seed))
    for weeks in (8, 8, 8, 2):
        fly(board, weeks)
        assert "what it was" not in text_of(board)
    before = board.drawing.image.value
    board.drawing.points[2].value = 9

    assert before != board.drawing.image.value
    assert board.flight.driver.title in text_of(board)


def test_the_debrief_has_four_steps_and_the_distance_of_the_drawing():
    """What happened, why, what you believed with the drawing over the truth, what next."""
    board = landed(begin(CockpitBoard(seed=3)))
    shown = text_of(board)
    steps = ["1. What happened", "2. Why", "3. What you believed", "4. What next"]
    places = [shown.index(step) for step in steps]

    assert sorted(places) == places
    assert "and were off by" in shown
    assert "A flat line at its first value is off by" in shown
    assert "At most six items in progress" in shown
    assert "Your drawing was off by" in board.spoken


def test_one_change_is_flown_beside_what_was_flown():
    """A change adds its row."""
    board = landed(begin(CockpitBoard(seed=3)))
    board.change.value = "wip_6"
    board.replay.click()

    assert "as you flew" in board.replays.value
    assert "at most 6 items in progress throughout" in board.replays.value


def test_turns_survive_a_new_kernel(book):
    """A flight goes on from the logbook where it was left, notices and drawing with it."""
    board = begin(explorer("cockpit_flight", book=book))
    fly(board, 6, told="everybody", limit=9, review="two", tests=10)
    fly(board, 4, batch=7)

    later = explorer("cockpit_flight", book=book)
    assert board.flight.turns == later.flight.turns
    assert "everybody" == later.flight.notices
    assert [each.finished for each in board.flight.facts] == [
        each.finished for each in later.flight.facts
    ]
    for weeks in (8, 8):
        fly(later, weeks)
    later.drawing.show_driver.click()

    assert "4. What next" in text_of(explorer("cockpit_flight", book=book))
    assert turns_before(to_choices(later.flight)) == list(later.flight.turns)


def test_another_flight_begins_on_another_seed():
    """The same seed again begins with the first turn; another has other luck."""
    board = landed(begin(CockpitBoard(seed=3)))
    board.again.click()
    assert (3, ()) == (board.flight.seed, board.flight.turns)
    board = landed(board)
    board.other.click()

    assert () == board.flight.turns
