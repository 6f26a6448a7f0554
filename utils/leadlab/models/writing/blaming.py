"""The kinds of blame in an incident note, found sentence by sentence.

Each list of phrases is one kind: a virtue that was lacking, a duty not done, irony and so on. A
phrase that blames nobody when a machine is its subject ("the kernel panicked") names the person
as `@`, so that every sentence is read with its people put as that mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from leadlab.models.writing.language import read
from leadlab.models.writing.tagging import Token
from leadlab.models.writing.words import entries, words

VERDICTS = (
    "blame_lacking", "blame_attention", "blame_diligence", "blame_skill", "blame_motive",
    "blame_duty", "blame_irony", "blame_standard",
)  # fmt: skip
"""The lists that hold verdicts on somebody, by kind."""

Span = tuple[int, int]

_SLOTS = {
    "his": r"(?:his|her|their|our|your|my|whose|@ 's|one 's)",
    "virtue": "virtues",
    "vice": "vices",
}
_NOT_PEOPLE = frozenset(
    "support security shift lead leads ops who one you nobody noone infrastructure marketing sales "
    "finance procurement agent agents driver drivers management".split()
)


def blaming(text: str, *names: str) -> Iterator[Span]:
    """Sentences that hold a phrase of the lists and do not reject it.

    >>> text = "Bea lost her nerve. The kernel panicked. We don't blame a lack of care."
    >>> [text[start:end] for start, end in blaming(text, *VERDICTS)]
    ['Bea lost her nerve.']
    """
    for sentence in read(text):
        line = with_people_marked(sentence)
        for name in names:
            hit = pattern(name).search(line)
            if hit and not is_rejected(line, hit.start(), hit.end()):
                yield sentence[0].start, sentence[-1].end
                break


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Any entry of a list of phrases, with its slots such as `{virtue}` filled in.

    >>> bool(pattern("blame_lacking").search("there was a lack of care"))
    True
    """
    joined = "|".join(entries(name))
    for slot, filling in _SLOTS.items():
        if not filling.startswith("("):
            filling = f"(?:{'|'.join(sorted(words(filling)))})"
        joined = joined.replace("{" + slot + "}", filling)
    return re.compile(rf"(?<![\w'-])(?:{joined})(?:(?<= )|(?![\w-]))", re.IGNORECASE)


def with_people_marked(sentence: Sequence[Token]) -> str:
    """The words of a sentence as they are looked up, with `@` for each person or group.

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
    if token.low in words("people_more"):
        return True
    if token.low in words("people"):
        return token.low not in _NOT_PEOPLE or (token.is_noun and token.low in {"lead", "leads"})
    if token.low in words("products") or not token.text[:1].isupper() or len(token.text) < 2:
        return False
    if not token.text[1:].islower() or not token.text.isalpha():
        return False
    if index and sentence[index - 1].low not in {".", ":", '"'}:
        return True
    following = sentence[index + 1] if index + 1 < len(sentence) else None
    if following is None or token.low in words("virtues") | words("vices"):
        return False
    if token.tag == "NP0":
        return following.is_verb or following.is_adverb or following.low in {"'s", "and"}
    return token.tag == "NN1" and (following.tag in {"VVD", "VVN"} or following.is_adverb)


_REJECTS = re.compile(
    r"\b(?:do(?:es)? n't (?:use|say|write|explain|accept|look for|ask for|point|stop|blame|end)|"
    r"(?:do|does|did|will|would) not (?:use|say|write|accept|stop|blame|end)|"
    r"nobody is to blame|no one is to blame|n't to blame|not to blame|"
    r"not (?:a matter|a question|the cause|the fault|about|due to|down to)|struck|"
    r"is(?: no| not a|n't a| n't a) (?:cause|explanation|answer|reason|finding)|explains? (?:nothing|little)|"
    r"(?:never|hardly) (?:a|the) (?:cause|explanation)|first explanation|it was (?:not|n't) (?:a )?(?:lack|human))\b"
)
_INSTEAD = re.compile(r"\b(?:rather than|instead of|in place of|not by|and not)\b")
_TURN = re.compile(r" (?:;|but|yet|however|still|though|nevertheless) ")


def is_rejected(line: str, start: int, end: int) -> bool:
    """Whether a phrase is named in order to be rejected, in its own part of the sentence.

    >>> line = "we do n't use human error as a cause"
    >>> is_rejected(line, line.index("human"), line.index(" as"))
    True
    """
    line = line.lower()
    turns = [0, *(hit.end() for hit in _TURN.finditer(line)), len(line)]
    low = max(each for each in turns if each <= start)
    high = min(each for each in turns if each >= end)
    return bool(_REJECTS.search(line, low, high) or _INSTEAD.search(line, low, start))
