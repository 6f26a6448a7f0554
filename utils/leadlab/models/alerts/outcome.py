"""What a set of rules does to what happened: told in time, told for nothing, found too late.

What a notice takes comes from `ways`. One person in ten is away when they are told (a course
assumption, grade D); of two, one in a hundred times nobody is there. Nights and weekends follow
the clock of the event: it is quiet for messages and digests, and three times as dear for pages.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from leadlab.models.alerts.rules import Rule, UnusableRule, rule_for
from leadlab.models.alerts.ways import Event, is_night, seen_after, taken_by

AWAY = 0.1
"""Chance that somebody who is told cannot act before it is found anyway."""
LOUD = ("page", "message")
MINUTES = 60
DAYS_A_WEEK = 5
SOON = 0.5
"""Caught: somebody acts within this share of the time after which it is found anyway."""
NOTHING_TO_DO = 0.5
"""Hours of harm in all below which a notice was for nothing: it takes about as much itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Something that happened; rules know its kind and its hour, and not the harm.

    `found_anyway` counts hours until somebody comes upon it or it is over by itself.
    """

    kind: str
    week: int
    hour: int
    harm_an_hour: float
    found_anyway: float

    @property
    def worth_a_notice(self) -> bool:
        """Whether there is something to be saved by acting on it."""
        return self.harm_an_hour * self.found_anyway > NOTHING_TO_DO


@dataclass(frozen=True, slots=True, kw_only=True)
class KindOutcome:
    """What the rules did to the events of one kind; hours are of all weeks together."""

    kind: str
    happened: int
    caught: int
    late: int
    needless: int
    hours_to_react: float
    """Median until somebody acted, of those worth a notice; NaN if there were none."""
    notice_minutes: float
    harm_hours: float

    @property
    def share_caught(self) -> float:
        """Share of those worth a notice on which somebody acted soon; NaN if there were none."""
        worth = self.caught + self.late
        return self.caught / worth if worth else math.nan


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertOutcome:
    """What the rules did to a log; the cost of notices is focus, that of harm is work."""

    weeks: int
    people: int
    kinds: tuple[KindOutcome, ...]
    interruptions: int
    night_pages: int

    @property
    def a_person_day(self) -> float:
        """Interruptions (pages and messages) for each person and working day."""
        return self.interruptions / (self.people * self.weeks * DAYS_A_WEEK)

    @property
    def focus_minutes(self) -> float:
        """Minutes that notices take from each person in a week."""
        return math.fsum(each.notice_minutes for each in self.kinds) / (self.weeks * self.people)

    @property
    def notice_hours(self) -> float:
        """Hours a week that notices take from all together."""
        return self.focus_minutes * self.people / MINUTES

    @property
    def harm_hours(self) -> float:
        """Hours a week of harm until somebody acts."""
        return math.fsum(each.harm_hours for each in self.kinds) / self.weeks

    @property
    def hours(self) -> float:
        """Hours a week that notices and harm cost together."""
        return self.notice_hours + self.harm_hours

    def hours_at(self, dearness: float) -> float:
        """The same with notices that take so many times as much.

        0 is the reading of a laboratory study, in which interrupted people lost no time.
        """
        return dearness * self.notice_hours + self.harm_hours

    def hours_of(self, kind: str, dearness: float = 1.0) -> tuple[float, float]:
        """Hours a week of notices and of harm by one kind of event; nothing if it never came."""
        for each in self.kinds:
            if each.kind == kind:
                notices = dearness * each.notice_minutes / MINUTES
                return notices / self.weeks, each.harm_hours / self.weeks
        return 0.0, 0.0

    @property
    def caught(self) -> int:
        """Events on which somebody acted soon."""
        return sum(each.caught for each in self.kinds)

    @property
    def late(self) -> int:
        """Events that were worth a notice, and on which nobody acted soon."""
        return sum(each.late for each in self.kinds)

    @property
    def needless(self) -> int:
        """Loud notices of something on which there was nothing to do."""
        return sum(each.needless for each in self.kinds)


def outcome_of(
    rules: Iterable[Rule], happened: Sequence[Happening], *, people: int, weeks: int
) -> AlertOutcome:
    """Caught, late and needless, interruptions and hours of a set of rules.

    >>> down = Happening(kind="down", week=1, hour=10, harm_an_hour=5, found_anyway=4)
    >>> told = outcome_of([Rule(kind="down", way="page")], [down], people=8, weeks=1)
    >>> told.caught, told.interruptions, round(told.harm_hours, 2)
    (1, 1, 2.45)

    Args:
        rules: The first that names the kind of an event is followed.
        happened: In order of time.
        people: In the team.
        weeks: Length of the log.
    """
    if people < 1 or weeks < 1:
        raise UnusableRule("A log needs at least one person and one week.")
    known = tuple(rules)
    tally: dict[str, _Tally] = {}
    loud = nights = pages = 0
    week = 0
    for each in happened:
        if each.week != week:
            week, pages = each.week, 0
        mine = tally.setdefault(each.kind, _Tally([], []))
        told = _told(each, rule_for(each.kind, known), people=people, pages=pages)
        mine.add(each, told)
        loud += told.loud
        pages += told.paged
        nights += told.loud if told.paged and told.night else 0
    return AlertOutcome(
        weeks=weeks, people=people, interruptions=loud, night_pages=nights,
        kinds=tuple(one.total(kind) for kind, one in tally.items()),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Told:
    """How one event went: hours until somebody acted, and what telling took."""

    acted: float
    minutes: float
    loud: int
    paged: bool
    night: bool


@dataclass(slots=True)
class _Tally:
    reacted: list[float]
    flags: list[tuple[bool, bool]]
    needless: int = 0
    minutes: float = 0.0
    harm: float = 0.0

    def add(self, each: Happening, told: _Told) -> None:
        self.minutes += told.minutes
        self.harm += told.acted * each.harm_an_hour
        self.flags.append((each.worth_a_notice, told.acted <= SOON * each.found_anyway))
        if each.worth_a_notice:
            self.reacted.append(told.acted)
        elif told.loud:
            self.needless += 1

    def total(self, kind: str) -> KindOutcome:
        worth = [soon for needed, soon in self.flags if needed]
        return KindOutcome(
            kind=kind, happened=len(self.flags), caught=sum(worth),
            late=len(worth) - sum(worth), needless=self.needless,
            hours_to_react=median(self.reacted) if self.reacted else math.nan,
            notice_minutes=self.minutes, harm_hours=self.harm,
        )  # fmt: skip


def _told(each: Happening, rule: Rule | None, *, people: int, pages: int) -> _Told:
    if rule is None or rule.way == "nothing" or rule.after_hours >= each.found_anyway:
        return _Told(each.found_anyway, 0.0, 0, paged=False, night=False)
    hour = int(each.hour + rule.after_hours) % 24
    left = each.found_anyway - rule.after_hours
    event = Event(
        kind=each.kind, harm_an_hour=each.harm_an_hour, found_anyway=left, hour=hour,
        pages_this_week=pages,
    )  # fmt: skip
    count = {"owner": 1, "pair": min(2, people), "team": people}[rule.who]
    nobody = AWAY**count
    seen = (1 - nobody) * seen_after(event, rule.way) + nobody * left
    minutes = MINUTES * count * taken_by(rule.way, hour)
    loud = count if rule.way in LOUD else 0
    return _Told(
        rule.after_hours + seen, minutes, loud, paged=rule.way == "page", night=is_night(hour)
    )
