"""Know the turns that ask without a question: "tell me about it", "I wonder how they saw it"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from leadlab.models.writing.question_forms import asks_fact
from leadlab.models.writing.question_units import said
from leadlab.models.writing.tagging import Token
from leadlab.models.writing.words import phrases, words

_CLAUSE = (
    r"((?:in |for |with |on |from |about |to )?(?:how|what|why|where|who|whose|which|when|"
    r"whether|if)\b.*)"
)
_WISH = (
    r"i(?:'d| would)? (?:also |still |just |only |really |do )*(?:want|wanted|need|like|love|"
    r"meant|wish|have|had) to (?:ask|know|hear|understand|learn|see|find out)(?: you| from you)?"
)
_THING = (
    r"(?:(?:my|the|one|another|a)(?: \w+){0,2}? (?:question|thing|point|bit|part)\b.{0,50}?|"
    r"what i (?:do n't|would|want|wanted|need|never|still|'d|'m|am|wonder|ask)\b.{0,40}?)"
    r"\b(?:is|was|would be|remains)"
)
_WONDERING = (
    r"i(?:'m| am| was|'ve been| have been| keep| kept| do)? (?:just |also |still |often |"
    r"sometimes |only )*(?:wonder(?:ed|ing)?|asking myself)"
)
_INDIRECT = re.compile(
    rf"(?:^|[,:;-] )(?:(?:and|but|so|well|then|now|hm|,) )*(?:{_WISH}|{_THING}|{_WONDERING})"
    rf"(?: only| just| simply| really| still| rather| this| ,| :)* {_CLAUSE}"
)
"""A question as a clause: "my question is only who has the key"."""
_ADDED = re.compile(r"\b(?:other|another|also|second|third|next|last|one more|then)\b")
_WONDERS = re.compile(
    r"\bi (?:do |also |sometimes )?wonder(?:ed)? about\b|"
    r"\bi'?(?:'d| would|'m| am) (?:be |very |also |still |really |rather |just )*(?:curious|"
    r"interested|wondering|keen|glad to hear|happy to hear|grateful (?:for|to hear))\b|"
    r"\bi(?:'d| would) (?:like|love|want) to (?:hear|know|understand|learn|see (?=how|what|why|"
    r"it))\b|"
    r"\bi(?:'m| am) (?:just |still )?(?:trying|hoping|struggling|eager|dying) to (?:understand|see|"
    r"learn|hear|picture|grasp|follow) (?:how|what|why|where|your)\b|^do tell\b|"
    r"\bi want to (?:hear|understand|know)\b|\bi'?m curious\b|"
    r"\bit (?:would|'d) help (?:me |us )?(?:to (?:hear|know|understand|see)|if you (?:told|said|"
    r"described|explained|talked))\b|"
    r"\bi(?:'d| would)? (?:ask|invite|like|love|want) you to (?:tell|say|describe|explain|talk)\b"
)
_PROPOSES = re.compile(
    r"\b(?:wonder(?:ed|ing)?|curious|ask(?:ed|ing)? (?:myself|you)|question is|thinking) "
    r"(?:\w+ ){0,2}?(?:whether|if) (?:"
    r"(?:you|we)(?:'d| would) (?:want|like|be (?:up|open|willing|interested|better|happier)|"
    r"consider|care|fancy)|"
    r"(?:you|we|i|somebody|someone) (?:could|should|might|ought|can|need|would (?:not )?be "
    r"better)|"
    r"it(?:'s| is| was| would| might| may| could)(?: be| not| n't)*(?: perhaps| maybe)? (?:\w+ )?"
    r"(?:time|worth\w*|better|an idea|an option|easier|wiser|simpler|possible|help|make sense|"
    r"pay|hurt)|"
    r"(?:a|an|some|one|two|more|less|fewer|\w+ing)\b.*? (?:would|might|could|may) (?:n't |not )?"
    r"(?:be|help|work|do|make|suit|save|solve|settle|ease|suffice)|"
    r"there(?:'s| is| might be) (?:a case|room|an? \w+ way|something|"
    r"(?:any |some )?(?:mileage|merit|value|scope|sense|point|use|room)))"
)
"""A proposal as a clause: "I wonder whether a rota would help"."""
_SPANS = {"day", "week", "month", "year", "time"}
_ASKED_FACT = re.compile(
    r"^(?:who|whose|when|which|whether|if)\b|^\w+ (?:who|whose|when|which)\b|"
    r"^how (?:many|much|long|often|old|far)\b"
)
_ASKED_FOR = re.compile(r"\b(?:tell|give|remind|show) (?:me|us) (?:just |only )?(.*)")
_NAMED = re.compile(r"(?:the|your|his|her|their|its|a|an) (\w+)(?: (\w+))?")


def invites(sentence: Sequence[Token]) -> bool:
    """Whether a sentence asks to tell, by a request or by a wish to know.

    >>> from leadlab.models.writing.language import read
    >>> [invites(read(each)[0]) for each in ("Tell me how it went.", "Tell her how it went.")]
    [True, False]
    """
    line = said(sentence)
    if phrases("bids_not").search(line):
        return False
    return bool(_INDIRECT.search(line) or _WONDERS.search(line) or phrases("bids").search(line))


def wonders_aloud(unit: Sequence[Token]) -> bool:
    """Whether a question is told as a clause behind "I wonder", whatever its mark."""
    return bool(re.search(rf"^(?:\w+ ,? ?)?{_WONDERING}\b", said(unit)))


def asks_besides(sentence: Sequence[Token]) -> bool:
    """Whether a clause adds a question to one that was asked: "the other thing is whether ..."."""
    line = said(sentence)
    hit = _INDIRECT.search(line)
    return hit is not None and bool(_ADDED.search(line.removesuffix(hit[1])))


_WH = r"(?:who|whom|whose|what|which|when|where|why|how)\b"
_SEVERAL = re.compile(rf"\b{_WH}[^,;]{{4,}}[,;] (?:and )?{_WH}[^,;]{{4,}}[,;]? and {_WH}")


def asks_for_several(sentence: Sequence[Token]) -> bool:
    """Whether three clauses are asked for: "tell me which one, where it is, and what it costs"."""
    return bool(_SEVERAL.search(said(sentence)))


def kind_of_bid(sentence: Sequence[Token]) -> str:
    """Open as a rule; closed where a fact answers it; advice in "I wonder whether you should"."""
    line = said(sentence)
    if _PROPOSES.search(line):
        return "advice_in_disguise"
    if hit := _INDIRECT.search(line):
        return "closed" if _ASKED_FACT.search(hit[1]) or asks_fact(hit[1]) else "open"
    if hit := _ASKED_FOR.search(line):
        named = _NAMED.match(hit[1])
        nouns = set(named.groups()) if named else set()
        fact = nouns & (words("facts_asked") - _SPANS)
        return "closed" if fact or _ASKED_FACT.search(hit[1]) else "open"
    return "open"
