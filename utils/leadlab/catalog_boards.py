"""Boards of the course, from their content files: columns, what a row asks for, and some items."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from leadlab.catalog_files import cached, content_files, read_document
from leadlab.catalog_records import Record, Sentence, Slug, Text, make_record
from leadlab.errors import ContentError, LeadlabError, UnknownName
from leadlab.models import boards

FOLDER = "boards"
Day = Annotated[float, Field(ge=0)]


class ColumnEntry(Record):
    """A column as it is written in the file."""

    name: Text
    means: Literal["waiting", "working", "done"]
    limit: Annotated[int, Field(ge=1)] | None = None


class ItemEntry(Record):
    """An item as it is written in the file, with the day on which it came into each column."""

    id: Text
    title: Text
    fields: dict[Slug, Text]
    moves: Annotated[dict[Text, Day], Field(min_length=1)]


class BoardEntry(Record):
    """The whole file."""

    title: Text
    about: Sentence
    asks: dict[Slug, Sentence]
    columns: Annotated[tuple[ColumnEntry, ...], Field(min_length=2)]
    day: Day
    items: tuple[ItemEntry, ...] = ()


@cached
def _loaded() -> dict[str, BoardEntry | tuple[ContentError, ...]]:
    return {
        file.split("/")[-1].removesuffix(".yaml"): _read(file)
        for file in content_files(FOLDER, ".yaml")
    }


def board_names() -> tuple[str, ...]:
    """Names of the boards of the course.

    >>> board_names()
    ('bugs', 'debt', 'features')
    """
    return tuple(_loaded())


def board_entry(name: str) -> BoardEntry:
    """What the file of a board says, its introduction and what it asks for among it.

    >>> list(board_entry("debt").asks)
    ['principal', 'interest', 'trigger']
    """
    found = _loaded()
    if name not in found:
        raise UnknownName("board", name, found)
    known = found[name]
    if isinstance(known, tuple):
        raise known[0]
    return known


def board(name: str, *, empty: bool = False) -> boards.WorkBoard:
    """A board with its items, or the bare template.

    >>> board("bugs")
    WorkBoard(Reported 3, Confirmed 3, Being fixed 3, Being checked 1, Released 4)
    >>> board("bugs", empty=True)
    WorkBoard(Reported 0, Confirmed 0, Being fixed 0, Being checked 0, Released 0)
    """
    return _made(board_entry(name), empty=empty)


def board_faults() -> tuple[ContentError, ...]:
    """Faults of the content files, with line and path."""
    return tuple(
        fault for found in _loaded().values() if isinstance(found, tuple) for fault in found
    )


def _read(file: str) -> BoardEntry | tuple[ContentError, ...]:
    document = read_document(file)
    if document.faults:
        return document.faults
    entry = make_record(BoardEntry, document, (), document.data)
    if isinstance(entry, tuple):
        return entry
    for number, each in enumerate(entry.items):
        if set(each.fields) != set(entry.asks):
            asked = ", ".join(entry.asks)
            return (document.fault(("items", number, "fields"), f"the board asks for {asked}"),)
    try:
        _made(entry)
    except LeadlabError as error:
        return (document.fault(("items",), str(error)),)
    return entry


def _made(entry: BoardEntry, *, empty: bool = False) -> boards.WorkBoard:
    lanes = [boards.Column(**each.model_dump()) for each in entry.columns]
    rows = () if empty else entry.items
    return boards.board_from_moves(
        lanes,
        [boards.Item(id=each.id, title=each.title, fields=each.fields) for each in rows],
        [
            boards.Move(item=each.id, to=column, day=day)
            for each in rows
            for column, day in each.moves.items()
        ],
        name=entry.title,
        day=0 if empty else entry.day,
    )
