"""Check an incident note: facts and conditions, or a verdict on people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from leadlab.models.writing.blaming import VERDICTS, blaming, is_rejected
from leadlab.models.writing.clauses import Clause, clauses
from leadlab.models.writing.findings import Finding, TextReport
from leadlab.models.writing.language import LONGEST, plain, read, unquoted
from leadlab.models.writing.question_units import said
from leadlab.models.writing.tagging import Token
from leadlab.models.writing.words import phrases, words

LIMITS = (
    (
        "This checker reads the words of a note. It cannot judge whether the story is true or "
        "complete, or whether people can speak freely where it was written."
    ),
    (
        "It reads English only, and it errs: blame can be put into words that it does not know. "
        "Trust your own reading."
    ),
)
TOO_LONG = f"Only the first {LONGEST:,} characters were read."

SAYS: dict[str, tuple[str, str, str]] = {
    "no_verdict": (
        "no verdict on a person's care, skill, motive or duty",
        "Say what the person saw, knew and did, and what made it reasonable at the time.",
        "whether a fact was chosen in order to shame",
    ),
    "no_should_have": (
        'no "should have" held against a person',
        "Turn it round: say what in the system, the tool or the plan let it happen.",
        "whether the other course was open to them",
    ),
    "goes_past_error": (
        "a cause behind the error",
        'Go on from "human error": say what made it easy to make and hard to see.',
        "whether the cause is the one that matters",
    ),
    "remedy_in_system": (
        "a remedy in the system, not in more care or in punishment",
        "Change a tool, a check, a default or a rota in place of asking people to be careful.",
        "whether the remedy will work",
    ),
}
"""What each finding looks for, what to do if it is missing, and what it cannot judge."""

Span = tuple[int, int]


def check_incident_note(text: str) -> TextReport:
    """Whether an incident note blames people, and on which words.

    >>> report = check_incident_note("Ravi should have checked the name. The tool hides it.")
    >>> [(finding.name, finding.span) for finding in report.missing]
    [('no_should_have', 'Ravi should have checked the name.')]
    >>> check_incident_note("The failover should have taken 30 seconds.").missing
    ()

    Args:
        text: The note; anything else is read as text.
    """
    text = str(text)
    found = {
        "no_verdict": _first(_verdicts(text)),
        "no_should_have": _first(chain(_counterfactuals(text), blaming(text, "held_against"))),
        "goes_past_error": _first(blaming(text, "error_by_person")),
        "remedy_in_system": _first(
            chain(_listed(text, "remedies_for_people"), blaming(text, "remedies_care"))
        ),
    }
    findings = []
    for name, (says, advice, cannot) in SAYS.items():
        place = found[name]
        findings.append(
            Finding(
                name=name, present=place is None, says=says, advice=advice, cannot=cannot,
                span=text[place[0] : place[1]] if place else "",
            )
        )  # fmt: skip
    limits = (*LIMITS, TOO_LONG) if len(text) > LONGEST else LIMITS
    return TextReport(findings=tuple(findings), limits=limits)


def _first(spans: Iterator[Span]) -> Span | None:
    return min(spans, default=None)


def _listed(text: str, name: str) -> Iterator[Span]:
    """Sentences that hold an entry of a list and do not reject it."""
    bare = unquoted(plain(text))
    for sentence in read(text):
        start, end = sentence[0].start, sentence[-1].end
        for line in (said(sentence), bare[start:end]):
            hit = phrases(name).search(line)
            if hit and not is_rejected(line, hit.start(), hit.end()):
                yield start, end
                break


def _verdicts(text: str) -> Iterator[Span]:
    """Where a note judges somebody's character, attention, diligence, competence or motive."""
    yield from _listed(text, "blame")
    yield from blaming(text, *VERDICTS)
    for clause in clauses(text):
        if clause.link in {"whether", "if"}:
            continue
        if clause.lemma == "be" and is_person(clause) and not clause.negated and _is_bad(clause):
            yield clause.tokens[clause.start].start, clause.tokens[clause.end - 1].end
        if is_person(clause) and _is_blaming_act(clause):
            yield clause.tokens[clause.start].start, clause.tokens[clause.end - 1].end
        if (
            clause.lemma == "fail"
            and is_person(clause)
            and clause.rest_words.startswith(("to ", "in "))
            and not _EXPLAINS.search(said(clause.tokens))
        ):
            yield clause.tokens[clause.start].start, clause.tokens[clause.end - 1].end


_EXPLAINS = re.compile(r", (?:as|because|since)\b|\bbecause\b")
"""A condition that explains, as in "failed to log in, because the account had expired"."""


def _is_bad(clause: Clause) -> bool:
    """Whether the complement is an adjective that judges a person."""
    judging = words("person_adjectives") - words("good_traits")
    return any(each.low in judging for each in clause.rest[:4] if each.tag[:2] == "AJ")


def _is_blaming_act(clause: Clause) -> bool:
    """As in "they ignored it", "she carelessly closed it", "nobody bothered to look"."""
    if clause.modal in {"may", "might", "can", "could", "will"} or clause.is_passive:
        return False
    if clause.lemma in words("blame_verbs"):
        return not clause.negated
    habit = {"never", "always", "seldom"} & set(clause.words.split())
    if habit and not clause.is_past and clause.tag in {"VVB", "VVZ"} and not clause.aux:
        return True
    if clause.lemma in {"bother", "concentrate", "listen"}:
        return clause.negated or clause.subject_words in {"nobody", "no one", "noone"}
    if _is_done_in_a_judged_way(clause):
        return True
    adverbs = (each.low for each in clause.tokens[clause.start : clause.end] if each.is_adverb)
    return any(_judging_adverb(each) for each in adverbs)


