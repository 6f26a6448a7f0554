"""Cut a text into sentences and tagged words, with quotations, code and markup set apart.

Parts of speech come from the Hannover Tagger, whose English model is trained on the British
National Corpus (tagset C5); it is loaded when the first text is read. What it gets wrong most in
short work texts is put right by a few rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Protocol, cast

from leadlab.models.writing.tagging import Token, corrected
from leadlab.models.writing.words import typos

LONGEST = 6_000
"""Characters that are read; these texts are a few sentences to a page."""


LONGEST_WORD = 30
"""Longer words are taken for names; the tagger's time grows with the square of the length."""


LONGEST_SENTENCE = 120
"""Words; what is longer is cut, so that no rule has to look over more."""

_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
                           "\u00a0": " ", "\t": " ", "–": "-", "—": "-"})  # fmt: skip
_BLOCK = re.compile(r"(?:```|~~~).*?(?:```|~~~|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL)
_SILENT = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_MARKUP = re.compile(r"</?[a-zA-Z][^<>\n]{0,300}>|&(?:[a-z]{2,8}|#\d{2,6});|\*\*|__")
_QUOTED = re.compile(
    r"\"[^\"\n]{1,400}\"|(?<![\w'])'(?=\S)[^'\n]{1,200}(?:\w'\w[^'\n]{0,200})*'(?!\w)"
)
_BULLET = re.compile(r"(?m)^[ ]{0,12}(?:[-*+•>#]+|\d{1,2}[.)])[ ]+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|approx|Dr|Mr|Mrs|Ms|Prof|St|No|nos?|fig|cf|incl|a\.m|p\.m|"
    r"[A-Z]|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec))\.$",
)
_END = re.compile(r"[.!?…]+[\"')\]]*(?=\s|$)|\n+")
_WORD = re.compile(
    r"`[^`\n]{1,200}`|https?://\S+|[#@][\w-]+|\d+(?:[.,:/]\d+)*(?:st|nd|rd|th|"
    r"[a-zA-Z%€$£]{1,4})?\b|"
    r"[^\W\d_]\.(?:[^\W\d_]\.)+|[^\W_]+(?:[-_./+][^\W_]+)*(?:'(?!s\b|ll\b|re\b|ve\b|d\b|m\b|"
    r"t\b)[^\W_]+)*|"
    r"'(?:s|ll|re|ve|d|m|t)\b|[^\w\s]"
)
_CONTRACTED = re.compile(r"(?i)^(do|does|did|is|are|was|were|have|has|had|would|could|should|might|"
                         r"must|need|dare|ai)n$")  # fmt: skip
_BARE = {"dont": ("do", 2), "doesnt": ("does", 4), "didnt": ("did", 3), "isnt": ("is", 2),
         "arent": ("are", 3), "wasnt": ("was", 3), "werent": ("were", 4), "havent": ("have", 4),
         "hasnt": ("has", 3), "hadnt": ("had", 3), "wouldnt": ("would", 5), "cant": ("can", 2),
         "mustnt": ("must", 4),
         "couldnt": ("could", 5), "shouldnt": ("should", 6), "wont": ("will", 2)}  # fmt: skip
_REST = {"'ll": ("will", "VM0"), "'re": ("are", "VBB"), "'ve": ("have", "VHB"),
         "'m": ("am", "VBB")}  # fmt: skip
_AUX = {
    "be": "VBI", "am": "VBB", "are": "VBB", "is": "VBZ", "was": "VBD", "were": "VBD",
    "been": "VBN", "being": "VBG", "have": "VHB", "has": "VHZ", "had": "VHD", "having": "VHG",
    "do": "VDB", "does": "VDZ", "did": "VDD", "done": "VDN", "doing": "VDG",
    "can": "VM0", "could": "VM0", "may": "VM0", "might": "VM0", "must": "VM0", "shall": "VM0",
    "should": "VM0", "will": "VM0", "would": "VM0", "cannot": "VM0", "ought": "VM0",
    "not": "XX0", "n't": "XX0",
}  # fmt: skip
_AUX_LEMMA = {"VB": "be", "VH": "have", "VD": "do"}


class _Tagger(Protocol):
    def tag_sent(self, sent: Sequence[str]) -> list[tuple[str, str, str]]: ...


@cache
def _tagger() -> _Tagger:
    from HanTa import HanoverTagger

    return cast("_Tagger", HanoverTagger.HanoverTagger("morphmodel_en.pgz"))


def plain(text: str) -> str:
    """The text at the same length, with code blocks, comments and markup blanked.

    >>> plain("a <b>bold</b> claim")
    'a    bold     claim'
    """
    text = text[:LONGEST].translate(_STRAIGHT)
    for pattern in (_BLOCK, _SILENT, _MARKUP):
        text = pattern.sub(_blanks, text)
    return _BULLET.sub(_blanks, text)


def _blanks(match: re.Match[str]) -> str:
    return "".join(mark if mark == "\n" else " " for mark in match.group())


def unquoted(text: str) -> str:
    """The text at the same length, with the words in quotation marks blanked, the marks kept.

    >>> unquoted('You wrote "why?" there')
    'You wrote "    " there'
    """
    return _QUOTED.sub(lambda hit: hit[0][0] + " " * (len(hit[0]) - 2) + hit[0][-1], text)


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of a text that went through `plain`."""
    bare = unquoted(text)
    start = 0
    for hit in _END.finditer(bare):
        if hit[0] == "." and _ABBREVIATION.search(bare[max(0, hit.start() - 8) : hit.end()]):
            following = bare[hit.end() :].lstrip()
            denies = bare[hit.start() - 2 : hit.start()] == "No" and not following[:1].isdigit()
            ends = following[:1].isupper() and bare[hit.start() - 2 : hit.start()] == ".m"
            if not (denies or ends):
                continue
        if hit[0][0] == "\n" and _goes_on(bare, hit):
            continue
        if bare[start : hit.end()].strip():
            yield _trimmed(text, start, hit.end())
        start = hit.end()
    if bare[start:].strip():
        yield _trimmed(text, start, len(bare))


def _goes_on(bare: str, hit: re.Match[str]) -> bool:
    """Whether a single line break stands within a sentence that was wrapped."""
    line = bare[: hit.start()].rpartition("\n")[2]
    after = bare[hit.end() : hit.end() + 1]
    return hit[0] == "\n" and len(line) > 60 and after.islower()


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


@lru_cache(maxsize=256)
def read(text: str) -> tuple[tuple[Token, ...], ...]:
    """The sentences of a text, each a run of tagged words.

    >>> [[(word.low, word.tag) for word in each] for each in read("You merged it. Why?")]
    [[('you', 'PNP'), ('merged', 'VVD'), ('it', 'PNP'), ('.', 'PUN')], \
[('why', 'AVQ'), ('?', 'PUN')]]
    """
    cleaned = plain(str(text))
    found: list[tuple[Token, ...]] = []
    for start, end in sentence_spans(cleaned):
        pieces = _pieces(cleaned, start, end)
        found += [
            tuple(_tagged(pieces[at : at + LONGEST_SENTENCE]))
            for at in range(0, len(pieces), LONGEST_SENTENCE)
        ]
    return tuple(found)


def _pieces(text: str, start: int, end: int) -> list[tuple[str, str, int, int]]:
    """Words as (text, looked up as, start, end); a quotation is one piece."""
    pieces: list[tuple[str, str, int, int]] = []
    at = start
    for quote in [*_QUOTED.finditer(text, start, end), None]:
        upto = quote.start() if quote else end
        for hit in _WORD.finditer(text, at, upto):
            pieces += _split(hit[0], hit.start())
        if quote:
            pieces.append((quote[0], '"', quote.start(), quote.end()))
            at = quote.end()
    return _joined(pieces)


def _split(word: str, at: int) -> list[tuple[str, str, int, int]]:
    low = word.lower()
    low = typos().get(low, low)
    if low in _BARE:
        stem, cut = _BARE[low]
        return [(word[:cut], stem, at, at + cut), (word[cut:], "n't", at + cut, at + len(word))]
    if low in {"youre", "your're", "ur"}:
        return [(word, "your", at, at + len(word))]
    if low == "cannot":
        return [(word[:3], "can", at, at + 3), (word[3:], "not", at + 3, at + len(word))]
    return [(word, low, at, at + len(word))]


def _joined(pieces: list[tuple[str, str, int, int]]) -> list[tuple[str, str, int, int]]:
    """Put "don" and "'t" right, so that "n't" stands alone."""
    found: list[tuple[str, str, int, int]] = []
    for text, low, start, end in pieces:
        if low == "'t" and found and found[-1][3] == start:
            before, stem, at, _ = found[-1]
            if _CONTRACTED.match(stem):
                found[-1] = (before[:-1], stem[:-1], at, start - 1)
                found.append(("n" + text, "n't", start - 1, end))
                continue
            if stem in {"can", "won", "shan"}:
                full = {"can": "can", "won": "will", "shan": "shall"}[stem]
                found[-1] = (before, full, at, start)
                found.append((text, "n't", start, end))
                continue
        found.append((text, low, start, end))
    return found


def _tagged(pieces: list[tuple[str, str, int, int]]) -> list[Token]:
    said = [_looked_up(low, text) for text, low, _, _ in pieces]
    tagged = _tagger().tag_sent(said) if said else []
    tokens = []
    for (text, low, start, end), (_, lemma, tag) in zip(pieces, tagged, strict=True):
        tokens.append(_token(text, low, lemma, tag, start, end))
    return corrected(tokens)


def _looked_up(low: str, text: str) -> str:
    if low in _REST:
        return _REST[low][0]
    if low == "n't":
        return "not"
    if (
        low == '"'
        or len(text) > LONGEST_WORD
        or (text[0] in "`#@h" and ("://" in text or text[0] in "`#@"))
    ):
        return "thing"
    return text if low == text.lower() else low


def _token(text: str, low: str, lemma: str, tag: str, start: int, end: int) -> Token:
    if low == '"' and len(text) > 1:
        return Token(text, '"', '"', "QUO", start, end)
    if (text[0] in "`#@" and len(text) > 1) or "://" in text or len(text) > LONGEST_WORD:
        return Token(text, low, low, "NN1", start, end)
    if low in _REST:
        low, tag = _REST[low]
    if low in _AUX:
        tag = _AUX[low]
        return Token(text, low, _AUX_LEMMA.get(tag[:2], low), tag, start, end)
    if not any(mark.isalnum() for mark in low):
        return Token(text, low, low, "PUN", start, end)
    if low[0].isdigit():
        return Token(text, low, low, "CRD", start, end)
    if low in {"you", "u", "ya"}:
        return Token(text, "you", "you", "PNP", start, end)
    if tag.startswith("PU"):
        tag = "UNC"
    return Token(text, low, lemma.lower(), tag, start, end)
