"""What a learner wrote, out of the bytes that they handed in.

Nothing but the kind, the source and the grade id of each cell is taken: outputs, tags, points,
roles and kernels that came with a submission have no say. What cannot be read is told in one
sentence that names the place.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import nbformat

from leadlab.errors import LeadlabError, shortened

KINDS = ("code", "markdown", "raw")
SCHEMA = 3
"""Version of nbgrader's cell metadata that is current."""
NBFORMAT = 4
MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
"""Byte order marks, the longer ones first: that of UTF-32 begins like that of UTF-16."""
TEXT = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\Z)'
STRING = re.compile(TEXT, re.DOTALL)
STRUCTURE = re.compile(TEXT + rb"|([\[{])|([\]}])", re.DOTALL)
"""A whole string, an opening or a closing bracket; linear in the length of any input."""
ONE_KIND = bytes.maketrans(b"{}", b"[]")
NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
USUAL_DEPTH = 30
TOO_LARGE = "Clear the outputs, save it and hand it in again."
SURROGATE = re.compile("[\ud800-\udfff]")


class Unreadable(LeadlabError):  # noqa: N818 - reads as a sentence: "raise Unreadable"
    """A notebook from which nothing can be graded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """The most that is read of a submission."""

    notebook_bytes: int = 10_000_000
    depth: int = 200
    """Brackets within brackets; widgets and charts stay below 60."""
    cells: int = 5_000
    source_characters: int = 2_000_000
    """In one cell."""
    files: int = 500
    folder_bytes: int = 100_000_000


@dataclass(frozen=True, slots=True)
class WrittenCell:
    """One cell as a learner left it."""

    kind: str
    source: str
    grade_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenNotebook:
    """One notebook as a learner left it."""

    name: str
    cells: tuple[WrittenCell, ...]
    notes: tuple[str, ...] = ()
    """What was odd about it, and what was done; a sentence each."""


def read(name: str, content: bytes, caps: Caps | None = None) -> WrittenNotebook:
    """Read a notebook that somebody handed in.

    >>> text = b'{"nbformat": 4, "cells": [{"cell_type": "code", "metadata": {}, "source": "x"}]}'
    >>> read("p1", text).cells
    (WrittenCell(kind='code', source='x', grade_id=None),)
    >>> read("p1", b'{"nbformat": 4, "cells": [')
    Traceback (most recent call last):
    ...
    leadlab.grading.reading.Unreadable: p1.ipynb breaks off or is damaged at line 1, column 27.

    Raises:
        Unreadable: it cannot be; the sentence names the place.
    """
    caps = caps or Caps()
    file, notes = f"{name}.ipynb", []
    if len(content) > caps.notebook_bytes:
        size, most = len(content) / 1e6, caps.notebook_bytes / 1e6
        raise Unreadable(f"{file} has {size:.0f} MB, more than {most:.0f} MB. {TOO_LARGE}")
    text, note = _text(file, content, caps)
    notes += note
    document = _parse(file, text)
    document = _converted(file, document, notes)
    cells = _cells(file, document, caps, notes)
    return WrittenNotebook(name=name, cells=cells, notes=tuple(notes))


def depth(content: bytes) -> int:
    """How many brackets lie within each other, at most, outside strings.

    >>> depth(b'{"a": [1, {"b": "[[["}]}'), depth(b"[[")
    (3, 2)
    """
    left = STRING.sub(b"", content).translate(ONE_KIND, NO_BRACKETS)
    for peeled in range(USUAL_DEPTH):
        if not left:
            return peeled
        left = left.replace(b"[]", b"")  # the innermost of each
    return _depth_by_count(content)


def _depth_by_count(content: bytes) -> int:
    now = most = 0
    for found in STRUCTURE.finditer(content):
        if found.lastindex == 1:
            now += 1
            most = max(most, now)
        elif found.lastindex == 2:
            now -= 1
    return most


def _text(file: str, content: bytes, caps: Caps) -> tuple[str, list[str]]:
    if not content.strip():
        raise Unreadable(f"{file} is empty. Save it again in JupyterLab and hand it in again.")
    if not content.strip(b"\0"):
        msg = f"{file} holds nothing but zero bytes, as after a full disk or a broken copy."
        raise Unreadable(f"{msg} Hand it in again.")
    mark = next((mark for mark in MARKS if content.startswith(mark)), None)
    notes = []
    try:
        text = content.decode(MARKS[mark] if mark else "utf-8")
    except UnicodeDecodeError as error:
        msg = f"{file} is not text in UTF-8: byte {error.start + 1} cannot be read."
        raise Unreadable(f"{msg} Save it again in JupyterLab.") from error
    if mark:
        notes.append(f"{file} began with a byte order mark and was read as {MARKS[mark]}.")
        content = text.encode("utf-8", "surrogatepass")
    if (deep := depth(content)) > caps.depth:
        msg = f"{file} has brackets {deep} deep, more than {caps.depth}; no notebook has that."
        raise Unreadable(f"{msg} Open it in JupyterLab, save it and hand it in again.")
    return text, notes


def _parse(file: str, text: str) -> dict[str, Any]:
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        msg = f"{file} breaks off or is damaged at line {error.lineno}, column {error.colno}."
        raise Unreadable(msg) from error
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"{file} cannot be read as JSON: {shortened(error)}.") from error
    if not isinstance(document, dict):
        what = f"a {_kind_of(document)} at its top, not a notebook"
        raise Unreadable(f"{file} has {what}. Hand in the file that JupyterLab saved.")
    return document


def _converted(file: str, document: dict[str, Any], notes: list[str]) -> dict[str, Any]:
    """The document in the current format; an older one is converted."""
    version = document.get("nbformat")
    if not isinstance(version, int) or isinstance(version, bool):
        raise Unreadable(f"{file} does not say which notebook format it has (`nbformat`).")
    if version > NBFORMAT:
        msg = f"{file} has notebook format {version}, which is too new: {NBFORMAT} is the newest"
        raise Unreadable(f"{msg} that can be read. Save it in the course's JupyterLab.")
    if version == NBFORMAT:
        return document
    try:
        new: dict[str, Any] = nbformat.convert(nbformat.from_dict(document), NBFORMAT)
    except Exception as error:  # an old format is converted by what has few checks of its own
        msg = f"{file} has the old notebook format {version}, and cannot be converted."
        raise Unreadable(f"{msg} Open it in JupyterLab and save it again.") from error
    notes.append(f"{file} had the old notebook format {version} and was converted.")
    return new


def _cells(
    file: str, document: Mapping[str, Any], caps: Caps, notes: list[str]
) -> tuple[WrittenCell, ...]:
    cells = document.get("cells")
    if not isinstance(cells, list):
        raise Unreadable(f"{file} has no list of cells, but a {_kind_of(cells)}.")
    if len(cells) > caps.cells:
        raise Unreadable(f"{file} has {len(cells)} cells, more than {caps.cells}.")
    return tuple(
        _cell(f"Cell {number} of {file}", cell, caps, notes) for number, cell in enumerate(cells, 1)
    )


def _cell(where: str, cell: Any, caps: Caps, notes: list[str]) -> WrittenCell:
    if not isinstance(cell, dict):
        raise Unreadable(f"{where} is a {_kind_of(cell)}, not a cell.")
    kind, metadata = cell.get("cell_type"), cell.get("metadata", {})
    if kind not in KINDS:
        known = ", ".join(KINDS)
        raise Unreadable(f"{where} is of the unknown kind {shortened(kind)!r}; there are {known}.")
    if not isinstance(metadata, dict):
        raise Unreadable(f"{where} has a {_kind_of(metadata)} in place of its metadata.")
    source = _source(where, cell.get("source"))
    if len(source) > caps.source_characters:
        raise Unreadable(
            f"{where} has {len(source)} characters, more than {caps.source_characters}."
        )
    if SURROGATE.search(source):
        source = SURROGATE.sub("\N{REPLACEMENT CHARACTER}", source)
        notes.append(f"{where} held half a character (a lone surrogate); it was replaced.")
    return WrittenCell(kind, source, _grade_id(where, metadata.get("nbgrader"), notes))


def _source(where: str, source: Any) -> str:
    if isinstance(source, str):
        return source
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        return "".join(source)
    raise Unreadable(f"{where} has a {_kind_of(source)} in place of its text.")


def _grade_id(where: str, given: Any, notes: list[str]) -> str | None:
    """Id under which nbgrader knows the cell; all else that it says of itself is ignored."""
    if given is None or given == {}:
        return None
    grade_id = given.get("grade_id") if isinstance(given, dict) else None
    if not isinstance(grade_id, str) or not grade_id:
        notes.append(f"{where} has nbgrader metadata without an id; it counts as a plain cell.")
        return None
    if given.get("schema_version", SCHEMA) != SCHEMA:
        version = shortened(given.get("schema_version"))
        notes.append(
            f"{where} says that its nbgrader metadata are of version {version}; "
            f"only its id, {shortened(grade_id)!r}, was used."
        )
    return SURROGATE.sub("\N{REPLACEMENT CHARACTER}", grade_id)


def _kind_of(value: Any) -> str:
    names = {dict: "mapping", list: "list", str: "text", bool: "truth value", type(None): "null"}
    return names.get(type(value), "number")
