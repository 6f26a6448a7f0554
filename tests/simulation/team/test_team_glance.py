"""A glance at a dial says what the runs say."""

from __future__ import annotations

import numpy as np
import pytest

from leadlab.catalog_team import default_team
from leadlab.errors import UnknownName
from leadlab.simulation.engine import simulate
from leadlab.simulation.team_glance import DIALS, glance
from leadlab.simulation.team_policy import Policy

RUNS = simulate(default_team(), Policy(), weeks=12, replications=60, seed=3)


@pytest.mark.parametrize("name", DIALS)
def test_a_dial_lies_in_order_and_its_causes_add_up(name: str) -> None:
    """Low, middle, high in every week; causes are the whole change."""
    seen = glance(RUNS, name)
    assert (seen.low <= seen.middle).all()
    assert (seen.middle <= seen.high).all()
    assert 12 == len(seen.middle)
    if seen.causes:
        assert seen.change == pytest.approx(sum(seen.causes.values()), abs=1e-9)


def test_counts_are_means_of_the_last_four_weeks() -> None:
    """By hand from what was finished."""
    by_hand = np.median(RUNS.finished[:, 6:10].mean(axis=1))
    assert by_hand == pytest.approx(glance(RUNS, "finished").middle[9])


def test_better_depends_on_the_dial_and_not_on_its_direction() -> None:
    """Less debt is better, and less safety is worse."""
    paying = simulate(default_team(), Policy(debt=0.4), weeks=12, replications=60, seed=3)
    assert "better" == glance(paying, "debt_interest").compared(glance(RUNS, "debt_interest"))
    assert "worse" == glance(paying, "finished").compared(glance(RUNS, "finished"))
    assert "about the same" == glance(RUNS, "safety").compared(glance(RUNS, "safety"))
    blaming = simulate(default_team(), Policy(bad_news="blame"), weeks=12, replications=60, seed=3)
    assert "worse" == glance(blaming, "safety").compared(glance(RUNS, "safety"))


def test_an_unknown_dial_is_named() -> None:
    """With the nearest that there is."""
    with pytest.raises(UnknownName, match="Did you mean 'safety'"):
        glance(RUNS, "safty")
