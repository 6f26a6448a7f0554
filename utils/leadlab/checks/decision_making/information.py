"""Exercises of lesson 05: what information is worth before a decision."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from leadlab.checks.exercise import exercise
from leadlab.checks.instances import Instance
from leadlab.checks.outcome import Check
from leadlab.checks.predicates import Mistake, as_number, close_to, equals, gives, raises
from leadlab.checks.running import call
from leadlab.models.decisions import evsi


@exercise(
    "decision_making.expected_value",
    title="Weigh payoffs by their chances",
    concepts=("D-11",),
    points=4,
    hints=(
        "Look at the two lists side by side: each payoff has its own chance.",
        "Multiply each payoff by its chance, then add up; check that the chances make 1.",
        "sum(p * x for p, x in zip(chances, payoffs)), after a ValueError for chances off 1.",
    ),
    solution="""
        def expected_value(chances, payoffs):
            if abs(sum(chances) - 1) > 1e-9:
                raise ValueError("the chances of all outcomes make 1")
            return sum(p * x for p, x in zip(chances, payoffs))
        """,
)
def expected_value(answer: Callable[[Sequence[float], Sequence[float]], float]) -> Iterator[Check]:
    """Expected payoff of an uncertain option."""
    yield gives(
        answer, ([0.5, 0.5], [10.0, 20.0]), 15.0, says="two equal chances",
        mistakes=[Mistake(30.0, "unweighted_sum", "30 is the plain sum; weigh by chance.")],
    )  # fmt: skip
    yield gives(answer, ([1.0], [7.0]), 7.0, says="a certain payoff is itself")
    yield gives(
        answer, ([0.9, 0.1], [4.0, -30.0]), 0.6, says="a rare, large loss",
        mistakes=[
            Mistake(-13.0, "plain_average", "-13 is the plain average; the loss is rare."),
            Mistake(3.6, "likely_outcome_only", "3.6 leaves the rare loss out."),
        ],
    )  # fmt: skip
    yield raises(ValueError, answer, [0.7, 0.7], [1.0, 2.0], says="chances that make more than 1")


def draw_evpi(rng: np.random.Generator) -> Mapping[str, Any]:
    """Costs of two ways to go in two possible worlds, in thousand; neither way wins in both."""
    chance_busy = float(rng.choice([0.2, 0.25, 0.3, 0.35, 0.4]))
    keep_quiet, keep_busy = rng.integers(20, 31), rng.integers(120, 181)
    move_quiet, move_busy = rng.integers(50, 66), rng.integers(60, 81)
    return {
        "chance_busy": chance_busy,
        "costs": {
            "keep": {"quiet": float(keep_quiet), "busy": float(keep_busy)},
            "move": {"quiet": float(move_quiet), "busy": float(move_busy)},
        },
    }


@exercise(
    "decision_making.evpi",
    title="The most that any study could be worth",
    concepts=("D-11",),
    points=3,
    hints=(
        "Start with today: which way costs less on average, with the chances that you have?",
        "With a perfect forecast you would take the cheaper way in each world.",
        "EVPI = lowest expected cost today - (1 - p) * cheapest if quiet - p * cheapest if busy.",
    ),
    solution="""
        own = lab.instance("decision_making.evpi")
        p = own.chance_busy
        expected = {way: (1 - p) * cost["quiet"] + p * cost["busy"]
                    for way, cost in own.costs.items()}
        today = min(expected.values())
        informed = ((1 - p) * min(cost["quiet"] for cost in own.costs.values())
                    + p * min(cost["busy"] for cost in own.costs.values()))
        answer = {"today": today, "informed": informed, "evpi": today - informed}
        """,
    draw=draw_evpi,
)
def evpi(answer: Mapping[str, float], *, instance: Instance) -> Iterator[Check]:
    """Expected cost today, expected cost with a perfect forecast, and the difference."""
    given = answer if isinstance(answer, Mapping) else {}
    chances = {"quiet": 1 - instance.chance_busy, "busy": instance.chance_busy}
    expected = {
        way: sum(chances[world] * cost[world] for world in chances)
        for way, cost in instance.costs.items()
    }
    cheapest = {world: min(cost[world] for cost in instance.costs.values()) for world in chances}
    today = min(expected.values())
    informed = sum(chances[world] * cheapest[world] for world in chances)
    yield close_to(
        given.get("today"), today, says="expected cost of the better way today",
        mistakes=[
            Mistake(max(expected.values()), "wrong_direction", "These are costs: lower is better."),
            Mistake(
                min(sum(cost.values()) / 2 for cost in instance.costs.values()),
                "equal_chances", "The two worlds are not equally likely.",
            ),
        ],
    )  # fmt: skip
    yield close_to(
        given.get("informed"), informed, says="expected cost with a perfect forecast",
        mistakes=[
            Mistake(
                min(cheapest.values()), "best_world_only",
                "A forecast tells which world comes; it does not make the cheap one come.",
            ),
        ],
    )  # fmt: skip
    yield close_to(
        given.get("evpi"), today - informed, says="what a perfect forecast is worth at most",
        mistakes=[
            Mistake(
                _difference(given), "carried_on",
                "It follows from your own two figures above, and one of them is off.",
            ),
            Mistake(
                informed - today, "sign_of_value",
                "Information that you may ignore is never worth less than nothing.",
            ),
        ],
    )  # fmt: skip


def _difference(given: Mapping[str, Any]) -> float:
    today, informed = (as_number(given.get(name)) for name in ("today", "informed"))
    off = isinstance(today, str) or isinstance(informed, str)
    return float("nan") if off else float(today) - float(informed)


AUDIT = ((0.95, 0.05), (0.05, 0.95))
PAYOFFS = ((40.0, -30.0), (5.0, 25.0))
PRIOR = (0.7, 0.3)
AUDIT_PRICE = 4.0


@exercise(
    "decision_making.vendor_audit",
    title="What an audit is worth after its price",
    concepts=("D-15",),
    points=6,
    hints=(
        "A row of the table is what the audit says; a column is the cause that there is.",
        "Right nineteen times in twenty, whichever the cause: each column adds up to one.",
        "[[0.95, 0.05], [0.05, 0.95]]; net is lab.decisions.evsi(...).value minus 4.",
    ),
    solution="""
        audit = [[0.95, 0.05], [0.05, 0.95]]
        net = lab.decisions.evsi(payoffs, prior, np.array(audit)).value - 4
        """,
)
def vendor_audit(audit: Sequence[Sequence[float]], net: float) -> Iterator[Check]:
    """Likelihood of each result given each cause, and the worth of the audit minus its price."""
    rows = [list(row) if isinstance(row, list | tuple) else [] for row in _listed(audit)][:2]
    rows += [[]] * (2 - len(rows))
    for row, right, says in zip(rows, AUDIT, ("export", "table"), strict=True):
        filled = [*row, ..., ...][:2]
        for seen, goal, cause in zip(filled, right, ("export", "table"), strict=True):
            yield close_to(seen, goal, says=f"says {says!r} when it is the {cause}", points=0.5)
    worth = evsi(PAYOFFS, PRIOR, AUDIT).value
    yield close_to(
        net, worth - AUDIT_PRICE, says="worth of the audit after its price", points=4, rel_tol=0.01,
        mistakes=[
            Mistake(worth, "price_forgotten", "Four thousand are still to be paid."),
            Mistake(16.5 - AUDIT_PRICE, "perfect_test", "That is a look that never errs."),
        ],
    )  # fmt: skip


CASES = (
    (
        "two results, one of which changes the choice",
        PAYOFFS,
        PRIOR,
        ((0.9, 0.2), (0.1, 0.8)),
        0.16,
    ),
    ("the same look at a price above its worth", PAYOFFS, PRIOR, ((0.9, 0.2), (0.1, 0.8)), 12.0),
    ("two results that lead to the same choice", PAYOFFS, PRIOR, ((0.95, 0.95), (0.05, 0.05)), 0.1),
    ("a sure thing", PAYOFFS, (0.99, 0.01), ((0.9, 0.2), (0.1, 0.8)), 0.16),
    (
        "three options, three causes",
        ((10.0, 0.0, -5.0), (2.0, 8.0, 0.0), (1.0, 1.0, 6.0)),
        (0.4, 0.3, 0.3),
        ((0.8, 0.1, 0.1), (0.1, 0.8, 0.1), (0.1, 0.1, 0.8)),
        1.5,
    ),
)


@exercise(
    "decision_making.look_or_decide",
    title="Write the function that decides whether to look",
    concepts=("D-15", "D-28"),
    points=5,
    kind="policy as code",
    hints=(
        "Compare the worth of the look with its price; both are in the arguments.",
        "The worth comes from going through the results and asking what you would do after each.",
        "worth = lab.decisions.evsi(payoffs, prior, likelihood).value; look if worth > price",
    ),
    solution="""
        def look_or_decide(payoffs, prior, likelihood, price):
            worth = lab.decisions.evsi(payoffs, prior, likelihood).value
            return "look" if worth > price else "decide"
        """,
)
def look_or_decide(answer: Callable[..., str]) -> Iterator[Check]:
    """Five cases in which a look pays or does not."""
    for says, payoffs, prior, likelihood, price in CASES:
        right = "look" if evsi(payoffs, prior, likelihood).value > price else "decide"
        case = (np.array(payoffs), np.array(prior), np.array(likelihood), price)
        other = {"look": "decide", "decide": "look"}[right]
        yield equals(
            call(answer, *case), right, says=says,
            mistakes=[
                Mistake(
                    other, "look_without_use" if right == "decide" else "look_refused",
                    f"Worth {evsi(payoffs, prior, likelihood).value:.2f} here, costs {price:g}.",
                ),
            ],
        )  # fmt: skip


def _listed(seen: object) -> list[Any]:
    if isinstance(seen, np.ndarray):
        return [list(row) if isinstance(row, np.ndarray) else row for row in seen]
    return list(seen) if isinstance(seen, list | tuple) else []
