"""Exercises of lesson 07: a change beside others, and the level at which a number belongs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from leadlab.checks.exercise import exercise
from leadlab.checks.instances import Instance
from leadlab.checks.outcome import Check
from leadlab.checks.placing import sorted_into
from leadlab.checks.predicates import Mistake, close_to
from leadlab.models.delivery import count_change

LOOSE = 0.02
"""Two in a hundred of a share, so that a rounded interval counts."""


def draw_release(rng: np.random.Generator) -> Mapping[str, Any]:
    """Calls of those with a change and of others chosen alike, at the same two times."""
    before, other_before = int(rng.integers(300, 601)), int(rng.integers(300, 601))
    luck = float(rng.uniform(0.70, 0.85))
    return {
        "before": before,
        "after": round(before * luck * float(rng.uniform(0.78, 0.94))),
        "other_before": other_before,
        "other_after": round(other_before * luck),
    }


@exercise(
    "metrics.beside_others",
    title="A change beside others",
    concepts=("X-08", "X-22"),
    points=6,
    hints=(
        "First alone, then against what the others did, who were chosen in the same way.",
        "Divide the two ratios, after by before, of one group and of the other; take away 1.",
        "beside = lab.delivery.count_change(own.before, own.after, beside=(...)); .share, .high",
    ),
    solution="""
        others = own.other_before, own.other_after
        seen = lab.delivery.count_change(own.before, own.after, beside=others)
        alone = own.after / own.before - 1
        beside, high = seen.share, seen.high
        """,
    draw=draw_release,
)
def beside_others(
    alone: float, beside: float, high: float, *, instance: Instance
) -> Iterator[Check]:
    """The change alone, against the others, and the upper end of its interval."""
    own = instance
    first = own.after / own.before - 1
    other = own.other_after / own.other_before - 1
    seen = count_change(own.before, own.after, beside=(own.other_before, own.other_after))
    by_itself = count_change(own.before, own.after)
    yield close_to(
        alone, first, says="change of those with the release", points=1,
        mistakes=[
            Mistake(-first, "sign", "A fall is below 0."),
            Mistake(100 * first, "per_cent", "Give a share: -0.31 and not -31."),
            Mistake(own.before / own.after - 1, "upside_down", "Divide after by before."),
        ],
    )  # fmt: skip
    yield close_to(
        beside, seen.share, says="change against the others", points=3,
        mistakes=[
            Mistake(first, "nothing_beside", "The others fell as well, without the release."),
            Mistake(first - other, "subtracts_shares",
                    "Of calls that would be fewer anyway, a smaller number is the same share: "
                    "divide the ratios."),
            Mistake(-seen.share, "sign", "A fall is below 0."),
            Mistake(other, "others_alone", "That is what the others did."),
        ],
    )  # fmt: skip
    yield close_to(
        high, seen.high, says="upper end of its interval", points=2, rel_tol=LOOSE, abs_tol=0.005,
        mistakes=[
            Mistake(by_itself.high, "nothing_beside",
                    "That forgets that the others were counted with luck as well."),
            Mistake(seen.low, "lower_end", "That is the lower end; the upper one is nearer to 0."),
        ],
    )  # fmt: skip


LEVELS: Mapping[str, str] = {
    "agencies that stay": "goal",
    "people who left within a year": "goal",
    "rounds answered within two seconds, 30 days": "driver",
    "calls per hundred carers after a change": "driver",
    "night pages per person and month": "driver",
    "failed fetches of the last five minutes": "dial",
    "the review that has waited longest": "dial",
    "commits per person": "activity",
    "tests written": "activity",
}
"""Numbers that somebody wants on the board, and where they belong."""

ASK = {
    "goal": "The firm would want it even if nobody here could move it alone.",
    "driver": "A team moves it within weeks, and a claim says which goal that moves.",
    "dial": "Somebody acts on it today; next month nobody wants to know it.",
    "activity": "It counts what was done; a lot of it with no effect would look the same.",
}


@exercise(
    "metrics.level_of_a_number",
    title="Where a number belongs",
    concepts=("X-22", "X-23", "B-25", "F-12"),
    points=6,
    kind="sort, match, order",
    hints=(
        "Ask of each who acts on it, and within which time.",
        "Quarters and years: goal. Weeks: driver. Hours: dial. Mere counts: activity.",
        "People who leave are a goal, night pages a driver; what only counts doing is activity.",
    ),
    solution="""
        Goals are what the firm wants for itself, drivers what a team moves in weeks, dials what
        somebody acts on today. People stand among goals and drivers, as systems do.
        """,
)
def level_of_a_number(answer: Mapping[str, str]) -> Iterator[Check]:
    """Each number by the level at which somebody can act on it."""
    feedback = {
        (item, wrong): (ASK[right], f"{wrong}_for_{right}")
        for item, right in LEVELS.items()
        for wrong in ASK
        if wrong != right
    }
    yield from sorted_into(answer, LEVELS, groups=tuple(ASK), points=6, feedback=feedback)
