"""Answers to the graded plan and the graded dates."""

from __future__ import annotations

import numpy as np
from answer_banks import blank, crashing, from_instance, right, wrong

import leadlab as lab
from leadlab.models.delivery import forecast_weeks
from leadlab.simulation.flow_worlds import reference

SALT = {"salt": "a test of the bank"}


def usual(view):
    return lab.Policy()


def eight_for_all(view):
    return lab.Policy(wip_limit=8, batch_size=1)


def no_review(view):
    return lab.Policy(wip_limit=view.people, batch_size=1, review="none")


def longer_hours(view):
    return lab.Policy(wip_limit=view.people, batch_size=1, overtime=0.2)


def hardly_anything(view):
    return lab.Policy(wip_limit=max(view.people // 3, 1), batch_size=1)


def moves_other_levers(view):
    return lab.Policy(wip_limit=view.people, batch_size=1, debt=0.9, headcount=40, bad_news="blame")


def in_a_dict(view):
    return {"wip_limit": 8}


def no_return(view):
    lab.Policy(wip_limit=view.people)


def looks_ahead(view):
    return lab.Policy(wip_limit=view.people_next_week)


def half_an_item(view):
    return lab.Policy(wip_limit=2.5)


def stub(view): ...


def drawn(own, shift=0, growth=1.0):
    forecasts = [
        forecast_weeks(
            list(board["finished"]), board["left"], growth=growth * board["added_a_week"]
        )
        for board in own["boards"]
    ]
    return [(each.p50 + shift, each.p85 + shift) for each in forecasts]


def by_mean(own):
    weeks = [np.ceil(board["left"] / np.mean(board["finished"])) for board in own["boards"]]
    return [(each, each) for each in weeks]


BANK = {
    "metrics.flow_plan": (
        right(reference, key=SALT),
        right(moves_other_levers, name="other levers stay where they are", key=SALT),
        wrong(usual, name="as usual", points=0, key=SALT, message="sooner than usual"),
        wrong(
            eight_for_all, name="eight for all", points=(3.5, 6.5), key=SALT,
            tag="one_limit_for_all", message="Not with 12 people",
        ),
        wrong(
            no_review, name="no review", points=2, key=SALT, tag="speed_for_failures",
            message="count failures beside what was finished",
        ),
        wrong(
            longer_hours, name="longer hours", points=(0, 2), key=SALT, tag="overtime",
            message="finishes less",
        ),
        wrong(
            hardly_anything, name="hardly anything in progress", points=2, key=SALT,
            tag="starved", message="nothing to do",
        ),
        crashing(in_a_dict, name="a dict", key=SALT, message="a lab.Policy(...) was expected"),
        crashing(no_return, name="no return", key=SALT, message="forget a `return`"),
        crashing(looks_ahead, name="what nobody can know", key=SALT, message="people_next_week"),
        crashing(half_an_item, name="half an item", key=SALT, message="whole number"),
        blank(stub, key=SALT),
    ),
    "metrics.eight_dates": (
        right(from_instance(drawn), key=SALT),
        wrong(
            from_instance(by_mean), name="items by mean", points=0, key=SALT, tag="no_spread",
            message="which one is kept in 85",
        ),
        wrong(
            from_instance(lambda own: drawn(own, growth=0.0)), name="no growth", points=(0, 5),
            key=SALT, tag="scope_stands_still", message="Scope grows",
        ),
        wrong(
            from_instance(lambda own: drawn(own, shift=9)), name="padded", points=0, key=SALT,
            tag="padding", message="far too late",
        ),
        wrong(
            from_instance(lambda own: [(1, 2)] * 8), name="next week", points=0, key=SALT,
            tag="overconfidence", message="the empty weeks",
        ),
        wrong([(3, 5)] * 7, name="seven", points=0, key=SALT, message="There are 7"),
        wrong(
            [(5, 3), *[(3, 5)] * 7], name="the wrong way round", points=0, key=SALT,
            message="lower end comes first",
        ),
        blank([...] * 8, key=SALT),
        blank([(..., ...)] * 8, key=SALT, name="blank pairs"),
    ),
}  # fmt: skip
