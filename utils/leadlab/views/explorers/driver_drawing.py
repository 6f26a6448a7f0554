"""Draw what no instrument showed: a line that follows sliders, one for each stretch of time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from leadlab.views.base import Board
from leadlab.views.live import SHARP, LivePicture
from leadlab.views.style import BLUE, new_figure, style

MARGIN = 0.025  # of the scale, so that points at its ends are whole


class DriverDrawing:
    """Sliders and their picture; what was drawn is read off the sliders.

    >>> drawing = DriverDrawing(
    ...     Board("Flight"), {"Quarter 1, days": 1, "Quarter 2, days": 2}, axis="quarter",
    ...     unit="days", most=20, done=lambda: None,
    ... )
    >>> drawing.points[1].value = 7; drawing.values
    (0.0, 7.0)
    """

    def __init__(
        self,
        board: Board,
        places: dict[str, float],
        *,
        axis: str,
        unit: str,
        most: int,
        done: Callable[[], None],
        span: tuple[float, float] | None = None,
    ) -> None:
        """Draw nothing yet.

        Args:
            board: The board that it stands in.
            places: Where each stretch stands on the axis, by its name.
            axis: What the stretches are of, such as "week".
            unit: Unit of what is drawn.
            most: Largest value.
            done: Called when the drawing is finished.
            span: First and last place of the axis; those of the stretches where left out.
        """
        at = list(places.values())
        figure = new_figure(6.4, 2.6, dpi=SHARP)
        with style():
            axes = figure.subplots()
            (self._line,) = axes.plot(at, [0] * len(at), color=BLUE, marker="o")
            axes.set(xlabel=axis, ylabel=unit, ylim=(-MARGIN * most, (1 + MARGIN) * most))
            if span is None:
                axes.set_xticks(at)
            else:
                axes.set_xlim(*span)
        self._picture = LivePicture(figure, moving=[self._line])
        self.use_theme(board.access.theme)
        self.image = image = self._picture.image
        board.name(image, "", on="self", alt="Your drawing; the sliders say the same")
        self.points = [board.slider(name, min=0, max=most, value=0) for name in places]
        for each in self.points:
            each.observe(self._moved, "value")
        self.show_driver = board.button("Show what it was", done, look="main")
        self.widgets: Sequence[Any] = (image, *self.points, self.show_driver)

    @property
    def values(self) -> tuple[float, ...]:
        """What was drawn, stretch by stretch."""
        return tuple(float(each.value) for each in self.points)

    def use_theme(self, theme: str) -> None:
        """Draw in the ink of a light or a dark page."""
        if theme != self._picture.theme:
            self._picture.use_theme(theme)

    def _moved(self, _: Any) -> None:
        self._line.set_ydata(self.values)
        self._picture.redraw()
