"""What goes into the simulated team: its people, where it starts, and how things act on it.

Money in thousand euro, time in weeks, effort in engineer-weeks of a typical mid-level engineer.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from numbers import Real

from leadlab.errors import LeadlabError, UnknownName, shortened
from leadlab.simulation.team_coefficients import COEFFICIENTS, Coefficients

MOST_PEOPLE = 40
CHANGES_PER_ITEM = 4
DAYS = 5  # working days of a week
SHIFTS = 14  # shifts of twelve hours in a week


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An engineer; skill is relative to a typical mid-level one, exhaustion and trust 0 to 1.

    >>> Person(name="Rui", skill=0.55, weeks_here=38).hours_week
    40
    """

    name: str
    skill: float = 1.0
    weeks_here: float = 150
    hours_week: float = 40
    exhaustion: float = 0.3
    trust: float = 0.5
    on_call: bool = True

    def __post_init__(self) -> None:
        limits = {
            "skill": (0.1, 3), "weeks_here": (0, 3000), "hours_week": (1, 60),
            "exhaustion": (0, 1), "trust": (0, 1),
        }  # fmt: skip
        _refuse(f"Person {shortened(self.name)!r}", self, limits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """A team on its first morning.

    >>> Team(people=equal_people(6), interruptions=0.25)
    Team(6 people, 6.2 items a week arrive, debt takes 19 % of time, safety 0.55)
    """

    people: tuple[Person, ...]
    arrivals: float = 6.2
    backlog: int = 180
    in_progress: int = 14
    throughput: float = 5.9
    interruptions: float = 0.19
    debt_interest: float = 0.19
    change_breaks: float = 0.03
    safety: float = 0.55
    hidden_risks: int = 4
    pages: float = 5.4
    failed_deployments: float = 0.72
    error_budget: float = 9000
    background_failures: float = 320
    stakeholder_trust: float = 0.54
    cash_weeks: float = 14
    weekly_cost: float = 135
    engineer_week_cost: float = 1.6
    running_cost: float = 11.1
    coefficients: Coefficients = field(default_factory=Coefficients)

    def __post_init__(self) -> None:
        faults = list(self._people_faults())
        limits = {
            "arrivals": (0, 200), "backlog": (0, 5000), "in_progress": (0, 500),
            "throughput": (0, 200), "interruptions": (0, 0.9), "debt_interest": (0, 0.7),
            "change_breaks": (0, 0.5), "safety": (0, 1), "hidden_risks": (0, 50),
            "pages": (0, 200), "failed_deployments": (0, 50), "error_budget": (1, 1e9),
            "background_failures": (0, 1e8), "stakeholder_trust": (0, 1),
            "cash_weeks": (0, 500), "weekly_cost": (0, 1e5),
            "engineer_week_cost": (0, 100), "running_cost": (0, 1e5),
        }  # fmt: skip
        _refuse("Team", self, limits, faults)
        for name in ("backlog", "in_progress", "hidden_risks"):
            if getattr(self, name) != int(getattr(self, name)):
                raise LeadlabError(
                    f"Team: {name} is {getattr(self, name)}, expected a whole number."
                )

    def _people_faults(self) -> list[str]:
        people = self.people
        if not isinstance(people, tuple) or not all(isinstance(each, Person) for each in people):
            return [f"people is {shortened(people)}, expected a tuple of Person"]
        if not 1 <= len(people) <= MOST_PEOPLE:
            return [f"there are {len(people)} people, allowed 1 to {MOST_PEOPLE}"]
        return []

    def __repr__(self) -> str:
        return (
            f"Team({len(self.people)} people, {self.arrivals:g} items a week arrive, "
            f"debt takes {self.debt_interest:.0%} of time, safety {self.safety:g})"
        ).replace("%", " %")

    @property
    def pairs(self) -> int:
        """Pairs of people, n (n - 1) / 2."""
        return len(self.people) * (len(self.people) - 1) // 2

    def changed(self, **values: object) -> Team:
        """This team with some numbers changed; coefficients may be named here too.

        >>> Team(people=equal_people(4)).changed(arrivals=3, wear=0).arrivals
        3
        """
        own = {each.name for each in fields(self)}
        ours = {name: value for name, value in values.items() if name in own}
        theirs = {name: value for name, value in values.items() if name not in own}
        for name in theirs:
            if name not in COEFFICIENTS:
                raise UnknownName("number of a team", name, [*sorted(own), *COEFFICIENTS])
        if theirs:
            base = values.get("coefficients", self.coefficients)
            if not isinstance(base, Coefficients):
                raise LeadlabError(f"Team: coefficients is {shortened(base)}.")
            ours["coefficients"] = base.changed(**theirs)
        return replace(self, **ours)  # type: ignore[arg-type] # checked in __post_init__


def equal_people(count: int, *, skill: float = 1.0, weeks_here: float = 150) -> tuple[Person, ...]:
    """So many engineers who are alike.

    >>> len(equal_people(3))
    3
    """
    if isinstance(count, bool) or not isinstance(count, int) or not 1 <= count <= MOST_PEOPLE:
        raise LeadlabError(
            f"A team has 1 to {MOST_PEOPLE} people, in whole numbers, but saw {shortened(count)}."
        )
    return tuple(
        Person(name=f"Engineer {number}", skill=skill, weeks_here=weeks_here)
        for number in range(1, count + 1)
    )


def _refuse(
    what: str,
    record: object,
    limits: Mapping[str, tuple[float, float]],
    faults: list[str] | None = None,
) -> None:
    """Raise with every value that lies outside its limits."""
    found = list(faults or [])
    for name, (low, high) in limits.items():
        value = getattr(record, name)
        number = isinstance(value, Real) and not isinstance(value, bool)
        if not number or not math.isfinite(value) or not low <= value <= high:
            found.append(f"{name} is {shortened(value)}, allowed {low:g} to {high:g}")
    if found:
        raise LeadlabError(f"{what}: {'; '.join(found)}.")
