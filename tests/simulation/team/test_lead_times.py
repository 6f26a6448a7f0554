"""Lead times from sums by day are those of the single changes."""

from __future__ import annotations

import numpy as np
import pytest
from team_cases import VISITS, run

from leadlab.simulation.event_log import ChangeTimes
from leadlab.simulation.team import DAYS
from leadlab.simulation.team_policy import Policy

CASES = {
    "usual": (VISITS, Policy()),
    "large batches": (VISITS, Policy(batch_size=9)),
    "each alone, no review": (VISITS, Policy(batch_size=1, review="none", wip_limit=40)),
    "hardly anything goes out": (VISITS, Policy(batch_size=200, wip_limit=1)),
    "work runs out": (VISITS.changed(arrivals=0.5, backlog=0), Policy()),
    "nothing in progress": (VISITS.changed(in_progress=0, throughput=0), Policy()),
    "no pipeline": (VISITS.changed(pipeline_days=0), Policy(review="single")),
}


@pytest.mark.parametrize("name", CASES)
def test_they_are_the_means_of_single_changes(name: str) -> None:
    """By a second method: a time for each commit and deployment, and the mean over them."""
    team, policy = CASES[name]
    runs = run(policy, team=team, weeks=20, replications=12)
    found = ChangeTimes(runs.record.flow)
    who = np.repeat(np.arange(12), found.changes)
    week = (found.deployed // DAYS).astype(int)
    cells = [[found.lead_days[(who == one) & (week == at)] for at in range(20)]
             for one in range(12)]  # fmt: skip
    by_week = [[each.mean() if len(each) else np.nan for each in row] for row in cells]
    whole = [found.lead_days[who == one] for one in range(12)]

    assert runs.lead_time_days == pytest.approx(np.array(by_week), abs=1e-9, nan_ok=True)
    assert runs.lead_time == pytest.approx(
        [each.mean() if len(each) else np.nan for each in whole], abs=1e-9, nan_ok=True
    )


def test_worlds_have_pipelines_of_their_own() -> None:
    """Also where each replication has its own coefficients."""
    runs = run(Policy(), weeks=12, replications=30, worlds=True)
    found = ChangeTimes(runs.record.flow)
    who = np.repeat(np.arange(30), found.changes)
    total = np.bincount(who, weights=found.lead_days, minlength=30)

    assert runs.lead_time == pytest.approx(total / found.changes, abs=1e-9)
