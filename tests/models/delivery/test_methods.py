"""Sprints and flow on the same work: closed forms, and rules that hold on any work."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadlab.models.delivery import UnusableLog, lead_days_under

WORK = st.lists(st.tuples(st.floats(0, 100), st.floats(0.5, 30)), min_size=1, max_size=25)


def both(work, people, **more):
    """Lead days under both methods."""
    arrived, days = zip(*work, strict=True)
    return [
        lead_days_under(each, arrived=arrived, work=days, people=people, **more)
        for each in ("flow", "sprint")
    ]


def test_an_idle_team_under_flow_takes_as_long_as_the_work():
    """With more people than items nothing waits."""
    found = lead_days_under("flow", arrived=[3, 4, 9], work=[2, 8, 5], people=3)

    assert [2.0, 8.0, 5.0] == found.tolist()


def test_a_short_item_in_sprints_waits_for_two_boundaries():
    """Until the next sprint begins and until it ends: 1.5 sprints on average, whatever the work."""
    arrived = np.arange(0.05, 10, 0.1)
    found = lead_days_under("sprint", arrived=arrived, work=[0.01] * 100, people=5, sprint_days=10)

    assert pytest.approx(15.0) == found.mean()


def test_what_does_not_fit_waits_for_the_next_sprint():
    """Two people have 20 days: two items of 9 go in, the third comes a sprint later."""
    found = lead_days_under("sprint", arrived=[0, 0, 0], work=[9, 9, 9], people=2, sprint_days=10)

    assert [10.0, 10.0, 20.0] == found.tolist()


def test_an_item_larger_than_a_sprint_is_carried_on():
    """25 days of one person take three sprints."""
    assert [30.0] == lead_days_under("sprint", arrived=[0], work=[25], people=1).tolist()


@settings(max_examples=60, deadline=None)
@given(WORK, st.integers(1, 5))
def test_nothing_is_out_before_it_is_done_and_sprints_release_at_their_ends(work, people):
    """Lead time is never below the work; a sprint's release lies on a boundary; all come out."""
    flow, sprint = both(work, people)
    arrived, days = (np.array(each) for each in zip(*work, strict=True))

    assert (flow >= days - 1e-9).all()
    assert (sprint >= days - 1e-6).all()
    assert (arrived + sprint) % 10 == pytest.approx(np.zeros(len(work)), abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(WORK)
def test_one_person_finishes_under_flow_when_all_work_is_done(work):
    """The last end of a single person is the sum of work and idle days, by a second count."""
    flow, _ = both(work, 1)
    arrived, _days = (np.array(each) for each in zip(*work, strict=True))
    end = 0.0
    for came, days in sorted(work, key=lambda each: each[0]):
        end = max(end, came) + days

    assert pytest.approx(end) == (arrived + flow).max()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"method": "scrum"}, "'flow' or 'sprint'"),
        ({"work": [1]}, "as many arrivals"),
        ({"work": [1, 0]}, "item 2 came on day 2 and takes 0 days"),
        ({"people": 0}, "people is 0"),
        ({"sprint_days": 0}, "days above 0"),
    ],
)
def test_what_cannot_be_is_one_sentence(given, said):
    """Unknown methods and impossible work are told."""
    plain = {"method": "flow", "arrived": [1, 2], "work": [1, 1], "people": 1} | given
    with pytest.raises(UnusableLog, match=said):
        lead_days_under(plain.pop("method"), **plain)
