"""A text from memory looks as if it had been drawn, and changes when anything about it does."""

from __future__ import annotations

import numpy as np
import pytest

from leadlab.views.stamps import TextStamps
from leadlab.views.style import new_figure


@pytest.fixture(name="page")
def _page():
    figure = new_figure(3, 2, dpi=120)
    axes = figure.subplots()
    axes.set(xlim=(0, 1), ylim=(0, 1))
    figure.draw_without_rendering()
    return axes


def pixels(axes, draw):
    """The picture after one thing was drawn on nothing."""
    renderer = axes.figure.canvas.get_renderer()
    renderer.clear()
    draw(renderer)
    return np.asarray(axes.figure.canvas.buffer_rgba()).copy()


def both(axes, stamps, text):
    """The picture of a text drawn by itself, and by the stamps."""
    return pixels(axes, text.draw), pixels(axes, lambda renderer: stamps.draw(text, renderer))


@pytest.mark.parametrize(
    "look",
    [
        {},
        {"color": "#d55e00", "alpha": 0.5},
        {"rotation": 30, "ha": "right", "va": "top"},
        {"position": (0.93, 0.98)},  # leaves the picture at the top and at the right
        {"position": (-0.4, -0.3)},  # leaves it at the left and at the bottom
        {"position": (9.0, 9.0)},
        {"text": "two\nlines"},
        {"text": ""},
        {"visible": False},
        {"clip_on": True, "position": (0.9, 0.5)},
    ],
    ids=str,
)
def test_a_stamp_is_the_text_to_the_pixel(page, look):
    """The first time and from memory, a text is what it draws itself."""
    stamps, text = TextStamps(), page.text(0.2, 0.4, "jumping %, 5 to 18")
    text.set(**look)
    for _ in range(2):
        drawn, stamped = both(page, stamps, text)

        assert (drawn == stamped).all()


def test_an_annotation_follows_its_point(page):
    """What finds its place while it is drawn is drawn, every time."""
    stamps, text = TextStamps(), page.annotate("here", (0.2, 0.2))
    both(page, stamps, text)
    text.xy = (0.7, 0.7)
    drawn, stamped = both(page, stamps, text)

    assert (drawn == stamped).all()
    assert 0 == stamps.rendered


@pytest.mark.parametrize(
    "change",
    [{"text": "other"}, {"x": 0.5}, {"y": 0.5}, {"color": "red"}, {"alpha": 0.3}, {"va": "top"}],
    ids=str,
)
def test_a_change_is_seen_and_going_back_is_remembered(page, change):
    """Each change renders once; the look before it is still known."""
    stamps, text = TextStamps(), page.text(0.2, 0.4, "one", va="bottom")
    before = {key: getattr(text, f"get_{'position' if key in 'xy' else key}")() for key in change}
    both(page, stamps, text)
    text.set(**change)
    drawn, stamped = both(page, stamps, text)
    text.set(
        **{key: old if key not in "xy" else old["xy".index(key)] for key, old in before.items()}
    )
    both(page, stamps, text)

    assert (drawn == stamped).all()
    assert 2 == stamps.rendered


def test_an_axis_that_moves_takes_its_text_along(page):
    """The place on the page counts, and not the one in the data."""
    stamps, text = TextStamps(), page.text(0.2, 0.4, "one")
    both(page, stamps, text)
    page.set_xlim(0, 2)
    drawn, stamped = both(page, stamps, text)

    assert (drawn == stamped).all()


def test_memory_is_bounded(page):
    """A slider that is moved for an hour fills nothing."""
    stamps, text = TextStamps(), page.text(0.2, 0.4, "one")
    renderer = page.figure.canvas.get_renderer()
    for number in range(700):
        text.set_text(str(number))
        stamps.draw(text, renderer)

    assert 700 == stamps.rendered
    assert len(stamps) <= 300
