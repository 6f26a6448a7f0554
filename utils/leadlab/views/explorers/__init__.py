"""Models to play with, one file each."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from leadlab.errors import UnknownName
from leadlab.simulation.team import Team

if TYPE_CHECKING:
    from leadlab.views.base import Board
    from leadlab.views.explorers.stage import Keep

EXPLORERS = {
    "weighted_matrix": "WeightedMatrix",
    "two_way_doors": "TwoWayDoors",
    "calibration": "Calibration",
    "reference_class": "ReferenceClass",
    "value_of_information": "ValueOfInformation",
    "pareto_front": "ParetoFront",
    "cost_of_ownership": "CostOfOwnership",
    "benchmark_noise": "BenchmarkNoise",
    "order_of_work": "OrderOfWork",
    "option_tree": "OptionTree",
    "decision_room": "DecisionRoom",
    "team": "TeamExplorer",
    "debt_harbour": "DebtHarbour",
    "garden": "GardenBoard",
    "cockpit_flight": "cockpit.flight:CockpitBoard",
    "effect_overlap": "EffectOverlap",
    "rare_sign": "RareSign",
    "notice_rules": "cockpit.rules:NoticeRules",
    "triage_console": "cockpit.triage:TriageConsole",
}
"""Class of each explorer, behind its module where that is not the explorer's own file here."""
FLIGHTS = ("debt_harbour", "garden", "cockpit_flight")
"""Explorers that are kept leg by leg."""


def explorer(subject: str | Team, *, book: Any = None) -> Board:
    """Open the explorer of a subject.

    >>> explorer("two_way_door")
    Traceback (most recent call last):
    ...
    leadlab.errors.UnknownName: There is no explorer 'two_way_door'. Did you mean 'two_way_doors'?

    Args:
        subject: One of the names in `EXPLORERS`, or a team.
        book: The logbook that keeps the prediction, and the quarter of the decision room.
    """
    if isinstance(subject, Team):
        from leadlab.views.explorers.team import TeamExplorer

        return TeamExplorer(subject, keep=None if book is None else _keeper(book))
    if subject not in EXPLORERS:
        raise UnknownName("explorer", subject, EXPLORERS)
    keep = None if book is None else _keeper(book)
    if subject == "decision_room" and book is not None:
        from leadlab.views.explorers.kept_room import open_room

        return open_room(book, keep=keep)
    place, _, name = EXPLORERS[subject].rpartition(":")
    kind = getattr(import_module(f"leadlab.views.{place or f'explorers.{subject}'}"), name)
    if subject in FLIGHTS and book is not None:
        from leadlab.views.explorers.kept_flight import open_flight

        flight: Board = open_flight(book, kind, keep=keep)
        return flight
    made: Board = kind(keep=keep)
    return made


def _keeper(book: Any) -> Keep:
    return lambda subject, answer: book.predict(f"explore.{subject}", answer)
