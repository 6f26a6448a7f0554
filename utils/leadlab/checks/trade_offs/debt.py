"""Exercises of lesson 03: the price of one repair, and a register that says what to leave."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import permutations
from typing import Any

import numpy as np

from leadlab.checks.exercise import exercise
from leadlab.checks.instances import Instance
from leadlab.checks.outcome import Check
from leadlab.checks.predicates import Mistake, between, close_to
from leadlab.checks.running import LearnerFault, call, run, try_once
from leadlab.models.tradeoffs import refactor_payback_weeks

Debt = dict[str, Any]
WEEK = 1.6  # thousand euro for a week of an engineer
QUARTER = 13
REGISTERS = 200
LINES = 5


def draw_repair_price(rng: np.random.Generator) -> Mapping[str, Any]:
    """A repair whose hours alone take half a year and more to come back."""
    return {
        "cost": float(rng.integers(7, 13)),
        "saved": float(rng.choice([0.2, 0.25, 0.3])),
        "chance": float(rng.choice([0.02, 0.03, 0.04, 0.05])),
        "loss": float(rng.choice([90, 120, 150, 180])),
        "weeks": int(rng.choice([26, 30, 39, 52])),
    }


@exercise(
    "trade_offs.repair_price",
    title="Price a repair in hours and in risk",
    concepts=("T-12", "T-30", "B-02", "B-07"),
    points=4,
    hints=(
        "The hours come back in weeks of work; the risk comes in money, so one has to be changed.",
        "A week brings own.saved * 1.6 thousand in hours, own.chance * own.loss / 13 in risk.",
        "with_risk = own.cost * 1.6 / brought; longest = brought * own.weeks / 1.6.",
    ),
    solution="""
        by_hours = lab.tradeoffs.refactor_payback_weeks(
            cost_weeks=own.cost, saved_per_week=own.saved
        )
        brought = own.saved * 1.6 + own.chance * own.loss / 13
        with_risk = own.cost * 1.6 / brought
        longest = brought * own.weeks / 1.6
        """,
    draw=draw_repair_price,
)
def repair_price(
    by_hours: float, with_risk: float, longest: float, *, instance: Instance
) -> Iterator[Check]:
    """Payback by hours, payback with the risk, and the work at which nothing is gained."""
    own = instance
    hours, risk = own.saved * WEEK, own.chance * own.loss / QUARTER
    brought = hours + risk
    yield close_to(
        by_hours, refactor_payback_weeks(cost_weeks=own.cost, saved_per_week=own.saved) or 0.0,
        says="paid back, by hours",
        mistakes=[
            Mistake(
                own.cost * WEEK / own.saved, "mixed_units",
                "Both are weeks of work here; no price is needed.",
            ),
        ],
    )  # fmt: skip
    yield close_to(
        with_risk, own.cost * WEEK / brought, says="paid back, with the risk",
        mistakes=[
            Mistake(
                own.cost * WEEK / (hours + own.chance * own.loss), "quarter_for_week",
                "The chance is for a quarter; how much of it falls on a week?",
            ),
            Mistake(
                own.cost / (own.saved + risk), "mixed_units",
                "The saving is in weeks of work and the risk in thousand euro; bring them to one.",
            ),
            Mistake(own.cost * WEEK / risk, "hours_forgotten", "The hours come back as well."),
        ],
    )  # fmt: skip
    yield close_to(
        longest, brought * own.weeks / WEEK, says="the most work at which it still pays", points=2,
        mistakes=[
            Mistake(
                own.saved * own.weeks, "risk_forgotten", "That counts the hours alone."
            ),
            Mistake(
                brought * own.weeks, "mixed_units",
                "That is in thousand euro; a week of work costs 1.6.",
            ),
            Mistake(
                brought * own.weeks / WEEK - own.cost, "gain_for_length",
                "That is what is left over; how long may the work be in all?",
            ),
        ],
    )  # fmt: skip


def saved_by(order: Sequence[Debt], weeks: float) -> float:
    """Weeks of work that a pair saves within a horizon, less those that the repairs take.

    >>> table = {"principal": 4, "interest": 0.5, "trigger": 10}
    >>> saved_by([table], 30)
    6.0
    """
    done, saved = 0.0, 0.0
    for debt in order:
        done += debt["principal"]
        if debt["trigger"] is not None:
            saved += debt["interest"] * max(weeks - max(done, debt["trigger"]), 0)
        saved -= debt["principal"]
    return saved


def by_interest(debts: Sequence[Debt], weeks: float) -> list[Debt]:
    """Those that pay on their own, the largest interest first; triggers are not looked at."""
    paying = [
        each
        for each in debts
        if each["interest"] * (weeks - each["principal"]) > each["principal"]
    ]  # fmt: skip
    return sorted(paying, key=lambda each: -each["interest"])


def best_order(debts: Sequence[Debt], weeks: float) -> float:
    """The most that any order of any of them saves."""
    ways = (way for size in range(len(debts) + 1) for way in permutations(debts, size))
    return max(saved_by(way, weeks) for way in ways)


def register(rng: np.random.Generator) -> tuple[list[Debt], int]:
    """Five lines and a horizon; one of them is never touched, two are touched later."""
    weeks = int(rng.integers(26, 53))
    triggers = [None, int(rng.integers(8, 26)), int(rng.integers(8, 26)), 0, 0]
    order = rng.permutation(LINES)
    debts = [
        {
            "name": "abcde"[place],
            "principal": int(rng.integers(1, 11)),
            "interest": float(rng.integers(2, 17)) / 20,
            "trigger": triggers[int(number)],
        }
        for place, number in enumerate(order)
    ]
    return debts, weeks


PLAIN = (
    {"name": "clock", "principal": 10, "interest": 0.8, "trigger": 0},
    {"name": "tests", "principal": 2, "interest": 0.4, "trigger": 0},
    {"name": "names", "principal": 9, "interest": 0.1, "trigger": 0},
)
QUIET = (
    {"name": "old screens", "principal": 8, "interest": 0.9, "trigger": None},
    {"name": "jobs table", "principal": 6, "interest": 0.5, "trigger": 0},
)


@exercise(
    "trade_offs.repair_order",
    title="Order a debt register, and leave out what does not pay",
    concepts=("T-01", "T-30", "F-10", "T-13"),
    points=6,
    kind="policy as code",
    hints=(
        "What does a line cost from the day of its repair to the end, and what before its trigger?",
        "Write saved(order, weeks): interest from max(end, trigger) on, less the principal.",
        "Five lines have 326 orders of some of them: permutations(debts, size) for each size.",
    ),
    solution="""
        from itertools import permutations

        def saved(order, weeks):
            done = total = 0
            for debt in order:
                done += debt["principal"]
                total -= debt["principal"]
                if debt["trigger"] is not None:
                    total += debt["interest"] * max(weeks - max(done, debt["trigger"]), 0)
            return total

        def repair_order(debts, weeks):
            ways = [way for n in range(len(debts) + 1) for way in permutations(debts, n)]
            return [debt["name"] for debt in max(ways, key=lambda way: saved(way, weeks))]
        """,
)
def repair_order(rule: Callable[[list[Debt], int], list[str]]) -> Iterator[Check]:
    """An order over two hundred registers, beside the largest interest first."""
    first = _placed(try_once(rule, _copy(PLAIN), 40, says="three lines in use"), PLAIN)
    names = [each["name"] for each in first]
    yield Check(
        says="interest by principal, and what does not pay is left",
        held=names == ["tests", "clock"],
        message=_order_fault(names),
        tag="" if names == ["tests", "clock"] else _order_tag(names),
    )
    second = [each["name"] for each in _placed(call(rule, _copy(QUIET), 40), QUIET)]
    held = second == ["jobs table"]
    yield Check(
        says="what nobody touches costs nothing",
        held=held,
        message="The old screens have no trigger. Who pays their interest?",
        tag="" if held else "untouched_debt",
    )
    rng = np.random.default_rng(20260406)
    drawn = [register(rng) for _ in range(REGISTERS)]
    answers = run(
        lambda: [rule(_copy(debts), weeks) for debts, weeks in drawn],
        shown="The rule over 200 registers",
        seconds=20,
    )
    mean = float(np.mean([
        saved_by(_placed(given, debts), weeks)
        for given, (debts, weeks) in zip(answers, drawn, strict=True)
    ]))  # fmt: skip
    usual = float(np.mean([saved_by(by_interest(*each), each[1]) for each in drawn]))
    yield between(
        mean, baseline=usual, target=float(np.mean([best_order(*each) for each in drawn])),
        says=f"weeks saved by a register (largest interest first: {usual:.1f})", points=4,
        unit="weeks", message="When does a line begin to cost, and is it worth its place by then?",
    )  # fmt: skip


def _order_fault(names: Sequence[str]) -> str:
    if "names" in names:
        return "'names' takes nine weeks and saves a tenth of a week; within 40 it does not pay."
    return "Ten weeks for 0.8 a week, or two weeks for 0.4: which of them do the others wait for?"


def _order_tag(names: Sequence[str]) -> str:
    return "repairs_everything" if "names" in names else "length_ignored"


def _copy(debts: Sequence[Debt]) -> list[Debt]:
    return [dict(debt) for debt in debts]


def _placed(names: object, debts: Sequence[Debt]) -> list[Debt]:
    known = {debt["name"]: debt for debt in debts}
    given = list(names) if isinstance(names, list | tuple) else [names]
    said = [str(each) for each in given]
    if not set(said) <= set(known) or len(set(said)) != len(said):
        raise LearnerFault(
            f"The rule answered {names!r}; it gives some of {', '.join(known)}, each at most once."
        )
    return [known[name] for name in said]
