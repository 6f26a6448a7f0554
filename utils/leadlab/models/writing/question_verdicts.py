"""Read from the build of a question which answer it expects."""

from __future__ import annotations

import re
from collections.abc import Sequence

from leadlab.models.writing.question_clauses import Clause, measures
from leadlab.models.writing.tagging import Token
from leadlab.models.writing.words import word_group, words

_DECLARED = re.compile(
    r"^(?:(?:so|and|but|ok|well|,) ?)*(?:you|they|we|he|she) (?:really |actually |seriously )?"
    r"(?:do n't|did n't|does n't|have n't|are n't|were n't|had n't|can n't|should n't|could n't "
    r"have|might n't have|wo n't|"
    r"never|just|simply|actually|"
    r"seriously|really|only|(?:believed|trusted) (?:him|her|them|that|it)|are not|do not|did not|"
    r"'re not|"
    r"'re (?:just|really|seriously))\b|"
    r"^i (?:trust|bet)\b|^(?:so |and )*you (?:want|expect) (?:me|us) to (?:believe|think)\b|"
    r"\b(?:is|was) (?:this|that|it) (?:really )?(?:your idea of|what you call|how you treat)\b|"
    r"\b(?:would|will) any(?:one|body) (?:really |even )?(?:miss|care|want|believe|mind|read)\b|"
    r"^(?:(?:so|and|but) ?)*(?:not?|zero) (?!worries|rush|yet|bad|sure|news)(?!doubt)\w+[^,]*\?+$|"
    r"^(?:(?:so|and|but) ?)*you (?!can\b|could\b|will\b)\w+ .*\bonly\s*\?+$|"
    r"\b(?:do (?:we|i|they) (?:really )?(?:have to|need to)|must (?:we|i|they))\b.*\b(?:every|"
    r"again|each|"
    r"always)\b|"
    r"\bwould you (?:want|like) (?:to (?:be (?:treated|told|spoken|the one|on the)|receive|"
    r"inherit|maintain|debug)|such|it if)\b|"
    r"\byou must (?:be|feel|have)\b|\bwould you call (?:it|that|this)\b(?!.*\bor\b)|"
    r"^(?:(?:so|and|but) ?)*(?:nobody|no one|none|not one|not a single|nothing|still no|still not)"
    r"\b"
)
_SUGGESTED_CAUSE = re.compile(
    r"\bis it (?:\w+ )?possible that you (?!(?:could|should|might|can)\b)|"
    r"(?<!what )\b(?:could|might|may|can|is|was) it (?:just |simply |also |perhaps |maybe |not |"
    r"be |possible "
    r"|only |rather )*(?:be |possible )?(?:because|that) (?:you|your)\b|"
    r"\bis (?:that|this|it) (?:just |perhaps )?(?:because|why) you\b|"
    r"\bhow much of .* (?:is|was|comes|came) (?:down to|due to|because of|your|on you|from you)\b"
)
_FACTIVE = re.compile(
    r"\b(?:do|did|do n't|did n't|can) you (?:\w+ly )?(?:realise|realize|appreciate)\b|"
    r"\b(?:are|were) you (?:even |at least )?aware (?:that|of how|how)\b|"
    r"(?<!how )(?<!where )(?<!what )\bdo you (?:see|understand) that\b|"
    r"\bdo you (?:now )?(?:see|understand|get) (?:now )(?:that|why|how|what)\b|"
    r"\b(?:has|had|did|have) it (?:\w+ )?(?:dawn|sunk in|sink in|regist|hit|cross|occur)\w*"
    r"(?: on| to)?(?: you| your mind)? (?:what|that|how|why)\b"
)
_WHY_COST = re.compile(
    r"\bwhy (?:did|does|has|would) (?:it|that|this) (?:\w+ )?(?:take|taken)\b|"
    r"\bwhy would (?:an?|any|any(?:one|body)|some(?:one|body)|people) (?:\w+ )*?(?:want|need|care|"
    r"bother|risk)\b|\bhow (?:can|could) (?:any\w*|people|some(?:one|body)) \w+|"
    r"\bdo you think \w+ing .*\b(?:made|helped|solved|improved|fixed|changed)\b|"
    r"\bwhy (?:do|did|does) \w+ (?:\w+ )?(?:waste|bother)\b(?! (?:you|me|him|her|them|us)\b)|"
    r"\bhow long (?:have|has|are|will|do|did) (?:you|they|we) (?:been |going to |keep |intend to )?"
    r"(?:keep\w*|ignor\w+|putting off|avoid\w+|going to|refus\w+|sitting on)\b|"
    r"\bwhat(?:'s| is| was) (?:so\b|the (?:point|use) (?:of|in)\b|the problem with you)"
)


