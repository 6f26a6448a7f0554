"""Find the occasion that a message is about: a date with an act, a named meeting, a ticket."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from leadlab.models.writing.addressed import is_hypothetical
from leadlab.models.writing.clauses import Clause, clauses
from leadlab.models.writing.language import plain, read, unquoted
from leadlab.models.writing.requests import is_imperative
from leadlab.models.writing.tagging import Token
from leadlab.models.writing.words import phrases, word_group, words

_BEARING = frozenset(
    {
        "all the time",
        "a lot",
        "repeatedly",
        "again and again",
        "over and over",
        "constantly",
        "the whole time",
        "once again",
        "continually",
        "sometimes",
        "whenever",
        "not once",
    }
)

_DAY = r"(?:mon|tues|teus|tus|wednes|wens|thurs|thur|fri|satur|sun)day"
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
)
_SPAN_OF_TIME = r"(?:days?|weeks?|hours?|minutes?|months?|sprints?)"
_DATES = re.compile(
    rf"\b(?:(?:on|this|last|that|of|since) ){{0,2}}(?:the )?(?:bank holiday |easter |release |"
    rf"black )?{_DAY}(?:'s|s')?(?: (?:morning|afternoon|evening|night|noon))?\b(?!s\b)|"
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}\b|\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?!\d)|"
    rf"\b(?:the|on|at|of) (?:the )?\d{{1,2}}(?:st|nd|rd|th)\b(?! (?:time|floor|version|attempt|"
    rf"place|of them|percentile))|"
    rf"\b\d{{4}}-\d\d-\d\d\b|\b\d{{1,2}}[/.]\d{{1,2}}(?:[/.]\d{{2,4}})?\b(?= you)|"
    rf"\b(?:at|around|about|before|after) \d{{1,2}}(?::\d\d| ?[ap]\.?m\b)|"
    rf"\b(?:yesterday|today|last night|tonight|this (?:morning|afternoon|evening|week)|just now|"
    rf"earlier today|the other day)\b(?:'?s\b)?|"
    rf"\blast (?:week|month|sprint|night|evening|{_MONTH}|spring|summer|autumn|fall|winter)\b|"
    rf"\b(?:two|three|four|five|six|seven|ten|\d+|an?|some|a few|"
    rf"a couple of) {_SPAN_OF_TIME} ago\b|"
    r"\b(?:on |in )?the (?:morning|day|night|evening|afternoon|weekend|moment|hour) (?:of|when|"
    r"that|the|we|our|before|after)\b(?! (?:day|others?|rest|week|time)\b)|"
    rf"\bin {_MONTH}\b|\bthis {_MONTH}\b|\b(?:new year's eve|christmas eve|release (?:day|night)|"
    rf"launch (?:day|night))\b|"
    rf"\b(?:once|twice|three times) (?:this|last) week\b|\bon (?:the )?\d{{1,2}} {_MONTH}"
)
_OPEN = re.compile(
    r"\b(?:every|each|by|until|till|next|most|some|any|all|other|always|per) (?:single |the |"
    r"other )?$"
)
_HABIT_DAY = re.compile(
    rf"^(?:on )?{_DAY}s\b(?! (?:\w+ ){{0,2}}(?:call|meeting|deploy|workshop|incident|review|demo|"
    rf"release|standup|retro|session|sync|planning|outage))"
)
_IDS = re.compile(
    r"\b(?:pr|mr|pull request|merge request|ticket|issue|rfc|adr|incident|sprint|commit|patch|"
    r"bug|story|change|case|request|release|version|order|task|card|item|doc|iteration|page|"
    r"build)s? (?:no\.? ?|number |#)?[a-z]{0,5}-?\d[\w.]*\b|"
    r"(?<![\w&])#\d{1,6}\b|\b[A-Za-z]{2,6}-\d{1,6}\b|\bv?\d+\.\d+(?:\.\d+)? (?:release|launch|"
    r"rollout|upgrade|build|milestone)\b"
)


@cache
def _named() -> re.Pattern[str]:
    """A definite noun phrase whose last noun is an occasion or a document."""
    nouns = "|".join(
        sorted(
            (re.escape(each).replace("_", " ").replace("\\ ", " ") for each in words("occasions")),
            key=len,
            reverse=True,
        )
    )
    lead = (
        r"(?:the|this|that|your|our|my|his|her|their|yesterdays?|todays?|last|thursdays|mondays|"
        r"tuesdays|wednesdays|fridays|[\w.-]+(?: [\w-]+)?'s?)"
    )
    return re.compile(
        rf"\b(?:{lead}) (?:(?!(?:you|i|we|they|he|she|it|is|are|was|were|and|but|to|that|which|"
        rf"who|of|in|into|on|for|from|with|without|before|after|at|by|about|when|had|have|has|"
        rf"not|n't|said|whole|same|next|upcoming|coming|entire|"
        rf"now)\b)[\w'./:#-]+ ){{0,4}}?(?:{nouns})\b(?![-'\w])(?:/[\w-]+)?"
    )


_COUNTED = re.compile(
    r"\b(?:the|your|our|these|those) (?:last|past|first|previous) (?:two|three|four|five|\d|"
    r"few)? ?(?:\w+ ){0,2}\w+s\b(?! (?:or so))|"
    r"\b(?:on )?(?:two|three|four|five|\d) occasions\b|\b(?:twice|three times|four times|"
    r"once) (?:in|during|on|at|this|last|since)\b"
)
_OPEN_COUNTED = re.compile(
    r"\b(?:days|weeks|months|years|time|times|few|quarters|sprints|minutes|hours)$"
)


def occasions(text: str) -> Iterator[tuple[int, int]]:
    """Where a text names the one occasion, or the counted occasions, that it is about.

    >>> text = "In Monday's demo you left early. In meetings you always do."
    >>> [text[start:end] for start, end in occasions(text)]
    ["In Monday's demo"]
    """
    bare = unquoted(plain(text)).lower()
    mentions = sorted(_mentions(bare), key=lambda span: (span[0], -span[1]))
    covered = 0
    for start, end in mentions:
        if end <= covered:
            continue
        covered = end
        if _is_told_of_receiver(text, bare, start):
            yield _with_preposition(bare, start), end


def _mentions(bare: str) -> Iterator[tuple[int, int]]:
    for hit in _DATES.finditer(bare):
        if _OPEN.search(bare[: hit.start()][-24:]) or _HABIT_DAY.match(bare[hit.start() :]):
            continue
        if not _is_attribute(bare, hit):
            yield hit.span()
    for pattern in (_IDS, _named()):
        for hit in pattern.finditer(bare):
            if _OPEN.search(bare[: hit.start()][-24:]) or _goes_on(bare, hit.end()):
                continue
            if pattern is _IDS or _is_placed(bare, hit):
                yield hit.span()
    for hit in _COUNTED.finditer(bare):
        if not _OPEN_COUNTED.search(hit[0]):
            yield hit.span()


_HEADS_ON = re.compile(
    r"^ (?:notes?|process|rota|culture|queue|button|form|tool|tools|window|cycle|pipeline|script|"
    r"table|channel|list|room|rooms|team|teams|quality|comments?|template|branch|branches|"
    r"schedule|calendar|invites?|system|plan|plans|checklist|log|logs|code|server|style|habits?|"
    r"skills?|attitude|manner|guide|guidelines|policy|request|requests|description|message|title|"
    r"agenda|minutes|data|page|manager|lead|owner|engineer|dates?|rate|times?|coverage|suite|"
    r"cases?|environment|clusters?)\b"
)


_PLACING = re.compile(
    r"(?:\b(?:in|at|on|during|after|for|about|of|from|since|following|throughout|around|before|"
    r"re|regarding|concerning|handled|thanks for|to)|[:,;.!?-]|^|\n) ?$"
)
_OWNED = re.compile(
    rf"^(?:(?:last |this )?{_DAY}(?:'s|s)?|yesterday'?s?|today'?s?|this morning'?s|last \w+'?s?|"
    rf"[\w.-]+'s?)\b"
)


def _is_placed(bare: str, hit: re.Match[str]) -> bool:
    """Whether a definite occasion is where something was done, not what was done to it."""
    return bool(_PLACING.search(bare[: hit.start()][-24:]) or _OWNED.match(hit[0]))


def _is_attribute(bare: str, hit: re.Match[str]) -> bool:
    """A day that only describes a plural, as in "Sunday shifts"."""
    return bool(
        re.match(r"(?:sun|mon|tues|wednes|thurs|fri|satur)day$", hit[0])
        and re.match(r" \w+s\b", bare[hit.end() :])
    )


def _goes_on(bare: str, end: int) -> bool:
    """Whether the noun is only the first part of another: "the review rota"."""
    return bool(_HEADS_ON.match(bare[end:]))


def _with_preposition(bare: str, start: int) -> int:
    hit = re.search(
        r"\b(?:in|at|on|during|after|before|for|about|from|since|with|throughout|when) $",
        bare[:start],
    )
    return hit.start() if hit else start


def _is_told_of_receiver(text: str, bare: str, start: int) -> bool:
    for number, sentence in enumerate(read(text)):
        if not sentence[0].start <= start < sentence[-1].end:
            continue
        if (
            sentence[-1].low == "?"
            and not _why_did(sentence)
            and sentence[0].low != "remember"
            and "remember" not in [each.low for each in sentence[:3]]
        ):
            return False
        inside = [each for each in clauses(text) if each.sentence == number]
        if sentence[0].low == "remember":
            return True
        if (
            not inside
            or inside[0].lemma == "thank"
            or (is_imperative(sentence) and not any(each.subject == "you" for each in inside))
        ):
            return (
                not is_imperative(sentence) or (bool(inside) and inside[0].lemma == "thank")
            ) and _is_about_receiver(sentence)
        clause = _clause_at(inside, start)
        return _holds_in(clause, inside, text, bare, start, number)
    return False


def _why_did(sentence: Sequence[Token]) -> bool:
    lows = [each.low for each in sentence[:6]]
    return "why" in lows or (
        "you" in [each.low for each in sentence] and "," in [each.low for each in sentence]
    )


def _is_about_receiver(sentence: Sequence[Token]) -> bool:
    """A line without a verb: a heading, thanks, or a verdict on the occasion."""
    return len(sentence) <= 25


def _clause_at(inside: Sequence[Clause], start: int) -> Clause:
    best = inside[0]
    for clause in inside:
        if clause.tokens[clause.start].start <= start:
            best = clause
    return best


_VERDICT_SOON = re.compile(r"\b(?:was|were|is|went|wasn|weren|cost|left|did)\b")


def _holds_in(
    clause: Clause, inside: Sequence[Clause], text: str, bare: str, start: int, number: int
) -> bool:
    if _is_habit(clause) and not _is_example(bare, start):
        return False
    if clause.subject == "you":
        return (not is_hypothetical(clause) and clause.modal not in {"will"}) or (
            clause.inverted and clause.link == "why"
        )
    if clause.link in {"when", "while", "as"} and any(
        each.low in {"saw", "heard", "noticed"} and clause.tokens[at + 1].low == "you"
        for at, each in enumerate(clause.tokens[: clause.start])
    ):
        return True
    partner = _you_beside(clause, inside)
    if partner is not None:
        return not is_hypothetical(partner)
    before_verb = start < clause.tokens[clause.verb].start
    if not before_verb:
        return clause.subject in {"i", "we"} and _opens_topic(clause)
    return _comes_first(text, number) or clause.lemma in {"be", "go"}


def _is_habit(clause: Clause) -> bool:
    hit = phrases("generalisers").search(_habit_part(clause))
    if hit is None:
        return False
    once = hit[0] in _BEARING
    return not (once and clause.is_past)


def _opens_topic(clause: Clause) -> bool:
    """As in "I want to talk about Tuesday's review": the speaker names the occasion."""
    return clause.lemma in word_group("topic") | {"remember"}


def _you_beside(clause: Clause, inside: Sequence[Clause]) -> Clause | None:
    """The clause about the receiver that a when-clause or a relative clause belongs to."""
    if clause.link in word_group("when links"):
        near = [each for each in inside if each.subject == "you"]
        return near[0] if near else None
    following = [each for each in inside if each.start > clause.start]
    if following and following[0].subject == "you" and following[0].link in {"", ","}:
        return following[0]
    return None


def _habit_part(clause: Clause) -> str:
    return " ".join(each.low for each in clause.tokens[clause.start : clause.end])


def _is_example(bare: str, start: int) -> bool:
    return bool(
        re.search(
            r"\b(?:for instance|for example|e\.g\.|most recently|last time|such as|"
            r"like)\W+(?:\w+ ){0,4}$",
            bare[max(0, start - 60) : start],
        )
    )


def _comes_first(text: str, number: int) -> bool:
    """Whether nothing has been told of the receiver before this sentence."""
    return not any(each.sentence < number and each.subject == "you" for each in clauses(text))
