"""Know a question that presses for one answer, and one that names both ends and presses for none.

"Are we still calling it bad luck?" holds up what was told to be named; "it healed itself, did
it?" doubts by a tag that says the same again. "Is it better, worse or the same?" judges as well,
but leaves all of it to the other.
"""

from __future__ import annotations

import re

from leadlab.models.writing.question_openers import written_out
from leadlab.models.writing.words import phrases

_AUX = r"is|are|was|were|has|have|had|do|does|did|will|would|can|could"
_ECHO = re.compile(rf", (?:{_AUX}) (?:it|he|she|they)\s*\?+$")
_WONDERS = re.compile(
    r"\b(?:again|itself|himself|herself|themselves|suddenly|just|simply|always|finally|magically|"
    r"famous|great|wonderful|brilliant|perfect|flawless)\b"
)
"""Words by which an echo is a doubt; "he's from Leeds, is he?" only checks."""
_ASKED = re.compile(
    rf"^(?:(?:so|and|but|well|then|now|ok|,) ?)*"
    rf"(?:{_AUX}|what|who|whose|which|where|when|why|how)\b"
)
_DENIED = re.compile(r"\bn't\b|\bnot\b|\bnever\b|\bnobody\b|\bnothing\b|\bno\b")


def presses(line: str) -> bool:
    """Whether a frame or an echoing tag of a question presses for one answer.

    >>> presses("are we still calling it a pilot ?"), presses("are we calling it a pilot ?")
    (True, False)
    >>> presses("so the cluster healed itself , did it ?")
    True
    """
    line = written_out(line)
    return bool(phrases("pressing").search(line)) or _echoes(line)


def _echoes(line: str) -> bool:
    if not (_ECHO.search(line) and _WONDERS.search(line)):
        return False
    return not (_ASKED.search(line) or _DENIED.search(line))


_PAIRS = (
    ("better", "worse"), ("good", "bad"), ("more", "less"), ("more", "fewer"),
    ("too (?:long|big|much|many|early|strict|fast|high|broad)",
     "too (?:short|small|little|few|late|loose|slow|low|narrow)"),
    ("up", "down"), ("faster", "slower"), ("quicker", "slower"), ("easier", "harder"),
    ("help\\w*", "hinder\\w*|hurt\\w*|harm\\w*"), ("gain\\w*", "los[et]\\w*"),
    ("win|won|winning", "los[et]\\w*|losing"), ("safer", "riskier"), ("cheaper", "dearer"),
    ("right", "wrong"), ("fair", "unfair"), ("calm\\w*", "nervous|tense|anxious"),
    ("happy", "unhappy|sad|not"),
    ("succe\\w+", "fail\\w*"), ("pass\\w*", "fail\\w*"), ("first", "second|last|other"),
    ("strong\\w*", "weak\\w*"), ("high\\w*", "low\\w*"), ("early", "late"), ("over", "under"),
    ("like\\w*", "dislike\\w*"), ("love\\w*", "hate\\w*"), ("trust\\w*", "distrust\\w*"),
    ("pull\\w*", "push\\w*"), ("stay\\w*", "leav\\w*"),
)  # fmt: skip
_ENDS = re.compile(
    r"\bor (?:\w+ )?(?:the same|about the same|much the same|about right|just right|neither|"
    r"neutral|unchanged|no different|somewhere (?:in )?between|in between|a bit of both|both|"
    r"something else|as before|not)\b|"
    + "|".join(
        rf"\b(?:{one})\b[^.?]*?\bor\b[^.?]*?\b(?:{other})\b|"
        rf"\b(?:{other})\b[^.?]*?\bor\b[^.?]*?\b(?:{one})\b"
        for one, other in _PAIRS
    )
)
_TILTED = re.compile(
    r"\b(?:just|really|honestly|seriously|even|ever|only|still|another|clearly|"
    r"obviously|surely|of course)\b|n't\b"
)


def weighs_both_ends(line: str) -> bool:
    """Whether a question names both ends, or a middle, and leaves the choice.

    >>> weighs_both_ends("is the new rota better , worse or the same ?")
    True
    >>> weighs_both_ends("is it a plan or a wish ?")
    False
    """
    return bool(_ENDS.search(line)) and not _TILTED.search(line)
