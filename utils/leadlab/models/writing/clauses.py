"""Cut tagged sentences into clauses: who does what, in which form of the verb."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from leadlab.models.writing.language import read
from leadlab.models.writing.tagging import Token
from leadlab.models.writing.words import word_group, words

_PERSONS = {
    "you": "you", "i": "i", "we": "we", "it": "it", "this": "it", "that": "it", "there": "there",
    "he": "third", "she": "third", "they": "third",
}  # fmt: skip
_FINITE = {
    "VVB",
    "VVD",
    "VVZ",
    "VBB",
    "VBD",
    "VBZ",
    "VHB",
    "VHD",
    "VHZ",
    "VDB",
    "VDD",
    "VDZ",
    "VM0",
}


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb with its subject and what follows it."""

    sentence: int
    tokens: Sequence[Token]
    """The words of its sentence."""
    start: int
    """Index of its first word in the sentence."""
    verb: int
    """Index of its main verb."""
    end: int
    """Index behind its last word."""
    subject: str
    """`you`, `i`, `we`, `it`, `there`, `third`, or nothing."""
    subject_from: int
    subject_to: int
    aux: tuple[str, ...]
    """Auxiliaries before the main verb, as they stand."""
    negated: bool
    link: str
    """The word that joins it to what stands before: `and`, `because`, `that` and so on."""
    inverted: bool
    """Whether an auxiliary stands before the subject, as in questions."""
    under: str = ""
    """Base form of the verb that this clause is the object of."""

    @property
    def lemma(self) -> str:
        """Base form of the main verb."""
        return self.tokens[self.verb].lemma

    @property
    def tag(self) -> str:
        """Tag of the main verb."""
        return self.tokens[self.verb].tag

    @property
    def modal(self) -> str:
        """The modal verb, or nothing."""
        return next((each for each in self.aux if each in MODALS), "")

    @property
    def rest(self) -> Sequence[Token]:
        """The words behind the main verb."""
        return self.tokens[self.verb + 1 : self.end]

    @property
    def words(self) -> str:
        """All its words as they are looked up, with one blank between."""
        return " ".join(each.low for each in self.tokens[self.start : self.end])

    @property
    def rest_words(self) -> str:
        """The words behind the main verb, with one blank between."""
        return " ".join(each.low for each in self.rest)

    @property
    def subject_words(self) -> str:
        """The words of the subject."""
        return " ".join(each.low for each in self.tokens[self.subject_from : self.subject_to])

    @property
    def is_passive(self) -> bool:
        """Whether the subject has something done to it."""
        bes = word_group("passive aux")
        return self.tag == "VVN" and any(each in bes for each in self.aux)

    @property
    def is_past(self) -> bool:
        """Whether it tells what happened, in the past or the perfect."""
        if self.aux:
            return self.aux[0] in word_group("past aux") or "have" in self.aux
        return self.tag in {"VVD", "VBD", "VHD", "VDD", "VVN"}

    @property
    def is_progressive(self) -> bool:
        """Whether it tells what goes on."""
        return self.tag in {"VVG", "VBG", "VHG"}


@lru_cache(maxsize=256)
def clauses(text: str) -> tuple[Clause, ...]:
    """Every clause of a text with a verb that has a person or a tense, in order.

    >>> [(each.subject, each.lemma) for each in clauses("You merged it, and Ada waited.")]
    [('you', 'merge'), ('third', 'wait')]
    """
    found: list[Clause] = []
    for number, sentence in enumerate(read(text)):
        found += _of_sentence(number, sentence)
    return tuple(found)


@dataclass(slots=True)
class _Group:
    first: int
    main: int
    aux: tuple[str, ...]
    negated: bool
    subject: tuple[str, int, int] | None
    """Kind, from and to, where the subject stands inside, as in questions."""


def _of_sentence(number: int, tokens: Sequence[Token]) -> list[Clause]:
    groups = _groups(tokens)
    found: list[Clause] = []
    starts = []
    for index, group in enumerate(groups):
        low = groups[index - 1].main + 1 if index else 0
        starts.append(_found_subject(tokens, group, low))
    for index, group in enumerate(groups):
        kind, at, upto, start, link = starts[index]
        if kind == "" and link in word_group("coordinators") and found:
            owner = _owner(found, tokens[group.main].lemma)
            if _shares_form(owner, tokens[group.main], group):
                kind, at, upto = owner.subject, owner.subject_from, owner.subject_to
        if kind == "" and index == 0:
            kind, at, upto = _before_apposition(tokens, group.first) or (kind, at, upto)
        if index == 0:
            start = 0
        end = starts[index + 1][3] if index + 1 < len(groups) else len(tokens)
        end = max(end, group.main + 1)
        under = ""
        if (
            found
            and found[-1].lemma not in {"be", "have"}
            and (
                link in word_group("complement links")
                or (link == "" and not _mark_between(tokens, found[-1].verb, at))
            )
            and kind
        ):
            under = found[-1].lemma
        found.append(
            Clause(
                sentence=number, tokens=tokens, start=start, verb=group.main, end=end,
                subject=kind, subject_from=at, subject_to=upto, aux=group.aux,
                negated=group.negated, link=link, inverted=group.subject is not None, under=under,
            )
        )  # fmt: skip
    return found


