"""Where a review comment gives a reason, an effect or evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from leadlab.models.writing.clauses import Clause, clauses
from leadlab.models.writing.comment_changes import commands
from leadlab.models.writing.happenings import is_concrete_state, is_event
from leadlab.models.writing.language import plain, read, unquoted
from leadlab.models.writing.question_units import said
from leadlab.models.writing.tagging import Token
from leadlab.models.writing.words import phrases, words

Span = tuple[int, int]

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


def reasons(text: str, points: Sequence[Span], on_person: Sequence[Span]) -> Iterator[Span]:
    """Where a comment gives a reason, an effect or evidence for its points.

    >>> text = "Use a set. Lookup in this list is O(n)."
    >>> [text[start:end] for start, end in reasons(text, [(0, 10)], [])]
    ['Lookup in this list is O(n).']

    Args:
        text: The comment.
        points: Where it asks for a change or praises.
        on_person: Where it speaks of the author, which is no reason.
    """
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
            return not commands(sentence) or not whole or any(m in before for m in _CLAUSE_MARKS)
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
