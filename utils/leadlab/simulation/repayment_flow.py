"""The flow of work where nothing but the time for it changes, for as long as worlds last.

The laws are those of `engine_flow`; a test holds the two beside each other. What is counted in
items is kept as places in one line of all items of all worlds: item * worlds + world.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from leadlab.simulation.engine_chance import IntArray
from leadlab.simulation.engine_flow import SPECK
from leadlab.simulation.policies import FloatArray
from leadlab.simulation.repayment_luck import Luck
from leadlab.simulation.team import CHANGES_PER_ITEM, DAYS, Team


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """What people bring to a week, each (worlds,)."""

    people: FloatArray
    feature_work: FloatArray
    breaks: FloatArray
    review_pool: FloatArray
    review_work: FloatArray
    switch_cost: FloatArray
    people_per_item: FloatArray


class DaysOfWork:
    """Work on its way, in the worlds from `first` on."""

    def __init__(self, team: Team, luck: Luck, *, wip_limit: float, batch: float) -> None:
        count = luck.open_to.shape[1]
        self.first, self._all, self._batch = 0, count, batch
        self._answering, self._open_to = luck.answering, luck.open_to
        self._ends, self._bad = luck.sizes.ravel(), luck.bad
        self._world = np.arange(count)
        self._limit = int(wip_limit) * count + self._world
        self._mending = np.broadcast_to(luck.known["rework"], (count,))
        # in the middle of things: some items are built and wait on their way out
        per_day = team.throughput * CHANGES_PER_ITEM / DAYS
        away = min(round(per_day * 3.5 / CHANGES_PER_ITEM), team.in_progress)
        changes = away * CHANGES_PER_ITEM
        self._started = team.in_progress * count + self._world
        self._next_at = (away + 1) * count + self._world
        self._begun, self._next = luck.sizes[away].copy(), luck.sizes[away + 1].copy()
        self.work_done = self._begun.copy()
        self.built = np.full(count, float(changes))
        self._read = np.full(count, max(changes - per_day, 0.0))
        delay = luck.known["pipeline_days"].astype(np.int64)
        self._before = int(delay.max())
        self._ready_at = (self._before - delay) * count + self._world
        self._reviewed = np.empty((self._before + len(self._open_to), count))
        for ago in range(1, self._before + 1):
            self._reviewed[self._before - ago] = int(max(changes - per_day * ago, 0.0))
        self.deployed, self._hazard, self._rework, self._read_for = np.zeros((4, count))
        self._out = np.zeros(count, dtype=np.int64)
        self._most, self._used = 0, np.zeros(count, dtype=np.int64)
        self._mark = self._bad.rows[0].copy()

    @property
    def started(self) -> IntArray:
        """Items that were started."""
        return self._started // self._all

    @property
    def finished(self) -> IntArray:
        """Items that are wholly in production."""
        return self._out // self._all

    def keep_from(self, first: int) -> None:
        """Go on without the worlds before this one."""
        for name in (
            "_world", "_limit", "_mending", "_started", "_next_at", "_begun", "_next", "work_done",
            "built", "_read", "_ready_at", "deployed", "_hazard", "_rework", "_read_for", "_out",
            "_used", "_mark",
        ):  # fmt: skip
            setattr(self, name, getattr(self, name)[first - self.first :].copy())
        self.first = first

    def week(self, week: int, work: Effort) -> tuple[FloatArray, FloatArray]:
        """Five days of work: deployments, and those that failed, each (days, worlds)."""
        days = slice(week * DAYS, (week + 1) * DAYS)
        read = work.review_pool / DAYS * self._answering[days, self.first :]
        width = np.maximum(self._batch * work.breaks, 1e-12)  # of a batch on the clock of hazard
        a_day, crew = work.feature_work / DAYS, work.people * self._all
        deployments, failed = np.zeros((2, DAYS, len(width)))
        for number in range(DAYS):
            self._build(week * DAYS + number, a_day, crew, work)
            self._review(week * DAYS + number, read[number], work.review_work)
            before = self._hazard
            self._deploy(width, work.breaks, deployments[number])
            here = (self._mark < self._hazard).nonzero()[0]
            if len(here):
                self._fail(here, before, width, failed[number])
        return deployments, failed

    def _build(self, day: int, a_day: FloatArray, crew: FloatArray, work: Effort) -> None:
        """First what failed, then the items in hand, at most so many people on each."""
        room = np.minimum(self._limit + self._out, self._open_to_day(day))
        started = self._started = np.maximum(self._started, room)
        able = np.maximum(a_day - self._read_for, 0.0)
        mended = np.minimum(self._rework, able)
        self._rework -= mended
        each = (started - self._next_at + self._all) / crew
        busy = np.minimum(each * work.people_per_item, 1.0)
        focus = 1 + work.switch_cost * np.maximum(each - 1, 0.0)
        done = np.minimum(
            self.work_done + (able - mended) * busy / focus, self._ends.take(started)
        )
        self.work_done = done
        self._finish_items(done + SPECK)
        part = (done - self._begun) / (self._next - self._begun)
        quarters = np.minimum(np.floor(part * CHANGES_PER_ITEM + SPECK), 3.0)
        begun = (self._next_at - self._world) / (self._all / CHANGES_PER_ITEM)
        self.built = begun + quarters - CHANGES_PER_ITEM

    def _open_to_day(self, day: int) -> IntArray:
        return self._open_to[day, self.first :] * self._all + self._world

    def _finish_items(self, reached: FloatArray) -> None:
        """Go on to the next item as often as the work reaches."""
        some = False
        while np.count_nonzero(done := reached >= self._next):
            some = True
            self._next_at += done * self._all
            self._next = self._ends.take(self._next_at)
        if some:
            self._begun = self._ends.take(self._next_at - self._all)

    def _review(self, day: int, able: FloatArray, work: FloatArray) -> None:
        before = self._read
        self._read = np.minimum(before + able, self.built)
        self._read_for = (self._read - before) * work
        row = self._reviewed[self._before + day, self.first :]
        np.floor(self._read + SPECK, row)

    def _deploy(self, width: FloatArray, breaks: FloatArray, deployments: FloatArray) -> None:
        """Deploy full batches, and what is left where no more can come."""
        ready = self._reviewed.take(self._ready_at)
        self._ready_at += self._all
        waiting = np.maximum(ready - self.deployed, 0.0)
        batches = np.floor(waiting / self._batch)
        changes = batches * self._batch
        self._hazard = self._hazard + batches * width
        if np.count_nonzero(self._next_at > self._started):  # everything started is built
            most = (self._started - self._world) / (self._all / CHANGES_PER_ITEM)
            last_ones = np.where(ready == most, waiting - changes, 0.0)
            changes += last_ones
            batches += last_ones > 0
            self._hazard += last_ones * breaks
        self.deployed += changes
        self._out = (np.floor(self.deployed / CHANGES_PER_ITEM) * self._all).astype(np.int64)
        deployments[:] = batches

    def _fail(
        self, here: IntArray, before: FloatArray, width: FloatArray, failed: FloatArray
    ) -> None:
        """A deployment fails if any of its changes is bad; `before` is the hazard of yesterday."""
        failed[here] = 1.0
        some, marks = here, self._mark[here]
        last = None
        while True:
            following = self._advance(here)
            again = (following < self._hazard[here]).nonzero()[0]
            if not len(again):
                break
            if last is None:
                last = np.floor((marks - before[here]) / width[here])
            here, marks, last = here[again], following[again], last[again]
            cell = np.floor((marks - before[here]) / width[here])
            failed[here] += cell > last
            last = cell
        self._rework[some] += failed[some] * self._mending[some]

    def _advance(self, here: IntArray) -> FloatArray:
        """Go on to the next mark of these, and return it."""
        used = self._used[here] + 1
        self._used[here] = used
        self._most += 1  # at least as many as any has used
        if self._most >= len(self._bad.rows):
            self._most = int(self._used.max(initial=0))
            self._bad.reach(self._most)
        marks = self._bad.rows.take(used * self._all + self._world[here])
        self._mark[here] = marks
        return marks
