"""The scenario player of the notebook: a thin view over the state machine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import ipywidgets as widgets

from leadlab.errors import LeadlabError
from leadlab.models.scenario.machine import (
    Playthrough,
    choose,
    commit_forecast,
    skip_forecast,
    write,
)
from leadlab.views.base import Board, html, typed
from leadlab.views.debrief import DebriefView
from leadlab.views.markup import escape, heading, inline, prose
from leadlab.views.own_words import OwnWordsBox
from leadlab.views.prediction_form import number_in
from leadlab.views.scene_text import gauges_html, scene_html, scene_plain, scene_spoken
from leadlab.views.story_page import story_page

Keep = Callable[[Playthrough], object]
Again = Callable[[bool], Playthrough]


class ScenarioPlayer(Board):
    """Shows one point of a story and takes the next step when a button is pressed."""

    def __init__(
        self,
        play: Playthrough,
        *,
        keep: Keep | None = None,
        again: Again | None = None,
        notice: str = "",
        pause_after: int | None = None,
    ) -> None:
        """Make a player.

        Args:
            play: Where the story stands; the start, or a run taken up again.
            keep: Called with the new playthrough after every step.
            again: Called with True for the same world and False for another one; gives the
                start of a new run. Without it the story is played once.
            notice: A sentence to show above the story, once.
            pause_after: Offer a pause after so many scenes; the story goes on when it is wanted.
        """
        super().__init__(play.scenario.title)
        self.play = play
        self.choices: dict[str, widgets.Button] = {}
        self.forecast: dict[str, Any] = {}
        self.debrief: DebriefView | None = None
        self.own_words: OwnWordsBox | None = None
        self._keep, self._again, self._notice = keep, again, notice
        self._pause_after = pause_after
        self._draw(taken="")

    def sentence(self) -> str:
        """Where the story stands."""
        return scene_plain(self.play.scene)

    def picture_html(self) -> str:
        """How things stand, as words and bars."""
        return gauges_html(self.play.scene.gauges)

    def fallback_html(self) -> str:
        """The present scene with its choices, to be read where nothing can be pressed."""
        return story_page(self.play)

    def _draw(self, *, taken: str) -> None:
        scene = self.play.scene
        pausing = not scene.finished and len(self.play.taken) == self._pause_after
        if pausing:
            scene = replace(scene, title="A pause", when="", place="", paragraphs=(), forecast=None)
        self.forget_names()
        self.choices, self.forecast, self.debrief, self.own_words = {}, {}, None, None
        title = f"<h2>{escape(self.title)}</h2>" if not self.play.taken else ""
        notice = f"<p>{inline(self._notice)}</p>" if self._notice else ""
        self._notice = ""
        self.story = html(title + notice + scene_html(scene, taken=taken))
        if scene.finished:
            below = self._ending()
        elif pausing:
            below = self._pause()
        elif scene.forecast is not None:
            below = self._forecast_form()
        else:
            below = [*self._own_words(), *self._choice_buttons()]
        self.show(self.story, *below)

    def _pause(self) -> list[Any]:
        self.go_on = self.button("Go on with the story", self._end_pause, look="main")
        words = "The story waits here. Go on now, or run this cell again another day."
        return [html(f"<p>{words}</p>"), self.go_on]

    def _end_pause(self) -> None:
        self._pause_after = None
        self._step(lambda play: play, taken="")

    def _choice_buttons(self) -> list[Any]:
        for number, (choice, act) in enumerate(self.play.scene.choices, 1):
            self.choices[choice] = self.button(
                act, self._chooser(choice, act), key=str(number), look="choice"
            )
        group = widgets.VBox(list(self.choices.values()))
        self.name(group, "What do you do?", on="self", role="group")
        keys = f"1 to {len(self.choices)}" if len(self.choices) > 1 else "1"
        return [
            html(f'<p class="leadlab-soft">What do you do? (keys {keys})</p>'),
            group,
        ]

    def _own_words(self) -> list[Any]:
        prompt = self.play.scene.own_words
        if prompt is None:
            return []
        self.own_words = OwnWordsBox(prompt, board=self)
        return [self.own_words]

    def _chooser(self, choice: str, act: str) -> Callable[[], None]:
        return lambda: self._step(lambda play: choose(self._worded(play), choice), taken=act)

    def _worded(self, play: Playthrough) -> Playthrough:
        """Playthrough with what stands in the box, whether it was read or not."""
        return play if self.own_words is None else write(play, self.own_words.text)

    def _step(self, move: Callable[[Playthrough], Playthrough], *, taken: str) -> None:
        self.play = move(self.play)
        if self._keep is not None:
            try:
                self._keep(self.play)
            except LeadlabError as fault:  # the next step keeps this one too
                self._notice = f"This step could not be kept. {fault}"
        self._draw(taken=taken)
        self.say(scene_spoken(self.play.scene))
        self.go_to(".leadlab-heading")

    def _forecast_form(self) -> list[Any]:
        prompt = self.play.scene.forecast
        assert prompt is not None
        unit = f" ({prompt.unit})" if prompt.unit else ""
        for end, text in (("low", f"Low end{unit}"), ("high", f"High end{unit}")):
            self.forecast[end] = typed(
                description=text,
                placeholder="a number",
                style={"description_width": "10rem"},
                layout={"width": "100%", "max_width": "24rem"},
            )
            self.name(self.forecast[end], text, inputmode="decimal")
        self.forecast["keep"] = self.button("Keep this forecast", self._commit, look="main")
        self.forecast["skip"] = self.button(
            "Go on without one", lambda: self._step(skip_forecast, taken="")
        )
        self.note = html("")
        buttons = widgets.HBox([self.forecast["keep"], self.forecast["skip"]])
        words = (
            f"{heading('Before you go on, a forecast')}{prose(prompt.question)}"
            '<p class="leadlab-soft">Give a range that holds the true number in 8 of 10 cases.</p>'
        )
        return [html(words), self.forecast["low"], self.forecast["high"], buttons, self.note]

    def _commit(self) -> None:
        try:
            low = number_in(self.forecast["low"].value, "the low end")
            high = number_in(self.forecast["high"].value, "the high end")
            after = commit_forecast(self.play, low, high)
        except LeadlabError as error:
            self.note.value = html(f"<p>→ {escape(error)}</p>").value
            self.say(str(error))
            return
        self._step(lambda _: after, taken="")

    def _ending(self) -> list[Any]:
        self.look_back = self.button(
            "Look back: what happened, and why", self._debrief, look="main"
        )
        self.place = widgets.VBox([self.look_back])
        below: list[Any] = [self.place]
        if self._again is not None:
            self.another = self.button(
                "Play again in another world", lambda: self._restart(same=False)
            )
            self.same = self.button("Play this world again", lambda: self._restart(same=True))
            below.append(widgets.HBox([self.another, self.same]))
        return below

    def _debrief(self) -> None:
        self.debrief = DebriefView(self.play, board=self)
        self.place.children = (self.debrief,)
        self.say("The debrief is open.")
        self.go_to(".leadlab-debrief .leadlab-heading")

    def _restart(self, *, same: bool) -> None:
        assert self._again is not None
        again = self._again(same)
        self._step(lambda _: again, taken="")
