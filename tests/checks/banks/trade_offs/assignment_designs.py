"""Answers to the graded questions on designs: a weight that flips, a difference that is real."""

from __future__ import annotations

from answer_banks import blank, from_instance, right, wrong

from leadlab.models.tradeoffs import compare_benchmarks, compare_pairs


def beats(one, other):
    """Whether a design is as good as another everywhere and better somewhere."""
    return all(one[key] >= other[key] for key in other) and one != other


def total(design, weight):
    return weight * design["speed"] + (1 - weight) * design["plainness"]


def designs(own):
    """By trying weights in small steps, which is another way than the check's."""
    table = {name: dict(row) for name, row in own["scores"].items()}
    front = [
        name for name in table if not any(beats(other, table[name]) for other in table.values())
    ]
    steps = [each / 20_000 for each in range(20_001)]
    leaders = [max(table, key=lambda name: total(table[name], weight)) for weight in steps]
    winner = max(table, key=lambda name: total(table[name], own.weight_of_speed))
    at = next(
        place
        for place, weight in enumerate(steps)
        if weight > own.weight_of_speed and leaders[place] != winner
    )
    return {
        "not_beaten": front,
        "winner": winner,
        "flips_at": steps[at],
        "new_winner": leaders[at],
        "never": [name for name in front if name not in leaders],
    }


def winners_only(own):
    found = designs(own)
    kept = [name for name in found["not_beaten"] if name not in found["never"]]
    return found | {"not_beaten": kept}


def how_far(own):
    found = designs(own)
    return found | {"flips_at": found["flips_at"] - own.weight_of_speed}


def other_weight(own):
    found = designs(own)
    return found | {"flips_at": 1 - found["flips_at"]}


def word(ratio, matters):
    if ratio.high < 1 - matters:
        return "better"
    if ratio.low > 1 + matters:
        return "worse"
    within = 1 - matters <= ratio.low and ratio.high <= 1 + matters
    return "no matter" if within else "measure more"


def compared(own, *, by=compare_pairs, seed=7):
    old, new = [row["old_ms"] for row in own["runs"]], [row["new_ms"] for row in own["runs"]]
    found = by(old, new, seed=seed)
    return {
        "ratio": found.ratio,
        "low": found.low,
        "high": found.high,
        "verdict": word(found, own.matters),
    }


def turned_round(own):
    found = compared(own)
    return found | {"ratio": 1 / found["ratio"]}


def said(verdict):
    return from_instance(lambda own: compared(own) | {"verdict": verdict})


BANK = {
    "trade_offs.flip_weight": (
        right(from_instance(designs)),
        wrong(
            from_instance(winners_only), name="those that win at some weight", points=4,
            tag="supported_only", message="look between them",
        ),
        wrong(
            from_instance(how_far), name="how far it moves", points=4, tag="change_for_level",
            message="where does it end",
        ),
        wrong(
            from_instance(other_weight), name="the other weight", points=4, tag="other_weight",
            message="weight of plainness",
        ),
        wrong({"not_beaten": "all", "flips_at": [0.5]}, name="words"),
        blank(dict.fromkeys(["not_beaten", "winner", "flips_at", "new_winner", "never"], ...)),
    ),
    "trade_offs.benchmark_difference": (
        right(from_instance(compared)),
        right(from_instance(lambda own: compared(own, seed=99)), name="another seed"),
        wrong(
            from_instance(lambda own: compared(own, by=compare_benchmarks)), name="not paired",
            points=(0, 3), tag="pairing_ignored", message="share a machine",
        ),
        wrong(
            from_instance(turned_round), name="old by new", points=4, tag="turned_round",
            message="below 1 is quicker",
        ),
        wrong(said("real"), name="another word", points=3, message="is not an option"),
        blank(dict.fromkeys(["ratio", "low", "high", "verdict"], ...)),
    ),
}  # fmt: skip
