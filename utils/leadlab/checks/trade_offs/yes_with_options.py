"""Exercises of lesson 05: three answers with their prices, and an order that knows dates."""

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

Wish = dict[str, Any]
QUARTERS = 200
WISHES = 5


def draw_three_answers(rng: np.random.Generator) -> Mapping[str, Any]:
    """Two chances, two durations and four amounts; "later" gains on a small loss."""
    return {
        "delay": float(rng.integers(5, 9)),
        "weeks_all": int(rng.integers(8, 11)),
        "weeks_part": int(rng.integers(3, 5)),
        "chance_all": float(rng.choice([0.5, 0.55, 0.6])),
        "chance_part": float(rng.choice([0.85, 0.9, 0.95])),
        "missing": float(rng.integers(6, 11)),
        "credit": float(rng.integers(8, 15)),
        "leave": float(rng.choice([0.3, 0.35, 0.4])),
        "loss": float(rng.integers(60, 121)),
    }


@exercise(
    "trade_offs.three_answers",
    title="Price three ways of saying yes",
    concepts=("T-14", "T-24", "B-05", "B-12"),
    points=5,
    hints=(
        "Each answer has a part that is certain and a part that comes with a chance.",
        "A date that holds with 0.6 fails with 0.4, and then the loss is gone.",
        "all: delay * weeks_all + (1 - chance_all) * loss; `turns` solves part = later for loss.",
    ),
    solution="""
        expected = {
            "all": own.delay * own.weeks_all + (1 - own.chance_all) * own.loss,
            "part": own.delay * own.weeks_part + own.missing + (1 - own.chance_part) * own.loss,
            "later": own.credit + own.leave * own.loss,
        }
        certain = own.delay * own.weeks_part + own.missing - own.credit
        turns = certain / (own.leave - (1 - own.chance_part))
        """,
    draw=draw_three_answers,
)
def three_answers(
    expected: Mapping[str, float], turns: float, *, instance: Instance
) -> Iterator[Check]:
    """Expected cost of each answer, and the loss at which two of them are equal."""
    given = expected if isinstance(expected, Mapping) else {}
    own = instance
    waits_all, waits_part = own.delay * own.weeks_all, own.delay * own.weeks_part
    yield close_to(
        given.get("all"), waits_all + (1 - own.chance_all) * own.loss, says="all of it, first",
        mistakes=[
            Mistake(
                waits_all + own.chance_all * own.loss, "chance_turned_round",
                "The loss comes when the date does not hold.",
            ),
            Mistake(
                (1 - own.chance_all) * own.loss, "waiting_forgotten",
                "What do the other wishes cost while they wait?",
            ),
        ],
    )  # fmt: skip
    risk = 1 - own.chance_part
    yield close_to(
        given.get("part"), waits_part + own.missing + risk * own.loss, says="the part, first",
        mistakes=[
            Mistake(
                waits_part + risk * own.loss, "scope_for_free", "What is missing costs something."
            ),
            Mistake(
                waits_part + own.missing, "sure_date", "A part may be late, too."
            ),
        ],
    )  # fmt: skip
    yield close_to(
        given.get("later"), own.credit + own.leave * own.loss, says="a later date, said now",
        mistakes=[
            Mistake(own.credit, "silent_leaving", "Some leave although they were told early."),
        ],
    )  # fmt: skip
    certain = waits_part + own.missing - own.credit
    yield close_to(
        turns, certain / (own.leave - risk), says="the loss at which two cost the same",
        points=2, rel_tol=0.01,
        mistakes=[
            Mistake(
                certain / own.leave, "sure_date", "The part may fail, and then it is lost, too."
            ),
            Mistake(certain, "chance_forgotten", "The loss comes with a chance on both sides."),
        ],
    )  # fmt: skip


def cost_of(order: Sequence[Wish]) -> float:
    """Waiting of every wish until it is finished, and the losses of dates that are missed.

    >>> cost_of([{"weeks": 2, "delay": 3.0, "due": 1, "loss": 10.0}])
    16.0
    """
    done, cost = 0, 0.0
    for wish in order:
        done += wish["weeks"]
        cost += wish["delay"] * done
        if wish["due"] is not None and done > wish["due"]:
            cost += wish["loss"]
    return cost


