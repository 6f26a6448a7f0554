"""Triage by a score: what a threshold looks at and misses, what that costs, and whom it misses.

Reports come as rows: way in (`entry`), `score`, and how many with that score were `serious` and
`harmless`. A report is looked at if its score reaches the threshold of its way in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from leadlab.errors import LeadlabError

Rows = Sequence[Mapping[str, Any]]
Thresholds = Mapping[str, float]
_SPECK = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Confusion:
    """Reports by what they were and whether somebody looked.

    >>> seen = Confusion(serious_seen=30, serious_missed=10, harmless_seen=60, harmless_left=400)
    >>> seen.precision, seen.recall, seen.missed_share
    (0.3333333333333333, 0.75, 0.25)
    """

    serious_seen: int
    serious_missed: int
    harmless_seen: int
    harmless_left: int

    def __add__(self, other: Confusion) -> Confusion:
        """These reports and others, such as those of another way in."""
        return Confusion(
            serious_seen=self.serious_seen + other.serious_seen,
            serious_missed=self.serious_missed + other.serious_missed,
            harmless_seen=self.harmless_seen + other.harmless_seen,
            harmless_left=self.harmless_left + other.harmless_left,
        )

    @property
    def seen(self) -> int:
        """Reports that somebody looked at."""
        return self.serious_seen + self.harmless_seen

    @property
    def precision(self) -> float:
        """Share of the serious ones among those looked at; NaN if nobody looked."""
        return self.serious_seen / self.seen if self.seen else float("nan")

    @property
    def recall(self) -> float:
        """Share of the serious ones that were looked at; NaN if there were none."""
        serious = self.serious_seen + self.serious_missed
        return self.serious_seen / serious if serious else float("nan")

    @property
    def missed_share(self) -> float:
        """Share of the serious ones that nobody looked at."""
        return 1 - self.recall

    @property
    def needless_share(self) -> float:
        """Share of the harmless ones that somebody looked at; NaN if there were none."""
        harmless = self.harmless_seen + self.harmless_left
        return self.harmless_seen / harmless if harmless else float("nan")

    def hours(self, *, hours_to_look: float, hours_if_missed: float) -> float:
        """Hours of looking, and of what was missed."""
        return hours_to_look * self.seen + hours_if_missed * self.serious_missed


def confusion(rows: Rows, at: Thresholds, *, entry: str | None = None) -> Confusion:
    """What thresholds look at and miss, for all reports or those of one way in.

    >>> rows = [{"entry": "app", "score": 0.2, "serious": 1, "harmless": 8},
    ...         {"entry": "app", "score": 0.8, "serious": 3, "harmless": 2}]
    >>> found = confusion(rows, {"app": 0.5})
    >>> found.serious_seen, found.serious_missed, found.harmless_seen, found.harmless_left
    (3, 1, 2, 8)

    Args:
        rows: Reports by way in and score.
        at: Threshold of each way in.
        entry: Only this way in.
    """
    counts = {True: [0, 0], False: [0, 0]}
    for row in rows:
        if entry is not None and row["entry"] != entry:
            continue
        if row["entry"] not in at:
            raise LeadlabError(f"There is no threshold for reports that come by {row['entry']}.")
        mine = counts[bool(row["score"] >= at[row["entry"]] - _SPECK)]
        mine[0] += int(row["serious"])
        mine[1] += int(row["harmless"])
    return Confusion(
        serious_seen=counts[True][0], serious_missed=counts[False][0],
        harmless_seen=counts[True][1], harmless_left=counts[False][1],
    )  # fmt: skip


def triage_hours(
    rows: Rows, at: Thresholds, *, hours_to_look: float, hours_if_missed: float
) -> float:
    """Hours that thresholds cost: of looking, and of what was missed."""
    found = confusion(rows, at)
    return found.hours(hours_to_look=hours_to_look, hours_if_missed=hours_if_missed)


def gap(rows: Rows, at: Thresholds) -> float:
    """Largest difference of missed shares between two ways in."""
    shares = [confusion(rows, at, entry=entry).missed_share for entry in at]
    return max(shares) - min(shares)


def cheapest_within(
    rows: Rows, steps: Sequence[float], entries: Sequence[str], *, most_gap: float,
    hours_to_look: float, hours_if_missed: float,
) -> list[tuple[float, tuple[float, ...]]]:  # fmt: skip
    """Thresholds of all ways in whose gap is small enough, with their hours, cheapest first."""
    confusion(rows, dict.fromkeys(entries, 0.0))  # refuses reports of another way in
    seen = [
        [confusion(rows, dict.fromkeys(entries, step), entry=entry) for step in steps]
        for entry in entries
    ]
    found = []
    for chosen, parts in zip(product(steps, repeat=len(entries)), product(*seen), strict=True):
        shares = [part.missed_share for part in parts]
        if max(shares) - min(shares) <= most_gap + _SPECK:
            hours = sum(parts[1:], start=parts[0]).hours(
                hours_to_look=hours_to_look, hours_if_missed=hours_if_missed
            )
            found.append((hours, chosen))
    return sorted(found)


def threshold_by_cost(*, hours_to_look: float, hours_if_missed: float) -> float:
    """The chance of being serious from which a look pays, if the score is that chance.

    A needless look costs a look; a miss costs what it does, less the look that was spared:
    C_fp / (C_fp + C_fn).

    >>> threshold_by_cost(hours_to_look=0.5, hours_if_missed=5)
    0.1
    """
    if hours_if_missed <= 0 or hours_to_look < 0:
        raise LeadlabError("A miss must cost something, and a look cannot cost less than nothing.")
    return min(hours_to_look / hours_if_missed, 1.0)
