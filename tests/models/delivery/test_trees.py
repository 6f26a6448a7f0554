"""What factors with ranges multiply to, held against draws and against one factor alone."""

from __future__ import annotations

import numpy as np
import pytest

from leadlab.models.delivery import Factor, UnusableLog, tree_value
from leadlab.models.delivery.trees import NORMAL_90


def test_one_factor_alone_is_its_own_range() -> None:
    """Nothing is added to the range of a single factor, and all the doubt is its own."""
    alone = tree_value([Factor(name="a", low=2, high=8)], times=10)

    assert (pytest.approx(20), pytest.approx(40), pytest.approx(80)) == (
        alone.low, alone.middle, alone.high,
    )  # fmt: skip
    assert {"a": 1.0} == alone.shares


def test_the_range_is_that_of_drawn_products() -> None:
    """Log-normal draws of the factors, multiplied, have these percentiles and this chance."""
    factors = [
        Factor(name="a", low=10, high=14),
        Factor(name="b", low=0.1, high=0.6),
        Factor(name="c", low=50, high=75),
    ]
    rng = np.random.default_rng(2)
    logs = [
        rng.normal(
            np.log(f.low * f.high) / 2, np.log(f.high / f.low) / (2 * NORMAL_90), size=400_000
        )
        for f in factors
    ]
    drawn = 3 * np.exp(sum(logs))
    found = tree_value(factors, times=3)

    assert pytest.approx(np.quantile(drawn, [0.05, 0.5, 0.95]), rel=0.02) == [
        found.low, found.middle, found.high,
    ]  # fmt: skip
    assert pytest.approx((drawn > 300).mean(), abs=0.005) == found.chance_above(300)
    assert pytest.approx([np.var(each) / np.var(np.log(drawn)) for each in logs], abs=0.01) == list(
        found.shares.values()
    )


def test_a_factor_without_doubt_brings_none() -> None:
    """A factor whose ends agree scales the rest, and has no share in the doubt."""
    sure = tree_value([Factor(name="a", low=2, high=8), Factor(name="b", low=10, high=10)])

    assert {"a": 1.0, "b": 0.0} == sure.shares
    assert pytest.approx([20, 80]) == [sure.low, sure.high]
    fixed = tree_value([Factor(name="b", low=10, high=10)])
    assert [1.0, 0.0] == [fixed.chance_above(9), fixed.chance_above(11)]


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Factor(name="x", low=0, high=1), "'x' runs from 0 to 1"),
        (lambda: Factor(name="x", low=3, high=2), "0 < low <= high"),
        (lambda: tree_value([]), "0 factors"),
        (lambda: tree_value([Factor(name="x", low=1, high=2)], times=0), "times 0"),
    ],
)
def test_what_makes_no_range_is_refused(make: object, said: str) -> None:
    """The message says what was seen."""
    with pytest.raises(UnusableLog, match=said):
        make()  # type: ignore[operator]
