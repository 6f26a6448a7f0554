"""Bring the rows of a text to one form: "Label: words", whatever stood between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from leadlab.models.writing.forms import role_of

Roles = Sequence[tuple[str, re.Pattern[str]]]
_LETTER = re.compile(r"^[ \t]*[a-z]\)[ \t]+")
_BETWEEN = re.compile(
    r"^([ \t]*(?:[-*+•][ \t]+)?)(?:\*\*|__|[*_])?([A-Za-z][\w'’/() -]{1,60}?)[?:]?(?:\*\*|__|[*_])?"
    r"[ \t]*(?:→|=>|->|[–—=]|[ \t]-[ \t]|:(?:\*\*|__|[*_])?[ \t])[ \t]*(\S.*)$"
)
_BOX = re.compile(r"^([ \t]*(?:[-*+•][ \t]+)?)\[[ xX]?\][ \t]*(?=(.*)$)")
_TABLE_RULE = re.compile(r"^[ \t]*\|?[ \t:|-]*-{2,}[ \t:|-]*$")


def plain_rows(text: str, roles: Roles) -> str:
    r"""A text with its labelled rows and tables brought to "Label: words".

    >>> roles = [("due", re.compile("due")), ("who", re.compile("owner"))]
    >>> plain_rows("Due → 3 May\n*Owner:* Amal\nSo – it goes", roles)
    'Due: 3 May\nOwner: Amal\nSo – it goes'
    >>> plain_rows("| Owner | Due |\n|---|---|\n| Amal | 3 May |", roles)
    'Owner: Amal\n\nDue: 3 May\n'

    Args:
        text: Markdown or plain text.
        roles: Parts and the words by which labels announce them.
    """
    return "\n".join(_rows(text.splitlines(), roles))


def _rows(rows: Sequence[str], roles: Roles) -> Iterator[str]:
    columns: list[str] = []
    for row, after in zip(rows, [*rows[1:], ""], strict=False):
        cells = _cells(row)
        if columns and cells:
            if not _TABLE_RULE.match(row):
                yield from _labelled_cells(columns, cells)
            continue
        columns = []
        known = [cell for cell in cells if role_of(cell, roles)]
        if _TABLE_RULE.match(after) and len(known) > 1:
            columns = cells
            continue
        yield _one(row, roles)


def _labelled_cells(columns: Sequence[str], cells: Sequence[str]) -> Iterator[str]:
    for column, cell in zip(columns, cells, strict=False):
        if cell:
            yield f"{column}: {cell}\n"


def _cells(row: str) -> list[str]:
    stripped = row.strip()
    if not stripped.startswith("|"):
        return []
    return [cell.strip(" *_") for cell in stripped.strip("|").split("|")]


def _one(row: str, roles: Roles) -> str:
    row = _LETTER.sub("", row)
    box = _BOX.match(row)
    if box and not box.group(1).strip():
        return _one(f"- {row.strip()}", roles)
    if box and (box.group(2).endswith("?") or role_of(box.group(2).partition(":")[0], roles)):
        row = f"{box.group(1)}{box.group(2)}"
    hit = _BETWEEN.match(row)
    if hit and len(hit.group(2).split()) <= 6 and role_of(hit.group(2), roles):
        return f"{hit.group(1)}{hit.group(2).strip()}: {hit.group(3)}"
    return row
