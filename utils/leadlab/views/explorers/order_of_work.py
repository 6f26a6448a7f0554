"""Explorer: in which order, and what everybody's waiting costs."""

from __future__ import annotations

import math
from typing import Any

import ipywidgets as widgets
from matplotlib.patches import Rectangle

from leadlab.models import tradeoffs
from leadlab.models.tradeoffs.dated_orders import (
    OrderCost,
    cheapest_order,
    dated_cost,
    relative_scores,
)
from leadlab.views.explorers.stage import Explorer, Prompt
from leadlab.views.live import SHARP, LivePicture, room_for
from leadlab.views.markup import Rows
from leadlab.views.style import BLUE, GREEN, GREY, INK, VERMILION, new_figure, style

WISHES = ("group planning", "pay export", "round on paper", "family login", "swap of shifts")
WEEKS = (9, 5, 1, 3, 2)
DELAY = (2.0, 4.0, 2.5, 1.5, 3.0)
SORTED_AS = ("must", "must", "should", "could", "could")
SCORES = {"value": (13, 8, 2, 5, 5), "time": (13, 5, 2, 1, 2), "risk": (5, 3, 1, 1, 1)}
DATED = WISHES.index("group planning")
MOSCOW, WSJF, CD3, BEST = "moscow", "wsjf", "cd3", "best"
RULES = {
    MOSCOW: "musts first, as on the wall",
    WSJF: "by scores (WSJF)",
    CD3: "by cost of delay and weeks (CD3)",
    BEST: "the cheapest of all 120",
}
MOST_WEEKS = 24
RATES = (15, 30, 45)
COSTS = (120, 240, 480, 960)


