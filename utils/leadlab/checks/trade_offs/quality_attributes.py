"""Exercises of lesson 01: what nobody beats, and what no weight finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from leadlab.checks.exercise import exercise
from leadlab.checks.instances import Instance
from leadlab.checks.outcome import Check
from leadlab.checks.predicates import Mistake, close_to, equals
from leadlab.checks.running import call
from leadlab.models.decisions import pareto_front


def draw_missed_middle(rng: np.random.Generator) -> Mapping[str, Any]:
    """Two extremes and a middle that nothing beats and no weight finds."""
    return {
        "plain": [float(rng.integers(1, 4)), float(rng.integers(8, 11))],
        "quick": [float(rng.integers(8, 11)), float(rng.integers(1, 4))],
        "middle": [float(rng.choice([3.8, 4.0, 4.2])), float(rng.choice([3.7, 3.9, 4.1]))],
    }


@exercise(
    "trade_offs.missed_middle",
    title="A design that no weight finds",
    concepts=("T-20",),
    points=4,
    hints=(
        "Write both totals with w for speed and 1 - w for plainness, and set them equal.",
        "w * (difference in speed) makes (1 - w) * (difference in plainness).",
        "w = plain_gap / (speed_gap + plain_gap), with the gaps between the two extremes.",
    ),
    solution="""
        (slow, plain), (quick, tangled) = own.plain, own.quick
        weight = (plain - tangled) / ((quick - slow) + (plain - tangled))
        extremes = weight * slow + (1 - weight) * plain
        middle = weight * own.middle[0] + (1 - weight) * own.middle[1]
        """,
    draw=draw_missed_middle,
)
def missed_middle(
    weight: float, extremes: float, middle: float, *, instance: Instance
) -> Iterator[Check]:
    """Weight at which the extremes tie, their score, and that of the middle."""
    (slow, plain), (quick, tangled) = instance.plain, instance.quick
    tie = (plain - tangled) / ((quick - slow) + (plain - tangled))
    between = list(instance.middle)
    yield close_to(
        weight, tie, says="the weight of speed at which the extremes tie", points=2,
        mistakes=[
            Mistake(100 * tie, "per_cent", "Give a weight between 0 and 1."),
            Mistake(1 - tie, "other_weight", "That is the weight of plainness."),
        ],
    )  # fmt: skip
    yield close_to(
        extremes,
        tie * slow + (1 - tie) * plain,
        says="what the extremes score there",
        mistakes=[Mistake(slow + plain, "unweighted_sum", "Weigh the two before you add them.")],
    )
    yield close_to(
        middle, tie * between[0] + (1 - tie) * between[1], says="what the middle scores there",
        mistakes=[Mistake(sum(between), "unweighted_sum", "Weigh the two before you add them.")],
    )  # fmt: skip


CASES: tuple[tuple[str, dict[str, list[float]]], ...] = (
    (
        "two qualities, a middle that stays",
        {"slow": [9, 1], "cache": [6, 5], "copy": [7, 6], "quick": [1, 9]},
    ),
    (
        "three qualities",
        {"a": [3, 3, 3], "b": [3, 3, 4], "c": [1, 9, 9], "d": [9, 1, 9], "e": [4, 4, 2]},
    ),
    ("two that are the same", {"one": [2, 2], "other": [2, 2], "worse": [2, 3]}),
    ("as good in one, worse in the other", {"a": [5, 1], "b": [5, 4], "c": [2, 4]}),
)


@exercise(
    "trade_offs.not_beaten",
    title="What nobody beats",
    concepts=("T-20",),
    points=4,
    kind="policy as code",
    hints=(
        "For each design, look for another that is nowhere worse and somewhere better.",
        "With all(x <= y ...) for nowhere worse and any(x < y ...) for somewhere better.",
        "Keep a name if no other design beats it; two that are the same do not beat each other.",
    ),
    solution="""
        def not_beaten(designs):
            def beats(one, other):
                pairs = list(zip(one, other))
                return all(x <= y for x, y in pairs) and any(x < y for x, y in pairs)

            return [name for name, own in designs.items()
                    if not any(beats(other, own) for other in designs.values())]
        """,
)
def not_beaten(answer: Callable[[dict[str, list[float]]], list[str]]) -> Iterator[Check]:
    """Four walls of designs, one of them with twins."""
    for says, designs in CASES:
        table = np.array(list(designs.values()), dtype=float)
        names = list(designs)
        right = _said([names[each] for each in pareto_front(-table)])
        champions = _said([names[each] for each in set(table.argmin(axis=0).tolist())])
        lightest = _said([names[int(table.sum(axis=1).argmin())]])
        everywhere = [
            not any((other < own).all() for other in table) for own in table
        ]  # fmt: skip
        lenient = _said([name for name, kept in zip(names, everywhere, strict=True) if kept])
        twins = [not any((o <= own).all() and o is not own for o in table) for own in table]
        alone = _said([name for name, kept in zip(names, twins, strict=True) if kept])
        mistakes = [
            Mistake(champions, "champions_only", "Must it be best at something to be unbeaten?"),
            Mistake(lightest, "sum_for_front", "That is the smallest sum, with equal weights."),
            Mistake(lenient, "worse_everywhere", "Equal in one and worse in another is beaten."),
            Mistake(alone, "twins_beaten", "Two that are the same do not beat each other."),
        ]
        given = call(answer, {name: list(own) for name, own in designs.items()})
        yield equals(
            _said(given), right, says=says,
            mistakes=[each for each in mistakes if each.value != right],
        )  # fmt: skip


def _said(names: object) -> object:
    """Names as one text, in any order; an empty list is an answer, too."""
    if not isinstance(names, list | tuple | set):
        return names
    return ", ".join(sorted(str(each) for each in names)) or "none of them"
