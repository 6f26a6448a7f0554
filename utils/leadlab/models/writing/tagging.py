"""Put right what the tagger gets wrong most: verbs taken for nouns and the reverse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from leadlab.models.writing.words import irregular_participles, irregular_pasts, word_group


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark, and where it stands in the text."""

    text: str
    low: str
    """As it is looked up: lower case, contractions written out."""
    lemma: str
    tag: str
    """Part of speech in the C5 tagset of the British National Corpus."""
    start: int
    end: int

    @property
    def is_mark(self) -> bool:
        """Whether it is punctuation."""
        return self.tag == "PUN"

    @property
    def is_noun(self) -> bool:
        """Whether it is a noun, a name, a number or a quotation."""
        return self.tag[:2] in {"NN", "NP"} or self.tag in {"CRD", "QUO"}

    @property
    def is_adverb(self) -> bool:
        """Whether it is an adverb or a negation."""
        return self.tag[:2] == "AV" or self.tag == "XX0"

    @property
    def is_verb(self) -> bool:
        """Whether it is any form of a verb."""
        return self.tag[0] == "V"


_CLOSED = {
    "that": "CJT", "which": "DTQ", "who": "PNQ", "this": "DT0", "please": "AV0", "pls": "AV0",
    "thanks": "NN2", "noone": "PNI", "because": "CJS", "if": "CJS", "while": "CJS", "so": "AV0",
    "always": "AV0", "never": "AV0", "lately": "AV0", "allways": "AV0", "let": "VVB",
    "since": "CJS", "about": "PRP", "to": "TO0", "well": "AV0", "yesterday": "AV0", "today": "AV0",
    "like": "PRP",
}  # fmt: skip


_NOUNY = {"AT0", "DPS", "AJ0", "AJC", "AJS", "ORD", "CRD", "POS"}


def corrected(tokens: list[Token]) -> list[Token]:
    """Put right what the tagger gets wrong most: verbs taken for nouns and the reverse."""
    for index, token in enumerate(tokens):
        tag = _better_tag(tokens, index, token)
        lemma = _better_lemma(token, tag)
        if tag != token.tag or lemma != token.lemma:
            tokens[index] = replace(token, tag=tag, lemma=lemma)
    return tokens


def _before(tokens: list[Token], index: int) -> Token | None:
    """The last word before that is no adverb."""
    for back in range(index - 1, -1, -1):
        if not tokens[back].is_adverb:
            return tokens[back]
    return None


def _better_tag(tokens: list[Token], index: int, token: Token) -> str:
    low, tag = token.low, token.tag
    before = _before(tokens, index)
    direct = tokens[index - 1] if index else None
    if low == "'s":
        return _of_s(tokens, index, direct)
    if low == "'d":
        after = tokens[index + 1 : index + 3]
        return (
            "VM0"
            if any(
                each.tag in {"VVI", "VBI", "VHB", "VVB", "VDB"}
                or each.low in {"rather", "better", "have"}
                for each in after
            )
            else "VHD"
        )
    if low == "to":
        following = tokens[index + 1 : index + 3]
        return "TO0" if following and _is_base(following) else "PRP"
    if (
        low == "like"
        and tag[0] == "V"
        and before
        and before.low in NOMINATIVE | {"would", "not", "n't", "do", "'d"}
    ):
        return tag
    if tag[:2] in {"VH", "VD", "VB", "VM"} and not _is_month(tokens, index):
        return tag
    if low == "may" and _is_month(tokens, index):
        return "NP0"
    if low == "that" and _starts_noun(tokens, index):
        return "DT0"
    if low in _CLOSED and low not in {"to", "like", "let"}:
        return _CLOSED[low]
    if low == "like":
        return "PRP"
    if (
        tag in {"VVD", "VVN"}
        and direct is not None
        and direct.tag in _NOUNY
        and _starts_noun(tokens, index)
    ):
        return "AJ0"
    if (
        tag in {"VVB", "VVI"}
        and direct is not None
        and direct.is_noun
        and _before_person(tokens, index)
    ):
        return "NN1"
    if tag == "VVI" and not _has_governor(tokens, index):
        tag = "VVB"
    if (
        direct is not None
        and direct.low in word_group("plain form")
        and low in word_group("also verbs")
        and _takes_object(tokens, index)
    ):
        return "VVB"
    if tag in {"NN1", "NN0", "UNC", "AJ0"} and _is_verb_of_plural(tokens, index):
        return "VVB"
    if before is not None and before.low in word_group("subjects"):
        if low in irregular_participles() and _has_aux(tokens, index):
            return "VVN"
        if low in irregular_pasts() or (low.endswith("ed") and len(low) > 3):
            return "VVD"
        if (
            tag in word_group("mistaken for nouns")
            and direct is not None
            and direct.low in {"you", "i", "we", "they"}
            and not token.text[0].isupper()
            and low not in word_group("no verb")
            and not _is_inverted_be(tokens, index)
        ):
            return "VVB"
        if (
            direct is not None
            and direct.is_adverb
            and direct.low not in {"very", "so", "too"}
            and tag in {"NN1", "NN2"}
            and before.low in {"you", "i", "we", "they"}
            and not low.endswith(("ly", "ing"))
        ):
            return "VVB"
    if before is not None and before.tag[:2] in {"VH", "VB"} and low in irregular_participles():
        return "VVN"
    if (
        before is not None
        and before.tag in {"VM0", "TO0"} | {"VDB", "VDD", "VDZ"}
        and tag in {"NN1", "VVB", "UNC"}
        and before is direct
    ):
        return "VVI"
    if (
        direct is not None
        and direct.tag in _NOUNY | {"PRF"}
        and tag in {"VVB", "VVI"}
        and direct.tag != "CRD"
    ):
        return "NN1"
    if (
        direct is not None
        and direct.tag in word_group("noun tags")
        and low in irregular_pasts()
        and tag in {"AJ0", "NN1", "VVN", "VVB", "NP0"}
        and not _has_aux(tokens, index)
    ):
        return "VVD"
    if (
        direct is not None
        and direct.tag in {"NN1", "NN2", "NP0", "PNI"}
        and tag in {"VVN", "AJ0", "UNC"}
        and low.endswith("ed")
        and not _has_aux(tokens, index)
    ):
        return "VVD"
    if low in irregular_pasts() and tag == "VVB" and low not in irregular_pasts().values():
        return "VVD"
    return tag


