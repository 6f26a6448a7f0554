"""Answers to the exercises of the lesson on saying yes with options."""

from __future__ import annotations

from itertools import permutations

from answer_banks import blank, crashing, from_instance, right, wrong

from leadlab.checks.trade_offs.yes_with_options import by_cd3, cost_of


def parts(own):
    return {
        "all": own.delay * own.weeks_all + (1 - own.chance_all) * own.loss,
        "part": own.delay * own.weeks_part + own.missing + (1 - own.chance_part) * own.loss,
        "later": own.credit + own.leave * own.loss,
    }


def certain(own):
    return own.delay * own.weeks_part + own.missing - own.credit


def turning(own):
    return certain(own) / (own.leave - (1 - own.chance_part))


def worked(own):
    return parts(own), turning(own)


def scope_for_free(own):
    return parts(own) | {"part": parts(own)["part"] - own.missing}, turning(own)


def nobody_leaves(own):
    return parts(own) | {"later": own.credit}, turning(own)


def sure_date(own):
    return parts(own), certain(own) / own.leave


def least(wishes):
    return [wish["name"] for wish in min(permutations(wishes), key=cost_of)]


def cd3(wishes):
    return [wish["name"] for wish in by_cd3(wishes)]


def by_date(wishes):
    dated = sorted((w for w in wishes if w["due"] is not None), key=lambda wish: wish["due"])
    return [w["name"] for w in dated] + cd3([w for w in wishes if w["due"] is None])


def as_given(wishes):
    return [wish["name"] for wish in wishes]


def leaves_one_out(wishes):
    return cd3(wishes)[:-1]


def compares_with_none(wishes):
    return [wish["name"] for wish in wishes if wish["due"] > 3]


def stub(wishes):
    return ...


EMPTY = dict.fromkeys(("all", "part", "later"), ...)

BANK = {
    "trade_offs.three_answers": (
        right(from_instance(worked)),
        wrong(
            from_instance(scope_for_free), name="scope for free", points=4, tag="scope_for_free",
            message="missing costs something",
        ),
        wrong(from_instance(nobody_leaves), name="nobody leaves", points=4, tag="silent_leaving"),
        wrong(from_instance(sure_date), name="a sure date", points=3, tag="sure_date"),
        blank(EMPTY, ...),
    ),
    "trade_offs.order_with_dates": (
        right(least),
        wrong(cd3, name="no dates", points=1, tag="cliff_ignored", message="the date is worth 90"),
        wrong(by_date, name="every date first", points=(2, 4)),
        wrong(as_given, name="as given", points=(0, 1.5), tag="length_ignored"),
        crashing(leaves_one_out, name="one left out", message="each of a, b, c, d, e once"),
        crashing(compares_with_none, name="no date compared"),
        blank(stub),
    ),
}  # fmt: skip
