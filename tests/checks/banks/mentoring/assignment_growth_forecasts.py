"""Answers to the graded forecasts on growth and one's own plan."""

from __future__ import annotations

import numpy as np
import pandas as pd
from answer_banks import blank, from_instance, right, wrong

from leadlab.checks.mentoring.assignment_growth import hidden_futures

SALT = {"salt": "a test of the bank"}
KIND = ["size", "partner", "wished"]


def by(*columns):
    """Means of the history by some columns."""

    def given(own):
        history = pd.DataFrame([dict(row) for row in own["history"]])
        coming = pd.DataFrame([dict(row) for row in own["coming"]])
        share = history.groupby(list(columns))["alone_later"].mean().rename("chance")
        return (coming.join(share, on=list(columns))["chance"].tolist(),)

    return from_instance(given)


def smoothed(own):
    return (hidden_futures(own, "ana", "any")[0].tolist(),)


def base_rate(own):
    return ([float(np.mean([row["alone_later"] for row in own["history"]]))] * 20,)


def certain(own):
    return ([float(round(each)) for each in smoothed(own)[0]],)


PLAN = """
Goal: I can lead a talk on a budget without anybody translating.
Why: I want to decide on money that I spend.
Today: So far I have sat in twice and asked one question.
Task: I write the part on cloud cost for the autumn budget.
With: Agnes reads each draft, an hour every second Monday.
How we know: the table decides on it without a second paper.
Review: on 30 September, with Ranjit.
First step: on Monday I ask Agnes for last year's sheet.
Technical: read one bill of ours line by line.
Business: learn how a fee becomes our revenue.
Speaking: present the part to leads of another house.
"""


def without(label):
    return "\n".join(line for line in PLAN.splitlines() if not line.startswith(label))


BANK = {
    "mentoring.growth_forecasts": (
        right(by(*KIND), key=SALT),
        right(from_instance(smoothed), name="smoothed", key=SALT),
        wrong(from_instance(base_rate), name="base rate", points=0, key=SALT,
              tag="no_resolution", message="All your chances are alike"),
        wrong(by("day"), name="by day", points=(0, 0.5), key=SALT),
        wrong(by("partner"), name="by partner", points=(0, 4), key=SALT),
        wrong(from_instance(certain), name="nought and one", points=(0, 3), key=SALT),
        wrong([0.5] * 19, name="nineteen", points=0, key=SALT, message="There are 19"),
        wrong([50] * 20, name="per cent", points=0, key=SALT, message="For 50 % write 0.5"),
        blank(..., key=SALT),
        blank([...] * 20, key=SALT, name="blank list"),
    ),
    "mentoring.my_plan": (
        right(PLAN),
        wrong(without("Goal"), name="no goal", points=6, tag="no_goal"),
        wrong(without("Why"), name="no wish", points=6.5, tag="no_own_wish"),
        wrong(without("How we know"), name="no sign", points=6, tag="no_tripwire"),
        wrong(without("Review"), name="no day", points=6.5, tag="for_ever"),
        wrong(without("Task"), name="no work", points=6, tag="no_task"),
        wrong(without("Speaking"), name="two fields", points=6.5, message="Speaking"),
        wrong(
            "\n".join(PLAN.splitlines()[:9]), name="no fields", points=5.5, tag="one_field",
            message="Technical, Business, Speaking",
        ),
        wrong("I want to become a better engineer.", name="an adjective", points=(0, 0.5)),
        wrong(7, name="a number", points=0),
        blank("\n"),
    ),
}  # fmt: skip
