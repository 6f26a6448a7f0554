"""Instrument: several boards on one page, before and after a day, with the whole beside them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from leadlab.errors import LeadlabError, shortened
from leadlab.models import boards
from leadlab.simulation.board_log import board_of
from leadlab.simulation.team_runs import TeamRuns
from leadlab.simulation.three_boards import DAYS, three_boards
from leadlab.views.cockpit.folds import dropdown
from leadlab.views.explorers.stage import Explorer, Prompt
from leadlab.views.live import SHARP, LivePicture, room_for
from leadlab.views.markup import Rows
from leadlab.views.style import BLUE, INK, VERMILION, new_figure, style

ROOMS = (10, 15, 20, 30, 45, 70, 100, 200, 400)
WORDS = {"mean": "mean", "half of them within": "p50", "85 of 100 within": "p85"}
NEAR, FAR = "each board and all of them", "all boards only"
GAP = 0.16  # between the two dots of a board


class Dashboard(Explorer):
    """Cycle times of each board and of all, in two stretches of time.

    >>> dashboard = Dashboard()
    >>> "the whole turns round" in dashboard.sentence()
    True
    """

    subject = "dashboard"
    prompt = Prompt(
        question="Three teams put their boards on one page. After the middle of the year each of "
        "them needs fewer days for an item than before: Visits, Settlement and Platform. What "
        "does the line for all boards show?",
        options={
            "fewer": "Fewer days, of course",
            "same": "About as many",
            "more": "More days than before",
        },
        answer="more",
        because="Settlement, whose items take longest, did much more of the work than before. No "
        "team is slower and no sum is wrong; the mix has moved. Look at the counts in the table.",
    )

    def __init__(self, *sources: boards.WorkBoard | TeamRuns, book: Any = None) -> None:
        """Show boards.

        Args:
            sources: Boards, or runs of teams; boards of three teams of the course if not given.
            book: The logbook that keeps the prediction.
        """
        self.works = tuple(_board(each, n) for n, each in enumerate(sources, 1)) or three_boards()
        self._width = 0.0
        self.glances = boards.roll_up(self.works)
        self.finished = boards.finished_days(self.works)
        super().__init__(
            "Several boards",
            "Counts of boards may be added up. Days may not: the line for all has days of its own, "
            "which depend on how much of the work lies where. Dots are values, lines their 95 % "
            "intervals.",
            keep=None
            if book is None
            else lambda name, answer: book.predict(f"cockpit.{name}", answer),
        )
        if sources:
            self._open("")

    def make_inputs(self) -> dict[str, Any]:
        """The day between the stretches, the measure, and how near to look."""
        last = int(min(each.day for each in self.works))
        return {
            "day": self.slider("Before and after day", min=1, max=max(last - 1, 2),
                               value=int(DAYS / 2) if last >= DAYS else max(last // 2, 1)),
            "measure": dropdown(self, "Days that an item took", list(WORDS.items())),
            "zoom": dropdown(self, "Look at", [NEAR, FAR]),
        }  # fmt: skip

    def make_picture(self) -> LivePicture:
        """Two dots with intervals for each board, the whole at the foot."""
        names = [*(each.name for each in self.works), "all boards"]
        figure = new_figure(7.6, 1.1 + 0.5 * len(names), dpi=SHARP)
        with style():
            self.axes = figure.subplots()
            self.dots, self.reach, self.labels = [], [], []
            for place in range(len(names)):
                for shift, colour, mark in ((-GAP, BLUE, "o"), (GAP, VERMILION, "s")):
                    (line,) = self.axes.plot([], [], color=colour, lw=1.6)
                    (dot,) = self.axes.plot([], [], mark, color=colour)
                    self.reach.append(line)
                    self.dots.append(dot)
                    self.labels.append(
                        self.axes.text(0, place + shift, "", color=INK, va="center", size=9)
                    )
            self.dots[0].set_label("before")
            self.dots[1].set_label("after")
            self.axes.axhline(len(names) - 1.5, color=INK, lw=0.8)
            self.axes.set(ylim=(len(names) - 0.5, -1.1), xlim=(0, ROOMS[0]), xlabel="days")
            self.axes.set_yticks(range(len(names)), names)
            self.axes.legend(loc="upper right", ncols=2)
        return LivePicture(figure, moving=[*self.reach, *self.dots, *self.labels])

    def compute(self) -> tuple[str, Rows]:
        """Compare the two stretches, and say whether the whole turns round."""
        day, measure = self.inputs["day"].value, self.inputs["measure"].value
        changes = boards.compare_periods(self.finished, day=day, measure=measure)
        self._draw(changes)
        return _sentence(changes, self.glances, day), _rows(changes, self.glances)

    def _draw(self, changes: Sequence[boards.Change]) -> None:
        near = self.inputs["zoom"].value == NEAR
        periods = [each for change in changes for each in (change.before, change.after)]
        known = [max(each.value, each.high if each.high == each.high else 0) for each in periods
                 if each.value == each.value]  # fmt: skip
        width = room_for(max(known, default=1) * 1.15, ROOMS, now=self._width)
        for place, period in enumerate(periods):
            board, shift = divmod(place, 2)
            height = board + (GAP if shift else -GAP)
            shown = period.value == period.value and (near or board == len(changes) - 1)
            dot, line, label = self.dots[place], self.reach[place], self.labels[place]
            dot.set_data([period.value], [height])
            line.set_data([period.low, period.high], [height] * 2)
            label.set_x(
                max(period.value, period.high if period.high == period.high else 0) + width / 90
            )
            label.set_text(f"{period.value:.1f} ({period.count})")
            for artist in (dot, line, label):
                artist.set_visible(shown)
        if width != self._width:
            self._width = width
            self.axes.set_xlim(0, width)
            if hasattr(self, "picture"):
                self.picture.use_theme(self.picture.theme)


def _board(source: object, number: int) -> boards.WorkBoard:
    if isinstance(source, TeamRuns):
        return board_of(source, name=f"{source.title} {number}")
    if isinstance(source, boards.WorkBoard):
        return source
    raise LeadlabError(f"dashboard: expected boards or runs of teams, but saw {shortened(source)}.")


def _sentence(
    changes: Sequence[boards.Change], glances: Sequence[boards.BoardGlance], day: int
) -> str:
    *parts, whole = changes
    said = "; ".join(
        f"{each.name} {each.before.value:.1f} before day {day} and {each.after.value:.1f} after"
        for each in parts
        if not math.isnan(each.by)
    )
    total = glances[-1]
    turned = (
        " Every board goes one way and the whole turns round: the mix has moved."
        if boards.turns_round(changes)
        else ""
    )
    late = f"{total.late} of them older than most that were done" if total.late else "none late"
    return (
        f"Days an item took: {said}; all boards {whole.before.value:.1f} and "
        f"{whole.after.value:.1f}.{turned} In progress on all: {total.in_progress}, {late}."
    )


def _rows(changes: Sequence[boards.Change], glances: Sequence[boards.BoardGlance]) -> Rows:
    rows: list[tuple[object, ...]] = [
        (
            "board",
            "days before",
            "items",
            "days after",
            "items",
            "in progress",
            "late",
            "oldest, days",
        )
    ]
    for change, glance in zip(changes, glances, strict=True):
        rows.append(
            (
                change.name, _span(change.before), change.before.count, _span(change.after),
                change.after.count, glance.in_progress, glance.late,
                "-" if math.isnan(glance.oldest_days) else f"{glance.oldest_days:.0f}",
            )
        )  # fmt: skip
    return rows


def _span(period: boards.Period) -> str:
    if math.isnan(period.value):
        return "-"
    if math.isnan(period.low):
        return f"{period.value:.1f}"
    return f"{period.value:.1f} [{period.low:.1f} to {period.high:.1f}]"
