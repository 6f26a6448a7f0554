"""Structured texts of lesson 06 and of the assignment: a reason, a record with gaps, a record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leadlab.checks.exercise import exercise
from leadlab.checks.outcome import Check
from leadlab.checks.writing import OPEN, written
from leadlab.models.writing import check_decision_record, headed, is_untouched, says_little

CONSTRAINT = re.compile(
    r"43\s*(?:%|per ?cent)|four in ten|fetch\w*|(?:get|load)\w* (?:their|the) rounds?|0?5:30|"
    r"half past five|morning peak|before (?:9|nine)",
    re.IGNORECASE,
)
CONSEQUENCE = re.compile(
    r"\b31\b|thirty-one|(take|taking|took|roll\w*|go\w*) .{0,12}back|revert\w*|"
    r"carers? .{0,40}(wait|late|without|stand)|(late|missed) (visit|round)s?",
    re.IGNORECASE,
)
ENDS = re.compile(
    r"\b(until|unless|as soon as|once|no longer|ends? when|the day (?:on which|that)|"
    r"review(?:ed)? (?:on|in|by)|(?:falls|lapses|stops|goes) (?:when|if)|"
    r"(?:drop|lift|retire|remove)\w* (?:it|this|the rule))\b|"
    r"\bwhen\b.{0,80}\b(minutes?|canary|switch|replay|tests?)\b",
    re.IGNORECASE | re.DOTALL,
)
ORDER_ONLY = re.compile(
    r"\b(because (?:i|we) said so|that is the rule|it is policy|best practice)\b", re.I
)


@exercise(
    "decision_making.say_why",
    title="Say why, so that others can decide without you",
    concepts=("C-14", "C-04"),
    points=3,
    kind="structured text",
    hints=(
        "Reread the two facts above the cell; neither stands in the rule itself.",
        "Three parts: what those hours are, what follows if it goes wrong, what ends it.",
        "43 % of the fetches fall between 05:30 and 09:00; 31 minutes to take it back; until ...",
    ),
    solution="""
        why = (
            "Between 05:30 and 09:00 carers fetch 43 % of the day's rounds. Taking a merge back "
            "needs 31 minutes of tests, so a bad one leaves thousands without a round. Once we can "
            "take one back in five minutes, the rule ends."
        )
        """,
    untouched=lambda text: isinstance(text, str) and not text.strip(),
)
def say_why(why: str) -> Iterator[Check]:
    """Constraint, consequence and end of a rule, in one short text."""
    text = why if isinstance(why, str) else ""
    for says, wanted, advice in (
        ("the constraint behind the rule", CONSTRAINT, "What is special about those hours?"),
        ("what follows when it goes wrong", CONSEQUENCE, "Who notices, and how long does it take?"),
        ("what would end the rule", ENDS, "Name the thing that, once it is there, ends the rule."),
    ):
        found = wanted.search(text) if len(text.split()) >= 8 else None
        only_order = ORDER_ONLY.search(text)
        yield Check(
            says=f"{says}: {' '.join(found.group().split())!r}" if found else says,
            held=found is not None,
            message=f"{only_order.group()!r} is an order, not a reason." if only_order else advice,
            tag="authority_bias" if only_order else "",
        )


LAST_WORDS = "about seven hours sooner."
GAPS = {
    "options_count": 1.0,
    "negative_consequences": 1.0,
    "review_trigger_or_date": 1.0,
    "reversibility": 1.0,
}


def still_as_shipped(text: object) -> bool:
    """Whether the record with gaps is still the notebook's: two options, and no word added."""
    if not isinstance(text, str):
        return False
    return not text.strip() or ("\n3" not in text and text.strip().endswith(LAST_WORDS))


@exercise(
    "decision_making.fill_the_record",
    title="Fill the gaps of a decision record",
    concepts=("D-04", "D-22", "C-01"),
    points=4,
    kind="structured text",
    hints=(
        "Run the cell and read which parts the reader does not find.",
        "Who loses by the new rule, what would make you look again, what does going back take?",
        "'3. Change nothing', 'The price is ...', 'We look again on ...', 'Going back takes ...'.",
    ),
    solution="""
        Under Options: "3. Change nothing: two reviews for all, a median wait of fourteen hours."
        Under Consequences: "The price is that more slips will reach production, and support has
        to answer for them. Going back takes one line in the review form and no money."
        At the end: "## Review" and "We look again on 1 April, or at five failed small changes."
        """,
    untouched=still_as_shipped,
)
def fill_the_record(record: str) -> Iterator[Check | str]:
    """The parts that the shipped record lacks, found by the reader."""
    yield from written(record, GAPS)


