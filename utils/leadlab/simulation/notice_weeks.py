"""Notices: who is told of what, how loudly, and what that costs in hours.

An event is seen at once if somebody is paged, within the hours of a message or of the next
digest, or when somebody comes upon it. Until then it does harm by the hour. Each notice takes
time away, a page most of all and at night three times; and who is paged often, heeds less.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

WAYS = ("page", "message", "digest", "nothing")
TAKES = {"page": 0.6, "message": 0.2, "digest": 0.02, "nothing": 0.0}
"""Hours that a notice takes from whoever gets it."""
AT_NIGHT = 3.0
"""How much more a page takes outside 8 to 18."""
MESSAGE_SEEN = 1.5
"""Working hours until a message is read."""
MUCH = 6
"""Pages in a week from which the next one is heeded less."""
KINDS = {
    "service down": (0.03, (3.0, 8.0), (2.0, 10.0)),
    "budget burns": (0.04, (1.0, 4.0), (8.0, 40.0)),
    "review waits": (0.33, (0.05, 0.4), (10.0, 40.0)),
    "dependency slipped": (0.1, (0.1, 0.9), (40.0, 120.0)),
    "nightly build red": (0.2, (0.01, 0.3), (4.0, 16.0)),
    "card moved": (0.3, (0.0, 0.02), (24.0, 80.0)),
}
"""Share of all events, hours of harm an hour, hours until somebody comes upon it anyway."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What a rule knows when something happens.

    Attributes:
        kind: One of `KINDS`.
        harm_an_hour: Hours of work that each hour costs in which nobody acts; a guess.
        found_anyway: Hours after which somebody would come upon it; a guess.
        hour: Hour of the day, 0 to 23; nights are quiet for messages and digests.
        pages_this_week: Pages that went out since Monday.
    """

    kind: str
    harm_an_hour: float
    found_anyway: float
    hour: int
    pages_this_week: int


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


def seen_after(event: Event, way: str) -> float:
    """Hours until somebody acts on an event that is told in this way.

    >>> night = Event(kind="card moved", harm_an_hour=0, found_anyway=50, hour=3, pages_this_week=0)
    >>> seen_after(night, "message"), seen_after(night, "digest")
    (6.5, 6.0)
    """
    awake = (8 - event.hour) % 24 if not 8 <= event.hour < 18 else 0
    hours = {
        "page": 0.1 * (1 + max(event.pages_this_week - MUCH, 0)),
        "message": awake + MESSAGE_SEEN,
        "digest": float((9 - event.hour) % 24 or 24),
        "nothing": event.found_anyway,
    }
    return float(min(hours[way], event.found_anyway))


def hours_of(
    rule: Rule, weeks: Sequence[Sequence[tuple[Event, float]]]
) -> tuple[float, float, float]:
    """Hours a week that a rule costs, pages a week, and pages a week outside 8 to 18.

    >>> weeks = draw_weeks(20, np.random.default_rng(7))
    >>> hours_of(reference, weeks)[0] < hours_of(lambda event: "page", weeks)[0]
    True
    """
    cost, paged, nights = 0.0, 0, 0
    for week in weeks:
        pages = 0
        for drawn, true in week:
            event = replace(drawn, pages_this_week=pages)
            way = rule(event)
            night = not 8 <= event.hour < 18
            loud = AT_NIGHT if way == "page" and night else 1.0
            cost += TAKES[way] * loud + true * seen_after(event, way)
            pages += way == "page"
            nights += way == "page" and night
        paged += pages
    return cost / len(weeks), paged / len(weeks), nights / len(weeks)


def reference(event: Event) -> str:
    """The way whose time and remaining harm are least, by what the rule knows."""
    return min(WAYS, key=lambda way: _expected(event, way))


def _expected(event: Event, way: str) -> float:
    night = not 8 <= event.hour < 18
    takes = TAKES[way] * (AT_NIGHT if way == "page" and night else 1.0)
    return takes + event.harm_an_hour * seen_after(event, way)
