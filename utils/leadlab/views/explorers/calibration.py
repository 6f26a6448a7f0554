"""Explorer: how often are you right when you say that you are sure?"""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets

from leadlab.models import forecasting
from leadlab.views.base import html
from leadlab.views.explorers.judgements import JUDGEMENTS
from leadlab.views.explorers.stage import Explorer, Prompt
from leadlab.views.live import SHARP, LivePicture
from leadlab.views.markup import Rows, heading, inline, percent, table_html
from leadlab.views.style import BLUE, GREY, INK, new_figure, style

BINS = 5


class Calibration(Explorer):
    """Twelve statements, a chance for each, and what was said beside what was so.

    >>> judge = Calibration()
    >>> judge.answers["nine"].click()
    >>> for _ in judge.statements:
    ...     judge.chance.value = 90
    ...     judge.next.click()
    >>> judge.sentence().startswith("You said")
    True
    """

    subject = "calibration"
    prompt = Prompt(
        question="You will say of twelve statements how likely each is to be true. "
        "Of those where you are 90 % sure, how many will you get right?",
        options={
            "nine": "About nine in ten",
            "seven": "About seven in ten",
            "five": "About half",
        },
        answer="",
        because="Answer all twelve without looking anything up, then see.",
    )

    def __init__(self, **settings: Any) -> None:
        self.statements = JUDGEMENTS
        self.said: list[float] = []
        super().__init__(
            "Calibration",
            "Being right is one thing. Knowing how likely you are to be right is another, "
            "and only the second can be learned in an afternoon.",
            **settings,
        )
        self.chance = self.slider("Chance that it is true, in %", min=0, max=100, value=50)
        self.next = self.button("Next", self._answered, look="main")
        self.again = self.button("Answer all twelve again", self._again)

    def make_inputs(self) -> dict[str, Any]:
        """The statements bring their own slider."""
        return {}

    def make_picture(self) -> LivePicture:
        """What happened over what was said, on a square."""
        figure = new_figure(4.8, 4.2, dpi=SHARP)
        with style():
            axes = figure.subplots()
            axes.plot([0, 1], [0, 1], color=GREY, linestyle="--")
            axes.text(0.7, 0.76, "well calibrated", color=INK, ha="right")
            (self.points,) = axes.plot([], [], color=BLUE, marker="o", markersize=8, linestyle="")
            self.whiskers = [axes.plot([], [], color=BLUE, linewidth=1)[0] for _ in range(BINS)]
            self.counts = [axes.text(0, 0, "", color=INK, va="center") for _ in range(BINS)]
            axes.set(xlim=(-0.03, 1.08), ylim=(-0.03, 1.03))
            axes.set(xlabel="You said", ylabel="Share that was true")
        return LivePicture(figure, moving=[self.points, *self.whiskers, *self.counts])

    def compute(self) -> tuple[str, Rows]:
        """Calibration table, Brier score and overconfidence of the answers so far."""
        if len(self.said) < len(self.statements):
            left = len(self.statements) - len(self.said)
            return f"{left} statements are still to judge.", [("statement", "you said", "it is")]
        happened = [int(each.true) for each in self.statements]
        table = forecasting.calibration_table(self.said, happened, bins=BINS)
        self.points.set_data(table["said"], table["happened"])
        for line, label in zip(self.whiskers, self.counts, strict=True):
            line.set_data([], [])
            label.set_text("")
        groups: list[dict[Any, Any]] = table.to_dict("records")
        for line, label, row in zip(self.whiskers, self.counts, groups, strict=False):
            line.set_data([row["said"], row["said"]], [row["low"], row["high"]])
            label.set_position((row["said"] + 0.03, row["happened"]))
            label.set_text(f"{row['forecasts']}")
        brier = forecasting.brier_score(self.said, happened)
        base = forecasting.brier_score([0.5] * len(happened), happened)
        over = forecasting.overconfidence(self.said, happened)
        way = "surer than you had reason to be" if over > 0 else "more timid than you had to be"
        verdict = f"on average {percent(abs(over))} {way}" if abs(over) >= 0.005 else "well matched"
        said = (
            f"You said how sure you were {len(self.said)} times: {verdict}; your Brier score is "
            f"{brier:.3f}, where always saying 50 % gives {base:.3f} and lower is better."
        )
        rows: list[tuple[object, ...]] = [("you said", "answers", "true", "plausible range")]
        rows += [
            (
                f"{percent(row['from'])} to {percent(row['to'])}",
                int(row["forecasts"]),
                percent(row["happened"]),
                f"{percent(row['low'])} to {percent(row['high'])}",
            )
            for row in groups
        ]
        return said, rows

    def panel(self) -> list[Any]:
        """One statement after the other, then the picture."""
        self.place = widgets.VBox()
        self.place.add_class("leadlab-statement")
        self._draw()
        return [self.place]

    def _draw(self) -> None:
        number = len(self.said)
        if number < len(self.statements):
            text = inline(self.statements[number].text)
            words = f"{heading(f'Statement {number + 1} of {len(self.statements)}')}<p>{text}</p>"
            self.chance.value = 50
            self.place.children = (html(words), self.chance, self.next)
            return
        self.update()
        rows: list[tuple[object, ...]] = [("statement", "you said", "it is", "because")]
        rows += [
            (each.text, percent(said), "true" if each.true else "false", each.because)
            for each, said in zip(self.statements, self.said, strict=True)
        ]
        self.place.children = (
            html(heading("What you said, and what was so")),
            self.picture.image,
            self.words,
            html(
                "<p>The bars show how far so few answers can be off by chance. "
                f"The numbers beside the points count the answers.</p>{table_html(rows)}"
            ),
            self.numbers,
            self.again,
        )

    def _answered(self) -> None:
        self.said.append(self.chance.value / 100)
        self._draw()
        done = len(self.said) == len(self.statements)
        self.say(self._sentence if done else self.statements[len(self.said)].text)
        self.go_to(".leadlab-statement .leadlab-heading")

    def _again(self) -> None:
        self.said = []
        self._draw()
