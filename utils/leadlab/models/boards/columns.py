"""Changing the columns of a board, with its history kept readable."""

from __future__ import annotations

from dataclasses import replace

from leadlab.models.boards.board import (
    Column,
    Move,
    Moved,
    UnusableBoard,
    WorkBoard,
    checked_columns,
)


def add_column(board: WorkBoard, column: Column, *, after: str) -> WorkBoard:
    """A column more, to the right of another one.

    >>> from leadlab.models.boards.board import work_board
    >>> board = work_board(["To do", "Doing", "Done"])
    >>> add_column(board, Column(name="Review", means="waiting", limit=3), after="Doing")
    WorkBoard(To do 0, Doing 0, Review 0, Done 0)
    """
    place = board.columns.index(board.column(after)) + 1
    lanes = (*board.columns[:place], column, *board.columns[place:])
    return replace(board, columns=checked_columns(lanes))


def change_column(board: WorkBoard, name: str, column: Column) -> WorkBoard:
    """Another name, meaning or limit for a column; past moves follow the name.

    A limit below what lies in the column stands: nothing new comes in until it is kept again.
    """
    old = board.column(name)
    lanes = tuple(column if each is old else each for each in board.columns)
    moves = tuple(_renamed(each, {name: column.name}) for each in board.moves)
    return replace(board, columns=checked_columns(lanes), moves=moves)


def remove_column(board: WorkBoard, name: str) -> Moved:
    """A column less; only an empty one can go, and past moves into it count for its neighbour.

    >>> from leadlab.models.boards.board import Item, work_board
    >>> board = work_board(["To do", "Doing", "Done"], [Item(id="a")])
    >>> remove_column(board, "To do").sentence
    'To do holds 1 item; move it elsewhere before the column goes.'
    """
    old = board.column(name)
    there = len(board.places()[name])
    if there:
        what, it = ("item", "it") if there == 1 else ("items", "them")
        said = f"{name} holds {there} {what}; move {it} elsewhere before the column goes."
        return Moved(board=board, moved=False, sentence=said)
    place = board.columns.index(old)
    lanes = (*board.columns[:place], *board.columns[place + 1 :])
    try:
        lanes = checked_columns(lanes)
    except UnusableBoard as error:
        return Moved(board=board, moved=False, sentence=f"{name} stays. {error}")
    heir = lanes[max(place - 1, 0)].name
    moves = tuple(_renamed(each, {name: heir}) for each in board.moves)
    after = replace(board, columns=lanes, moves=moves)
    said = f"{name} is gone; what passed through it counts for {heir}."
    return Moved(board=after, moved=True, sentence=said)


def _renamed(move: Move, names: dict[str, str]) -> Move:
    return replace(move, to=names.get(move.to, move.to)) if move.to in names else move
