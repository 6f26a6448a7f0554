"""Cumulative flow of a board: how many items have come into each column, by day."""

from __future__ import annotations

from leadlab.models import boards
from leadlab.views.live import SHARP, LivePicture
from leadlab.views.markup import Rows
from leadlab.views.style import COLOURS, INK, new_figure, style

DASHES = ("-", "--", "-.", ":")


class FlowPicture:
    """Lines that are moved, never drawn anew, and a mark at the day that is shown."""

    def __init__(self, board: boards.WorkBoard) -> None:
        days, bands = boards.cumulative_bands(board)
        figure = new_figure(7.6, 2.6, dpi=SHARP)
        with style():
            axes = figure.subplots()
            self.lines = []
            for number, column in enumerate(board.columns[1:]):
                (line,) = axes.plot(
                    [], [], color=COLOURS[number % len(COLOURS)],
                    ls=DASHES[number % len(DASHES)], label=column.name,
                )  # fmt: skip
                self.lines.append(line)
            self.mark = axes.axvline(0, color=INK, lw=1)
            axes.set(
                xlim=(days[0], max(days[-1], days[0] + 1)),
                ylim=(0, max(int(bands[1].max()) * 1.1, 4)), xlabel="day",
            )  # fmt: skip
            axes.set_ylabel("cards that came so far")
            axes.legend(loc="upper left", ncols=2)
        self.picture = LivePicture(figure, moving=[*self.lines, self.mark])
        self.columns = board.columns
        self._drawn: boards.WorkBoard | None = None
        self.rows: Rows = [("day",)]
        self.show(board, day=board.day)

    def show(self, board: boards.WorkBoard, *, day: float) -> None:
        """Move the lines to a board with the same columns, and the mark to a day."""
        if board is not self._drawn:  # looking at another day moves the mark alone
            self._drawn = board
            days, bands = boards.cumulative_bands(board)
            for line, band in zip(self.lines, bands[1:], strict=True):
                line.set_data(days, band)
            self.rows = flow_rows(board)
        self.mark.set_xdata([day, day])
        self.picture.redraw()


def flow_rows(board: boards.WorkBoard, *, step: int = 5) -> Rows:
    """Numbers of the picture for every so many days."""
    days, bands = boards.cumulative_bands(board)
    rows: list[tuple[object, ...]] = [("day", *(each.name for each in board.columns[1:]))]
    rows += [(int(day), *map(int, bands[1:, n])) for n, day in enumerate(days) if n % step == 0]
    return rows
