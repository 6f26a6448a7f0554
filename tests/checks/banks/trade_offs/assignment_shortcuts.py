"""Answers to the sorting of shortcuts and to the self score of the reply."""

from __future__ import annotations

from answer_banks import blank, right, wrong

from leadlab.checks.trade_offs.assignment_shortcuts import CRITERIA, GROUPS, ITEMS, REASONS

PLACEMENTS = dict(
    zip(
        ITEMS,
        [
            ("take", "thrown away"), ("refuse", "no repair"), ("date", "countable"),
            ("take", "one place"), ("refuse", "spreads"), ("refuse", "silent"),
            ("take", "one place"), ("date", "countable"),
        ],
        strict=True,
    )
)  # fmt: skip
KEY = {"placements": PLACEMENTS}
NO_REASON = {item: (group, "spreads") for item, (group, _) in PLACEMENTS.items()}
REPLY = "Sanne, three ways, and each says what gives way. " * 14
SCORED = dict.fromkeys(CRITERIA, 2)

BANK = {
    "trade_offs.shortcuts": (
        right(PLACEMENTS, key=KEY),
        wrong(
            dict.fromkeys(ITEMS, ("refuse", "spreads")), name="no shortcuts", points=(0, 1.1),
            key=KEY, tag="purism", message="it may be taken",
        ),
        wrong(
            dict.fromkeys(ITEMS, ("date", "countable")), name="everything gets a date",
            points=(0, 1.1), key=KEY, tag="date_for_cure", message="What would the date end",
        ),
        wrong(
            dict.fromkeys(ITEMS, ("take", "one place")), name="everything is taken",
            points=(0, 1.6), key=KEY, tag="cost_unseen", message="Who meets it again",
        ),
        wrong(
            NO_REASON, name="other reasons", points=(4.4, 4.6), key=KEY,
            message="another reason weighs more",
        ),
        wrong(dict.fromkeys(ITEMS, "take"), name="no reasons", key=KEY, message="pair of group"),
        blank(dict.fromkeys(ITEMS, (..., ...)), key=KEY),
    ),
    "trade_offs.reply": (
        right(REPLY, SCORED),
        wrong("Not in two weeks.", SCORED, name="four words", points=2.5, message="two meetings"),
        wrong(REPLY, {"their need": 2}, name="one criterion", points=3),
        wrong(REPLY, dict.fromkeys(CRITERIA, 9), name="nine of three", points=2.5),
        blank("", dict.fromkeys(CRITERIA, ...)),
    ),
}  # fmt: skip

GUESSERS = {
    "trade_offs.shortcuts": lambda rng: (
        {item: (str(rng.choice(GROUPS)), str(rng.choice(list(REASONS)))) for item in ITEMS},
    ),
}
