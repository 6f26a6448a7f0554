"""Worlds: another set of coefficients for each replication, drawn from their ranges."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np

from leadlab.simulation.engine_chance import Stream
from leadlab.simulation.team_coefficients import COEFFICIENTS, Coefficients, coefficient

WHOLE = ("hiring_weeks", "pipeline_days")


def draw_worlds(
    centre: Coefficients,
    *,
    replications: int,
    rng: Stream,
    names: Iterable[str] | None = None,
) -> Coefficients:
    """Another set of coefficients for each replication, from their ranges.

    Each is triangular: its range, with the peak at the value in `centre`. All coefficients use up
    the same number of draws, so that naming some of them leaves the others' luck alone.

    >>> drawn = draw_worlds(Coefficients(), replications=3, rng=np.random.default_rng(7))
    >>> drawn.worlds
    3
    """
    chosen = tuple(COEFFICIENTS) if names is None else tuple(names)
    for name in chosen:
        coefficient(name)
    values: dict[str, Any] = {}
    for name, known in COEFFICIENTS.items():
        u = rng.random(replications)
        if name not in chosen:
            continue
        peak = getattr(centre, name)
        width, left = known.high - known.low, peak - known.low
        below = known.low + np.sqrt(u * width * left)
        above = known.high - np.sqrt((1 - u) * width * (known.high - peak))
        drawn = np.where(u * width < left, below, above)
        if name in WHOLE:
            drawn = np.rint(drawn)
        values[name] = np.clip(drawn, known.low, known.high)
    return replace(centre, **values)
