"""The garden against a second one that is written person by person, with plain numbers."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from garden_cases import GARDEN, USUAL, run

from leadlab.simulation.garden import open_garden
from leadlab.simulation.garden_records import FEEDBACK, MONTHS, Assignment

C = GARDEN.coefficients
AREAS = [each.name for each in GARDEN.areas]
SHIFTS = {
    "task": C.task_shift, "task_asked": C.task_shift + C.asked_shift,
    "person": -C.person_shift, "person_asked": C.asked_shift - C.person_shift,
}  # fmt: skip


def unit(value: float) -> float:
    """Cut off at 0 and 1."""
    return min(max(value, 0.0), 1.0)


def rate(skill: float) -> float:
    """Items a week of a full post."""
    return C.items_week * (C.unskilled + (1 - C.unskilled) * skill)


def count(u: float, mean: float) -> int:
    """Poisson by summing chances until they pass u."""
    from math import exp

    number, chance, passed = 0, exp(-mean), exp(-mean)
    while u > passed and number < 50:
        number += 1
        chance *= mean / number
        passed += chance
    return number


class Plain:
    """One luck of the garden, with dictionaries."""

    def __init__(self, seed: int) -> None:
        self.luck = open_garden(GARDEN, replications=1, seed=seed).luck
        self.people = {each.name: at for at, each in enumerate(GARDEN.people)}
        self.posts = {each.name: each.posts for each in GARDEN.people}
        self.skill = {each.name: dict(each.skills) for each in GARDEN.people}
        self.sure = {each.name: each.confidence for each in GARDEN.people}
        self.tired = {each.name: each.exhaustion for each in GARDEN.people}
        self.trust = {each.name: each.trust for each in GARDEN.people}
        self.row = dict.fromkeys(self.people, 0)
        self.waiting = {each.name: 2 * each.demand for each in GARDEN.areas}
        self.held: list[float] = []

    def month(self, number: int, plan: dict[str, Assignment]) -> None:
        """Feedback, and four weeks."""
        effect = {}
        for name, at in self.people.items():
            kind = plan[name].feedback
            asked = kind.endswith("_asked")
            if kind == "none" or (asked and self.luck.answer[0, number, at] < C.not_now):
                effect[name], self.row[name] = 0.0, 0
                continue
            mean = C.feedback_mean + SHIFTS[kind] - C.feedback_wear * self.row[name]
            effect[name] = mean + C.feedback_spread * self.luck.feedback[0, number, at]
            self.row[name] += 1
            self.sure[name] = unit(self.sure[name] + C.feedback_confidence * effect[name])
            self.trust[name] = unit(self.trust[name] + C.feedback_trust * effect[name])
        for week in range(4 * number, 4 * number + 4):
            self.week(week, plan, effect)

    def week(self, week: int, plan: dict[str, Assignment], effect: dict[str, float]) -> None:
        """Work arrives, is done, comes back; people learn and tire."""
        hard = {}
        for at, area in enumerate(GARDEN.areas):
            arrived = area.demand * self.luck.arrivals[0, week, at]
            most = 10 * area.demand
            self.waiting[area.name] = min(self.waiting[area.name] + arrived, most)
            hard[area.name] = area.difficulty + self.luck.difficulty[0, week, at]
        alone, paired = self.times(plan)
        pace = self.paces(week, plan, effect)
        made = {name: dict.fromkeys(AREAS, 0.0) for name in self.people}
        for name in self.people:
            own = plan[name].area
            made[name][own] += pace[name] * alone[name] * rate(self.skill[name][own])
            guide = plan[name].guide
            if guide is None:
                continue
            best = max(self.skill[name][own], self.skill[guide][own])
            pair = 0.5 * rate(best) * pace[name] * C.pair_yield * C.pair_time
            made[name][own] += pair
            made[guide][own] += pair
        load, part = {}, {}
        for area in AREAS:
            able = max(sum(each[area] for each in made.values()), 1e-9)
            load[area] = min(max(self.waiting[area] / (2 * able), 0.5), 1.5)
            part[area] = min(self.waiting[area] / able, 1.0)
        held, failed = self.results(week, plan, made, part, hard)
        before = {name: dict(each) for name, each in self.skill.items()}
        for name in self.people:
            self.learn(name, plan, before, hard, alone[name], paired[name], effect[name])
        for name, at in self.people.items():
            own = plan[name].area
            gap = max(before[name][own] - (plan[name].level - 1) / 6, 0)
            stretch = self.stretch(name, own, plan, before, hard)
            self.tired[name] = unit(
                self.tired[name] + C.base_tires * min(load[own], 1)
                + C.load_tires * max(load[own] - 1, 0) + C.tight_tires * gap
                - C.support_rests * (self.trust[name] - 0.5) - C.rest * self.tired[name]
                + C.exhaustion_noise * self.luck.exhaustion[0, week, at]
            )  # fmt: skip
            gained = C.success_confidence * held[name] * stretch
            self.sure[name] = unit(self.sure[name] + gained - C.failure_confidence * failed[name])
            self.trust[name] = unit(self.trust[name] - C.tight_distrust * gap)
        self.held.append(sum(held.values()))

    def times(self, plan):
        """Part of the week alone in the own area, and in pairs by area."""
        alone = dict.fromkeys(self.people, 1.0)
        paired = {name: dict.fromkeys(AREAS, 0.0) for name in self.people}
        for name, each in plan.items():
            if each.guide is not None:
                for one in (name, each.guide):
                    alone[one] -= C.pair_time
                    paired[one][each.area] += C.pair_time
        return alone, paired

    def paces(self, week, plan, effect):
        """What else makes a week faster or slower."""
        hours = sum(
            C.level_hours * (7 - each.level) / 6
            + (C.feedback_hours if each.feedback != "none" else 0)
            for each in plan.values()
        )
        short = max(1 - C.lead_hours / hours, 0) if hours else 0
        return {
            name: self.posts[name]
            * (1 - short * (7 - plan[name].level) / 6)
            * (1 - C.tired_slows * self.tired[name])
            * (1 + C.confidence_moves * (self.sure[name] - 0.5))
            * max(1 + C.feedback_output * effect[name], 0)
            * max(1 + C.work_noise * self.luck.work[0, week, at], 0)
            for name, at in self.people.items()
        }

    def results(self, week, plan, made, part, hard):
        """Items that held and that came back, by person."""
        held, failed = {}, {}
        gone = dict.fromkeys(AREAS, 0.0)
        for name, at in self.people.items():
            own = plan[name].area
            done = sum(made[name][area] * part[area] for area in AREAS)
            free = max((plan[name].level - 1) / 6 - self.skill[name][own], 0)
            free *= C.too_free * (1.0 if plan[name].guide is None else 0.5)
            fails = count(
                self.luck.failures[0, week, at], done * (C.base_failure + free * hard[own])
            )
            failed[name] = min(fails, done)
            held[name] = done - failed[name]
            for area in AREAS:
                gone[area] += made[name][area] * part[area] * held[name] / max(done, 1e-9)
        for area in AREAS:
            self.waiting[area] = max(self.waiting[area] - gone[area], 0)
        return held, failed

    def stretch(self, name, area, plan, skill, hard) -> float:
        """How much work of an area teaches somebody."""
        gap = hard[area] - skill[name][area]
        if self.ahead(name, area, plan, skill) > 0:
            gap -= C.pair_help
        return max(1 - ((gap - C.stretch_best) / C.stretch_width) ** 2, 0)

    def ahead(self, name, area, plan, skill) -> float:
        """How far a guide is ahead, where the two work together."""
        guide = plan[name].guide
        if guide is None or area != plan[name].area:
            return 0.0
        return max(skill[guide][area] - skill[name][area], 0)

    def learn(self, name, plan, skill, hard, alone, paired, effect) -> None:
        """A week's learning and forgetting in each area."""
        gap = max(skill[name][plan[name].area] - (plan[name].level - 1) / 6, 0)
        talent = max(1 + C.talent_spread * self.luck.talent[0, self.people[name]], 0.2)
        person = (
            self.posts[name] * talent * (1 - C.too_tight * gap)
            * max(1 + C.feedback_growth * effect, 0)
            * (0.6 + 0.8 * self.sure[name]) * (1 - self.tired[name] / 2)
        )  # fmt: skip
        for area in AREAS:
            time = paired[area] + (alone if area == plan[name].area else 0)
            known = skill[name][area]
            pair = 1 + C.pair_gain * self.ahead(name, area, plan, skill)
            grown = C.learning * person * pair * time
            grown *= self.stretch(name, area, plan, skill, hard) * (1 - known)
            self.skill[name][area] = known + grown - C.forgetting * (1 - min(time, 1)) * known


