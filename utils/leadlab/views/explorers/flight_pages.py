"""The pages of a flight: a leg before it is flown, and the flight looked back upon."""

from __future__ import annotations

from collections.abc import Sequence

from leadlab.simulation.flight import DEBT_CAUSES, Flight
from leadlab.simulation.flight_causes import LEVERS, causes_of_dials
from leadlab.simulation.flight_debrief import CHANGES, DIALS, HORIZONS, Repayment, dials
from leadlab.simulation.flight_words import told
from leadlab.views.explorers.flight_tables import dials_table, levers_rows, ways_rows
from leadlab.views.markup import Rows, bullets, escape, inline, percent, table_html
from leadlab.views.style import BLUE, GREEN, GREY, INK, VERMILION, figure_html, new_figure, style

SCORED = (
    "<p>A range scores its width and ten times what it missed by (interval score, Gneiting and "
    "Raftery 2007). Over many quarters the honest range, one that holds four times in five, "
    "scores best: a wider one pays for its width, a narrower one for its misses.</p>"
)
SHOWN = {
    "debt_interest": "Time that debt takes: less is better",
    "exhaustion": "Exhaustion: less is better",
    "stakeholder_trust": "Trust of stakeholders: more is better",
}


def leg_html(flight: Flight) -> str:
    """How the last leg went, and where the dials stand."""
    if not flight.legs:
        team = flight.team
        return (
            f"<p>Visits has {len(team.people)} people. Debt takes {percent(team.debt_interest)} "
            f"of their time, {team.backlog} items wait and {team.in_progress} are in progress. "
            f"In the last half year they finished {team.throughput * flight.course.leg_weeks:.0f} "
            "items a quarter.</p>"
        )
    facts = flight.facts
    before = facts[-2] if len(facts) > 1 else None
    leg = flight.legs[-1]
    judged = "inside" if facts[-1].held else "outside"
    expected = (
        f"You had expected {leg.low:.0f} to {leg.high:.0f} items; it came out {judged} your range, "
        f"which scores {facts[-1].score:.0f} (less is better)."
    )
    return bullets([*told(facts[-1], before), expected]) + course_html(flight) + dials_html(flight)


def dials_html(flight: Flight) -> str:
    """The five dials with their direction in words; there is no sum."""
    return dials_table(DIALS, dials(flight))


def course_html(flight: Flight) -> str:
    """Three gauges over the weeks that were flown."""
    courses = {name: flight.course_of(name) for name in SHOWN}
    figure = new_figure(7.6, 2.5)
    with style():
        for axes, (name, title) in zip(figure.subplots(1, 3), SHOWN.items(), strict=True):
            axes.plot(range(len(courses[name])), courses[name], color=BLUE)
            for leg in range(1, len(flight.legs)):
                axes.axvline(leg * flight.course.leg_weeks, color=GREY, linewidth=0.6, ls=":")
            axes.set_title(title.replace(": ", ":\n"), color=INK, fontsize=9)
            axes.set(xlim=(0, flight.course.weeks), ylim=(0, 1), xlabel="week")
    parts = [
        f"{title.split(':')[0].lower()} went from {courses[name][0]:.2f} to {courses[name][-1]:.2f}"
        for name, title in SHOWN.items()
    ]
    rows: list[tuple[object, ...]] = [("week", *(each.split(":")[0] for each in SHOWN.values()))]
    rows += [
        (week, *(f"{courses[name][week]:.2f}" for name in SHOWN))
        for week in range(0, flight.flown + 1, flight.course.leg_weeks)
    ]
    return figure_html(figure, f"Over {flight.flown} weeks, {'; '.join(parts)}.", rows)


def debrief_html(flight: Flight, drawn: Sequence[float], first: str) -> str:
    """What happened, why, and what was believed."""
    return (
        f"<h4>1. What happened</h4>{table_html(_asked(flight))}{table_html(_timeline(flight))}"
        f"{course_html(flight)}"
        f"{dials_html(flight)}"
        f"<h4>2. Why</h4>{_levers(flight)}"
        f"<p>{escape(_why(flight))}</p>{table_html(_causes(flight))}"
        f"<h4>3. What you believed</h4>{table_html(_forecasts(flight))}{SCORED}"
        f"{driver_html(flight, drawn)}{_first(first)}"
    )


def _asked(flight: Flight) -> Rows:
    rows: list[tuple[object, ...]] = [("quarter", "asked of you", "you said")]
    rows += [
        (number, event.title, event.answer(leg.answer).text)
        for number, (leg, event) in enumerate(zip(flight.legs, flight.events, strict=True), 1)
    ]
    return rows


def _timeline(flight: Flight) -> Rows:
    rows: list[tuple[object, ...]] = [
        ("quarter", "for debt", "review", "at once", "no review", "finished", "failed",
         "debt takes")
    ]  # fmt: skip
    for leg, each in zip(flight.legs, flight.facts, strict=True):
        rows.append(
            (each.number, percent(leg.debt), leg.review, leg.batch_size,
             f"{leg.open_weeks} weeks", each.finished, each.failed, percent(each.interest[1]))
        )  # fmt: skip
    return rows


