"""Records that are kept by their fields are a sequence like any other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from leadlab.simulation.records import Numbers, Records, records_of


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


def test_numbers_of_an_array_are_pythons_own():
    """One, those of a slice, and all, whatever their kind."""
    for array in (np.array([0.5, 2.0, 0.0]), np.array([3, 1, 2]), np.array([True, False, True])):
        kept = Numbers(array)
        kind = type(array.tolist()[0])

        assert [kind] * 3 == [type(each) for each in kept]
        assert array.tolist()[1:] == list(kept[1:])
        assert type(kept[0]) is kind
        assert len(kept) == 3


def test_those_at_some_places_are_taken_in_that_order():
    """Also twice, and with numbers of an array beside lists."""
    places = np.array([2, 0, 2])
    mixed = Records(Point, {"x": Numbers(np.array([1, 2, 3])), "y": [0.5, 1.5, 2.5]})

    assert [MADE[2], MADE[0], MADE[2]] == list(KEPT.take(places)) == list(mixed.take(places))
    assert [] == list(KEPT.take(np.array([], dtype=np.intp)))
