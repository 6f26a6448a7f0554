"""Texts of a live picture that are rendered once and put down again where nothing changed."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.text import Text

KEPT = 300
ROUND = 2  # pixels beyond the box of a text, for letters that lean out of it


class TextStamps:
    """Draws texts as they would draw themselves, and remembers how they looked.

    Rendering letters takes longer than everything else that moves in a picture, and from one step
    to the next most texts stay as they are.

    >>> from leadlab.views.style import new_figure
    >>> figure = new_figure(2, 1); text = figure.text(0.5, 0.5, "still")
    >>> stamps, renderer = TextStamps(), figure.canvas.get_renderer()
    >>> stamps.draw(text, renderer); stamps.draw(text, renderer); stamps.rendered
    1
    """

    def __init__(self) -> None:
        self._kept: dict[Any, tuple[int, int, npt.NDArray[np.uint8]]] = {}
        self._alone: Any = None
        self.rendered = 0

    def __len__(self) -> int:
        return len(self._kept)

    def draw(self, text: Text, renderer: Any) -> None:
        """Put a text down, from memory if nothing about it has changed."""
        cut = text.get_clip_on() and text.get_clip_box() is not None
        if type(text) is not Text or cut:  # an annotation finds its place while it is drawn
            text.draw(renderer)
            return
        if not (text.get_visible() and text.get_text()):
            return
        key = _look(text)
        if key not in self._kept:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            self._kept[key] = self._render(text, renderer)
            self.rendered += 1
        left, bottom, pixels = self._kept[key]
        if pixels.size:
            renderer.draw_image(renderer.new_gc(), left, bottom, pixels)

    def _render(self, text: Text, like: Any) -> tuple[int, int, npt.NDArray[np.uint8]]:
        """Left and bottom edge, and the pixels of a text that was drawn alone."""
        if self._alone is None:
            make: Any = RendererAgg
            self._alone = make(like.width, like.height, like.dpi)
        self._alone.clear()
        text.draw(self._alone)
        box = text.get_window_extent(self._alone)
        left, right = (max(round(each), 0) for each in (box.x0 - ROUND, box.x1 + ROUND))
        bottom, top = (max(round(each), 0) for each in (box.y0 - ROUND, box.y1 + ROUND))
        height = int(like.height)
        rows = slice(max(height - top, 0), max(height - bottom, 0))
        seen = np.asarray(self._alone.buffer_rgba())[rows, left:right]
        return left, bottom, seen[::-1].copy()  # images are put down from the bottom row up


def _look(text: Text) -> Any:
    """All that decides which pixels a text has, but for its font, which does not change."""
    x, y = text.get_transform().transform(text.get_position())
    return (
        id(text), text.get_text(), float(x), float(y), text.get_color(), text.get_alpha(),
        text.get_horizontalalignment(), text.get_verticalalignment(),
        text.get_rotation(),
    )  # fmt: skip
