"""Know a proposal that stands outside the question: in a story, a supposition, before a tag."""

from __future__ import annotations

import re
from collections.abc import Sequence

from leadlab.models.writing.question_clauses import Clause, measures
from leadlab.models.writing.question_units import said
from leadlab.models.writing.tagging import Token
from leadlab.models.writing.words import phrases, words

_LIKE_IT = (
    r"(?:that|this|it|(?:such|that sort of|that kind of|this sort of|this kind of) (?:an? )?\w+|"
    r"(?:something|anything|one|an? \w+|\w+s) (?:like|of) (?:that|this|those|it)|the same(?: \w+)?|"
    r"one of those)"
)
_FITS = (
    r"(?:perhaps |maybe |also |ever |not )*(?:be (?:something|anything|a thing|a model|an idea|"
    r"an option|"
    r"possible|of use|useful)|work|help|fit|suit|do|fly|go down)"
)
_AT_YOURS = r"\b(?:here|you|your|yours|us|over there|on your side|in the team)\b"
_ANSWERS_STORY = re.compile(
    r"^(?:(?:and|so|but) )*(?:would|could|might) (?:you|yours|your (?:team|lot|people|squad))"
    r"(?: too| as well)?\s*\?*$|"
    rf"\b(?:could|would|might|can|may|does|do|will) {_LIKE_IT} {_FITS}\b.*{_AT_YOURS}|"
    rf"^(?:(?:and|so|maybe|perhaps|is that|would that be|,) ?)*(?:something|an idea|a model|a "
    rf"thing|one) "
    rf"(?:like (?:that|this) )?(?:for|at|with) (?:you|your|yours|us)\b|"
    r"\b(?:tried|considered|thought (?:of|about)) (?:it |that |doing it )?(?:that way|this way|"
    r"the same|"
    r"something (?:like that|similar|of the sort)|anything like (?:it|that))"
)
_LIKE_THIS = re.compile(
    rf"\b(?:could|would|might) (?:something|an? \w+) (?:like|of) (?:that|"
    rf"this)\b.{{0,4}}\b{_FITS}\b.*{_AT_YOURS}"
)
_OF_OTHERS = re.compile(
    r"^(?:(?:and|so|well|you know|,) ?)*(?:some|other|most|many|a|an|my|in my|at my|where i|one of|"
    r"over at|the (?:\w+ )?(?:team|people|folks|lot))\b"
)
_STORY = {"VVD", "VBD", "VHD", "VDD", "VVN"}


def takes_up_a_story(line: str, before: Sequence[Sequence[Token]]) -> bool:
    """Whether a question asks if what others did would do here too: "could that work at yours?"."""
    if _LIKE_THIS.search(line):
        return True
    if not _ANSWERS_STORY.search(line):
        return False
    told = [token for sentence in before[-2:] for token in sentence]
    past = any(each.tag in _STORY for each in told)
    others = bool(before) and bool(_OF_OTHERS.search(said(before[-1])))
    return (past or others) and "you" not in {each.low for each in told}


_I_WOULD = re.compile(
    r"^(?:(?:and|so|but|well|me|personally|honestly|myself|ok|,) ?)*(?:(?:in your (?:place|shoes|"
    r"position)|"
    r"if (?:i was|i were|it was|it were) (?:you|me)|were i you) ?,? ?)?i(?:'d| would)"
    r"(?: probably| rather| just| simply| first| at least| always)* (?:have |ve )?(?P<verb>[\w-]+)"
)


def suggests(line: str, unit: Sequence[Token]) -> bool:
    """Whether a statement puts an action forward and only its tag asks: "I'd ring, wouldn't "
    "you?".
    """
    if hit := _I_WOULD.search(line):
        verb = next((each for each in unit if each.low == hit["verb"]), None)
        return verb is not None and not {verb.low, verb.lemma} & _NO_ACTS
    return bool(phrases("suggestions").search(line))


_NO_ACTS = (
    words("mental_verbs", "mental_adjectives")
    | {"be", "been", "call", "say", "said", "die", "cry", "agree", "prefer", "have", "not", "n't"}
)  # fmt: skip
"""What somebody would feel or say in another's place, and not do."""


_SUPPOSED = re.compile(
    r"^(?:(?:so|and|but|well|or|now|ok|,) ?)*(?:(?:let us |let's |just )?(?:suppose|imagine|say|"
    r"assume|"
    r"picture)|what if|if)\b(?: that| for a moment| ,)*"
)


def supposes_a_deed(sentence: Sequence[Token]) -> bool:
    """Whether a sentence supposes that somebody does something: "suppose you told the landlord"."""
    hit = _SUPPOSED.search(said(sentence))
    if hit is None:
        return False
    rest = sentence[len(hit[0].split()) :]
    head = [each for each in rest[:4] if each.is_verb]
    named = rest[0].low in {"you", "we", "somebody", "someone"} if rest else False
    return named and bool(head) and head[0].lemma in words("deeds") - {"leave", "wake", "quit"}


def recommends(clause: Clause) -> bool:
    """Whether a model person is said to do a new thing: "wouldn't a good tester add a test?"."""
    if not (measures(clause) and clause.negated and clause.verb is not None):
        return False
    return clause.verb.low in words("deeds") | {"see", "get", "let"}
