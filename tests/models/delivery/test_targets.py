"""What a team does that is paid by a number, held against trying every plan."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from leadlab.models.delivery import Habit, UnusableLog, effort_under


def habits_of(rng: np.random.Generator) -> list[Habit]:
    """Three habits with whole half hours and small counts."""
    return [
        Habit(
            name=name, hours=float(rng.integers(1, 9)) / 2, most=int(rng.integers(0, 4)),
            moves={"a": float(rng.integers(-3, 6)), "b": float(rng.integers(-3, 6))},
        )
        for name in ("x", "y", "z")
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(40))
def test_no_plan_in_the_time_has_more_reward(seed: int) -> None:
    """Every combination of counts is tried; none that fits brings more."""
    rng = np.random.default_rng(seed)
    habits, hours, rewards = habits_of(rng), float(rng.integers(0, 20)) / 2, {"a": 1.0, "b": -0.5}

    def worth(counts: tuple[int, ...]) -> float:
        return sum(
            count * sum(rewards[name] * by for name, by in habit.moves.items())
            for count, habit in zip(counts, habits, strict=True)
        )

    fitting = [
        counts
        for counts in product(*(range(habit.most + 1) for habit in habits))
        if sum(c * h.hours for c, h in zip(counts, habits, strict=True)) <= hours
    ]
    found = effort_under(habits, hours=hours, rewards=rewards)
    assert found.hours <= hours
    assert pytest.approx(max(map(worth, fitting))) == worth(tuple(found.times.values()))
    for name in ("a", "b"):
        moved = sum(found.times[habit.name] * habit.moves[name] for habit in habits)
        assert pytest.approx(moved) == found.moved[name]


def test_what_brings_no_reward_is_not_done() -> None:
    """A habit that moves nothing that is paid stays undone, however much time there is."""
    race = Habit(name="race", hours=1, most=5, moves={"caught": 2})
    assert {"race": 0} == effort_under([race], hours=100, rewards={"coverage": 1}).times


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Habit(name="x", hours=0, most=1), "hours 0 above 0"),
        (lambda: Habit(name="x", hours=1, most=-1), "most -1 a whole number"),
        (lambda: effort_under([], hours=-1, rewards={}), "hours is -1"),
        (lambda: effort_under([], hours=0.3, rewards={}), "in steps of 0.5"),
        (lambda: effort_under([], hours=9_999, rewards={}), "expected 0 to 2000"),
    ],
)
def test_impossible_hours_are_a_sentence(make, said: str) -> None:
    """What was seen, and what is allowed."""
    with pytest.raises(UnusableLog, match=said):
        make()
