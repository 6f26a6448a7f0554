"""Graded data answers on designs: the weight that flips, and whether a difference is real."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from leadlab.checks.exercise import FEW_CLASSMATES, exercise
from leadlab.checks.instances import Instance
from leadlab.checks.outcome import Check
from leadlab.checks.predicates import Mistake, close_to, equals, one_of
from leadlab.models.decisions import pareto_front, winning_weights
from leadlab.models.tradeoffs import BenchmarkDifference, compare_benchmarks, compare_pairs

DESIGNS = ("table", "cache", "copy", "broker", "hosted")
QUALITIES = ("speed", "plainness")
LEAST_STEP = 0.03
"""A weight that flips lies at least so far from today's, so that rounding decides nothing."""


def draw_designs(rng: np.random.Generator) -> Mapping[str, Any]:
    """Five designs, a weight of today, and one design that nothing beats and no weight finds."""
    while True:
        scores = rng.integers(1, 11, size=(len(DESIGNS), len(QUALITIES))).astype(float)
        weight = float(rng.choice([0.35, 0.4, 0.45, 0.5, 0.55]))
        if _is_telling(scores, weight):
            names = [str(each) for each in rng.permutation(DESIGNS)]
            table = {
                name: dict(zip(QUALITIES, row, strict=True))
                for name, row in zip(names, scores.tolist(), strict=True)
            }
            return {"scores": table, "weight_of_speed": weight}


def _is_telling(scores: np.ndarray, weight: float) -> bool:
    spans = winning_weights(scores)
    leading = [span for span in spans if span is not None]
    if any(high - low < 2 * LEAST_STEP for low, high in leading):
        return False
    winner, _, after = _next_flip(scores, weight)
    low, high = spans[winner] or (1.0, 0.0)
    return (
        after >= 0
        and low + LEAST_STEP < weight < high - LEAST_STEP
        and len(_never(scores)) == 1
        and 3 <= len(pareto_front(scores)) < len(scores)
        and len({tuple(row) for row in scores.tolist()}) == len(scores)
    )


def _next_flip(scores: np.ndarray, weight: float) -> tuple[int, float, int]:
    """Who leads today, the higher weight at which another one does, and who (-1 if nobody)."""
    spans = winning_weights(scores)
    winner = next(i for i, span in enumerate(spans) if span and span[0] <= weight <= span[1])
    at = (spans[winner] or (0.0, 1.0))[1]
    after = next((i for i, span in enumerate(spans) if span and abs(span[0] - at) < 1e-9), -1)
    return winner, at, after


def _never(scores: np.ndarray) -> list[int]:
    """Designs that no other beats and that lead at no weight."""
    spans = winning_weights(scores)
    return [each for each in pareto_front(scores) if spans[each] is None]


@exercise(
    "trade_offs.flip_weight",
    title="Beaten by none, and the weight that flips",
    concepts=("T-16", "T-20"),
    points=5,
    hints=(
        "First strike out every design that another one equals or beats on both counts.",
        "Two designs tie where w * (gap in speed) = (1 - w) * (gap in plainness).",
        "w = plain_gap / (speed_gap + plain_gap), for the winner and each quicker design.",
    ),
    solution="""
        own = lab.instance("trade_offs.flip_weight")
        names = list(own["scores"])
        scores = [[own["scores"][name][each] for each in ("speed", "plainness")] for name in names]
        front = [names[each] for each in lab.decisions.pareto_front(scores)]
        spans = dict(zip(names, lab.decisions.winning_weights(scores), strict=True))
        def leader(weight):
            return next(n for n, span in spans.items() if span and span[0] <= weight <= span[1])
        winner = leader(own.weight_of_speed)
        at = spans[winner][1]
        answer = {"not_beaten": front, "winner": winner, "flips_at": at,
                  "new_winner": leader(at + 0.001),
                  "never": [name for name in front if spans[name] is None]}
        """,
    draw=draw_designs,
    classmates=FEW_CLASSMATES,
)
def flip_weight(answer: Mapping[str, Any], *, instance: Instance) -> Iterator[Check]:
    """The designs that none beats, today's winner, the weight that flips it, and who never wins."""
    given = answer if isinstance(answer, Mapping) else {}
    names = list(instance["scores"])
    scores = np.array([[instance["scores"][name][each] for each in QUALITIES] for name in names])
    weight = instance.weight_of_speed
    front = [names[each] for each in pareto_front(scores)]
    winner, at, after = _next_flip(scores, weight)
    leading = {name for name, span in zip(names, winning_weights(scores), strict=True) if span}
    yield equals(
        _sorted(given.get("not_beaten")), sorted(front), says="the designs that none beats",
        mistakes=[
            Mistake(
                sorted(leading), "supported_only",
                "These win at some weight. One more is beaten by nobody: look between them.",
            ),
            Mistake(sorted(names), "dominated_kept", "One of them is beaten on both counts."),
        ],
    )  # fmt: skip
    plain = names[int(np.argmax(scores.sum(axis=1)))]
    yield equals(
        given.get("winner"), names[winner], says="the design that leads today",
        mistakes=[Mistake(plain, "unweighted_sum", "That is by plain sums.")]
        if plain != names[winner]
        else [],
    )  # fmt: skip
    yield close_to(
        given.get("flips_at"), at, says="the weight of speed at which another one leads",
        rel_tol=0.005, abs_tol=0.002,
        mistakes=[
            Mistake(1 - at, "other_weight", "That is the weight of plainness."),
            Mistake(
                at - weight, "change_for_level", "That is how far it moves; where does it end?",
            ),
            Mistake(100 * at, "per_cent", "Give a weight between 0 and 1."),
        ],
    )  # fmt: skip
    quickest = names[int(np.argmax(scores[:, 0]))]
    yield equals(
        given.get("new_winner"), names[after], says="the design that leads then",
        mistakes=[Mistake(quickest, "end_for_next", "That is the winner at the far end.")]
        if quickest != names[after]
        else [],
    )  # fmt: skip
    never = [names[each] for each in _never(scores)]
    yield equals(
        _sorted(given.get("never")), never, says="beaten by none, and found by no weight",
        mistakes=[
            Mistake(
                sorted(set(names) - leading), "dominated_kept",
                "No weight finds these, but some of them are beaten anyway.",
            ),
        ] if len(set(names) - leading) > 1 else [],
    )  # fmt: skip


