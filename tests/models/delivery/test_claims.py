"""What a change in counts says, held against draws and against a second way to work it out."""

from __future__ import annotations

import numpy as np
import pytest

from leadlab.models.delivery import UnusableLog, count_change, expected_next


@pytest.mark.parametrize(("spread", "count"), [(1.0, 9), (2.5, 12), (4.0, 3)])
def test_the_next_count_is_the_mean_of_a_gamma_posterior(spread: float, count: int) -> None:
    """With gamma rates the answer is (shape + count) / (rate + 1), which is known."""
    mean = 6.0
    shape, rate = mean**2 / spread**2, mean / spread**2

    assert pytest.approx((shape + count) / (rate + 1)) == expected_next(
        count, mean=mean, spread=spread
    )


def test_those_chosen_for_a_high_count_fall_as_far_as_expected() -> None:
    """Of many drawn agencies the top eighth falls, with nothing changed, to what is expected."""
    rng = np.random.default_rng(3)
    rates = rng.gamma((6 / 2.5) ** 2, 2.5**2 / 6, size=200_000)
    first, second = rng.poisson(rates), rng.poisson(rates)
    chosen = first >= np.quantile(first, 0.87)

    expected = expected_next(float(first[chosen].mean()), mean=6, spread=2.5)
    assert pytest.approx(expected, rel=0.01) == second[chosen].mean()


def test_the_interval_holds_the_truth_in_nineteen_of_twenty() -> None:
    """Of drawn pairs of pairs with a known ratio of ratios, 95 % have it in their interval."""
    rng = np.random.default_rng(5)
    held = 0
    for _ in range(2_000):
        before, after, there, then = (int(n) for n in rng.poisson([480, 336, 480, 360]))
        seen = count_change(before, after, beside=(there, then))
        held += seen.low <= 336 / 360 - 1 <= seen.high

    assert pytest.approx(0.95, abs=0.015) == held / 2_000


def test_a_comparison_with_no_change_leaves_the_share_and_widens_its_interval() -> None:
    """Beside others that stayed as they were the change is the same, and less sure."""
    alone, beside = count_change(400, 300), count_change(400, 300, beside=(500, 500))

    assert pytest.approx(alone.share) == beside.share == -0.25
    assert beside.low < alone.low < alone.high < beside.high


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: count_change(0, 3), "A count is 0; whole numbers"),
        (lambda: count_change(5, 3, beside=(5, 2.5)), "A count is 2.5; whole numbers"),  # type: ignore[arg-type]
        (lambda: expected_next(-1, mean=6, spread=1), "count -1"),
        (lambda: expected_next(1, mean=0, spread=1), "mean 0 above 0"),
    ],
)
def test_what_has_no_ratio_is_refused(make: object, said: str) -> None:
    """The message says what was seen."""
    with pytest.raises(UnusableLog, match=said):
        make()  # type: ignore[operator]
