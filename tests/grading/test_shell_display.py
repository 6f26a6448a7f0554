"""What a value looks like is what IPython's own formatters say, whatever the value does."""

from __future__ import annotations

import decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest
from IPython.core.formatters import DisplayFormatter

from leadlab.checks.instances import Instance
from leadlab.grading.shell_display import Formatters


class Plain:
    """A value with nothing but words."""

    def __repr__(self) -> str:
        return "plain"


class Registered(Plain):
    """A value whose class has a format registered."""


class BelowRegistered(Registered):
    """A value whose parent class has one."""


class Deferred(Plain):
    """A value whose class is registered by name."""


class Page(Plain):
    """A value with HTML of its own."""

    def _repr_html_(self) -> str:
        return "<b>page</b>"


class Bundle(Plain):
    """A value with several formats of its own."""

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/plain": "bundle", "text/latex": "$b$"}


class ShowsItself(Plain):
    """A value that does its own showing."""

    shown = 0

    def _ipython_display_(self) -> None:
        type(self).shown += 1


class AnswersToAll(Plain):
    """A value that has every method one asks for."""

    def __getattr__(self, name: str) -> Any:
        return lambda *_, **__: f"<i>{name}</i>"


class AnswersWithNothing(Plain):
    """A value that has None for every method."""

    def __getattr__(self, name: str) -> None:
        return None


class Fails(Plain):
    """A value that cannot be asked anything."""

    def __getattr__(self, name: str) -> Any:
        raise RuntimeError(name)


class FailsToSay:
    """A value without words."""

    def __repr__(self) -> str:
        raise ValueError("no words")


class LiesAboutItsClass(Plain):
    """A value that claims to be of another class."""

    @property
    def __class__(self) -> Any:  # type: ignore[override]
        return Registered


def instance_method() -> Plain:
    """A value with the method on itself instead of its class."""
    made = Plain()
    made._repr_markdown_ = lambda: "*mark*"  # type: ignore[attr-defined]
    return made


VALUES = {
    "number": 1.5,
    "text": "a\nb",
    "none": None,
    "list": [1, {"a": (2, 3)}],
    "long list": list(range(2_000)),
    "array": np.arange(3),
    "decimal": decimal.Decimal("0.1"),
    "table": pd.DataFrame({"n": [1, 2]}),
    "own numbers": Instance("decision_making.demo", {"days": 12}),
    "class": Page,
    "function": instance_method,
    "plain": Plain(),
    "registered": Registered(),
    "below registered": BelowRegistered(),
    "deferred": Deferred(),
    "page": Page(),
    "bundle": Bundle(),
    "answers to all": AnswersToAll(),
    "answers with nothing": AnswersWithNothing(),
    "lies about its class": LiesAboutItsClass(),
    "method of its own": instance_method(),
}


@pytest.fixture(name="both")
def _both():
    """IPython's formatters and ours, with the same formats registered."""
    made = DisplayFormatter(), Formatters()
    for each in made:
        each.formatters["image/svg+xml"].for_type(Registered, lambda _: "<svg/>")
        each.formatters["text/html"].for_type_by_name(__name__, "Deferred", lambda _: "<u>d</u>")
        each.formatters["text/latex"].singleton_printers[id(VALUES["plain"])] = lambda _: "$p$"
    return made


@pytest.mark.parametrize("name", VALUES)
def test_a_value_looks_as_ipython_has_it(both, name):
    """The formats of a value and what is told of them equal IPython's, the second time as well."""
    theirs, ours = both
    for _ in range(2):
        assert theirs.format(VALUES[name]) == ours.format(VALUES[name])


def test_a_value_that_shows_itself_does_so_once(both):
    """A value with `_ipython_display_` is asked once and has no format."""
    _, ours = both
    before = ShowsItself.shown
    assert ours.format(ShowsItself()) == ({}, {})
    assert ShowsItself.shown == before + 1


@pytest.mark.parametrize("kind", [Fails, FailsToSay])
def test_a_value_that_fails_is_told_of_as_ipython_does(both, kind, capsys):
    """An error in a value's own words is shown and ends nothing."""
    theirs, ours = both
    expected = theirs.format(kind())
    said = capsys.readouterr()
    assert expected == ours.format(kind())
    again = capsys.readouterr()
    assert [line for line in said.err.splitlines() if line[:1].isalpha()] == [
        line for line in again.err.splitlines() if line[:1].isalpha()
    ]


@pytest.mark.parametrize("wish", [{"include": ["text/html"]}, {"exclude": ["text/plain"]}])
def test_a_wish_for_some_formats_is_kept(both, wish):
    """`display(value, include=...)` gives those formats alone."""
    theirs, ours = both
    for value in (VALUES["table"], 3):
        assert theirs.format(value, **wish) == ours.format(value, **wish)
