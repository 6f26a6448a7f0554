"""Choosing under uncertainty: closed forms, second methods and properties."""

from __future__ import annotations

import itertools
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadlab.errors import LeadlabError
from leadlab.models import decisions

NOW = pd.Timestamp("2026-03-02T12:00Z")
HOWARD = ([[500, -300], [0, 0]], [0.6, 0.4])


@st.composite
def choices(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Payoffs (actions, states), a prior, and a likelihood (signals, states)."""
    actions, states, signals = draw(st.tuples(*[st.integers(1, 4)] * 3))
    part = st.integers(0, 20)
    payoffs = draw(
        st.lists(
            st.lists(st.integers(-50, 50), min_size=states, max_size=states),
            min_size=actions,
            max_size=actions,
        )
    )
    prior = np.array(draw(st.lists(part, min_size=states, max_size=states))) + 1
    table = np.array(
        draw(
            st.lists(
                st.lists(part, min_size=states, max_size=states),
                min_size=signals,
                max_size=signals,
            )
        )
    )
    likelihood = table + 1
    return np.array(payoffs), prior / prior.sum(), likelihood / likelihood.sum(axis=0)


@st.composite
def matrices(draw: st.DrawFn) -> tuple[list[list[int]], list[int]]:
    """Scores (options, criteria) and weights above 0."""
    options, criteria = draw(st.tuples(st.integers(2, 5), st.integers(2, 5)))
    row = st.lists(st.integers(1, 9), min_size=criteria, max_size=criteria)
    weights = draw(row)
    return draw(st.lists(row, min_size=options, max_size=options)), weights


class TestWeightedMatrix:
    """Options against criteria."""

    def test_weights_are_relative(self) -> None:
        """Doubling all weights changes nothing."""
        scores = [[4, 1, 3], [2, 3, 5]]

        assert (
            decisions.weighted_scores(scores, [1, 2, 3]).tolist()
            == decisions.weighted_scores(scores, [2, 4, 6]).tolist()
        )

    def test_equal_weights_give_the_mean(self) -> None:
        """With equal weights the total is the mean of the row."""
        assert [2.0, 5.0] == decisions.weighted_scores([[1, 3], [4, 6]], [7, 7]).tolist()

    def test_ranking_keeps_the_order_of_ties(self) -> None:
        """Equal totals stay in the order in which they were given."""
        assert (1, 0, 2) == decisions.ranking([3, 5, 3])

    def test_flip_closed_form(self) -> None:
        """Two options and two criteria tie where w (a-b) = (1-w) (d-c)."""
        flip = decisions.smallest_flip([[5, 1], [3, 4]], [7, 3])

        assert flip is not None
        assert 3 / 5 == pytest.approx(flip.weight_to)
        assert 3 / 5 - 7 / 10 == pytest.approx(flip.change)

    def test_no_flip_for_a_dominant_option(self) -> None:
        """No weight can unseat an option that leads on every criterion."""
        assert decisions.smallest_flip([[5, 5], [3, 4]], [1, 1]) is None

    def test_options_that_are_level_flip_at_once(self) -> None:
        """Equal totals need no change at all, whatever rounding says."""
        flip = decisions.smallest_flip([[1, 1, 4, 5, 4], [1, 1, 1, 5, 7]], [1, 1, 1, 2, 1])

        assert flip is not None
        assert (0.0, 0, 1) == (flip.change, flip.winner, flip.new_winner)

    @given(matrices())
    def test_flip_agrees_with_search(self, matrix: tuple[list[list[int]], list[int]]) -> None:
        """Just short of the flip the winner stands; just beyond it, it does not.

        The second method tries a fine grid of weights and finds no smaller change.
        """
        scores, weights = matrix
        shares = np.array(weights) / sum(weights)
        winner = decisions.ranking(decisions.weighted_scores(scores, weights))[0]
        flip = decisions.smallest_flip(scores, weights)
        limit = 1.0 if flip is None else abs(flip.change)
        for criterion, goal in itertools.product(range(len(shares)), np.linspace(0, 1, 41)):
            if abs(goal - shares[criterion]) < limit - 1e-9:
                moved = _rescaled(shares, criterion, goal)
                totals = decisions.weighted_scores(scores, moved)
                assert totals[winner] >= totals.max() - 1e-9
        if flip is not None:
            direction = np.sign(flip.change) or _way_out(scores, shares, flip)
            beyond = flip.weight_to + direction * 1e-6
            totals = decisions.weighted_scores(scores, _rescaled(shares, flip.criterion, beyond))
            assert totals[flip.new_winner] > totals[winner]

    def test_sensitivity_follows_the_weights(self) -> None:
        """The more is known about the weights, the more often the present winner wins."""
        scores, weights = [[5, 1], [3, 4]], [0.7, 0.3]

        vague = decisions.weight_sensitivity(scores, weights, concentration=5)
        firm = decisions.weight_sensitivity(scores, weights, concentration=500)

        assert vague.win_share[0] < firm.win_share[0]
        assert 1 == pytest.approx(sum(vague.win_share))

    def test_any_weights(self) -> None:
        """Over all weightings of two criteria, the share of wins is the length of the interval."""
        found = decisions.weight_sensitivity(
            [[5, 1], [3, 4]], [1, 1], concentration=None, draws=100_000
        )

        assert 0.4 == pytest.approx(found.win_share[0], abs=0.01)

    @given(matrices())
    def test_the_winner_is_on_the_front(self, matrix: tuple[list[list[int]], list[int]]) -> None:
        """Whatever the weights, a winner is never dominated."""
        scores, weights = matrix
        winner = decisions.ranking(decisions.weighted_scores(scores, weights))[0]

        assert winner in decisions.pareto_front(scores)

    def test_equals_do_not_dominate(self) -> None:
        """Two equal options dominate neither one the other."""
        assert [False, False] == decisions.dominated([[1, 2], [1, 2]]).tolist()


def _rescaled(shares: np.ndarray, criterion: int, goal: float) -> np.ndarray:
    moved = shares * (1 - goal) / (1 - shares[criterion])
    moved[criterion] = goal
    return moved


def _way_out(scores: list[list[int]], shares: np.ndarray, flip: decisions.Flip) -> float:
    """Direction in which the new winner leads when both are level now."""
    up = decisions.weighted_scores(scores, _rescaled(shares, flip.criterion, flip.weight_to + 1e-6))
    return 1.0 if up[flip.new_winner] > up[flip.winner] else -1.0


class TestPayoffs:
    """Expected value, caution and regret."""

    def test_known_answer(self) -> None:
        """60 % gain 500, 40 % lose 300: 180 expected."""
        assert 180 == pytest.approx(decisions.expected_value([500, -300], [0.6, 0.4]))

    def test_rows_of_a_table(self) -> None:
        """The table form is the list form row by row."""
        payoffs, prior = HOWARD

        assert [
            decisions.expected_value(row, prior) for row in payoffs
        ] == decisions.expected_values(payoffs, prior).tolist()

    def test_three_rules_disagree(self) -> None:
        """Mean, caution and regret can each choose another action."""
        payoffs = [[100, -60, -10], [20, 10, 0], [60, -10, -5]]

        assert 0 == decisions.best_action(payoffs, [0.6, 0.2, 0.2])
        assert 1 == decisions.maximin(payoffs)
        assert 2 == decisions.minimax_regret(payoffs)

    def test_break_even_chance_makes_both_equal(self) -> None:
        """At the break-even chance, betting pays what leaving pays."""
        chance = decisions.break_even_chance(win=500, lose=-300, otherwise=50)

        assert 50 == pytest.approx(decisions.expected_value([500, -300], [chance, 1 - chance]))

    @given(choices())
    def test_break_even_of_two_actions(self, choice: tuple[np.ndarray, ...]) -> None:
        """Where there is a break-even, both actions pay the same there."""
        payoffs = np.resize(choice[0], (2, 2))
        chance = decisions.break_even(payoffs)

        if chance is not None:
            first, second = decisions.expected_values(payoffs, [chance, 1 - chance])
            assert first == pytest.approx(second, abs=1e-9)

    def test_no_break_even_under_dominance(self) -> None:
        """No chance flips the choice when one action is as good everywhere."""
        assert decisions.break_even([[5, 5], [3, 5]]) is None


class TestInformation:
    """What it is worth to know more."""

    def test_known_answer(self) -> None:
        """Expected 180, with perfect information 300, so EVPI is 120."""
        assert 120 == pytest.approx(decisions.evpi(*HOWARD))

    def test_posterior_is_bayes(self) -> None:
        """The closed form, in exact fractions."""
        prior, hit, alarm = Fraction(7, 10), Fraction(9, 10), Fraction(2, 10)
        seen = prior * hit + (1 - prior) * alarm

        chance, after = decisions.posterior([0.7, 0.3], [[0.9, 0.2], [0.1, 0.8]])

        assert float(seen) == pytest.approx(chance[0])
        assert float(prior * hit / seen) == pytest.approx(after[0, 0])

    def test_evsi_by_simulation(self) -> None:
        """Draw worlds and signals, act on each signal: the mean gain is the EVSI."""
        payoffs = np.array([[40, -30], [5, 25]])
        prior, table = np.array([0.7, 0.3]), np.array([[0.9, 0.2], [0.1, 0.8]])
        look = decisions.evsi(payoffs, prior, table)
        rng = np.random.default_rng(11)
        state = rng.choice(2, p=prior, size=400_000)
        signal = (rng.random(400_000) > table[0, state]).astype(int)
        # the best act per signal is found from the draws, not from Bayes
        acts = [payoffs[:, state[signal == k]].mean(axis=1).argmax() for k in (0, 1)]
        gained = payoffs[np.array(acts)[signal], state].mean() - payoffs[0, state].mean()

        assert look.value == pytest.approx(gained, abs=0.15)
        assert look.best_action == tuple(int(act) for act in acts)

    @given(choices())
    def test_between_nothing_and_perfect(self, choice: tuple[np.ndarray, ...]) -> None:
        """No look is worth less than nothing, or more than perfect information."""
        payoffs, prior, likelihood = choice
        look = decisions.evsi(payoffs, prior, likelihood)

        assert 0 <= look.value <= decisions.evpi(payoffs, prior) + 1e-9

    def test_a_signal_that_leaves_a_tie_keeps_the_choice(self) -> None:
        """Where a signal makes two actions equal, you do what you would have done without it."""
        look = decisions.evsi([[1, 0], [0, 1]], [0.4, 0.6], [[0.6, 0.4], [0.4, 0.6]])

        assert (1, (1, 1), False) == (look.prior_action, look.best_action, look.changes_choice)

    @given(choices())
    def test_a_perfect_look_reaches_the_ceiling(self, choice: tuple[np.ndarray, ...]) -> None:
        """A look that names the state is worth the EVPI."""
        payoffs, prior, _ = choice
        perfect = decisions.evsi(payoffs, prior, np.eye(len(prior)))

        assert decisions.evpi(payoffs, prior) == pytest.approx(perfect.value, abs=1e-9)

    @given(choices())
    def test_posteriors_average_to_the_prior(self, choice: tuple[np.ndarray, ...]) -> None:
        """What you expect to believe is what you believe."""
        _, prior, likelihood = choice
        chance, after = decisions.posterior(prior, likelihood)

        assert prior == pytest.approx(chance @ after)

    def test_a_look_that_says_the_same_in_all_states_is_worth_nothing(self) -> None:
        """Nineteen in twenty, whatever the cause: exactly 0, and the act stays."""
        look = decisions.evsi([[40, -30], [5, 25]], [0.7, 0.3], [[0.95, 0.95], [0.05, 0.05]])

        assert 0.0 == look.value
        assert (0, 0) == look.best_action
        assert not look.changes_choice

    def test_a_signal_that_cannot_occur(self) -> None:
        """An impossible signal divides nothing by nothing and keeps the prior."""
        look = decisions.evsi([[1, 0], [0, 1]], [0.5, 0.5], [[1, 1], [0, 0]])

        assert [0.5, 0.5] == look.posterior[1].tolist()


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: decisions.expected_value([1, 2], [0.7, 0.7]), "must add to 1"),
        (lambda: decisions.expected_value([1, 2, 3], [0.5, 0.5]), "expected 3, one for each"),
        (lambda: decisions.expected_value([1, "x"], [0.5, 0.5]), "numbers only"),
        (lambda: decisions.evpi([[1, 2], [3]], [0.5, 0.5]), "rows of equal length"),
        (lambda: decisions.evpi([1, 2], [0.5, 0.5]), "a table"),
        (lambda: decisions.evpi([[1, np.nan]], [0.5, 0.5]), "must be finite"),
        (lambda: decisions.evsi([[1, 2]], [0.5, 0.5], [[0.9, 0.1], [0.2, 0.8]]), "columns add to"),
        (lambda: decisions.weighted_scores([[1, 2]], [0, 0]), "one must be above 0"),
        (lambda: decisions.weighted_scores([[1, 2]], [1]), "one for each criterion"),
        (lambda: decisions.break_even_chance(win=1, lose=2), "win must be above lose"),
        (lambda: decisions.break_even_chance(win=3, lose=2, otherwise=9), "lies outside"),
        (lambda: decisions.break_even([[1, 2, 3]]), "compares 2 actions in 2 states"),
        (lambda: decisions.reversal_cost(people=-1, weeks=1), "people: expected a number of at"),
        (lambda: decisions.decision_latency(pd.DataFrame({"opened": []}), now=NOW), "is missing"),
        (
            lambda: decisions.decision_latency(
                pd.DataFrame({"opened": [], "decided": [], "kind": []}), now=NOW.tz_localize(None)
            ),
            "has no time zone",
        ),
    ],
)
def test_faults_are_sentences(call: object, said: str) -> None:
    """Unusable input is answered with what was seen and what to do."""
    with pytest.raises(LeadlabError, match=said):
        call()


def test_no_weight_finds_what_lies_behind_the_line_of_the_extremes() -> None:
    """The cache of the lesson is beaten by nobody, and yet no weight chooses it."""
    walls = [(-9.5, -2), (-8.5, -5), (-6.5, -6), (-2.5, -9)]

    assert (0, 1, 2, 3) == decisions.pareto_front(walls)
    assert ((0.0, 0.5), None, None, (0.5, 1.0)) == decisions.winning_weights(walls)


@given(
    st.lists(st.tuples(st.integers(0, 10), st.integers(0, 10)), min_size=1, max_size=7),
    st.integers(0, 20),
)
def test_winning_weights_agree_with_the_totals(walls: list[tuple[int, int]], part: int) -> None:
    """At any weight the options with the highest total are those whose interval holds it."""
    totals = [part * first + (20 - part) * second for first, second in walls]
    expected = [total == max(totals) for total in totals]
    seen = [
        each is not None and each[0] - 1e-9 <= part / 20 <= each[1] + 1e-9
        for each in decisions.winning_weights(walls)
    ]

    assert expected == seen


def test_winning_weights_ask_for_two_criteria() -> None:
    """A third criterion has no single weight to sweep."""
    with pytest.raises(LeadlabError, match="2 criteria"):
        decisions.winning_weights([[1, 2, 3]])
