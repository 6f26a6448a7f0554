"""Tell what kind of question a mentor asks: open, closed, leading, advice in disguise, stacked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from leadlab.models.writing.findings import Finding, TextReport
from leadlab.models.writing.language import LONGEST, read
from leadlab.models.writing.question_answers import awaits, endorses, opines
from leadlab.models.writing.question_beliefs import (
    supposes_a_mind,
    takes_for_granted,
    without_check,
)
from leadlab.models.writing.question_bids import (
    asks_besides,
    asks_for_several,
    invites,
    kind_of_bid,
    wonders_aloud,
)
from leadlab.models.writing.question_checks import without_plain_check
from leadlab.models.writing.question_clauses import Clause, clause_of, denies
from leadlab.models.writing.question_forms import (
    INVITES,
    advises,
    asks_fact,
    is_closed,
    leads,
)
from leadlab.models.writing.question_invitations import (
    asks_to_be_told_a_fact,
    calls_for_telling,
)
from leadlab.models.writing.question_neutral import (
    asks_for_a_date,
    waits_for_news,
    without_known_trouble,
)
from leadlab.models.writing.question_offers import is_order_of_the_talk, offers, only_asks
from leadlab.models.writing.question_openers import main_part, without_opener
from leadlab.models.writing.question_pressing import presses, weighs_both_ends
from leadlab.models.writing.question_proposals import is_bare_proposal, proposes
from leadlab.models.writing.question_repeats import distinct
from leadlab.models.writing.question_reproaches import is_loaded, reproaches
from leadlab.models.writing.question_short import (
    is_choice,
    is_choice_of_theirs,
    is_cut_short,
    is_last_call,
)
from leadlab.models.writing.question_suggestions import (
    recommends,
    suggests,
    supposes_a_deed,
    takes_up_a_story,
)
from leadlab.models.writing.question_units import said, units_of
from leadlab.models.writing.question_verdicts import expects
from leadlab.models.writing.tagging import Token

KINDS = ("open", "closed", "leading", "advice_in_disguise", "multiple", "statement")
LIMITS = (
    (
        "This checker reads the form of one turn. It cannot judge whether the question is wise, "
        "whether the trust is there for it, or what was said before."
    ),
    (
        "It reads English only, and it errs: one plain turn in twenty, one in eight as people "
        "speak, one in three of those that hide advice or verdict well, as closed or open. "
        "Trust your own reading."
    ),
)
TOO_LONG = f"Only the first {LONGEST:,} characters were read."
SAYS: dict[str, tuple[str, str, str]] = {
    "asks": (
        "something for the other person to answer",
        "Ask something: a turn that only tells leaves nothing to think about.",
        "whether a silence would have served better",
    ),
    "one_question": (
        "one question at a time",
        "Ask the first question, wait for the answer, and keep the others.",
        "which of the questions matters most",
    ),
    "no_advice": (
        "no advice in the form of a question",
        "Ask what they have thought of, or give the advice openly as your own.",
        "whether the advice is good",
    ),
    "not_leading": (
        "no answer in the question",
        "Take out the word, the tag or the negation that shows which answer you expect.",
        "whether you do expect it",
    ),
    "open": (
        "an invitation to think or to tell",
        'Begin with "what" or "how", or ask them to describe it.',
        "whether a fact is just what you need",
    ),
}
"""What each finding looks for, what to do if it is missing, and what it cannot judge."""
_SPOILS = {
    "asks": ("statement",),
    "one_question": ("multiple",),
    "no_advice": ("advice_in_disguise",),
    "not_leading": ("leading",),
    "open": ("closed", "statement"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """The kind of one turn, and the words that show it."""

    kind: str
    start: int
    end: int


def check_question(text: str) -> TextReport:
    """What a turn of a mentor asks, and what spoils it.

    >>> report = check_question("Why not let the nurses decide?")
    >>> [finding.name for finding in report.missing], report["no_advice"].span
    (['no_advice'], 'Why not let the nurses decide?')

    Args:
        text: What the mentor says in one turn; anything else is read as text.
    """
    text = str(text)
    found = question_kind(text)
    span = text[found.start : found.end]
    findings = []
    for name, (says, advice, cannot) in SAYS.items():
        present = found.kind not in _SPOILS[name]
        findings.append(
            Finding(
                name=name, present=present, says=says, advice=advice, cannot=cannot,
                span="" if present else span,
            )
        )  # fmt: skip
    limits = (*LIMITS, TOO_LONG) if len(text) > LONGEST else LIMITS
    return TextReport(findings=tuple(findings), limits=limits)


def question_kind(text: str) -> Question:
    """The kind of a turn: one of `KINDS`, the first that fits.

    >>> [question_kind(each).kind for each in ("Who was there?", "What did you learn?", "I see.")]
    ['closed', 'open', 'statement']
    >>> question_kind("Did it work? And what did you learn?").kind
    'multiple'
    """
    sentences = read(text)
    units = [each for sentence in sentences for each in units_of(sentence)]
    asked = distinct(sentences, units)
    if not asked:
        return _invited(sentences)
    waiting = [each for each in asked if awaits(each, sentences)]
    if not waiting:
        return Question("statement", asked[0][0].start, asked[-1][-1].end)
    asked = waiting
    whole = Question("multiple", asked[0][0].start, asked[-1][-1].end)
    if len(asked) > 1 or any(_adds(each, asked[0]) for each in sentences):
        return whole
    unit = asked[0]
    at = next(
        index
        for index, each in enumerate(sentences)
        if each[0].start <= unit[0].start <= each[-1].end
    )
    kind = _kind_of(unit, sentences[:at])
    if kind == "closed" and endorses(sentences[at + 1 : at + 2], unit):
        kind = "advice_in_disguise"
    if kind == "closed" and opines(sentences[at + 1 : at + 2]):
        kind = "leading"
    return Question(kind, whole.start, whole.end)


def _adds(sentence: Sequence[Token], unit: Sequence[Token]) -> bool:
    """Whether a sentence beside the question asks for something else by a clause."""
    beside = sentence[-1].end < unit[0].start or sentence[0].start > unit[-1].end
    return beside and asks_besides(sentence)


_WOULD_BE = re.compile(
    r"^(?:so |and |but |well ,? ?)*(?:in your (?:place|shoes|position)|if i (?:were|was) "
    r"(?:you|in your \w+)|were i you|i'd|i would)\b(?! (?:like|love))|"
    r"^(?:maybe|perhaps) you (?:could|should|might)"
)


_SHOULD_HAVE = re.compile(r"\bshould(?: n't| not)? (?:the |a |your |my )?\w+ have\b")
_TO_TELL = re.compile(r"\b(?:can|could|would|will|might|are|were|do) you\b")
"""A request to tell, in which a word that judges is theirs as a rule."""
_OPINION_LAST = re.compile(r"(?<=\w) ?, (?:do|would) you (?:think|say|reckon|suppose)\s*\?*$(?<=.)")
_SHORT = 9
"""Words up to which a question can ask for the effect of what was supposed before it."""


def _kind_of(unit: Sequence[Token], before: Sequence[Sequence[Token]]) -> str:
    unit = without_opener(without_check(unit))
    line = without_plain_check(without_known_trouble(said(unit), before), unit)
    line = _OPINION_LAST.sub(" ?", line)
    clause = clause_of(main_part(unit))
    if (clause is not None and asks_for_a_date(clause)) or is_order_of_the_talk(line):
        return "closed"
    if waits_for_news(line):
        return "closed"
    if weighs_both_ends(line):
        return "closed"
    if reproaches(line, before) or presses(line):
        return "leading"
    if calls_for_telling(line):
        return "open" if _TO_TELL.search(line) or not leads(line, unit) else "leading"
    if asks_to_be_told_a_fact(line):
        return "closed"
    if _puts_forward(unit, line, clause, before):
        return "advice_in_disguise"
    if wonders_aloud(unit):
        return kind_of_bid(unit)
    if is_choice_of_theirs(line):
        return "leading" if leads(line, unit) else "closed"
    if _shows_the_answer(unit, line, clause):
        return "leading"
    if is_cut_short(line, unit):
        return "open"
    fact = asks_fact(line) or is_last_call(line) or is_choice(line)
    if INVITES.search(line) and not fact:
        return "open"
    return "closed" if fact or is_closed(line) else "open"


def _puts_forward(
    unit: Sequence[Token],
    line: str,
    clause: Clause | None,
    before: Sequence[Sequence[Token]],
) -> bool:
    """Whether a question, or a supposition right before it, puts an action forward."""
    if only_asks(line):
        return False
    theirs = is_choice_of_theirs(line)
    if not theirs and advises(line) and not _SHOULD_HAVE.search(line):
        return True
    supposed = bool(before) and (
        supposes_a_deed(before[-1]) or bool(_WOULD_BE.search(said(before[-1])))
    )
    if supposed and len(unit) < _SHORT:
        return True
    if wonders_aloud(unit) or theirs:
        return False
    if offers(line) or takes_up_a_story(line, before) or suggests(line, unit):
        return True
    if clause is not None and (recommends(clause) or proposes(clause)):
        return True
    return is_bare_proposal(unit, line)


def _shows_the_answer(unit: Sequence[Token], line: str, clause: Clause | None) -> bool:
    """Whether words or build of a question show which answer is expected."""
    granted = takes_for_granted(line, unit) or supposes_a_mind(line, unit) or is_loaded(line)
    return granted or denies(main_part(unit)) or leads(line, unit) or expects(clause, line)


def _invited(sentences: Sequence[Sequence[Token]]) -> Question:
    """The kind of a turn without a question: an invitation to tell, or a statement."""
    for sentence in sentences:
        if invites(sentence):
            kind = "multiple" if asks_for_several(sentence) else kind_of_bid(sentence)
            return Question(kind, sentence[0].start, sentence[-1].end)
    if not sentences:
        return Question("statement", 0, 0)
    return Question("statement", sentences[0][0].start, sentences[-1][-1].end)
