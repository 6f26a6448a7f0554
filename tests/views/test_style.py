"""Pictures look the same everywhere, read in both themes, and never stand alone."""

from __future__ import annotations

import re

import matplotlib as mpl
import pytest

from leadlab.views.style import COLOURS, INK, INK_BY_THEME, figure_html, new_figure, set_ink, style

PAPER = {"light": ("#ffffff",), "dark": ("#111111", "#212121"), "": ("#ffffff",)}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(name="figure")
def _figure():
    figure = new_figure(4, 2)
    with style():
        axes = figure.subplots()
        axes.plot([0, 1], [0, 1])
        axes.set_title("Delay <p95>")
    return figure


@pytest.mark.parametrize("theme", ["light", "dark", ""])
def test_the_ink_of_a_theme_is_readable_on_its_paper(theme):
    """Text keeps 4.5 to 1 against the page."""
    for paper in PAPER[theme]:
        assert contrast(INK_BY_THEME[theme], paper) >= 4.5


@pytest.mark.parametrize("paper", ["#ffffff", "#111111"])
@pytest.mark.parametrize("colour", COLOURS)
def test_a_line_is_visible_on_light_and_dark(colour, paper):
    """Graphics keep 3 to 1 against the page in both themes."""
    assert contrast(colour, paper) >= 3


def test_the_style_leaves_the_learners_settings_alone(figure):
    """Drawing in leadlab's look changes no setting outside."""
    before = dict(mpl.rcParams)

    figure_html(figure, "A line.")

    assert before == dict(mpl.rcParams)


def test_a_figure_carries_its_sentence_and_its_numbers(figure):
    """A reader without the picture gets the same from a sentence and a table."""
    html = figure_html(figure, "Delay grows <fast>.", [("week", "delay"), (1, 4)])

    assert 'role="img" aria-label="Delay grows &lt;fast&gt;."' in html
    assert "<figcaption>Delay grows &lt;fast&gt;.</figcaption>" in html
    assert '<th scope="row">1</th><td>4</td>' in html


def test_an_inline_figure_takes_the_colour_of_its_page(figure):
    """No ink and no white box is left in the SVG, nor anything that runs."""
    html = figure_html(figure, "A line.")

    assert INK not in html
    assert "currentColor" in html
    assert not re.search(r"<script|<rect[^>]*fill: #ffffff|\son\w+=", html)


def test_ink_follows_the_theme_and_colours_stay(figure):
    """Changing the theme recolours text, ticks and frames, not the data."""
    set_ink(figure, "dark")

    axes = figure.axes[0]
    assert INK_BY_THEME["dark"] == axes.title.get_color()
    assert COLOURS[0] == axes.lines[0].get_color()
