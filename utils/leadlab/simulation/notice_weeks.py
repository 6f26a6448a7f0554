"""Weeks of notices: what happens in them, and what a rule for telling people costs in hours.

How a notice is seen and what it takes is `leadlab.models.alerts`; here is the luck.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from leadlab.errors import shortened
from leadlab.models.alerts.ways import (
    AT_NIGHT,
    MESSAGE_SEEN,
    MUCH,
    TAKES,
    WAYS,
    Event,
    is_night,
    seen_after,
    taken_by,
)
from leadlab.simulation.policies import Game, PolicyFault, in_step, stopped

__all__ = [
    "AT_NIGHT", "FIRST_EVENT", "KINDS", "MESSAGE_SEEN", "MUCH", "TAKES", "WAYS", "Event", "Rule",
    "draw_weeks", "hours_of", "reference", "seen_after",
]  # fmt: skip

KINDS = {
    "service down": (0.03, (3.0, 8.0), (2.0, 10.0)),
    "budget burns": (0.04, (1.0, 4.0), (8.0, 40.0)),
    "review waits": (0.33, (0.05, 0.4), (10.0, 40.0)),
    "dependency slipped": (0.1, (0.1, 0.9), (40.0, 120.0)),
    "nightly build red": (0.2, (0.01, 0.3), (4.0, 16.0)),
    "card moved": (0.3, (0.0, 0.02), (24.0, 80.0)),
}
"""Share of all events, hours of harm an hour, hours until somebody comes upon it anyway."""


Rule = Callable[[Event], str]

FIRST_EVENT = Event(
    kind="review waits", harm_an_hour=0.2, found_anyway=20.0, hour=11, pages_this_week=1
)
"""An event to try a rule on."""


def draw_weeks(weeks: int, rng: np.random.Generator) -> tuple[tuple[tuple[Event, float], ...], ...]:
    """For each week its events, each with the true harm an hour, which no rule sees.

    >>> week, = draw_weeks(1, np.random.default_rng(7))
    >>> len(week) > 10, week[0][0].kind in KINDS
    (True, True)

    Args:
        weeks: How many.
        rng: Where the luck comes from.
    """
    names = list(KINDS)
    shares = np.array([KINDS[name][0] for name in names])
    found = []
    for _ in range(weeks):
        week = []
        for place in rng.choice(len(names), size=int(rng.poisson(40)), p=shares / shares.sum()):
            _, harm, anyway = KINDS[names[place]]
            true = float(rng.uniform(*harm))
            event = Event(
                kind=names[place],
                harm_an_hour=round(true * float(rng.lognormal(0, 0.3)), 3),
                found_anyway=round(float(rng.uniform(*anyway)), 1),
                hour=int(rng.integers(24)) if rng.random() < 0.4 else int(rng.integers(8, 18)),
                pages_this_week=0,
            )
            week.append((event, true))
        found.append(tuple(week))
    return tuple(found)


def hours_of(
    rule: Rule, weeks: Sequence[Sequence[tuple[Event, float]]]
) -> tuple[float, float, float]:
    """Hours a week that a rule costs, pages a week, and pages a week outside 8 to 18.

    >>> weeks = draw_weeks(20, np.random.default_rng(7))
    >>> hours_of(reference, weeks)[0] < hours_of(lambda event: "page", weeks)[0]
    True

    Raises:
        PolicyFault: The rule stopped, or answered with something that is no way to tell people.
    """
    found = in_step(rule, [_lived(week) for week in weeks])
    cost, paged, nights = (sum(each) for each in zip(*found, strict=True))
    return cost / len(weeks), paged / len(weeks), nights / len(weeks)


def _lived(week: Sequence[tuple[Event, float]]) -> Game[tuple[float, int, int]]:
    """One week as a game: hours that it costs, pages, and pages at night."""
    cost, pages, nights = 0.0, 0, 0
    for drawn, true in week:
        event = drawn
        if pages != drawn.pages_this_week:
            event = Event(  # not by `replace`, which takes three times as long
                kind=drawn.kind, harm_an_hour=drawn.harm_an_hour,
                found_anyway=drawn.found_anyway, hour=drawn.hour, pages_this_week=pages,
            )  # fmt: skip
        way = _way((yield event), event)
        cost += taken_by(way, event.hour) + true * seen_after(event, way)
        pages += way == "page"
        nights += way == "page" and is_night(event.hour)
    return cost, pages, nights


def _way(answers: Iterator[object], event: Event) -> str:
    when = f"for {event.kind!r} at {event.hour} o'clock"
    try:
        way = next(answers)
    except Exception as error:  # the learner's own code may fail in any way
        raise stopped(when, error) from error
    if not isinstance(way, str) or way not in WAYS:
        hint = ". Did you forget a `return`?" if way is None else ""
        seen = shortened(repr(way))
        raise PolicyFault(when, f"it returned {seen}; there are {', '.join(WAYS)}{hint}")
    return way


def reference(event: Event) -> str:
    """The way whose time and remaining harm are least, by what the rule knows."""
    return min(WAYS, key=lambda way: _expected(event, way))


def _expected(event: Event, way: str) -> float:
    return taken_by(way, event.hour) + event.harm_an_hour * seen_after(event, way)
