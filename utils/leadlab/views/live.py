"""Pictures that move: one figure kept for good, its still parts drawn once."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import ipywidgets as widgets
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from PIL import Image

from leadlab.views.style import set_ink, style

FAST = 1  # zlib's quickest level: a little larger, several times sooner


class LivePicture:
    """A figure whose moving artists are redrawn over a kept background.

    >>> from leadlab.views.style import new_figure
    >>> figure = new_figure(4, 2)
    >>> (line,) = figure.subplots().plot([0, 1], [0, 1])
    >>> picture = LivePicture(figure, moving=[line])
    >>> before = picture.image.value
    >>> line.set_ydata([1, 0]); picture.redraw(); picture.image.value == before
    False
    """

    def __init__(self, figure: Figure, *, moving: Sequence[Artist]) -> None:
        """Take over a figure.

        Args:
            figure: Made by `new_figure`; nothing but the moving artists may change later.
            moving: Artists that callers change before they ask for a new picture.
        """
        self.figure = figure
        self.moving = tuple(moving)
        self._canvas: Any = figure.canvas
        for artist in self.moving:
            artist.set_animated(True)
        width = figure.get_size_inches()[0] * 100
        self.image = widgets.Image(
            format="png", layout={"width": "100%", "max_width": f"{width:.0f}px", "height": "auto"}
        )
        self.theme = ""
        self.use_theme("")

    def use_theme(self, theme: str) -> None:
        """Draw everything anew in the ink of a theme."""
        self.theme = theme
        set_ink(self.figure, theme)
        with style():
            self._canvas.draw()
        self.figure.set_layout_engine("none")  # the still parts stay where they are
        self._still = self._canvas.copy_from_bbox(self.figure.bbox)
        self.redraw()

    def redraw(self) -> None:
        """Put the moving artists over the still parts and send the picture."""
        self._canvas.restore_region(self._still)
        renderer = self._canvas.get_renderer()
        for artist in self.moving:
            artist.draw(renderer)
        buffer = io.BytesIO()
        drawn = Image.frombuffer(
            "RGBA", self._canvas.get_width_height(), self._canvas.buffer_rgba()
        )
        drawn.save(buffer, format="png", compress_level=FAST)
        self.image.value = buffer.getvalue()
