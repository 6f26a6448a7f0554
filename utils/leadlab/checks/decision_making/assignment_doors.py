"""Graded sorting: which door, and for which reason; the key comes with the marker."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from leadlab.checks.exercise import exercise
from leadlab.checks.outcome import Check
from leadlab.checks.reasons import form_of_pairs, placed_with_reasons, untouched_pairs

DOORS = ("one-way", "two-way")
REASONS = {
    "state": "the state before cannot be brought back",
    "money": "going back costs more than the decision itself",
    "promise": "customers or users rely on it from the first day",
    "switch": "a switch or one commit takes it back",
    "date": "it ends by itself on a date",
}
ITEMS = (
    "turn on the new round order for one agency",
    "drop the notes column after the move",
    "tell Sorrel Valley that codes come on 25 May",
    "pin the test runner to last week's version",
    "hire a permanent tester",
    "give a summer agency access until 31 August",
    "publish a field that agencies' own programs read",
    "let two teams swap on-call for a month",
)


def form_of_doors(answer: Mapping[str, tuple[str, str]]) -> Iterator[Check]:
    """Each item has a door and a reason from the lists."""
    yield from form_of_pairs(answer, ITEMS, groups=DOORS, reasons=REASONS)


@exercise(
    "decision_making.doors",
    title="Eight doors, with reasons",
    concepts=("D-12", "D-13"),
    points=8,
    kind="sort, match, order",
    hints=(
        "Imagine the day after, and that it was wrong. What do you do first?",
        "Ask what is different afterwards: data, money, somebody's plans, or nothing.",
        "Half of the eight close behind you; a door and its reason each count half a point.",
    ),
    solution="""
        The key comes with the marker. How to find it, on three others:
        Sending a price list to all agencies: one-way, promise. They plan with it from that day.
        Trying another meeting time until the end of March: two-way, date.
        Deleting the logs of last year: one-way, state. No switch and no money brings them back.
        """,
    shape=form_of_doors,
    untouched=untouched_pairs,
)
def doors(
    answer: Mapping[str, tuple[str, str]], *, placements: Mapping[str, tuple[str, str]]
) -> Iterator[Check]:
    """Door and reason of each decision; a guessed door takes back what a guess would earn."""
    yield from placed_with_reasons(
        answer,
        placements,
        ITEMS,
        groups=DOORS,
        why=_why,
        right_group="The door is right; another reason weighs more here.",
    )


def _why(door: str) -> tuple[str, str]:
    if door == "two-way":
        return "What would it take to be where you were the day before?", "reversibility_ignored"
    told = "Name what is lost for good. If you cannot, it can be taken back."
    return told, "over_process" if door == "one-way" else ""
