"""Answers to the reading of a decision log and to the self score of the note."""

from __future__ import annotations

import pandas as pd
from answer_banks import blank, from_instance, right, wrong

from leadlab.checks.decision_making.assignment_log import CRITERIA


def counted(own):
    log = pd.DataFrame([dict(row) for row in own["log"]])
    days = log["settled"] - log["opened"]
    old = log["opened"] <= own.today - 14
    return {
        "median_of_settled": days.median(),
        "open": int(days.isna().sum()),
        "settled_within_14": (days[old] <= 14).mean(),
    }


def settled_only(own):
    log = pd.DataFrame([dict(row) for row in own["log"]])
    days = (log["settled"] - log["opened"]).dropna()
    return counted(own) | {"settled_within_14": (days <= 14).mean()}


def young_ones_too(own):
    log = pd.DataFrame([dict(row) for row in own["log"]])
    days = log["settled"] - log["opened"]
    return counted(own) | {
        "median_of_settled": days.mean(),
        "settled_within_14": (days <= 14).mean(),
    }


def none_open(own):
    return counted(own) | {"open": 0}


NOTE = "Viktor, the restore test comes first. " * 20
SCORED = dict.fromkeys(CRITERIA, 2)

BANK = {
    "decision_making.latency": (
        right(from_instance(counted)),
        wrong(
            from_instance(settled_only), name="settled only", points=2, tag="averages_only",
            message="lie open",
        ),
        wrong(
            from_instance(young_ones_too), name="the young ones, and the mean", points=1,
            tag="young_ones_counted", message="leave them out",
        ),
        wrong(from_instance(none_open), name="none open", points=2),
        blank(dict.fromkeys(["median_of_settled", "open", "settled_within_14"], ...)),
    ),
    "decision_making.note": (
        right(NOTE, SCORED),
        wrong("It is decided.", SCORED, name="three words", points=2.5, message="in a corridor"),
        wrong(NOTE, {"reason": 2}, name="one criterion", points=3),
        wrong(NOTE, dict.fromkeys(CRITERIA, 9), name="nine of three", points=2.5),
        blank("", dict.fromkeys(CRITERIA, ...)),
    ),
}  # fmt: skip
