"""Marking one's own text: first the learner's score, then two answers to compare with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import ipywidgets as widgets

from leadlab.views.base import Board, html
from leadlab.views.markup import bullets, heading, inline, prose


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One thing that a good text does, with an anchor for each score."""

    name: str
    """A short name, used as the key of the score."""
    anchors: tuple[str, str, str, str]
    """What a text with 0, 1, 2 and 3 looks like."""


class RubricForm(Board):
    """Four to six criteria, scored by the writer before any model answer is shown.

    >>> clear = Criterion(name="clear", anchors=("none", "some", "most", "all"))
    >>> form = RubricForm("Your note", [clear], strong="A.", weak="B.", because="B names nobody.")
    >>> form.scores["clear"].value = 2; form.commit.click(); form
    Your note: You gave yourself 2 of 3.
    """

    def __init__(
        self,
        title: str,
        criteria: Sequence[Criterion],
        *,
        strong: str,
        weak: str,
        because: str,
        keep: Callable[[Mapping[str, int]], object] | None = None,
    ) -> None:
        super().__init__(title)
        self.criteria = tuple(criteria)
        self._answers = (strong, weak, because)
        self._keep = keep
        self.kept: dict[str, int] | None = None
        self.scores = {each.name: self._question(each) for each in self.criteria}
        self.commit = self.button("Keep my score and show two answers", self._commit, look="main")
        self.note = html("")
        self.show(html(heading(title)), *self.scores.values(), self.commit, self.note)

    def sentence(self) -> str:
        """The learner's own score."""
        if self.kept is None:
            return "Score your own text first."
        return f"You gave yourself {sum(self.kept.values())} of {3 * len(self.criteria)}."

    def _question(self, criterion: Criterion) -> widgets.Dropdown:
        options: list[tuple[str, int | None]] = [("Choose …", None)]
        options += [(f"{n}: {text}", n) for n, text in enumerate(criterion.anchors)]
        field = widgets.Dropdown(
            options=options,
            index=0,
            description=criterion.name,
            style={"description_width": "10rem"},
            layout={"width": "100%", "max_width": "44rem"},
        )
        self.name(field, criterion.name)
        return field

    def _commit(self) -> None:
        missing = [name for name, field in self.scores.items() if field.value is None]
        if missing:
            text = f"Still to score: {', '.join(missing)}."
            self.note.value = html(f"<p>→ {inline(text)}</p>").value
            self.say(text)
            return
        self.kept = {name: field.value for name, field in self.scores.items()}
        if self._keep is not None:
            self._keep(self.kept)
        strong, weak, because = self._answers
        marks = bullets(f"{name}: {score} of 3" for name, score in self.kept.items())
        self.forget_names()
        self.show(
            html(
                f"{heading('Two answers to compare with')}<p>{inline(self.sentence())}</p>{marks}"
                f'<div class="leadlab-two"><div class="leadlab-card good"><h4>A strong answer</h4>'
                f'{prose(strong)}</div><div class="leadlab-card look">'
                f"<h4>Plausible, but weak</h4>{prose(weak)}</div></div>"
                f"<h4>Where they differ</h4>{prose(because)}"
            )
        )
        self.say(self.sentence())
        self.go_to(".leadlab-heading")
