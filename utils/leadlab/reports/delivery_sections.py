"""The parts of a delivery report: a heading, a sentence, a figure and its numbers each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator

from leadlab.models import delivery
from leadlab.models.delivery import BEFORE_2023, CURRENT, DeliveryLog, Measure
from leadlab.models.delivery.events import days_between
from leadlab.views.style import BLUE, HATCHES, INK, VERMILION, figure_html, new_figure, style

FEWEST_WEEKS = 6
FEWEST_DONE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of a report; `figure` is HTML, rows are cells of a table with headings first."""

    title: str
    said: str
    rows: tuple[tuple[str, ...], ...] = ()
    figure: str = ""


def sections(log: DeliveryLog | None, items: pd.DataFrame | None) -> Iterator[Section]:
    """Every part that there is something to say in."""
    if log is not None:
        yield _five(log)
        yield _older(log)
        if len(log.deployments) > 1:
            yield _weeks(log)
        if log.changes["deployment"].notna().sum() > 1:
            yield _lead_times(log)
    if items is not None:
        yield from _flow(items)


def measure_rows(found: delivery.Measures) -> tuple[tuple[str, ...], ...]:
    """Name, value, interval, number and definition of each measure, as texts."""
    head = ("measure", "value", "95 % interval", "observations", "definition")
    return (head, *map(_row, found))


def _row(each: Measure) -> tuple[str, ...]:
    value, _, interval = str(each).removeprefix(f"{each.name}: ").partition(" [")
    if each.count == 0:
        value, interval = "nothing to measure", ""
    shown = f"[{interval}" if interval else ""
    definition = "; ".join(filter(None, (each.definition, each.note)))
    return each.name, value, shown, f"{each.count:,}", definition


def _five(log: DeliveryLog) -> Section:
    return Section(
        title="Five measures of delivery",
        said="The interval says how far a value may move by chance alone. "
        "A change within it needs no story.",
        rows=measure_rows(delivery.measures(log, definitions=CURRENT)),
    )


def _older(log: DeliveryLog) -> Section:
    now = delivery.measures(log, definitions=CURRENT).recovery_time
    then = delivery.measures(log, definitions=BEFORE_2023).recovery_time
    return Section(
        title="The same events under another definition",
        said="Before 2023 the mean over all incidents was reported, from the incident on. "
        "Nothing happened differently; only the definition did.",
        rows=(("measure", "value", "95 % interval", "observations", "definition"),
              _row(now), _row(then)),
    )  # fmt: skip


def _weeks(log: DeliveryLog) -> Section:
    local = log.deployments["deployed_at"].dt.tz_convert(log.zone).dt.tz_localize(None)
    week = local.dt.to_period("W-SUN").dt.start_time
    spans = pd.date_range(week.min(), week.max(), freq="7D")
    planned = week[~log.failed.to_numpy()].value_counts().reindex(spans, fill_value=0)
    failed = week[log.failed.to_numpy()].value_counts().reindex(spans, fill_value=0)
    with style():
        figure = new_figure(7.2, 3)
        axes = figure.subplots()
        axes.bar(spans, planned, width=6, color=BLUE, label="no incident")
        axes.bar(spans, failed, width=6, bottom=planned, color=VERMILION, hatch=HATCHES[1],
                 label="caused an incident")  # fmt: skip
        axes.set_ylabel("deployments a week", color=INK)
        axes.legend(frameon=False)
    total = planned + failed
    said = (
        f"Between {total.min():.0f} and {total.max():.0f} deployments a week, half of the weeks "
        f"{total.median():.0f} or fewer; {int(failed.sum()):,} caused an incident."
    )
    rows = [("week of", "no incident", "caused an incident")]
    rows += [
        (f"{day:%Y-%m-%d}", f"{good}", f"{bad}")
        for day, good, bad in zip(spans[-52:], planned[-52:], failed[-52:], strict=True)
    ]
    return Section(title="Deployments by week", said=said, figure=figure_html(figure, said, rows))


