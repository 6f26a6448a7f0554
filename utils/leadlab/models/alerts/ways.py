"""Ways of telling somebody: what a notice takes, and how long until somebody acts on it.

An event is seen at once if somebody is paged, within the hours of a message or of the next
digest, or when somebody comes upon it. Each notice takes time away, a page most of all and at
night three times; and who is paged often, heeds less. The hours are the course's own assumptions
(grade D); the field has shown that interruptions cost something, and not how much.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

WAYS = ("page", "message", "digest", "nothing")
TAKES = {"page": 0.6, "message": 0.2, "digest": 0.02, "nothing": 0.0}
"""Hours that a notice takes from whoever gets it."""
AT_NIGHT = 3.0
"""How much more a page takes outside 8 to 18."""
MESSAGE_SEEN = 1.5
"""Working hours until a message is read."""
MUCH = 6
"""Pages in a week from which the next one is heeded less."""
FIRST_HOUR, LAST_HOUR = 8, 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What a rule knows when something happens.

    Attributes:
        kind: What happened.
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


def is_night(hour: int) -> bool:
    """Whether an hour lies outside 8 to 18.

    >>> is_night(3), is_night(8), is_night(18)
    (True, False, True)
    """
    return not FIRST_HOUR <= hour < LAST_HOUR


def taken_by(way: str, hour: int) -> float:
    """Hours that a notice takes from one person at that hour of the day.

    >>> round(taken_by("page", 3), 1), taken_by("message", 3)
    (1.8, 0.2)
    """
    return TAKES[way] * (AT_NIGHT if way == "page" and is_night(hour) else 1.0)


def seen_after(event: Event, way: str) -> float:
    """Hours until somebody acts on an event that is told in this way.

    >>> night = Event(kind="card moved", harm_an_hour=0, found_anyway=50, hour=3, pages_this_week=0)
    >>> seen_after(night, "message"), seen_after(night, "digest")
    (6.5, 6.0)
    """
    return float(min(_HOURS[way](event), event.found_anyway))


def _page_seen(event: Event) -> float:
    return 0.1 * (1 + max(event.pages_this_week - MUCH, 0))


def _message_seen(event: Event) -> float:
    awake = (FIRST_HOUR - event.hour) % 24 if is_night(event.hour) else 0
    return awake + MESSAGE_SEEN


_HOURS: dict[str, Callable[[Event], float]] = {
    "page": _page_seen,
    "message": _message_seen,
    "digest": lambda event: (9 - event.hour) % 24 or 24,
    "nothing": lambda event: event.found_anyway,
}
"""Hours until somebody acts, if nobody comes upon it sooner."""
