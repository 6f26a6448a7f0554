"""Check a decision record: which parts are there, on which words, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from leadlab.models.writing import cues
from leadlab.models.writing.findings import Finding, TextReport
from leadlab.models.writing.options import do_nothing_among, options_in
from leadlab.models.writing.sections import LONGEST, Section, sections, sentences

ENOUGH_OPTIONS = 3
LIMITS = (
    (
        "This checker sees whether a part is there. It cannot judge whether the facts are true, "
        "the reasons good, or the decision wise."
    ),
    (
        "It reads English only, and it errs: where it misses something that is there, say it in "
        "plainer words under a plain heading."
    ),
)
TOO_LONG = f"Only the first {LONGEST:,} characters were read."

Words = dict[str, tuple[str, str, str]]
SAYS: Words = {
    "context_neutral": (
        "a context without verdicts",
        "Tell the problem in facts and numbers that all sides would sign, and leave verdicts out.",
        "whether the facts are the ones that matter",
    ),
    "options_count": (
        f"{ENOUGH_OPTIONS} options or more, doing nothing among them",
        f"List {ENOUGH_OPTIONS} options at least, one of them leaving things as they are.",
        "whether the options differ in what they trade",
    ),
    "states_decision": (
        "a decision in plain words",
        'Say what you commit to in one sentence: "We will …".',
        "whether those named stand behind it",
    ),
    "rationale": (
        "a reason tied to the choice",
        'Say why this option and not the next best: "because …".',
        "whether the reason is good",
    ),
    "positive_consequences": (
        "something that gets better",
        "Say what gets better through this choice, for whom and by how much.",
        "whether it will come true",
    ),
    "negative_consequences": (
        "something that gets worse",
        "Say what this choice costs, what becomes harder, and who carries it.",
        "whether the heaviest cost is named",
    ),
    "review_trigger_or_date": (
        "when it is looked at again",
        "Name a date, or a number that you would see, at which you decide again.",
        "whether anybody will look",
    ),
    "reversibility": (
        "how hard it is to undo",
        "Say what going back would cost in time and money, and until when it is possible.",
        "whether the way back was tried",
    ),
    "owner": (
        "who decided",
        'Name the person or the group that decided: "Decided by: …".',
        "whether they know it",
    ),
    "probability_or_confidence": (
        "how sure you are, as a number or level",
        'Give a chance for something that can be checked: "70 % that … by …".',
        "whether the number is well judged",
    ),
}
"""What each finding looks for, what to do if it is missing, and what it cannot judge."""

FROM_OUTSIDE = {"context", "options", "option"}
AFTERWARDS = {"reversal", "review", "confidence", "owner", "status", "author", "aside"}
EFFECTS = {"consequences", "positive", "negative"}
PLAIN = {"context", "options", "decision", "rationale", "consequences", "positive", "negative"}
DECIDING = {"decision", "leaning", "rationale"}


def check_decision_record(text: str) -> TextReport:
    """What a decision record holds and lacks.

    >>> report = check_decision_record('''# Queue for the nightly import
    ... Decided by: Imani
    ... ## Context
    ... The import takes 50 minutes.
    ... ## Decision
    ... We will use a queue, because two teams need the data before six.''')
    >>> [finding.name for finding in report.findings if finding.present]
    ['context_neutral', 'states_decision', 'rationale', 'owner']
    >>> report["owner"].span
    'Imani'

    Args:
        text: The record, in Markdown or plain text; anything else is read as text.
    """
    text = str(text)
    record = _Record(text)
    found = {name: look(record) for name, look in _LOOKS.items()}
    findings = []
    for name, (says, advice, cannot) in SAYS.items():
        span, present, count = found[name]
        findings.append(
            Finding(
                name=name, present=present, span=span, says=says, advice=advice, cannot=cannot,
                count=count,
            )
        )  # fmt: skip
    limits = (*LIMITS, TOO_LONG) if len(text) > LONGEST else LIMITS
    return TextReport(findings=tuple(findings), limits=limits)


def is_untouched(text: str) -> bool:
    r"""Whether a record is still only headings, comments and blanks to fill in.

    >>> is_untouched("# Title\n\n## Context\n\n...\n\n## Decision\n")
    True
    """
    bodies = (part.body for part in sections(text))
    return not any(any(mark.isalpha() for mark in body.replace("<!--", "")) for body in bodies)


class _Record:
    """The parts of one record, and whether it decides."""

    def __init__(self, text: str) -> None:
        self.parts = sections(text)
        self.decided, self.commitment = _commitment(self)

    def of(self, *roles: str) -> Iterator[Section]:
        return (part for part in self.parts if part.role in roles)

    def without(self, *roles: str) -> Iterator[Section]:
        return (part for part in self.parts if part.role not in roles)


Found = tuple[str, bool, int | None]


def _context_neutral(record: _Record) -> Found:
    described = list(record.of("context")) or _opening(record)
    for part in described:
        for sentence in sentences(part.body):
            if cues.LOADED.search(sentence) or cues.PRESUPPOSES.search(sentence):
                return sentence, False, None
    return "", any(part.body.strip() for part in described), None


def _opening(record: _Record) -> list[Section]:
    """Where no part is headed as the problem: what stands before the options or the decision."""
    opening = []
    for part in record.parts:
        if part.role in {"decision", "options", "consequences"}:
            break
        if part.role in {"lead", "title", "other"}:
            opening.append(part)
    return opening


def _options_count(record: _Record) -> Found:
    options = options_in(record.parts)
    enough = len(options) >= ENOUGH_OPTIONS and do_nothing_among(options)
    return "; ".join(options), enough, max(1, len(options))


def _commitment(record: _Record) -> tuple[bool, str]:
    everything = [
        sentence for part in record.without("context") for sentence in sentences(part.whole)
    ]
    titles = [part.heading for part in record.of("title")]
    open_still = [each for each in everything if cues.UNDECIDED.search(each)]
    draft = [part.body for part in record.of("status") if cues.DRAFT.search(part.body)]
    draft += [title for title in titles if cues.DRAFT_TITLE.search(title)]
    if open_still or draft:
        return False, ""
    for part in record.of("decision"):
        lines = sentences(part.body)
        if lines and not cues.LEANING.search(part.body):
            best = next((line for line in lines if cues.COMMITS.search(line)), lines[0])
            return True, best
    for part in record.without("context", "options", "option", "reversal", "title", "review"):
        for sentence in sentences(part.body):
            firm = cues.COMMITS.search(sentence) and not cues.LEANING.search(sentence)
            if firm and not cues.WOULD.search(sentence):
                return True, sentence
    return False, ""


def _states_decision(record: _Record) -> Found:
    return record.commitment, record.decided, None


def _rationale(record: _Record) -> Found:
    for part in record.of("rationale"):
        for sentence in sentences(part.body):
            if not _is_weak(sentence):
                return sentence, True, None
    roles = (
        DECIDING | {"lead", "other", "assessment"} | ({"status"} if not record.decided else set())
    )
    for part in record.of(*roles):
        tied = part.role in DECIDING
        for sentence in sentences(part.body):
            strong = cues.BECAUSE.search(sentence) or cues.SINCE.search(sentence)
            if tied:
                strong = strong or cues.REASON.search(sentence)
            elif strong and not (cues.COMMITS.search(sentence) or cues.LEANING.search(sentence)):
                strong = None
            if strong and not _is_weak(sentence):
                return sentence, True, None
    return "", False, None


def _is_weak(sentence: str) -> bool:
    return bool(cues.WEAK_REASON.search(sentence)) and not any(mark.isdigit() for mark in sentence)


def _effects(record: _Record, own: str) -> Found:
    for part in record.of(own):
        lines = sentences(part.body)
        if lines:
            return lines[0], True, None
    places: Iterable[Section] = record.of("consequences")
    if not record.decided:
        places = record.of("consequences", "options", "option", "assessment", "other")
    else:
        plain = {part.role for part in record.parts} & PLAIN
        places = record.of("consequences", *(() if len(plain) > 2 else ("other",)))
    for part in places:
        for clause in cues.clauses(part.body):
            if cues.UNDO.search(clause) or cues.SURE.search(clause):
                continue
            if _leans(clause, part.role) == own:
                return clause, True, None
    return "", False, None


def _leans(clause: str, role: str) -> str:
    """Whether a clause tells something better, something worse, or neither."""
    sign = cues.SIGN.match(clause)
    if sign:
        return "positive" if sign.group("plus") else "negative"
    if cues.FEWER_HARMS.search(clause):
        return "positive"
    worse = len(cues.COSTS.findall(clause))
    better = len(cues.GAINS.findall(clause))
    if worse > better:
        return "negative"
    if better > worse or (role == "consequences" and not worse):
        return "positive"
    return "negative" if worse else ""


def _positive(record: _Record) -> Found:
    return _effects(record, "positive")


def _negative(record: _Record) -> Found:
    return _effects(record, "negative")


def _review(record: _Record) -> Found:
    for part in record.of("review"):
        for sentence in [*sentences(part.body), part.heading]:
            if cues.DATE.search(sentence) or cues.CONDITION.search(sentence):
                return sentence, True, None
    for part in record.without("context", "options", "option", "title"):
        lines = sentences(part.body)
        for index, sentence in enumerate(lines):
            if not cues.LOOK_AGAIN.search(sentence):
                continue
            near = " ".join(lines[max(0, index - 1) : index + 1])
            if cues.DATE.search(near) or cues.CONDITION.search(near):
                return sentence, True, None
    return "", False, None


def _reversibility(record: _Record) -> Found:
    for part in record.of("reversal"):
        lines = sentences(part.body)
        if lines:
            return lines[0], True, None
    return _first(
        record.without("context", "title", "rationale", "review"),
        lambda line: bool(cues.UNDO.search(line)) and not cues.RUNTIME_SWITCH.search(line),
    )


def _owner(record: _Record) -> Found:
    for part in record.of("owner"):
        value = part.body.strip() or part.heading
        if value:
            return sentences(value)[0] if sentences(value) else value, True, None
    return _first(record.without("context"), lambda line: bool(cues.OWNED.search(line)))


def _confidence(record: _Record) -> Found:
    for part in record.of("confidence"):
        for sentence in [*sentences(part.body), part.heading]:
            if cues.LEVEL.search(sentence):
                return sentence, True, None
    return _first(
        record.without("context"),
        lambda line: bool(cues.SURE.search(line) and cues.LEVEL.search(line)),
    )


def _first(parts: Iterable[Section], holds: Callable[[str], bool]) -> Found:
    for part in parts:
        for sentence in sentences(part.body):
            if holds(sentence):
                return sentence, True, None
    return "", False, None


_LOOKS: dict[str, Callable[[_Record], Found]] = {
    "context_neutral": _context_neutral,
    "options_count": _options_count,
    "states_decision": _states_decision,
    "rationale": _rationale,
    "positive_consequences": _positive,
    "negative_consequences": _negative,
    "review_trigger_or_date": _review,
    "reversibility": _reversibility,
    "owner": _owner,
    "probability_or_confidence": _confidence,
}
