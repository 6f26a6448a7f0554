"""Read from a question what the mentor takes for granted, and where they doubt themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from leadlab.models.writing.question_units import said
from leadlab.models.writing.tagging import Token
from leadlab.models.writing.words import phrases, words

_CHECK = re.compile(
    r"^(?:,|-|;)? ?(?:or |if )?(?:(?:have|had|did|do) i (?:got|get|mix|mixed|hear|heard|remember|"
    r"read|"
    r"understand|understood|mis\w+|confus\w+|count|counted|see|have|catch)\b|am i (?:mistaken|"
    r"mixing|"
    r"confus\w+|thinking of|out of date|misremembering)|i(?:'m| am)? (?:not )?(?:mistaken|remember|"
    r"recall|understood|heard|got it right)|is (?:that|it) (?:the other|another|somebody|someone|"
    r"out "
    r"of date|outdated|old news|already|not any more)|has (?:that|it) (?:changed|moved))"
)
"""A doubt about what the mentor knows: "or have I got the wrong week?"."""


def without_check(unit: Sequence[Token]) -> Sequence[Token]:
    """A question without the words by which the mentor doubts their own picture.

    >>> from leadlab.models.writing.language import read
    >>> [each.low for each in without_check(read("It is due in May, or have I got that wrong?")[0])]
    ['it', 'is', 'due', 'in', 'may']
    """
    for at, token in enumerate(unit):
        if token.low in {",", "or", "-", "if"} and at and _CHECK.search(said(unit[at:])):
            return unit[:at]
    return unit


_SUPPOSES = re.compile(
    r"^(?:(?:so|and|but|well|now|ok|,) ?)*(?:i (?:do )?(?:suppose|guess|imagine|bet|expect|"
    r"presume|assume|"
    r"dare say|would think|take it|gather|'d guess)|presumably|no doubt|doubtless|probably|i'd "
    r"guess)\b"
)
_SUPPOSES_LAST = re.compile(
    r", i (?:suppose|guess|imagine|bet|expect|presume|assume|take it|gather|dare say)\s*\?*$"
)
_OF_MIND = re.compile(
    r"\b(?:(?:cross|enter|occur)\w* (?:your|to your|to you)|your (?:mind|pride|ego|fear|feelings|"
    r"mood|nerves)|"
    r"(?:make|made|left|leave) you)\b"
)

_PLAIN_MINDS = {"expect", "know", "mean", "need", "remember", "want", "see"}


def supposes_a_mind(line: str, unit: Sequence[Token]) -> bool:
    """Whether a question supposes aloud what somebody felt or thought: "I guess you were "
    "proud?".
    """
    last = _SUPPOSES_LAST.search(line)
    if not (last or _SUPPOSES.search(line)):
        return False
    unit = unit[:-4] if last else unit
    denied = re.search(r"\byou (?:\w+ ){0,2}?(?:n't|not|never|no)\b", line)
    if denied or _OF_MIND.search(line):
        return True
    at = next((at for at, each in enumerate(unit) if each.low == "you"), len(unit))
    rest = {word for each in unit[at + 1 : at + 8] for word in (each.lemma, each.low)}
    minds = words("mental_adjectives") | (words("mental_verbs") - _PLAIN_MINDS)
    return bool(rest & minds)


def takes_for_granted(line: str, unit: Sequence[Token]) -> bool:
    """Whether a question takes a verdict for granted: "what was the real reason?"."""
    return bool(phrases("taken_for_granted").search(line)) or _wonders_at_degree(unit)


_OF_ADJECTIVES = ("ing", "ive", "ous", "ful", "less", "ile")


def _wonders_at_degree(unit: Sequence[Token]) -> bool:
    """Whether "what" or "why" asks for a degree that nobody stated: "why is it so tedious?"."""
    lows = [each.low for each in unit]
    if not set(lows[:6]) & {"what", "why", "how"} or "so" not in lows[2:]:
        return False
    at = lows.index("so", 2)
    after = unit[at + 1 : at + 3]
    if not after:
        return False
    judged = after[0] if not (after[0].is_adverb and len(after) > 1) else after[1]
    shown = judged.tag[:2] == "AJ" or judged.low.endswith(_OF_ADJECTIVES)
    return shown and judged.low not in words("welcome_adjectives")
