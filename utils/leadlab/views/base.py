"""The box that every interactive view is built in: names, roles, keys, and a static fallback."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import anywidget
import ipywidgets as widgets
import traitlets

from leadlab.views.markup import Rows, escape, page, table_html

WIRED = ("rules", "spoken", "focus")


class Accessibility(anywidget.AnyWidget):  # type: ignore[misc]  # anywidget ships no types
    """The unseen part of a board that speaks to the browser.

    What it says goes over `wire`, a plain widget: anywidget drops every message to a model whose
    module took more than two seconds to load, which happens on a busy machine.

    >>> access = Accessibility(); access.spoken = {"text": "It is open.", "turn": 1}
    >>> json.loads(access.wire.value)["spoken"]["text"]
    'It is open.'
    """

    _esm = Path(__file__).with_name("accessibility.js")
    wire = traitlets.Instance(widgets.Label).tag(sync=True, **widgets.widget_serialization)
    theme = traitlets.Unicode("").tag(sync=True)
    rules = traitlets.List(traitlets.Dict())
    spoken = traitlets.Dict()
    focus = traitlets.Dict()

    def __init__(self) -> None:
        super().__init__(wire=widgets.Label())
        self.observe(lambda _: self._tell(), WIRED)
        self._tell()

    def _tell(self) -> None:
        self.wire.value = json.dumps({name: getattr(self, name) for name in WIRED})


class Board(widgets.VBox):  # type: ignore[misc]  # ipywidgets ships no types
    """A box that can be used by keyboard and screen reader, and printed.

    >>> board = Board("Doors")
    >>> button = board.button("Open it", lambda: board.say("It is open."))
    >>> board.show(button); button.click(); board.spoken
    'It is open.'
    >>> board
    Doors: It is open.
    """

    def __init__(self, title: str, *, sentence: str = "") -> None:
        self.title = title
        self._sentence = sentence
        self._names: dict[str, dict[str, Any]] = {}
        self._turn = 0
        self._shown = False
        self.access = Accessibility()
        super().__init__([self.access])
        self.add_class("leadlab-board")
        self.access.observe(lambda change: self.on_theme(change["new"]), "theme")

    def __repr__(self) -> str:
        return f"{self.title}: {self.sentence()}" if self.sentence() else self.title

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = super()._repr_mimebundle_(**kwargs)
        bundle["text/plain"] = repr(self)
        bundle["text/html"] = self.fallback_html()
        return bundle

    def sentence(self) -> str:
        """What the board shows at this moment, in one sentence."""
        return self._sentence or self.spoken

    def picture_html(self) -> str:
        """A picture of this moment for pages without widgets; a board may have none."""
        return ""

    def fallback_html(self) -> str:
        """What stands in the page where no widget can: a picture and a sentence."""
        return page(
            f"<h3>{escape(self.title)}</h3><p>{escape(self.sentence())}</p>{self.picture_html()}"
            '<p class="leadlab-soft">Run the cell in JupyterLab to use it.</p>'
        )

    def on_theme(self, theme: str) -> None:
        """React to a light or a dark page; a board with a live picture redraws it."""

    @property
    def spoken(self) -> str:
        """The last thing that was announced."""
        return str(self.access.spoken.get("text", ""))

    def show(self, *children: Any) -> None:
        """Put these widgets into the box in place of those that are there."""
        self._shown = True
        self._send_names()
        self.children = (self.access, *children)

    def say(self, text: str) -> None:
        """Announce a change to somebody who does not see it."""
        self._turn += 1
        self.access.spoken = {"text": text, "turn": self._turn}

    def go_to(self, selector: str) -> None:
        """Move the keyboard's focus to the first element that matches a CSS selector."""
        self._turn += 1
        self.access.focus = {"of": selector, "turn": self._turn}

    def name(self, widget: Any, text: str, *, on: str = "", **attributes: str) -> Any:
        """Give a widget its accessible name and other attributes.

        Args:
            widget: Any input inside the board.
            text: The name that a screen reader says; "" leaves the name alone.
            on: CSS selector inside the widget, or "self"; the input itself when empty.
            attributes: More attributes, `_` for `-`: `aria_pressed="true"`.

        Returns:
            The widget itself.
        """
        style_class = f"leadlab-n{widget.model_id[:10]}"
        widget.add_class(style_class)
        put = {key.replace("_", "-"): value for key, value in attributes.items()}
        if text:
            put["aria-label"] = text
        rule = self._names.setdefault(
            f"{style_class} {on}", {"of": style_class, "on": on, "put": {}}
        )
        rule["put"] = {**rule["put"], **put}
        if self._shown:
            self._send_names()
        return widget

    def forget_names(self) -> None:
        """Drop the names of inputs that leave the box; the next ones go out with `show`."""
        self._names.clear()
        self._shown = False

    def _send_names(self) -> None:
        self.access.rules = [{**each, "put": dict(each["put"])} for each in self._names.values()]

    def button(self, text: str, action: Any, *, key: str = "", look: str = "") -> widgets.Button:
        """A button that calls `action()` when it is pressed.

        Args:
            text: What stands on it; long texts wrap.
            action: A function without arguments.
            key: A key that presses it while the focus is anywhere in the board.
            look: "choice" for full width, "main" for the button to press next.
        """
        made = widgets.Button(description=f"{key}.  {text}" if key else text)
        made.add_class(f"leadlab-{look or 'plain'}")
        made.on_click(lambda _: action())
        if key:
            self.name(made, "", data_leadlab_key=key, aria_keyshortcuts=key)
        return made

    def slider(self, text: str, kind: Any = widgets.IntSlider, **settings: Any) -> Any:
        """A slider with a visible label that is also its accessible name."""
        made = kind(
            description=text,
            continuous_update=True,
            style={"description_width": "15rem"},
            layout={"width": "100%", "max_width": "44rem"},
            **settings,
        )
        self.name(made, text, on=".noUi-handle")
        return self.name(made, f"{text}, value", on=".widget-readout")


