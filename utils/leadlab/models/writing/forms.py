"""Read short forms and memos: sentences, each with what the heading or label before it announces.

A form says "Expires: 31 March", a letter says it in a sentence; both become the same lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from leadlab.models.writing.sections import LONGEST

_HASH = re.compile(r"^#{1,6}[ \t]+")
_MARK = re.compile(r"^[ \t]*(?:[-*+•–][ \t]+|\(?\d{1,2}[.)][ \t]+|[A-Z][.)][ \t]+|>[ \t]*)+")
_STRONG = re.compile(r"^(\*\*|__)(.{1,60}?)\1[ \t]*[:.]?[ \t]*(.*)$")
_LABEL = re.compile(r"^([A-Za-z][\w'’/() -]{1,60}?)[ \t]*[:?](?=[ \t]|$)[ \t]*(.*)$")
_ROW = re.compile(r"^\|[ \t]*([^|]{1,60}?)[ \t]*\|[ \t]*([^|]*?)[ \t]*\|?$")
_RULE = re.compile(r"^[ \t|:+=*_-]*$")
_NUMBERED = re.compile(r"^\d{1,2}[.)]?[ \t]+(?=[A-Z])")
_END = re.compile(r"(?<=[.!?;])[ \t]+(?=[\"'(\[A-Z0-9+-])|(?<=[;])[ \t]+")
_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|no|e\.g|i\.e|approx|max|min|ca|[A-Z])\.$")
_COMMENT = re.compile(r"<!--(?:(?!<!--).)*?-->", re.DOTALL)
LONGEST_SENTENCE = 600
"""Characters of a sentence that are looked at together."""
LONGEST_LABEL = 8
"""Words up to which a line without a full stop is read as a heading of its own."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, and the purpose that the heading or label before it announces ("" if none)."""

    role: str
    text: str
    label: str = ""


def lines_of(
    text: str, roles: Sequence[tuple[str, re.Pattern[str]]], *, items: bool = False
) -> tuple[Line, ...]:
    r"""The sentences of a text with their purposes, in order.

    >>> roles = [("until", re.compile(r"valid|expires"))]
    >>> [(line.role, line.text) for line in lines_of("Expires: 31 March.\nWe accept it.", roles)]
    [('until', '31 March.'), ('', 'We accept it.')]

    Args:
        text: Markdown or plain text; what is beyond 20,000 characters is not read.
        roles: Purposes and the words by which headings announce them; the first that fits wins.
        items: Whether a heading is also something said, as a question or an item of an agenda
            is; it then does not stand for the items beside it.
    """
    found: list[Line] = []
    role = label = beside = ""
    for row in _joined(_COMMENT.sub("", text[:LONGEST])):
        stripped = _MARK.sub("", row).strip()
        if not stripped:
            if label and not _HASH.match(label):
                role = label = ""
            continue
        if _RULE.match(stripped):
            continue
        mark = _MARK.match(row)
        if items and beside and mark and _depth(row) == beside:
            role = label = ""
        heading, rest, whole = _split(row, stripped, roles)
        if heading:
            if whole and not found:
                found.append(Line("title", heading, heading))
            role, label = role_of(heading, roles), f"# {heading}" if whole else heading
            beside = _depth(row) if mark else ""
            if items and whole and _is_said(stripped, bool(mark)):
                found.append(Line(role, stripped.strip(" *_#"), heading))
        elif not whole and not mark and label and not label.startswith("# "):
            role = label = ""  # a label such as "Expires:" names its own line
        named = label.removeprefix("# ")
        body = sentences_of(rest if heading else stripped)
        found += [_labelled(Line(role, sentence, named), roles) for sentence in body]
    return tuple(found)


def _depth(row: str) -> str:
    """How far a row stands in, with a sign that it does."""
    return f">{row[: len(row) - len(row.lstrip())]}"


def _is_said(heading: str, is_item: bool) -> bool:
    """Whether a heading says something by itself; "Feedback:" waits for what comes after it."""
    return heading[-1:] == "?" or (
        heading[-1:] != ":" and (is_item or any(mark in heading for mark in ",/("))
    )


