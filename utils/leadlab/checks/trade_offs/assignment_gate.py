"""The graded policy for exceptions to a gate on response time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

from leadlab.checks.exercise import exercise
from leadlab.checks.outcome import Check
from leadlab.checks.predicates import between
from leadlab.checks.running import LearnerFault, run, try_once
from leadlab.simulation.gate_requests import SIMPLE
from leadlab.simulation.gate_worlds import GONE_MS, GateRuns, evaluate
from leadlab.simulation.policies import PolicyFault

POPULAR = "urgent ones"
MOST_GONE = 0.12
WORTH = 0.7
"""Share of what the reference saves against the popular rule, for full points."""
PRACTICE = 7
SECONDS = 20


def form_of_policy(policy: Callable[[Any], str]) -> Iterator[Check]:
    """One plain request, and the worlds that everybody may see."""
    try_once(policy, SIMPLE, says="one plain request")
    runs = _runs(policy, PRACTICE)
    yield Check(says=f"on the practice worlds: {runs!r}", held=True, points=0)


@exercise(
    "trade_offs.gate_exceptions",
    title="Exceptions to the gate of 200 ms",
    concepts=("T-16", "Q-11", "T-09"),
    points=7,
    kind="policy as code",
    hints=(
        "Put the ways beside each other in euro: what does each cost until the end?",
        "An exception costs its weeks, and, if the date is not kept, all the weeks after it.",
        "except: (harm + 1.6) * fix_weeks + (1 - kept) * harm * the weeks after its date.",
    ),
    solution="""
        def policy(request):
            weeks, harm = request.weeks_left + 13, request.harm_a_week
            late = harm * max(weeks - request.fix_weeks, 0)
            if request.switch:
                late = request.fix_weeks * request.delay_a_week
            ways = {
                "fix": request.cost_to_fix,
                "except": (harm + 1.6) * request.fix_weeks + (1 - request.kept) * late,
                "ship": harm * weeks,
            }
            return min(ways, key=ways.get)
        """,
    shape=form_of_policy,
)
def gate_exceptions(policy: Callable[[Any], str], *, salt: str) -> Iterator[Check]:
    """A policy over 300 unseen quarters, beside a gate without exceptions and two simple rules."""
    try_once(policy, SIMPLE, says="one plain request")
    runs = _runs(policy, int.from_bytes(hashlib.sha256(salt.encode()).digest()[:4], "big"))
    told, tag = _why_not(runs)
    both = [name for name in ("always fix", "always except") if not runs.against(name).better]
    gaps = "; ".join(f"{name} {runs.against(name)}" for name in both)
    yield Check(
        says="cheaper than a gate without exceptions, and than exceptions for all",
        held=not both,
        message=f"Saved a quarter, in thousand euro, against {gaps}. {told}",
        tag=tag,
    )
    ahead = runs.against(POPULAR).better
    yield Check(
        says='cheaper than "except what is urgent", by the whole interval',
        held=ahead,
        points=2,
        message=f"Saved against it: {runs.against(POPULAR)} thousand euro a quarter. {told}",
        tag=tag,
    )
    rule, best = (float(runs.rivals[name].mean()) for name in (POPULAR, "reference"))
    yield between(
        runs.mean, baseline=rule, target=rule - WORTH * (rule - best), points=3,
        says=f"cost of a quarter (urgent ones {rule:.1f}, reference {best:.1f})",
        unit="thousand euro",
        message="Is the measured time the true one, and did you weigh every way?",
    )  # fmt: skip
    yield Check(
        says=f"at most {MOST_GONE:.0%} of the quarters end {GONE_MS:g} ms over the budget",
        held=runs.gone <= MOST_GONE and ahead,
        message=f"{runs.gone:.0%} do; one quarter in ten costs {runs.p90:.0f} or more."
        + ("" if ahead else " It counts once the rule of the urgent ones is beaten."),
        tag="exceptions_pile_up" if runs.gone > MOST_GONE else "",
    )


def _why_not(runs: GateRuns) -> tuple[str, str]:
    """What a policy does most, and the question that it leaves open."""
    total = sum(runs.answers.values())
    share = {name: count / total for name, count in runs.answers.items()}
    if share["measure"] > 0.6:
        return "Which of your measurements could have changed the answer?", "look_without_use"
    if share["fix"] > 0.9:
        return "What does a week of waiting cost, and what a week that is slow?", "over_process"
    if runs.gone > MOST_GONE:
        told = f"{runs.gone:.0%} of the quarters end without a budget"
        return f"{told}: what of the dates that are not kept?", "exceptions_pile_up"
    return "Urgency is one side; what does the change cost while it is slow, and how long?", ""


def _runs(policy: Callable[[Any], str], seed: int) -> GateRuns:
    def work() -> GateRuns:
        try:
            return evaluate(policy, seed=seed)
        except PolicyFault as fault:
            raise LearnerFault(str(fault)) from fault

    return run(work, shown="Your policy", seconds=SECONDS)  # type: ignore[no-any-return]  # run returns what work does
