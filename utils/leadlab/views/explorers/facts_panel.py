"""What a simulated team shows of published regularities, each with source, grade and interval."""

from __future__ import annotations

import ipywidgets as widgets

from leadlab.catalog_facts import TeamFact, team_facts
from leadlab.views.base import Board, html
from leadlab.views.markup import Rows, escape, table_html


class FactsPanel(widgets.VBox):  # type: ignore[misc]  # ipywidgets ships no types
    """A table that opens with a button; it costs nothing until then.

    >>> panel = FactsPanel(Board("Team"))
    >>> panel.button.click(); "Little" in panel.table.value
    True
    """

    def __init__(self, board: Board) -> None:
        self._board = board
        self.button = board.button("Show the facts that it is held against", self._toggle)
        board.name(self.button, "", aria_expanded="false")
        self.table = html("")
        self.table.layout.display = "none"
        super().__init__([self.button, self.table])

    def _toggle(self) -> None:
        opening = self.table.layout.display == "none"
        self.table.layout.display = "block" if opening else "none"
        self.button.description = (
            f"{'Hide' if opening else 'Show'} the facts that it is held against"
        )
        self._board.name(self.button, "", aria_expanded="true" if opening else "false")
        if opening:
            self.table.value = html(facts_html()).value


def facts_html() -> str:
    """All claims in a table, with how to read it."""
    found = team_facts()
    number, holding = len({each.claim.fact for each in found}), sum(each.holds for each in found)
    words = (
        f"{number} published regularities in {len(found)} claims; {holding} hold. A claim holds if "
        "the whole 95 % interval, over lucks with the default assumptions, lies where the source "
        "has it. Grade D is a rule of practice or our own assumption: there the model repeats what "
        "was put in. What it repeats does not make its numbers those of your team."
    )
    return f"<p>{escape(words)}</p>{table_html(fact_rows(found))}"


def fact_rows(found: tuple[TeamFact, ...]) -> Rows:
    """A row for each claim."""
    heads = ("fact", "what is measured", "expected", "the model, mean and 95 %", "unit", "holds",
             "grade", "source")  # fmt: skip
    return [
        heads,
        *(
            (each.claim.fact, each.claim.says, each.claim.expected, each.shown, each.claim.unit,
             "✓ yes" if each.holds else "✗ no", each.source.grade, each.source.citation)
            for each in found
        ),
    ]  # fmt: skip
