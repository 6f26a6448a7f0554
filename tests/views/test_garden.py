"""The garden: what must be given, what is kept, and the four steps of its debrief."""

from __future__ import annotations

import re

import pytest

from leadlab.logbook import Logbook
from leadlab.simulation.garden_flight import FORECAST
from leadlab.views.explorers import explorer
from leadlab.views.explorers.garden import GardenBoard, led_before, to_choices


@pytest.fixture(name="book")
def _book(tmp_path):
    return Logbook(tmp_path / "logbook.sqlite")


def begin(board: GardenBoard) -> GardenBoard:
    """The first month, after the prediction and the two ranges."""
    board.answers["spread"].click()
    for name, ends in zip(FORECAST, ((130, 150), (12, 14)), strict=True):
        for slider, value in zip(board.ends[name], ends, strict=True):
            slider.value = value
    board.commit.click()
    return board


def lead(board: GardenBoard, **changes) -> None:
    """One month, with some lists changed: `Rui={"area": "app"}`."""
    for name, values in changes.items():
        for field, value in values.items():
            board.fields[name][field].value = value
    board.grow.click()


def over(board: GardenBoard) -> GardenBoard:
    """The whole flight."""
    lead(board, Kirsty={"area": "app", "guide": "Leila", "level": 3})
    for _ in range(8):
        lead(board, Rui={"feedback": "task_asked"})
    return board


def text_of(board) -> str:
    """All HTML that is on the board."""
    return "".join(each.value for each in board.children if type(each).__name__ == "HTML")


def test_two_ranges_are_asked_for_before_the_first_month():
    """A range without a width is refused, on the page and aloud."""
    board = GardenBoard(seed=3)
    board.answers["spread"].click()
    board.ends["output"][1].value = 140
    board.commit.click()

    assert "each range needs a low end below its high end" in board.notice.value
    assert board.flight.ranges is None


def test_every_list_has_a_name_of_its_own_for_a_screen_reader():
    """Twenty-four lists, and no two that are called alike."""
    board = begin(GardenBoard(seed=3))
    names = [
        rule["put"]["aria-label"]
        for rule in board.access.rules
        if rule["on"] == "select" and "aria-label" in rule["put"]
    ]
    assert 24 == len(names) == len(set(names))


def test_a_month_is_told_with_the_next_form():
    """After a month stand its report, five dials, the people, and the form as it was left."""
    board = begin(GardenBoard(seed=3))
    lead(board, Kirsty={"area": "app", "guide": "Leila", "level": 3, "feedback": "task"})

    shown = text_of(board)
    assert "Month 1: " in shown
    assert "Five dials, and no sum of them" in shown
    assert "after the end" in shown
    assert board.flight.surge in shown
    assert "app" == board.fields["Kirsty"]["area"].value
    assert "Leila" == board.fields["Kirsty"]["guide"].value
    assert 3 == board.fields["Kirsty"]["level"].value
    assert "none" == board.fields["Kirsty"]["feedback"].value


def test_a_month_that_cannot_be_is_not_led():
    """Three learners of one guide are refused, and the form stays."""
    board = begin(GardenBoard(seed=3))
    lead(board, **{name: {"guide": "Leila"} for name in ("Rui", "Goran", "Kirsty")})

    assert "Leila would guide 3 people" in board.notice.value
    assert () == board.flight.months
    assert "Leila" == board.fields["Rui"]["guide"].value


def test_the_debrief_has_four_steps_in_order():
    """What happened, why, what you believed, what next; luck stands apart."""
    board = over(begin(GardenBoard(seed=3)))

    shown = text_of(board)
    steps = ["1. What happened", "2. Why", "3. What you believed", "4. What next"]
    places = [shown.index(step) for step in steps]
    assert sorted(places) == places
    assert "luck of this flight" in shown
    assert re.search(r"[0-8] of [1-8] made the month worse", shown)
    assert "If one person left at the end" in shown
    assert "130 to 150" in shown
    assert "Spread: everybody gets every area in turn" in shown


def test_each_figure_has_its_numbers_as_a_table():
    """A picture without its numbers would leave somebody out."""
    board = over(begin(GardenBoard(seed=3)))
    shown = text_of(board)
    assert shown.count('<svg role="img"') == shown.count("The same as a table") == 1


def test_other_ways_and_worlds_are_shown_on_request():
    """Three ways on the same luck beside what was led; the same over drawn worlds."""
    board = over(begin(GardenBoard(seed=3)))
    board.otherwise.click()
    board.many.click()

    for name in ("as you flew", "all to the strongest", "spread", "pair and delegate"):
        assert name in board.ways.value
    assert "No way is best at everything" in board.worlds.value


def test_an_assumption_that_is_changed_changes_the_flight():
    """The panel lists every coefficient, and the same months come out otherwise."""
    board = over(begin(GardenBoard(seed=3)))
    board.model.button.click()
    board.model.pick.value = "items_week"
    board.model.value.value = 1.2

    assert "with these assumptions" in board.assumed.value
    assert "Kluger and DeNisi" in board.model.table.value


def test_the_same_seed_begins_alike_and_another_does_not():
    """A replay meets the same surges; the next flight others."""
    board = over(begin(GardenBoard(seed=3)))
    surges = board.flight.surges
    board.again.click()
    assert surges == board.flight.surges
    assert board.flight.ranges is None

    board = over(begin_again(board))
    board.other.click()
    assert 3 != board.flight.seed


def begin_again(board: GardenBoard) -> GardenBoard:
    """The ranges of a flight that was begun anew; its question was answered before."""
    for name, ends in zip(FORECAST, ((130, 150), (12, 14)), strict=True):
        for slider, value in zip(board.ends[name], ends, strict=True):
            slider.value = value
    board.commit.click()
    return board


def test_months_survive_a_new_kernel(book):
    """A flight goes on from the logbook where it was left, with the same past."""
    board = begin(explorer("garden", book=book))
    lead(board, Rui={"area": "app", "guide": "Leila", "level": 2, "feedback": "task"})
    lead(board, Rui={"guide": ""})

    later = explorer("garden", book=book)

    assert board.flight.months == later.flight.months
    assert board.flight.facts == later.flight.facts
    assert board.flight.ranges == later.flight.ranges
    assert "spread" == later.first
    for _ in range(7):
        assert not book.open_playthrough("garden").finished
        lead(later)
    assert book.open_playthrough("garden") is None
    assert text_of(later) == text_of(explorer("garden", book=book))
    assert "spread" == book.prediction("explore.garden").value["choice"]


def test_months_that_cannot_be_read_are_left_in_the_logbook(book):
    """A stored month of another version is put aside, and a new flight begins."""
    kept = book.start_playthrough("garden", seed=3)
    book.save_playthrough(kept.id, choices=[["nonsense"]], forecasts={})

    board = explorer("garden", book=book)

    assert "Predict first" in text_of(board)
    assert book.open_playthrough("garden") is None


def test_months_are_read_back_as_they_were_written():
    """Round trip of the logbook's form."""
    board = begin(GardenBoard(seed=3))
    lead(board, Rui={"area": "app", "guide": "Leila", "level": 2, "feedback": "person_asked"})

    ranges, months = led_before(to_choices(board.flight))
    assert dict(board.flight.ranges) == ranges
    assert list(board.flight.months) == months


def test_without_widgets_a_sentence_stands_there():
    """A page that is only read says where the flight stands."""
    board = begin(GardenBoard(seed=3))
    lead(board)
    assert "1 of 9 months led" in board.fallback_html()
