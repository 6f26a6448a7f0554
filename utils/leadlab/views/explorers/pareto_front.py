"""Explorer: which designs are beaten, which a weight finds, and which a limit finds."""

from __future__ import annotations

from typing import Any

from matplotlib.transforms import offset_copy

from leadlab.models import decisions
from leadlab.models.decisions import FrontReading
from leadlab.views.explorers.stage import Explorer, Prompt
from leadlab.views.live import SHARP, LivePicture
from leadlab.views.markup import Rows, percent
from leadlab.views.style import BLUE, GREEN, GREY, INK, VERMILION, new_figure, style

DESIGNS = {
    "as it is": (1900, 2),
    "at night": (1700, 5),
    "replica": (1500, 7),
    "cache": (1300, 6),
    "streams": (700, 10),
    "on the phone": (500, 9),
}
NAMES = tuple(DESIGNS)
SAID = (
    "leaving it as it is", "building at night", "the replica", "the cache", "streaming",
    "the round on the phone",
)  # fmt: skip
MOVED = NAMES.index("cache")
EXCHANGE = 200  # milliseconds that are worth a day
FASTEST, SLOWEST, MOST_DAYS = 150, 2150, 12
LABELS = {  # points by which a name is moved off its mark, and how it is aligned there
    "as it is": (0, -12, "center", "top"),
    "at night": (-6, -9, "center", "top"),
    "replica": (8, 4, "left", "bottom"),
    "cache": (0, -12, "center", "top"),
    "streams": (0, 9, "center", "bottom"),
    "on the phone": (0, -12, "center", "top"),
}


