"""A flight kept in the logbook, so that it can be left after any leg and taken up again."""

from __future__ import annotations

from typing import Any, TypeVar

from leadlab.errors import LeadlabError
from leadlab.views.explorers.flight_board import FlightBoard, Stored
from leadlab.views.explorers.stage import Keep

Kind = TypeVar("Kind", bound=FlightBoard)


def open_flight(book: Any, kind: type[Kind], *, keep: Keep | None = None) -> Kind:
    """The flight that was flown last, or a new one; every leg is written down at once.

    One that is over opens on its debrief, from which the next begins.

    Args:
        book: The logbook.
        kind: Which flight.
        keep: Called with the explorer's name and the prediction.
    """
    page: dict[str, Any] = {"id": None}

    def record(board: Kind) -> None:
        now = board.stored()
        if page["id"] is None or not now.choices:
            page["id"] = book.start_playthrough(kind.subject, seed=now.seed).id
        book.save_playthrough(
            page["id"], choices=now.choices, forecasts=dict(now.forecasts), finished=now.finished
        )

    last = _last(book, kind.subject)
    if last is not None:
        stored = Stored(
            seed=last.seed, choices=last.choices, forecasts=last.forecasts, finished=last.finished
        )
        try:
            board = kind.reopened(stored, keep=keep, record=record)
        except LeadlabError:  # of another version of the course: it stays in the logbook
            if not last.finished:
                book.abandon_playthrough(last.id)
        else:
            page["id"] = last.id
            return board
    return kind(keep=keep, record=record)  # type: ignore[call-arg] # each flight has its own title


def _last(book: Any, name: str) -> Any:
    """The flight that was left open after a leg, else the last one that is over, if any."""
    begun = book.open_playthrough(name)
    if begun is not None:
        return begun if begun.choices else None
    over = [each for each in book.playthroughs(name) if each.finished]
    return over[-1] if over else None
