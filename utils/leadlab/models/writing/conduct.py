"""What a text tells of the acts of the person addressed: what a camera could have seen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from leadlab.models.writing.addressed import about_you, extent, is_hypothetical
from leadlab.models.writing.clauses import Clause, clauses
from leadlab.models.writing.language import read
from leadlab.models.writing.minds import MIND_NOUN, is_motive, is_outer, tells_mind
from leadlab.models.writing.tagging import Token
from leadlab.models.writing.words import word_group, words

_HAVE_STATE = re.compile(r"\b(?:back|off|on|open|closed|muted|ready|running|out|up)\b")


def _is_manner_only(clause: Clause) -> bool:
    """As in "The way you ran it", "how you work", "what you said", "you keep being difficult"."""
    before = clause.tokens[clause.subject_from - 1].low if clause.subject_from else ""
    return (
        before in {"way", "how", "what", "manner"}
        or (clause.lemma == "keep" and clause.rest_words.startswith("being"))
        or (
            clause.lemma == "make"
            and bool(re.match(r"(?:\w+ ){0,3}mistakes?\b(?! (?:in|on|at))", clause.rest_words))
        )
    )


def acts(text: str) -> Iterator[tuple[Clause, int, int]]:
    """Clauses that tell what the person addressed did, so that a camera could have seen it.

    >>> [each.lemma for each, *_ in acts("You care about us. You closed the ticket.")]
    ['close']
    """
    for clause in about_you(text):
        if _is_act(clause):
            yield clause, *extent(clause)


def _is_act(clause: Clause) -> bool:
    lemma = clause.lemma
    if is_hypothetical(clause) or clause.is_passive or clause.under in word_group("under a wish"):
        return False
    rest = clause.rest_words
    if clause.link in {"before", "until", "till"} and not clause.is_past:
        return False
    if lemma == "follow" and rest.startswith("through"):
        return False
    if (
        clause.tag == "VM0"
        or (
            lemma in {"come", "turn", "prove"}
            and re.match(r"(?:across|over as|out to be|yourself)\b", rest)
        )
        or is_motive(clause)
    ):
        return False
    if lemma == "get" and "have" in clause.aux:
        lemma = "have"
    if lemma == "be":
        return _is_seen_state(clause)
    if lemma == "have":
        return (bool(_HAVE_STATE.search(rest)) and not MIND_NOUN.search(rest)) or "camera" in rest
    if (
        tells_mind(clause)
        or (lemma in words("mental_verbs") and not is_outer(clause))
        or _is_manner_only(clause)
    ):
        return False
    if lemma in words("vague_verbs") and not _is_concrete(clause):
        return False
    return not (
        _is_verdict(clause) or (lemma in {"do", "go_wrong"} and not _does_something(clause))
    )


def _is_seen_state(clause: Clause) -> bool:
    """As in "You were 20 minutes late", "you were on your phone": a state that can be seen."""
    rest = [each for each in clause.rest if not each.is_mark]
    said = " ".join(each.low for each in rest)
    if re.match(
        r"(?:not |all |again |still )*(?:on (?:your|the|his|her) (?:\w+ )?(?:phone|laptop|call|"
        r"line|bridge|floor|stage|screen|mobile|tablet|computer|channel)|in the (?:room|call|"
        r"channel|"
        r"office)|at (?:your|the))\b",
        said,
    ):
        return True
    if said.startswith(("there for", "always there for", "back to", "out of", "away with")):
        return False
    plain = [
        each.low for each in rest if not each.is_adverb or each.low in words("observable_states")
    ]
    measured = any(each.tag == "CRD" for each in rest) or re.search(
        r"\b(?:a quarter|half|an hour|a day)\b", said
    )
    if measured and re.search(r"\b(?:late|early|minutes?|hours?|days?)\b", said):
        return True
    return bool(plain) and plain[0] in words("observable_states") and clause.tag != "VBI"


def _is_concrete(clause: Clause) -> bool:
    """Whether a vague verb has an object that makes it an act: "you blew the horn"."""
    lemma, rest = clause.lemma, clause.rest_words
    if lemma in word_group("maybe concrete"):
        if lemma == "look":
            return bool(
                re.match(r"(?:\w+ ){0,3}(?:at|into|in|through|up|over|on)\b", rest)
            ) and not re.match(r"down on", rest)
        if lemma in {"fail", "try", "manage"}:
            return bool(re.match(r"to \w+", rest))
        if lemma in {"lose", "blow", "own"} and re.search(
            r"\b(?:control|it|temper|interest|your)\b", rest
        ):
            return False
        return any(
            each.tag in {"CRD", "NP0"} or each.low in word_group("determiners")
            for each in clause.rest[:3]
        )
    if lemma == "act":
        return False
    return False


def _is_verdict(clause: Clause) -> bool:
    """Whether a clause judges in place of telling: "you did a great job", "you let us down"."""
    lows = [
        each.low
        for each in clause.rest
        if not each.is_mark and each.low not in word_group("fillers")
    ]
    if not lows:
        return clause.lemma in {"do", "perform", "rock", "go"}
    tests = (_is_job_done, _is_done_well, _is_good_thing, _makes_hard, _shows_virtue, _is_idiom)
    return any(test(clause.lemma, lows) for test in tests)


def _is_job_done(lemma: str, lows: Sequence[str]) -> bool:
    """As in "a great job": work done, and no word on which."""
    first = next((at for at, each in enumerate(lows) if each in {"job", "work", "stuff"}), 9)
    return lemma == "do" and first < 4 and not {"my", "her", "his"} & set(lows[:first])


def _is_done_well(lemma: str, lows: Sequence[str]) -> bool:
    """As in "you did well", "you handled it badly"."""
    if lemma not in {"do", "go", "work", "play", "handle"} or len(lows) > 5:
        return False
    if lows[0] == "it":
        judging = words("verdict_adjectives") | {"well", "badly", "again", "brilliantly"}
        return lemma != "do" or len(lows) == 1 or lows[1] in judging
    return lows[0] in word_group("well or badly")


def _is_good_thing(lemma: str, lows: Sequence[str]) -> bool:
    """As in "you made a poor choice"."""
    if lemma not in word_group("showing") or lows[0] not in words("verdict_adjectives"):
        return False
    things = words("verdict_nouns") | word_group("verdict objects")
    return 1 < len(lows) < 7 and lows[1] in things


def _makes_hard(lemma: str, lows: Sequence[str]) -> bool:
    """As in "you make everything so hard", "you made no mistake"."""
    if lemma not in {"make", "do"}:
        return False
    if lows[0] in word_group("empty objects") and len(lows) < 4:
        return True
    judging = words("verdict_adjectives") | word_group("hard or easy")
    return lows[0] in word_group("borne by") and any(each in judging for each in lows[1:4])


def _shows_virtue(lemma: str, lows: Sequence[str]) -> bool:
    """As in "you showed real courage"."""
    if lemma not in {"show", "take", "lack", "have", "display"}:
        return False
    return any(each in word_group("virtues shown") for each in lows[:2])


def _is_idiom(lemma: str, lows: Sequence[str]) -> bool:
    """As in "you let us down", "you dropped the ball", "you went above and beyond"."""
    if lemma == "let":
        return lows[-1] == "down"
    if lemma == "go":
        return "beyond" in lows or lows[:2] == ["too", "far"]
    return lemma == "drop" and lows[0] == "ball"


def _does_something(clause: Clause) -> bool:
    lows = [each.low for each in clause.rest if not each.is_mark]
    if not lows:
        return False
    if lows[0] in {"it", "that", "this", "so"} and len(lows) < 3:
        return False
    return any(each.is_noun for each in clause.rest) or lows[0] in {"it", "them"}


def acts_in_fragments(text: str) -> Iterator[tuple[int, int]]:
    """Acts told without "you did": "thanks for staying late", "Behaviour: closed the ticket".

    >>> text = "Thanks for labelling all twelve boards."
    >>> [text[start:end] for start, end in acts_in_fragments(text)]
    ['labelling all twelve boards']
    """
    for sentence in read(text):
        for index, token in enumerate(sentence):
            if (
                _is_thanked_act(sentence, index)
                or _is_labelled_act(sentence, index)
                or _is_seen_act(sentence, index)
            ):
                end = next(
                    (at for at in range(index + 1, len(sentence)) if sentence[at].is_mark),
                    len(sentence),
                )
                yield token.start, sentence[end - 1].end


def _is_concrete_form(token: Token) -> bool:
    listed = words("mental_verbs", "vague_verbs") | {"be", "do", "have"}
    return token.tag[:2] == "VV" and token.lemma not in listed


def _is_thanked_act(sentence: Sequence[Token], index: int) -> bool:
    """As in "Thank you for staying", "your leaving the call", "by cutting her off"."""
    token = sentence[index]
    if token.tag != "VVG" or not index or not _is_concrete_form(token):
        return False
    lows = [each.low for each in sentence]
    before = lows[max(0, index - 3) : index]
    if "for" in before and (word_group("thanks") & set(lows[:index]) or "how" in lows[:index]):
        return len(sentence) - index > 2
    if before[-1:] == ["your"] or (
        before[-1:] == ["you"] and index > 1 and lows[index - 2] in word_group("seen before")
    ):
        return len(sentence) - index > 2
    return False


def _is_seen_act(sentence: Sequence[Token], index: int) -> bool:
    """As in "I saw you delete the branch"."""
    lows = [each.low for each in sentence]
    return (
        index > 1
        and lows[index - 1] == "you"
        and lows[index - 2] in {"saw", "heard", "watched", "seen"}
        and _is_concrete_form(sentence[index])
    )


def _is_labelled_act(sentence: Sequence[Token], index: int) -> bool:
    if index < 2 or sentence[index - 1].low != ":":
        return False
    label = sentence[index - 2].low
    return label in word_group("act labels") and (
        sentence[index].tag in {"VVD", "VVG", "VVN"} or sentence[index].low.endswith("ed")
    )


def acts_through_work(text: str) -> Iterator[tuple[int, int]]:
    """Acts told of what the receiver wrote: "your note listed every alert".

    >>> text = "Your note listed every silenced alert. Your note is poor."
    >>> [text[start:end] for start, end in acts_through_work(text)]
    ['Your note listed every silenced alert']
    """
    for clause in clauses(text):
        subject = clause.subject_words.split()
        if (
            subject[:1] == ["your"]
            and clause.lemma in word_group("content verbs")
            and not clause.modal
            and set(subject) & word_group("products")
            and clause.rest
        ):
            yield extent(clause)
