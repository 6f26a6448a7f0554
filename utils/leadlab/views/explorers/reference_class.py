"""Explorer: what became of plans like this one?"""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets

from leadlab import catalog
from leadlab.models import forecasting
from leadlab.views.explorers.stage import Explorer, Prompt
from leadlab.views.live import SHARP, LivePicture
from leadlab.views.markup import Rows, percent
from leadlab.views.style import BLUE, GREY, INK, VERMILION, new_figure, style

DATASET = "past_projects"
EVERY = "all past plans"
LONGEST = 60
FEWEST = 3


class ReferenceClass(Explorer):
    """An estimate placed among what past plans of a kind took.

    >>> outside = ReferenceClass()
    >>> outside.inputs["estimate"].value = 20
    >>> outside.sentence().startswith("Of 18 past plans")
    True
    """

    subject = "reference_class"
    prompt = Prompt(
        question="A plan says ten weeks. Out of ten past plans of this team, "
        "how many took no longer than they said?",
        options={"two": "About two", "five": "About five", "eight": "About eight"},
        answer="two",
        because="Each plan was made by people who knew their work. What held them up stood in "
        "no plan. Choose a class and see how much the answer depends on that choice.",
    )

    def __init__(self, **settings: Any) -> None:
        self.cases = catalog.dataset(DATASET)
        self.cases["ratio"] = self.cases["actual_weeks"] / self.cases["planned_weeks"]
        super().__init__(
            "Reference class",
            "Your plan says how long it should take. The team's past plans say how such plans "
            "ended: each point below is what your estimate becomes if it goes as one of them did.",
            **settings,
        )

    def make_inputs(self) -> dict[str, Any]:
        """Your own estimate, and the plans to compare it with."""
        kinds = self.cases["kind"].value_counts()
        usable = sorted(str(kind) for kind, count in kinds.items() if count >= FEWEST)
        options = [EVERY, *usable, "three or more parts touched"]
        choice = widgets.Dropdown(
            options=options,
            description="Plans like mine are",
            style={"description_width": "15rem"},
            layout={"width": "100%", "max_width": "44rem"},
        )
        self.name(choice, "Plans like mine are")
        return {
            "estimate": self.slider("Your estimate, in weeks", min=1, max=26, value=10),
            "class": choice,
        }

    def make_picture(self) -> LivePicture:
        """Cases as steps, with marks at the estimate and at the quantiles."""
        figure = new_figure(6.4, 3.2, dpi=SHARP)
        with style():
            axes = figure.subplots()
            (self.steps,) = axes.plot(
                [0], [0], color=BLUE, marker="o", markersize=4, drawstyle="steps-post"
            )
            (self.own,) = axes.plot([10, 10], [0, 1], color=VERMILION, linestyle="--")
            self.own_label = axes.text(10, 1.03, "", color=INK, ha="center")
            self.marks = [axes.plot([0], [0], color=GREY, linestyle=":")[0] for _ in range(2)]
            self.mark_labels = [axes.text(0, 0, "", color=INK, va="top") for _ in range(2)]
            axes.set(xlim=(0, LONGEST), ylim=(0, 1.12))
            axes.set(xlabel="Weeks", ylabel="Share of past plans done by then")
        moving = [self.steps, self.own, self.own_label, *self.marks, *self.mark_labels]
        return LivePicture(figure, moving=moving)

    def chosen(self) -> Any:
        """Overrun ratios of the class."""
        wanted = self.inputs["class"].value
        if wanted == EVERY:
            return self.cases["ratio"]
        if wanted == "three or more parts touched":
            return self.cases.loc[self.cases["parts_touched"] >= 3, "ratio"]
        return self.cases.loc[self.cases["kind"] == wanted, "ratio"]

    def compute(self) -> tuple[str, Rows]:
        """Quantiles of the class, in weeks of this plan."""
        estimate = self.inputs["estimate"].value
        ratios = sorted(self.chosen())
        found = forecasting.reference_class_forecast(estimate, ratios)
        shares = [(number + 1) / len(ratios) for number in range(len(ratios))]
        self.steps.set_data([estimate * ratio for ratio in ratios], shares)
        self.own.set_xdata([estimate, estimate])
        self.own_label.set_x(estimate)
        self.own_label.set_text("your estimate")
        for line, label, weeks, share in zip(
            self.marks, self.mark_labels, (found.p50, found.p80), (0.5, 0.8), strict=True
        ):
            line.set_data([0, weeks, weeks], [share, share, 0])
            label.set_position((min(weeks, LONGEST * 0.8) + 0.6, share - 0.02))
            label.set_text(f"{share * 100:.0f} of 100: {weeks:.1f} weeks")
        warning = f" {found.warnings[0]}" if found.warnings else ""
        said = (
            f"Of {found.cases} past plans, {percent(found.chance_within_estimate)} kept their "
            f"estimate; for yours that means {found.p50:.1f} weeks as an even bet and "
            f"{found.p80:.1f} to be 80 % sure.{warning}"
        )
        rows = [
            ("sure", "weeks"),
            ("your estimate", f"{estimate}"),
            ("50 %", f"{found.p50:.1f}"),
            ("80 %", f"{found.p80:.1f}"),
            ("90 %", f"{found.p90:.1f}"),
            ("mean", f"{found.mean:.1f}"),
        ]
        return said, rows
