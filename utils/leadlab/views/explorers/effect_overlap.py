"""Explorer: two groups at an effect size, whom the help harms, and what a few people can show."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.patches import Polygon

from leadlab.models import growth
from leadlab.views.explorers.stage import Explorer, Prompt
from leadlab.views.live import SHARP, LivePicture
from leadlab.views.markup import Rows, percent
from leadlab.views.style import BLUE, GREEN, GREY, INK, VERMILION, new_figure, style

LOWEST, HIGHEST = -4.0, 6.0
PLACES = np.linspace(LOWEST, HIGHEST, 201)
CURVE = np.exp(-(PLACES**2) / 2) / np.sqrt(2 * np.pi)
EFFECTS = (0.1, 0.2, 0.41, 0.5, 0.8, 1.24, 2.0)
TOP = 0.46
SMALL = 30  # from so many on in each group the usual formula may be read as it stands


class EffectOverlap(Explorer):
    """Two bells, an effect apart, with what they share and what a few people can tell of it.

    >>> bells = EffectOverlap()
    >>> bells.sentence().startswith("At d = 0.41 the groups share 84 %, and the one with help")
    True
    """

    subject = "effect_overlap"
    prompt = Prompt(
        question="Feedback had a mean effect of 0.41 of a standard deviation. Put the people with "
        "feedback beside those without, each group as a bell. "
        "How much of one bell lies under the other one too?",
        options={
            "tenth": "About a tenth",
            "half": "About half",
            "most": "More than four fifths",
        },
        answer="most",
        because="The two middles are apart and the people are not. Find the effect at which half "
        "is shared; then let effects differ, and see whom the same help harms.",
    )

    def __init__(self, **settings: Any) -> None:
        super().__init__(
            "Two groups and an effect",
            "Left, people without help and people with it. Right, the effect itself, which is "
            "not the same for everybody. All in standard deviations of one group.",
            **settings,
        )

    def make_inputs(self) -> dict[str, Any]:
        """The effect, how much it differs, and how many people you have."""
        return {
            "effect": self.slider("Mean effect, in hundredths", min=-100, max=200, value=41),
            "spread": self.slider("Effects differ by, in hundredths", min=0, max=200, value=134),
            "people": self.slider("People in each group", min=2, max=200, value=4),
        }

    def make_picture(self) -> LivePicture:
        """Left both bells with what they share, right the bell of effects."""
        figure = new_figure(7.6, 3.4, dpi=SHARP)
        with style():
            left, right = figure.subplots(1, 2, sharey=True)
            left.plot(PLACES, CURVE, color=VERMILION, ls="--", label="without")
            (self.helped,) = left.plot(PLACES, CURVE, color=BLUE, label="with")
            self.shared = left.add_patch(Polygon([(0, 0)], color=GREY, alpha=0.35, lw=0))
            right.axvline(0, color=INK, lw=1)
            (self.effects,) = right.plot(PLACES, CURVE, color=GREEN)
            # the line at 0 and the label tell it from the rest; hatching would slow each step
            self.harmed = right.add_patch(Polygon([(0, 0)], color=VERMILION, alpha=0.35, lw=0))
            self.label = right.text(LOWEST + 0.1, TOP * 0.97, "", color=INK, va="top", fontsize=9)
            for axes, text in ((left, "outcome"), (right, "effect on one person")):
                axes.set(xlim=(LOWEST, HIGHEST), ylim=(0, TOP), xlabel=text, yticks=[])
            left.legend(loc="upper right")
        moving = [self.helped, self.shared, self.effects, self.harmed, self.label]
        return LivePicture(figure, moving=moving)

    def compute(self) -> tuple[str, Rows]:
        """Ask the model, and move the bells."""
        effect, spread = (self.inputs[name].value / 100 for name in ("effect", "spread"))
        people = self.inputs["people"].value
        low, high = growth.effect_interval(effect, people, people)
        harmed = growth.share_harmed(effect, spread)
        self._move(effect, spread, harmed)
        further = ", or further out" if people < SMALL else ""
        told = (
            f"{growth.group_needed(effect):,} in each would tell it from nothing four times in five"
            if effect
            else "there is nothing to tell"
        )
        said = (
            f"At d = {effect:.2f} the groups share {percent(growth.overlap(effect))}, and the one "
            f"with help is ahead in {100 * growth.ahead(effect):.0f} of 100 pairs; "
            f"{percent(harmed)} of effects are below nought. Seen with {people} people in each "
            f"group, the truth may lie between {low:.1f} and {high:.1f}{further}; {told}."
        )
        head = ("effect", "shared", "ahead of 100", "above the middle", "people needed in each")
        rows = [_row(f"{effect:.2f} (yours)", effect), *(_row(f"{d:g}", d) for d in EFFECTS)]
        return said, [head, *rows]

    def _move(self, effect: float, spread: float, harmed: float) -> None:
        helped = np.interp(PLACES - effect, PLACES, CURVE, left=0, right=0)
        self.helped.set_ydata(helped)
        self.shared.set_xy(_under(PLACES, np.minimum(helped, CURVE)))
        width = max(spread, 0.05)
        # drawn to the height of the other bells, so that a narrow one stays on the page
        bell = np.exp(-(((PLACES - effect) / width) ** 2) / 2) * CURVE.max()
        self.effects.set_ydata(bell)
        below = PLACES <= 0
        self.harmed.set_xy(_under(PLACES[below], bell[below]))
        self.label.set_text(f"{percent(harmed)} below nought")


def _under(places: Any, heights: Any) -> Any:
    """Corners of what lies under a curve."""
    ends = [(places[0], 0.0), *zip(places, heights, strict=True), (places[-1], 0.0)]
    return np.array(ends)


def _row(name: str, effect: float) -> tuple[object, ...]:
    needed = f"{growth.group_needed(effect):,}" if effect else "-"
    return (
        name,
        percent(growth.overlap(effect)),
        f"{100 * growth.ahead(effect):.0f}",
        percent(growth.above_middle(effect)),
        needed,
    )
