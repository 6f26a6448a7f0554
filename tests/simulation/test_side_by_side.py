"""Games that are played side by side end as if they had been played one after the other."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from leadlab.simulation.policies import Game, each_answer, in_step, same_for_a_class


def steps(number: int) -> Game[list[int]]:
    """Asks as many times as its number says."""
    said = []
    for turn in range(number):
        said.append(next((yield 10 * number + turn)))  # noqa: PERF401 - a comprehension cannot yield
    return said


class Elsewhere:
    """A policy that notes what it is asked together."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []

    def __call__(self, view: int) -> int:
        """Not in this way."""
        raise AssertionError("asked alone")

    def call_each(self, views: Sequence[int]) -> object:
        """All in one go."""
        self.asked.append(list(views))
        return map(str, views)


def test_they_end_as_one_by_one():
    """Whatever their number and length, in the order in which they were given."""
    games = [3, 0, 1, 4]

    together = in_step(str, map(steps, games))

    assert together == [in_step(str, [steps(each)])[0] for each in games]
    assert together[3] == ["40", "41", "42", "43"]


def test_views_of_one_step_are_asked_together():
    """A policy elsewhere is asked once for each step, and no longer for games that are over."""
    policy = Elsewhere()

    in_step(policy, map(steps, [2, 0, 3]))

    assert [[20, 30], [21, 31], [32]] == policy.asked


def test_a_method_on_an_object_is_not_asked_everything():
    """Only a class can say that its policies live elsewhere."""

    def policy(view: int) -> int:
        return view

    policy.call_each = lambda views: ["wrong" for _ in views]

    assert [1, 2] == list(each_answer(policy, [1, 2]))


def test_an_error_of_the_policy_reaches_its_game():
    """It is raised where the answer is asked for, and can be told there."""

    def game(number: int) -> Game[str]:
        answers = yield number
        try:
            return str(next(answers))
        except ZeroDivisionError:
            return "divided"

    assert ["1.0", "divided"] == in_step(lambda view: 1 / view, map(game, [1, 0]))


def test_what_is_the_same_for_a_class_is_done_once():
    """For equal values, arrays aside; an error is not kept."""
    done = []

    @same_for_a_class
    def rival(team: object, seed: int) -> int:
        done.append(seed)
        return 1 // seed

    rival({"people": 6}, 1), rival({"people": 6}, 1), rival({"people": 7}, 1)
    grid = np.arange(3)
    rival(grid, 2), rival(grid + 1, 2)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            rival({}, 0)

    assert [1, 1, 2, 2, 0, 0] == done


def test_nothing_to_play():
    """No games, no ends, and nobody is asked."""
    assert [] == in_step(pytest.fail, [])
