"""Take a logbook out as JSON, and take such JSON in again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from leadlab.errors import UnknownName, shortened
from leadlab.logbook_migrations import LATEST
from leadlab.logbook_records import LogbookFault

MARK = "leadlab_logbook"
FORMAT = 1
JSON_COLUMNS = {"value", "tags", "cast", "choices", "forecasts", "state"}
SHAPES = {"tags": list, "choices": list, "forecasts": dict, "state": dict}
"""What stands in a column; without it, the entry could be taken in but never be read."""
TABLES = {
    "learner": "uid",
    "predictions": "name",
    "attempts": "uid",
    "hints": "exercise, step",
    "playthroughs": "uid",
    "threads": "uid",
    "cards": "card",
    "card_reviews": "uid",
    "forecasts": "uid",
}
NEWER_WINS = {"cards": "at", "playthroughs": "changed_at"}


def export_tables(connection: sqlite3.Connection, at: str) -> dict[str, Any]:
    """Every row of every table, with the JSON inside it opened."""
    tables = {}
    for table in TABLES:
        rows = connection.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall()
        tables[table] = [_opened(dict(row)) for row in rows]
    return {MARK: FORMAT, "version": LATEST, "exported_at": at, "tables": tables}


def take_in_tables(connection: sqlite3.Connection, data: object) -> dict[str, int]:
    """Add what is not there yet; of two versions of a card or a run, the later stays.

    Raises:
        LogbookFault: Something in the data is not as exported; all faults at once, and nothing
            has been added.
    """
    tables = _checked(connection, data)
    added = {}
    for table, rows in tables.items():
        before = connection.total_changes
        for row in rows:
            _add(connection, table, row)
        added[table] = connection.total_changes - before
    return added


def _add(connection: sqlite3.Connection, table: str, row: dict[str, Any]) -> None:
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" for _ in row)
    rule = "DO NOTHING"
    others = [name for name in row if name not in TABLES[table].split(", ")]
    update = "DO UPDATE SET " + ", ".join(f'"{name}" = excluded."{name}"' for name in others)
    if table in NEWER_WINS:
        rule = f"{update} WHERE excluded.{NEWER_WINS[table]} > {table}.{NEWER_WINS[table]}"
    elif table == "predictions":  # the side that has seen the fact holds the prediction that counts
        rule = f"{update} WHERE predictions.revealed_at IS NULL AND excluded.revealed_at NOT NULL"
    elif table == "forecasts":
        rule = f"{update} WHERE forecasts.resolved_at IS NULL AND excluded.resolved_at NOT NULL"
    connection.execute(
        f"INSERT INTO {table} ({names}) VALUES ({marks}) ON CONFLICT ({TABLES[table]}) {rule}",
        tuple(row.values()),
    )


def _checked(connection: sqlite3.Connection, data: object) -> dict[str, list[dict[str, Any]]]:
    if not isinstance(data, Mapping) or MARK not in data:
        raise LogbookFault("This is no exported logbook; make one with `leadlab logbook export`.")
    if data[MARK] != FORMAT or not isinstance(data.get("tables"), Mapping):
        raise LogbookFault(
            f"This logbook was exported in format {shortened(repr(data[MARK]))}; "
            f"this Leadlab reads format {FORMAT}. Update Leadlab."
        )
    faults: list[str] = []
    tables: dict[str, list[dict[str, Any]]] = {}
    for table, rows in data["tables"].items():
        if table not in TABLES:
            faults.append(f"tables.{table}: {UnknownName('table', table, TABLES)}")
            continue
        columns = _columns(connection, table)
        if not isinstance(rows, list):
            faults.append(f"tables.{table}: a list is expected, not {shortened(repr(rows))}")
            continue
        tables[table] = []
        for index, row in enumerate(rows):
            told = _row_fault(row, columns)
            if told:
                faults.append(f"tables.{table}[{index}]: {told}")
            else:
                tables[table].append(_closed(table, row))
    if faults:
        more = f" … and {len(faults) - 8} more" if len(faults) > 8 else ""
        raise LogbookFault("Nothing was taken in. " + "; ".join(faults[:8]) + more)
    return tables


def _columns(connection: sqlite3.Connection, table: str) -> dict[str, tuple[str, bool]]:
    """Type and whether a value is needed, for each column."""
    rows = connection.execute(f"PRAGMA table_info({table})").fetchall()
    return {row["name"]: (row["type"], bool(row["notnull"] or row["pk"])) for row in rows}


def _row_fault(row: object, columns: Mapping[str, tuple[str, bool]]) -> str:
    if not isinstance(row, Mapping):
        return f"an entry is expected, not {shortened(repr(row))}"
    for name in row:
        if name not in columns:
            return str(UnknownName("column", name, columns))
    for name, (kind, needed) in columns.items():
        value = row.get(name)
        if name in SHAPES:
            if not isinstance(value, SHAPES[name]):
                word = {list: "list", dict: "mapping"}[SHAPES[name]]
                return f"{name}: a {word} is expected, not {shortened(repr(value))}"
        elif value is None:
            if needed and name not in JSON_COLUMNS:
                return f"{name} is missing"
        elif name not in JSON_COLUMNS and not _is_a(kind, value):
            return f"{name}: {shortened(repr(value))} is not a {kind.lower()}"
        elif (name == "at" or name.endswith("_at")) and not _is_moment(value):
            return f"{name}: {shortened(repr(value))} is not a time with its zone"
    return ""


def _is_a(kind: str, value: object) -> bool:
    if kind == "TEXT":
        return isinstance(value, str)
    whole = isinstance(value, int) and not isinstance(value, bool)
    if kind == "INTEGER":
        return whole and abs(int(str(value))) < 2**63
    return whole or (isinstance(value, float) and value == value)


def _is_moment(value: str) -> bool:
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _opened(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: json.loads(value) if name in JSON_COLUMNS and value is not None else value
        for name, value in row.items()
    }


def _closed(table: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row for the table; a prediction that was skipped has no value, not even a JSON one."""
    return {
        name: value
        if name not in JSON_COLUMNS or (table == "predictions" and value is None)
        else json.dumps(value, ensure_ascii=False)
        for name, value in row.items()
    }
