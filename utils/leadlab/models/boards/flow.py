"""What a board says about flow: who lies where and how long, what is over its limit, cycle times.

Days are the board's own; nothing here asks a clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from leadlab import intervals
from leadlab.models.boards.board import DONE, WORKING, Item, UnusableBoard, WorkBoard

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A column as it lies before you: its items with their ages, and whether its limit is kept.

    `items` are those to be shown; `more` counts the others. Ages are days since work began, nan
    where it has not; `stays` are days in this column.
    """

    name: str
    means: str
    limit: int | None
    count: int
    items: tuple[Item, ...]
    ages: tuple[float, ...]
    stays: tuple[float, ...]
    more: int = 0

    @property
    def is_full(self) -> bool:
        """Whether nothing more may come in."""
        return self.limit is not None and self.count >= self.limit

    @property
    def over(self) -> int:
        """Items beyond the limit."""
        return max(self.count - self.limit, 0) if self.limit is not None else 0


def lanes(board: WorkBoard, *, most: int = 12) -> tuple[Lane, ...]:
    """Every column with its items; of a long column the first `most`, of a done one the last.

    >>> from leadlab.models.boards.board import move, work_board
    >>> board = work_board(["To do", "Doing", "Done"], [Item(id="a"), Item(id="b")])
    >>> board = move(board, "a", "Doing", day=4).board
    >>> [(lane.name, lane.count) for lane in lanes(board)]
    [('To do', 1), ('Doing', 1), ('Done', 0)]
    """
    began, entered = _began(board), _entered(board)
    by_id = {each.id: each for each in board.items}
    places = board.places()
    found = []
    for column in board.columns:
        ids = places[column.name]
        shown = ids[-most:] if column.means == DONE else ids[:most]
        ends = [entered[each] if column.means == DONE else board.day for each in shown]
        found.append(
            Lane(
                name=column.name, means=column.means, limit=column.limit, count=len(ids),
                items=tuple(by_id[each] for each in shown), more=len(ids) - len(shown),
                ages=tuple(
                    end - began.get(each, float("nan"))
                    for each, end in zip(shown, ends, strict=True)
                ),
                stays=tuple(board.day - entered[each] for each in shown),
            )
        )  # fmt: skip
    return tuple(found)


def cycle_days(board: WorkBoard, *, start: str | None = None) -> FloatArray:
    """Days that each finished item took, in the order in which they were finished.

    The clock starts when an item first comes into `start` or a column to its right, and stops when
    it came into the done column in which it lies.

    >>> from leadlab.models.boards.board import move, work_board
    >>> board = work_board(["To do", "Doing", "Done"], [Item(id="a")])
    >>> board = move(move(board, "a", "Doing", day=3).board, "a", "Done", day=8).board
    >>> cycle_days(board).tolist(), cycle_days(board, start="To do").tolist()
    ([5.0], [8.0])

    Args:
        board: A board with its moves.
        start: Name of a column; the first one that means working if not given.
    """
    rows = [
        (ended, day) for _, day, ended in started_and_finished(board, start=start) if ended == ended
    ]
    return np.array([ended - day for ended, day in sorted(rows, key=lambda row: row[0])])


def started_and_finished(
    board: WorkBoard, *, start: str | None = None
) -> list[tuple[str, float, float]]:
    """Item, day on which its clock started, and day of its finish or nan, once it has started."""
    begun = _begun(board, _start_place(board, start))
    entered, means = _entered(board), {each.name: each.means for each in board.columns}
    lying = {item: name for name, ids in board.places().items() for item in ids}
    return [
        (item, day, entered[item] if means[lying[item]] == DONE else float("nan"))
        for item, day in begun.items()
    ]


def counts_by_day(board: WorkBoard) -> tuple[IntArray, IntArray]:
    """How many items lay in each column at the end of each whole day, (days,), (columns, days).

    The days run from the first move to the board's day: the bands of a cumulative flow diagram.
    """
    if not board.moves:
        return np.zeros(0, dtype=np.int64), np.zeros((len(board.columns), 0), dtype=np.int64)
    first = int(np.floor(board.moves[0].day))
    last = int(np.floor(max(board.day, board.moves[-1].day)))
    place = {each.name: n for n, each in enumerate(board.columns)}
    change = np.zeros((len(board.columns), last - first + 1), dtype=np.int64)
    where: dict[str, int] = {}
    for move in board.moves:
        day = int(np.floor(move.day)) - first
        if move.item in where:
            change[where[move.item], day] -= 1
        where[move.item] = place[move.to]
        change[place[move.to], day] += 1
    return np.arange(first, last + 1), np.cumsum(change, axis=1)


def cumulative_bands(board: WorkBoard) -> tuple[IntArray, IntArray]:
    """Lines of a cumulative flow diagram: items in each column or beyond it, by day.

    Between the lines of two columns lies, upwards, what is in the first; sideways, how long it
    stays there.

    >>> from leadlab.models.boards.board import move, work_board
    >>> board = work_board(["To do", "Doing", "Done"], [Item(id="a"), Item(id="b")])
    >>> board = move(board, "a", "Doing", day=2).board
    >>> cumulative_bands(board)[1].tolist()
    [[2, 2, 2], [0, 0, 1], [0, 0, 0]]
    """
    days, counts = counts_by_day(board)
    return days, np.cumsum(counts[::-1], axis=0)[::-1]


