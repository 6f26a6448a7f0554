"""A board: no item is ever lost, limits hold, and days are counted as they were."""

from __future__ import annotations

import random

import pytest

from leadlab.errors import UnknownName
from leadlab.models import boards
from leadlab.models.boards import Column, Item, Move

LANES = (
    Column(name="To do"),
    Column(name="Doing", means="working", limit=2),
    Column(name="Review", limit=3),
    Column(name="Done", means="done"),
)
NAMES = tuple(each.name for each in LANES)


def board_of(count: int) -> boards.WorkBoard:
    """A board with so many items in its first column."""
    return boards.work_board(LANES, [Item(id=f"i{n}", title=f"Item {n}") for n in range(count)])


def walked(seed: int, steps: int = 200) -> list[boards.WorkBoard]:
    """Boards along a random walk of moves, columns and limits, all sorts of places among them."""
    rng, board, found = random.Random(seed), board_of(9), []
    for step in range(steps):
        came = boards.move(
            board, f"i{rng.randrange(9)}", rng.choice(NAMES),
            place=rng.choice([None, 0, 1, 5, 99, -3]), day=board.day + rng.choice([0, 0, 1]),
        )  # fmt: skip
        board = came.board
        found.append(board)
        if step % 50 == 25:
            column = board.column("Review")
            limit = rng.choice([None, 1, 4])
            changed = Column(name="Review", means=column.means, limit=limit)
            board = boards.change_column(board, "Review", changed)
    return found


@pytest.mark.parametrize("seed", range(8))
def test_no_walk_loses_or_doubles_an_item(seed: int) -> None:
    """After every step each item lies in exactly one column."""
    for board in walked(seed):
        lying = [item for ids in board.places().values() for item in ids]

        assert sorted(f"i{n}" for n in range(9)) == sorted(lying)


@pytest.mark.parametrize("seed", range(8))
def test_no_move_brings_a_column_over_its_limit(seed: int) -> None:
    """A column that keeps its limit keeps it through any move."""
    before = board_of(9)
    for board in walked(seed):
        for column in board.columns:
            count = len(board.places()[column.name])
            room = column.limit is None or count <= column.limit
            assert room or count <= len(before.places()[column.name])
        before = board


@pytest.mark.parametrize("seed", range(4))
def test_the_bands_of_each_day_are_the_board_of_that_day(seed: int) -> None:
    """Counts by day agree with the replay of the moves up to the end of the day."""
    board = walked(seed)[-1]
    days, counts = boards.counts_by_day(board)

    for n, day in enumerate(days):
        places = board.as_of(float(day)).places()
        assert [len(places[name]) for name in NAMES] == counts[:, n].tolist()
    assert {9} == set(counts.sum(axis=0).tolist())


def test_a_full_column_takes_nothing_and_says_so() -> None:
    """The third item stays outside; the sentence names column, count, item and what to do."""
    board = board_of(3)
    for item in ("i0", "i1"):
        board = boards.move(board, item, "Doing").board
    came = boards.move(board, "i2", "Doing")

    assert (False, board) == (came.moved, came.board)
    assert came.sentence == (
        "Doing is full, 2 of 2: Item 2 stays in To do. "
        "Finish what is in Doing first, or raise the limit."
    )
    assert boards.move(board, "i0", "Doing", place=1).moved
    assert ("Doing is full, 2 of 2.",) == boards.limits_met(board)


def test_a_limit_lowered_below_what_lies_there_stands() -> None:
    """Nothing is thrown out, nothing comes in, and the board says by how much it is over."""
    board = board_of(3)
    for item in ("i0", "i1"):
        board = boards.move(board, item, "Doing").board
    board = boards.change_column(board, "Doing", Column(name="Doing", means="working", limit=1))

    assert ("i0", "i1") == board.places()["Doing"]
    assert not boards.move(board, "i2", "Doing").moved
    assert "1 more than agreed" in boards.limits_met(board)[0]
    assert 1 == next(lane for lane in boards.lanes(board) if lane.name == "Doing").over


def test_order_within_a_column_is_kept_and_can_be_changed() -> None:
    """Items lie in the order in which they came, unless they are put elsewhere."""
    board = board_of(3)
    assert ("i0", "i1", "i2") == board.places()["To do"]

    board = boards.move(board, "i2", "To do", place=0).board

    assert ("i2", "i0", "i1") == board.places()["To do"]


