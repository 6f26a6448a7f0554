"""Single events of a simulated team, told from the flow of each day.

Work leaves every stage in the order in which it came. Within a day commits come first, then
reviews, then deployments, which share the changes of the day evenly; the first of them fail.
Times are working days since the first morning, five to a week.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from leadlab.simulation.engine_flow import Flow
from leadlab.simulation.policies import FloatArray
from leadlab.simulation.team import CHANGES_PER_ITEM, DAYS, SHIFTS

IntArray = npt.NDArray[np.int64]

# part of the day in which each kind of event lies
HOURS = {
    "arrived": (0.0, 0.05),
    "started": (0.05, 0.1),
    "built": (0.1, 0.5),
    "reviewed": (0.5, 0.7),
    "deployments": (0.7, 0.9),
}


def steps(by_day: npt.NDArray[np.integer], first: int) -> IntArray:
    """How many passed on each day, one replication after the other in one row."""
    sums = np.concatenate([np.full((1, by_day.shape[1]), first, dtype=np.int64), by_day])
    return np.asarray((sums[1:] - sums[:-1]).T.ravel(), dtype=np.int64)


def passages(by_day: npt.NDArray[np.integer], first: int, part: tuple[float, float]) -> FloatArray:
    """Times at which one after the other passed a stage, all replications in one row.

    `by_day` is the sum that had passed by the end of each day, (days, replications).

    >>> passages(np.array([[1], [1], [3]]), 0, (0.0, 1.0)).tolist()
    [0.5, 2.25, 2.75]
    """
    counts = steps(by_day, first)
    days = np.tile(np.arange(len(by_day)), by_day.shape[1])
    rank = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
    share = (rank + 0.5) / np.repeat(counts, counts)
    return np.asarray(np.repeat(days, counts) + part[0] + share * (part[1] - part[0]))


@dataclass(frozen=True, slots=True, eq=False)
class ChangeTimes:
    """Times of the deployed changes and of the items of a flow, all replications in one row."""

    flow: Flow

    @property
    def changes(self) -> IntArray:
        """How many changes of each replication were deployed."""
        return np.asarray(self.flow.by_day["deployed"][-1], dtype=np.int64)

    @property
    def deployed(self) -> FloatArray:
        """When each of them was."""
        return _deployment_times(self.flow)

    @property
    def committed(self) -> FloatArray:
        """When each of them had been committed; before the first morning at an even pace."""
        flow, changes = self.flow, self.changes
        built = flow.by_day["built"][-1].astype(np.int64) - flow.first_changes
        commits = passages(flow.by_day["built"], flow.first_changes, HOURS["built"])
        order = np.arange(int(changes.sum())) - np.repeat(np.cumsum(changes) - changes, changes)
        place = np.repeat(np.cumsum(built) - built, changes) + order - flow.first_changes
        early = order < flow.first_changes
        before = -(flow.first_changes - order - 0.5) / max(flow.per_day, 1e-9)
        known = commits[np.where(early, 0, place)] if len(commits) else np.zeros(len(order))
        return np.where(early, before, known)

    @property
    def lead_days(self) -> FloatArray:
        """Working days from commit to production."""
        return self.deployed - self.committed

    def item_days(self, before: int) -> list[FloatArray]:
        """Working days from start to finish of the items of each replication.

        Those `before`, which were in progress on the first morning, are left out.
        """
        flow, deployed = self.flow, self.deployed
        started = passages(flow.by_day["started"], flow.first_started, HOURS["started"])
        items = flow.by_day["started"][-1].astype(np.int64) - flow.first_started
        found, change, item = [], 0, 0
        for changes, begun in zip(self.changes.tolist(), items.tolist(), strict=True):
            last = deployed[change : change + changes][CHANGES_PER_ITEM - 1 :: CHANGES_PER_ITEM]
            ends, begins = last[before:], started[item : item + begun]
            done = min(len(ends), len(begins))
            found.append(ends[:done] - begins[:done])
            change, item = change + changes, item + begun
        return found


def _deployment_times(flow: Flow) -> FloatArray:
    """Time of the deployment that each change went out with."""
    by_day = flow.by_day
    times = passages(by_day["deployments"], 0, HOURS["deployments"])
    a_day = steps(by_day["deployments"], 0)
    changes_a_day = steps(by_day["deployed"], 0)
    rank = np.arange(len(times)) - np.repeat(np.cumsum(a_day) - a_day, a_day)
    each, more = np.divmod(changes_a_day, np.maximum(a_day, 1))
    batch = np.repeat(each, a_day) + (rank < np.repeat(more, a_day))
    return np.repeat(times, batch)


# --- the log of one replication -----------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event; `item`, `change` and `deployment` count from 1, None where they say nothing."""

    time_days: float
    kind: str
    item: int | None = None
    change: int | None = None
    deployment: int | None = None
    hours: float | None = None

    @property
    def week(self) -> int:
        """Week of the event, from 1."""
        return int(self.time_days // DAYS) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Delivery measures of a log, reckoned from its events."""

    lead_time_days: float
    deployments_a_week: float
    failed_share: float
    recovery_hours: float
    items_a_week: float


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLog:
    """Events of one replication in order of time."""

    weeks: int
    events: tuple[Event, ...]

    def __len__(self) -> int:
        return len(self.events)

    def __iter__(self) -> Iterator[Event]:
        return iter(self.events)

    def __repr__(self) -> str:
        kinds = sorted({each.kind for each in self.events})
        counted = ", ".join(f"{len(self.of(kind))} {kind}" for kind in kinds)
        return f"EventLog({self.weeks} weeks: {counted})"

    def of(self, kind: str) -> tuple[Event, ...]:
        """Events of one kind."""
        return tuple(each for each in self.events if each.kind == kind)

    @property
    def columns(self) -> dict[str, list[float | str | int | None]]:
        """The log as columns, ready for a table."""
        names = ("time_days", "week", "kind", "item", "change", "deployment", "hours")
        return {name: [getattr(each, name) for each in self.events] for name in names}

    def delivery(self) -> Delivery:
        """Lead time (median), frequency, failures, recovery (median) and throughput."""
        deployments = self.of("deployment")
        out = {each.deployment: each.time_days for each in deployments}
        shipped = [each for each in self.of("release") if each.change is not None]
        commits = {each.change: each.time_days for each in self.of("commit")}
        leads = [
            out[each.deployment] - commits[each.change]
            for each in shipped
            if each.change in commits
        ]
        recoveries = [each.hours for each in self.of("recovery") if each.hours is not None]
        return Delivery(
            lead_time_days=float(np.median(leads)) if leads else float("nan"),
            deployments_a_week=len(deployments) / self.weeks,
            failed_share=len(self.of("failure")) / max(len(deployments), 1),
            recovery_hours=float(np.median(recoveries)) if recoveries else float("nan"),
            items_a_week=len(self.of("finish")) / self.weeks,
        )


def events_of(
    flow: Flow, pages: npt.NDArray[np.int16], incidents: FloatArray, replication: int
) -> EventLog:
    """Log of one replication: from arrivals and commits to recoveries and pages."""
    one = {name: sums[:, [replication]] for name, sums in flow.by_day.items()}
    weeks = len(one["built"]) // DAYS
    found: list[Event] = []
    arrivals = passages(one["arrived"], 0, HOURS["arrived"])
    found += [Event(time_days=float(time), kind="arrival") for time in arrivals]
    starts = passages(one["started"], flow.first_started, HOURS["started"])
    for number, time in enumerate(starts, start=flow.first_started + 1):
        found.append(Event(time_days=float(time), kind="start", item=number))
    for kind, stage, first in (
        ("commit", "built", flow.first_changes),
        ("review", "reviewed", int(flow.first_reviewed(0))),
    ):
        times = passages(one[stage], first, HOURS[stage])
        for number, time in enumerate(times, start=first + 1):
            found.append(_of_change(kind, float(time), number))
    found += _deployed(flow, one, replication)
    found += _paged(pages[:, replication])
    for week, count in enumerate(np.rint(incidents[replication]).astype(int)):
        found += [Event(time_days=week * DAYS + 0.0, kind="incident")] * int(count)
    return EventLog(weeks=weeks, events=tuple(sorted(found, key=lambda each: each.time_days)))


def _of_change(kind: str, time: float, number: int, deployment: int | None = None) -> Event:
    item = (number - 1) // CHANGES_PER_ITEM + 1
    return Event(time_days=time, kind=kind, item=item, change=number, deployment=deployment)


def _deployed(
    flow: Flow, one: dict[str, npt.NDArray[np.int32]], replication: int
) -> Iterator[Event]:
    """Deployments with their changes, failures and recoveries."""
    times = iter(passages(one["deployments"], 0, HOURS["deployments"]))
    done = change = 0
    for day, (all_deployments, all_changes) in enumerate(
        zip(one["deployments"][:, 0], one["deployed"][:, 0], strict=True)
    ):
        today = int(all_deployments) - done
        each, more = divmod(int(all_changes) - change, max(today, 1))
        hours = float(flow.recovery_hours[day, replication])
        for number in range(today):
            done += 1
            time = float(next(times))
            yield Event(time_days=time, kind="deployment", deployment=done)
            for _ in range(each + (number < more)):
                change += 1
                yield _of_change("release", time, change, done)
                if change % CHANGES_PER_ITEM == 0:
                    yield _of_change("finish", time, change, done)
            if number < int(one["failed"][day, 0]):
                yield Event(time_days=time, kind="failure", deployment=done)
                yield Event(
                    time_days=time + hours / 24, kind="recovery", deployment=done, hours=hours
                )


def _paged(pages: npt.NDArray[np.int16]) -> Iterator[Event]:
    """Pages by shift, two a day; those of the weekend stand at the end of Friday."""
    for shift, count in enumerate(pages):
        week, place = divmod(shift, SHIFTS)
        day, night = divmod(place, 2)
        within = min(day + (0.95 if night else 0.92), DAYS - 0.01)
        for _ in range(int(count)):
            yield Event(time_days=week * DAYS + within, kind="page")
