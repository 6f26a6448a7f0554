"""Explorer: one team, the levers of its lead, and what each brings after some months."""

from __future__ import annotations

import asyncio
from typing import Any

import ipywidgets as widgets
import numpy as np

from leadlab.catalog_team import default_team
from leadlab.errors import LeadlabError
from leadlab.simulation.engine import simulate
from leadlab.simulation.team import Team
from leadlab.simulation.team_coefficients import Coefficients
from leadlab.simulation.team_glance import DIALS, LESS, MORE, SAME, Glance, glance
from leadlab.simulation.team_policy import ANSWERS, REVIEWS, Policy
from leadlab.views.explorers.facts_panel import FactsPanel
from leadlab.views.explorers.model_panel import ModelPanel
from leadlab.views.explorers.stage import Explorer, Prompt
from leadlab.views.live import SHARP, LivePicture
from leadlab.views.markup import Rows, percent
from leadlab.views.style import BLUE, GREY, INK, VERMILION, new_figure, style

REPLICATIONS = 60  # a median and two percentiles need no more, and each step stays quick
KEPT = 200
IDLE_SECONDS = 0.03  # without a new input, before the next step is looked at
MONTHS = {"half a year": 26, "one year": 52, "a year and a half": 78}
MOST_CAUSES = 7
WAYS = {MORE: "more is better", LESS: "less is better"}
LEVERS = ("debt", "reliability", "mentoring", "learning", "wip_limit", "batch_size", "overtime")


