"""Exercises of lesson 02: one set of incidents counted twice, and a rate that survives its data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from statistics import mean, median
from typing import Any

import numpy as np

from leadlab.checks.exercise import exercise
from leadlab.checks.instances import Instance
from leadlab.checks.outcome import Check
from leadlab.checks.predicates import Mistake, close_to, gives, raises
from leadlab.checks.running import call

Row = Mapping[str, Any]


def draw_incidents(rng: np.random.Generator) -> Mapping[str, Any]:
    """Five incidents after a deployment and two longer ones without, one of them a night."""
    noticed = rng.choice(np.arange(4, 29, 2), size=5, replace=False)
    lasted = rng.choice(np.arange(11, 90, 3), size=5, replace=False)
    rows = [
        {"noticed": int(at), "ended": int(at + length), "caused": True}
        for at, length in zip(noticed, lasted, strict=True)
    ]
    rows += [
        {"noticed": 0, "ended": int(minutes), "caused": False}
        for minutes in (rng.integers(120, 240), rng.integers(500, 1_000))
    ]
    return {"incidents": [rows[place] for place in rng.permutation(len(rows))]}


def recovery_of(rows: list[Row]) -> float:
    """Median minutes from the deployment to its end, of those that a deployment caused."""
    return float(median(row["ended"] for row in rows if row["caused"]))


def restore_of(rows: list[Row]) -> float:
    """Mean minutes from the incident to its end, of all."""
    return float(mean(row["ended"] - row["noticed"] for row in rows))


@exercise(
    "metrics.two_recoveries",
    title="Seven incidents, counted twice",
    concepts=("X-05",),
    points=4,
    hints=(
        "Which rows belong to each number, where does its clock start, and which average is it?",
        "recovery: five rows, their `ended`; restore: seven rows, `ended` less `noticed`.",
        "from statistics import mean, median; each row is read by name, as in row['ended'].",
    ),
    solution="""
        from statistics import mean, median

        recovery = median(row["ended"] for row in own.incidents if row["caused"])
        restore = mean(row["ended"] - row["noticed"] for row in own.incidents)
        """,
    draw=draw_incidents,
)
def two_recoveries(recovery: float, restore: float, *, instance: Instance) -> Iterator[Check]:
    """The one moves by which rows, where the clock starts, and which average."""
    rows = list(instance.incidents)
    caused = [row for row in rows if row["caused"]]
    yield close_to(
        recovery, recovery_of(rows), says="failed deployment recovery time", points=2,
        mistakes=[
            Mistake(median(row["ended"] - row["noticed"] for row in caused), "late_clock",
                    "This clock starts at the deployment, also while nobody has noticed."),
            Mistake(mean(row["ended"] for row in caused), "mean_for_median",
                    "That is the mean; one long night moves it."),
            Mistake(median(row["ended"] for row in rows), "all_for_failed",
                    "Two of the seven were caused by no deployment."),
        ],
    )  # fmt: skip
    yield close_to(
        restore, restore_of(rows), says="time to restore, as it was", points=2,
        mistakes=[
            Mistake(mean(row["ended"] for row in rows), "early_clock",
                    "This clock starts at the incident."),
            Mistake(mean(row["ended"] - row["noticed"] for row in caused), "failed_for_all",
                    "All seven count here, whatever caused them."),
            Mistake(median(row["ended"] - row["noticed"] for row in rows), "median_for_mean",
                    "That is the median; the old number was a mean."),
        ],
    )  # fmt: skip


@exercise(
    "metrics.fail_rate",
    title="A rate that survives its data",
    concepts=("X-04", "F-24"),
    points=5,
    kind="policy as code",
    hints=(
        "What is counted is deployments, below the line and above it.",
        "A set takes out what stands twice; a cause that is None is no deployment.",
        "failed = set(incidents) & set(deployments), over set(deployments).",
    ),
    solution="""
        def fail_rate(deployments, incidents):
            deployed = set(deployments)
            if not deployed:
                raise ValueError("nothing was deployed, so there is no rate")
            return len(deployed & set(incidents)) / len(deployed)
        """,
)
def fail_rate(answer: Callable[..., float]) -> Iterator[Check]:
    """Plain, doubled, twice caused, without cause, from elsewhere, and without a deployment."""
    plain = ["a", "b", "c", "d"]
    yield gives(answer, [plain, ["b"]], 0.25, says="one of four", points=1)
    twice = call(answer, [*plain, "a", "b", "c", "d"], ["b"])
    yield close_to(
        twice, 0.25, says="an export that was run twice", points=1,
        mistakes=[Mistake(0.125, "doubled_rows", "Four deployments stand there twice.")],
    )  # fmt: skip
    both = call(answer, plain, ["b", "b", None])
    yield close_to(
        both, 0.25, says="two incidents with one cause, one with none", points=1,
        mistakes=[
            Mistake(0.5, "incidents_for_deployments",
                    "Two incidents from one deployment are one failed deployment."),
            Mistake(0.75, "incidents_for_deployments",
                    "Incidents are counted here, also one that no deployment caused."),
        ],
    )  # fmt: skip
    other = call(answer, plain, ["b", "z"])
    yield close_to(
        other, 0.25, says="a cause that lies outside the list", points=1,
        mistakes=[Mistake(0.5, "outside_window", "`z` was not deployed in this window.")],
    )  # fmt: skip
    yield raises(ValueError, answer, [], ["b"], says="nothing was deployed", points=1)
