"""Check a feedback message: situation, behaviour, impact, and what spoils it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leadlab.models.writing.conduct import acts, acts_in_fragments, acts_through_work
from leadlab.models.writing.effects import effects
from leadlab.models.writing.findings import Finding, TextReport
from leadlab.models.writing.language import LONGEST, plain, unquoted
from leadlab.models.writing.minds import read_minds
from leadlab.models.writing.occasions import occasions
from leadlab.models.writing.requests import asks, wants
from leadlab.models.writing.verdicts import verdicts_on_person
from leadlab.models.writing.words import phrases

LIMITS = (
    (
        "This checker reads the form of a message. It cannot judge whether it is true, fair or "
        "wise, whether this is the moment for it, or how it will be taken."
    ),
    (
        "It reads English only, and it errs: about one finding in twenty is wrong. "
        "Trust your own reading."
    ),
)
TOO_LONG = f"Only the first {LONGEST:,} characters were read."

SAYS: dict[str, tuple[str, str, str]] = {
    "situation": (
        "one occasion that the receiver can name",
        'Name the one occasion: "In Tuesday\'s review …", not "lately" or "in meetings".',
        "whether it happened then",
    ),
    "behaviour": (
        "an act that a camera could have seen",
        "Say what they did or said, in words that a recording would bear out.",
        "whether they did it",
    ),
    "impact": (
        "an effect that happened",
        "Say what followed: who waited, what broke, which number moved, what you did next.",
        "whether the act caused it",
    ),
    "no_trait_word": (
        "no verdict on the person",
        "Replace the verdict on the person by the act that led you to it.",
        "whether the word would hurt this person",
    ),
    "no_mind_reading": (
        "no claim about what they think or feel",
        "You cannot see motives. Say what you saw, and ask for the rest.",
        "whether they told you so elsewhere",
    ),
    "no_vague_generalisation": (
        "no sweeping word in place of an instance",
        "Give one instance with its date in place of the sweeping word.",
        "whether it is in fact a habit",
    ),
    "question_or_request": (
        "a question or a request",
        "End with a question that you want answered, or say what you ask for.",
        "whether they are free to say no",
    ),
}
"""What each finding looks for, what to do if it is missing, and what it cannot judge."""

Span = tuple[int, int]


def check_feedback(text: str) -> TextReport:
    """What a feedback message holds and lacks.

    >>> report = check_feedback("In Monday's demo you showed the raw logs. The client left.")
    >>> [finding.name for finding in report.missing]
    ['question_or_request']
    >>> report["situation"].span
    "In Monday's demo"

    Args:
        text: The message; anything else is read as text.
    """
    text = str(text)
    situation = _first(occasions(text)) or _first(_labelled(text, "situation"))
    found: dict[str, tuple[bool, Span | None]] = {}
    for name, span in (
        ("situation", situation),
        (
            "behaviour",
            _first((start, end) for _, start, end in acts(text))
            or _first(acts_in_fragments(text))
            or _first(acts_through_work(text)),
        ),
        ("impact", _first(effects(text)) or _first(_labelled(text, "impact"))),
    ):
        found[name] = (span is not None, span)
    vague = None if situation else _first(_generalisers(text))
    for name, span in (
        ("no_trait_word", _first(verdicts_on_person(text))),
        ("no_mind_reading", _first(read_minds(text))),
        ("no_vague_generalisation", vague),
    ):
        found[name] = (span is None, span)
    request = _first(asks(text)) or _first(wants(text))
    found["question_or_request"] = (request is not None, request)
    findings = []
    for name, (says, advice, cannot) in SAYS.items():
        present, place = found[name]
        span_text = text[place[0] : place[1]] if place else ""
        findings.append(
            Finding(
                name=name, present=present, span=span_text, says=says, advice=advice, cannot=cannot
            )
        )
    return TextReport(
        findings=tuple(findings), limits=(*LIMITS, TOO_LONG) if len(text) > LONGEST else LIMITS
    )


def _first(spans: Iterator[Span]) -> Span | None:
    return min(spans, key=lambda span: (span[0], -span[1]), default=None)


_LABEL = r"(?im)(?:^|[.;]\s+)(?:\W{0,4})(?:%s)\W{0,3}:\W{0,3}\s*(?P<body>\S[^\n]*)"
_LABELS = {
    "situation": "situation|s|when|when and where|context|occasion",
    "behaviour": "behaviou?r|b|action|what you did|what i saw|observation|observed",
    "impact": "impact|i|effect|result|consequence|outcome",
}


_OPEN_TIME = re.compile(
    r"(?i)\b(?:lately|recently|always|never|generally|often|every|usually|meetings|reviews|"
    r"stand-?ups)\b"
)


def _labelled(text: str, name: str) -> Iterator[Span]:
    """What stands behind a label of its own, as in "Impact: two clinics closed"."""
    for hit in re.finditer(_LABEL % _LABELS[name], plain(text)):
        body = re.split(r"(?<=[.!?])\s", hit["body"])[0]
        if name == "situation" and (
            _OPEN_TIME.search(body) or not re.search(r"\d|day\b|\bthe\b|\blast\b|\b[A-Z]", body)
        ):
            continue
        if len(body.split()) > 1 and not re.search(r"(?i)\b(?:could|might|may|would)\b", body):
            yield hit.start("body"), hit.start("body") + len(body.rstrip())


_ABOUT_RECEIVER = re.compile(r"(?i)\b(?:you|your|you're|yours)\b")


def _generalisers(text: str) -> Iterator[Span]:
    """Words that spread the receiver's conduct over all times, in a sentence about the receiver."""
    bare = unquoted(plain(text))
    for hit in phrases("generalisers").finditer(bare):
        if _is_about_receiver(bare, hit):
            yield hit.span()


_SENTENCE_WIDE = re.compile(
    r"(?i)(?:generally|in general|overall|on the whole|all in all|by and large|as a rule|lately|"
    r"recently|of late|these days|nowadays)\b"
)
_THIRD = re.compile(
    r"(?i)\b(?:i|we|they|he|she|it|people|everyone|everybody|nobody|team|lamp)\b|\bthe \w+ (?:is|"
    r"are|was|has)\b"
)


def _is_about_receiver(bare: str, hit: re.Match[str]) -> bool:
    start = max(bare.rfind(mark, 0, hit.start()) for mark in ".!?;\n") + 1
    ends = [at for at in (bare.find(mark, hit.end()) for mark in ".!?;\n") if at >= 0]
    sentence = bare[start : min(ends, default=len(bare))]
    if _ABOUT_RECEIVER.search(hit[0]) or (
        _SENTENCE_WIDE.match(hit[0]) and _ABOUT_RECEIVER.search(sentence)
    ):
        return True
    if not _ABOUT_RECEIVER.search(sentence):
        return not _THIRD.search(sentence) and len(sentence.split()) <= 12
    before = bare[start : hit.start()]
    after = bare[hit.end() : min(ends, default=len(bare))]
    clause = re.split(
        r"(?i)[,:]|\b(?:and|but|so|because|which|who|that|when|while|if|thus)\b", before
    )[-1]
    following = re.split(
        r"(?i)[,:]\s(?!you)|\b(?:and|but|so|because|which|who|when|while|if)\b", after
    )[0]
    return bool(
        _ABOUT_RECEIVER.search(clause) or _ABOUT_RECEIVER.search(following)
    ) and not _THIRD.match(clause.strip())