def _lead_times(log: DeliveryLog) -> Section:
    changes = log.changes.dropna(subset=["deployment"])
    when = log.deployments.set_index("deployment")["deployed_at"]
    days = days_between(changes["committed_at"], changes["deployment"].map(when))
    days = np.sort(np.maximum(days, 1 / 1_440))
    shares = np.arange(1, len(days) + 1) / len(days)
    quantiles = np.quantile(days, [0.5, 0.85, 0.95], method="inverted_cdf")
    with style():
        figure = new_figure(7.2, 3)
        axes = figure.subplots()
        axes.step(days, 100 * shares, where="post", color=BLUE)
        axes.set_xscale("log")
        axes.set_xlabel("days from commit to production, logarithmic", color=INK)
        axes.set_ylabel("% of changes", color=INK)
        axes.axhline(50, color=INK, linewidth=0.6, linestyle=":")
    said = (
        f"Half of the {len(days):,} deployed changes took {quantiles[0]:.1f} days or less, "
        f"85 of 100 took {quantiles[1]:.1f}, 95 of 100 took {quantiles[2]:.1f}."
    )
    rows = [("share of changes", "days or less")]
    rows += [
        (f"{share} %", f"{np.quantile(days, share / 100, method='inverted_cdf'):.2f}")
        for share in (10, 25, 50, 75, 85, 90, 95, 99)
    ]
    return Section(title="How long changes take", said=said, figure=figure_html(figure, said, rows))


def _flow(items: pd.DataFrame) -> Iterator[Section]:
    done = items.dropna(subset=["finished_at"])
    if not len(done):
        yield Section(title="Work items", said="No item is finished yet.")
        return
    table = delivery.flow_measures(items)
    rows = [("measure", "share of items", "days", "95 % interval")]
    rows += [
        (str(measure), f"{share:.0%}", f"{row.value:.1f}", f"[{row.low:.1f}, {row.high:.1f}]")
        for (measure, share), row in zip(table.index, table.itertuples(), strict=True)
    ]
    yield Section(
        title="How long items take",
        said=f"Of {len(items):,} items {len(done):,} are finished. Lead time runs from when an "
        "item was asked for, cycle time from when somebody began.",
        rows=tuple(rows),
    )
    weeks = delivery.throughput(items)
    if len(weeks) >= FEWEST_WEEKS:
        yield _throughput(weeks)
    open_items = int(items["finished_at"].isna().sum())
    if open_items and len(weeks) >= FEWEST_WEEKS and len(done) >= FEWEST_DONE:
        yield _forecast(weeks, open_items)


def _throughput(weeks: pd.Series) -> Section:
    values = weeks.to_numpy(dtype=float)
    chart = delivery.control_chart(values)
    places = np.arange(len(values))
    with style():
        figure = new_figure(7.2, 3)
        axes = figure.subplots()
        axes.plot(places, values, color=BLUE, marker="o", markersize=3)
        odd = list(chart.signals)
        axes.plot(odd, values[odd], "s", color=VERMILION, label="asks for a cause")
        axes.axhline(chart.centre, color=INK, linewidth=0.8)
        for limit in (max(chart.low, 0), chart.high):
            axes.axhline(limit, color=INK, linewidth=0.8, linestyle="--")
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))
        axes.set_xlabel("week", color=INK)
        axes.set_ylabel("items finished", color=INK)
        if odd:
            axes.legend(frameon=False)
    said = (
        f"On average {chart.centre:.1f} items a week; weeks between {max(chart.low, 0):.1f} and "
        f"{chart.high:.1f} are its ordinary noise, and {len(chart.signals)} of {len(values)} weeks "
        "ask for a cause."
    )
    rows = [("week", "items finished", "asks for a cause")]
    rows += [
        (f"{index:%Y-%m-%d}" if hasattr(index, "strftime") else str(index), f"{value:.0f}",
         "yes" if place in chart.signals else "no")
        for place, (index, value) in enumerate(weeks.items())
    ]  # fmt: skip
    shown = [rows[0], *rows[1:][-52:]]
    return Section(
        title="Throughput: signal and noise",
        said=said,
        figure=figure_html(figure, said, shown),
    )


def _forecast(weeks: pd.Series, remaining: int) -> Section:
    forecast = delivery.forecast_weeks(weeks.to_numpy(), remaining, seed=7)
    warned = " ".join(forecast.warnings)
    counted = f"The {remaining:,} open items, if nothing is added and weeks stay as they were."
    return Section(
        title="When the open items may be done",
        said=f"{counted} {warned}".strip(),
        rows=(("chance of being done", "weeks"), ("50 of 100", f"{forecast.p50}"),
              ("85 of 100", f"{forecast.p85}"), ("95 of 100", f"{forecast.p95}")),
    )  # fmt: skip
