"""The cockpit flight: 26 weeks of a team, led turn by turn by five levers, one of them for good.

Four levers are set for each turn: a limit on work in progress, how many changes go out at once,
who reviews, and how much time goes into tests and quiet nights. The rules for notices are set
once, before the first turn. In the engine they take time, as interruptions do; what they bring,
hours of harm that somebody ended, is counted on the event log and moves nothing else. More tests
end risks that are known and the wear behind pages; they make no single change safer. Both are
assumptions of the course (grade D), and the debrief says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random

import numpy as np

from leadlab.errors import LeadlabError, UnknownName, shortened
from leadlab.models.alerts import AlertOutcome, Happening, outcome_of, read_rules
from leadlab.models.forecasting import interval_score
from leadlab.simulation.alert_log import LOG_KINDS, PRESETS, happenings_of
from leadlab.simulation.engine import simulate
from leadlab.simulation.event_log import EventLog
from leadlab.simulation.flight import RANGE_LEVEL, follow
from leadlab.simulation.policies import FloatArray
from leadlab.simulation.team import DAYS, Team
from leadlab.simulation.team_policy import Policy
from leadlab.simulation.team_runs import TeamRuns

WEEKS = 26
SHORTEST, LONGEST = 2, 8
PERIODS = ((1, 4), (5, 8), (9, 12), (13, 16), (17, 20), (21, 26))
"""First and last week of each period in which the driver is drawn."""
USUAL = Policy()
USUAL_NOTICES = "usual"
FOCUS_SHARE: Mapping[str, float] = {
    "nobody": 0.0,
    "usual": 0.044,
    "everybody": 0.195,
    "waiting": 0.012,
}
"""Share of a week's forty hours that notices take under each set of rules.