class OrderOfWork(Explorer):
    """Five wishes, four ways to order them, and the price of waiting as an area.

    >>> order = OrderOfWork()
    >>> order.inputs["rule"].value = "moscow"
    >>> order.sentence().startswith("Musts first, as on the wall: group planning, pay export")
    True
    """

    subject = "order_of_work"
    prompt = Prompt(
        question="CD3 does group planning last, six weeks after its date. How much must hang on "
        "that date before another order costs less?",
        options={
            "any": "Anything at all",
            "ten": "About ten thousand euro",
            "thirty": "More than thirty thousand",
        },
        answer="thirty",
        because="To bring it forward, two others wait nine weeks longer, and it waits eight "
        "weeks less itself: 33.5 in all. Move the loss across that number. The scores find the "
        "cheapest order above it, and the same order when nothing hangs on the date.",
    )

    def __init__(self, **settings: Any) -> None:
        self._axes: tuple[float, ...] = (RATES[0], COSTS[0])
        super().__init__(
            "An order of work",
            "Five wishes, one team, one thing at a time; thousand euro. On the left each wish is "
            "as high as a week without it costs and as wide as it waits, so its area is the "
            "price; the hatched end is when it is worked on. Scores are those of the room.",
            **settings,
        )

    def make_inputs(self) -> dict[str, Any]:
        """The rule, the date, and what each wish costs while it waits."""
        rule = widgets.Dropdown(
            description="Order", options=[(text, name) for name, text in RULES.items()],
            value=CD3, style={"description_width": "15rem"},
            layout={"width": "98%", "max_width": "44rem"},
        )  # fmt: skip
        return {
            "rule": self.name(rule, "Order", on="select"),
            "loss": self.slider("Lost if the date is missed", min=0, max=100, value=40),
            "due": self.slider("Week of the date", min=1, max=MOST_WEEKS, value=14),
            "weeks": self.slider("Weeks of group planning", min=1, max=12, value=WEEKS[DATED]),
            **{
                wish: self.slider(
                    f"A week without {wish}", widgets.FloatSlider, min=0, max=8, step=0.5,
                    value=rate, readout_format=".1f",
                )
                for wish, rate in zip(WISHES, DELAY, strict=True)
            },
        }  # fmt: skip

    def make_picture(self) -> LivePicture:
        """Left the waiting as areas, right what each rule costs."""
        figure = new_figure(7.6, 3.9, dpi=SHARP)
        with style():
            self._wait, self._cost = figure.subplots(1, 2, width_ratios=[3, 2])
            moving = [*self._draw_waiting(), *self._draw_costs()]
        return LivePicture(figure, moving=moving)

    def _draw_waiting(self) -> list[Any]:
        axes, places = self._wait, range(len(WISHES))

        def rectangle(**look: Any) -> Any:
            return axes.add_patch(Rectangle((0, 0), 0, 0, edgecolor=GREY, lw=1, **look))

        self.areas = [rectangle(facecolor=BLUE, alpha=0.3) for _ in places]
        self.work = [rectangle(facecolor="none", hatch="///") for _ in places]
        (self.wall,) = axes.plot(
            [], [], color=VERMILION, ls="--", lw=1.5, drawstyle="steps-post", label="musts first"
        )
        (self.date,) = axes.plot([], [], color=GREEN, ls=":", label="date of group planning")
        self.names = [axes.text(0.3, 0, "", color=INK, va="center", fontsize=9) for _ in places]
        axes.set(xlim=(0, MOST_WEEKS), ylim=(0, RATES[0]), xlabel="week")
        axes.set_ylabel("what still waits costs a week")
        axes.legend(loc="upper right")
        return [*self.areas, *self.work, self.wall, self.date, *self.names]

    def _draw_costs(self) -> list[Any]:
        axes, places = self._cost, range(len(RULES))
        self.bars = [axes.plot([], [], color=BLUE, lw=9, solid_capstyle="butt")[0] for _ in places]
        self.lost = axes.barh(
            places, [0.0] * len(RULES), height=0.2, facecolor="none", edgecolor=VERMILION,
            hatch="xxx",
        )  # fmt: skip
        self.totals = [axes.text(0, place - 0.2, "", color=INK, fontsize=9) for place in places]
        axes.set(xlim=(0, COSTS[0]), ylim=(len(RULES) - 0.5, -0.6), yticks=[])
        axes.spines["left"].set_visible(False)
        axes.set_xlabel("waiting, and hatched what is lost")
        axes.locator_params(axis="x", nbins=5)
        return [*self.bars, *self.lost, *self.totals]

    def compute(self) -> tuple[str, Rows]:
        """Order by each rule and price all four orders."""
        given = {name: field.value for name, field in self.inputs.items()}
        delay = [given[wish] for wish in WISHES]
        weeks, due, loss = list(WEEKS), [math.inf] * len(WISHES), [0.0] * len(WISHES)
        weeks[DATED], due[DATED], loss[DATED] = given["weeks"], given["due"], given["loss"]
        orders = {
            MOSCOW: tradeoffs.by_moscow(SORTED_AS),
            WSJF: tradeoffs.by_wsjf_scores(
                SCORES["value"], SCORES["time"], SCORES["risk"], relative_scores(weeks)
            ),
            CD3: tradeoffs.by_cost_of_delay(delay, weeks),
            BEST: cheapest_order(delay, weeks, due=due, loss=loss),
        }
        found = {
            rule: dated_cost(order, delay, weeks, due=due, loss=loss)
            for rule, order in orders.items()
        }
        self._fit(found)
        self._move_waiting(found[given["rule"]], found[MOSCOW], given["due"])
        self._move_costs(found, given["rule"])
        return _said(found, given["rule"]), _rows(found)

    def _fit(self, found: dict[str, OrderCost]) -> None:
        """Give both axes room; they seldom change, since all is then drawn anew."""
        reached = (found[CD3].above[0], max(each.total for each in found.values()))
        axes = tuple(
            room_for(most, sizes, now=now)
            for most, sizes, now in zip(reached, (RATES, COSTS), self._axes, strict=True)
        )
        if axes == self._axes:
            return
        self._axes = axes
        self._wait.set_ylim(0, axes[0])
        self._cost.set_xlim(0, axes[1])
        if hasattr(self, "picture"):
            self.picture.draw_still()

    def _move_waiting(self, shown: OrderCost, wall: OrderCost, due: int) -> None:
        each = zip(
            self.areas, self.work, self.names, shown.order, shown.starts, shown.ends,
            shown.below, shown.above, strict=True,
        )  # fmt: skip
        for area, work, name, item, start, end, below, above in each:
            height = above - below
            area.set_bounds(0, below, end, height)
            work.set_bounds(start, below, end - start, height)
            name.set_text(WISHES[item] if height else "")
            name.set_y(below + height / 2)
        self.wall.set_data([*wall.starts, wall.ends[-1]], [*wall.above, 0])
        self.date.set_data([due, due], [0, self._axes[0]])

    def _move_costs(self, found: dict[str, OrderCost], rule: str) -> None:
        rows = zip(self.bars, self.lost, self.totals, found.items(), strict=True)
        for place, (bar, lost, label, (name, cost)) in enumerate(rows):
            bar.set_data([0, cost.waiting], [place, place])
            lost.set_x(cost.waiting)
            lost.set_width(cost.lost)
            lost.set_visible(cost.lost > 0)
            mark = "▶ " if name == rule else ""
            label.set_text(f"{mark}{RULES[name]}: {cost.total:.1f}")


def _said(found: dict[str, OrderCost], rule: str) -> str:
    shown, best = found[rule], found[BEST].total
    order = ", ".join(WISHES[item] for item in shown.order)
    title = RULES[rule]
    said = (
        f"{title[0].upper()}{title[1:]}: {order}; waiting costs {shown.waiting:.1f} thousand euro"
    )
    if shown.late:
        said += f", and {shown.lost:.1f} are lost since the date is missed"
    if rule == BEST:
        return f"{said}, {shown.total:.1f} together."
    more = shown.total - best
    told = f"{more:.1f} more than the cheapest order" if more > 0.05 else "and no order costs less"
    return f"{said}; together {shown.total:.1f}, {told}."


def _rows(found: dict[str, OrderCost]) -> Rows:
    head = ("rule", "order", "waiting", "lost", "together")
    return [
        head,
        *(
            (RULES[rule], ", ".join(WISHES[item] for item in cost.order), f"{cost.waiting:.1f}",
             f"{cost.lost:.1f}", f"{cost.total:.1f}")
            for rule, cost in found.items()
        ),
    ]  # fmt: skip
