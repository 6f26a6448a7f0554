"""Exercises of lesson 01: overlap at an effect size, a mentor's hours, and what may be claimed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from leadlab.checks.exercise import exercise
from leadlab.checks.instances import Instance
from leadlab.checks.outcome import Check
from leadlab.checks.placing import sorted_into
from leadlab.checks.predicates import Mistake, as_number, close_to
from leadlab.models.growth import (
    above_middle,
    ahead,
    effect_interval,
    mentoring,
    overlap,
    readers_needed,
)

NEAR = 0.01
ROUGH = 0.05  # the short formula for the error, without its second part, will do


def draw_effect(rng: np.random.Generator) -> Mapping[str, Any]:
    """An effect that was seen, and how many people gave it."""
    return {
        "effect": float(rng.choice([*range(20, 40, 5), *range(45, 85, 5)])) / 100,
        "people": int(rng.integers(4, 16)),
    }


@exercise(
    "mentoring.effect",
    title="Two groups, an effect apart",
    concepts=("G-17",),
    points=5,
    hints=(
        "All three use the normal curve; `NormalDist().cdf(x)` is the share below x.",
        "Shared is twice the part below -d/2; ahead is the part below d divided by the root of 2.",
        "low = d - 1.96 * error and high = d + 1.96 * error, with error = sqrt(2 / people).",
    ),
    solution="""
        own = lab.instance("mentoring.effect")
        shared = 2 * NormalDist().cdf(-own.effect / 2)
        pairs = NormalDist().cdf(own.effect / 2**0.5)
        error = (2 / own.people) ** 0.5
        low, high = own.effect - 1.96 * error, own.effect + 1.96 * error
        """,
    draw=draw_effect,
)
def effect_sizes(
    shared: object, pairs: object, low: object, high: object, *, instance: Instance
) -> Iterator[Check]:
    """What the groups share, who is ahead, and how far the truth may lie."""
    d, people = instance.effect, instance.people
    yield close_to(
        shared, overlap(d), says="share of one bell under the other", points=2, abs_tol=NEAR,
        mistakes=[
            Mistake(overlap(d) / 2, "one_side_only",
                    "That is the part on one side of the middle line; there are two."),
            Mistake(1 - above_middle(d), "apart_for_shared",
                    "That is who lies below the other middle; the line between is at d/2."),
        ],
    )  # fmt: skip
    yield close_to(
        pairs, ahead(d), says="chance that the one with help is ahead", points=1, abs_tol=NEAR,
        mistakes=[
            Mistake(above_middle(d), "middle_for_pair",
                    "That compares with the middle of the others; a drawn one varies too."),
            Mistake(1.0, "mean_for_all", "The mean is ahead, and not everybody."),
        ],
    )  # fmt: skip
    ends = effect_interval(d, people, people)
    error = (ends[1] - d) / 1.96
    once = "That is one error to the side; 95 % takes 1.96 of them."
    for given, end, sign, says in ((low, ends[0], -1, "low end"), (high, ends[1], 1, "high end")):
        yield close_to(
            given, end, says=f"{says} of the interval", points=1, abs_tol=ROUGH,
            mistakes=[
                Mistake(d + sign * error, "one_error", once),
                Mistake(d + sign * 1.96 * math.sqrt(1 / people), "one_group_only",
                        "Both groups vary, so it is 2 / people under the root."),
            ],
        )  # fmt: skip


def draw_hours(rng: np.random.Generator) -> Mapping[str, Any]:
    """Hours of a mentor, what they may bring, and a page that could be written instead."""
    return {
        "hours": float(rng.choice([1.5, 2, 3])),
        "worth": float(rng.choice([1.2, 1.3, 1.5])),
        "gain": float(rng.choice([0.14, 0.16, 0.2])),
        "slowness": int(rng.choice([12, 16, 20])),
        "weeks": int(rng.choice([20, 26, 39])),
        "page_hours": int(rng.choice([4, 6, 9])),
        "minutes_told": int(rng.choice([40, 50, 60])),
        "minutes_read": int(rng.choice([8, 10, 15])),
    }


@exercise(
    "mentoring.hours",
    title="A mentor's hours",
    concepts=("G-28", "G-27", "G-33"),
    points=6,
    hints=(
        "A week takes hours / 40 * worth, in weeks of the one who is helped.",
        "grown = weeks - slowness * (1 - exp(-weeks / slowness)); gain * grown has come in.",
        "Even: needed * grown = price * weeks. A reader saves told less read.",
    ),
    solution="""
        own = lab.instance("mentoring.hours")
        price = own.hours / 40 * own.worth
        grown = own.weeks - own.slowness * (1 - math.exp(-own.weeks / own.slowness))
        net = own.gain * grown - price * own.weeks
        needed = price * own.weeks / grown
        readers = 60 * own.page_hours / (own.minutes_told - own.minutes_read)
        """,
    draw=draw_hours,
)
def hours_back(
    net: object, needed: object, readers: object, *, instance: Instance
) -> Iterator[Check]:
    """What is left by a date, the gain at which it is even, and the readers of a page."""
    own = instance
    plan = mentoring(own.hours, gain=own.gain, slowness=own.slowness, worth=own.worth)
    plain = mentoring(own.hours, gain=own.gain, slowness=own.slowness)
    at_once = "The gain grows; in the first weeks there is hardly any of it."
    unlike = "A week of yours is worth more than one of theirs; `worth` says how much."
    yield close_to(
        net, plan.net(own.weeks), says="net by then, in weeks", points=2, rel_tol=0.02,
        abs_tol=NEAR,
        mistakes=[
            Mistake((own.gain - plan.price) * own.weeks, "gain_at_once", at_once),
            Mistake(plain.net(own.weeks), "hours_alike", unlike),
            Mistake(own.gain * own.weeks, "hours_forgotten", "Your own hours are missing."),
        ],
    )  # fmt: skip
    yield close_to(
        needed, plan.gain_needed(own.weeks), says="gain at which it is even by then", points=2,
        rel_tol=0.02,
        mistakes=[
            Mistake(plan.price, "turn_for_even",
                    "With that gain the last week is even; the weeks before are not paid."),
            Mistake(plain.gain_needed(own.weeks), "hours_alike", unlike),
        ],
    )  # fmt: skip
    told, read = own.minutes_told, own.minutes_read
    right = readers_needed(own.page_hours, minutes_saved=told, minutes_to_read=read)
    whole = math.ceil(right)  # nobody reads a third of a page
    yield close_to(
        readers, whole if as_number(readers) == whole else right, points=2, rel_tol=0.02,
        says="readers until the page is paid",
        mistakes=[
            Mistake(60 * own.page_hours / told, "reading_is_free", "Reading it takes time too."),
        ],
    )  # fmt: skip


GROUPS = ("arithmetic", "shown by studies", "not shown")
CLAIMS: dict[str, tuple[str, str]] = {
    "a": ("arithmetic", "It follows from two bells; no study is needed for it."),
    "b": ("shown by studies", "That they go together was found again and again."),
    "c": ("not shown", "That they go together does not say which made which."),
    "d": ("shown by studies", "It is what the large review counted."),
    "e": ("not shown", "Four and four cannot tell this from luck, and who chose the four?"),
    "f": ("not shown", "The review left out managers who coach their own people."),
    "g": ("arithmetic", "Hours divided by hours; whether it has nine readers is another thing."),
}
"""Letter of each claim in the lesson, where it belongs, and why."""
TAGS = {
    "a": "sum_for_study", "b": "study_denied", "c": "together_for_cause", "d": "study_denied",
    "e": "few_for_proof", "f": "carried_over", "g": "sum_for_study",
}  # fmt: skip


@exercise(
    "mentoring.claims",
    title="What may be claimed?",
    concepts=("G-17", "G-43"),
    points=7,
    kind="sort, match, order",
    hints=(
        "Ask of each: could it be false if every study were burnt?",
        "Two are sums, two were found in reviews, and three go further than what was found.",
        "Look for `made`, for four people, and for a review that left somebody out.",
    ),
    solution="""
        answer = {"a": "arithmetic", "b": "shown by studies", "c": "not shown",
                  "d": "shown by studies", "e": "not shown", "f": "not shown",
                  "g": "arithmetic"}
        """,
)
def claims(answer: object) -> Iterator[Check]:
    """One of three groups for each of seven claims; guessing earns nothing."""
    key = {letter: group for letter, (group, _) in CLAIMS.items()}
    feedback = {
        (letter, group): (CLAIMS[letter][1], TAGS[letter])
        for letter in CLAIMS
        for group in GROUPS
        if group != key[letter]
    }
    yield from sorted_into(
        answer, key, groups=GROUPS, points=7, feedback=feedback, says="claim {item}"
    )
