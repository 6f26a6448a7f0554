"""Check a review comment: why, what to change, in which tone, about whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from leadlab.models.writing.clauses import Clause, clauses
from leadlab.models.writing.findings import Finding, TextReport
from leadlab.models.writing.happenings import is_concrete_state, is_event
from leadlab.models.writing.language import LONGEST, plain, read, unquoted
from leadlab.models.writing.person_remarks import remarks_on_person
from leadlab.models.writing.question_units import said
from leadlab.models.writing.requests import asks, is_imperative
from leadlab.models.writing.tagging import Token
from leadlab.models.writing.words import phrases, words

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
    changes = tuple(_changes(text))
    found: dict[str, tuple[bool, Span | None]] = {
        "respectful": (rude is None, rude),
        "not_about_person": (personal is None, personal),
    }
    praises = () if rude else tuple(_praise(text))
    for name, spans in (
        ("explains_why", _reasons(text, (*changes, *praises), on_person)),
        ("actionable", changes), ("asks", asks(text)), ("praise", praises),
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


_WHY = re.compile(
    r"(?i)\b(?:because(?! i sa(?:id|y) so)|"
    r"becuase|becasue|since (?!then|last|\d|the (?:last|start|beginning))|so that|"
    r"otherwise|or else|in order to|that's why|the reason|due to|thanks to|therefore|hence|"
    r"thus|(?:with|as) (?:\w+ )?(?:two|three|four|five|six|ten|\d+) (?:\w+ )?(?:open|left|more)|"
    r"i ask because|which (?:\w+ ){0,2}\w+s\b|so (?!do|does|did)(?:your|i|we|you|that|the|nobody|"
    r"no one|it|this)\b)|"
    r"[,;:] (?:as|for) (?!they say)(?:the|it|this|that|we|i|you|they|three|two|all|nobody|"
    r"\w+s) \w+|"
    r"[,;] (?:else|or) (?:the|it|we|you|this|they|two|an?|each|every|anybody|somebody|someone) "
    r"(?:\w+ ){0,6}(?:is|are|will|can|could|would|may|might|\w+s|'ll|never)\b|\bor we'll\b"
)


_EVIDENCE = re.compile(
    r"(?i)\baccording to\b|\bby (?:about |some )?\d[\d.,]* ?(?:%|ms|s|kB|MB|GB)|"
    r"\b(?:took|takes|costs?|cost|lasts?|lasted|blocks?|locks?|bills?|doubles?|double|triples?|"
    r"grows|grew|went from|fell|rose|broke|breaks|crashe[sd]) (?:\w+ ){0,4}(?:\d|us\b|me\b|the \w+|"
    r"three|two|four|whole)|\bthat explains\b|\bi (?:understood|found|saw|could|"
    r"read) (?:\w+ ){1,6}without\b|"
    r"\b(?:slower|faster|bigger|smaller) by\b|\bvisible at a glance\b"
)


def _within(span: Span, others: Sequence[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def _reasons(text: str, points: Sequence[Span], on_person: Sequence[Span]) -> Iterator[Span]:
    """Where a comment gives a reason, an effect or evidence for its points."""
    bare = unquoted(plain(text))
    begins = _first_words(text)
    for sentence in read(text):
        start, end = sentence[0].start, sentence[-1].end
        if sentence[-1].low == "?" and " because" not in bare[start:end]:
            continue
        hit = _WHY.search(bare, start, end)
        if hit and (hit.start() > start or hit[0].lower().startswith("i ask")):
            yield hit.start(), end
            break
        if _EVIDENCE.search(bare[start:end]) or (
            not _within((start, end), on_person)
            and (
                _gives_reason(sentence, start > begins or _others(points, start, end))
                or phrases("comment_worries").search(said(sentence))
            )
        ):
            yield start, end
            break
    for clause in clauses(text):
        opens = clause.tokens[min(clause.subject_from, clause.verb)].start
        span = clause.tokens[clause.start].start, clause.tokens[clause.end - 1].end
        if opens > begins and _is_evidence(clause):
            yield span


def _others(points: Sequence[Span], start: int, end: int) -> bool:
    """Whether a comment has a point in another sentence."""
    return any(after <= start or end <= before for before, after in points)


def _gives_reason(sentence: Sequence[Token], whole: bool) -> bool:
    """Whether a sentence tells an effect, a rule or evidence; behind its first clause unless whole.

    A comment that is one statement states its worry; the reason is what it adds to it.
    """
    line = said(sentence)
    for hit in phrases("comment_reasons").finditer(line):
        before = line[: hit.start()].split()
        if whole or (len(before) > 1 and any(mark in before for mark in _CLAUSE_MARKS)):
            return not _commands(sentence) or not whole or any(m in before for m in _CLAUSE_MARKS)
    return False


_CLAUSE_MARKS = frozenset([",", ";", ":", "-", "–", "—", "and", "so", "but", "("])


def _first_words(text: str) -> int:
    """Where the first word stands; a reason comes behind something that it is a reason for."""
    sentences = read(text)
    if not sentences:
        return 0
    first = sentences[0]
    return first[0].start


def _is_evidence(clause: Clause) -> bool:
    """Whether a clause states a fact that is neither the request nor the verdict."""
    if clause.modal in {"would", "should"} and clause.lemma == "be":
        return False
    if clause.subject in {"you", "i", ""} or clause.inverted or clause.tokens[-1].low == "?":
        return False
    if clause.link in {
        "if",
        "who",
        "whether",
        "that",
        "what",
        "how",
        "when",
        "whoever",
    } or clause.under in {"say", "tell", "think", "ask"}:
        return False
    if (
        clause.lemma in {"worry", "feel", "look", "seem", "make", "fix", "help"}
        and clause.subject in {"it", "third"}
        and not _has_number(clause)
        and not clause.negated
    ):
        return (
            clause.lemma in {"fix", "make"}
            and clause.subject != "third"
            and _is_told_of_thing(clause)
        )
    if clause.lemma == "be" and not _has_number(clause):
        rest = [each for each in clause.rest if not each.is_mark]
        placed = bool(rest) and rest[0].tag == "PRP"
        changed = any(each.tag == "VVN" for each in rest[:2])
        named = (
            len(rest) > 1 and rest[0].tag == "AT0" and rest[-1].low not in words("verdict_nouns")
        )
        return (placed or changed or named) and is_concrete_state(clause)
    if clause.subject == "we":
        return clause.modal in {"will", "would"} or clause.is_past or _has_number(clause)
    return bool(clause.modal) or is_event(clause) or clause.lemma in {"have", "need", "use"}


def _is_told_of_thing(clause: Clause) -> bool:
    return any(each.is_noun or each.tag == "CRD" for each in clause.rest)


def _has_number(clause: Clause) -> bool:
    return any(each.tag == "CRD" for each in clause.rest)


_UNDERSTANDING = re.compile(
    r"\b(?:explain|tell|show|help|remind) (?:it |this |that |the \S+ )?(?:to )?(?:me|us)\b|"
    r"\blet me (?:know|spell|explain|think)\b|\b(?:ship|merge) it\b|\btake (?:the|your) time\b|"
    r"\b(?:keep|carry) (?:it )?(?:up|on)\b|\bexplain the \S+ to me\b|\blook forward\b|"
    r"\bignore me\b|\bapproved\b"
)


def _changes(text: str) -> Iterator[Span]:
    """Where a comment names a change that the author can make."""
    if phrases("waivers").search(unquoted(plain(text)).lower()):
        return
    for sentence in read(text):
        line = said(sentence)
        if _UNDERSTANDING.search(line) and " comment" not in line:
            continue
        if _commands(sentence) or phrases("change_requests").search(line):
            yield sentence[0].start, sentence[-1].end


_NO_COMMAND = re.compile(
    r"^(?:ping me|feel free to (?:merge|ship|land|go|ask|ping|reach|grab)|how|what|why|"
    r"who|where|when|thanks|thank|look|wait|see|hold|well|note|imagine|guess|"
    r"think|let|congratulations|love|like|"
    r"trust|clean (?:,|and)|oh|wow|no|yes|ok|okay|ship|merging|hang|hope|"
    r"sounds|looks|seems|feels|approved|lgtm)\b"
)
_EDIT = re.compile(
    r"(?:^|[,;:.!] |\b(?:and|then|but|only|nit|only :|one thing|still|so|also|just|"
    r"instead|maybe|perhaps) [:,]? ?)(?:add|remove|"
    r"rmove|delete|rename|move|extract|inline|use|"
    r"replace|return|split|close|free|drop|make|call|put|check|test|wrap|guard|escape|handle|catch|"
    r"log|cache|store|serialise|serialize|hash|undo|revert|rebase|squash|document|format|run|write|"
    r"rewrite|take|turn|swap|unroll|cap|cancel|get this|get that|spell|pass|raise|throw|mark|"
    r"declare|"
    r"initialise|initialize|validate|sort|start|stop|lock|unlock|release|avoid|prefer|consider|"
    r"keep|"
    r"throw|try|bump|pin|update|fix|translate|clean|read|cite|name|set|mock|skip|limit|cover|"
    r"give|link|merge the|merge these|combine)\b(?! (?:you|it up|me)\b)"
)


def _commands(sentence: Sequence[Token]) -> bool:
    line = said(sentence)
    if sentence[-1].low == "?" or len(sentence) < 2 or _NO_COMMAND.search(line):
        return False
    if is_imperative(sentence) or _EDIT.search(line):
        return True
    return bool(
        re.search(r"^`?[^ ]+`? (?:instead of|rather than)|->|(?:^| )s ?/ ?[^/]+/[^/]*/", line)
    )


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
