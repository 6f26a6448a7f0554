"""Exercises of lesson 02: which door, what the way back costs, how much care a decision gets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np

from leadlab.checks.exercise import exercise
from leadlab.checks.outcome import Check
from leadlab.checks.placing import sorted_into
from leadlab.checks.predicates import Mistake, between, close_to, gives
from leadlab.checks.running import LearnerFault, call, run, try_once
from leadlab.errors import shortened

DOORS = {
    "one review below 50 lines": "two-way",
    "three-year contract for logs": "one-way",
    "fill the zone column in place": "one-way",
    "stand-up at 10:05": "two-way",
    "send door codes to phones": "one-way",
    "limit on work in progress": "two-way",
}
WHY = {
    "one review below 50 lines": (
        "It is loud, and it ends with one line in a form. What would going back cost?",
        "noise_as_stakes",
    ),
    "three-year contract for logs": (
        "It was signed in fourteen minutes. What does month five cost?",
        "reversibility_ignored",
    ),
    "fill the zone column in place": (
        "Which zone did a row have before it was filled? After the night nobody can tell.",
        "reversibility_ignored",
    ),
    "stand-up at 10:05": ("Try it for two weeks; the old hour is still there.", "noise_as_stakes"),
    "send door codes to phones": (
        "The sending stops in a minute. Can a code that was read be unread?",
        "reversibility_ignored",
    ),
    "limit on work in progress": ("A number on a board can be another number.", "noise_as_stakes"),
}


@exercise(
    "decision_making.which_door",
    title="Sort decisions by the way back",
    concepts=("D-12", "D-13"),
    points=6,
    kind="sort, match, order",
    hints=(
        "For each, imagine the day after, and that it was wrong.",
        "Ask what going back costs, and whether it brings back the state before.",
        "Three cannot be walked back through: one is money, one is data, one is a secret.",
    ),
    solution="""
        One-way: the contract (money for three years), filling the column in place (the state
        before is gone), sending door codes (a secret that was read stays read).
        Two-way: the review rule, the hour of the stand-up, the limit on work in progress.
        """,
)
def which_door(answer: Mapping[str, str]) -> Iterator[Check]:
    """Each decision by what it takes to go back."""
    feedback = {
        (item, wrong): WHY[item]
        for item, door in DOORS.items()
        for wrong in ("one-way", "two-way")
        if wrong != door
    }
    yield from sorted_into(
        answer, DOORS, groups=("one-way", "two-way"), points=6, feedback=feedback
    )


@exercise(
    "decision_making.copy_or_in_place",
    title="Price the way back of a migration",
    concepts=("D-13",),
    points=4,
    hints=(
        "In place: the loss comes with the chance of a wrong rule, and nothing is paid before.",
        "The copy is paid in any case; one fault in ten still gets through to a restore.",
        "26p against 4.1 + 26 * 0.1 * p; equal where 23.4p makes 4.1.",
    ),
    solution="""
        def in_place(p):
            return 26 * p

        def with_copy(p):
            return 4.1 + 26 * 0.1 * p

        break_even = 4.1 / (26 * 0.9)
        """,
)
def copy_or_in_place(
    in_place: Callable[[float], float], with_copy: Callable[[float], float], break_even: float
) -> Iterator[Check]:
    """Expected loss of both ways, in thousand euro, and the chance at which they are equal."""
    yield gives(in_place, (0.2,), 5.2, says="in place, one chance in five")
    yield gives(
        with_copy, (0.2,), 4.62, says="with a copy, one chance in five",
        mistakes=[
            Mistake(4.1, "perfect_test", "The comparison misses one fault in ten."),
            Mistake(8.78, "found_and_lost", "Nine in ten are found; only the tenth costs 26."),
            Mistake(0.52, "free_look", "The copy is paid whether there is a fault or not."),
        ],
    )  # fmt: skip
    yield close_to(
        break_even, 4.1 / 23.4, says="the chance at which both cost the same", points=2,
        rel_tol=0.01,
        mistakes=[
            Mistake(4.1 / 26, "perfect_test", "That would be so if the copy found every fault."),
            Mistake(17.52, "per_cent", "Give a chance between 0 and 1."),
        ],
    )  # fmt: skip


LEVELS = {"do it": (0.0, 0.0), "two people": (0.5, 0.5), "the table": (2.0, 0.9)}
"""Weeks that a way of deciding takes, and the share of mistakes that it finds."""
DRAWN = 300


def cost_of_care(
    level: str, chance_wrong: np.ndarray, cost_back: np.ndarray, cost_per_week: np.ndarray
) -> np.ndarray:
    """Expected cost of deciding at that level: waiting, and the mistakes that remain.

    >>> one = np.array([1.0])
    >>> cost_of_care("two people", 0.4 * one, 1000 * one, 100 * one)
    array([250.])
    """
    weeks, found = LEVELS[level]
    return np.asarray(weeks * cost_per_week + (1 - found) * chance_wrong * cost_back)


@exercise(
    "decision_making.how_much_care",
    title="Write the rule that the table lacks",
    concepts=("D-13", "D-17"),
    points=6,
    kind="policy as code",
    hints=(
        "Each way of deciding has a price in weeks and leaves some mistakes in.",
        "Compare three sums: waiting plus the mistakes that remain, times what they cost.",
        (
            "With m = chance * cost back and q a week: m, 0.5 * q + 0.5 * m, 2 * q + 0.1 * m. "
            "Return the name of the least."
        ),
    ),
    solution="""
        def how_much_care(chance_wrong, cost_back, cost_per_week):
            loss = chance_wrong * cost_back
            costs = {"do it": loss,
                     "two people": 0.5 * cost_per_week + 0.5 * loss,
                     "the table": 2 * cost_per_week + 0.1 * loss}
            return min(costs, key=costs.get)
        """,
)
def how_much_care(rule: Callable[[float, float, float], str]) -> Iterator[Check]:
    """A rule over three hundred drawn decisions, beside everything to the table."""
    first = _as_level(try_once(rule, 0.2, 400.0, 300.0, says="a stand-up at another hour"))
    yield Check(
        says="a cheap way back is not discussed",
        held=first == "do it",
        message="At 0.2 * 400 the mistake costs 80, and half a week of waiting 150.",
        tag="" if first == "do it" else "over_process",
    )
    grave = _as_level(call(rule, 0.3, 90_000.0, 300.0))
    yield Check(
        says="a dear way back gets the table",
        held=grave == "the table",
        message="At 0.3 * 90,000 the mistake costs 27,000, and two weeks of waiting 600.",
        tag="" if grave == "the table" else "reversibility_ignored",
    )
    rng = np.random.default_rng(20260205)
    chance = rng.beta(2, 6, DRAWN)
    back = np.exp(rng.normal(7.3, 1.7, DRAWN))
    week = np.exp(rng.normal(5.7, 0.7, DRAWN))
    answers = run(
        lambda: [rule(*map(float, case)) for case in zip(chance, back, week, strict=True)],
        shown="The rule over 300 decisions",
        seconds=5,
    )
    levels = [_as_level(each) for each in answers]
    by_level = {level: cost_of_care(level, chance, back, week) for level in LEVELS}
    cost = float(np.mean([by_level[each][i] for i, each in enumerate(levels)]))
    least = float(np.min(list(by_level.values()), axis=0).mean())
    table = float(by_level["the table"].mean())
    yield between(
        cost, baseline=min(table, float(by_level["do it"].mean())), target=least, points=4,
        says=f"mean cost of a decision (everything to the table: {table:.0f})", unit="euro",
        message="Where is your rule dearer than one of the three answers?",
    )  # fmt: skip


def _as_level(seen: object) -> str:
    if isinstance(seen, str) and seen in LEVELS:
        return seen
    known = ", ".join(map(repr, LEVELS))
    raise LearnerFault(f"The rule answered {shortened(repr(seen))}; it knows {known}.")
