"""Policies over many quarters of the decision room, and policies that fail."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from small_room import PEOPLE, SMALL

from leadlab.catalog_decision_room import decision_room
from leadlab.errors import LeadlabError, UnknownName
from leadlab.simulation.decision_room import (
    Action,
    RoomView,
    begin,
    defer,
    look,
    step,
)
from leadlab.simulation.decision_room_debrief import debrief
from leadlab.simulation.decision_room_policies import (
    BASELINES,
    always_buy,
    decide_at_once,
    popular_rule,
    reference,
)
from leadlab.simulation.decision_room_records import (
    RoomAssumptions,
)
from leadlab.simulation.decision_room_runs import compare, simulate
from leadlab.simulation.policies import PolicyFault


class TestSimulate:
    """Policies over many quarters."""

    def test_luck_is_common_to_all_policies(self) -> None:
        """Two policies that do the same differ by nothing; the truths do not depend on acts."""
        runs = compare(SMALL, {"one": reference, "two": reference}, replications=40)

        assert (0.0, 0.0, 0.0) == (
            (gap := runs["one"].against(runs["two"])).mean,
            gap.low,
            gap.high,
        )

    def test_luck_averages_out(self) -> None:
        """Over many quarters chance gives what it takes, for any policy."""
        for policy in BASELINES.values():
            runs = simulate(SMALL, policy, replications=1_500, seed=2)
            error = runs.luck.std() / math.sqrt(runs.replications)
            assert abs(runs.luck.mean()) < 4 * error + 1e-6

    def test_the_reference_beats_its_rivals(self) -> None:
        """In the room of the course, with the whole 95 % interval above 0."""
        runs = compare(decision_room(), replications=300, seed=3)
        best = runs.pop("reference")

        assert all(best.against(rival).better for rival in runs.values())

    def test_buying_everything_costs_more_than_it_brings(self) -> None:
        """Looks are paid for even where they cannot change the choice."""
        runs = compare(decision_room(), replications=200, seed=3)

        assert runs["always buy"].spent.mean() > 3 * runs["reference"].spent.mean()
        assert runs["always buy"].mean < runs["reference"].mean

    def test_seeing_without_lean_or_noise(self) -> None:
        """Where advisers are near perfect, the popular rule gives nothing away."""
        people = tuple(replace(each, noise=0.2) for each in PEOPLE)
        clear = replace(
            SMALL, advisers=people, assumptions=RoomAssumptions(bias_spread=0.0, signal=1.0)
        )

        assert 0 == pytest.approx(
            simulate(clear, popular_rule, replications=200).process_losses.mean(), abs=1e-6
        )

    def test_a_single_quarter_agrees_with_the_machine(self) -> None:
        """`begin` and `simulate` draw the same quarter from the same seed."""
        state = begin(11, SMALL)
        while not state.over:
            state = step(state, always_buy(state.view))

        assert debrief(state).result == pytest.approx(
            simulate(SMALL, always_buy, replications=1, seed=11).mean
        )

    def test_decide_at_once_never_waits(self) -> None:
        """No delay and no looks, on the base rate alone."""
        runs = simulate(SMALL, decide_at_once, replications=20)

        assert (0.0, 0.0, 0.0) == (runs.latency_weeks, runs.spent.sum(), runs.lapsed)

    def test_it_shows_itself(self) -> None:
        """Plain and as a table; bias, noise and luck are there."""
        runs = simulate(SMALL, reference, replications=20)

        assert "RoomRuns(2 decisions x 20 quarters): mean" in repr(runs)
        assert "Brier = bias^2 + noise^2 + luck" in runs._repr_html_()

    def test_runs_of_different_luck_are_not_compared(self) -> None:
        """A paired interval needs pairs."""
        with pytest.raises(LeadlabError, match="share their luck"):
            simulate(SMALL, reference, replications=3).against(
                simulate(SMALL, reference, replications=4)
            )


class TestPolicyFaults:
    """Policies that fail, with the week and what came back."""

    def test_nothing_came_back(self) -> None:
        """A missing return is found before any quarter is drawn."""
        with pytest.raises(PolicyFault, match=r"tried on one decision, week 1: it returned None"):
            simulate(SMALL, lambda view: None)

    def test_its_own_error(self) -> None:
        """An error of the policy keeps its name."""

        def policy(view: RoomView) -> Action:
            return defer() if view.week < 3 else view.nothing

        with pytest.raises(PolicyFault, match="week 3: it stopped with AttributeError"):
            simulate(SMALL, policy)

    def test_an_act_that_cannot_be_done(self) -> None:
        """The action and the reason are both named."""
        with pytest.raises(PolicyFault, match=r"look\('bet', 'dear'\), which cannot be done") as e:
            simulate(SMALL, lambda view: look("bet", "dear"))

        assert look("bet", "dear") == e.value.came_back

    def test_not_a_function(self) -> None:
        """A policy has to be callable."""
        with pytest.raises(PolicyFault, match="cannot be called"):
            simulate(SMALL, 3)

    def test_names_of_baselines(self) -> None:
        """A baseline may be named; a slip gets the nearest name."""
        named = simulate(SMALL, "popular rule", replications=5)

        assert simulate(SMALL, popular_rule, replications=5).mean == named.mean
        with pytest.raises(UnknownName, match="Did you mean 'reference'"):
            simulate(SMALL, "referense")

    def test_how_many_quarters(self) -> None:
        """A number of replications that cannot be meant is refused."""
        with pytest.raises(LeadlabError, match="replications: expected 1 to"):
            simulate(SMALL, reference, replications=0)
