"""What a model assumes: every coefficient with range, grade and source, to be changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from leadlab import catalog
from leadlab.simulation.coefficients import CoefficientSet, coefficients_of
from leadlab.simulation.team_coefficients import Coefficients
from leadlab.views.base import Board, html
from leadlab.views.markup import escape, table_html


class ModelPanel(widgets.VBox):  # type: ignore[misc]  # ipywidgets ships no types
    """A panel that opens with a button; one coefficient is changed at a time, all are listed.

    >>> panel = ModelPanel(Board("Team"), print)
    >>> panel.button.click(); panel.pick.value = "ramp_weeks"; panel.value.max
    26.0
    """

    def __init__(
        self, board: Board, changed: Callable[[Any], object],
        kind: type[CoefficientSet] = Coefficients,
    ) -> None:  # fmt: skip
        self._board, self._changed, self._kind = board, changed, kind
        self._known = coefficients_of(kind)
        self.coefficients = kind()
        self._quiet = False
        self.button = board.button("Show what the model assumes", self._toggle)
        board.name(self.button, "", aria_expanded="false")
        wide = {"width": "98%", "max_width": "44rem"}
        self.pick = widgets.Dropdown(
            description="Assumption", style={"description_width": "15rem"}, layout=wide,
            options=[(each.says, name) for name, each in self._known.items()],
        )  # fmt: skip
        board.name(self.pick, "Assumption", on="select")
        self.value = board.slider("Its value", widgets.FloatSlider, readout_format=".3g")
        self.reset = board.button("Back to all defaults", self._back)
        self.about, self.table = html(""), html("")
        self.box = widgets.VBox(
            [self.pick, self.value, self.about, self.reset, self.table], layout={"display": "none"}
        )
        self.pick.observe(lambda _: self._picked(), "value")
        self.value.observe(lambda _: self._moved(), "value")
        super().__init__([self.button, self.box])

    def _toggle(self) -> None:
        opening = self.box.layout.display == "none"
        self.box.layout.display = "flex" if opening else "none"
        self.button.description = f"{'Hide' if opening else 'Show'} what the model assumes"
        self._board.name(self.button, "", aria_expanded="true" if opening else "false")
        if opening:
            self._picked()

    def _picked(self) -> None:
        """Move the slider to the coefficient that was picked, without a new simulation."""
        each = self._known[self.pick.value]
        self._quiet = True
        self.value.min, self.value.max = min(each.low, self.value.min), max(each.high, each.low)
        self.value.min = each.low
        self.value.step = (each.high - each.low) / 100
        self.value.value = float(getattr(self.coefficients, each.name))
        self._quiet = False
        source = catalog.evidence(each.evidence)
        self.about.value = html(
            f"<p>{escape(each.says)}: {each.low:g} to {each.high:g} {escape(each.unit)}, "
            f"default {each.default:g}. Grade {each.grade}, {escape(source.grade_words)}; "
            f"{escape(source.mark_words)}. {escape(source.citation)}</p>"
        ).value
        self._list()

    def _moved(self) -> None:
        if self._quiet:
            return
        name = self.pick.value
        each = self._known[name]
        inside = min(max(self.value.value, each.low), each.high)
        if abs(inside - each.default) < self.value.step / 2:
            inside = each.default  # a browser rounds to its steps, and that changes nothing
        if inside == getattr(self.coefficients, name):
            return
        self.coefficients = self.coefficients.changed(**{name: inside})
        self._changed(self.coefficients)
        self._list()

    def _back(self) -> None:
        self.coefficients = self._kind()
        self._picked()
        self._changed(self.coefficients)
        self._board.say("All assumptions are back at their defaults.")

    def _list(self) -> None:
        rows: list[tuple[Any, ...]] = [
            ("assumption", "now", "default", "range", "unit", "grade", "source")
        ]
        for name, each in self._known.items():
            now = float(getattr(self.coefficients, name))
            mark = " (changed)" if now != each.default else ""
            rows.append(
                (each.says, f"{now:.3g}{mark}", f"{each.default:.3g}",
                 f"{each.low:g} to {each.high:g}", each.unit, each.grade,
                 catalog.evidence(each.evidence).citation)
            )  # fmt: skip
        self.table.value = html(table_html(rows)).value
