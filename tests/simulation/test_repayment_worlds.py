"""Shares of repayment over worlds: fair comparisons, honest views, and sentences for faults."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from leadlab.catalog_team import default_team
from leadlab.simulation.engine import simulate
from leadlab.simulation.policies import PolicyFault
from leadlab.simulation.repayment_worlds import (
    FIRST_VIEW,
    HORIZONS,
    MONTH,
    RepaymentRuns,
    constant_name,
    evaluate,
    reference,
    share_of,
)
from leadlab.simulation.team_policy import Policy, TeamView

WORLDS = 24


def a_fifth(view: TeamView) -> float:
    """Twenty per cent, always."""
    return 0.2


@pytest.fixture(scope="module", name="fifth")
def _fifth() -> RepaymentRuns:
    return evaluate(a_fifth, default_team(), worlds=WORLDS, seed=5)


def test_a_constant_policy_is_its_rival(fifth: RepaymentRuns) -> None:
    """The same shares on the same luck finish the same items, world by world."""
    assert fifth.items.tolist() == fifth.rivals[constant_name(0.2)].tolist()
    assert 0.0 == fifth.against(constant_name(0.2)).mean


def test_the_items_are_those_of_the_simulated_team(fifth: RepaymentRuns) -> None:
    """By another way: `simulate` with the plan for all weeks, counted up to each world's end."""
    runs = simulate(
        default_team(), Policy(debt=0.2), weeks=max(HORIZONS), replications=WORLDS, seed=5,
        worlds=True,
    )  # fmt: skip
    expected = [
        runs.finished[world, : int(weeks)].sum() / weeks
        for world, weeks in enumerate(fifth.horizons)
    ]

    assert expected == pytest.approx(fifth.items.tolist())


def test_a_policy_is_asked_each_month_until_its_world_ends() -> None:
    """It sees the length of its own world, and no week after the end."""
    seen: list[tuple[int, int]] = []

    def policy(view: TeamView) -> float:
        seen.append((view.week, view.weeks))
        return 0.1

    evaluate(policy, default_team(), worlds=3, constants=(0.0,))
    expected = {(week, weeks) for weeks in HORIZONS for week in range(1, weeks + 1, MONTH)}

    assert expected | {(FIRST_VIEW.week, FIRST_VIEW.weeks)} == set(seen)


def test_no_fixed_share_comes_near_the_reference() -> None:
    """Over mixed horizons the reference is ahead of every fixed share by the whole interval."""
    runs = evaluate(reference, default_team(), seed=11)

    assert runs.worlds >= 200
    for name in runs.rivals:
        if name != "reference":
            assert runs.against(name).better, name


def test_the_best_fixed_share_moves_with_the_horizon() -> None:
    """Repaying a fifth loses in half a year and gains in two years (a known shape of such models).

    Interest grows with debt, so what is repaid early comes back only if there is time for it.
    """
    runs = evaluate(a_fifth, default_team(), seed=3)
    never = runs.by_horizon(runs.rivals[constant_name(0.0)])
    own = runs.by_horizon()

    assert own[HORIZONS[0]] < 0.95 * never[HORIZONS[0]]
    assert own[HORIZONS[-1]] > never[HORIZONS[-1]]


def test_other_seeds_are_other_worlds() -> None:
    """Held-out worlds are not the practice worlds."""
    one, other = (evaluate(a_fifth, default_team(), worlds=6, seed=seed) for seed in (1, 2))

    assert not np.array_equal(one.items, other.items)


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        (lambda view: 20, "for 20 % write 0.2"),
        (lambda view: -0.1, "allowed are 0 to 0.5"),
        (lambda view: None, "Did you forget a return statement?"),
        (lambda view: "a lot", "a share of time was expected"),
        (lambda view: True, "a share of time was expected"),
        (lambda view: float("nan"), "a share of time was expected"),
        (lambda view: 1 / 0, "it stopped with ZeroDivisionError"),
        (lambda view: view.debt, "it stopped with AttributeError"),
    ],
)
def test_a_fault_is_a_sentence(policy: Callable[[TeamView], Any], words: str) -> None:
    """It names the week, what came back, and what is allowed."""
    with pytest.raises(PolicyFault, match="in week 1 of 52") as caught:
        share_of(map(policy, [FIRST_VIEW]), FIRST_VIEW)

    assert words in str(caught.value)


def test_no_policy_at_all_is_a_sentence() -> None:
    """A number in the place of a function is told so."""
    with pytest.raises(PolicyFault, match=r"0\.2 cannot be called"):
        evaluate(0.2, default_team(), worlds=3)  # type: ignore[arg-type]  # that is the fault


def test_all_worlds_of_a_month_are_asked_in_one_go():
    """A policy that lives elsewhere is asked once before the first week, then once a month."""

    class Elsewhere:
        def __init__(self) -> None:
            self.asked: list[int] = []

        def __call__(self, view: TeamView) -> float:
            raise AssertionError("asked alone")

        def call_each(self, views: Any) -> Any:
            self.asked.append(len(views))
            return map(reference, views)

    policy = Elsewhere()
    team = default_team()
    alone = evaluate(reference, team, worlds=12, constants=(0.0,))
    runs = evaluate(policy, team, worlds=12, constants=(0.0,))

    assert [1, *[12] * 7, *[8] * 10, *[4] * 9] == policy.asked
    assert alone.items.tolist() == runs.items.tolist()