def _owner(found: Sequence[Clause], lemma: str) -> Clause:
    """The clause whose subject a coordinated verb shares: behind "you knew that X was wrong and hoped", "you"."""
    last = found[-1]
    if last.under and len(found) > 1 and lemma in words("mental_verbs"):
        return found[-2]
    return last


def _shares_form(owner: Clause, verb: Token, group: _Group) -> bool:
    """Whether a coordinated verb can share a subject: not the command in "you are new, so ask"."""
    return (
        bool(group.aux)
        or verb.tag != "VVB"
        or owner.tag in {"VVB", "VHB", "VDB"}
        or bool(owner.aux)
        or verb.low in word_group("same forms")
    )


def _before_apposition(tokens: Sequence[Token], first: int) -> tuple[str, int, int] | None:
    """The subject in "you, my friend, are"."""
    lows = [each.low for each in tokens[:first]]
    if len(lows) > 3 and lows[-1] == "," and "," in lows[:-1]:
        at = lows.index(",") - 1
        if at >= 0 and lows[at] == "you":
            return "you", at, at + 1
    return None


def _mark_between(tokens: Sequence[Token], low: int, high: int) -> bool:
    return any(each.is_mark for each in tokens[low + 1 : high])


def _groups(tokens: Sequence[Token]) -> list[_Group]:
    """The verb groups of a sentence: auxiliaries and main verb."""
    groups = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.tag in _FINITE and not _is_nominal(tokens, index):
            group = _group_at(tokens, index)
            groups.append(group)
            index = group.main + 1
        else:
            index += 1
    return groups


def _is_nominal(tokens: Sequence[Token], index: int) -> bool:
    before = tokens[index - 1] if index else None
    return (
        tokens[index].tag in {"VVB", "VVZ"}
        and before is not None
        and before.tag in word_group("nominal tags")
    )


def _group_at(tokens: Sequence[Token], first: int) -> _Group:
    aux: list[str] = []
    negated = False
    subject = None
    main = first
    index = first
    while index < len(tokens):
        token = tokens[index]
        if token.tag == "XX0" or token.low in {"never", "no longer", "hardly", "barely"}:
            negated = True
        elif token.is_adverb or token.low in {"all", "both", "each"}:
            pass
        elif token.is_verb and _continues(tokens, main, index):
            if index != first:
                aux.append(tokens[main].low)
            main = index
        elif (
            subject is None
            and index > first
            and (index == first + 1 or tokens[index - 1].tag == "XX0")
            and main == first
            and _is_aux(tokens[first])
            and token.low in word_group("person pronouns")
            and not _subject_before(tokens, first)
        ):
            subject = (_PERSONS[token.low], index, index + 1)
        else:
            break
        index += 1
    if subject is not None and main == first and not _copula_question(tokens, first):
        subject = None
    back = first - 1
    while back >= 0 and tokens[back].is_adverb:
        negated = negated or tokens[back].low in {"never", "not", "hardly", "barely", "n't"}
        back -= 1
    return _Group(first, main, tuple(aux), negated, subject)


def _copula_question(tokens: Sequence[Token], first: int) -> bool:
    return tokens[first].low in word_group("be") | word_group("have")


def _subject_before(tokens: Sequence[Token], first: int) -> bool:
    """Whether what stands before an auxiliary can be its subject."""
    for token in reversed(tokens[:first]):
        if token.is_adverb:
            continue
        if (
            token.low in word_group("wh")
            or token.is_mark
            or token.low in word_group("coordinators")
            or token.tag[:2] == "CJ"
        ):
            return False
        return token.is_noun or token.tag in {"PNP", "PNI", "DT0"} or token.low in {"who", "that"}
    return False


def _is_aux(token: Token) -> bool:
    return token.low in word_group("be") | word_group("have") | word_group("do") | MODALS


def _continues(tokens: Sequence[Token], main: int, index: int) -> bool:
    """Whether a verb belongs to the group that has begun."""
    if index == main:
        return True
    last, this = tokens[main], tokens[index]
    if last.low in word_group("be"):
        return this.tag in word_group("after be")
    if last.low in word_group("have"):
        return this.tag in word_group("after have") or this.low == "got"
    if last.low in word_group("do"):
        return this.tag in word_group("after do") and last.low != "done"
    if last.low in MODALS:
        return this.tag in word_group("after modal")
    return False


