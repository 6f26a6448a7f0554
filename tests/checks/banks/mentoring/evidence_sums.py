"""Answers to the exercises of the lesson on what the evidence says."""

from __future__ import annotations

import math
from statistics import NormalDist

from answer_banks import blank, from_instance, right, wrong

CDF = NormalDist().cdf
KEY = {
    "a": "arithmetic", "b": "shown by studies", "c": "not shown", "d": "shown by studies",
    "e": "not shown", "f": "not shown", "g": "arithmetic",
}  # fmt: skip


def effect(own, *, shared=None, pairs=None, reach=1.96, under=2):
    d, error = own.effect, math.sqrt(under / own.people)
    return (
        2 * CDF(-d / 2) if shared is None else shared,
        CDF(d / math.sqrt(2)) if pairs is None else pairs,
        d - reach * error,
        d + reach * error,
    )


def long_formula(own):
    d, n = own.effect, own.people
    error = math.sqrt(2 / n + d**2 / (4 * n))
    return (2 * CDF(-d / 2), CDF(d / math.sqrt(2)), d - 1.96 * error, d + 1.96 * error)


def one_side(own):
    return effect(own, shared=CDF(-own.effect / 2))


def line_at_the_middle(own):
    return effect(own, shared=CDF(-own.effect))


def per_cent(own):
    return effect(own, shared=f"{2 * CDF(-own.effect / 2):.0%}")


def against_the_middle(own):
    return effect(own, pairs=CDF(own.effect))


def everybody(own):
    return effect(own, pairs=1.0)


def one_error(own):
    return effect(own, reach=1)


def one_group(own):
    return effect(own, under=1)


def swapped(own):
    shared, pairs, low, high = effect(own)
    return shared, pairs, high, low


def hours(own, *, worth=None, net=None, needed=None, readers=None):
    price = own.hours / 40 * (own.worth if worth is None else worth)
    grown = own.weeks - own.slowness * (1 - math.exp(-own.weeks / own.slowness))
    return (
        own.gain * grown - price * own.weeks if net is None else net,
        price * own.weeks / grown if needed is None else needed,
        60 * own.page_hours / (own.minutes_told - own.minutes_read) if readers is None else readers,
    )


def whole_readers(own):
    return hours(own, readers=math.ceil(hours(own)[2]))


def gain_at_once(own):
    return hours(own, net=(own.gain - own.hours / 40 * own.worth) * own.weeks)


def hours_forgotten(own):
    return hours(own, net=own.gain * own.weeks)


def hours_alike(own):
    return hours(own, worth=1)


def turn_for_even(own):
    return hours(own, needed=own.hours / 40 * own.worth)


def free_reading(own):
    return hours(own, readers=60 * own.page_hours / own.minutes_told)


BANK = {
    "mentoring.effect": (
        right(from_instance(effect)),
        right(from_instance(long_formula), name="long formula"),
        wrong(from_instance(one_side), name="one side", points=3, tag="one_side_only",
              message="there are two"),
        wrong(from_instance(line_at_the_middle), name="line at the middle", points=3,
              tag="apart_for_shared"),
        wrong(from_instance(per_cent), name="as a text", points=3),
        wrong(from_instance(against_the_middle), name="against the middle", points=4,
              tag="middle_for_pair"),
        wrong(from_instance(everybody), name="everybody", points=4, tag="mean_for_all"),
        wrong(from_instance(one_error), name="one error", points=3, tag="one_error"),
        wrong(from_instance(one_group), name="one group", points=3, tag="one_group_only"),
        wrong(from_instance(swapped), name="ends swapped", points=3),
        wrong(0.5, 0.5, 0, 1, name="halves", points=0),
        blank(..., ..., ..., ...),
    ),
    "mentoring.hours": (
        right(from_instance(hours)),
        right(from_instance(whole_readers), name="whole readers"),
        wrong(from_instance(gain_at_once), name="gain at once", points=4, tag="gain_at_once",
              message="grows"),
        wrong(from_instance(hours_forgotten), name="hours forgotten", points=4,
              tag="hours_forgotten"),
        wrong(from_instance(hours_alike), name="hours alike", points=2, tag="hours_alike"),
        wrong(from_instance(turn_for_even), name="turn for even", points=4, tag="turn_for_even"),
        wrong(from_instance(free_reading), name="free reading", points=4, tag="reading_is_free"),
        wrong("much", 0, 0, name="a word", points=0),
        blank(..., ..., ...),
    ),
    "mentoring.claims": (
        right(KEY),
        wrong({**KEY, "c": "shown by studies"}, name="cause", points=(5, 6),
              tag="together_for_cause", message="which made which"),
        wrong({**KEY, "e": "shown by studies"}, name="four and four", points=(5, 6),
              tag="few_for_proof"),
        wrong({**KEY, "f": "shown by studies"}, name="carried over", points=(5, 6),
              tag="carried_over"),
        wrong({**KEY, "d": "not shown"}, name="denied", points=(5, 6), tag="study_denied"),
        wrong({**KEY, "a": "shown by studies"}, name="sum for study", points=(5, 6),
              tag="sum_for_study"),
        wrong(dict.fromkeys(KEY, "not shown"), name="all not shown", points=(0, 1.5)),
        wrong("arithmetic", name="a word", points=0, message="Give a dictionary"),
        blank(dict.fromkeys(KEY, ...)),
    ),
}  # fmt: skip


def guessed(rng):
    groups = ("arithmetic", "shown by studies", "not shown")
    return ({letter: str(rng.choice(groups)) for letter in KEY},)


GUESSERS = {"mentoring.claims": guessed}
