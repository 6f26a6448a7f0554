"""Intervals hold what they promise, by closed forms and by drawing many samples."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadlab import intervals

RUNS = 600


def clustered(rng: np.random.Generator, groups: int, size: int) -> tuple[np.ndarray, np.ndarray]:
    """Values that share most of their luck within a group, and the number of each one's group."""
    shared = rng.exponential(size=groups)
    values = shared[:, None] + 0.1 * rng.exponential(size=(groups, size))
    return values.ravel(), np.repeat(np.arange(groups), size)


@pytest.mark.parametrize("groups", [25, 120])
def test_an_interval_of_a_median_holds_it_as_often_as_it_says_where_values_come_in_groups(
    groups: int,
) -> None:
    """95 of 100 intervals hold the true median; taking each value for itself holds far fewer."""
    rng = np.random.default_rng(11)
    truth = float(np.median(rng.exponential(size=500_000) + 0.1 * rng.exponential(size=500_000)))
    hits = alone = 0
    for _ in range(RUNS):
        values, group = clustered(rng, groups, 8)
        _, low, high = intervals.quantile(values, 0.5, groups=group)
        hits += low <= truth <= high
        _, low, high = intervals.quantile(values, 0.5)
        alone += low <= truth <= high
    assert 0.925 <= hits / RUNS <= 0.985
    assert alone / RUNS < 0.75


def test_the_interval_of_a_median_is_that_of_a_bootstrap_over_groups() -> None:
    """A second method: whole groups drawn again and again give nearly the same ends."""
    rng = np.random.default_rng(5)
    values, group = clustered(rng, 150, 6)
    _, low, high = intervals.quantile(values, 0.5, groups=group)
    by_group = values.reshape(150, 6)
    drawn = np.median(by_group[rng.integers(0, 150, size=(4_000, 150))].reshape(4_000, -1), axis=1)
    other = np.quantile(drawn, [0.025, 0.975])
    width = other[1] - other[0]
    assert abs(low - other[0]) < 0.2 * width
    assert abs(high - other[1]) < 0.2 * width


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=60), st.floats(0.05, 0.95))
def test_a_quantile_is_one_of_the_values_and_lies_in_its_interval(
    values: list[float], share: float
) -> None:
    """Nothing is made up between observations."""
    found, low, high = intervals.quantile(np.array(values), share)
    assert {found, low, high} <= set(values)
    assert low <= found <= high


def test_what_is_not_over_yet_counts_as_longest() -> None:
    """With more than half still open there is no median yet; with fewer there is one."""
    assert np.isinf(intervals.quantile(np.array([1.0, np.inf, np.inf]), 0.5)[0])
    found, _, high = intervals.quantile(np.array([1.0, 2.0, 3.0, np.inf]), 0.5)
    assert 2.0 == found
    assert np.isinf(high)


def test_an_interval_of_a_mean_holds_it_as_often_as_it_says() -> None:
    """With sixty groups about 94 of 100 intervals hold the true mean."""
    rng = np.random.default_rng(3)
    hits = 0
    for _ in range(RUNS):
        values, group = clustered(rng, 60, 5)
        _, low, high = intervals.mean(values, groups=group)
        hits += low <= 1.1 <= high
    assert 0.9 <= hits / RUNS <= 0.98


@pytest.mark.parametrize(("hits", "asked"), [(0, 5), (5, 5), (3, 17), (1, 1)])
def test_the_ends_of_wilsons_interval_are_where_the_test_just_rejects(
    hits: int, asked: int
) -> None:
    """At an end p the observed share lies z standard deviations of p away."""
    z = 1.959963984540054
    for end in intervals.wilson(hits, asked):
        if 0 < end < 1:
            assert z == pytest.approx(abs(hits / asked - end) / (end * (1 - end) / asked) ** 0.5)
