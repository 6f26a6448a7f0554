"""Twenty graded forecasts on people's growth, scored over many futures, and one's own plan."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

import numpy as np

from leadlab.checks.exercise import FEW_CLASSMATES, exercise
from leadlab.checks.instances import Instance
from leadlab.checks.outcome import Check
from leadlab.checks.predicates import between, probability
from leadlab.checks.writing import written
from leadlab.models.writing import check_growth_plan

HISTORY, COMING = 320, 20
RESOLUTIONS = 400
"""How often the coming half-year is resolved, so that luck does not decide the points."""
WORTH = 0.6
"""Share of what a perfect reader of the history gains over its base rate, for full points."""
SIZES, YES, DAYS = (1, 2, 3), ("yes", "no"), ("Mon", "Wed", "Thu")
T = TypeVar("T")


def draw_half_year(rng: np.random.Generator) -> Mapping[str, Any]:
    """Pieces of work with what became of them, and twenty that are handed out now."""
    rest, step = float(rng.uniform(1.6, 2.1)), float(rng.uniform(1.1, 1.4))
    partner, wish = float(rng.uniform(1.0, 1.4)), float(rng.uniform(0.9, 1.3))
    rows = [_work(rng) for _ in range(HISTORY + COMING)]
    odds = np.array(
        [
            rest - step * (row["size"] - 1) + partner * (row["partner"] == "yes")
            + wish * (row["wished"] == "yes") - wish
            for row in rows
        ]
    )  # fmt: skip
    alone = (rng.random(len(rows)) < 1 / (1 + np.exp(-odds))).astype(int)
    history = [
        dict(row, alone_later=int(now)) for row, now in zip(rows[:HISTORY], alone, strict=False)
    ]
    return {"history": history, "coming": rows[HISTORY:]}


def _work(rng: np.random.Generator) -> dict[str, Any]:
    """Partners go to larger work more often, so that the totals mislead; the day says nothing."""
    size = _one_of(SIZES, rng)
    return {
        "size": size,
        "partner": "yes" if rng.random() < (0.2, 0.5, 0.75)[size - 1] else "no",
        "wished": _one_of(YES, rng),
        "day": _one_of(DAYS, rng),
    }


def _one_of(values: Sequence[T], rng: np.random.Generator) -> T:
    """What `rng.choice` takes, without the array that it makes of the values each time."""
    return values[int(rng.integers(len(values)))]


def hidden_futures(instance: Instance, learner: str, salt: str) -> tuple[np.ndarray, np.ndarray]:
    """Chances of the coming pieces as their history shows them, and what comes of them.

    The chances are smoothed shares of like pieces in the learner's own history; the futures are
    drawn from them with a salt that only the marker has. Shapes (20,) and (resolutions, 20).
    """
    like: dict[tuple[Any, ...], list[int]] = {}
    for row in instance["history"]:
        like.setdefault(_kind(row), []).append(int(row["alone_later"]))
    chances = np.array(
        [
            (sum(like.get(_kind(row), [])) + 0.5) / (len(like.get(_kind(row), [])) + 1)
            for row in instance["coming"]
        ]
    )
    seed = hashlib.sha256(f"{salt}|{learner}".encode()).digest()
    rng = np.random.default_rng(int.from_bytes(seed[:8], "big"))
    return chances, (rng.random((RESOLUTIONS, len(chances))) < chances).astype(float)


def _kind(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return row["size"], row["partner"], row["wished"]


def form_of_chances(chances: object) -> Iterator[Check]:
    """Twenty numbers between 0 and 1."""
    given = _listed(chances)
    yield Check(
        says="twenty chances", held=len(given) == COMING, points=0,
        message=f"There are {len(given)}; give one for each coming piece, in order.",
    )  # fmt: skip
    for number, each in enumerate(given[:COMING], start=1):
        line = probability(each, says=f"piece {number}")
        if not line.held:
            yield line


@exercise(
    "mentoring.growth_forecasts",
    title="Twenty pieces of work, twenty chances",
    concepts=("G-04", "G-29", "G-37"),
    points=6,
    kind="forecast",
    hints=(
        "What share of the history came to do such work alone at all?",
        "Split it by what can be seen beforehand; one of the four columns says nothing.",
        "The mean of `alone_later` by size, partner and wished gives twelve chances.",
    ),
    solution="""
        own = lab.instance("mentoring.growth_forecasts")
        history, coming = pd.DataFrame(own["history"]), pd.DataFrame(own["coming"])
        kind = ["size", "partner", "wished"]
        share = history.groupby(kind)["alone_later"].mean().rename("chance")
        chances = coming.join(share, on=kind)["chance"].tolist()
        """,
    draw=draw_half_year,
    classmates=FEW_CLASSMATES,
    shape=form_of_chances,
)
def growth_forecasts(
    chances: object, *, instance: Instance, learner: str, salt: str
) -> Iterator[Check]:
    """Brier score of twenty chances over many futures, beside the base rate of the history."""
    form = list(form_of_chances(chances))
    yield from form
    if not all(line.held for line in form):
        return
    said = np.array([float(each) for each in _listed(chances)])
    shares, happened = hidden_futures(instance, learner, salt)
    base = float(np.mean([row["alone_later"] for row in instance["history"]]))
    score, climate, best = (
        float(np.mean((np.broadcast_to(each, happened.shape) - happened) ** 2))
        for each in (said, np.full(COMING, base), shares)
    )
    flat = float(np.ptp(said)) <= 0.05
    yield between(
        score, baseline=climate, target=climate - WORTH * (climate - best), points=6,
        says=f"Brier score over {RESOLUTIONS} futures",
        message="All your chances are alike; who is likelier to do it alone?" if flat else "",
        tag="no_resolution" if flat else "",
    )  # fmt: skip


PLAN_PARTS = {
    "goal": 1.0, "own_wish": 0.5, "start": 0.5, "task": 1.0, "support": 0.5, "evidence": 1.0,
    "review": 0.5, "first_step": 0.5,
}  # fmt: skip
PLAN_TAGS = {"evidence": "no_tripwire", "review": "for_ever", "support": "promise_without_owner"}
FIELDS = ("Technical", "Business", "Speaking")
FIELD_WORDS = 5


@exercise(
    "mentoring.my_plan",
    title="Your own growth plan, in three fields",
    concepts=("G-30", "G-32", "G-39", "G-41", "G-26"),
    points=7,
    kind="structured text",
    hints=(
        "Read it as the one who asks you in half a year: what would I have seen?",
        "Eight parts behind plain labels, then three lines: Technical, Business, Speaking.",
        '"Goal: …", "Why: …", "Today: …", "Task: …", "With: …", "How we know: …", "Review: …".',
    ),
    solution="""
        Goal: I can lead a talk on a budget with Agnes without anybody translating.
        Why: I want to decide on money that I spend; last autumn I could not say what was left.
        Today: So far I have sat in twice and asked one question.
        Task: I write the part on cloud cost for the autumn budget.
        With: Agnes reads each draft, an hour every second Monday.
        How we know: the table decides on it without a second paper.
        Review: on 30 September, with Ranjit.
        First step: on Monday I ask Agnes for last year's sheet.
        Technical: read one bill of ours line by line each week.
        Business: learn how an agency's fee becomes our revenue.
        Speaking: present the part at a meeting of leads in another house.
        """,
    untouched=lambda text: isinstance(text, str) and not text.strip(),
)
def my_plan(plan: str) -> Iterator[Check | str]:
    """Eight parts of a plan, and a line of some length for each of the three fields."""
    yield from written(plan, PLAN_PARTS, tags=PLAN_TAGS, read=check_growth_plan)
    text = plan if isinstance(plan, str) else ""
    missing = [name for name in FIELDS if len(_line_of(name, text).split()) < FIELD_WORDS]
    yield Check(
        says="a line each for three fields",
        held=not missing,
        points=1.5,
        share=1 - len(missing) / len(FIELDS),
        message=f"Missing or shorter than {FIELD_WORDS} words: {', '.join(missing)}.",
        tag="one_field" if len(missing) > 1 else "",
    )


def _line_of(label: str, text: str) -> str:
    r"""What stands behind a label on its line.

    >>> _line_of("Business", "Goal: x\nBusiness: how a fee becomes revenue")
    'how a fee becomes revenue'
    """
    found = re.search(rf"^\W*{label}\W*:(.*)$", text, re.MULTILINE | re.IGNORECASE)
    return found.group(1).strip() if found else ""


def _listed(chances: object) -> list[Any]:
    if hasattr(chances, "tolist"):
        chances = chances.tolist()
    return list(chances) if isinstance(chances, list | tuple) else []
