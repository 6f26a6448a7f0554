"""Tell the words that judge a person from those that only describe them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from leadlab.models.writing.tagging import Token
from leadlab.models.writing.words import word_group, words


def judged(rest: Sequence[Token], *, denied: bool) -> Iterator[tuple[int, int]]:
    """The judging words of what stands behind "you are"."""
    negative = denied
    index = 0
    said = " ".join(each.low for each in rest[:9])
    if re.match(
        r"(?:\w+ ){0,2}(?:the |a |that )?(?:kind|sort|type) of (?:person|guy|man|woman|colleague|"
        r"lead|leader|manager|engineer|developer)\b",
        said,
    ):
        yield rest[0].start, rest[min(len(rest), 6) - 1].end
        return
    if (
        re.match(r"(?:really |just |simply )?no \w+", said)
        and len(rest) > 1
        and rest[0].low == "no"
        and rest[1].is_noun
        and rest[1].low not in word_group("not denied")
    ):
        yield rest[0].start, rest[1].end
        return
    if re.match(r"one of (?:the|my|our) ", said):
        rest = rest[3:]
    if len(rest) > 2 and [each.low for each in rest[:2]] == ["by", "far"]:
        rest = rest[2:]
    while index < len(rest):
        token = rest[index]
        if token.low in {"not", "n't", "no", "never", "nobody's"}:
            negative = True
        elif (
            token.is_adverb and token.low not in words("person_nouns", "person_adjectives")
        ) or token.low in word_group("skipped"):
            pass
        else:
            break
        index += 1
    phrase: list[Token] = []
    for token in rest[index:]:
        if token.low == "," and not _goes_on(rest, token):
            break
        if token.is_mark and token.low != "," and token.low != "-":
            break
        if (
            token.tag in {"CJS", "CJT"}
            or token.low in {"who", "which", "when", "because", "if"}
            or token.tag == "TO0"
        ):
            break
        if token.tag in {"PRP", "PRF"} and phrase:
            break
        if token.tag[:2] in {"VB", "VD", "VH", "VM"} or token.low in word_group("subject pronouns"):
            break
        phrase.append(token)
    if not phrase or _is_place(rest) or _is_mental_of(phrase, rest):
        return
    first = phrase[0]
    if first.tag in word_group("not a head") and first.low not in words(
        "person_adjectives", "person_nouns"
    ):
        return
    has_article = any(each.low in word_group("articles") for each in rest[:index])
    if _is_fault_denied(phrase, negative=negative):
        return
    if _is_judging(phrase, article=has_article):
        start = next(
            (each for each in rest[:index] if each.low in word_group("degree")),
            first,
        )
        yield start.start, phrase[-1].end if phrase[-1].low != "," else phrase[-2].end


def _goes_on(rest: Sequence[Token], comma: Token) -> bool:
    """Whether another judging word follows a comma, as in "rude, loud and vain"."""
    after = next((each for each in rest if each.start >= comma.end and not each.is_adverb), None)
    return after is not None and after.low in words("person_adjectives")


def _is_judging(phrase: Sequence[Token], *, article: bool) -> bool:
    lows = [each.low for each in phrase]
    listed = words("person_adjectives", "person_nouns")
    if any(each in listed and not _is_role(each, lows) for each in lows):
        if (
            not article
            and lows[0] in words("mental_adjectives")
            and not (set(lows) & (listed - words("mental_adjectives")))
        ):
            return lows[0] in listed and len(lows) == 1
        return not (not article and lows[0] in words("neutral_states", "observable_states"))
    if article:
        judging = words("verdict_adjectives")
        return len(phrase) > 1 and any(
            each.low in judging or is_compared(each.low) for each in phrase
        )
    first = phrase[0]
    if is_compared(first.low):
        return True
    if first.tag in {"AJ0", "AJC", "AJS"} and first.low not in words(
        "neutral_states", "observable_states", "mental_adjectives"
    ):
        return not first.low.endswith(("ed", "ing")) and not re.match(r"\d", first.low)
    return (
        first.low.startswith(("un", "in", "im", "ir", "over", "self-"))
        and first.low.endswith(
            ("ful", "ive", "able", "ible", "less", "al", "ous", "ant", "ent", "ic", "ed", "y")
        )
        and first.low not in words("neutral_states", "observable_states", "mental_adjectives")
    )


def _is_place(rest: Sequence[Token]) -> bool:
    """As in "You are away the whole day": where somebody is."""
    return (
        len(rest) > 1
        and rest[0].low in words("observable_states")
        and rest[1].tag in {"AT0", "DPS", "PRP"}
    )


def _is_mental_of(phrase: Sequence[Token], rest: Sequence[Token]) -> bool:
    """As in "Jealous of Ling", "bitter about it": a state of mind towards something."""
    after = next((each for each in rest if each.start >= phrase[-1].end), None)
    return (
        phrase[-1].low in words("mental_adjectives")
        and len(phrase) == 1
        and after is not None
        and after.low in {"of", "that", "about"}
    )


def is_compared(low: str) -> bool:
    """Whether a word is a higher degree of an adjective that judges.

    >>> is_compared("rudest"), is_compared("lazier"), is_compared("newest")
    (True, True, False)
    """
    if not low.endswith(("est", "er")):
        return False
    stem = low.removesuffix("est") if low.endswith("est") else low.removesuffix("er")
    listed = words("person_adjectives") - {"short", "slow"}
    return bool({stem, stem + "e", stem[:-1], stem[:-1] + "y"} & listed)


def _is_role(word: str, lows: Sequence[str]) -> bool:
    """A noun that judges only together with an adjective: "a poor listener", "the lead"."""
    return word in word_group("role noun") and not any(
        each in words("verdict_adjectives", "person_adjectives") for each in lows
    )


def _is_fault_denied(phrase: Sequence[Token], *, negative: bool) -> bool:
    return negative and any(each.low in word_group("faults") for each in phrase)
