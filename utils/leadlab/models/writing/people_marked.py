"""Sentences with their people marked, and lists of phrases that are looked for in them.

Whether "lost its nerve", "panicked" or "in over its head" is a verdict depends on who is meant: a
kernel may panic. Lists of phrases therefore write `@` where a person or a group must stand, and
sentences are read with `@` in the place of names, posts and pronouns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from leadlab.models.writing.tagging import Token
from leadlab.models.writing.words import entries, word_group, words

_TRAIT, _OF_THINGS = "\x02", "\x01"
"""Signs before an adjective that judges a person; there are a thousand, too many for a pattern."""
_HIS = "(?:his|her|their|our|your|my|whose|@ 's|one 's)"


@cache
def _slots() -> dict[str, str]:
    """What stands in a phrase for the name of a list."""
    listed = {"virtue": words("virtues"), "vice": words("vices")}
    return {"his": _HIS, "adj": f"[{_TRAIT}{_OF_THINGS}][^ ]+", "trait": f"{_TRAIT}[^ ]+"} | {
        name: f"(?:{'|'.join(sorted(map(re.escape, each)))})" for name, each in listed.items()
    }


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Any entry of a list of phrases, with its slots such as `{virtue}` filled in.

    >>> bool(pattern("blame_lacking").search("there was a lack of care"))
    True
    """
    joined = "|".join(entries(name))
    for slot, filling in _slots().items():
        joined = joined.replace("{" + slot + "}", filling)
    return re.compile(rf"(?<![\w'-])(?:{joined})(?:(?<= )|(?![\w-]))")


def is_said_in(name: str, marked: str) -> bool:
    """Whether a sentence with its people marked has an entry of a list that may ask for traits.

    >>> is_said_in("person_character", "sloppy as ever .")
    True
    >>> is_said_in("person_character", "fast as ever .")
    False

    Args:
        name: The list; `{trait}` and `{adj}` in it stand for an adjective that judges a person.
        marked: The sentence, as `with_people_marked` gives it.
    """
    looked_for = pattern(name)
    if looked_for.search(marked):
        return True
    return _asks_for_traits(name) and any(
        looked_for.search(version) for version in _with_a_trait_marked(marked)
    )


@cache
def _asks_for_traits(name: str) -> bool:
    return any(slot in entry for entry in entries(name) for slot in ("{adj}", "{trait}"))


def _with_a_trait_marked(marked: str) -> Iterator[str]:
    """The sentence once for each adjective in it that judges a person, that one marked."""
    said = marked.split(" ")
    for index, word in enumerate(said):
        if word in words("person_adjectives"):
            sign = _OF_THINGS if word in words("thing_traits") else _TRAIT
            yield " ".join([*said[:index], sign + word, *said[index + 1 :]])


def with_people_marked(sentence: Sequence[Token]) -> str:
    """The words of a sentence as they are looked up, with `@` for each person or group.

    >>> from leadlab.models.writing.language import read
    >>> with_people_marked(read("Our lead asked Ravi's team.")[0])
    "our @ asked @ 's @ ."
    """
    said: list[str] = []
    for index, token in enumerate(sentence):
        mark = "@" if _is_person(sentence, index) else token.low
        if not (mark == "@" and said[-1:] == ["@"]):
            said.append(mark)
    return " ".join(said)


def _is_person(sentence: Sequence[Token], index: int) -> bool:
    token = sentence[index]
    before = sentence[index - 1].low if index else ""
    if before in word_group("machine managers"):
        return False
    if token.low in words("people_more"):
        return True
    if token.low in words("people"):
        is_lead = token.is_noun and token.low in {"lead", "leads"}
        return is_lead or token.low not in word_group("not people")
    if token.low in words("no_names") or not token.text[:1].isupper() or len(token.text) < 2:
        return False
    if not token.text[1:].islower() or not token.text.isalpha():
        return False
    if index and sentence[index - 1].low not in {".", ":", '"'}:
        return True
    following = sentence[index + 1] if index + 1 < len(sentence) else None
    if following is None or token.low in words("virtues", "vices"):
        return False
    if token.tag == "NP0":
        return following.is_verb or following.is_adverb or following.low in {"'s", "and"}
    return token.tag == "NN1" and (following.tag in {"VVD", "VVN"} or following.is_adverb)
