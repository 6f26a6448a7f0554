"""What every flight is made of on a page: a prediction, a page for each leg, and a debrief."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import SystemRandom
from typing import Any, ClassVar, Self

import ipywidgets as widgets

from leadlab.views.base import Board, html
from leadlab.views.explorers.driver_drawing import DriverDrawing
from leadlab.views.explorers.stage import Keep, Prompt
from leadlab.views.markup import heading, prose

FLIGHTS = 10_000


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


def any_seed() -> int:
    """A seed that nobody chose.

    >>> 1 <= any_seed() < FLIGHTS
    True
    """
    return SystemRandom().randrange(1, FLIGHTS)