def role_of(heading: str, roles: Sequence[tuple[str, re.Pattern[str]]]) -> str:
    """What a heading announces, "" if nothing that is known.

    >>> role_of("Valid until", [("until", re.compile("valid"))])
    'until'
    """
    words = heading.casefold().strip(" *_#:.?")
    return next((role for role, pattern in roles if pattern.search(words)), "")


def sentences_of(text: str) -> tuple[str, ...]:
    """The sentences of a line, each as it stands there; "Mr. Hall" is not cut.

    >>> sentences_of("Signed by Mr. Hall. Until 3 May.")
    ('Signed by Mr. Hall.', 'Until 3 May.')
    """
    parts: list[str] = []
    for piece in _END.split(text):
        if parts and len(parts[-1]) < LONGEST_SENTENCE and _ABBREVIATION.search(parts[-1][-8:]):
            parts[-1] = f"{parts[-1]} {piece}"
        elif piece.strip(" *_|#-"):
            parts.append(piece.strip())
    return tuple(cut for part in parts for cut in _cut(part))


def _cut(sentence: str) -> list[str]:
    """A sentence in pieces that patterns can look through at once; nobody writes longer ones."""
    return [
        sentence[at : at + LONGEST_SENTENCE] for at in range(0, len(sentence), LONGEST_SENTENCE)
    ]


def windows(lines: Sequence[Line]) -> Iterator[tuple[Line, str]]:
    """Each line, and its text with that of the one after it in the same part."""
    for line, after in zip(lines, [*lines[1:], Line("", "")], strict=False):
        near = after.text if after.role == line.role and after.label == line.label else ""
        yield line, f"{line.text} {near}".strip()


def patterns(table: Mapping[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Compiled words by purpose, in order."""
    return tuple((role, re.compile(words, re.IGNORECASE)) for role, words in table.items())


def _labelled(line: Line, roles: Sequence[tuple[str, re.Pattern[str]]]) -> Line:
    """A sentence that begins with a label of its own, as in "Chance: low. Owner: Jan."."""
    hit = _LABEL.match(line.text)
    if hit and hit.group(2).strip() and len(hit.group(1).split()) <= LONGEST_LABEL:
        own = role_of(hit.group(1), roles)
        if own:
            return Line(own, hit.group(2).strip(), hit.group(1))
    return line


def _joined(text: str) -> list[str]:
    """Lines, those joined that were broken only because a line was full."""
    rows: list[str] = []
    for row in text.splitlines():
        last = rows[-1].rstrip() if rows else ""
        full = len(last) >= 70 and last[-1:] not in ".!?:;|" and not _HASH.match(last)
        if full and row[:1].isalnum() and not _MARK.match(row) and not _LABEL.match(row):
            rows[-1] = f"{last} {row.strip()}"
        else:
            rows.append(row)
    return rows


def _split(
    row: str, stripped: str, roles: Sequence[tuple[str, re.Pattern[str]]]
) -> tuple[str, str, bool]:
    """Heading, the rest of the line, and whether the heading stands alone on its line."""
    if hit := _HASH.match(row.strip()):
        heading = row.strip()[hit.end() :].strip(" #*_")
        return _NUMBERED.sub("", heading), "", True
    if hit := _STRONG.match(stripped):
        return hit.group(2), hit.group(3), not hit.group(3)
    if hit := _ROW.match(stripped):
        return (hit.group(1), hit.group(2), False) if role_of(hit.group(1), roles) else _NONE
    if hit := _LABEL.match(stripped):
        if role_of(hit.group(1), roles) and len(hit.group(1).split()) <= LONGEST_LABEL:
            return hit.group(1), hit.group(2), not hit.group(2)
        return _NONE
    alone = len(stripped.split()) <= LONGEST_LABEL and stripped[-1:] not in ".!;,"
    if alone and role_of(stripped, roles) and not any(mark.isdigit() for mark in stripped):
        return stripped, "", True
    return _NONE


_NONE = ("", "", False)
