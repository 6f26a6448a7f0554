"""Graded sums on people: when mentoring pays, what an effect size means, what a sign is worth."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from leadlab.checks.exercise import exercise
from leadlab.checks.instances import Instance
from leadlab.checks.outcome import Check
from leadlab.checks.predicates import Mistake, close_to, equals
from leadlab.models import growth


def draw_mentoring(rng: np.random.Generator) -> Mapping[str, Any]:
    """A pair of people, the hours that it takes, and what it brings."""
    return {
        "hours_a_week": float(rng.choice([1.0, 1.5, 2.0])),
        "weeks": int(rng.choice([12, 16, 20, 24])),
        "gain_at_the_end": float(rng.choice([2.0, 2.5, 3.0])),
        "leave_in_a_year": float(rng.choice([0.1, 0.15, 0.2])),
        "share_kept_for_people": float(rng.choice([0.2, 0.25, 0.3])),
        "talk_hours": 0.5,
        "team": int(rng.choice([6, 7, 8])),
    }


def mentoring_sums(own: Mapping[str, Any]) -> dict[str, float]:
    """Cost, balance at the end, week of the turn, chance to see it, and people at once."""
    term = _term(own)
    talks = growth.talk_share(own["team"], hours=own["talk_hours"])
    return {
        "cost": term.cost,
        "balance": term.balance,
        "week": term.paid_back,
        "still_there": growth.still_there(own["leave_in_a_year"], weeks=term.paid_back),
        "at_once": growth.within(own["share_kept_for_people"] - talks, hours=term.hours),
    }


def _term(own: Mapping[str, Any]) -> growth.MentoringTerm:
    return growth.mentoring_term(
        own["hours_a_week"], weeks=own["weeks"], gain=own["gain_at_the_end"]
    )  # fmt: skip


@exercise(
    "mentoring.break_even",
    title="When mentoring has paid",
    concepts=("G-07", "G-17", "G-28", "G-33", "S-05"),
    points=6,
    hints=(
        "Both spend the hours. What is gained grows evenly, so on the way it is half on average.",
        "After the last week the gain stays whole: what is missing then, by the gain of a week?",
        "week = weeks + (cost - gain * weeks / 2) / gain.",
    ),
    solution="""
        own = lab.instance("mentoring.break_even")
        cost = 2 * own.hours_a_week * own.weeks
        balance = own.gain_at_the_end * own.weeks / 2 - cost
        week = own.weeks - balance / own.gain_at_the_end
        pays = {"cost": cost, "balance": balance, "week": week,
                "still_there": (1 - own.leave_in_a_year) ** (week / 52),
                "at_once": int((own.share_kept_for_people * 40 - own.team * own.talk_hours)
                               // own.hours_a_week)}
        """,
    draw=draw_mentoring,
)
def break_even(answer: Mapping[str, Any], *, instance: Instance) -> Iterator[Check]:
    """Hours of both, the balance at the end, the week of the turn, and who is still there then."""
    given, own = answer if isinstance(answer, Mapping) else {}, instance
    right, gain = mentoring_sums(own), own.gain_at_the_end
    yield close_to(
        given.get("cost"), right["cost"], says="hours of both until the end",
        mistakes=[Mistake(right["cost"] / 2, "one_side", "Both of them spend the hours.")],
    )  # fmt: skip
    yield close_to(
        given.get("balance"), right["balance"], says="balance on the last day, in hours",
        mistakes=[
            Mistake(gain * own.weeks - right["cost"], "gain_from_day_one",
                    "It grows from nothing; on the way it is half of that on average."),
            Mistake(-right["balance"], "other_sign", "What is still missing is below 0."),
        ],
    )  # fmt: skip
    yield close_to(
        given.get("week"), right["week"], says="week in which it has paid", points=2, abs_tol=0.1,
        mistakes=[
            Mistake(right["cost"] / gain, "gain_from_day_one",
                    "That counts as if the whole gain were there on the first day."),
            Mistake(right["week"] - own.weeks, "from_another_day",
                    "Count from the first hour of mentoring, not from the last."),
            Mistake(math.ceil(right["week"]), "rounded_week",
                    "Nearly: give it with its fraction, as in 12.4."),
        ],
    )  # fmt: skip
    yield close_to(
        given.get("still_there"), right["still_there"], says="chance that they are there then",
        points=1, rel_tol=0.01,
        mistakes=[
            Mistake(1 - own.leave_in_a_year, "whole_year", "That is the chance for a whole year."),
        ],
    )  # fmt: skip
    yield equals(
        given.get("at_once"), int(right["at_once"]), says="people mentored at once",
        message="Take the talks with everybody off first; half a person cannot be mentored.",
        tag="talks_forgotten",
    )  # fmt: skip


def draw_groups(rng: np.random.Generator) -> Mapping[str, Any]:
    """An effect size, and what a seller prints about who stayed."""
    without = float(rng.choice([0.45, 0.49, 0.55, 0.6]))
    return {
        "d": float(rng.choice([0.12, 0.15, 0.18, 0.2, 0.22, 0.25, 0.28, 0.3, 0.35])),
        "stayed_without": without,
        "stayed_with": round(without + float(rng.choice([0.17, 0.18, 0.2, 0.21, 0.23])), 2),
    }


def group_sums(own: Mapping[str, Any]) -> dict[str, float]:
    """Overlap, pairs, share above the other mean, and the size that two shares would mean."""
    d = own["d"]
    return {
        "overlap": growth.overlap(d),
        "ahead": growth.ahead(d),
        "above_mean": growth.above_middle(d),
        "claimed_d": growth.effect_of_shares(own["stayed_with"], own["stayed_without"]),
    }


@exercise(
    "mentoring.overlap",
    title="Two groups at an effect size",
    concepts=("G-17", "G-13"),
    points=5,
    hints=(
        "Draw two bells of width 1 whose middles lie d apart, and mark where they cross.",
        "A difference of two people has the width of the root of 2; statistics.NormalDist has cdf.",
        "overlap = 2 * cdf(-d / 2), ahead = cdf(d / 2**0.5), above_mean = cdf(d).",
    ),
    solution="""
        own = lab.instance("mentoring.overlap")
        bell = NormalDist()
        groups = {"overlap": 2 * bell.cdf(-own.d / 2), "ahead": bell.cdf(own.d / 2**0.5),
                  "above_mean": bell.cdf(own.d),
                  "claimed_d": bell.inv_cdf(own.stayed_with) - bell.inv_cdf(own.stayed_without)}
        """,
    draw=draw_groups,
)
def overlap(answer: Mapping[str, Any], *, instance: Instance) -> Iterator[Check]:
    """What an effect size says about two bells, and the size that a seller's shares would mean."""
    given, own = answer if isinstance(answer, Mapping) else {}, instance
    right = group_sums(own)
    yield close_to(
        given.get("overlap"), right["overlap"], says="share of the bells that overlaps",
        points=1.5,
        mistakes=[
            Mistake(growth.overlap(2 * own.d), "crossing_elsewhere",
                    "The bells cross halfway between the middles."),
            Mistake(1 - own.d, "size_as_share", "d is a distance, not a share."),
        ],
    )  # fmt: skip
    yield close_to(
        given.get("ahead"), right["ahead"], says="chance that the mentored one is ahead",
        points=1.5,
        mistakes=[
            Mistake(right["above_mean"], "pair_or_mean",
                    "That compares with the mean of the others; two people differ more."),
        ],
    )  # fmt: skip
    yield close_to(
        given.get("above_mean"), right["above_mean"], says="share above the mean of the others",
        mistakes=[Mistake(right["ahead"], "pair_or_mean", "That compares two people.")],
    )  # fmt: skip
    yield close_to(
        given.get("claimed_d"), right["claimed_d"], says="effect size that the shares would mean",
        rel_tol=0.01,
        mistakes=[
            Mistake(own.stayed_with - own.stayed_without, "size_as_share",
                    "That is a difference of shares; turn each into a place on the bell."),
        ],
    )  # fmt: skip


def draw_watch(rng: np.random.Generator) -> Mapping[str, Any]:
    """A sign with its rates, and the team on which it is tried."""
    return {
        "share": float(rng.choice([0.04, 0.06, 0.08, 0.1, 0.12])),
        "found": float(rng.choice([0.5, 0.6, 0.7, 0.8])),
        "cleared": float(rng.choice([0.75, 0.8, 0.85, 0.9])),
        "team": int(rng.choice([6, 7, 9, 10, 12])),
    }


def watch_sums(own: Mapping[str, Any]) -> dict[str, float]:
    """Precision, who is missed, what would have to be cleared, and flags among nobody."""
    share, found, cleared = own["share"], own["found"], own["cleared"]
    missed, quiet = share * (1 - found), (1 - share) * cleared
    return {
        "precision": growth.flags(1, share=share, found=found, cleared=cleared).precision,
        "among_clear": missed / (missed + quiet),
        "cleared_needed": growth.cleared_needed(share=share, found=found, precision=0.5),
        "flag_in_a_rested_team": growth.any_flag(own["team"], cleared=cleared),
    }


@exercise(
    "mentoring.covert_sign",
    title="What a sign of exhaustion is worth",
    concepts=("P-04", "P-02", "P-03"),
    points=6,
    hints=(
        "Count a thousand people: with it and without, in amber and not.",
        "To be right as often as wrong, falsely in amber must be as many as rightly.",
        "cleared_needed = 1 - share * found / (1 - share); at least one = 1 - cleared ** team.",
    ),
    solution="""
        own = lab.instance("mentoring.covert_sign")
        right, false = own.share * own.found, (1 - own.share) * (1 - own.cleared)
        missed, quiet = own.share * (1 - own.found), (1 - own.share) * own.cleared
        sign = {"precision": right / (right + false), "among_clear": missed / (missed + quiet),
                "cleared_needed": 1 - right / (1 - own.share),
                "flag_in_a_rested_team": 1 - own.cleared ** own.team}
        """,
    draw=draw_watch,
)
def covert_sign(answer: Mapping[str, Any], *, instance: Instance) -> Iterator[Check]:
    """Positive predictive value, those missed, and what would make the sign an even bet."""
    given, own = answer if isinstance(answer, Mapping) else {}, instance
    right = watch_sums(own)
    hit, false = own.share * own.found, (1 - own.share) * (1 - own.cleared)
    yield close_to(
        given.get("precision"), right["precision"], says="share of amber that is right", points=2,
        mistakes=[
            Mistake(own.found, "condition_turned_round",
                    "That is how many of the exhausted are in amber."),
            Mistake(own.found / (own.found + 1 - own.cleared), "base_rate_ignored",
                    "That is right where half of all people are exhausted."),
            Mistake(hit / false, "odds_for_share", "Divide by all in amber, the right ones too."),
        ],
    )  # fmt: skip
    yield close_to(
        given.get("among_clear"), right["among_clear"], rel_tol=0.01,
        says="share of the others who are exhausted after all",
        mistakes=[
            Mistake(1 - own.found, "condition_turned_round",
                    "That is how many of the exhausted are not in amber."),
        ],
    )  # fmt: skip
    yield close_to(
        given.get("cleared_needed"), right["cleared_needed"], points=1.5, rel_tol=0.002,
        says="share to be left alone for an even bet",
        mistakes=[Mistake(0.5, "condition_turned_round", "Half in amber right is what it buys.")],
    )  # fmt: skip
    yield close_to(
        given.get("flag_in_a_rested_team"), right["flag_in_a_rested_team"], points=1.5,
        says="chance of amber in a team where nobody is exhausted",
        mistakes=[
            Mistake(own.team * (1 - own.cleared), "chances_added",
                    "Chances of several people do not add up; it would pass 1."),
            Mistake(own.cleared**own.team, "none_for_any", "That is the chance of no amber."),
        ],
    )  # fmt: skip
