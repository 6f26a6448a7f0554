"""Exercises of lesson 03: the Brier score by hand, and one chance out of four people's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from leadlab.checks.exercise import exercise
from leadlab.checks.outcome import Check
from leadlab.checks.predicates import Mistake, as_number, between, close_to
from leadlab.checks.running import LearnerFault, run, try_once
from leadlab.models.forecasting import brier_score

DISTANCES = (0.04, 0.49, 0.36)


@exercise(
    "decision_making.three_weeks",
    title="Score three forecasts by hand",
    concepts=("D-11",),
    points=4,
    hints=(
        "What happened counts as 1, what did not as 0; the third one did not.",
        "Square the gap between the chance and the 0 or 1; the score is the mean.",
        "(0.8 - 1)² = 0.04, (0.3 - 1)² = 0.49, (0.6 - 0)² = 0.36.",
    ),
    solution="""
        distances = [0.04, 0.49, 0.36]
        score = sum(distances) / 3
        """,
)
def three_weeks(distances: Sequence[float], score: float) -> Iterator[Check]:
    """Three squared distances and their mean."""
    given = list(distances) if isinstance(distances, list | tuple) else []
    given += [...] * (3 - len(given))
    for i, (said, right) in enumerate(zip(("0.8", "0.3", "0.6"), DISTANCES, strict=True)):
        happened = i < 2
        gap = right**0.5
        yield close_to(
            given[i], right, says=f"week {i + 1}: {said}, it {'came' if happened else 'did not'}",
            mistakes=[
                Mistake(gap, "not_squared", "That is the distance; square it."),
                Mistake((1 - gap) ** 2, "outcome_reversed", "Did this one happen?"),
            ],
        )  # fmt: skip
    yield close_to(
        score, sum(DISTANCES) / 3, says="the score of the three weeks", rel_tol=0.01,
        mistakes=[Mistake(sum(DISTANCES), "sum_for_mean", "A score is the mean, not the sum.")],
    )  # fmt: skip


WEEKS = 200


def new_weeks(seed: int = 20260601) -> tuple[list[dict[str, float]], np.ndarray]:
    """Two hundred sentences with four chances each, and what happened.

    Each person sees the week through a haze of their own and keeps the habit of the log: one says
    too much, one always the same, one too little.

    >>> said, happened = new_weeks()
    >>> len(said), sorted(said[0])
    (200, ['Adaeze', 'Kirsty', 'Minh', 'Tomasz'])
    """
    rng = np.random.default_rng(seed)
    lean = rng.normal(0.4, 1.2, WEEKS)
    happened = (rng.random(WEEKS) < _chance(lean)).astype(float)
    seen = {name: lean + rng.normal(0, haze, WEEKS) for name, haze in HAZE.items()}
    said = {
        "Adaeze": _chance(1.9 + 0.9 * seen["Adaeze"]),
        "Tomasz": _chance(seen["Tomasz"]),
        "Kirsty": _chance(0.35 * seen["Kirsty"]),
        "Minh": np.full(WEEKS, 0.6),
    }
    rounded = {name: np.clip(np.round(chance, 2), 0.01, 0.99) for name, chance in said.items()}
    return [{name: float(rounded[name][i]) for name in rounded} for i in range(WEEKS)], happened


HAZE = {"Adaeze": 0.3, "Tomasz": 0.8, "Kirsty": 0.5}
GOOD = 0.05
"""How far below the plain mean a good pool comes, as a part of the mean's score."""


@exercise(
    "decision_making.pool",
    title="Make one chance out of four",
    concepts=("D-11",),
    points=5,
    kind="policy as code",
    hints=(
        "Look at what each of the four does wrong in the log, and ask which fault can be undone.",
        "A habit can be turned back; somebody who always says the same can be left out.",
        (
            "Average Tomasz's chance with Adaeze's turned back: "
            "np.interp(chances['Adaeze'], [0, 0.7, 0.9, 0.99], [0, 0.25, 0.65, 0.9])."
        ),
    ),
    solution="""
        from math import exp, log

        def pool(chances):
            odds = {who: log(p / (1 - p)) for who, p in chances.items()}
            seen = (0.5 * (odds["Adaeze"] - 1.9) / 0.9
                    + 0.2 * odds["Tomasz"] + 0.3 * odds["Kirsty"] / 0.35)
            return 1 / (1 + exp(-seen))
        """,
)
def pool(pooled: Callable[[Mapping[str, float]], float]) -> Iterator[Check]:
    """A pooled chance over two hundred new weeks, beside the plain mean of the four."""
    said, happened = new_weeks()
    first = try_once(pooled, dict(said[0]), says="one week")
    _as_chance(first)
    answers = run(
        lambda: [pooled(dict(week)) for week in said], shown="The pool over 200 weeks", seconds=5
    )
    chances = np.array([_as_chance(each) for each in answers])
    spread = float(chances.max() - chances.min())
    yield Check(
        says="the pool tells weeks apart",
        held=spread >= 0.2,
        message=f"Your chances lie within {spread:.2f} of each other; which weeks are safer?",
        tag="" if spread >= 0.2 else "no_resolution",
    )
    mean = np.array([np.mean(list(week.values())) for week in said])
    plain, score = brier_score(mean, happened), brier_score(chances, happened)
    yield between(
        score, baseline=plain, target=plain * (1 - GOOD), points=4,
        says=f"Brier score (plain mean {plain:.3f})",
        message="Whose habit can be undone, and who adds nothing?",
    )  # fmt: skip


def _as_chance(seen: object) -> float:
    number = as_number(seen)
    if isinstance(number, str):
        raise LearnerFault(f"The pool has to return a chance. {number}")
    if not 0 <= number <= 1:
        raise LearnerFault(f"The pool returned {number:g}; a chance lies between 0 and 1.")
    return number


def _chance(log_odds: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-log_odds)))
