"""Check a debt memo: what the debt is, what it costs, what repaying takes, and what is asked."""

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
        "This checker sees whether a part is there. It cannot judge whether the numbers are true, "
        "the sum right, or the debt worth repaying."
    ),
    (
        "It reads English only, and it errs: where it misses something that is there, say it in "
        'plainer words behind a plain label, such as "What it costs today:".'
    ),
)
TOO_LONG = f"Only the first {LONGEST:,} characters were read."

SAYS: dict[str, tuple[str, str, str]] = {
    "debt": (
        "what was left undone, and where",
        "Name the thing and its place, so that somebody outside could point at it.",
        "whether it is the debt that hurts most",
    ),
    "interest": (
        "what it costs now, in each week or month",
        "Give hours, days or money for a period: who loses how much, how often.",
        "whether it was counted or guessed",
    ),
    "principal": (
        "what repaying it takes",
        "Give the days, weeks or money that repaying takes, once.",
        "whether the estimate is a good one",
    ),
    "payback": (
        "when it has paid for itself",
        "Say after how many weeks or months the repayment has come back.",
        "whether the savings come as hoped",
    ),
    "risk": (
        "what may happen if it stays, and how often",
        "Say what may go wrong if it stays, with a chance or a count of past cases.",
        "whether the past tells the future here",
    ),
    "range": (
        "how sure the numbers are",
        'Give at least one number as a range: "between 1,400 and 2,600", "8 to 12 days".',
        "whether the range is wide enough",
    ),
    "alternatives": (
        "another way, doing nothing included",
        "Name another way, or doing nothing, and what that costs.",
        "whether the other way is put fairly",
    ),
    "ask": (
        "what is asked, of whom, by when",
        "Ask one person or meeting for one decision, with the day by which you need it.",
        "whether it is theirs to decide",
    ),
}
"""What each finding looks for, what to do if it is missing, and what it cannot judge."""

ROLES = patterns(
    {
        "ask": r"\bask|decision needed|request|what (?:we|i) need|approval|^decision$|"
        "needed from",
        "alternatives": r"other ways?|(?:smaller|cheaper|second) way|what else|alternativ|"
        "^options?\b|not doing|doing nothing|instead",
        "payback": r"see it again|pay.?back|\bpaid\b|^return|benefit|break.?even|pays|^roi|"
        "savings?",
        "principal": (
            r"principal|repay|repair|\bcure\b|effort|^fix|to (?:end|fix|remove) it|"
            r"^solution cost|"
            r"what .{0,20}\btakes\b|way out"
        ),
        "interest": r"interest|costs? (?:us )?(?:today|now|of delay)|^costs?$|costs us|"
        "per month|what it eats|price so far|so far$",
        "risk": (
            r"\brisks?\b|may happen|might happen|if (?:we|it|you).{0,12}\b(?:leave|stay)|"
            r"if left|if nothing|danger|go wrong|expos"
        ),
        "debt": r"what it is|what we owe|debt|problem|summary|^item|situation|background|^what$",
        "proposal": r"propos|recommend|plan",
        "aside": r"^to$|^from$|subject|memo",
    }
)

