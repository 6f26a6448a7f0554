"""The garden week by week, for all replications at once.

Axes: replications, people, areas. A loop runs over weeks only, and uses sums, products and
comparisons alone, so that a seed tells the same story on every platform.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from leadlab.simulation.engine_chance import poisson
from leadlab.simulation.garden_coefficients import GardenCoefficients
from leadlab.simulation.garden_luck import Luck
from leadlab.simulation.garden_month import Pairs, Settled, settled
from leadlab.simulation.garden_records import MONTH_WEEKS, NO_FEEDBACK
from leadlab.simulation.garden_state import (
    ASKED,
    GROWTH,
    KINDS,
    GardenRecord,
    GardenState,
    MonthPlan,
)
from leadlab.simulation.policies import FloatArray

HEAVY, LIGHT = 1.5, 0.5  # most and least load that is felt
WAITING_WEEKS = 2.0  # weeks of waiting work that make a load of one
MOST_WAITING = 10.0  # weeks of demand after which nobody asks any more


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
    ready: dict[str, FloatArray] = field(default_factory=dict, repr=False)

    def c(self, name: str) -> FloatArray:
        """A coefficient, ready to be used beside (replications, people)."""
        if name not in self.ready:
            value = np.asarray(getattr(self.coefficients, name), dtype=np.float64)
            self.ready[name] = value.reshape(-1, 1)
        return self.ready[name]

    def live(self, month: int, plan: MonthPlan) -> None:
        """One month, the first is 0."""
        month_settled = settled(self, plan, self._feedback(month, plan))
        for week in range(month * MONTH_WEEKS, (month + 1) * MONTH_WEEKS):
            self._week(week, month_settled)
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

    def _week(self, week: int, month: Settled) -> None:
        state, luck = self.state, self.luck
        arrived = self.demand * luck.arrivals[:, week]
        state.waiting = np.minimum(state.waiting + arrived, MOST_WAITING * self.demand)
        hard = self.difficulty + luck.difficulty[:, week]
        fitting = state.skill.take(month.own)
        tight = np.maximum(fitting - month.autonomy, 0.0)
        free = month.caught * np.maximum(month.autonomy - fitting, 0.0)

        made = self._made(week, month)
        capacity = made.sum(axis=1)
        load = _between(state.waiting / np.maximum(capacity * WAITING_WEEKS, 1e-9), LIGHT, HEAVY)
        part = np.minimum(state.waiting / np.maximum(capacity, 1e-9), 1.0)
        made *= part[:, None, :]  # no more than there is to do
        done = made.sum(axis=2)
        rate = self.c("base_failure") + free * hard.take(month.there)
        failed = np.minimum(poisson(luck.failures[:, week], done * rate), done)
        held = done - failed
        made *= (held / np.maximum(done, 1e-9))[:, :, None]
        state.waiting = np.maximum(state.waiting - made.sum(axis=1), 0.0)

        felt = load.take(month.there)
        stretch = self._learn(week, month, hard, tight)
        self._people(week, felt, tight, failed, held * stretch.take(month.own))
        self.record.held[:, week], self.record.failed[:, week] = held, failed
        self.record.load[:, week] = felt
        self.record.hours[:, week] = month.hours

    def _made(self, week: int, month: Settled) -> FloatArray:
        """What everybody could finish (replications, people, areas)."""
        unskilled = self.c("unskilled")[:, :, None]
        rates = self.c("items_week")[:, :, None] * (unskilled + (1 - unskilled) * self.state.skill)
        pace = self._pace(week, month)
        made = pace[:, :, None] * month.alone * rates
        if month.pairs is not None:
            made += month.pairs.together * self._beside(month, month.pairs, pace, rates)
        return np.asarray(made)

    def _pace(self, week: int, month: Settled) -> FloatArray:
        """What makes somebody's week faster or slower, as a factor."""
        state = self.state
        tired = 1 - self.c("tired_slows") * state.exhaustion
        sure = 1 + self.c("confidence_moves") * (state.confidence - 0.5)
        noise = np.maximum(1 + self.c("work_noise") * self.luck.work[:, week], 0.0)
        return np.asarray(month.pace * tired * sure * month.told * noise)

    def _beside(
        self, month: Settled, pairs: Pairs, pace: FloatArray, rates: FloatArray
    ) -> FloatArray:
        """Half of what a pair does in a week, for each of the two (replications, people, areas).

        A pair works at the rate of its better half, times its yield, at the learner's pace.
        """
        best = np.maximum(rates, pairs.beside(rates))
        own = best.take(month.own) * pace * self.c("pair_yield")[:, :1]
        theirs = pairs.guiding @ (own[:, :, None] * pairs.in_area)
        mean = theirs / pairs.learners  # of all whom somebody guides in that area
        return np.asarray(0.5 * np.where(pairs.paired, own[:, :, None], mean))

    def _learn(
        self, week: int, month: Settled, hard: FloatArray, tight: FloatArray
    ) -> FloatArray:  # fmt: skip
        """Skill grows, and is forgotten; how much work of each area teaches each person.

        That runs from 0 to 1, at the best distance of the work from the skill.
        """
        state, pairs = self.state, month.pairs
        gap = hard[:, None, :] - state.skill
        person = self._learner(month, tight)[:, :, None]
        growth = self.c("learning")[:, :, None] * person
        if pairs is not None:
            more = np.maximum(pairs.beside(state.skill) - state.skill, 0.0)
            ahead = np.where(pairs.paired, more, 0.0)  # of a guide, where the two are at work
            gap = gap - self.c("pair_help")[:, :, None] * (ahead > 0)
            growth = growth * (1 + self.c("pair_gain")[:, :, None] * ahead)
        off = (gap - self.c("stretch_best")[:, :, None]) / self.c("stretch_width")[:, :, None]
        stretch = np.maximum(1 - off * off, 0.0)
        gained = growth * month.time * stretch * (1 - state.skill)
        lost = month.unused * state.skill
        self._grown(week, month, gained, lost)
        state.skill = state.skill + gained - lost  # neither leaves 0 to 1: a week is a small step
        return np.asarray(stretch)

    def _learner(self, month: Settled, tight: FloatArray) -> FloatArray:
        """What makes somebody learn faster or slower, as a factor."""
        state = self.state
        fit = 1 - self.c("too_tight") * tight
        sure, fresh = 0.6 + 0.8 * state.confidence, 1 - state.exhaustion / 2
        talent = np.maximum(1 + self.c("talent_spread") * self.luck.talent, 0.2)
        return np.asarray(self.posts * talent * fit * month.learned * sure * fresh)

    def _grown(self, week: int, month: Settled, gained: FloatArray, lost: FloatArray) -> None:
        """Keep what learning added, by its cause."""
        alone, paired, forgotten = (
            self.record.grown[cause][:, week // MONTH_WEEKS] for cause in GROWTH
        )
        if month.pairs is None:
            alone += self.worth(gained)
        else:
            together = month.pairs.together > 0
            alone += self.worth(np.where(together, 0, gained))
            paired += self.worth(np.where(together, gained, 0))
        forgotten += self.worth(-lost)

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
