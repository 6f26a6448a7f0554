"""A flight kept in the logbook, so that it can be left after any leg and taken up again."""

from __future__ import annotations

from typing import Any

from leadlab.errors import LeadlabError
from leadlab.views.explorers.debt_harbour import (
    DebtHarbour,
    drawn_before,
    flown_before,
    to_choices,
)
from leadlab.views.explorers.stage import Keep

NAME = DebtHarbour.subject


def open_flight(book: Any, *, keep: Keep | None = None) -> DebtHarbour:
    """The flight that was flown last, or a new one; every leg is written down at once.

    One that is over opens on its debrief, from which the next begins.

    Args:
        book: The logbook.
        keep: Called with the explorer's name and the prediction.
    """
    page: dict[str, Any] = {"id": None}

    def record(board: DebtHarbour) -> None:
        flight = board.flight
        if page["id"] is None or not flight.legs:
            page["id"] = book.start_playthrough(NAME, seed=flight.seed).id
        book.save_playthrough(
            page["id"],
            choices=to_choices(flight),
            forecasts={"first": board.first, "driver": list(board.drawn)},
            finished=bool(board.drawn),
        )

    stored = _last(book)
    if stored is not None:
        try:
            board = DebtHarbour(
                keep=keep, seed=stored.seed, legs=flown_before(stored.choices),
                first=str(stored.forecasts.get("first", "")),
                drawn=drawn_before(stored.forecasts), record=record,
            )  # fmt: skip
        except LeadlabError:  # of another version of the course: it stays in the logbook
            if not stored.finished:
                book.abandon_playthrough(stored.id)
        else:
            page["id"] = stored.id
            return board
    return DebtHarbour(keep=keep, record=record)


def _last(book: Any) -> Any:
    """The flight that was left open after a leg, else the last one that is over, if any."""
    begun = book.open_playthrough(NAME)
    if begun is not None:
        return begun if begun.choices else None
    over = [each for each in book.playthroughs(NAME) if each.finished]
    return over[-1] if over else None