PARTS = {
    "context_neutral": 1.0,
    "options_count": 1.5,
    "states_decision": 0.5,
    "rationale": 1.0,
    "positive_consequences": 0.5,
    "negative_consequences": 1.0,
    "review_trigger_or_date": 1.0,
    "reversibility": 0.5,
    "owner": 0.5,
    "probability_or_confidence": 0.5,
}
LONG_ENOUGH, FACTS_NEEDED, HEADINGS_NEEDED = 90, 3, 3
FACTS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:19|nineteen) months",
        r"\b(?:3|three)(?: working)?[ -](?:person-)?days?\b",
        r"\b1[,. ]?100\b|\b1\.1 ?k",
        r"half a day|half-day|\b0\.5 days?|\b(?:four|4) hours",
        r"\b(?:one|1) (?:in|of|out of) (?:twenty|20)\b|\b5 ?(?:%|per ?cent)|\b0\.05\b|\b1/20\b",
        r"\b(?:one|1) (?:in|of|out of) (?:three|3)\b|\b33 ?(?:%|per ?cent)|\b0\.33\b|1/3|a third",
        r"\b8[,. ]?000\b|\b260[,. ]?000\b|\b8 ?k\b|\b260 ?k\b",
        r"\bweek 20\b|\baudit",
        r"\bweeks? (?:10|15)\b|on[ -]call",
    )
)
"""What the case gives, each in the ways in which it is written."""
HOLLOW = {
    "states_decision": 1,
    "rationale": 2,
    "positive_consequences": 1,
    "negative_consequences": 2,
    "reversibility": 2,
    "owner": 1,
}
"""How many words of its own the sentence of a part needs."""


@exercise(
    "decision_making.adr",
    title="Write the record of a decision",
    concepts=("D-03", "D-04", "D-22", "D-29", "C-01", "C-04"),
    points=8,
    kind="structured text",
    hints=(
        "Print lab.template('adr') and fill it from the case; the reader names what it misses.",
        "Options hold doing nothing; consequences have two signs; a review has a date.",
        "Context, options, decision, reason, better, worse, review, way back, owner, chance.",
    ),
    solution="""
        See lab.template("adr_tuesday_release") for a record, of another case, in which the reader
        finds every part.
        """,
    untouched=lambda text: isinstance(text, str) and (not text.strip() or is_untouched(text)),
)
def adr(record: str) -> Iterator[Check | str]:
    """Ten parts of a decision record, in a text of some length that is about the case."""
    text = record if isinstance(record, str) else ""
    words = len(text.split())
    yield Check(
        says=f"a record of {words} words",
        held=words >= LONG_ENOUGH,
        points=0,
        message=f"Under {LONG_ENOUGH} words nobody can follow the reasons in two years.",
    )
    if words < LONG_ENOUGH:
        return
    facts = sum(bool(fact.search(text)) for fact in FACTS)
    yield Check(
        says=f"facts of the case: {facts}",
        held=facts >= FACTS_NEEDED,
        points=0,
        message="This could be the record of any decision. Which numbers of the case does it need?",
        tag="" if facts >= FACTS_NEEDED else "empty_record",
    )
    if facts < FACTS_NEEDED:
        return
    yield from _unless_hollow(text)
    if headed(text) < HEADINGS_NEEDED:
        yield "The reader goes by headings and finds hardly any; give each part one, in your words."


def _unless_hollow(text: str) -> Iterator[Check | str]:
    """The parts that the reader finds, without those that any record could have."""
    report = check_decision_record(OPEN.sub("", text))
    lines = list(written(text, PARTS, read=lambda _: report))
    for name, line in zip(PARTS, lines, strict=False):
        found = report[name]
        if name in HOLLOW and found.present and says_little(found.span, least=HOLLOW[name]):
            yield Check(
                says=found.says,
                held=False,
                points=PARTS[name],
                message=f'"{found.quote}" could stand in any record. Say who, what or how much.',
                tag="empty_record",
            )
        else:
            yield line
    yield from lines[len(PARTS) :]
