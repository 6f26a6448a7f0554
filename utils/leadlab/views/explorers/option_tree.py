"""Explorer: yes today, wait for news, or a first part that shows the case."""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets

from leadlab.models.tradeoffs.learning_first import (
    GO,
    Branch,
    Learned,
    ThreeAnswers,
    three_answers,
)
from leadlab.views.explorers.stage import Explorer, Prompt
from leadlab.views.live import SHARP, LivePicture
from leadlab.views.markup import Rows, percent
from leadlab.views.style import BLUE, GREEN, GREY, INK, VERMILION, new_figure, style

CHANCES = tuple(step / 20 for step in range(21))
LOWEST, HIGHEST = -190.0, 310.0
WAIT, PART = "waiting for the news", "a first part"
SAID = {"today": "yes today", "wait": "waiting", "part": "a first part", "no": "no"}
ROWS = {"good": 0.78, "bad": 0.22}  # heights of the two branches of the tree
APART = 0.14  # from a branch up to going on, and down to stopping


class OptionTree(Explorer):
    """A tree of what is learned, and three answers over the chance of the good case.

    >>> tree = OptionTree()
    >>> tree.inputs["waiting"].value = 60
    >>> tree.sentence().split(": ")[0]
    'A first part is worth most'
    """

    subject = "option_tree"
    prompt = Prompt(
        question="The news of week 40 was taken to be always right, and being able to wait was "
        "worth 53 thousand. What is left of that if it is right eight times in ten?",
        options={
            "most": "Eight tenths of it",
            "half": "Less than half",
            "none": "Nothing",
        },
        answer="half",
        because="After good news the case may still be bad, and that is where the money was. "
        "Move the reliability to eighty and see; then let waiting cost something, "
        "and find where a first part is better.",
    )

    def __init__(self, **settings: Any) -> None:
        super().__init__(
            "What it is worth to learn first",
            "Split `rota` or not, in thousand euro. Yes today takes the average of both cases; "
            "waiting and a first part let you refuse the bad one. The part counts in the whole.",
            **settings,
        )

    def make_inputs(self) -> dict[str, Any]:
        """Which tree, the two cases, and what learning costs."""
        which = widgets.Dropdown(
            description="Tree of", options=(WAIT, PART),
            style={"description_width": "15rem"}, layout={"width": "98%", "max_width": "44rem"},
        )  # fmt: skip
        return {
            "which": self.name(which, "Tree of", on="select"),
            "chance": self.slider("Chance of the good case, in %", min=0, max=100, value=44),
            "good": self.slider("Worth in the good case", min=300, max=580, value=510),
            "bad": self.slider("Worth in the bad case", min=150, max=350, value=204),
            "cost": self.slider("The whole takes", min=280, max=330, value=300),
            "accuracy": self.slider("What is learned is right, in %", min=50, max=100, value=100),
            "waiting": self.slider("Waiting costs", min=0, max=100, value=0),
            "stage": self.slider("A first part takes", min=0, max=150, value=60),
        }

    def make_picture(self) -> LivePicture:
        """Left the tree, right the three answers over the chance."""
        figure = new_figure(7.6, 3.6, dpi=SHARP)
        with style():
            self._tree, self._over = figure.subplots(1, 2, width_ratios=[5, 4])
            moving = [*self._draw_tree(), *self._draw_answers()]
        return LivePicture(figure, moving=moving)

    def _draw_tree(self) -> list[Any]:
        axes = self._tree
        axes.set(xlim=(0, 1), ylim=(0, 1), xticks=[], yticks=[])
        for spine in axes.spines.values():
            spine.set_visible(False)
        self.leaves: dict[tuple[str, bool], Any] = {}
        self.paths: dict[tuple[str, bool], Any] = {}
        self.news: dict[str, Any] = {}
        for name, height in ROWS.items():
            axes.plot([0.02, 0.4], [0.5, height], color=GREY, lw=1.5)
            axes.plot([0.4], [height], color=INK, marker="s", ms=7)
            side = "bottom" if name == "good" else "top"
            aside = 0.06 if name == "good" else -0.06
            self.news[name] = axes.text(0.02, height + aside, "", color=INK, va=side, fontsize=9)
            for on, aim in ((True, height + APART), (False, height - APART)):
                self.paths[name, on] = axes.plot([0.4, 0.6], [height, aim], color=GREY)[0]
                self.leaves[name, on] = axes.text(0.62, aim, "", color=INK, va="center", fontsize=9)
        axes.plot([0.02], [0.5], color=INK, marker="o", ms=7)
        self.root = axes.text(0.07, 0.5, "", color=INK, va="center", fontsize=9)
        return [*self.paths.values(), *self.news.values(), *self.leaves.values(), self.root]

    def _draw_answers(self) -> list[Any]:
        axes = self._over
        axes.axhline(0, color=GREY, lw=1)
        self.lines = {}
        for name, colour, line in (
            ("today", GREY, "--"), ("wait", BLUE, "-"), ("part", VERMILION, "-."),
        ):  # fmt: skip
            self.lines[name] = axes.plot(CHANCES, CHANCES, color=colour, ls=line, label=SAID[name])[
                0
            ]
        (self.here,) = axes.plot([], [], color=GREEN, ls=":")
        axes.set(xlim=(0, 1), ylim=(LOWEST, HIGHEST), ylabel="worth today (1,000 euro)")
        axes.set_xlabel("chance of the good case")
        axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "25", "50", "75", "100 %"])
        axes.legend(loc="upper left")
        return [*self.lines.values(), self.here]

    def compute(self) -> tuple[str, Rows]:
        """Ask the model here and along all chances."""
        given = {name: field.value for name, field in self.inputs.items()}
        tree, chance = given.pop("which"), given.pop("chance") / 100
        given["accuracy"] /= 100
        here = three_answers(chance=chance, **given)
        along = [three_answers(chance=each, **given) for each in CHANCES]
        self.lines["today"].set_ydata([each.today for each in along])
        self.lines["wait"].set_ydata([each.wait.worth for each in along])
        self.lines["part"].set_ydata([each.part.worth for each in along])
        self.here.set_data([chance, chance], [LOWEST, HIGHEST])
        self._move_tree(here.wait if tree == WAIT else here.part, tree)
        return _said(here), _rows(here, along, chance)

    def _move_tree(self, learned: Learned, tree: str) -> None:
        for name, branch in (("good", learned.good), ("bad", learned.bad)):
            self.news[name].set_text(f"{name} news, {percent(branch.chance)}")
            for on in (True, False):
                chosen = (branch.best == GO) == on
                path = self.paths[name, on]
                path.set_color(BLUE if chosen else GREY)
                path.set_linestyle("-" if chosen else ":")
                path.set_linewidth(2.5 if chosen else 1.2)
                self.leaves[name, on].set_text(_leaf(branch, on=on, chosen=chosen))
        self.root.set_text(f"{tree}: {learned.worth:+.1f}")


def _leaf(branch: Branch, *, on: bool, chosen: bool) -> str:
    text = f"go on: {branch.going_on:+.1f}" if on else "stop: 0"
    return f"▶ {text}" if chosen else text


def _said(here: ThreeAnswers) -> str:
    best = SAID[here.best]
    worths = (
        f"yes today {here.today:.1f}, waiting {here.wait.worth:.1f}, "
        f"a first part {here.part.worth:.1f}"
    )
    return (
        f"{best[0].upper()}{best[1:]} is worth most: {worths} thousand euro; waiting could cost "
        f"{max(here.waiting_may_cost, 0):.1f} more before deciding today is as good."
    )


def _rows(here: ThreeAnswers, along: list[ThreeAnswers], chance: float) -> Rows:
    def row(name: str, each: ThreeAnswers) -> tuple[object, ...]:
        worths = (each.today, each.wait.worth, each.part.worth)
        return (name, *(f"{worth:.1f}" for worth in worths), SAID[each.best])

    return [
        ("chance of the good case", "yes today", "waiting", "a first part", "worth most"),
        row(f"{percent(chance)} (yours)", here),
        *(row(percent(at), each) for at, each in list(zip(CHANCES, along, strict=True))[::2]),
    ]