class TeamExplorer(Explorer):
    """A simulated team under a plan, beside the same team and luck under the usual one.

    >>> explorer = TeamExplorer()
    >>> explorer.inputs["debt"].value = 20
    >>> explorer.sentence().startswith("Items finished: ")
    True
    """

    subject = "team"
    prompt = Prompt(
        question="The eight people of Visits give a tenth of their time to repairing debt. "
        "You double it. How many items will they finish a week in half a year, "
        "against going on as before?",
        options={
            "more": "Clearly more, since debt slows all work",
            "same": "About as many",
            "fewer": "Clearly fewer, since the time is missing elsewhere",
        },
        answer="same",
        because="By then the two are about level, and the weeks before were slower. "
        "Set the share to 20, then go from half a year to a year and a half.",
    )

    def __init__(self, team: Team | None = None, **settings: Any) -> None:
        self.team = default_team() if team is None else team
        self._rows: Rows = [("",)]
        self._weeks, self._shown_dial = 0, ("", 0)
        self._glances: dict[Any, Glance] = {}
        self._runs: dict[Any, Any] = {}
        self._last_values: dict[str, Any] = {}
        self._waiting: asyncio.TimerHandle | None = None
        super().__init__(
            "A team and its lead's levers",
            f"{len(self.team.people)} people, {self.team.arrivals:g} new items a week, and "
            f"{self.team.debt_interest * 100:.0f} % of time lost to debt on the first morning. "
            "Shares are of the time that interruptions leave; features get the rest.",
            **settings,
        )

    def make_inputs(self) -> dict[str, Any]:
        """What to look at, how far ahead, and nine levers."""
        usual = Policy()
        return {
            "dial": self._choice("Look at", {each.title: each.name for each in DIALS.values()}),
            "weeks": self._choice("How far ahead", MONTHS),
            "debt": self.slider("Time for debt, in %", min=0, max=50, value=_percent(usual.debt)),
            "reliability": self.slider(
                "Time for reliability, in %", min=0, max=30, value=_percent(usual.reliability)
            ),
            "mentoring": self.slider(
                "Time for mentoring, in %", min=0, max=20, value=_percent(usual.mentoring)
            ),
            "learning": self.slider(
                "Time for learning, in %", min=0, max=20, value=_percent(usual.learning)
            ),
            "wip_limit": self.slider(
                "Most items in progress", min=2, max=40, value=usual.wip_limit
            ),
            "batch_size": self.slider(
                "Changes in one deployment", min=1, max=24, value=usual.batch_size
            ),
            "overtime": self.slider("Overtime, in %", min=0, max=40, value=0),
            "review": self._choice("Reviewers", {each: each for each in REVIEWS}, usual.review),
            "bad_news": self._choice(
                "Answer to bad news", {each: each for each in ANSWERS}, usual.bad_news
            ),
        }

    def make_picture(self) -> LivePicture:
        """Left the course of the dial over the weeks, right what moved it."""
        figure = new_figure(7.6, 3.0, dpi=SHARP)
        with style():
            self._course, self._why = figure.subplots(1, 2, width_ratios=[3, 2])
            (self.usual_line,) = self._course.plot([], [], color=GREY, ls="--", label="as before")
            (self.line,) = self._course.plot([], [], color=BLUE, label="your plan")
            self.edges = [
                self._course.plot([], [], color=BLUE, lw=1.2, ls=":")[0] for _ in range(2)
            ]
            self._course.set_xlabel("week")
            self._course.legend(loc="upper left", ncols=2)
            places = range(MOST_CAUSES)
            self.bars = self._why.barh(places, [0.0] * MOST_CAUSES, height=0.36, color=GREY)
            self.labels = [self._why.text(0, place - 0.28, "", color=INK) for place in places]
            self._why.set(xlim=(-1, 1), ylim=(MOST_CAUSES - 0.4, -0.9), yticks=[], xticks=[])
            self._why.axvline(0, color=GREY, linewidth=1)
            self._why.set_title("What moved it", color=INK)
        moving = [self.usual_line, self.line, *self.edges, *self.bars, *self.labels]
        return LivePicture(figure, moving=moving)

    def panel(self) -> list[Any]:
        """The levers, and below them what the model assumes."""
        self.model = ModelPanel(self, self._assume)
        self.facts = FactsPanel(self)
        return [*super().panel(), self.model, self.facts]

    def plan(self, **instead: int) -> Policy:
        """The plan that the levers stand for, or others in their place."""
        values = {name: self.inputs[name].value for name in LEVERS} | instead
        for name in ("debt", "reliability", "mentoring", "learning", "overtime"):
            values[name] /= 100
        return Policy(
            review=self.inputs["review"].value, bad_news=self.inputs["bad_news"].value, **values
        )

    def compute(self) -> tuple[str, Rows]:
        """Live through the weeks once more, on the same luck."""
        name, weeks = self.inputs["dial"].value, self.inputs["weeks"].value
        if weeks != self._weeks:
            self._weeks = weeks
            self._runs.clear()
        try:
            plan = self.plan()
        except LeadlabError as error:  # shares above a whole week: the last picture stays
            return f"This plan does not fit into a week, so nothing moved. {error}", self._rows
        usual, mine = self._look(Policy(), name), self._look(plan, name)
        self._lines(mine, usual)
        self._causes(mine)
        if (name, weeks) != self._shown_dial:
            self._shown_dial = (name, weeks)
            self._new_axes(mine, weeks)
        self._rows = _rows(mine, usual)
        return self._said(mine, usual, plan), self._rows

    def update(self) -> None:
        """Show the plan, and look at the next step of the same lever while nobody asks."""
        super().update()
        ahead = self.next_plan()
        if self._waiting is not None:
            self._waiting.cancel()
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # no notebook, so nobody moves anything meanwhile
            return
        if ahead is not None:
            name = self.inputs["dial"].value
            self._waiting = loop.call_later(IDLE_SECONDS, self._look, ahead, name)

    def next_plan(self) -> Policy | None:
        """The plan that another step of the lever that moved last would give."""
        before, self._last_values = (
            self._last_values, {name: self.inputs[name].value for name in LEVERS}
        )  # fmt: skip
        moved = [name for name in before if before[name] != self._last_values[name]]
        if len(moved) != 1:
            return None
        field = self.inputs[moved[0]]
        value = field.value + (field.step if field.value > before[moved[0]] else -field.step)
        if not field.min <= value <= field.max:
            return None
        try:
            return self.plan(**{moved[0]: value})
        except LeadlabError:  # shares above a whole week
            return None

    def _look(self, plan: Policy, name: str) -> Glance:
        """A dial under a plan, from memory if it was looked at before."""
        key = (plan, self._weeks)
        if (key, name) not in self._glances:
            if len(self._glances) >= KEPT:
                self._glances.clear()
            self._glances[key, name] = glance(self._lived(key), name)
        return self._glances[key, name]

    def _lived(self, key: tuple[Policy, int]) -> Any:
        """Runs of a plan over weeks; those of the usual one are kept, and of the last two others.

        They are large, and another dial wants no new ones.
        """
        if key not in self._runs:
            others = [each for each in self._runs if each[0] != Policy()]
            for old in others[:-1]:
                del self._runs[old]
            self._runs[key] = simulate(
                self.team, key[0], weeks=key[1], replications=REPLICATIONS, seed=7
            )
        return self._runs[key]

    def _assume(self, coefficients: Coefficients) -> None:
        self.team = self.team.changed(coefficients=coefficients)
        self._glances.clear()
        self._runs.clear()
        self._weeks = 0
        self.update()

    def _lines(self, mine: Glance, usual: Glance) -> None:
        along = np.arange(1, len(mine.middle) + 1)
        self.usual_line.set_data(along, usual.middle)
        self.line.set_data(along, mine.middle)
        for edge, values in zip(self.edges, (mine.low, mine.high), strict=True):
            edge.set_data(along, values)

    def _causes(self, mine: Glance) -> None:
        ordered = mine.largest(MOST_CAUSES)
        for place, (bar, label) in enumerate(zip(self.bars, self.labels, strict=True)):
            cause, value, part = ordered[place] if place < len(ordered) else ("", 0.0, 0.0)
            bar.set_width(part)
            bar.set_visible(bool(cause))
            bar.set_color(VERMILION if mine.harms(value) else BLUE)
            label.set_text(f"{cause} {value:+.{mine.dial.places}f}" if cause else "")
            label.set_x(-0.98)
        if not ordered:
            self.labels[1].set_text(
                "Counted from the flow of work;\nlook at debt, exhaustion or others\n"
                "for causes that add up."
            )

    def _new_axes(self, mine: Glance, weeks: int) -> None:
        dial = mine.dial
        way = WAYS.get(dial.better, "")
        with style():
            self._course.set(xlim=(1, weeks), ylim=dial.limits)
            self._course.set_ylabel(f"{dial.title} ({dial.unit})")
            self._course.set_title(f"{dial.title}: {way}" if way else dial.title, color=INK)
        if hasattr(self, "picture"):
            self.picture.use_theme(self.picture.theme)

    def _said(self, mine: Glance, usual: Glance, plan: Policy) -> str:
        dial, compared = mine.dial, mine.compared(usual)
        low, middle, high, before = (
            f"{each:.{dial.places}f}" for each in (*mine.end, usual.end[1])
        )
        than = "as" if compared == SAME else "than"
        said = (
            f"{dial.title}: {middle}{dial.unit_said} in the last four of {self._weeks} weeks "
            f"[{low} to {high}], {compared} {than} before ({before})"
        )
        largest = mine.largest(2)
        if largest:
            parts = " and ".join(
                f"{cause} ({value:+.{dial.places}f})" for cause, value, _ in largest
            )
            said += f"; most of its change came from {parts}"
        shares = (
            f"{percent(plan.debt)} of time go into debt, {percent(plan.features)} into features"
        )
        return f"{said}. {shares}."

    def _choice(self, text: str, options: dict[str, Any], value: Any = None) -> Any:
        made = widgets.Dropdown(
            description=text, options=list(options.items()),
            style={"description_width": "15rem"}, layout={"width": "98%", "max_width": "44rem"},
        )  # fmt: skip
        if value is not None:
            made.value = value
        return self.name(made, text, on="select")


def _percent(share: float) -> int:
    return round(share * 100)


def _rows(mine: Glance, usual: Glance) -> Rows:
    places = mine.dial.places
    rows: list[tuple[object, ...]] = [("week", "as before", "your plan", "10th", "90th percentile")]
    for week in range(3, len(mine.middle), 4):
        numbers = (usual.middle, mine.middle, mine.low, mine.high)
        rows.append((week + 1, *(f"{each[week]:.{places}f}" for each in numbers)))
    rows += [
        (f"cause: {cause}", "", f"{value:+.{places}f}", "", "")
        for cause, value in mine.causes.items()
    ]
    return rows
