"""What followed from an act: effects on people, systems, customers, dates and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from leadlab.models.writing.clauses import Clause, clauses
from leadlab.models.writing.happenings import has_concrete, is_change, is_concrete_state, is_event
from leadlab.models.writing.language import read
from leadlab.models.writing.words import word_group, words

_CAUSE_LINKS = frozenset(
    {
        "be",
        "seem",
        "look",
        "sound",
        "feel",
        "become",
        "remain",
        "get",
        "stay",
        "appear",
        "come across",
    }
)

_PEOPLE = {"i", "we", "third"}
_NORM = re.compile(
    r"\b(?:against (?:the |our )?(?:policy|rules?|process|contract|agreement)|not (?:how|what|"
    r"the way) we|"
    r"(?:policy|rules?|handbook|contract|guidelines?|agreement|process|standard) (?:says?|said|"
    r"requires?|required|is|was|states?|forbids?|asks?)|"
    r"not (?:allowed|acceptable|ok|okay|professional|on)|not (?:our|my) (?:style|way)|"
    r"common sense)\b"
)
_FELT = re.compile(r"^(?:\w+ ){0,2}(?:that|like|you|it|this)\b")


def effects(text: str) -> Iterator[tuple[int, int]]:
    """Where a text tells what happened to somebody or something.

    >>> text = "On Monday you skipped the backup. Two clinics lost a day. That could be worse."
    >>> [text[start:end] for start, end in effects(text)]
    ['Two clinics lost a day']
    """
    found = clauses(text)
    first_you = _first_about_receiver(text)
    for clause in found:
        if clause.tokens[clause.start].start < first_you and (
            clause.sentence != _sentence_of(text, first_you)
            or clause.link in word_group("scene links")
            or not _comes_with(clause, found)
        ):
            continue
        if _is_effect(clause) and not _sets_scene(clause, found):
            yield _extent(clause)


def _sentence_of(text: str, at: int) -> int:
    for number, sentence in enumerate(read(text)):
        if sentence[0].start <= at < sentence[-1].end:
            return number
    return -1


def _comes_with(clause: Clause, found: Sequence[Clause]) -> bool:
    """Whether a clause before the first "you" may tell an effect: "X happened because you"."""
    return any(
        each.sentence == clause.sentence
        and each.subject == "you"
        and each.link in word_group("cause links")
        for each in found
    ) or any(each.low in {"because", "thanks"} for each in clause.tokens[clause.verb :])


def _first_about_receiver(text: str) -> int:
    """Where the receiver or their work is first spoken of; what stands before is background."""
    bare_start = None
    for sentence in read(text):
        lows = [each.low for each in sentence]
        for token in sentence:
            if token.low in {"you", "your", "yours", "yourself"}:
                return min(token.start, bare_start if bare_start is not None else token.start)
        if (
            bare_start is None
            and (len(lows) < 9 or lows[0] in {"thanks", "thank", "great", "good", "well"})
            and not any(each.tag in {"VVD", "VVZ", "VBD", "VBZ", "VHZ"} for each in sentence)
        ):
            bare_start = sentence[-1].end
    return bare_start if bare_start is not None else 0


def _is_effect(clause: Clause) -> bool:
    subject = clause.subject
    if subject == "you":
        return _receiver_saved(clause)
    if subject in {"you", ""} or clause.link in word_group("no effect links"):
        return False
    if _is_possibility(clause) or _NORM.search(clause.words):
        return False
    if clause.inverted or _is_question(clause):
        return False
    if clause.under in word_group("said or thought") and clause.link != "and":
        return False
    if _is_that_is_how(clause):
        return True
    if clause.lemma == "notice" and clause.subject_words.startswith("nobody"):
        return False
    if clause.link in {"whatever", "whoever", "wherever"} or (
        clause.lemma == "know" and clause.rest_words.startswith("it")
    ):
        return False
    if (
        clause.link in {"what", "how", "why", "where", "that"}
        and clause.under == ""
        and clause.link != "that"
    ):
        return False
    if subject in {"i", "we"}:
        return _is_own_effect(clause)
    if clause.lemma in _CAUSE_LINKS:
        if (
            clause.lemma in {"get", "become"}
            and clause.rest
            and (clause.rest[0].tag in {"AT0", "DPS", "CRD"} or clause.rest[0].is_noun)
        ):
            return True
        return is_concrete_state(clause)
    if clause.lemma == "have" and not clause.aux:
        return has_concrete(clause)
    return is_event(clause)


def _receiver_saved(clause: Clause) -> bool:
    """As in "You saved me an hour": the effect is told with the receiver as subject."""
    return (
        clause.lemma in {"save", "cost", "spare"}
        and not clause.modal
        and not clause.inverted
        and any(
            each.low in {"me", "us", "them", "him", "her"} or each.tag in {"CRD", "NP0"}
            for each in clause.rest[:3]
        )
        and any(each.is_noun for each in clause.rest)
    )


def _is_that_is_how(clause: Clause) -> bool:
    """As in "That's how we saw the log fill up": the effect stands in the how-clause."""
    before = " ".join(each.low for each in clause.tokens[: clause.verb])
    return (
        bool(
            re.search(
                r"\b(?:that|this|which) (?:'s|is|was) (?:\w+ ){0,2}(?:how|why|when|what)\b", before
            )
        )
        and clause.lemma not in {"be", "mean", "want"}
        and clause.subject != "you"
    )


def _is_question(clause: Clause) -> bool:
    if clause.tokens[-1].low != "?":
        return False
    lows = [each.low for each in clause.tokens]
    aware = word_group("awareness")
    return not (aware & set(lows[: clause.verb]) and "you" in lows[: clause.verb])


def _is_possibility(clause: Clause) -> bool:
    if not clause.modal:
        return False
    if (
        clause.modal in {"could", "can"}
        and clause.subject in _PEOPLE
        and "have" not in clause.aux
        and clause.lemma not in word_group("breaking")
    ):
        return not _is_ability(clause)
    certain = clause.negated and clause.modal in {"could", "can", "would", "will"}
    return not certain or "have" in clause.aux


def _is_ability(clause: Clause) -> bool:
    words_there = clause.words.split()
    return not any(each in word_group("doubtful") for each in words_there)


def _is_own_effect(clause: Clause) -> bool:
    lemma, rest = clause.lemma, clause.rest_words
    if lemma in {"be", "feel", "get", "become"}:
        if lemma == "feel":
            return not _FELT.search(rest) and bool(rest)
        if clause.link in {"what", "who"}:
            return False
        first = next(
            (each for each in clause.rest if not each.is_adverb and not each.is_mark), None
        )
        if first is None or (
            first.low in word_group("talk") | word_group("own attitudes")
            and first.low not in {"in", "on"}
        ):
            return False
        if first.low in words("verdict_adjectives", "person_adjectives") and not any(
            each.tag == "CRD" for each in clause.rest
        ):
            return False
        if first.low in word_group("own moods"):
            return first.low in {"able"}
        return (
            clause.is_past
            or first.tag in {"CRD"}
            or first.low in {"now", "down", "behind", "late", "out"}
            or any(each.tag == "CRD" for each in clause.rest)
        )
    if lemma in word_group("learning") and not _is_about_receiver(clause):
        if lemma in {"find", "know"}:
            return clause.is_past and (
                (
                    lemma == "find"
                    and bool(
                        re.search(
                            r"\b(?:bug|leak|cause|error|problem|drift|out|way|time|myself|"
                            r"ourselves)\b",
                            rest,
                        )
                    )
                )
                or clause.negated
            )
        return clause.is_past and (
            clause.subject == "we"
            or clause.negated
            or bool(re.search(r"\b(?:of|from|within|only|about it|where|why|how)\b", rest))
        )
    if clause.is_passive:
        return True
    if lemma in words("effect_exceptions"):
        return _is_own_act_in_past(clause)
    if lemma == "have":
        return has_concrete(clause)
    if clause.tag in {"VVB", "VVI"} and not clause.aux and not is_change(clause):
        return clause.subject == "we" or bool(
            re.search(
                r"\b(?:now|since|every|each|time|twice|again|less|fewer|more|half)\b", clause.words
            )
        )
    return True


def _is_own_act_in_past(clause: Clause) -> bool:
    """As in "I called three parents", "we agreed on the date", but not "I wanted to say"."""
    if not clause.is_past or clause.lemma not in word_group("own speech"):
        return False
    return (
        not _is_about_receiver(clause)
        and clause.lemma in word_group("own steps")
        and len(clause.rest) > 2
    )


def _is_about_receiver(clause: Clause) -> bool:
    return any(each.low in {"you", "your"} for each in clause.rest) or clause.rest_words.startswith(
        "that you"
    )


def _sets_scene(clause: Clause, found: Sequence[Clause]) -> bool:
    """Whether a clause only says when or where, or belongs to what the receiver said."""
    if clause.link in word_group("setting links"):
        later = [
            each for each in found if each.sentence == clause.sentence and each.start > clause.start
        ]
        earlier = [
            each for each in found if each.sentence == clause.sentence and each.start < clause.start
        ]
        return any(
            each.subject == "you" for each in [*later[:1], *earlier[-1:]]
        ) or clause.link in {"since"}
    if _is_bare_relative(clause, found):
        return True
    if clause.link in {"who", "which", "that", "what"} or (
        clause.under and clause.link in {"", "that"}
    ):
        if clause.link == "that" and _is_that_is_how(clause):
            return False
        owner = next(
            (
                each
                for each in reversed(found)
                if each.sentence == clause.sentence and each.start < clause.start
            ),
            None,
        )
        return (
            owner is not None
            and owner.subject == "you"
            and not _asks_awareness(owner)
            and clause.link not in {"which"}
        )
    return False


def _is_bare_relative(clause: Clause, found: Sequence[Clause]) -> bool:
    """As in "The best lead I've had", "the text we agreed on": a noun, a pronoun, its verb."""
    owner = next(
        (
            each
            for each in reversed(found)
            if each.sentence == clause.sentence and each.start < clause.start
        ),
        None,
    )
    if (
        owner is None
        or owner.subject != "you"
        or clause.link not in {""}
        or clause.subject not in {"i", "we", "third"}
    ):
        return False
    at = clause.subject_from
    return (
        at > clause.start
        and clause.tokens[at].tag == "PNP"
        and (clause.tokens[at - 1].is_noun or clause.tokens[at - 1].tag == "PNI")
    )


def _asks_awareness(owner: Clause) -> bool:
    return owner.inverted and owner.lemma in word_group("aware verbs")


def _extent(clause: Clause) -> tuple[int, int]:
    tokens = clause.tokens
    first = clause.start
    while first < clause.verb and (
        tokens[first].is_mark or tokens[first].low in word_group("joining")
    ):
        first += 1
    last = clause.end - 1
    while last > clause.verb and (tokens[last].is_mark or tokens[last].low in {"and", "but", "so"}):
        last -= 1
    return tokens[first].start, tokens[last].end
