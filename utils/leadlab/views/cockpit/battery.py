"""Instrument: the battery of percent done, beside a forecast from the same weeks."""

from __future__ import annotations

import math
from typing import Any

import ipywidgets as widgets
import numpy as np

from leadlab.models.delivery import Outlook, outlook
from leadlab.views.cockpit.folds import dropdown
from leadlab.views.cockpit.weeks import weeks_of
from leadlab.views.explorers.stage import Explorer, Prompt
from leadlab.views.live import SHARP, LivePicture, room_for
from leadlab.views.markup import Rows, percent
from leadlab.views.style import BLUE, GREEN, GREY, INK, VERMILION, new_figure, style

SPLIT = 1.8  # what the lesson on forecasts saw of its items
ROOMS = (12, 24, 48, 96)
GROWS, STANDS = "goes on", "stops today"


class Battery(Explorer):
    """A battery with its own date, and the chance of each week as the weeks so far give it.

    >>> battery = Battery()
    >>> battery.sentence().startswith("The battery is at 70 %")
    True
    """

    subject = "battery"
    prompt = Prompt(
        question="Six weeks in, the battery stands at 70 %: it has risen by about twelve points a "
        "week, so it says three weeks more. What are the chances of three weeks?",
        options={
            "good": "Better than even",
            "fair": "One in two to one in five",
            "poor": "Less than one in ten",
        },
        answer="poor",
        because="The list has grown in five of six weeks, and some listed items turn out to be "
        "nearly two. Stop the growth and the splitting below, one at a time, and see how much of "
        "the gap each of them is.",
    )

    def __init__(self, source: Any = None, *, replication: int = 0, book: Any = None) -> None:
        """Show the weeks of a source.

        Args:
            source: See `weeks_of`; six weeks of the course's example if not given.
            replication: Which world, where the source is runs of a team.
            book: The logbook that keeps the prediction.
        """
        self.work = weeks_of(source, replication=replication)
        self._width = 0.0
        super().__init__(
            "Battery and forecast",
            "A battery shows what is done of what is listed. The curve beside it shows how likely "
            "it is that all is done by each week, drawn from the same weeks.",
            keep=None
            if book is None
            else lambda name, answer: book.predict(f"cockpit.{name}", answer),
        )
        if source is not None:  # the question is about the course's own weeks
            self._open("")

    def make_inputs(self) -> dict[str, Any]:
        """The week that you look from, what becomes of growth, and splitting."""
        last = len(self.work)
        first = int(np.argmax(self.work.done > 0)) + 1
        return {
            "week": self.slider("Weeks that have passed", min=first, max=last, value=last),
            "growth": dropdown(self, "What was added", [GROWS, STANDS]),
            "split": self.slider(
                "One item becomes at most", widgets.FloatSlider, min=1, max=2, step=0.1, value=SPLIT
            ),
        }

    def make_picture(self) -> LivePicture:
        """Left the battery, right the chance of being done by each week."""
        figure = new_figure(7.6, 2.8, dpi=SHARP)
        with style():
            cell, self.axes = figure.subplots(1, 2, width_ratios=[1, 4])
            cell.set(xlim=(0, 1), ylim=(0, 1), xticks=[], yticks=[])
            self.filled = cell.axhspan(0, 0, color=BLUE, alpha=0.3)
            self.said = cell.text(0.5, 0.5, "", color=INK, ha="center", va="center")
            cell.set_title("battery", color=INK)
            (self.curve,) = self.axes.plot([], [], color=BLUE, drawstyle="steps-post")
            (self.guess,) = self.axes.plot(
                [], [], color=VERMILION, ls="--", label="the battery's week"
            )
            (self.half,) = self.axes.plot([], [], "o", color=GREEN, label="p50 and p85")
            self.axes.axhline(0.85, color=GREY, lw=1, ls=":")
            self.axes.set(ylim=(0, 1.02), xlim=(0, ROOMS[0]))
            self.axes.set(xlabel="weeks from now", ylabel="chance that all is done")
            self.axes.legend(loc="lower right")
        return LivePicture(
            figure, moving=[self.filled, self.said, self.curve, self.guess, self.half]
        )

    def compute(self) -> tuple[str, Rows]:
        """Ask battery and forecast, from nothing that came after the week."""
        found = outlook(
            self.work, self.inputs["week"].value,
            growth=self.inputs["growth"].value == GROWS, split=self.inputs["split"].value,
        )  # fmt: skip
        self._draw(found)
        return _sentence(found, self.inputs["split"].value), _rows(found)

    def _draw(self, found: Outlook) -> None:
        self.filled.set_height(found.share)
        self.said.set_text(f"{percent(found.share)}\n{found.done} of {found.scope}")
        drawn = found.forecast
        far = drawn.at(0.95) if drawn is not None else 1
        width = room_for(far, ROOMS, now=self._width)
        weeks = np.arange(width + 1)
        self.curve.set_data(weeks, [1.0 if drawn is None else drawn.chance(int(w)) for w in weeks])
        battery = [found.battery_weeks] * 2 if math.isfinite(found.battery_weeks) else []
        self.guess.set_data(battery, [0, 1] if battery else [])
        self.half.set_data(*(([], []) if drawn is None else ([drawn.p50, drawn.p85], [0.5, 0.85])))
        if width != self._width:
            self._width = width
            self.axes.set_xlim(0, width)
            if hasattr(self, "picture"):
                self.picture.use_theme(self.picture.theme)


def _sentence(found: Outlook, split: float) -> str:
    head = (
        f"The battery is at {percent(found.share)} after {found.week} weeks, "
        f"{found.done} of {found.scope} items"
    )
    if found.forecast is None:
        return f"{head}; nothing is left to forecast."
    drawn = found.forecast
    said = f"{head}; going on as it rose, it would be full in {found.battery_weeks:.0f} weeks. "
    grown = f", with {found.growth:.1f} more a week" if found.growth else ", with nothing added"
    grown += f" and one item becoming up to {split:.1f}" if split > 1 else ""
    if drawn.never > 0.5:
        return f"{said}With what is added{grown.removeprefix(', with')}, most futures never end."
    return (
        f"{said}Of futures drawn from those weeks{grown}, {percent(found.battery_chance)} are done "
        f"by then; half within {drawn.p50} weeks, 85 of 100 within {drawn.p85}."
    )


def _rows(found: Outlook) -> Rows:
    rows: list[tuple[object, ...]] = [("weeks from now", "chance that all is done")]
    drawn = found.forecast
    if drawn is None:
        return [*rows, (0, "100 %")]
    last = min(drawn.at(0.95), 60)
    rows += [(week, percent(drawn.chance(week))) for week in range(1, last + 1)]
    rows.append(("the battery's week", f"{found.battery_weeks:.0f}"))
    return rows
