"""Answers to the exercises of the lesson on stretch and growth."""

from __future__ import annotations

import numpy as np
import pandas as pd
from answer_banks import blank, from_instance, right, wrong

import leadlab as lab
from leadlab.checks.mentoring.growth import seen_shares


def joins(own):
    gap = 1 + own.helper
    return gap * own.mean_weeks, gap * own.shorter_by


def no_helper(own):
    return own.mean_weeks, own.shorter_by


def what_is_left(own):
    cost, saved = joins(own)
    return cost, cost - saved


def helper_alone(own):
    return own.helper * own.mean_weeks, joins(own)[1]


def shares(own):
    return (seen_shares(own)[0].tolist(),)


def base_rate(own):
    return ([seen_shares(own)[1]] * 8,)


def turned_over(own):
    return ((1 - seen_shares(own)[0]).tolist(),)


def size_alone(own):
    history = [dict(row) for row in own.history]
    by_size = {
        size: float(np.mean([each["in_time"] for each in history if each["size"] == size]))
        for size in (1, 2, 3)
    }
    return ([by_size[row["size"]] for row in own.coming],)


def raw_means(own):
    history = pd.DataFrame([dict(row) for row in own.history])
    share = history.groupby(["size", "partner"])["in_time"].mean()
    return ([float(share[row["size"], row["partner"]]) for row in own.coming],)


def parts(own):
    return {
        "title": own.who,
        "goal": f"At the end {own.who} will be able to do such work alone.",
        "own_wish": f"{own.who} wants {own.wish}, and said so.",
        "today": f"So far: {own.so_far}.",
        "task": f"Takes over {own.work}.",
        "support": f"{own.helper}, two hours a week; no tickets on Fridays.",
        "evidence": "It is used, and nobody had to do it again.",
        "review": "Every second Thursday.",
        "first_step": f"On Monday {own.who} lists what is open and asks {own.helper}.",
    }


def filled(own):
    return (lab.template("growth_plan", **parts(own)),)


def goal_alone(own):
    own_words = {key: words for key, words in parts(own).items() if key in {"title", "goal"}}
    return (lab.template("growth_plan", **own_words),)


def by_hand(own):
    lines = (
        f"Goal: {own.who} will be able to do such work alone by autumn.",
        f"Why: {own.who} wants {own.wish}.",
        f"Today: {own.so_far} so far.",
        f"Task: {own.work}.",
        f"Support: {own.helper} reads each draft, an hour every Tuesday.",
        "How we know: Sanne decides on it and asks nobody else.",
        "Review: on 13 August.",
        f"First step: on Monday {own.who} writes down what is open.",
    )
    return ("\n".join(lines),)


def without(part):
    def plan(own):
        lines = by_hand(own)[0].splitlines()
        return ("\n".join(line for line in lines if not line.startswith(part)),)

    return plan


def vague_review(own):
    return (by_hand(own)[0].replace("Review: on 13 August.", "Review: some time, we will see."),)


def help_from_nobody(own):
    text = f"Support: {own.helper} reads each draft, an hour every Tuesday."
    return (by_hand(own)[0].replace(text, "Support: we are all here for it."),)


def somebody_else(own):
    return (by_hand(own)[0].replace(own.who, "Oskar"),)


def no_task(own):
    return (by_hand(own)[0].replace(f"Task: {own.work}.", "Task: read a book and a course."),)


BANK = {
    "mentoring.newcomer": (
        right(from_instance(joins)),
        wrong(from_instance(no_helper), name="no helper", points=0, tag="helper_forgotten",
              message="A colleague helps"),
        wrong(from_instance(what_is_left), name="what is left", points=1.5,
              tag="rest_for_difference"),
        wrong(from_instance(helper_alone), name="helper alone", points=1.5, tag="helper_alone"),
        wrong("16 weeks", 4, name="others", points=0),
        blank(..., ...),
    ),
    "mentoring.stretch_chances": (
        right(from_instance(shares)),
        right(from_instance(raw_means), name="raw means"),
        wrong(from_instance(base_rate), name="base rate", points=0, tag="no_resolution"),
        wrong(from_instance(turned_over), name="turned over", points=0),
        wrong(from_instance(size_alone), name="size alone", points=(0.5, 3.9)),
        wrong([0.5] * 7, name="seven", points=0, message="There are 7"),
        wrong(
            [50] * 8, name="per cent", points=0, message="is above 1",
            tag="percent_for_probability",
        ),
        wrong("half", name="a word", points=0),
        blank(...),
    ),
    "mentoring.own_plan": (
        right(from_instance(filled)),
        right(from_instance(by_hand), name="by hand"),
        wrong(from_instance(without("Goal")), name="no goal", points=(7, 8), tag="no_goal"),
        wrong(from_instance(without("Why")), name="no wish", points=8, tag="no_own_wish"),
        wrong(from_instance(without("Today")), name="no start", points=8, tag="no_start"),
        wrong(from_instance(without("How we know")), name="no evidence", points=8,
              tag="no_evidence"),
        wrong(from_instance(without("First step")), name="no first step", points=8,
              tag="no_first_step"),
        wrong(from_instance(vague_review), name="some time", points=8, tag="no_review"),
        wrong(from_instance(help_from_nobody), name="all here", points=8, tag="no_support"),
        wrong(from_instance(no_task), name="a book", points=(7, 8), tag="no_task"),
        wrong(from_instance(somebody_else), name="another case", points=8, tag="another_case"),
        wrong(from_instance(goal_alone), name="goal alone", points=1, tag="no_task"),
        wrong("Become more proactive.", name="an adjective", points=0),
        wrong(7, name="a number", points=0, message="this is a number"),
        blank(...),
    ),
}  # fmt: skip
