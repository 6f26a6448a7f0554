"""Know a question that is only said again, or that offers an answer to the one before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from leadlab.models.writing.question_units import said
from leadlab.models.writing.tagging import Token
from leadlab.models.writing.words import word_group

Unit = Sequence[Token]

_ECHO = re.compile(
    r"^(?:right|no|yes|really|ok|okay|hm+|eh|correct|true|agreed|yes or no|is n't it|you know|"
    r"see|huh|what|or(?: not| what)?)\s*\??$|"
    r"^(?:i mean|that is|in other words|or rather|meaning|put differently)\b"
)
_AGAIN = re.compile(
    r"^(?:(?:or|no|sorry|hm|well|so|wait|and|,|-) ?)*(?:or (?:better|rather)|i mean|better(?= ,)|"
    r"that is|"
    r"in other words|(?:to )?put (?:it |that )?(?:differently|another way|more simply|simply)|more "
    r"(?:precisely|exactly|simply)|(?:let|lemme) ?(?:me|'s)? (?:put|ask|say|phrase|try|turn|"
    r"rephrase) "
    r"(?:it |that |this )?(?:again|differently|another way|the other way|more simply|simpler)?|"
    r"what i mean(?:t)?(?: to ask)? is|different(?:ly)?|another way)\b|"
    r"\b(?:i mean|or rather|so to speak|in other words)\s*\?*$"
)
_WOULD_IT = re.compile(
    r"^(?:and |or |so )*(?:would|could|might|does|will) (?:that|it|this) (?:\w+ )?(?:help|work|"
    r"do|suit|"
    r"fit|make sense|be (?:something|an option|possible|too \w+|better|enough|ok|okay))\b"
)
"""A question whether the proposal before it would do."""
_CORRECTS = re.compile(r"^(?:i mean|that is|in other words|or rather|meaning|put differently)\b")
_OPINION = re.compile(
    r"^(?:do|would) you (?:reckon|think|say|suppose|guess|believe)\s*\?*$|^if i may\b"
)
_PREFACE = re.compile(r"^(?:so |and )?what i mean(?:t)?(?: to (?:ask|say))? (?:is|was|'s) ?,?$")
_OPEN_WORDS = word_group("question words") | {"and", "but", "also", "then", "how", "else"}


def distinct(sentences: Sequence[Sequence[Token]], units: Sequence[Unit]) -> list[Unit]:
    """The questions of a turn that ask for different answers, in order.

    >>> from leadlab.models.writing.language import read
    >>> from leadlab.models.writing.question_units import units_of
    >>> def of(text):
    ...     return len(distinct(read(text), [u for s in read(text) for u in units_of(s)]))
    >>> of("What is hard? The hours?"), of("What is hard? And who helps you?")
    (1, 2)
    """
    found: list[Unit] = []
    again = False
    for unit in units:
        line = said(unit)
        if _PREFACE.search(line):
            again = True
            continue
        if found and (_OPINION.search(line) or (len(unit) < 9 and _WOULD_IT.search(line))):
            continue
        if _ECHO.search(line) and (found or not _CORRECTS.search(line)):
            continue
        if found and (again or _AGAIN.search(line) or _AGAIN.search(_just_before(sentences, unit))):
            found[-1] = unit
        elif not (found and _offers(unit, found[-1])):
            found.append(unit)
        again = False
    return found


def _just_before(sentences: Sequence[Sequence[Token]], unit: Unit) -> str:
    """The statement right before a question, as in "Let me ask that differently."."""
    before = [each for each in sentences if each[-1].end < unit[0].start]
    return said(before[-1]) if before and before[-1][-1].low != "?" else ""


def _offers(unit: Unit, asked: Unit) -> bool:
    """Whether a question holds no more than a candidate for the answer: "Friday?"."""
    lows = [each.low for each in unit if not each.is_mark]
    first = [each.low for each in asked if not each.is_mark]
    if not lows or not first:
        return True
    if lows[0] in {"which", "what", "who"} and len(lows) < 4:
        return lows[1:2] in (["of"], ["one"], ["exactly"], ["precisely"])
    if set(lows) & _OPEN_WORDS or set(lows) & {"better", "worse", "more", "less"}:
        return False
    fact = set(first[:3]) & {"who", "which", "when", "where"}
    if fact and lows[:1] and lows[0] in {"is", "was"} and lows[1:2] in (["it"], ["that"]):
        return len(lows) < 9
    verbless = not any(each.is_verb and each.tag not in {"VVG", "VVN"} for each in unit)
    return verbless and len(lows) < 7
