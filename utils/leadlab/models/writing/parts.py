"""Read a text of known parts, each behind a label of its own or told in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from leadlab.models.writing.findings import Finding, TextReport
from leadlab.models.writing.forms import Line, lines_of, patterns
from leadlab.models.writing.part_rows import plain_rows
from leadlab.models.writing.part_words import PartWords, part_words
from leadlab.models.writing.sections import LONGEST

TOO_LONG = f"Only the first {LONGEST:,} characters were read."
DAY = (
    r"(?:\d{1,2}(?:st|nd|rd|th)?\.? (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}\b|\d{4}-\d\d-\d\d|"
    r"\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?|week \d{1,2}|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|"
    r"tomorrow|this week|next week|(?:the )?end of (?:the )?(?:\w+ )?\w+|(?:first|second|third|"
    r"fourth) quarter|q[1-4]\b|"
    r"\b(?:in|until|by|till|before|of) (?:january|february|march|april|may|june|july|august|"
    r"september|"
    r"october|november|december|spring|summer|autumn|fall|winter|easter|christmas))"
)
"""A day, a week or a month that can be looked up."""
_ANY_DAY = rf"(?:{DAY}|(?-i:\b(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\b))"
"""Also the short names of the days of the week, with a capital letter."""
HOLLOW = re.compile(
    r"(?:tbd|tba|to be (?:discussed|defined|decided|agreed|clarified)|none|no|yes|ok|n/?a|soon|"
    r"later|"
    r"as usual|the usual one|see (?:below|above|the others)|now and then|(?:if |as )?needed|"
    r"progress|grow|"
    r"(?:all )?(?:good|great|fine|perfect|better)|time|sometimes|"
    r"good \w+|something \w+|think about it|-+|\.+|x+|\?+|culture fit|[\W_]*)\W*",
    re.IGNORECASE,
)
"""What fills a field without saying anything."""


_IN_FULL = {"u": "you", "ur": "your", "w/": "with ", "thru": "through", "yr": "your"}
_CHAT = re.compile(r"(?<![\w/.'-])(?:u|ur|yr|thru|w/)(?![\w.-])")
"""What people shorten in a chat; a capital U may be a name."""
EARLY = 3
"""How many sentences count as the beginning of a text, title or greeting among them."""
_LABELLED_ROW = re.compile(
    r"(?m)^[ \t]*(?:[-*+•]|\d{1,2}[.)])?[ \t]*\**[A-Z][\w'’/() -]{1,60}:\**[ \t]+\S.*$"
)
"""A row with a label of its own, which does not stand for the rows below it."""
_STILL_OPEN = re.compile(r"\[still to write:[^\]\n]{0,600}\]")
"""What a template prints where nothing was given; it describes a part and is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a kind of text: how it is known, and what to do where it is missing."""

    name: str
    says: str
    advice: str
    cannot: str
    label: str
    """Words of a heading or label that announce it; a regular expression."""
    cue: str
    """Words by which a sentence without a label is known."""
    needs: str = ""
    """What must be there besides, behind a label or not."""
    never: str = ""
    """What makes it none."""
    bare: str = ""
    """Short answers that would say nothing elsewhere, such as "yes" behind "Hire:"."""


def read_parts(
    text: str,
    parts: Sequence[Part],
    limits: Sequence[str],
    kind: str = "",
    *,
    items: bool = False,
) -> TextReport:
    r"""Which parts a text has, on which words.

    >>> owner = Part(name="owner", says="who", advice="Name one.", cannot="whether they know it",
    ...              label="owner", cue="takes this on", never=r"\bteam\b")
    >>> read_parts("Owner: Amal", [owner], ["A limit."])["owner"].span
    'Amal'
    >>> read_parts("Owner: the team", [owner], ["A limit."])["owner"].present
    False

    Args:
        text: Markdown or plain text.
        parts: What is looked for, in the order of the report.
        limits: What the checker cannot judge, in sentences.
        kind: A list of further words (see `part_words`), none if empty.
        items: Whether a heading is something said by itself, as an item of an agenda is.
    """
    text = str(text)
    more_words = {part.name: part_words(kind, part.name, _ANY_DAY) for part in parts}
    roles = patterns({part.name: _labels(part, more_words[part.name]) for part in parts})
    closed = _STILL_OPEN.sub("", text[:LONGEST])
    apart = _LABELLED_ROW.sub(r"\g<0>\n", plain_rows(closed, roles) if kind else closed)
    lines = lines_of(apart, roles, items=items)
    title = lines[0].label if lines and lines[0].role == "title" else ""
    findings = []
    for part in parts:
        words = more_words[part.name]
        line = next(
            (
                each
                for at, each in enumerate(lines)
                if _has(part, words, each) or _tells(part, words, each, title, at < EARLY)
            ),
            None,
        )
        span = line.text if line is not None and line.text in text else ""
        findings.append(
            Finding(
                name=part.name, present=line is not None, span=span, says=part.says,
                advice=part.advice, cannot=part.cannot,
            )
        )  # fmt: skip
    more = (TOO_LONG,) if len(text) > LONGEST else ()
    return TextReport(findings=tuple(findings), limits=(*limits, *more))


def _has(part: Part, words: PartWords, line: Line) -> bool:
    labelled = line.role == part.name
    if labelled and words.forbid(line.text):
        return False
    whole = f"{line.label}: {line.text}" if line.label and labelled else line.text
    if HOLLOW.fullmatch(line.text) or _found(part.never, whole):
        return False
    if not labelled and not _found(part.cue, whole):
        return False
    return not part.needs or _found(part.needs, whole)


def _labels(part: Part, words: PartWords) -> str:
    more = [pattern.pattern for pattern in (words.label, words.tells) if pattern]
    return "|".join([part.label, *more])


def _tells(part: Part, words: PartWords, line: Line, title: str, early: bool) -> bool:
    """Whether the words of a list find the part; never behind the label of another part."""
    text = _CHAT.sub(lambda hit: _IN_FULL[hit.group()], line.text.replace("’", "'"))
    if line.role == part.name and re.fullmatch(rf"(?:{part.bare})\W*", text, re.IGNORECASE):
        return bool(part.bare)
    if HOLLOW.fullmatch(text):
        return False
    itself = text.strip(" *_#:.?") == line.label.replace("’", "'").strip(" *_#:.?")
    if line.role == part.name and words.announces(line.label) and not itself:
        return not (words.forbid(text) or _found(part.never, text))
    free = line.role in {"", "title", part.name} or (title and line.label == title)
    return bool(free) and words.tell(text, early=early and line.role != "title")


def _found(pattern: str, text: str) -> bool:
    return bool(pattern) and re.search(pattern, text, re.IGNORECASE) is not None
