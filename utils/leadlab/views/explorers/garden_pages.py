"""The pages of the garden: where it stands before a month, and the flight looked back upon."""

from __future__ import annotations

from collections.abc import Mapping

from leadlab.simulation.dial_causes import DialCauses
from leadlab.simulation.garden import GardenRuns
from leadlab.simulation.garden_debrief import (
    DIALS,
    LEVERS,
    LUCKS,
    WORLDS,
    GardenCauses,
    against_strongest,
    came_out,
    causes_of_garden,
    counted,
    declined,
    dials,
    feedback_given,
    growth_of_people,
    if_one_left,
)
from leadlab.simulation.garden_flight import FORECAST, GardenFlight
from leadlab.simulation.garden_records import COVERED, FEEDBACK, LEVELS, Month
from leadlab.simulation.garden_state import GROWTH
from leadlab.simulation.garden_words import told
from leadlab.views.explorers.flight_tables import dials_table, levers_rows
from leadlab.views.markup import Rows, bullets, escape, inline, table_html
from leadlab.views.style import BLUE, GREEN, GREY, INK, VERMILION, figure_html, new_figure, style

NARROW = "\u00a0"  # keeps a mark on the line of its number
SCORED = (
    "<p>A range scores its width and ten times what it missed by (interval score, Gneiting and "
    "Raftery 2007), here in per cent of what came. Over many flights the honest range, one that "
    "holds four times in five, scores best.</p>"
)


def month_html(flight: GardenFlight) -> str:
    """How the last month went, and where people and areas stand."""
    facts = flight.facts
    said = ""
    if facts:
        said = bullets(told(facts[-1], facts[-2] if len(facts) > 1 else None))
        said += course_html(flight) + dials_table(DIALS, dials(flight))
    return said + people_html(flight) + areas_html(flight)


def people_html(flight: GardenFlight) -> str:
    """What a lead can know of each person; a skill of 0.55 keeps an area alone."""
    state, garden = flight.runs.record.states[-1], flight.garden
    rows: list[tuple[object, ...]] = [
        ("person", *(each.name for each in garden.areas), "confidence", "exhaustion they admit",
         "trust in you")
    ]  # fmt: skip
    for at, person in enumerate(garden.people):
        skills = (_skill(float(each)) for each in state.skill[0, at])
        admitted = float(state.exhaustion[0, at] * (0.5 + 0.5 * state.trust[0, at]))
        rows.append(
            (person.name, *skills, f"{state.confidence[0, at]:.2f}", f"{admitted:.2f}",
             f"{state.trust[0, at]:.2f}")
        )  # fmt: skip
    return table_html(rows, caption=f"Skill by area, from 0 to 1; ✓ keeps it alone ({COVERED})")


def _skill(value: float) -> str:
    return f"{value:.2f}{NARROW}✓" if value >= COVERED else f"{value:.2f}"


def areas_html(flight: GardenFlight) -> str:
    """What arrives, what waits, and how many people can keep each area."""
    state, garden = flight.runs.record.states[-1], flight.garden
    keepers = flight.runs.keepers[0, -1]
    rows: list[tuple[object, ...]] = [
        ("area", "arrives a week", "waits", "skill it asks for", "people who keep it")
    ]
    for at, area in enumerate(garden.areas):
        surge = " and half as much again" if not flight.over and area.name == flight.surge else ""
        rows.append(
            (area.title, f"{area.demand:.2f}{surge}",
             f"{state.waiting[0, at]:.1f} items", f"{area.difficulty:.2f}", int(keepers[at]))
        )  # fmt: skip
    return table_html(rows, caption="Areas of work")


