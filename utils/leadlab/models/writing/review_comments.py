"""Check a review comment: why, what to change, in which tone, about whom."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leadlab.models.writing.comment_changes import changes
from leadlab.models.writing.comment_reasons import reasons
from leadlab.models.writing.findings import Finding, TextReport
from leadlab.models.writing.language import LONGEST, plain, read, unquoted
from leadlab.models.writing.person_remarks import remarks_on_person
from leadlab.models.writing.question_units import said
from leadlab.models.writing.requests import asks
from leadlab.models.writing.words import phrases

LIMITS = (
    (
        "This checker reads the form of a comment. It cannot judge whether the comment is right, "
        "worth a round trip, or how the two of you stand to each other."
    ),
    (
        "It reads English only, and it errs, most at irony and at reasons given without a word "
        "for it. Trust your own reading."
    ),
)
TOO_LONG = f"Only the first {LONGEST:,} characters were read."

SAYS: dict[str, tuple[str, str, str]] = {
    "explains_why": (
        "a reason",
        "Say why: what happens otherwise, whom it reaches, or where you have seen it.",
        "whether the reason holds",
    ),
    "actionable": (
        "a change that the author can make",
        "Name the change, the check or the addition that would settle it.",
        "whether the change is the best one",
    ),
    "respectful": (
        "a tone that leaves the author their standing",
        "Say the same about the code, without mockery, shouting or lecturing.",
        "how these two people talk to each other",
    ),
    "asks": (
        "a question",
        "Where you are not sure, ask; the author may know more.",
        "whether a plain request would be kinder",
    ),
    "praise": (
        "something good, said plainly",
        "Say what is good about the work, if something is.",
        "whether it is deserved",
    ),
    "not_about_person": (
        "words about the work, not about the author",
        "Say it of the code: what it does, where, and what follows.",
        "whether this person would mind",
    ),
}
"""What each finding looks for, what to do if it is missing, and what it cannot judge."""

Span = tuple[int, int]


def check_review_comment(text: str) -> TextReport:
    """What a review comment holds and lacks.

    >>> report = check_review_comment("Please store cents: floats lose one from 16 digits on.")
    >>> [finding.name for finding in report.findings if finding.present]
    ['explains_why', 'actionable', 'respectful', 'not_about_person']

    Args:
        text: The comment; anything else is read as text.
    """
    text = str(text)
    on_person = tuple(remarks_on_person(text))
    rude, personal = _first(_contempt(text)), min(on_person, default=None)
    wanted = tuple(changes(text))
    found: dict[str, tuple[bool, Span | None]] = {
        "respectful": (rude is None, rude),
        "not_about_person": (personal is None, personal),
    }
    praises = () if rude else tuple(_praise(text))
    for name, spans in (
        ("explains_why", reasons(text, (*wanted, *praises), on_person)),
        ("actionable", wanted), ("asks", asks(text)), ("praise", praises),
    ):  # fmt: skip
        span = min(spans, default=None)
        found[name] = (span is not None, span)
    findings = []
    for name, (says, advice, cannot) in SAYS.items():
        present, place = found[name]
        span_text = text[place[0] : place[1]] if place else ""
        findings.append(
            Finding(
                name=name, present=present, span=span_text, says=says, advice=advice,
                cannot=cannot,
            )
        )  # fmt: skip
    limits = (*LIMITS, TOO_LONG) if len(text) > LONGEST else LIMITS
    return TextReport(findings=tuple(findings), limits=limits)


def _first(spans: Iterator[Span]) -> Span | None:
    return min(spans, default=None)


_SHOUT = re.compile(r"!!!|\?\?\?|!\?!|\b[A-Z]{3,}(?:\s+[A-Z]{3,}){2,}")
_NO_NO = re.compile(r"(?i)\bno[.,!]+ no\b|^well, well")
_BAD_NEWS = re.compile(
    r"(?i)\b(?:another|again|slowest|slower|longest|worst|biggest|largest|now takes|takes|"
    r"allocates|"
    r"leaks?|breaks?|broke|crash\w*|locks?|deadlocks?|on a friday|friday|offline|nothing|nothign|"
    r"(?:\d[\d,.]* ?(?:GB|MB|min|minutes|hours|lines?)(?:[ -]\w+)? (?:now|per|pr))|4,000|"
    r"for ever|forever|global|singleton)\b"
)
_IRONY = re.compile(
    r"(?i)(?:^|[.!?] )(?:congratulations|congrats|brilliant|great|gr8|wonderful|fantastic|nice|"
    r"lovely|bravo|"
    r"superb|awesome|well done|excellent|perfect|good job|amazing)[,!:]"
)


def _contempt(text: str) -> Iterator[Span]:
    """Where a comment mocks, shouts, insults or lectures."""
    bare = unquoted(plain(text))
    for sentence in read(text):
        line, start, end = said(sentence), sentence[0].start, sentence[-1].end
        raw = bare[start:end]
        if (
            phrases("contempt").search(line)
            or phrases("contempt").search(raw)
            or _SHOUT.search(raw)
            or _NO_NO.search(raw)
        ):
            yield start, end
        lows = {each.low for each in sentence}
        if "you" in lows and lows & _INSULTS:
            yield start, end
    irony = _IRONY.search(bare)
    if irony and _is_ironic(bare):
        yield irony.start(), len(bare.rstrip())
    if re.match(r'\s*"(?:good|great|nice|excellent)', text.lower()) and "say" in text:
        yield 0, len(text)


_INSULTS = frozenset(
    [
        "lazy",
        "stupid",
        "idiot",
        "moron",
        "incompetent",
        "useless",
        "hopeless",
        "clueless",
        "careless",
        "ignorant",
    ]
)


def _is_ironic(bare: str) -> bool:
    """Whether bad news follows praise: "Brilliant, another singleton."."""
    hit = _BAD_NEWS.search(bare)
    gone = re.search(
        r"(?i)\b(?:gone|removed|fixed|no longer|no more|without|fewer|less|lose|loses|rid of|"
        r"caught|found|catch)\b",
        bare,
    )
    return hit is not None and gone is None


_NOT_PRAISE = re.compile(
    r"(?i)(?:\b|(?=n't))(?:not|n't|never|no|hardly|less|isn't|wasn't|would be|"
    r"would have been|could be|"
    r"might be|"
    r"should be|be|if|how|as(?! (?:\w+ )as (?:ever|always|usual))|too|"
    r"better-organised)\s+(?:\w+\s+){0,2}$|\bi'd\s+$"
)


def _praise(text: str) -> Iterator[Span]:
    """Where a comment praises work or person and means it."""
    bare = unquoted(plain(text)).lower()
    for sentence in read(text):
        start, end = sentence[0].start, sentence[-1].end
        if sentence[-1].low == "?" and not _PRAISING_QUESTION.search(bare[start:end]):
            continue
        for hit in phrases("praise").finditer(bare, start, end):
            if not _NOT_PRAISE.search(bare[start : hit.start()]):
                yield hit.span()
                break


_PRAISING_QUESTION = re.compile(r"[,.:] |\b(?:haven't|aren't) you\b|\bisn't it\b")
