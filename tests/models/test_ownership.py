"""Both ways over the years agree with their one-year sums, and draws with numpy's own."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadlab.errors import LeadlabError
from leadlab.models import tradeoffs
from leadlab.models.tradeoffs.ownership import (
    BuildOrBuy,
    ownership_by_year,
    read_ownership,
)
from leadlab.models.tradeoffs.sensitivity import break_points, drawn_worlds, ranges_around

WAYS = BuildOrBuy(week=1.6, running=5.0, leaving=4.8, connecting=4.8, people=3.2)
GUESSES = {
    "build_weeks": 10.0, "upkeep_weeks": 8.0, "first_year": 12.0, "growth": 0.3,
    "exit_cost": 12.0, "rate": 0.08,
}  # fmt: skip
RANGES = {
    "build_weeks": (8.0, 24.0), "upkeep_weeks": (5.0, 18.0), "first_year": (10.0, 14.0),
    "growth": (0.1, 0.4), "exit_cost": (4.0, 24.0), "rate": (0.04, 0.12),
}  # fmt: skip
money = st.floats(0, 100)
shares = st.floats(0, 0.6)


@given(money, money, money, money, shares, shares)
def test_each_year_is_the_sum_of_a_shorter_life(entry, running, people, leaving, growth, rate):
    """The entry of year k is the total cost of owning for k years."""
    amounts = {
        "entry": entry, "running_per_year": running, "people_per_year": people,
        "leaving": leaving, "growth": growth, "rate": rate,
    }  # fmt: skip
    totals = [
        tradeoffs.total_cost_of_ownership(**amounts, years=years).total for years in range(1, 7)
    ]

    assert totals == pytest.approx(ownership_by_year(**amounts, years=6).tolist())


def test_worlds_do_not_touch_each_other():
    """Row k of many worlds is what world k alone costs."""
    upkeep, rates = [4.0, 8.0, 12.0], [0.0, 0.1, 0.2]
    together = WAYS.build(5, build_weeks=10, upkeep_weeks=np.array(upkeep), rate=np.array(rates))
    alone = [
        WAYS.build(5, build_weeks=10, upkeep_weeks=weeks, rate=rate)
        for weeks, rate in zip(upkeep, rates, strict=True)
    ]

    assert np.allclose(alone, together)


def test_the_table_of_the_lesson():
    """Five years: 90.3 against 109.0, three numbers that turn it, 42 worlds of a hundred."""
    found = read_ownership(WAYS, GUESSES, RANGES, horizon=5, years=8)

    assert [90.3, 109.0] == [round(float(each[4]), 1) for each in (found.build, found.buy)]
    assert ["upkeep_weeks", "growth", "build_weeks"] == [bar.name for bar in found.flips]
    assert 0.42 == round(found.share, 2)
    assert [21.68, 10.93, 9.31, 0.16, None, 0.33] == [
        None if at is None else round(at, 2) for at in found.turns.values()
    ]
    assert found.difference == pytest.approx(WAYS.difference(5, **GUESSES))


@given(st.floats(2, 30), st.floats(1, 24), st.floats(0.02, 0.5))
def test_break_points_together_are_those_found_one_by_one(build_weeks, upkeep_weeks, growth):
    """Six searches at once give what six bisections give."""
    guesses = {
        **GUESSES, "build_weeks": build_weeks, "upkeep_weeks": upkeep_weeks, "growth": growth,
    }  # fmt: skip
    searched = {name: (guess / 100, guess * 10) for name, guess in guesses.items()}

    def one(**assumed):
        return WAYS.difference(4, **assumed)

    def many(**assumed):
        return WAYS.differences(4, **assumed)

    alone = {
        name: tradeoffs.break_point(one, guesses, name, low=low, high=high)
        for name, (low, high) in searched.items()
    }

    assert alone == pytest.approx(break_points(many, guesses, searched))


def test_drawn_worlds_are_numpys_triangular_draws():
    """With one seed both turn the same uniform numbers into the same draws."""
    rng = np.random.default_rng(5)
    expected = {
        name: rng.triangular(low, GUESSES[name], high, 500) for name, (low, high) in RANGES.items()
    }
    drawn = drawn_worlds(GUESSES, RANGES, worlds=500, seed=5)
    for name, values in expected.items():
        assert np.allclose(values, drawn[name])


def test_a_range_without_width_is_its_guess():
    """What is certain is the same in every world."""
    drawn = drawn_worlds({"weeks": 10.0}, {"weeks": (10.0, 10.0)}, worlds=5)

    assert [10.0] * 5 == drawn["weeks"].tolist()


@given(st.floats(0.1, 5), st.floats(0, 1))
def test_ranges_move_and_shrink_with_their_guess(factor, width):
    """Twice the guess has ends twice as far; width 0 leaves the guess alone."""
    guesses = {name: guess * factor for name, guess in GUESSES.items()}
    moved = ranges_around(guesses, GUESSES, RANGES, width=width)
    for name, (low, high) in RANGES.items():
        expected = tuple(
            factor * ((1 - width) * GUESSES[name] + width * end) for end in (low, high)
        )
        assert expected == pytest.approx(moved[name])


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: read_ownership(WAYS, GUESSES, RANGES, horizon=9, years=8), "horizon: 9"),
        (lambda: WAYS.build(0, **GUESSES), "years: expected a whole number"),
        (lambda: drawn_worlds({"weeks": 3.0}, {"weeks": (8.0, 9.0)}), "weeks: 3 is outside"),
        (lambda: ranges_around(GUESSES, GUESSES, RANGES, width=-1), "width: -1"),
    ],
)
def test_faults_are_sentences(call, said):
    """What cannot be worked out is named."""
    with pytest.raises(LeadlabError, match=said):
        call()
