"""A flight through the garden: nine months, led month by month on one seed.

Two ranges are committed before the first month. Nothing here knows a page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random

from leadlab.errors import LeadlabError, shortened
from leadlab.models.forecasting import interval_score
from leadlab.simulation.garden import GardenRuns, follow_months, open_garden
from leadlab.simulation.garden_policies import usual
from leadlab.simulation.garden_records import MONTHS, NO_FEEDBACK, Garden, Month, checked
from leadlab.simulation.garden_state import GROWTH

RANGE_LEVEL = 0.8  # how often each range should hold
FORECAST: Mapping[str, str] = {
    "output": "items that hold, in nine months",
    "capability": "items a month that the team can do at the end",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """A range that should hold four times in five."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if not 0 <= self.low < self.high:
            raise LeadlabError(
                f"Range: it runs from {shortened(self.low)} to {shortened(self.high)}; the low end "
                "comes first, and neither is below 0."
            )

    def holds(self, value: float) -> bool:
        """Whether a value lies inside.

        >>> Range(low=10, high=14).holds(12)
        True
        """
        return self.low <= value <= self.high

    def score(self, value: float) -> float:
        """Interval score, less is better (Gneiting and Raftery 2007).

        >>> Range(low=10, high=14).score(12), Range(low=10, high=14).score(15)
        (4.0, 14.0)
        """
        return interval_score([self.low], [self.high], [value], level=RANGE_LEVEL)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthFacts:
    """What came of one month; pairs are (before, after)."""

    number: int
    output: float
    failed: float
    hours: float
    lead_hours: float
    capability: tuple[float, float]
    growth: Mapping[str, float]
    bus_factor: tuple[int, int]
    thinnest: tuple[str, ...]
    exhaustion: tuple[float, float]
    most_tired: str


@dataclass(frozen=True, kw_only=True, eq=False)
class GardenFlight:
    """The garden on one seed, as far as it was led.

    >>> from leadlab.catalog_garden import default_garden
    >>> flight = GardenFlight(home=default_garden(), seed=3)
    >>> flight = flight.forecast({"output": Range(low=120, high=150),
    ...                           "capability": Range(low=12, high=14)})
    >>> flight.grow(flight.proposal).facts[0].number
    1
    """

    home: Garden
    seed: int
    ranges: Mapping[str, Range] | None = None
    months: tuple[Month, ...] = ()

    @cached_property
    def garden(self) -> Garden:
        """The garden on the first morning: no two flights begin alike."""
        drawn = Random(f"garden start {self.seed}")
        people = tuple(
            replace(
                each,
                exhaustion=round(each.exhaustion + drawn.uniform(-0.1, 0.1), 2),
                confidence=round(each.confidence + drawn.uniform(-0.15, 0.15), 2),
            )
            for each in self.home.people
        )
        areas = tuple(
            replace(each, demand=round(each.demand * drawn.uniform(0.9, 1.1), 2))
            for each in self.home.areas
        )
        return replace(self.home, people=people, areas=areas)

    @property
    def over(self) -> bool:
        """Whether every month was led."""
        return len(self.months) == MONTHS

    @cached_property
    def surges(self) -> tuple[str, ...]:
        """The area that brings half as much again, month by month."""
        places = open_garden(self.garden, replications=1, seed=self.seed).luck.surges[0]
        return tuple(self.garden.areas[int(place)].name for place in places)

    @property
    def surge(self) -> str:
        """The area that brings half as much again in the next month."""
        if self.over:
            raise LeadlabError("The flight is over; there is no further month.")
        return self.surges[len(self.months)]

    @property
    def proposal(self) -> Month:
        """What stands in the form of the next month: the last one, with no feedback."""
        last = self.months[-1] if self.months else usual(self.garden)
        return {name: replace(each, feedback=NO_FEEDBACK) for name, each in last.items()}

    def forecast(self, ranges: Mapping[str, Range]) -> GardenFlight:
        """The flight with its two ranges; they cannot be changed afterwards."""
        if self.ranges is not None:
            raise LeadlabError("The two ranges stand, and are not changed any more.")
        missing = [name for name in FORECAST if name not in ranges]
        if missing:
            raise LeadlabError(f"A range is missing: {', '.join(missing)}.")
        return replace(self, ranges=dict(ranges))

    def grow(self, month: Month) -> GardenFlight:
        """The flight with one more month."""
        if self.over:
            raise LeadlabError("The flight is over; there is no further month.")
        if self.ranges is None:
            raise LeadlabError("Give your two ranges before the first month.")
        return replace(self, months=(*self.months, dict(checked(self.garden, month))))

    @cached_property
    def runs(self) -> GardenRuns:
        """The months so far, on the luck of this seed."""
        return self.under(self.months)

    def under(self, months: Sequence[Month], *, lucks: int = 1) -> GardenRuns:
        """The same people under other months; the first luck is that of this flight."""
        return follow_months(self.garden, months, replications=lucks, seed=self.seed)

    @cached_property
    def facts(self) -> tuple[MonthFacts, ...]:
        """What came of each month."""
        return tuple(_facts(self.runs, number) for number in range(1, len(self.months) + 1))


def _facts(runs: GardenRuns, number: int) -> MonthFacts:
    record, people = runs.record, runs.garden.people
    states = record.states[number - 1 : number + 1]
    keepers = runs.keepers[0, number]
    weeks = slice((number - 1) * 4, number * 4)
    tired = [float(each) for each in states[1].exhaustion[0]]
    factors = [int(runs.keepers[0, at].min()) for at in (number - 1, number)]
    return MonthFacts(
        number=number,
        output=float(runs.monthly_output[0, number - 1]),
        failed=float(record.failed[0, weeks].sum()),
        hours=float(record.hours[0, weeks].mean()),
        lead_hours=float(runs.garden.coefficients.lead_hours),
        capability=(
            float(runs.capabilities[0, number - 1]), float(runs.capabilities[0, number])
        ),
        growth={cause: float(record.grown[cause][0, number - 1].sum()) for cause in GROWTH},
        bus_factor=(factors[0], factors[1]),
        thinnest=tuple(
            area.name
            for area, count in zip(runs.garden.areas, keepers, strict=True)
            if count == factors[1]
        ),
        exhaustion=(float(states[0].exhaustion.mean()), float(states[1].exhaustion.mean())),
        most_tired=people[tired.index(max(tired))].name,
    )  # fmt: skip
