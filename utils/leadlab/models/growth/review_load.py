"""What reading each other's changes takes, how long it waits, and who knows a part afterwards."""

from __future__ import annotations

import math
from dataclasses import dataclass

from leadlab.errors import LeadlabError, shortened


class UnusableReviews(LeadlabError):  # noqa: N818 - reads as a sentence when raised
    """A number about reviews that cannot be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviews:
    """Who reads how much in a week; `people` write, and `readers` of them read."""

    people: int
    changes: float
    minutes: float
    readers: int
    reads: int

    @property
    def hours(self) -> float:
        """Hours of reading in a week, of all readers together.

        >>> reviews(8, changes=3, minutes=40, reads=2).hours
        32.0
        """
        return self.people * self.changes * self.reads * self.minutes / 60

    @property
    def hours_each(self) -> float:
        """Hours of reading in a week for each reader, where it is shared out evenly.

        >>> [reviews(8, changes=3, minutes=40, readers=n).hours_each for n in (2, 8)]
        [8.0, 2.0]
        """
        return self.hours / self.readers

    def readers_for(self, hours: float) -> int:
        """Readers that are needed so that none reads longer than so many hours a week.

        >>> reviews(8, changes=3, minutes=40).readers_for(3)
        6
        """
        if not hours > 0:
            raise UnusableReviews(f"hours: give hours above 0, not {shortened(repr(hours))}.")
        return math.ceil(self.hours / hours)


def reviews(
    people: int,
    *,
    changes: float,
    minutes: float,
    readers: int | None = None,
    reads: int = 1,
) -> Reviews:
    """The reviews of a week, checked.

    >>> reviews(8, changes=3, minutes=40).readers
    8

    Args:
        people: How many write changes.
        changes: Changes of each in a week.
        minutes: Minutes that it takes to read one.
        readers: How many share the reading; all of them if not given.
        reads: How many read each change.
    """
    readers = people if readers is None else readers
    for name, value in (("people", people), ("readers", readers), ("reads", reads)):
        if value < 1:
            raise UnusableReviews(f"{name}: give 1 or more, not {shortened(repr(value))}.")
    for name, given in (("changes", changes), ("minutes", minutes)):
        if not (math.isfinite(given) and given >= 0):
            raise UnusableReviews(f"{name}: give 0 or more, not {shortened(repr(given))}.")
    return Reviews(people=people, changes=changes, minutes=minutes, readers=readers, reads=reads)


def first_answer(looks: int, *, day_hours: float = 8.0) -> float:
    """Mean hours until a change is looked at, by someone who looks so often a day.

    Changes come evenly over the day, and looks lie evenly in it, the last one at its end; so a
    change waits half the time between two looks.

    >>> first_answer(1), first_answer(4)
    (4.0, 1.0)
    """
    if looks < 1 or not day_hours > 0:
        raise UnusableReviews("Give one look a day or more, and hours above 0.")
    return day_hours / (2 * looks)


def have_read(changes: int, others: int, *, reads: int = 1) -> float:
    """Share of the others who have read a change of a part, where readers are drawn by lot.

    One of them is passed over by every change with (1 - reads / others) to the power of changes.

    >>> round(have_read(12, 7), 2), have_read(12, 1)
    (0.84, 1.0)

    Args:
        changes: Changes of the part so far.
        others: People who may be drawn to read them.
        reads: How many are drawn for each.
    """
    if changes < 0 or not 1 <= reads <= others:
        raise UnusableReviews("Give no change below 0, and reads from 1 up to all the others.")
    return 1 - (1 - reads / others) ** changes