_LEFT = phrases("debt_left_undone")
_BEING = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|do|ships?|ends? up|keeps?|goes?|comes?|stands?|"
    r"drifts|"
    r"depends?|writes?|uses?|runs?|needs|reads?|talks?|converts?|checks?|assumes?|copies|"
    r"sends?|calls?)\b",
    re.IGNORECASE,
)
_NO_THING = re.compile(
    r"^(?:let|please|nobody|there|what|it|i|if|dear|hello|hi|this|every|each|as|our|past|"
    r"the (?:architecture|renovation|code))\b|"
    r"\b(?:costs?|spends?|takes? (?:too|us)|decisions|proposal|request)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:technical debt|legacy|code base|codebase|quality|modern stack|over the years|"
    r"refactor)",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?:a|an|per|each|every|in the|in a(?: normal)?|of the|of his|of her|of its|of their|"
    r"for each) "
    r"(?:\w+[ -]){0,2}?(?:hour|day|week|month|quarter|year|night|morning|release|releases|"
    r"time|times|screen|sprint|renewal|renewals|change|alarm|deployment|person|colleague|"
    r"build|correction|newcomer|customer|incident|mondays?|tuesdays?|fridays?)\b|/ ?(?:week|"
    r"month|year|wk|mo)\b|"
    r"\b(?:weekly|monthly|yearly|daily|nightly)\b|\beach time\b|\b(?:four|two|three|"
    r"\d+) times a\b",
    re.IGNORECASE,
)
_EFFORT = re.compile(
    rf"(?:[€$£] ?\d|\b\d{{1,9}}(?:[.,']\d{{1,3}}){{0,3}}(?:k|m)? ?(?:€|\$|£|euros?\b|eur\b|"
    rf"pounds?\b|dollars?\b)|"
    rf"\b\d+(?:[.,]\d+)? ?k\b|\b(?:a|one) (?:third|quarter|half|fifth|tenth) of|"
    rf"\bhalf of (?:the|his|her|their)|{cues.NUMBER}(?: ?(?:-|–|to|and|"
    rf"or) ?\d+)?[ -](?:\w+[ -]){{0,2}}?"
    r"(?:hours?|h|minutes?|min|days?|weeks?|months?|engineer-\w+|person-\w+|quarters?)\b|"
    r"\b(?:a|half a) (?:day|morning|week|month|quarter|weekend)\b|\d+(?:[.,]\d+)? ?%)",
    re.IGNORECASE,
)
_LARGE = re.compile(
    rf"(?:{cues.NUMBER}|\bhalf a)(?: \w+)? (?:days?|weeks?|months?|engineer-weeks?)\b|"
    r"[€$£] ?\d|\b\d{1,9}(?:[.,']\d{1,3}){0,3}(?:k )?(?:€|euros?|pounds?|dollars?)\b",
    re.IGNORECASE,
)
_BARE_MONEY = re.compile(r"\b\d{1,3}[,.']\d{3}\b")
_REPAIR = phrases("debt_repair")
_FRAGMENT = re.compile(
    rf"^\W*(?:between )?{cues.NUMBER}[\w ,.'–-]{{0,14}}(?: (?:days|weeks|months|working days|"
    r"engineer-\w+))\b[^.]{0,30}\.?$",
    re.IGNORECASE,
)
_PAYS = phrases("debt_pays_back")
_WHEN = re.compile(
    rf"{cues.NUMBER}|\b(?:a|half a|the) (?:first |second |third |fourth )?(?:year|month|quarter|"
    r"week)\b|\b(?:zero|never|year|quarters)\b|\bby (?:\w+)\b",
    re.IGNORECASE,
)
_HARM = phrases("debt_harms")
_GUESSED = re.compile(r"\b(?:put it at|chance|probab\w+|likel\w+|risk of)\b", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:once|twice|times|ago|last (?:year|winter|spring|summer|autumn|month|week|time))\b",
    re.IGNORECASE,
)
_DATES = re.compile(rf"\b\d{{1,2}} {cues.MONTH}\b", re.IGNORECASE)
_COUNTED = re.compile(rf"{cues.NUMBER}|\bonce\b|\btwice\b", re.IGNORECASE)
_RANGE = re.compile(
    r"(?:±|\+/-|\bplus or minus\b|"
    rf"\b(?:between|from|somewhere) (?:from )?{cues.NUMBER}(?: \w+){{0,2}} (?:and|"
    rf"to) {cues.NUMBER}|"
    rf"{cues.NUMBER} ?(?:-|–|to) ?(?:up to )?(?:\d{{1,9}}(?:[.,']\d{{1,3}}){{0,3}}|"
    rf"{cues.NUMBER})|"
    rf"\b\d+ \w+ or \d+ \w+|\bat (?:most|least|best|worst) {cues.NUMBER}|"
    rf"{cues.NUMBER} at (?:most|least|worst|best)|\bperhaps (?:a|{cues.NUMBER})|"
    rf"\bwith {cues.NUMBER}\b.{{0,60}}\bwith {cues.NUMBER}|\bby my count\b|"
    r"\b\d+ ?% (?:confiden\w+|sure|certain)|\bconfidence\b|\bup to (?:\d|[€$£]))",
    re.IGNORECASE,
)
_OTHER_WAY = phrases("debt_other_ways")
_ASKS = phrases("debt_asks")
_MEETING = re.compile(r"\bmeeting\b|\bplanning\b|\bboard\b", re.IGNORECASE)


