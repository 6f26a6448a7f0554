"""Explorer: how firmly does a weighted matrix stand?"""

from __future__ import annotations

from typing import Any

from leadlab.models import decisions
from leadlab.views.explorers.stage import Explorer, Prompt
from leadlab.views.live import SHARP, LivePicture
from leadlab.views.markup import Rows, percent
from leadlab.views.style import BLUE, GREY, INK, new_figure, style

OPTIONS = ("Tune the table", "Message broker", "Rented queue")
CRITERIA = ("Ready in ten days", "Quiet nights", "Room to grow", "Cost of a year")
SCORES = ((5, 3, 2, 5), (1, 3, 5, 3), (4, 4, 4, 1))
WEIGHTS = (40, 30, 20, 10)
MOST = 5.0


class WeightedMatrix(Explorer):
    """Weights as sliders, totals as bars, and the smallest change that gives another winner.

    >>> explorer = WeightedMatrix()
    >>> explorer.inputs["Room to grow"].value = 100
    >>> explorer.sentence().startswith("Rented queue leads")
    True
    """

    subject = "weighted_matrix"
    prompt = Prompt(
        question="The table leads the matrix below. How far must one weight move "
        "until something else leads?",
        options={
            "far": "By more than half of all the weight",
            "near": "By less than a tenth of all the weight",
            "never": "No single weight can do that",
        },
        answer="near",
        because="Two totals lie close together, so a small change of taste decides. "
        "Try to find the weight that does it before you read the sentence.",
    )

    def __init__(self, **settings: Any) -> None:
        super().__init__(
            "Weighted matrix",
            "Three ways to bring alarms on time, four criteria, scores from 1 to 5. "
            "The scores are agreed. The weights are what the room argues about.",
            **settings,
        )

    def make_inputs(self) -> dict[str, Any]:
        """One weight for each criterion."""
        return {
            name: self.slider(f"Weight of “{name.lower()}”", min=0, max=100, value=weight)
            for name, weight in zip(CRITERIA, WEIGHTS, strict=True)
        }

    def make_picture(self) -> LivePicture:
        """One bar for each option."""
        figure = new_figure(6.4, 2.4, dpi=SHARP)
        with style():
            axes = figure.subplots()
            places = range(len(OPTIONS))
            self.bars = axes.barh(places, [1.0] * len(OPTIONS), height=0.55, color=GREY)
            self.labels = [axes.text(0, place, "", va="center", color=INK) for place in places]
            axes.set(xlim=(0, MOST * 1.3), xlabel="Weighted score (1 to 5)")
            axes.set_yticks(list(places), OPTIONS)
            axes.set_xticks(range(int(MOST) + 1))
            axes.invert_yaxis()
        return LivePicture(figure, moving=[*self.bars, *self.labels])

    def compute(self) -> tuple[str, Rows]:
        """Totals, the leader, and the smallest flip."""
        weights = [field.value for field in self.inputs.values()]
        if not any(weights):
            return "All weights are 0: nothing is asked for, so nothing can lead.", [("option",)]
        totals = decisions.weighted_scores(SCORES, weights)
        leader = decisions.ranking(totals)[0]
        for place, (bar, label, total) in enumerate(
            zip(self.bars, self.labels, totals, strict=True)
        ):
            bar.set_width(float(total))
            bar.set_color(BLUE if place == leader else GREY)
            label.set_x(float(total) + 0.08)
            label.set_text(f"{total:.2f}{'  leads' if place == leader else ''}")
        flip = decisions.smallest_flip(SCORES, weights)
        start = f"{OPTIONS[leader]} leads with {totals[leader]:.2f}"
        if flip is None:
            said = f"{start}, and no single weight can change that."
        else:
            way = "grew" if flip.change > 0 else "fell"
            said = (
                f"{start}; if “{CRITERIA[flip.criterion].lower()}” {way} from "
                f"{percent(flip.weight_from)} to {percent(flip.weight_to)} of the weight, "
                f"{OPTIONS[flip.new_winner].lower()} would draw level."
            )
        return said, self._rows(totals)

    def _rows(self, totals: Any) -> Rows:
        head = ("option", *(f"{name}" for name in CRITERIA), "weighted score")
        body = [
            (option, *scores, f"{total:.2f}")
            for option, scores, total in zip(OPTIONS, SCORES, totals, strict=True)
        ]
        return [head, *body]
