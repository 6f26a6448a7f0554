"""Know an action that is offered without "why not": "fancy chairing it?", "who would mind if ...".

The frames, kept as data, rest on a few classes: an appetite for a deed, a chance that it is done,
nobody who would be against it, a thing that would do, a deed that is taken to have been thought
of, and what the mentor would arrange.
"""

from __future__ import annotations

import re

from leadlab.models.writing.question_frames import frames
from leadlab.models.writing.question_openers import written_out
from leadlab.models.writing.words import phrases

_NEUTRAL_CHOICE = re.compile(
    r"^(?:(?:so|and|but|well|ok|,) ?)*(?:shall|should|do|would|are|is) (?:you|we|i)\b"
    r"(?!.*\binstead\b)(?!.*\bor (?:can|could|would|should|might|do)\b).*\bor\b"
)
"""A choice between two ways, neither of them the mentor's: "shall we start with A or with B?"."""
_ABOUT_A_FACT = re.compile(
    r"^(?!.*\b(?:could|would|might|should)\b).*"
    r"\b(?:yet|already|so far|at the moment|currently|right now|by now|last (?:week|month|year|"
    r"time|night)|yesterday)\s*\?+$"
)
"""A time in which the deed is done or under way, so that nothing new is put forward."""


_SOFT = re.compile(
    r"\b(?:really|actually|honestly|even|ever|maybe|perhaps|possibly|just|simply|also|truly|"
    r"already|at all|at least|by any chance|all in all|then) "
)
"""Words that soften or stress a proposal and can stand at any place in it."""
_LED_IN = re.compile(r"^(?:(?:so|and|but|well|ok|okay|now|then|,) ?)*")


def only_asks(line: str) -> bool:
    """Whether a question with the form of a proposal asks if something can be done or is so.

    >>> only_asks("could you reach him ?"), only_asks("could you ask him ?")
    (True, False)
    """
    return bool(phrases("neutral_asks").match(_LED_IN.sub("", line)))


def offers(line: str) -> bool:
    """Whether a question puts forward something new to be done.

    >>> offers("who would mind if you left at four ?"), offers("who left at four ?")
    (True, False)
    """
    line = written_out(line)
    if only_asks(line) or _NEUTRAL_CHOICE.search(line) or _ABOUT_A_FACT.search(line):
        return False
    softened = _SOFT.sub("", line)
    return any(frames("offers").search(each) for each in {line, softened})


_OF_THE_TALK = re.compile(
    r"^(?:(?:so|and|but|well|ok|okay|right|,) ?)*(?:shall|should) we (?:\w+ )?(?:start|begin|"
    r"look|talk|go|continue|do this|meet|take|stop|discuss|cover|first|use|keep|have)\b.*\bor\b"
    r"(?! (?:could|would|might|can)\b)"
)


def is_order_of_the_talk(line: str) -> bool:
    """Whether the other is asked in which order to go on: "shall we start with A or with B?"."""
    return bool(_OF_THE_TALK.search(line))
