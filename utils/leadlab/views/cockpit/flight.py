"""Flight: half a year by the cockpit's instruments, and a driver to draw before it is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Self

from leadlab.catalog_team import default_team
from leadlab.simulation.cockpit_debrief import CHANGES, DIALS, dials, replayed
from leadlab.simulation.cockpit_flight import (
    LONGEST,
    SHORTEST,
    WEEKS,
    CockpitFlight,
    Turn,
    drawing_error,
)
from leadlab.views.base import html
from leadlab.views.cockpit.turn_pages import (
    NOTICES,
    REVIEWS,
    debrief_html,
    period_name,
    report_html,
)
from leadlab.views.explorers.driver_drawing import DriverDrawing
from leadlab.views.explorers.flight_board import (
    FlightBoard,
    Stored,
    any_seed,
    drawn_before,
    range_to_mend,
    records_before,
)
from leadlab.views.explorers.flight_tables import ways_rows
from leadlab.views.explorers.stage import Keep, Prompt
from leadlab.views.markup import escape, heading, inline, prose, table_html

NOTHING = ""
WIDEST = 40
MOST_ITEMS = 80
FIRST_TURN = 4
INTRODUCTION = (
    "Twenty-six weeks with the eight of Visits. You set a limit on work in progress, how many "
    "changes go out at once, who reviews, and how much time goes into tests and quiet nights; then "
    "you fly two to eight weeks and look again. Who is told of what, you choose once. One thing "
    "that moves the weeks no instrument shows: at the end you draw it, and then see it."
)


class CockpitBoard(FlightBoard):
    """The cockpit: set a turn, fly it, draw the hidden driver, and look back.

    >>> board = CockpitBoard(seed=7)
    >>> board.answers["limit"].click(); board.fly.click()
    >>> board.spoken
    'Nothing was flown yet: say who is told of what; set a range of 1 to 40 items.'
    """

    subject = "cockpit_flight"
    prompt = Prompt(
        question="One of these is changed and held for half a year; all else stays. Which one "
        "shortens the time within which 85 % of the items are done the most?",
        options={
            "limit": "At most six items in progress in place of fourteen",
            "batch": "Each change goes out by itself in place of three at once",
            "review": "Nobody reviews in place of one colleague",
            "tests": "Three times as much time for tests and quiet nights",
        },
        answer="",
        because="",
    )

    def __init__(
        self,
        *,
        keep: Keep | None = None,
        seed: int | None = None,
        notices: str = "usual",
        turns: Sequence[Turn] = (),
        first: str = "",
        drawn: Sequence[float] = (),
        record: Callable[[Self], object] | None = None,
    ) -> None:
        """Open a flight.

        Args:
            keep: Called with the explorer's name and the prediction.
            seed: The flight; drawn when it is not given.
            notices: Rules that were chosen before the first turn.
            turns: Turns that were flown before, to go on from there.
            first: Key of the prediction that was made before them.
            drawn: Driver that was drawn after the last of them.
            record: Called with this board after every turn and after the drawing.
        """
        super().__init__("The cockpit", INTRODUCTION, keep=keep, record=record)
        self.flight = CockpitFlight(
            start=default_team(), seed=any_seed() if seed is None else seed, notices=notices
        )
        for turn in turns:
            self.flight = self.flight.fly(turn)
        self.first, self.drawn = first, tuple(drawn)
        self.tried: dict[str, dict[str, float]] = {}
        if turns:
            self.next_page()
        else:
            self.ask()

    @classmethod
    def reopened(
        cls, stored: Stored, *, keep: Keep | None, record: Callable[[Self], object]
    ) -> Self:
        """A flight as it stands in the logbook."""
        return cls(
            keep=keep, seed=stored.seed, notices=str(stored.forecasts.get("notices", "usual")),
            turns=turns_before(stored.choices), first=str(stored.forecasts.get("first", "")),
            drawn=drawn_before(stored.forecasts), record=record,
        )  # fmt: skip

    def stored(self) -> Stored:
        """Turns, notices, prediction and drawing."""
        return Stored(
            seed=self.flight.seed, choices=to_choices(self.flight),
            forecasts={
                "first": self.first, "notices": self.flight.notices, "driver": list(self.drawn)
            },
            finished=bool(self.drawn),
        )  # fmt: skip

    def sentence(self) -> str:
        """Where the flight stands."""
        if not self.flight.turns:
            return f"{WEEKS} weeks lie ahead."
        values = dials(self.flight)
        return (
            f"{self.flight.flown} of {WEEKS} weeks flown: {values['value']:.0f} items finished, "
            f"and {values['stability']:.0f} deployments failed."
        )

    def next_page(self) -> None:
        """A turn, the drawing, or the debrief."""
        self.forget_names()
        if not self.flight.over:
            self._turn_page()
        elif not self.drawn:
            self._draw_page()
        else:
            self._debrief_page()

    # --- a turn ----------------------------------------------------------------------------

    def _turn_page(self) -> None:
        flight = self.flight
        begin, most = flight.flown + 1, min(LONGEST, flight.left)
        last = flight.turns[-1] if flight.turns else Turn(low=0, high=0)
        title = heading(f"{self.title}, from week {begin}")
        rules = {"choose one": NOTHING, **{text: name for name, text in NOTICES.items()}}
        self.told = self.choice("Who is told of what", rules)
        self.weeks = self.slider(
            "Weeks until you look again", min=min(SHORTEST, most), max=most,
            value=min(FIRST_TURN, most),
        )  # fmt: skip
        self.limit = self.slider("Items in progress, at most", min=2, max=40, value=last.wip_limit)
        self.batch = self.slider("Changes in one deployment", min=1, max=24, value=last.batch_size)
        self.review = self.choice("Changes are reviewed by", REVIEWS, last.review)
        self.tests = self.slider(
            "Time for tests and quiet nights, in %", min=0, max=30, value=round(100 * last.tests)
        )
        self.low = self.slider("Items finished, at least", min=0, max=MOST_ITEMS, value=0)
        self.high = self.slider("Items finished, at most", min=0, max=MOST_ITEMS, value=0)
        self.fly = self.button("Fly these weeks", self._fly, look="main")
        self.notice = html("")
        once = [] if flight.turns else [html("<h4>Once, for all weeks</h4>"), self.told]
        self.show(
            html(f"{title}{report_html(flight)}"), *once, html("<h4>Your plan</h4>"), self.weeks,
            self.limit, self.batch, self.review, self.tests,
            html("<h4>Your forecast for these weeks: a range that holds four times in five</h4>"),
            self.low, self.high, self.notice, self.fly,
        )  # fmt: skip

    def _missing(self) -> list[str]:
        missing = []
        if not self.flight.turns and self.told.value == NOTHING:
            missing.append("say who is told of what")
        if self.flight.left - self.weeks.value == 1:
            missing.append("one week would be left over, so take it with you or leave two")
        missing += range_to_mend(self.low.value, self.high.value, WIDEST)
        return missing

    def _fly(self) -> None:
        missing = self._missing()
        if missing:
            self.refuse(f"Nothing was flown yet: {'; '.join(missing)}.")
            return
        if not self.flight.turns:
            self.flight = replace(self.flight, notices=self.told.value)
        self.flight = self.flight.fly(
            Turn(
                weeks=self.weeks.value, wip_limit=self.limit.value, batch_size=self.batch.value,
                review=self.review.value, tests=self.tests.value / 100, low=self.low.value,
                high=self.high.value,
            )
        )  # fmt: skip
        self.go_on(self.sentence())

    # --- the driver ------------------------------------------------------------------------

    def _draw_page(self) -> None:
        driver, periods = self.flight.driver, self.flight.drawn_over
        places = {period_name(each): sum(each) / 2 for each in periods}
        self.drawing = DriverDrawing(
            self, places, axis="week", unit=driver.unit, most=driver.most, done=self._drawn,
            span=(0, WEEKS + 1),
        )  # fmt: skip
        words = (
            f"{heading('Draw what no instrument showed')}{report_html(self.flight)}"
            f"<p>Draw <strong>{escape(driver.title)}</strong> ({escape(driver.unit)}): for each "
            "stretch of weeks the mean that you believe. Think of what you set and when, and of "
            "what you saw.</p>"
        )
        self.show(html(words), *self.drawing.widgets)

    def _drawn(self) -> None:
        if self.drawing is not None:
            self.drawn, self.drawing = self.drawing.values, None
        off = drawing_error(self.drawn, self.flight.driver_by_period())
        self.go_on(f"Your drawing was off by {off:.1f} on average. {self.sentence()}")

    # --- the debrief -----------------------------------------------------------------------

    def _debrief_page(self) -> None:
        first = self.prompt.options.get(self.first, "")
        top = html(
            f"{heading('The half-year is over')}<p>{inline(self.sentence())}</p>"
            f"{debrief_html(self.flight, self.drawn, first)}<h4>4. What next</h4>"
            f"{prose('Choose one change. It is flown on the same luck, all else as you set it.')}"
        )
        self.change = self.choice("One change", {text: key for key, text in CHANGES.items()})
        self.replay = self.button("Fly it again with this change", self._replay)
        self.replays = html("")
        self.name(self.replays, "", on="self", role="status")
        self.show(
            top, self.change, self.replay, self.replays, self.ways_on(self.flight.seed)
        )  # fmt: skip

    def _replay(self) -> None:
        change = self.change.value
        self.tried[CHANGES[change]] = replayed(self.flight, change)
        rows = ways_rows(DIALS, dials(self.flight), self.tried)
        self.replays.value = html(table_html(rows)).value

    def anew(self, seed: int) -> None:
        """Fly a seed from its first week."""
        self.flight = CockpitFlight(start=default_team(), seed=seed)
        self.drawn, self.tried = (), {}
        self.go_on()


FIELDS = ("weeks", "wip_limit", "batch_size", "review", "tests", "low", "high")


def turns_before(choices: Sequence[Sequence[Any]]) -> list[Turn]:
    """Turns as they stand in the logbook."""
    return records_before(Turn, FIELDS, choices, "a turn that cannot be flown")


def to_choices(flight: CockpitFlight) -> list[list[Any]]:
    """Turns as the logbook keeps them; `turns_before` reads them back."""
    return [[getattr(turn, name) for name in FIELDS] for turn in flight.turns]
