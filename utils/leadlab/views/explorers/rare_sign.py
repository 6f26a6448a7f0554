"""Explorer: a sign of a rare state, as people in amber who have it and who have not."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.patches import Rectangle

from leadlab.models import growth
from leadlab.views.explorers.stage import Explorer, Prompt
from leadlab.views.live import SHARP, LivePicture
from leadlab.views.markup import Rows, percent
from leadlab.views.style import BLUE, GREY, INK, VERMILION, new_figure, style

SHARES = np.linspace(0.005, 0.6, 120)
TABLE = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5)
PEOPLE = 1_000


class RareSign(Explorer):
    """A square of people: how wide a state is, how much of each side is in amber.

    >>> sign = RareSign()
    >>> sign.sentence().startswith("Of 1,000 people 60 are in amber and exhausted, 180 in amber")
    True
    """

    subject = "rare_sign"
    prompt = Prompt(
        question="One in ten is exhausted; a sign finds 60 % of them and leaves 80 % of the others "
        "alone. Which of these would make it right more often than wrong?",
        options={
            "found": "Finding all of them, not 60 %",
            "cleared": "Leaving 95 % of the others alone, not 80 %",
            "team": "Looking at a thousand people, not at eight",
        },
        answer="cleared",
        because="With all of them found it is right 36 times in a hundred, with 95 % left alone "
        "57. More people make it surer how wrong it is.",
    )

    def __init__(self, **settings: Any) -> None:
        super().__init__(
            "A sign of a rare state",
            "Left, people as a square: those with the state on the left of the line, amber from "
            "the ground up. Right, how often amber is right, for every base rate.",
            **settings,
        )

    def make_inputs(self) -> dict[str, Any]:
        """The base rate, what is found, what is left alone, and the size of a team."""
        return {
            "share": self.slider("Exhausted, in %", min=1, max=60, value=10),
            "found": self.slider("Found of these, in %", min=0, max=100, value=60),
            "cleared": self.slider("Left alone of the others, in %", min=0, max=100, value=80),
            "team": self.slider("People in a team", min=2, max=20, value=8),
        }

    def make_picture(self) -> LivePicture:
        """Left the square of people, right the share of amber that is right."""
        figure = new_figure(7.6, 3.4, dpi=SHARP)
        with style():
            left, right = figure.subplots(1, 2)
            self.hit = left.add_patch(Rectangle((0, 0), 0, 0, color=VERMILION, lw=0))
            self.false = left.add_patch(
                Rectangle((0, 0), 0, 0, facecolor=GREY, edgecolor=INK, hatch="//", lw=0)
            )
            (self.line,) = left.plot([0, 0], [0, 1], color=INK, lw=1)
            left.set(xlim=(0, 1), ylim=(0, 1), xlabel="exhausted | not", ylabel="in amber")
            left.set(xticks=[], yticks=[])
            (self.curve,) = right.plot(SHARES, SHARES, color=BLUE)
            (self.here,) = right.plot([0], [0], "o", color=VERMILION)
            right.axhline(0.5, color=GREY, ls=":", lw=1)
            right.set(xlim=(0, 0.6), ylim=(0, 1), xlabel="exhausted", ylabel="amber is right")
        moving = [self.hit, self.false, self.line, self.curve, self.here]
        return LivePicture(figure, moving=moving)

    def compute(self) -> tuple[str, Rows]:
        """Ask the model, and move the square."""
        share, found, cleared = (
            self.inputs[name].value / 100 for name in ("share", "found", "cleared")
        )
        team = self.inputs["team"].value
        seen = growth.flags(PEOPLE, share=share, found=found, cleared=cleared)
        self._move(share, found, cleared)
        right = percent(seen.precision) if seen.right + seen.false else "none"
        said = (
            f"Of {PEOPLE:,} people {seen.right:.0f} are in amber and exhausted, {seen.false:.0f} "
            f"in amber and not; amber is right in {right} of cases, and {_needed(share, found)}. "
            f"In {percent(growth.any_flag(team, cleared=cleared))} of teams of {team} with nobody "
            "exhausted somebody is in amber all the same."
        )
        head = ("exhausted", "in amber, exhausted", "in amber, not", "amber is right")
        shares = [(f"{percent(share)} (yours)", share), *((percent(each), each) for each in TABLE)]
        return said, [head, *(_row(name, each, found, cleared) for name, each in shares)]

    def _move(self, share: float, found: float, cleared: float) -> None:
        self.hit.set_bounds(0, 0, share, found)
        self.false.set_bounds(share, 0, 1 - share, 1 - cleared)
        self.line.set_xdata([share, share])
        curve = [_right(each, found, cleared) for each in SHARES]
        self.curve.set_ydata(curve)
        self.here.set_data([share], [_right(share, found, cleared)])


def _right(share: float, found: float, cleared: float) -> float:
    return growth.flags(PEOPLE, share=share, found=found, cleared=cleared).precision


def _needed(share: float, found: float) -> str:
    """What would make it an even bet, as half a sentence."""
    if found == 0:
        return "nothing makes it an even bet, since it finds nobody"
    least = growth.cleared_needed(share=share, found=found, precision=0.5)
    if least <= 0:
        return "it would be an even bet if everybody else were in amber, too"
    return f"an even bet from {100 * least:.1f} % left alone"


def _row(name: str, share: float, found: float, cleared: float) -> tuple[object, ...]:
    seen = growth.flags(PEOPLE, share=share, found=found, cleared=cleared)
    right = percent(seen.precision) if seen.right + seen.false else "-"
    return name, f"{seen.right:.0f}", f"{seen.false:.0f}", right
