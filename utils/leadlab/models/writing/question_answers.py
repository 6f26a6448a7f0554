"""Know a question to which no answer is awaited: answered at once, told of others, rhetorical."""

from __future__ import annotations

import re
from collections.abc import Sequence

from leadlab.models.writing.question_bids import invites
from leadlab.models.writing.question_units import said, units_of
from leadlab.models.writing.tagging import Token

_AT_ONCE = re.compile(
    r"^(?:because|no|yes|yep|nope|to get|so that)\b(?! (?:rush|hurry|need to|matter))"
)
_ANSWERS = re.compile(
    r"^(?:(?:well|oh|and|but|,) ?)*(?:because|no|yes|yep|nope|none|nobody|never|not|nothing|to|"
    r"so that|simple|"
    r"easy|of course|certainly|probably|that's (?:why|what|how|when)|it's|i (?:do n't|doubt|"
    r"think|suppose)(?: think)? (?:so|it|not)|half|about|around|as a "
    r"rule|"
    r"usually|mostly|hardly|rarely|sometimes|always|a (?:bit|little|lot))\b"
)
_REPORTED = re.compile(
    r"^(?:(?:and|so|but|then|at first|that night|,) ?)*(?:i|he|she|they|we|everybody|everyone|"
    r"people|"
    r"[a-z]+) (?:just |only |first |always )?(?:thought|said|asked|wondered|went|was like|asked "
    r"(?:him|her|them|my)\w*|"
    r"kept asking|kept saying) ?[,:] "
)
_RHETORICAL = re.compile(
    r"^(?:(?:and|so|but|well|,) ?)*(?:who am i to \w+|what do i know|who knows|who's counting|"
    r"where was i|where were we|what was i (?:saying|going to say)|how do i put (?:it|this)|you "
    r"know what|guess what)"
    r"[ .]*\?*$"
)


def awaits(unit: Sequence[Token], sentences: Sequence[Sequence[Token]]) -> bool:
    """Whether a question of a turn waits for the other person's answer.

    >>> from leadlab.models.writing.language import read
    >>> turn = read("What do good teams share? Trust.")
    >>> awaits(turn[0], turn), awaits(turn[0], turn[:1])
    (False, True)
    """
    line = said(unit)
    at = next(
        at for at, each in enumerate(sentences) if each[0].start <= unit[0].start <= each[-1].end
    )
    if _RHETORICAL.search(line) or _is_reported(sentences[at]):
        return False
    after = sentences[at + 1] if at + 1 < len(sentences) else None
    return after is None or not _is_answer(after, unit)


def _is_reported(sentence: Sequence[Token]) -> bool:
    return bool(_REPORTED.search(said(sentence))) and sentence[0].low not in {"you", "what", "who"}


def _is_answer(after: Sequence[Token], unit: Sequence[Token]) -> bool:
    """Whether the sentence behind a question is the mentor's own answer to it."""
    if any(units_of(after)) or invites(after):
        return False
    first = said(after)
    if _AT_ONCE.search(first):
        return True
    lows = {each.low for each in unit}
    if lows & {"you", "your", "yours", "yourself"}:
        return False
    told = {each.low for each in after}
    if "i" in lows and after[0].low == "i":
        return True
    if "we" in told and "we" not in lows and not _ANSWERS.search(first):
        return False
    return bool(_ANSWERS.search(first) or not told & {"you", "your", "i"})


_OPINES = re.compile(
    r"^(?:because |but |well ,? ?)*i(?:'d| would| do| did| could| can| certainly| personally)+ ?"
    r"(?:n't|not|never|doubt)\b|^(?:i doubt|i hope (?:not|so)|i think (?:not|so)|hardly)\b"
)
"""What the mentor thinks of it, right behind the question: "would you? I wouldn't."."""


_ENDORSES = re.compile(
    r"^(?:(?:well|and|because|,) ?)*(?:(?:that's|this is|it's) (?:where|what|how) i(?:'d| would| "
    r"did| do|"
    r" always)\b|(?:works?|worked|did|does) (?:wonders|well|fine|great|for me|a treat|the trick)|"
    r"i (?:did|do|"
    r"tried) (?:that|it|this|the same)\b|(?:it|that) (?:really |always |once )?(?:helped|worked|"
    r"works|helps|saved|did) "
    r"(?:me|us|for me|for us|wonders|a lot)|(?:helped|saved) (?:me|us)\b)"
)
"""What the mentor says for the thing asked after: "that's where I'd start"."""


def endorses(after: Sequence[Sequence[Token]], unit: Sequence[Token]) -> bool:
    """Whether the mentor commends what they asked about, so that it was a proposal."""
    asked = {each.low for each in unit}
    return bool(after) and "you" in asked and bool(_ENDORSES.search(said(after[0])))


def opines(after: Sequence[Sequence[Token]]) -> bool:
    """Whether the mentor says at once what they think of it: "would you? I wouldn't."."""
    return bool(_OPINES.search(" ".join(map(said, after))))
