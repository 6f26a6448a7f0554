"""Take a question apart: auxiliary, negation, subject, verb, and what follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leadlab.models.writing.tagging import Token
from leadlab.models.writing.words import word_group, words

_MODALS = {"could", "would", "might", "should", "can", "may", "must"}
_SUBJECT_WORDS = {
    "i", "you", "he", "she", "it", "we", "they", "there", "this", "that", "these", "those",
    "anyone", "anybody", "someone", "somebody", "everyone", "everybody", "nobody", "something",
    "anything",
}  # fmt: skip
_OPENS_NOUN = {"AT0", "DPS", "AJ0", "AJC", "AJS", "ORD", "CRD", "DT0", "PRP", "PRF", "POS", "CJC"}
_MODELS = {"professional", "adult", "grown-up", "pro", "gentleman", "leader"}
_NONE = {"nobody", "nothing", "never", "nowhere", "no"}
_NOT_OF_VERB = {"why", "about", "of", "but", "though", "perhaps", "maybe", "certainly"}
_DESERVES = {"need", "deserve", "justify", "warrant", "merit", "require", "count"}
_LED_IN = {
    "so", "and", "but", "or", "well", "okay", "ok", "hm", "hmm", "now", "then", "perhaps", "maybe",
    "also", "just", "honestly", "nit", "lol", "hey", "oh", "ah", "yeah", "yes", "no", "sorry",
    ",", ":", ";", "-", "question", "thought", "idea",
}  # fmt: skip
INDEFINITE = {"a", "an", "some", "one", "two", "three", "more", "less", "fewer", "another"}


@dataclass(frozen=True, slots=True)
class Clause:
    """A yes/no question taken apart: "could | n't | the team | wait | until June"."""

    aux: str
    negated: bool
    subject: tuple[Token, ...]
    verb: Token | None
    rest: tuple[Token, ...]

    @property
    def about(self) -> str:
        """The subject in small letters."""
        return " ".join(each.low for each in self.subject)

    @property
    def after(self) -> str:
        """What follows the verb, in small letters."""
        return " ".join(each.low for each in self.rest)


def clause_of(unit: Sequence[Token]) -> Clause | None:
    """The clause of a question that begins with its auxiliary; none for other builds."""
    at = led_in(unit)
    if at >= len(unit) or unit[at].low not in word_group("auxiliaries"):
        return None
    aux, at = unit[at].low, at + 1
    negated = at < len(unit) and unit[at].low in {"n't", "not"}
    at += negated
    end = _subject_end(unit, at, aux)
    subject, rest = tuple(unit[at:end]), list(unit[end:])
    while rest and (rest[0].is_adverb or rest[0].low in {"n't", "not", "maybe", "perhaps"}):
        negated = negated or rest[0].low in {"n't", "not"}
        rest = rest[1:]
    verb = rest[0] if rest and not rest[0].is_mark else None
    return Clause(aux, negated, subject, verb, tuple(rest[1:] if verb else rest))


def denies(unit: Sequence[Token]) -> bool:
    """Whether a yes/no question holds a "not" behind its subject: "are three not enough?"."""
    at = led_in(unit)
    if at >= len(unit) or unit[at].low not in word_group("auxiliaries"):
        return False
    for index in range(at + 1, len(unit) - 1):
        before, after = unit[index - 1], unit[index + 1]
        joins = word_group("question words") | {"or", ",", "that", "if", "whether"}
        if unit[index].low in joins or unit[index].tag[:2] == "CJ":
            return False
        if unit[index].low in _NONE and before.tag != "AT0":
            return True
        if unit[index].low == "not" and before.low not in _NOT_OF_VERB and after.low not in {"to"}:
            return not after.is_mark
    return False


def led_in(unit: Sequence[Token]) -> int:
    """Where the question itself begins, after "so", "well," and their like."""
    at = 0
    while at < len(unit) and unit[at].low in _LED_IN:
        at += 1
    return at


def _subject_end(unit: Sequence[Token], at: int, aux: str) -> int:
    if (
        at < len(unit)
        and unit[at].low in _SUBJECT_WORDS
        and not (
            unit[at].low in {"this", "that", "these", "those"}
            and at + 1 < len(unit)
            and unit[at + 1].is_noun
        )
    ):
        return at + 1
    end = at + 1
    while end < len(unit) and not unit[end].is_mark:
        token, before = unit[end], unit[end - 1]
        opened = before.tag in _OPENS_NOUN and before.low not in {"first", "in", "up", "out"}
        if token.is_verb and token.tag != "VVG" and not opened:
            return end
        if aux in _MODALS and not opened and token.low in words("deeds"):
            return end
        if aux in _MODALS and before.is_noun and token.is_noun and _takes_object(unit, end):
            return end
        if aux in {"do", "does"} and not opened and token.low in _DESERVES:
            return end
        end += 1
    return min(end, len(unit))


def _takes_object(unit: Sequence[Token], at: int) -> bool:
    """Whether a pronoun or particle follows what is tagged a noun: "a calendar sort that out"."""
    after = unit[at + 1] if at + 1 < len(unit) else None
    return after is not None and after.low in {"that", "this", "it", "them", "things", "you", "us"}


def is_person(subject: Sequence[Token]) -> bool:
    """Whether a subject is a person or a group of people: "a good lead", "everybody", "Noor"."""
    ends = next((at for at, each in enumerate(subject) if at and each.tag in {"PRP", "PRF"}), None)
    head = [each for each in subject[:ends] if each.is_noun or each.tag[:2] in {"PN"}]
    return bool(head) and (head[-1].low in words("people") or head[-1].tag == "NP0")


def measures(clause: Clause) -> bool:
    """Whether a model person or any thing is the yardstick: "would a good lead leave that?"."""
    first = clause.subject[0].low if clause.subject else ""
    if clause.aux in {"do", "does"} and first in INDEFINITE and clause.verb is not None:
        return clause.verb.low in _DESERVES
    person = is_person(clause.subject)
    if first in INDEFINITE and clause.subject[-1].low in _MODELS:
        return clause.aux in {"would", "should"}
    opening = clause.subject[:2]
    shown = any(each.tag[:2] == "AJ" or each.low in {"senior", "any"} for each in opening)
    asked = clause.aux in {"would", "should", "does", "do", "can"}
    return asked and person and shown and first in {"a", "an", "any", "real"}
