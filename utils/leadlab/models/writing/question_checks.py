"""Tell a sentence that only checks a fact from one that wants its opinion shared.

"Your contract ends in June, doesn't it?" and "That was a bit hasty, wasn't it?" have one form.
A date, a number, a name or a thing of record shows the fact; a modal, a denial, a degree, a
verdict or a mind shows the opinion.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from leadlab.models.writing.question_neutral import PLAIN_TIMES
from leadlab.models.writing.tagging import Token
from leadlab.models.writing.words import words

_ASKS_YES = re.compile(
    r"(?:,|-) ?(?:yes|yeah|yep|correct|right|no|true|ok|okay|is (?:that|it) (?:right|correct|so)|"
    r"have i got that right|am i right|if i(?:'m| am) not mistaken)\s*\?*$"
)
_TAG = re.compile(
    r"(?:,|-) ?(?:is|are|was|were|do|does|did|has|have|had|will|wo|ai) n't "
    r"(?:you|it|he|she|they|that|there|we)\s*\?*$"
)
_DECLARED = re.compile(
    r"^(?:(?:so|and|but|well|ok|okay|,) ?)*(?!(?:only|just|merely|barely)\b)"
    r"(?!(?:is|are|was|were|do|does|did|has|have|had|can|could|will|"
    r"would|should|must|might|what|why|how|who|when|where|which)\b)\w+"
)
_NOT_PLAIN = re.compile(
    r"\b(?:could|should|must|might|ought|would(?! have)|n't|not|never|no|nobody|nothing|none|"
    r"just|even|rather|quite|too|very|really|so \w+ed|bit|little|"
    r"good|fine|well|bad|wrong|right|fair|hard|easy|clear|twice|better|worse|again|always|"
    r"all (?:along|the|day|that)|"
    r"pretty|kind of|sort of|hardly|barely|clearly|obviously|surely|simply|actually|probably|"
    r"because|thanks to|due to|without|instead|whole|every|enough|most|least|"
    r"problem|issue|mistake|fault|shame|pity|mess|point|reason|surprise|truth|matter|disaster|"
    r"failure|luck|trouble|own)\b|"
    r"\bonly (?!one\b|on\b|in\b|at\b|for\b|from\b|until\b|since\b|\d)|\w'd (?!have\b|be back\b)"
)
_OF_RECORD = {
    "be", "have", "report", "work", "run", "start", "begin", "end", "finish", "join", "sit", "live",
    "belong", "move", "use", "say", "agree", "meet", "get", "expire", "renew", "close", "open",
    "go", "come", "do", "take", "hold", "own", "lead", "book", "sign", "send", "train", "deploy",
    "host", "share", "switch", "become", "study", "write", "speak", "cover",
}  # fmt: skip
"""Verbs of what stands in a calendar, a contract or a directory."""
_OF_A_LIFE = {"study", "join", "move", "live", "work", "train", "report", "share"}
"""Verbs of a life as it is told in a few lines, which need no date."""
_PLAIN_MINDS = {"need", "mean", "remember", "expect", "see", "plan", "sure", "certain"}


def without_plain_check(line: str, unit: Sequence[Token]) -> str:
    """A sentence without the tag or "right?" by which it only checks a fact.

    >>> from leadlab.models.writing.language import read
    >>> from leadlab.models.writing.question_units import said
    >>> def checked(text):
    ...     return without_plain_check(said(read(text)[0]), read(text)[0])
    >>> checked("You moved in March, didn't you?"), checked("You were late, right?")
    ('you moved in march ?', 'you were late , right ?')
    """
    hit = _ASKS_YES.search(line) or _TAG.search(line)
    if hit is None or not _DECLARED.search(line) or _NOT_PLAIN.search(line[: hit.start()]):
        return line
    ends = max(at for at, each in enumerate(unit) if each.low in {",", "-"})
    told = unit[:ends]
    verbs = [each for each in told if each.is_verb]
    lived = bool(verbs) and verbs[0].lemma in _OF_A_LIFE
    if _is_of_mind(told) or not (lived or _is_of_record(told) or PLAIN_TIMES.search(line)):
        return line
    tagged = "n't" in hit[0]
    if tagged and verbs and verbs[0].lemma not in _OF_RECORD | {"'s", "'re", "'ve", "'m"}:
        return line
    return line[: hit.start()].rstrip() + " ?"


def _is_of_mind(told: Sequence[Token]) -> bool:
    forms = {word for each in told for word in (each.low, each.lemma)}
    minds = words("mental_verbs", "mental_adjectives", "moral_adjectives") - _PLAIN_MINDS
    judged = {each.low for each in told if each.tag[:2] in {"AJ", "AV"}}
    return bool(forms & (minds | {"know"}) or judged & words("verdict_adjectives"))


def _is_of_record(told: Sequence[Token]) -> bool:
    known = words("facts_asked", "record_nouns")
    return any(each.tag == "NP0" or {each.low, each.lemma} & known for each in told[1:]) or bool(
        told and told[0].tag == "NP0"
    )
