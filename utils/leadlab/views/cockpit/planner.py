"""Instrument: the next sprint, planned by what past ones brought."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator

from leadlab.catalog import dataset
from leadlab.errors import LeadlabError, shortened
from leadlab.models.delivery import (
    Forecast,
    Promises,
    VelocitySpread,
    planned_done,
    promises_kept,
    sprint_capacity,
    unplanned_share,
    velocity_spread,
)
from leadlab.views.cockpit.folds import dropdown
from leadlab.views.explorers.stage import Explorer, Prompt
from leadlab.views.live import SHARP, LivePicture
from leadlab.views.markup import Rows, percent
from leadlab.views.style import BLUE, GREEN, GREY, INK, VERMILION, new_figure, style

COLUMNS = ("promised", "items")
FEWEST = 3  # sprints that are a past at all
UNITS = {"items": "items", "points": "points"}


class SprintPlanner(Explorer):
    """Past sprints with what was promised, and the chance of each promise for the next one.

    >>> planner = SprintPlanner()
    >>> planner.inputs["promise"].value = 8
    >>> "Promising 8" in planner.sentence()
    True
    """

    subject = "planner"
    prompt = Prompt(
        question="In twelve sprints the team finished 11.4 items on average, and about one in "
        "five of them was work that nobody had planned. It promises eleven planned items for the "
        "next one. What are the chances that all eleven are finished?",
        options={
            "good": "Three in four",
            "even": "About one in two",
            "poor": "Less than one in three",
        },
        answer="poor",
        because="Of the average, only four fifths are planned, and half of all sprints lie below "
        "their average. Lower the promise until it holds in 85 of 100, and see how low that is.",
    )

    def __init__(self, sprints: pd.DataFrame | None = None, *, book: Any = None) -> None:
        """Plan by past sprints.

        Args:
            sprints: A row a sprint with `promised` and `items`, and `points` if there are any;
                twelve sprints of the course's team if not given.
                `unplanned` counts finished items that nobody had planned.
            book: The logbook that keeps the prediction.
        """
        self.past = _checked(dataset("sprints") if sprints is None else sprints)
        self._unit = ""
        self._asked: tuple[int, int, str] | None = None
        self.units = [name for name in UNITS if name in self.past]
        super().__init__(
            "Sprint planner",
            "What past sprints brought is the best guess at the next one, with its spread. "
            "Choose a promise, how far back to look, and how much of the work nobody plans.",
            keep=None
            if book is None
            else lambda name, answer: book.predict(f"cockpit.{name}", answer),
        )
        if sprints is not None:
            self._open("")

    def make_inputs(self) -> dict[str, Any]:
        """Promise, past that counts, unplanned share and unit."""
        count, most = len(self.past), int(self.past["items"].max())
        return {
            "promise": self.slider(
                "Planned items that you promise", min=1, max=most + 4, value=min(11, most)
            ),
            "last": self.slider("Past sprints that count", min=FEWEST, max=count, value=count),
            "unplanned": self.slider(
                "Work that nobody plans, in %", min=0, max=60, value=self._share()
            ),
            "unit": dropdown(self, "Velocity in", self.units),
        }

    def _share(self) -> int:
        """Unplanned work of the past in per cent, 0 where nothing is known of it."""
        if "unplanned" not in self.past:
            return 0
        return round(100 * unplanned_share(self.past["unplanned"], self.past["items"]))

    def make_picture(self) -> LivePicture:
        """Left the past, promised and done; right the chance of at least so many items."""
        count = len(self.past)
        figure = new_figure(7.6, 3.0, dpi=SHARP)
        with style():
            self.axes, ahead = figure.subplots(1, 2, width_ratios=[3, 2])
            numbers = np.arange(1, count + 1)
            (self.done,) = self.axes.plot(numbers, np.zeros(count), "o-", color=BLUE, label="done")
            (self.promised,) = self.axes.plot(
                numbers, self.past["promised"], "_", color=VERMILION, ms=14, mew=2, label="promised"
            )
            (self.planned,) = self.axes.plot([], [], "x", color=GREEN, ms=7, mew=2)
            if "unplanned" in self.past:
                brought = planned_done(self.past["items"], self.past["unplanned"])
                self.planned.set_data(numbers, brought)
                self.planned.set_label("planned ones done")
            (self.mean,) = self.axes.plot([], [], color=GREY, lw=1.2)
            self.edges = [self.axes.plot([], [], color=GREY, lw=1, ls=":")[0] for _ in range(2)]
            self.axes.set(xlim=(0.5, count + 0.5), xlabel="sprint")
            self.axes.legend(loc="upper left", ncols=3, columnspacing=1, handletextpad=0.4)
            self.axes.yaxis.set_major_locator(MaxNLocator(integer=True))
            self._scale(self.units[0])  # before the still parts get their places
            most = self.inputs["promise"].max
            (self.curve,) = ahead.plot([], [], color=BLUE, drawstyle="steps-mid")
            (self.here,) = ahead.plot([], [], "o", color=VERMILION, ms=9)
            (self.safe,) = ahead.plot([], [], "s", color=GREEN)
            self.label = ahead.text(
                0.97, 0.94, "", color=INK, ha="right", transform=ahead.transAxes
            )
            ahead.axhline(0.85, color=GREY, lw=1, ls=":")
            ahead.set(xlim=(0, most), ylim=(0, 1.05), xlabel="planned items in the next sprint")
            ahead.set_ylabel("chance of so many or more")
        past = [self.done, self.promised, self.planned, self.mean, *self.edges]
        ahead_of_it = [self.curve, self.here, self.safe, self.label]
        return LivePicture(figure, moving=[*past, *ahead_of_it])

    def compute(self) -> tuple[str, Rows]:
        """Capacity, kept promises and velocity of the sprints that count."""
        unit, promise = self.inputs["unit"].value, self.inputs["promise"].value
        last, unplanned = self.inputs["last"].value, self.inputs["unplanned"].value
        capacity, kept, speed = self._past_of(last, unplanned, unit)
        self._draw(capacity, speed, unit)
        return _sentence(promise, capacity, kept, speed, unit), self._rows(capacity)

    def _past_of(
        self, last: int, unplanned: int, unit: str
    ) -> tuple[Forecast, Promises, VelocitySpread]:
        """What the past says; another promise asks it nothing new."""
        asked = (last, unplanned, unit)
        if self._asked != asked:
            counted = self.past.tail(last)
            self._asked = asked
            self._known = (
                sprint_capacity(counted["items"], unplanned=unplanned / 100, futures=4_000),
                promises_kept(
                    counted["promised"], counted["items"], unplanned=counted.get("unplanned")
                ),
                velocity_spread(self.past[unit], last=last),
            )
        return self._known

    def _draw(self, capacity: Forecast, speed: VelocitySpread, unit: str) -> None:
        count = len(self.past)
        self._scale(unit)
        self.done.set_ydata(self.past[unit])
        for marks in (self.promised, self.planned):
            marks.set_visible(unit == "items")
        span = [count - speed.sprints + 0.5, count + 0.5]
        self.mean.set_data(span, [speed.mean] * 2)
        for edge, height in zip(self.edges, (speed.low, speed.high), strict=True):
            edge.set_data(span, [height] * 2)
        numbers = np.arange(self.inputs["promise"].max + 1)
        self.curve.set_data(numbers, [capacity.chance(int(n)) for n in numbers])
        promise = self.inputs["promise"].value
        chance = capacity.chance(promise)
        self.here.set_data([promise], [chance])
        self.safe.set_data([capacity.p85], [capacity.chance(capacity.p85)])
        self.label.set_text(f"{promise} promised: {percent(chance)}")

    def _scale(self, unit: str) -> None:
        """Another unit needs another height; everything is drawn anew then."""
        if unit == self._unit:
            return
        self._unit = unit
        tallest = self.past[["promised", "items"] if unit == "items" else [unit]].to_numpy().max()
        self.axes.set_ylim(0, float(tallest) * 1.3)
        self.axes.set_ylabel(f"{unit} finished in a sprint")
        if hasattr(self, "picture"):
            self.picture.use_theme(self.picture.theme)

    def _rows(self, capacity: Forecast) -> Rows:
        rows: list[tuple[object, ...]] = [("sprint", "promised", *self.units)]
        rows += [
            (number, *(f"{value:g}" for value in row))
            for number, row in enumerate(self.past[["promised", *self.units]].to_numpy(), 1)
        ]
        rows += [
            (f"at least {n} next time", percent(capacity.chance(n)), *[""] * len(self.units))
            for n in range(1, self.inputs["promise"].max + 1)
        ]
        return rows


def _sentence(
    promise: int, capacity: Forecast, kept: Promises, speed: VelocitySpread, unit: str
) -> str:
    return (
        f"Promising {promise} planned items holds in {percent(capacity.chance(promise))} of drawn "
        f"sprints; half bring {capacity.p50} or more, 85 of 100 bring {capacity.p85}. Of the last "
        f"{kept.sprints} sprints {kept.kept} brought all that was promised "
        f"[{percent(kept.low)} to {percent(kept.high)}]. Velocity is {speed.mean:.1f} {unit} "
        f"[{speed.low:.1f} to {speed.high:.1f}], and the next sprint lies between "
        f"{speed.next_low:g} and {speed.next_high:g} with {percent(speed.next_chance)}."
    )


def _checked(sprints: object) -> pd.DataFrame:
    if not isinstance(sprints, pd.DataFrame):
        raise LeadlabError(f"sprints: expected a table, but saw {shortened(sprints)}.")
    missing = [name for name in COLUMNS if name not in sprints]
    if missing:
        raise LeadlabError(
            f"sprints: there is no column {missing[0]!r}; it needs {', '.join(COLUMNS)}, and may "
            "have points."
        )
    if len(sprints) < FEWEST:
        raise LeadlabError(f"sprints: {len(sprints)} are too few; give {FEWEST} or more.")
    for name in (*COLUMNS, *[each for each in (*UNITS, "unplanned") if each in sprints]):
        values = pd.to_numeric(sprints[name], errors="coerce")
        bad = values.isna() | (values < 0)
        if bad.any():
            row = int(bad.to_numpy().argmax())
            raise LeadlabError(
                f"sprints: {name}: row {row + 1} is {shortened(sprints[name].iloc[row])}; give a "
                "number from 0 up."
            )
    return sprints.reset_index(drop=True)
