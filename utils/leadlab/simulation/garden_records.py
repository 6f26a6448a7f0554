"""What the garden is made of: people, areas of work, and what a person gets for a month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from leadlab.errors import LeadlabError, UnknownName, shortened
from leadlab.simulation.garden_coefficients import GardenCoefficients

MONTHS = 9
MONTH_WEEKS = 4
WEEKS = MONTHS * MONTH_WEEKS
LEVELS: Mapping[int, str] = {
    1: "tell",
    2: "sell",
    3: "consult",
    4: "agree",
    5: "advise",
    6: "inquire",
    7: "delegate",
}
NO_FEEDBACK = "none"
FEEDBACK: Mapping[str, str] = {
    NO_FEEDBACK: "none",
    "task_asked": "on the task, after asking",
    "task": "on the task",
    "person_asked": "on the person, after asking",
    "person": "on the person",
}
MOST_LEARNERS = 2
"""Most people that one person can guide in a month."""
COVERED = 0.55
"""Skill in an area from which a person can keep it alone: 3 of 5, and not yet rusty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gardener:
    """One person on the first morning; skills by area, from 0 to 1."""

    name: str
    posts: float
    skills: Mapping[str, float]
    exhaustion: float = 0.3
    trust: float = 0.5
    confidence: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A kind of work: items that arrive in a week, and the skill that an ordinary one asks for."""

    name: str
    title: str
    demand: float
    difficulty: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Garden:
    """People and areas, with what is assumed of them."""

    people: tuple[Gardener, ...]
    areas: tuple[Area, ...]
    coefficients: GardenCoefficients = field(default_factory=GardenCoefficients)

    def __post_init__(self) -> None:
        names = [each.name for each in self.areas]
        if len(self.people) < 2 or not names:
            raise LeadlabError("Garden: at least two people and one area are needed.")
        for person in self.people:
            missing = [name for name in names if name not in person.skills]
            if missing:
                raise LeadlabError(f"Garden: {person.name} has no skill for {', '.join(missing)}.")

    def area(self, name: str) -> int:
        """Place of an area by its name."""
        return _place("area", name, [each.name for each in self.areas])

    def person(self, name: str) -> int:
        """Place of a person by name."""
        return _place("person", name, [each.name for each in self.people])


def _place(kind: str, name: str, names: list[str]) -> int:
    if name not in names:
        raise UnknownName(kind, name, names)
    return names.index(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """What one person gets for one month.

    >>> Assignment(area="sync", guide="Adaeze", level=3).feedback
    'none'
    """

    area: str
    guide: str | None = None
    level: int = 4
    feedback: str = NO_FEEDBACK

    def __post_init__(self) -> None:
        known = isinstance(self.level, int | np.integer) and not isinstance(self.level, bool)
        if not known or self.level not in LEVELS:
            raise LeadlabError(
                f"Assignment: level is {shortened(self.level)}; whole numbers from 1 (tell) to 7 "
                "(delegate) are allowed."
            )
        if not isinstance(self.feedback, str) or self.feedback not in FEEDBACK:
            raise UnknownName("feedback", str(self.feedback), FEEDBACK)


Month = Mapping[str, Assignment]
"""What everybody gets for a month, by name."""


def checked(garden: Garden, month: Month) -> Month:
    """The month, if every person has an area that there is, and nobody guides themselves.

    >>> from leadlab.catalog_garden import default_garden
    >>> checked(default_garden(), {})
    Traceback (most recent call last):
    ...
    leadlab.errors.LeadlabError: The month has nothing for Adaeze.
    """
    for person in garden.people:
        if person.name not in month:
            raise LeadlabError(f"The month has nothing for {person.name}.")
    for name, each in month.items():
        garden.person(name)
        garden.area(each.area)
        if each.guide is not None:
            garden.person(each.guide)
            if each.guide == name:
                raise LeadlabError(f"{name} cannot be paired with themselves.")
    guides = [each.guide for each in month.values() if each.guide is not None]
    for name in guides:
        if guides.count(name) > MOST_LEARNERS:
            raise LeadlabError(
                f"{name} would guide {guides.count(name)} people; {MOST_LEARNERS} at once are "
                "allowed."
            )
    return month
