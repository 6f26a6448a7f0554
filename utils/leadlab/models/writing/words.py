"""Word lists that the checkers read: one file per list, one entry per line."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "words"


@cache
def entries(name: str) -> tuple[str, ...]:
    """The entries of one list, in order; `#` starts a comment.

    >>> entries("irregular_verbs")[2]
    'did done do'
    """
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    cleaned = (line.strip() for line in lines if not line.startswith("#"))
    return tuple(line for line in cleaned if line)


@cache
def words(*names: str) -> frozenset[str]:
    """Every word of one list, or of several; a line may hold many.

    >>> "coward" in words("person_nouns"), "table" in words("person_nouns")
    (True, False)
    """
    lines = (line for name in names for line in entries(name))
    return frozenset(word.replace("_", " ") for line in lines for word in line.split())


@cache
def phrases(name: str) -> re.Pattern[str]:
    """A pattern that finds any entry of a list as whole words; entries are regular expressions.

    >>> phrases("generalisers").search("You are constantly late").group()
    'constantly'
    """
    joined = "|".join(entries(name))
    return re.compile(rf"(?<![\w'-])(?:{joined})(?![\w-])", re.IGNORECASE)


@cache
def irregular_pasts() -> dict[str, str]:
    """Base form by irregular past form.

    >>> irregular_pasts()["rewrote"]
    'rewrite'
    """
    return {line.split()[0]: line.split()[2] for line in entries("irregular_verbs")}


@cache
def irregular_participles() -> dict[str, str]:
    """Base form by irregular participle.

    >>> irregular_participles()["withdrawn"]
    'withdraw'
    """
    return {line.split()[1]: line.split()[2] for line in entries("irregular_verbs")}


@cache
def typos() -> dict[str, str]:
    """What was meant by a mistyped small word.

    >>> typos()["teh"]
    'the'
    """
    return {line.split()[0]: line.split()[1] for line in entries("typos")}


@cache
def _groups() -> dict[str, frozenset[str]]:
    named = (line.partition(":") for line in entries("groups"))
    return {name.strip(): frozenset(listed.split()) for name, _, listed in named}


def word_group(name: str) -> frozenset[str]:
    """A small group of words or tags, by the name that the rules call it.

    >>> sorted(word_group("do"))
    ['did', 'do', 'does']
    """
    return _groups()[name]
