"""What trade-off models accept, and the sentence when they cannot."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from leadlab.errors import LeadlabError, shortened

FloatArray = NDArray[np.float64]


class UnusableTradeoff(LeadlabError, ValueError):  # noqa: N818 - reads as a sentence when raised
    """Numbers that a trade-off cannot be worked out from."""


def numbers(values: ArrayLike, *, name: str, least: int = 1) -> FloatArray:
    """Finite numbers along one axis.

    >>> numbers([1, 2], name="flows")
    array([1., 2.])
    """
    try:
        array = np.asarray(values, dtype=float)
    except (TypeError, ValueError) as error:
        raise UnusableTradeoff(f"{name}: expected numbers, but saw {shortened(values)}.") from error
    if array.ndim != 1 or array.size < least:
        raise UnusableTradeoff(
            f"{name}: expected a list of {least} or more numbers, but saw {shortened(values)}."
        )
    bad = np.flatnonzero(~np.isfinite(array))
    if bad.size:
        raise UnusableTradeoff(
            f"{name}: number {bad[0] + 1} is {array[bad[0]]}; give a finite one."
        )
    return array


def number(value: float, *, name: str, least: float = -math.inf, most: float = math.inf) -> float:
    """One finite number within bounds.

    >>> number(3, name="years", least=0)
    3.0
    """
    try:
        found = float(value)
    except (TypeError, ValueError) as error:
        raise UnusableTradeoff(f"{name}: expected a number, but saw {shortened(value)}.") from error
    if not (math.isfinite(found) and least <= found <= most):
        raise UnusableTradeoff(f"{name}: {found:g} is outside {least:g} to {most:g}.")
    return found


def same_length(**lists: Sequence[object] | FloatArray) -> int:
    """Common length of several lists.

    >>> same_length(value=[1, 2], weeks=[3, 4])
    2
    """
    lengths = {name: len(each) for name, each in lists.items()}
    if len(set(lengths.values())) > 1:
        told = ", ".join(f"{name} has {length}" for name, length in lengths.items())
        raise UnusableTradeoff(f"Give lists of the same length: {told}.")
    return next(iter(lengths.values()))