def weekly_counts(board: WorkBoard, *, days: float = 7.0) -> tuple[int, IntArray, IntArray]:
    """Items on the first day, and how many were added and finished in each whole week after it.

    An item that was taken out of done again counts when it was finished at last.

    Args:
        board: A board with its moves.
        days: Days of a week on this board: 5 where only working days are counted.
    """
    if not board.moves:
        return 0, np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    first = float(np.floor(board.moves[0].day))
    weeks = int((board.day - first) // days)
    came: dict[str, float] = {}
    for move in board.moves:
        came.setdefault(move.item, move.day)
    means, entered = {each.name: each.means for each in board.columns}, _entered(board)
    ended = [
        entered[item] for name, ids in board.places().items() if means[name] == DONE for item in ids
    ]
    early = sum(day < first + 1 for day in came.values())
    late = [day for day in came.values() if day >= first + 1]
    edges = first + days * np.arange(weeks + 1)
    if not weeks:
        return int(early), np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    return int(early), np.histogram(late, edges)[0], np.histogram(ended, edges)[0]


def limits_met(board: WorkBoard) -> tuple[str, ...]:
    """A sentence for each column that is full or over its limit.

    >>> from leadlab.models.boards.board import Column, work_board
    >>> board = work_board([Column(name="To do", limit=1), Column(name="Done", means="done")],
    ...                    [Item(id="a"), Item(id="b")])
    >>> limits_met(board)
    ('To do holds 2 and its limit is 1: 1 more than agreed, so nothing new comes in.',)
    """
    said = []
    places = board.places()
    for column in board.columns:
        count = len(places[column.name])
        if column.limit is None or count < column.limit:
            continue
        if count == column.limit:
            said.append(f"{column.name} is full, {count} of {column.limit}.")
        else:
            said.append(
                f"{column.name} holds {count} and its limit is {column.limit}: "
                f"{count - column.limit} more than agreed, so nothing new comes in."
            )
    return tuple(said)


def in_progress(board: WorkBoard) -> int:
    """Items between the first column that means working and done, waiting ones among them."""
    places = board.places()
    first = _start_place(board, None)
    return sum(
        len(places[each.name])
        for n, each in enumerate(board.columns)
        if n >= first and each.means != DONE
    )


def oldest(board: WorkBoard) -> tuple[str, float] | None:
    """Id and age in days of the item that has been in progress longest; None without one."""
    began = _began(board)
    means = {each.name: each.means for each in board.columns}
    still = [
        (board.day - began[item], item)
        for name, ids in board.places().items()
        for item in ids
        if means[name] != DONE and item in began
    ]
    if not still:
        return None
    age, item = max(still)
    return item, age


def _start_place(board: WorkBoard, start: str | None) -> int:
    if start is not None:
        return board.columns.index(board.column(start))
    for number, each in enumerate(board.columns):
        if each.means == WORKING:
            return number
    names: Sequence[str] = [each.name for each in board.columns]
    raise UnusableBoard(f"None of {', '.join(names)} means working; say where the clock starts.")


def _began(board: WorkBoard) -> dict[str, float]:
    """Day on which work on each item began; empty for a board without a working column."""
    try:
        return _begun(board, _start_place(board, None))
    except UnusableBoard:
        return {}


def _begun(board: WorkBoard, first: int) -> dict[str, float]:
    """Day on which each item first came into the column at this place, or beyond it."""
    place = {each.name: n for n, each in enumerate(board.columns)}
    found: dict[str, float] = {}
    for move in board.moves:
        if place[move.to] >= first:
            found.setdefault(move.item, move.day)
    return found


def _entered(board: WorkBoard) -> dict[str, float]:
    """Day on which each item came into the column in which it lies; shuffling within it is none."""
    found: dict[str, float] = {}
    where: dict[str, str] = {}
    for move in board.moves:
        if where.get(move.item) != move.to:
            found[move.item] = move.day
            where[move.item] = move.to
    return found


def late_after(board: WorkBoard, *, share: float = 0.85, least: int = 5) -> float:
    """Days within which a share of the finished items were done; inf where too few were.

    An open item that is older is one that most were not: ask for it first.
    """
    if all(each.means != WORKING for each in board.columns):
        return float("inf")
    done = np.sort(cycle_days(board))
    if len(done) < least:
        return float("inf")
    return float(done[max(int(np.ceil(share * len(done) - 1e-9)), 1) - 1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Cycle times of finished items: how many, median with its 95 % interval, and p85, in days."""

    count: int
    p50: float
    low: float
    high: float
    p85: float


def cycle_spread(board: WorkBoard, *, start: str | None = None) -> Spread | None:
    """Spread of cycle times by where the clock starts; None with fewer than two finished items."""
    days = cycle_days(board, start=start)
    if len(days) < 2:
        return None
    p50, low, high = intervals.quantile(days, 0.5)
    p85, _, _ = intervals.quantile(days, 0.85)
    return Spread(count=len(days), p50=p50, low=low, high=high, p85=p85)
