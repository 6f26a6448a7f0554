"""The graded repayment policy: a share of time each month, over worlds that nobody has seen."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

from leadlab.catalog_team import default_team
from leadlab.checks.exercise import exercise
from leadlab.checks.outcome import Check
from leadlab.checks.predicates import between
from leadlab.checks.running import LearnerFault, run, try_once
from leadlab.simulation.policies import PolicyFault
from leadlab.simulation.repayment_worlds import (
    FIRST_VIEW,
    HORIZONS,
    RULE,
    SETBACK,
    RepaymentRuns,
    constant_name,
    evaluate,
)

MOST_SETBACKS = 0.2
WORTH = 0.8
"""Share of what the reference gains over the best fixed share, for full points."""
PRACTICE = 7
SECONDS = 20


def form_of_policy(policy: Callable[[Any], float]) -> Iterator[Check]:
    """One first morning, and the worlds that everybody may see."""
    try_once(policy, FIRST_VIEW, says="a first morning with 52 weeks ahead")
    runs = _runs(policy, PRACTICE)
    yield Check(says=f"on the practice worlds: {runs!r}", held=True, points=0)


@exercise(
    "trade_offs.repayment",
    title="How much to repay, and until when",
    concepts=("T-01", "T-10", "T-30", "B-31"),
    points=8,
    kind="policy as code",
    hints=(
        "Who has something of a repaid debt, and for how many weeks still?",
        "Two things in the view decide: how much of the time it takes, and how far the end is.",
        "Nothing when fewer than 36 weeks are left; before that about 3 * debt_interest_felt.",
    ),
    solution="""
        def policy(view):
            if view.weeks - view.week < 36:
                return 0.0
            return min(3 * view.debt_interest_felt, 0.5)
        """,
    shape=form_of_policy,
)
def repayment(policy: Callable[[Any], float], *, salt: str) -> Iterator[Check]:
    """A policy over 210 unseen worlds, beside fixed shares and the reference."""
    try_once(policy, FIRST_VIEW, says="a first morning with 52 weeks ahead")
    runs = _runs(policy, int.from_bytes(hashlib.sha256(salt.encode()).digest()[:4], "big"))
    rule, best = constant_name(RULE), runs.best_constant
    yield Check(
        says=f"better than {rule}, by the whole interval",
        held=runs.against(rule).better,
        message=f"Against it: {runs.against(rule)} items a week.",
    )
    ahead = runs.against(best).better
    told, tag = _why_not(runs, best)
    yield Check(
        says=f"better than the best fixed share of these worlds ({best})",
        held=ahead,
        points=3,
        message=f"Against it: {runs.against(best)} items a week. {told}",
        tag=tag,
    )
    fixed, reached = (float(runs.rivals[name].mean()) for name in (best, "reference"))
    yield between(
        runs.mean, baseline=fixed, target=fixed + WORTH * (reached - fixed), points=3,
        says=f"items a week ({best} {fixed:.2f}, reference {reached:.2f})", message=told,
    )  # fmt: skip
    yield Check(
        says=f"in at most {MOST_SETBACKS:.0%} of the worlds {SETBACK:.0%} worse than no repayment",
        held=runs.setbacks <= MOST_SETBACKS and ahead,
        message=f"In {runs.setbacks:.0%} it is."
        + ("" if ahead else " It counts once the best fixed share is beaten."),
    )


def _why_not(runs: RepaymentRuns, best: str) -> tuple[str, str]:
    """The horizon at which a policy loses most, and what that says of it."""
    never = runs.by_horizon(runs.rivals[constant_name(0.0)])
    own = runs.by_horizon()
    short, long = HORIZONS[0], HORIZONS[-1]
    if own[short] < 0.97 * never[short]:
        lost = 1 - own[short] / never[short]
        told = f"Worlds that end after {short} weeks finish {lost:.0%} less than with no repayment"
        return f"{told}: who has something of it there?", "horizon_ignored"
    if own[long] < 1.03 * never[long]:
        told = f"In worlds of {long} weeks it is about as good as no repayment at all"
        return f"{told}: what does the debt take there in the second year?", "debt_left"
    fixed = runs.by_horizon(runs.rivals[best])
    gaps = ", ".join(f"{own[weeks] - fixed[weeks]:+.2f} in {weeks} weeks" for weeks in HORIZONS)
    return f"By length of the world: {gaps}.", ""


def _runs(policy: Callable[[Any], float], seed: int) -> RepaymentRuns:
    def work() -> RepaymentRuns:
        try:
            return evaluate(policy, default_team(), seed=seed)
        except PolicyFault as fault:
            raise LearnerFault(str(fault)) from fault

    return run(work, shown="Your policy", seconds=SECONDS)  # type: ignore[no-any-return]  # run returns what work does
