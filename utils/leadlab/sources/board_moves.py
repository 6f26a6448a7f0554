"""A board from an exported log: a row a move, a row an item, or Jira's history of statuses.

| what the file holds | columns it may have |
|---|---|
| a row a move | item, status (or column, to, state), at (or time, moved_at, date); title |
| a row an item | those of work items in `SHAPES`: created, started, finished |
| Jira's JSON | key, fields.created, changelog.histories with changes of status |
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from leadlab.errors import shortened
from leadlab.models import boards
from leadlab.models.delivery import UnusableLog
from leadlab.models.delivery.events import utc
from leadlab.sources.exports import from_export
from leadlab.sources.rows import read_rows
from leadlab.sources.times import iso

ITEM = ("item", "Issue key", "key", "iid", "number", "id")
STATUS = ("status", "column", "to", "to_status", "state", "Status", "list", "label")
AT = ("at", "moved_at", "time", "timestamp", "date", "changed_at", "Changed")
TITLE = ("title", "Summary", "summary", "fields.summary", "name")
HISTORY = "changelog.histories"
DONE = {"done", "closed", "resolved", "released", "merged", "in use", "finished", "deployed",
        "complete", "completed", "erledigt", "fertig"}  # fmt: skip
WAITING = ("backlog", "to do", "todo", "open", "new", "next", "ready", "selected", "waiting",
           "review", "blocked", "icebox", "ideas", "reported", "triage", "on hold")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBoard:
    """A board, the first day of its calendar, and what was assumed, a sentence each."""

    board: boards.WorkBoard
    first_day: pd.Timestamp
    notes: tuple[str, ...] = field(default=())


def board_from_export(
    path: str | os.PathLike[str],
    *,
    columns: Sequence[str | boards.Column] = (),
    zone: str = "UTC",
    name: str = "",
) -> ReadBoard:
    """A board from a file that GitHub, GitLab, Jira or a spreadsheet exported.

    >>> board_from_export("moves.csv", columns=["To do", "Doing", "Done"])  # doctest: +SKIP

    Args:
        path: The file.
        columns: From left to right; without them in the order in which items came through them.
        zone: Name of the time zone of times that name none, in which days begin.
        name: What the board is called; the name of the file if not given.
    """
    file = Path(path).expanduser()
    if not file.is_file():
        raise UnusableLog(f"There is no file {file}; name one that ends in .csv or .json.")
    rows = read_rows(file)
    notes: list[str] = []
    if HISTORY in rows:
        moves = _from_histories(rows, file.name)
    elif _first(rows, AT) and _first(rows, STATUS):
        moves = _from_moves(rows, file.name)
    else:
        moves = _from_items(file, zone, notes)
        columns = columns or ("To do", "In progress", "Done")
    if not len(moves):
        raise UnusableLog(f"{file.name}: no item comes into any column.")
    moves["at"] = utc(iso(moves["at"]), f"{file.name}: at", zone)
    _complete(moves, file.name)
    moves = moves.sort_values("at", kind="stable", ignore_index=True)
    first = moves["at"].iloc[0].tz_convert(zone).normalize()
    moves["day"] = (moves["at"] - first) / pd.Timedelta(days=1)
    lanes = list(columns) or _lanes(moves, notes)
    notes.append(
        f"Day 0 is {first:%Y-%m-%d}, and the last move was on day {moves['day'].max():.0f}."
    )
    titles = moves.groupby("item", sort=False)["title"].first()
    board = boards.board_from_moves(
        lanes,
        [boards.Item(id=str(item), title=str(title or "")) for item, title in titles.items()],
        [
            boards.Move(item=str(item), to=str(to), day=float(day))
            for item, to, day in zip(moves["item"], moves["to"], moves["day"], strict=True)
        ],
        name=name or file.stem,
    )
    return ReadBoard(board=board, first_day=first, notes=tuple(notes))


def _first(rows: pd.DataFrame, names: Sequence[str]) -> str:
    return next((name for name in names if name in rows), "")


def _table(item: Any, to: Any, at: Any, title: Any) -> pd.DataFrame:
    return pd.DataFrame({"item": item, "to": to, "at": at, "title": title})


def _from_moves(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    item = _first(rows, ITEM)
    if not item:
        raise UnusableLog(
            f"{name}: there is no column for the item; it may be called {', '.join(ITEM)}. "
            f"The file has {shortened(', '.join(map(str, rows.columns)))}."
        )
    title = _first(rows, TITLE)
    return _table(
        rows[item].map(_id), rows[_first(rows, STATUS)], rows[_first(rows, AT)],
        rows[title] if title else "",
    )  # fmt: skip


def _from_histories(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    """Jira's changes of status; where an item began is what its first change came from."""
    key, created, title = (
        _first(rows, names) for names in (ITEM, ("fields.created", "created"), TITLE)
    )
    if not key or not created:
        raise UnusableLog(f"{name}: a history needs the columns key and fields.created.")
    found = []
    for number, row in enumerate(rows.to_dict("records"), 1):
        changes = _status_changes(row[HISTORY])
        now = row.get("fields.status.name")
        begin = changes[0][0] if changes else now
        if not begin or begin != begin:
            raise UnusableLog(f"{name}: record {number} has neither a status nor a change of one.")
        said = row[title] if title else ""
        found.append((_id(row[key]), begin, row[created], said))
        found += [(_id(row[key]), to, at, said) for _, to, at in changes]
    return pd.DataFrame(found, columns=["item", "to", "at", "title"])


