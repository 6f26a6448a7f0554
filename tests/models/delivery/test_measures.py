"""The five measures, worked out on paper, and what another definition makes of the same log."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from tests.models.delivery.logs import small_log, tables

from leadlab.models import delivery
from leadlab.models.delivery import BEFORE_2023, Definitions, UnusableLog, delivery_log, measures


def test_the_five_measures_of_a_small_log_are_those_on_paper() -> None:
    """Medians, shares and a count a week, each with how many observations stand behind it."""
    found = measures(small_log())
    assert [1.0, 1.0, 3 / 24, 1 / 3, 1 / 3] == pytest.approx([each.value for each in found])
    assert [4, 3, 1, 3, 3] == [each.count for each in found]


def test_what_was_never_deployed_is_named_and_not_counted() -> None:
    """A change that waits has no lead time yet, and leaving it out in silence would flatter."""
    assert "1 changes were never deployed" in measures(small_log()).lead_time.note


def test_recovery_moves_because_its_definition_does() -> None:
    """The same log: 3 h from the deployment, 13.25 h as mean of all incidents."""
    log = small_log()
    assert 3 == pytest.approx(measures(log).recovery_time.value * 24)
    older = measures(log, definitions=BEFORE_2023).recovery_time
    assert (2.5 + 24) / 2 == pytest.approx(older.value * 24)
    assert 2 == older.count
    assert "time to restore" == older.name


def test_an_open_incident_counts_as_longest_for_a_median_and_is_named_for_a_mean() -> None:
    """Leaving out what is not over would make the worst failures vanish."""
    broken = tables()["incidents"]
    broken.loc[0, "resolved_at"] = None
    log = small_log(incidents=broken)
    assert math.isinf(measures(log).recovery_time.value)
    assert "not over yet" in str(measures(log).recovery_time)
    assert "too kind" in measures(log, definitions=BEFORE_2023).recovery_time.note


def test_nothing_to_measure_is_said_and_is_no_error() -> None:
    """A log without incidents has no recovery time, and says so."""
    log = small_log(incidents=None)
    assert "nothing to measure" in str(measures(log).recovery_time)
    assert 0 == measures(log).change_fail_rate.value


def test_the_interval_of_a_rate_covers_as_often_as_it_says() -> None:
    """Failures drawn at 10 %: about 95 of 100 intervals hold 10 %."""
    rng = np.random.default_rng(2)
    hits = 0
    days = pd.date_range("2026-01-05", periods=80, tz="UTC")
    for _ in range(200):
        fails = rng.random(80) < 0.1
        deployments = pd.DataFrame({"deployment": range(80), "deployed_at": days})
        incidents = pd.DataFrame(
            {"incident": range(fails.sum()), "started_at": days[fails],
             "resolved_at": days[fails], "deployment": np.flatnonzero(fails)}
        )  # fmt: skip
        changes = pd.DataFrame({"change": range(80), "committed_at": days, "deployment": range(80)})
        rate = measures(delivery_log(changes, deployments, incidents)).change_fail_rate
        hits += rate.low <= 0.1 <= rate.high
    assert 180 <= hits <= 199


def test_bursts_widen_the_interval_of_the_frequency() -> None:
    """Thirty deployments in one week of ten say less than three in every week."""
    weekly = [f"2026-01-{day:02d}" for day in (5, 6, 7, 12, 13, 14, 19, 20, 21, 26, 27, 28)]
    burst = ["2026-01-06"] * 12
    widths = []
    for days in (weekly, burst):
        deployments = pd.DataFrame({"deployment": range(12), "deployed_at": days})
        changes = pd.DataFrame({"change": range(12), "committed_at": days, "deployment": range(12)})
        log = delivery_log(changes, deployments, since="2026-01-05", until="2026-02-02")
        found = measures(log).deployment_frequency
        assert 3 == pytest.approx(found.value)
        widths.append(found.high - found.low)
    assert widths[0] < 0.5 < widths[1]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"recovery_average": "mode"}, "expected 'median' or 'mean'"),
        ({"recovery_of": "all incidents"}, "set recovery_from to 'incident'"),
    ],
)
def test_a_definition_that_cannot_be_is_refused(given: dict[str, str], said: str) -> None:
    """The sentence says what may stand there."""
    with pytest.raises(UnusableLog, match=said):
        Definitions(name="odd", **given)


def test_the_table_holds_what_the_text_says() -> None:
    """One row a measure, in the order of the guide."""
    found = measures(small_log())
    assert [each.name for each in found] == found.table().index.tolist()
    assert "change fail rate: 33 %" in repr(found)


def test_every_name_of_the_package_is_there() -> None:
    """What is offered can be reached."""
    assert all(hasattr(delivery, name) for name in delivery.__all__)
