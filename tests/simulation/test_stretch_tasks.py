"""The tasks of the lesson on stretch: stored as drawn, and misleading as intended."""

from __future__ import annotations

import pandas as pd

import leadlab as lab
from leadlab.simulation.stretch_tasks import stretch_tasks


def test_the_stored_table_is_the_drawn_one() -> None:
    """Whoever draws again with the stated seed gets the file that is shipped."""
    pd.testing.assert_frame_equal(stretch_tasks(), lab.dataset("stretch_tasks"), check_dtype=False)


def test_the_total_hides_what_every_size_shows() -> None:
    """With a partner more are in time at each size, and not more in total."""
    table = stretch_tasks()
    by_size = table.pivot_table(index="size", columns="partner", values="in_time")
    total = table.groupby("partner")["in_time"].mean()

    assert [True] * 3 == (by_size["yes"] > by_size["no"]).tolist()
    assert total["yes"] < total["no"]


def test_larger_tasks_fail_more_often_with_a_partner_too() -> None:
    """With a partner, larger tasks are in time less often, and are learned less often too."""
    table = stretch_tasks().query("partner == 'yes'")
    shares = table.groupby("size")[["in_time", "alone_later"]].mean()

    assert shares["in_time"].is_monotonic_decreasing
    assert shares["alone_later"].is_monotonic_decreasing
