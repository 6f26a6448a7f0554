"""The decision room kept in the logbook, so that a quarter can be left and taken up again."""

from __future__ import annotations

from typing import Any

from leadlab.errors import LeadlabError
from leadlab.simulation.decision_room import RoomState
from leadlab.simulation.decision_room_records import Action
from leadlab.views.explorers.decision_room import DecisionRoom
from leadlab.views.explorers.stage import Keep

NAME = "decision_room"


def open_room(book: Any, *, keep: Keep | None = None) -> DecisionRoom:
    """Quarter that was left open, or a new one; every action is written down at once.

    Args:
        book: The logbook.
        keep: Called with the explorer's name and the prediction.
    """
    page: dict[str, Any] = {"id": None}

    def record(state: RoomState) -> None:
        if page["id"] is None or not state.actions:
            page["id"] = book.start_playthrough(NAME, seed=room.seed).id
        taken = [[each.kind, each.decision, each.what, each.probability] for each in state.actions]
        book.save_playthrough(page["id"], choices=taken, forecasts={}, finished=state.over)

    stored = book.open_playthrough(NAME)
    if stored is not None and stored.choices:
        page["id"] = stored.id
        try:
            done = [_action(*parts) for parts in stored.choices]
            room = DecisionRoom(keep=keep, seed=stored.seed, done=done, record=record)
        except (LeadlabError, TypeError):
            book.abandon_playthrough(stored.id)
            page["id"] = None
        else:
            return room
    room = DecisionRoom(keep=keep, record=record)
    return room


def _action(kind: Any, decision: str, what: str, probability: float | None) -> Action:
    return Action(kind=kind, decision=decision, what=what, probability=probability)