def _has_governor(tokens: list[Token], index: int) -> bool:
    """Whether a modal, "to", "do" or "let" stands before a base form."""
    for token in reversed(tokens[max(0, index - 4) : index]):
        if token.tag in {"VM0", "TO0", "VDB", "VDD", "VDZ"} or token.lemma in word_group(
            "causatives"
        ):
            return True
    return False


def _takes_object(tokens: list[Token], index: int) -> bool:
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return after is not None and (
        after.tag in word_group("object tags (tagging)") or after.is_noun or after.is_adverb
    )


def _is_verb_of_plural(tokens: list[Token], index: int) -> bool:
    """A word behind a plural in a sentence without any other verb: "the interns now pair"."""
    if not tokens[index].low.isalpha() or tokens[index].text[0].isupper() or index == 0:
        return False
    direct = tokens[index - 1]
    if direct.low in word_group("now") and index > 1:
        direct = tokens[index - 2]
        plural = direct.tag == "NN2"
    else:
        plural = direct.tag == "NN2" and _takes_object(tokens, index)
    finite = word_group("finite tags (tagging)")
    return plural and not any(each.tag in finite for each in tokens)


def _is_month(tokens: list[Token], index: int) -> bool:
    """Whether "may" stands beside a number or behind a preposition."""
    if tokens[index].low != "may":
        return False
    near = tokens[max(0, index - 1) : index] + tokens[index + 1 : index + 2]
    return any(
        each.tag in {"CRD", "ORD", "PRF"} or each.low in {"in", "last", "since", "the"}
        for each in near
    )


def _starts_noun(tokens: list[Token], index: int) -> bool:
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return after is not None and after.tag in {"NN1", "NN2", "NN0", "QUO"}


def _before_person(tokens: list[Token], index: int) -> bool:
    """Whether a pronoun with a verb of its own follows, as in "in the call you muted"."""
    after = tokens[index + 1 : index + 5]
    return (
        len(after) > 1
        and after[0].low in word_group("subject pronouns")
        and any(
            each.is_verb or each.low.endswith("ed") or each.low in irregular_pasts()
            for each in after[1:]
        )
    )


def _is_inverted_be(tokens: list[Token], index: int) -> bool:
    """As in "Are you free", "I'd call you careless": what stands before takes no clause."""
    if index < 2:
        return False
    governor = tokens[index - 2]
    return governor.tag[:2] == "VB" or governor.low in word_group("calling")


def _has_aux(tokens: list[Token], index: int) -> bool:
    """Whether the words just before hold an auxiliary that this form would belong to."""
    for token in reversed(tokens[max(0, index - 3) : index]):
        if token.tag[:2] in {"VB", "VH"}:
            return True
        if token.is_verb or token.is_mark:
            return False
    return False


def _is_base(following: Sequence[Token]) -> bool:
    first = following[0]
    if first.is_adverb and len(following) > 1:
        first = following[1]
    return first.tag in word_group("base tags")


def _of_s(tokens: list[Token], index: int, direct: Token | None) -> str:
    if direct is not None and (
        direct.tag in word_group("pronoun tags")
        or direct.low in NOMINATIVE | {"here", "where", "how", "let"}
    ):
        return "VBZ"
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if after is None or (direct is not None and direct.low.endswith("day")):
        return "POS"
    if after.tag == "VVN" and not _looks_like_participle(after.low):
        return "POS"
    if after.tag in {"VVN", "VVG", "AT0", "XX0", "VBN"} or after.low in word_group("after is"):
        return "VBZ"
    return "POS"


def _looks_like_participle(low: str) -> bool:
    return low.endswith(("ed", "en")) or low in irregular_participles()


def _better_lemma(token: Token, tag: str) -> str:
    low = token.low
    if tag == "VBZ" and low == "'s":
        return "be"
    if tag[:2] == "VV":
        base = irregular_pasts().get(low) or irregular_participles().get(low)
        if base:
            return base
        if token.tag[0] != "V" or token.lemma == low:
            return _regular(low, tag)
    return token.lemma


def _regular(low: str, tag: str) -> str:
    """Base form of a regular verb that the tagger did not know as one."""
    if tag in {"VVD", "VVN"} and low.endswith("ed") and len(low) > 4:
        stem = low[:-2]
        if low.endswith("ied"):
            return low[:-3] + "y"
        if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "sl":
            return stem[:-1]
        return (
            stem
            if not stem.endswith(("at", "iz", "is", "us", "ag", "nc", "rg", "v"))
            else stem + "e"
        )
    if tag == "VVG" and low.endswith("ing") and len(low) > 5:
        return low[:-3]
    return low


NOMINATIVE = word_group("nominative")
