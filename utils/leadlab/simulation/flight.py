"""A flight: a team is led leg by leg on one seed, and may be flown again on the same one.

The levers of a leg and the events between legs become the plan of each week. Nothing here knows a
page: a view shows a `Flight`, asks for the next `Leg`, and shows the flight that comes out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random
from typing import Any

import numpy as np

from leadlab.errors import LeadlabError, UnknownName, shortened
from leadlab.models.forecasting import interval_score
from leadlab.simulation.engine import simulate
from leadlab.simulation.team import Team
from leadlab.simulation.team_policy import Policy, PolicyFunction, TeamView
from leadlab.simulation.team_runs import TeamRuns

RANGE_LEVEL = 0.8  # how often the range of a leg should hold
POOL = 3  # events in the pool for each leg, at least
DEBT_CAUSES = ("feature work", "rush", "old debt", "repair")
NEW_DEBT = DEBT_CAUSES[:3]
WORK_DAYS = 20
LEAST_DEBT, MOST_DEBT = 0.0, 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What can be said to an event, and what it changes in the first weeks of the leg."""

    id: str
    text: str
    weeks: int = 0
    change: Mapping[str, Any]

    def plan(self, plan: Policy, week: int) -> Policy:
        """The plan of a week of the leg (1 is the first) under this answer."""
        return plan.changed(**self.change) if week <= self.weeks else plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that is asked of the lead before a leg."""

    id: str
    title: str
    text: str
    answers: tuple[Answer, ...]

    def answer(self, name: str) -> Answer:
        """An answer by its id."""
        for each in self.answers:
            if each.id == name:
                return each
        raise UnknownName("answer", name, [each.id for each in self.answers])


@dataclass(frozen=True, kw_only=True, eq=False)
class Course:
    """What a kind of flight is made of; flights of one course differ in their seed."""

    name: str
    title: str
    introduction: str
    legs: int
    leg_weeks: int
    events: tuple[Event, ...]
    team: Team

    def __post_init__(self) -> None:
        if len(self.events) < POOL * self.legs:
            raise LeadlabError(
                f"Flight {self.name}: a pool of {POOL * self.legs} events is needed for "
                f"{self.legs} legs, but there are {len(self.events)}."
            )

    @property
    def weeks(self) -> int:
        """Length of the whole flight."""
        return self.legs * self.leg_weeks


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """What the lead set for one leg, and the range for its finished items (80 % sure).

    `open_weeks` are weeks in which changes pass the gate without review.
    """

    debt: float = 0.10
    review: str = "one"
    batch_size: int = 3
    open_weeks: int = 0
    answer: str
    low: float
    high: float

    def __post_init__(self) -> None:
        if not LEAST_DEBT <= self.debt <= MOST_DEBT:
            raise LeadlabError(f"Leg: debt is {shortened(self.debt)}, allowed 0 to 0.5.")
        if not 0 <= self.open_weeks <= 52:
            raise LeadlabError(f"Leg: open_weeks is {shortened(self.open_weeks)}, allowed 0 to 52.")
        if not 0 <= self.low <= self.high:
            raise LeadlabError(
                f"Leg: the range runs from {shortened(self.low)} to {shortened(self.high)}; "
                "the low end comes first, and neither is below 0."
            )
        Policy(debt=self.debt, review=self.review, batch_size=self.batch_size)


@dataclass(frozen=True, slots=True, kw_only=True)
class LegFacts:
    """What came of one leg; ends of gauges as (before, after)."""

    number: int
    finished: int
    deployments: int
    failed: int
    interest: tuple[float, float]
    exhaustion: tuple[float, float]
    trust: tuple[float, float]
    debt: tuple[float, float]
    causes: Mapping[str, float]
    held: bool
    score: float


@dataclass(frozen=True, kw_only=True, eq=False)
class Flight:
    """A course on one seed, as far as it was flown.

    >>> from leadlab.catalog_flights import course
    >>> flight = Flight(course=course("debt_harbour"), seed=3)
    >>> event = flight.event
    >>> flight = flight.fly(Leg(debt=0.2, answer=event.answers[0].id, low=55, high=80))
    >>> len(flight.legs), flight.facts[0].number
    (1, 1)
    """

    course: Course
    seed: int
    legs: tuple[Leg, ...] = ()

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """One event for each leg, none twice."""
        drawn = Random(f"{self.course.name} events {self.seed}")
        return tuple(drawn.sample(self.course.events, self.course.legs))

    @cached_property
    def team(self) -> Team:
        """The team on the first morning: no two flights begin alike."""
        drawn = Random(f"{self.course.name} start {self.seed}")
        team = self.course.team
        return team.changed(
            debt_interest=round(team.debt_interest + drawn.uniform(-0.04, 0.04), 3),
            backlog=team.backlog + drawn.randint(-20, 20),
            in_progress=team.in_progress + drawn.randint(-2, 2),
            debt_inflow=round(team.coefficients.debt_inflow * drawn.uniform(0.9, 1.1), 4),
        )

    @property
    def over(self) -> bool:
        """Whether every leg was flown."""
        return len(self.legs) == self.course.legs

    @property
    def event(self) -> Event:
        """What is asked before the next leg."""
        if self.over:
            raise LeadlabError("The flight is over; there is no further leg.")
        return self.events[len(self.legs)]

    def fly(self, leg: Leg) -> Flight:
        """The flight with one more leg."""
        self.event.answer(leg.answer)
        if leg.open_weeks > self.course.leg_weeks:
            raise LeadlabError(
                f"Leg: the gate is open for {leg.open_weeks} weeks, but a leg has "
                f"{self.course.leg_weeks}."
            )
        return replace(self, legs=(*self.legs, leg))

    def plans(self, legs: Sequence[Leg] | None = None, *, answered: bool = True) -> list[Policy]:
        """Plan of each week; weeks that were not flown have the usual plan.

        Without `answered` nothing follows from what was said to the events.
        """
        found = []
        for number, leg in enumerate(self.legs if legs is None else legs):
            answer = self.events[number].answer(leg.answer)
            base = Policy(debt=leg.debt, review=leg.review, batch_size=leg.batch_size)
            for week in range(1, self.course.leg_weeks + 1):
                open_gate = week <= leg.open_weeks
                plan = base.changed(review="none") if open_gate else base
                found.append(answer.plan(plan, week) if answered else plan)
        return found + [Policy()] * (self.course.weeks - len(found))

    @cached_property
    def runs(self) -> TeamRuns:
        """The weeks of this flight; what lies beyond the last leg is nobody's business yet."""
        return self.under(follow(self.plans()))

    def under(self, policy: Policy | PolicyFunction) -> TeamRuns:
        """The same team, seed and weeks under another policy."""
        return simulate(self.team, policy, weeks=self.course.weeks, replications=1, seed=self.seed)

    @property
    def flown(self) -> int:
        """Weeks so far."""
        return len(self.legs) * self.course.leg_weeks

    def course_of(self, name: str) -> list[float]:
        """A gauge, or the time that debt takes, on the first morning and after each week flown."""
        return values_of(self.runs, name)[: self.flown + 1]

    @cached_property
    def facts(self) -> tuple[LegFacts, ...]:
        """What came of each leg that was flown."""
        return tuple(
            facts_of(self.runs, number, self.course.leg_weeks, leg)
            for number, leg in enumerate(self.legs, 1)
        )

    @property
    def driver(self) -> tuple[float, ...]:
        """Days of new debt that 20 days of feature work leave of themselves, leg by leg.

        The model knows no other: it does not move, whatever the lead does.
        """
        return (round(WORK_DAYS * self._inflow, 1),) * len(self.legs)

    @property
    def felt_driver(self) -> tuple[float, ...]:
        """All new debt for 20 days of feature work: with what rush and old debt put on top."""
        found = []
        for each in self.facts:
            new = sum(each.causes[name] for name in NEW_DEBT)
            work = each.causes["feature work"] / self._inflow  # engineer-weeks of feature work
            found.append(round(WORK_DAYS * new / work, 1) if work else 0.0)
        return tuple(found)

    @property
    def _inflow(self) -> float:
        return float(self.team.coefficients.debt_inflow)


