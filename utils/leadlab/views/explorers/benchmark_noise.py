"""Explorer: what a benchmark can show where machines are noisy and the truth is known."""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets

from leadlab.models.tradeoffs.noisy_runs import TYPICAL, Bench, DaysCompared, compare_days
from leadlab.views.explorers.stage import Explorer, Prompt
from leadlab.views.live import SHARP, LivePicture, room_for
from leadlab.views.markup import Rows
from leadlab.views.style import BLUE, GREEN, GREY, INK, VERMILION, new_figure, style

DAYS = 20
HEAPS, PAIRS = "in two heaps, each on machines of its own", "in pairs, on the same machine in turns"
OTHER, ITSELF = "A with B", "A with A, to test the bench"
BEYOND = (0.6, 1.5, 3.0, 7.0)  # an axis reaches by this much more than once its middle
RATIO_TICKS = (0.15, 0.25, 0.4, 0.6, 0.8, 1, 1.25, 1.6, 2.5, 4, 6)
TIME_TICKS = (5, 10, 20, 30, 40, 50, 60, 80, 120, 200)
PLACES, WIDE = (0.0, 1.0), 0.16


class BenchmarkNoise(Explorer):
    """Twenty days of one benchmark: how often its interval shows what is true.

    >>> bench = BenchmarkNoise()
    >>> bench.inputs["way"].value = PAIRS
    >>> bench.sentence().startswith("With 12 runs each, in pairs, 11 of 20 days show")
    True
    """

    subject = "benchmark_noise"
    prompt = Prompt(
        question="In truth B takes 5 % longer than A. On each of twenty days both run twelve "
        "times, on machines that differ by 12 %. "
        "On how many days will the interval show a difference?",
        options={
            "most": "On nearly all of them",
            "half": "On about half",
            "few": "On three at most",
        },
        answer="few",
        because="What the machines bring is wider than what is to be seen. Run them in pairs, then "
        "add runs. Then compare A with itself: a sound bench shows something on one day in "
        "twenty, and one with newer machines on one side on most of them.",
    )

    def __init__(self, **settings: Any) -> None:
        self._widths: tuple[float, ...] = (BEYOND[0], BEYOND[0])
        super().__init__(
            "What a benchmark can show",
            "You set what is true and how noisy the machines are, and see what twenty days of "
            "benchmarks make of it. Left one day's runs, right the intervals of all days "
            "for the ratio of the medians, B to A.",
            **settings,
        )

    def make_inputs(self) -> dict[str, Any]:
        """How it is measured, what is true, and how noisy it is."""
        return {
            "runs": self.slider("Runs of each", min=3, max=100, value=12),
            "way": self._choice("How they run", (HEAPS, PAIRS)),
            "compare": self._choice("Compare", (OTHER, ITSELF)),
            "change": self.slider("B takes longer by, in %", min=-30, max=30, value=5),
            "shared": self.slider("Machines differ by, in %", min=0, max=30, value=12),
            "own": self.slider("Runs on one machine differ by, in %", min=0, max=20, value=4),
            "newer": self.slider("B's machines are quicker by, in %", min=0, max=30, value=0),
            "day": self.slider("Day shown on the left", min=1, max=DAYS, value=1),
            "seed": self.slider("Another twenty days", min=1, max=40, value=7),
        }

    def make_picture(self) -> LivePicture:
        """Left the runs of a day, right the intervals of all days."""
        figure = new_figure(7.6, 3.9, dpi=SHARP)
        with style():
            self._runs, self._days = figure.subplots(1, 2, width_ratios=[2, 3])
            moving = [*self._draw_runs(), *self._draw_days()]
            self._reach()
        return LivePicture(figure, moving=moving)

    def _draw_runs(self) -> list[Any]:
        axes = self._runs
        (self.links,) = axes.plot([], [], color=GREY, lw=0.8, alpha=0.7)
        self.points = [
            axes.plot([], [], color=colour, marker=marker, ms=4, ls="", alpha=0.8)[0]
            for colour, marker in ((BLUE, "o"), (VERMILION, "s"))
        ]
        (self.middles,) = axes.plot([], [], color=INK, lw=2.5, solid_capstyle="butt")
        self.which = axes.text(
            0.02, 0.985, "", color=INK, va="top", fontsize=9, transform=axes.transAxes
        )
        axes.set(xlim=(-0.5, 1.5), yscale="log", ylabel="median of a run, ms")
        axes.set_yticks(TIME_TICKS, [f"{tick}" for tick in TIME_TICKS])
        axes.set_yticks([], minor=True)
        axes.set_xticks(PLACES, ["first", "second"])
        return [self.links, *self.points, self.middles, self.which]

    def _draw_days(self) -> list[Any]:
        axes = self._days
        axes.axvline(1, color=GREY, lw=1)
        (self.truth,) = axes.plot([], [], color=GREEN, ls=":", label="true ratio")
        kinds = ((BLUE, "o", "holds 1"), (VERMILION, "X", "leaves 1 out"))
        self.intervals = [axes.plot([], [], color=colour, lw=1.5)[0] for colour, _, _ in kinds]
        self.ratios = [
            axes.plot([], [], color=colour, marker=marker, ms=6, ls="", label=label)[0]
            for colour, marker, label in kinds
        ]
        axes.set(xscale="log", ylim=(DAYS + 0.8, 0.2))
        (self.chosen,) = axes.plot(
            [], [], color=INK, marker=">", ms=7, ls="", transform=axes.get_yaxis_transform()
        )
        axes.set(xlabel="second / first, with its interval", ylabel="day")
        axes.set_xticks(RATIO_TICKS, [f"{tick:g}" for tick in RATIO_TICKS])
        axes.set_xticks([], minor=True)
        axes.set_yticks([1, 5, 10, 15, 20])
        axes.legend(
            handles=[*self.ratios, self.truth], ncols=3, loc="lower left", bbox_to_anchor=(0, 1),
            handletextpad=0.4, columnspacing=1,
        )  # fmt: skip
        return [self.truth, *self.intervals, *self.ratios, self.chosen]

    def compute(self) -> tuple[str, Rows]:
        """Measure on twenty days and compare on each."""
        given = {name: field.value for name, field in self.inputs.items()}
        itself = given["compare"] == ITSELF
        bench = Bench(
            change=0.0 if itself else given["change"] / 100,
            shared=given["shared"] / 100,
            own=given["own"] / 100,
            newer=given["newer"] / 100,
            paired=given["way"] == PAIRS,
        )
        first, second = bench.draw(given["runs"], days=DAYS, seed=given["seed"])
        found = compare_days(first, second, paired=bench.paired)
        day = given["day"] - 1
        self._fit(first[day], second[day], found)
        middles = (found.first[day], found.second[day])
        self._move_runs(first[day], second[day], middles, paired=bench.paired)
        self.which.set_text(f"day {day + 1}: A left, {'A again' if itself else 'B'} right")
        self._move_days(found, bench.ratio, day)
        return _said(found, bench, given, itself=itself), _rows(found)

    def _fit(self, first: Any, second: Any, found: DaysCompared) -> None:
        """Give both axes room; they seldom change, since all is then drawn anew."""
        slow, quick = max(first.max(), second.max()), min(first.min(), second.min())
        reached = (
            max(slow / TYPICAL, TYPICAL / quick) - 1, max(found.high.max(), 1 / found.low.min()) - 1
        )  # fmt: skip
        widths = tuple(
            room_for(most, BEYOND, now=now) for most, now in zip(reached, self._widths, strict=True)
        )
        if widths != self._widths:
            self._widths = widths
            self._reach()
            if hasattr(self, "picture"):
                self.picture.draw_still()

    def _reach(self) -> None:
        """Both axes are logarithmic, as far to the one side of their middle as to the other."""
        times, ratios = (1 + beyond for beyond in self._widths)
        self._runs.set_ylim(TYPICAL / times, TYPICAL * times)
        self._days.set_xlim(1 / ratios, ratios)

    def _move_runs(
        self, first: Any, second: Any, middles: tuple[float, float], *, paired: bool
    ) -> None:
        for points, times, place in zip(self.points, (first, second), PLACES, strict=True):
            points.set_data([place] * len(times), times)
        pairs = list(zip(first, second, strict=True)) if paired else []
        self.links.set_data(
            [x for _ in pairs for x in (*PLACES, None)],
            [y for before, after in pairs for y in (before, after, None)],
        )
        self.middles.set_data(
            [x for place in PLACES for x in (place - WIDE, place + WIDE, None)],
            [y for middle in middles for y in (middle, middle, None)],
        )

    def _move_days(self, found: DaysCompared, truth: float, day: int) -> None:
        days = range(1, DAYS + 1)
        each = list(zip(days, found.ratio, found.low, found.high, found.shown, strict=True))
        for wanted, line, marks in zip((False, True), self.intervals, self.ratios, strict=True):
            kept = [one for one in each if bool(one[4]) == wanted]
            line.set_data(
                [x for _, _, low, high, _ in kept for x in (low, high, None)],
                [y for at, *_ in kept for y in (at, at, None)],
            )
            marks.set_data([one[1] for one in kept], [one[0] for one in kept])
        self.truth.set_data([truth, truth], [0, DAYS + 1])
        self.chosen.set_data([0.02], [day + 1])

    def _choice(self, text: str, options: tuple[str, ...]) -> Any:
        made = widgets.Dropdown(
            description=text, options=options,
            style={"description_width": "15rem"}, layout={"width": "98%", "max_width": "44rem"},
        )  # fmt: skip
        return self.name(made, text, on="select")