def typed(kind: Any = widgets.Text, **settings: Any) -> Any:
    """An input for typing, which tells the kernel what it holds when it is left.

    Telling it at every key queues what is typed while the kernel is busy, and the press of a
    button does not queue: it would be read before the last letters.

    >>> typed(value="3 weeks").continuous_update
    False
    """
    return kind(continuous_update=False, **settings)


def html(body: str, *, id_class: str = "") -> widgets.HTML:
    """HTML in leadlab's look as a widget.

    >>> html("<p>Hello</p>").value.endswith("<p>Hello</p></div>")
    True
    """
    made = widgets.HTML(page(body))
    if id_class:
        made.add_class(id_class)
    return made


class NumbersBeside(widgets.VBox):  # type: ignore[misc]  # ipywidgets ships no types
    """The numbers of a picture as a table that opens and closes with a button.

    >>> beside = NumbersBeside(Board("Doors")); beside.set([("week", "bugs"), (1, 4)])
    >>> beside.button.click(); "<td>4</td>" in beside.table.value
    True
    """

    def __init__(self, board: Board, of: str = "the numbers") -> None:
        self._board, self._of = board, of
        self._rows: Rows = [("",)]
        self.button = board.button(f"Show {of} as a table", self._toggle)
        self.table = widgets.HTML(layout={"display": "none"})
        board.name(self.button, "", aria_expanded="false")
        super().__init__([self.button, self.table])

    @property
    def is_open(self) -> bool:
        """True while the table is shown."""
        return bool(self.table.layout.display != "none")

    def set(self, rows: Rows) -> None:
        """Take new numbers; a closed table costs nothing."""
        self._rows = rows
        if self.is_open:
            self.table.value = f'<div class="leadlab">{table_html(rows)}</div>'

    def _toggle(self) -> None:
        opening = not self.is_open
        self.table.layout.display = "block" if opening else "none"
        self.button.description = f"{'Hide' if opening else 'Show'} {self._of} as a table"
        self._board.name(self.button, "", aria_expanded="true" if opening else "false")
        self.set(self._rows)