def _found_subject(
    tokens: Sequence[Token], group: _Group, low: int
) -> tuple[str, int, int, int, str]:
    """Kind, from and to of the subject; where the clause starts; the word that joins it."""
    if group.subject is not None:
        kind, at, upto = group.subject
        start, link = _clause_start(tokens, group.first, low)
        return kind, at, upto, start, link
    start, link = _clause_start(tokens, group.first, low)
    at = group.first - 1
    while at >= start and tokens[at].is_adverb:
        at -= 1
    if at >= start:
        if tokens[at].low in word_group("relatives") and (
            at == start or tokens[at - 1].is_noun or tokens[at - 1].is_mark
        ):
            return (
                ("third" if at > 0 and not tokens[at - 1].is_verb else "it"),
                at,
                at + 1,
                at,
                tokens[at].low,
            )
        for back in range(at, start - 1, -1):
            token = tokens[back]
            if token.low in _PERSONS and (
                not _is_object(tokens, back, start)
                or token.low in word_group("subject only")
                or (
                    back == at
                    and token.low == "you"
                    and tokens[group.first].tag not in {"VVZ", "VBZ", "VHZ"}
                )
            ):
                first = back
                return _PERSONS[token.low], first, at + 1, max(start, low), link
            if token.tag in {"PNI", "PNQ"}:
                return "third", back, at + 1, start, link
        if any(
            each.is_noun or each.tag in {"DT0", "AT0", "DTQ"} or each.tag == "AJ0"
            for each in tokens[start : at + 1]
        ):
            head = _noun_phrase_start(tokens, start, at)
            return "third", head, at + 1, start, link
    return "", group.first, group.first, start, link


def _is_object(tokens: Sequence[Token], index: int, start: int) -> bool:
    """Whether a pronoun is the object of a preposition, as in "for you"."""
    return (index > start and tokens[index - 1].tag in {"PRP", "PRF"}) or (
        tokens[index].low in {"this", "that"}
        and index + 1 < len(tokens)
        and tokens[index + 1].is_noun
    )


def _noun_phrase_start(tokens: Sequence[Token], start: int, at: int) -> int:
    """Where the subject begins: behind a comma that closes what was put before it."""
    for back in range(at, start, -1):
        if tokens[back].low == ",":
            return back + 1
    return start


def _clause_start(tokens: Sequence[Token], first: int, low: int) -> tuple[int, str]:
    """Where a clause starts and the word that joins it to what stands before."""
    index = first - 1
    noun_seen = False
    while index >= low:
        token = tokens[index]
        if token.low in word_group("stops") and token.is_mark:
            return index + 1, _link_at(tokens, index + 1)
        if token.low == "," and noun_seen:
            return _behind_comma(tokens, index)
        if token.low == "," and not noun_seen:
            return index + 1, _link_at(tokens, index + 1) or ","
        if token.low in word_group("coordinators") and not _joins_nouns(
            tokens, index, low, noun_seen
        ):
            return index, token.low
        if token.tag == "DT0" and token.low == "that":
            index -= 1
            continue
        if token.low == "as" and not _before_pronoun(tokens, index):
            index -= 1
            continue
        if token.low in word_group("subordinators") or token.tag == "CJS":
            if token.low not in word_group("weak links") or noun_seen:
                return index, token.low
        if token.is_noun or token.tag in {"PNP", "PNI", "DT0", "EX0"}:
            noun_seen = True
        index -= 1
    return low, ""


def _before_pronoun(tokens: Sequence[Token], index: int) -> bool:
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return after is not None and after.low in _PERSONS


def _behind_comma(tokens: Sequence[Token], index: int) -> tuple[int, str]:
    """A comma before the subject: the clause may still begin with an adjunct before it."""
    return index + 1, _link_at(tokens, index + 1) or ","


def _link_at(tokens: Sequence[Token], index: int) -> str:
    while (
        index < len(tokens)
        and tokens[index].is_adverb
        and tokens[index].low not in word_group("subordinators") | word_group("coordinators")
    ):
        index += 1
    if index < len(tokens) and tokens[index].low in word_group("subordinators") | word_group(
        "coordinators"
    ):
        return tokens[index].low
    return ""


def _joins_nouns(tokens: Sequence[Token], index: int, low: int, noun_seen: bool) -> bool:
    """Whether a coordinator joins two nouns of one subject, as in "Mei and I"."""
    if not noun_seen or index == low or tokens[index].low not in {"and", "or", "nor", "&"}:
        return False
    before = tokens[index - 1]
    if not (before.is_noun or before.tag in {"PNP", "AJ0", "DT0"}):
        return False
    for back in range(index - 1, low - 1, -1):
        token = tokens[back]
        if token.is_mark or token.low in word_group("coordinators") | word_group("subordinators"):
            return True
        if token.tag == "PRP" or token.is_verb:
            return False
    return low == 0


MODALS = word_group("modals")
