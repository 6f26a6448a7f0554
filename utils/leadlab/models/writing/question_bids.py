"""Know the turns that ask without a question: "tell me about it", "I wonder how they saw it"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from leadlab.models.writing.question_forms import asks_fact
from leadlab.models.writing.question_units import said
from leadlab.models.writing.tagging import Token
from leadlab.models.writing.words import phrases, words

_CLAUSE = r"((?:in |for |with |on |from |about |to )?(?:how|what|why|where|who|whose|which|when|whether|if)\b.*)"
_WISH = (
    r"i(?:'d| would)? (?:also |still |just |only |really |do )*(?:want|wanted|need|like|love|meant|"
    r"wish|have|had) to (?:ask|know|hear|understand|learn|see|find out)"
)
_THING = (
    r"(?:my|the|one|another|a|what)(?: \w+){0,2}? (?:question|thing|point|bit|part|i)\b.{0,50}?"
    r"\b(?:is|was|would be|remains)"
)
_INDIRECT = re.compile(
    rf"(?:^|[,:;-] )(?:(?:and|but|so|well|then|now|because) )*(?:{_WISH}(?: you| from you)?|{_THING})(?: only| just| simply|"
    rf" really| still| rather| this| ,| :)* {_CLAUSE}|"
    rf"\bi (?:keep|kept|'m|am|was) (?:still |also )?(?:asking myself|wondering) {_CLAUSE}|"
    rf"\bi (?:do |also |sometimes |often |still )?wonder(?:ed)? {_CLAUSE}"
)
"""A question as a clause: "my question is only who has the key"."""
_MORE = re.compile(r"\b(?:other|another|also|second|third|next|last|one more|then)\b")
_WONDERS = re.compile(
    r"\bi (?:do |also |sometimes )?wonder(?:ed)? about\b|"
    r"\bi'?(?:'d| would|'m| am) (?:be |very |also |still |really |rather |just )*(?:curious|"
    r"interested|wondering|keen|glad to hear|happy to hear|grateful (?:for|to hear))\b|"
    r"\bi(?:'d| would) (?:like|love|want) to (?:hear|know|understand|learn|see)\b|"
    r"\bi want to (?:hear|understand|know)\b|\bi'?m curious\b|"
    r"\bit (?:would|'d) help (?:me |us )?(?:to (?:hear|know|understand|see)|if you (?:told|said|"
    r"described|explained|talked))\b|"
    r"\bi(?:'d| would)? (?:ask|invite|like|love|want) you to (?:tell|say|describe|explain|talk)\b"
)
_SPANS = {"day", "week", "month", "year", "time"}
_FACT_WORD = re.compile(r"^(?:\w+ )?(?:whether|if|who|whose|when|which)\b|^how (?:many|much|long|often|old|far)\b")


def invites(sentence: Sequence[Token]) -> bool:
    """Whether a sentence asks to tell, by a request or by a wish to know.

    >>> from leadlab.models.writing.language import read
    >>> [invites(read(each)[0]) for each in ("Tell me how it went.", "Tell her how it went.")]
    [True, False]
    """
    line = said(sentence)
    if _is_errand(line):
        return False
    return bool(_INDIRECT.search(line) or _WONDERS.search(line) or phrases("bids").search(line))


def _is_errand(line: str) -> bool:
    return bool(phrases("bids_not").search(line))


def asks_besides(sentence: Sequence[Token]) -> bool:
    """Whether a clause adds a question to one that was asked: "the other thing is whether ..."."""
    line = said(sentence)
    hit = _INDIRECT.search(line)
    if hit is None:
        return False
    asked = next(each for each in hit.groups() if each)
    return bool(_MORE.search(line.removesuffix(asked)))


def kind_of_bid(sentence: Sequence[Token]) -> str:
    """Open as a rule; closed where a fact answers it; advice in "I wonder whether you should"."""
    line = said(sentence)
    if re.search(r"\bwonder(?:ed|ing)? (?:whether|if) (?:you|we) (?:could|should|might|ought)", line):
        return "advice_in_disguise"
    if hit := _INDIRECT.search(line):
        asked = next(each for each in hit.groups() if each)
        return "closed" if _FACT_WORD.search(asked) or asks_fact(asked) else "open"
    hit = re.search(r"\b(?:tell|give|remind|show) (?:me|us) (?:just |only )?(?P<what>.*)", line)
    if hit is None:
        return "open"
    noun = re.match(r"(?:the|your|his|her|their|its|a|an) (\w+)(?: (\w+))?", hit["what"])
    fact = noun is not None and bool(set(noun.groups()) & (words("facts_asked") - _SPANS))
    return "closed" if fact or re.match(r"(?:who|whether|if|which|how (?:many|much|long|often))\b", hit["what"]) else "open"
