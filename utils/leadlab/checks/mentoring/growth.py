"""Exercises of lesson 05: a newcomer, chances of larger tasks, and a growth plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from leadlab.checks.exercise import exercise
from leadlab.checks.instances import Instance
from leadlab.checks.outcome import Check
from leadlab.checks.predicates import Mistake, between, close_to, probability
from leadlab.checks.writing import written
from leadlab.models.growth import ramp
from leadlab.models.writing import check_growth_plan


def draw_newcomer(rng: np.random.Generator) -> Mapping[str, Any]:
    """A newcomer's ramp, and by how much it could be shorter."""
    weeks = int(rng.choice([12, 14, 16, 18, 20, 24]))
    return {
        "mean_weeks": weeks,
        "helper": float(rng.choice([0.2, 0.25, 0.3, 0.4])),
        "shorter_by": int(rng.choice([2, 3, 4])),
    }


@exercise(
    "mentoring.newcomer",
    title="A newcomer",
    concepts=("G-10", "S-14"),
    points=3,
    hints=(
        "What is missing in the first moment: all of their own part, and a part of a colleague.",
        "The whole ramp costs that gap times the mean weeks; a shorter one, times fewer.",
        "cost = (1 + helper) * mean_weeks, and saved the same with shorter_by.",
    ),
    solution="""
        own = lab.instance("mentoring.newcomer")
        cost = (1 + own.helper) * own.mean_weeks
        saved = (1 + own.helper) * own.shorter_by
        """,
    draw=draw_newcomer,
)
def newcomer(cost: object, saved: object, *, instance: Instance) -> Iterator[Check]:
    """What a ramp costs, and what shortening it may cost."""
    own = instance
    whole = ramp(own.mean_weeks, helper=own.helper)
    shorter = ramp(own.mean_weeks - own.shorter_by, helper=own.helper)
    yield close_to(
        cost, whole.cost, says="weeks of one person that the ramp costs", points=1.5,
        mistakes=[
            Mistake(own.mean_weeks, "helper_forgotten", "A colleague helps, and is missed."),
            Mistake(own.helper * own.mean_weeks, "helper_alone",
                    "What the newcomer does not give yet is missing, too."),
        ],
    )  # fmt: skip
    yield close_to(
        saved, whole.cost - shorter.cost, says="weeks that a shorter ramp is worth", points=1.5,
        mistakes=[
            Mistake(own.shorter_by, "helper_forgotten", "Each week of it costs more than one."),
            Mistake(shorter.cost, "rest_for_difference", "That is what is left to pay."),
        ],
    )  # fmt: skip


HISTORY, COMING = 120, 8
WORTH = 0.85
"""Share of what a perfect reader of the history gains over its base rate, for full points."""


def draw_tasks(rng: np.random.Generator) -> Mapping[str, Any]:
    """Tasks of another house with what became of them, and eight that are still to come."""
    rest, step, partner = rng.uniform(2.6, 3.2), rng.uniform(1.5, 1.9), rng.uniform(1.2, 1.6)
    rows = [*_tasks(rng, HISTORY), *_coming(rng)]
    odds = np.array(
        [rest - step * (each["size"] - 1) + partner * (each["partner"] == "yes") for each in rows]
    )
    done = (rng.random(len(rows)) < 1 / (1 + np.exp(-odds))).astype(int)
    history = [dict(row, in_time=int(now)) for row, now in zip(rows[:HISTORY], done, strict=False)]
    return {"history": history, "coming": rows[HISTORY:]}


def _tasks(rng: np.random.Generator, count: int) -> list[dict[str, Any]]:
    sizes = rng.choice([1, 2, 3], size=count, p=[0.3, 0.35, 0.35])
    given = rng.random(count) < np.array([0.25, 0.5, 0.7])[sizes - 1]
    return [
        {"size": int(size), "partner": "yes" if helped else "no"}
        for size, helped in zip(sizes, given, strict=True)
    ]


def _coming(rng: np.random.Generator) -> list[dict[str, Any]]:
    """Each of the six kinds once, and two more, in a drawn order."""
    kinds = [{"size": size, "partner": helped} for size in (1, 2, 3) for helped in ("no", "yes")]
    rows = [*kinds, *_tasks(rng, COMING - len(kinds))]
    return [rows[at] for at in rng.permutation(COMING)]


