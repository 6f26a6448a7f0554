"""Graded sorting: questions and review comments, kept or changed, and for which reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from leadlab.checks.exercise import exercise
from leadlab.checks.outcome import Check
from leadlab.checks.reasons import form_of_pairs, placed_with_reasons, untouched_pairs

GROUPS = ("keep", "change")
Pairs = Mapping[str, tuple[str, str]]
QUESTION_REASONS = {
    "think": "it lets them look at what they know or want",
    "fact": "a fact is needed now, and they have it",
    "answer inside": "it shows which answer you expect",
    "advice": "it puts your own action forward with a question mark",
    "two at once": "it asks for two answers, and the easier one will come",
}
QUESTIONS = (
    "rota is down, to Minh: Which release is out there now?",
    "to Rui, stuck for a day: Have you thought of printing the round before the sort?",
    "to Kirsty, after the talk: What would you look at first if you did it again?",
    "to Goran, ten months of late work: You do still want this job, don't you?",
    "to Leila, on her note: What is it for, and who else has read it?",
    "to Adaeze, on two caches: What would each cost us at ten times the load?",
    "to Tomasz, on his log: Couldn't we put that into the table that we have?",
    "to Oskar, before the release: Has Settlement the new format?",
)
COMMENT_REASONS = {
    "effect": "it says what happens otherwise and what would settle it",
    "asks": "it asks for what the author knows and the reader does not",
    "person": "it is about the author, kindly or not",
    "taste": "it prefers another form and no effect hangs on it",
    "bare order": "it demands a change and gives no reason",
}
COMMENTS = (
    "If two phones answer at once, both get the round; a lock on the visit would prevent it.",
    "I would have called this one `visits_by_day`.",
    "You are usually more careful than this.",
    "Split this into three functions.",
    "What happens here on the night when the clocks go back?",
    "Clever as always, this is why we need you.",
    "The index is missing, so this reads 1.9 TB at half past six; see the January morning.",
    "Please use early returns here, I find them easier to read.",
)


def form_of_questions(answer: Pairs) -> Iterator[Check]:
    """Each question has a group and a reason from the lists."""
    yield from form_of_pairs(answer, QUESTIONS, groups=GROUPS, reasons=QUESTION_REASONS)


def form_of_comments(answer: Pairs) -> Iterator[Check]:
    """Each comment has a group and a reason from the lists."""
    yield from form_of_pairs(answer, COMMENTS, groups=GROUPS, reasons=COMMENT_REASONS)


@exercise(
    "mentoring.questions",
    title="Eight questions, with reasons",
    concepts=("G-01", "G-11", "G-12", "G-16", "G-24", "S-11"),
    points=8,
    kind="sort, match, order",
    hints=(
        "Ask of each: whose thought is in the answer, theirs or yours?",
        "A closed question is right where a fact is missing, and wrong where a thought is.",
        "Half of the eight stay; a group and its reason each count half a point.",
    ),
    solution="""
        The key comes with the marker. How to find it, on three others:
        "Who is on call?", when a page has come: keep, fact.
        "Shouldn't you have tested that?": change, answer inside. It is a verdict that nods.
        "What made the first way attractive?": keep, think.
        """,
    shape=form_of_questions,
    untouched=untouched_pairs,
)
def questions(answer: Pairs, *, placements: Pairs) -> Iterator[Check]:
    """What to do with each question, and why."""
    yield from placed_with_reasons(
        answer, placements, QUESTIONS, groups=GROUPS, why=_why_question,
        right_group="That is what to do with it; another reason weighs more here.",
    )  # fmt: skip


@exercise(
    "mentoring.comments",
    title="Eight review comments, with reasons",
    concepts=("G-08", "G-18", "G-35"),
    points=8,
    kind="sort, match, order",
    hints=(
        "Read each as the author, on a Friday, with eleven others below it.",
        "What would the author do next, and how would they know that it is done?",
        "Three of the eight can be sent as they are; praise of a person is about the person.",
    ),
    solution="""
        The key comes with the marker. How to find it, on three others:
        "Why a map here and not a list?", from somebody who does not know: keep, asks.
        "Rename this.": change, bare order.
        "This loops for ever on an empty week; a guard in line 12 ends it.": keep, effect.
        """,
    shape=form_of_comments,
    untouched=untouched_pairs,
)
def comments(answer: Pairs, *, placements: Pairs) -> Iterator[Check]:
    """What to do with each comment, and why."""
    yield from placed_with_reasons(
        answer, placements, COMMENTS, groups=GROUPS, why=_why_comment,
        right_group="That is what to do with it; another reason weighs more here.",
    )  # fmt: skip


def _why_question(group: str) -> tuple[str, str]:
    if group == "keep":
        return "Whose thought would be in the answer?", "advice_in_disguise"
    told = "What would be lost if they were asked exactly this?"
    return told, "every_question_open" if group == "change" else ""


def _why_comment(group: str) -> tuple[str, str]:
    if group == "keep":
        return "What does the author know after it that they did not know before?", "taste_as_fault"
    told = "What is missing from it: a reason, a change, respect?"
    return told, "softness_for_help" if group == "change" else ""
