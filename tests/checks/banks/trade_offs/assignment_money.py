"""Answers to the graded questions on money."""

from __future__ import annotations

import math

from answer_banks import blank, from_instance, right, wrong

from leadlab.models.tradeoffs import net_present_value

HOUR = 40


def load(own, *, care=True, per_call=True):
    here, now = own["machines"], own.million_calls_a_month
    fixed = here["count"] * here["euro_each_a_month"]
    fixed += HOUR * here["hours_of_care_a_month"] if care else 0
    each = here["euro_per_million"] if per_call else 0
    even = fixed / (own["functions"]["euro_per_million"] - each)
    months = math.log(even / now) / math.log(1 + own.growth_a_month)
    return {"machines_today": fixed + each * now, "break_even": even, "months": months}


def rent_alone(own):
    here, now = own["machines"], own.million_calls_a_month
    rent = here["count"] * here["euro_each_a_month"]
    even = rent / own["functions"]["euro_per_million"]
    months = (even / now - 1) / own.growth_a_month
    return {"machines_today": rent, "break_even": even, "months": months}


def load_in_a_line(own):
    found = load(own)
    steps = (found["break_even"] / own.million_calls_a_month - 1) / own.growth_a_month
    return found | {"months": steps}


def load_twice(own):
    found = load(own)
    margin = own["functions"]["euro_per_million"] - own["machines"]["euro_per_million"]
    return found | {"break_even": found["machines_today"] / margin}


def worth(way, rate, factor=1.0):
    return net_present_value([way["today"], *(factor * each for each in way["years"])], rate=rate)


def ranked(own, *, rate=None, ends=True):
    rate = own.rate if rate is None else rate
    ways = own["ways"]
    worths = {name: worth(way, rate) for name, way in ways.items()}
    order = sorted(worths, key=lambda name: -worths[name])
    bounds = {name: [worth(way, rate, each) for each in way["range"]] for name, way in ways.items()}
    could = [
        name
        for name in ways
        if all(bounds[name][1] >= bounds[other][0] for other in ways if other != name)
    ]
    return {**worths, "order": order, "could_win": could if ends else order[:1]}


def ranked_late(own):
    found = ranked(own)
    return found | {name: found[name] / (1 + own.rate) for name in own["ways"]}


def ranked_for_nothing(own):
    found = ranked(own)
    return found | {name: found[name] - way["today"] for name, way in own["ways"].items()}


def ranked_upside_down(own):
    found = ranked(own)
    return found | {"order": found["order"][::-1], "could_win": tuple(own["ways"])}


def refactor(own, *, over=None, sure=False):
    cost = own.engineers * own.weeks_of_work * own.euro_per_engineer_week
    saved = own.changes_a_week * own.hours_saved_per_change * HOUR
    weeks = own.replaced_in_weeks - own.weeks_of_work if over is None else over
    chance = 1 if sure else own.chance_that_it_saves
    return {
        "saved_a_week": saved,
        "paid_back_in": own.weeks_of_work + cost / saved,
        "net": chance * saved * weeks - cost,
        "least_chance": cost / (saved * weeks),
    }


def refactor_at_once(own):
    found = refactor(own, over=own.replaced_in_weeks)
    return found | {"paid_back_in": found["paid_back_in"] - own.weeks_of_work}


def refactor_in_hours(own):
    found = refactor(own)
    saved = own.changes_a_week * own.hours_saved_per_change
    over = own.replaced_in_weeks - own.weeks_of_work
    cost = own.engineers * own.weeks_of_work * own.euro_per_engineer_week
    return {
        "saved_a_week": saved,
        "paid_back_in": own.weeks_of_work + cost / saved,
        "net": own.chance_that_it_saves * saved * over - cost,
        "least_chance": 100 * found["least_chance"],
    }


def refactor_cheap(own):
    found = refactor(own)
    cost = own.engineers * own.weeks_of_work * own.euro_per_engineer_week
    return found | {"net": found["net"] + (1 - own.chance_that_it_saves) * cost}


BANK = {
    "trade_offs.break_even_load": (
        right(from_instance(load)),
        wrong(
            from_instance(lambda own: load(own, care=False)), name="machines look after themselves",
            points=0, tag="people_forgotten", message="those hours are paid",
        ),
        wrong(
            from_instance(lambda own: load(own, per_call=False)), name="a call costs nothing here",
            points=0, tag="variable_forgotten", message="A call on a machine is not free",
        ),
        wrong(
            from_instance(load_in_a_line), name="growth in a line", points=3, tag="linear_growth",
            message="on the one before it",
        ),
        wrong(
            from_instance(load_twice), name="today's calls in the fixed cost", points=3,
            tag="load_counted_twice", message="in the price of a call",
        ),
        wrong(
            from_instance(rent_alone), name="the rent alone", points=0, tag="people_forgotten",
            message="the rent alone",
        ),
        wrong({"break_even": "20 million"}, name="a word"),
        blank({"machines_today": ..., "break_even": ..., "months": ...}),
    ),
    "trade_offs.npv_ranking": (
        right(from_instance(ranked)),
        wrong(
            from_instance(lambda own: ranked(own, rate=0.0)), name="no discount", points=(0, 2),
            tag="no_discount", message="fifth year counts less",
        ),
        wrong(
            from_instance(lambda own: ranked(own, ends=False)), name="the middle values alone",
            points=4, tag="ranges_ignored", message="whose good case",
        ),
        wrong(
            from_instance(ranked_late), name="today discounted", points=3, tag="period_shift",
            message="paid today is not discounted",
        ),
        wrong(
            from_instance(ranked_for_nothing), name="nothing to begin", points=3,
            tag="start_forgotten", message="costs something to begin",
        ),
        wrong(
            from_instance(ranked_upside_down), name="worst first, and anybody could", points=3,
            tag="wrong_direction", message="highest worth comes first",
        ),
        wrong({"order": "build"}, name="one name"),
        blank(dict.fromkeys(["build", "buy", "extend", "order", "could_win"], ...)),
    ),
    "trade_offs.refactor_payback": (
        right(from_instance(refactor)),
        wrong(
            from_instance(refactor_at_once), name="saves from today", points=1,
            tag="start_at_once", message="during the weeks of the work itself",
        ),
        wrong(
            from_instance(lambda own: refactor(own, sure=True)), name="a sure thing", points=3,
            tag="sure_thing", message="how sure is that",
        ),
        wrong(
            from_instance(refactor_cheap), name="paid only if it works", points=3,
            tag="cost_only_if_it_works", message="also if it saves nothing",
        ),
        wrong(
            from_instance(refactor_in_hours), name="hours for euro", points=0, tag="unit",
            message="what do they cost",
        ),
        blank(dict.fromkeys(["saved_a_week", "paid_back_in", "net", "least_chance"], ...)),
    ),
}  # fmt: skip
