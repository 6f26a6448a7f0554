"""Stop, prototype or commit: the bets, the rivals, and policies that fail."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadlab.errors import LeadlabError
from leadlab.models import decisions
from leadlab.simulation import prototype_bets as bets
from leadlab.simulation import prototype_worlds as worlds
from leadlab.simulation.policies import PolicyFault, paired_difference

BETS = st.builds(
    bets.BetView,
    prior=st.floats(0.01, 0.99),
    success=st.floats(1, 100),
    failure=st.floats(-100, -1),
    prototype_cost=st.floats(0, 30),
    good_if_works=st.floats(0.5, 0.99),
    good_if_fails=st.floats(0.01, 0.5),
)


class TestReference:
    """The rival that computes."""

    @given(BETS)
    def test_it_is_worth_what_the_theory_says(self, bet: bets.BetView) -> None:
        """Best of stop, commit, and the EVSI less its price: computed by the model."""
        payoffs = [[bet.success, bet.failure], [0, 0]]
        prior = [bet.prior, 1 - bet.prior]
        likelihood = [
            [bet.good_if_works, bet.good_if_fails],
            [1 - bet.good_if_works, 1 - bet.good_if_fails],
        ]
        now = decisions.expected_values(payoffs, prior).max()
        look = decisions.evsi(payoffs, prior, likelihood).net(bet.prototype_cost)

        assert now + max(look, 0) == pytest.approx(
            worlds.exact_value(bets.reference, bet), abs=1e-6
        )

    @given(BETS)
    def test_no_rival_is_better_on_average(self, bet: bets.BetView) -> None:
        """On every single bet the reference has the highest expected value."""
        best = worlds.exact_value(bets.reference, bet)

        assert all(worlds.exact_value(each, bet) <= best + 1e-6 for each in _RIVALS)

    def test_it_beats_the_popular_rule_on_unseen_worlds(self) -> None:
        """The whole interval lies above 0 on a thousand worlds, for several seeds."""
        for seed in range(4):
            runs = worlds.evaluate(bets.reference, worlds=1_000, seed=seed)
            assert runs.beats("popular rule")
            assert runs.beats("do nothing")


_RIVALS = (bets.do_nothing, bets.popular_rule, lambda view: "commit")


class TestEvaluate:
    """Many worlds, one luck for all."""

    def test_rivals_share_their_luck(self) -> None:
        """A policy against its own copy differs by exactly nothing."""
        runs = worlds.evaluate(bets.popular_rule, worlds=200)

        assert (0.0, 0.0) == (runs.against["popular rule"].low, runs.against["popular rule"].high)

    def test_the_mean_is_the_mean_of_exact_values(self) -> None:
        """A second method: expectation bet by bet instead of drawn luck."""
        seen = []
        runs = worlds.evaluate(
            lambda view: seen.append(view) or bets.reference(view), worlds=20_000, baselines={}
        )
        exact = [worlds.exact_value(bets.reference, v) for v in seen[3:] if v.signal is None]

        assert sum(exact) / len(exact) == pytest.approx(runs.mean, abs=0.8)

    def test_do_nothing_earns_nothing(self) -> None:
        """Stop pays 0 in every world, and breaks no limit."""
        runs = worlds.evaluate(bets.do_nothing, worlds=200)

        assert (0.0, 0.0, 0.0) == (runs.mean, runs.p10, runs.breach_rate)
        assert {"commit": 0, "prototype": 0, "stop": 200} == runs.answers

    def test_same_seed_same_worlds(self) -> None:
        """Randomness comes in through the seed alone."""
        first, again, other = (
            worlds.evaluate(bets.reference, worlds=100, seed=seed).mean for seed in (3, 3, 4)
        )

        assert first == again
        assert first != other

    def test_the_view_holds_nothing_hidden(self) -> None:
        """What a policy is given has no field for the truth."""
        assert not hasattr(bets.SIMPLE_BET, "works")
        with pytest.raises(AttributeError):
            bets.SIMPLE_BET.prior = 1.0

    def test_it_shows_itself(self) -> None:
        """Plain and as a table, with the interval."""
        runs = worlds.evaluate(bets.reference, worlds=200)

        assert "PrototypeRuns(200 worlds): mean" in repr(runs)
        assert '<th scope="row">against popular rule, 95 % interval</th>' in runs._repr_html_()


class TestFaults:
    """Policies that fail."""

    def test_no_answer(self) -> None:
        """A missing return is named as such, before any world is drawn."""
        with pytest.raises(PolicyFault, match=r"returned None .* forget a return"):
            worlds.evaluate(lambda view: None)

    def test_a_second_prototype(self) -> None:
        """After the prototype only commit or stop are answers."""
        with pytest.raises(PolicyFault, match='"commit" or "stop"') as caught:
            worlds.evaluate(lambda view: "prototype")

        assert "prototype" == caught.value.came_back

    def test_its_own_error(self) -> None:
        """An error of the policy keeps its name and its cause."""
        with pytest.raises(PolicyFault, match="stopped with ZeroDivisionError") as caught:
            worlds.evaluate(lambda view: 1 / 0)

        assert isinstance(caught.value.__cause__, ZeroDivisionError)

    def test_the_world_is_named(self) -> None:
        """A policy that fails late says in which world."""

        def late(view: bets.BetView) -> str:
            return "stop" if view.prior < 0.7 else "maybe"

        with pytest.raises(PolicyFault, match=r"in world \d+: it returned 'maybe'"):
            worlds.evaluate(late)

    def test_not_a_function(self) -> None:
        """A policy has to be callable."""
        with pytest.raises(PolicyFault, match="cannot be called"):
            worlds.evaluate("commit")

    def test_unusable_ranges(self) -> None:
        """All faults of the ranges at once."""
        with pytest.raises(LeadlabError, match=r"success runs from 9 to 3.*prior must stay"):
            worlds.BetRanges(success=(9, 3), prior=(0.1, 1.4))


def test_paired_interval_is_narrower_than_its_parts() -> None:
    """Common luck cancels: a constant lead has an interval of no width."""
    gap = paired_difference([1.0, 50.0, -20.0], [0.0, 49.0, -21.0])

    assert (1.0, 1.0, 1.0) == (gap.mean, gap.low, gap.high)
