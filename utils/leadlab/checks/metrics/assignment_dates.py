"""Eight graded dates: an even chance and a safe week for each board, by a proper score."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from leadlab.checks.exercise import FEW_CLASSMATES, exercise
from leadlab.checks.instances import Instance
from leadlab.checks.outcome import Check
from leadlab.checks.predicates import between, interval
from leadlab.models.delivery import forecast_weeks

FloatArray = npt.NDArray[np.float64]
BOARDS, PAST = 8, 16
RESOLUTIONS = 2_000
SHARES = (0.5, 0.85)
WORTH = 0.8
"""Share of what the drawn futures gain over items by mean, for full points."""


def draw_boards(rng: np.random.Generator) -> Mapping[str, Any]:
    """Eight boards with sixteen weeks behind them, of which some went to something else."""
    boards = []
    for _ in range(BOARDS):
        pace = float(rng.uniform(3.5, 9))
        past = np.maximum(rng.poisson(pace, PAST) * (rng.random(PAST) > 0.15), 0)
        past[int(rng.integers(PAST))] = 0  # a week that went to something else
        growth = round(float(rng.uniform(0.15, 0.45)) * float(past.mean()), 1)
        boards.append(
            {
                "finished": [int(each) for each in past],
                "left": round(float(past.mean()) * float(rng.uniform(4, 9))),
                "added_a_week": growth,
            }
        )
    return {"boards": boards}


def weeks_scores(said: FloatArray, happened: FloatArray) -> FloatArray:
    """Score of a pair of weeks against what happened; lower is better, the truth is best.

    Formula: for a share q, q x (late weeks) + (1 - q) x (early weeks), added up over the shares;
    a proper score of quantiles. Source: Gneiting and Raftery 2007, JASA 102(477):359-378.

    >>> float(weeks_scores(np.array([[4.0, 6.0]]), np.array([[7.0]]))[0, 0])
    2.35
    """
    total = np.zeros(np.broadcast_shapes(said[:, :1].shape, happened.shape))
    for place, share in enumerate(SHARES):
        gap = happened - said[:, place : place + 1]
        total += np.where(gap > 0, share * gap, (share - 1) * gap)
    return total


def form_of_dates(answer: object) -> Iterator[Check]:
    """Eight pairs of weeks, the lower one first."""
    given = _listed(answer)
    yield Check(
        says="eight pairs of weeks", held=len(given) == BOARDS, points=0,
        message=f"There are {len(given)}; give (p50, p85) for each board, in order.",
    )  # fmt: skip
    for number, pair in enumerate(given[:BOARDS], start=1):
        line = interval(pair, says=f"board {number}")
        if not line.held:
            yield line


@exercise(
    "metrics.eight_dates",
    title="Eight dates, two chances each",
    concepts=("X-10", "X-12", "F-18", "F-19"),
    points=6,
    kind="forecast",
    hints=(
        "What is left grows while you work; and the mean of the weeks names no chance.",
        "The weeks behind a board are the best guess at those ahead, the empty ones included.",
        'lab.delivery.forecast_weeks(board["finished"], board["left"], growth=...) has p50, p85.',
    ),
    solution="""
        dates = []
        for board in own["boards"]:
            forecast = lab.delivery.forecast_weeks(
                board["finished"], board["left"], growth=board["added_a_week"])
            dates.append((forecast.p50, forecast.p85))
        """,
    draw=draw_boards,
    classmates=FEW_CLASSMATES,
    shape=form_of_dates,
)
def eight_dates(answer: object, *, instance: Instance, learner: str, salt: str) -> Iterator[Check]:
    """Score of eight pairs over many resolutions, beside items by mean."""
    form = list(form_of_dates(answer))
    yield from form
    if not all(line.held for line in form):
        return
    said = np.array([[float(each) for each in pair] for pair in _listed(answer)])
    seed = hashlib.sha256(f"{salt}|{learner}".encode()).digest()
    first = int.from_bytes(seed[:4], "big")
    boards = [dict(board) for board in instance["boards"]]
    happened = np.array([_weeks(board, first + place) for place, board in enumerate(boards)])
    drawn = [_drawn(board) for board in boards]
    by_mean = np.array([[_by_mean(board)] * 2 for board in boards])
    score, plain, reached = (
        float(weeks_scores(each, happened).mean()) for each in (said, by_mean, np.array(drawn))
    )
    kept = [float((happened <= said[:, place : place + 1]).mean()) for place in (0, 1)]
    yield Check(
        says=f"your even weeks were kept in {kept[0]:.0%} of the futures, your safe ones in "
        f"{kept[1]:.0%}",
        held=True,
        points=0,
    )
    target = plain - WORTH * (plain - reached)
    told, tag = _why_not(said, boards, kept) if score > target else ("", "")
    yield between(
        score, baseline=plain, target=target, points=6, unit="weeks",
        says=f"loss over {RESOLUTIONS:,} futures (items by mean {plain:.2f})",
        message=told, tag=tag,
    )  # fmt: skip


def _why_not(said: FloatArray, boards: list[dict[str, Any]], kept: list[float]) -> tuple[str, str]:
    still = np.array([_drawn({**board, "added_a_week": 0.0}) for board in boards])
    if (said[:, 1] <= said[:, 0]).all():
        return "Both weeks are the same; which one is kept in 85 of 100 futures?", "no_spread"
    if np.abs(said - still).mean() < 0.3:
        return "Scope grows further while you work.", "scope_stands_still"
    if kept[1] < 0.7:
        return "Your safe weeks are not: what did the empty weeks do?", "overconfidence"
    if kept[1] > 0.95:
        return "Your safe weeks come far too late; a week too late is paid for as well.", "padding"
    return "", ""


def _weeks(board: Mapping[str, Any], seed: int, futures: int = RESOLUTIONS) -> FloatArray:
    forecast = forecast_weeks(
        list(board["finished"]), board["left"], growth=board["added_a_week"], futures=futures,
        seed=seed,
    )  # fmt: skip
    return forecast.outcomes.astype(np.float64)


def _drawn(board: Mapping[str, Any]) -> tuple[float, float]:
    weeks = _weeks(board, 7, 4_000)
    middle, safe = np.quantile(weeks, SHARES, method="inverted_cdf")
    return float(middle), float(safe)


def _by_mean(board: Mapping[str, Any]) -> float:
    """What is left by what is finished in a mean week: what most boards print."""
    return float(np.ceil(board["left"] / np.mean(board["finished"])))


def _listed(answer: object) -> list[Any]:
    if hasattr(answer, "tolist"):
        answer = answer.tolist()
    return list(answer) if isinstance(answer, list | tuple) else []
