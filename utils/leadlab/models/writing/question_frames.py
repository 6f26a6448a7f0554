"""Compile lists of question frames, in which classes of verbs stand as words in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from leadlab.models.writing.words import entries, irregular_pasts, words

_TELLING = (
    r"(?:tell|talk|say|shar|describ|explain|walk|elaborat|expand|paint|speak|draw|sketch|outlin|"
    r"summaris|summariz|unpack|clarify|picture|recall|remember|remind|mention|be|hav|feel|see|hear|"
    r"liv|know|go|com|mean|look|th|noth|someth|anyth|everyth|morn|even|dur)ing\b"
)
_TELL = (
    r"(?:tell (?:me|us|that|it)|describe|explain|say (?:more|a (?:bit|little|few|word)|some)|"
    r"walk (?:me|us)|talk (?:me|us|about)|take (?:me|us)|give (?:me|us)|help (?:me|us) (?:see|"
    r"understand|picture)|share (?:some|more|a (?:bit|little)|what|how|your (?:view|thoughts|"
    r"side|take|story|experience))|elaborate|expand|show me how|paint|sketch out|outline|"
    r"summari[sz]e|unpack|put (?:it |that |this )?into words|put your finger|let (?:me|us) in|"
    r"bring (?:me|us) up|fill (?:me|us) in|lead (?:me|us)|guide (?:me|us)|name what|spell out)"
)


@cache
def frames(name: str) -> re.Pattern[str]:
    """A pattern that finds any frame of a list as whole words.

    In a frame DEED, DID and DOING stand for a deed as it can be proposed, NEWDOING for any
    gerund that is no telling, TELL and TELLING for what a mentor asks to be told.

    >>> bool(frames("offers").search("do you fancy chairing it ?"))
    True
    """
    kinds = {
        "NEWDOING": rf"(?:(?:\w+ly )?(?!{_TELLING})[\w-]+ing)",
        "TELLING": _TELLING,
        "TELL": _TELL,
        "DEED": _any_of(words("deeds")),
        "DID": _any_of(_pasts()),
        "DOING": _any_of(_gerunds()),
        "AFFECTS": _any_of(words("affecting_verbs")),
        "FELT": _any_of(words("felt_degrees")),
    }
    order = re.compile("|".join(sorted(kinds, key=len, reverse=True)))
    joined = "|".join(order.sub(lambda hit: kinds[hit[0]], each) for each in entries(name))
    return re.compile(rf"(?<![\w'-])(?:{joined})(?![\w-])")


def _any_of(listed: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(listed)) + ")"


def _stems(verb: str) -> set[str]:
    """The forms of a verb before "-ed" and "-ing": "plan" and "plann", "hire" and "hir"."""
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return {verb[:-1]}
    if re.search(r"[^aeiou][aeiou][bdglmnprt]$", verb):
        return {verb, verb + verb[-1]}
    return {verb}


@cache
def _pasts() -> frozenset[str]:
    deeds = words("deeds")
    irregular = {past for past, base in irregular_pasts().items() if base in deeds}
    regular = {stem + "ed" for verb in deeds for stem in _stems(verb)}
    return frozenset(irregular | regular | {verb[:-1] + "ied" for verb in deeds if verb[-1] == "y"})


@cache
def _gerunds() -> frozenset[str]:
    return frozenset(stem + "ing" for verb in words("deeds") for stem in _stems(verb))