def check_debt_memo(text: str) -> TextReport:
    """What a debt memo holds and lacks.

    >>> report = check_debt_memo('''The pay export is still run by hand: 3 days a month.
    ... A script would take nine days; we are even in the fourth month.''')
    >>> [finding.name for finding in report.findings if finding.present]
    ['debt', 'interest', 'principal', 'payback']
    >>> report["ask"].advice
    'Ask one person or meeting for one decision, with the day by which you need it.'

    Args:
        text: The memo, in Markdown or plain text; anything else is read as text.
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


def _debt(lines: Lines) -> str:
    for line in lines:
        if line.role in {"debt", ""} and _LEFT.search(line.text) and not _VAGUE.search(line.text):
            return line.text
    for line in lines:
        if line.role == "debt" and len(line.text.split()) > 3 and not _VAGUE.search(line.text):
            return line.text
    for line in lines:
        if line.role in {"proposal", "aside", "ask", "title"} and _LEFT.search(line.text):
            return line.text
    return next((line.text for line in lines[:4] if _describes(line)), "")


def _describes(line: Line) -> bool:
    """Whether an opening sentence says plainly how something is built or done."""
    if line.role not in {"", "debt"} or len(line.text.split()) < 5:
        return False
    other = (_VAGUE, _LARGE, _PERIOD, _BARE_MONEY, _ASKS, _PAYS, _OTHER_WAY, _NO_THING)
    return bool(_BEING.search(line.text)) and not any(each.search(line.text) for each in other)


def _interest(lines: Lines) -> str:
    for line in lines:
        if line.role == "interest" and (_EFFORT.search(line.text) or _BARE_MONEY.search(line.text)):
            return line.text
    for line in lines:
        if line.role in {"principal", "payback", "alternatives", "ask", "proposal"}:
            continue
        if _OTHER_WAY.search(line.text) or _PAYS.search(line.text):
            continue
        found = _EFFORT.search(line.text) or _BARE_MONEY.search(line.text)
        if found and _PERIOD.search(line.text) and not _GUESSED.search(line.text):
            return line.text
    return ""


def _principal(lines: Lines) -> str:
    for line in lines:
        if line.role == "principal" and (
            _EFFORT.search(line.text) or _BARE_MONEY.search(line.text)
        ):
            return line.text
    for line in lines:
        if line.role in {"interest", "payback", "risk", "title"}:
            continue
        found = _EFFORT.search(line.text) or _BARE_MONEY.search(line.text)
        if not found or _PERIOD.search(line.text):
            continue
        if _FRAGMENT.match(line.text) or _REPAIR.search(line.text):
            return line.text
    return next((line.text for line in lines if _is_price(line)), "")


def _is_price(line: Line) -> bool:
    """Whether a sentence gives days, weeks or money once, and nothing that it would be for."""
    if line.role in {"interest", "payback", "risk", "title", "alternatives"}:
        return False
    other = (_PERIOD, _PAYS, _GUESSED, _PAST, _OTHER_WAY, cues.ODDS)
    return bool(_LARGE.search(line.text)) and not any(each.search(line.text) for each in other)


def _payback(lines: Lines) -> str:
    for line in lines:
        if line.role == "payback" and (_WHEN.search(line.text)):
            return line.text
    for line in lines:
        if _PAYS.search(line.text) and _WHEN.search(line.text):
            return line.text
    return ""


def _risk(lines: Lines) -> str:
    for line, near in windows(lines):
        if line.role == "risk" and (cues.tells_chance(near) or cues.AMOUNT.search(near)):
            return line.text
    for line in lines:
        counted = cues.ODDS.search(line.text) or (
            _PAST.search(line.text) and _COUNTED.search(line.text)
        )
        if (
            line.role not in {"payback", "alternatives"}
            and not _PAYS.search(line.text)
            and counted
            and _HARM.search(line.text)
        ):
            return line.text
    for line, near in windows(lines):
        told = cues.ODDS.search(near) or len(_DATES.findall(near)) > 2
        harmed = _HARM.search(near) and cues.POSSIBLE.search(near)
        if (
            line.role in {"", "debt"}
            and not _PAYS.search(near)
            and told
            and harmed
            and not _PERIOD.search(line.text)
        ):
            return line.text
    return ""


def _range(lines: Lines) -> str:
    return next((line.text for line in lines if _RANGE.search(line.text)), "")


def _alternatives(lines: Lines) -> str:
    for line in lines:
        if line.role == "alternatives" or _OTHER_WAY.search(line.text):
            return line.text
    return ""


def _ask(lines: Lines) -> str:
    for line, near in windows(lines):
        dated = cues.DATE.search(near) or _MEETING.search(near)
        if dated and (line.role == "ask" or _ASKS.search(line.text)):
            return line.text
    return ""


_LOOKS: dict[str, Callable[[Lines], str]] = {
    "debt": _debt,
    "interest": _interest,
    "principal": _principal,
    "payback": _payback,
    "risk": _risk,
    "range": _range,
    "alternatives": _alternatives,
    "ask": _ask,
}
