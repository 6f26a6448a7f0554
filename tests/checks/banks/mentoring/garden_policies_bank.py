"""Answers to the graded way to lead the garden."""

from __future__ import annotations

from answer_banks import blank, crashing, right, wrong

from leadlab.catalog_garden import default_garden
from leadlab.simulation import garden_policies

SALT = {"salt": "a test of the bank"}
FIRST_PLAN = garden_policies.usual(default_garden())


def learners_alone(view):
    learners = {}
    for area in sorted(view.areas, key=lambda each: each.keepers):
        safe = [p for p in view.people if p.skills[area.name] >= 0.6]
        ready = [
            p for p in view.people
            if p.skills[area.name] < 0.6 and p.name not in learners
            and p.exhaustion_admitted < 0.45
        ]  # fmt: skip
        if len(safe) < 2 and ready and len(learners) < 2:
            learners[max(ready, key=lambda p: p.skills[area.name]).name] = area.name
    areas = view.most_finished(learners)
    return {
        p.name: {"area": areas[p.name], "level": round(1 + 6 * p.skills[areas[p.name]])}
        for p in view.people
    }


def the_plan_of_the_page(view):
    return FIRST_PLAN


def own_favourite(view):
    return {
        p.name: {"area": max(p.skills, key=lambda name: p.skills[name]), "level": 5}
        for p in view.people
    }


def all_free(view):
    areas = view.most_finished()
    return {p.name: {"area": areas[p.name], "level": 7} for p in view.people}


def each_step_told(view):
    areas = view.most_finished()
    return {p.name: {"area": areas[p.name], "level": 1} for p in view.people}


def verdicts(view):
    areas = view.most_finished()
    return {p.name: {"area": areas[p.name], "feedback": "person"} for p in view.people}


def by_names_of_the_page(view):
    plan = {name: {"area": each.area, "level": 5} for name, each in FIRST_PLAN.items()}
    return plan | {"Kirsty": {"area": "app", "guide": "Leila", "level": 3}}


def a_name(view):
    return "Leila"


def a_mistyped_area(view):
    return {p.name: {"area": "ap"} for p in view.people}


def another_field(view):
    return {p.name: {"area": "app", "mentor": "Leila"} for p in view.people}


def everybody_beside_one(view):
    return {
        p.name: {"area": "app", "guide": None if p.name == "Leila" else "Leila"}
        for p in view.people
    }


def looks_ahead(view):
    return view.next_month


def forgets_to_return(view):
    areas = view.most_finished()  # noqa: F841 - that is the fault


def stub(view): ...


BANK = {
    "mentoring.garden": (
        right(learners_alone, key=SALT),
        right(garden_policies.pair_and_delegate, name="pair and delegate", key=SALT),
        wrong(
            garden_policies.strongest, name="all to the strongest", points=0, key=SALT,
            tag="one_keeper", message="an area hangs on one person",
        ),
        wrong(
            garden_policies.spread, name="everybody everywhere", points=0, key=SALT,
            tag="output_ignored", message="keeps every limit easily",
        ),
        wrong(
            the_plan_of_the_page, name="one plan for all worlds", points=0, key=SALT,
            tag="output_ignored",
        ),
        wrong(
            by_names_of_the_page, name="the names of the page", points=0, key=SALT,
            tag="output_ignored",
        ),
        wrong(
            own_favourite, name="everybody their favourite", points=1, key=SALT,
            tag="one_keeper",
        ),
        wrong(all_free, name="level 7 for all", points=1, key=SALT, tag="one_keeper"),
        wrong(
            each_step_told, name="level 1 for all", points=0, key=SALT, tag="output_ignored",
        ),
        wrong(
            verdicts, name="verdicts for all", points=0, key=SALT, tag="told_each_step",
        ),
        crashing(a_name, name="a name", key=SALT, message="a dictionary from each name"),
        crashing(a_mistyped_area, name="a mistyped area", key=SALT, message="no area 'ap'"),
        crashing(another_field, name="another field", key=SALT, message="mentor"),
        crashing(
            everybody_beside_one, name="everybody beside one", key=SALT,
            message="Leila would guide 5 people",
        ),
        crashing(looks_ahead, name="what nobody can know", key=SALT, message="next_month"),
        crashing(forgets_to_return, name="no return", key=SALT, message="forget a `return`"),
        blank(stub, key=SALT),
    ),
}  # fmt: skip
