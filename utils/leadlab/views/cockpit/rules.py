"""Explorer: rules for notices, tried on half a year of a simulated team's events."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

import ipywidgets as widgets

from leadlab.catalog_flights import course
from leadlab.models.alerts import AlertOutcome, Happening, KindOutcome, Rule, outcome_of, read_rules
from leadlab.simulation.alert_log import LOG_KINDS, PRESETS, best_rules, happenings_of
from leadlab.simulation.engine import simulate
from leadlab.simulation.team_policy import Policy
from leadlab.views.base import html
from leadlab.views.explorers.stage import Explorer, Prompt
from leadlab.views.live import SHARP, LivePicture, room_for
from leadlab.views.markup import Rows, escape
from leadlab.views.style import BLUE, GREEN, INK, VERMILION, new_figure, style

WEEKS = 26
KINDS = tuple(LOG_KINDS)
NOBODY = ("nothing", "owner")
TOLD = {
    "nobody": NOBODY,
    "digest to the one who can act": ("digest", "owner"),
    "message to the one who can act": ("message", "owner"),
    "message to two who can act": ("message", "pair"),
    "message to everybody": ("message", "team"),
    "page the one who can act": ("page", "owner"),
    "page two who can act": ("page", "pair"),
    "digest to two who can act": ("digest", "pair"),
    "digest to everybody": ("digest", "team"),
}
WAITING = ("review waits", "item overdue", "alarm")
REACH = (30, 60, 120, 240, 480)


@cache
def half_year(seed: int) -> tuple[tuple[Happening, ...], int]:
    """What happened in 26 weeks of the team of Visits, and how many people it has."""
    team = course("debt_harbour").team
    runs = simulate(team, Policy(), weeks=WEEKS, replications=1, seed=seed)
    return happenings_of(runs), len(team.people)


@cache
def silent_hours(seed: int) -> float:
    """What telling nobody costs in that half-year, hours a week."""
    happened, people = half_year(seed)
    return outcome_of((), happened, people=people, weeks=WEEKS).hours


class NoticeRules(Explorer):
    """Who is told of what: caught, late and for nothing, and the price of it all.

    >>> board = NoticeRules()
    >>> board.inputs["card moved"].value = NOBODY
    >>> board.sentence().startswith("Your rules cost ")
    True
    """

    subject = "notice_rules"
    prompt = Prompt(
        question="The tool offers to tell everybody of everything by message. Nothing would be "
        "missed. Beside rules as many teams have them, which costs more hours in all?",
        options={
            "none": "Telling nobody, by far",
            "all": "Telling everybody, by far",
            "same": "Everybody and nobody cost about the same",
        },
        answer="none",
        because="Reviews wait and failures go on until somebody comes by, and that costs more than "
        "any flood of messages. But telling everybody of everything costs about twice what the "
        "usual rules do. Look for what is cheaper than both: one or two who can act, loudly for "
        "what hurts by the hour, softly for the rest. Then let notices take three times as much, "
        "or nothing, and see which of your rules still hold. One thing is left out: a notice "
        "makes nobody quicker who has no time.",
    )

    def __init__(self, **settings: Any) -> None:
        self._reach: float = REACH[1]
        super().__init__(
            "Rules for notices",
            "Half a year of the team of Visits, eight people: failed deployments, reviews that "
            "wait, items that pass their day and shift what hangs on them, alarms, cards that "
            "move. You say who is told, how loudly and after how long. When things happened "
            "comes from the simulated log; what an hour of them costs is our assumption.",
            **settings,
        )
        self.best = self.button("Set the rules that cost least on this log", self._set_best)
        self.rules_text = html("")
        self._tell_rules()

    def make_inputs(self) -> dict[str, Any]:
        """For each kind who is told; how long some wait; what a notice costs; which half-year."""
        usual = {rule.kind: rule for rule in read_rules(PRESETS["usual"], kinds=KINDS)}
        told = {kind: self._choice(kind, usual[kind]) for kind in KINDS}
        waits = {
            f"{kind} wait": self.slider(f"Hours before: {kind}", min=0, max=48, value=0)
            for kind in WAITING
        }
        return {
            **told,
            **waits,
            "dearness": self.slider(
                "A notice takes, times our guess", widgets.FloatSlider, min=0, max=3, step=0.5,
                value=1, readout_format=".1f",
            ),
            "seed": self.slider("Another half-year", min=1, max=40, value=7),
        }  # fmt: skip

    def make_picture(self) -> LivePicture:
        """Left hours a week by kind, right what became of the events."""
        figure = new_figure(7.6, 3.6, dpi=SHARP)
        places = range(len(KINDS))
        with style():
            self._cost, self._fate = figure.subplots(1, 2, width_ratios=[3, 2], sharey=True)
            self.bars = {
                name: self._cost.barh(places, [0.0] * len(KINDS), height=0.6, **look)
                for name, look in {
                    "notices": {"color": BLUE, "label": "what notices take"},
                    "harm": {
                        "facecolor": "none", "edgecolor": VERMILION, "hatch": "///",
                        "label": "harm until somebody acts",
                    },
                }.items()
            }  # fmt: skip
            self._cost.set(xlim=(0, REACH[1]), xlabel="hours a week", ylim=(len(KINDS) - 0.4, -0.6))
            self._cost.set_yticks(list(places), KINDS)
            self._cost.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=2)
            self.shares = self._fate.barh(
                [place + 0.15 for place in places], [0.0] * len(KINDS), height=0.3, color=GREEN
            )
            self.counts = [
                self._fate.text(0, place - 0.17, "", color=INK, va="center", fontsize=9)
                for place in places
            ]
            self._fate.set(xlim=(0, 1), xlabel="share caught in time")
            self._fate.set_xticks([0, 0.5, 1], ["none", "half", "all"])
        moving = [*self.bars["notices"], *self.bars["harm"], *self.shares, *self.counts]
        return LivePicture(figure, moving=moving)

    def rules(self) -> tuple[Rule, ...]:
        """The rules as they stand in the inputs."""
        found = []
        for kind in KINDS:
            way, who = self.inputs[kind].value
            wait = self.inputs[f"{kind} wait"].value if kind in WAITING else 0
            found.append(Rule(kind=kind, way=way, who=who, after_hours=float(wait)))
        return tuple(found)

    def compute(self) -> tuple[str, Rows]:
        """Try the rules on the half-year and move the bars."""
        happened, people = half_year(self.inputs["seed"].value)
        told = outcome_of(self.rules(), happened, people=people, weeks=WEEKS)
        dearness = self.inputs["dearness"].value
        by_kind = {each.kind: each for each in told.kinds}
        self._draw(told, by_kind, dearness)
        if hasattr(self, "rules_text"):
            self._tell_rules()
        return self._said(told, dearness), self._rows(told, by_kind, dearness)

    def panel(self) -> list[Any]:
        """The rules as text and the button stand below the inputs."""
        return [
            self.picture.image, self.words, *self.inputs.values(), self.rules_text, self.best,
            self.numbers,
        ]  # fmt: skip

    def _choice(self, kind: str, rule: Rule) -> Any:
        made = widgets.Dropdown(
            description=kind.capitalize(), options=list(TOLD.items()), value=(rule.way, rule.who),
            style={"description_width": "15rem"}, layout={"width": "98%", "max_width": "44rem"},
        )  # fmt: skip
        return self.name(made, f"{kind}: who is told", on="select")

    def _set_best(self) -> None:
        happened, people = half_year(self.inputs["seed"].value)
        for rule in best_rules(happened, people=people, weeks=WEEKS):
            self.inputs[rule.kind].value = (rule.way, rule.who) if rule.way != "nothing" else NOBODY
            if rule.kind in WAITING:
                self.inputs[f"{rule.kind} wait"].value = int(rule.after_hours)
        self.say(f"These rules have seen the log. {self.sentence()}")

    def _tell_rules(self) -> None:
        lines = "\n".join(escape(repr(rule)) for rule in self.rules())
        self.rules_text.value = html(f"<h4>Your rules as text</h4><pre>{lines}</pre>").value

    def _draw(self, told: AlertOutcome, by_kind: dict[str, KindOutcome], dearness: float) -> None:
        hours = [told.hours_of(kind, dearness) for kind in KINDS]
        reach = room_for(max(notice + harm for notice, harm in hours), REACH, now=self._reach)
        if reach != self._reach:
            self._reach = reach
            self._cost.set_xlim(0, reach)
            self.picture.draw_still()
        for place, kind in enumerate(KINDS):
            notice, harm = hours[place]
            self.bars["notices"][place].set_width(notice)
            self.bars["harm"][place].set(x=notice, width=harm)
            share = by_kind[kind].share_caught if kind in by_kind else math.nan
            self.shares[place].set_width(0 if math.isnan(share) else share)
            self.counts[place].set_text(_fate(by_kind.get(kind)))

    def _said(self, told: AlertOutcome, dearness: float) -> str:
        silent = silent_hours(self.inputs["seed"].value)
        return (
            f"Your rules cost {told.hours_at(dearness):.0f} hours a week: "
            f"{dearness * told.notice_hours:.0f} for notices and {told.harm_hours:.0f} of harm; "
            f"telling nobody costs {silent:.0f}. Of {told.caught + told.late} things worth "
            f"a notice {told.late} were seen too late, and {told.needless} notices were for "
            f"nothing. Each person is interrupted {told.a_person_day:.1f} times a day, "
            f"{dearness * told.focus_minutes:.0f} minutes a week; {told.night_pages} pages came at "
            "night."
        )

    def _rows(self, told: AlertOutcome, by_kind: dict[str, KindOutcome], dearness: float) -> Rows:
        rows: list[tuple[object, ...]] = [
            ("event", "happened", "caught", "too late", "for nothing", "hours to react",
             "notices, hours a week", "harm, hours a week")
        ]  # fmt: skip
        for kind in KINDS:
            each = by_kind.get(kind)
            if each is None:
                continue
            notice, harm = told.hours_of(kind, dearness)
            react = "–" if math.isnan(each.hours_to_react) else f"{each.hours_to_react:.1f}"
            rows.append(
                (kind, each.happened, each.caught, each.late, each.needless, react,
                 f"{notice:.1f}", f"{harm:.1f}")
            )  # fmt: skip
        return rows


def _fate(each: KindOutcome | None) -> str:
    if each is None or each.caught + each.late == 0:
        return "nothing worth a notice"
    return f"{each.caught} of {each.caught + each.late}; {each.needless} for nothing"
