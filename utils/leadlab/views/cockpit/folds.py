"""A part of a board that opens and closes with a button."""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets

from leadlab.views.base import Board, typed


class Fold(widgets.VBox):  # type: ignore[misc]  # ipywidgets ships no types
    """Inputs behind a button that says whether they are shown.

    >>> board = Board("Doors"); fold = Fold(board, "Change the doors", [widgets.HTML("two")])
    >>> fold.button.click(); fold.is_open
    True
    """

    def __init__(
        self, board: Board, text: str, children: list[Any], *, on_open: Any = lambda: None
    ) -> None:
        self._board = board
        self.button = board.button(f"Show: {text}", self._toggle)
        self._text, self._on_open = text, on_open
        self.inside = widgets.VBox(children, layout={"display": "none"})
        board.name(self.button, "", aria_expanded="false")
        super().__init__([self.button, self.inside])

    @property
    def is_open(self) -> bool:
        """True while the inputs are shown."""
        return bool(self.inside.layout.display != "none")

    def _toggle(self) -> None:
        opening = not self.is_open
        if opening:
            self._on_open()
        self.inside.layout.display = "flex" if opening else "none"
        self.button.description = f"{'Hide' if opening else 'Show'}: {self._text}"
        self._board.name(self.button, "", aria_expanded="true" if opening else "false")


def dropdown(board: Board, text: str, options: list[Any], value: Any = None) -> Any:
    """A list of choices with a visible label that is also its accessible name."""
    made = widgets.Dropdown(
        description=text, options=options,
        style={"description_width": "12rem"}, layout={"width": "98%", "max_width": "40rem"},
    )  # fmt: skip
    if value is not None:
        made.value = value
    return board.name(made, text, on="select")


def text_field(board: Board, text: str, value: str = "") -> Any:
    """A line of text with a visible label that is also its accessible name."""
    made = typed(
        description=text, value=value,
        style={"description_width": "12rem"}, layout={"width": "98%", "max_width": "40rem"},
    )  # fmt: skip
    return board.name(made, text)
