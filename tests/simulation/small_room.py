"""A room of two decisions, small enough to reckon by hand."""

from __future__ import annotations

from dataclasses import replace

from leadlab.simulation.decision_room import (
    Action,
    RoomState,
    step,
)
from leadlab.simulation.decision_room_records import (
    Adviser,
    Decision,
    Look,
    Option,
    Room,
)

BET = Decision(
    id="bet",
    title="A bet",
    text="One claim, two options.",
    claim="It holds.",
    base_rate=0.5,
    week=1,
    due=3,
    delay_per_week=1.0,
    options=(
        Option(id="go", text="Go", payoffs=(10, -20), undo_cost=5),
        Option(id="stay", text="Stay", payoffs=(0, 0)),
    ),
    default="stay",
    looks=(
        Look(id="count", text="Count", cost=2, hours=1, weeks=1, yes_if_true=1.0, yes_if_false=0),
        Look(id="dear", text="Dear", cost=90, hours=1, weeks=0, yes_if_true=1.0, yes_if_false=0),
    ),
    advisers=("ada", "ben", "cleo"),
)
LATER = replace(BET, id="later", week=2)
PEOPLE = tuple(
    Adviser(id=name, name=name.title(), noise=noise)
    for name, noise in (("ada", 0.9), ("ben", 1.3), ("cleo", 1.7))
)
SMALL = Room(
    title="Small", weeks=4, money=10, hours_per_week=3, decisions=(BET, LATER), advisers=PEOPLE
)


def after(state: RoomState, *actions: Action) -> RoomState:
    """State after several actions."""
    for action in actions:
        state = step(state, action)
    return state
