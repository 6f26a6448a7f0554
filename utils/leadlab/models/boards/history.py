"""A board from what happened to each item: the rows of a log, put in order and checked."""

from __future__ import annotations

import math
from collections.abc import Iterable

from leadlab.errors import shortened
from leadlab.models.boards.board import (
    Column,
    Item,
    Move,
    UnusableBoard,
    WorkBoard,
    checked_columns,
)


def board_from_moves(
    columns: Iterable[Column | str],
    items: Iterable[Item],
    moves: Iterable[Move],
    *,
    name: str = "Board",
    day: float | None = None,
) -> WorkBoard:
    """A board as its moves left it; moves may come in any order and may break limits.

    A log says what was, so a limit that was not kept is no fault here; `limits_met` tells of it.

    >>> board_from_moves(["To do", "Doing", "Done"], [Item(id="a")],
    ...                  [Move(item="a", to="Doing", day=2), Move(item="a", to="To do", day=0)])
    WorkBoard(To do 0, Doing 1, Done 0)

    Args:
        columns: From left to right.
        items: Each with at least one move.
        moves: What came into which column, and when.
        name: What the board is called.
        day: Day on which the board stands; the day of the last move if not given.
    """
    lanes, cards, rows = checked_columns(columns), tuple(items), list(moves)
    known, names = {each.id for each in cards}, {each.name for each in lanes}
    if len(known) < len(cards):
        raise UnusableBoard(f"{name}: an item stands there twice; give each an id of its own.")
    for number, each in enumerate(rows, 1):
        _check(each, f"{name}: move {number}", known, names)
    without = known - {each.item for each in rows}
    if without:
        raise UnusableBoard(
            f"{name}: nothing says where {shortened(min(without))!r} lies; give it a move."
        )
    ordered = tuple(sorted(rows, key=lambda each: each.day))
    last = ordered[-1].day if ordered else 0.0
    when = last if day is None else float(day)
    if when < last:
        raise UnusableBoard(f"{name}: a move on day {last:g} comes after the board's day {when:g}.")
    return WorkBoard(name=name, columns=lanes, items=cards, moves=ordered, day=when)


def _check(move: Move, where: str, known: set[str], names: set[str]) -> None:
    if move.item not in known:
        raise UnusableBoard(f"{where} is of {shortened(move.item)!r}, which is not on the board.")
    if move.to not in names:
        raise UnusableBoard(
            f"{where} goes to {shortened(move.to)!r}; the columns are {', '.join(sorted(names))}."
        )
    if not math.isfinite(move.day):
        raise UnusableBoard(f"{where} has the day {move.day}; give a number.")
