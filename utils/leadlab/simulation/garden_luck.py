"""The luck of a garden: one stream for each kind of event, whatever the lead does.

Uniform numbers alone are drawn, one replication after the other, so that no replication's luck
depends on how many there are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from leadlab.simulation.engine_chance import IntArray, normals
from leadlab.simulation.garden_records import MONTHS, WEEKS
from leadlab.simulation.policies import FloatArray

KINDS = (
    "arrivals",
    "difficulty",
    "work",
    "failures",
    "exhaustion",
    "feedback",
    "surge",
    "worlds",
    "talent",
    "answer",
)
SURGE = 1.5
"""Arrivals in the area that has the surge of the month, over the usual."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Luck:
    """Numbers of all weeks; the first axis is that of the replications."""

    arrivals: FloatArray  # weeks, areas: share of the usual
    difficulty: FloatArray  # weeks, areas: added to the usual
    work: FloatArray  # weeks, people: standard normal
    failures: FloatArray  # weeks, people: uniform
    exhaustion: FloatArray  # weeks, people: standard normal
    feedback: FloatArray  # months, people: standard normal
    answer: FloatArray  # months, people: uniform, what somebody says who is asked first
    talent: FloatArray  # people: standard normal
    surges: IntArray  # months: place of the area that brings half as much again


def generators(seed: int) -> dict[str, np.random.Generator]:
    """A generator for each kind of event."""
    children = np.random.SeedSequence(seed).spawn(len(KINDS))
    return {
        name: np.random.Generator(np.random.PCG64(child))
        for name, child in zip(KINDS, children, strict=True)
    }


def draw_luck(seed: int, *, replications: int, people: int, areas: int, copies: int = 1) -> Luck:
    """The luck of so many replications; with copies, in blocks of the same luck.

    >>> one = draw_luck(7, replications=2, people=6, areas=4)
    >>> three = draw_luck(7, replications=3, people=6, areas=4)
    >>> bool((one.work == three.work[:2]).all())
    True
    """
    rng = generators(seed)

    def uniform(name: str, *shape: int) -> FloatArray:
        return np.tile(
            rng[name].random((replications // copies, *shape)), (copies, *(1,) * len(shape))
        )

    surges = np.floor(uniform("surge", MONTHS) * areas).astype(np.int64)
    arrivals = 0.6 + 0.8 * uniform("arrivals", WEEKS, areas)
    in_surge = np.repeat(surges, WEEKS // MONTHS, axis=1)[:, :, None] == np.arange(areas)
    return Luck(
        arrivals=arrivals * np.where(in_surge, SURGE, 1.0),
        difficulty=0.3 * uniform("difficulty", WEEKS, areas) - 0.15,
        work=normals(uniform("work", WEEKS, people)),
        failures=uniform("failures", WEEKS, people),
        exhaustion=normals(uniform("exhaustion", WEEKS, people)),
        feedback=normals(uniform("feedback", MONTHS, people)),
        answer=uniform("answer", MONTHS, people),
        talent=normals(uniform("talent", people)),
        surges=surges,
    )