def course_html(flight: GardenFlight) -> str:
    """Output now beside capability later, and exhaustion, month by month."""
    runs, months = flight.runs, len(flight.months)
    output = [float(each) for each in runs.monthly_output[0]]
    able = [float(each) for each in runs.capabilities[0]]
    tired = [float(each.exhaustion.mean()) for each in runs.record.states]
    bus = [int(each) for each in runs.keepers[0].min(axis=1)]
    figure = new_figure(7.6, 2.7)
    with style():
        left, right = figure.subplots(1, 2)
        left.plot(range(1, months + 1), output, color=BLUE, marker="o", label="output in the month")
        left.plot(range(months + 1), able, color=GREEN, ls="--", marker="s", label="capability")
        left.set(
            xlabel="month",
            ylabel="items a month",
            xlim=(0, 9.3),
            ylim=(0, 1.15 * max(output + able)),
        )
        left.legend(loc="lower right")
        left.set_title("Output now and capability:\nmore is better", color=INK, fontsize=9)
        right.plot(range(months + 1), tired, color=VERMILION, marker="^")
        right.set(xlabel="month", xlim=(0, 9.3), ylim=(0, 1))
        right.axhline(0.5, color=GREY, linewidth=0.6, ls=":")
        right.set_title("Mean exhaustion:\nless is better", color=INK, fontsize=9)
    first = f"; in the first, {output[0]:.1f}" if months > 1 else ""
    said = (
        f"In month {months}, {output[-1]:.1f} items held{first}. The "
        f"team could do {able[0]:.1f} a month at the start and {able[-1]:.1f} now. Mean exhaustion "
        f"went from {tired[0]:.2f} to {tired[-1]:.2f}, the bus factor from {bus[0]} to {bus[-1]}."
    )
    rows: list[tuple[object, ...]] = [
        ("after month", "output in it", "capability", "mean exhaustion", "bus factor"),
        (0, "", f"{able[0]:.1f}", f"{tired[0]:.2f}", bus[0]),
    ]
    rows += [
        (at + 1, f"{output[at]:.1f}", f"{able[at + 1]:.1f}", f"{tired[at + 1]:.2f}", bus[at + 1])
        for at in range(months)
    ]
    return figure_html(figure, said, rows)


# --- looked back upon ---------------------------------------------------------------------


def debrief_html(flight: GardenFlight, first: str) -> str:
    """What happened, why, and what was believed."""
    return (
        f"<h4>1. What happened</h4>{table_html(_months(flight))}{course_html(flight)}"
        f"{dials_table(DIALS, dials(flight))}{_leaving(flight)}"
        f"<h4>2. Why</h4>{causes_html(causes_of_garden(flight))}{_growth(flight)}"
        f"{feedback_html(flight)}"
        f"<h4>3. What you believed</h4>{table_html(_forecasts(flight))}{SCORED}{_first(first)}"
    )


def _months(flight: GardenFlight) -> Rows:
    """What was changed in each month, against the month before."""
    rows: list[tuple[object, ...]] = [("month", "surge", "what you changed", "held", "bus factor")]
    before: Month | None = None
    for month, facts, surge in zip(flight.months, flight.facts, flight.surges, strict=True):
        changed = []
        for name, each in month.items():
            last = before[name] if before else None
            said = []
            if last is None or each.area != last.area:
                said.append(each.area)
            if each.guide != (last.guide if last else None):
                said.append(f"beside {each.guide}" if each.guide else "alone again")
            if last is None or each.level != last.level:
                said.append(f"level {each.level}, {LEVELS[each.level]}")
            if each.feedback != "none":
                said.append(f"heard {FEEDBACK[each.feedback]}")
            if said:
                changed.append(f"{name} {', '.join(said)}")
        rows.append(
            (facts.number, surge, "; ".join(changed) or "nothing", f"{facts.output:.1f}",
             facts.bus_factor[1])
        )  # fmt: skip
        before = month
    return rows


def _leaving(flight: GardenFlight) -> str:
    """What the bus factor is about: the team without each person in turn."""
    rows: list[tuple[object, ...]] = [("without", "the team can do", "areas that nobody keeps")]
    rows += [
        (each.name, f"{each.capability:.1f} items a month", ", ".join(each.uncovered) or "none")
        for each in if_one_left(flight)
    ]
    return table_html(rows, caption="If one person left at the end")


