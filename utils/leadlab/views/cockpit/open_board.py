"""Open a board by what you have: a name of the course, columns of your own, or a board."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from leadlab.catalog_boards import board as course_board
from leadlab.catalog_boards import board_entry
from leadlab.models import boards
from leadlab.views.cockpit.board import KanbanBoard


def open_board(
    source: str | boards.WorkBoard | Sequence[str | boards.Column] = "features",
    *,
    empty: bool = False,
    book: Any = None,  # noqa: ARG001 - every instrument is offered it
) -> KanbanBoard:
    """A board to work with.

    >>> open_board("bugs")  # doctest: +ELLIPSIS
    Bugs of Visits: Reported 3; Confirmed 3; ...

    Args:
        source: Name of a board of the course, a board, or names of columns from left to right.
        empty: Without the items of the course's board, to be filled with your own.
        book: The logbook; a board keeps nothing in it.
    """
    if isinstance(source, boards.WorkBoard):
        return KanbanBoard(source)
    if isinstance(source, str):
        entry = board_entry(source)
        asks = " ".join(
            f"**{name.replace('_', ' ')}**: {text}" for name, text in entry.asks.items()
        )
        return KanbanBoard(
            course_board(source, empty=empty), about=f"{entry.about}\n\nIt asks for {asks}"
        )
    return KanbanBoard(boards.work_board(source, name="Your board"))
