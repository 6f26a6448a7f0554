"""The flow of work where nothing but the time for it changes, for as long as worlds last.

The laws are those of `engine_flow`; a test holds the two beside each other. What is counted in
items is kept as places in the one line of the items of all worlds, world after world.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from leadlab.simulation.engine_chance import IntArray
from leadlab.simulation.engine_flow import SPECK
from leadlab.simulation.policies import FloatArray
from leadlab.simulation.repayment_luck import NONE, WHOLE, Luck
from leadlab.simulation.team import CHANGES_PER_ITEM, DAYS, Team

A_SPECK, FOURTH, FOUR, THREE = (np.array(each) for each in (SPECK, 0.25, 4.0, 3.0))
assert CHANGES_PER_ITEM == 4


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
        count = luck.worlds
        self.first, self._all = 0, count
        self._row, self._batch = np.array(count), np.array(float(batch))
        self._answering, self._open_to = luck.answering, luck.open_to
        self._sizes, self._next_sizes = luck.sizes.ravel(), luck.sizes.ravel()[1:]
        self._bad, self._world = luck.bad, np.arange(count)
        self._home = luck.home
        self._limit = int(wip_limit) + self._home
        self._mending = np.broadcast_to(luck.known["rework"], (count,))
        # in the middle of things: some items are built and wait on their way out
        per_day = team.throughput * CHANGES_PER_ITEM / DAYS
        away = min(round(per_day * 3.5 / CHANGES_PER_ITEM), team.in_progress)
        changes = away * CHANGES_PER_ITEM
        self._started = team.in_progress + self._home
        self._begun_at = away + self._home
        self._begun, self._next = luck.sizes[:, away].copy(), luck.sizes[:, away + 1].copy()
        self.work_done = self._begun.copy()
        self.built = np.full(count, float(changes))
        self._read = np.full(count, max(changes - per_day, 0.0))
        delay = luck.known["pipeline_days"].astype(np.int64)
        self._before = int(delay.max())
        self._ready_at = (self._before - delay) * count + self._world
        self._reviewed = np.empty((self._before + len(self._open_to), count))
        for ago in range(1, self._before + 1):
            self._reviewed[self._before - ago] = int(max(changes - per_day * ago, 0.0))
        self._deployed, self._hazard, self._rework, self._read_for = np.zeros((4, count))
        self._out = np.zeros(count, dtype=np.int64)
        self._most, self._mark_at = 0, self._world.copy()
        self._mark = self._bad.rows[0].copy()

    @property
    def started(self) -> IntArray:
        """Items that were started."""
        return self._started - self._home

    @property
    def finished(self) -> IntArray:
        """Items that are wholly in production."""
        return self._out

    def keep_from(self, first: int) -> None:
        """Go on without the worlds before this one."""
        for name in (
            "_home", "_limit", "_mending", "_started", "_begun_at", "_begun", "_next",
            "work_done", "built", "_read", "_ready_at", "_deployed", "_hazard", "_rework",
            "_read_for", "_out", "_mark_at", "_mark",
        ):  # fmt: skip
            setattr(self, name, getattr(self, name)[first - self.first :].copy())
        self.first = first

    def week(self, week: int, work: Effort) -> tuple[FloatArray, FloatArray]:
        """Five days of work: deployments, and those that failed, each (days, worlds)."""
        days = slice(week * DAYS, (week + 1) * DAYS)
        read = work.review_pool / DAYS * self._answering[days, self.first :]
        width = np.maximum(self._batch * work.breaks, 1e-12)  # of a batch on the clock of hazard
        a_day = work.feature_work / DAYS
        deployments, failed = np.zeros((2, DAYS, len(width)))
        for number, open_to in enumerate(self._open_to[days, self.first :]):
            self._build(open_to, a_day, work)
            ready = self._review(week * DAYS + number, read[number], work.review_work)
            before = self._hazard
            self._deploy(ready, width, work.breaks, deployments[number])
            here = (self._mark < self._hazard).nonzero()[0]
            if len(here):
                self._fail(here, before, width, failed[number])
        return deployments, failed

    def _build(self, open_to: IntArray, a_day: FloatArray, work: Effort) -> None:
        """First what failed, then the items in hand, at most so many people on each."""
        room = np.minimum(self._limit + self._out, open_to)
        started = self._started = np.maximum(self._started, room)
        able = np.maximum(a_day - self._read_for, NONE)
        mended = np.minimum(self._rework, able)
        self._rework -= mended
        each = (started - self._begun_at).astype(np.float64) / work.people
        effort = (able - mended) * np.minimum(each * work.people_per_item, WHOLE)
        effort /= WHOLE + work.switch_cost * np.maximum(each - WHOLE, NONE)
        done = np.minimum(self.work_done + effort, self._sizes.take(started))
        self.work_done = done
        self._finish_items(done + A_SPECK)
        part = (done - self._begun) / (self._next - self._begun)
        quarters = np.minimum(np.floor(part * FOUR + A_SPECK), THREE)
        items = (self._begun_at - self._home).astype(np.float64)
        self.built = items * FOUR + quarters

    def _finish_items(self, reached: FloatArray) -> None:
        """Go on to the next item as often as the work reaches."""
        some = False
        while np.count_nonzero(done := reached >= self._next):
            some = True
            self._begun_at += done
            self._next = self._next_sizes.take(self._begun_at)
        if some:
            self._begun = self._sizes.take(self._begun_at)

    def _review(self, day: int, able: FloatArray, work: FloatArray) -> FloatArray:
        """A day of reviews; changes that have left the pipeline by then."""
        before = self._read
        after = self._read = np.minimum(before + able, self.built)
        self._read_for = (after - before) * work
        np.floor(after + A_SPECK, self._reviewed[self._before + day, self.first :])
        ready = self._reviewed.take(self._ready_at)
        self._ready_at += self._row
        return ready

    def _deploy(
        self, ready: FloatArray, width: FloatArray, breaks: FloatArray, batches: FloatArray
    ) -> None:
        """Deploy full batches, and what is left where no more can come."""
        waiting = np.maximum(ready - self._deployed, NONE)
        np.floor(waiting / self._batch, batches)
        changes = batches * self._batch
        self._hazard = self._hazard + batches * width
        if np.count_nonzero(self._begun_at == self._started):
            last_ones = np.where(ready == self.started * FOUR, waiting - changes, 0.0)
            changes += last_ones
            batches += last_ones > 0
            self._hazard += last_ones * breaks
        self._deployed += changes
        self._out = np.floor(self._deployed * FOURTH).astype(np.int64)

    def _fail(
        self, here: IntArray, before: FloatArray, width: FloatArray, failed: FloatArray
    ) -> None:
        """A deployment fails if any of its changes is bad; `before` is the hazard of yesterday."""
        failed[here] = 1.0
        cell = None
        while True:
            marks, hazard = self._mark[here], self._hazard[here]
            following = self._advance(here)
            again = (following < hazard).nonzero()[0]
            if not len(again):
                break
            if cell is None:
                cell = np.floor((marks - before[here]) / width[here])
            here, last = here[again], cell[again]
            cell = np.floor((following[again] - before[here]) / width[here])
            failed[here] += cell > last
        self._rework += failed * self._mending

    def _advance(self, here: IntArray) -> FloatArray:
        """Go on to the next mark of these, and return it."""
        self._most += 1  # at least as many as any has used
        if self._most >= len(self._bad.rows):
            self._most = int(self._mark_at.max()) // self._all + 1
            self._bad.reach(self._most)
        places: IntArray = self._mark_at[here] + self._row
        self._mark_at[here] = places
        marks: FloatArray = self._bad.rows.take(places)
        self._mark[here] = marks
        return marks
