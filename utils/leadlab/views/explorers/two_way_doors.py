"""Explorer: try it and go back if wrong, or analyse first?"""

from __future__ import annotations

from typing import Any

from leadlab.models import decisions
from leadlab.views.explorers.stage import Explorer, Prompt
from leadlab.views.live import SHARP, LivePicture
from leadlab.views.markup import Rows, percent
from leadlab.views.style import BLUE, GREEN, GREY, INK, VERMILION, new_figure, style

SHARES = tuple(step / 50 for step in range(51))
LOWEST, HIGHEST = -45.0, 45.0
ROOM = 0.8  # right of it a label has no room
ADVICE = {
    "try first": "trying first is worth more",
    "analyse first": "analysing first is worth more",
    "leave it": "neither is worth its risk, so leave it",
}


class TwoWayDoors(Explorer):
    """Worth of trying and of analysing over the chance of being right.

    >>> doors = TwoWayDoors()
    >>> doors.inputs["reversal_cost"].value = 40
    >>> "analysing first is worth more" in doors.sentence()
    True
    """

    subject = "two_way_doors"
    prompt = Prompt(
        question="You are 60 % sure that a change is right. It gains 30,000 euro if it is. "
        "If not, it costs 8,000 to notice and to take back. Three weeks of analysis cost 3,000, "
        "and each week of waiting costs 2,000. What is worth more?",
        options={
            "try": "Try it, and take it back if it was wrong",
            "analyse": "Analyse first, then decide",
            "leave": "Leave it",
        },
        answer="try",
        because="The door opens both ways and cheaply. Now make the way back dearer, "
        "and find the price at which analysing first is worth more.",
    )

    def __init__(self, **settings: Any) -> None:
        super().__init__(
            "Two-way doors",
            "A change can be tried at once or analysed first. What is right depends on the price "
            "of the way back more than on how sure you are. Amounts in thousand euro.",
            **settings,
        )

    def make_inputs(self) -> dict[str, Any]:
        """Chance, gain, way back, and the price of looking."""
        return {
            "chance_right": self.slider("Chance that it is right, in %", min=0, max=100, value=60),
            "gain": self.slider("Gain if it is right", min=0, max=40, value=30),
            "harm_until_undone": self.slider("Harm until it is noticed", min=0, max=40, value=4),
            "reversal_cost": self.slider("Price of the way back", min=0, max=60, value=4),
            "analysis_cost": self.slider("Price of the analysis", min=0, max=20, value=3),
            "analysis_weeks": self.slider("Weeks of analysis", min=0, max=12, value=3),
            "delay_per_week": self.slider("Cost of waiting a week", min=0, max=10, value=2),
        }

    def make_picture(self) -> LivePicture:
        """Two lines over the chance, and a mark at the present one."""
        figure = new_figure(6.4, 3.2, dpi=SHARP)
        with style():
            axes = figure.subplots()
            axes.axhline(0, color=GREY, linewidth=1)
            (self.trying,) = axes.plot(SHARES, SHARES, color=BLUE, label="Try first")
            (self.analysing,) = axes.plot(
                SHARES, SHARES, color=VERMILION, linestyle="--", label="Analyse first"
            )
            (self.here,) = axes.plot([0.6, 0.6], [LOWEST, HIGHEST], color=GREEN, linestyle=":")
            self.label = axes.text(0.6, HIGHEST, "", color=INK, va="top")
            axes.set(xlim=(0, 1), ylim=(LOWEST, HIGHEST))
            axes.set(xlabel="Chance that it is right", ylabel="Expected worth (1,000 euro)")
            axes.legend(loc="lower right")
        return LivePicture(figure, moving=[self.trying, self.analysing, self.here, self.label])

    def compute(self) -> tuple[str, Rows]:
        """Compare at the present chance and along all chances."""
        given = {name: field.value for name, field in self.inputs.items()}
        chance = given.pop("chance_right") / 100
        here = decisions.try_or_analyse(chance_right=chance, **given)
        along = [decisions.try_or_analyse(chance_right=share, **given) for share in SHARES]
        self.trying.set_ydata([each.try_first for each in along])
        self.analysing.set_ydata([each.analyse_first for each in along])
        self.here.set_xdata([chance, chance])
        self.label.set_x(chance + 0.01)
        self.label.set_horizontalalignment("left" if chance < ROOM else "right")
        self.label.set_text(here.best)
        said = (
            f"At {percent(chance)}, trying is worth {here.try_first:.1f} and analysing "
            f"{here.analyse_first:.1f}: {ADVICE[here.best]}; "
            f"trying pays from a chance of {percent(here.needed_chance)}."
        )
        rows: list[tuple[object, ...]] = [("chance", "try first", "analyse first", "best")]
        present = (f"{here.try_first:.1f}", f"{here.analyse_first:.1f}", here.best)
        rows.append((f"{percent(chance)} (yours)", *present))
        rows += [
            (percent(share), f"{each.try_first:.1f}", f"{each.analyse_first:.1f}", each.best)
            for share, each in list(zip(SHARES, along, strict=True))[::5]
        ]
        return said, rows
