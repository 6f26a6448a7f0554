"""Tables as people export them: any order, mixed zones, open ends, and faults with their row."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.models.delivery.logs import small_log, tables

from leadlab.models.delivery import UnusableLog, delivery_log, item_table, measures
from leadlab.models.delivery.events import utc


@given(st.randoms())
def test_the_order_of_rows_changes_nothing(random: object) -> None:
    """Exports come sorted by anything."""
    shuffled = {
        name: table.sample(frac=1, random_state=random.randint(0, 9_999))  # type: ignore[attr-defined]
        for name, table in tables().items()
    }
    assert repr(measures(small_log())) == repr(measures(small_log(**shuffled)))


def test_zones_are_mixed_and_a_time_without_one_is_local() -> None:
    """09:00 in Berlin in March is 08:00 UTC; after the change of the clocks it is 07:00."""
    found = utc(
        pd.Series(["2026-03-02T09:00", "2026-03-02T09:00+00:00", "2026-04-02 09:00"]),
        "changes: committed_at",
        "Europe/Berlin",
    )
    assert [8, 9, 7] == found.dt.hour.tolist()


def test_the_hour_that_comes_twice_is_read_as_the_first() -> None:
    """02:30 on the night when the clocks go back happens twice; the earlier one is meant."""
    found = utc(pd.Series(["2026-10-25T02:30"]), "changes: committed_at", "Europe/Berlin")
    assert "2026-10-25 00:30:00+00:00" == str(found[0])


@pytest.mark.parametrize(
    ("name", "row", "column", "value", "said"),
    [
        ("changes", 2, "committed_at", "last Tuesday", "row 3 is 'last Tuesday'"),
        ("changes", 1, "committed_at", None, "row 2 has no 'committed_at'"),
        ("changes", 1, "deployment", "d9", "row 2 names the deployment 'd9'"),
        ("changes", 1, "change", "a", "row 2 repeats the change 'a'"),
        ("deployments", 0, "deployment", None, "row 1 has no 'deployment'"),
        ("incidents", 1, "resolved_at", "2026-03-01T00:00Z", "row 2 has resolved_at .* before"),
        ("incidents", 0, "started_at", None, "row 1 has no 'started_at'"),
    ],
)
def test_a_fault_is_named_with_table_row_and_column(
    name: str, row: int, column: str, value: object, said: str
) -> None:
    """Nobody searches ten thousand rows by hand."""
    table = tables()[name]
    table[column] = table[column].astype(object)
    table.loc[row, column] = value
    with pytest.raises(UnusableLog, match=f"{name}: .*{said}"):
        small_log(**{name: table})


@pytest.mark.parametrize("name", ["changes", "deployments", "incidents"])
def test_a_missing_column_is_named_with_what_there_is(name: str) -> None:
    """The sentence lists what is needed and what was found."""
    table = tables()[name].drop(columns=tables()[name].columns[1])
    with pytest.raises(UnusableLog, match=f"{name}: there is no column .* it needs"):
        small_log(**{name: table})


def test_what_lies_outside_the_window_is_left_out_and_said() -> None:
    """A deployment before the window takes its changes along, so that no lead time is lost half."""
    log = small_log(since="2026-03-05T00:00Z")
    assert 2 == len(log.deployments)
    assert ["c", "d", "e"] == log.changes["change"].tolist()
    assert any("1 deployments lie outside" in note for note in log.notes)


def test_an_incident_that_ends_after_the_window_is_open_in_it() -> None:
    """Nobody at the end of the window could have known how long it would last."""
    log = small_log(until="2026-03-12T12:00Z")
    assert pd.isna(log.incidents["resolved_at"].iloc[1])


def test_empty_tables_and_empty_windows_are_sentences() -> None:
    """Nothing to measure is told apart from a window that ends before it begins."""
    empty = {name: table.iloc[:0] for name, table in tables().items()}
    with pytest.raises(UnusableLog, match="tables are empty"):
        delivery_log(**empty)
    with pytest.raises(UnusableLog, match="window is empty"):
        small_log(since="2026-04-01T00:00Z")


def test_an_item_that_ended_has_begun() -> None:
    """A finish without a start would vanish from every flow measure."""
    items = pd.DataFrame(
        {"item": ["a"], "created_at": ["2026-03-02"], "started_at": [None],
         "finished_at": ["2026-03-03"]}
    )  # fmt: skip
    with pytest.raises(UnusableLog, match="row 1 was finished and never started"):
        item_table(items)


def test_a_zone_that_does_not_exist_is_named() -> None:
    """With an example of one that does."""
    with pytest.raises(UnusableLog, match="'Mars' is no time zone"):
        small_log(zone="Mars")
