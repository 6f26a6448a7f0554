"""What every explorer is made of: a prediction, inputs, a live picture, a sentence, numbers."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import ipywidgets as widgets

from leadlab.views.base import Board, NumbersBeside, html
from leadlab.views.live import LivePicture
from leadlab.views.markup import Rows, escape, heading, inline, prose
from leadlab.views.style import svg_of

Keep = Callable[[str, dict[str, Any]], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """A question that is answered before the picture is shown."""

    question: str
    options: Mapping[str, str]
    """Key to text of each answer."""
    answer: str
    """Key of the answer that holds for the numbers shown at the start, or "" if none does yet."""
    because: str
    """Why, and what to try."""


class Explorer(Board):
    """A model to play with: move an input and see at once what it does."""

    subject: str
    prompt: Prompt

    def __init__(self, title: str, introduction: str, *, keep: Keep | None = None) -> None:
        """Ask for a prediction; the picture comes after it.

        Args:
            title: Name of the explorer, as a heading.
            introduction: The situation in two or three sentences.
            keep: Called with the explorer's name and the prediction.
        """
        super().__init__(title)
        self._introduction = introduction
        self._keep = keep
        self.inputs: dict[str, Any] = self.make_inputs()
        self.picture: LivePicture = self.make_picture()
        self.words = widgets.HTML()
        self.numbers = NumbersBeside(self)
        self.name(self.words, "", on="self", role="status")
        self._words_id = f"leadlab-{self.model_id[:12]}"
        self.name(self.picture.image, "", on="self", alt=title, aria_labelledby=self._words_id)
        for field in self.inputs.values():
            field.observe(lambda _: self.update(), "value")
        self.update()
        self.answers = {
            key: self.button(text, self._answerer(key), key=str(number), look="choice")
            for number, (key, text) in enumerate(self.prompt.options.items(), 1)
        }
        self.skip = self.button("Show it without a prediction", lambda: self._open(""))
        self._ask()

    @abstractmethod
    def make_inputs(self) -> dict[str, Any]:
        """Inputs by name, in the order in which they are shown."""

    @abstractmethod
    def make_picture(self) -> LivePicture:
        """Figure with its artists, made once."""

    @abstractmethod
    def compute(self) -> tuple[str, Rows]:
        """Ask the model, move the artists, and say in a sentence and in numbers what came out."""

    def sentence(self) -> str:
        """What the picture shows now."""
        return self._sentence

    def picture_html(self) -> str:
        """The present picture, drawn still."""
        for artist in self.picture.moving:
            artist.set_animated(False)
        drawn = svg_of(self.picture.figure, self._sentence)
        for artist in self.picture.moving:
            artist.set_animated(True)
        return drawn

    def on_theme(self, theme: str) -> None:
        """Draw the picture in the ink of the page."""
        if theme != self.picture.theme:
            self.picture.use_theme(theme)

    def update(self) -> None:
        """Bring picture, sentence and numbers up to date with the inputs."""
        self._sentence, rows = self.compute()
        self.picture.redraw()
        self.words.value = (
            f'<div class="leadlab"><p id="{self._words_id}">{inline(self._sentence)}</p></div>'
        )
        self.numbers.set(rows)

    def panel(self) -> list[Any]:
        """What is shown once the prediction is made; explorers with more steps add to it."""
        return [self.picture.image, self.words, *self.inputs.values(), self.numbers]

    def _ask(self) -> None:
        question = html(
            f"{heading(self.title)}{prose(self._introduction)}"
            f"<h4>Predict first</h4>{prose(self.prompt.question)}"
        )
        self.show(question, *self.answers.values(), self.skip)

    def _answerer(self, key: str) -> Callable[[], None]:
        return lambda: self._open(key)

    def _open(self, key: str) -> None:
        verdict = ""
        if key:
            if self._keep is not None:
                self._keep(self.subject, {"choice": key})
            start = "✓ So it is." if key == self.prompt.answer else "→ Not here."
            judged = f"<strong>{start}</strong> " if self.prompt.answer else ""
            verdict = (
                f"<p>You said: {escape(self.prompt.options[key])}. "
                f"{judged}{inline(self.prompt.because)}</p>"
            )
        top = html(f"{heading(self.title)}{prose(self._introduction)}{verdict}")
        self.show(top, *self.panel())
        self.say(self._sentence)
        self.go_to(".leadlab-heading")
