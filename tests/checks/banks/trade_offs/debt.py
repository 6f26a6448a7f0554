"""Answers to the exercises of the lesson on debt."""

from __future__ import annotations

from itertools import permutations

from answer_banks import blank, crashing, from_instance, right, wrong

from leadlab.checks.trade_offs.debt import by_interest, saved_by


def worked(own):
    brought = own.saved * 1.6 + own.chance * own.loss / 13
    return own.cost / own.saved, own.cost * 1.6 / brought, brought * own.weeks / 1.6


def quarter_for_week(own):
    brought = own.saved * 1.6 + own.chance * own.loss
    return own.cost / own.saved, own.cost * 1.6 / brought, brought * own.weeks / 1.6


def mixed_units(own):
    hours, _, longest = worked(own)
    return hours, own.cost / (own.saved + own.chance * own.loss / 13), longest * 1.6


def hours_in_money(own):
    return own.cost * 1.6 / own.saved, *worked(own)[1:]


def risk_forgotten(own):
    hours = own.cost / own.saved
    return hours, hours, own.saved * own.weeks


def what_is_left(own):
    hours, both, longest = worked(own)
    return hours, both, longest - own.cost


def best(debts, weeks):
    ways = [way for size in range(len(debts) + 1) for way in permutations(debts, size)]
    return [debt["name"] for debt in max(ways, key=lambda way: saved_by(way, weeks))]


def largest_interest(debts, weeks):
    return [debt["name"] for debt in by_interest(debts, weeks)]


def everything(debts, weeks):
    return [debt["name"] for debt in sorted(debts, key=lambda d: -d["interest"] / d["principal"])]


def untouched_too(debts, weeks):
    paying = by_interest(debts, weeks)
    return [debt["name"] for debt in sorted(paying, key=lambda d: -d["interest"] / d["principal"])]


def ratio_in_use(debts, weeks):
    used = [debt for debt in debts if debt["trigger"] is not None]
    return untouched_too(used, weeks)


def nothing(debts, weeks):
    return []


def adds_none(debts, weeks):
    return [debt["name"] for debt in debts if debt["trigger"] + 1 < weeks][:1]


def a_stranger(debts, weeks):
    return ["the other table"]


def stub(debts, weeks):
    return ...


BANK = {
    "trade_offs.repair_price": (
        right(from_instance(worked)),
        wrong(
            from_instance(quarter_for_week), name="a quarter for a week", points=1,
            tag="quarter_for_week", message="how much of it falls on a week",
        ),
        wrong(from_instance(mixed_units), name="mixed units", points=1, tag="mixed_units"),
        wrong(from_instance(hours_in_money), name="hours in money", points=3, tag="mixed_units"),
        wrong(
            from_instance(risk_forgotten), name="risk forgotten", points=1, tag="risk_forgotten",
            message="hours alone",
        ),
        wrong(from_instance(what_is_left), name="what is left", points=2, tag="gain_for_length"),
        blank(..., ..., ...),
    ),
    "trade_offs.repair_order": (
        right(best),
        wrong(
            largest_interest, name="largest interest", points=0, tag="length_ignored",
            message="which of them do the others wait for",
        ),
        wrong(everything, name="everything", points=0, tag="repairs_everything"),
        wrong(
            untouched_too, name="what nobody touches", points=(1, 2), tag="untouched_debt",
            message="Who pays their interest",
        ),
        wrong(ratio_in_use, name="triggers as yes or no", points=(4, 5.9)),
        wrong(nothing, name="nothing is repaired", points=0),
        crashing(adds_none, name="adds to None", points=0),
        crashing(a_stranger, name="a line that is not there", message="each at most once"),
        blank(stub),
    ),
}  # fmt: skip
