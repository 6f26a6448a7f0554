"""Exercises of lesson 04: how much a quicker part can bring, what a comparison says, symptoms."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from leadlab.checks.exercise import exercise
from leadlab.checks.instances import Instance
from leadlab.checks.outcome import Check
from leadlab.checks.placing import sorted_into
from leadlab.checks.predicates import Mistake, close_to, equals
from leadlab.checks.running import call


def draw_speed_ceiling(rng: np.random.Generator) -> Mapping[str, Any]:
    """A fetch, a small part of it, and by how much somebody will speed it up."""
    return {
        "fetch": float(rng.integers(140, 261)),
        "part": float(rng.integers(7, 25)),
        "times": float(rng.integers(3, 9)),
    }


@exercise(
    "trade_offs.speed_ceiling",
    title="The most that a quicker part can bring",
    concepts=("T-15", "T-06"),
    points=4,
    hints=(
        "Only the part gets quicker; the rest of the fetch takes as long as before.",
        "A part that is n times as fast takes a nth of its time, so the rest of it is saved.",
        "saved = part * (1 - 1 / times); ratio = 1 - saved / fetch; floor = 1 - part / fetch.",
    ),
    solution="""
        saved = own.part * (1 - 1 / own.times)
        ratio = (own.fetch - saved) / own.fetch
        floor = (own.fetch - own.part) / own.fetch
        """,
    draw=draw_speed_ceiling,
)
def speed_ceiling(
    saved: float, ratio: float, floor: float, *, instance: Instance
) -> Iterator[Check]:
    """What is saved, what becomes of the whole, and the least that it can become."""
    fetch, part, times = instance.fetch, instance.part, instance.times
    gain = part * (1 - 1 / times)
    yield close_to(
        saved, gain, says="milliseconds saved in a fetch",
        mistakes=[
            Mistake(part / times, "what_remains", "That is what the part still takes."),
            Mistake(fetch * (1 - 1 / times), "part_for_whole", "Only the part gets quicker."),
        ],
    )  # fmt: skip
    yield close_to(
        ratio, 1 - gain / fetch, says="new time of a fetch by the old", points=2,
        mistakes=[
            Mistake(1 / times, "part_for_whole", "Only the part gets quicker."),
            Mistake(gain / fetch, "what_is_saved", "That is the share that is saved."),
        ],
    )  # fmt: skip
    yield close_to(
        floor,
        1 - part / fetch,
        says="the same if the part took no time at all",
        mistakes=[Mistake(part / fetch, "what_is_saved", "That is the share that is saved.")],
    )


WORDS = ("better", "worse", "no matter", "measure more")
CASES: tuple[tuple[str, float, float, float, int, str, str], ...] = (
    ("a large gain, steady runs", 100, 68, 4, 14, "better", "Beyond a tenth, at both ends."),
    ("a real gain of 3 %", 100, 97, 1, 30, "no matter", "It is real, and within a tenth."),
    ("five noisy runs", 100, 84, 24, 5, "measure more", "How wide is the interval of five runs?"),
    ("a clear loss", 100, 131, 5, 14, "worse", "Less time is better; here it takes more."),
    ("wild runs around the same", 100, 101, 40, 12, "measure more", "Not shown is not the same."),
)
"""What is compared: middle of A and of B, spread, runs of each, the answer, a sentence."""


@exercise(
    "trade_offs.verdict",
    title="Four things that a comparison can say",
    concepts=("T-06", "T-05"),
    points=5,
    kind="policy as code",
    hints=(
        "Look at both ends of the interval of the ratio, and where they lie around 1.",
        "lab.tradeoffs.compare_benchmarks(runs_a, runs_b) has .low and .high.",
        'high < 1 - matters: "better"; low > 1 + matters: "worse"; both within: "no matter".',
    ),
    solution="""
        def verdict(runs_a, runs_b, matters):
            ratio = lab.tradeoffs.compare_benchmarks(runs_a, runs_b)
            if ratio.high < 1 - matters:
                return "better"
            if ratio.low > 1 + matters:
                return "worse"
            within = 1 - matters <= ratio.low and ratio.high <= 1 + matters
            return "no matter" if within else "measure more"
        """,
)
def verdict(answer: Callable[..., str]) -> Iterator[Check]:
    """Five comparisons: clear, small, and not known."""
    rng = np.random.default_rng(20260714)
    for says, one, other, spread, runs, right, sentence in CASES:
        runs_a, runs_b = (
            _spread_around(middle, spread, runs, rng) for middle in (one, other)
        )  # fmt: skip
        given = call(answer, runs_a, runs_b, 0.1)
        tag = "noise_for_null" if right == "measure more" else "significance_for_size"
        yield equals(
            given, right, says=says,
            mistakes=[Mistake(word, tag, sentence) for word in WORDS if word != right],
        )  # fmt: skip


def _spread_around(
    middle: float, spread: float, runs: int, rng: np.random.Generator
) -> np.ndarray[Any, Any]:
    """Evenly spread runs in a random order, so that their median is the middle itself."""
    steps = np.linspace(-1.5, 1.5, runs)
    return np.asarray(middle + spread * rng.permutation(steps), dtype=float)


SYMPTOMS = {
    "two planners saved the same round, and one change is gone without an error": "lost update",
    "load grew by a tenth, and waits have tripled": "queue near its limit",
    "a slow minute became a slow hour with three times the requests": "retry storm",
    "slow for ten minutes after each release, then as before": "cold cache",
    "one partition is at its limit, and nine are idle": "hot key",
    "a page takes a third of a second, and each of its 40 calls is quick": "too many calls",
}
LOOK_AT = {
    "lost update": "Both read the old round before either wrote. Who would have noticed?",
    "queue near its limit": "Nothing is broken; how much room was left before the tenth came?",
    "retry storm": "Who sends three requests in place of one, and why does it not end?",
    "cold cache": "What is empty after a release and full ten minutes later?",
    "hot key": "More partitions would not help. Whose rows lie on that one?",
    "too many calls": "Each call is quick; what is 40 times quick?",
}


@exercise(
    "trade_offs.symptoms",
    title="What a complaint is a sign of",
    concepts=("T-31", "T-29"),
    points=6,
    kind="sort, match, order",
    hints=(
        "For each, ask what is shared, what is full, and what began at that minute.",
        "Three are about load: near the limit, three times as much, all on one. One is a start.",
        "The round is a lost update, the slow hour a retry storm, the ten minutes a cold cache.",
    ),
    solution="""
        In order: lost update; queue near its limit (waits grow without bound as it fills up);
        retry storm (the answer to slowness is more load); cold cache; hot key; too many calls.
        """,
)
def symptoms(answer: Mapping[str, str]) -> Iterator[Check]:
    """Each complaint by what it is a sign of."""
    groups = tuple(LOOK_AT)
    feedback = {
        (item, wrong): (LOOK_AT[right], right.replace(" ", "_"))
        for item, right in SYMPTOMS.items()
        for wrong in groups
        if wrong != right
    }
    yield from sorted_into(answer, SYMPTOMS, groups=groups, points=6, feedback=feedback)