def test_cycle_time_depends_on_where_the_clock_starts() -> None:
    """One item, 2 days waiting, 3 working, 4 in review: 9, 7 or 4 days by three definitions."""
    board = board_of(1)
    for column, day in (("Doing", 2), ("Review", 5), ("Done", 9)):
        board = boards.move(board, "i0", column, day=day).board

    assert [9.0, 7.0, 4.0] == [
        boards.cycle_days(board, start=start).item() for start in ("To do", "Doing", "Review")
    ]
    assert [7.0] == boards.cycle_days(board).tolist()


def test_work_that_goes_back_is_open_again() -> None:
    """An item taken out of done has no cycle time until it returns; its clock never starts anew."""
    board = board_of(1)
    for column, day in (("Doing", 2), ("Done", 5), ("Doing", 6)):
        board = boards.move(board, "i0", column, day=day).board
    assert [] == boards.cycle_days(board).tolist()
    assert ("i0", 4.0) == boards.oldest(board)

    board = boards.move(board, "i0", "Done", day=10).board

    assert [8.0] == boards.cycle_days(board).tolist()


def test_an_item_is_late_when_it_is_older_than_most_that_were_done() -> None:
    """The 85th of 100 cycle times from 1 to 20 days is 17; with four done nothing is late."""
    moves = []
    for n in range(20):
        moves += [Move(item=f"i{n}", to="Doing", day=0), Move(item=f"i{n}", to="Done", day=n + 1)]
    items = [Item(id=f"i{n}") for n in range(20)]

    assert 17.0 == boards.late_after(boards.board_from_moves(NAMES, items, moves))
    assert float("inf") == boards.late_after(boards.board_from_moves(NAMES, items[:4], moves[:8]))


def test_a_column_goes_only_when_it_is_empty() -> None:
    """Items are in the way; without them the past of the column counts for the one before."""
    board = board_of(1)
    for column, day in (("Doing", 2), ("Review", 5)):
        board = boards.move(board, "i0", column, day=day).board
    refused = boards.remove_column(board, "Review")
    gone = boards.remove_column(boards.move(board, "i0", "Done", day=9).board, "Review").board

    assert "holds 1 item" in refused.sentence
    assert ["To do", "Doing", "Done"] == [each.name for each in gone.columns]
    assert [7.0] == boards.cycle_days(gone).tolist()
    assert "stays" in boards.remove_column(board, "Done").sentence


def test_a_renamed_column_keeps_its_past() -> None:
    """Cycle times are the same under the new name."""
    board = board_of(1)
    for column, day in (("Doing", 2), ("Done", 5)):
        board = boards.move(board, "i0", column, day=day).board
    renamed = boards.change_column(board, "Doing", Column(name="Building", means="working"))

    assert [3.0] == boards.cycle_days(renamed, start="Building").tolist()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: boards.work_board(["One"]), "2 to 12 columns"),
        (lambda: boards.work_board(["A", "a "]), "Two columns are called"),
        (lambda: boards.work_board([Column(name="A"), Column(name="B")]), "No column means done"),
        (lambda: Column(name="A", limit=0), "whole number from 1 up"),
        (lambda: Column(name="A", limit=True), "whole number from 1 up"),
        (lambda: Column(name=" "), "1 to 60 characters"),
        (lambda: Column(name="A", means="busy"), "expected one of waiting, working, done"),
        (lambda: boards.work_board(NAMES, [Item(id="a"), Item(id="a")]), "stands there twice"),
        (lambda: boards.move(board_of(1), "i0", "Doing", day=-1), "is past"),
        (lambda: boards.board_from_moves(NAMES, [Item(id="a")], []), "give it a move"),
        (
            lambda: boards.board_from_moves(NAMES, [], [Move(item="x", to="Doing", day=0)]),
            "move 1 is of 'x', which is not on the board",
        ),
        (
            lambda: boards.board_from_moves(
                NAMES, [Item(id="a")], [Move(item="a", to="Nowhere", day=0)]
            ),
            "move 1 goes to 'Nowhere'",
        ),
    ],
)
def test_a_board_that_cannot_be_is_one_sentence(make, said) -> None:
    """What is wrong is named where it stands."""
    with pytest.raises(boards.UnusableBoard, match=said):
        make()


def test_unknown_names_are_told_with_the_nearest() -> None:
    """A slip in a column's name is answered with the right one."""
    with pytest.raises(UnknownName, match="Did you mean 'Doing'"):
        boards.move(board_of(1), "i0", "Doin")
