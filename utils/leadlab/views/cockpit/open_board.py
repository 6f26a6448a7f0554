"""Open a board by what you have: the course's, a team's, a file, columns, or a board itself."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from leadlab.catalog_boards import board as course_board
from leadlab.catalog_boards import board_entry
from leadlab.models import boards
from leadlab.simulation.board_log import board_of
from leadlab.simulation.team_runs import TeamRuns
from leadlab.sources.board_moves import board_from_export
from leadlab.sources.rows import SUFFIXES
from leadlab.views.cockpit.board import KanbanBoard


def open_board(
    source: str
    | os.PathLike[str]
    | boards.WorkBoard
    | TeamRuns
    | Sequence[str | boards.Column] = "features",
    *,
    empty: bool = False,
    replication: int = 0,
    columns: Sequence[str | boards.Column] = (),
    zone: str = "UTC",
    book: Any = None,  # noqa: ARG001 - every instrument is offered it
) -> KanbanBoard:
    """A board to work with.

    >>> open_board("bugs")  # doctest: +ELLIPSIS
    Bugs of Visits: Reported 3; Confirmed 3; ...

    Args:
        source: Name of a board of the course, runs of a team, a file that was exported, names of
            columns from left to right, or a board.
        empty: Without the items of the course's board, to be filled with your own.
        replication: Which world of the runs.
        columns: Columns of a file, from left to right; found from its rows if not given.
        zone: Time zone of times in a file that name none.
        book: The logbook; a board keeps nothing in it.
    """
    if isinstance(source, boards.WorkBoard):
        return KanbanBoard(source)
    if isinstance(source, TeamRuns):
        made = board_of(source, replication=replication, name="Board of the simulated team")
        return KanbanBoard(made, about="One world of the simulated team; days are working days.")
    if isinstance(source, os.PathLike) or _is_file(source):
        read = board_from_export(Path(source), columns=columns, zone=zone)  # type: ignore[arg-type]
        return KanbanBoard(read.board, notes=read.notes)
    if isinstance(source, str):
        entry = board_entry(source)
        asks = " ".join(
            f"**{name.replace('_', ' ')}**: {text}" for name, text in entry.asks.items()
        )
        return KanbanBoard(
            course_board(source, empty=empty), about=f"{entry.about}\n\nIt asks for {asks}"
        )
    return KanbanBoard(boards.work_board(source, name="Your board"))


def _is_file(source: object) -> bool:
    return isinstance(source, str) and source.lower().endswith(SUFFIXES)