Counted once over half a year of the team of Visits; a test counts them again.
"""
WEEK_HOURS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """Something that moves the weeks and that no instrument of the flight shows."""

    name: str
    title: str
    unit: str
    most: int
    places: int = 0


DRIVERS = (
    Driver(name="queue", title="changes that wait for a review", unit="changes", most=40),
    Driver(name="load", title="how busy reviewers are", unit="% of the time they have", most=100),
    Driver(name="exhaustion", title="exhaustion of the team", unit="on a scale of 0 to 100",
           most=100),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What was set for some weeks, and the range for the items finished in them (80 % sure)."""

    weeks: int = 4
    wip_limit: int = USUAL.wip_limit
    batch_size: int = USUAL.batch_size
    review: str = USUAL.review
    tests: float = USUAL.reliability
    low: float
    high: float

    def __post_init__(self) -> None:
        if not 1 <= self.weeks <= WEEKS:
            raise LeadlabError(f"Turn: it has {shortened(self.weeks)} weeks, allowed 1 to {WEEKS}.")
        if not 0 <= self.low <= self.high:
            raise LeadlabError(
                f"Turn: the range runs from {shortened(self.low)} to {shortened(self.high)}; the "
                "low end comes first, and neither is below 0."
            )
        self.plan()

    def plan(self) -> Policy:
        """The plan of each week of the turn."""
        return Policy(
            wip_limit=self.wip_limit, batch_size=self.batch_size, review=self.review,
            reliability=self.tests,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnFacts:
    """What the instruments say of a turn; `days` is the 85th percentile, NaN if nothing ended."""

    number: int
    first: int
    last: int
    finished: int
    days: float
    in_progress: int
    deployments: int
    failed: int
    notices: AlertOutcome
    held: bool
    score: float


@dataclass(frozen=True, kw_only=True, eq=False)
class CockpitFlight:
    """Half a year on one seed, as far as it was flown.

    >>> from leadlab.catalog_team import default_team
    >>> flight = CockpitFlight(start=default_team(), seed=3)
    >>> flight = flight.fly(Turn(weeks=4, wip_limit=8, low=15, high=25))
    >>> flight.flown, flight.facts[0].last, flight.over
    (4, 4, False)
    """

    start: Team
    seed: int
    notices: str = USUAL_NOTICES
    turns: tuple[Turn, ...] = ()

    def __post_init__(self) -> None:
        if self.notices not in PRESETS:
            raise UnknownName("set of rules", self.notices, PRESETS)

    @property
    def flown(self) -> int:
        """Weeks so far."""
        return sum(each.weeks for each in self.turns)

    @property
    def left(self) -> int:
        """Weeks that lie ahead."""
        return WEEKS - self.flown

    @property
    def over(self) -> bool:
        """Whether all weeks were flown."""
        return self.left == 0

    @property
    def driver(self) -> Driver:
        """What is drawn at the end; another seed may ask for another one."""
        return DRIVERS[self.seed % len(DRIVERS)]

    @cached_property
    def team(self) -> Team:
        """The team on the first morning: no two flights begin alike."""
        drawn = Random(f"cockpit start {self.seed}")
        more = FOCUS_SHARE[self.notices] - FOCUS_SHARE[USUAL_NOTICES]
        return self.start.changed(
            backlog=self.start.backlog + drawn.randint(-20, 20),
            in_progress=self.start.in_progress + drawn.randint(-3, 3),
            debt_interest=round(self.start.debt_interest + drawn.uniform(-0.03, 0.03), 3),
            interruptions=round(self.start.interruptions + more, 3),
        )

    def fly(self, turn: Turn) -> CockpitFlight:
        """The flight with one more turn."""
        if self.over:
            raise LeadlabError("The flight is over; there is no further turn.")
        if turn.weeks < min(SHORTEST, self.left) or turn.weeks > min(LONGEST, self.left):
            raise LeadlabError(
                f"Turn: it has {turn.weeks} weeks; {self.left} are left, and a turn has "
                f"{SHORTEST} to {LONGEST}."
            )
        if self.left - turn.weeks == 1:
            raise LeadlabError("Turn: it would leave a single week; take that week with it.")
        return replace(self, turns=(*self.turns, turn))

    def plans(self, turns: Sequence[Turn] | None = None) -> list[Policy]:
        """Plan of each week; weeks that were not flown have the usual plan."""
        found = [
            turn.plan() for turn in (self.turns if turns is None else turns)
            for _ in range(turn.weeks)
        ]  # fmt: skip
        return found + [USUAL] * (WEEKS - len(found))

    def under(self, plans: Sequence[Policy]) -> TeamRuns:
        """The same team and luck under other plans."""
        return simulate(self.team, follow(plans), weeks=WEEKS, replications=1, seed=self.seed)

    @cached_property
    def runs(self) -> TeamRuns:
        """The weeks of this flight; what lies beyond the last turn is nobody's business yet."""
        return self.under(self.plans())

    @cached_property
    def log(self) -> EventLog:
        """Single events."""
        return self.runs.events(0)

    @cached_property
    def happened(self) -> tuple[Happening, ...]:
        """What a tool could send notices about."""
        return happenings_of(self.runs, luck=0)

    def notices_of(self, first: int, last: int) -> AlertOutcome:
        """What the rules did in the weeks from `first` to `last`."""
        return notices_among(self.happened, self, first, last)

    @cached_property
    def facts(self) -> tuple[TurnFacts, ...]:
        """What the instruments said of each turn."""
        found, first = [], 1
        for number, turn in enumerate(self.turns, 1):
            found.append(self._facts(number, turn, first, first + turn.weeks - 1))
            first += turn.weeks
        return tuple(found)

    def _facts(self, number: int, turn: Turn, first: int, last: int) -> TurnFacts:
        weeks = slice(first - 1, last)
        finished = int(self.runs.finished[0, weeks].sum())
        days = item_days(self.log, first, last)
        return TurnFacts(
            number=number, first=first, last=last, finished=finished,
            days=float(np.quantile(days, 0.85)) if days else float("nan"),
            in_progress=int(self.runs.gauge("in_progress")[0, last - 1]),
            deployments=int(self.runs.deployments[0, weeks].sum()),
            failed=int(self.runs.failed[0, weeks].sum()),
            notices=self.notices_of(first, last),
            held=turn.low <= finished <= turn.high,
            score=interval_score([turn.low], [turn.high], [finished], level=RANGE_LEVEL),
        )  # fmt: skip

    def weekly(self, name: str) -> list[float]:
        """A driver at the end of each week that was flown, in its unit."""
        return driver_by_week(self.runs, self.plans(), name)[: self.flown]

    @property
    def drawn_over(self) -> tuple[tuple[int, int], ...]:
        """Periods that were flown wholly."""
        return tuple(each for each in PERIODS if each[1] <= self.flown)

    def driver_by_period(self, name: str | None = None) -> tuple[float, ...]:
        """Mean of the driver in each period."""
        weekly = self.weekly(self.driver.name if name is None else name)
        return tuple(float(np.mean(weekly[first - 1 : last])) for first, last in self.drawn_over)


def notices_among(
    happened: Sequence[Happening], flight: CockpitFlight, first: int, last: int
) -> AlertOutcome:
    """What the rules of a flight do to what happened from week `first` to `last`."""
    return outcome_of(
        read_rules(PRESETS[flight.notices], kinds=list(LOG_KINDS)),
        [each for each in happened if first <= each.week <= last],
        people=len(flight.team.people), weeks=last - first + 1,
    )  # fmt: skip


def item_days(log: EventLog, first: int = 1, last: int = WEEKS) -> list[float]:
    """Working days from start to finish of the items that were finished in these weeks.

    Items that were in progress on the first morning are left out: nobody knows when they began.
    """
    begun = {each.item: each.time_days for each in log.of("start")}
    return [
        each.time_days - begun[each.item]
        for each in log.of("finish")
        if first <= each.week <= last and each.item in begun
    ]


def driver_by_week(runs: TeamRuns, plans: Sequence[Policy], name: str) -> list[float]:
    """A hidden driver of the first replication at the end of each week, in its unit."""
    if name == "exhaustion":
        return [100 * float(each) for each in runs.gauge("exhaustion")[0]]
    by_day = runs.record.flow.by_day
    built, reviewed = (by_day[stage][:, 0].astype(np.float64) for stage in ("built", "reviewed"))
    if name == "queue":
        return [float(each) for each in (built - reviewed)[DAYS - 1 :: DAYS]]
    if name == "load":
        ends = reviewed[DAYS - 1 :: DAYS]
        before = float(runs.record.flow.first_reviewed(0))
        return _review_load(runs, plans, np.diff(ends, prepend=before))
    raise UnknownName("driver", name, [each.name for each in DRIVERS])


def _review_load(runs: TeamRuns, plans: Sequence[Policy], reviewed: FloatArray) -> list[float]:
    """Of the time that reviewers have in a week, how much went into reviews; 0 without reviews."""
    known, found = runs.coefficients, []
    people = runs.gauge("people")[0]
    for plan, done, number in zip(plans, reviewed, people, strict=True):
        colleagues = {"none": 0, "one": 1, "two": 2, "single": 1}[plan.review]
        single = plan.review == "single"
        weeks = known.single_time if single else known.review_time * float(number)
        used = float(done) * colleagues * known.review_hours / WEEK_HOURS
        found.append(min(100 * used / weeks, 100.0))
    return found


def drawing_error(drawn: Sequence[float], true: Sequence[float]) -> float:
    """Mean distance between a drawing and the truth, in the driver's unit.

    >>> drawing_error([10, 20], [12, 14])
    4.0
    """
    if not drawn or len(drawn) != len(true):
        raise LeadlabError(f"There are {len(drawn)} points for {len(true)} periods.")
    return float(np.mean(np.abs(np.asarray(drawn, dtype=float) - np.asarray(true, dtype=float))))


def flat_error(true: Sequence[float]) -> float:
    """Mean distance of a flat line at the first value: what somebody is off who saw no change.

    >>> flat_error([10, 12, 14])
    2.0
    """
    return drawing_error([true[0]] * len(true), true)