def follow(plans: Sequence[Policy]) -> PolicyFunction:
    """A policy that takes its plans from a list, week by week."""

    def planned(view: TeamView) -> Policy:
        return plans[view.week - 1]

    return planned


def values_of(runs: TeamRuns, name: str) -> list[float]:
    """A gauge of the first replication, with the first morning before the weeks."""
    if name == "debt_interest":
        return [runs.team.debt_interest, *(float(each) for each in runs.debt_interest[0])]
    return [float(runs.start(name)[0]), *(float(each) for each in runs.gauge(name)[0])]


def forecast_score(leg: Leg, finished: int) -> float:
    """Interval score of the leg's range, in items; less is better (Gneiting and Raftery 2007).

    >>> leg = Leg(answer="no", low=60, high=80)
    >>> forecast_score(leg, 70), forecast_score(leg, 84)
    (20.0, 60.0)
    """
    return interval_score([leg.low], [leg.high], [finished], level=RANGE_LEVEL)


def facts_of(runs: TeamRuns, number: int, weeks: int, leg: Leg | None = None) -> LegFacts:
    """What came of the leg of that number."""
    first, last = (number - 1) * weeks, number * weeks
    ends = {
        name: (values_of(runs, name)[first], values_of(runs, name)[last])
        for name in ("debt_interest", "exhaustion", "stakeholder_trust", "debt")
    }
    finished = int(runs.finished[0, first:last].sum())
    causes = runs.causes("debt")
    return LegFacts(
        number=number,
        finished=finished,
        deployments=int(runs.deployments[0, first:last].sum()),
        failed=int(runs.failed[0, first:last].sum()),
        interest=ends["debt_interest"],
        exhaustion=ends["exhaustion"],
        trust=ends["stakeholder_trust"],
        debt=ends["debt"],
        causes={name: float(np.sum(causes[name][0, first:last])) for name in DEBT_CAUSES},
        held=leg is not None and leg.low <= finished <= leg.high,
        score=float("nan") if leg is None else forecast_score(leg, finished),
    )
