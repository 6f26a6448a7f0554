"""Methods that Python looks up on a class, and that a test may use through an operator."""

from __future__ import annotations

SPECIAL = (
    "__len__", "__iter__", "__next__", "__getitem__", "__setitem__", "__delitem__",
    "__contains__", "__reversed__", "__call__", "__bool__", "__int__", "__float__", "__index__",
    "__complex__", "__round__", "__abs__", "__neg__", "__pos__", "__invert__", "__enter__",
    "__exit__", "__add__", "__sub__", "__mul__", "__matmul__", "__truediv__", "__floordiv__",
    "__mod__", "__divmod__", "__pow__", "__lshift__", "__rshift__", "__and__", "__or__", "__xor__",
    "__radd__", "__rsub__", "__rmul__", "__rmatmul__", "__rtruediv__", "__rfloordiv__", "__rmod__",
    "__rpow__", "__rand__", "__ror__", "__rxor__", "__iadd__", "__isub__", "__imul__", "__eq__",
    "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__hash__", "__str__", "__repr__",
    "__format__",
)  # fmt: skip
PLAIN_RECORDS = frozenset({
    ("leadlab.simulation.garden_records", "Assignment"),
    ("leadlab.simulation.team_policy", "Policy"),
})  # fmt: skip
"""Records of the course's own, of numbers and words, that answers may hold: module and name."""
