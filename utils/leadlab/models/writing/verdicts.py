"""What a text says of the person addressed as a person: praise or blame of who they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leadlab.models.writing.addressed import COPULAS, about_you
from leadlab.models.writing.clauses import Clause
from leadlab.models.writing.exclamations import exclaimed
from leadlab.models.writing.judging import is_compared, judged
from leadlab.models.writing.language import read
from leadlab.models.writing.words import phrases, word_group, words


def verdicts_on_person(text: str) -> Iterator[tuple[int, int]]:
    """Where a text judges the person addressed by an adjective or a noun said of them.

    >>> text = "You were careless, Tim. The code is ugly."
    >>> [text[start:end] for start, end in verdicts_on_person(text)]
    ['careless']
    """
    for clause in about_you(text):
        yield from _complement_verdict(clause)
        yield from _idiom(clause)
    for sentence in read(text):
        yield from exclaimed(sentence)


def _complement_verdict(clause: Clause) -> Iterator[tuple[int, int]]:
    yield from _virtue_lacking(clause)
    if clause.lemma == "come" and clause.rest_words.startswith(
        ("across as", "over as", "across a")
    ):
        yield from judged(
            [each for each in clause.rest if each.low not in {"across", "over", "as"}], denied=False
        )
    if clause.lemma not in COPULAS or clause.link in {"if", "whether", "unless"}:
        return
    if clause.modal in {"could", "may", "might", "would", "'d"} and not clause.inverted:
        return
    if clause.is_passive or clause.under in {"hope", "wish", "want"} or _is_own_belief(clause):
        return
    if clause.lemma in word_group("manner copulas") and not _judged_by_manner(clause):
        return
    rest = list(clause.tokens[clause.verb + 1 :])
    if clause.inverted:
        rest = [
            each
            for at, each in enumerate(clause.tokens)
            if at > clause.verb and at >= clause.subject_to
        ]
    yield from judged(rest, denied=clause.negated)


def _idiom(clause: Clause) -> Iterator[tuple[int, int]]:
    """As in "you are second to none", "you're full of yourself"."""
    if clause.lemma != "be" or clause.link in {"if", "whether", "unless"}:
        return
    after = clause.tokens[clause.verb + 1 :]
    hit = phrases("person_phrases").search(" ".join(each.low for each in after))
    if hit and hit.start() < 25:
        yield after[0].start, after[-1].end


def _is_own_belief(clause: Clause) -> bool:
    """As in "You think you're better": what the receiver is said to think, not a verdict."""
    before = [each.low for each in clause.tokens[: clause.subject_from]]
    return clause.under in word_group("belief verbs") and "you" in before


def _virtue_lacking(clause: Clause) -> Iterator[tuple[int, int]]:
    """As in "You have no backbone", "you lack courage", "you've got talent"."""
    if clause.lemma not in {"have", "lack", "get", "show", "need"} or (
        clause.lemma == "get" and "have" not in clause.aux
    ):
        return
    if clause.lemma in {"show", "need"} and not re.match(
        r"(?:\w+ ){0,2}(?:no|zero|little)\b", clause.rest_words
    ):
        return
    for index, token in enumerate(clause.rest[:5]):
        if token.low in words("virtue_nouns") and not any(
            each.tag == "PRP" for each in clause.rest[:index]
        ):
            yield clause.rest[0].start, token.end
            return


def _judged_by_manner(clause: Clause) -> bool:
    first = next((each for each in clause.rest if not each.is_adverb and not each.is_mark), None)
    if first is None:
        return False
    if first.low == "like":
        return True
    if clause.lemma in {"seem", "appear"} or any(
        each.low in words("person_adjectives") for each in clause.rest[:4]
    ):
        return True
    return is_compared(first.low)