def any_months(seed: int) -> list[dict[str, Assignment]]:
    """Nine months at random; everybody guides two at most, and nobody is in a chain of pairs."""
    drawn = random.Random(seed)
    found = []
    for _ in range(MONTHS):
        month = {
            name: replace(
                each, area=drawn.choice(AREAS), level=drawn.randint(1, 7),
                feedback=drawn.choice(list(FEEDBACK)),
            )
            for name, each in USUAL.items()
        }  # fmt: skip
        names = drawn.sample(list(USUAL), 5)
        for learner, guide in ((names[0], names[1]), (names[2], names[1]), (names[3], names[4])):
            if drawn.random() < 0.7:
                month[learner] = replace(month[learner], guide=guide)
        found.append(month)
    return found


@pytest.mark.parametrize("seed", range(8))
def test_two_gardens_tell_the_same_story(seed: int) -> None:
    """Every week's output and every skill at the end agree, whatever the months."""
    months = any_months(seed)
    plain = Plain(seed)
    for number, month in enumerate(months):
        plain.month(number, month)

    runs = run(months, replications=1, seed=seed)

    assert plain.held == pytest.approx(runs.record.held[0].sum(axis=1).tolist(), abs=1e-9)
    state = runs.record.states[-1]
    for name, at in plain.people.items():
        assert [plain.skill[name][area] for area in AREAS] == pytest.approx(
            state.skill[0, at].tolist(), abs=1e-9
        )
        assert plain.tired[name] == pytest.approx(float(state.exhaustion[0, at]), abs=1e-9)
        assert plain.trust[name] == pytest.approx(float(state.trust[0, at]), abs=1e-9)
