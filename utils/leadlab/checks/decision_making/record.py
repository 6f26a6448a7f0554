"""Exercises of lesson 06: when to escalate, what a record needs, who reads which sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from leadlab.checks.exercise import exercise
from leadlab.checks.outcome import Check
from leadlab.checks.placing import sorted_into
from leadlab.checks.predicates import Mistake, close_to

LOSS, WEEK, SETTLED_WELL = 9_000, 1_600, 0.8


@exercise(
    "decision_making.when_to_escalate",
    title="The chance at which going up pays",
    concepts=("D-09",),
    points=2,
    hints=(
        "Set what escalating costs for certain against what it saves, and how often it saves it.",
        "It saves something only if you are right, and then only eight times in ten.",
        "p * 0.8 * 9,000 = 1,600.",
    ),
    solution="""
        smallest_chance = 1_600 / (0.8 * 9_000)
        """,
)
def when_to_escalate(chance: float) -> Iterator[Check]:
    """Chance of being right at which the week of waiting pays."""
    yield close_to(
        chance, WEEK / (SETTLED_WELL * LOSS), says="the smallest chance of being right", points=2,
        rel_tol=0.01,
        mistakes=[
            Mistake(WEEK / LOSS, "perfect_judge", "Ranjit settles it well eight times in ten."),
            Mistake(22.2, "per_cent", "Give a chance between 0 and 1."),
            Mistake(SETTLED_WELL, "authority_bias", "That is how often Ranjit is right."),
        ],
    )  # fmt: skip


READERS = {
    "Step six: if more than 200 rows differ, stop and go back.": "engineers",
    "On Saturday, open the app once on each phone.": "planners",
    "One in ten that codes are missing for two hours; Minh decides at four.": "director",
    "We chose envelope encryption with a key per tenant.": "nobody",
    "The list of phones that sleep on Saturdays, by name of carer.": "nobody",
    "Not doing it before the audit costs about 40,000 and a finding.": "director",
    "If a door stays shut, ring support from four o'clock.": "planners",
}
WHOSE_ACT = "Which of the three would do something else after reading it?"
FEEDBACK: dict[tuple[str, object], tuple[str, str]] = {
    ("We chose envelope encryption with a key per tenant.", "engineers"): (
        "True, and on the night nobody acts on it. It belongs in the record.",
        "scope_blindness",
    ),
    ("The list of phones that sleep on Saturdays, by name of carer.", "planners"): (
        "A list of names says who does not look at a phone. Send each planner their own count.",
        "privacy_afterthought",
    ),
    ("The list of phones that sleep on Saturdays, by name of carer.", "engineers"): (
        "Nobody on shift needs the names to move a key.",
        "privacy_afterthought",
    ),
    ("One in ten that codes are missing for two hours; Minh decides at four.", "planners"): (
        "Planners who read this print the codes. What should they do instead?",
        "scope_blindness",
    ),
}


@exercise(
    "decision_making.who_reads_it",
    title="Give each sentence to the reader whose act it changes",
    concepts=("D-05", "C-24", "C-27"),
    points=7,
    kind="sort, match, order",
    hints=(
        "Picture each of the three on Saturday evening with the sentence in hand.",
        "Keep the sentence where it changes an act; true and interesting is not enough.",
        "Two for planners, two for the director, one for engineers, two for nobody.",
    ),
    solution="""
        Engineers: step six. Planners: open the app on Saturday; ring support from four.
        The director: the chance and who decides; what not doing it costs.
        Nobody: the encryption scheme (it belongs in the record) and the list by name.
        """,
)
def who_reads_it(answer: Mapping[str, str]) -> Iterator[Check]:
    """Seven sentences of one decision, each for one reader or for nobody."""
    groups = ("engineers", "director", "planners", "nobody")
    feedback = {
        (item, group): FEEDBACK.get((item, group), (WHOSE_ACT, ""))
        for item, reader in READERS.items()
        for group in groups
        if group != reader
    }
    yield from sorted_into(answer, READERS, groups=groups, points=7, feedback=feedback)
