"""Luck: ends of ranges are reached, states stop at their range, facts are learned once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from leadlab.models.scenario import Scenario, World, begin, choose, replay
from leadlab.models.scenario.chance import amount, chance
from leadlab.models.scenario.conditions import Moment
from leadlab.models.scenario.events import Learned
from leadlab.models.scenario.fields import Amount
from leadlab.models.scenario.lint_balance import Outcome, Tally

NOW = Moment(values={"days": 8})


@pytest.mark.parametrize(
    ("wanted", "values"),
    [
        (2, {2}),
        ([1, 3], {1, 2, 3}),
        ([-2, 0], {-2, -1, 0}),
        ("days / 2", {4}),
        ([0.5, 0.52], {0.5, 0.51, 0.52}),
    ],
)
def test_every_value_of_a_range_comes_up_and_no_other(wanted: Any, values: set[float]) -> None:
    """Whole ends give whole numbers, both ends included; others are rounded."""
    drawn = {amount(Amount.model_validate(wanted), NOW, chance(seed)) for seed in range(200)}

    assert values == drawn


@pytest.mark.parametrize(("change", "end"), [(99, 20), (-99, 0), (10, 20), (-10, 0), (3, 13)])
def test_a_state_stops_at_the_ends_of_its_range(
    with_change: Callable[..., Scenario], world: World, change: int, end: int
) -> None:
    """Days run from 0 to 20 and start at 10."""
    happening = [{"effects": {"days": change}}]
    story = with_change("beats", 0, "choices", 1, "do", to=happening)

    assert end == choose(begin(story, world, seed=1), "b").values["days"]


def test_a_fact_is_learned_once(with_change: Callable[..., Scenario], world: World) -> None:
    """Hearing it again is no news."""
    happenings = [{"learns": "spare"}, {"learns": ["spare"]}]
    story = with_change("beats", 0, "choices", 0, "do", to=happenings)
    play = replay(story, world, seed=1, choices=["a"])

    assert 1 == sum(isinstance(event, Learned) for event in play.events)


@pytest.mark.parametrize(
    ("first", "second", "dominated"),
    [
        ((1, 5), (2, 5), True),
        ((1, 5), (2, 4), False),
        ((2, 5), (2, 5), False),
        ((3, 5), (2, 5), False),
    ],
)
def test_dominated_means_never_better_and_sometimes_worse(
    first: tuple[float, ...], second: tuple[float, ...], dominated: bool
) -> None:
    """Equal everywhere is not dominated, and one gain anywhere is a trade."""
    tally = Tally()
    for _ in range(30):
        tally.compare(Outcome(first, frozenset(), 0), Outcome(second, frozenset(), 0))

    assert dominated == tally.dominated


def test_a_fact_that_only_one_choice_brings_is_a_trade() -> None:
    """Worse on every number, but it tells something."""
    tally = Tally()
    for _ in range(30):
        tally.compare(Outcome((1,), frozenset({"spare"}), 0), Outcome((2,), frozenset(), 0))

    assert (False, False) == (tally.dominated, tally.dominated_on_average)
