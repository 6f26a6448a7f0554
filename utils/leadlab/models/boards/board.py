"""A board of work: columns with limits, items, and every move that was made.

The moves are the truth, and where each item lies follows from them, so that a board can be looked
at as it stood on any day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from leadlab.errors import LeadlabError, UnknownName, shortened

WAITING, WORKING, DONE = "waiting", "working", "done"
MEANINGS = (WAITING, WORKING, DONE)
LONGEST = 60  # characters of a column's name
MOST_COLUMNS = 12


class UnusableBoard(LeadlabError, ValueError):  # noqa: N818 - reads as a sentence when raised
    """A board that cannot be, with the column, the item or the row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A status of work: its name, what it means, and how many items may be in it at once."""

    name: str
    means: str = WAITING
    limit: int | None = None

    def __post_init__(self) -> None:
        if not (isinstance(self.name, str) and 0 < len(self.name.strip()) <= LONGEST):
            raise UnusableBoard(
                f"A column is called {shortened(self.name)!r}; give it 1 to {LONGEST} characters."
            )
        if self.means not in MEANINGS:
            raise UnusableBoard(
                f"{self.name}: means {shortened(self.means)!r}, expected one of "
                f"{', '.join(MEANINGS)}."
            )
        whole = isinstance(self.limit, int) and not isinstance(self.limit, bool)
        if self.limit is not None and not (whole and self.limit >= 1):
            raise UnusableBoard(
                f"{self.name}: the limit is {shortened(self.limit)}, expected a whole number from "
                "1 up, or none."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A piece of work; `fields` are what its kind of board asks for, such as severity."""

    id: str
    title: str = ""
    kind: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def said(self) -> str:
        """Its title, or its id where it has none."""
        return self.title or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """An item came into a column; its first move put it on the board. `place` None is the end."""

    item: str
    to: str
    day: float
    place: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkBoard:
    """Columns from left to right, items, and moves in order of time, up to a day.

    >>> board = work_board(["To do", "Doing", "Done"], [Item(id="a"), Item(id="b")])
    >>> board
    WorkBoard(To do 2, Doing 0, Done 0)
    """

    name: str
    columns: tuple[Column, ...]
    items: tuple[Item, ...]
    moves: tuple[Move, ...]
    day: float = 0.0

    def __repr__(self) -> str:
        places = self.places()
        return f"WorkBoard({', '.join(f'{name} {len(ids)}' for name, ids in places.items())})"

    def column(self, name: str) -> Column:
        """The column of that name."""
        for each in self.columns:
            if each.name == name:
                return each
        raise UnknownName("column", name, [each.name for each in self.columns])

    def item(self, id: str) -> Item:  # noqa: A002 - what it is called in every export
        """The item of that id."""
        for each in self.items:
            if each.id == id:
                return each
        raise UnknownName("item", id, [each.id for each in self.items])

    def place_of(self, id: str) -> str:  # noqa: A002
        """Name of the column in which an item lies."""
        self.item(id)
        return next(name for name, ids in self.places().items() if id in ids)

    def places(self) -> dict[str, tuple[str, ...]]:
        """Ids in each column from the top, as they lie on the board's day."""
        found: dict[str, list[str]] = {each.name: [] for each in self.columns}
        where: dict[str, str] = {}
        for move in self.moves:
            if move.item in where:
                found[where[move.item]].remove(move.item)
            lane = found[move.to]
            lane.insert(len(lane) if move.place is None else move.place, move.item)
            where[move.item] = move.to
        return {name: tuple(ids) for name, ids in found.items()}

    def as_of(self, day: float) -> WorkBoard:
        """The board as it stood on a day: later moves, and items that came later, are not there.

        >>> board = work_board(["To do", "Done"], [Item(id="a")])
        >>> after = move(board, "a", "Done", day=3).board
        >>> after.as_of(2)
        WorkBoard(To do 1, Done 0)
        """
        moves = tuple(each for each in self.moves if each.day <= day)
        there = {each.item for each in moves}
        items = tuple(each for each in self.items if each.id in there)
        return replace(self, moves=moves, items=items, day=day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What came of a wish to move an item: the board after it, and one sentence."""

    board: WorkBoard
    moved: bool
    sentence: str


def work_board(
    columns: Iterable[Column | str],
    items: Iterable[Item] = (),
    *,
    name: str = "Board",
    day: float = 0.0,
) -> WorkBoard:
    """A new board with all items in its first column.

    Where columns are given by name alone, the first is waiting, the last done, the others working.

    >>> work_board(["To do", "Doing", "Done"]).column("Doing").means
    'working'
    """
    lanes = checked_columns(columns)
    cards = tuple(items)
    seen: set[str] = set()
    for each in cards:
        if not each.id or each.id in seen:
            raise UnusableBoard(
                f"{name}: the item {shortened(each.id)!r} has no id or stands there twice."
            )
        seen.add(each.id)
    moves = tuple(Move(item=each.id, to=lanes[0].name, day=day) for each in cards)
    return WorkBoard(name=name, columns=lanes, items=cards, moves=moves, day=day)


def checked_columns(columns: Iterable[Column | str]) -> tuple[Column, ...]:
    """Columns as records, of different names, of which at least one means done."""
    given = tuple(columns)
    if not 2 <= len(given) <= MOST_COLUMNS:
        raise UnusableBoard(
            f"A board has 2 to {MOST_COLUMNS} columns, and {len(given)} were given."
        )
    last = len(given) - 1
    lanes = tuple(
        each
        if isinstance(each, Column)
        else Column(name=each, means=WAITING if n == 0 else DONE if n == last else WORKING)
        for n, each in enumerate(given)
    )
    names = [each.name.strip().lower() for each in lanes]
    twice = next((each for n, each in enumerate(names) if each in names[:n]), None)
    if twice is not None:
        raise UnusableBoard(f"Two columns are called {shortened(twice)!r}; give each its own name.")
    if all(each.means != DONE for each in lanes):
        raise UnusableBoard("No column means done; let one say that work has ended.")
    return lanes


def move(
    board: WorkBoard, item: str, to: str, *, place: int | None = None, day: float | None = None
) -> Moved:
    """Move an item into a column, unless the column is at its limit.

    >>> lanes = [Column(name="To do"), Column(name="Doing", limit=1), Column(name="Done",
    ...                                                                      means="done")]
    >>> board = work_board(lanes, [Item(id="a"), Item(id="b")])
    >>> full = move(board, "a", "Doing").board
    >>> move(full, "b", "Doing").sentence
    'Doing is full, 1 of 1: b stays in To do. Finish what is in Doing first, or raise the limit.'

    Args:
        board: The board before.
        item: Id of the item.
        to: Name of the column.
        place: Position from the top of the column, from 0; at its end if not given.
        day: When it happens, not before the board's day; the board's day if not given.
    """
    when = board.day if day is None else float(day)
    if when < board.day:
        raise UnusableBoard(f"The board stands at day {board.day:g}; a move on {when:g} is past.")
    target, moving = board.column(to), board.item(item)
    places = board.places()
    come_from = next(name for name, ids in places.items() if item in ids)
    others = [each for each in places[to] if each != item]
    if to != come_from and target.limit is not None and len(others) >= target.limit:
        return Moved(
            board=board, moved=False,
            sentence=f"{to} is full, {len(others)} of {target.limit}: {moving.said} stays in "
            f"{come_from}. Finish what is in {to} first, or raise the limit.",
        )  # fmt: skip
    spot = len(others) if place is None else min(max(int(place), 0), len(others))
    done = Move(item=item, to=to, day=when, place=spot)
    after = replace(board, moves=(*board.moves, done), day=when)
    room = "" if target.limit is None else f", {len(others) + 1} of {target.limit}"
    if to == come_from:
        said = f"{moving.said} is now at place {spot + 1} of {len(others) + 1} in {to}."
    else:
        said = f"{moving.said} moved from {come_from} to {to}{room}."
    return Moved(board=after, moved=True, sentence=said)


def add_item(board: WorkBoard, item: Item, *, to: str | None = None) -> Moved:
    """Put a new item on the board, into the first column if none is named, unless it is full."""
    if any(each.id == item.id for each in board.items) or not item.id:
        raise UnusableBoard(f"The item {shortened(item.id)!r} has no id or is there already.")
    target = board.columns[0] if to is None else board.column(to)
    there = len(board.places()[target.name])
    if target.limit is not None and there >= target.limit:
        said = f"{target.name} is full, {there} of {target.limit}: {item.said} was not added."
        return Moved(board=board, moved=False, sentence=said)
    came = Move(item=item.id, to=target.name, day=board.day)
    after = replace(board, items=(*board.items, item), moves=(*board.moves, came))
    return Moved(board=after, moved=True, sentence=f"{item.said} was added to {target.name}.")
