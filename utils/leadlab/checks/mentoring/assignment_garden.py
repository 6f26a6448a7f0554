"""The graded way to lead the garden: a policy over worlds that nobody has seen, within limits."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

from leadlab.catalog_garden import default_garden
from leadlab.checks.exercise import exercise
from leadlab.checks.outcome import Check
from leadlab.checks.predicates import between
from leadlab.checks.running import LearnerFault, run, try_once
from leadlab.simulation.garden_views import GardenPolicy
from leadlab.simulation.garden_worlds import WANTED, GardenScores, first_view, trial
from leadlab.simulation.policies import Z95, PolicyFault

LEAST_OUTPUT = 0.88
"""Share of the items under all to the strongest below which the limits earn nothing."""
NO_OUTPUT, FULL_OUTPUT = 0.90, 0.97
NO_COVER, FULL_COVER = 0.4, 0.7
"""Shares of the worlds in which no area hangs on one person."""
PRACTICE = 7
SECONDS = 45
SURE, LIKELY = 3.0, 2.0
"""Standard errors beyond a limit at which some of the worlds are enough: the first where a limit
decides about other points as well, the second where less earns little less.
"""


def form_of_garden(policy: GardenPolicy) -> Iterator[Check]:
    """One first morning, and the worlds that everybody may see."""
    try_once(policy, first_view(default_garden()), says="a first morning with nine months ahead")
    yield Check(says=f"on the practice worlds: {_scores(policy, PRACTICE)!r}", held=True, points=0)


@exercise(
    "mentoring.garden",
    title="Nine months with six people",
    concepts=("G-24", "G-29", "G-33", "G-37", "G-42"),
    points=8,
    kind="policy as code",
    hints=(
        "Which area hangs on one person, and who is nearest to keeping it as well?",
        "One or two learners get a thin area, `view.most_finished(learners)` places the others.",
        "Thin: fewer than two skills of 0.6. The level that fits is about 1 + 6 * skill.",
    ),
    solution="""
        def policy(view):
            learners = {}
            for area in sorted(view.areas, key=lambda each: each.keepers):
                safe = [p for p in view.people if p.skills[area.name] >= 0.6]
                ready = [p for p in view.people if p.skills[area.name] < 0.6
                         and p.name not in learners and p.exhaustion_admitted < 0.45]
                if len(safe) < 2 and ready and len(learners) < 2:
                    learner = max(ready, key=lambda p: p.skills[area.name])
                    learners[learner.name] = area.name
            areas = view.most_finished(learners)
            return {p.name: {"area": areas[p.name], "level": round(1 + 6 * p.skills[areas[p.name]])}
                    for p in view.people}
        """,
    shape=form_of_garden,
)
def garden(policy: GardenPolicy, *, salt: str) -> Iterator[Check]:
    """A policy over 200 unseen worlds, unless fewer leave no doubt, beside all to the strongest."""
    try_once(policy, first_view(default_garden()), says="a first morning with nine months ahead")
    seed = int.from_bytes(hashlib.sha256(salt.encode()).digest()[:4], "big")
    scores = _scores(policy, seed, enough=beyond_doubt)
    share = scores.output_share
    enough = share >= LEAST_OUTPUT
    idle = "" if enough else (
        f" It counts from {LEAST_OUTPUT:.0%} of the items of all to the strongest on; yours "
        f"finished {share:.0%}, and a team that finishes little keeps every limit easily."
    )  # fmt: skip
    covered = between(
        scores.covered if enough else 0.0, baseline=NO_COVER, target=FULL_COVER, points=4,
        says=f"share of worlds with a bus factor of {WANTED} or more at the end",
        message=f"It was so in {scores.covered:.0%} of the worlds: in the others an area hangs on "
        f"one person.{idle}",
        tag="one_keeper" if enough else "output_ignored",
    )  # fmt: skip
    yield covered
    rested = scores.rested.better
    yield Check(
        says="people less exhausted than under all to the strongest, by the whole interval",
        held=rested and enough,
        points=1,
        message=f"Less by {scores.rested}.{idle}",
        tag="" if rested else "told_each_step",
    )
    kept = rested and covered.held
    yield between(
        share if kept else 0.0, baseline=NO_OUTPUT, target=FULL_OUTPUT, points=3,
        says="items that held, as a share of those under all to the strongest",
        message=f"It was {share:.0%}." + ("" if kept else " It counts once both limits are kept."),
    )  # fmt: skip


def beyond_doubt(scores: GardenScores) -> bool:
    """Whether all worlds would earn all points even with numbers some standard errors worse.

    Of the worlds the ones that were lived are a part, so that all of them lie nearer than others
    would: by the root of the share that is still unseen.
    """
    rested, near = scores.rested, scores.unseen**0.5
    error = (rested.mean - rested.low) / Z95
    return (
        scores.covered - SURE * near * scores.covered_error >= FULL_COVER
        and rested.mean - SURE * error > 0  # an interval, and not a mean, has to lie above it
        and scores.output_share - LIKELY * near * scores.output_error >= FULL_OUTPUT
    )


def _scores(
    policy: GardenPolicy, seed: int, *, enough: Callable[[GardenScores], bool] | None = None
) -> GardenScores:
    def work() -> GardenScores:
        try:
            return trial(policy, default_garden(), seed=seed, enough=enough)
        except PolicyFault as fault:
            raise LearnerFault(str(fault)) from fault

    return run(work, shown="Your policy", seconds=SECONDS)  # type: ignore[no-any-return]  # run returns what work does
