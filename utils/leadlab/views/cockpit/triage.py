"""Explorer: a triage console; a score, a threshold for each way in, its cost and whom it misses."""

from __future__ import annotations

from functools import cache
from typing import Any

import ipywidgets as widgets
import numpy as np

from leadlab.checks.metrics.assignment_triage import ENTRIES, THRESHOLDS, draw_reports
from leadlab.models.alerts import Confusion, confusion, gap, triage_hours
from leadlab.views.explorers.stage import Explorer, Prompt
from leadlab.views.live import SHARP, LivePicture, room_for
from leadlab.views.markup import Rows
from leadlab.views.style import BLUE, GREY, INK, VERMILION, new_figure, style

TOGETHER, APART = "one for all", "one for each way in"
REACH = (800, 3000, 9000)
QUARTERS = 20


@cache
def quarter(seed: int) -> tuple[dict[str, Any], ...]:
    """Reports of a quarter, drawn as those of the assignment are."""
    own = draw_reports(np.random.default_rng(seed))
    return tuple(dict(row) for row in own["reports"])


class TriageConsole(Explorer):
    """Move a threshold: what is looked at, what is missed, what it costs and whom it misses.

    >>> board = TriageConsole()
    >>> board.inputs["app"].value = 0.9
    >>> board.sentence().startswith("From 0.9 on 11 of 880 reports are looked at")
    True
    """

    subject = "triage_console"
    prompt = Prompt(
        question="The score was learnt mostly from reports that came by the app. One threshold "
        "holds for all, set so that hours are fewest. Of the serious reports that come by "
        "phone, does it miss a larger share than of those by the app?",
        options={
            "same": "About the same; the threshold is the same",
            "more": "Clearly more of those by phone",
            "fewer": "Fewer, since people ring when it is serious",
        },
        answer="more",
        because="The same number means less where the score knows less: serious reports by phone "
        "score lower. Give each way in its own threshold, find the fewest hours, and then the "
        "fewest hours at which the two shares lie within a tenth. What the fairness costs, you "
        "can then say in hours.",
    )

    def __init__(self, **settings: Any) -> None:
        self._reach: float = REACH[1]
        self._seed = 0
        super().__init__(
            "A triage console",
            "A quarter of bug reports, by app and by phone, each with a score from 0.1 to 0.9. "
            "Reports that score enough are looked at; the rest are not. On the left the reports "
            "by score, on the right the hours that each threshold costs. The data are generated.",
            **settings,
        )

    def make_inputs(self) -> dict[str, Any]:
        """Thresholds, what a look and a miss take, and which quarter."""
        way = widgets.Dropdown(
            description="Threshold", options=(TOGETHER, APART), value=TOGETHER,
            style={"description_width": "15rem"}, layout={"width": "98%", "max_width": "44rem"},
        )  # fmt: skip
        tenths = {"min": 0.1, "max": 0.9, "step": 0.1, "value": 0.5, "readout_format": ".1f"}
        return {
            "way": self.name(way, "Threshold", on="select"),
            "app": self.slider("Threshold, or that of the app", widgets.FloatSlider, **tenths),
            "phone": self.slider("Threshold of the phone", widgets.FloatSlider, **tenths),
            "look": self.slider(
                "Hours to look at one", widgets.FloatSlider, min=0.25, max=3, step=0.25, value=0.75,
                readout_format=".2f",
            ),
            "miss": self.slider("Hours if a serious one is missed", min=1, max=40, value=8),
            "seed": self.slider("Another quarter", min=1, max=QUARTERS, value=3),
        }  # fmt: skip

    def make_picture(self) -> LivePicture:
        """Two histograms on the left, the cost of each threshold on the right."""
        figure = new_figure(7.6, 3.9, dpi=SHARP)
        with style():
            axes = figure.subplot_mosaic([["app", "cost"], ["phone", "cost"]])
            self._cost = axes["cost"]
            self.serious, self.harmless, self.lines = {}, {}, {}
            for entry in ENTRIES:
                ax = axes[entry]
                places = range(len(THRESHOLDS))
                self.harmless[entry] = ax.bar(
                    places, [0.0] * len(THRESHOLDS), width=0.8, facecolor="none", edgecolor=GREY,
                    hatch="...", label="harmless",
                )  # fmt: skip
                self.serious[entry] = ax.bar(
                    places, [0.0] * len(THRESHOLDS), width=0.45, color=VERMILION, label="serious"
                )
                (self.lines[entry],) = ax.plot([0, 0], [0, 130], color=INK, ls="--", lw=1.5)
                ax.set(ylim=(0, 130), ylabel=f"by {entry}")
                ax.set_xticks(list(places)[::2], [f"{each:g}" for each in THRESHOLDS[::2]])
            axes["app"].legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=2)
            axes["phone"].set_xlabel("score")
            self.curve = self._cost.plot([], [], color=BLUE, marker="o")[0]
            self.here = self._cost.plot([], [], color=INK, marker="D", ms=9, ls="")[0]
            self._cost.set(
                xlim=(0.05, 0.95), ylim=(0, self._reach), xlabel="one threshold for all",
                ylabel="hours in the quarter",
            )  # fmt: skip
        return LivePicture(figure, moving=[*self.lines.values(), self.curve, self.here])

    def compute(self) -> tuple[str, Rows]:
        """Count what the thresholds see and miss, and what they cost."""
        rows = quarter(self.inputs["seed"].value)
        app = round(self.inputs["app"].value, 1)
        one = self.inputs["way"].value == TOGETHER
        at = {"app": app, "phone": app if one else round(self.inputs["phone"].value, 1)}
        price = {
            "hours_to_look": self.inputs["look"].value,
            "hours_if_missed": float(self.inputs["miss"].value),
        }
        total = confusion(rows, at)
        costs = [triage_hours(rows, dict.fromkeys(ENTRIES, each), **price) for each in THRESHOLDS]
        self._draw(rows, at, costs, total.hours(**price))
        parts = {entry: confusion(rows, at, entry=entry) for entry in ENTRIES}
        return self._said(at, one, total, parts, gap(rows, at), total.hours(**price)), _table(
            {"all": total, **{f"by {entry}": part for entry, part in parts.items()}}
        )

    def _draw(self, rows: Any, at: dict[str, float], costs: list[float], hours: float) -> None:
        for entry, line in self.lines.items():
            line.set_xdata([THRESHOLDS.index(at[entry]) - 0.5] * 2)
        seed = self.inputs["seed"].value
        reach = room_for(max(*costs, hours), REACH, now=self._reach)
        if (reach, seed) != (self._reach, self._seed):
            self._reach, self._seed = reach, seed
            self._cost.set_ylim(0, reach)
            self._set_bars(rows)
            self.picture.draw_still()
        self.curve.set_data(THRESHOLDS, costs)
        self.here.set_data([at["app"]], [hours])

    def _set_bars(self, rows: Any) -> None:
        """The reports by score; they stand still until another quarter is chosen."""
        for row in rows:
            place = THRESHOLDS.index(row["score"])
            self.serious[row["entry"]][place].set_height(row["serious"])
            self.harmless[row["entry"]][place].set_height(row["harmless"])

    def _said(
        self, at: dict[str, float], one: bool, total: Confusion, parts: dict[str, Confusion],
        apart: float, hours: float,
    ) -> str:  # fmt: skip
        from_ = f"{at['app']:g}" if one else f"{at['app']:g} by app and {at['phone']:g} by phone"
        count = total.seen + total.serious_missed + total.harmless_left
        missed = " and ".join(
            f"{round(100 * part.missed_share)} % of those by {entry}"
            for entry, part in parts.items()
        )
        return (
            f"From {from_} on {total.seen} of {count} reports are looked at, and {hours:.0f} hours "
            f"go. Of the serious ones {missed} are missed, a gap of {round(100 * apart)} points. "
            f"Of those looked at {round(100 * total.precision)} % are serious."
        )


def _table(parts: dict[str, Confusion]) -> Rows:
    rows: list[tuple[object, ...]] = [
        ("reports", "serious, looked at", "serious, missed", "harmless, looked at",
         "harmless, left", "precision", "recall")
    ]  # fmt: skip
    for name, each in parts.items():
        rows.append(
            (name, each.serious_seen, each.serious_missed, each.harmless_seen, each.harmless_left,
             f"{each.precision:.2f}", f"{each.recall:.2f}")
        )  # fmt: skip
    return rows