def _is_done_in_a_judged_way(clause: Clause) -> bool:
    """As in "the technician happily pulled it", "somehow the crew managed to delete it"."""
    before = {each.low for each in clause.tokens[max(0, clause.subject_from - 3) : clause.verb]}
    if "somehow" in before and clause.lemma in {"manage", "forget", "contrive", "lose"}:
        return True
    behind = {each.low for each in clause.rest if each.is_adverb}
    return bool((before | behind) & words("judging_adverbs"))


def _judging_adverb(low: str) -> bool:
    """Whether an adverb is made of an adjective that blames: "carelessly"."""
    if not low.endswith("ly"):
        return False
    stems = {low[:-2], low[:-3] + "y", low[:-2] + "e", low[:-1] + "e"}
    return bool(stems & words("person_adjectives") - words("good_traits"))


def is_person(clause: Clause) -> bool:
    """Whether a person or a group of people does what a clause tells."""
    subject = clause.tokens[clause.subject_from : clause.subject_to]
    return _names_person(subject)


def _names_person(tokens: Sequence[Token]) -> bool:
    core: list[Token] = []
    for token in tokens:
        if token.tag in {"PRP", "PRF"} and core:
            break
        core.append(token)
    lows = [each.low for each in core]
    if core and core[-1].low in words("people"):
        return True
    heads = [each for each in core if each.is_noun]
    if heads and heads[-1].low in words("people"):
        return True
    return (
        bool(heads)
        and heads[-1].text[:1].isupper()
        and heads[-1].tag == "NP0"
        and "the" not in lows
    )


def _counterfactuals(text: str) -> Iterator[Span]:
    """Where "should have", "if only" or "why did X not" is held against a person."""
    for sentence in read(text):
        line = said(sentence)
        span = sentence[0].start, sentence[-1].end
        if (
            _passive_by_person(sentence, line)
            or _had_person(sentence, line)
            or _why_not(sentence, line)
        ):
            yield span
    for clause in clauses(text):
        perfect = (
            clause.modal in {"should", "could", "might", "would", "ought"} and "have" in clause.aux
        )
        ought = clause.modal == "ought" or clause.lemma == "ought"
        counter = (
            perfect and (clause.modal in {"should", "might", "ought"} or _blames(clause))
        ) or ought
        if clause.negated and clause.lemma in _BEFALLS:
            continue
        if counter and is_person(clause) and clause.subject not in {"it", "there"}:
            yield clause.tokens[clause.start].start, clause.tokens[-1].end


_BEFALLS = frozenset({"see", "get", "receive", "be", "have"})
"""What "should not have" holds against a system: the nurse should not have seen this dialog."""


def _blames(clause: Clause) -> bool:
    """Whether "could have" or "would have" is held against the person."""
    if clause.negated or clause.subject_words in {"nobody", "no one", "none"}:
        return False
    if re.search(r"\bonly (?:by|if|when|with|after|on)\b", clause.rest_words):
        return False
    return clause.modal == "could" and clause.lemma in {
        "prevent",
        "avoid",
        "check",
        "notice",
        "ask",
        "see",
        "stop",
        "read",
        "know",
        "catch",
    }


_SHOULD_TYPO = re.compile(
    r"\b(?:should|shoud|shouldve|ought to) ?(?:'ve|have|of)? (?:known|asked|checked|seen|"
    r"read|noticed|tested|told|been more)\b|shouldve"
)


def _passive_by_person(sentence: Sequence[Token], line: str) -> bool:
    hit = re.search(r"\b(?:should|ought to|could) have been \w+ by\b", line)
    if hit:
        by = next((at for at, each in enumerate(sentence) if each.low == "by"), len(sentence))
        return _names_person(sentence[by + 1 : by + 4])
    hit = _SHOULD_TYPO.search(line)
    return hit is not None and _names_person(sentence[: max(1, len(line[: hit.start()].split()))])


_LACKED = re.compile(
    r"\bhad (?:\w+ ){0,3}?(?:known|had|"
    r"been (?:told|shown|given|informed|warned|trained|able|called|notified))\b"
)
"""What people did not have, as in "had we been told": a condition, not held against them."""

_DONE = frozenset({"done", "been", "read", ","})


def _had_person(sentence: Sequence[Token], line: str) -> bool:
    """As in "If only Mirela had read", "had Olga done her duty"."""
    if _LACKED.search(line):
        return False
    lows = [each.low for each in sentence]
    if lows[0] == "had" and len(sentence) > 2 and "would" in lows:
        upto = next(
            (
                at
                for at in range(1, len(sentence))
                if sentence[at].tag in {"VVN", "VVD"} or sentence[at].low in _DONE
            ),
            3,
        )
        return _names_person(sentence[1:upto])
    hit = re.search(r"\bif (?:only )?((?:\w+ ){1,4}?)(?:had|has)\b", line)
    if hit and ("would" in lows or "only" in hit[0] or "could" in lows):
        at = lows.index("if") + (2 if "if only" in hit[0] else 1)
        return _names_person(
            sentence[at : at + len(hit[1].split()) - (1 if "only" in hit[1] else 0)]
        )
    return False


def _why_not(sentence: Sequence[Token], line: str) -> bool:
    hit = re.search(
        r"\bwhy (?:did|didn't|did n't|has|had) (?:n't )?((?:\w+ ){1,3}?)(?:not|n't|fail)\b|"
        r"\bwhy did n't ((?:\w+ ){1,2})",
        line,
    )
    if hit is None:
        return False
    at = next(index for index, each in enumerate(sentence) if each.low == "why")
    return _names_person(sentence[at + 2 : at + 4]) or _names_person(sentence[at + 3 : at + 5])