def by_cd3(wishes: Sequence[Wish]) -> list[Wish]:
    """Highest cost of delay per week of work first; dates are not looked at."""
    return sorted(wishes, key=lambda wish: -wish["delay"] / wish["weeks"])


def quarter(rng: np.random.Generator) -> list[Wish]:
    """Five wishes, of which two have a date."""
    dated = rng.choice(WISHES, size=2, replace=False)
    return [
        {
            "name": "abcde"[number],
            "weeks": int(rng.integers(1, 10)),
            "delay": float(rng.integers(2, 17)) / 4,
            "due": int(rng.integers(6, 17)) if number in dated else None,
            "loss": float(rng.integers(10, 80)) if number in dated else 0.0,
        }
        for number in range(WISHES)
    ]


@exercise(
    "trade_offs.order_with_dates",
    title="Order wishes of which some have a date",
    concepts=("T-25", "B-31"),
    points=6,
    kind="policy as code",
    hints=(
        "Without dates CD3 is right; with one, an order is as good as what it costs.",
        "Five wishes have 120 orders. A function for the cost of one order is most of the work.",
        "min(itertools.permutations(wishes), key=cost), and then the names.",
    ),
    solution="""
        from itertools import permutations

        def cost(order):
            done = total = 0
            for wish in order:
                done += wish["weeks"]
                total += wish["delay"] * done
                if wish["due"] is not None and done > wish["due"]:
                    total += wish["loss"]
            return total

        def order_with_dates(wishes):
            return [wish["name"] for wish in min(permutations(wishes), key=cost)]
        """,
)
def order_with_dates(rule: Callable[[list[Wish]], list[str]]) -> Iterator[Check]:
    """An order over two hundred quarters, beside the one that does not look at dates."""
    rng = np.random.default_rng(20260625)
    drawn = [quarter(rng) for _ in range(QUARTERS)]
    plain = [{**wish, "due": None, "loss": 0.0} for wish in drawn[0]]
    first = _placed(try_once(rule, _copy(plain), says="a quarter without dates"), plain)
    held = abs(cost_of(first) - cost_of(by_cd3(plain))) < 1e-9
    yield Check(
        says="without dates, the least waiting",
        held=held,
        message="Nothing has a date here. What does a week without each cost, per week of work?",
        tag="" if held else "length_ignored",
    )
    cliff = [
        {"name": "audit", "weeks": 6, "delay": 0.5, "due": 6, "loss": 90.0},
        {"name": "export", "weeks": 2, "delay": 3.0, "due": None, "loss": 0.0},
        {"name": "paper", "weeks": 1, "delay": 2.0, "due": None, "loss": 0.0},
    ]
    second = _placed(call(rule, _copy(cliff)), cliff)
    held = second[0]["name"] == "audit"
    yield Check(
        says="a dear date is met",
        held=held,
        message="Waiting six weeks costs the other two 30; the date is worth 90.",
        tag="" if held else "cliff_ignored",
    )
    orders = run(
        lambda: [rule(_copy(wishes)) for wishes in drawn],
        shown="The rule over 200 quarters",
        seconds=20,
    )
    placed = [_placed(names, wishes) for names, wishes in zip(orders, drawn, strict=True)]
    mean = float(np.mean([cost_of(each) for each in placed]))
    cd3 = float(np.mean([cost_of(by_cd3(wishes)) for wishes in drawn]))
    least = float(np.mean([min(map(cost_of, permutations(wishes))) for wishes in drawn]))
    yield between(
        mean, baseline=cd3, target=least, points=4, unit="thousand euro",
        says=f"mean cost of a quarter (CD3: {cd3:.1f})",
        message="In which quarters is a date worth less than the waiting that it causes?",
    )  # fmt: skip


def _copy(wishes: Sequence[Wish]) -> list[Wish]:
    return [dict(wish) for wish in wishes]


def _placed(names: object, wishes: Sequence[Wish]) -> list[Wish]:
    known = {wish["name"]: wish for wish in wishes}
    given = list(names) if isinstance(names, list | tuple) else []
    if sorted(map(str, given)) != sorted(known):
        raise LearnerFault(
            f"The rule answered {names!r}; it gives each of {', '.join(known)} once, in order."
        )
    return [known[str(name)] for name in given]
