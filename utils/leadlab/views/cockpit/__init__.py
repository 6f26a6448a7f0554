"""The flow cockpit: instruments over boards, event logs and simulated teams, one file each."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from leadlab.errors import UnknownName

if TYPE_CHECKING:
    from leadlab.views.base import Board

# name: file of this folder, and the function in it that opens the instrument
INSTRUMENTS = {
    "board": ("open_board", "open_board"),
    "battery": ("battery", "Battery"),
    "burn": ("burn", "BurnChart"),
    "dashboard": ("dashboard", "Dashboard"),
    "flight": ("explored", "flight"),
    "notices": ("explored", "notices"),
    "planner": ("planner", "SprintPlanner"),
    "timeline": ("timeline", "TimelineChart"),
    "triage": ("explored", "triage"),
}


def instrument(name: str, *sources: Any, book: Any = None, **settings: Any) -> Board:
    """Open an instrument of the cockpit.

    >>> instrument("bord")
    Traceback (most recent call last):
    ...
    leadlab.errors.UnknownName: There is no instrument 'bord'. Did you mean 'board'?

    Args:
        name: One of the names in `INSTRUMENTS`.
        sources: What it shows; each instrument says what it takes.
        book: The logbook, for instruments that keep something.
        settings: Further words that the instrument knows.
    """
    if name not in INSTRUMENTS:
        raise UnknownName("instrument", name, INSTRUMENTS)
    file, function = INSTRUMENTS[name]
    opened: Board = getattr(import_module(f"leadlab.views.cockpit.{file}"), function)(
        *sources, book=book, **settings
    )
    return opened
