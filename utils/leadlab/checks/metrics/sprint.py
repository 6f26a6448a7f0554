"""One more exercise of lesson 04: what goes into two weeks, technical work among it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any

import numpy as np

from leadlab.checks.exercise import exercise
from leadlab.checks.instances import Instance
from leadlab.checks.outcome import Check
from leadlab.checks.predicates import BLANK, Mistake, between, close_to
from leadlab.errors import shortened

UPGRADE = "upgrade the database"
FEATURES = ("swap of shifts", "family login", "pay export", "round on paper", "late list")
TECHNICAL = ("cut the build in half", "split the release", "drop the old search")
DAYS = 10
AHEAD = 26
"""Weeks over which saved hours are counted."""


def draw_sprint(rng: np.random.Generator) -> Mapping[str, Any]:
    """People, what interrupts them, and items with their days and what they are worth."""
    while True:
        items = [
            {
                "item": name,
                "days": int(rng.integers(5, 17)),
                "worth": int(rng.integers(30, 120)),
                "saves_a_week": 0.0,
            }
            for name in FEATURES
        ] + [
            {
                "item": name,
                "days": int(rng.integers(4, 13)),
                "worth": 0,
                "saves_a_week": round(float(rng.uniform(1.5, 5.5)), 1),
            }
            for name in TECHNICAL
        ]
        days = int(rng.integers(4, 9))
        items.append({"item": UPGRADE, "days": days, "worth": 0, "saves_a_week": 0.0})
        own = {
            "people": int(rng.integers(5, 8)),
            "interruptions": round(float(rng.uniform(0.18, 0.3)), 2),
            "items": items,
        }
        plain = max(_worth(own, some) for some in _fitting(own, technical=False))
        if plain < 0.85 * _worth(own, best_plan(own)):
            return own


def days_left(own: Mapping[str, Any]) -> float:
    """Person-days of two weeks that interruptions leave."""
    return float(own["people"] * DAYS * (1 - own["interruptions"]))


def _rows(own: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return {row["item"]: row for row in own["items"]}


def _worth(own: Mapping[str, Any], chosen: Iterable[str]) -> float:
    rows = _rows(own)
    return float(sum(rows[x]["worth"] + AHEAD * rows[x]["saves_a_week"] for x in chosen))


def _takes(own: Mapping[str, Any], chosen: Iterable[str]) -> float:
    rows = _rows(own)
    return float(sum(rows[each]["days"] for each in chosen))


def _fitting(own: Mapping[str, Any], *, technical: bool = True) -> Iterator[tuple[str, ...]]:
    """Every choice that holds the upgrade and fits, in which technical work may have no place."""
    others = [*FEATURES, *TECHNICAL] if technical else list(FEATURES)
    for size in range(len(others) + 1):
        for some in combinations(others, size):
            chosen = (UPGRADE, *some)
            if _takes(own, chosen) <= days_left(own) + 1e-9:
                yield chosen


def best_plan(own: Mapping[str, Any]) -> tuple[str, ...]:
    """What is worth most of all that fits with the upgrade, by trying everything."""
    return max(_fitting(own), key=lambda chosen: _worth(own, chosen))


@exercise(
    "metrics.sprint_split",
    title="Two weeks, and technical work among them",
    concepts=("X-13",),
    points=5,
    hints=(
        "Days that are left: people times ten, less what interrupts them.",
        "Put all on one scale: worth in hours, or hours saved in a week times 26.",
        "The upgrade has a date; then try the combinations that fit, or go by hours a day.",
    ),
    solution="""
        from itertools import combinations

        days = own.people * 10 * (1 - own.interruptions)
        rows = {row["item"]: row for row in own["items"]}
        def worth(chosen):
            return sum(rows[x]["worth"] + 26 * rows[x]["saves_a_week"] for x in chosen)
        others = [name for name in rows if name != "upgrade the database"]
        plans = [["upgrade the database", *some] for size in range(len(others) + 1)
                 for some in combinations(others, size)]
        fits = [plan for plan in plans if sum(rows[x]["days"] for x in plan) <= days]
        chosen = max(fits, key=worth)
        """,
    draw=draw_sprint,
)
def sprint_split(days: float, chosen: list[str], *, instance: Instance) -> Iterator[Check]:
    """Days that are left, and a plan that fits, keeps the date and is worth much."""
    own = instance
    yield close_to(
        days, days_left(own), says="person-days that interruptions leave",
        mistakes=[Mistake(own.people * DAYS, "nobody_interrupts",
                          "Part of these days goes to what nobody planned.")],
    )  # fmt: skip
    given, fault = _plan(own, chosen)
    fits = not fault and _takes(own, given) <= days_left(own) + 1e-6
    takes = f"They take {_takes(own, given):g} of {days_left(own):.1f} days."
    yield Check(says="a plan that fits", held=fits, points=1, message=fault or takes,
                tag="" if fault else "over_full")  # fmt: skip
    yield Check(
        says="the work with a date is in it", held=fits and UPGRADE in given, points=1,
        message="Support ends in these two weeks." if fits else "It counts once the plan fits.",
        tag="date_forgotten" if fits else "",
    )  # fmt: skip
    best = _worth(own, best_plan(own))
    plain = max(_worth(own, some) for some in _fitting(own, technical=False))
    if not fits:
        yield Check(says="what it is worth", held=False, points=2,
                    message="It counts once the plan fits.")  # fmt: skip
        return
    without = not set(given) & set(TECHNICAL)
    yield between(
        _worth(own, given), baseline=plain, target=best, points=2, unit="hours",
        says="what it is worth, beside features alone",
        message="Hours that a week saves come back 26 times." if without else "",
        tag="features_only" if without else "",
    )  # fmt: skip


def _plan(own: Mapping[str, Any], chosen: object) -> tuple[list[str], str]:
    """The items of a plan, or a sentence on what is wrong with them."""
    if chosen is ...:
        return [], BLANK
    if isinstance(chosen, str | Mapping) or not isinstance(chosen, Iterable):
        return [], f"Give a list of items, not {shortened(repr(chosen))}."
    given = list(chosen)
    rows = _rows(own)
    for each in given:
        if not isinstance(each, str) or each not in rows:
            return [], f"There is no item {shortened(repr(each))}."
    if len(set(given)) < len(given):
        return [], "An item stands in it twice."
    return given, "" if given else "It is empty."
