"""Orders with dates agree with a plain sum and with trying everything."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadlab.errors import LeadlabError
from leadlab.models import tradeoffs
from leadlab.models.tradeoffs.dated_orders import cheapest_order, dated_cost, relative_scores

ITEM = st.tuples(
    st.integers(1, 9), st.integers(0, 8), st.sampled_from([math.inf, 4, 10]), st.integers(0, 60)
)


def plain_cost(order, items):
    """Waiting and missed dates, item after item."""
    total, done = 0.0, 0
    for each in order:
        weeks, delay, due, loss = items[each]
        done += weeks
        total += delay * done + (loss if done > due else 0)
    return total


def lists(items):
    """Columns of items in the order in which the model takes them."""
    weeks, delay, due, loss = zip(*items, strict=True)
    return delay, weeks, {"due": due, "loss": loss}


@given(st.lists(ITEM, min_size=1, max_size=5), st.randoms())
def test_an_order_costs_what_a_plain_loop_says(items, random):
    """Area of the waiting plus missed dates is the sum over items."""
    order = random.sample(range(len(items)), len(items))
    delay, weeks, dates = lists(items)
    found = dated_cost(order, delay, weeks, **dates)

    assert plain_cost(order, items) == pytest.approx(found.total)
    assert found.waiting == pytest.approx(float(np.sum((found.above - found.below) * found.ends)))


@settings(max_examples=40)
@given(st.lists(ITEM, min_size=1, max_size=5))
def test_the_cheapest_order_is_the_cheapest(items):
    """No other order costs less."""
    delay, weeks, dates = lists(items)
    best = cheapest_order(delay, weeks, **dates)
    costs = [plain_cost(order, items) for order in itertools.permutations(range(len(items)))]

    assert min(costs) == pytest.approx(plain_cost(best, items))


@given(st.lists(ITEM, min_size=1, max_size=5))
def test_without_losses_the_cheapest_costs_what_cd3_costs(items):
    """Where nothing hangs on a date, nothing beats cost of delay by weeks (Smith 1956)."""
    items = [(weeks, delay, due, 0) for weeks, delay, due, _ in items]
    delay, weeks, dates = lists(items)
    by_rule = tradeoffs.by_cost_of_delay(delay, weeks)

    assert plain_cost(by_rule, items) == pytest.approx(
        plain_cost(cheapest_order(delay, weeks, **dates), items)
    )


def test_done_in_the_week_of_the_date_is_in_time():
    """A date is missed after its week, and not in it."""
    assert () == dated_cost([0], [1], [4], due=[4], loss=[9]).late
    assert (0,) == dated_cost([0], [1], [4.5], due=[4], loss=[9]).late


def test_scores_are_the_nearest_of_the_scale():
    """Six times the smallest is nearer to five than to eight; far more than twenty is twenty."""
    assert [1, 5, 8, 20] == relative_scores([0.5, 3.0, 4.5, 400]).tolist()


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: cheapest_order([1] * 8, [1] * 8, due=[9] * 8, loss=[0] * 8), "too many orders"),
        (lambda: dated_cost([0], [1], [1], due=[1, 2], loss=[0]), "due: expected 1 weeks"),
        (lambda: dated_cost([0], [1], [1], due=[math.nan], loss=[0]), "due: expected 1 weeks"),
        (lambda: dated_cost([0], [1], [1], due=[1], loss=[0, 1]), "loss: expected 1 amounts"),
        (lambda: dated_cost([1], [1], [1], due=[1], loss=[0]), "order: expected each"),
        (lambda: relative_scores([0, 1]), "above 0"),
    ],
)
def test_faults_are_sentences(call, said):
    """What cannot be ordered is named."""
    with pytest.raises(LeadlabError, match=said):
        call()
