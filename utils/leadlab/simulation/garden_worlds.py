"""A way to lead the garden, over worlds that nobody has seen, held against all to the strongest.

In each world other people know other things, and the assumptions of the garden are drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from leadlab.simulation.garden import GardenRuns, lived, open_garden, simulate_garden
from leadlab.simulation.garden_parts import fresh, in_parts, together
from leadlab.simulation.garden_policies import strongest
from leadlab.simulation.garden_records import MONTHS, Garden
from leadlab.simulation.garden_views import GardenPolicy, GardenView, views
from leadlab.simulation.garden_weeks import GardenYear
from leadlab.simulation.policies import PairedDifference, paired_difference, same_for_a_class

WORLDS = 200
WANTED = 2
"""Bus factor that a team should have at the end."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GardenScores:
    """What came of a policy, beside all to the strongest on the same worlds."""

    runs: GardenRuns
    rival: GardenRuns
    unseen: float = 0.0
    """Share of all worlds that were not lived yet."""

    @property
    def output_share(self) -> float:
        """Items that held, over those of all to the strongest."""
        return float(self.runs.output.mean() / self.rival.output.mean())

    @property
    def output_error(self) -> float:
        """Standard error of that share."""
        rest = self.runs.output - self.output_share * self.rival.output
        return float(rest.std(ddof=1) / len(rest) ** 0.5 / self.rival.output.mean())

    @property
    def covered_error(self) -> float:
        """Standard error of the share of worlds that are covered."""
        share = self.covered
        return float((share * (1 - share) / self.runs.replications) ** 0.5)

    @property
    def covered(self) -> float:
        """Share of the worlds in which no area hangs on one person at the end."""
        return float((self.runs.bus_factor >= WANTED).mean())

    @property
    def rested(self) -> PairedDifference:
        """How much less exhausted people are than under all to the strongest."""
        return paired_difference(self.rival.exhaustion, self.runs.exhaustion)

    @property
    def grown(self) -> PairedDifference:
        """Items a month that the team can do more at the end."""
        return paired_difference(self.runs.capabilities[:, -1], self.rival.capabilities[:, -1])

    def __repr__(self) -> str:
        return (
            f"GardenScores({self.runs.replications} worlds): against all to the strongest "
            f"{self.output_share:.0%} of the items; less exhausted by {self.rested}; can do "
            f"{self.grown} items a month more; bus factor {WANTED} or more in {self.covered:.0%}"
        )


def evaluate(
    policy: GardenPolicy, garden: Garden, *, worlds: int = WORLDS, seed: int = 7
) -> GardenScores:
    """A policy over drawn worlds, beside all to the strongest with the same people and luck.

    >>> from leadlab.catalog_garden import default_garden
    >>> evaluate(strongest, default_garden(), worlds=5).output_share
    1.0
    """
    if policy is strongest:  # who is held against themselves need not live twice
        runs = _rival(garden, worlds, seed)
        return GardenScores(runs=runs, rival=runs)
    runs = simulate_garden(policy, garden, worlds=worlds, seed=seed)
    return GardenScores(runs=runs, rival=_rival(garden, worlds, seed))


@same_for_a_class
def _rival(garden: Garden, worlds: int, seed: int) -> GardenRuns:
    return simulate_garden(strongest, garden, worlds=worlds, seed=seed)


def trial(
    policy: GardenPolicy, garden: Garden, *, enough: Callable[[GardenScores], bool] | None = None,
    worlds: int = WORLDS, seed: int = 7,
) -> GardenScores:  # fmt: skip
    """As `evaluate`, but where a quarter or half of the worlds are enough, no others are lived.

    >>> from leadlab.catalog_garden import default_garden
    >>> trial(strongest, default_garden(), worlds=8, enough=lambda scores: True).runs.replications
    2
    """
    ours: list[GardenYear] = []
    theirs = _rival_parts(garden, worlds, seed)
    for part in in_parts(garden, worlds, seed):
        ours.append(lived(policy, garden, fresh(part)).year)
        runs, rival = _runs(garden, ours), _runs(garden, theirs[: len(ours)])
        scores = GardenScores(runs=runs, rival=rival, unseen=1 - runs.replications / worlds)
        if enough is not None and enough(scores):
            break
    return scores


@same_for_a_class
def _rival_parts(garden: Garden, worlds: int, seed: int) -> list[GardenYear]:
    return [lived(strongest, garden, fresh(each)).year for each in in_parts(garden, worlds, seed)]


def _runs(garden: Garden, years: Sequence[GardenYear]) -> GardenRuns:
    return GardenRuns(garden=garden, year=together(years), months=MONTHS)


def first_view(garden: Garden) -> GardenView:
    """What a lead could know on the first morning of the garden itself, to try a policy on.

    >>> from leadlab.catalog_garden import default_garden
    >>> first_view(default_garden()).bus_factor
    1
    """
    return views(garden, open_garden(garden, replications=1, seed=1), 0)[0]
