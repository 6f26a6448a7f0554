"""Scores for chances and ranges. All are proper: the honest answer has the best expected score."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from leadlab.models.forecasting.inputs import (
    FloatArray,
    UnusableForecast,
    level_inside,
    matching,
    number,
    numbers,
    outcomes_for,
    probabilities,
)


def brier_score(forecasts: npt.ArrayLike, outcomes: npt.ArrayLike) -> float:
    """Mean squared distance of chances from what happened; 0 is perfect, 1 is worst.

    Formula: BS = mean (p - o)^2, o = 1 if it happened, else 0. This is the form for yes/no
    questions, 0 to 1; Brier's own sum runs over both classes and is twice as large (0 to 2).
    Always saying 0.5 scores 0.25.
    Source: Brier 1950, Monthly Weather Review 78(1):1-3.

    >>> brier_score([0.8, 0.3], [1, 0])
    0.065

    Args:
        forecasts: chances from 0 to 1.
        outcomes: 1 or True if it happened, 0 or False if not, one per forecast.
    """
    return float(round(brier_scores(forecasts, outcomes).mean(), 12))


def brier_scores(forecasts: npt.ArrayLike, outcomes: npt.ArrayLike) -> FloatArray:
    """Squared distance of each chance from what happened.

    Formula: (p - o)^2, from 0 to 1, one per forecast. Source: as `brier_score`.

    >>> brier_scores([0.8, 0.3], [1, 0]).round(2).tolist()
    [0.04, 0.09]
    """
    said = probabilities(forecasts)
    return np.asarray((said - outcomes_for(said, outcomes)) ** 2, dtype=np.float64)


def log_score(forecasts: npt.ArrayLike, outcomes: npt.ArrayLike, *, floor: float = 0.0) -> float:
    """Mean surprise in nats; 0 is perfect, infinite for a certainty that did not come true.

    Formula: LS = -mean ln(chance given to what happened). Always saying 0.5 scores 0.693.
    Source: Good 1952, general knowledge; proper by Gneiting and Raftery 2007, JASA 102:359-378.

    >>> round(log_score([0.8, 0.3], [1, 0]), 3)
    0.29

    Args:
        forecasts: chances from 0 to 1.
        outcomes: 1 or 0, one per forecast.
        floor: smallest chance that is counted, to keep one slip from being infinite;
            0 leaves the score proper.
    """
    return float(log_scores(forecasts, outcomes, floor=floor).mean())


def log_scores(
    forecasts: npt.ArrayLike, outcomes: npt.ArrayLike, *, floor: float = 0.0
) -> FloatArray:
    """Surprise of each forecast in nats.

    Formula: -ln p if it happened, else -ln(1 - p). Source: as `log_score`.

    >>> log_scores([1.0, 0.5], [1, 0]).round(3).tolist()
    [0.0, 0.693]
    """
    said = probabilities(forecasts)
    happened = outcomes_for(said, outcomes)
    least = number(floor, "floor", least=0, most=0.5)
    given = np.clip(np.where(happened == 1, said, 1 - said), least, 1.0)
    with np.errstate(divide="ignore"):
        return np.asarray(0.0 - np.log(given), dtype=np.float64)


def interval_score(
    lows: npt.ArrayLike, highs: npt.ArrayLike, truths: npt.ArrayLike, *, level: float = 0.9
) -> float:
    """Mean interval (Winkler) score, in the unit of the question; lower is better.

    Formula: S = (u - l) + (2/a)(l - x)[x < l] + (2/a)(x - u)[x > u], with a = 1 - level:
    you pay for the width, and 2/a (20 for a 90 % range) for each unit by which you miss.
    Source: Winkler 1972; Gneiting and Raftery 2007, JASA 102:359-378, section 6.2.
    Proper for the central range. Mixed questions need one scale: take logarithms first.

    >>> interval_score([10], [20], [22], level=0.9)
    50.0

    Args:
        lows: lower ends.
        highs: upper ends, none below its lower end.
        truths: what it was.
        level: share of truths that such ranges should hold.
    """
    return float(interval_scores(lows, highs, truths, level=level).mean())


def interval_scores(
    lows: npt.ArrayLike, highs: npt.ArrayLike, truths: npt.ArrayLike, *, level: float = 0.9
) -> FloatArray:
    """Interval score of each range, in the unit of the question.

    Formula and source: as `interval_score`.

    >>> interval_scores([10, 10], [20, 20], [15, 22]).round(6).tolist()
    [10.0, 50.0]
    """
    below, above, fact = ranges(lows, highs, truths)
    penalty = 2 / round(1 - level_inside(level, "level"), 12)
    missed = np.maximum(below - fact, 0) + np.maximum(fact - above, 0)
    return np.asarray(above - below + penalty * missed, dtype=np.float64)


def pinball_loss(quantiles: npt.ArrayLike, truths: npt.ArrayLike, *, share: float) -> float:
    """Mean loss of a stated quantile, in the unit of the question; lower is better.

    Formula: L = share (x - q) if x >= q, else (1 - share)(q - x). Proper for that quantile.
    The interval score is 2/a times the sum of the losses at a/2 and 1 - a/2.
    Source: Koenker and Bassett 1978, general knowledge.

    >>> round(pinball_loss([10], [14], share=0.8), 6)
    3.2

    Args:
        quantiles: what you said, for instance your p80 dates.
        truths: what it was.
        share: the quantile asked for, 0.8 for a p80.
    """
    said, fact = numbers(quantiles, "quantiles"), numbers(truths, "truths")
    matching(len(said), len(fact), "truths", "quantile")
    part = level_inside(share, "share")
    gap = fact - said
    return float(np.where(gap >= 0, part * gap, (part - 1) * gap).mean())


def climatology(outcomes: npt.ArrayLike) -> float:
    """Share of questions that came true: the forecast of somebody who knows only that.

    Formula: mean of o, 0 to 1. Caveat: known after the fact, so it is a hard rival.

    >>> climatology([1, 0, 0, 1])
    0.5
    """
    happened = numbers(outcomes, "outcomes")
    return float(outcomes_for(happened, outcomes).mean())


def skill(score: float, reference: float) -> float:
    """Share of the reference's score that was saved; 1 perfect, 0 no better, below 0 worse.

    Formula: 1 - score / reference, for scores where 0 is perfect. Source: general knowledge.

    >>> skill(0.15, 0.25)
    0.4
    """
    if not reference > 0:
        raise UnusableForecast(
            f"reference: must be above 0, but saw {reference!r}. "
            "If all outcomes are the same, climatology is already perfect."
        )
    return float(round(1 - score / reference, 12))


def skill_against_climatology(forecasts: npt.ArrayLike, outcomes: npt.ArrayLike) -> float:
    """Brier skill against always saying the share that came true.

    Formula: 1 - BS / (o_mean (1 - o_mean)). Source: Murphy 1973.

    >>> skill_against_climatology([0.9, 0.1, 0.8, 0.2], [1, 0, 1, 0])
    0.9
    """
    base = climatology(outcomes)
    return skill(brier_score(forecasts, outcomes), base * (1 - base))


def ranges(
    lows: npt.ArrayLike, highs: npt.ArrayLike, truths: npt.ArrayLike
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Lower ends, upper ends and truths as arrays that fit each other."""
    below, above = numbers(lows, "lows"), numbers(highs, "highs")
    fact = numbers(truths, "truths")
    matching(len(below), len(above), "highs", "low")
    matching(len(below), len(fact), "truths", "range")
    crossed = np.flatnonzero(above < below)
    if len(crossed):
        first = crossed[0]
        raise UnusableForecast(
            f"ranges: item {first + 1} runs from {below[first]:g} to {above[first]:g}; "
            "the low end must not be above the high end. Swap them?"
        )
    return below, above, fact
