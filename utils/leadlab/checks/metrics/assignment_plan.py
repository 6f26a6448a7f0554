"""The graded flow plan: limit, batch and review for teams of three sizes in unseen worlds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from leadlab.catalog_team import default_team
from leadlab.checks.exercise import exercise
from leadlab.checks.outcome import Check
from leadlab.checks.running import LearnerFault, run, try_once
from leadlab.simulation.flow_worlds import (
    FIRST_VIEW,
    FlowOutcome,
    FlowPlan,
    FlowRuns,
    evaluate,
)
from leadlab.simulation.policies import PolicyFault

LEAST_ITEMS, MOST_FAILURES, MOST_EXHAUSTION = 0.85, 1.25, 0.05
"""Items and failures as shares of the usual, exhaustion above the usual."""
NEAR = 1.08
"""How near to the reference is full points."""
PRACTICE = 7
SECONDS = 20


def form_of_plan(plan: FlowPlan) -> Iterator[Check]:
    """One first morning, and the worlds that everybody may see."""
    try_once(plan, FIRST_VIEW, says="a first morning with 8 people")
    yield Check(says=f"on the practice worlds: {_runs(plan, PRACTICE)!r}", held=True, points=0)


@exercise(
    "metrics.flow_plan",
    title="A limit, a batch and a review rule",
    concepts=("F-04", "X-15", "X-20", "X-25"),
    points=8,
    kind="policy as code",
    hints=(
        "What is in progress and not worked on waits; how many people can work at once?",
        "Four people and twelve cannot have the same limit; the view says how many there are.",
        'return lab.Policy(wip_limit=view.people, batch_size=1, review="one")',
    ),
    solution="""
        def plan(view):
            return lab.Policy(wip_limit=view.people, batch_size=1, review="one")
        """,
    shape=form_of_plan,
)
def flow_plan(plan: FlowPlan, *, salt: str) -> Iterator[Check]:
    """A plan for three teams in unseen worlds: days to finish, under three limits."""
    try_once(plan, FIRST_VIEW, says="a first morning with 8 people")
    runs = _runs(plan, int.from_bytes(hashlib.sha256(salt.encode()).digest()[:4], "big"))
    broken = {size: _broken(runs.plan[size], runs.usual[size]) for size in runs.plan}
    faster = [size for size in runs.plan if runs.plan[size].days < 0.95 * runs.usual[size].days]
    for name, (says, told, tag) in LIMITS.items():
        over = [f"{size} people" for size, faults in broken.items() if name in faults]
        told = f"Not with {', '.join(over)}. {told}" if over else TOO_SLOW
        yield Check(
            says=says, held=not over and bool(faster), message=told, tag=tag if over else "no_gain"
        )
    shares, rows = [], []
    for size, own in runs.plan.items():
        usual, best = runs.usual[size].days, NEAR * runs.reference[size].days
        gained = min(max((usual - own.days) / (usual - best), 0.0), 1.0)
        shares.append(0.0 if broken[size] else gained)
        rows.append(f"{size} people {own.days:.0f} days (usually {usual:.0f})")
    share = sum(shares) / len(shares)
    worst = min(zip(shares, runs.plan, strict=True))[1]
    yield Check(
        says=f"days in which 85 % are finished: {', '.join(rows)}",
        held=share >= 1,
        points=5,
        share=share,
        message=f"Most is to be won with {worst} people"
        + (", where a limit is broken." if broken[worst] else ": what waits there, and for whom?"),
        tag="one_limit_for_all" if max(shares) - min(shares) > 0.3 else "",
    )


LIMITS = {
    "items": (
        f"at least {LEAST_ITEMS:.0%} of the items that are usually finished",
        "People who may not start anything have nothing to do.",
        "starved",
    ),
    "failures": (
        f"at most {MOST_FAILURES:g} times the usual failures for ten items",
        "The share of deployments may look well; count failures beside what was finished.",
        "speed_for_failures",
    ),
    "exhaustion": (
        f"exhaustion at most {MOST_EXHAUSTION:g} above the usual",
        "Who works more hours finishes less before the half-year is over.",
        "overtime",
    ),
}
TOO_SLOW = "It counts once items are finished sooner than usual with one team at least."


def _broken(own: FlowOutcome, usual: FlowOutcome) -> set[str]:
    held = {
        "items": own.items >= LEAST_ITEMS * usual.items,
        "failures": own.failures <= MOST_FAILURES * usual.failures,
        "exhaustion": own.exhaustion <= MOST_EXHAUSTION + usual.exhaustion,
    }
    return {name for name, kept in held.items() if not kept}


def _runs(plan: FlowPlan, seed: int) -> FlowRuns:
    def work() -> FlowRuns:
        try:
            return evaluate(plan, default_team(), seed=seed)
        except PolicyFault as fault:
            raise LearnerFault(str(fault)) from fault

    return run(work, shown="Your plan", seconds=SECONDS)  # type: ignore[no-any-return]  # run returns what work does
