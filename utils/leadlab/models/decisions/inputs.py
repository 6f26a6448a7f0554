"""What these models accept, and the sentence that they answer with otherwise."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from leadlab.errors import LeadlabError, shortened

FloatArray = npt.NDArray[np.float64]

CHANCE_TOLERANCE = 1e-6


class UnusableInput(LeadlabError, ValueError):  # noqa: N818 - reads as a sentence: "raise UnusableInput"
    """Numbers or rows that a decision model cannot work with.

    >>> chances([0.7, 0.7], "prior")
    Traceback (most recent call last):
    ...
    leadlab.models.decisions.inputs.UnusableInput: prior: the chances must add to 1, \
but [0.7, 0.7] adds to 1.4. Give one chance for each state.
    """


def numbers(values: npt.ArrayLike, what: str, *, axes: int) -> FloatArray:
    """Array of finite numbers with the stated number of axes.

    >>> numbers([[1, 2], [3, 4]], "payoffs", axes=2).shape
    (2, 2)
    """
    try:
        array = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise UnusableInput(
            f"{what}: expected rows of equal length that hold numbers only, "
            f"but saw {shortened(values)}. Replace what is not a number and fill short rows."
        ) from None
    shape = {1: "a list of numbers", 2: "a table: a list of rows of equal length"}[axes]
    if array.ndim != axes or array.size == 0:
        raise UnusableInput(f"{what}: expected {shape}, but saw {shortened(values)}.")
    if not np.isfinite(array).all():
        raise UnusableInput(
            f"{what}: every number must be finite, but saw {shortened(values)}. "
            "Replace what is missing or infinite."
        )
    return array


def number(value: object, what: str, *, least: float = -np.inf, most: float = np.inf) -> float:
    """One finite number between two bounds.

    >>> number(3, "weeks", least=0)
    3.0
    """
    try:
        found = float(value)  # type: ignore[arg-type]  # whatever was typed is tried
    except (TypeError, ValueError):
        raise UnusableInput(f"{what}: expected a number, but saw {shortened(value)}.") from None
    if not np.isfinite(found) or not least <= found <= most:
        bounds = f"from {least:g} to {most:g}" if np.isfinite(most) else f"of at least {least:g}"
        wanted = "a finite number" if not np.isfinite(least) else f"a number {bounds}"
        raise UnusableInput(f"{what}: expected {wanted}, but saw {shortened(value)}.")
    return found


def chances(values: npt.ArrayLike, what: str) -> FloatArray:
    """Chances of states that exclude each other; none negative, together 1.

    >>> chances([0.6, 0.4], "prior").tolist()
    [0.6, 0.4]
    """
    array = numbers(values, what, axes=1)
    if (array < 0).any():
        raise UnusableInput(f"{what}: no chance may be below 0, but saw {shortened(values)}.")
    if abs(array.sum() - 1) > CHANCE_TOLERANCE:
        raise UnusableInput(
            f"{what}: the chances must add to 1, but {shortened(values)} adds to "
            f"{array.sum():.6g}. Give one chance for each state."
        )
    return array


def same_length(first: int, second: int, what: str, per: str) -> None:
    """Nothing, or the sentence that says which of two lengths does not fit."""
    if first != second:
        raise UnusableInput(f"{what}: expected {first}, one for each {per}, but saw {second}.")
