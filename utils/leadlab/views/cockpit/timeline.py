"""Instrument: a timeline whose bars say how late they may end, and which task decides the date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import ipywidgets as widgets

from leadlab.models.delivery import Task, Timeline, draw_timeline
from leadlab.views.cockpit.folds import dropdown
from leadlab.views.explorers.stage import Explorer, Prompt
from leadlab.views.live import SHARP, LivePicture, room_for
from leadlab.views.markup import Rows, percent
from leadlab.views.style import BLUE, GREEN, GREY, INK, VERMILION, new_figure, style

ROOMS = (12, 16, 24, 48, 96)
ALWAYS = 0.995  # a task that decides in all futures but a few stands in line with the others
FUTURES = 2_000
DOOR_CODES = (
    Task(name="Keys can be read", p50=2, p85=3),
    Task(name="Codes on the phone", p50=3, p85=5, after=("Keys can be read",)),
    Task(name="Audit of the log", p50=3, p85=6, after=("Keys can be read",)),
    Task(name="Texts in four languages", p50=3, p85=5, after=("Keys can be read",)),
    Task(name="Trial at Sorrel Valley", p50=2, p85=3,
         after=("Codes on the phone", "Audit of the log", "Texts in four languages")),
)  # fmt: skip
"""The door codes in the app, in tasks that wait for one another; lengths in weeks."""


class TimelineChart(Explorer):
    """Bars to p50 and on to p85, the usual chart's date, and the chance of it.

    >>> chart = TimelineChart()
    >>> "The usual chart says week 7.0" in chart.sentence()
    True
    """

    subject = "timeline"
    prompt = Prompt(
        question="Three tasks of three weeks run side by side; each is done in time in one case "
        "of two. The trial waits for all three, so the chart says seven weeks in all. "
        "What are the chances of seven weeks?",
        options={
            "half": "One in two",
            "third": "About one in three",
            "fifth": "Less than one in five",
        },
        answer="fifth",
        because="All three must be in time, which one case in eight brings, and the first and the "
        "last task may be late too. A chart of medians adds what cannot be added.",
    )

    def __init__(self, tasks: Sequence[Task] | None = None, *, book: Any = None) -> None:
        """Show tasks.

        Args:
            tasks: Tasks with their p50, p85 and what they wait for; the course's if not given.
            book: The logbook that keeps the prediction.
        """
        self.tasks = tuple(DOOR_CODES if tasks is None else tasks)
        self._width = 0.0
        draw_timeline(self.tasks, futures=1)  # what cannot be drawn is told before anything shows
        super().__init__(
            "Timeline with uncertain ends",
            "A full bar ends where half of the futures are done with the task, the thin one where "
            "85 of 100 are. Change one task and see whether it moves the end of all.",
            keep=None
            if book is None
            else lambda name, answer: book.predict(f"cockpit.{name}", answer),
        )
        if tasks is not None:
            self._open("")

    def make_inputs(self) -> dict[str, Any]:
        """One task at a time: its p50, and how much longer its p85 is."""
        names = [task.name for task in self.tasks]
        chosen = dropdown(self, "Task", names)
        p50 = self.slider("Half of the time within, weeks", widgets.FloatSlider, min=0.5, max=12,
                          step=0.5, value=self.tasks[0].p50)  # fmt: skip
        later = self.slider("85 of 100 within so much more, in %", min=0, max=200,
                            value=_more(self.tasks[0]))  # fmt: skip
        self.chosen = chosen
        self._filling = False
        chosen.observe(lambda _: self._fill(), "value")
        return {"task": chosen, "p50": p50, "later": later}

    def make_picture(self) -> LivePicture:
        """A bar a task, thick to p50, thin to p85, and the ends of all as two lines."""
        figure = new_figure(7.6, 1.2 + 0.36 * len(self.tasks), dpi=SHARP)
        places = range(len(self.tasks))
        with style():
            self.axes = figure.subplots()
            self.sure = self.axes.barh(places, [0.0] * len(self.tasks), height=0.5, color=BLUE)
            self.maybe = self.axes.barh(places, [0.0] * len(self.tasks), height=0.16, color=GREY)
            self.notes = [self.axes.text(0, place, "", color=INK, va="center") for place in places]
            self.plain = self.axes.axvline(0, color=VERMILION, ls="--", label="the usual chart")
            self.safe = self.axes.axvline(0, color=GREEN, label="85 of 100 are done")
            self.axes.set(ylim=(len(self.tasks) - 0.4, -1.4), xlim=(0, ROOMS[0]), xlabel="week")
            self.axes.set_yticks(list(places), [task.name for task in self.tasks])
            self.axes.legend(loc="upper right", ncols=2)
        return LivePicture(
            figure, moving=[*self.sure, *self.maybe, *self.notes, self.plain, self.safe]
        )

    def compute(self) -> tuple[str, Rows]:
        """Draw the timeline with the task that the sliders stand for."""
        if not self._filling:
            self.tasks = tuple(
                self._changed(task) if task.name == self.chosen.value else task
                for task in self.tasks
            )
        found = draw_timeline(self.tasks, futures=FUTURES)
        self._draw(found)
        return self._said(found), _rows(found)

    def _changed(self, task: Task) -> Task:
        p50 = self.inputs["p50"].value
        if (p50, self.inputs["later"].value) == (task.p50, _more(task)):
            return task
        return replace(task, p50=p50, p85=p50 * (1 + self.inputs["later"].value / 100))

    def _fill(self) -> None:
        """Set the sliders to the task that was chosen, without changing any."""
        task = next(each for each in self.tasks if each.name == self.chosen.value)
        self._filling = True
        self.inputs["p50"].value, self.inputs["later"].value = task.p50, _more(task)
        self._filling = False

    def _draw(self, found: Timeline) -> None:
        width = room_for(found.at(0.97), ROOMS, now=self._width)
        for bar, sure, maybe, note in zip(
            found.bars, self.sure, self.maybe, self.notes, strict=True
        ):
            sure.set_x(bar.start_p50)
            sure.set_width(bar.end_p50 - bar.start_p50)
            sure.set_color(VERMILION if bar.critical >= 0.5 else BLUE)
            maybe.set_x(bar.end_p50)
            maybe.set_width(bar.end_p85 - bar.end_p50)
            note.set_x(bar.end_p85 + width / 100)
            note.set_text(f"decides {percent(bar.critical)}")
        self.plain.set_xdata([found.by_medians] * 2)
        self.safe.set_xdata([found.at(0.85)] * 2)
        if width != self._width:
            self._width = width
            self.axes.set_xlim(0, width)
            if hasattr(self, "picture"):
                self.picture.use_theme(self.picture.theme)

    def _said(self, found: Timeline) -> str:
        chance = percent(found.chance(found.by_medians))
        beside = [bar for bar in found.bars if bar.critical < ALWAYS]
        decides = "Every task decides the end, one after the other."
        if beside:
            most = max(beside, key=lambda bar: bar.critical)
            decides = (
                f"Of the tasks that need not decide, {most.name} does so most often, in "
                f"{percent(most.critical)}."
            )
        return (
            f"The usual chart says week {found.by_medians:.1f}, and {chance} of the futures are "
            f"done by then; half by week {found.at(0.5):.1f}, 85 of 100 by week "
            f"{found.at(0.85):.1f}. {decides}"
        )


def _more(task: Task) -> int:
    return min(round((task.p85 / task.p50 - 1) * 100), 200)


def _rows(found: Timeline) -> Rows:
    rows: list[tuple[object, ...]] = [
        ("task", "starts (p50)", "ends (p50)", "ends (p85)", "decides the end")
    ]
    for bar in found.bars:
        weeks = (f"{each:.1f}" for each in (bar.start_p50, bar.end_p50, bar.end_p85))
        rows.append((bar.name, *weeks, percent(bar.critical)))
    rows.append(("all of it", "0.0", f"{found.at(0.5):.1f}", f"{found.at(0.85):.1f}", ""))
    return rows
