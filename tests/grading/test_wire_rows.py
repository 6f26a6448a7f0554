"""Values of one shape arrive as what they were, and a hostile message makes nothing of them."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadlab.grading import wire_rows
from leadlab.grading.proxy_classes import record_maker
from leadlab.grading.wire import WHOLE, Broken
from leadlab.simulation.team_policy import Policy

leaves = (
    st.none()
    | st.booleans()
    | st.integers(1 - WHOLE, WHOLE - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5)
)


@dataclass(frozen=True)
class Point:
    """A record that may cross in these tests."""

    x: Any
    y: Any


def fields(kind: type) -> tuple[str, ...] | None:
    """The test's own record may cross, nothing else."""
    return ("x", "y") if kind is Point else None


def maker(module: str, name: str) -> Any:
    """Makes the test's own record."""
    assert (module, name) == (Point.__module__, "Point")
    return lambda found: Point(**found)


@st.composite
def alike(draw: st.DrawFn) -> list[Any]:
    """Values of one shape with leaves of their own."""
    shape = draw(
        st.recursive(
            st.just("leaf"),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.tuples(inner, inner)
                | st.dictionaries(st.text(max_size=3), inner, max_size=3)
                | st.builds(Point, inner, inner)
            ),
            max_leaves=8,
        )
    )
    return [_filled(shape, draw) for _ in range(draw(st.integers(1, 4)))]


def _filled(shape: Any, draw: st.DrawFn) -> Any:
    if shape == "leaf":
        return draw(leaves)
    if isinstance(shape, Point):
        return Point(_filled(shape.x, draw), _filled(shape.y, draw))
    if isinstance(shape, dict):
        return {key: _filled(each, draw) for key, each in shape.items()}
    return type(shape)(_filled(each, draw) for each in shape)


def typed(value: Any) -> Any:
    """A value with the types of all its parts, since 1, 1.0 and True are equal."""
    if isinstance(value, Point):
        return Point(typed(value.x), typed(value.y))
    if isinstance(value, dict):
        return {key: typed(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(typed(each) for each in value)
    return type(value), repr(value)


@given(alike())
def test_values_of_one_shape_arrive_as_they_are(values: list[Any]) -> None:
    """Each comes back with its values, its types and its order."""
    rows = wire_rows.Rows(fields)
    assert all(map(rows.add, values))
    told = json.loads(json.dumps(rows.message()))

    assert typed(values) == typed(list(wire_rows.made(told, maker)))


@pytest.mark.parametrize(
    ("first", "other"),
    [
        ((1, 2), [1, 2]), ((1, 2), (1, 2, 3)), ({"a": 1}, {"b": 1}), ({"a": 1}, {"a": [1]}),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}), (1.0, math.nan), (1, WHOLE), ("a", b"a"),
        (Point(1, 2), (1, 2)), ([1], [{1}]), (1, 1 + 2j),
    ],
)  # fmt: skip
def test_a_value_of_another_shape_is_not_taken(first: Any, other: Any) -> None:
    """What is not of the first's shape crosses by itself, and what was taken stays."""
    rows = wire_rows.Rows(fields)

    assert (True, False, True) == (rows.add(first), rows.add(other), rows.add(first))
    assert 2 == len(rows)
    assert [first, first] == list(wire_rows.made(rows.message(), maker))


def test_equal_records_of_leaves_are_sent_once() -> None:
    """By their number from the second on; what is equal and not the same is another one."""
    values = [Point(1, 0.0), Point(1.0, 0.0), Point(1, 0.0), Point(True, 0.0), Point(1, -0.0)]
    rows = wire_rows.Rows(fields)
    assert all(map(rows.add, values))
    told = json.loads(json.dumps(rows.message()))
    made = list(wire_rows.made(told, maker))

    assert 4 == len(told["rows"])
    assert [0, 1, 0, 2, 3] == told["of"]
    assert typed(values) == typed(made)
    assert made[0] is made[2]


