"""Explorer: build it or buy it, over the years, with ranges."""

from __future__ import annotations

from typing import Any

from leadlab.models.tradeoffs import Bar
from leadlab.models.tradeoffs.ownership import BuildOrBuy, OwnershipReading, read_ownership
from leadlab.models.tradeoffs.sensitivity import ranges_around
from leadlab.views.explorers.stage import Explorer, Prompt
from leadlab.views.live import SHARP, LivePicture, room_for
from leadlab.views.markup import Rows, percent
from leadlab.views.style import BLUE, GREEN, GREY, INK, VERMILION, new_figure, style

WAYS = BuildOrBuy(week=1.6, running=5.0, leaving=4.8, connecting=4.8, people=3.2)
GUESSES = {
    "build_weeks": 10.0, "upkeep_weeks": 8.0, "first_year": 12.0, "growth": 0.3,
    "exit_cost": 12.0, "rate": 0.08,
}  # fmt: skip
RANGES = {
    "build_weeks": (8.0, 24.0), "upkeep_weeks": (5.0, 18.0), "first_year": (10.0, 14.0),
    "growth": (0.1, 0.4), "exit_cost": (4.0, 24.0), "rate": (0.04, 0.12),
}  # fmt: skip
TITLES = {
    "build_weeks": "weeks to build", "upkeep_weeks": "weeks of upkeep a year",
    "first_year": "price of the first year", "growth": "growth a year",
    "exit_cost": "cost to leave", "rate": "discount rate",
}  # fmt: skip
SHARES = ("growth", "rate")
YEARS = 8
COSTS = (140, 270, 540, 1080)
SWINGS = (30, 60, 140, 400)
APART = 0.07  # of a year, so that the whiskers of one year stand side by side


class CostOfOwnership(Explorer):
    """Two ways over the years of use, and a tornado of what the choice hangs on.

    >>> explorer = CostOfOwnership()
    >>> explorer.inputs["upkeep_weeks"].value = 12
    >>> explorer.sentence().startswith("Over 5 years buying is cheaper by ")
    True
    """

    subject = "cost_of_ownership"
    prompt = Prompt(
        question="At best guesses, building the login is cheaper by 19 thousand after five "
        "years. If you may leave earlier: from which year on is building the cheaper way?",
        options={
            "first": "From the first year on",
            "fourth": "From the fourth",
            "fifth": "In the fifth only",
        },
        answer="fourth",
        because="Building is paid at the start and buying grows, so the horizon chooses too. "
        "Move the years and watch which number the choice then hangs on.",
    )

    def __init__(self, **settings: Any) -> None:
        self._axes: tuple[float, ...] = (COSTS[-1], SWINGS[-1])
        super().__init__(
            "Build or buy, over the years",
            "The login for relatives in today's money, thousand euro. Each number has a best "
            "guess, which you can move, and a range that moves along. "
            "Whiskers hold eight of ten worlds drawn from the ranges.",
            **settings,
        )

    def make_inputs(self) -> dict[str, Any]:
        """The horizon, the best guesses, and how wide their ranges are."""
        return {
            "years": self.slider("Years until you leave", min=1, max=YEARS, value=5),
            "build_weeks": self.slider("Weeks to build", min=2, max=30, value=10),
            "upkeep_weeks": self.slider("Weeks of upkeep a year", min=0, max=24, value=8),
            "first_year": self.slider("Price of the first year", min=2, max=30, value=12),
            "growth": self.slider("Growth of the price, in % a year", min=0, max=50, value=30),
            "exit_cost": self.slider("Cost to leave what was bought", min=0, max=40, value=12),
            "rate": self.slider("Discount rate, in %", min=0, max=30, value=8),
            "width": self.slider("Width of the ranges, in %", min=0, max=150, value=100),
        }

    def make_picture(self) -> LivePicture:
        """Left the cost of both ways by year of leaving, right the tornado."""
        figure = new_figure(7.6, 3.9, dpi=SHARP)
        with style():
            self._over, self._tornado = figure.subplots(1, 2)
            moving = [*self._draw_years(), *self._draw_tornado()]
        return LivePicture(figure, moving=moving)

    def _draw_years(self) -> list[Any]:
        axes = self._over
        (self.horizon,) = axes.plot([], [], color=GREEN, ls=":")
        self.ways, self.whiskers = [], []
        for name, colour, marker, line in (
            ("build", BLUE, "o", "-"),
            ("buy", VERMILION, "s", "--"),
        ):
            self.whiskers.append(axes.plot([], [], color=colour, lw=1.2, alpha=0.8)[0])
            self.ways += axes.plot([], [], color=colour, marker=marker, ls=line, label=name)
        axes.set(xlim=(0.5, YEARS + 0.5), xlabel="year of leaving", xticks=range(1, YEARS + 1))
        axes.set(ylim=(0, COSTS[-1]), ylabel="cost until then (1,000 euro)")
        axes.legend(loc="upper left")
        return [self.horizon, *self.whiskers, *self.ways]

    def _draw_tornado(self) -> list[Any]:
        axes, places = self._tornado, range(len(GUESSES))
        axes.axvline(0, color=GREY, lw=1)
        self.bars = [axes.plot([], [], color=GREY, lw=9, solid_capstyle="butt")[0] for _ in places]
        self.guess = axes.plot([], [], color=INK, lw=1.2, ls=":")[0]
        self.labels = [
            axes.text(0.01, place - 0.14, "", color=INK, fontsize=9,
                      transform=axes.get_yaxis_transform())
            for place in places
        ]  # fmt: skip
        axes.set(ylim=(len(GUESSES) - 0.4, -0.7), yticks=[], xlim=(-SWINGS[-1], SWINGS[-1]))
        axes.locator_params(axis="x", nbins=6, prune="both")
        axes.spines["left"].set_visible(False)
        axes.set_xlabel("← buying cheaper   building cheaper →")
        return [*self.bars, self.guess, *self.labels]

    def compute(self) -> tuple[str, Rows]:
        """Read both ways anew and move everything to where it now is."""
        given = {name: float(field.value) for name, field in self.inputs.items()}
        years, width = int(given.pop("years")), given.pop("width") / 100
        guesses = {name: given[name] / (100 if name in SHARES else 1) for name in GUESSES}
        self.ranges = ranges_around(guesses, GUESSES, RANGES, width=width)
        found = read_ownership(WAYS, guesses, self.ranges, horizon=years, years=YEARS)
        self._fit(found)
        self._move_years(found, years)
        self._move_tornado(found)
        return _said(found, years), _rows(found, guesses, self.ranges, years)

    def _fit(self, found: OwnershipReading) -> None:
        """Give both axes room; they seldom change, since all is then drawn anew."""
        cost = max(found.build_spread.max(), found.buy_spread.max())
        swing = max(abs(end) for bar in found.bars for end in (bar.at_low, bar.at_high))
        axes = tuple(
            room_for(most, sizes, now=now)
            for most, sizes, now in zip((cost, swing), (COSTS, SWINGS), self._axes, strict=True)
        )
        if axes == self._axes:
            return
        self._axes = axes
        self._over.set_ylim(0, axes[0])
        self._tornado.set_xlim(-axes[1], axes[1])
        if hasattr(self, "picture"):
            self.picture.draw_still()

    def _move_years(self, found: OwnershipReading, years: int) -> None:
        along = range(1, YEARS + 1)
        each = zip(
            self.ways, self.whiskers, (found.build, found.buy),
            (found.build_spread, found.buy_spread), (-APART, APART), strict=True,
        )  # fmt: skip
        for line, whiskers, cost, spread, aside in each:
            places = [year + aside for year in along]
            line.set_data(places, cost)
            whiskers.set_data(
                [x for place in places for x in (place, place, None)],
                [y for low, high in spread.T for y in (low, high, None)],
            )
        self.horizon.set_data([years, years], [0, self._axes[0]])

    def _move_tornado(self, found: OwnershipReading) -> None:
        flips = found.flips
        for place, (line, label, bar) in enumerate(
            zip(self.bars, self.labels, found.bars, strict=True)
        ):
            line.set_data([bar.at_low, bar.at_high], [place + 0.15] * 2)
            line.set_color(VERMILION if bar in flips else GREY)
            low, high = (_amount(bar.name, end) for end in self.ranges[bar.name])
            text = f"{TITLES[bar.name]}, {low} to {high}"
            if bar in flips:
                text += f": turns at {_amount(bar.name, found.turns[bar.name])}"
            label.set_text(text)
        self.guess.set_data([found.difference] * 2, [-0.7, len(GUESSES)])


