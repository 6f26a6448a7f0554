"""Instruments of the cockpit that are explorers as well; they bring their own half-year."""

from __future__ import annotations

from typing import Any

from leadlab.errors import LeadlabError
from leadlab.views.base import Board
from leadlab.views.explorers import explorer


def notices(*sources: Any, book: Any = None) -> Board:
    """Rules for notices, on half a year of the simulated team.

    >>> notices().title
    'Rules for notices'
    """
    return _opened("notices", "notice_rules", sources, book)


def triage(*sources: Any, book: Any = None) -> Board:
    """The triage console, on a quarter of generated reports.

    >>> triage().title
    'A triage console'
    """
    return _opened("triage", "triage_console", sources, book)


def flight(*sources: Any, book: Any = None) -> Board:
    """The flight of 26 weeks, where it was left.

    >>> flight().title
    'The cockpit'
    """
    return _opened("flight", "cockpit_flight", sources, book)


def _opened(name: str, subject: str, sources: tuple[Any, ...], book: Any) -> Board:
    if sources:
        raise LeadlabError(
            f"The instrument {name!r} brings its own data; open it as lab.cockpit({name!r})."
        )
    return explorer(subject, book=book)
