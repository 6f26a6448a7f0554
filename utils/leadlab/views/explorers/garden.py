"""Flight: the garden, nine months with six people, and a debrief in four steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Self

import ipywidgets as widgets

from leadlab.catalog_garden import garden_course
from leadlab.errors import LeadlabError
from leadlab.simulation.garden_coefficients import GardenCoefficients
from leadlab.simulation.garden_debrief import DIALS, counted, dials, in_worlds, led_otherwise
from leadlab.simulation.garden_flight import FORECAST, GardenFlight, Range
from leadlab.simulation.garden_records import (
    FEEDBACK,
    LEVELS,
    MONTHS,
    Assignment,
    Month,
)
from leadlab.views.base import html
from leadlab.views.explorers.flight_board import FlightBoard, Stored, any_seed
from leadlab.views.explorers.flight_tables import ways_rows
from leadlab.views.explorers.garden_pages import debrief_html, month_html, worlds_html
from leadlab.views.explorers.model_panel import ModelPanel
from leadlab.views.explorers.stage import Keep, Prompt
from leadlab.views.markup import escape, heading, inline, table_html

NOBODY = ""
MOST_OUTPUT, MOST_CAPABILITY = 250, 25


class GardenBoard(FlightBoard):
    """The garden: say who works where, beside whom and how freely, month by month.

    >>> board = GardenBoard(seed=7)
    >>> board.answers["spread"].click(); board.commit.click()
    >>> board.spoken
    'Nothing was begun yet: each range needs a low end below its high end.'
    """

    subject = "garden"
    prompt = Prompt(
        question="Which way to lead leaves most capability behind after nine months?",
        options={
            "strongest": "All to the strongest: everybody where they finish most",
            "spread": "Spread: everybody gets every area in turn, alone",
            "pair": "Pair and delegate: a learner beside a keeper, at fitting levels",
        },
        answer="",
        because="",
    )

    def __init__(
        self,
        *,
        keep: Keep | None = None,
        seed: int | None = None,
        first: str = "",
        ranges: Mapping[str, Range] | None = None,
        months: Sequence[Month] = (),
        record: Callable[[Self], object] | None = None,
    ) -> None:
        """Open a flight.

        Args:
            keep: Called with the explorer's name and the prediction.
            seed: The flight; drawn when it is not given.
            first: Key of the prediction that was made before.
            ranges: The two ranges that were committed.
            months: Months that were led before, to go on from there.
            record: Called with this board after the ranges and after every month.
        """
        course = garden_course()
        super().__init__(course.title, course.introduction, keep=keep, record=record)
        self.flight = GardenFlight(
            home=course.garden, seed=any_seed() if seed is None else seed, ranges=ranges
        )
        for month in months:
            self.flight = self.flight.grow(month)
        self.first = first
        if ranges is None:
            self.ask()
        else:
            self.next_page()

    @classmethod
    def reopened(
        cls, stored: Stored, *, keep: Keep | None, record: Callable[[Self], object]
    ) -> Self:
        """A flight as it stands in the logbook."""
        ranges, months = led_before(stored.choices)
        return cls(
            keep=keep, seed=stored.seed, first=str(stored.forecasts.get("first", "")),
            ranges=ranges, months=months, record=record,
        )  # fmt: skip

    def stored(self) -> Stored:
        """Ranges and months, and the prediction."""
        return Stored(
            seed=self.flight.seed, choices=to_choices(self.flight),
            forecasts={"first": self.first}, finished=self.flight.over,
        )  # fmt: skip

    def sentence(self) -> str:
        """Where the flight stands."""
        flown = len(self.flight.months)
        if not flown:
            return f"{MONTHS} months lie ahead."
        values = dials(self.flight)
        return (
            f"{flown} of {MONTHS} months led: {values['output']:.1f} items held, the team can do "
            f"{values['capability']:.1f} a month, and the bus factor is {values['bus_factor']:.0f}."
        )

    def next_page(self) -> None:
        """The ranges, a month, or the debrief."""
        self.forget_names()
        if self.flight.ranges is None:
            self._ranges_page()
        elif not self.flight.over:
            self._month_page()
        else:
            self._debrief_page()

    def anew(self, seed: int) -> None:
        """Lead a seed from its first month."""
        self.flight = GardenFlight(home=garden_course().garden, seed=seed)
        self.go_on()

    # --- the two ranges --------------------------------------------------------------------

    def _ranges_page(self) -> None:
        self.ends: dict[str, tuple[Any, Any]] = {}
        for name, title in FORECAST.items():
            most = MOST_OUTPUT if name == "output" else MOST_CAPABILITY
            step = 1.0 if name == "output" else 0.1
            text = f"{title[0].upper()}{title[1:]}"
            self.ends[name] = tuple(
                self.slider(f"{text}: {end}", widgets.FloatSlider, min=0, max=most, value=0,
                            step=step, readout_format=".1f")
                for end in ("at least", "at most")
            )  # fmt: skip
        self.commit = self.button("Commit both and begin", self._commit, look="main")
        self.notice = html("")
        words = (
            f"{heading('Two ranges, before anything is done')}{month_html(self.flight)}"
            "<p>Each range should hold four times in five. They are scored at the end and not "
            "changed on the way. What the team can do is counted with everybody rested and time "
            f"going where the work is; now it is {dials(self.flight)['capability']:.1f} items a "
            "month.</p>"
        )
        sliders = [each for pair in self.ends.values() for each in pair]
        self.show(html(words), *sliders, self.notice, self.commit)

    def _commit(self) -> None:
        try:
            ranges = {
                name: Range(low=low.value, high=high.value)
                for name, (low, high) in self.ends.items()
            }
        except LeadlabError:
            self.refuse("Nothing was begun yet: each range needs a low end below its high end.")
            return
        self.flight = self.flight.forecast(ranges)
        self.go_on(self.sentence())

    # --- a month ---------------------------------------------------------------------------

    def _month_page(self) -> None:
        flight, number = self.flight, len(self.flight.months) + 1
        top = (
            f"{heading(f'{self.title}, month {number} of {MONTHS}')}{month_html(flight)}"
            f"<p>This month <strong>{escape(flight.surge)}</strong> brings half as much again.</p>"
            "<h4>Who gets what this month</h4>"
            "<p>The form stands as you left it; feedback is back at none. Learners sit a part of "
            "the week beside a guide, in the learner's area.</p>"
        )
        self.fields = {
            name: self._fields(name, each) for name, each in flight.proposal.items()
        }  # fmt: skip
        rows = [
            widgets.HBox(
                [widgets.HTML(f'<div class="leadlab"><strong>{escape(name)}</strong></div>',
                              layout={"width": "4.2rem"}), *fields.values()],
                layout={"flex_flow": "row wrap", "width": "100%"},
            )
            for name, fields in self.fields.items()
        ]  # fmt: skip
        self.grow = self.button(f"Lead month {number}", self._grow, look="main")
        self.notice = html("")
        self.show(html(top), *rows, self.notice, self.grow)

    def _fields(self, name: str, now: Assignment) -> dict[str, Any]:
        """Four lists for one person, each with a name of its own for a screen reader."""
        areas = {each.name: each.name for each in self.flight.garden.areas}
        others = [each.name for each in self.flight.garden.people if each.name != name]
        guides = {"nobody": NOBODY, **{each: each for each in others}}
        levels = {f"{level} {word}": level for level, word in LEVELS.items()}
        feedback = {title: kind for kind, title in FEEDBACK.items()}
        return {
            "area": self._list(f"{name} works in", "works in", areas, now.area),
            "guide": self._list(f"{name} beside", "beside", guides, now.guide or NOBODY),
            "level": self._list(f"{name}, level", "level", levels, now.level),
            "feedback": self._list(f"{name} hears", "hears", feedback, now.feedback),
        }

    def _list(self, name: str, text: str, options: Mapping[str, Any], value: Any) -> Any:
        made = widgets.Dropdown(
            description=text, options=list(options.items()), value=value,
            style={"description_width": "3.6rem"}, layout={"width": "10.2rem"},
        )  # fmt: skip
        return self.name(made, name, on="select")

    def _grow(self) -> None:
        month = {
            name: Assignment(
                area=fields["area"].value, guide=fields["guide"].value or None,
                level=fields["level"].value, feedback=fields["feedback"].value,
            )
            for name, fields in self.fields.items()
        }  # fmt: skip
        try:
            self.flight = self.flight.grow(month)
        except LeadlabError as error:
            self.refuse(f"Nothing was done yet. {error}")
            return
        self.go_on(self.sentence())

    # --- the debrief -----------------------------------------------------------------------

    def _debrief_page(self) -> None:
        top = html(
            f"{heading('Nine months are over')}<p>{inline(self.sentence())}</p>"
            f"{debrief_html(self.flight, self.prompt.options.get(self.first, ''))}"
            "<h4>4. What next</h4><p>Three other ways to lead, with the same people and the same "
            "luck; then the same in worlds that are drawn.</p>"
        )
        self.otherwise = self.button("Lead it otherwise on the same luck", self._otherwise)
        self.ways = html("")
        self.many = self.button("The three ways in drawn worlds", self._worlds)
        self.worlds = html("")
        self.model = ModelPanel(self, self._assume, GardenCoefficients)
        self.assumed = html("")
        for each in (self.ways, self.worlds, self.assumed):
            self.name(each, "", on="self", role="status")
        self.show(
            top, self.otherwise, self.ways, self.many, self.worlds, self.model, self.assumed,
            self.ways_on(self.flight.seed),
        )  # fmt: skip

    def _otherwise(self) -> None:
        tried = {
            name: {dial: float(values[0]) for dial, values in counted(runs).items()}
            for name, runs in led_otherwise(self.flight).items()
        }
        self.ways.value = html(table_html(ways_rows(DIALS, dials(self.flight), tried))).value

    def _worlds(self) -> None:
        self.worlds.value = html(worlds_html(in_worlds(self.flight))).value

    def _assume(self, coefficients: GardenCoefficients) -> None:
        """The same months under other assumptions."""
        home = replace(self.flight.home, coefficients=coefficients)
        other = replace(self.flight, home=home)
        rows = ways_rows(
            DIALS, dials(self.flight), {"with these assumptions": dials(other)}
        )  # fmt: skip
        self.assumed.value = html(table_html(rows)).value


def to_choices(flight: GardenFlight) -> list[list[Any]]:
    """Ranges and months as the logbook keeps them; `led_before` reads them back."""
    if flight.ranges is None:
        return []
    ranges = [[name, each.low, each.high] for name, each in flight.ranges.items()]
    months = [
        [[name, each.area, each.guide, each.level, each.feedback] for name, each in month.items()]
        for month in flight.months
    ]
    return [ranges, *months]


def led_before(choices: Sequence[Any]) -> tuple[dict[str, Range], list[Month]]:
    """Ranges and months as they stand in the logbook."""
    names = ("area", "guide", "level", "feedback")
    try:
        ranges, *months = choices
        return (
            {name: Range(low=low, high=high) for name, low, high in ranges},
            [
                {name: Assignment(**dict(zip(names, each, strict=True))) for name, *each in month}
                for month in months
            ],
        )
    except (TypeError, ValueError) as error:
        raise LeadlabError(f"The logbook holds a month that cannot be led: {error}.") from error
