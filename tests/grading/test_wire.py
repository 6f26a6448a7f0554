"""What crosses between judge and learner arrives as what it was, or not at all."""

from __future__ import annotations

import math
import socket
import struct
import threading
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadlab.grading import wire

plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text()
    | st.binary()
    | st.complex_numbers(allow_nan=False)
    | st.decimals(allow_nan=False)
    | st.fractions()
    | st.dates()
    | st.datetimes()
    | st.timedeltas(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text(max_size=5) | st.integers(), inner, max_size=4)
        | st.frozensets(st.integers() | st.text(max_size=3), max_size=4)
    ),
    max_leaves=20,
)


def sent(value: Any) -> Any:
    """The value as it arrives, through real bytes."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        worker = threading.Thread(target=wire.send, args=(ours, wire.pack(value)))
        worker.start()
        message = wire.receive(theirs, most=10_000_000, seconds=10)
        worker.join()
    return wire.unpack(message)


@given(plain)
def test_plain_values_arrive_as_they_are(value: Any) -> None:
    """Value and type are the same on the other side."""
    seen = sent(value)

    assert value == seen
    assert type(value) is type(seen)


def test_numbers_that_are_none_arrive() -> None:
    """Not-a-number and the infinities keep what they are."""
    seen = sent([math.nan, math.inf, -math.inf, np.nan])

    assert math.isnan(seen[0])
    assert [math.inf, -math.inf] == seen[1:3]
    assert math.isnan(seen[3])


@pytest.mark.parametrize(
    "kind", ["?", "i1", "<u8", ">i4", "<f2", "<f8", "<c16", "S3", "<U4", "<M8[D]", "<m8[s]"]
)
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 3), (0, 4)])
def test_arrays_arrive_with_type_and_shape(kind: str, shape: tuple[int, ...]) -> None:
    """Each type of number and text, also of no size and of no dimension."""
    array = np.zeros(shape, dtype="i8").astype(kind)
    seen = sent(array)

    assert (array.dtype, array.shape) == (seen.dtype, seen.shape)
    assert array.tobytes() == seen.tobytes()


TABLES = {
    "plain": pd.DataFrame({"n": [1, 2], "x": [0.5, None], "s": ["a", None]}),
    "index by text": pd.DataFrame({"n": [1, 2]}, index=pd.Index(["u", "v"], name="k")),
    "index of two": pd.DataFrame({"n": [1, 2], "k": [1, 1], "l": [2, 3]}).set_index(["k", "l"]),
    "columns of two": pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("a", 1), ("a", 2)])),
    "times": pd.DataFrame({"t": pd.to_datetime(["2026-03-02 10:00", None])}),
    "zones": pd.DataFrame({"t": pd.to_datetime(["2026-03-02 10:00"]).tz_localize("Europe/Berlin")}),
    "categories": pd.DataFrame({"c": pd.Categorical(["b", "a", None], ["b", "a"], ordered=True)}),
    "missing": pd.DataFrame({"i": pd.array([1, None], dtype="Int64"), "b": pd.array([True, None])}),
    "mixed": pd.DataFrame({"o": [1, "a"]}, dtype=object),
    "equal names": pd.DataFrame([[1, "a"]], columns=["x", "x"]),
    "empty": pd.DataFrame(),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_tables_arrive_with_index_and_types(name: str) -> None:
    """Pandas' own comparison finds no difference."""
    pd.testing.assert_frame_equal(TABLES[name], sent(TABLES[name]))


def test_series_and_scalars_arrive() -> None:
    """A column keeps its name; a time keeps its zone."""
    stamp = pd.Timestamp("2026-03-02 10:00", tz="Europe/Berlin")
    series = pd.Series([1.5, 2.5], name="x", index=[3, 4])

    pd.testing.assert_series_equal(series, sent(series))
    assert stamp == sent(stamp)
    assert pd.isna(sent(pd.NaT))
    assert np.float32(1.5) == sent(np.float32(1.5))
    assert np.dtype("f4") == sent(np.float32(1.5)).dtype


class Odd:
    """Of no type that crosses."""


@pytest.mark.parametrize("value", [Odd(), lambda: 1, type("L", (list,), {})(), object(), print])
def test_nothing_else_crosses_by_value(value: Any) -> None:
    """Objects, functions and subclasses of plain types stay where they are."""
    with pytest.raises(wire.Broken, match="cannot cross"):
        wire.pack(value)


def test_a_value_without_an_end_stays_where_it_is() -> None:
    """A list that holds itself is described where it becomes too deep, and not sent for ever."""
    endless: list[Any] = []
    endless.append(endless)

    with pytest.raises(wire.Broken):
        wire.pack(endless)


DAMAGED = [
    {"t": "pickle", "v": ""},
    {"t": "array", "d": "|O", "s": [1], "v": ""},
    {"t": "array", "d": "<f8", "s": [2], "v": "AAAA"},
    {"t": "array", "d": "<f8", "s": [-1], "v": ""},
    {"t": "type", "v": "eval"},
    {"t": "dict", "v": [[[], 1]]},
    {"t": "int", "v": "x"},
    {"t": "tuple"},
    {"t": None},
    {"t": ["a"]},
    {"v": 1},
    {"t": "frame", "v": []},
    {"t": "handle", "id": 1},
]


@pytest.mark.parametrize("value", DAMAGED, ids=str)
def test_what_is_damaged_is_named_so(value: Any) -> None:
    """No error of another kind gets out, whatever a learner's process makes up."""
    with pytest.raises(wire.Broken):
        wire.unpack(value)


def test_depth_is_limited() -> None:
    """Lists within lists are refused long before Python's own limit."""
    deep: Any = []
    for _ in range(100):
        deep = [deep]

    with pytest.raises(wire.Broken, match="too deep"):
        wire.unpack(deep)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (struct.pack(">I", 1001), wire.Oversize),
        (struct.pack(">I", 3) + b"{x}", wire.Broken),
        (struct.pack(">I", 600) + b"[" * 600, wire.Broken),
        (struct.pack(">I", 9), wire.TooLate),
        (b"", wire.TooLate),
    ],
)
def test_a_message_that_is_none_is_named(content: bytes, error: type[Exception]) -> None:
    """Too large, not JSON, broken off: each has its error, and nothing waits for ever."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.sendall(content)
        with pytest.raises(error):
            wire.receive(theirs, most=1000, seconds=0.1)
