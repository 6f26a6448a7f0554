"""Records that are kept by their fields are a sequence like any other."""

from __future__ import annotations

from dataclasses import dataclass

from leadlab.catalog_team import default_team
from leadlab.simulation.engine import open_weeks
from leadlab.simulation.records import Records, records_of


@dataclass(frozen=True, slots=True)
class Point:
    """A record with slots."""

    x: int
    y: float


MADE = [Point(1, 0.5), Point(2, 1.5), Point(3, 2.5)]
KEPT = Records(Point, {"x": [1, 2, 3], "y": [0.5, 1.5, 2.5]})


def test_they_are_what_was_kept():
    """From both ends, in slices and as a whole."""
    assert list(KEPT) == MADE
    assert [KEPT[0], KEPT[-1]] == [MADE[0], MADE[-1]]
    assert list(KEPT[1:]) == MADE[1:]
    assert len(KEPT) == 3
    assert MADE[1] in KEPT


def test_made_records_are_taken_apart_once():
    """What is kept by its fields already stays as it is."""
    assert records_of(MADE, Point, ("x", "y")).columns == KEPT.columns
    assert records_of(KEPT, Point, ("x", "y")) is KEPT


def test_some_views_are_those_of_all():
    """The luck of a week does not depend on who is asked; the end of a world is told."""
    team = default_team()
    all_of_them = open_weeks(team, weeks=8, replications=6, seed=3, worlds=True).views(0)
    year = open_weeks(team, weeks=8, replications=6, seed=3, worlds=True)

    some = year.views(0, here=[1, 4], ends=[5, 8])

    assert [5, 8] == [each.weeks for each in some]
    assert [all_of_them[1].cash, all_of_them[4].cash] == [each.cash for each in some]
    assert all_of_them[4] == some[1]
