"""What a text claims to know of the mind of the person addressed: motives, feelings, thoughts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from leadlab.models.writing.addressed import COPULAS, about_you, extent
from leadlab.models.writing.clauses import Clause
from leadlab.models.writing.language import read
from leadlab.models.writing.tagging import Token
from leadlab.models.writing.words import phrases, word_group, words

_JOINING = frozenset({"if", "unless", "whether", "whatever", "whoever", "than", "as if"})

MIND_NOUN = re.compile(
    r"\b(?:no|little|zero|any|more|not more|less|the) (?:more |longer )?(?:interest|motivation|"
    r"respect|passion|"
    r"faith|trust|confidence|regard|intention|desire|idea|clue|feeling|ambition)\b|"
    r"\b(?:in|on) (?:your|you) (?:head|mind|heart)\b|\byour heart\b|\ba (?:grudge|passion|"
    r"feeling|fear)\b"
)


_SEES_AS = re.compile(r"\b(?:as|like) (?:a|an|the|your|beneath|below|just|mere|something)\b")


_PURPOSE = re.compile(
    r"\b(?:just |only |simply |purely )?to (?:look|show|seem|appear|impress|please|prove|make|"
    r"get|avoid|annoy|spite|punish|hurt|win|score|teach|humiliate|embarrass|be)\b"
)


_MOTIVE = re.compile(
    r"\b(?:out of (?:spite|vanity|fear|laziness|pride|envy|jealousy|revenge|boredom|malice|love|"
    r"kindness|habit|pure \w+|sheer \w+)|"
    r"on purpose|deliberately|intentionally|wilfully|willfully|purposely|"
    r"your (?:real |true |only |hidden )?(?:motive|aim|goal|intention|agenda|fear|dream|wish|ego|"
    r"feelings?|heart)\w* (?:is|was|were|are|got|'s)|"
    r"(?:is|are) for you (?:only |just |nothing but )?(?:a|an|the)\b|for you,? it(?:'s| is|"
    r" was) all about|"
    r"deep down|you have it in for|got bored|lost interest|you could (?:n't|not) (?:bear|stand|"
    r"care less)|"
    r"could n't care less|couldn't care less|could not care less)\b"
)


_HOW_YOU_ARE = re.compile(
    r"\bi (?:know|see|understand|realise|realize|can see) how (?:\w+ ){0,2}(?:proud|much|angry|"
    r"upset|keen|tired|bored|sad|happy|disappointed|frustrated|jealous|afraid|"
    r"scared)\b(?: \w+)? you (?:are|were|feel|felt|love|loved|hate|hated|want|wanted|care|"
    r"cared)\b"
)


def is_motive(clause: Clause) -> bool:
    """As in "You did it for the bonus", "you only said that to look clever"."""
    rest = clause.rest_words
    return bool(
        re.match(r"(?:it|that|this|so)\b(?: \w+){0,1} (?:for|because|to|out of)\b", rest)
    ) and (clause.lemma == "do" or bool(re.search(r"\b(?:only|just|merely)\b", clause.words)))


def is_outer(clause: Clause) -> bool:
    """A verb of the mind used for something that can be seen: "you value each input at 3"."""
    return clause.lemma in {"figure", "value", "view", "expect"} and any(
        each.tag == "CRD" for each in clause.rest
    )


def read_minds(text: str) -> Iterator[tuple[int, int]]:
    """Where a text states as a fact what the person addressed thinks, feels or wants.

    >>> text = "You hate tests. Perhaps you were tired of them?"
    >>> [text[start:end] for start, end in read_minds(text)]
    ['You hate tests']
    """
    for clause in about_you(text):
        if tells_mind(clause) and not _is_guess(clause):
            yield extent(clause)
    for sentence in read(text):
        if sentence[-1].low == "?":
            continue
        said = " ".join(each.low for each in sentence)
        hit = _MOTIVE.search(said) or _HOW_YOU_ARE.search(said)
        if (
            hit
            and ("you" in said.split() or "your" in said.split())
            and not phrases("hedges").search(said)
        ):
            yield sentence[0].start, sentence[-1].end
        yield from _as_feeling(sentence)


def _as_feeling(sentence: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Motives without a verb of their own: "feeling attacked, you ...", "wanting to win"."""
    for token in sentence[:2]:
        if (
            token.tag == "VVG"
            and token.lemma in words("mental_verbs")
            and any(each.low == "you" for each in sentence)
        ):
            yield token.start, sentence[-1].end
            return


