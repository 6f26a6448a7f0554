"""How pictures look: one style file, applied only while a picture is made."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.spines import Spine
from matplotlib.text import Text

from leadlab.views.markup import Rows, escape, table_html

STYLE_FILE = Path(__file__).with_name("leadlab.mplstyle")
INK = "#010203"
BLUE, VERMILION, GREEN, PURPLE, GREY = "#0072b2", "#d55e00", "#009e73", "#aa4499", "#7a7a7a"
COLOURS = (BLUE, VERMILION, GREEN, PURPLE, GREY)
HATCHES = ("", "//", "..", "xx", "--")
INK_BY_THEME = {"light": "#1f1f1f", "dark": "#e4e4e4", "": "#767676"}


@contextmanager
def style() -> Iterator[None]:
    """Apply leadlab's look inside the block and nowhere else.

    >>> import matplotlib
    >>> before = matplotlib.rcParams["svg.fonttype"]
    >>> with style():
    ...     inside = matplotlib.rcParams["svg.fonttype"]
    >>> inside, matplotlib.rcParams["svg.fonttype"] == before
    ('none', True)
    """
    with mpl.rc_context(fname=STYLE_FILE):
        yield


def new_figure(width: float = 6.4, height: float = 3.6, *, dpi: int = 100) -> Figure:
    """Make a figure in leadlab's look that no window and no global list knows about.

    >>> new_figure(4, 2).get_size_inches().tolist()
    [4.0, 2.0]

    Args:
        width: Inches; a hundred CSS pixels each on the page.
        height: Inches.
        dpi: Pixels an inch of the drawn image.
    """
    with style():
        figure = Figure(figsize=(width, height), dpi=dpi, layout="constrained")
        FigureCanvasAgg(figure)
    return figure


def set_ink(figure: Figure, theme: str) -> None:
    """Draw the text, ticks and frames of a figure in the ink of a theme.

    >>> figure = new_figure(); title = figure.suptitle("Delay", color=INK)
    >>> set_ink(figure, "dark"); title.get_color()
    '#e4e4e4'

    Args:
        figure: A figure made inside `style()`; colours other than ink are left alone.
        theme: "light", "dark", or "" for an ink that reads on both.
    """
    inks = {INK, *INK_BY_THEME.values()}
    wanted = INK_BY_THEME[theme]
    for axes in figure.axes:
        axes.tick_params(colors=wanted, which="both")
    drawn: list[Any] = [*figure.findobj(Text), *figure.findobj(Line2D)]
    for artist in drawn:
        if to_hex(artist.get_color()) in inks:
            artist.set_color(wanted)
    for spine in figure.findobj(Spine):
        spine.set_edgecolor(wanted)


def svg_of(figure: Figure, alt: str) -> str:
    """Turn a figure into an inline SVG that takes the text colour of its page.

    >>> svg = svg_of(new_figure(), "Nothing happened.")
    >>> svg.startswith("<svg"), 'aria-label="Nothing happened."' in svg
    (True, True)
    """
    buffer = io.StringIO()
    with style():
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    text = buffer.getvalue()
    text = re.sub(r"<metadata>.*?</metadata>", "", text[text.index("<svg") :], flags=re.DOTALL)
    text = text.replace(INK, "currentColor")
    width = figure.get_size_inches()[0] * 100
    opening = (
        f'<svg role="img" aria-label="{escape(alt)}" '
        f'style="width:100%;max-width:{width:.0f}px;height:auto"'
    )
    return opening + text.removeprefix("<svg").strip()


def figure_html(figure: Figure, alt: str, table: Rows | None = None) -> str:
    """Show a figure with the sentence that says the same and the numbers beside it.

    >>> html = figure_html(new_figure(), "Two bars of equal height.", [("week", "bugs"), (1, 4)])
    >>> "<figcaption>Two bars of equal height.</figcaption>" in html, "<details>" in html
    (True, True)

    Args:
        figure: Made inside `style()`.
        alt: One sentence that says what the picture shows.
        table: The numbers of the picture; the first row holds the headings.
    """
    numbers = ""
    if table is not None:
        numbers = (
            '<details><summary data-lm-suppress-shortcuts="true">The same as a table</summary>'
            f"{table_html(table, caption=alt)}</details>"
        )
    caption = f"<figcaption>{escape(alt)}</figcaption>"
    return f'<figure class="leadlab-figure">{svg_of(figure, alt)}{caption}{numbers}</figure>'


def colour_of(index: int, colours: Sequence[str] = COLOURS) -> str:
    """Colour of the n-th thing in a picture, starting again after the last.

    >>> colour_of(0) == colour_of(5)
    True
    """
    return colours[index % len(colours)]
