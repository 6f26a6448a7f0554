"""The garden: nine months with six people, as policies see it and as runs report it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from leadlab.errors import LeadlabError, shortened
from leadlab.simulation.coefficients import coefficients_of
from leadlab.simulation.engine_chance import IntArray
from leadlab.simulation.garden_luck import Luck, draw_luck, generators
from leadlab.simulation.garden_plan import Asked, plan_of
from leadlab.simulation.garden_records import (
    MONTH_WEEKS,
    MONTHS,
    Garden,
    Month,
    checked,
)
from leadlab.simulation.garden_state import (
    GardenRecord,
    GardenState,
    MonthPlan,
    bus_factors,
    empty_record,
)
from leadlab.simulation.garden_views import GardenPolicy, views
from leadlab.simulation.garden_weeks import GardenYear, capability
from leadlab.simulation.policies import FloatArray, PolicyFault
from leadlab.simulation.team_worlds import draw_worlds

SKILL_LUCK = 0.15  # how far skills of a world lie from those of the garden
DEMAND_LUCK = 0.2
TIRED_LUCK = 0.15


@dataclass(frozen=True, kw_only=True, eq=False)
class GardenRuns:
    """What came of nine months, one number for each replication (or month and replication)."""

    garden: Garden
    year: GardenYear
    months: int

    @property
    def record(self) -> GardenRecord:
        """Everything that was kept of the weeks."""
        return self.year.record

    @property
    def replications(self) -> int:
        """How many lucks or worlds."""
        return len(self.record.held)

    @cached_property
    def monthly_output(self) -> FloatArray:
        """Items that held, by month (replications, months)."""
        by_week = self.record.held.sum(axis=2)[:, : self.months * MONTH_WEEKS]
        by_month = by_week.reshape(len(by_week), self.months, MONTH_WEEKS)
        return np.asarray(by_month.sum(axis=2))

    @property
    def output(self) -> FloatArray:
        """Items that held, over all months."""
        return np.asarray(self.monthly_output.sum(axis=1))

    @cached_property
    def capabilities(self) -> FloatArray:
        """Items a month that the team could do, at the start and after each month."""
        return np.stack([capability(self.year, each) for each in self.record.states], axis=1)

    @cached_property
    def keepers(self) -> IntArray:
        """How many people can keep each area (replications, months and start, areas)."""
        return np.stack([bus_factors(each) for each in self.record.states], axis=1)

    @property
    def bus_factor(self) -> IntArray:
        """Smallest number of people whose leaving leaves an area uncovered, at the end."""
        return np.asarray(self.keepers[:, -1].min(axis=1))

    @property
    def exhaustion(self) -> FloatArray:
        """Mean exhaustion at the end."""
        return np.asarray(self.record.states[-1].exhaustion.mean(axis=1))

    @property
    def most_exhausted(self) -> FloatArray:
        """Exhaustion of whoever is most exhausted at the end."""
        return np.asarray(self.record.states[-1].exhaustion.max(axis=1))

    @property
    def failed(self) -> FloatArray:
        """Items that came back."""
        return np.asarray(self.record.failed.sum(axis=(1, 2)))

    @property
    def harmful(self) -> float:
        """Share of the feedback given that made things worse (nan if none was given)."""
        given = self.record.given > 0
        return float((self.record.effect[given] < 0).mean()) if given.any() else float("nan")


def open_garden(
    garden: Garden, *, replications: int, seed: int, worlds: bool = False, copies: int = 1
) -> GardenYear:
    """Nine months before their first week; with `worlds` people and coefficients are drawn.

    >>> from leadlab.catalog_garden import default_garden
    >>> open_garden(default_garden(), replications=3, seed=7).state.skill.shape
    (3, 6, 4)
    """
    if replications < 1 or replications % copies:
        raise LeadlabError("Garden: replications are at least 1, and alike in each copy.")
    people, areas = garden.people, garden.areas
    shape = (replications, len(people), len(areas))
    skill = np.broadcast_to(
        [[each.skills[area.name] for area in areas] for each in people], shape
    ).astype(np.float64)
    demand = np.broadcast_to([each.demand for each in areas], shape[::2]).astype(np.float64)
    tired = np.broadcast_to([each.exhaustion for each in people], shape[:2]).astype(np.float64)
    coefficients = garden.coefficients
    if worlds:
        rng, single = generators(seed)["worlds"], replications // copies
        drawn = draw_worlds(coefficients, replications=single, rng=rng)
        coefficients = _tiled(drawn, copies)
        luck = np.tile(2 * rng.random((single, *shape[1:])) - 1, (copies, 1, 1))
        dealt = np.tile(rng.random((single, shape[1])).argsort(axis=1), (copies, 1))
        skill = np.take_along_axis(skill, dealt[:, :, None], axis=1)  # who knows what is dealt anew
        skill = np.clip(skill + SKILL_LUCK * luck, 0, 1)
        demand = demand * (
            1 + DEMAND_LUCK * np.tile(2 * rng.random((single, shape[2])) - 1, (copies, 1))
        )
        tired = np.clip(
            tired + TIRED_LUCK * np.tile(2 * rng.random((single, shape[1])) - 1, (copies, 1)), 0, 1
        )
    state = GardenState(
        skill=skill,
        confidence=_each([one.confidence for one in people], replications),
        exhaustion=tired,
        trust=_each([one.trust for one in people], replications),
        waiting=2.0 * demand,
        row=np.zeros(shape[:2]),
    )
    return GardenYear(
        coefficients=coefficients,
        posts=np.asarray([each.posts for each in people]),
        demand=demand,
        difficulty=_each([each.difficulty for each in areas], replications),
        luck=_luck(garden, replications, seed, copies),
        state=state,
        record=empty_record(replications, len(people), state),
    )


def _each(values: Sequence[float], replications: int) -> FloatArray:
    return np.broadcast_to(values, (replications, len(values))).astype(np.float64)


def _luck(garden: Garden, replications: int, seed: int, copies: int) -> Luck:
    return draw_luck(
        seed, replications=replications, people=len(garden.people), areas=len(garden.areas),
        copies=copies,
    )  # fmt: skip


def _tiled(drawn: Any, copies: int) -> Any:
    if copies == 1:
        return drawn
    values = {name: np.tile(getattr(drawn, name), copies) for name in coefficients_of(type(drawn))}
    return drawn.changed(**values)


def follow_months(
    garden: Garden, months: Sequence[Month], *, replications: int, seed: int, worlds: bool = False
) -> GardenRuns:
    """The same months for every luck; fewer than nine end the run there.

    >>> from leadlab.catalog_garden import default_garden
    >>> from leadlab.simulation.garden_policies import usual
    >>> garden = default_garden()
    >>> follow_months(garden, [usual(garden)] * 2, replications=5, seed=1).monthly_output.shape
    (5, 2)
    """
    year = open_garden(garden, replications=replications, seed=seed, worlds=worlds)
    for number, month in enumerate(months):
        plan = plan_of(garden, [checked(garden, month)])
        year.live(number, _wide(plan, replications))
    return GardenRuns(garden=garden, year=year, months=len(months))


def _wide(plan: MonthPlan, replications: int) -> MonthPlan:
    def wide(values: IntArray) -> IntArray:
        return np.broadcast_to(values, (replications, values.shape[1]))

    return MonthPlan(
        area=wide(plan.area), guide=wide(plan.guide), level=wide(plan.level),
        feedback=wide(plan.feedback),
    )  # fmt: skip


def simulate_garden(
    policy: GardenPolicy, garden: Garden, *, worlds: int = 200, seed: int = 7, drawn: bool = True
) -> GardenRuns:
    """Nine months under a policy, in so many worlds; it is asked before each month of each world.

    >>> from leadlab.simulation.garden_policies import strongest
    >>> from leadlab.catalog_garden import default_garden
    >>> runs = simulate_garden(strongest, default_garden(), worlds=4)
    >>> runs.replications, runs.monthly_output.shape
    (4, (4, 9))

    Args:
        policy: What everybody gets for a month, from what a lead can know.
        garden: People and areas; a drawn world has others of their kind.
        worlds: How many worlds.
        seed: The same seed gives the same worlds and the same luck.
        drawn: Whether people and coefficients differ from world to world, or luck alone.
    """
    if not callable(policy):
        raise PolicyFault("before the first month", f"{shortened(policy)} cannot be called")
    return lived(policy, garden, open_garden(garden, replications=worlds, seed=seed, worlds=drawn))


def lived(policy: GardenPolicy, garden: Garden, year: GardenYear) -> GardenRuns:
    """Nine months under a policy, from their first week on."""
    asked = Asked(policy, garden)
    for month in range(MONTHS):
        year.live(month, asked.plan(views(garden, year, month), month))
    return GardenRuns(garden=garden, year=year, months=MONTHS)
