"""Find the options that a decision record treats as candidates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from leadlab.models.writing.sections import Section, items

NOTHING = re.compile(
    r"\b(?:do(?:ing)? nothing|no change|change nothing|status quo|leave (?:it|things|everything|"
    r"the|them)\b.{0,20}\bas|leave (?:it|things|everything|all)(?: alone| be)?$|"
    r"^wait(?:ing)?\b|as (?:now|today|at present|it is|they are|before)|"
    r"(?:stay|stick|remain|carry on|go on|continue)(?:ing)? (?:with|as)|keep(?:ing)? |present|"
    r"current|existing|remain as)\b",
    re.IGNORECASE,
)
_NUMBERED_HEADING = re.compile(r"^(?:option|alternative|variant|way)\s+\w{1,3}\b", re.IGNORECASE)
_INLINE_NUMBER = re.compile(r"(?:\(\s*|(?<!\w))(?:\d|[a-e]|i{1,3}v?)\s*\)\s*", re.IGNORECASE)
_ORDINAL = re.compile(
    r"\b(?:the )?(?:first|second|third|fourth|other) (?:possibility|option|way|alternative|choice)"
    r"(?: is| would be|:)\s*",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^.{0,60}?\b(?:considered|compared|either|options are|candidates are|between|namely|looked at|"
    r"choice is|choose between)\b:?\s*",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*;\s*|\s*,?\s+(?:or|versus|vs\.?)\s+", re.IGNORECASE)
_SPLIT_AND = re.compile(r"\s*;\s*|\s*,?\s+(?:or|and(?:, for [^,]+,)?|versus)\s+", re.IGNORECASE)
_ASIDE = re.compile(
    r"^(?:we (?:looked|have looked|compared|considered)|all |both |none |each |the following)",
    re.IGNORECASE,
)


def options_in(parts: Sequence[Section]) -> tuple[str, ...]:
    r"""The options, each in the record's words; empty if it lists none.

    >>> options_in([Section("options", "Options", "- build\n- buy\n- do nothing")])
    ('build', 'buy', 'do nothing')
    >>> options_in([Section("options", "We compared", "The old engine; the new one.")])
    ('The old engine', 'the new one')
    """
    headed = [part.heading for part in parts if part.role == "option"]
    numbered = [
        part.heading
        for part in parts
        if part.role == "options" and _NUMBERED_HEADING.match(part.heading)
    ]
    if len(numbered) > 1:
        return _distinct(numbered)
    if len(headed) > 1:
        return _distinct(headed)
    for part in parts:
        if part.role == "options":
            found = _listed(part.body)
            if found:
                return found
    return ()


def do_nothing_among(options: Iterable[str]) -> bool:
    """Whether one of the options leaves things as they are.

    >>> do_nothing_among(["buy", "Keep the spreadsheet"]), do_nothing_among(["buy", "build"])
    (True, False)
    """
    return any(NOTHING.search(_head(option)) or NOTHING.search(option) for option in options)


def _head(option: str) -> str:
    """What stands before the first mark: "Leave it alone" of "Leave it alone: free today"."""
    return re.split(r"[.:;,(]| - | – ", option.strip(), maxsplit=1)[0].strip()


def _listed(body: str) -> tuple[str, ...]:
    entries = [_name(each) for each in items(body)]
    if len(entries) > 1:
        return _distinct(entries)
    ordinal = [each.strip(" .;,") for each in _ORDINAL.split(body)]
    if len(ordinal) > 2:
        return _distinct(ordinal[1:])
    numbered = [each.strip(" .;,") for each in _INLINE_NUMBER.split(body)]
    if len(numbered) > 2:
        return _distinct(each for each in numbered[1:] if each)
    rows = [line.strip("| \t") for line in body.splitlines() if line.strip().startswith("|")]
    if len(rows) > 3:  # a table: its first column, without the head and the rule below it
        return _distinct(row.split("|")[0] for row in rows[2:])
    lines = [line.strip() for line in body.splitlines() if line.strip()]
    if len(lines) > 1 and all(len(line.split()) <= 12 and line[-1] not in ".?!:" for line in lines):
        return _distinct(lines)
    told = _whole_sentences(body)
    first = next((each for each in told if not _ASIDE.match(each)), told[0] if told else "")
    return _split(first)


def _split(sentence: str) -> tuple[str, ...]:
    text = _LEAD.sub("", sentence.strip()).strip().rstrip(".")
    text = text.partition(":")[2] if ":" in text else text
    if ";" in text:
        return _distinct(text.split(";"))
    if re.search(r"\bor\b", text):
        return _distinct(_commas(_SPLIT.split(text)))
    return _distinct(_commas(_SPLIT_AND.split(text)))


def _commas(parts: Sequence[str]) -> list[str]:
    """In "A, B, or C" the commas part options; in "A, with a cache, or B" they do not."""
    if len(parts) < 2:
        return list(parts)
    before = [each.strip() for each in parts[0].split(",")]
    short = all(0 < len(each.split()) <= 4 for each in before)
    return [*before, *parts[1:]] if len(before) > 1 and short else list(parts)


def _whole_sentences(body: str) -> list[str]:
    return [each for each in re.split(r"(?<=[.!?])\s+", " ".join(body.split())) if each]


def _name(entry: str) -> str:
    strong = re.match(r"^(\*\*|__|\*|_)(.+?)\1", entry)
    return (strong.group(2) if strong else entry).strip(" .*_")


def _distinct(entries: Iterable[str]) -> tuple[str, ...]:
    cleaned = [" ".join(each.split()).strip(" .,;*") for each in entries]
    return tuple(dict.fromkeys(each for each in cleaned if any(mark.isalnum() for mark in each)))
