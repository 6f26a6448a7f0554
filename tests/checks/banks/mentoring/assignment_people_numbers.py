"""Answers to the graded sums of the assignment on mentoring."""

from __future__ import annotations

import math

from answer_banks import blank, from_instance, right, wrong

from leadlab.checks.mentoring.assignment_numbers import group_sums, mentoring_sums, watch_sums


def off(make, **changes):
    """The right answer with some parts worked out otherwise."""

    def given(own):
        values = make(own)
        return ({**values, **{name: change(own, values) for name, change in changes.items()}},)

    return from_instance(given)


def sums(make):
    return from_instance(lambda own: (make(own),))


def pays_by_hand(own):
    """A second way: the weeks after the end are counted by the gain of a week."""
    spent = own.hours_a_week * own.weeks + own.hours_a_week * own.weeks
    on_the_way = sum(own.gain_at_the_end * (week + 0.5) / own.weeks for week in range(own.weeks))
    week = own.weeks + (spent - on_the_way) / own.gain_at_the_end
    return (
        {
            "cost": spent,
            "balance": on_the_way - spent,
            "week": week,
            "still_there": math.exp(week / 52 * math.log(1 - own.leave_in_a_year)),
            "at_once": sum(
                own.hours_a_week * people
                <= own.share_kept_for_people * 40 - own.team * own.talk_hours + 1e-9
                for people in range(1, 40)
            ),
        },
    )


def groups_by_hand(own):
    """A second way: the error function in place of the model."""

    def below(where):
        return (1 + math.erf(where / math.sqrt(2))) / 2

    def place(share):
        return min((step / 10_000 for step in range(-30_000, 30_000)),
                   key=lambda each: abs(below(each) - share))  # fmt: skip

    return (
        {
            "overlap": 2 * below(-own.d / 2),
            "ahead": below(own.d / math.sqrt(2)),
            "above_mean": below(own.d),
            "claimed_d": place(own.stayed_with) - place(own.stayed_without),
        },
    )


def stubs(*names):
    return dict.fromkeys(names, ...)


PAYS = ("cost", "balance", "week", "still_there", "at_once")
GROUPS = ("overlap", "ahead", "above_mean", "claimed_d")
SIGN = ("precision", "among_clear", "cleared_needed", "flag_in_a_rested_team")

BANK = {
    "mentoring.break_even": (
        right(from_instance(pays_by_hand)),
        wrong(off(mentoring_sums, cost=lambda own, got: got["cost"] / 2), name="one side",
              points=5, tag="one_side"),
        wrong(
            off(mentoring_sums,
                balance=lambda own, got: own.gain_at_the_end * own.weeks - got["cost"],
                week=lambda own, got: got["cost"] / own.gain_at_the_end),
            name="all from the first day", points=3, tag="gain_from_day_one",
        ),
        wrong(off(mentoring_sums, balance=lambda own, got: -got["balance"]), name="other sign",
              points=5, tag="other_sign"),
        wrong(off(mentoring_sums, week=lambda own, got: got["week"] - own.weeks),
              name="from the end", points=4, tag="from_another_day"),
        wrong(off(mentoring_sums, week=lambda own, got: math.floor(got["week"]) + 1),
              name="the next whole week", points=4, tag="rounded_week",
              message="with its fraction"),
        wrong(off(mentoring_sums, still_there=lambda own, got: 1 - own.leave_in_a_year),
              name="a whole year", points=5, tag="whole_year"),
        wrong(
            off(mentoring_sums, at_once=lambda own, got:
                int(own.share_kept_for_people * 40 // own.hours_a_week)),
            name="talks forgotten", points=5, tag="talks_forgotten",
        ),
        wrong("soon", name="a word", points=0),
        blank(stubs(*PAYS)),
    ),
    "mentoring.overlap": (
        right(from_instance(groups_by_hand)),
        wrong(off(group_sums, overlap=lambda own, got: 1 - own.d), name="a share", points=3.5,
              tag="size_as_share"),
        wrong(
            off(group_sums, ahead=lambda own, got: got["above_mean"],
                above_mean=lambda own, got: got["ahead"]),
            name="turned", points=2.5, tag="pair_or_mean",
        ),
        wrong(
            off(group_sums, claimed_d=lambda own, got: own.stayed_with - own.stayed_without),
            name="difference of shares", points=4, tag="size_as_share",
        ),
        wrong({"overlap": 92, "ahead": 56}, name="per cent", points=0),
        blank(stubs(*GROUPS)),
    ),
    "mentoring.covert_sign": (
        right(sums(watch_sums)),
        wrong(off(watch_sums, precision=lambda own, got: own.found), name="turned round",
              points=4, tag="condition_turned_round"),
        wrong(
            off(watch_sums, precision=lambda own, got: own.found / (own.found + 1 - own.cleared)),
            name="half of all", points=4, tag="base_rate_ignored",
        ),
        wrong(off(watch_sums, among_clear=lambda own, got: 1 - own.found), name="missed turned",
              points=5, tag="condition_turned_round"),
        wrong(
            off(watch_sums, flag_in_a_rested_team=lambda own, got: own.team * (1 - own.cleared)),
            name="chances added", points=4.5, tag="chances_added",
        ),
        wrong(
            off(watch_sums, flag_in_a_rested_team=lambda own, got: own.cleared**own.team),
            name="none for any", points=4.5, tag="none_for_any",
        ),
        wrong(off(watch_sums, cleared_needed=lambda own, got: own.cleared), name="as it is",
              points=4.5),
        blank(stubs(*SIGN)),
    ),
}  # fmt: skip
