"""The picture of a cause list: every change of one state, from its start to its end."""

from __future__ import annotations

from itertools import accumulate

from leadlab.models.scenario.debrief import CauseList
from leadlab.views.markup import Rows
from leadlab.views.style import BLUE, GREY, INK, VERMILION, figure_html, new_figure, style


def cause_sentence(causes: CauseList) -> str:
    """A cause list in one sentence.

    >>> cause_sentence(CauseList(state="d", title="Days left", unit="days", start=20, end=12,
    ...     lines=()))
    'Days left went from 20 to 12 days.'
    """
    unit = f" {causes.unit}" if causes.unit else ""
    if causes.start == causes.end and not causes.lines:
        return f"{causes.title} stayed at {causes.start:g}{unit}."
    ends = f"{causes.title} went from {causes.start:g} to {causes.end:g}{unit}"
    if not causes.lines:
        return f"{ends}."
    largest = max(causes.lines, key=lambda line: abs(line.change))
    return f"{ends}; the largest step was {largest.change:+g}: {largest.text}"


def cause_figure(causes: CauseList) -> str:
    """Steps from start to end, numbered as in the table beside them."""
    lines = causes.lines
    levels = list(accumulate((line.change for line in lines), initial=causes.start))
    count = len(lines)
    figure = new_figure(6.4, 0.9 + 0.3 * (count + 2))
    with style():
        axes = figure.subplots()
        axes.plot([causes.start], [0], marker="o", color=GREY)
        axes.plot([causes.end], [count + 1], marker="o", color=GREY)
        for place, (line, before) in enumerate(zip(lines, levels, strict=False), 1):
            up = line.change > 0
            axes.barh(
                place,
                line.change,
                left=before,
                height=0.55,
                color=BLUE if up else VERMILION,
                hatch="" if up else "//",
            )
            axes.annotate(
                f"{line.change:+g}",
                (max(before, before + line.change), place),
                xytext=(4, 0),
                textcoords="offset points",
                va="center",
                fontsize=9,
                color=INK,
            )
        names = ["Start", *(f"{n}." for n in range(1, count + 1)), "End"]
        axes.set_yticks(range(count + 2), names)
        axes.margins(x=0.12)
        axes.set_xlabel(f"{causes.title}{f' ({causes.unit})' if causes.unit else ''}")
        axes.invert_yaxis()
    return figure_html(figure, cause_sentence(causes))


def cause_rows(causes: CauseList) -> Rows:
    """The steps as a table."""
    rows: list[tuple[object, ...]] = [("step", "change", "why"), ("Start", f"{causes.start:g}", "")]
    for number, line in enumerate(causes.lines, 1):
        late = " (arrived later)" if line.late else ""
        rows.append((f"{number}.", f"{line.change:+g}", f"{line.text}{late}"))
    return [*rows, ("End", f"{causes.end:g}", "")]