def _said(found: DaysCompared, bench: Bench, given: dict[str, Any], *, itself: bool) -> str:
    shown, day = int(found.shown.sum()), given["day"]
    way = "in pairs" if bench.paired else "in two heaps"
    show = "shows" if shown == 1 else "show"
    start = f"With {given['runs']} runs each, {way}, {shown} of {DAYS} days {show} a difference"
    if itself:
        start += " that is not there, since A ran against itself"
    else:
        start += f", where the true ratio is {bench.ratio:.2f}"
    at = day - 1
    verdict = "leaves 1 out" if found.shown[at] else "holds 1"
    return (
        f"{start}; on day {day} it is {found.ratio[at]:.2f} and the interval from "
        f"{found.low[at]:.2f} to {found.high[at]:.2f} {verdict}."
    )


def _rows(found: DaysCompared) -> Rows:
    head = ("day", "first, ms", "second, ms", "ratio", "low", "high", "leaves 1 out")
    columns = (found.first, found.second, found.ratio, found.low, found.high, found.shown)
    return [
        head,
        *(
            (at, f"{first:.1f}", f"{second:.1f}", f"{ratio:.2f}", f"{low:.2f}", f"{high:.2f}",
             "yes" if shown else "no")
            for at, (first, second, ratio, low, high, shown) in enumerate(
                zip(*columns, strict=True), 1
            )
        ),
    ]  # fmt: skip