_LEARNS = (
    r"(?:found|find|finds|knew|know|noticed|heard|hear|saw|see|spotted|caught|told|learned|"
    r"learnt|discovered|realised|realized|reported)"
)
_SMALL = (
    r"(?:half an?|an? half|single|small|simple|short|quick|tiny|little|minor|easy|trivial|"
    r"[\w]+-(?:minute|hour|day|week|line|page|person|point))"
)
_NO_BODY = r"(?!(?:team|group|firm|company|shop|club|business|circle|start-?up|crew)\b)"
_FEW = r"(?:one|two|three)"
_TURNS = r"(?:turn\w*|become|became|grow\w*|swell|swollen|stretch\w*)(?: in ?to| to| out to)?"
_MANY = r"(?:\d\d+|ten|twelve|\w+ty|\w+teen|dozens?|(?:\w+ )?(?:hundreds?|thousands?))"
_MUCH = rf"(?:{_MANY}|\d|two|three|four|five|six|seven|eight|nine|\w+-\w+)"
_SPANS = r"(?:hours?|days?|weeks?|months?|quarters?|years?|sprints?|evenings?|weekends?)"
_LIES_IN_FACTS = re.compile(
    rf"^(?:(?:so|and|but|then|,) ?)*(?!(?:did|do|does|was|is|had|has|who|what|which|when)\b).*"
    rf"\b{_LEARNS}\b(?! (?:you|him|her|them|us|me)\b).* before "
    rf"(?:(?:you|we|they|he|she)|(?:any|some)(?:one|body)(?: \w+){{0,2}}?|"
    rf"(?:your|our|their|the) (?:own )?(?:\w+ )?\w+) (?:did|could|had)\b|"
    rf"\bhow (?:did|does|do|has|could|can) (?:(?:an?|the|that|this|your) )?{_SMALL} {_NO_BODY}"
    rf"(?:[\w-]+ ){{1,3}}?(?:{_TURNS} (?:an? |the )?(?:\w+ of )?(?:\w+ )?{_MUCH}|"
    rf"(?:end(?:ed)? up|come to|take|last) (?:\w+ing )?(?:an?|{_MUCH}) (?:\w+ )?{_SPANS})\b|"
    rf"\bhow (?:did|does|do|has|could|can) {_FEW} [\w-]+ {_TURNS} (?:an? |the )?(?:\w+ of )?"
    rf"{_MANY}\b|"
    r"^(?:(?:so|and|but|then|,) ?)*(?:it|that) (?:did n't|did not|never|has n't|had n't) (?:\w+ )?"
    r"(?:occur|occurred|cross|crossed|(?:strike|struck) (?:you|him|her|them|any\w+))\b|"
    r"^(?:(?:so|and|but|then|,) ?)*(?:every(?:one|body)|they all|you all|all of "
    r"(?:you|them)) (?:just|simply|only)\b|"
    r"^(?:(?:so|and|but|then|,) ?)*(?:i|we) had to (?:hear|learn|find (?:it )?out)\b"
    r".* (?:from|by)\b|"
    rf"^(?:(?:so|and|but|then|,) ?)*it took (?!(?:\w+ ){{0,3}}(?:minutes?|{_SPANS}|while|time)\b)"
    r"(?:\w+ ){1,4}?(?:for (?:some|any)(?:one|body)|for (?:you|them|him|her|us) to|"
    r"before (?:you|they|we|some|any)\w*)\b"
)
"""A fact whose telling is a verdict: others knew first, little became much, none thought of it."""


_EXPECTING = (_DECLARED, _SUGGESTED_CAUSE, _FACTIVE, _WHY_COST, _LIES_IN_FACTS)


def expects(clause: Clause | None, line: str) -> bool:
    """Whether the build of a question shows which answer is expected."""
    if any(each.search(line) for each in _EXPECTING):
        return True
    return clause is not None and (measures(clause) or _rates(clause))


def _rates(clause: Clause) -> bool:
    """A moral verdict put to them: "do you think it was fair to ...", "was it worth losing ..."."""
    line = f"{clause.verb.low if clause.verb else ''} {clause.after}"
    if clause.aux in {"do", "did", "would"} and clause.about == "you" and " or " not in line:
        moral = "|".join(sorted(words("moral_adjectives")))
        return bool(
            re.search(
                rf"^(?:\w+ly )?(?:think|feel|find|believe|consider|say|call) (?:that )?(?:it|"
                rf"that|this|your "
                rf"\w+)?(?: is| was| ?'s| were)?(?: very| really| quite)? ?(?:{moral})\b",
                line,
            )
        )
    return (
        clause.about == "it"
        and clause.aux in {"was", "were"}
        and bool(
            re.search(
                r"^worth (?:\w+ing|all|the (?:\w+ )?(?:pain|trouble|damage|row|mess))\b", line
            )
        )
    )


def judges(unit: Sequence[Token]) -> bool:
    """Whether a question judges a person: "this impatient", "the lazy one"."""
    return any(
        each.low in words("person_adjectives")
        and not (at and each.text[0].isupper())
        and each.low not in word_group("not loaded")
        and not _is_a_thing(unit, at)
        for at, each in enumerate(unit)
    )


def _is_a_thing(unit: Sequence[Token], at: int) -> bool:
    """Whether a word that could judge is a noun here, as in "did the alert reach you?"."""
    before = unit[at - 1] if at else None
    return unit[at].is_noun and before is not None and before.tag in {"AT0", "DPS", "CRD"}
