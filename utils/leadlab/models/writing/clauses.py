"""Cut tagged sentences into clauses: who does what, in which form of the verb."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from leadlab.models.writing.language import read
from leadlab.models.writing.subjects import PERSONS, before_apposition, subject_before
from leadlab.models.writing.tagging import Token
from leadlab.models.writing.words import word_group, words

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
    starts = []
    for index, group in enumerate(groups):
        low = groups[index - 1].main + 1 if index else 0
        starts.append(subject_before(tokens, group.first, low, inside=group.subject))
    found: list[Clause] = []
    for index, group in enumerate(groups):
        kind, at, upto, start, link = starts[index]
        if kind == "":
            kind, at, upto = _shared_subject(found, tokens, group, link) or (kind, at, upto)
        start = start if index else 0
        end = starts[index + 1][3] if index + 1 < len(groups) else len(tokens)
        end = max(end, group.main + 1)
        under = _governor(found, tokens, link, at) if kind else ""
        found.append(
            Clause(
                sentence=number, tokens=tokens, start=start, verb=group.main, end=end,
                subject=kind, subject_from=at, subject_to=upto, aux=group.aux,
                negated=group.negated, link=link, inverted=group.subject is not None, under=under,
            )
        )  # fmt: skip
    return found


def _shared_subject(
    found: Sequence[Clause], tokens: Sequence[Token], group: _Group, link: str
) -> tuple[str, int, int] | None:
    """The subject that a verb without one takes over from what stands before."""
    if not found:
        return before_apposition(tokens, group.first)
    if link not in word_group("coordinators"):
        return None
    owner = _owner(found, tokens[group.main].lemma)
    if not _shares_form(owner, tokens[group.main], group):
        return None
    return owner.subject, owner.subject_from, owner.subject_to


def _governor(found: Sequence[Clause], tokens: Sequence[Token], link: str, at: int) -> str:
    """Base form of the verb before that a clause is the object of, or nothing."""
    if not found or found[-1].lemma in {"be", "have"}:
        return ""
    bare = link == "" and not _mark_between(tokens, found[-1].verb, at)
    return found[-1].lemma if bare or link in word_group("complement links") else ""


def _owner(found: Sequence[Clause], lemma: str) -> Clause:
    """The clause whose subject a coordinated verb shares: "you knew that X was wrong and hoped"."""
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
            subject = (PERSONS[token.low], index, index + 1)
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


MODALS = word_group("modals")
