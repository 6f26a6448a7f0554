"""Gardens that are small or without luck, for tests that compute by hand."""

from __future__ import annotations

from dataclasses import replace

from leadlab.catalog_garden import default_garden
from leadlab.simulation.garden import GardenRuns, follow_months
from leadlab.simulation.garden_coefficients import GardenCoefficients
from leadlab.simulation.garden_policies import usual
from leadlab.simulation.garden_records import Area, Assignment, Garden, Gardener

GARDEN = default_garden()
USUAL = usual(GARDEN)
STILL = {
    "work_noise": 0, "exhaustion_noise": 0, "talent_spread": 0, "tired_slows": 0,
    "confidence_moves": 0, "forgetting": 0,
}  # fmt: skip
"""Coefficients that take luck and moods out."""


def two(skills: tuple[float, float] = (0.9, 0.2), *, demand: float = 50.0, **changes) -> Garden:
    """Ada and Ben in one area with more work than they can do, without luck."""
    return Garden(
        people=tuple(
            Gardener(name=name, posts=1.0, skills={"core": skill})
            for name, skill in zip(("Ada", "Ben"), skills, strict=True)
        ),
        areas=(Area(name="core", title="core", demand=demand, difficulty=0.6),),
        coefficients=GardenCoefficients(**{**STILL, **changes}),
    )


def months(**changes) -> list[dict[str, Assignment]]:
    """Nine months as usual, with something else for some of the people."""
    month = {name: replace(each, **changes.get(name, {})) for name, each in USUAL.items()}
    return [month] * 9


def run(plan, *, garden: Garden = GARDEN, replications: int = 300, seed: int = 3) -> GardenRuns:
    """The months on many lucks."""
    return follow_months(garden, plan, replications=replications, seed=seed)
