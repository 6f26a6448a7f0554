"""Figures as notebooks show them, drawn once.

A notebook's own way draws a figure twice: once to see how large it is, once within that size.
Here it is drawn once and cut to the same size; where something stands out of it, the notebook's
way is taken.
"""

from __future__ import annotations

import base64
import io
import math
from typing import Any

import matplotlib as mpl
import numpy as np
from IPython.core.pylabtools import print_figure
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

COMPRESSION = 3
"""A third larger than the smallest, in a third of the time."""


def quick_png(figure: Figure) -> str | None:
    """The figure as PNG in base64; None for an empty one.

    >>> figure = Figure()
    >>> quick_png(figure) is None
    True
    >>> _ = figure.subplots().plot([1, 2])
    >>> quick_png(figure)[:8]
    'iVBORw0K'
    """
    if not figure.axes and not figure.lines:
        return None
    canvas: Any = figure.canvas
    if not isinstance(canvas, FigureCanvasAgg):
        canvas = FigureCanvasAgg(figure)
    canvas.draw()  # also where it was drawn before: it may have changed since
    cut = _cut(figure, canvas)
    if cut is None:
        made: Any = print_figure(figure, "png", base64=True, bbox_inches="tight")
        return None if made is None else str(made)
    file = io.BytesIO()
    dots = (figure.dpi, figure.dpi)
    Image.fromarray(cut).save(file, format="png", dpi=dots, compress_level=COMPRESSION)
    return base64.b64encode(file.getvalue()).decode("ascii")


def _cut(figure: Figure, canvas: Any) -> Any:
    """The points of what is drawn, with the usual margin; None where it does not fit."""
    box = figure.get_tightbbox(canvas.get_renderer())
    pad = mpl.rcParams["savefig.pad_inches"]
    dots, (width, height) = figure.dpi, canvas.get_width_height(physical=True)
    sides = [box.x0 - pad, box.y0 - pad, box.x1 + pad, box.y1 + pad]
    if not all(math.isfinite(each) for each in sides):
        return None
    left, low, right, high = (round(each * dots) for each in sides)
    if left < 0 or low < 0 or right > width or high > height or right <= left or high <= low:
        return None
    return np.asarray(canvas.buffer_rgba())[height - high : height - low, left:right]
