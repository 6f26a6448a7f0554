"""Check a risk acceptance: who carries which risk, until when, and what would end it sooner."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from leadlab.models.writing import form_cues as cues
from leadlab.models.writing.findings import Finding, TextReport
from leadlab.models.writing.forms import Line, lines_of, patterns, windows
from leadlab.models.writing.sections import LONGEST
from leadlab.models.writing.words import phrases

LIMITS = (
    (
        "This checker sees whether a part is there. It cannot judge whether the risk is the one "
        "that matters, the chance well judged, or the person the right one to carry it."
    ),
    (
        "It reads English only, and it errs: where it misses something that is there, say it in "
        'plainer words behind a plain label, such as "Accepted by:".'
    ),
)
TOO_LONG = f"Only the first {LONGEST:,} characters were read."

SAYS: dict[str, tuple[str, str, str]] = {
    "risk": (
        "what could happen, and what it would do",
        'Say what may happen and to whom: "If …, then …".',
        "whether it is the risk that matters",
    ),
    "likelihood": (
        "how likely it is",
        'Give a chance or how often: "2 in 100", "about once in two years", "low".',
        "whether the chance is well judged",
    ),
    "harm": (
        "how much harm, as a number of something",
        "Say how many people, hours, records or how much money it would hit.",
        "whether the worst harm is counted",
    ),
    "accepted_by": (
        "who accepts it, by name or post",
        "Name the one person who accepts it; a team or the management cannot be asked later.",
        "whether they may accept it, and know that they did",
    ),
    "until": (
        "until when it is accepted",
        'Give the day on which the acceptance ends: "until 12 June"; "for now" ends never.',
        "whether the day is kept",
    ),
    "trigger": (
        "what ends it sooner",
        "Name a sign that you would see, at which the acceptance is over before its day.",
        "whether anybody looks for the sign",
    ),
    "mitigation": (
        "an act against it, with a name and a date",
        "Name one act that makes it smaller, who does it, and by when.",
        "whether the act helps",
    ),
    "told": (
        "who was told of those who would bear it",
        "Say who of those who would bear it was told or asked.",
        "whether they understood it",
    ),
}
"""What each finding looks for, what to do if it is missing, and what it cannot judge."""

ROLES = patterns(
    {
        "told": r"\btold\b|informed|who knows|known to|communicat|notified",
        "trigger": (
            r"at once|earlier|sooner|stop if|revoke|withdraw|\bvoid\b|reopen|trigger|ends? if|"
            r"stop when|kill|abort|trip.?wire"
        ),
        "likelihood+harm": r"(?:likelihood|probab|chance|how likely).*(?:harm|impact|damage|bad)",
        "likelihood": r"likel|probab|chance|frequency|how often",
        "accepted": (
            r"accepted by|^accept(?:ed|ing)$|(?:by )?who(?:m)?$|who (?:accepts|signs|carries|"
            r"decides)|responsible|signed|approved|"
            r"risk owner|^owner|accountable|decision"
        ),
        "until": (
            r"valid|\buntil\b|expir|how long|^period|^ends?$|^limit|^duration|runs to|"
            r"ends on|^term$"
        ),
        "mitigation": r"mitigat|measure|meanwhile|what we do|actions?$|controls?$|counter",
        "harm": r"\bharm|how bad|impact|consequence|damage|severity|cost if|effect|loss",
        "risk": (
            r"risk|worst case|what (?:may|can|could|might|happens)|^what$|event|descri|"
            r"what for|hazard|"
            r"threat|weakness|exposure|finding"
        ),
        "aside": r"why this|date of|summary|status|review",
    }
)

_ACCEPTS = phrases("acceptance")
_NOT_ACCEPTED = phrases("acceptance_not")
_UNTIL = re.compile(
    r"\b(?:until|till|through|up to(?: and including)?|no longer than|valid to|limited to|to|"
    r"ends? (?:on|in|with)|expires(?: on)?|not beyond|no later than)\b.{0,40}|"
    r"\b\d{1,2}(?:\.| \w+)? ?(?:to|-|–|and) ?\d{1,2}\b.{0,12}",
    re.IGNORECASE,
)
_CONDITION = phrases("forms_condition")
_ENDS = phrases("acceptance_ends")
_ACT = re.compile(
    r"\b(?:will \w+|\w{3,}(?:es|s)\b(?! (?:is|are|was|were))|(?:is|are) (?:done|made|\w+ed)|"
    r"ready|finished|sealed|due)\b",
    re.IGNORECASE,
)
_TOLD = phrases("forms_told")
_TOLD_NOBODY = phrases("forms_told_nobody")
_SUFFERS = phrases("harm_beside_numbers")


def check_risk_acceptance(text: str) -> TextReport:
    """What a risk acceptance holds and lacks.

    >>> report = check_risk_acceptance('''If the test finds a hole, codes of 900 homes are read.
    ... Chance: 2 in 100
    ... Accepted by: Margit Solheim
    ... Until: 12 June''')
    >>> [finding.name for finding in report.findings if finding.present]
    ['risk', 'likelihood', 'harm', 'accepted_by', 'until']
    >>> report["accepted_by"].span
    'Margit Solheim'

    Args:
        text: The record, in Markdown or plain text; anything else is read as text.
    """
    text = str(text)
    lines = lines_of(text, ROLES)
    findings = []
    for name, (says, advice, cannot) in SAYS.items():
        span = _LOOKS[name](lines)
        findings.append(
            Finding(
                name=name, present=bool(span), span=span, says=says, advice=advice, cannot=cannot
            )
        )
    limits = (*LIMITS, TOO_LONG) if len(text) > LONGEST else LIMITS
    return TextReport(findings=tuple(findings), limits=limits)


Lines = Sequence[Line]


def _is_trigger(line: Line) -> bool:
    return line.role == "trigger" or bool(
        line.role in {"", "accepted", "until", "risk"}
        and _CONDITION.search(line.text)
        and _ENDS.search(line.text)
        and not re.search(r"\b(?:may|might|could|would)\b", line.text, re.IGNORECASE)
    )


_TOLD_OF_RISK = {"", "harm", "likelihood+harm", "aside", "accepted"}


def _risk(lines: Lines) -> str:
    for line in lines:
        if line.role == "risk" and cues.EFFECT.search(line.text):
            return line.text
    for line in lines:
        if line.role in _TOLD_OF_RISK and not _is_trigger(line):
            possible = cues.POSSIBLE.search(line.text) or line.role == "harm"
            if possible and cues.EFFECT.search(line.text):
                return line.text
    return ""


def _likelihood(lines: Lines) -> str:
    for line in lines:
        if line.role in {"likelihood", "likelihood+harm"} and (
            cues.ODDS.search(line.text) or cues.LEVEL.search(line.text)
        ):
            return line.text
    for line in lines:
        if line.role in {"", "risk", "aside", "accepted", "harm"} and not _is_trigger(line):
            level = line.role != "harm" and cues.LEVEL.search(line.text)
            if level or cues.tells_chance(line.text):
                return line.text
    return ""


def _harm(lines: Lines) -> str:
    for line in lines:
        if line.role in {"harm", "likelihood+harm"} and cues.AMOUNT.search(line.text):
            return line.text
    for line in lines:
        if line.role in {"", "risk", "accepted", "aside", "likelihood"} and not _is_trigger(line):
            found = cues.AMOUNT.search(line.text)
            hit = cues.EFFECT.search(line.text) or _SUFFERS.search(line.text)
            if found and hit and not cues.ODDS.fullmatch(found.group()):
                return line.text
    return ""


def _accepted_by(lines: Lines) -> str:
    for line in lines:
        if line.role == "accepted" and _somebody(line.text):
            return line.text
    for line in lines:
        if line.role in {"mitigation", "told"} or _NOT_ACCEPTED.search(line.text):
            continue
        if _ACCEPTS.search(line.text) and _somebody(line.text):
            return line.text
    return ""


def _somebody(text: str) -> bool:
    """Whether one person is named, by name or by a post that one person holds."""
    return cues.named(text) and not cues.NOBODY.search(text)


_SAID_ANYWHERE = {"", "risk", "accepted", "aside"}


def _until(lines: Lines) -> str:
    for line in lines:
        if line.role == "until" and cues.DATE.search(line.text):
            return line.text
    for line in lines:
        spans = _UNTIL.finditer(line.text) if line.role in _SAID_ANYWHERE else ()
        if any(cues.DATE.search(hit.group()) for hit in spans):
            return line.text
    return ""


def _trigger(lines: Lines) -> str:
    return next((line.text for line in lines if _is_trigger(line) and line.text), "")


def _mitigation(lines: Lines) -> str:
    for line, near in windows(lines):
        if line.role == "mitigation" and cues.named(near) and cues.DATE.search(near):
            return line.text
    for line in lines:
        if line.role not in {"", "risk", "aside"} or _is_trigger(line):
            continue
        bare = not (_ACCEPTS.search(line.text) or _TOLD.search(line.text))
        if (
            bare
            and cues.named(line.text)
            and cues.DATE.search(line.text)
            and _ACT.search(line.text)
        ):
            return line.text
    return ""


def _told(lines: Lines) -> str:
    for line in lines:
        if line.role == "told" and not _TOLD_NOBODY.search(line.text):
            return line.text
    for line in lines:
        if _TOLD.search(line.text) and not _TOLD_NOBODY.search(line.text):
            return line.text
    return ""


_LOOKS: dict[str, Callable[[Lines], str]] = {
    "risk": _risk,
    "likelihood": _likelihood,
    "harm": _harm,
    "accepted_by": _accepted_by,
    "until": _until,
    "trigger": _trigger,
    "mitigation": _mitigation,
    "told": _told,
}
