"""Trade-off models agree with closed forms, second methods and known answers."""

from __future__ import annotations

import itertools
import math
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadlab.models import tradeoffs
from leadlab.models.tradeoffs.inputs import UnusableTradeoff

flows = st.lists(st.floats(-1e4, 1e4), min_size=1, max_size=12)
rates = st.floats(0, 0.5)


def test_present_value_of_an_annuity_has_a_closed_form() -> None:
    """Ten payments of 1 are worth (1 - (1 + r) ** -10) / r."""
    expected = (1 - 1.08**-10) / 0.08

    assert pytest.approx(expected) == tradeoffs.net_present_value([0, *[1] * 10], rate=0.08)


@given(flows, flows, rates)
def test_present_value_adds_up(first: list[float], second: list[float], rate: float) -> None:
    """The value of two streams together is the sum of their values."""
    size = max(len(first), len(second))
    both = [sum(pair) for pair in itertools.zip_longest(first, second, fillvalue=0.0)]
    apart = sum(tradeoffs.net_present_value(each, rate=rate) for each in (first, second))

    assert size == len(both)
    assert pytest.approx(apart, abs=1e-6) == tradeoffs.net_present_value(both, rate=rate)


def test_payback_is_the_last_return_to_zero() -> None:
    """A stream that dips again after its first return has not yet paid back."""
    assert 4.0 == tradeoffs.payback_period([-10, 15, -20, 5, 10])


def test_ownership_adds_what_the_price_list_leaves_out() -> None:
    """Each part by hand: growth on running, discount on all, leaving at the end."""
    cost = tradeoffs.total_cost_of_ownership(
        entry=10,
        running_per_year=100,
        people_per_year=20,
        leaving=50,
        years=2,
        growth=0.1,
        rate=0.05,
    )
    expected = 10 + (100 + 20) / 1.05 + (110 + 20) / 1.05**2 + 50 / 1.05**2

    assert pytest.approx(expected) == cost.total


def test_no_volume_earns_back_a_price_below_cost() -> None:
    """A margin of nothing or less never pays the fixed cost."""
    assert None is tradeoffs.break_even_volume(fixed=10, price=2, variable=2)


@given(st.lists(st.tuples(st.floats(0.1, 100), st.floats(0.1, 20)), min_size=1, max_size=6))
def test_cost_of_delay_by_duration_is_the_best_order(items: list[tuple[float, float]]) -> None:
    """No order of up to six items costs less (Smith's rule, by trying them all)."""
    rates_, weeks = zip(*items, strict=True)
    chosen = tradeoffs.delay_cost(tradeoffs.by_cost_of_delay(rates_, weeks), rates_, weeks)
    least = min(
        tradeoffs.delay_cost(order, rates_, weeks)
        for order in itertools.permutations(range(len(items)))
    )

    assert pytest.approx(least) == chosen


def test_moscow_leaves_out_what_is_not_done_this_time() -> None:
    """Won't means not in the list, and equal priorities keep their order."""
    assert (0, 2, 3) == tradeoffs.by_moscow(["must", "won't", "must", "could"])


def test_a_tornado_puts_the_widest_swing_first() -> None:
    """Bars are sorted by the distance between the results at both ends."""
    bars = tradeoffs.tornado(
        lambda a, b: a - 3 * b, {"a": 1.0, "b": 1.0}, {"a": (0, 2), "b": (0, 2)}
    )

    assert [("b", 6.0), ("a", 2.0)] == [(bar.name, bar.swing) for bar in bars]


@given(st.floats(-50, 50))
def test_a_break_point_is_where_the_sign_turns(root: float) -> None:
    """Bisection finds the root of a line that crosses zero."""
    found = tradeoffs.break_point(lambda x: 2 * (x - root), {"x": 0.0}, "x", low=-60, high=60)

    assert pytest.approx(root, abs=1e-6) == found


