"""Check a metric card: what a number is for, how it is counted, who owns it, and when it ends."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from leadlab.models.writing import form_cues as cues
from leadlab.models.writing.findings import Finding, TextReport
from leadlab.models.writing.forms import Line, lines_of, patterns
from leadlab.models.writing.sections import LONGEST
from leadlab.models.writing.substance import says_little

LIMITS = (
    (
        "This checker sees whether a part is there. It cannot judge whether the number serves the "
        "decision, whether the guard would notice, or whether anybody will act."
    ),
    (
        "It reads English only, and it errs: where it misses something that is there, say it in "
        'plainer words behind a plain label, such as "Owner:".'
    ),
)
TOO_LONG = f"Only the first {LONGEST:,} characters were read."

SAYS: dict[str, tuple[str, str, str]] = {
    "decision": (
        "the decision that it serves",
        'Say who decides what with it: "Decides whether we …, on Mondays".',
        "whether the decision is one that needs a number",
    ),
    "definition": (
        "how it is counted",
        "Say what is counted over what, from when to when: a share of, a median from … to ….",
        "whether two people would get the same number",
    ),
    "source": (
        "where the data come from",
        "Name the log, tool or table, and the window.",
        "whether the data are right",
    ),
    "owner": (
        "who owns it, by name or post",
        "Name the one person who answers for it; a team cannot be asked.",
        "whether they know that they do",
    ),
    "action": (
        "at what value who does what",
        'Name a value and an act: "Above 15 % Rui halts releases of that part".',
        "whether the value is beyond the noise",
    ),
    "guard": (
        "a guard beside it",
        "Name a second number that moves when the first is fooled, and is never paid for.",
        "whether it would notice",
    ),
    "not_for": (
        "what it is not used for",
        'Say it: "Not for comparing people or teams, and no bonus hangs on it".',
        "whether that is kept",
    ),
    "stop": (
        "the day on which it ends unless renewed",
        'Give a day: "Ends on 31 August"; without one it is collected for ever.',
        "whether the day is kept",
    ),
}
"""What each finding looks for, what to do if it is missing, and what it cannot judge."""

ROLES = patterns(
    {
        "not_for": r"\bnot (?:for|used|to|meant|about)\b|never|misuse|limits of use|out of bounds|"
        r"off limits|\bno[ -]go|do n't|don't|do not|abuse",
        "guard": r"guard|counter|watched? (?:beside|too)|beside it|balanc|pair|fooled|gam|"
        r"check (?:against|beside)|(?:cross|sanity)[ -]?check|companion|side effect",
        "stop": r"\bstops?\b|\bends?\b|end date|until|expir|sunset|retire|review|renew|lifetime|"
        r"valid|last day|shelf life|laps|best before|time box|dies",
        "owner": r"owner|owned|who (?:answers|looks|keeps)|responsible|accountable|kept by|^who$|"
        r"in charge|by whom|steward|keeper|contact|name on|maintain|curator",
        "source": r"source|^data|from where|where .*come|query|table|collected|tool|taken from|"
        r"origin|\bfe(?:d|eds?)\b|where from|^place|comes? from|system|^input|^log",
        "action": r"action|acts?\b|threshold|alarm|what (?:we|happens)|respon|\bif it|limit|"
        r"trigger|^rule|consequen|tripwire|reaction|^then",
        "decision": r"decision|decides?|purpose|what for|^why|question|serves|used for|helps|"
        r"reason|choice",
        "definition": r"defin|count|formula|how .*(?:measur|work|comput)|calculat|comput|measured|"
        r"^what$|what it is|^unit|numerator",
    }
)

_COUNTS = re.compile(
    r"\b(?:share of|number of|count of|median|mean|average|percentile|p\d\d\b|divided by|ratio|"
    r"how many|how often|for each|out of|percentage of|per (?:day|week|month|hundred|item|\w+)|"
    r"of all|(?:hours|days|minutes|time|weeks) (?:\w+ ){0,2}(?:from|between|until|to))\b|"
    r"\w \/ \w",
    re.IGNORECASE,
)
_SYSTEM = (
    r"(?:logs?|tables?|board|repo|repository|git|tracker|pipeline|database|export|api|monitoring|"
    r"survey|ledger|history|register|warehouse|stream|server|scan|spreadsheet|invoices?|bill|jira|"
    r"gitlab|github|zendesk|pagerduty|sentry|grafana|prometheus|datadog|sonarqube|splunk|sql|crm|"
    r"telemetry|metrics store)"
)
_SOURCE = re.compile(
    rf"\b(?:from|off|in|out of|via) (?:the |our |its |an? )?(?:[\w'-]+ ){{0,3}}?{_SYSTEM}\b|"
    rf"\b{_SYSTEM}(?: of the \w+)? (?:gives?|feeds?|has|have|holds?|shows?|supplies)\b|"
    r"\b(?:git log|event log|deployment log|jira|gitlab|github|zendesk|pagerduty|sentry|"
    r"sonarqube)\b|\b(?:data|numbers|figures) (?:come|are taken|are read|stem) from\b|"
    r"\b(?:last|trailing|past) (?:\d+|four|six|eight|twelve|thirteen) weeks\b",
    re.IGNORECASE,
)
_DECIDES = re.compile(
    r"\b(?:decides?|decide whether|to choose|choose whether|tells? us whether|so that we|"
    r"in order to|helps? (?:us|\w+) (?:to )?(?:choose|decide|see whether)|we use it to|"
    r"settles whether)\b|"
    r"\b(?:decid|choos|judg|know|settl|find out|tell|pick|determin)\w*\b[^.;]{0,40}?"
    r"\b(?:whether|if|which|between)\b",
    re.IGNORECASE,
)
"""A verb of choosing, and between what: "lets Farah decide each month whether ..."."""
_CONDITION = re.compile(
    r"^at\b|\b(?:if|when|whenever|once|above|below|over|under|beyond|more than|less than|"
    r"fewer than|from|outside|exceeds|reaches|falls|rises|should it|as soon as)\b|[<>≥≤]",
    re.IGNORECASE,
)
_VALUE = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|half|limits?)\b", re.IGNORECASE
)
_ACT = re.compile(
    r"\b(?i:halts?|stops?|pauses?|calls?|asks?|looks?|we (?:talk|look|stop|halt|move|ask|cut|add)|"
    r"moves?|takes?|adds?|splits?|brings?|opens?|rolls?|goes|reviews?|limits?|cuts?|shifts?|"
    r"starts?|writes?|tells?|freezes?|turns?)\b|"
    r"\b(?:[A-Z][\w-]+|[Hh]e|[Ss]he) (?:\w+ly |then )?(?!is\b|has\b|was\b)[a-z]+(?:s|es)\b|"
    r"\b(?:is|are) [a-z]+ed by (?:the \w+|[A-Z])"
)
"""An act, or anything that a person named does: "Hanne quarantines", "is halted by the captain"."""
_GUARD = re.compile(
    r"\b(?:guard(?:ed)?|counter[ -]?(?:metric|measure|weight)|beside it|next to it|alongside|"
    r"watched? (?:too|as well|beside)|must not (?:rise|fall|grow|drop)|may not (?:rise|fall)|"
    r"together with|in case it is fooled)\b|"
    r"\b(?:watch|track|look|follow|put|keep|count)\w*\b[^.;]{0,80}\b(?:also|as well|too|"
    r"at the same time|besides|next to)\b|"
    r"\balso (?:watch|track|look at|follow|count)\b|"
    r"\b(?:watch|track|count)\w*\b[^.;]{0,80}\b(?:so that nobody|so that nothing|in case)\b",
    re.IGNORECASE,
)
_NOT_FOR = re.compile(
    r"\b(?:(?:is|are|be)? ?(?:not|never) (?:to be )?(?:used|meant|shown|for|compared|paid|tied|"
    r"part of)|no (?:bonus|ranking|target|comparison)|"
    r"(?:not|never) (?:rank|compare|judge|pay)\w*)\b|"
    r"(?:\b(?:not|never|no|nobody|nobody's|no one|none|under no)\b|n't\b)[^.;]{0,60}?\b(?:use it|"
    r"compar\w+|rank\w*|bonus\w*|paid|salar\w+|apprais\w+|targets?|scores?|judg\w+|rated?|"
    r"by name|names? (?:is|are) shown|side by side|linked to|tied to|league)\b",
    re.IGNORECASE,
)
"""A use that is ruled out: a negation, and to compare, to pay, to rank or to show."""
_ENDS = re.compile(
    r"\b(?:ends?|stops?|expires?|retire[ds]?|until|till|drop(?:ped|s)?|goes away|gone|delete[ds]?|"
    r"renew\w*|sunset|lapses?|throw(?:n|s)?(?: \w+){0,2} away|removed?|switched off|runs out|"
    r"last day|dies|archived|closed)\b",
    re.IGNORECASE,
)
_OWNS = re.compile(
    r"\b(?:owns?|owned by|owner|answers for|keeps (?:it|this|the)|looks after|responsible|"
    r"accountable|maintains?|in charge|takes care of|stewards?)\b",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"^\W*(?:none|nobody|no one|nothing|tbd|todo|to be (?:decided|defined)|n/?a|open|never|"
    r"not yet|later|we will see|-+|\?+)\b",
    re.IGNORECASE,
)


def check_metric_card(text: str) -> TextReport:
    """What a metric card holds and lacks.

    >>> report = check_metric_card('''Decides: whether we split releases of rota.
    ... Counted: share of deployments that caused an incident, last 13 weeks.
    ... Owner: Imani Diallo
    ... Ends: 31 August''')
    >>> [finding.name for finding in report.findings if finding.present]
    ['decision', 'definition', 'source', 'owner', 'stop']
    >>> report["owner"].span
    'Imani Diallo'

    Args:
        text: The card, in Markdown or plain text; anything else is read as text.
    """
    text = str(text)
    lines = [line for line in lines_of(text, ROLES) if line.role != "title"]
    findings = []
    for name, (says, advice, cannot) in SAYS.items():
        span = _found(lines, name)
        findings.append(
            Finding(
                name=name, present=bool(span), span=span, says=says, advice=advice, cannot=cannot
            )
        )
    limits = (*LIMITS, TOO_LONG) if len(text) > LONGEST else LIMITS
    return TextReport(findings=tuple(findings), limits=limits)


Test = Callable[[str], bool]


def _acts(text: str) -> bool:
    case = _CONDITION.search(text)
    acts = case and _VALUE.search(text) and _ACT.search(text, case.start())
    return bool(acts) and not cues.NOBODY.search(text)


def _somebody(text: str) -> bool:
    return cues.named(text) and not cues.NOBODY.search(text)


def _says_something(text: str) -> bool:
    return len(text.split()) > 2 and not says_little(text)


_BEHIND_LABEL: dict[str, Test] = {
    "decision": _says_something,
    "definition": lambda text: bool(_COUNTS.search(text)),
    "source": lambda text: not says_little(text),
    "owner": _somebody,
    "action": _acts,
    "guard": lambda text: not says_little(text),
    "not_for": lambda text: not says_little(text),
    "stop": lambda text: bool(cues.DATE.search(text)),
}
"""What is asked of a sentence behind the label of its part."""

_ANYWHERE: dict[str, Test] = {
    "decision": lambda text: bool(_DECIDES.search(text)) and _says_something(text),
    "definition": lambda text: (
        bool(_COUNTS.search(text)) and not _CONDITION.match(text) and not _GUARD.search(text)
    ),
    "source": lambda text: bool(_SOURCE.search(text)),
    "owner": lambda text: bool(_OWNS.search(text)) and _somebody(text),
    "action": _acts,
    "guard": lambda text: bool(_GUARD.search(text)),
    "not_for": lambda text: bool(_NOT_FOR.search(text)),
    "stop": lambda text: bool(_ENDS.search(text) and cues.DATE.search(text)),
}
"""What is asked of a sentence without a label, or behind another one."""

_ELSEWHERE: dict[str, set[str]] = {
    "decision": {""},
    "definition": {"", "source"},
    "source": {"", "definition"},
    "owner": {"", "action"},
    "action": {"", "decision"},
    "guard": {"", "action", "not_for"},
    "not_for": {"", "guard", "decision"},
    "stop": {"", "owner"},
}
"""Labels behind which a part may stand as well."""


def _found(lines: Sequence[Line], name: str) -> str:
    """The sentence that a part rests on, behind its own label first."""
    for line in lines:
        if line.role == name and not _NONE.match(line.text) and _BEHIND_LABEL[name](line.text):
            return line.text
    for line in lines:
        if line.role in _ELSEWHERE[name] and _ANYWHERE[name](line.text):
            return line.text
    return ""