def causes_html(found: GardenCauses) -> str:
    """Usual plan, four levers, and luck apart; the rows add up to the flight."""
    levers: DialCauses = found.levers
    rows = levers_rows(DIALS, LEVERS, levers, end=f"your months, mean of {LUCKS} lucks")
    shown = [each for each in DIALS if each.name in found.flown]
    rows[0] = (f"mean of {LUCKS} lucks", *rows[0][1:])
    rows.append(("luck of this flight", *(
        f"{found.luck[each.name]:+.{each.places + 1}f}" for each in shown
    )))  # fmt: skip
    rows.append(("your flight", *(
        f"{found.flown[each.name]:.{each.places + 1}f}" for each in shown
    )))  # fmt: skip
    spread = found.spread["output"]
    return (
        f"{table_html(rows)}<p>The usual plan is what would finish most in the first month, kept "
        "for nine, level 4 for all, no pairs and no feedback. A row is what your setting added, "
        "averaged over every order in which the four could have been put in its place, so the rows "
        "add up. Luck stands apart: with the same months on other luck, output differs by "
        f"{spread:.1f} items (standard deviation).</p>"
    )


def _growth(flight: GardenFlight) -> str:
    grown = growth_of_people(flight)
    rows: list[tuple[object, ...]] = [("person", *GROWTH, "in all")]
    rows += [
        (name, *(f"{parts[cause]:+.2f}" for cause in GROWTH), f"{sum(parts.values()):+.2f}")
        for name, parts in grown.items()
    ]
    total = sum(sum(parts.values()) for parts in grown.values())
    start = float(flight.runs.capabilities[0, 0])
    return (
        f"{table_html(rows, caption='Who grew, in items a month')}<p>Capability began at "
        f"{start:.2f}; all parts of the table make {total:+.2f}.</p>"
    )


def feedback_html(flight: GardenFlight) -> str:
    """What each kind of feedback did in this flight; a third of it harms at base rate."""
    given, not_now = feedback_given(flight), declined(flight)
    refused = f" Asked first, people said not now {not_now} times." if not_now else ""
    if not given:
        return f"<p>You gave no feedback.{refused}</p>"
    rows: list[tuple[object, ...]] = [("feedback", "given", "harmed", "mean effect, sd")]
    for kind, title in FEEDBACK.items():
        some = [each.effect for each in given if each.kind == kind]
        if some:
            harmed = sum(effect < 0 for effect in some)
            rows.append((title, len(some), harmed, f"{sum(some) / len(some):+.2f}"))
    harmed = sum(each.effect < 0 for each in given)
    return (
        f"{table_html(rows)}<p>{harmed} of {len(given)} made the month worse.{refused} In the "
        "studies that Kluger and DeNisi put together more than a third did (grade B); how much "
        "better it is on "
        "the task than on the person is an assumption of ours (grade D).</p>"
    )


def _forecasts(flight: GardenFlight) -> Rows:
    rows: list[tuple[object, ...]] = [
        ("range of", "you expected", "it came to", "your range", "score, less is better")
    ]
    came = came_out(flight)
    for name, title in FORECAST.items():
        expected = (flight.ranges or {})[name]
        held = "✓ inside" if expected.holds(came[name]) else "✗ outside"
        score = 100 * expected.score(came[name]) / came[name]
        rows.append(
            (title, f"{expected.low:g} to {expected.high:g}", f"{came[name]:.1f}", held,
             f"{score:.0f} %")
        )  # fmt: skip
    return rows


def _first(first: str) -> str:
    if not first:
        return ""
    return f"<p>Before the first month you said: {inline(first)}. Step 4 puts it to the test.</p>"


def worlds_html(runs: Mapping[str, GardenRuns]) -> str:
    """Three ways to lead over drawn worlds."""
    shown = [each for each in DIALS if each.name != "forecasts"]
    rows: list[tuple[object, ...]] = [
        ("way to lead", *(f"{each.title}, {each.better} is better" for each in shown))
    ]
    for name, each in runs.items():
        values = counted(each)
        rows.append(
            (name, *(f"{values[dial.name].mean():.{max(dial.places, 1)}f}" for dial in shown))
        )  # fmt: skip
    able, done = (against_strongest(runs, dial) for dial in ("capability", "output"))
    gaps = [
        f"{name}: capability {able[name]} items a month, output {done[name]} items" for name in able
    ]
    return (
        f"{table_html(rows, caption=f'Means of {WORLDS} worlds, people and assumptions drawn')}"
        f"<p>Against all to the strongest (mean, 95 % interval): {escape('; '.join(gaps))}. "
        "No way is best at everything; which one is right hangs on how long you stay and on who "
        "may leave. The sizes are our own (grade D): something to argue from.</p>"
    )
