"""Know the questions that leave much out: trailing off, a few words, a choice, a last call."""

from __future__ import annotations

import re
from collections.abc import Sequence

from leadlab.models.writing.tagging import Token
from leadlab.models.writing.words import words

_TRAILS = re.compile(
    r"(?:\b(?:because|so that|meaning|which (?:means|meant)|and (?:then )?(?:you|he|she|"
    r"they|we)|"
    r"but (?:then )?(?:you|he|she|they)|by [\w' -]+ you mean|what you (?:mean|want|need|fear|"
    r"like) is)|"
    r"^(?:and |so |but )*(?:what|the (?:thing|part|bit|point|moment)|your \w+)\b.*\b(?:is|was|"
    r"were))"
    r" ?(?:\. ?|… ?|- ?)*\?*$|"
    r"^(?:and |so |but )*(?:you|your \w+|the (?:\w+ )?\w+|that) (?:says?|said|tells? (?:you|him|"
    r"her|them)|told "
    r"(?:you|him|her|them)|feels? like|felt like|means?|meant|wants?|wanted) ?(?:\.|…)"
)
"""A sentence left for the other to finish: "you left because ...?"."""
_AT_THE_END = re.compile(
    r"^(?!(?:what|how|why|who|when|where|which|did|does|do|has|have|is|was)\b)(?:\w+ ){1,6}"
    r"(?:how|why|what|in what way|for "
    r"what|because of what)\s*\?+$"
)
"""The question word in the place of its answer: "and that feels how?"."""
_WISHED = re.compile(
    r"^(?:(?:and|but|so|well|or|,) ?)*if (?:you (?:could|were|had to|got to|knew|had \w+ more)|"
    r"money|nothing|"
    r"everything|anything)\b[^,]*\?+$"
)
"""A wish whose end is left to the other: "and if you could change one thing?"."""
_LAST_CALL = re.compile(
    r"\b(?:anything|something|nothing) (?:else|more) (?:for (?:today|now|me|this|the)|on (?:your|"
    r"the)|before we|"
    r"from (?:your|me)|in the (?:diary|calendar)|to (?:sign|send|book|fix)|due|open|pending)"
)
"""A check at the end of a talk, which yes or no answers: "anything else for today?"."""
_BARE = re.compile(
    r"^(?:and|but) (?:(?:your|the|her|his|their|my|those|these|what about) \w+(?: \w+){0,4}|you|"
    r"now|yourself|"
    r"from (?:the|your|their|his|her) [\w' ]{2,30}|"
    r"today|these days|before that|after that|at home|otherwise|apart from (?:that|this))\s*\?+$"
)
"""Another thing to tell about, in a few words: "and your manager?"."""


def is_cut_short(line: str, unit: Sequence[Token]) -> bool:
    """Whether a question leaves most of its words to the other: "and the people at home?"."""
    if _TRAILS.search(line) or _AT_THE_END.search(line) or is_wish(line):
        return True
    nouns = {each.low for each in unit if each.is_noun}
    verbless = not any(each.is_verb for each in unit)
    return bool(_BARE.search(line)) and verbless and not nouns & words("facts_asked")


_NUMBERS = (
    r"(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|"
    r"\w+ty|half)"
)
_GUESS = re.compile(
    rf"^(?!.*\b(?:from now|ago|later|down the line)\b)(?:(?:and|so|but) )*(?:what|how)\b[^,]*, "
    rf"(?:about |around |roughly |say |maybe )?{_NUMBERS}\b[^,]{{0,20}}\?"
)
"""A number offered as the answer: "what's the headcount, fourteen?"."""
_OF_THE_TALK = re.compile(
    r"^(?:(?:so|and|but|well|ok|okay|right|,) ?)*(?:shall we|do you want|would you (?:like|"
    r"rather|prefer)|"
    r"would it be|is it|was it)\b(?!.*\bor (?:could|would|might|can) (?!you\b|it\b|we\b))"
)
_CHOICE = re.compile(
    r"^(?:(?:so|and|but|well|ok|,) ?)*(?:is|was|would) (?:it|that) (?:be )?(?:the |your |a )?\w+ "
    r"or (?:the |your |a )?\w+\b|"
    r"^(?:(?:so|and|but|well|ok|,) ?)*(?:is|are|was|were|do|does|did|would|will|shall|have|has|can|"
    r"could) (?!you (?:tell|describe|explain)).*"
    r"(?:,|-) ?or (?:is|are|was|were|do|does|did|would|will|shall|have|has|rather|more)\b|"
    r"^(?:(?:so|and|but|well|ok|,) ?)*(?:would|will|do|did) you (?:rather )?"
    r"(?:say(?! (?:something|some|more|a))|call|prefer)\b.*\bor\b|"
    r"^(?:(?:so|and|but|well|ok|,) ?)*(?:would|do|could|can) you (?:describe|see|think of|consider|"
    r"rate|rank|class|count) (?:yourself|the|your|it|that|this|him|her|them)\b[^,]*\bor\b"
)
"""A choice between two answers: "is it the pay, or is it the hours?"."""


_ONE_OF_TWO = re.compile(
    r"^(?:(?:and|so|but) )*(?:where|who|which|whose|when)\b[^,]*, (?:the |a |in |at |by )?[\w-]+"
    r"(?: [\w-]+){0,2} or (?:the |a |in |at |by )?[\w-]+(?: [\w-]+){0,2} ?\?*$"
)
"""Two answers offered to a fact: "where did it come from, sales or support?"."""


def is_wish(line: str) -> bool:
    """Whether a question wishes for something and leaves the rest to the other."""
    return bool(_WISHED.search(line))


def is_choice(line: str) -> bool:
    """Whether a question names the two answers to choose from."""
    return bool(_CHOICE.search(line) or _GUESS.search(line) or _ONE_OF_TWO.search(line))


def is_choice_of_theirs(line: str) -> bool:
    """Whether the other may choose how to go on: "shall we stop, or is there more?"."""
    return is_choice(line) and bool(_OF_THE_TALK.search(line))


def is_last_call(line: str) -> bool:
    """Whether a question only checks that nothing was left: "anything else for today?"."""
    return bool(_LAST_CALL.search(line))