class ParetoFront(Explorer):
    """Six designs, one weight and one limit; one of the designs can be moved.

    >>> front = ParetoFront()
    >>> front.inputs["weight"].value = 60
    >>> front.sentence().startswith("With 60 % of the weight on speed, the round on the phone wins")
    True
    """

    subject = "pareto_front"
    prompt = Prompt(
        question="Nothing beats the cache, and no weight finds it. "
        "How much easier must it be to mend before some weight does?",
        options={
            "day": "A day less will do",
            "half": "Half of its six days",
            "never": "As long as the two extremes stay, it cannot be found",
        },
        answer="day",
        because="At five days it lies on the line between the extremes, and at one weight all "
        "three are level; each further day opens a wider gap. Put it back to six, "
        "and find the limit that chooses it.",
    )

    def __init__(self, **settings: Any) -> None:
        super().__init__(
            "Weights and limits on a front",
            "Six designs for the worst minute of the morning; less is better on both axes. "
            "200 milliseconds count as much as a day. You can move the cache.",
            **settings,
        )

    def make_inputs(self) -> dict[str, Any]:
        """Weight, limit, and the place of one design."""
        milliseconds, days = DESIGNS["cache"]
        return {
            "weight": self.slider("Weight of speed, in %", min=0, max=100, value=40),
            "limit": self.slider("Most milliseconds allowed", min=400, max=2000, value=1400,
                                 step=50),
            "days": self.slider("Days to mend the cache", min=1, max=MOST_DAYS - 1, value=days),
            "milliseconds": self.slider("Milliseconds of the cache", min=400, max=2000,
                                        value=milliseconds, step=50),
        }  # fmt: skip

    def make_picture(self) -> LivePicture:
        """Left the designs with their front, right the weights at which each one leads."""
        figure = new_figure(7.6, 3.7, dpi=SHARP)
        with style():
            self._plane, self._weights = figure.subplots(1, 2, width_ratios=[3, 2])
            moving = [*self._draw_plane(), *self._draw_weights()]
            figure.legend(handles=self._named, loc="outside upper left", ncols=3, markerscale=0.7)
        return LivePicture(figure, moving=moving)

    def _draw_plane(self) -> list[Any]:
        axes = self._plane
        (self.limit,) = axes.plot([], [], color=GREEN, ls=":", label="limit")
        (self.line,) = axes.plot([], [], color=VERMILION, ls="--", lw=1.2, label="equal burden")
        (self.steps,) = axes.plot(
            [], [], color=BLUE, drawstyle="steps-post", lw=1.2, marker="o", label="on the front"
        )
        (self.beaten,) = axes.plot([], [], color=GREY, marker="x", ls="", mew=2, label="beaten")
        (self.leading,) = axes.plot(
            [], [], color=VERMILION, marker="o", ms=14, mfc="none", ls="", mew=2,
            label="found by the weight",
        )  # fmt: skip
        (self.inside,) = axes.plot(
            [], [], color=GREEN, marker="s", ms=18, mfc="none", ls="", mew=2,
            label="found by the limit",
        )  # fmt: skip
        self.names = []
        for (name, place), label in zip(DESIGNS.items(), LABELS.values(), strict=True):
            right, up, across, along = label
            aside = offset_copy(axes.transData, axes.figure, right, up, units="points")
            look = {"ha": across, "va": along, "color": INK, "fontsize": 9}
            self.names.append(axes.text(*place, name, transform=aside, **look))
        axes.set(xlim=(FASTEST, SLOWEST), ylim=(0, MOST_DAYS))
        axes.set(xlabel="95th percentile, ms", ylabel="days until a newcomer can mend it")
        self._named = [
            self.steps, self.leading, self.line, self.beaten, self.inside, self.limit,
        ]  # fmt: skip
        return [*self._named, *self.names]

    def _draw_weights(self) -> list[Any]:
        axes, places = self._weights, range(len(NAMES))
        self.bars = [
            axes.plot([], [], color=BLUE, lw=8, solid_capstyle="butt", marker="|", ms=8)[0]
            for _ in places
        ]
        self.said = [axes.text(0, place - 0.14, "", color=INK, fontsize=9) for place in places]
        self.here = [axes.plot([], [], color=VERMILION, lw=2)[0] for _ in places]
        axes.set(xlim=(0, 1), ylim=(len(NAMES) - 0.4, -0.7), xlabel="weight of speed")
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "25", "50", "75", "100 %"])
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
        axes.set_title("Weights that find it", color=INK)
        return [*self.bars, *self.said, *self.here]

    def compute(self) -> tuple[str, Rows]:
        """Read the front anew and move everything to where it now is."""
        given = {name: field.value for name, field in self.inputs.items()}
        places = list(DESIGNS.values())
        places[MOVED] = (given["milliseconds"], given["days"])
        found = decisions.read_front(
            places, weight=given["weight"] / 100, exchange=EXCHANGE, limit=given["limit"]
        )
        self._move_plane(found, places, given["limit"])
        self._move_weights(found, given["weight"] / 100)
        return self._said(found, given), _rows(found, places)

    def _move_plane(self, found: FrontReading, places: list[tuple[int, int]], limit: int) -> None:
        self.steps.set_data(*zip(*sorted(places[each] for each in found.front), strict=True))
        beaten = [place for each, place in enumerate(places) if each not in found.front]
        self.beaten.set_data([x for x, _ in beaten], [y for _, y in beaten])
        self.leading.set_data(*zip(*(places[each] for each in found.leaders), strict=True))
        chosen = [] if found.within is None else [places[found.within]]
        self.inside.set_data([x for x, _ in chosen], [y for _, y in chosen])
        self.line.set_data(*found.line.T)
        self.limit.set_data([limit, limit], [0, MOST_DAYS])
        self.names[MOVED].set_position(places[MOVED])

    def _move_weights(self, found: FrontReading, weight: float) -> None:
        rows = zip(self.bars, self.said, self.here, found.ranges, strict=True)
        for place, (bar, label, here, held) in enumerate(rows):
            bar.set_data(*((held, (place + 0.15,) * 2) if held else ([], [])))
            label.set_text(f"{NAMES[place]}: {_weights_text(found, place)}")
            here.set_data([weight, weight], [place + 0.02, place + 0.3])

    def _said(self, found: FrontReading, given: dict[str, Any]) -> str:
        leaders = _listed(found.leaders)
        wins = "wins with" if len(found.leaders) == 1 else "are level at"
        said = (
            f"With {given['weight']} % of the weight on speed, {leaders} {wins} a burden of "
            f"{found.burdens[found.leaders[0]]:.2f}"
        )
        if found.missed:
            said += f"; nothing beats {_listed(found.missed)}, and yet no weight finds "
            said += "it" if len(found.missed) == 1 else "them"
        limit = f"a limit of {given['limit']:,} ms"
        if found.within is None:
            return f"{said}; no design keeps {limit}."
        return f"{said}; {limit} finds {SAID[found.within]}."


def _listed(places: tuple[int, ...]) -> str:
    *first, last = (SAID[each] for each in places)
    return f"{', '.join(first)} and {last}" if first else last


def _weights_text(found: FrontReading, place: int) -> str:
    held, beaten_by = found.ranges[place], found.beaten_by[place]
    if beaten_by is not None:
        return f"beaten by {NAMES[beaten_by]}"
    if held is None:
        return "no weight"
    low, high = held
    return f"{percent(low)} only" if low == high else f"{percent(low)} to {percent(high)}"


def _rows(found: FrontReading, places: list[tuple[int, int]]) -> Rows:
    head = ("design", "ms", "days", "burden", "weights of speed that find it", "found by the limit")
    return [
        head,
        *(
            (name, *places[at], f"{found.burdens[at]:.2f}", _weights_text(found, at),
             "yes" if at == found.within else "")
            for at, name in enumerate(NAMES)
        ),
    ]  # fmt: skip
