"""Several boards on one page: what may be added up, and what turns round when it is.

Counts add up. Cycle times do not: the whole has its own, which depends on how much of the work
lies on which board.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from leadlab import intervals
from leadlab.errors import shortened
from leadlab.models.boards.board import UnusableBoard, WorkBoard
from leadlab.models.boards.flow import (
    in_progress,
    late_after,
    limits_met,
    oldest,
    started_and_finished,
)

FloatArray = npt.NDArray[np.float64]
MEASURES = ("mean", "p50", "p85")
WHOLE = "all boards"


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardGlance:
    """One board in a line: counts, the oldest item in progress, items later than most, limits."""

    name: str
    items: int
    in_progress: int
    finished: int
    oldest_days: float
    late: int
    limits: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FinishedDays:
    """The finished items of a board: on which day each was done, and how many days it took."""

    name: str
    ends: FloatArray
    took: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Cycle times of the items finished in a stretch of time: how many, value, 95 % interval."""

    count: int
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A board, or all of them, before and after a day."""

    name: str
    before: Period
    after: Period

    @property
    def by(self) -> float:
        """Days that it takes longer after, negative where it is quicker; nan without items."""
        return self.after.value - self.before.value


def roll_up(boards: Sequence[WorkBoard]) -> tuple[BoardGlance, ...]:
    """A line a board, and one for all; counts of the last line are sums.

    >>> from leadlab.models.boards.board import Item, work_board
    >>> one, two = (work_board(["To do", "Doing", "Done"], [Item(id="a")], name=n) for n in "xy")
    >>> [(line.name, line.items) for line in roll_up([one, two])]
    [('x', 1), ('y', 1), ('all boards', 2)]
    """
    lines = [_glance(each) for each in _several(boards)]
    ages = [each.oldest_days for each in lines if not math.isnan(each.oldest_days)]
    whole = BoardGlance(
        name=WHOLE,
        items=sum(each.items for each in lines),
        in_progress=sum(each.in_progress for each in lines),
        finished=sum(each.finished for each in lines),
        oldest_days=max(ages, default=math.nan),
        late=sum(each.late for each in lines),
        limits=tuple(f"{each.name}: {said}" for each in lines for said in each.limits),
    )
    return (*lines, whole)


def finished_days(boards: Sequence[WorkBoard]) -> tuple[FinishedDays, ...]:
    """Ends and cycle times of each board, to be asked more than once."""
    found = []
    for each in _several(boards):
        rows = [(end, end - start) for _, start, end in started_and_finished(each) if end == end]
        ends, took = np.array(rows, dtype=np.float64).reshape(-1, 2).T
        found.append(FinishedDays(name=each.name, ends=ends, took=took))
    return tuple(found)


def compare_periods(
    boards: Sequence[WorkBoard] | Sequence[FinishedDays], *, day: float, measure: str = "mean"
) -> tuple[Change, ...]:
    """Cycle times before and after a day for each board, and in the last place for all of them.

    An item counts for the day on which it was finished.

    Args:
        boards: At least one, with the same calendar; or what `finished_days` says of them.
        day: First day of the second stretch.
        measure: "mean", "p50" or "p85" of the days that items took.
    """
    if measure not in MEASURES:
        raise UnusableBoard(
            f"measure is {shortened(measure)!r}, expected one of {', '.join(MEASURES)}."
        )
    known = [each for each in boards if isinstance(each, FinishedDays)]
    parts = known or finished_days([each for each in boards if isinstance(each, WorkBoard)])
    whole = FinishedDays(
        name=WHOLE,
        ends=np.concatenate([each.ends for each in parts]),
        took=np.concatenate([each.took for each in parts]),
    )
    return tuple(
        Change(
            name=each.name,
            before=_period(each.took[each.ends < day], measure),
            after=_period(each.took[each.ends >= day], measure),
        )
        for each in (*parts, whole)
    )


def turns_round(changes: Sequence[Change]) -> bool:
    """Whether all boards go one way and the whole goes the other: Simpson's paradox.

    The mix has changed then, and neither the boards nor the whole are wrong.
    """
    *parts, whole = changes
    if len(parts) < 2 or any(math.isnan(each.by) for each in changes):
        return False
    return all(each.by * whole.by < 0 for each in parts)


def _several(boards: Sequence[WorkBoard]) -> Sequence[WorkBoard]:
    names = [each.name for each in boards]
    if not names or len(set(names)) < len(names):
        raise UnusableBoard("Give one board or more, each with a name of its own.")
    return boards


def _glance(board: WorkBoard) -> BoardGlance:
    rows = started_and_finished(board)
    found, limit = oldest(board), late_after(board)
    return BoardGlance(
        name=board.name,
        items=len(board.items),
        in_progress=in_progress(board),
        finished=sum(end == end for _, _, end in rows),
        oldest_days=math.nan if found is None else found[1],
        late=sum(end != end and board.day - start > limit for _, start, end in rows),
        limits=limits_met(board),
    )


def _period(values: FloatArray, measure: str) -> Period:
    if len(values) < 2:
        only = float(values[0]) if len(values) else math.nan
        return Period(count=len(values), value=only, low=math.nan, high=math.nan)
    if measure == "mean":
        mean = float(values.mean())
        reach = 1.96 * float(values.std(ddof=1)) / math.sqrt(len(values))
        return Period(count=len(values), value=mean, low=mean - reach, high=mean + reach)
    value, low, high = intervals.quantile(values, 0.5 if measure == "p50" else 0.85)
    return Period(count=len(values), value=value, low=low, high=high)