def test_the_best_repayment_moves_with_the_horizon() -> None:
    """Nothing over a quarter, a good share over three years: 20 to 30 % is a special case."""
    quarter, three_years = (tradeoffs.best_share(weeks=weeks) for weeks in (13, 156))

    assert 0.0 == quarter
    assert 0.1 < three_years < 0.6


def test_interest_never_passes_its_ceiling() -> None:
    """However large the debt, the share stays below the highest one."""
    shares = [tradeoffs.interest_share(debt) for debt in (0, 0.5, 1, 5, 50)]

    assert sorted(shares) == shares
    assert 0.0 == shares[0]
    assert 0.5 >= shares[-1]


def test_one_step_of_an_option_by_hand() -> None:
    """Worth 100, cost 100, up or down a fifth, rate 0: half a chance of 20."""
    assert pytest.approx(10.0) == tradeoffs.option_value(
        worth=100, cost=100, up=1.2, down=0.8, steps=1
    )


def test_a_fine_tree_agrees_with_the_closed_form() -> None:
    """With many steps the tree gives Black and Scholes' price of a call."""
    sigma, years, rate, steps = 0.3, 1.0, 0.05, 600
    step = years / steps
    up = math.exp(sigma * math.sqrt(step))
    tree = tradeoffs.option_value(
        worth=100, cost=105, up=up, down=1 / up, steps=steps, rate=math.exp(rate * step) - 1
    )
    d1 = (math.log(100 / 105) + (rate + sigma**2 / 2) * years) / (sigma * math.sqrt(years))
    d2 = d1 - sigma * math.sqrt(years)
    normal = [(1 + math.erf(d / math.sqrt(2))) / 2 for d in (d1, d2)]
    # the tree's cost does not grow, so waiting is never worse and early exercise never pays
    closed = 100 * normal[0] - 105 * math.exp(-rate * years) * normal[1]

    assert pytest.approx(closed, rel=0.005) == tree


@given(st.floats(10, 200), st.floats(10, 200))
def test_waiting_is_never_worth_less_than_deciding_now(worth: float, cost: float) -> None:
    """A right to wait cannot hurt."""
    tree = {"worth": worth, "cost": cost, "up": 1.3, "down": 0.75, "steps": 3}

    now = tradeoffs.option_value(**tree, may_wait=False)  # type: ignore[arg-type]  # one dict for both
    assert now <= tradeoffs.option_value(**tree) + 1e-9  # type: ignore[arg-type]  # one dict for both


def test_equal_benchmarks_seldom_differ() -> None:
    """Two samples of the same runs show a difference in few of many pairs."""
    rng = np.random.default_rng(3)
    shown = sum(
        tradeoffs.compare_benchmarks(*rng.lognormal(0, 0.1, (2, 12)), resamples=400).shown
        for _ in range(100)
    )

    assert 15 >= shown


def test_a_doubled_time_is_shown() -> None:
    """Twelve runs each are enough for a factor of two."""
    rng = np.random.default_rng(3)
    found = tradeoffs.compare_benchmarks(rng.lognormal(0, 0.1, 12), 2 * rng.lognormal(0, 0.1, 12))

    assert found.shown
    assert pytest.approx(2, rel=0.15) == found.ratio


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: tradeoffs.net_present_value([], rate=0.1), "flows: expected a list of 1"),
        (lambda: tradeoffs.net_present_value([1, math.nan], rate=0.1), "number 2 is nan"),
        (lambda: tradeoffs.repay(1.4, weeks=3), "share: 1.4 is outside 0 to 1"),
        (lambda: tradeoffs.repay(0.2, weeks=0), "weeks: expected a whole number from 1"),
        (lambda: tradeoffs.by_cost_of_delay([1, 2], [1]), "delay_per_week has 2, weeks has 1"),
        (lambda: tradeoffs.by_moscow(["maybe"]), "number 1 is 'maybe'"),
        (lambda: tradeoffs.compare_benchmarks([1, 2], [1, 2, 3]), "runs_a: expected a list of 3"),
        (
            lambda: tradeoffs.option_value(worth=1, cost=1, up=1.1, down=1.05, steps=1),
            "does not hold",
        ),
    ],
)
def test_unusable_numbers_are_told_in_a_sentence(call: object, words: str) -> None:
    """The sentence names what was given and what is allowed."""
    with pytest.raises(UnusableTradeoff, match=words):
        call()  # type: ignore[operator]  # each is a call without arguments


