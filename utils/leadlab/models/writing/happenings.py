"""Tell a clause that reports an event or a concrete state from one that passes a verdict."""

from __future__ import annotations

import re
from collections.abc import Sequence

from leadlab.models.writing.clauses import Clause
from leadlab.models.writing.tagging import Token
from leadlab.models.writing.words import word_group, words


def is_change(clause: Clause) -> bool:
    """Whether a clause tells that something is different now."""
    return bool(
        re.search(r"\b(?:now|since|no longer|anymore|any more|still|every|each)\b", clause.words)
    )


def has_concrete(clause: Clause) -> bool:
    """As in "The team has two open seats now": something counted, or a change."""
    rest = clause.rest
    if any(each.tag == "CRD" for each in rest) or clause.tag == "VHD" or clause.negated:
        return not re.search(
            r"\b(?:question|word|request|favour|favor|point|note)s?\b", clause.rest_words
        )
    return bool(re.search(r"\b(?:now|no|to|less|fewer|more|since|still|enough)\b", clause.words))


def is_concrete_state(clause: Clause) -> bool:
    """As in "The pilot is frozen", "the replicas were six hours behind"; not "that was great"."""
    rest = [each for each in clause.rest if not each.is_mark]
    if not rest:
        return False
    if re.match(
        r"(?:, )?(?:\w+ , )?(?:\w+ ){0,1}(?:below|above|beyond|up to|not up to|far from|"
        r"anything but|nothing but|for you)\b",
        clause.rest_words.replace(" ,", " ,"),
    ) and not any(each.tag == "CRD" for each in rest):
        return False
    lows = [
        each.low
        for each in rest
        if not (each.is_adverb and each.low not in {"back", "down", "away", "late", "off"})
        and each.low not in word_group("fillers (effects)")
    ]
    if not lows:
        return False
    measured = any(each.tag in {"CRD", "ORD"} for each in rest)
    if not measured and (
        (clause.subject_words.startswith("your ") and not _is_participle_state(rest))
        or lows[0] in words("person_adjectives")
    ):
        return False
    if lows[0] in words("verdict_adjectives") and not measured:
        return False
    if clause.subject in {"it", "there"}:
        return (
            measured
            or (clause.subject == "there" and clause.is_past and clause.lemma == "be")
            or _is_participle_state(rest)
        )
    nouns = [each for each in rest if each.is_noun]
    if (
        nouns
        and nouns[0].low in words("verdict_nouns")
        and not measured
        and not any(each.tag == "PRP" for each in rest[:2])
    ):
        return False
    return measured or not any(each in words("verdict_adjectives") for each in lows[:2])


def _is_participle_state(rest: Sequence[Token]) -> bool:
    first = next((each for each in rest if not each.is_adverb), None)
    return first is not None and (first.tag == "VVN" or first.low in word_group("states of things"))


def is_event(clause: Clause) -> bool:
    """Whether a clause tells that something happens or happened."""
    if clause.lemma in word_group("stative") and clause.subject in {"it", "there"}:
        return _it_did(clause)
    if clause.tag == "VVZ" or (clause.tag in {"VVB", "VVI"} and not clause.is_past):
        return clause.lemma not in word_group("timeless") or is_change(clause)
    return clause.lemma not in {"seem", "look_like", "mean", "happen"} or (
        clause.lemma == "mean"
        and bool(re.search(r"\b(?:we|they|that|had|\d)\b", clause.rest_words))
    )


def _it_did(clause: Clause) -> bool:
    """As in "It saved us two days", "that made Priya repeat it": someone bears the effect."""
    rest = clause.rest
    lemma = clause.lemma
    if lemma in word_group("abstract effects"):
        named = any(
            each.tag in {"NP0", "CRD"} or each.low in {"us", "them", "him", "her", "me"}
            for each in rest[:4]
        )
        verdict = any(
            each.low in words("verdict_adjectives") | {"difference", "lot", "sense", "impact"}
            for each in rest[:6]
        )
        if lemma == "mean":
            return any(each.is_verb for each in rest) or any(each.tag == "CRD" for each in rest)
        if lemma == "help":
            return named and any(each.tag[:2] == "VV" for each in rest[1:5])
        if lemma == "make":
            return named and not verdict
        return False
    return any(each.is_noun for each in rest) and lemma in word_group("handling") and clause.is_past
