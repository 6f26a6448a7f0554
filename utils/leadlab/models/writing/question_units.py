"""Cut a turn into the questions that it asks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from leadlab.models.writing.question_order import asks_without_mark
from leadlab.models.writing.tagging import Token
from leadlab.models.writing.words import word_group


def said(tokens: Sequence[Token]) -> str:
    """The words as they are looked up, in one line, with "'s" and its like at their words."""
    joined = " ".join(each.low for each in tokens)
    return re.sub(r" '(s|re|ll|ve|d|m)\b", r"'\1", joined)


def units_of(sentence: Sequence[Token]) -> Iterator[list[Token]]:
    """The questions that a sentence holds."""
    if sentence[-1].low != "?" and not asks_without_mark(sentence):
        return
    start = 0
    sentence = _without_asides(sentence)
    for index in range(1, len(sentence)):
        if _opens_question(sentence, start, index):
            yield list(sentence[start:index])
            start = index
    yield list(sentence[start:])


_ASIDE = re.compile(
    r"^, (?:if (?:anything|any|at all|ever)|say|then|exactly|roughly|in your (?:view|eyes|"
    r"opinion|words)|do you "
    r"think|would you say|you think|for (?:example|instance)|as you see it|on the whole|honestly|"
    r"of all"
    r" (?:things|people)|apart from \w+|besides \w+|(?:for|to|with) (?:you|me|them|her|him)) ,"
)


def _without_asides(sentence: Sequence[Token]) -> list[Token]:
    """A sentence without the asides between commas, as in "what, if anything, would you change"."""
    kept, at = list(sentence), 1
    while at < len(kept) - 2:
        hit = _ASIDE.match(said(kept[at : at + 7]))
        if hit:
            ends = next(to for to in range(at + 1, len(kept)) if kept[to].low == ",")
            if kept[at + 1].low in {"for", "to", "with"}:
                del kept[ends]
                del kept[at]
            else:
                del kept[at : ends + 1]
        at += 1
    return kept


def _opens_question(sentence: Sequence[Token], start: int, index: int) -> bool:
    """Whether a question of its own begins here, as at "how" in "what happened, and how?"."""
    back = index - 1
    while back > start and sentence[back].low in {
        "so",
        "then",
        "also",
        "maybe",
        "if",
        "first",
        "second",
    }:
        back -= 1
    joint = sentence[back].low
    if joint not in {",", "and", "&", ";", "but", ":", "-"} or back <= start:
        return False
    joined = joint in {"and", "&", "but"}
    lows = [each.low for each in sentence[index : index + 8]]
    if len(sentence) - index < 2 and not (joined and lows[0] in word_group("question words")):
        return False
    if not _asked_before(sentence, start, back):
        return False
    if (
        lows[0] in word_group("short prepositions")
        and lows[1:2]
        and lows[1] in word_group("question words") | {"whom", "what"}
    ):
        return joined or len(lows) < 4 or lows[2] in {",", "?"}
    if lows[0] in word_group("question words"):
        return _asks_by_wh(sentence, start, index, joined=joined)
    if joined and lows[:2] in (["tell", "me"], ["say", "what"], ["describe", "what"]):
        return True
    inverted = lows[0] in word_group("auxiliaries") and (
        lows[1:2] in (["n't"], ["not"])
        or lows[1] in word_group("pronouns in questions")
        or sentence[index + 1].tag in {"AT0", "DPS", "NP0", "PNI"}
    )
    return (
        inverted
        and len(lows) > (2 if joined else 3)
        and (joined or joint in {",", ";", "-"})
        and "or" not in lows[:1]
    )


def _asked_before(sentence: Sequence[Token], start: int, upto: int) -> bool:
    """Whether what stands before is itself a question and no condition or remark."""
    lows = [each.low for each in sentence[start:upto]]
    while lows and lows[0] in {
        "so",
        "and",
        "but",
        "okay",
        "ok",
        "well",
        "then",
        "first",
        "second",
        ":",
        ",",
    }:
        lows = lows[1:]
    if not lows or _sets_the_scene(lows):
        return False
    opens = lows[0] in word_group("question words") | word_group("auxiliaries") or (
        lows[0] in word_group("short prepositions")
        and lows[1:2]
        and lows[1] in word_group("question words")
    )
    return bool(opens) or any(
        each in word_group("question words") | word_group("auxiliaries")
        and lows[at - 1 : at] in ([","], [":"], ["and"])
        for at, each in enumerate(lows)
        if at
    )


def _sets_the_scene(lows: Sequence[str]) -> bool:
    """Whether a clause tells when or where, as in "when you read it again, ..."."""
    return (
        lows[0] in {"when", "where", "whenever", "once"}
        and lows[1:2] != []
        and lows[1] in word_group("pronouns in questions") | {"the", "a", "your", "they", "it"}
        and "," not in lows[1:]
    )


def _asks_by_wh(sentence: Sequence[Token], start: int, index: int, *, joined: bool) -> bool:
    lows = [each.low for each in sentence]
    following = sentence[index + 1] if index + 1 < len(sentence) else None
    if following is None or following.low == "?":
        return joined or lows[index] == "why"
    if (
        following.tag == "TO0"
        or following.low == "to"
        or (following.low in {"not"} and lows[index] == "why")
    ):
        return False
    earlier = [
        at
        for at in range(start + 1, index)
        if lows[at] in word_group("question words") and lows[at - 1] not in {",", "and"}
    ]
    if (
        joined
        and lows[index] in {"when", "where", "which"}
        and lows[index - 2 : index - 1] != [","]
        and following.low in word_group("pronouns in questions")
    ):
        return False
    if earlier and joined and any(lows[at] == lows[index] for at in earlier):
        return False
    inverted = any(
        lows[at] in word_group("auxiliaries")
        for at in range(index + 1, min(index + 6, len(lows)))
        if sentence[at].tag[0] == "V"
    )
    if lows[index] in {"when", "where", "how", "whose"} and following.low in word_group(
        "pronouns in questions"
    ):
        return joined and lows[index] == "how"
    if lows[index] in {"who", "which", "that"} and not joined:
        return (
            inverted
            and following.low in word_group("auxiliaries")
            and _inverts(sentence, index + 1)
        )
    return inverted or joined or (lows[index] in {"what", "who"} and following.is_verb)


def _inverts(sentence: Sequence[Token], at: int) -> bool:
    after = sentence[at + 1] if at + 1 < len(sentence) else None
    return after is not None and (
        after.low in word_group("pronouns in questions") or after.tag in {"AT0", "DPS", "NP0"}
    )
