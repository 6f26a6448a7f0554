"""What a tool could send notices about, read from the event log of a simulated team.

When something happened, and how long a change waited for its review or an item for its end,
comes from the log. What an hour of it costs, and when somebody would come upon a failure or an
alarm, is drawn from the ranges of `notice_weeks`: assumptions of the course (grade D).
Hours run by the clock of working days; weekends are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from leadlab.models.alerts import AlertOutcome, Happening, Rule, outcome_of
from leadlab.simulation.event_log import Event, EventLog
from leadlab.simulation.notice_weeks import KINDS
from leadlab.simulation.team import DAYS
from leadlab.simulation.team_runs import TeamRuns

FAILED, WAITS, OVERDUE, ALARM, MOVED = (
    "deployment failed", "review waits", "item overdue", "alarm", "card moved",
)  # fmt: skip
LOG_KINDS = {
    FAILED: "service down", WAITS: "review waits", OVERDUE: "dependency slipped",
    ALARM: "nightly build red", MOVED: "card moved",
}  # fmt: skip
"""Kind in the log, and the kind of `notice_weeks` whose harm it has."""
DUE_SHARE = 0.7
"""Share of items that keep the date that was named for them; what hangs on the others, shifts."""
FIRST_HOUR, WORK_HOURS = 8, 10
NIGHT_SHARE = 0.935  # between the marks of a day's pages and of a night's

PRESETS = {
    "nobody": "",
    "usual": "deployment failed: page owner\nreview waits: message owner\n"
    "item overdue: digest team\nalarm: page owner\ncard moved: message owner",
    "everybody": "\n".join(f"{kind}: message team" for kind in LOG_KINDS),
    "waiting": "deployment failed: page pair\nreview waits after 8 h: message owner\n"
    "item overdue: message owner\nalarm after 4 h: digest owner",
}
"""Sets of rules to begin with, as text."""


def happenings_of(
    runs: TeamRuns, *, replication: int = 0, luck: int | None = None
) -> tuple[Happening, ...]:
    """Failures, waiting reviews, overdue items, alarms and moved cards of one replication.

    >>> from leadlab.simulation.engine import simulate
    >>> from leadlab.simulation.team import Team, equal_people
    >>> from leadlab.simulation.team_policy import Policy
    >>> runs = simulate(Team(people=equal_people(8)), Policy(), weeks=4, replications=1)
    >>> sorted({each.kind for each in happenings_of(runs)})
    ['alarm', 'card moved', 'deployment failed', 'item overdue', 'review waits']

    Args:
        runs: A simulated team.
        replication: Which replication.
        luck: Number of the draws of harm; that of the replication unless it is given.
    """
    log = runs.events(replication)
    rng = np.random.default_rng([runs.seed, replication if luck is None else luck, 20])
    found = [*_failures(log), *_waits(log), *_overdue(log), *_plain(log)]
    found.sort(key=lambda each: (each[0], each[1]))
    return tuple(_happening(*each, rng) for each in found)


def best_rules(happened: Sequence[Happening], *, people: int, weeks: int) -> tuple[Rule, ...]:
    """For each kind the rule that costs fewest hours on this log, the others held as they are.

    It has seen the log, as no rule can; hold your own against it, and do not copy it.
    """
    found: dict[str, Rule] = {}
    for kind in LOG_KINDS:
        mine = [each for each in happened if each.kind == kind]
        tried: list[tuple[float, int, Rule]] = []
        for number, rule in enumerate(_candidates(kind)):
            told: AlertOutcome = outcome_of([rule], mine, people=people, weeks=weeks)
            tried.append((told.hours, number, rule))
        found[kind] = min(tried)[2]
    return tuple(found.values())


def _candidates(kind: str) -> Iterator[Rule]:
    yield Rule(kind=kind, way="nothing")
    for way in ("digest", "message", "page"):
        for who in ("owner", "pair"):
            for hours in (0, 2, 4, 8, 16, 24, 48):
                yield Rule(kind=kind, way=way, who=who, after_hours=hours)


Raw = tuple[float, str, float | None]
"""Time in working days, kind, and hours until it is over if the log knows them."""


def _failures(log: EventLog) -> Iterator[Raw]:
    for each in log.of("failure"):
        yield each.time_days, FAILED, None


def _waits(log: EventLog) -> Iterator[Raw]:
    done = {each.change: each.time_days for each in log.of("review")}
    for each in log.of("commit"):
        if each.change in done:
            yield each.time_days, WAITS, 24 * (done[each.change] - each.time_days)


def _overdue(log: EventLog) -> Iterator[Raw]:
    """From the day that was named, the 70th percentile of past items, until the item is done."""
    begun = {each.item: each.time_days for each in log.of("start")}
    ends = [each for each in log.of("finish") if each.item in begun]
    if not ends:
        return
    due = float(np.quantile([each.time_days - begun[each.item] for each in ends], DUE_SHARE))
    for each in ends:
        late = each.time_days - begun[each.item] - due
        if late > 0:
            yield begun[each.item] + due, OVERDUE, 24 * late


def _plain(log: EventLog) -> Iterator[Raw]:
    for each in log.of("page"):
        yield each.time_days, ALARM, None
    moved: tuple[Event, ...] = (*log.of("start"), *log.of("finish"))
    for each in moved:
        yield each.time_days, MOVED, None


def _happening(time: float, kind: str, hours: float | None, rng: np.random.Generator) -> Happening:
    _, harm, anyway = KINDS[LOG_KINDS[kind]]
    share = time - np.floor(time)
    hour = int(FIRST_HOUR + WORK_HOURS * share)
    if kind == ALARM:  # the log sets a shift's pages to its end
        hour = int(rng.integers(8, 18) if share < NIGHT_SHARE else rng.integers(18, 32)) % 24
    return Happening(
        kind=kind, week=int(time // DAYS) + 1, hour=hour,
        harm_an_hour=float(rng.uniform(*harm)),
        found_anyway=float(rng.uniform(*anyway)) if hours is None else max(float(hours), 0.1),
    )  # fmt: skip
