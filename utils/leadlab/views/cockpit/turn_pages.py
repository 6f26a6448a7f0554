"""Pages of the cockpit flight: a turn before it is flown, and the half-year looked back upon."""

from __future__ import annotations

import math
from collections.abc import Sequence

from leadlab.simulation.cockpit_debrief import DIALS, LEVERS, causes_of_dials, dials
from leadlab.simulation.cockpit_flight import (
    CockpitFlight,
    TurnFacts,
    drawing_error,
    flat_error,
)
from leadlab.views.explorers.flight_tables import dials_table, levers_rows
from leadlab.views.markup import Rows, bullets, escape, inline, percent, table_html
from leadlab.views.style import BLUE, GREY, VERMILION, figure_html, new_figure, style

SCORED = (
    "<p>A range scores its width and ten times what it missed by (interval score, Gneiting and "
    "Raftery 2007); less is better. A range that holds four times in five scores best in the "
    "long run.</p>"
)
NOTICES = {
    "nobody": "Nobody is told of anything",
    "usual": "As many teams have it: pages for failures and alarms, a message for the rest",
    "everybody": "Everybody is told of everything, by message",
    "waiting": "Two are paged for failures; the rest is told late, to one, or not at all",
}
REVIEWS = {
    "one colleague": "one", "two colleagues": "two", "one named person for all": "single",
    "nobody": "none",
}  # fmt: skip


def days_told(days: float) -> str:
    """The 85th percentile in words."""
    if math.isnan(days):
        return "none of the items finished was begun in this half-year"
    return f"85 % of the items finished took {days:.0f} working days or less"


def report_html(flight: CockpitFlight) -> str:
    """How the last turn went, by what the instruments show."""
    if not flight.turns:
        team = flight.team
        return (
            f"<p>Visits has {len(team.people)} people, {team.backlog} items wait and "
            f"{team.in_progress} are in progress. In the last half-year they finished "
            f"{team.throughput:.1f} items a week, and 85 % of the items took 15 working days or "
            "less.</p>"
        )
    facts, turn = flight.facts[-1], flight.turns[-1]
    judged = "inside" if facts.held else "outside"
    lines = [
        (
            f"Weeks {facts.first} to {facts.last}: {facts.finished} items were finished; "
            f"{days_told(facts.days)}."
        ),
        f"{facts.in_progress} items are in progress.",
        f"{facts.failed} of {facts.deployments} deployments failed.",
        (
            f"Each person was interrupted {facts.notices.a_person_day:.1f} times a day; until "
            f"somebody acted, things cost {facts.notices.harm_hours:.0f} hours a week."
        ),
        (
            f"You had expected {turn.low:.0f} to {turn.high:.0f} items; it came out {judged} your "
            f"range, which scores {facts.score:.0f} (less is better)."
        ),
    ]
    return bullets(lines) + instruments_html(flight)


def instruments_html(flight: CockpitFlight) -> str:
    """Items finished and in progress by week, as the cockpit shows them."""
    weeks = range(1, flight.flown + 1)
    finished = [int(each) for each in flight.runs.finished[0, : flight.flown]]
    progress = [int(each) for each in flight.runs.gauge("in_progress")[0, : flight.flown]]
    figure = new_figure(7.6, 2.3)
    with style():
        left, right = figure.subplots(1, 2)
        left.bar(weeks, finished, color=BLUE)
        left.set(xlabel="week", ylabel="items finished", xlim=(0.3, 26.7), ylim=(0, None))
        right.plot(weeks, progress, color=VERMILION, marker=".")
        right.set(xlabel="week", ylabel="items in progress", xlim=(0.3, 26.7))
        right.set_ylim(0, max(progress) + 2)
        for axes in (left, right):
            for facts in flight.facts[:-1]:
                axes.axvline(facts.last + 0.5, color=GREY, linewidth=0.6, ls=":")
    said = (
        f"In {flight.flown} weeks {sum(finished)} items were finished, {min(finished)} to "
        f"{max(finished)} a week; {progress[-1]} are in progress."
    )
    rows: list[tuple[object, ...]] = [("week", "finished", "in progress")]
    rows += list(zip(weeks, finished, progress, strict=True))
    return figure_html(figure, said, rows)


def debrief_html(flight: CockpitFlight, drawn: Sequence[float], first: str) -> str:
    """What happened, why, and what was believed."""
    return (
        f"<h4>1. What happened</h4>{table_html(_timeline(flight))}{instruments_html(flight)}"
        f"{dials_table(DIALS, dials(flight))}"
        f"<h4>2. Why</h4>{_levers(flight)}"
        f"<h4>3. What you believed</h4>{table_html(_forecasts(flight))}{SCORED}"
        f"{driver_html(flight, drawn)}{_first(first)}"
    )


