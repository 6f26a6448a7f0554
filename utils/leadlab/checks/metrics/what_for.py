"""Exercises of lesson 01: what is done for a number, and which guard helps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from leadlab.checks.exercise import exercise
from leadlab.checks.instances import Instance
from leadlab.checks.outcome import Check
from leadlab.checks.predicates import Mistake, close_to, equals
from leadlab.checks.running import call
from leadlab.models.delivery import Habit, effort_under


def draw_desk(rng: np.random.Generator) -> Mapping[str, Any]:
    """A support desk: hours, and four things that it can do with them."""

    def habit(name: str, hours: float, most: int, closed: float, helped: float) -> dict[str, Any]:
        moves = {"closed": closed, "helped": helped}
        return {"name": name, "hours": hours, "most": most, "moves": moves}

    return {
        "hours": int(rng.integers(30, 41)),
        "habits": [
            habit("ask back and close after a day", 0.5, int(rng.integers(20, 31)), 1, 0),
            habit("answer", 1.0, int(rng.integers(12, 21)), 1, 0.7),
            habit("call and solve", 2.0, 12, 1, 1),
            habit("mend the cause", 6.0, int(rng.integers(2, 4)), 0, 8),
        ],
    }


def habits_of(rows: Sequence[Mapping[str, Any]]) -> list[Habit]:
    """Habits from the learner's numbers."""
    return [
        Habit(name=row["name"], hours=row["hours"], most=row["most"], moves=dict(row["moves"]))
        for row in rows
    ]


@exercise(
    "metrics.paid_by_closing",
    title="Paid by closing",
    concepts=("X-01", "X-24"),
    points=5,
    hints=(
        "Spend the hours twice: once on what is paid, once on what was meant.",
        "Make a lab.delivery.Habit(**row) of each row, and call effort_under with rewards.",
        'paid.moved["closed"], paid.moved["helped"]; lost is what meant.moved["helped"] has more.',
    ),
    solution="""
        habits = [lab.delivery.Habit(**row) for row in own.habits]
        paid = lab.delivery.effort_under(habits, hours=own.hours, rewards={"closed": 1})
        meant = lab.delivery.effort_under(habits, hours=own.hours, rewards={"helped": 1})
        closed, helped = paid.moved["closed"], paid.moved["helped"]
        lost = meant.moved["helped"] - helped
        """,
    draw=draw_desk,
)
def paid_by_closing(
    closed: float, helped: float, lost: float, *, instance: Instance
) -> Iterator[Check]:
    """What is closed, what it helps, and what it costs."""
    habits, hours = habits_of(instance.habits), instance.hours
    paid = effort_under(habits, hours=hours, rewards={"closed": 1}).moved
    meant = effort_under(habits, hours=hours, rewards={"helped": 1}).moved
    yield close_to(
        closed, paid["closed"], says="tickets closed", points=1,
        mistakes=[Mistake(meant["closed"], "meant_for_paid",
                          "That is when helping is what counts.")],
    )  # fmt: skip
    yield close_to(
        helped, paid["helped"], says="customers helped by it", points=2,
        mistakes=[
            Mistake(meant["helped"], "meant_for_paid", "That is when helping is what counts."),
            Mistake(paid["closed"], "closed_is_helped", "A closed ticket need not have helped."),
        ],
    )  # fmt: skip
    yield close_to(
        lost, meant["helped"] - paid["helped"], says="customers not helped", points=2,
        mistakes=[
            Mistake(paid["closed"] - paid["helped"], "closed_is_helped",
                    "Compare with what the same hours could have done."),
            Mistake(meant["helped"], "forgets_what_came", "Take away those who were helped."),
        ],
    )  # fmt: skip


A_GUARD = [
    Habit(name="ask", hours=2, most=10, moves={"closed": 1, "helped": 1, "thanked": 1}),
    Habit(name="close", hours=0.5, most=30, moves={"closed": 1, "reopened": -0.9, "sent": 1}),
    Habit(name="mend", hours=6, most=2, moves={"helped": 6, "fewer": 4}),
]
CASES: tuple[tuple[str, list[Habit], float, tuple[str, ...], str], ...] = (
    ("one that the cheap way hurts", A_GUARD, 20, ("sent", "reopened", "thanked"),
     "Work out the goal with each guard as a second reward."),
    ("the same with more time", A_GUARD, 28, ("reopened", "fewer", "thanked"),
     "Work out the goal with each guard as a second reward."),
    ("none that helps", A_GUARD, 20, ("sent",), "It does no better than no guard."),
    ("two alike", A_GUARD, 20, ("thanked", "helped"), "Of equal ones the first."),
)  # fmt: skip
"""What it is, habits, hours, possible guards, a sentence."""


def best_guard_of(
    habits: Sequence[Habit], hours: float, measure: str, goal: str, guards: Sequence[str]
) -> str:
    """The guard with which most of the goal is reached, by working each out."""

    def reached(rewards: Mapping[str, float]) -> float:
        return effort_under(habits, hours=hours, rewards=rewards).moved[goal]

    best, most = "none", reached({measure: 1})
    for guard in guards:
        with_it = reached({measure: 1, guard: 1})
        if with_it > most + 1e-9:
            best, most = guard, with_it
    return best


@exercise(
    "metrics.best_guard",
    title="Which guard?",
    concepts=("X-06", "X-07"),
    points=4,
    kind="policy as code",
    hints=(
        "One reward for the measure alone, then one more for each guard; compare the goal.",
        "effort_under(habits, hours=hours, rewards={measure: 1, guard: 1}).moved[goal]",
        'Start with "none" and its goal, and change only where a guard brings more.',
    ),
    solution="""
        def best_guard(habits, hours, measure, goal, guards):
            def reached(rewards):
                effort = lab.delivery.effort_under(habits, hours=hours, rewards=rewards)
                return effort.moved[goal]

            best, most = "none", reached({measure: 1})
            for guard in guards:
                with_it = reached({measure: 1, guard: 1})
                if with_it > most + 1e-9:
                    best, most = guard, with_it
            return best
        """,
)
def best_guard(answer: Callable[..., str]) -> Iterator[Check]:
    """Four desks: a guard that helps, one that goes along, none, and two alike."""
    for says, habits, hours, guards, sentence in CASES:
        given = call(answer, list(habits), hours, "closed", "helped", list(guards))
        right = best_guard_of(habits, hours, "closed", "helped", guards)
        yield equals(
            given, right, says=says, points=1, message=sentence,
            mistakes=[
                Mistake(guard, "guard_by_name", f"With {guard!r} less of the goal is reached.")
                for guard in dict.fromkeys(guards)
                if guard != right
            ],
        )  # fmt: skip
