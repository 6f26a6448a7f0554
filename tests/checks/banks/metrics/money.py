"""Answers to the exercises of the lesson on metrics and money."""

from __future__ import annotations

from answer_banks import blank, from_instance, right, wrong

from leadlab.checks.metrics.money import ASK, LEVELS
from leadlab.models.delivery import count_change


def seen(own):
    return count_change(own.before, own.after, beside=(own.other_before, own.other_after))


def worked(own):
    return own.after / own.before - 1, seen(own).share, seen(own).high


def sign(own):
    return 1 - own.after / own.before, *worked(own)[1:]


def per_cent(own):
    return 100 * (own.after / own.before - 1), *worked(own)[1:]


def upside_down(own):
    return own.before / own.after - 1, *worked(own)[1:]


def nothing_beside(own):
    alone = count_change(own.before, own.after)
    return alone.share, alone.share, alone.high


def subtracts(own):
    alone, _, high = worked(own)
    return alone, alone - (own.other_after / own.other_before - 1), high


def others_alone(own):
    alone, _, high = worked(own)
    return alone, own.other_after / own.other_before - 1, high


def lower_end(own):
    return *worked(own)[:2], seen(own).low


def rounded(own):
    alone, beside, high = worked(own)
    return alone, beside, round(high, 2)


MOVED = {"commits per person": "driver"}
SWAPPED = {"night pages per person and month": "goal", "people who left within a year": "driver"}

BANK = {
    "metrics.beside_others": (
        right(from_instance(worked)),
        right(from_instance(rounded), name="rounded"),
        wrong(from_instance(sign), name="sign", points=5, tag="sign"),
        wrong(from_instance(per_cent), name="per cent", points=5, tag="per_cent"),
        wrong(from_instance(upside_down), name="upside down", points=5, tag="upside_down"),
        wrong(
            from_instance(nothing_beside), name="nothing beside", points=1, tag="nothing_beside",
            message="The others fell as well",
        ),
        wrong(
            from_instance(subtracts), name="subtracts", points=3, tag="subtracts_shares",
            message="divide the ratios",
        ),
        wrong(from_instance(others_alone), name="others alone", points=3, tag="others_alone"),
        wrong(from_instance(lower_end), name="lower end", points=4, tag="lower_end"),
        blank(..., ..., ...),
    ),
    "metrics.level_of_a_number": (
        right(LEVELS),
        wrong(
            LEVELS | MOVED, name="doing as a driver", points=(4.5, 5.5),
            tag="driver_for_activity", message="would look the same",
        ),
        wrong(
            LEVELS | SWAPPED, name="people swapped", points=(3.5, 4.5), tag="goal_for_driver",
            message="within weeks",
        ),
        wrong(dict.fromkeys(LEVELS, "driver"), name="all drivers", points=(0, 1.5)),
        wrong(
            LEVELS | {"tests written": "output"}, name="another word", points=(4.5, 5.5),
            message="no group 'output'",
        ),
        wrong(["goal"], name="a list", points=0, message="Give a dictionary"),
        blank(dict.fromkeys(LEVELS, ...)),
    ),
}  # fmt: skip

GUESSERS = {
    "metrics.level_of_a_number": lambda rng: (
        {each: str(rng.choice(list(ASK))) for each in LEVELS},
    ),
}
