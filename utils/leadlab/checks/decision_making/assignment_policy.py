"""The graded policy of the assignment: stop, prototype or commit, over worlds nobody has seen."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

from leadlab.checks.exercise import exercise
from leadlab.checks.outcome import Check
from leadlab.checks.predicates import between
from leadlab.checks.running import LearnerFault, run, try_once
from leadlab.simulation.policies import PolicyFault, same_for_a_class
from leadlab.simulation.prototype_bets import SIMPLE_BET, BetView, popular_rule, reference
from leadlab.simulation.prototype_worlds import PrototypeRuns, evaluate

WORLDS = 1_000
MOST_BREACHES = 0.12
"""Share of worlds that may lose more than the limit."""
PRACTICE = 7


def form_of_policy(policy: Callable[[BetView], str]) -> Iterator[Check]:
    """One simple bet, before and after the prototype, and the worlds that everybody may see."""
    _answers_one_bet(policy)
    runs = _runs(policy, PRACTICE)
    yield Check(says=f"on the practice worlds: {runs!r}", held=True, points=0)


@exercise(
    "decision_making.bets",
    title="Stop, prototype or commit",
    concepts=("D-15", "D-26", "D-28"),
    points=8,
    kind="policy as code",
    hints=(
        "Work out one bet on paper: what is commit worth now, and what after each signal?",
        "Look only if the result can change what you do, and if that is worth more than its price.",
        "view.seen('good').value_of_commit is the worth after a good signal; weigh both.",
    ),
    solution="""
        def policy(view):
            commit = view.value_of_commit
            if view.signal is None:
                good = view.prior * view.good_if_works + (1 - view.prior) * view.good_if_fails
                after = (good * max(view.seen("good").value_of_commit, 0)
                         + (1 - good) * max(view.seen("bad").value_of_commit, 0)
                         - view.prototype_cost)
                if after > max(commit, 0):
                    return "prototype"
            return "commit" if commit > 0 else "stop"
        """,
    shape=form_of_policy,
)
def bets(policy: Callable[[BetView], str], *, salt: str) -> Iterator[Check]:
    """A policy over 1,000 unseen worlds, beside doing nothing, a popular rule and the reference."""
    _answers_one_bet(policy)
    seed = int.from_bytes(hashlib.sha256(salt.encode()).digest()[:4], "big")
    runs = _runs(policy, seed)
    best, popular = _means(seed)
    yield Check(
        says="better than doing nothing",
        held=runs.beats("do nothing"),
        points=1,
        message=f"Against doing nothing: {runs.against['do nothing']}, thousand euro a world.",
    )
    ahead = runs.beats("popular rule")
    yield Check(
        says="better than the popular rule, by the whole interval",
        held=ahead,
        points=3,
        message=f"Against it: {runs.against['popular rule']}. Which of its looks change nothing?",
        tag="" if ahead else "look_without_use",
    )
    yield between(
        runs.mean, baseline=popular, target=popular + 0.9 * (best - popular), points=3,
        says=f"mean of a world (popular rule {popular:.2f}, reference {best:.2f})",
        unit="thousand euro",
    )  # fmt: skip
    yield Check(
        says=f"at most {MOST_BREACHES:.0%} of the worlds lose more than {runs.loss_limit:g}",
        held=runs.breach_rate <= MOST_BREACHES and ahead,
        points=1,
        message=f"{runs.breach_rate:.1%} do; one world in ten ends at {runs.p10:.1f} or worse."
        + ("" if ahead else " It counts once the popular rule is beaten."),
        tag="" if runs.breach_rate <= MOST_BREACHES else "overconfidence",
    )


@same_for_a_class
def _means(seed: int) -> tuple[float, float]:
    """What the reference and the popular rule bring in a world."""
    best, popular = (
        evaluate(each, worlds=WORLDS, seed=seed).mean for each in (reference, popular_rule)
    )
    return float(best), float(popular)


def _answers_one_bet(policy: Callable[[BetView], str]) -> None:
    for view, says in ((SIMPLE_BET, "one even bet"), (SIMPLE_BET.seen("good"), "a good signal")):
        try_once(policy, view, says=says)


def _runs(policy: Callable[[BetView], str], seed: int) -> PrototypeRuns:
    def work() -> PrototypeRuns:
        try:
            return evaluate(policy, worlds=WORLDS, seed=seed)
        except PolicyFault as fault:
            raise LearnerFault(str(fault)) from fault

    return run(work, shown="Your policy", seconds=20)  # type: ignore[no-any-return]  # run returns what work does
