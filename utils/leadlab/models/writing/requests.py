"""Questions and requests in a text: what the person addressed is asked to answer or to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from leadlab.models.writing.clauses import clauses
from leadlab.models.writing.language import plain, read, unquoted
from leadlab.models.writing.tagging import Token
from leadlab.models.writing.words import word_group

_WISH = re.compile(
    r"\b(?:i(?:'d| would| 'd)? (?:really |just )?(?:like|love|want|need|ask|appreciate|urge|"
    r"expect|encourage|beg)(?: it if)? you\b|"
    r"i (?:would|'d) (?:appreciate|be (?:glad|grateful|happy)) (?:it )?if you\b|"
    r"my (?:ask|request|wish|suggestion|question)(?: to you| for you| for next time)?(?: is|:)|"
    r"(?:one|a|my) (?:ask|request|wish)\b\s*:|"
    r"(?:let's|let us|let 's) \w+|i(?: would|'d| 'd) (?:suggest|recommend|propose)|i (?:suggest|"
    r"recommend|propose|ask) (?:that )?(?:you|we)|"
    r"(?:you|we) (?:should|need to|have to|must|ought to|had better)\b(?! (?:have|"
    r"be) \w+ed\b)(?! ?[.!]$)|it would (?:help|"
    r"be \w+) if you|"
    r"would you mind|can we|could we|shall we|may i ask|tell me|let me know|have a think|"
    r"next time,? (?:\w+ ){0,3}(?:please|ask|tell|check|wait|let|send|give|post|run|start|keep|"
    r"put|try|use|take|bring|say|leave|call|ping))\b"
)
_FIXED = re.compile(
    r"^(?:keep (?:it|this|that|up)|keep going|keep at it|ask me anything|take care|have a|enjoy|"
    r"rest assured|don't worry|do n't worry|never mind|way to go)\b"
)


def asks(text: str) -> Iterator[tuple[int, int]]:
    """Where a text puts a question to the reader; quoted questions are left out.

    >>> text = 'He said "why?". Can we talk?'
    >>> [text[start:end] for start, end in asks(text)]
    ['Can we talk?']
    """
    bare = unquoted(plain(text))
    for sentence in read(text):
        start, end = sentence[0].start, sentence[-1].end
        if "?" in bare[start:end] or _has_question_form(sentence):
            yield start, end


def _has_question_form(sentence: Sequence[Token]) -> bool:
    """A question without its mark: "could you send it", "why did you merge"."""
    lows = [each.low for each in sentence if not each.is_mark]
    if " ".join(lows[:2]) in {
        "did nobody",
        "has nobody",
        "did anybody",
        "did anyone",
        "has anyone",
    }:
        return True
    if lows[:1] == ["do"] and lows[1:2] in (["n't"], ["not"], ["it"], ["that"], ["this"]):
        return lows[2:3] == ["you"]
    while lows and lows[0] in word_group("openers"):
        lows = lows[1:]
    if len(lows) < 3:
        return False
    people = word_group("people")
    verbs = word_group("asking verbs")
    if (
        lows[0] in verbs
        and lows[1] in people | {"n't"}
        and not (lows[0] in {"may"} and lows[1] == "you")
    ):
        return True
    return (
        lows[0] in word_group("wh (requests)")
        and lows[1] in verbs
        and lows[2] in people | {"the", "n't"}
        and lows[0] != "which"
    )


def wants(text: str) -> Iterator[tuple[int, int]]:
    """Where a text asks for something to be done or stopped.

    >>> text = "Thanks a lot. Please run the linter."
    >>> [text[start:end] for start, end in wants(text)]
    ['Please run the linter.']
    """
    for sentence in read(text):
        if _is_request(sentence):
            yield sentence[0].start, sentence[-1].end


def _is_request(sentence: Sequence[Token]) -> bool:
    lows = [each.low for each in sentence]
    if "please" in lows or "pls" in lows or "plz" in lows:
        return (
            "please" not in lows
            or lows[lows.index("please") - 1] not in {"to", "you"}
            or lows.index("please") == 0
        )
    said = " ".join(lows)
    if _WISH.search(said) and not re.match(r"^if you want", said):
        return True
    return is_imperative(sentence)


def is_imperative(sentence: Sequence[Token]) -> bool:
    """Whether a sentence, or a part of it behind a comma or a name, is a command.

    >>> is_imperative(read("Tim, move the tests first.")[0])
    True
    """
    starts = [0]
    for index, token in enumerate(sentence[:-1]):
        if token.is_mark and token.low in {",", ":", ";", "-"}:
            starts.append(index + 1)
    return any(_commands_at(sentence, at) for at in starts)


def _commands_at(sentence: Sequence[Token], at: int) -> bool:
    index = at
    while index < len(sentence) and (sentence[index].low in word_group("soft openers")):
        index += 1
    if index >= len(sentence):
        return False
    token = sentence[index]
    if at > 0 and not _opens(sentence, at):
        return False
    if _FIXED.search(" ".join(each.low for each in sentence[index : index + 4])):
        return False
    if at > 0 and sentence[at - 1].low == ":" and not _has_object(sentence, index):
        return False
    if token.low in {"do", "don't"}:
        after = sentence[index + 1 : index + 3]
        return bool(after) and (
            after[0].low == "n't"
            or after[0].low == "not"
            or (after[0].tag in {"VVI", "VVB"} and after[0].low != "you")
        )
    if token.low in {"be", "have"} and index + 1 < len(sentence):
        return (
            sentence[index + 1].low not in {"you", "i", "we", "they"} and token.low == "be"
        ) or (token.low == "have" and sentence[index + 1].low in {"a"})
    if (
        token.low in word_group("imperative not")
        or token.tag not in {"VVB", "VVI"}
        or token.low == "stuff"
    ):
        return (
            token.low in word_group("common commands")
            and token.low == token.lemma
            and _has_object(sentence, index)
        )
    return token.low == token.lemma and not _is_subject_of(sentence, index)


def _opens(sentence: Sequence[Token], at: int) -> bool:
    """Whether a command may follow a comma: a name, a condition or an adverb stands before."""
    before = sentence[:at]
    if before[-1].low in {":", ";", "-"}:
        return True
    lows = [each.low for each in before]
    return len(before) <= 3 or lows[0] in word_group("condition openers")


def _has_object(sentence: Sequence[Token], index: int) -> bool:
    after = sentence[index + 1] if index + 1 < len(sentence) else None
    if after is None or after.is_mark:
        return sentence[index].low in {"stop", "wait", "rebase", "squash", "revert"}
    return (
        after.tag in word_group("object tags")
        or after.tag in {"NN2", "AJ0"}
        or after.low in word_group("object openers")
    )


def _is_subject_of(sentence: Sequence[Token], index: int) -> bool:
    """Whether the word is rather a noun with a verb behind: "Help came late"."""
    after = sentence[index + 1] if index + 1 < len(sentence) else None
    return after is not None and after.tag in word_group("finite tags")


def questions_in(text: str) -> int:
    """How many question marks stand outside quotations.

    >>> questions_in('"Why?" he asked. What next? And who?')
    2
    """
    return len(re.findall(r"\?+", unquoted(plain(text))))


__all__ = ["asks", "clauses", "is_imperative", "questions_in", "wants"]
