"""Fragments without a verb that name a person: "Coward.", "Sore loser; ...", "Legend!"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from leadlab.models.writing.tagging import Token
from leadlab.models.writing.words import word_group, words


def bare_names(sentence: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """A fragment without a verb that only names the person: "Sore loser" or "Legend!"."""
    listed = words("person_adjectives") | words("person_nouns")
    part: list[Token] = []
    parts = []
    for token in sentence:
        if token.is_mark and token.low in word_group("marks"):
            parts.append(part)
            part = []
        else:
            part.append(token)
    parts.append(part)
    for number, part in enumerate(parts):
        if (
            not part
            or len(part) > 6
            or any(each.is_verb and each.low not in listed for each in part)
        ):
            continue
        core = [
            each
            for each in part
            if not each.is_adverb and each.low not in word_group("empty words")
        ]
        if not core:
            continue
        hits = [each for each in core if each.low in listed]
        if (
            len(hits) == len(core)
            or (
                len(core) <= 3
                and core[-1].low in words("person_nouns")
                and core[-1].low not in word_group("role noun")
                and all(each.tag[:2] in {"AJ", "NN", "NP"} or each.low in listed for each in core)
            )
            or (
                hits
                and core[-1].low in words("person_nouns")
                and any(each.tag == "AJ0" for each in core)
            )
        ):
            if not (
                number == 0 or len(parts) < 3 or all(len(each) < 5 for each in parts)
            ) and not _says_you_are(parts):
                continue
            if _names_person(part, core):
                yield part[0].start, part[-1].end


def _says_you_are(parts: Sequence[Sequence[Token]]) -> bool:
    lows = [[each.low for each in part] for part in parts]
    return any(part[:3] in (["that", "'s", "you"],) for part in lows)


def _names_person(part: Sequence[Token], core: Sequence[Token]) -> bool:
    """Whether a fragment is about the person and not about the work: "Awesome!" is not."""
    lows = [each.low for each in core]
    if any(
        each in words("person_nouns")
        and (
            each not in word_group("not alone")
            or (
                part[0].low in {"a", "an", "what", "such", "you"}
                and each not in word_group("things")
            )
        )
        for each in lows
    ):
        return True
    return any(
        each in words("person_adjectives") and each not in word_group("not alone") for each in lows
    )
