"""Pictures that move: one figure kept for good, its still parts drawn once."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from typing import Any

import ipywidgets as widgets
import numpy as np
import numpy.typing as npt
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.text import Text

from leadlab.views.stamps import TextStamps
from leadlab.views.style import set_ink, style

SHARP = 120  # dots an inch: a little finer than the page, and still quick to send
UP = 2  # the PNG filter that stores each row as its difference from the row above
FAST = 1  # zlib's quickest level


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
        self._stamps = TextStamps()
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
        self.draw_still()
        self.redraw()

    def draw_still(self) -> None:
        """Draw the still parts anew, after an axis has changed its reach; no picture is sent."""
        with style():
            self._canvas.draw()
        self.figure.set_layout_engine("none")  # the still parts stay where they are
        self._still = self._canvas.copy_from_bbox(self.figure.bbox)

    def redraw(self) -> None:
        """Put the moving artists over the still parts and send the picture."""
        self._canvas.restore_region(self._still)
        renderer = self._canvas.get_renderer()
        for artist in self.moving:
            if isinstance(artist, Text):
                self._stamps.draw(artist, renderer)
            else:
                artist.draw(renderer)
        self.image.value = png(np.asarray(self._canvas.buffer_rgba()))


def room_for(largest: float, sizes: Sequence[float], *, now: float = 0) -> float:
    """The first size of an axis that holds a value; the present one if it still fits.

    Axes that change seldom cost little: everything is drawn anew when they do.

    >>> room_for(90, (100, 200, 400)), room_for(90, (100, 200, 400), now=400)
    (100, 100)
    >>> room_for(110, (100, 200, 400), now=400), room_for(9_000, (100, 200, 400))
    (400, 400)
    """
    if now / 4 < largest <= now:
        return now
    return next((size for size in sizes if largest <= size), sizes[-1])


def png(pixels: npt.NDArray[np.uint8]) -> bytes:
    r"""Encode a drawing as PNG, three times sooner than a general encoder.

    One filter for all rows and run lengths only: drawings are flat areas and upright lines.

    >>> png(np.zeros((2, 3, 4), dtype=np.uint8))[:8]
    b'\x89PNG\r\n\x1a\n'

    Args:
        pixels: (height, width, 4), red, green, blue and opacity.
    """
    height, width, _ = pixels.shape
    flat = pixels.reshape(height, width * 4)
    rows = np.empty((height, width * 4 + 1), dtype=np.uint8)
    rows[:, 0] = UP
    rows[0, 1:] = flat[0]
    np.subtract(flat[1:], flat[:-1], out=rows[1:, 1:])
    packer = zlib.compressobj(FAST, zlib.DEFLATED, zlib.MAX_WBITS, 9, zlib.Z_RLE)
    packed = packer.compress(rows.data) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", packed), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)
