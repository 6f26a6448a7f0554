"""Errors of repeated judgements, split into bias and noise."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from leadlab.errors import shortened
from leadlab.models.forecasting.inputs import UnusableForecast, matching, number, numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorSplit:
    """Bias and noise of judgements, in their own unit; mse = bias^2 + noise^2 in its square.

    `bias` is the mean error (above 0: too high), `noise` the spread of the errors (sd over n).
    """

    bias: float
    noise: float
    mse: float

    @property
    def bias_share(self) -> float:
        """Share of the mean squared error that is bias; 0 when there is no error."""
        return self.bias**2 / self.mse if self.mse > 0 else 0.0


def split_error(judgements: npt.ArrayLike, truth: float | npt.ArrayLike) -> ErrorSplit:
    """Mean squared error of judgements = bias^2 + noise^2.

    Formulas: e = judgement - truth; bias = mean e; noise = sqrt(mean (e - bias)^2);
    mse = mean e^2. Source: Kahneman, Sibony and Sunstein 2021, *Noise*; an identity.

    >>> split = split_error([12, 14, 10], 10)
    >>> split.bias, round(split.noise, 3), round(split.mse, 3)
    (2.0, 1.633, 6.667)

    Args:
        judgements: what was said.
        truth: one number for all, or one per judgement.
    """
    said = numbers(judgements, "judgements")
    if np.ndim(truth) == 0:
        fact = np.full(len(said), number(truth, "truth", least=-np.inf, most=np.inf))
    else:
        fact = numbers(truth, "truth")
        matching(len(said), len(fact), "truth", "judgement")
    errors = said - fact
    return ErrorSplit(
        bias=float(errors.mean()), noise=float(errors.std()), mse=float((errors**2).mean())
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NoiseAudit:
    """How much people differ on the same cases, in the unit of the judgements.

    system_noise^2 = level_noise^2 + pattern_noise^2: some judge higher throughout (level),
    and each has cases of their own (pattern, which here includes the noise of the day).
    """

    system_noise: float
    level_noise: float
    pattern_noise: float


def noise_audit(judgements: npt.ArrayLike) -> NoiseAudit:
    """Noise among judges who saw the same cases; no truth is needed.

    Formulas: system^2 = mean over cases of the variance over judges; level^2 = variance of the
    judges' means; pattern^2 = system^2 - level^2 (variances over n).
    Source: Kahneman, Sibony and Sunstein 2021, *Noise*; an identity.

    >>> noise_audit([[10, 20], [14, 24]])
    NoiseAudit(system_noise=2.0, level_noise=2.0, pattern_noise=0.0)

    Args:
        judgements: table (judges, cases).
    """
    try:
        table = np.asarray(judgements, dtype=np.float64)
    except (TypeError, ValueError):
        table = np.empty(0)
    if table.ndim != 2 or table.size == 0 or not np.isfinite(table).all():
        raise UnusableForecast(
            "judgements: expected a table with one row per judge and one number per case, "
            f"but saw {shortened(judgements)}."
        )
    system = float(table.var(axis=0).mean())
    level = float(table.mean(axis=1).var())
    return NoiseAudit(
        system_noise=system**0.5,
        level_noise=level**0.5,
        pattern_noise=max(system - level, 0.0) ** 0.5,
    )
