"""Answers to the graded forecasts, the policy and the doors of the assignment."""

from __future__ import annotations

from answer_banks import blank, crashing, from_instance, right, wrong

from leadlab.checks.decision_making.assignment_doors import DOORS, ITEMS, REASONS
from leadlab.simulation.prototype_bets import popular_rule, reference

SALT = {"salt": "a test of the bank"}


def by_group(own):
    groups = {}
    for row in own["history"]:
        groups.setdefault((row["size"], row["author"]), []).append(row["failed"])
    return [
        sum(groups[row["size"], row["author"]]) / len(groups[row["size"], row["author"]])
        for row in own["coming"]
    ]


def base_rate(own):
    failed = [row["failed"] for row in own["history"]]
    return [sum(failed) / len(failed)] * 20


def certain(own):
    return [float(each > 0.4) for each in by_group(own)]


def always_commit(view):
    return "commit"


def always_look(view):
    return "prototype" if view.signal is None else {"good": "commit", "bad": "stop"}[view.signal]


def maybe(view):
    return "maybe"


def blind_after(view):
    return "prototype"


def stub(view): ...


PLACEMENTS = dict(
    zip(
        ITEMS,
        [
            ("two-way", "switch"), ("one-way", "state"), ("one-way", "promise"),
            ("two-way", "switch"), ("one-way", "money"), ("two-way", "date"),
            ("one-way", "promise"), ("two-way", "date"),
        ],
        strict=True,
    )
)  # fmt: skip
KEY = {"placements": PLACEMENTS}
TWO_WAY = dict.fromkeys(ITEMS, ("two-way", "switch"))
OTHER_REASONS = {item: (door, "money") for item, (door, _) in PLACEMENTS.items()}

BANK = {
    "decision_making.forecasts": (
        right(from_instance(by_group), key=SALT),
        wrong(
            from_instance(base_rate), name="the base rate", points=0, key=SALT,
            tag="no_resolution", message="which releases are riskier",
        ),
        wrong(from_instance(certain), name="only sure things", points=(0, 1.5), key=SALT),
        wrong([0.5] * 19, name="one short", key=SALT, message="There are 19"),
        wrong([30] * 20, name="per cent", key=SALT, message="write 0.3"),
        blank([...] * 20, key=SALT),
    ),
    "decision_making.bets": (
        right(reference, key=SALT),
        wrong(
            popular_rule, name="the popular rule", points=(1, 2), key=SALT,
            tag="look_without_use", message="looks change nothing",
        ),
        wrong(always_look, name="always look", points=(0, 3), key=SALT),
        wrong(always_commit, name="always commit", points=(0, 1), key=SALT),
        crashing(maybe, name="another word", key=SALT, message="'maybe'"),
        crashing(blind_after, name="prototype after the prototype", key=SALT),
        blank(stub, key=SALT),
    ),
    "decision_making.doors": (
        right(PLACEMENTS, key=KEY),
        wrong(
            TWO_WAY, name="everything can be tried", points=(0, 1.1), key=KEY,
            tag="reversibility_ignored", message="the day before",
        ),
        wrong(
            OTHER_REASONS, name="other reasons", points=(4.4, 4.6), key=KEY,
            message="another reason weighs more",
        ),
        wrong(dict.fromkeys(ITEMS, "two-way"), name="no reasons", points=(0, 1), key=KEY),
        blank(dict.fromkeys(ITEMS, (..., ...)), key=KEY),
    ),
}  # fmt: skip

GUESSERS = {
    "decision_making.doors": lambda rng: (
        {item: (str(rng.choice(DOORS)), str(rng.choice(list(REASONS)))) for item in ITEMS},
    ),
}
