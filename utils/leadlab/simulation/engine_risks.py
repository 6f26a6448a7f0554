"""Hidden risks that surface or ripen into incidents, and the pages of a week."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from leadlab.simulation.engine_chance import (
    SmallIntArray,
    Stream,
    Thresholds,
    exponentials,
    poisson,
)
from leadlab.simulation.policies import FloatArray
from leadlab.simulation.team import DAYS, SHIFTS

INCIDENT_SHIFT_STEP = 5  # spreads the incidents over the shifts of the week


class Risks:
    """Risks that nobody speaks of; each has a mark on the clock of surfacing and of ripening."""

    def __init__(self, rng: Stream, count: int, first: int, weeks: int) -> None:
        self._rng, self._count = rng, count
        self._arrivals = Thresholds(rng, count)
        slots = first + 8 + weeks // 4
        self._to_surface = exponentials(rng.random((slots, count)))
        self._to_ripen = exponentials(rng.random((slots, count)))
        self._surfaces = np.full((slots, count), np.inf)
        self._ripens = np.full((slots, count), np.inf)
        self._surfaces[:first], self._ripens[:first] = (
            self._to_surface[:first],
            self._to_ripen[:first],
        )
        self._used = np.full(count, first)
        self._most = first  # slots that any replication has used
        self._appearing = np.zeros(count)
        self._surfacing = np.zeros(count)
        self._ripening = np.zeros(count)
        self.hidden = np.full(count, float(first))

    def week(
        self, *, surfaces: FloatArray, ripens: FloatArray, appears: FloatArray
    ) -> dict[str, FloatArray]:
        """Risks that came out, ripened and appeared, with the hazards of this week."""
        self._surfacing = self._surfacing + surfaces
        self._ripening = self._ripening + ripens
        surfaced = self._end(self._surfaces[: self._most] <= self._surfacing)
        ripened = self._end(self._ripens[: self._most] <= self._ripening)
        appeared = self._appear(appears)
        self.hidden = self.hidden - surfaced - ripened + appeared
        return {"surfaced": surfaced, "ripened": ripened, "appeared": appeared}

    def _end(self, ending: npt.NDArray[np.bool_]) -> FloatArray:
        """Take these risks away, and count them in each replication."""
        here = np.flatnonzero(ending)
        self._surfaces.ravel()[here] = np.inf
        self._ripens.ravel()[here] = np.inf
        return np.bincount(here % self._count, minlength=self._count).astype(np.float64)

    def _appear(self, hazard: FloatArray) -> FloatArray:
        self._appearing = self._appearing + hazard
        appeared = np.zeros(self._count)
        while True:
            here = np.flatnonzero(self._arrivals.next < self._appearing)
            if not len(here):
                return appeared
            slot = self._used[here]
            self._most = max(self._most, int(slot.max()) + 1)
            if self._most > len(self._surfaces):
                self._grow()
            self._surfaces[slot, here] = self._surfacing[here] + self._to_surface[slot, here]
            self._ripens[slot, here] = self._ripening[here] + self._to_ripen[slot, here]
            self._used[here] += 1
            appeared[here] += 1
            self._arrivals.advance(here)

    def _grow(self) -> None:
        more = (8, self._count)
        never = np.full(more, np.inf)
        self._to_surface = np.concatenate([self._to_surface, exponentials(self._rng.random(more))])
        self._to_ripen = np.concatenate([self._to_ripen, exponentials(self._rng.random(more))])
        self._surfaces = np.concatenate([self._surfaces, never])
        self._ripens = np.concatenate([self._ripens, never])


def pages_of_week(
    rng: Stream,
    *,
    week: int,
    rate: FloatArray,
    failed: SmallIntArray,
    incidents: FloatArray,
    incident_pages: FloatArray,
) -> SmallIntArray:
    """Pages of each shift, (14, replications): chance, failed deployments by day, incidents."""
    pages = poisson(rng.random((SHIFTS, failed.shape[1])), rate / SHIFTS)
    pages[0 : 2 * DAYS : 2] += failed
    shift = week * INCIDENT_SHIFT_STEP % SHIFTS
    pages[shift] += np.rint(incidents * incident_pages).astype(np.int16)
    return pages


def beyond_norm(pages: SmallIntArray, norm: FloatArray) -> FloatArray:
    """Pages of a week beyond so many in a shift, added up over the shifts.

    >>> beyond_norm(np.array([[3, 1], [4, 2]], dtype=np.int16), np.array(2.0)).tolist()
    [3.0, 0.0]
    """
    count = pages.shape[1]
    over = np.flatnonzero(pages > np.floor(norm).astype(np.int16))
    here = over % count
    excess = pages.ravel()[over] - (norm if norm.ndim == 0 else norm[here])
    return np.asarray(np.bincount(here, weights=excess, minlength=count), dtype=np.float64)
