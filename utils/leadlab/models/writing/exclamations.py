"""Fragments without a verb that name a person: "Coward.", "Sore loser; ...", "Legend!"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from leadlab.models.writing.judging import judged
from leadlab.models.writing.tagging import Token
from leadlab.models.writing.words import word_group, words


def exclaimed(sentence: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Where a sentence judges the person addressed otherwise than by "you are".

    >>> from leadlab.models.writing.language import read
    >>> text = "Stop being so loud. Your ego is in the way."
    >>> [text[start:end] for each in read(text) for start, end in exclaimed(each)]
    ['so loud', 'ego']
    """
    for index in range(len(sentence)):
        for look in _LOOKS:
            yield from look(sentence, index)
    yield from bare_names(sentence)


def _lows(sentence: Sequence[Token]) -> list[str]:
    return [each.low for each in sentence]


def _of_you(sentence: Sequence[Token], index: int) -> Iterator[tuple[int, int]]:
    """As in "arrogant of you", "patient as you are", "people as stubborn as you"."""
    lows, token = _lows(sentence), sentence[index]
    following = lows[index + 1 : index + 3]
    named = _judges(token.low)
    adjective = token.tag == "AJ0" and token.low not in word_group("not of a person")
    before = lows[index - 1] if index else ""
    if (
        (following == ["of", "you"] and (named or adjective))
        or (following == ["as", "you"] and (named or (before == "as" and adjective)))
        or (
            following == ["like", "you"]
            and token.low in word_group("person words")
            and _judges(before)
        )
    ):
        yield token.start, token.end
    if token.low == "you" and before in {"typical", "typically"}:
        yield sentence[index - 1].start, token.end


def _judges(low: str) -> bool:
    return low in words("person_adjectives", "person_nouns")


_KNOWN_AS = re.compile(
    r"\byou .*\b(?:known as|nothing but|nothing short of|"
    r"(?:proved|turned out|seem|appear|showed|known|said|supposed) (?:\w+ )?to be)$"
)


def _called(sentence: Sequence[Token], index: int) -> Iterator[tuple[int, int]]:
    """As in "I find you intimidating", "known as a bully", "you turned out to be a liar"."""
    lows = _lows(sentence)
    before = lows[:index]
    rest = list(sentence[index + 1 :])
    if lows[index] == "you" and before and before[-1] in word_group("calling") and "i" in before:
        yield from judged(rest, denied=False)
    told = " ".join(lows[max(0, index - 12) : index + 1])
    if _KNOWN_AS.search(told):
        yield from judged(rest, denied=False)
    if lows[index] in {"someone", "somebody", "anyone"} and index:
        yield from (
            judged(rest, denied=False) if lows[index + 1 : index + 2] in (["so"], ["as"]) else ()
        )


def _bidden(sentence: Sequence[Token], index: int) -> Iterator[tuple[int, int]]:
    """As in "stop being rude", "thanks for being patient", "why be so mean"."""
    if sentence[index].low in {"being", "be"} and _is_about_receiver(sentence, index):
        yield from judged(list(sentence[index + 1 :]), denied=False)


def _your(sentence: Sequence[Token], index: int) -> Iterator[tuple[int, int]]:
    """As in "your arrogance", and "your so slow" for "you are so slow"."""
    if sentence[index].low != "your":
        return
    if _is_your_for_you_are(sentence, index):
        yield from judged(list(sentence[index + 1 :]), denied=False)
    for token in sentence[index + 1 : index + 3]:
        if token.low in words("virtue_nouns"):
            yield sentence[index + 1].start, token.end
            return


def _what_a(sentence: Sequence[Token], index: int) -> Iterator[tuple[int, int]]:
    """As in "what a hero", "what a fine engineer you are", "like the pro you are"."""
    lows = _lows(sentence)
    upto = next((at for at in range(index, len(lows)) if lows[at] == "you"), len(lows))
    ends_so = lows[upto + 1 : upto + 2] in (["are"], ["were"])
    inside = sentence[index + 2 : upto]
    opened = lows[index] == "what" and lows[index + 1 : index + 2] in (["a"], ["an"])
    if not (opened and (index < 3 or ends_so)) and not (
        lows[index] in {"the", "a"} and ends_so and upto - index < 5
    ):
        return
    if not opened:
        inside = sentence[index + 1 : upto]
    tail = [each for each in inside if _judges(each.low)]
    if tail and not any(each.is_verb for each in inside):
        yield tail[0].start, tail[-1].end


_LOOKS = (_of_you, _called, _bidden, _your, _what_a)


def _is_about_receiver(sentence: Sequence[Token], index: int) -> bool:
    before = [each.low for each in sentence[max(0, index - 3) : index]]
    whole = {each.low for each in sentence}
    if sentence[index].low == "be":
        return (
            before[-1:] in (["please"], [])
            or before[-2:-1] in (["please"],)
            or index == 0
            or "stop" in before
            or (before[-1:] in (["not"], ["n't"]) and "do" in before)
            or (before[-1:] == ["why"] and index == 1)
            or (before[-1:] == ["to"] and "try" in before)
        )
    return bool({"for", "stop", "keep", "about"} & set(before)) and (
        "thank" in whole or "thanks" in whole or bool({"stop", "keep"} & set(before))
    )


def _is_your_for_you_are(sentence: Sequence[Token], index: int) -> bool:
    """Whether "your" stands for "you are", as in "your so slow"."""
    after = sentence[index + 1 : index + 4]
    if not after:
        return False
    if after[0].low in word_group("for you are"):
        return not (
            after[0].low in {"so", "too", "not"} and len(after) > 1 and after[1].low == "called"
        )
    ends = len(after) == 1 or after[1].is_mark or after[1].low in {"and", "but", ","}
    return ends and (
        after[0].low in words("person_adjectives")
        or (
            after[0].low.startswith(("in", "un"))
            and not after[0].low.endswith(
                ("ion", "ions", "s", "put", "box", "dex", "terface", "tent", "it")
            )
        )
    )


def bare_names(sentence: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """A fragment without a verb that only names the person: "Sore loser" or "Legend!"."""
    listed = words("person_adjectives", "person_nouns")
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
