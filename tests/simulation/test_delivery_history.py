"""Half a year of deployments: what is set, what is drawn, and that the data sets are these."""

from __future__ import annotations

from importlib.resources import files

import pandas as pd
import pytest

from leadlab.models import delivery
from leadlab.simulation.delivery_history import (
    AFTER_SHIFT,
    BEFORE_SHIFT,
    PARTS,
    QUARTER_WEEKS,
    SHIFT_WEEK,
    draw_history,
    draw_own_history,
    draw_throughput,
    tables_of,
)


@pytest.mark.parametrize("name", ["delivery_changes", "delivery_deployments", "delivery_incidents"])
def test_a_data_set_is_what_its_seed_draws(name: str) -> None:
    """The tables that learners read can be made again, byte by byte."""
    stored = files("leadlab").joinpath(f"content/datasets/{name}.csv")
    assert stored.read_text(encoding="utf-8") == tables_of(draw_history(7))[name]


def test_the_year_of_items_is_what_its_seed_draws() -> None:
    """The table can be made again, byte by byte."""
    stored = files("leadlab").joinpath("content/datasets/throughput_year.csv")
    assert stored.read_text(encoding="utf-8") == draw_throughput(12).to_csv(index=False)


def test_a_year_has_the_mean_and_the_fall_that_are_set() -> None:
    """Over four hundred years, items a week before and after the fall come near what is set."""
    years = pd.concat([draw_throughput(seed) for seed in range(400)])
    late = years["week"] >= SHIFT_WEEK
    assert BEFORE_SHIFT == pytest.approx(years[~late]["items"].mean(), rel=0.02)
    assert AFTER_SHIFT == pytest.approx(years[late]["items"].mean(), rel=0.02)


@pytest.mark.parametrize("seed", range(25))
def test_a_drawn_log_is_one_that_could_have_been_read(seed: int) -> None:
    """Its tables are those that the reader of logs makes of them, with nothing left out."""
    log = draw_own_history(seed)
    read = delivery.delivery_log(
        log.changes, log.deployments, log.incidents, since=log.since, until=log.until,
        zone=log.zone,
    )  # fmt: skip

    assert (read.since, read.until, read.zone, ()) == (log.since, log.until, log.zone, read.notes)
    for name in ("changes", "deployments", "incidents"):
        pd.testing.assert_frame_equal(getattr(read, name), getattr(log, name))


@pytest.mark.parametrize("seed", range(8))
def test_each_part_has_its_deployments_and_failures(seed: int) -> None:
    """Whatever is drawn, the counts by part and quarter are those that were set."""
    log = draw_history(seed)
    middle = log.since + pd.Timedelta(weeks=QUARTER_WEEKS)
    for part in PARTS:
        mine = (log.deployments["part"] == part.name).to_numpy()
        for quarter, late in enumerate((False, True)):
            here = mine & ((log.deployments["deployed_at"] >= middle) == late).to_numpy()
            assert part.deployed[quarter] == here.sum()
            assert part.failed[quarter] == log.failed.to_numpy()[here].sum()
            assert part.fixed[quarter] == log.deployments["unplanned"].to_numpy()[here].sum()


def test_the_whole_gets_worse_while_no_part_does() -> None:
    """The story of the lesson holds by the counts, not by the seed."""
    rates = [[f / d for f, d in zip(p.failed, p.deployed, strict=True)] for p in PARTS]
    whole = [sum(p.failed[q] for p in PARTS) / sum(p.deployed[q] for p in PARTS) for q in (0, 1)]
    assert all(autumn <= summer for summer, autumn in rates)
    assert whole[0] < whole[1]


def test_times_are_around_what_the_team_has_on_average() -> None:
    """Over forty histories, medians of lead time and recovery come near the world's."""
    found = [delivery.measures(draw_history(seed)) for seed in range(40)]
    lead = pd.Series([each.lead_time.value for each in found]).mean()
    recovery = pd.Series([24 * 60 * each.recovery_time.value for each in found]).mean()
    assert 6.5 == pytest.approx(lead, rel=0.05)
    assert 52 == pytest.approx(recovery, rel=0.15)
