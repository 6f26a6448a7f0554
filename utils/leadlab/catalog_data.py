"""Data sets and templates: tables to compute with, pages to take to work."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from pydantic import field_validator

from leadlab.catalog_files import cached, content_file, content_files, parse_document
from leadlab.catalog_records import Loaded, Record, Slug, Text, make_record
from leadlab.errors import ContentError, UnknownName, shortened

if TYPE_CHECKING:
    import pandas as pd

DATASETS_README = "datasets/README.md"
COLUMNS = ("name", "title", "origin", "units", "licence", "dates")


class DatasetFacts(Record):
    """Where a data set comes from and what its numbers mean: one row of the README."""

    name: Slug
    title: Text
    origin: Text
    units: Text
    licence: Text
    dates: tuple[str, ...] = ()

    @field_validator("dates", mode="before")
    @classmethod
    def _split_dates(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return tuple(name.strip() for name in value.split(",") if name.strip() not in ("", "-"))


@cached
def _facts() -> Loaded[DatasetFacts]:
    source = content_file(DATASETS_README)
    text = source.read_text(encoding="utf-8") if source.is_file() else ""
    records: dict[str, DatasetFacts] = {}
    faults: list[ContentError] = []
    for number, line in enumerate(text.splitlines(), start=1):
        cells = [cell.strip().strip("`") for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|") or cells[0] == "name" or re.fullmatch(r":?-+:?", cells[0]):
            continue
        if len(cells) != len(COLUMNS):
            says = f"a row has {len(COLUMNS)} columns ({', '.join(COLUMNS)}), this one {len(cells)}"
            faults.append(ContentError(DATASETS_README, cells[0], says, line=number))
            continue
        row = dict(zip(COLUMNS, cells, strict=True))
        made = make_record(DatasetFacts, parse_document(DATASETS_README, ""), (cells[0],), row)
        if isinstance(made, tuple):
            faults += [ContentError(each.file, each.path, each.fault, line=number) for each in made]
        else:
            records[made.name] = made
    return Loaded(kind="dataset", records=records, faults=tuple(faults))


def dataset_names() -> tuple[str, ...]:
    """Names of all data sets.

    >>> "decision_log" in dataset_names()
    True
    """
    return tuple(_stem(file) for file in content_files("datasets", ".csv"))


def dataset(name: str) -> pd.DataFrame:
    """Table of this name, a fresh copy each time, with its date columns as dates."""
    import pandas as pd

    if name not in dataset_names():
        raise UnknownName("dataset", name, dataset_names())
    dates = list(_facts().records[name].dates) if name in _facts().records else []
    with content_file(f"datasets/{name}.csv").open("r", encoding="utf-8") as file:
        return pd.read_csv(file, parse_dates=dates)


def dataset_facts(name: str) -> DatasetFacts:
    """Origin, units and licence of a data set."""
    return _facts()[name]


def dataset_faults() -> tuple[ContentError, ...]:
    """Faults of the data sets and of the README that describes them."""
    faults = list(_facts().faults)
    described = _facts().records
    for name in dataset_names():
        file = f"datasets/{name}.csv"
        if name not in described:
            says = f"no row in {DATASETS_README} says where it comes from"
            faults.append(ContentError(file, "", says))
        faults.extend(_table_faults(file, described[name].dates if name in described else ()))
    for name in sorted(described.keys() - set(dataset_names())):
        says = f"there is no datasets/{shortened(name)}.csv"
        faults.append(ContentError(DATASETS_README, name, says))
    return tuple(faults)


def _table_faults(file: str, dates: tuple[str, ...]) -> list[ContentError]:
    with content_file(file).open("r", encoding="utf-8") as source:
        rows = list(csv.reader(source))
    if len(rows) < 2:
        return [ContentError(file, "", "a table needs a header and at least one row")]
    header, faults = rows[0], []
    if len(set(header)) < len(header):
        faults.append(ContentError(file, "", "two columns have the same name", line=1))
    for name in dates:
        if name not in header:
            says = f"the date column {name!r} is not in the header"
            faults.append(ContentError(file, name, says, line=1))
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(header):
            says = f"{len(row)} cells where the header has {len(header)}"
            faults.append(ContentError(file, "", says, line=number))
    return faults


def template_names() -> tuple[str, ...]:
    """Names of all templates."""
    return tuple(_stem(file) for file in content_files("templates", ".md"))


def template(name: str) -> str:
    """Text of a template, to copy and fill in."""
    if name not in template_names():
        raise UnknownName("template", name, template_names())
    return content_file(f"templates/{name}.md").read_text(encoding="utf-8")


def template_faults() -> tuple[ContentError, ...]:
    """Faults of the templates."""
    return tuple(
        ContentError(f"templates/{name}.md", "", "a template begins with its title, `# …`", line=1)
        for name in template_names()
        if not template(name).startswith("# ")
    )


def _stem(file: str) -> str:
    return file.rpartition("/")[2].rpartition(".")[0]
