"""Boards on one page: counts add up, days do not, and a reversal is found where there is one."""

from __future__ import annotations

import math

import pytest

from leadlab.models import boards
from leadlab.models.boards import Item, Move, UnusableBoard, board_from_moves
from leadlab.simulation.three_boards import TEAMS, three_boards

LANES = ("To do", "Doing", "Done")


def board_of(name: str, *cycles: tuple[float, float]) -> boards.WorkBoard:
    """A board whose items were done on a day after so many days each."""
    moves, items = [], []
    for n, (end, took) in enumerate(cycles):
        items.append(Item(id=f"{name}{n}"))
        moves += [
            Move(item=f"{name}{n}", to="Doing", day=end - took),
            Move(item=f"{name}{n}", to="Done", day=end),
        ]
    return board_from_moves(LANES, items, moves, name=name, day=100)


def test_counts_of_the_last_line_are_sums():
    """Items, in progress, finished and late of all boards are the sums over the boards."""
    *parts, whole = boards.roll_up(three_boards())

    for name in ("items", "in_progress", "finished", "late"):
        assert sum(getattr(each, name) for each in parts) == getattr(whole, name)
    assert max(each.oldest_days for each in parts) == whole.oldest_days
    assert sum(team.open for team in TEAMS) == whole.in_progress


@pytest.mark.parametrize("measure", boards.MEASURES)
@pytest.mark.parametrize("day", [40, 91, 150])
def test_the_whole_lies_between_its_boards(measure, day):
    """A value of all items is never beyond those of the boards that they lie on."""
    *parts, whole = boards.compare_periods(three_boards(), day=day, measure=measure)
    for side in ("before", "after"):
        values = [getattr(each, side).value for each in parts]

        assert min(values) <= getattr(whole, side).value <= max(values)
        assert sum(getattr(each, side).count for each in parts) == getattr(whole, side).count


def test_means_are_those_that_were_set():
    """The course's boards: every team quicker, the whole slower, by a weighted sum made by hand."""
    *parts, whole = changes = boards.compare_periods(three_boards(), day=91)

    for team, change in zip(TEAMS, parts, strict=True):
        assert team.days == pytest.approx((change.before.value, change.after.value))
    for half, period in enumerate((whole.before, whole.after)):
        count = sum(team.finished[half] for team in TEAMS)
        total = sum(team.finished[half] * team.days[half] for team in TEAMS)
        assert total / count == pytest.approx(period.value)
    assert boards.turns_round(changes)


def test_days_that_were_kept_say_the_same_as_the_boards():
    """Asking once and comparing often is comparing."""
    made = three_boards()

    assert boards.compare_periods(made, day=91) == boards.compare_periods(
        boards.finished_days(made), day=91
    )


def test_without_a_shift_of_work_nothing_turns_round():
    """The same counts on both sides: where every board is quicker, so is the whole."""
    one = board_of("a", (10, 4), (20, 6), (60, 3), (70, 4))
    two = board_of("b", (10, 20), (20, 18), (60, 15), (70, 16))
    changes = boards.compare_periods([one, two], day=50)

    assert changes[-1].by < 0
    assert not boards.turns_round(changes)
    assert not boards.turns_round(boards.compare_periods([one], day=50))


def test_a_board_without_items_on_one_side_has_no_value_there():
    """Nothing finished is no number, and turns nothing round."""
    changes = boards.compare_periods(
        [board_of("a", (60, 3)), board_of("b", (10, 4), (70, 2))], day=50
    )

    assert math.isnan(changes[0].before.value)
    assert (1, 3.0) == (changes[0].after.count, changes[0].after.value)
    assert not boards.turns_round(changes)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: boards.roll_up([]), "Give one board or more"),
        (lambda: boards.roll_up([board_of("a"), board_of("a")]), "a name of its own"),
        (
            lambda: boards.compare_periods([board_of("a")], day=1, measure="median"),
            "expected one of mean, p50, p85",
        ),
    ],
)
def test_what_cannot_be_is_one_sentence(make, said):
    """No boards, equal names and unknown measures are told."""
    with pytest.raises(UnusableBoard, match=said):
        make()