def _timeline(flight: CockpitFlight) -> Rows:
    rows: list[tuple[object, ...]] = [
        ("weeks", "limit", "at once", "review", "tests", "finished", "85 % within, days", "failed")
    ]
    for turn, each in zip(flight.turns, flight.facts, strict=True):
        rows.append(
            (_weeks(each), turn.wip_limit, turn.batch_size, turn.review, percent(turn.tests),
             each.finished, "–" if math.isnan(each.days) else f"{each.days:.0f}", each.failed)
        )  # fmt: skip
    return rows


def _weeks(facts: TurnFacts) -> str:
    return f"{facts.first} to {facts.last}"


def _levers(flight: CockpitFlight) -> str:
    return (
        f"{table_html(levers_rows(DIALS, LEVERS, causes_of_dials(flight), end='your flight'))}"
        "<p>The usual plan is a limit of 14, three changes at once, one reviewer, 5 % of the time "
        "for tests and the usual notices. A row is what your setting added, averaged over every "
        "order in which the five could have been put in its place, so the rows add up.</p>"
        "<p>Three things this team cannot show. Time for tests ends known risks and the wear "
        "behind pages; it makes no single change safer. Notices take time from everybody, and "
        "what they bring is counted in hours of harm and moves nothing else. A notice that a "
        "review waits makes no reviewer quicker.</p>"
    )


def _forecasts(flight: CockpitFlight) -> Rows:
    rows: list[tuple[object, ...]] = [
        ("weeks", "you expected", "finished", "your range", "score, less is better")
    ]
    for turn, each in zip(flight.turns, flight.facts, strict=True):
        held = "✓ inside" if each.held else "✗ outside"
        expected = f"{turn.low:.0f} to {turn.high:.0f} items"
        rows.append((_weeks(each), expected, each.finished, held, f"{each.score:.0f}"))
    return rows


def period_name(period: tuple[int, int]) -> str:
    """Weeks of a period in words."""
    return f"Weeks {period[0]} to {period[1]}"


def driver_html(flight: CockpitFlight, drawn: Sequence[float]) -> str:
    """The drawing over the true driver, with the distance, and that of a flat line."""
    driver, true = flight.driver, flight.driver_by_period()
    weekly = flight.weekly(driver.name)
    middles = [(first + last) / 2 for first, last in flight.drawn_over]
    figure = new_figure(6.4, 3)
    with style():
        axes = figure.subplots()
        axes.plot(range(1, len(weekly) + 1), weekly, color=GREY, lw=1, label="each week")
        axes.plot(middles, true, color=BLUE, marker="o", label="what it was")
        axes.plot(middles, drawn, color=VERMILION, ls="--", marker="s", label="what you drew")
        for facts in flight.facts[:-1]:
            axes.axvline(facts.last + 0.5, color=GREY, linewidth=0.6, ls=":")
        axes.set(xlabel="week", ylabel=driver.unit, xlim=(0.3, 26.7), ylim=(0, None))
        axes.legend()
    off, flat = drawing_error(drawn, true), flat_error(true)
    nearer = "nearer than" if off < flat else "not nearer than"
    said = (
        f"You drew {driver.title}, and were off by {off:.1f} on average ({driver.unit}). "
        f"It began at {true[0]:.0f}, and lay between {min(true):.0f} and {max(true):.0f}. A flat "
        f"line at its first value is off by {flat:.1f}; you were {nearer} that."
    )
    rows: list[tuple[object, ...]] = [("weeks", "you drew", "it was", "off by")]
    for period, mine, its in zip(flight.drawn_over, drawn, true, strict=True):
        rows.append((period_name(period), f"{mine:.0f}", f"{its:.1f}", f"{abs(mine - its):.1f}"))
    return figure_html(figure, said, rows) + _read(flight)


def _read(flight: CockpitFlight) -> str:
    """How the driver hangs on the plan, in a sentence for each."""
    told = {
        "queue": "It fills where changes come faster than reviewers answer: with two reviewers, or "
        "one named person. What stood in it comes out later, so the weeks after a change look "
        "better than they are.",
        "load": "A reviewer at nine tenths lets a queue grow that one at seven tenths never sees; "
        "finished items show it weeks later.",
        "exhaustion": "It hardly moved by these levers: overtime, night pages and rest move it, "
        "and you had none of them in your hands. Who saw it rise saw a story.",
    }
    return f"<p>{inline(told[flight.driver.name])}</p>"


def _first(first: str) -> str:
    if not first:
        return ""
    return f"<p>Before the first week you said: {escape(first)}. Step 4 puts it to the test.</p>"
