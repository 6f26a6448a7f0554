"""What came of a simulated team: a sentence, a picture of four dials, and the same as a table."""

from __future__ import annotations

from typing import Any

import numpy as np

from leadlab.simulation.team_glance import LESS, MORE, Glance, glance
from leadlab.simulation.team_runs import TeamRuns
from leadlab.views.markup import Rows, escape, page, table_html
from leadlab.views.style import BLUE, GREY, INK, figure_html, new_figure, style

SHOWN = ("finished", "lead_time", "debt_interest", "exhaustion")
WAYS = {MORE: "more is better", LESS: "less is better"}


def runs_html(runs: TeamRuns) -> str:
    """Four dials over the weeks with their spread, the sentence that says the same, and tables.

    >>> from leadlab.simulation.engine import simulate
    >>> from leadlab.simulation.team import Team, equal_people
    >>> from leadlab.simulation.team_policy import Policy
    >>> runs = simulate(Team(people=equal_people(6)), Policy(), weeks=4, replications=20)
    >>> "Items finished" in runs_html(runs)
    True
    """
    seen = [glance(runs, name) for name in SHOWN]
    title = f"{runs.title}: {runs.weeks} weeks, {runs.replications:,} replications"
    measures: list[tuple[object, ...]] = [("measure", "median", "10th", "90th percentile")]
    measures += [(name, *(f"{value:,.3g}" for value in row)) for name, *row in runs.rows]
    whole = table_html(measures, caption="Over all weeks, or at their end")
    return page(
        f"<p><strong>{escape(title)}</strong></p>"
        f"{figure_html(_figure(seen), sentence(seen), _course(seen))}"
        '<details><summary data-lm-suppress-shortcuts="true">All measures</summary>'
        f"{whole}</details>"
    )


def sentence(seen: list[Glance]) -> str:
    """Where each dial stands in the last four weeks."""
    parts = []
    for each in seen:
        low, middle, high = (f"{value:.{each.dial.places}f}" for value in each.end)
        parts.append(f"{each.dial.title.lower()} {middle}{each.dial.unit_said} [{low} to {high}]")
    return (
        "In the last four weeks, median and the middle 80 % of replications: "
        f"{'; '.join(parts)}."
    )  # fmt: skip


def _figure(seen: list[Glance]) -> Any:
    figure = new_figure(7.6, 4.2)
    with style():
        for axes, each in zip(figure.subplots(2, 2, sharex=True).flat, seen, strict=True):
            along = np.arange(1, len(each.middle) + 1)
            axes.fill_between(along, each.low, each.high, color=GREY, alpha=0.3, linewidth=0)
            axes.plot(along, each.middle, color=BLUE)
            axes.set_title(f"{each.dial.title}: {WAYS[each.dial.better]}", color=INK, fontsize=10)
            axes.set_ylabel(each.dial.unit)
            axes.set_ylim(bottom=0)
            axes.set_xlabel("week" if axes.get_subplotspec().is_last_row() else "")
    return figure


def _course(seen: list[Glance]) -> Rows:
    """Medians by week, every fourth and the last."""
    weeks = len(seen[0].middle)
    rows: list[tuple[object, ...]] = [
        ("week", *(f"{each.dial.title}, {each.dial.unit}" for each in seen))
    ]
    for week in sorted({*range(3, weeks, 4), weeks - 1}):
        values = (f"{each.middle[week]:.{each.dial.places}f}" for each in seen)
        rows.append((week + 1, *values))
    return rows