def _status_changes(histories: Any) -> list[tuple[str, str, str]]:
    """From, to and time of each change of status, in order of time."""
    changes = [
        (
            str(change.get("fromString", "")),
            str(change.get("toString", "")),
            str(each.get("created")),
        )
        for each in (histories if isinstance(histories, list) else [])
        if isinstance(each, dict)
        for change in each.get("items") or []
        if isinstance(change, dict) and change.get("field") == "status"
    ]
    times = pd.to_datetime(pd.Series([at for _, _, at in changes], dtype=object),
                           utc=True, errors="coerce")  # fmt: skip
    return [changes[n] for n in times.sort_values(kind="stable").index]


def _from_items(file: Path, zone: str, notes: list[str]) -> pd.DataFrame:
    export = from_export(file, zone=zone)
    notes += export.notes
    if export.items is None:
        raise UnusableLog(
            f"{file.name} holds no work items; give a file of moves (item, status, at) or of items "
            "(item, created_at, started_at, finished_at)."
        )
    items = export.items
    parts = [
        _table(items["item"], to, items[column], "")
        for column, to in (
            ("created_at", "To do"), ("started_at", "In progress"), ("finished_at", "Done"),
        )
    ]  # fmt: skip
    return pd.concat(parts, ignore_index=True).dropna(subset=["at"], ignore_index=True)


def _complete(moves: pd.DataFrame, name: str) -> None:
    """Every row names an item, a column and a time; the first that does not is told."""
    for column, word in (("item", "item"), ("to", "status"), ("at", "time")):
        empty = moves[column].isna() | (moves[column].astype("string").str.strip() == "")
        if empty.any():
            raise UnusableLog(f"{name}: row {int(empty.to_numpy().argmax()) + 1} has no {word}.")


def _lanes(moves: pd.DataFrame, notes: list[str]) -> list[boards.Column]:
    """Columns in the order in which items first came into them, with what their names mean."""
    firsts = moves.drop_duplicates(["item", "to"])
    rank = firsts.groupby("item").cumcount()
    order = rank.groupby(firsts["to"]).mean().sort_values(kind="stable").index
    names = [str(each) for each in order]
    ended = [each for each in names if each.strip().lower() in DONE] or names[-1:]
    names = [each for each in names if each not in ended] + ended
    lanes = [boards.Column(name=each, means=_means(each, ended)) for each in names]
    told = ", ".join(f"{each.name} ({each.means})" for each in lanes)
    notes.append(
        f"Columns stand in the order in which items came into them, and are taken to mean: {told}."
    )
    return lanes


def _means(name: str, ended: Sequence[str]) -> str:
    if name in ended:
        return boards.DONE
    said = name.strip().lower()
    return boards.WAITING if any(word in said for word in WAITING) else boards.WORKING


def _id(value: Any) -> Any:
    """Ids as texts, so that 7, '7' and 7.0 of different files are the same."""
    if value is None or value != value:
        return None
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