def _said(found: OwnershipReading, years: int) -> str:
    way = "building" if found.difference > 0 else "buying"
    span = f"{years} year{'s' if years > 1 else ''}"
    said = (
        f"Over {span} {way} is cheaper by {abs(found.difference):.1f} thousand euro at best "
        f"guesses; with every number drawn from its range, building is cheaper in "
        f"{percent(found.share)} of the worlds"
    )
    if not found.flips:
        return f"{said}; no number alone turns the choice within its range."
    return f"{said}; alone, {_flips(found)} within the range."


def _flips(found: OwnershipReading) -> str:
    *first, last = (
        f"{TITLES[bar.name]} at {_amount(bar.name, found.turns[bar.name])}" for bar in found.flips
    )
    named = f"{', '.join(first)} and {last}" if first else last
    return f"{named} turn{'' if first else 's'} it"


def _amount(name: str, value: float | None) -> str:
    if value is None:
        return "no value"
    return percent(value) if name in SHARES else f"{value:.1f}".removesuffix(".0")


def _rows(
    found: OwnershipReading, guesses: dict[str, float], ranges: dict[str, Any], years: int
) -> Rows:
    head = (
        "thousand euro, weeks or %",
        "low",
        "best guess",
        "high",
        "difference at low",
        "difference at high",
        "turns at",
    )
    return [
        head,
        *(_bar_row(bar, guesses, ranges, found.turns[bar.name]) for bar in found.bars),
        *(
            (f"{way}, {year} years" if year > 1 else f"{way}, 1 year", f"{spread[0][year - 1]:.1f}",
             f"{cost[year - 1]:.1f}", f"{spread[1][year - 1]:.1f}", "", "", "")
            for way, cost, spread in (
                ("build", found.build, found.build_spread), ("buy", found.buy, found.buy_spread)
            )
            for year in range(1, YEARS + 1)
        ),
        (f"building cheaper, {years} years", "", percent(found.share), "", "", "", ""),
    ]  # fmt: skip


def _bar_row(
    bar: Bar, guesses: dict[str, float], ranges: dict[str, Any], turns: float | None
) -> tuple[object, ...]:
    low, high = ranges[bar.name]
    return (
        TITLES[bar.name],
        _amount(bar.name, low),
        _amount(bar.name, guesses[bar.name]),
        _amount(bar.name, high),
        f"{bar.at_low:+.1f}",
        f"{bar.at_high:+.1f}",
        _amount(bar.name, turns),
    )
