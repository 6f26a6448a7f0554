"""Triage by a score: counts by hand, costs by a second way, and the threshold from the prices."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from leadlab.errors import LeadlabError
from leadlab.models.alerts import (
    cheapest_within,
    confusion,
    gap,
    threshold_by_cost,
    triage_hours,
)

ROWS = [
    {"entry": "app", "score": 0.2, "serious": 1, "harmless": 8},
    {"entry": "app", "score": 0.8, "serious": 3, "harmless": 2},
    {"entry": "phone", "score": 0.2, "serious": 4, "harmless": 5},
    {"entry": "phone", "score": 0.8, "serious": 1, "harmless": 0},
]
PRICE = {"hours_to_look": 0.5, "hours_if_missed": 4.0}


def test_counts_by_hand() -> None:
    """From 0.5 on six are looked at, four of them serious; five serious ones are missed."""
    found = confusion(ROWS, {"app": 0.5, "phone": 0.5})

    assert (4, 5, 2, 13) == (
        found.serious_seen, found.serious_missed, found.harmless_seen, found.harmless_left
    )  # fmt: skip
    assert pytest.approx((4 / 6, 4 / 9, 5 / 9, 2 / 15)) == (
        found.precision, found.recall, found.missed_share, found.needless_share
    )  # fmt: skip
    assert 0.5 * 6 + 4 * 5 == triage_hours(ROWS, {"app": 0.5, "phone": 0.5}, **PRICE)


def test_a_score_on_the_threshold_is_looked_at() -> None:
    """Three times 0.1 is a little more than 0.3, and a score of 0.3 reaches it all the same."""
    rows = [{"entry": "app", "score": 0.3, "serious": 2, "harmless": 1}]

    assert 2 == confusion(rows, {"app": 3 * 0.1}).serious_seen
    assert 0 == confusion(rows, {"app": 0.31}).serious_seen


def test_the_gap_is_between_ways_in() -> None:
    """A quarter of those by app and four fifths of those by phone are missed."""
    assert pytest.approx(4 / 5 - 1 / 4) == gap(ROWS, {"app": 0.5, "phone": 0.5})


def test_cheapest_within_a_gap_agrees_with_trying_all() -> None:
    """A plain loop over all pairs finds the same first one."""
    steps = (0.1, 0.5, 0.9)
    tried = []
    for app, phone in product(steps, repeat=2):
        at = {"app": app, "phone": phone}
        shares = [
            sum(r["serious"] for r in ROWS if r["entry"] == e and r["score"] < at[e])
            / sum(r["serious"] for r in ROWS if r["entry"] == e)
            for e in at
        ]
        if abs(shares[0] - shares[1]) <= 0.3:
            looked = sum(r["serious"] + r["harmless"] for r in ROWS if r["score"] >= at[r["entry"]])
            missed = sum(r["serious"] for r in ROWS if r["score"] < at[r["entry"]])
            tried.append((0.5 * looked + 4 * missed, (app, phone)))

    assert sorted(tried) == cheapest_within(ROWS, steps, ("app", "phone"), most_gap=0.3, **PRICE)


@pytest.mark.parametrize(("look", "miss"), [(0.5, 5.0), (1.0, 4.0), (3.0, 2.0)])
def test_the_threshold_from_the_prices_is_the_cheapest_for_a_true_chance(
    look: float, miss: float
) -> None:
    """Where the score is the chance, no other threshold costs less; found by trying them."""
    scores = np.linspace(0.005, 0.995, 100)
    tried = {
        at: sum(look if score >= at else miss * score for score in scores)
        for at in np.linspace(0, 1, 101)
    }
    best = min(tried.values())
    own = threshold_by_cost(hours_to_look=look, hours_if_missed=miss)
    cost = sum(look if score >= own else miss * score for score in scores)

    assert pytest.approx(best) == cost


def test_nothing_to_divide_by_is_nan_and_a_missing_threshold_a_sentence() -> None:
    """Nobody looked at anything; and a way in without threshold is named."""
    assert np.isnan(confusion(ROWS, {"app": 1.0, "phone": 1.0}).precision)
    assert np.isnan(confusion([], {"app": 0.5}).recall)
    with pytest.raises(LeadlabError, match="phone"):
        confusion(ROWS, {"app": 0.5})
    with pytest.raises(LeadlabError, match="must cost something"):
        threshold_by_cost(hours_to_look=1, hours_if_missed=0)
