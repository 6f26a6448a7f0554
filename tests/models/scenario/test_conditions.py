"""The condition language reads what is allowed, and names what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadlab.models.scenario.conditions import ConditionError, Moment, evaluate, expression, holds

MOMENT = Moment(
    values={"days": 6, "cause": "lock", "told": None, "risks": ("phones", "audit")},
    chosen={"one": "b"},
    visited=frozenset({"one"}),
    known=frozenset({"spare"}),
    threads={"door": "open"},
    bands={"days": (4.0, 8.0)},
    week=6,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("days >= 6 and not told", True),
        ("cause == 'lock' or days / 0 == 1", True),
        ("cause in ['lock', 'hinge']", True),
        ("'audit' in risks and 'notes' not in risks", True),
        ("'x' in told", False),
        ("knows('spare') and not knows('rust')", True),
        ("chose('one', 'a')", False),
        ("chose('one', 'a', 'b')", True),
        ("chose('never', 'a')", False),
        ("visited('one')", True),
        ("thread('door') == 'open'", True),
        ("band('days')", "middle"),
        ("count(days > 1, days > 7, knows('spare'))", 2),
        ("week() == 6", True),
        ("3 < days <= 6", True),
        ("-days + 2 * 3 - 1", -1),
        ("4 if cause == 'lock' else 1", 4),
        ("max(days, 9) - min(1, days) + abs(-2)", 10),
        ("told == none and true", True),
    ],
)
def test_an_expression_has_the_value_that_it_says(text: str, value: object) -> None:
    """Operators and functions mean what they mean in ordinary words."""
    assert value == evaluate(text, MOMENT)


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os')",
        "days.__class__",
        "(lambda: 1)()",
        "[x for x in risks]",
        "days ** 999",
        "f'{days}'",
        "days := 3",
        "chose(cause, 'a')",
        "knows()",
        "chose('one')",
        "week('x')",
        "knows(name='spare')",
        "days is None",
        "",
        "days >",
    ],
)
def test_what_the_language_does_not_have_is_refused_when_it_is_read(text: str) -> None:
    """Nothing outside the whitelist is ever run."""
    with pytest.raises(ConditionError):
        expression(text)


def test_an_unknown_function_is_answered_with_the_nearest_right_name() -> None:
    """A slip of the pen is told with what was meant."""
    with pytest.raises(ConditionError, match="did you mean 'knows'"):
        expression("know('spare')")


def test_a_condition_that_cannot_be_worked_out_says_which_one() -> None:
    """Comparing what is not set yet with a number is an error with the text of the condition."""
    with pytest.raises(ConditionError, match='"told >= 1" cannot be worked out'):
        evaluate("told >= 1", MOMENT)


@given(st.integers(-50, 50), st.integers(-50, 50), st.integers(-50, 50))
def test_arithmetic_and_comparisons_agree_with_python(a: int, b: int, c: int) -> None:
    """The interpreter computes what Python computes."""
    moment = Moment(values={"a": a, "b": b, "c": c})

    assert (a - b * c) == evaluate("a - b * c", moment)
    assert (a < b <= c) == holds("a < b <= c", moment)
    assert (a == b or not b > c) == holds("a == b or not b > c", moment)
