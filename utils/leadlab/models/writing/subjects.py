"""Find the subject of a verb, where its clause starts, and the word that joins it."""

from __future__ import annotations

from collections.abc import Sequence

from leadlab.models.writing.tagging import Token
from leadlab.models.writing.words import word_group

PERSONS = {
    "you": "you", "i": "i", "we": "we", "it": "it", "this": "it", "that": "it", "there": "there",
    "he": "third", "she": "third", "they": "third",
}  # fmt: skip


def before_apposition(tokens: Sequence[Token], first: int) -> tuple[str, int, int] | None:
    """The subject in "you, my friend, are"."""
    lows = [each.low for each in tokens[:first]]
    if len(lows) > 3 and lows[-1] == "," and "," in lows[:-1]:
        at = lows.index(",") - 1
        if at >= 0 and lows[at] == "you":
            return "you", at, at + 1
    return None


def subject_before(
    tokens: Sequence[Token], first: int, low: int, *, inside: tuple[str, int, int] | None = None
) -> tuple[str, int, int, int, str]:
    """Kind, from and to of the subject; where the clause starts; the word that joins it."""
    if inside is not None:
        kind, at, upto = inside
        start, link = _clause_start(tokens, first, low)
        return kind, at, upto, start, link
    start, link = _clause_start(tokens, first, low)
    at = first - 1
    while at >= start and tokens[at].is_adverb:
        at -= 1
    if at >= start:
        if tokens[at].low in word_group("relatives") and (
            at == start or tokens[at - 1].is_noun or tokens[at - 1].is_mark
        ):
            return (
                ("third" if at > 0 and not tokens[at - 1].is_verb else "it"),
                at,
                at + 1,
                at,
                tokens[at].low,
            )
        for back in range(at, start - 1, -1):
            token = tokens[back]
            if token.low in PERSONS and (
                not _is_object(tokens, back, start)
                or token.low in word_group("subject only")
                or (
                    back == at
                    and token.low == "you"
                    and tokens[back - 1].low in word_group("nouns or prepositions")
                )
            ):
                first = back
                return PERSONS[token.low], first, at + 1, max(start, low), link
            if token.tag in {"PNI", "PNQ"}:
                return "third", back, at + 1, start, link
        if any(
            each.is_noun or each.tag in {"DT0", "AT0", "DTQ"} or each.tag == "AJ0"
            for each in tokens[start : at + 1]
        ):
            head = _noun_phrase_start(tokens, start, at)
            return "third", head, at + 1, start, link
    return "", first, first, start, link


def _is_object(tokens: Sequence[Token], index: int, start: int) -> bool:
    """Whether a pronoun is the object of a preposition, as in "for you"."""
    return (index > start and tokens[index - 1].tag in {"PRP", "PRF"}) or (
        tokens[index].low in {"this", "that"}
        and index + 1 < len(tokens)
        and tokens[index + 1].is_noun
    )


def _noun_phrase_start(tokens: Sequence[Token], start: int, at: int) -> int:
    """Where the subject begins: behind a comma that closes what was put before it."""
    for back in range(at, start, -1):
        if tokens[back].low == ",":
            return back + 1
    return start


def _clause_start(tokens: Sequence[Token], first: int, low: int) -> tuple[int, str]:
    """Where a clause starts and the word that joins it to what stands before."""
    index = first - 1
    noun_seen = False
    while index >= low:
        token = tokens[index]
        if token.low in word_group("stops") and token.is_mark:
            return index + 1, _link_at(tokens, index + 1)
        if token.low == "," and noun_seen:
            return _behind_comma(tokens, index)
        if token.low == "," and not noun_seen:
            return index + 1, _link_at(tokens, index + 1) or ","
        if token.low in word_group("coordinators") and not _joins_nouns(
            tokens, index, low, noun_seen
        ):
            return index, token.low
        if token.tag == "DT0" and token.low == "that":
            index -= 1
            continue
        if token.low == "as" and not _before_pronoun(tokens, index):
            index -= 1
            continue
        if token.low in word_group("weak links") and _is_within_subject(tokens, index, low):
            index -= 1
            continue
        joins = token.low in word_group("subordinators") or token.tag == "CJS"
        if joins and (token.low not in word_group("weak links") or noun_seen):
            return index, token.low
        if token.is_noun or token.tag in {"PNP", "PNI", "DT0", "EX0"}:
            noun_seen = True
        index -= 1
    return low, ""


def _before_pronoun(tokens: Sequence[Token], index: int) -> bool:
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return after is not None and after.low in PERSONS


def _is_within_subject(tokens: Sequence[Token], index: int, low: int) -> bool:
    """Whether "after" stands inside a subject, as in "and the rework after each sprint"."""
    noun_seen = False
    for back in range(index - 1, low - 1, -1):
        token = tokens[back]
        if token.low in word_group("coordinators") or (
            token.is_mark and token.low in {",", ";", ":"}
        ):
            return noun_seen and low > 0
        noun_seen = noun_seen or token.is_noun
    return False


def _behind_comma(tokens: Sequence[Token], index: int) -> tuple[int, str]:
    """A comma before the subject: the clause may still begin with an adjunct before it."""
    return index + 1, _link_at(tokens, index + 1) or ","


def _link_at(tokens: Sequence[Token], index: int) -> str:
    while (
        index < len(tokens)
        and tokens[index].is_adverb
        and tokens[index].low not in word_group("subordinators") | word_group("coordinators")
    ):
        index += 1
    if index < len(tokens) and tokens[index].low in word_group("subordinators") | word_group(
        "coordinators"
    ):
        return tokens[index].low
    return ""


def _joins_nouns(tokens: Sequence[Token], index: int, low: int, noun_seen: bool) -> bool:
    """Whether a coordinator joins two nouns of one subject, as in "Mei and I"."""
    if not noun_seen or index == low or tokens[index].low not in {"and", "or", "nor", "&"}:
        return False
    before = tokens[index - 1]
    if not (before.is_noun or before.tag in {"PNP", "AJ0", "DT0"}):
        return False
    for back in range(index - 1, low - 1, -1):
        token = tokens[back]
        if token.is_mark or token.low in word_group("coordinators") | word_group("subordinators"):
            return True
        if token.tag == "PRP" or token.is_verb:
            return False
    return low == 0
