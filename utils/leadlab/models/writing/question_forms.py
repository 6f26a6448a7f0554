"""The forms by which advice, leading, closed and open questions are known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from leadlab.models.writing.question_short import is_choice, is_last_call
from leadlab.models.writing.question_verdicts import judges
from leadlab.models.writing.tagging import Token
from leadlab.models.writing.words import (
    entries,
    irregular_participles,
    phrases,
    words,
)

_LEAD_IN = (
    r"(?:^|[,:;] |- )(?:(?:so|and|but|or|well|okay|ok|hm+|now|then|perhaps|maybe|also|you know|"
    r"just|honestly) ,? ?)*"
)


_HEDGES = re.compile(
    r"\b(?:perhaps|maybe|possibly|by any chance|actually|also|at this point|in the end|i do n't "
    r"know"
    r"|kind of|sort of|you know|for example|for instance|honestly|simply) |"
    r", (?:perhaps|maybe|say|then|possibly|for example|for instance) ,(?= )"
)
"""Words that soften a proposal and can stand at any place in it."""


_REGRETS = (
    r"\b(?:is|was|would) n't (?:it|that|this) (?:be )?(?:a (?:bit|little|touch|shame|pity|waste|"
    r"mistake|risk)|rather|quite|awfully|somewhat|too|such)\b|"
    r"\b(?:would|will|is) it (?:be )?(?:all right|alright|ok|okay|fine|possible)(?: with you| "
    r"for you)? "
    r"(?:if i|for me|that i)\b|"
    r"\bwould n't (?:you|they|he|she|anyone|anybody) (?:be|feel|have been|have felt)\b"
    r"(?! (?:\w+er|better)\b)|"
    r"\bis n't (?:an?|any) (?:\w+ )?\w+ supposed to\b|\bin (?:other|your own|so many) words\b|"
    r"\b(?:going to|will you) keep \w+ing\b|"
    r"\b(?:should|would|could) (?:an?|any) (?:\w+ )?\w+ really\b|"
    r"\b(?:could|should|might)(?: n't)? (?:(?!i\b)\w+ ){0,3}?have (?:\w+ed|been|PARTICIPLE)\b|"
    r"\bis it (?:\w+ )?possible that (?!(?:you|we) (?:could|should|might|can)\b)"
)
"""A verdict, or a cause that is suggested, in the form of a proposal: "isn't it a bit rich to"."""


def advises(line: str) -> bool:
    """Whether a question puts an action forward."""
    if _regrets().search(line):
        return False
    return bool(_advice().search(line) or _advice().search(_HEDGES.sub("", line)))


@cache
def _regrets() -> re.Pattern[str]:
    return re.compile(_REGRETS.replace("PARTICIPLE", "|".join(sorted(irregular_participles()))))


@cache
def _advice() -> re.Pattern[str]:
    deed = "(?:" + "|".join(sorted(words("deeds"))) + ")"
    forms = (form.replace("DEED", deed) for form in entries("advice_questions"))
    return re.compile(_LEAD_IN + "(?:" + "|".join(forms) + ")")


_TAG = re.compile(
    r"(?:,|-) ?(?:right|no|yes|eh|correct|agreed|true|or not)\s*\?*$|"
    r"(?:,|-) ?(?:do|does|did|is|are|was|were|am|have|has|had|can|could|will|would|should|must|"
    r"might|need)(?: n't| not)? (?:you|i|we|he|she|they|it|that|there)(?: say| agree|"
    r" think)?\s*\?*$|"
    r"^(?:so |and |but )?(?:it|you|he|she|they|that|this|we)\b.* (?:do|does|did|is|are|was|were|"
    r"has|have|can|could|will|would|should|must|might) n't (?:you|it|he|she|they|that|we)\s*\?*$"
)


_NEGATED = re.compile(
    rf"{_LEAD_IN}(?:why )?(?:do|does|did|is|are|was|were|am|have|has|had|can|could|will|would|"
    rf"should|must|might|ai)"
    r" (?:n't|not|(?:you|i|we|he|she|they|it|that|this|there|the \w+|your \w+|\w+) not)\b"
)


_PRESUMES = re.compile(
    rf"{_LEAD_IN}(?:you (?:do|did|must|surely|certainly|really|obviously|clearly|would|'d|'ll|"
    rf"will surely|wouldn't|would n't|honestly) ?(?!be\b)(?:have|realise|realize|know|understand|"
    rf"see|agree|want|admit|say|not|n't|think|feel|believe)|"
    r"you'(?:d|ll) (?:agree|admit|like|want|say|think)|surely|since when (?!have\b|has\b|had\b|"
    r"\?)|when did you (?:stop|"
    r"give up|lose|start (?:hating|ignoring|avoiding))|"
    r"why (?:are|were|is|was|do|does|did) (?:\w+ ){1,3}(?:so|always|never|only|still|even|blame|"
    r"avoid|ignore|insist|keep|let|allow)\b|"
    r"why (?:are|were) you (?:so )?(?:afraid|angry|upset|late|defensive|stuck|unhappy|against|"
    r"avoiding|hiding)|"
    r"how (?:bad|wrong|terrible|awful|difficult|painful|upset|angry|disappointed|unhappy|stupid|"
    r"unfair|much worse)\b|"
    r"what (?:made|makes) you (?:so|give up|think you|believe you)|what (?:excuse|went wrong|"
    r"did you do wrong|did you get wrong)|"
    r"why would any(?:one|body)|(?:can|would|could|does|do) any(?:one|body) (?:seriously|really|"
    r"honestly|want|believe|read|like|care)|you (?:think|thought|believe|believed|"
    r"call) (?!(?:about|of|so)\b)|you did (?:read|see|know|check|ask|tell|hear|notice|think|"
    r"say)\b|"
    r"how could you(?! (?:tell|know|make|improve|use|test|measure|find out|share|help|apply|"
    r"simplify|support|build|learn|approach)\b)|how can you (?:think|say|believe|"
    r"call|let|expect|still|be so)|"
    r"who (?:would|does|is|could|did|can) n't|(?:is|are|was|were|do|does|did|can|could|would|have|"
    r"has) \w+ (?:\w+ )?(?:really|honestly|seriously|truly)\b|"
    r"which (?:\w+ )?(?:person|engineer|lead|manager|developer|team) would|who would (?:ever|"
    r"want|do such|sign)|"
    r"(?:can|could|do|did|would) you (?:really|honestly|seriously|truly)|and you (?:think|call|"
    r"consider|regard|"
    r"(?:were|are|'re) (?!in\b|at\b|on\b|with\b|from\b|off\b|"
    r"back\b|the\b|an?\b|still (?:in|at|on|with)\b|one\b|two\b|all\b|now\b|both\b))|do you "
    r"(?:also |too )?(?:think|feel|agree|see|believe|find) ,? ?(?:too|also|"
    r"that) .*\b(?:too|unfair|wrong|bad|better|good|great)|"
    r"what (?:is it that )?(?:you|do you|did you) (?:dislike|hate|fear|resent))"
)


_SAME_TAG = re.compile(
    r"(?:,|-) ?(?:is|are|was|were|do|does|did|have|has|had|can|will) (?:you|he|she|they|it|that|"
    r"there)\s*\?*$"
)


def _checks_by_tag(line: str) -> bool:
    """Whether nothing is denied, in the sentence or its tag: "you're from Leeds, are you?"."""
    hit = _SAME_TAG.search(line)
    return hit is not None and not re.search(
        r"\b(?:n't|not|never|no|nobody|nothing|none|hardly|barely)\b", line[: hit.start()]
    )


_OF_A_THING = re.compile(
    r"^(?:(?:so|and|but) )*(?:is|are|was|were) (?:the|that|this|your) (?P<thing>\w+) "
    r"(?:lazy|greedy|dumb|idle|eager|naive|aggressive|passive|stubborn|noisy)\b(?!.*,)"
)
"""A word of the trade that judges only people: "is the parser lazy?"."""


def leads(line: str, unit: Sequence[Token]) -> bool:
    """Whether a question shows which answer is expected."""
    hit = _OF_A_THING.search(line)
    if hit and hit["thing"] not in words("people"):
        return False
    return bool(
        judges(unit)
        or (_TAG.search(line) and not _checks_by_tag(line))
        or _NEGATED.search(line)
        or _PRESUMES.search(line)
        or phrases("loaded_words").search(line)
    )


_TELL = (
    r"(?:tell|describe|explain|say|walk|talk|take (?:me|us|it from)|give (?:me|us)|help me|"
    r"share(?! (?:your|the|a) (?:screen|file|link|calendar|slides?|doc\w*))|elaborate|expand|"
    r"show me|paint|"
    r"draw|lead (?:me|us)|guide (?:me|us)|let (?:me|us)|bring (?:me|us)|read (?:me|us)|"
    r"sketch|outline|summari[sz]e|unpack|clarify|put (?:it|that|this)|spell|picture|think (?:of|"
    r"back|aloud|out loud|about)|"
    r"imagine|name|list|recall|remember|remind|characteri[sz]e|go (?:through|over)|speak)"
)


INVITES = re.compile(
    rf"{_LEAD_IN}(?:(?!would you say (?!(?:a (?:bit|little)|some|something|more)\b))"
    rf"(?:can|could|would|will) you (?:please |maybe |perhaps |just |also |kindly |"
    rf"like to |care to |want to )*{_TELL}\b|would you mind \w+ing|(?:what|how|why|in (?:what|"
    rf"which) ways?|to what extent|what else)\b|"
    r"(?:(?:is|was) there )?(?:anything|something) (?:else|more|(?:that )?you(?:'d| would| (?:want|"
    r"need) me to (?:know|hear|see|understand)))\b|"
    r"anything you (?:want|wish|care|like)\b|anything (?:\w+ ){0,5}?that(?:'s| is| has)? \w+|"
    r"(?:is|was) there (?:something|anything|more|a story|some story) (?:else )?(?:behind|under|"
    r"underneath|beneath|to) (?:that|this|it|all (?:that|this))(?=\s*[?,])|"
    r"(?:is|was) there (?:an?|any|some|another) (?:\w+ )?(?:(?:part|bit|moment|point|thing) "
    r"(?:when|where|you(?:'d| would)\b)|side to (?:that|this|it)(?=\s*[?,]))|"
    r"(?:(?:do|would) you )?feel (?:like|up to) (?:telling|talking|saying|sharing|describing)\b|"
    r"(?:(?:do you have|have you|have you got|got) )(?:a|five|ten) (?:minutes?|moment) to "
    r"(?:tell me|talk|walk me|describe)\b|"
    r"(?:is there )?(?:anything|something) (?:(?:still )?on your (?:mind|heart|chest)|"
    r"(?:bother|worry|troubl|weigh|press|nagg)ing (?:on )?you)\b|"
    r"do you have (?:a|an|any|some) (?:\w+ )?(?:feeling|sense|theory|hunch|"
    r"notion) (?:for|of|about|on|what|how|why)\b|"
    r"(?:(?:do you have|have you|got) )?any (?:\w+ )?(?:thoughts|ideas|views|hunch(?:es)?|"
    r"theor(?:y|ies)|"
    r"impressions|feelings|reflections)\b|"
    r"(?:can|could|may|might) i (?:ask|hear|know)\b.*\b(?:what|how|why|more|about|"
    r"your (?:\w+ )?(?:side|view|take|version|thoughts|story))\b|"
    r"(?:(?:do you|would you|you) )?(?:care|want|like) to (?:say|tell|talk|elaborate|share|expand|"
    r"walk|explain|describe)\b|"
    r"(?:(?:do|would) you )?mind (?:telling|explaining|sharing|saying|walking|describing|"
    r"talking)\b|"
    r"(?:and then|then what|such as|because|like what|for (?:example|instance)|meaning|in that)"
    r"\s*\?+$)"
)


_START = (
    r"(?:^|[:;] |- |, (?=who|which|how (?:many|sure|confident|likely|far|long|much|often|"
    r"certain)\b))(?:(?:so|and|but|or|well|okay|ok|now|then|just) ,? ?)*"
)


_FACT = re.compile(
    rf"{_START}(?:(?:in|on|at|by|from|for|to|with|of|until|since|about) )?(?:who\b|whose\b|"
    rf"whom\b|which\b|when\b|where\b|"
    r"how (?:many|much|often|long|far|old|big|large|high|late|early|soon|ready|confident|sure|"
    r"likely|certain|happy|tall|fast|well on a scale|big)\b|"
    r"what (?:time|day|date|year|month|version|number|percentage|share|size|age|colou?r|"
    r"kind of contract|grade|rank|title|name|language|tool|type)\b|"
    r"by (?:when|what)|since when|until when|on a scale|what(?:'s| is| was| are| were) (?:the|"
    r"your|his|her|their|its|our) (?:\w+ ){0,2}?(?P<noun>\w+)(?: (?:of|for|on|in|at|now|today|"
    r"you're|you are|that|to|after|before|during|since|when|last|this|per|by|from|with|between|"
    r"yesterday)\b.*)?\s*\?*$|"
    r"what (?:did|does|do|will|would) .*\b(?:cost|weigh)\s*\?*$|"
    r"what (?P<thing>\w+) (?:do|does|did|is|are|was|were|will|has|have|had)\b)"
)
_SCENE = re.compile(
    r"^(?:(?:so|and) )?(?:when|where|whenever|once) "
    r"(?:you|i|we|he|she|it|they|the|your|a)\b[^,?]*, "
)
"""A clause before the question, as in "when you read it again, what stands out?"."""
_FELT = re.compile(
    r"\bwhere (?:do|does|did) (?:you|he|she|they|it|\w+) come in\b|"
    r"\bwhere (?:does|do|did) (?:that|this|it|the \w+|your \w+) (?:\w+ )?come from\b|"
    r"^(?:in (?:an ideal|a perfect|your ideal) (?:world|\w+)|ideally|in your dreams) ?,? "
    r"(?:who|where|when|which)\b|"
    rf"{_START}(?:where|when) (?:do|did|would|have|are|were) you (?:most |mostly |usually |best |"
    r"now )?(?:see|saw|feel|felt|find|found|enjoy|enjoyed|struggle|struggled|notice|noticed|"
    r"think|(?:want|like) to (?:go|be|grow|end up)|hope|learn|learned|learnt|suspect|draw the "
    r"line|stand|stuck|"
    r"lost|at your (?:best|worst))\b|^(?:(?:so|and) )?who (?:are you|(?:do|would) you (?:want|"
    r"hope|like) to (?:be|become))\b|^(?:(?:so|and) )?where (?:might|could|"
    r"does your (?:time|energy|attention|mind|week))\b|"
    rf"{_START}(?:where|how (?:far|big|long|high|often)|which).*(?:\bas you see it|"
    rf"in your (?:view|eyes|opinion|"
    r"experience)|from where you (?:sit|stand)|\bfeels?\b|\bfor you|"
    r"(?<!back )(?<!talk )(?<!spoke )(?<!on )(?<!over )(?<!belongs )\bto you)\s*\?*$|"
    rf"{_START}(?:where|how far).*\bfeels?\b|"
    rf"{_START}where(?:'s| is| are) (?:the|your|their) (?:friction|tension|catch|energy|doubt|"
    r"resistance|gap|difficulty|pressure|fun|joy)\b"
)
"""A place or moment that has to be thought of, and is no fact."""


_OPEN_FIRST = re.compile(
    r"^(?:(?:so|and|but|well|ok|okay|now|then|,) ?)*(?:why|what (?!time|day|date|year)|"
    r"how (?!many|much|long|often|old|far|big))(?!.*\?.)"
)
"""An open word in front, by which a later "which" belongs to its clause."""


def asks_fact(line: str) -> bool:
    """Whether a name, a number or a date answers a question."""
    line = _SCENE.sub("", line)
    hit = _FACT.search(line)
    if hit is None or _FELT.search(line) or (hit.start() and _OPEN_FIRST.search(line)):
        return False
    noun = hit.group("noun") or hit.group("thing")
    return noun is None or noun in words("facts_asked")


_WHAT_BEHIND = re.compile(
    rf"{_START}(?:in|to|for|with|on|from|about|under|through|by|at|against|after|behind|beyond|between|"
    r"into|over|without|towards?) "
    r"(?:what (?!time\b|day\b|date\b|version\b|number\b)|which (?:ways?|sense|respects?|"
    r"circumstances|conditions|assumptions?|light)\b)"
)
"""A preposition before an open "what": "to what do you put that down?"."""


def is_closed(line: str) -> bool:
    """Whether yes, no, a fact or a choice answers a question."""
    if asks_fact(line) or is_last_call(line) or is_choice(line):
        return True
    return (
        not _FELT.search(line)
        and not _WHAT_BEHIND.search(line)
        and not re.search(r"(?:^|[,:;] )(?:and|so|but|then|,| )*(?:what|how|why)\b", line)
        and not line.startswith("and then")
    )
