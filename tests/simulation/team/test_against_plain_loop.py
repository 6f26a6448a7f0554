"""The arrays do what a plain loop over single numbers does, on the same luck."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from team_cases import VISITS, run

from leadlab.simulation.team_policy import Policy

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from team_loop import loop

FLOWS = ("finished", "failed", "pages", "incidents")

POLICIES = {
    "usual": Policy(),
    "hard": Policy(overtime=0.3, review="none", bad_news="blame", wip_limit=30, batch_size=8),
    "careful": Policy(debt=0.2, review="two", bad_news="ask", wip_limit=6, promise=4.0),
    "narrow": Policy(review="single", reliability=0.2, delegation=1.0, batch_size=2, wip_limit=1),
    "schooling": Policy(mentoring=0.2, learning=0.1, bad_news="ignore", delegation=0.0),
}


@pytest.mark.parametrize("name", POLICIES)
def test_both_tell_the_same_story(name: str) -> None:
    """Every flow is the same number in every week, every gauge to six digits."""
    policy = POLICIES[name]
    runs = run(policy, weeks=40, replications=8, seed=5)
    expected = loop(VISITS, policy, weeks=40, replications=8, seed=5)

    for flow in FLOWS:
        assert np.array_equal(np.array(expected[flow]), getattr(runs, flow)), flow
    for gauge in set(expected) - set(FLOWS):
        assert np.array(expected[gauge]) == pytest.approx(runs.gauge(gauge), rel=1e-6, abs=1e-6)
