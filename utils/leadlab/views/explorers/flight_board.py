"""What every flight is made of on a page: a prediction, a page for each leg, and a debrief."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import SystemRandom
from typing import Any, ClassVar, Self, TypeVar

import ipywidgets as widgets

from leadlab.errors import LeadlabError
from leadlab.views.base import Board, html
from leadlab.views.explorers.driver_drawing import DriverDrawing
from leadlab.views.explorers.stage import Keep, Prompt
from leadlab.views.markup import escape, heading, prose

FLIGHTS = 10_000

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A flight as the logbook keeps it."""

    seed: int
    choices: list[Any] = field(default_factory=list)
    forecasts: Mapping[str, Any] = field(default_factory=dict)
    finished: bool = False


class FlightBoard(Board):
    """A flight: asked once what will happen, then led leg by leg, then looked back upon."""

    subject: ClassVar[str]
    prompt: ClassVar[Prompt]

    def __init__(
        self,
        title: str,
        introduction: str,
        *,
        keep: Keep | None,
        record: Callable[[Self], object] | None,
    ) -> None:
        """Prepare the box; the flight itself opens its first page."""
        super().__init__(title)
        self.first = ""
        self.answers: dict[str, widgets.Button] = {}
        self.drawing: DriverDrawing | None = None
        self.notice = html("")
        self._introduction = introduction
        self._keep, self._record = keep, record

    @abstractmethod
    def next_page(self) -> None:
        """Show what comes next: a leg, a drawing, or the debrief."""

    @abstractmethod
    def anew(self, seed: int) -> None:
        """Begin again on a seed, and show its first page."""

    @abstractmethod
    def stored(self) -> Stored:
        """This flight as the logbook keeps it."""

    @classmethod
    @abstractmethod
    def reopened(
        cls, stored: Stored, *, keep: Keep | None, record: Callable[[Self], object]
    ) -> Self:
        """A flight as it was kept; an error of the course says that it cannot be read."""

    def ask(self) -> None:
        """The first page: what happens, and the question before it."""
        self.answers = {
            key: self.button(text, self._answerer(key), key=str(number), look="choice")
            for number, (key, text) in enumerate(self.prompt.options.items(), 1)
        }
        opening = html(
            f"{heading(self.title)}{prose(self._introduction)}"
            f"<h4>Predict first</h4>{prose(self.prompt.question)}"
        )
        self.show(opening, *self.answers.values())

    def on_theme(self, theme: str) -> None:
        """Draw the drawn driver in the ink of the page."""
        if self.drawing is not None:
            self.drawing.use_theme(theme)

    def kept(self) -> None:
        """Write down where the flight stands."""
        if self._record is not None:
            self._record(self)

    def choice(self, text: str, options: Mapping[str, Any], value: Any = None) -> Any:
        """A list to choose from, with a visible label that is also its accessible name."""
        made = widgets.Dropdown(
            description=text, options=list(options.items()),
            style={"description_width": "15rem"}, layout={"width": "98%", "max_width": "44rem"},
        )  # fmt: skip
        if value is not None:
            made.value = value
        return self.name(made, text, on="select")

    def refuse(self, text: str) -> None:
        """Say why nothing was done, and show it beside what is to be mended."""
        self.say(text)
        self.notice.value = html(f"<p>→ {escape(text)}</p>").value

    def go_on(self, said: str = "") -> None:
        """Write down what was done, show what comes next, and say where that is."""
        self.kept()
        self.next_page()
        if said:
            self.say(said)
        self.go_to(".leadlab-heading")

    def ways_on(self, seed: int) -> widgets.HBox:
        """Buttons at the end of a flight: the same seed again, and another."""
        self.again = self.button("Fly the same seed again", lambda: self.anew(seed))
        self.other = self.button("Fly another", lambda: self.anew(any_seed()))
        return widgets.HBox([self.again, self.other])

    def _answerer(self, key: str) -> Callable[[], None]:
        def answered() -> None:
            self.first = key
            if self._keep is not None:
                self._keep(self.subject, {"choice": key})
            self.next_page()
            self.go_to(".leadlab-heading")

        return answered


def records_before(
    kind: Callable[..., Record], names: Sequence[str], choices: Sequence[Sequence[Any]], what: str
) -> list[Record]:
    """Records as they stand in the logbook, a list of values each.

    Raises:
        LeadlabError: They are of another version of the course.

    >>> records_before(complex, ("real", "imag"), [[1, 2]], "a number that cannot be read")
    [(1+2j)]
    """
    try:
        return [kind(**dict(zip(names, each, strict=True))) for each in choices]
    except (TypeError, ValueError) as error:
        raise LeadlabError(f"The logbook holds {what}: {error}.") from error


def drawn_before(forecasts: Mapping[str, Any]) -> tuple[float, ...]:
    """A drawn driver as it stands in the logbook.

    Raises:
        LeadlabError: It is of another version of the course.

    >>> drawn_before({"driver": [2, 3.5]})
    (2.0, 3.5)
    """
    try:
        return tuple(float(each) for each in forecasts.get("driver", ()))
    except (TypeError, ValueError) as error:
        raise LeadlabError(f"The logbook holds a drawing that cannot be read: {error}.") from error


def range_to_mend(low: int, high: int, widest: int) -> list[str]:
    """What is wrong with a forecast of items, as the end of a sentence; nothing if all is well.

    >>> range_to_mend(20, 30, 40), range_to_mend(30, 20, 40)
    ([], ['set a range of 1 to 40 items'])
    """
    return [] if 1 <= high - low <= widest else [f"set a range of 1 to {widest} items"]


def any_seed() -> int:
    """A seed that nobody chose.

    >>> 1 <= any_seed() < FLIGHTS
    True
    """
    return SystemRandom().randrange(1, FLIGHTS)
