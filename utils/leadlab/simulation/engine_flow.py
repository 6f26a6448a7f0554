"""The flow of work through a week, day by day: backlog, build, review, pipeline, deployment.

An item is four changes. Work content is drawn for each item, whatever the policy, so that the
same item is as large under every plan. The sum of what passed each stage is kept for each day.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from leadlab.simulation.engine_chance import (
    RECOVERY,
    BoolArray,
    IntArray,
    Stream,
    Thresholds,
    add_up,
    exp_minus,
    poisson,
    ratios,
)
from leadlab.simulation.engine_plan import Plan
from leadlab.simulation.policies import FloatArray
from leadlab.simulation.team import CHANGES_PER_ITEM, DAYS, Team

SPECK = 1e-9
ROWS, CELLS = 6, 8_000  # drawn at once, one or the other, so that they stay in the cache
STAGES = ("arrived", "started", "built", "reviewed", "deployed", "deployments", "failed")


class Sizes:
    """Work content of the items of each replication, added up; drawn as far as needed.

    The numbers come row by row, so that it does not matter how many are drawn at once.
    """

    def __init__(self, rng: Stream, size: FloatArray, tail_share: FloatArray, count: int) -> None:
        self._rng, self._size, self._tail_share, self._count = rng, size, tail_share, count
        self.ends = np.zeros((1, count))

    def reach(self, item: int, *, room: int = 64) -> None:
        """Draw sizes at least up to this item, and some more."""
        drawn = len(self.ends)
        if item < drawn - 1:
            return
        ends = np.empty((item + 2 + room, self._count))
        ends[:drawn] = self.ends
        many = max(ROWS, CELLS // self._count)
        for first in range(drawn, len(ends), many):
            rows = ends[first : first + many]
            u = self._rng.random(rows.shape)
            np.multiply(ratios(u, self._tail_share), self._size, out=rows)
        add_up(ends[drawn - 1 :])
        self.ends = ends


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekOfWork:
    """What people bring to a week; each a number or an array (replications,)."""

    people: FloatArray
    feature_work: FloatArray
    breaks: FloatArray
    review_pool: FloatArray
    review_work: FloatArray


class Flow:
    """Work on its way; counts are (replications,), records (days, replications)."""

    def __init__(
        self, team: Team, rng: dict[str, Stream], replications: int, weeks: int,
        *, size: FloatArray, tail_share: FloatArray, rework: FloatArray, pipeline_days: FloatArray,
    ) -> None:  # fmt: skip
        self._team, self._rng, self._count = team, rng, replications
        self._here = np.arange(replications)
        self._mending = np.broadcast_to(rework, (replications,))
        self._delay = pipeline_days.astype(np.int64)
        self._longest_delay = int(self._delay.max())
        days = weeks * DAYS
        # not zeros: every day is written, and the system hands out large empty blocks faster
        block = np.empty((len(STAGES), days, replications), dtype=np.int32)
        self.by_day = dict(zip(STAGES, block, strict=True))
        self.recovery_hours = np.zeros((days, replications), dtype=np.float32)
        self.sizes = Sizes(rng["sizes"], size, tail_share, replications)
        self.bad = Thresholds(rng["failures"], replications)
        self.hazard = np.zeros(replications)
        # in the middle of things: some items are built and wait on their way out
        self.per_day = team.throughput * CHANGES_PER_ITEM / DAYS
        away = min(round(self.per_day * 3.5 / CHANGES_PER_ITEM), team.in_progress)
        self.first_changes = away * CHANGES_PER_ITEM
        self.first_started = team.in_progress
        self._first_items = team.backlog + team.in_progress
        self.arrived = np.zeros(replications, dtype=np.int64)
        self.started = np.full(replications, team.in_progress, dtype=np.int64)
        self.items = np.full(replications, away, dtype=np.int64)
        self.built = np.full(replications, self.first_changes, dtype=np.int64)
        first_reviewed = max(self.first_changes - self.per_day, 0.0)
        self.reviewed_part = np.full(replications, first_reviewed)
        self.deployed = np.zeros(replications, dtype=np.int64)
        self.deployments = np.zeros(replications, dtype=np.int64)
        self.rework = np.zeros(replications)
        self.review_spent = np.zeros(replications)
        self.sizes.reach(team.in_progress + 1, room=round(1.1 * team.throughput * weeks))
        self._begun = self.sizes.ends[away].copy()
        self._next = self.sizes.ends[away + 1].copy()
        # of the ends of the next items, row by row in one line
        self._place = self._here + (away + 1) * replications
        self.work_done = self._begun.copy()

    def first_reviewed(self, days_ago: int) -> float:
        """Changes that had been reviewed so many days before the first."""
        return max(self.first_changes - self.per_day * (1 + days_ago), 0.0)

    @property
    def backlog(self) -> IntArray:
        """Items that nobody has started."""
        return self.arrived - self.started + self._first_items

    @property
    def in_progress(self) -> IntArray:
        """Items that were started and are not wholly in production."""
        return self.started - self.deployed // CHANGES_PER_ITEM

    @property
    def in_hand(self) -> IntArray:
        """Items that are being built."""
        return self.started - self.items

    def week(self, week: int, plan: Plan, work: WeekOfWork, switch_cost: FloatArray,
             people_per_item: FloatArray) -> None:  # fmt: skip
        """Five days of work."""
        arriving = poisson(
            self._rng["arrivals"].random((DAYS, self._count)),
            np.asarray(self._team.arrivals / DAYS),
        ).astype(np.int64)
        answering = 2 * self._rng["review"].random((DAYS, self._count))
        recovering = self._rng["recovery"].random((DAYS, self._count))
        wip_limit, batch = plan.wip_limit.astype(np.int64), plan.batch_size.astype(np.int64)
        width = np.maximum(batch * work.breaks, 1e-12)  # of a batch on the clock of hazard
        a_day, read_a_day = work.feature_work / DAYS, work.review_pool / DAYS
        unread = plan.reviews == 0
        some_unread = bool(unread.any())
        for number in range(DAYS):
            day = week * DAYS + number
            self._start(arriving[number], wip_limit)
            self._build(a_day, work.people, switch_cost, people_per_item)
            self._review(
                read_a_day * answering[number], work.review_work, unread if some_unread else None
            )
            self._record(day)
            before = self.hazard
            self._deploy(day, batch, width, work.breaks)
            self._fail(day, before, width, recovering[number])

    def _start(self, arriving: IntArray, wip_limit: IntArray) -> None:
        self.arrived += arriving
        room = np.minimum(wip_limit - self.in_progress, self.backlog)
        self.started += np.maximum(room, 0)
        self.sizes.reach(int(np.maximum.reduce(self.started)) + 1)

    def _build(
        self, a_day: FloatArray, people: FloatArray, switch_cost: FloatArray,
        people_per_item: FloatArray,
    ) -> None:  # fmt: skip
        """First what failed, then the items in hand, at most so many people on each."""
        able = np.maximum(a_day - self.review_spent, 0.0)
        mended = np.minimum(self.rework, able)
        self.rework -= mended
        each = self.in_hand.astype(np.float64) / people
        busy = np.minimum(each * people_per_item, 1.0)
        focus = 1 + switch_cost * np.maximum(each - 1, 0.0)
        end = self.sizes.ends.take(self.started * self._count + self._here)
        self.work_done = np.minimum(self.work_done + (able - mended) * busy / focus, end)
        self._finish_items()
        part = (self.work_done - self._begun) / (self._next - self._begun)
        quarters = np.minimum((part * CHANGES_PER_ITEM + SPECK).astype(np.int64), 3)
        self.built = self.items * CHANGES_PER_ITEM + quarters

    def _finish_items(self) -> None:
        """Go on to the next item as often as the work reaches."""
        ends, reached = self.sizes.ends, self.work_done + SPECK
        some = False
        while np.count_nonzero(done := reached >= self._next):
            some = True
            self._place += done * self._count
            self._next = ends.take(self._place)
        if some:
            place = self._place - self._count
            self._begun = ends.take(place)
            self.items = place // self._count

    def _review(self, able: FloatArray, work: FloatArray, unread: BoolArray | None) -> None:
        before, built = self.reviewed_part, self.built.astype(np.float64)
        after = np.minimum(before + able, built)
        self.reviewed_part = after if unread is None else np.where(unread, built, after)
        self.review_spent = (self.reviewed_part - before) * work

    def _record(self, day: int) -> None:
        by_day = self.by_day
        by_day["arrived"][day] = self.arrived
        by_day["started"][day] = self.started
        by_day["built"][day] = self.built
        by_day["reviewed"][day] = self.reviewed_part + SPECK

    def _ready(self, day: int) -> IntArray:
        """Changes that have left the pipeline."""
        reviewed = self.by_day["reviewed"]
        if self._delay.ndim == 0:
            one = day - int(self._delay)
            if one >= 0:
                return np.asarray(reviewed[one], dtype=np.int64)
            return np.full(self._count, int(self.first_reviewed(-one - 1)))
        if day >= self._longest_delay:
            places = (day - self._delay) * self._count + self._here
            return reviewed.take(places).astype(np.int64)
        then = day - self._delay
        early = np.maximum(self.first_changes - self.per_day * -then, 0.0).astype(np.int64)
        return np.where(then >= 0, reviewed[np.maximum(then, 0), self._here], early)

    def _deploy(self, day: int, batch: IntArray, width: FloatArray, breaks: FloatArray) -> None:
        """Deploy full batches, and what is left where no more can come."""
        ready = self._ready(day)
        waiting = np.maximum(ready - self.deployed, 0)
        batches = waiting // batch
        changes = batches * batch
        self.hazard = self.hazard + batches.astype(np.float64) * width
        if np.count_nonzero(self.items == self.started):
            last_ones = np.where(ready == self.started * CHANGES_PER_ITEM, waiting - changes, 0)
            changes += last_ones
            batches += last_ones > 0
            self.hazard += last_ones * breaks
        self.deployed += changes
        self.deployments += batches
        self.by_day["deployed"][day] = self.deployed
        self.by_day["deployments"][day] = self.deployments

    def _fail(self, day: int, before: FloatArray, width: FloatArray, luck: FloatArray) -> None:
        """A deployment fails if any of its changes is bad; `before` is the hazard of yesterday."""
        failed = self.by_day["failed"][day]
        failed.fill(0)
        some = here = (self.bad.next < self.hazard).nonzero()[0]
        marks, last = self.bad.next[here], -1.0
        while len(here):
            cell = np.floor((marks - before[here]) / width[here])
            failed[here] += cell > last
            marks = self.bad.advance(here)
            again = (marks < self.hazard[here]).nonzero()[0]
            if not len(again):
                break
            here, marks, last = here[again], marks[again], cell[again]
        self.rework[some] += failed[some] * self._mending[some]
        cells = (luck[some] * len(RECOVERY)).astype(np.int64)
        self.recovery_hours[day, some] = RECOVERY.take(cells)


def failure_chance(breaks: FloatArray | float, batch: FloatArray | float) -> FloatArray:
    """Chance that a deployment of so many changes fails, at this hazard of each change.

    >>> round(float(failure_chance(0.03046, 6)), 2)
    0.17
    """
    return 1 - exp_minus(np.asarray(breaks, dtype=np.float64) * np.asarray(batch))


def hazard_of(chance: FloatArray) -> FloatArray:
    """-ln(1 - q) of a chance q up to one half, from products alone.

    >>> round(float(hazard_of(np.array(0.03))), 5)
    0.03046
    """
    ratio = chance / (2 - chance)
    square = ratio * ratio
    return np.asarray(
        2 * ratio * (1 + square * (1 / 3 + square * (1 / 5 + square * (1 / 7 + square / 9))))
    )
