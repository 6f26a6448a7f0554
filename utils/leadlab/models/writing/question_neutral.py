"""Know what looks like advice or a verdict and only asks: a free date, a known fault."""

from __future__ import annotations

import re
from collections.abc import Sequence

from leadlab.models.writing.question_clauses import Clause
from leadlab.models.writing.question_units import said
from leadlab.models.writing.tagging import Token

_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|"
    r"december|christmas|easter)"
)
_CLOCK = (
    r"(?:\d[\d:.]*(?:am|pm|st|nd|rd|th)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve|noon|midnight|the (?:first|second|third|\w+th))"
)
_SPAN = (
    r"(?:morning|afternoon|evening|night|week|weekend|month|quarter|year|summer|autumn|winter|"
    r"spring)"
)
_TIME = (
    rf"(?:(?:today|tonight|tomorrow|then)|(?:(?:in|on|at|by|before|after|until|till|from|for) )?"
    rf"(?:the |next |this |early |late |mid )*(?:{_WEEKDAY}|{_MONTH}|{_CLOCK}|{_SPAN}))"
)
_PLACE = r"(?:(?:back|here|there|over|up|down|out|off|round|in)|(?:in|at|to) \w+)"
PLAIN_TIMES = re.compile(
    rf"\b(?:{_WEEKDAY}|{_MONTH}|{_CLOCK}|today|tomorrow|yesterday|(?:each|every) {_SPAN})\b"
)
"""A day, month, hour or number, by which a sentence tells of a fact."""
_WHEN = re.compile(rf"^(?:{_PLACE} )?{_TIME}(?: {_TIME})*\s*\?*$")
_DONE_BY = re.compile(rf"^(?:it|that|this|them) (?:done|ready|finished) {_TIME}\s*\?*$")
_BEING = {
    "be", "start", "begin", "finish", "come", "go", "stay", "leave", "move", "travel", "join",
    "return", "arrive", "get", "make", "drive", "fly",
}  # fmt: skip
"""Verbs of being somewhere, beginning and ending, which need no object."""


_TALKING = {
    "carry", "continue", "resume", "finish",
    "meet", "talk", "speak", "catch", "move", "push", "do", "have", "start", "make", "shift",
}  # fmt: skip
_TALK_AT = re.compile(
    rf"^(?:up |again |on )?(?:with )?(?:(?:it|this|that|our (?:[\w-]+ )?(?:- ?to ?- ?one|session|"
    rf"call|talk|meeting|chat|catch - up|slot|one)) )?"
    rf"(?:to )?{_TIME}(?: {_TIME})*(?: instead)?\s*\?*$"
)
"""A talk of theirs at another time: "could we meet on Wednesday instead?"."""


def asks_for_a_date(clause: Clause) -> bool:
    """Whether a question asks only if a time suits: "could you start in April?".

    A deed with an object, or with anything but a time and a place, is something to do.
    """
    if clause.verb is None or clause.negated:
        return False
    if clause.about == "we":
        return clause.verb.low in _TALKING and bool(_TALK_AT.search(clause.after))
    if clause.about != "you":
        return False
    if clause.aux not in {"could", "can"}:
        return False
    if clause.verb.low == "have":
        return bool(_DONE_BY.search(clause.after))
    after = clause.after
    if clause.verb.low == "make":
        after = after.removeprefix("it ")
    if clause.verb.low == "be":
        after = re.sub(r"^(in|at) the ", r"\1 ", after)
    return clause.verb.low in _BEING and bool(_WHEN.search(after))


_NOT_YET = re.compile(
    r"^(?:(?:so|and|but) )*(?:(?:you|they|he|she|we|it)(?:'ve|'s| have| has)? (?:n't|not)|nothing|"
    r"no \w+|none|nobody)\b(?!.*\b(?:even|still|bother\w*)\b)[^,]*\byet\s*\?*$"
)


def waits_for_news(line: str) -> bool:
    """Whether a denial only asks if something came about: "nothing from the client yet?"."""
    return bool(_NOT_YET.search(line))


_WENT_WRONG = re.compile(
    r"\b(?P<asks>what(?: (?:do|did|would) you (?:think|say|reckon|find)(?: that)?)?|"
    r"where (?:did|do|does|has|have)|how (?:did|does|do|has))"
    r"(?: \w+){0,4}? (?P<wrong>(?:went|go|gone|going) wrong)\b(?P<rest>.*)"
)
_HOW_OFTEN = re.compile(r"\b(how (?:many|often)\b(?: \w+){0,4}? )(?:went|go|gone|goes) wrong\b")
_MIGHT_GO_WRONG = re.compile(
    r"(\b(?:would|could|might|will) (?:\w+ )*(?:that|if|whether) (?:\w+ ){1,4}?"
    r"(?:is |are |was |were |might |could )?)(?:going|goes|go) wrong\b"
)
"""A trouble that is only thought of: "which signs would tell you that it is going wrong?"."""
_IS_WRONG = re.compile(r"\bwhat(?:'s| is| was) (?P<wrong>wrong) with (?P<rest>.*)")
_OF_SOMEBODY = re.compile(
    r"\b(?:with|in|for) (?:you|him|her|them|us|people|everyone|everybody)\b(?! two| both)|"
    r"\b(?:your|his|her|their|the \w+ 's) (?:own )?(?:head|mind|brain|heart|judge?ment|sense|"
    r"manners|tone|thinking|upbringing|character)\b"
)
_TROUBLE = re.compile(
    r"\b(?:broke|broken|break|breaks|fail\w*|crash\w*|down|stuck|stopped|stops|leak\w*|burst|"
    r"went wrong|going wrong|wo n't|does n't|did n't|is n't|would n't|not work\w*|"
    r"trouble|fault\w*|outage|wrong|lost|jam\w*)\b"
)


def without_known_trouble(line: str, before: Sequence[Sequence[Token]]) -> str:
    """A question for the cause of a trouble, without the word that would look like a verdict.

    That something went wrong is history; that a thing is wrong is known once it was told.
    """
    line = _HOW_OFTEN.sub(r"\1happened", line)
    line = _MIGHT_GO_WRONG.sub(r"\1happening", line)
    if hit := _WENT_WRONG.search(line):
        if not _OF_SOMEBODY.search(hit["rest"]):
            return line[: hit.start("asks")] + "what happened" + hit["rest"]
    elif hit := _IS_WRONG.search(line):
        told = any(_TROUBLE.search(said(each)) for each in before)
        if told and not _OF_SOMEBODY.search(f"with {hit['rest']}"):
            return line[: hit.start()] + "what happened with " + hit["rest"]
    return line
