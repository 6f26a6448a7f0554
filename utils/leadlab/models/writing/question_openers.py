"""Take off what stands before a question: "tbh", "rough guess,", a clause that sets the scene."""

from __future__ import annotations

import re
from collections.abc import Sequence

from leadlab.models.writing.question_units import said
from leadlab.models.writing.tagging import Token
from leadlab.models.writing.words import phrases, word_group

_SCENE = {
    "before", "after", "since", "as", "while", "now", "given", "considering", "once", "until",
    "because", "although", "though", "without", "with", "looking", "judging", "seeing", "apart",
    "besides", "instead", "next", "last", "back",
}  # fmt: skip
"""Words that open a clause or phrase of time, reason or view before the question itself."""


def without_opener(unit: Sequence[Token]) -> Sequence[Token]:
    """A question without the small talk before it, which says nothing of its kind.

    >>> from leadlab.models.writing.language import read
    >>> [each.low for each in without_opener(read("Rough guess, how many are there?")[0])]
    ['how', 'many', 'are', 'there', '?']
    """
    kept = list(unit)
    while len(kept) > 2:
        line = said(kept)
        hit = phrases("question_openers").match(line)
        if hit is None:
            return kept
        # `said` joins "'s" to its word, so tokens are counted by the letters that they fill.
        filled, at = len(hit[0].replace(" ", "")), 0
        while at < len(kept) and filled > 0:
            filled -= len(kept[at].low)
            at += 1
        while at < len(kept) and kept[at].low in {",", "-", ":", ";", "."}:
            at += 1
        if at >= len(kept) - 1:
            return kept
        kept = kept[at:]
    return kept


def main_part(unit: Sequence[Token]) -> Sequence[Token]:
    """A question without the clause before it: "before you hire, is ...?" asks what follows.

    >>> from leadlab.models.writing.language import read
    >>> [each.low for each in main_part(read("Before you go, is it due?")[0])]
    ['is', 'it', 'due', '?']
    """
    if unit[0].low not in _SCENE:
        return unit
    for at in range(1, len(unit) - 2):
        if unit[at].low == "," and unit[at + 1].low in word_group("auxiliaries"):
            return unit[at + 1 :]
    return unit


_SHORT = {
    "wanna": "want to",
    "gonna": "going to",
    "wdyt": "what do you think",
    "lemme": "let me",
    "whaddya": "what do you",
    "whatcha": "what are you",
    "gotta": "have to",
    "dya": "do you",
    "d'you": "do you",
    "cuz": "because",
    "coz": "because",
    "u": "you",
    "ur": "your",
    "ye": "you",
    "yous": "you",
    "y'all": "you",
}
_SHORTENED = re.compile(rf"\b(?:{'|'.join(sorted(_SHORT))})\b")


def written_out(line: str) -> str:
    """A line with the short forms of chat and speech written out.

    >>> written_out("wanna split it ?")
    'want to split it ?'
    """
    return _SHORTENED.sub(lambda hit: _SHORT[hit[0]], line)