def _sorted(seen: object) -> object:
    """A list of names in a fixed order; one name alone is a list of one."""
    if isinstance(seen, str):
        seen = [seen]
    if isinstance(seen, list | tuple | set | frozenset):
        return sorted(str(each).strip().casefold() for each in seen if each is not ...)
    return seen


VERDICTS = ("better", "worse", "no matter", "measure more")


def draw_pairs(rng: np.random.Generator) -> Mapping[str, Any]:
    """Both builds on the same machines in turns; what the machines do hides what the builds do."""
    word, matters = str(rng.choice(VERDICTS)), float(rng.choice([0.05, 0.08, 0.1]))
    while True:
        runs = _runs(rng, ratio=float(rng.choice(RATIOS[word])), unsure=word == "measure more")
        old, new = _times(runs)
        paired = compare_pairs(old, new)
        ends = (paired.low, paired.high)
        edges = [abs(end - edge) for end in ends for edge in (1 - matters, 1 + matters)]
        if min(edges) <= 0.012 or verdict_of(paired, matters) != word:
            continue
        apart = compare_benchmarks(old, new)  # takes longer, so it comes last
        if all(
            abs(end - other) > 0.02
            for end, other in zip(ends, (apart.low, apart.high), strict=True)
        ):
            return {"matters": matters, "runs": runs}


RUNS = (11, 17, 19)
"""Pairs for which both ends of the bootstrap interval are the same runs, whatever its seed."""
RATIOS = {
    "better": (0.78, 0.84), "worse": (1.17, 1.24), "no matter": (0.98, 1.01, 1.02),
    "measure more": (0.9, 0.95, 1.06, 1.1),
}  # fmt: skip
"""True ratios of new to old that may lead to each verdict."""


def _runs(rng: np.random.Generator, *, ratio: float, unsure: bool) -> list[dict[str, Any]]:
    """One run of each build on each machine, in milliseconds."""
    count = int(rng.choice(RUNS))
    noise = rng.uniform(0.12, 0.18) if unsure else rng.uniform(0.02, 0.06)
    machine = rng.lognormal(5.2, rng.uniform(0.3, 0.45), size=count)
    old = machine * rng.lognormal(0, noise, size=count)
    new = machine * ratio * rng.lognormal(0, noise, size=count)
    return [
        {"machine": chr(ord("A") + number), "old_ms": round(one, 1), "new_ms": round(two, 1)}
        for number, (one, two) in enumerate(zip(old.tolist(), new.tolist(), strict=True))
    ]


def _compared(runs: Any) -> tuple[BenchmarkDifference, BenchmarkDifference]:
    """The comparison pair by pair, and the one that forgets which runs belong together."""
    old, new = _times(runs)
    return compare_pairs(old, new), compare_benchmarks(old, new)


