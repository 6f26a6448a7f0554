"""Graded sorting: which door, and for which reason; the key comes with the marker."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from leadlab.checks.exercise import exercise
from leadlab.checks.outcome import Check
from leadlab.checks.running import is_blank

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
DOOR_POINTS, REASON_POINTS = 0.5, 0.5


def form_of_doors(answer: Mapping[str, tuple[str, str]]) -> Iterator[Check]:
    """Each item has a door and a reason from the lists."""
    given = answer if isinstance(answer, Mapping) else {}
    for item in ITEMS:
        door, reason = _pair(given.get(item))
        held = door in DOORS and reason in REASONS
        yield Check(
            says=item,
            held=held,
            points=0,
            message=f"Give (door, reason): one of {', '.join(DOORS)} and of {', '.join(REASONS)}.",
        )


def untouched_doors(answer: object) -> bool:
    """Whether every pair is still the notebook's."""
    return isinstance(answer, Mapping) and all(
        is_blank(pair) or (isinstance(pair, list | tuple) and all(map(is_blank, pair)))
        for pair in answer.values()
    )


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
        One-way: dropping the column (state), the date told to a customer (promise), the hire
        (money), the field that other programs read (promise).
        Two-way: the order for one agency (switch), the pinned runner (switch), the access until
        31 August (date), the swap for a month (date).
        """,
    shape=form_of_doors,
    untouched=untouched_doors,
)
def doors(
    answer: Mapping[str, tuple[str, str]], *, placements: Mapping[str, tuple[str, str]]
) -> Iterator[Check]:
    """Door and reason of each decision; a guessed door takes back what a guess would earn."""
    given = answer if isinstance(answer, Mapping) else {}
    right_doors = sum(_pair(given.get(item))[0] == placements[item][0] for item in ITEMS)
    share = max(0.0, 2 * right_doors / len(ITEMS) - 1)
    for item in ITEMS:
        door, reason = _pair(given.get(item))
        ok_door = door == placements[item][0]
        ok_reason = ok_door and reason == placements[item][1]
        earned = (DOOR_POINTS * share * ok_door * len(ITEMS) / max(right_doors, 1)) + (
            REASON_POINTS * ok_reason
        )
        yield Check(
            says=item,
            held=ok_door and ok_reason,
            points=1,
            share=min(earned, 1.0),
            message="" if ok_door and ok_reason else _why(ok_door, door),
            tag="" if ok_door else _tag(door),
        )


def _why(ok_door: bool, door: str) -> str:
    if ok_door:
        return "The door is right; another reason weighs more here."
    if door == "two-way":
        return "What would it take to be where you were the day before?"
    return "Name what is lost for good. If you cannot, it can be taken back."


def _tag(door: str) -> str:
    return {"two-way": "reversibility_ignored", "one-way": "over_process"}.get(door, "")


def _pair(seen: object) -> tuple[str, str]:
    if isinstance(seen, list | tuple) and len(seen) == 2:
        door, reason = (str(each).strip().casefold() if not is_blank(each) else "" for each in seen)
        return door, reason
    return "", ""
