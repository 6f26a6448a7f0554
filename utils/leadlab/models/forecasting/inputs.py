"""What the forecasting models accept, and the sentence that they answer with otherwise."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from leadlab.errors import LeadlabError, shortened

FloatArray = npt.NDArray[np.float64]


class UnusableForecast(LeadlabError, ValueError):  # noqa: N818 - reads as a sentence: "raise UnusableForecast"
    """Forecasts or outcomes that cannot be scored.

    >>> probabilities([0.4, 40])
    Traceback (most recent call last):
    ...
    leadlab.models.forecasting.inputs.UnusableForecast: forecasts: item 2 is 40, but a chance lies \
between 0 and 1. Write 40 % as 0.4.
    """


def numbers(values: npt.ArrayLike, what: str, *, least_length: int = 1) -> FloatArray:
    """List of finite numbers.

    >>> numbers([1, 2], "truths").tolist()
    [1.0, 2.0]
    """
    try:
        array = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise UnusableForecast(
            f"{what}: expected a list of numbers, but saw {shortened(values)}."
        ) from None
    if array.ndim != 1:
        raise UnusableForecast(f"{what}: expected a list of numbers, but saw {shortened(values)}.")
    if len(array) < least_length:
        raise UnusableForecast(
            f"{what}: expected at least {least_length} of them, but saw {len(array)}."
        )
    bad = np.flatnonzero(~np.isfinite(array))
    if len(bad):
        raise UnusableForecast(
            f"{what}: item {bad[0] + 1} is {array[bad[0]]}, but must be a finite number. "
            "Leave out what has no answer yet."
        )
    return array


def number(value: object, what: str, *, least: float, most: float) -> float:
    """One number between two bounds.

    >>> number(0.9, "level", least=0, most=1)
    0.9
    """
    try:
        found = float(value)  # type: ignore[arg-type]  # whatever was typed is tried
    except (TypeError, ValueError):
        raise UnusableForecast(f"{what}: expected a number, but saw {shortened(value)}.") from None
    if not least <= found <= most:
        raise UnusableForecast(
            f"{what}: expected a number from {least:g} to {most:g}, but saw {shortened(value)}."
        )
    return found


def level_inside(value: object, what: str) -> float:
    """A share above 0 and below 1.

    >>> level_inside(0.9, "level")
    0.9
    """
    found = number(value, what, least=0, most=1)
    if not 0 < found < 1:
        hint = " Write 90 % as 0.9." if what == "level" else ""
        raise UnusableForecast(f"{what}: must lie between 0 and 1, but saw {value!r}.{hint}")
    return found


def probabilities(forecasts: npt.ArrayLike) -> FloatArray:
    """List of chances between 0 and 1.

    >>> probabilities([0.4, 1]).tolist()
    [0.4, 1.0]
    """
    array = numbers(forecasts, "forecasts")
    bad = np.flatnonzero((array < 0) | (array > 1))
    if len(bad):
        seen = array[bad[0]]
        hint = f" Write {seen:g} % as {seen / 100:g}." if 1 < seen <= 100 else ""
        raise UnusableForecast(
            f"forecasts: item {bad[0] + 1} is {seen:g}, but a chance lies between 0 and 1.{hint}"
        )
    return array


def outcomes_for(forecasts: FloatArray, outcomes: npt.ArrayLike) -> FloatArray:
    """Outcomes 0 or 1, one per forecast.

    >>> outcomes_for(np.array([0.4, 0.9]), [False, True]).tolist()
    [0.0, 1.0]
    """
    array = numbers(outcomes, "outcomes")
    matching(len(forecasts), len(array), "outcomes", "forecast")
    bad = np.flatnonzero((array != 0) & (array != 1))
    if len(bad):
        raise UnusableForecast(
            f"outcomes: item {bad[0] + 1} is {array[bad[0]]:g}, but an outcome is 1 if it "
            "happened and 0 if it did not."
        )
    return array


def matching(expected: int, seen: int, what: str, per: str) -> None:
    """Nothing, or the sentence that says which of two lengths does not fit."""
    if expected != seen:
        raise UnusableForecast(f"{what}: expected {expected}, one for each {per}, but saw {seen}.")
