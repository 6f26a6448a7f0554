"""Exercises of lesson 03: how long things wait, and how many changes go out together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from leadlab.checks.exercise import exercise
from leadlab.checks.instances import Instance
from leadlab.checks.outcome import Check
from leadlab.checks.predicates import Mistake, close_to, equals
from leadlab.checks.running import call
from leadlab.models.delivery import kingman_wait


def draw_queue(rng: np.random.Generator) -> Mapping[str, Any]:
    """A team with work in progress and a backlog, and its one busy desk."""
    return {
        "in_progress": int(rng.integers(9, 24)),
        "a_week": float(rng.choice([3.5, 4.2, 5.6, 6.4, 7.5])),
        "backlog": int(rng.integers(60, 220)),
        "busy": float(rng.choice([0.8, 0.85, 0.9, 0.92])),
        "hours": float(rng.integers(2, 6)),
        "spread": float(rng.choice([0.6, 0.7, 1.2])),
    }


@exercise(
    "metrics.own_queue",
    title="How long things wait",
    concepts=("F-04", "X-19"),
    points=5,
    hints=(
        "Little's law twice: what is there, divided by what goes out in a week.",
        "The desk: spread squared, times busy / (1 - busy), times the hours of a release.",
        "lab.delivery.kingman_wait(busy, hours, arrival_cv=spread, service_cv=spread)",
    ),
    solution="""
        cycle = own.in_progress / own.a_week
        last = own.backlog / own.a_week
        desk = lab.delivery.kingman_wait(
            own.busy, own.hours, arrival_cv=own.spread, service_cv=own.spread
        )
        """,
    draw=draw_queue,
)
def own_queue(cycle: float, last: float, desk: float, *, instance: Instance) -> Iterator[Check]:
    """Weeks in progress, weeks until the last is begun, hours at the desk."""
    own = instance
    yield close_to(
        cycle, own.in_progress / own.a_week, says="weeks in progress", points=1,
        mistakes=[
            Mistake(own.in_progress * own.a_week, "times_for_by",
                    "Divide what is there by what goes out."),
            Mistake(own.a_week / own.in_progress, "upside_down", "That is one over it."),
        ],
    )  # fmt: skip
    yield close_to(
        last, own.backlog / own.a_week, says="weeks until the newest is begun", points=2,
        mistakes=[
            Mistake((own.backlog + own.in_progress) / own.a_week, "end_for_begin",
                    "That is when it is finished; it is begun when those before it are."),
        ],
    )  # fmt: skip
    spread, load = own.spread, own.busy / (1 - own.busy)
    yield close_to(
        desk,
        kingman_wait(own.busy, own.hours, arrival_cv=spread, service_cv=spread),
        says="hours at the desk",
        points=2,
        mistakes=[
            Mistake(load * own.hours, "forgets_spread", "The spread is missing, squared."),
            Mistake(spread * load * own.hours, "spread_not_squared", "The spread counts squared."),
            Mistake(spread**2 * own.hours / (1 - own.busy), "forgets_load",
                    "It is busy / (1 - busy), not 1 / (1 - busy)."),
        ],
    )  # fmt: skip


Case = tuple[str, float, float, float, int, str]
CASES: tuple[Case, ...] = (
    ("cheap to release, dear to wait", 12, 5, 400, 1, "Never fewer than one."),
    ("a plain case", 10, 180, 40, 9, "Cost of a week: 180 x 10 / n + 40 x n / 2."),
    ("between two and three", 1, 3.1, 1, 3, "2.5 rounds to 2; put both into the sum."),
    ("dear to release", 20, 2_000, 10, 89, "The best size grows with the root of the price."),
    ("nobody is in a hurry", 4, 500, 1, 63, "The best size grows with the root of the price."),
)
"""What it is, changes a week, euro a release, euro a week of waiting, the answer, a sentence."""


@exercise(
    "metrics.batch",
    title="How many together?",
    concepts=("X-20", "X-25"),
    points=5,
    kind="policy as code",
    hints=(
        "A week costs release * changes / n for releasing and waiting * n / 2 for waiting.",
        "Try n = 1, 2, 3 and so on; the cost falls and then rises.",
        "The root of 2 * changes * release / waiting lies beside the best n; compare both.",
    ),
    solution="""
        from math import floor, sqrt

        def batch(changes, release, waiting):
            def a_week(n):
                return release * changes / n + waiting * n / 2

            near = max(floor(sqrt(2 * changes * release / waiting)), 1)
            return min((near, near + 1), key=a_week)
        """,
)
def batch(answer: Callable[..., int]) -> Iterator[Check]:
    """Five teams: at the edge, plain, between two numbers, and far out twice."""
    for says, changes, release, waiting, right, sentence in CASES:
        given = call(answer, changes, release, waiting)
        root = (changes * release / waiting) ** 0.5
        yield equals(
            given, right, says=says, points=1, message=sentence,
            mistakes=[
                Mistake(each, tag, told)
                for each, tag, told in (
                    (0, "no_batch", "Never fewer than one."),
                    (round(2**0.5 * root), "rounds_the_root", sentence),
                    (round(root), "whole_batch_waits", "Half of a batch waits, not all of it."),
                )
                if each != right
            ],
        )  # fmt: skip