def tells_mind(clause: Clause) -> bool:
    """Whether a clause tells a thought, a wish or a feeling of its subject."""
    if clause.link in _JOINING or clause.inverted:
        return False
    form = clause.tokens[clause.verb].low
    if clause.tag == "VVN" and clause.is_passive and form in words("mental_adjectives"):
        return True
    if clause.modal and not (
        clause.modal in {"must", "would", "'d", "can", "could"} and _strong_modal(clause)
    ):
        return False
    if clause.tokens[-1].low == "?" and not _told_before_question(clause):
        return False
    lemma, rest = clause.lemma, clause.rest_words
    if (lemma == "look" and rest.startswith(("down on", "forward to"))) or (
        form == "dying" and rest.startswith("to ")
    ):
        return True
    if (
        clause.modal
        and _strong_modal(clause)
        and (clause.modal in {"would", "'d"} or clause.negated)
    ):
        return True
    if is_motive(clause):
        return True
    if (lemma == "die" and rest.startswith("to ")) or (
        lemma == "take" and re.search(r"\bseriously\b", rest)
    ):
        return True
    if lemma in COPULAS | {"feel", "lose", "grow"}:
        first = next(
            (
                each
                for each in clause.rest
                if not each.is_adverb
                and not each.is_mark
                and each.low not in {"so", "too", "very", "not", "n't"}
            ),
            None,
        )
        if lemma == "feel":
            return first is not None or clause.end < len(clause.tokens)
        if (
            first is not None
            and lemma in {"be", "get", "become", "grow", "remain"}
            and first.low in words("mental_adjectives") | {"interested"}
            and clause.tag != "VBI"
        ):
            return (
                first.low not in {"sorry", "aware", "comfortable"}
                or lemma != "be"
                or clause.negated
                or first.low == "comfortable"
            )
        if lemma == "lose":
            return bool(
                re.search(r"\b(?:interest|faith|heart|motivation|patience|nerve|trust)\b", rest)
            )
        return bool(
            re.search(
                r"^(?:\w+ ){0,2}(?:thinking|hoping|trying to|dying to|out to|afraid|at home)\b",
                rest,
            )
        )
    if lemma == "have":
        return bool(MIND_NOUN.search(rest))
    if lemma in {"see", "treat", "find"}:
        return bool(_SEES_AS.search(rest)) or (
            lemma == "find"
            and bool(re.search(r"\b(?:boring|beneath|tedious|hard to|it hard|fun)\b", rest))
        )
    if lemma == "look":
        return rest.startswith(("down on", "forward to"))
    if lemma == "take":
        return bool(
            re.match(r"(?:\w+ )?(?:pride|pleasure|offence|offense|it personally|joy)\b", rest)
        )
    if lemma in {"mean", "try"}:
        return (lemma == "mean" and (rest.startswith(("well", "to", "no harm")) or rest == "")) or (
            lemma == "try"
            and bool(
                re.match(r"to (?:look|impress|hide|please|prove|avoid|punish|seem|make)\b", rest)
            )
        )
    if lemma == "do" and _PURPOSE.search(rest):
        return True
    return lemma in words("mental_verbs") and not is_outer(clause) and not _is_filler(clause)


def _told_before_question(clause: Clause) -> bool:
    """Whether a statement stands before the question in the same sentence."""
    return any(
        each.is_mark and each.low in {",", ";", "."} for each in clause.tokens[clause.verb : -1]
    ) and not any(each.low in {"do", "did", "why", "what"} for each in clause.tokens[: clause.verb])


def _strong_modal(clause: Clause) -> bool:
    if clause.modal in {"would", "'d"}:
        return clause.rest_words.startswith("rather") or "rather" in clause.words
    return (
        clause.modal in {"can", "could"}
        and (clause.negated or "hardly" in clause.words)
        and clause.lemma in word_group("bearing")
    )


def _is_filler(clause: Clause) -> bool:
    """As in "You know", "you see", "thanks, you need to": said without claiming anything."""
    rest = clause.rest_words
    if clause.lemma == "know":
        return (_is_followed_by_mark(clause) and not clause.negated) or rest.startswith(
            ("that i", "i ", "we ", "how much i", "me")
        )
    if clause.lemma == "need" or (clause.lemma == "mean" and _is_followed_by_mark(clause)):
        return True
    if clause.lemma == "understand" and clause.link in {"that"}:
        return False
    return clause.lemma in {"deserve", "plan", "figure", "decide"} or clause.lemma == "see"


def _is_followed_by_mark(clause: Clause) -> bool:
    following = clause.tokens[clause.verb + 1 : clause.verb + 2]
    return not following or following[0].is_mark


def _is_guess(clause: Clause) -> bool:
    """Whether it is a hedged guess or what the person said themselves."""
    said_before = " ".join(each.low for each in clause.tokens[: clause.subject_from])
    tail = said_before[-80:]
    if re.search(
        r"\byou (?:\w+ ){0,2}(?:said|told|wrote|mentioned|admitted|explained)\b", said_before
    ):
        return True
    if clause.under in word_group("reported") and not re.search(
        r"\bi (?:can |could )?(?:tell|say)\b", tail
    ):
        return True
    if clause.modal and _strong_modal(clause):
        return False
    within = " ".join(each.low for each in clause.tokens[clause.start : clause.verb])
    if re.search(r"\bi (?:know|am sure|'m sure|can see|can tell|realise|realize|see)\b", tail):
        return False
    return (
        bool(
            phrases("hedges").search(
                tail if clause.under or clause.link in {"that", ""} else within
            )
        )
        or bool(phrases("hedges").search(within))
        or bool(re.search(r"\bi (?:think|believe|feel)\s*(?:that)?\s*$", tail))
    )