@exercise(
    "mentoring.stretch_chances",
    title="Eight tasks, eight chances",
    concepts=("G-29", "G-04"),
    points=4,
    kind="forecast",
    hints=(
        "What share of the history was in time at all?",
        "Split it by what can be seen of a task before it begins.",
        "The mean of `in_time` by size and partner gives six chances.",
    ),
    solution="""
        own = lab.instance("mentoring.stretch_chances")
        history, coming = pd.DataFrame(own.history), pd.DataFrame(own.coming)
        share = history.groupby(["size", "partner"])["in_time"].mean().rename("chance")
        chances = coming.join(share, on=["size", "partner"])["chance"].tolist()
        """,
    draw=draw_tasks,
)
def stretch_chances(chances: object, *, instance: Instance) -> Iterator[Check | str]:
    """Expected Brier score of the chances, beside the base rate of the history."""
    given = list(chances) if isinstance(chances, list | tuple | np.ndarray) else []
    lines = [probability(each, says=f"task {at}") for at, each in enumerate(given, start=1)]
    yield Check(
        says="eight chances", held=len(given) == COMING, points=0,
        message=f"There are {len(given)}; give one for each coming task, in order.",
    )  # fmt: skip
    yield from (line for line in lines if not line.held)
    if len(given) != COMING or not all(line.held for line in lines):
        yield Check(says="Brier score to be expected", held=False, points=4)
        return
    said = np.array([float(each) for each in given])
    shares, base = seen_shares(instance)
    score, climate, best = (
        float(np.mean((each - shares) ** 2 + shares * (1 - shares)))
        for each in (said, np.full(COMING, base), shares)
    )
    flat = float(np.ptp(said)) < 0.05
    yield between(
        score, baseline=climate, target=climate - WORTH * (climate - best), points=4,
        says="Brier score to be expected",
        message="All your chances are alike; which tasks are riskier?" if flat else "",
        tag="no_resolution" if flat else "",
    )  # fmt: skip


def seen_shares(instance: Instance) -> tuple[np.ndarray, float]:
    """Smoothed share of like tasks in time for each coming one, and the share of all."""
    history = [dict(row) for row in instance["history"]]
    shares = []
    for row in instance["coming"]:
        kind = (row["size"], row["partner"])
        like = [each["in_time"] for each in history if (each["size"], each["partner"]) == kind]
        shares.append((sum(like) + 0.5) / (len(like) + 1))
    return np.array(shares), float(np.mean([each["in_time"] for each in history]))


CASES: tuple[dict[str, str], ...] = (
    {"who": "Kirsty", "wish": "to work with data", "helper": "Tomasz",
     "so_far": "answered {number} questions on one table",
     "work": "the late visits of one agency, for the Thursday table", "word": "late visits"},
    {"who": "Rui", "wish": "to change a rule and stand for it", "helper": "Leila",
     "so_far": "changed {number} fields, each with somebody beside them",
     "work": "the rule for swaps at night, up to staging", "word": "swaps"},
    {"who": "Minh", "wish": "not to be the only one at night", "helper": "Adaeze",
     "so_far": "run the backups alone for {number} months",
     "work": "the first restore of the main database, with two people watching",
     "word": "restore"},
    {"who": "Leila", "wish": "to decide what leaves the app", "helper": "Sanne",
     "so_far": "written {number} proposals that somebody else decided",
     "work": "the list for the next release of the app", "word": "release"},
)  # fmt: skip
PLAN_PARTS = {
    "goal": 1, "own_wish": 1, "start": 1, "task": 1, "support": 1, "evidence": 1, "review": 1,
    "first_step": 1,
}  # fmt: skip


def draw_person(rng: np.random.Generator) -> Mapping[str, Any]:
    """Somebody, what they want, where they stand, and a real piece of work."""
    case, number = CASES[int(rng.integers(len(CASES)))], int(rng.integers(3, 35))
    return {name: words.format(number=number) for name, words in case.items()}


@exercise(
    "mentoring.own_plan",
    title="A growth plan",
    concepts=("G-04", "G-25", "G-26", "G-29", "G-32"),
    points=9,
    kind="structured text",
    hints=(
        "Eight parts: goal, wish, today, task, support, evidence, review, first step.",
        "Take work that the house needs anyway; say who helps and what is taken off their desk.",
        'Labels help the reader: "Goal: …", "Today: …", "Task: …", each a sentence.',
    ),
    solution="""
        own = lab.instance("mentoring.own_plan")
        plan = lab.template("growth_plan", title=own.who,
            goal=f"At the end {own.who} will be able to do such work alone.",
            own_wish=f"{own.who} wants {own.wish}, and said so.",
            today=f"So far: {own.so_far}.",
            task=f"Takes over {own.work}.",
            support=f"{own.helper}, two hours a week; no tickets on Fridays.",
            evidence="It is used, and nobody had to do it again.",
            review="Every second Thursday.",
            first_step=f"On Monday {own.who} lists what is open and asks {own.helper}.")
        """,
    draw=draw_person,
)
def own_plan(plan: object, *, instance: Instance) -> Iterator[Check | str]:
    """That it is about this person and this work, and the eight parts of a plan."""
    text = plan.lower() if isinstance(plan, str) else ""
    about = instance.word in text and instance.who.lower() in text
    yield Check(
        says="it is about them, and this work", held=about, points=1, tag="another_case",
        message=f"Name {instance.who}, and the work: {instance.work}.",
    )  # fmt: skip
    yield from written(plan, PLAN_PARTS, read=check_growth_plan)