def _levers(flight: Flight) -> str:
    """Where each counted dial came from, lever by lever; the rows add up."""
    rows = levers_rows(DIALS, LEVERS, causes_of_dials(flight), end="your flight")
    return (
        f"{table_html(rows)}<p>The usual plan is 10 % for debt, one reviewer, three changes at "
        "once and an answer that changes nothing. A row is what your setting added, averaged over "
        "every order in which the five could have been put in its place, so the rows add up.</p>"
    )


def _why(flight: Flight) -> str:
    total = {name: sum(each.causes[name] for each in flight.facts) for name in DEBT_CAUSES}
    start, end = flight.facts[0].debt[0], flight.facts[-1].debt[1]
    return (
        f"Debt went from {start:.1f} to {end:.1f} engineer-weeks. Feature work put on "
        f"{total['feature work']:.1f}, rush {total['rush']:.1f}, old debt "
        f"{total['old debt']:.1f}; repair took {abs(total['repair']):.1f} away. Rush is work "
        "in overtime or without review. In each row the four causes add up to the change."
    )


def _causes(flight: Flight) -> Rows:
    rows: list[tuple[object, ...]] = [("quarter", "before", *DEBT_CAUSES, "after")]
    for each in flight.facts:
        parts = (f"{each.causes[name]:+.1f}" for name in DEBT_CAUSES)
        rows.append((each.number, f"{each.debt[0]:.1f}", *parts, f"{each.debt[1]:.1f}"))
    return rows


def _forecasts(flight: Flight) -> Rows:
    rows: list[tuple[object, ...]] = [
        ("quarter", "you expected", "finished", "your range", "score, less is better")
    ]
    for leg, each in zip(flight.legs, flight.facts, strict=True):
        held = "✓ inside" if each.held else "✗ outside"
        expected = f"{leg.low:.0f} to {leg.high:.0f} items"
        rows.append((each.number, expected, each.finished, held, f"{each.score:.0f}"))
    return rows


def driver_html(flight: Flight, drawn: Sequence[float]) -> str:
    """The drawn driver, the one that there was, and what the policy put on top of it."""
    legs = range(1, len(drawn) + 1)
    true, felt = flight.driver, flight.felt_driver
    figure = new_figure(6.4, 3)
    with style():
        axes = figure.subplots()
        axes.plot(legs, drawn, color=VERMILION, ls="--", marker="s", label="you drew")
        axes.plot(legs, true, color=BLUE, marker="o", label="feature work of itself")
        axes.plot(legs, felt, color=GREEN, ls=":", marker="^", label="with rush and old debt")
        axes.set(xlabel="quarter", ylabel="days of debt per 20 of work", ylim=(0, None))
        axes.set_xticks(list(legs))
        axes.legend()
    said = (
        f"Twenty days of feature work left {true[0]:.1f} days of debt in every quarter: the driver "
        f"was flat. You drew {min(drawn):.0f} to {max(drawn):.0f}. With rush and old debt it was "
        f"{min(felt):.1f} to {max(felt):.1f}; that part, and what was repaid, came from the plan."
    )
    rows: list[tuple[object, ...]] = [("quarter", "you drew", "of itself", "with rush, old debt")]
    rows += [
        (leg, f"{drawn[at]:.0f}", f"{true[at]:.1f}", f"{felt[at]:.1f}")
        for at, leg in enumerate(legs)
    ]
    return figure_html(figure, said, rows)


def _first(first: str) -> str:
    if not first:
        return ""
    return f"<p>Before the first quarter you said: {inline(first)}. Step 4 puts it to the test.</p>"


def replay_rows(flight: Flight, tried: dict[str, dict[str, float]]) -> Rows:
    """The flown dials beside those of each change that was tried."""
    own = {CHANGES[change]: values for change, values in tried.items()}
    return ways_rows(DIALS, dials(flight), own)


def worlds_html(usual: Repayment, worlds: Repayment) -> str:
    """Fixed and adaptive repayment by horizon, as the course assumes and over drawn worlds."""
    last = HORIZONS[-1]
    best = ", ".join(f"{usual.best[weeks]} over {weeks} weeks" for weeks in HORIZONS)
    gain = worlds.adaptive_gain
    return (
        f"{table_html(_ways(usual), caption='With the assumptions of the course')}"
        f"{table_html(_ways(worlds), caption=f'In {gain.worlds} worlds with assumptions drawn')}"
        "<p>Adaptive is 30 % while debt is felt to take more than 15 % of time, else 10 %. "
        f"With the course's assumptions the best fixed share is {best}. Over drawn worlds it is "
        f"{worlds.best[last]} over {last} weeks, and adaptive finishes {gain} items against it "
        "(mean, 95 % interval).</p><p>The advice to spend 20 to 30 % names no horizon. Here it "
        "hangs on how long you stay, on the world, and on whether you count the debt that is left "
        "to whoever comes next. The assumptions are our own (grade D): something to argue "
        "from, not a measurement.</p>"
    )


def _ways(found: Repayment) -> Rows:
    rows: list[tuple[object, ...]] = [
        ("for debt", *(f"items in {weeks} weeks" for weeks in HORIZONS), "most items in",
         "debt takes at the end")
    ]  # fmt: skip
    for name, items in found.items.items():
        marked = (
            f"{items[weeks]:.0f}{' (best fixed)' if found.best[weeks] == name else ''}"
            for weeks in HORIZONS
        )
        rows.append(
            (name, *marked, f"{percent(found.best_in[name])} of runs", percent(found.left[name]))
        )
    return rows
