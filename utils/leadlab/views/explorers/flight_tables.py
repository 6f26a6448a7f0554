"""Tables that every flight shows: its dials, and what each lever did to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from leadlab.simulation.dial_causes import DialCauses, FlightDial
from leadlab.views.markup import Rows, table_html

COUNTED = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


def dials_table(dials: Sequence[FlightDial], values: Mapping[str, float]) -> str:
    """The dials with their direction in words; there is no sum.

    >>> dial = FlightDial(name="value", title="Value", unit="items", better="more")
    >>> "<td>12</td>" in dials_table([dial], {"value": 12.2})
    True
    """
    rows: list[tuple[object, ...]] = [("dial", "now", "unit", "better is")]
    rows += [(each.title, _shown(each, values), each.unit, each.better) for each in dials]
    return table_html(rows, caption=f"{COUNTED[len(dials)]} dials, and no sum of them")


def _shown(dial: FlightDial, values: Mapping[str, float]) -> str:
    value = values[dial.name]
    return "after the end" if value != value else f"{value:.{dial.places}f}"


def levers_rows(
    dials: Sequence[FlightDial], titles: Mapping[str, str], found: DialCauses, *, end: str
) -> list[tuple[object, ...]]:
    """Where each counted dial came from, lever by lever; the rows add up to the last."""
    shown = [each for each in dials if each.name in found.flown]

    def row(title: str, values: Mapping[str, float], sign: str = "") -> tuple[object, ...]:
        return (title, *(f"{values[each.name]:{sign}.{each.places + 1}f}" for each in shown))

    return [
        ("on the same luck", *(f"{each.title}, {each.unit}" for each in shown)),
        row("the usual plan", found.usual),
        *(row(title, found.parts[name], "+") for name, title in titles.items()),
        row(end, found.flown),
    ]


def ways_rows(
    dials: Sequence[FlightDial], own: Mapping[str, float], tried: Mapping[str, Mapping[str, float]]
) -> Rows:
    """The flown dials beside those of each other way on the same luck."""
    shown = [each for each in dials if each.name != "forecasts"]

    def row(title: str, values: Mapping[str, float]) -> tuple[object, ...]:
        return (title, *(f"{values[each.name]:.{each.places}f}" for each in shown))

    return [
        ("on the same luck", *(f"{each.title}, {each.better} is better" for each in shown)),
        row("as you flew", own),
        *(row(title, values) for title, values in tried.items()),
    ]
