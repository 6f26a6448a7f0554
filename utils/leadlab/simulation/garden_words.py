"""What a month of the garden is told in: every sentence is made from its facts, as printed."""

from __future__ import annotations

from leadlab.simulation.garden_flight import MonthFacts


def told(facts: MonthFacts, before: MonthFacts | None = None) -> list[str]:
    """A month in sentences; a direction is that of the printed numbers.

    >>> facts = MonthFacts(number=2, output=15.2, failed=0.9, hours=9.0, lead_hours=12.0,
    ...     capability=(12.1, 12.3), growth={"alone": 0.15, "in a pair": 0.1, "forgotten": -0.05},
    ...     bus_factor=(1, 2), thinnest=("app",), exhaustion=(0.35, 0.35), most_tired="Adaeze")
    >>> told(facts)[2]
    'Bus factor: 2, up from 1, which is better. Thinnest: app.'
    """
    now = round(facts.output, 1)
    finished = f"Month {facts.number}: {now:.1f} items held"
    if before is not None:
        more = round(now - round(before.output, 1), 1)
        finished += ", as many as in the month before" if not more else (
            f", {abs(more):.1f} {'more' if more > 0 else 'fewer'} than in the month before"
        )  # fmt: skip
    start, end = (round(each, 1) for each in facts.capability)
    tired = [round(each, 2) for each in facts.exhaustion]
    able = f"The team can do {end:.1f} items a month, {_moved(start, end, 1, 'better')}"
    parts = ", ".join(f"{cause} {part:+.2f}" for cause, part in facts.growth.items())
    factor = f"Bus factor: {facts.bus_factor[1]}, {_moved(*facts.bus_factor, 0, 'better')}"
    exhausted = f"Mean exhaustion {tired[1]:.2f}, {_moved(tired[0], tired[1], 2, 'worse')}"
    return [
        f"{finished}; {facts.failed:.1f} came back.",
        f"{able}. Learned or lost: {parts}.",
        f"{factor}. Thinnest: {', '.join(facts.thinnest)}.",
        f"{exhausted}; most tired: {facts.most_tired}.",
        _hours(facts),
    ]


def _hours(facts: MonthFacts) -> str:
    asked = round(facts.hours, 1)
    said = f"They asked {asked:.1f} of your {facts.lead_hours:.0f} hours a week"
    return f"{said}." if asked <= facts.lead_hours else f"{said}, so people waited for you."


def _moved(start: float, end: float, places: int, up: str) -> str:
    if start == end:
        return "as before"
    rose = end > start
    worth = up if rose else {"better": "worse", "worse": "better"}[up]
    return f"{'up' if rose else 'down'} from {start:.{places}f}, which is {worth}"
