"""Know an invitation to tell in the form of a closed question: "which parts give you energy?"."""

from __future__ import annotations

import re

from leadlab.models.writing.question_frames import frames
from leadlab.models.writing.question_openers import written_out
from leadlab.models.writing.question_short import is_choice
from leadlab.models.writing.words import words

_FACT_TOLD = re.compile(
    r"^(?:(?:so|and|but|well|ok|now|please|,) ?)*(?:can|could|would|will|do|may|might|did) "
    r"(?:you|i) (?:\w+ ){0,3}?(?:tell|show|remind|give|send|say|"
    r"ask(?: you)?|remember|recall|know|explain|describe)(?: to)?"
    r"(?: me| us)?(?: again| once more| just| quickly| exactly| roughly)? "
    r"(?:(?:on|in|at|for|with|from|by|until|to) )?(?:(?:who|whose|whom|when|whether|"
    r"if|which (?!parts?\b|bits?\b|way\b|moments?\b)|"
    r"how (?:many|much|long|often|old|far|big|large|late|soon)|"
    r"what (?:time|day|date|version|number|name|port|url|address|size|colou?r)|"
    r"what (?:the|your|his|her|their|its) (?:\w+ )?(?:number|name|date|version|title|address|"
    r"deadline|password|port|status|url|room) (?:is|was))\b|"
    r"(?:the|your|his|her|their) (?:\w+ )?(?P<noun>\w+)(?: (?:of|for|on|in|at|again)\b.*)?\s*\?*$)"
)
"""A request that a name, a date or a number answers: "can you tell me when it starts?"."""


def asks_to_be_told_a_fact(line: str) -> bool:
    """Whether what is to be told is no more than a fact.

    >>> asks_to_be_told_a_fact("can you tell me when it starts ?")
    True
    """
    hit = _FACT_TOLD.search(line)
    return hit is not None and (hit["noun"] is None or hit["noun"] in words("facts_asked"))


def calls_for_telling(line: str) -> bool:
    """Whether a question of closed form plainly invites to tell.

    >>> calls_for_telling("which parts of it give you energy ?")
    True
    >>> calls_for_telling("which of the two do you use ?")
    False
    """
    line = written_out(line)
    if is_choice(line) or asks_to_be_told_a_fact(line):
        return False
    return bool(frames("invitations").search(line))
