"""Instrument: one set of weeks as a burn-down and as a burn-up, with what was added."""

from __future__ import annotations

from typing import Any

import numpy as np

from leadlab.models.delivery import Outlook, Weeks, outlook
from leadlab.views.cockpit.folds import dropdown
from leadlab.views.cockpit.weeks import weeks_of
from leadlab.views.explorers.stage import Explorer, Prompt
from leadlab.views.live import SHARP, LivePicture
from leadlab.views.markup import Rows
from leadlab.views.style import BLUE, GREEN, GREY, VERMILION, new_figure, style

DOWN, UP = "burn-down: what is left", "burn-up: what was asked for, and what is done"
AHEAD = 10  # weeks of room for what is still to come


class BurnChart(Explorer):
    """The same weeks in two pictures, one of which hides what was added.

    >>> chart = BurnChart()
    >>> chart.inputs["picture"].value = UP
    >>> chart.sentence().startswith("After 6 weeks 40 items were asked for")
    True
    """

    subject = "burn"
    prompt = Prompt(
        question="In one of six weeks the burn-down is flat: 19 items were left before it, and 19 "
        "after. What happened in that week?",
        options={
            "nothing": "Nobody finished anything",
            "scope": "Items were finished, and as many were added",
            "unknown": "The burn-down cannot tell",
        },
        answer="unknown",
        because="One line cannot show two changes. Turn to the burn-up: three items were finished "
        "and three were added, and the talk becomes one about scope.",
    )

    def __init__(self, source: Any = None, *, replication: int = 0, book: Any = None) -> None:
        """Show the weeks of a source.

        Args:
            source: See `weeks_of`; six weeks of the course's example if not given.
            replication: Which world, where the source is runs of a team.
            book: The logbook that keeps the prediction.
        """
        self.work: Weeks = weeks_of(source, replication=replication)
        super().__init__(
            "Burn-down and burn-up",
            "Both are drawn from the same weeks. The marks ahead are the weeks by which half and "
            "85 of 100 drawn futures are done, with what was added so far going on.",
            keep=None
            if book is None
            else lambda name, answer: book.predict(f"cockpit.{name}", answer),
        )
        if source is not None:
            self._open("")

    def make_inputs(self) -> dict[str, Any]:
        """Which picture, and the week that you look from."""
        first = int(np.argmax(self.work.done > 0)) + 1
        return {
            "picture": dropdown(self, "Show", [DOWN, UP]),
            "week": self.slider(
                "Weeks that have passed", min=first, max=len(self.work), value=len(self.work)
            ),
        }

    def make_picture(self) -> LivePicture:
        """Three lines, of which each picture shows its own, and two marks ahead."""
        figure = new_figure(7.6, 3.0, dpi=SHARP)
        with style():
            axes = figure.subplots()
            (self.scope,) = axes.plot([], [], color=GREY, ls="--", label="asked for")
            (self.done,) = axes.plot([], [], color=BLUE, label="done")
            (self.left,) = axes.plot([], [], color=VERMILION, ls="-.", label="left")
            self.marks = axes.plot([], [], "o", color=GREEN, label="p50 and p85")[0]
            last = len(self.work)
            tall = float(self.work.scope.max())
            axes.set(xlim=(0, last + AHEAD), ylim=(-tall * 0.03, tall * 1.4))
            axes.set(xlabel="week", ylabel="items")
            axes.legend(loc="upper right", ncols=4)
        return LivePicture(figure, moving=[self.scope, self.done, self.left, self.marks])

    def compute(self) -> tuple[str, Rows]:
        """Lines up to the week, and the forecast from there."""
        week = self.inputs["week"].value
        known, found = self.work.first(week), outlook(self.work, week)
        is_up = self.inputs["picture"].value == UP
        along = np.arange(week + 1)
        for line, values, shown in (
            (self.scope, known.scope, is_up),
            (self.done, known.done, is_up),
            (self.left, known.left, not is_up),
        ):
            begin = 0 if line is self.done else known.begun
            line.set_data(along, [begin, *values])
            line.set_visible(shown)
        self._mark(found, is_up=is_up)
        rows: list[tuple[object, ...]] = [
            ("week", "asked for", "done", "left", "added", "finished")
        ]
        rows += [
            tuple(map(int, row))
            for row in zip(
                along[1:], known.scope, known.done, known.left, known.added, known.finished,
                strict=True,
            )
        ]  # fmt: skip
        return _sentence(found, is_up=is_up), rows

    def _mark(self, found: Outlook, *, is_up: bool) -> None:
        drawn = found.forecast
        if drawn is None or drawn.never > 0.5:
            self.marks.set_data([], [])
            return
        height = found.scope if is_up else 0
        self.marks.set_data([found.week + drawn.p50, found.week + drawn.p85], [height] * 2)


def _sentence(found: Outlook, *, is_up: bool) -> str:
    drawn = found.forecast
    if drawn is None:
        ahead = "All of it is done."
    elif drawn.never > 0.5:
        ahead = "As much is added as is finished, so that most drawn futures never end."
    else:
        ahead = (
            f"Half of the drawn futures are done by week {found.week + drawn.p50}, 85 of 100 by "
            f"week {found.week + drawn.p85}."
        )
    if is_up:
        return (
            f"After {found.week} weeks {found.scope} items were asked for and {found.done} are "
            f"done; {found.growth:.1f} were added a week. {ahead}"
        )
    return (
        f"After {found.week} weeks {found.left} items are left; what was added cannot be seen "
        f"here. {ahead}"
    )
