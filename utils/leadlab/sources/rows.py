"""Rows of a CSV or JSON file, flat, whoever wrote it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pandas as pd

from leadlab.errors import shortened
from leadlab.models.delivery import UnusableLog

LARGEST = 1_000_000_000  # bytes; what comes after would not fit into memory as a table
LISTS = ("issues", "items", "nodes", "values", "data", "deployments", "pull_requests", "releases")
SUFFIXES = (".csv", ".tsv", ".json", ".jsonl", ".ndjson")


def read_rows(path: Path) -> pd.DataFrame:
    """A table of texts with one row a record; nested fields get names with dots.

    A list within a record stays a list. Columns keep the names that the file gives them.

    Raises:
        UnusableLog: Not a table, torn, too large, or with another suffix; with the line.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise UnusableLog(
            f"{path.name}: expected a file that ends in {', '.join(SUFFIXES)}; export it as one."
        )
    if path.stat().st_size > LARGEST:
        raise UnusableLog(f"{path.name} is larger than 1 GB; export a shorter time.")
    text = _text(path)
    if not text.strip():
        raise UnusableLog(f"{path.name} is empty.")
    rows = _json_rows if path.suffix.lower().startswith((".json", ".nd")) else _csv_rows
    return rows(text, path.name)


def _text(path: Path) -> str:
    data = path.read_bytes()
    for encoding in (
        ("utf-8-sig", "utf-16") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",)
    ):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("cp1252", errors="replace")  # what a spreadsheet on Windows writes


def _csv_rows(text: str, name: str) -> pd.DataFrame:
    head = text[:10_000]
    first = head.splitlines()[0]
    delimiter = max(",;\t", key=first.count)
    try:
        found = pd.read_csv(
            io.StringIO(text), sep=delimiter, dtype=str, keep_default_na=False, na_values=[""],
            quoting=csv.QUOTE_MINIMAL,
        )  # fmt: skip
    except (pd.errors.ParserError, pd.errors.EmptyDataError, ValueError) as error:
        raise UnusableLog(f"{name}: this is no table: {shortened(str(error), 200)}") from error
    found.columns = [str(column).strip() for column in found.columns]
    return found


def _json_rows(text: str, name: str) -> pd.DataFrame:
    try:
        found = json.loads(text)
    except RecursionError as error:
        raise UnusableLog(f"{name}: its records are nested too deep.") from error
    except ValueError:
        found = _lines(text, name)
    if isinstance(found, dict):
        inner = [found[key] for key in LISTS if isinstance(found.get(key), list)]
        found = inner[0] if inner else [found]
    if not isinstance(found, list):
        raise UnusableLog(f"{name}: expected a list of records, saw {shortened(found)}.")
    # Pages that a tool has saved one after the other: a list of lists.
    if found and all(isinstance(each, list) for each in found):
        found = [each for page in found for each in page]
    odd = next((n for n, each in enumerate(found, 1) if not isinstance(each, dict)), None)
    if odd is not None:
        raise UnusableLog(
            f"{name}: record {odd} is {shortened(found[odd - 1])}, expected fields with names."
        )
    return pd.DataFrame([_flat(each) for each in found])


def _lines(text: str, name: str) -> list[Any]:
    """One record a line."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                found.append(json.loads(line))
            except ValueError as error:
                raise UnusableLog(
                    f"{name}: line {number} is no JSON: {shortened(str(error), 120)}"
                ) from error
    return found


def _flat(record: dict[str, Any], before: str = "", depth: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in record.items():
        if isinstance(value, dict) and depth < 6:
            found |= _flat(value, f"{before}{key}.", depth + 1)
        else:
            found[f"{before}{key}"] = value
    return found
