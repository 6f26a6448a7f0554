"""Records that cross field by field arrive as they were sent one by one."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import pytest
from judged_cells import answer, check, points

from leadlab.grading.judge import judge
from leadlab.grading.records import Level, Submission
from leadlab.grading.wire_columns import columns_of, records_from
from leadlab.simulation.records import Dicts, Numbers, Records, Tuples


@dataclass(frozen=True, slots=True)
class Seen:
    """A record as the course has them."""

    value: Any


@dataclass(frozen=True)
class Loose:
    """One that keeps its fields in a dictionary, and looks at them."""

    value: Any

    def __post_init__(self) -> None:
        if self.value == "made again":
            raise AssertionError("what we made ourselves was looked at again")


def crossed(given: list[Any]) -> list[Any]:
    """The same records, over JSON and back."""
    kind = type(given[0])
    told = columns_of(given, [each.name for each in fields(kind)])
    return list(records_from(json.loads(json.dumps(told, allow_nan=False)), kind))


@pytest.mark.parametrize(
    "values",
    [
        [0.1, 2.5, 1e308, 5e-324],
        [0.0, -0.0],
        [-0.0, -0.0],
        [1, 2, -(2**63)],
        [True, False],
        [0, 0, 0],
        ["a", "ä", ""],
        [None, None],
        [None, "a", True],
        [math.inf, -math.inf, 1.0],
    ],
)
@pytest.mark.parametrize("kind", [Seen, Loose])
def test_every_value_arrives_with_its_type(values, kind):
    """To the last digit and sign, for classes with slots and without."""
    found = [each.value for each in crossed([kind(value) for value in values])]

    assert list(map(repr, values)) == list(map(repr, found))


@pytest.mark.parametrize(
    "values",
    [
        np.array([0.1, -0.0, 5e-324]),
        np.array([0.0, -0.0]),
        np.array([2.5, 2.5]),
        np.array([2**62, -1]),
        np.array([7, 7, 7])[::2],
        np.array([True, False]),
        np.array([1, 2], dtype=np.int16),
    ],
)
def test_numbers_of_an_array_arrive_as_pythons_own(values):
    """As if each had been made a number of Python's first."""
    given = Records(Seen, {"value": Numbers(values)})

    found = [each.value for each in crossed(given)]

    assert list(map(repr, values.tolist())) == list(map(repr, found))


def test_what_is_no_number_arrives():
    """Alone and beside numbers; nothing equals it, itself included."""
    assert all(math.isnan(each.value) for each in crossed([Seen(math.nan), Seen(float("nan"))]))


@pytest.mark.parametrize(
    "values",
    [[1, 2**200], [2**200, 2**200], [1, True], [1, 1.0], [None, 3], [(1,), (1,)], [[1], []]],
)
def test_other_values_cross_in_another_way(values):
    """Numbers of several types, larger ones, and what can be changed or holds other values."""
    assert columns_of([Seen(value) for value in values], ["value"]) is None


def test_records_of_several_classes_cross_in_another_way():
    """Their fields may have the same names; one record alone gains nothing."""
    assert columns_of([Seen(1), Loose(1)], ["value"]) is None
    assert columns_of([Seen(1)], ["value"]) is None


def test_records_that_nobody_made_are_sent_as_they_are():
    """By their fields, and the same message as for those that were made."""
    lists = {"value": [0.1, 0.2, 0.3]}

    told = columns_of(Records(Seen, lists), ["value"])

    assert told == columns_of(list(Records(Seen, lists)), ["value"])
    assert list(Records(Seen, lists)) == list(records_from(told, Seen))


def test_records_inside_records_arrive() -> None:
    """Tuples, dictionaries and records that nobody made, each with the values of its turn."""
    inner = Records(Seen, {"value": [1, 2]})
    held = Tuples([inner, Dicts(("a", "b"), [["x", "x"], [0.5, -0.0]]), [True, None]])
    given = Records(Loose, {"value": held})

    told = json.loads(json.dumps(columns_of(given, ["value"])))

    found = list(records_from(told, Loose, lambda place: {"Seen": Seen}[place["name"]]))
    assert repr(list(given)) == repr(found)
    assert (Seen(2), {"a": "x", "b": -0.0}, None) == found[1].value


def test_what_cannot_cross_inside_keeps_all_of_it_back() -> None:
    """One field that is not plain sends the records in another way, however deep it lies."""
    odd = Records(Seen, {"value": [1, 1j]})

    for held in (odd, Tuples([odd, [1, 2]]), Dicts("a", [odd])):
        assert columns_of(Records(Loose, {"value": held}), ["value"]) is None


def test_a_record_is_made_without_a_look_at_its_values():
    """They were looked at where it was made first."""
    sound = [Loose("sound"), Loose("sound")]
    object.__setattr__(sound[1], "value", "made again")

    assert ["sound", "made again"] == [each.value for each in crossed(sound)]


def test_an_answer_sees_the_records_of_the_test():
    """Properties included, each in its turn."""
    test = (
        "from dataclasses import replace\n"
        "from leadlab.simulation.gate_requests import SIMPLE\n"
        "from leadlab.simulation.policies import each_answer\n"
        "asked = [replace(SIMPLE, week=week, kept=week / 7) for week in (1, 2, 3)]\n"
        "wanted = [(each.weeks_left, each.kept, each.harm_a_week) for each in asked]\n"
        "assert list(each_answer(tell, asked)) == wanted"
    )
    tell = "def tell(seen):\n    return seen.weeks_left, seen.kept, seen.harm_a_week"

    cells = (answer(tell), check(test))
    submission = Submission(student="ana", assignment="ps1", notebook="p1", cells=cells)

    assert [2.0] == points(judge(submission, level=Level.A))
