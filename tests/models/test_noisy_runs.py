"""Many comparisons at once agree with single ones, and noise does what it is said to do."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadlab.errors import LeadlabError
from leadlab.models import tradeoffs
from leadlab.models.tradeoffs.noisy_runs import Bench, compare_days


@pytest.mark.parametrize("runs", [3, 12, 25])
@pytest.mark.parametrize("paired", [False, True])
def test_days_at_once_are_single_comparisons(runs, paired):
    """Each day has the interval that the single comparisons give its sorted runs."""
    first, second = Bench(change=0.1, paired=paired).draw(runs, days=4)
    found = compare_days(first, second, paired=paired, resamples=300, seed=5)
    compare = tradeoffs.compare_pairs if paired else tradeoffs.compare_benchmarks
    for day in range(4):
        by = np.argsort(second[day] / first[day])
        both = (first[day][by], second[day][by]) if paired else (first[day], second[day])
        one = compare(*(both if paired else map(np.sort, both)), resamples=300, seed=5)
        seen = (found.ratio[day], found.low[day], found.high[day])

        assert (one.ratio, one.low, one.high) == pytest.approx(seen)
        assert one.shown == found.shown[day]


def test_the_noise_is_as_wide_as_it_is_said_to_be():
    """Logarithms of single runs spread by both noises; of paired ratios by the own one alone."""
    bench = Bench(change=0.05, shared=0.2, own=0.1, paired=True)
    first, second = bench.draw(100, days=400)

    assert np.log(first).std() == pytest.approx(np.hypot(0.2, 0.1), rel=0.02)
    assert np.log(second / first).std() == pytest.approx(0.1 * 2**0.5, rel=0.02)
    assert np.log(second / first).mean() == pytest.approx(np.log(1.05), abs=0.002)


def test_newer_machines_touch_heaps_only():
    """A fifth less time on B's side moves the heaps and no pair."""
    moved = [
        second / plain
        for paired in (False, True)
        for (_, second), (_, plain) in [
            (
                Bench(newer=0.2, paired=paired).draw(5, days=2),
                Bench(paired=paired).draw(5, days=2),
            )
        ]
    ]

    assert [0.8, 1.0] == [pytest.approx(each.mean()) for each in moved]


@given(st.integers(3, 99), st.integers(1, 5))
def test_a_further_run_leaves_the_others_alone(runs, seed):
    """More runs add to the picture and change nothing that is there."""
    few, more = (Bench().draw(each, days=3, seed=seed)[1] for each in (runs, runs + 1))

    assert (few == more[:, :runs]).all()


@pytest.mark.parametrize(("paired", "most"), [(False, 0.05), (True, 0.09)])
def test_a_sound_bench_seldom_shows_what_is_not_there(paired, most):
    """A against itself leaves 1 out on about one day in twenty."""
    first, second = Bench(paired=paired).draw(20, days=2_000)
    shown = compare_days(first, second, paired=paired, resamples=500).shown.mean()

    assert 0.01 < shown < most


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: Bench().draw(2), "runs: 2 is outside 3 to 100"),
        (lambda: Bench(shared=-1), "shared: -1"),
        (lambda: Bench(newer=2), "newer: 2"),
        (lambda: Bench(change=-1), "change: -1"),
        (lambda: compare_days(np.ones((1, 3)), np.ones((1, 4)), paired=True), "as many runs"),
    ],
)
def test_faults_are_sentences(call, said):
    """What cannot be measured is named."""
    with pytest.raises(LeadlabError, match=said):
        call()