@pytest.mark.parametrize(
    "told",
    [
        {"shape": {"t": "list", "of": [0]}, "rows": [[1]], "of": [0, 0]},
        {"shape": {"t": "tuple", "of": [{"t": "list", "of": [0]}]}, "rows": [[1]], "of": [0]},
        {"shape": 0, "rows": [[1]], "of": [0]},
    ],
)
def test_what_can_be_changed_does_not_come_by_number(told: Any) -> None:
    """Two answers would be one object, and a test that sorts the first would sort the second."""
    with pytest.raises(Broken, match="can be changed"):
        list(wire_rows.made(told, maker))


@pytest.mark.parametrize("of", [[1], [-1], [True], ["0"], [0.0], [[0]], [None], 0, "0", {"0": 0}])
def test_a_number_that_no_row_has_is_refused(of: Any) -> None:
    """Whole numbers from 0, of rows that came."""
    place = {"module": Point.__module__, "name": "Point", "fields": ["x", "y"]}
    told = {"shape": {"t": "record", **place, "of": [0, 0]}, "rows": [[1, 2]], "of": of}

    with pytest.raises(Broken):
        list(wire_rows.made(told, maker))


def test_a_value_is_taken_as_it_is_at_that_moment() -> None:
    """An answer that is changed later on, and given again, is two answers."""
    rows, answer = wire_rows.Rows(fields), {"a": 1}
    rows.add(answer)
    answer["a"] = 2
    rows.add(answer)

    assert [{"a": 1}, {"a": 2}] == list(wire_rows.made(rows.message(), maker))


def test_few_values_and_mere_leaves_are_no_rows() -> None:
    """There the shape would take longer than it saves."""
    assert wire_rows.rows_of([(1, 2)], fields) is None
    assert wire_rows.rows_of(["a", "b"], fields) is None
    assert wire_rows.rows_of([(1,), [1]], fields) is None
    assert wire_rows.rows_of([(1,), (2,)], fields) is not None


POLICY = {
    "t": "record", "module": "leadlab.simulation.team_policy", "name": "Policy",
    "fields": ["wip_limit", "batch_size"], "of": [0, 0],
}  # fmt: skip
DEEP: Any = 0
for _ in range(60):
    DEEP = {"t": "list", "of": [DEEP]}


@pytest.mark.parametrize(
    ("shape", "row"),
    [
        ({"t": "tuple", "of": [0, 0]}, [1]),
        ({"t": "tuple", "of": [0, 0]}, [1, 2, 3]),
        (0, [[1]]),
        (0, [{"t": "handle"}]),
        (0, 7),
        (None, [1]),
        ("list", [1]),
        ({"t": "slice", "of": [0]}, [1]),
        ({"t": "dict", "keys": ["a"], "of": [0, 0]}, [1, 2]),
        ({"t": "dict", "of": [0]}, [1]),
        (DEEP, [1]),
        ({"t": "tuple", "of": [{"t": "tuple", "of": []}] * 2_000}, []),
        ({**POLICY, "name": "TeamView"}, [1, 1]),
        ({**POLICY, "module": "os", "name": "system"}, [1, 1]),
        ({**POLICY, "fields": ["wip_limit", "wip"]}, [1, 1]),
        (POLICY, [-4, 1]),
        ({**POLICY, "of": [{"t": "list", "of": [0]}, 0]}, [1, 1]),
    ],
)
def test_a_damaged_message_makes_nothing(shape: Any, row: Any) -> None:
    """Whatever a learner's process sends is a value of a known shape, or the wire is broken."""
    with pytest.raises(Broken):
        list(wire_rows.made({"shape": shape, "rows": [row]}, record_maker))


def test_equal_records_are_made_once_and_only_equal_ones_of_the_same_types() -> None:
    """Whether a limit is 1 or 1.0 is for the record's own class to see."""
    rows = [[1, 2], [1, 2], [1.0, 2], [3, 2]]
    one, same, other, third = wire_rows.made({"shape": POLICY, "rows": rows}, record_maker)

    assert one is same
    assert one is not other
    assert (float, int) == (type(other.wip_limit), type(one.wip_limit))
    assert Policy(wip_limit=3, batch_size=2) == third