def _times(runs: Any) -> tuple[list[float], list[float]]:
    return [row["old_ms"] for row in runs], [row["new_ms"] for row in runs]


def verdict_of(ratio: BenchmarkDifference, matters: float) -> str:
    """What an interval of new by old says, with a difference that matters; less is better."""
    if ratio.high < 1 - matters:
        return "better"
    if ratio.low > 1 + matters:
        return "worse"
    within = 1 - matters <= ratio.low and ratio.high <= 1 + matters
    return "no matter" if within else "measure more"


@exercise(
    "trade_offs.benchmark_difference",
    title="Is the difference real, and does it matter",
    concepts=("T-05", "T-06"),
    points=5,
    hints=(
        "Each machine ran both builds. What do the machines differ by, and what the builds?",
        "Divide within each pair first, then take the median of the ratios and its interval.",
        "lab.tradeoffs.compare_pairs(old, new); then hold both ends against 1 - and 1 + matters.",
    ),
    solution="""
        own = lab.instance("trade_offs.benchmark_difference")
        old, new = [row["old_ms"] for row in own.runs], [row["new_ms"] for row in own.runs]
        pairs = lab.tradeoffs.compare_pairs(old, new)
        if pairs.high < 1 - own.matters:
            word = "better"
        elif pairs.low > 1 + own.matters:
            word = "worse"
        elif 1 - own.matters <= pairs.low and pairs.high <= 1 + own.matters:
            word = "no matter"
        else:
            word = "measure more"
        answer = {"ratio": pairs.ratio, "low": pairs.low, "high": pairs.high, "verdict": word}
        """,
    draw=draw_pairs,
    classmates=FEW_CLASSMATES,
)
def benchmark_difference(answer: Mapping[str, Any], *, instance: Instance) -> Iterator[Check]:
    """Ratio of the pairs with its interval, and what it says beside the difference that matters."""
    given = answer if isinstance(answer, Mapping) else {}
    paired, apart = _compared(instance["runs"])
    together = "The machines differ more than the builds. Which two runs share a machine?"
    yield close_to(
        given.get("ratio"), paired.ratio, says="time of the new build by the old", rel_tol=0.005,
        mistakes=[
            Mistake(1 / paired.ratio, "turned_round", "New by old: below 1 is quicker."),
            Mistake(apart.ratio, "pairing_ignored", together),
            Mistake(
                float(np.mean([row["new_ms"] / row["old_ms"] for row in instance["runs"]])),
                "mean_for_median", "That is the mean of the ratios; take the median.",
            ),
        ],
    )  # fmt: skip
    for name, end, other in (
        ("low", paired.low, apart.low), ("high", paired.high, apart.high),
    ):  # fmt: skip
        yield close_to(
            given.get(name), end, says=f"{name} end of the 95 % interval", rel_tol=0.015,
            mistakes=[Mistake(other, "pairing_ignored", together)],
        )  # fmt: skip
    right, unpaired = (verdict_of(each, instance.matters) for each in (paired, apart))
    yield one_of(
        given.get("verdict"), {right}, VERDICTS, says="what it says", points=2,
        feedback=_verdict_feedback(right, unpaired, paired, instance.matters),
    )  # fmt: skip


def _verdict_feedback(
    right: str, unpaired: str, paired: BenchmarkDifference, matters: float
) -> dict[str, tuple[str, str]]:
    """A sentence for each wrong word."""
    feedback = {
        "measure more": (
            "The interval of the pairs is narrow enough to say more than that.", "over_caution",
        ),
        "no matter": (
            "Part of the interval lies beyond what matters, so that cannot be said.",
            "noise_for_null",
        ),
        "better": (
            "Its high end is not below 1 - matters, so it may be too little to matter, or nothing.",
            "significance_for_size",
        ),
        "worse": (
            "Its low end is not above 1 + matters, so it may be too little to matter, or nothing.",
            "significance_for_size",
        ),
    }  # fmt: skip
    if right == "no matter":
        inside = f"The whole interval lies within {matters:.0%} of 1, real or not."
        feedback |= dict.fromkeys(("better", "worse"), (inside, "significance_for_size"))
    if paired.ratio > 1 and right != "better":
        feedback["better"] = ("New by old is above 1: it takes more time.", "wrong_direction")
    if paired.ratio < 1 and right != "worse":
        feedback["worse"] = ("New by old is below 1: it takes less time.", "wrong_direction")
    if unpaired != right:
        told, tag = feedback[unpaired]
        feedback[unpaired] = (f"{told} Did you compare within the pairs?", tag)
    return feedback
