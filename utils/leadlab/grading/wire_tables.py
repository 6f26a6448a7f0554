"""Arrays and tables as typed JSON: numbers by their bytes, tables by column."""

from __future__ import annotations

import base64
import re
import sys
from collections.abc import Callable
from typing import Any

import numpy as np

Inner = Callable[[Any], Any]
KINDS = re.compile(
    r"[<>|=]?(b1|[iu][1248]|f(2|4|8|16)|c(8|16|32)|[SU]\d{1,7}|[mM]8(\[\d*\w+\])?)\Z"
)
"""Types of numbers and texts that an array may have."""
COLUMNS = re.compile(
    r"(str|string|object|boolean|U?Int(8|16|32|64)|Float(32|64)"
    r"|datetime64\[(s|ms|us|ns), [\w/+:-]{1,40}\])\Z"
)
"""Types of columns that are sent item by item."""


def pack(value: Any, inner: Inner) -> Any:
    """An array, a scalar of NumPy's or a table; None for anything else.

    >>> pack(np.array([1, 2], dtype="<i4"), lambda each: each)
    {'t': 'array', 'd': '<i4', 's': [2], 'v': 'AQAAAAIAAAA='}
    """
    if type(value) is np.ndarray:
        return _pack_array(value, inner)
    if isinstance(value, np.generic) and type(value).__module__ == "numpy":
        kind = value.dtype.str
        if not KINDS.match(kind):
            return None
        return {"t": "scalar", "d": kind, "v": base64.b64encode(value.tobytes()).decode()}
    return _pack_table(value, inner) if "pandas" in sys.modules else None


def unpack(value: dict[str, Any], inner: Inner) -> Any:
    """The array, scalar or table."""
    return READERS[value["t"]](value, inner)


def _pack_array(value: Any, inner: Inner) -> Any:
    if value.dtype.kind == "O":
        items = [inner(each) for each in value.ravel().tolist()]
        return {"t": "objects", "s": list(value.shape), "v": items}
    if not KINDS.match(value.dtype.str):
        return None
    content = base64.b64encode(np.ascontiguousarray(value).tobytes()).decode()
    return {"t": "array", "d": value.dtype.str, "s": list(value.shape), "v": content}


def _dtype(text: Any) -> np.dtype[Any]:
    if not isinstance(text, str) or not KINDS.match(text):
        raise ValueError("unknown type of array")
    return np.dtype(text)


def _shape(given: Any) -> tuple[int, ...]:
    shape = tuple(given)
    if len(shape) > 32 or not all(type(each) is int and each >= 0 for each in shape):
        raise ValueError("unknown shape")
    return shape


def _array(value: dict[str, Any], _: Inner) -> Any:
    content = base64.b64decode(value["v"], validate=True)
    return np.frombuffer(content, dtype=_dtype(value["d"])).reshape(_shape(value["s"])).copy()


def _objects(value: dict[str, Any], inner: Inner) -> Any:
    items = [inner(each) for each in value["v"]]
    made = np.empty(len(items), dtype=object)
    for at, each in enumerate(items):
        made[at] = each
    return made.reshape(_shape(value["s"]))


def _scalar(value: dict[str, Any], _: Inner) -> Any:
    return np.frombuffer(base64.b64decode(value["v"], validate=True), dtype=_dtype(value["d"]))[0]


def _pack_table(value: Any, inner: Inner) -> Any:
    import pandas as pd

    if isinstance(value, pd.DataFrame):
        columns = [_pack_values(value.iloc[:, at], inner) for at in range(value.shape[1])]
        index = _pack_index(value.index, inner)
        return {"t": "frame", "c": _pack_index(value.columns, inner), "i": index, "v": columns}
    if isinstance(value, pd.Series):
        index = _pack_index(value.index, inner)
        return {"t": "series", "n": inner(value.name), "i": index, "v": _pack_values(value, inner)}
    if isinstance(value, pd.Index):
        return _pack_index(value, inner)
    if value is pd.NaT or value is pd.NA:
        return {"t": "missing", "v": "NaT" if value is pd.NaT else "NA"}
    if type(value) is pd.Timestamp:
        zone = None if value.tz is None else str(value.tz)
        return {"t": "stamp", "v": value.as_unit("ns").value, "z": zone, "u": value.unit}
    if type(value) is pd.Timedelta:
        return {"t": "delta", "v": value.as_unit("ns").value, "u": value.unit}
    return None


