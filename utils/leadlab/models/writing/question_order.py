"""Tell a question whose mark was left out by the order of its words.

In a turn that somebody typed down while listening, a question often ends with nothing or with a
full stop: "so how's it been since". What is left is the order: an auxiliary before its subject,
or a question word as the subject of the only finite verb.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from leadlab.models.writing.tagging import Token
from leadlab.models.writing.words import word_group

_LED_IN = {
    "so", "and", "but", "ok", "okay", "well", "hey", "hm", "hmm", "oh", "ah", "right", "now",
    "then", "yes", "sorry", "alright", "anyway", "also", "plus", "btw", "still", ",", "-",
    "tbh", "lol", "haha", "mm", "mmm", "um", "uh", "er", "erm", "oof", "yeah", "yep", "listen",
}  # fmt: skip
_ELLIPSES = (["how", "come"], ["why"], ["how", "so"], ["what", "for"], ["like", "what"],
             ["meaning"], ["since", "when"], ["in", "what", "way"], ["what", "else"],
             ["who", "else"], ["then", "what"], ["such", "as"])  # fmt: skip
_TAG = re.compile(
    r", (?:do|does|did|is|are|was|were|am|have|has|had|can|could|will|would|should|must|might|"
    r"need)(?: n't| not)? (?:you|it|he|she|they|we|i)(?: think| say)?$"
)
_IMPERATIVE = {"do", "have", "be", "need", "dare"}
_IF_TURNED_ROUND = {"had", "should", "were", "may"}
_FINITE = {
    "VVB", "VVD", "VVZ", "VBB", "VBD", "VBZ", "VHB", "VHD", "VHZ", "VDB", "VDD", "VDZ", "VM0",
}  # fmt: skip
_SUBORDINATES = (
    word_group("subordinators") | word_group("question words") | {"and", "or", "but", ",", "-"}
)
_SAYINGS = re.compile(
    r"^(?:who (?:knows|cares)|what the heck|what's more|how dare|how do you do)\b"
)

_LEFT_OPEN = re.compile(r"^(?:(?:so|and|but|hm) )*you (?:\w+ ){1,6}(?:because|but then|so that)$")


_IF_ALONE = re.compile(r"^(?:(?:right|ok|okay|hm|well|so|,) ?)*(?:and|but) if (?:you|we) [^,]*$")
_WORD_LAST = re.compile(
    r"^(?:(?:and|so|but) )*(?:that|it|this|he|she|they|you(?! (?:know|see|say|tell)\b)) "
    r"(?:\w+ ){1,5}(?:what|how|where|who|when)$"
)
"""A sentence that ends where its answer would stand: "and that made you feel what"."""
_THINKS_ALOUD = re.compile(r"^i (?:was|'m|am|'ve been)(?: just| only)? (?:thinking|wondering) ,")


def asks_without_mark(sentence: Sequence[Token]) -> bool:
    """Whether a sentence without a question mark is a question by the order of its words.

    >>> from leadlab.models.writing.language import read
    >>> [asks_without_mark(read(each)[0]) for each in (
    ...     "what makes it hard for you", "What makes it hard is the night shift.")]
    [True, False]
    """
    if sentence[-1].low in {"!", ":"}:
        return False
    tokens = [each for each in sentence if not each.is_mark or each.low in {",", ":", "-", ";"}]
    while tokens and tokens[-1].is_mark:
        tokens = tokens[:-1]
    line = " ".join(each.low for each in tokens)
    if _TAG.search(line):
        return True
    if _IF_ALONE.search(line) or _WORD_LAST.search(line):
        return True
    if sentence[-1].low in {"…", "."} and _LEFT_OPEN.search(line):
        return sentence[-1].low == "…" or sentence[-2].low == "."
    for start in _starts(tokens):
        part = _bare(tokens[start:])
        lows = [each.low for each in part]
        if lows in _ELLIPSES:
            return start == 0
        agrees = start == 0 and sentence[0].low == "so" and len(lows) < 4
        first = start == 0 or tokens[start - 1].low == ":"
        if len(lows) > 2 and not agrees and _asks(part, first=first):
            return True
    return False


def _starts(tokens: Sequence[Token]) -> list[int]:
    """Where a question can begin: at the front, or behind a mark, as in "the grant, when ...".

    What stands before the mark must not be what says or thinks the question: "I asked, why me".
    """
    at = [0]
    line = " ".join(each.low for each in tokens[:6])
    own = tokens[0].low == "when" or bool(_THINKS_ALOUD.search(line)) if tokens else False
    for index, token in enumerate(tokens):
        told = {each.lemma for each in tokens[max(0, index - 3) : index]}
        told -= set() if tokens[index - 1].lemma == "go" else {"go"}
        says = told & {"say", "think", "ask", "go", "shout", "write"}
        if (token.is_mark and (own or not says)) or (token.low == "but" and index):
            at.append(index + 1)
    return at


def _bare(tokens: Sequence[Token]) -> Sequence[Token]:
    while tokens and tokens[0].low in _LED_IN:
        tokens = tokens[1:]
    return tokens


def _asks(part: Sequence[Token], *, first: bool) -> bool:
    lows = [each.low for each in part]
    if _SAYINGS.search(" ".join(lows[:4]).replace(" '", "'")):
        return False
    if lows[0] in word_group("short prepositions") and lows[1] in word_group("question words"):
        part, lows = part[1:], lows[1:]
    if lows[0] in word_group("auxiliaries"):
        return _inverts(part, first=first)
    if lows[0] not in word_group("question words"):
        return False
    if lows[1] in {"not", "if", "about"}:
        return first or lows[:2] in (["what", "if"], ["why", "not"], ["how", "about"])
    return _asks_by_word(part, first=first)


def _inverts(part: Sequence[Token], *, first: bool) -> bool:
    """Whether an auxiliary stands before its subject, and it is no command and no condition."""
    aux, at = part[0].low, 1
    negated = part[1].low in {"n't", "not"}
    at += negated
    if at >= len(part):
        return False
    subject = part[at]
    lows = [each.low for each in part]
    if subject.low in word_group("question words") or lows[at] == aux:
        return False
    if aux in _IF_TURNED_ROUND and ("," in lows or (subject.low == "you" and len(lows) >= 8)):
        return False
    if subject.low in word_group("pronouns in questions"):
        comforts = aux == "do" and lows[at : at + 2] in (["you", "worry"], ["you", "dare"])
        return not comforts
    if subject.tag not in {"AT0", "DPS", "NP0", "PNI", "DT0", "NN2", "CRD"} or aux == "may":
        return False
    if aux in _IMPERATIVE:
        return any(each.is_verb for each in part[at + 1 :])
    return len(lows) > 3 or first


def _asks_by_word(part: Sequence[Token], *, first: bool) -> bool:
    """Whether what follows a question word makes it a question and no clause: "what goes wrong"."""
    lows = [each.low for each in part]
    if lows[0] == "how" and lows[1] in {"many", "much", "long", "often", "far", "come"} and first:
        return True
    verb = next((at for at in range(1, min(len(part), 7)) if _may_be_finite(part, at)), None)
    pronouns = word_group("subject pronouns") | {"it", "there"}
    ahead = part[3:verb] if lows[:2] == ["which", "of"] and verb else part[1:verb]
    if verb is None or any(each.low in pronouns for each in ahead):
        return False
    if lows[0] in {"what", "how"} and lows[1] in {"a", "an"}:
        return False
    after = part[verb + 1] if verb + 1 < len(part) else None
    helps = part[verb].low in word_group("auxiliaries") | {"'s", "'d"}
    if helps and after is not None and _is_subject(after):
        return not _is_subject_clause(part, verb)
    if lows[0] in {"when", "where", "why", "how"} and (verb > 1 or not helps):
        return False
    if lows[0] in {"which", "who"} and verb == 1 and not (first and lows[0] == "who"):
        return False
    return not _is_subject_clause(part, verb)


def _may_be_finite(part: Sequence[Token], at: int) -> bool:
    """Whether a word is a finite verb; behind "who" and "what" one in -s always is."""
    taken = at == 1 and part[0].low in {"who", "what"} and part[1].tag == "NN2"
    return part[at].tag in _FINITE or taken


def _is_subject(token: Token) -> bool:
    return token.low in word_group("pronouns in questions") | {"n't", "not"} or token.tag in {
        "AT0", "DPS", "NP0", "DT0",
    }  # fmt: skip


def _is_subject_clause(part: Sequence[Token], verb: int) -> bool:
    """Whether a clause is the subject of another verb: "what makes it hard is the night"."""
    helps = part[verb].low in word_group("auxiliaries") | {"'s", "'d"}
    joined = helps and verb + 1 < len(part) and _is_subject(part[verb + 1])
    for at in range(verb + 1, len(part)):
        token = part[at]
        if token.low in _SUBORDINATES or token.tag[:2] == "CJ":
            joined = True
        elif token.tag in _FINITE:
            if not joined and not _has_own_subject(part, at):
                return True
            joined = False
        elif token.is_verb and helps:
            joined = helps = False
    return False


def _has_own_subject(part: Sequence[Token], at: int) -> bool:
    """Whether a pronoun stands right before a verb, as in "the plan you made"."""
    before = part[at - 1]
    return before.low in word_group("subject pronouns") | {"it", "you"} or before.is_verb
