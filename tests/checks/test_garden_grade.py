"""Some of the worlds decide about a way to lead only where all points are beyond doubt."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from leadlab.checks.mentoring.assignment_garden import beyond_doubt
from leadlab.simulation.policies import PairedDifference

RESTED = PairedDifference(mean=0.02, low=0.01, high=0.03, worlds=100)


def scores(**changes) -> SimpleNamespace:
    """Numbers that leave no doubt, with some of them changed."""
    sure = {"covered": 0.86, "covered_error": 0.07, "output_share": 0.984, "output_error": 0.008}
    return SimpleNamespace(**{"rested": RESTED, "unseen": 0.5, **sure, **changes})


def test_numbers_far_beyond_every_limit_are_enough() -> None:
    """Three errors above the limits of cover and rest, two above that of the items.

    Half of the worlds lie nearer to all of them than to others, by the root of a half.
    """
    assert beyond_doubt(scores())


@pytest.mark.parametrize(
    "changes",
    [
        {"covered": 0.84},
        {"covered_error": 0.08},
        {"output_share": 0.981},
        {"output_error": 0.01},
        {"unseen": 0.75},
        {"rested": PairedDifference(mean=0.02, low=0.005, high=0.035, worlds=100)},
        {"rested": PairedDifference(mean=-0.02, low=-0.03, high=-0.01, worlds=100)},
    ],
)
def test_one_number_in_doubt_is_looked_at_in_all_worlds(changes) -> None:
    """Luck in the others may give it or take it."""
    assert not beyond_doubt(scores(**changes))
