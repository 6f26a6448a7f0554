"""Take a question apart: auxiliary, negation, subject, verb; and read what its build puts forward.

The rules turn on the grammar of the clause and on small classes of words, such as verbs of use or
nouns for people; the lists of phrases beside them know the set expressions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from leadlab.models.writing.tagging import Token
from leadlab.models.writing.words import word_group, words

_MODALS = {"could", "would", "might", "should", "can", "may", "must"}
_SUBJECT_WORDS = {
    "i", "you", "he", "she", "it", "we", "they", "there", "this", "that", "these", "those",
    "anyone", "anybody", "someone", "somebody", "everyone", "everybody", "nobody", "something",
    "anything",
}  # fmt: skip
_OPENS_NOUN = {"AT0", "DPS", "AJ0", "AJC", "AJS", "ORD", "CRD", "DT0", "PRP", "PRF", "POS", "CJC"}
_LED_IN = {
    "so", "and", "but", "or", "well", "okay", "ok", "hm", "hmm", "now", "then", "perhaps", "maybe",
    "also", "just", "honestly", "nit", "lol", "hey", "oh", "ah", "yeah", "yes", "no", "sorry",
    ",", ":", ";", "-", "question", "thought", "idea",
}  # fmt: skip
_INDEFINITE = {"a", "an", "some", "one", "two", "three", "more", "less", "fewer", "another"}


@dataclass(frozen=True, slots=True)
class Clause:
    """A yes/no question taken apart: "could | n't | the team | wait | until June"."""

    aux: str
    negated: bool
    subject: tuple[Token, ...]
    verb: Token | None
    rest: tuple[Token, ...]

    @property
    def about(self) -> str:
        """The subject in small letters."""
        return " ".join(each.low for each in self.subject)

    @property
    def after(self) -> str:
        """What follows the verb, in small letters."""
        return " ".join(each.low for each in self.rest)


def clause_of(unit: Sequence[Token]) -> Clause | None:
    """The clause of a question that begins with its auxiliary; none for other builds."""
    at = led_in(unit)
    if at >= len(unit) or unit[at].low not in word_group("auxiliaries"):
        return None
    aux, at = unit[at].low, at + 1
    negated = at < len(unit) and unit[at].low in {"n't", "not"}
    at += negated
    end = _subject_end(unit, at, aux)
    subject, rest = tuple(unit[at:end]), list(unit[end:])
    while rest and (rest[0].is_adverb or rest[0].low in {"n't", "not", "maybe", "perhaps"}):
        negated = negated or rest[0].low in {"n't", "not"}
        rest = rest[1:]
    verb = rest[0] if rest and not rest[0].is_mark else None
    return Clause(aux, negated, subject, verb, tuple(rest[1:] if verb else rest))


def led_in(unit: Sequence[Token]) -> int:
    """Where the question itself begins, after "so", "well," and their like."""
    at = 0
    while at < len(unit) and unit[at].low in _LED_IN:
        at += 1
    return at


def _subject_end(unit: Sequence[Token], at: int, aux: str) -> int:
    if at < len(unit) and unit[at].low in _SUBJECT_WORDS and not (
        unit[at].low in {"this", "that", "these", "those"}
        and at + 1 < len(unit)
        and unit[at + 1].is_noun
    ):
        return at + 1
    end = at + 1
    while end < len(unit) and not unit[end].is_mark:
        token, before = unit[end], unit[end - 1]
        opened = before.tag in _OPENS_NOUN and before.low not in {"first", "in", "up", "out"}
        if token.is_verb and token.tag != "VVG" and not opened:
            return end
        if aux in _MODALS and not opened and token.low in words("deeds"):
            return end
        end += 1
    return min(end, len(unit))


def is_person(subject: Sequence[Token]) -> bool:
    """Whether a subject is a person or a group of people: "a good lead", "everybody", "Noor"."""
    head = [each for each in subject if each.is_noun or each.tag[:2] in {"PN"}]
    return bool(head) and (head[-1].low in words("people") or head[-1].tag == "NP0")


def proposes(clause: Clause) -> bool:
    """Whether a yes/no question puts an action forward by its build.

    A thing that is not there yet, with "would" or "might", is a proposal: "would a queue do?".
    So is "should" with a deed that is not yet done, and "do you think it would ...".
    """
    if clause.verb is None or not clause.subject:
        return False
    first = clause.subject[0]
    done = re.search(r"^have \w+|\bhave (?:been|had|\w+ed)\b", f"{clause.verb.low} {clause.after}")
    if done:
        return False
    new = first.low in _INDEFINITE or first.tag == "VVG"
    if clause.aux in {"would", "might", "could"} and new:
        if is_person(clause.subject):
            return clause.verb.low in words("useful_verbs")
        return not re.search(r"\bif\b", clause.after) or clause.verb.low in words("useful_verbs")
    if clause.aux in {"would", "might"} and clause.about in {"it", "that", "this"}:
        return clause.verb.low in words("useful_verbs")
    if clause.aux == "should" and first.low not in {"i", "it", "there", "anyone", "anybody"}:
        return clause.verb.is_verb and "or" not in clause.after.split()
    if clause.about in {"you", "we"}:
        return _weighs(clause)
    return _moves(clause)


_PLACED = {"in", "before", "after", "without", "on", "under", "as", "into", "behind", "outside",
           "inside", "instead", "first", "later", "with", "through"}  # fmt: skip


_UNNAMED = {"anyone", "anybody", "someone", "somebody", "he", "she", "they", "it"}
_ABLE = {"be", "reproduce", "read", "reach", "access", "find", "work", "join", "come", "follow",
         "attend", "log", "open", "use"}  # fmt: skip


def _moves(clause: Clause) -> bool:
    """A thing that is there, put elsewhere: "could the check run before the merge?"."""
    verb, after = clause.verb, clause.after.split()
    if verb is None or not after:
        return False
    if re.search(r"\b(?:rather than|instead)\b", clause.after):
        return clause.aux in {"does", "is", "do", "are", "would", "could", "should", "can"}
    if clause.aux not in {"could", "might"} or "or" in after:
        return False
    if is_person(clause.subject) and clause.subject[0].low not in _UNNAMED:
        return verb.low not in words("tell_verbs") | _ABLE
    if verb.low == "be":
        done = next((each for each in clause.rest if not each.is_adverb), None)
        return done is not None and (
            done.low in {"a", "an", "one"}
            or (done.tag in {"VVN", "VVD"} and done.lemma in words("deeds"))
        )
    placed = {"run", "live", "go", "sit", "move", "happen", "start", "wait", "stay", "become"}
    return verb.low in placed and after[0] in _PLACED and not is_person(clause.subject)


def _weighs(clause: Clause) -> bool:
    """ "Do you think it would help ...", "have we looked at ...", "are you up for ..."."""
    line = f"{clause.verb.low if clause.verb else ''} {clause.after}"
    if clause.about == "we" and clause.aux in {"can", "could"} and clause.verb is not None:
        return clause.verb.low not in words("tell_verbs") | {"be", "assume", "expect", "trust"}
    if clause.aux in {"do", "would", "can", "could"}:
        if re.search(
            r"^(?:think|reckon|believe|feel) (?:that )?(?:an?|some|one|two|more|less|fewer|\w+ing) "
            r"(?:[\w-]+ ){1,6}?(?:would|might|could|'d)\b(?! have)",
            line,
        ):
            return True
        useful = "|".join(sorted(words("useful_verbs")))
        return bool(
            re.search(
                rf"^(?:think|feel|find|say|see|reckon|believe|imagine)\b.*(?:\b(?:would|might|could|"
                rf"will)| 'd) (?:\w+ )?(?:{useful}|be (?:a good|an? (?:\w+ )?(?:idea|option|way)|"
                r"worth|better|easier|simpler|wise|useful|sensible|possible|safer))\b",
                line,
            )
        )
    return clause.aux in {"have", "had"} and bool(
        re.search(
            r"^(?:ever |already )?(?:consider|thought|looked|tried|explored|weighed|experimented|"
            r"toyed|played|talked|spoken|run)\w* ?(?:of|about|at|with|into|through)? \w+ing\b",
            line,
        )
    )


_UNFINISHED = re.compile(
    r"^(?:(?:and|so|but|or|what|well|hm|ok|,) ?)*if (?:we|you|the|a|an|your|this|that|they|he|she|"
    r"somebody|someone|it|each|every|all|\w+)\b[^?]*\?*$"
)
_MAIN = re.compile(
    r", (?:then )?(?:what|how|who|where|when|which|why|would|will|do|does|did|is|are|can|could|"
    r"should|might|have|has)\b"
)
_SHORT = re.compile(
    r"^(?:(?:maybe|perhaps|or|so|and|ok|hm|then|,) ?)*(?:(?:just|rather|first|simply|better|"
    r"worth|time to|ever) )?(?P<verb>[\w-]+)\b"
)


def is_bare_proposal(unit: Sequence[Token], line: str) -> bool:
    """A proposal without subject or main clause: "rebase instead?", "and if we wait?"."""
    if _UNFINISHED.search(line) and not _MAIN.search(line):
        return not re.search(r"\bif (?:so|not|any|it (?:fails|breaks))\b", line)
    verbless = not any(each.is_verb for each in unit)
    if verbless and re.search(r"\b(?:instead of|rather than)\b", line):
        return True
    if re.search(r"(?:,|-) ?(?:maybe|perhaps)\s*\?+$|^(?:\w+ ,? ?)?let's \w+ ", line):
        return True
    if re.search(
        r"^(?:(?:or|so|and|maybe|perhaps|ever|,) ?)*(?:worth|tried|considered|thought (?:of|about)|"
        r"fancy|any (?:objections? to|appetite for|interest in)) (?:\w+ing|an?)\b",
        line,
    ):
        return True
    at = led_in(unit)
    if at >= len(unit) or not (hit := _SHORT.search(line)):
        return False
    verb = hit["verb"]
    if unit[at + 1 : at + 2] and unit[at + 1].low in {"me", "us"}:
        return False
    shown = unit[at].low in words("deeds") or unit[at].tag in {"VVB", "VVI"}
    told = verb in words("tell_verbs") or verb in word_group("auxiliaries")
    return shown and not told and not re.search(r"^(?:see|say|mean|want|need|know|got)\b", verb)


_DECLARED = re.compile(
    r"^(?:(?:so|and|but|ok|well|,) ?)*(?:you|they|we|he|she) (?:really |actually |seriously )?"
    r"(?:do n't|did n't|does n't|have n't|are n't|wo n't|never|still|just|simply|actually|"
    r"seriously|really|only|believed|trusted|hoped|assumed|are not|do not|did not|'re not|"
    r"'re (?:just|really|still|seriously))\b|"
    r"^i (?:take it|assume|suppose|gather|trust|bet)\b|"
    r"^(?:(?:so|and|but) ?)*(?:not?|zero) (?!worries|rush)(?!doubt)\w+[^,]*\?+$|"
    r"^(?:(?:so|and|but) ?)*you (?!can\b|could\b|will\b)\w+ .*\bonly\s*\?+$|"
    r"\b(?:do|must) (?:we|i|they) (?:really )?(?:have to|need to)?\b.*\b(?:every|again|each|always)\b|"
    r"\bwould you (?:want|like) (?:to (?:be (?:treated|told|spoken|the one|on the)|get|receive|"
    r"inherit|maintain|debug)|such|it if)\b|"
    r"\byou must (?:be|feel|have)\b|\bwould you call (?:it|that|this)\b|"
    r"^(?:(?:so|and|but) ?)*(?:nobody|no one|none|not one|not a single|nothing|still no|still not)"
    r"\b"
)
_SUGGESTED_CAUSE = re.compile(
    r"\b(?:could|might|may|can|is|was) it (?:just |simply |also |perhaps |maybe |not |be |possible "
    r"|only |rather )*(?:be |possible )?(?:because|that) (?:you|your)\b|"
    r"\bis (?:that|this|it) (?:just |perhaps )?(?:because|why) you\b|"
    r"\bhow much of .* (?:is|was|comes|came) (?:down to|due to|because of|your|on you|from you)\b"
)
_FACTIVE = re.compile(
    r"\b(?:do|did|do n't|did n't|can) you (?:\w+ly )?(?:realise|realize|appreciate)\b|"
    r"\b(?:are|were) you (?:even |at least )?aware (?:that|of how|how)\b|"
    r"(?<!how )(?<!where )(?<!what )\bdo you (?:see|understand|know) (?:that|how (?:much|many|hard|long|bad))\b"
)
_WHY_COST = re.compile(
    r"\bwhy (?:did|does|do|has|is|was|would) (?:it|that|this|they|you|we|the \w+|\w+) (?:\w+ )?"
    r"(?:take|took|taken|need|needed|cost|have to|wait|waited|waste|bother)\b|"
    r"\bhow long (?:have|has|are|will|do|did) (?:you|they|we) (?:been |going to |keep |intend to )?"
    r"(?:keep\w*|ignor\w+|putting off|avoid\w+|wait\w* to|going to|refus\w+|sitting on)\b|"
    r"\bwhen did you (?:stop|lose|give up|become|forget|decide that)\b|"
    r"\bwhat(?:'s| is| was) (?:so|the (?:point|use|problem with you))\b|"
    r"\bwhat (?:did you|were you) (?:think|hope|hoping|expect\w*) (?:to (?:gain|achieve)|would)\b"
)


def expects(clause: Clause | None, line: str) -> bool:
    """Whether the build of a question shows which answer is expected."""
    if any(
        each.search(line) for each in (_DECLARED, _SUGGESTED_CAUSE, _FACTIVE, _WHY_COST)
    ):
        return True
    return clause is not None and (_measures(clause) or _rates(clause))


def _measures(clause: Clause) -> bool:
    """A model person as the yardstick: "would a good lead leave that?"."""
    first = clause.subject[0].low if clause.subject else ""
    deserves = {"need", "deserve", "justify", "warrant", "merit", "require", "count"}
    if clause.aux in {"do", "does"} and first in _INDEFINITE and clause.verb is not None:
        return clause.verb.low in deserves
    person = is_person(clause.subject)
    return (
        clause.aux in {"would", "should", "does", "do", "can"}
        and person
        and clause.subject[0].low in {"a", "an", "any", "real"}
        and any(each.tag[:2] == "AJ" or each.low in {"senior", "any"} for each in clause.subject[:2])
    )


def _rates(clause: Clause) -> bool:
    """A moral verdict put to them: "do you think it was fair to ...", "was it worth losing ...". """
    line = f"{clause.verb.low if clause.verb else ''} {clause.after}"
    if clause.aux in {"do", "did"} and clause.about == "you":
        moral = "|".join(sorted(words("moral_adjectives")))
        return bool(
            re.search(
                rf"^(?:\w+ly )?(?:think|feel|find|believe|consider) (?:that )?(?:it|that|this|your "
                rf"\w+)?(?: is| was|'s| were)?(?: very| really| quite)? ?(?:{moral})\b",
                line,
            )
        )
    return clause.about == "it" and clause.aux in {"was", "were"} and bool(
        re.search(r"^worth (?:\w+ing|all|the (?:\w+ )?(?:pain|trouble|damage|row|mess))\b", line)
    )