def _pack_index(index: Any, inner: Inner) -> Any:
    import pandas as pd

    if isinstance(index, pd.MultiIndex):
        levels = [inner(each) for each in index.to_flat_index().tolist()]
        return {"t": "levels", "n": [inner(name) for name in index.names], "v": levels}
    if isinstance(index, pd.RangeIndex):
        steps = [index.start, index.stop, index.step]
        return {"t": "steps", "n": inner(index.name), "v": steps}
    return {"t": "index", "n": inner(index.name), "v": _pack_values(index, inner)}


def _pack_values(values: Any, inner: Inner) -> Any:
    import pandas as pd

    kind = values.dtype
    if isinstance(kind, np.dtype) and kind.kind != "O" and KINDS.match(kind.str):
        return _pack_array(values.to_numpy(), inner)
    if isinstance(kind, pd.CategoricalDtype):
        codes = np.asarray(values.cat.codes if isinstance(values, pd.Series) else values.codes)
        parts = [_pack_array(codes, inner), _pack_index(kind.categories, inner)]
        return {"t": "category", "v": parts, "o": bool(kind.ordered)}
    name = str(kind) if COLUMNS.match(str(kind)) else "object"
    return {"t": "column", "d": name, "v": [inner(each) for each in values.tolist()]}


def _column(value: dict[str, Any], inner: Inner) -> Any:
    import pandas as pd

    if not COLUMNS.match(value["d"]):
        raise ValueError("unknown type of column")
    return pd.Series([inner(each) for each in value["v"]], dtype=value["d"]).array


def _category(value: dict[str, Any], inner: Inner) -> Any:
    import pandas as pd

    codes, categories = inner(value["v"][0]), inner(value["v"][1])
    return pd.Categorical.from_codes(codes, categories, ordered=value["o"] is True)


def _frame(value: dict[str, Any], inner: Inner) -> Any:
    import pandas as pd

    index = inner(value["i"])
    columns = dict(enumerate(inner(each) for each in value["v"]))
    table = pd.DataFrame(columns, index=index)
    table.columns = inner(value["c"])
    return table


def _series(value: dict[str, Any], inner: Inner) -> Any:
    import pandas as pd

    return pd.Series(inner(value["v"]), index=inner(value["i"]), name=inner(value["n"]))


def _index(value: dict[str, Any], inner: Inner) -> Any:
    import pandas as pd

    return pd.Index(inner(value["v"]), name=inner(value["n"]))


def _levels(value: dict[str, Any], inner: Inner) -> Any:
    import pandas as pd

    names = [inner(each) for each in value["n"]]
    return pd.MultiIndex.from_tuples([inner(each) for each in value["v"]], names=names)


def _steps(value: dict[str, Any], inner: Inner) -> Any:
    import pandas as pd

    start, stop, step = value["v"]
    return pd.RangeIndex(start, stop, step, name=inner(value["n"]))


def _stamp(value: dict[str, Any], _: Inner) -> Any:
    import pandas as pd

    made = pd.Timestamp(int(value["v"]), unit="ns", tz="UTC" if value["z"] else None)
    made = made.tz_convert(value["z"]) if value["z"] else made
    return made.as_unit(value["u"])


def _delta(value: dict[str, Any], _: Inner) -> Any:
    import pandas as pd

    return pd.Timedelta(int(value["v"]), unit="ns").as_unit(value["u"])


def _missing(value: dict[str, Any], _: Inner) -> Any:
    import pandas as pd

    return pd.NaT if value["v"] == "NaT" else pd.NA


READERS: dict[str, Callable[[dict[str, Any], Inner], Any]] = {
    "array": _array,
    "objects": _objects,
    "scalar": _scalar,
    "column": _column,
    "category": _category,
    "frame": _frame,
    "series": _series,
    "index": _index,
    "levels": _levels,
    "steps": _steps,
    "stamp": _stamp,
    "delta": _delta,
    "missing": _missing,
}
