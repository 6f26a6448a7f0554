"""Two qualities of several designs: what is beaten, what a weight finds, what a limit finds.

Here less is better in both qualities, as with milliseconds and days.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from leadlab.models.decisions.criteria import (
    TIE,
    dominated,
    pareto_front,
    winning_weights,
)
from leadlab.models.decisions.inputs import FloatArray, UnusableInput, number, numbers


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FrontReading:
    """What can be said of each design; designs are positions, starting at 0.

    `burdens` are in the unit of the second quality. `ranges` are the weights of the first quality
    at which a design has the least burden. `line` holds two points of equal burden through the
    first of `leaders`, as (first quality, second quality).
    """

    front: tuple[int, ...]
    beaten_by: tuple[int | None, ...]
    burdens: FloatArray
    leaders: tuple[int, ...]
    ranges: tuple[tuple[float, float] | None, ...]
    within: int | None
    line: FloatArray

    @property
    def missed(self) -> tuple[int, ...]:
        """Designs that nothing beats and that no weight finds."""
        return tuple(each for each in self.front if self.ranges[each] is None)


def read_front(
    designs: npt.ArrayLike, *, weight: float, exchange: float, limit: float
) -> FrontReading:
    """What weights and a limit find among designs with two qualities.

    Formula: burden = weight * first / exchange + (1 - weight) * second; its lines of equal height
    run along (exchange * (1 - weight), -weight). The limit holds for the first quality, and what
    keeps it is chosen by the second.

    >>> found = read_front([[1900, 2], [500, 9], [1300, 6]], weight=0.4, exchange=200, limit=1400)
    >>> found.leaders, found.missed, found.within
    ((0,), (2,), 2)

    Args:
        designs: Shape (designs, 2); less is better.
        weight: Share of all weight that the first quality has.
        exchange: How much of the first quality is worth one of the second.
        limit: The most that is allowed of the first quality.
    """
    table = numbers(designs, "designs", axes=2)
    if table.shape[1] != 2:
        raise UnusableInput(f"designs: expected 2 qualities, but saw {table.shape[1]}.")
    share = number(weight, "weight", least=0, most=1)
    scale = number(exchange, "exchange", least=TIE)
    most = number(limit, "limit")
    even = table / (scale, 1.0)
    burdens = np.asarray(even @ (share, 1 - share), dtype=np.float64)
    leaders = np.flatnonzero(burdens <= burdens.min() + TIE)
    along = np.array([scale * (1 - share), -share])
    reach = np.ptp(even, axis=0).sum() + 1  # far enough to leave any picture of the designs
    return FrontReading(
        front=pareto_front(-table),
        beaten_by=_beaten_by(table),
        burdens=burdens,
        leaders=tuple(int(each) for each in leaders),
        ranges=winning_weights(-even),
        within=_within(table, most),
        line=table[leaders[0]] + np.array([[-4.0], [4.0]]) * reach * along,
    )


def _beaten_by(table: FloatArray) -> tuple[int | None, ...]:
    """For each design the first one on the front that is nowhere worse and somewhere better."""
    no_worse = (table[None, :, :] <= table[:, None, :]).all(axis=2)
    better = (table[None, :, :] < table[:, None, :]).any(axis=2)
    beats = no_worse & better & ~dominated(-table)
    return tuple(int(np.argmax(row)) if row.any() else None for row in beats)


def _within(table: FloatArray, limit: float) -> int | None:
    """Least of the second quality among those within the limit; of equal ones the better first."""
    inside = np.flatnonzero(table[:, 0] <= limit)
    if not inside.size:
        return None
    return int(inside[np.lexsort((table[inside, 0], table[inside, 1]))[0]])
