"""The log of single events agrees with the flow that it is told from."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from team_cases import run

from leadlab.errors import LeadlabError
from leadlab.simulation.event_log import passages
from leadlab.simulation.team_policy import Policy

RUNS = run(Policy(batch_size=5), weeks=20, replications=6)


@pytest.mark.parametrize("replication", range(6))
class TestOneReplication:
    """Counts and order."""

    def test_it_holds_every_event_of_the_flow(self, replication: int) -> None:
        """Each kind as often as the weekly sums say."""
        log = RUNS.events(replication)
        by_day = RUNS.record.flow.by_day

        for kind, expected in (
            ("arrival", RUNS.arrived[replication].sum()),
            ("start", RUNS.started[replication].sum()),
            ("finish", RUNS.finished[replication].sum()),
            ("release", by_day["deployed"][-1, replication]),
            ("deployment", RUNS.deployments[replication].sum()),
            ("failure", RUNS.failed[replication].sum()),
            ("recovery", RUNS.failed[replication].sum()),
            ("page", RUNS.pages[replication].sum()),
            ("incident", RUNS.incidents[replication].sum()),
        ):
            assert int(expected) == len(log.of(kind)), kind

    def test_a_change_is_committed_reviewed_and_released_in_this_order(
        self, replication: int
    ) -> None:
        """No change is released before its review, none is reviewed before its commit."""
        log = RUNS.events(replication)
        commit, review, release = (
            {each.change: each.time_days for each in log.of(kind)}
            for kind in ("commit", "review", "release")
        )

        assert all(commit[each] < review[each] for each in review if each in commit)
        assert all(review[each] < release[each] for each in release if each in review)

    def test_time_runs_forward(self, replication: int) -> None:
        """Events stand in order of time, and weeks are counted from 1."""
        times = [each.time_days for each in RUNS.events(replication)]

        assert sorted(times) == times
        assert 1 == RUNS.events(replication).events[0].week

    def test_an_item_is_four_changes(self, replication: int) -> None:
        """A finished item has four released changes, the last in the deployment that ends it."""
        log = RUNS.events(replication)
        released = Counter(each.item for each in log.of("release"))

        assert {4} == {released[each.item] for each in log.of("finish")}

    def test_lead_time_is_that_of_the_runs(self, replication: int) -> None:
        """Mean over the log = mean over the flow, for changes whose commit is in the log."""
        log = RUNS.events(replication)
        commit = {each.change: each.time_days for each in log.of("commit")}
        leads = [
            each.time_days - commit[each.change]
            for each in log.of("release")
            if each.change in commit
        ]

        assert RUNS.lead_time[replication] == pytest.approx(np.mean(leads), rel=0.05)

    def test_delivery_measures_come_from_events(self, replication: int) -> None:
        """Frequency, failures and throughput are counts over weeks."""
        found = RUNS.events(replication).delivery()

        assert RUNS.deployments[replication].mean() == pytest.approx(found.deployments_a_week)
        assert RUNS.finished[replication].mean() == pytest.approx(found.items_a_week)
        assert 0 < found.lead_time_days < 30
        assert found.recovery_hours > 0


@settings(max_examples=30)
@given(st.lists(st.lists(st.integers(0, 3), min_size=4, max_size=4), min_size=1, max_size=6))
def test_passages_keep_count_and_order(steps: list[list[int]]) -> None:
    """As many times as passed, inside their day, in order within a replication."""
    sums = np.cumsum(np.array(steps), axis=0)
    times = passages(sums, 0, (0.25, 0.75))

    assert int(sums[-1].sum()) == len(times)
    first = times[: int(sums[-1, 0])]
    assert sorted(first) == list(first)
    assert all(0.25 < time % 1 < 0.75 for time in times)


def test_a_log_shows_its_counts_and_columns() -> None:
    """A line for the reader, columns for a table."""
    log = RUNS.events(0)

    assert repr(log).startswith("EventLog(20 weeks: ")
    assert {len(log)} == {len(column) for column in log.columns.values()}


@pytest.mark.parametrize("number", [6, -1, 1.0, "first"])
def test_a_replication_that_was_not_run(number: object) -> None:
    """What is allowed is said."""
    with pytest.raises(LeadlabError, match="expected 0 to 5"):
        RUNS.events(number)  # type: ignore[arg-type] # that is the point
