"""Flow measures against their definitions, and Little's law against a queue that is drawn."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from leadlab.models.delivery import (
    UnusableLog,
    cumulative_flow,
    flow_efficiency,
    item_ages,
    item_table,
    kingman_wait,
    littles_law,
    throughput,
)

START = pd.Timestamp("2026-01-05", tz="UTC")


def queue(*, utilisation: float, count: int, seed: int) -> pd.DataFrame:
    """Items through one server with random arrivals and an hour of random work each (Lindley)."""
    rng = np.random.default_rng(seed)
    arrivals = np.cumsum(rng.exponential(1 / utilisation, size=count))
    work = rng.exponential(1, size=count)
    ends = np.zeros(count)
    free = 0.0
    for place in range(count):
        free = max(free, arrivals[place]) + work[place]
        ends[place] = free
    to_time = [START + pd.to_timedelta(each, unit="h") for each in (arrivals, ends)]
    return item_table(
        pd.DataFrame({"item": range(count), "started_at": to_time[0], "finished_at": to_time[1]})
    )


def test_littles_law_holds_within_two_per_cent_on_a_drawn_queue() -> None:
    """Work in progress, throughput and time are measured each by itself and agree."""
    found = littles_law(queue(utilisation=0.7, count=20_000, seed=1))
    assert 1 == pytest.approx(found.ratio, abs=0.02)


def test_littles_law_fails_where_items_begin_and_are_not_finished() -> None:
    """Forty items that grow old are in progress and in no time of a finished item."""
    items = queue(utilisation=0.5, count=400, seed=2)
    old = pd.DataFrame(
        {"item": [f"old {each}" for each in range(40)], "started_at": START, "finished_at": None,
         "created_at": START}
    )  # fmt: skip
    old["finished_at"] = pd.to_datetime(old["finished_at"], utc=True)
    both = item_table(pd.concat([items, old], ignore_index=True))
    assert littles_law(both).ratio > 5


def test_the_wait_in_a_drawn_queue_is_kingmans() -> None:
    """Exact for random arrivals: mean time in the system less the work itself."""
    items = queue(utilisation=0.8, count=200_000, seed=3)
    hours = (items["finished_at"] - items["started_at"]).dt.total_seconds().to_numpy() / 3_600
    assert kingman_wait(0.8, 1) == pytest.approx(hours.mean() - 1, rel=0.08)


def test_cumulative_flow_never_crosses_and_ends_with_all() -> None:
    """Arrived is at least started, started at least finished, on every day."""
    flow = cumulative_flow(queue(utilisation=0.9, count=300, seed=4))
    assert (flow["arrived"] >= flow["started"]).all()
    assert (flow["started"] >= flow["finished"]).all()
    assert [300, 300, 300] == flow.iloc[-1].tolist()


def test_throughput_counts_weeks_with_nothing_as_nought() -> None:
    """A week in which nothing was finished happened too, and a forecast needs it."""
    days = ["2026-01-05", "2026-01-06", "2026-01-19", "2026-01-30"]
    items = item_table(pd.DataFrame({"item": range(4), "started_at": days, "finished_at": days}))
    assert [2, 0, 1, 1] == throughput(items).tolist()
    assert 26 == len(throughput(items, step="day"))


def test_a_day_begins_where_the_team_is() -> None:
    """23:30 UTC on Sunday is Monday in Berlin."""
    items = item_table(
        pd.DataFrame({"item": [1], "started_at": ["2026-01-11T23:30Z"],
                      "finished_at": ["2026-01-11T23:30Z"]})
    )  # fmt: skip
    assert "2026-01-12" == str(throughput(items, step="day", zone="Europe/Berlin").index[0])[:10]


def test_ages_are_those_of_open_items_at_a_moment() -> None:
    """An item that ends later was open then."""
    items = item_table(
        pd.DataFrame({"item": ["a", "b"], "started_at": ["2026-01-05", "2026-01-06"],
                      "finished_at": ["2026-01-20", None]})
    )  # fmt: skip
    assert {"a": 5.0, "b": 4.0} == item_ages(items, now="2026-01-10").to_dict()


def test_more_active_than_elapsed_time_is_refused() -> None:
    """The row is named."""
    with pytest.raises(UnusableLog, match="item 2 was active for 6 of 5 days"):
        flow_efficiency([1, 6], [2, 5])
