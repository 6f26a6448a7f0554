"""Hidden risks of the worlds in which repayment is tried: how safety brings them out in time.

The laws are those of `engine_risks`.
"""

from __future__ import annotations

import numpy as np

from leadlab.simulation.policies import FloatArray
from leadlab.simulation.repayment_luck import Luck


class Surfacing:
    """Marks on the clock of surfacing, (slots, worlds), of those that still are hidden."""

    def __init__(self, luck: Luck) -> None:
        self._hazards = hazards = luck.hazards
        self._speed = luck.known["risk_surfaces"]
        self._marks = np.full(hazards.to_surface.shape, np.inf)
        self._marks[: hazards.first] = hazards.to_surface[: hazards.first]
        self._count = luck.worlds
        self._clock = np.zeros(self._count)

    def week(self, week: int, safety: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Risks that came out and that became incidents, in the worlds whose safety is given."""
        hazards, marks, first = self._hazards, self._marks.ravel(), self._count - len(safety)
        self._clock[first:] += self._speed[first:] * safety
        surfaced = np.flatnonzero(self._marks[: hazards.slots[week]] <= self._clock)
        marks[surfaced] = np.inf
        ripe = hazards.ripening[week]
        ripened = ripe[marks.take(ripe) < np.inf]
        marks[ripened] = np.inf
        new = hazards.appearing[week]
        marks[new] = self._clock.take(new % self._count) + hazards.to_surface.take(new)
        return self._counted(surfaced)[first:], self._counted(ripened)[first:]

    def _counted(self, places: np.typing.NDArray[np.int64]) -> FloatArray:
        return np.bincount(places % self._count, minlength=self._count).astype(np.float64)
