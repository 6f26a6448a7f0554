"""How often a way to lead the garden is asked, and how often a garden is lived."""

from __future__ import annotations

import pytest
from garden_cases import GARDEN

from leadlab.simulation import garden_worlds
from leadlab.simulation.garden_policies import pair_and_delegate, spread, strongest
from leadlab.simulation.garden_records import MONTHS
from leadlab.simulation.garden_ways import most_finished


class Afar:
    """A way to lead that stands for one in another process."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    __call__ = None  # nothing asks about one world alone

    def call_each(self, views):
        """Answers to all views, and how many there were."""
        self.asked.append(len(views))
        return map(spread, views)


def test_all_worlds_of_a_month_are_asked_about_in_one_go() -> None:
    """Nine months are nine questions, each about every world."""
    policy = Afar()

    garden_worlds.evaluate(policy, GARDEN, worlds=11)

    assert [11] * MONTHS == policy.asked


@pytest.mark.parametrize(("policy", "lived"), [(strongest, 1), (pair_and_delegate, 2)])
def test_the_rival_lives_once(monkeypatch, policy, lived: int) -> None:
    """All to the strongest, held against itself, lives the same nine months once."""
    count = []

    def counted(*given, **named):
        count.append(given)
        return simulate(*given, **named)

    simulate = garden_worlds.simulate_garden
    monkeypatch.setattr(garden_worlds, "simulate_garden", counted)
    scores = garden_worlds.evaluate(policy, GARDEN, worlds=3, seed=90 + lived)

    assert lived == len(count)
    assert (policy is strongest) == (scores.runs is scores.rival)


def test_of_two_ways_alike_the_first_is_taken() -> None:
    """Who has no skill in two areas that both lack people goes to the one named first."""
    nobody = {"keys": 0.0, "app": 0.0}
    skills = {"Ada": nobody, "Ben": {"keys": 0.3, "app": 0.1}, "Cy": {"keys": 0.1, "app": 0.7}}

    for wanted in ({"keys": 9.0, "app": 9.0}, {"app": 9.0, "keys": 9.0}):
        assert next(iter(wanted)) == most_finished(skills, wanted, {})["Ada"]
