"""The garden week by week, for all replications at once.

Axes: replications, people, areas. A loop runs over weeks only, and uses sums, products and
comparisons alone, so that a seed tells the same story on every platform.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from leadlab.simulation.engine_chance import IntArray, poisson
from leadlab.simulation.garden_coefficients import GardenCoefficients
from leadlab.simulation.garden_luck import Luck
from leadlab.simulation.garden_records import (
    MONTH_WEEKS,
    NO_FEEDBACK,
)
from leadlab.simulation.garden_state import (
    ASKED,
    GROWTH,
    KINDS,
    NO_GUIDE,
    GardenRecord,
    GardenState,
    MonthPlan,
)
from leadlab.simulation.policies import FloatArray

HEAVY, LIGHT = 1.5, 0.5  # most and least load that is felt
WAITING_WEEKS = 2.0  # weeks of waiting work that make a load of one
MOST_WAITING = 10.0  # weeks of demand after which nobody asks any more
LAST_LEVEL, STEPS = 7, 6


@dataclass(slots=True, kw_only=True)
class GardenYear:
    """Nine months under way; `live` goes on by a month under a plan."""

    coefficients: GardenCoefficients
    posts: FloatArray  # people
    demand: FloatArray  # replications, areas
    difficulty: FloatArray  # replications, areas
    luck: Luck
    state: GardenState
    record: GardenRecord

    def c(self, name: str) -> FloatArray:
        """A coefficient, ready to be used beside (replications, people)."""
        return np.asarray(getattr(self.coefficients, name), dtype=np.float64).reshape(-1, 1)

    def live(self, month: int, plan: MonthPlan) -> None:
        """One month, the first is 0."""
        effect = self._feedback(month, plan)
        for week in range(month * MONTH_WEEKS, (month + 1) * MONTH_WEEKS):
            self._week(week, plan, effect)
        self.record.states.append(self.state.copy())

    # --- a month -------------------------------------------------------------------------

    def _feedback(self, month: int, plan: MonthPlan) -> FloatArray:
        """What each feedback does, in standard deviations; a third of it harms.

        Somebody who is asked first may say not now; then nothing is given.
        """
        first = np.isin(plan.feedback, ASKED)
        declined = first & (self.luck.answer[:, month] < self.c("not_now"))
        given = (plan.feedback != KINDS.index(NO_FEEDBACK)) & ~declined
        mean = self.c("feedback_mean") - self.c("feedback_wear") * self.state.row
        for kind, shift in self._shifts().items():
            mean = mean + np.where(plan.feedback == KINDS.index(kind), shift, 0.0)
        effect = mean + self.c("feedback_spread") * self.luck.feedback[:, month]
        effect = np.where(given, effect, 0.0)
        state = self.state
        state.row = np.where(given, state.row + 1, 0.0)
        state.confidence = _unit(state.confidence + self.c("feedback_confidence") * effect)
        state.trust = _unit(state.trust + self.c("feedback_trust") * effect)
        self.record.effect[:, month] = effect
        self.record.given[:, month] = np.where(given, plan.feedback, 0)
        self.record.declined[:, month] = declined
        return effect

    def _shifts(self) -> dict[str, FloatArray]:
        task, person, asked = (self.c(f"{each}_shift") for each in ("task", "person", "asked"))
        return {"task": task, "task_asked": task + asked,
                "person": -person, "person_asked": asked - person}  # fmt: skip

    # --- a week --------------------------------------------------------------------------

    def _week(self, week: int, plan: MonthPlan, effect: FloatArray) -> None:
        state, luck = self.state, self.luck
        arrived = self.demand * luck.arrivals[:, week]
        state.waiting = np.minimum(state.waiting + arrived, MOST_WAITING * self.demand)
        hard = self.difficulty + luck.difficulty[:, week]
        places, own = plan.area[:, :, None], self._own(state.skill, plan.area)
        tight, free = self._fit(plan, own)
        time, together = self._time(plan)
        pace = self._pace(plan, effect, week)

        made = pace[:, :, None] * time * self._rates(state.skill)
        made += together * self._beside(plan, pace)
        capacity = made.sum(axis=1)
        load = _between(state.waiting / np.maximum(capacity * WAITING_WEEKS, 1e-9), LIGHT, HEAVY)
        part = np.minimum(state.waiting / np.maximum(capacity, 1e-9), 1.0)
        done = (made * part[:, None, :]).sum(axis=2)
        asked = np.take_along_axis(hard[:, None, :], places, axis=2)[:, :, 0]
        failed = np.minimum(
            poisson(luck.failures[:, week], done * (self.c("base_failure") + free * asked)), done
        )
        held = done - failed
        gone = (made * part[:, None, :] * (held / np.maximum(done, 1e-9))[:, :, None]).sum(axis=1)
        state.waiting = np.maximum(state.waiting - gone, 0.0)

        felt = np.take_along_axis(load[:, None, :], places, axis=2)[:, :, 0]
        stretch = self._stretch(hard, plan)
        gained, lost = self._learn(plan, time + together, stretch, tight, effect)
        paired = together > 0
        for cause, part in zip(
            GROWTH, (np.where(paired, 0, gained), np.where(paired, gained, 0), -lost), strict=True
        ):
            self.record.grown[cause][:, week // MONTH_WEEKS] += self.worth(part)
        self._people(week, felt, tight, failed, held * self._own(stretch, plan.area))
        self.record.held[:, week], self.record.failed[:, week] = held, failed
        self.record.load[:, week] = felt
        self.record.hours[:, week] = self._hours(plan).sum(axis=1)

    def _hours(self, plan: MonthPlan) -> FloatArray:
        """Hours that each person asks of the lead in a week."""
        given = plan.feedback != KINDS.index(NO_FEEDBACK)
        level = self.c("level_hours") * (LAST_LEVEL - plan.level) / STEPS
        return np.asarray(level + np.where(given, self.c("feedback_hours"), 0.0))

    def _fit(self, plan: MonthPlan, own: FloatArray) -> tuple[FloatArray, FloatArray]:
        """How far the level lies below and above the one that fits: growth lost, items failed."""
        fitting = own
        given = (plan.level - 1) / STEPS
        guided = np.where(plan.guide == NO_GUIDE, 1.0, 0.5)  # a guide catches half of it
        return np.maximum(fitting - given, 0.0), (
            self.c("too_free") * guided * np.maximum(given - fitting, 0.0)
        )

    def _time(self, plan: MonthPlan) -> tuple[FloatArray, FloatArray]:
        """Parts of a week that each person spends alone and in a pair, by area."""
        people, areas = plan.area.shape[1], self.demand.shape[1]
        share = self.c("pair_time")[:, :, None]
        in_area = (plan.area[:, :, None] == np.arange(areas)).astype(np.float64)
        guiding = (plan.guide[:, :, None] == np.arange(people)).astype(np.float64)
        paired = (plan.guide != NO_GUIDE).astype(np.float64)[:, :, None] * in_area
        asked = share * (guiding.transpose(0, 2, 1) @ in_area)  # as a guide, in others' areas
        taken = asked.sum(axis=2, keepdims=True)  # two learners at most, so a whole week at most
        learning = np.minimum(share, 1.0 - taken) * paired
        alone = (1.0 - taken - learning.sum(axis=2, keepdims=True)) * in_area
        return alone, asked + learning

    def _rates(self, skill: FloatArray) -> FloatArray:
        """Items a week of a full post with that skill."""
        unskilled = self.c("unskilled")[:, :, None]
        return np.asarray(self.c("items_week")[:, :, None] * (unskilled + (1 - unskilled) * skill))

    def _pace(self, plan: MonthPlan, effect: FloatArray, week: int) -> FloatArray:
        """What else makes somebody's week faster or slower, as a factor."""
        state, hours = self.state, self._hours(plan).sum(axis=1, keepdims=True)
        short = np.maximum(1 - self.c("lead_hours") / np.maximum(hours, 1e-9), 0.0)
        held_up = 1 - short * (LAST_LEVEL - plan.level) / STEPS
        tired = 1 - self.c("tired_slows") * state.exhaustion
        sure = 1 + self.c("confidence_moves") * (state.confidence - 0.5)
        told = np.maximum(1 + self.c("feedback_output") * effect, 0.0)
        noise = np.maximum(1 + self.c("work_noise") * self.luck.work[:, week], 0.0)
        return np.asarray(self.posts * held_up * tired * sure * told * noise)

    def _beside(self, plan: MonthPlan, pace: FloatArray) -> FloatArray:
        """Half of what a pair does in a week, for each of the two (replications, people, areas).

        A pair works at the rate of its better half, times its yield, at the learner's pace.
        """
        rate, guide = self._rates(self.state.skill), np.maximum(plan.guide, 0)
        best = np.maximum(rate, np.take_along_axis(rate, guide[:, :, None], axis=1))
        own = self._own(best, plan.area) * pace * self.c("pair_yield")[:, :1]
        areas, people = self.demand.shape[1], plan.area.shape[1]
        in_area = (plan.area[:, :, None] == np.arange(areas)).astype(np.float64)
        paired = (plan.guide != NO_GUIDE)[:, :, None] * in_area
        guiding = (plan.guide[:, :, None] == np.arange(people)).astype(np.float64)
        theirs = guiding.transpose(0, 2, 1) @ (own[:, :, None] * in_area)
        count = guiding.transpose(0, 2, 1) @ in_area
        mean = theirs / np.maximum(count, 1.0)  # of all whom somebody guides in that area
        return np.asarray(0.5 * np.where(paired > 0, own[:, :, None], mean))

    def _own(self, values: FloatArray, area: IntArray) -> FloatArray:
        return np.asarray(np.take_along_axis(values, area[:, :, None], axis=2)[:, :, 0])

    def _stretch(self, hard: FloatArray, plan: MonthPlan) -> FloatArray:
        """How much work of each area teaches each person, from 0 to 1 at the best distance."""
        skill = self.state.skill
        gap = hard[:, None, :] - skill
        ahead = self._ahead(plan)
        gap = gap - self.c("pair_help")[:, :, None] * (ahead > 0)
        off = (gap - self.c("stretch_best")[:, :, None]) / self.c("stretch_width")[:, :, None]
        return np.maximum(1 - off * off, 0.0)

    def _ahead(self, plan: MonthPlan) -> FloatArray:
        """How far a guide is ahead of a person, in the area where the two are at work."""
        skill, guide = self.state.skill, np.maximum(plan.guide, 0)
        theirs = np.take_along_axis(skill, guide[:, :, None], axis=1)
        there = (plan.area[:, :, None] == np.arange(skill.shape[2])) & (
            plan.guide != NO_GUIDE
        )[:, :, None]  # fmt: skip
        return np.where(there, np.maximum(theirs - skill, 0.0), 0.0)

    def _learn(
        self, plan: MonthPlan, time: FloatArray, stretch: FloatArray, tight: FloatArray,
        effect: FloatArray,
    ) -> tuple[FloatArray, FloatArray]:  # fmt: skip
        """Skill gained and forgotten in a week."""
        state = self.state
        fit = 1 - self.c("too_tight") * tight
        told = np.maximum(1 + self.c("feedback_growth") * effect, 0.0)
        sure, fresh = 0.6 + 0.8 * state.confidence, 1 - state.exhaustion / 2
        talent = np.maximum(1 + self.c("talent_spread") * self.luck.talent, 0.2)
        person = (self.posts * talent * fit * told * sure * fresh)[:, :, None]
        pair = 1 + self.c("pair_gain")[:, :, None] * self._ahead(plan)
        growth = self.c("learning")[:, :, None] * person * pair * time * stretch
        lost = self.c("forgetting")[:, :, None] * (1 - np.minimum(time, 1.0)) * state.skill
        gained = growth * (1 - state.skill)
        state.skill = state.skill + gained - lost  # neither leaves 0 to 1: a week is a small step
        return gained, lost

    def worth(self, skill: FloatArray) -> FloatArray:
        """Items a month that so much skill adds for each person, where the demand is."""
        weight = self.demand / self.demand.sum(axis=1, keepdims=True)
        rate = (skill * weight[:, None, :]).sum(axis=2) * (1 - self.c("unskilled"))
        return np.asarray(MONTH_WEEKS * self.posts * self.c("items_week") * rate)

    def _people(
        self, week: int, load: FloatArray, tight: FloatArray, failed: FloatArray,
        stretched: FloatArray,
    ) -> None:  # fmt: skip
        state = self.state
        tired = (
            self.c("base_tires") * np.minimum(load, 1.0)
            + self.c("load_tires") * np.maximum(load - 1, 0.0)
            + self.c("tight_tires") * tight
            - self.c("support_rests") * (state.trust - 0.5)
            - self.c("rest") * state.exhaustion
            + self.c("exhaustion_noise") * self.luck.exhaustion[:, week]
        )
        state.exhaustion = _unit(state.exhaustion + tired)
        gained = self.c("success_confidence") * stretched
        state.confidence = _unit(
            state.confidence + gained - self.c("failure_confidence") * failed
        )  # fmt: skip
        state.trust = _unit(state.trust - self.c("tight_distrust") * tight)


def _unit(values: FloatArray) -> FloatArray:
    return _between(values, 0.0, 1.0)


def _between(values: FloatArray, low: float, high: float) -> FloatArray:
    return np.minimum(np.maximum(values, low), high)


def capability(year: GardenYear, state: GardenState) -> FloatArray:
    """Items a month of a rested team whose time goes where the demand is, per replication."""
    return np.asarray(capability_of_people(year, state).sum(axis=1))


def capability_of_people(year: GardenYear, state: GardenState) -> FloatArray:
    """What each person adds to that (replications, people)."""
    unskilled = MONTH_WEEKS * year.posts * year.c("items_week") * year.c("unskilled")
    return np.asarray(unskilled + year.worth(state.skill))
