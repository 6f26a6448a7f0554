"""Twenty graded forecasts: the learner's own history, and weeks that resolve at grading."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from leadlab.checks.exercise import FEW_CLASSMATES, exercise
from leadlab.checks.instances import Instance
from leadlab.checks.outcome import Check
from leadlab.checks.predicates import between, probability
from leadlab.models.forecasting import brier_scores, mean_interval

HISTORY, COMING = 240, 20
RESOLUTIONS = 400
"""How often the coming releases are resolved, so that luck does not decide the points."""
WORTH = 0.5
"""Share of what a perfect reader of the history gains over its base rate, for full points."""


def draw_releases(rng: np.random.Generator) -> Mapping[str, Any]:
    """A history of releases with what became of them, and twenty more to come."""
    rows = _releases(rng, HISTORY)
    coming = _releases(rng, COMING)
    chances = _chances(rows, _habits(rng))
    failed = (rng.random(HISTORY) < chances).astype(int).tolist()
    history = [row | {"failed": bad} for row, bad in zip(rows, failed, strict=True)]
    return {"history": history, "coming": coming}


def _releases(rng: np.random.Generator, count: int) -> list[dict[str, Any]]:
    sizes = rng.choice(["small", "large"], size=count, p=[0.6, 0.4]).tolist()
    authors = rng.choice(["usual", "new to it"], size=count, p=[0.65, 0.35]).tolist()
    days = rng.choice(["Tue", "Wed", "Thu"], size=count).tolist()
    return [
        {"size": size, "author": author, "day": day}
        for size, author, day in zip(sizes, authors, days, strict=True)
    ]


def _habits(rng: np.random.Generator) -> tuple[float, float, float]:
    """Log odds of a failure: at rest, for a large change, for an author who is new to the part."""
    return (
        float(rng.uniform(-2.6, -2.1)),
        float(rng.uniform(1.6, 2.1)),
        float(rng.uniform(1.2, 1.8)),
    )


def _chances(rows: list[dict[str, Any]], habits: tuple[float, float, float]) -> np.ndarray:
    rest, large, new = habits
    odds = np.array(
        [rest + large * (row["size"] == "large") + new * (row["author"] != "usual") for row in rows]
    )
    return np.asarray(1 / (1 + np.exp(-odds)))


def hidden_chances(instance: Instance, learner: str, salt: str) -> tuple[np.ndarray, np.ndarray]:
    """Chances of failure of the coming releases as their history shows them, and what happens.

    The chances are smoothed shares of like releases in the learner's own history; what happens is
    drawn from them with a salt that only the marker has. Shapes (20,) and (resolutions, 20).
    """
    coming = instance["coming"]
    seen = Counter((row["size"], row["author"]) for row in instance["history"])
    bad = Counter((row["size"], row["author"]) for row in instance["history"] if row["failed"])
    likes = [(row["size"], row["author"]) for row in coming]
    chances = np.array([(bad[like] + 0.5) / (seen[like] + 1) for like in likes])
    seed = hashlib.sha256(f"{salt}|{learner}".encode()).digest()
    rng = np.random.default_rng(int.from_bytes(seed[:8], "big"))
    happened = rng.random((RESOLUTIONS, len(coming))) < chances
    return chances, happened.astype(float)


def form_of_forecasts(chances: object) -> Iterator[Check]:
    """Twenty numbers between 0 and 1."""
    given = _listed(chances)
    yield Check(
        says="twenty chances", held=len(given) == COMING, points=0,
        message=f"There are {len(given)}; give one for each coming release, in order.",
    )  # fmt: skip
    for number, each in enumerate(given[:COMING], start=1):
        line = probability(each, says=f"release {number}")
        if not line.held:
            yield line


@exercise(
    "decision_making.forecasts",
    title="Twenty releases, twenty chances",
    concepts=("D-11", "D-31"),
    points=6,
    kind="forecast",
    hints=(
        "Look at the history first: what share failed at all?",
        "Split it by what you can see of a release, and check that each group is large enough.",
        "The mean of `failed` by size and author gives four chances; the day tells nothing.",
    ),
    solution="""
        own = lab.instance("decision_making.forecasts")
        history, coming = pd.DataFrame(own["history"]), pd.DataFrame(own["coming"])
        share = history.groupby(["size", "author"])["failed"].mean().to_dict()
        chances = [share[kind] for kind in zip(coming["size"], coming["author"])]
        """,
    draw=draw_releases,
    classmates=FEW_CLASSMATES,
    shape=form_of_forecasts,
)
def forecasts(chances: object, *, instance: Instance, learner: str, salt: str) -> Iterator[Check]:
    """Brier score of twenty chances over many resolutions, beside the base rate of the history."""
    form = list(form_of_forecasts(chances))
    yield from form
    if not all(line.held for line in form):
        return
    said = np.array([float(each) for each in _listed(chances)])
    true, happened = hidden_chances(instance, learner, salt)
    base = float(np.mean([row["failed"] for row in instance["history"]]))
    score, climate, best = (
        float(np.mean((np.broadcast_to(each, happened.shape) - happened) ** 2))
        for each in (said, np.full(COMING, base), true)
    )
    once = mean_interval(brier_scores(said, happened[0]), resamples=2_000, seed=7)
    yield Check(
        says=f"resolved once, twenty releases score {once}; the base rate alone scores "
        f"{climate:.3f} in the long run",
        held=True,
        points=0,
    )
    spread = float(np.ptp(said))
    yield between(
        score, baseline=climate, target=climate - WORTH * (climate - best), points=6,
        says=f"Brier score over {RESOLUTIONS} resolutions",
        message="" if spread > 0.05 else "All your chances are alike; which releases are riskier?",
        tag="" if spread > 0.05 else "no_resolution",
    )  # fmt: skip


def _listed(chances: object) -> list[Any]:
    if hasattr(chances, "tolist"):
        chances = chances.tolist()
    return list(chances) if isinstance(chances, list | tuple) else []
