"""Flight: eighteen months of repaying, rushing and answering, and a debrief in four steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Self

from leadlab.catalog_flights import course
from leadlab.simulation.flight import Flight, Leg
from leadlab.simulation.flight_debrief import CHANGES, dials, repayment, replayed
from leadlab.views.base import html
from leadlab.views.explorers.driver_drawing import DriverDrawing
from leadlab.views.explorers.flight_board import (
    FlightBoard,
    Stored,
    any_seed,
    drawn_before,
    range_to_mend,
    records_before,
)
from leadlab.views.explorers.flight_pages import (
    debrief_html,
    leg_html,
    replay_rows,
    worlds_html,
)
from leadlab.views.explorers.stage import Keep, Prompt
from leadlab.views.markup import escape, heading, inline, prose, table_html

NO_ANSWER = ""
WIDEST = 50
MOST_ITEMS = 150
MOST_DAYS = 20
REVIEWS = {
    "one colleague": "one", "two colleagues": "two", "one named person for all": "single",
    "nobody": "none",
}  # fmt: skip


class DebtHarbour(FlightBoard):
    """Debt harbour: set a quarter, fly it, and look back at the end.

    >>> board = DebtHarbour(seed=7)
    >>> board.answers["share_20"].click(); board.fly.click()
    >>> board.spoken
    'Nothing was flown yet: choose an answer; set a range of 1 to 50 items.'
    """

    subject = "debt_harbour"
    prompt = Prompt(
        question="Which fixed share of time for repairing debt finishes most items in 18 months?",
        options={
            "share_00": "None at all: features pay, repairs do not",
            "share_10": "About a tenth",
            "share_20": "About a fifth",
            "share_30": "A third or more",
        },
        answer="",
        because="",
    )

    def __init__(
        self,
        *,
        keep: Keep | None = None,
        seed: int | None = None,
        legs: Sequence[Leg] = (),
        first: str = "",
        drawn: Sequence[float] = (),
        record: Callable[[Self], object] | None = None,
    ) -> None:
        """Open a flight.

        Args:
            keep: Called with the explorer's name and the prediction.
            seed: The flight; drawn when it is not given.
            legs: Legs that were flown before, to go on from there.
            first: Key of the prediction that was made before them.
            drawn: Driver that was drawn after the last of them.
            record: Called with this board after every leg and after the drawing.
        """
        course_ = course(self.subject)
        super().__init__(course_.title, course_.introduction, keep=keep, record=record)
        self.flight = Flight(course=course_, seed=any_seed() if seed is None else seed)
        for leg in legs:
            self.flight = self.flight.fly(leg)
        self.first, self.drawn = first, tuple(drawn)
        self.tried: dict[str, dict[str, float]] = {}
        if legs:
            self.next_page()
        else:
            self.ask()

    @classmethod
    def reopened(
        cls, stored: Stored, *, keep: Keep | None, record: Callable[[Self], object]
    ) -> Self:
        """A flight as it stands in the logbook."""
        return cls(
            keep=keep, seed=stored.seed, legs=flown_before(stored.choices),
            first=str(stored.forecasts.get("first", "")), drawn=drawn_before(stored.forecasts),
            record=record,
        )  # fmt: skip

    def stored(self) -> Stored:
        """Legs, prediction and drawing."""
        return Stored(
            seed=self.flight.seed, choices=to_choices(self.flight),
            forecasts={"first": self.first, "driver": list(self.drawn)},
            finished=bool(self.drawn),
        )  # fmt: skip

    def sentence(self) -> str:
        """Where the flight stands."""
        quarters = self.flight.course.legs
        if not self.flight.legs:
            return f"{quarters} quarters lie ahead."
        values = dials(self.flight)
        return (
            f"{len(self.flight.legs)} of {quarters} quarters flown: {values['value']:.0f} items "
            f"finished, and debt takes {values['debt']:.0f} % of time."
        )

    def next_page(self) -> None:
        """A quarter, the drawing, or the debrief."""
        self.forget_names()
        if not self.flight.over:
            self._leg_page()
        elif not self.drawn:
            self._draw_page()
        else:
            self._debrief_page()

    # --- a leg -----------------------------------------------------------------------------

    def _leg_page(self) -> None:
        flight, event = self.flight, self.flight.event
        number, last = len(flight.legs) + 1, flight.legs[-1] if flight.legs else None
        title = heading(f"{self.title}, quarter {number} of {flight.course.legs}")
        asked = f"<h4>{escape(event.title)}</h4>{prose(event.text)}"
        self.answer = self.choice(
            "Your answer",
            {"choose one": NO_ANSWER, **{each.text: each.id for each in event.answers}},
        )
        self.debt = self.slider(
            "Time for debt, in %", min=0, max=50, value=round(100 * last.debt) if last else 10
        )
        self.review = self.choice("Changes are reviewed by", REVIEWS, last and last.review)
        self.batch = self.slider(
            "Changes in one deployment", min=1, max=24, value=last.batch_size if last else 3
        )
        self.open_weeks = self.slider(
            "Weeks without any review", min=0, max=flight.course.leg_weeks, value=0
        )
        self.low = self.slider("Items finished, at least", min=0, max=MOST_ITEMS, value=0)
        self.high = self.slider("Items finished, at most", min=0, max=MOST_ITEMS, value=0)
        self.fly = self.button(f"Fly quarter {number}", self._fly, look="main")
        self.notice = html("")
        self.show(
            html(f"{title}{leg_html(flight)}{asked}"), self.answer,
            html("<h4>Your plan</h4>"), self.debt, self.review, self.batch, self.open_weeks,
            html("<h4>Your forecast: a range that holds four times in five</h4>"),
            self.low, self.high, self.notice, self.fly,
        )  # fmt: skip

    def _fly(self) -> None:
        missing = []
        if self.answer.value == NO_ANSWER:
            missing.append("choose an answer")
        missing += range_to_mend(self.low.value, self.high.value, WIDEST)
        if missing:
            self.refuse(f"Nothing was flown yet: {'; '.join(missing)}.")
            return
        self.flight = self.flight.fly(
            Leg(
                debt=self.debt.value / 100, review=self.review.value, batch_size=self.batch.value,
                open_weeks=self.open_weeks.value, answer=self.answer.value, low=self.low.value,
                high=self.high.value,
            )
        )  # fmt: skip
        self.go_on(self.sentence())

    # --- the driver ------------------------------------------------------------------------

    def _draw_page(self) -> None:
        places: dict[str, float] = {
            f"Quarter {leg}, days": leg for leg in range(1, self.flight.course.legs + 1)
        }
        self.drawing = DriverDrawing(
            self, places, axis="quarter", unit="days per 20", most=MOST_DAYS, done=self._drawn
        )
        words = (
            f"{heading('Draw what drove the debt')}{leg_html(self.flight)}"
            "<p>How many days of new debt did 20 days of feature work leave behind, of "
            "themselves, in each quarter? Leave out what rush and old debt put on top. "
            "Draw what you believe.</p>"
        )
        self.show(html(words), *self.drawing.widgets)

    def _drawn(self) -> None:
        if self.drawing is not None:
            self.drawn, self.drawing = self.drawing.values, None
        self.go_on(f"The driver was flat. {self.sentence()}")

    # --- the debrief -----------------------------------------------------------------------

    def _debrief_page(self) -> None:
        first = self.prompt.options.get(self.first, "")
        top = html(
            f"{heading('The flight is over')}<p>{inline(self.sentence())}</p>"
            f"{debrief_html(self.flight, self.drawn, first)}<h4>4. What next</h4>"
            "<p>Choose one change of policy. It is flown on the same luck, with your answers.</p>"
        )
        self.change = self.choice("One change", {text: key for key, text in CHANGES.items()})
        self.replay = self.button("Fly it again with this change", self._replay)
        self.replays = html("")
        self.name(self.replays, "", on="self", role="status")
        self.many = self.button("Fixed and adaptive repayment in 150 worlds", self._worlds)
        self.worlds = html("")
        self.name(self.worlds, "", on="self", role="status")
        self.show(
            top, self.change, self.replay, self.replays, self.many, self.worlds,
            self.ways_on(self.flight.seed),
        )  # fmt: skip

    def _replay(self) -> None:
        change = self.change.value
        self.tried[change] = replayed(self.flight, change)
        self.replays.value = html(table_html(replay_rows(self.flight, self.tried))).value

    def _worlds(self) -> None:
        team = self.flight.course.team
        usual, many = repayment(team, worlds=False), repayment(team)
        self.worlds.value = html(worlds_html(usual, many)).value

    def anew(self, seed: int) -> None:
        """Fly a seed from its first quarter."""
        self.flight = Flight(course=self.flight.course, seed=seed)
        self.drawn, self.tried = (), {}
        self.go_on()


FIELDS = ("debt", "review", "batch_size", "open_weeks", "answer", "low", "high")


def flown_before(choices: Sequence[Sequence[Any]]) -> list[Leg]:
    """Legs as they stand in the logbook."""
    return records_before(Leg, FIELDS, choices, "a leg that cannot be flown")


def to_choices(flight: Flight) -> list[list[Any]]:
    """Legs as the logbook keeps them; `flown_before` reads them back."""
    return [[getattr(leg, name) for name in FIELDS] for leg in flight.legs]
