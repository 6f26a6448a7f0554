"""Worlds: another set of coefficients for each replication, drawn from their ranges."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

import numpy as np

from leadlab.simulation.coefficients import CoefficientSet, coefficient_of, coefficients_of
from leadlab.simulation.engine_chance import Stream

Own = TypeVar("Own", bound=CoefficientSet)


def draw_worlds(
    centre: Own,
    *,
    replications: int,
    rng: Stream,
    names: Iterable[str] | None = None,
) -> Own:
    """Another set of coefficients for each replication, from their ranges.

    Each is triangular: its range, with the peak at the value in `centre`. All coefficients use up
    the same number of draws, so that naming some of them leaves the others' luck alone.

    >>> from leadlab.simulation.team_coefficients import Coefficients
    >>> drawn = draw_worlds(Coefficients(), replications=3, rng=np.random.default_rng(7))
    >>> drawn.worlds
    3
    """
    kind = type(centre)
    chosen = tuple(coefficients_of(kind)) if names is None else tuple(names)
    for name in chosen:
        coefficient_of(kind, name)
    values: dict[str, Any] = {}
    for name, known in coefficients_of(kind).items():
        u = rng.random(replications)
        if name not in chosen:
            continue
        peak = getattr(centre, name)
        width, left = known.high - known.low, peak - known.low
        below = known.low + np.sqrt(u * width * left)
        above = known.high - np.sqrt((1 - u) * width * (known.high - peak))
        drawn = np.where(u * width < left, below, above)
        if name in kind.whole:
            drawn = np.rint(drawn)
        values[name] = np.clip(drawn, known.low, known.high)
    return centre.changed(**values)