@given(
    st.lists(st.tuples(st.floats(0, 100), st.floats(0.1, 20)), min_size=1, max_size=6),
    st.randoms(use_true_random=False),
)
def test_the_area_under_the_waiting_is_what_each_item_waited(
    items: list[tuple[float, float]], shuffler: random.Random
) -> None:
    """Item by item, rate times the week of its end, gives the same sum as step by step."""
    order = list(range(len(items)))
    shuffler.shuffle(order)
    rates, weeks = zip(*items, strict=True)
    expected, clock = 0.0, 0.0
    for each in order:
        clock += weeks[each]
        expected += rates[each] * clock
    ends, waiting = tradeoffs.waiting_steps(order, rates, weeks)

    assert pytest.approx(expected) == float(np.sum(np.diff(ends) * waiting))
    assert pytest.approx(expected) == tradeoffs.delay_cost(order, rates, weeks)


def test_pairs_see_through_what_both_suffer() -> None:
    """Three per cent drown between machines, and stand out within pairs."""
    rng = np.random.default_rng(3)
    machine = rng.lognormal(3, 0.3, size=30)
    first, second = machine, 1.03 * machine * rng.lognormal(0, 0.01, size=30)
    paired = tradeoffs.compare_pairs(first, second)

    assert not tradeoffs.compare_benchmarks(first, second).shown
    assert 1 < paired.low < 1.03 < paired.high


def test_pairs_of_a_constant_ratio_have_no_width() -> None:
    """Where every pair has the same ratio, the interval is that ratio."""
    found = tradeoffs.compare_pairs([1, 2, 4, 8], [2, 4, 8, 16])

    assert (2.0, 2.0, 2.0) == (found.low, found.ratio, found.high)


@pytest.mark.parametrize("runs", [3, 4, 17, 18, 300])
@pytest.mark.parametrize("share", [0.0, 0.5, 0.9, 1.0])
def test_the_interval_is_that_of_resamples_looked_at_one_by_one(runs: int, share: float) -> None:
    """Counting draws from low to high finds, to the last digit, what NumPy finds in each."""
    first, second = np.random.default_rng(runs).lognormal(0, 0.4, (2, runs)).round(1) + 0.1
    rng = np.random.default_rng(7)
    drawn = [
        np.quantile(each[rng.integers(0, runs, size=(400, runs))], share, axis=1)
        for each in (first, second)
    ]
    pairs = np.random.default_rng(7).integers(0, runs, size=(400, runs))
    medians = np.median((second / first)[pairs], axis=1)

    apart = tradeoffs.compare_benchmarks(first, second, share=share, resamples=400)
    paired = tradeoffs.compare_pairs(first, second, resamples=400)

    ends = (1 - 0.95) / 2, (1 + 0.95) / 2
    assert np.quantile(drawn[1] / drawn[0], ends).tolist() == [apart.low, apart.high]
    assert np.quantile(medians, ends).tolist() == [paired.low, paired.high]


def test_pairs_need_a_partner_each_and_times_above_nothing() -> None:
    """A run without its partner, and a run that took no time, are told in a sentence."""
    with pytest.raises(UnusableTradeoff, match="same length"):
        tradeoffs.compare_pairs([1, 2, 3], [1, 2, 3, 4])
    with pytest.raises(UnusableTradeoff, match="more than 0"):
        tradeoffs.compare_pairs([1, 2, 0], [1, 2, 3])
