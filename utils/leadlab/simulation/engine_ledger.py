"""What is kept of the gauges of a simulated team: every value, and every cause of its change."""

from __future__ import annotations

import numpy as np

from leadlab.simulation.policies import FloatArray

Causes = dict[str, dict[str, FloatArray]]


class Ledger:
    """For each week one page: below the value of a gauge the rows of its causes, then the next.

    A page is filled and added up a whole gauge at a time, and all pages are one piece of memory,
    which the system hands out in fewer and larger portions than many pieces.

    >>> ledger = Ledger({"debt": np.array([5.0, 6.0])}, weeks=1)
    >>> ledger.note(0, {"debt": {"work": np.array([1.0, 2.0]), "repair": np.array([-0.5, 0.0])}})
    {'debt': array([5.5, 8. ])}
    >>> ledger.causes["debt", "work"]
    array([[1., 2.]])

    Args:
        start: The value of each gauge before the first week, (replications,).
        weeks: Most weeks that will be noted.
    """

    def __init__(self, start: dict[str, FloatArray], *, weeks: int) -> None:
        self.start = dict(start)
        self._weeks = weeks
        self._rows: dict[str, tuple[str, ...]] = {}
        self._places: dict[str, slice] = {}

    @property
    def gauges(self) -> dict[str, FloatArray]:
        """Each gauge at the ends of the weeks, (weeks, replications)."""
        return {name: self._pages[1:, self._places[name].start - 1] for name in self.start}

    @property
    def causes(self) -> dict[tuple[str, str], FloatArray]:
        """What each cause brought in each week, (weeks, replications)."""
        return {
            (gauge, cause): self._pages[:-1, row]
            for gauge, place in self._places.items()
            for row, cause in enumerate(self._rows[gauge], start=place.start)
        }

    def note(self, week: int, causes: Causes) -> dict[str, FloatArray]:
        """Keep the causes of a week; the new value of each gauge is the old one and all of them."""
        if week == 0:
            self._rule(causes)
        page, after = self._pages[week], self._pages[week + 1]
        found = {}
        for gauge, parts in causes.items():
            place = self._places[gauge]
            np.concatenate(list(parts.values()), out=page[place].reshape(-1))
            value = after[place.start - 1]
            found[gauge] = np.add.reduce(page[place.start - 1 : place.stop], axis=0, out=value)
        return found

    def _rule(self, causes: Causes) -> None:
        """The lines of a page, which are the same every week."""
        first = 0
        for gauge, parts in causes.items():
            self._rows[gauge] = tuple(parts)
            self._places[gauge] = slice(first + 1, first + 1 + len(parts))
            first += 1 + len(parts)
        count = len(next(iter(self.start.values())))
        self._pages = np.empty((self._weeks + 1, first, count))
        for gauge, place in self._places.items():
            self._pages[0, place.start - 1] = self.start[gauge]
