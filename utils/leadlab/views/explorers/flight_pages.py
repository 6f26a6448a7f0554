"""The pages of a flight: a leg before it is flown, and the flight looked back upon."""

from __future__ import annotations

from collections.abc import Sequence

from leadlab.simulation.flight import DEBT_CAUSES, Flight
from leadlab.simulation.flight_debrief import CHANGES, DIALS, HORIZONS, Repayment, dials
from leadlab.simulation.flight_words import told
from leadlab.views.markup import Rows, bullets, escape, inline, percent, table_html
from leadlab.views.style import BLUE, GREEN, GREY, INK, VERMILION, figure_html, new_figure, style

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
    words = [
        *told(facts[-1], before),
        f"You had expected {leg.low:.0f} to {leg.high:.0f} items; it came out {judged} your range.",
    ]
    return bullets(words) + course_html(flight) + dials_html(flight)


def dials_html(flight: Flight) -> str:
    """The five dials with their direction in words; there is no sum."""
    values = dials(flight)
    rows: list[tuple[object, ...]] = [("dial", "now", "unit", "better is")]
    rows += [
        (each.title, f"{values[each.name]:.{each.places}f}", each.unit, each.better)
        for each in DIALS
    ]
    return table_html(rows, caption="Five dials, and no sum of them")


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
        f"<h4>1. What happened</h4>{table_html(_timeline(flight))}{course_html(flight)}"
        f"{dials_html(flight)}"
        f"<h4>2. Why</h4><p>{escape(_why(flight))}</p>{table_html(_causes(flight))}"
        f"<h4>3. What you believed</h4>{table_html(_forecasts(flight))}"
        f"{driver_html(flight, drawn)}{_first(first)}"
    )


def _timeline(flight: Flight) -> Rows:
    rows: list[tuple[object, ...]] = [
        ("quarter", "asked", "you said", "for debt", "review", "at once", "gate open", "finished",
         "failed", "debt takes")
    ]  # fmt: skip
    for leg, event, each in zip(flight.legs, flight.events, flight.facts, strict=False):
        rows.append(
            (each.number, event.title, event.answer(leg.answer).text, f"{leg.debt * 100:.0f} %",
             leg.review, leg.batch_size, f"{leg.open_weeks} weeks", each.finished, each.failed,
             f"{each.interest[1] * 100:.0f} %")
        )  # fmt: skip
    return rows


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
    rows: list[tuple[object, ...]] = [("quarter", "you expected", "finished", "your range")]
    for leg, each in zip(flight.legs, flight.facts, strict=True):
        held = "✓ inside" if each.held else "✗ outside"
        rows.append((each.number, f"{leg.low:.0f} to {leg.high:.0f} items", each.finished, held))
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
    own = dials(flight)
    shown = [each for each in DIALS if each.name != "forecasts"]
    rows: list[tuple[object, ...]] = [
        ("on the same luck", *(f"{each.title}, {each.better} is better" for each in shown)),
        ("as you flew", *(f"{own[each.name]:.{each.places}f}" for each in shown)),
    ]
    for change, values in tried.items():
        rows.append((CHANGES[change], *(f"{values[each.name]:.{each.places}f}" for each in shown)))
    return rows


def worlds_html(found: Repayment) -> str:
    """Fixed and adaptive repayment over drawn worlds, by horizon."""
    rows: list[tuple[object, ...]] = [
        ("for debt", *(f"items in {weeks} weeks" for weeks in HORIZONS), "best in", "debt takes")
    ]
    for name, items in found.items.items():
        marked = (
            f"{items[weeks]:.0f}{' (best fixed)' if found.best[weeks] == name else ''}"
            for weeks in HORIZONS
        )
        rows.append(
            (name, *marked, f"{found.best_in[name] * 100:.0f} % of worlds",
             f"{found.left[name] * 100:.0f} % at the end")
        )  # fmt: skip
    gain = found.adaptive_gain
    return (
        f"{table_html(rows)}<p>Adaptive is 30 % while debt is felt to take more than 15 % of time, "
        f"else 10 %. Against {found.best[HORIZONS[-1]]} fixed it finishes {gain} items over "
        f"{HORIZONS[-1]} weeks (mean, 95 % interval, {gain.worlds} worlds). The advice to spend 20 "
        "to 30 % has no horizon in it. Here the answer hangs on how long you stay, on the world, "
        "and on whether you count what is left to whoever comes next. The coefficients are our own "
        "assumptions (grade D): a place to argue from, not a measurement.</p>"
    )
