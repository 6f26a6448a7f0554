"""What a weight finds and what a limit finds, against trying everything."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadlab.errors import LeadlabError
from leadlab.models import decisions

WALL = [(1900, 2), (1700, 5), (1500, 7), (1300, 6), (700, 10), (500, 9)]
PLACES = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=7)


def read(designs, *, weight=0.5, exchange=200.0, limit=1400.0):
    """A reading with the lesson's scale."""
    return decisions.read_front(designs, weight=weight, exchange=exchange, limit=limit)


def test_the_wall_of_the_lesson():
    """Two designs are beaten, two are missed by every weight, and a limit finds one of those."""
    found = read(WALL)

    assert (0, 1, 3, 5) == found.front
    assert (None, None, 3, None, 5, None) == found.beaten_by
    assert (1, 3) == found.missed
    assert (0, 5) == found.leaders
    assert [5.75, 6.75, 7.25, 6.25, 6.75, 5.75] == found.burdens.tolist()
    assert 3 == found.within


@pytest.mark.parametrize(("days", "held"), [(6, None), (5, (0.5, 0.5)), (4, (0.4, 5 / 9))])
def test_the_cache_is_found_from_five_days_on(days, held):
    """On the line between the extremes one weight finds it, in front of it several do."""
    wall = [*WALL[:3], (1300, days), *WALL[4:]]

    assert held == pytest.approx(read(wall).ranges[3])


@given(PLACES, st.integers(0, 20))
def test_leaders_are_the_least_and_lie_in_their_range(places, part):
    """Whoever has the least burden has a range that holds the weight, and nobody else has."""
    found = read(places, weight=part / 20, exchange=2)
    burdens = [part * first / 2 + (20 - part) * second for first, second in places]

    assert [at for at, each in enumerate(burdens) if each == min(burdens)] == list(found.leaders)
    assert found.leaders == tuple(
        at
        for at, held in enumerate(found.ranges)
        if held and held[0] - 1e-9 <= part / 20 <= held[1] + 1e-9
    )


@given(PLACES, st.integers(0, 20))
def test_the_line_has_one_burden(places, part):
    """Both ends of the line weigh as much as the leader that it runs through."""
    found = read(places, weight=part / 20, exchange=2)
    ends = found.line @ (part / 20 / 2, 1 - part / 20)

    assert np.allclose(ends, found.burdens[found.leaders[0]])


@given(PLACES, st.integers(0, 9))
def test_a_limit_finds_the_best_of_what_holds_it(places, limit):
    """Within the limit the second quality decides; with nothing within, nothing is found."""
    inside = [(second, first) for first, second in places if first <= limit]
    found = read(places, limit=limit).within

    assert (min(inside) if inside else None) == (None if found is None else places[found][::-1])


@given(PLACES)
def test_who_beats_is_on_the_front_and_better(places):
    """A beaten design is told one that nothing beats and that is nowhere worse."""
    found = read(places)
    for at, other in enumerate(found.beaten_by):
        assert (other is None) == (at in found.front)
        if other is not None:
            assert other in found.front
            assert places[other][0] <= places[at][0]
            assert places[other][1] <= places[at][1]
            assert places[other] != places[at]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"weight": 1.5}, "weight"),
        ({"exchange": 0}, "exchange"),
        ({"limit": float("nan")}, "limit"),
    ],
)
def test_faults_are_sentences(settings, said):
    """Numbers out of range are named."""
    with pytest.raises(LeadlabError, match=said):
        read(WALL, **settings)


def test_a_third_quality_is_refused():
    """Ranges of one weight speak of two qualities."""
    with pytest.raises(LeadlabError, match="2 qualities"):
        read([(1, 2, 3)])
