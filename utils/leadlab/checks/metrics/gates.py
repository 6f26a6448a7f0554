"""More exercises of lesson 06: what a gate that flakes costs, and where to spend hours of tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import numpy as np

from leadlab.checks.exercise import exercise
from leadlab.checks.instances import Instance
from leadlab.checks.outcome import Check
from leadlab.checks.predicates import Mistake, as_number, between, carried, close_to
from leadlab.errors import shortened

KINDS = ("unit", "contract", "end_to_end", "monitoring")
MODES = ("logic", "interface", "data", "load")
CATCHES: Mapping[str, Mapping[str, float]] = {
    "unit": {"logic": 0.28, "interface": 0.03, "data": 0.05, "load": 0.0},
    "contract": {"logic": 0.02, "interface": 0.32, "data": 0.1, "load": 0.0},
    "end_to_end": {"logic": 0.08, "interface": 0.1, "data": 0.06, "load": 0.04},
    "monitoring": {"logic": 0.03, "interface": 0.06, "data": 0.16, "load": 0.26},
}
"""Share of the faults still there that ten hours of a kind of test keep from a user: invented."""
STEP = 10
HOURS = (80, 100, 120)


def draw_gate(rng: np.random.Generator) -> Mapping[str, Any]:
    """A pipeline: its tests, how often each is red for nothing, and a few that are far worse."""
    return {
        "tests": int(rng.integers(4, 19)) * 100,
        "flake": round(float(rng.uniform(0.00002, 0.00008)), 6),
        "worst": int(rng.integers(4, 13)),
        "worst_flake": round(float(rng.uniform(0.008, 0.02)), 4),
        "builds": int(rng.integers(50, 140)),
        "minutes": int(rng.integers(12, 48)),
    }


def _red(own: Mapping[str, Any], worst: int) -> float:
    plain = own["tests"] - own["worst"]
    return float(1 - (1 - own["flake"]) ** plain * (1 - own["worst_flake"]) ** worst)


@exercise(
    "metrics.flaky_gate",
    title="What a gate that flakes costs",
    concepts=("X-14", "R-17"),
    points=5,
    hints=(
        "A build is green for nothing wrong only if no test flakes: multiply the chances.",
        "red = 1 - (1 - flake) ** (tests - worst) * (1 - worst_flake) ** worst.",
        "A red one is run again until it is green: red / (1 - red) more runs for each build.",
    ),
    solution="""
        plain = own.tests - own.worst
        red = 1 - (1 - own.flake) ** plain * (1 - own.worst_flake) ** own.worst
        hours = own.builds * red / (1 - red) * own.minutes / 60
        after = 1 - (1 - own.flake) ** plain
        """,
    draw=draw_gate,
)
def flaky_gate(red: float, hours: float, after: float, *, instance: Instance) -> Iterator[Check]:
    """The chance of red without a fault, hours of runs for nothing, and red without the worst."""
    own = instance
    chance = _red(own, own.worst)
    added = (own.tests - own.worst) * own.flake + own.worst * own.worst_flake
    yield close_to(
        red, chance, says="chance that a sound build is red", points=2, rel_tol=0.005,
        mistakes=[
            Mistake(1 - chance, "green_for_red", "That is the chance of green."),
            Mistake(added, "chances_added", "Chances of several tests are not added; two may flake "
                    "in one build. Multiply the chances that none does."),
            Mistake(1 - (1 - own.flake) ** own.tests, "worst_forgotten",
                    "A few of them flake far more often."),
        ],
    )  # fmt: skip

    def spent(share: float) -> float:
        return float(own.builds * share / (1 - share) * own.minutes / 60)

    yield close_to(
        hours, spent(chance), says="hours a week of runs for nothing", points=2, rel_tol=0.01,
        mistakes=[
            Mistake(own.builds * chance * own.minutes / 60, "once_again",
                    "The second run may be red as well."),
            *carried(red, spent),
        ],
    )  # fmt: skip
    yield close_to(
        after, _red(own, 0), says="chance of red with the worst ones out of the gate",
        rel_tol=0.005,
        mistakes=[Mistake(chance - _red(own, 0), "gain_for_rest", "That is what it falls by.")],
    )  # fmt: skip


def draw_mix(rng: np.random.Generator) -> Mapping[str, Any]:
    """Hours for tests, and faults that a quarter would bring, by failure mode."""
    while True:
        faults = {mode: int(rng.integers(3, 34)) for mode in MODES}
        hours = int(rng.choice(HOURS))
        own = {
            "hours": hours,
            "faults": faults,
            "catches": {kind: dict(row) for kind, row in CATCHES.items()},
        }
        even = escaped(own, dict.fromkeys(KINDS, hours / len(KINDS)))
        if even - escaped(own, best_mix(own)) > 3:
            return own


def escaped(own: Mapping[str, Any], hours: Mapping[str, float]) -> float:
    """Faults that reach a user: ten hours of a kind catch their share of what is still there.

    >>> own = {"faults": {"logic": 10, "interface": 0, "data": 0, "load": 0}}
    >>> round(escaped(own, {"unit": 20, "contract": 0, "end_to_end": 0, "monitoring": 0}), 3)
    5.184
    """
    total = 0.0
    for mode in MODES:
        left = float(own["faults"][mode])
        for kind in KINDS:
            left *= (1 - CATCHES[kind][mode]) ** (hours[kind] / STEP)
        total += left
    return total


def best_mix(own: Mapping[str, Any]) -> dict[str, float]:
    """The fewest escaped faults in steps of ten hours, by trying all of them."""
    steps = own["hours"] // STEP
    found = []
    for first in product(range(steps + 1), repeat=len(KINDS) - 1):
        if sum(first) <= steps:
            parts = (*first, steps - sum(first))
            mix = {kind: float(STEP * part) for kind, part in zip(KINDS, parts, strict=True)}
            found.append((escaped(own, mix), parts, mix))
    return min(found)[2]


@exercise(
    "metrics.test_mix",
    title="Tests by failure mode",
    concepts=("X-26", "X-14"),
    points=5,
    hints=(
        "Hours go where they catch most of what would still escape, not where faults are easiest.",
        "Ten hours of a kind keep a share of what is left; the next ten keep the same of less.",
        "Give ten hours at a time to whatever leaves the fewest faults then.",
    ),
    solution="""
        def left(hours):
            total = 0
            for mode, faults in own.faults.items():
                for kind, row in own.catches.items():
                    faults *= (1 - row[mode]) ** (hours[kind] / 10)
                total += faults
            return total

        mix = dict.fromkeys(own.catches, 0)
        for _ in range(own.hours // 10):
            best = min(mix, key=lambda kind: left({**mix, kind: mix[kind] + 10}))
            mix[best] += 10
        """,
    draw=draw_mix,
)
def test_mix(mix: Mapping[str, float], *, instance: Instance) -> Iterator[Check]:
    """Hours for each kind of test: within the budget, and few faults that escape."""
    own = instance
    given, fault = _hours(mix)
    total = sum(given.values())
    inside = not fault and total <= own.hours + 1e-6
    yield Check(
        says=f"hours of four kinds of test, {own.hours} in all at most", held=inside, points=1,
        message=fault or f"They come to {total:g}.", tag="" if fault else "over_budget",
    )  # fmt: skip
    even = escaped(own, dict.fromkeys(KINDS, own.hours / len(KINDS)))
    best = escaped(own, best_mix(own))
    if not inside:
        yield Check(says="faults that escape", held=False, points=4,
                    message="It counts once the hours fit.")  # fmt: skip
        return
    mine = escaped(own, given)
    alone = max(given.values()) > 0.9 * own.hours
    told, tag = "Some mode has many faults and few hours that would catch them.", "mode_unseen"
    if alone:
        told, tag = "One kind of test sees one kind of fault.", "one_kind"
    elif mine >= even - 0.01:
        told, tag = "An even split does as well; look at what would still escape.", "evenly"
    yield between(
        mine, baseline=even, target=1.01 * best, points=4, unit="faults",
        says=f"faults that escape (even split {even:.1f})", message=told, tag=tag,
    )  # fmt: skip


test_mix.__test__ = False  # type: ignore[attr-defined]  # an exercise on tests is no test


def _hours(mix: object) -> tuple[dict[str, float], str]:
    """Hours by kind, or a sentence on what is wrong with them."""
    if not isinstance(mix, Mapping):
        return {}, f"Give a dict of hours by kind of test, not {shortened(repr(mix))}."
    unknown = [str(each) for each in mix if each not in KINDS]
    if unknown:
        return {}, f"There is no kind {unknown[0]!r}; there are {', '.join(KINDS)}."
    found = {}
    for kind in KINDS:
        number = as_number(mix.get(kind, 0))
        if isinstance(number, str) or number < 0:
            return {}, f"{kind}: give hours from 0 on."
        found[kind] = number
    return found, ""
