"""Explorer: what is it worth to look before you choose?"""

from __future__ import annotations

from typing import Any

from leadlab.models import decisions
from leadlab.views.explorers.stage import Explorer, Prompt
from leadlab.views.live import SHARP, LivePicture
from leadlab.views.markup import Rows, percent
from leadlab.views.style import BLUE, GREEN, GREY, INK, VERMILION, new_figure, style

CHANCES = tuple(step / 40 for step in range(41))
MOST = 30.0
ROOM = 0.8  # right of it a label has no room


class ValueOfInformation(Explorer):
    """Worth of a perfect and of a real look over the chance that the broker is needed.

    >>> look = ValueOfInformation()
    >>> look.inputs["accuracy"].value = 50
    >>> "worth nothing" in look.sentence()
    True
    """

    subject = "value_of_information"
    prompt = Prompt(
        question="You are 95 % sure that the table will do. A load test is right 9 times in 10. "
        "Is the test worth more or less than it would be if you were 60 % sure?",
        options={
            "more": "More: it is better to be safe",
            "less": "Less: it can hardly change what you do",
            "same": "The same: the test is as good as before",
        },
        answer="less",
        because="A look is worth something only where it can change the choice. "
        "Move the chance and watch where the worth disappears.",
    )

    def __init__(self, **settings: Any) -> None:
        super().__init__(
            "Value of information",
            "Keep the table, or build a broker? If the table will do, the broker wastes money. "
            "If it will not, keeping it costs more. A load test can tell you, for a price. "
            "Amounts in thousand euro.",
            **settings,
        )

    def make_inputs(self) -> dict[str, Any]:
        """Chance, quality and price of the look, and what is at stake."""
        return {
            "chance": self.slider("Chance that the table will do, in %", min=0, max=100, value=60),
            "accuracy": self.slider("The test is right, in %", min=50, max=100, value=90),
            "price": self.slider("Price of the test", min=0, max=30, value=4),
            "waste": self.slider("A broker for nothing costs", min=0, max=60, value=40),
            "outage": self.slider("A table that fails costs", min=0, max=60, value=50),
        }

    def make_picture(self) -> LivePicture:
        """Two curves, the price, and a mark at the present chance."""
        figure = new_figure(6.4, 3.2, dpi=SHARP)
        with style():
            axes = figure.subplots()
            (self.perfect,) = axes.plot(
                CHANCES, CHANCES, color=GREY, linestyle="--", label="Worth of a perfect look"
            )
            (self.real,) = axes.plot(CHANCES, CHANCES, color=BLUE, label="Worth of this test")
            (self.price,) = axes.plot(
                [0, 1], [4, 4], color=VERMILION, linestyle="-.", label="Its price"
            )
            (self.here,) = axes.plot([0.6, 0.6], [0, MOST], color=GREEN, linestyle=":")
            self.label = axes.text(0.6, MOST, "", color=INK, va="top")
            axes.set(xlim=(0, 1), ylim=(0, MOST))
            axes.set(xlabel="Chance that the table will do", ylabel="1,000 euro")
            axes.legend(loc="upper left")
        moving = [self.perfect, self.real, self.price, self.here, self.label]
        return LivePicture(figure, moving=moving)

    def compute(self) -> tuple[str, Rows]:
        """Worth of both looks here and along all chances."""
        given = {name: field.value for name, field in self.inputs.items()}
        chance, right = given["chance"] / 100, given["accuracy"] / 100
        payoffs = [[0, -given["outage"]], [-given["waste"], 0]]  # (keep, broker) x (does, fails)
        test = [[right, 1 - right], [1 - right, right]]
        perfect = [decisions.evpi(payoffs, [p, 1 - p]) for p in CHANCES]
        real = [decisions.evsi(payoffs, [p, 1 - p], test).value for p in CHANCES]
        here = decisions.evsi(payoffs, [chance, 1 - chance], test)
        most = decisions.evpi(payoffs, [chance, 1 - chance])
        self.perfect.set_ydata(perfect)
        self.real.set_ydata(real)
        self.price.set_ydata([given["price"]] * 2)
        self.here.set_xdata([chance, chance])
        self.label.set_x(chance + 0.01)
        self.label.set_horizontalalignment("left" if chance < ROOM else "right")
        net = here.net(given["price"])
        advice = "look first" if net > 0 else "do not look"
        self.label.set_text(advice)
        act = ("keep the table", "build the broker")[here.prior_action]
        if not here.changes_choice:
            worth = f"the test is worth nothing, as you would {act} whatever it says"
        else:
            worth = (
                f"the test is worth {here.value:.1f} of at most {most:.1f}, and "
                f"{net:+.1f} after its price"
            )
        said = f"At {percent(chance)}, {worth}: {advice}."
        rows: list[tuple[object, ...]] = [("chance", "perfect look", "this test", "after price")]
        present = (f"{most:.1f}", f"{here.value:.1f}", f"{net:+.1f}")
        rows.append((f"{percent(chance)} (yours)", *present))
        rows += [
            (percent(p), f"{a:.1f}", f"{b:.1f}", f"{b - given['price']:+.1f}")
            for p, a, b in list(zip(CHANCES, perfect, real, strict=True))[::4]
        ]
        return said, rows
