"""Exercises of lesson 06: which way to say it, a comment of one's own, and what review takes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from leadlab.checks.exercise import exercise
from leadlab.checks.instances import Instance
from leadlab.checks.outcome import Check
from leadlab.checks.placing import sorted_into
from leadlab.checks.predicates import Mistake, close_to
from leadlab.checks.writing import written
from leadlab.models.growth import have_read, reviews
from leadlab.models.writing import check_review_comment

WAYS = ("say why", "ask", "tool", "talk")
FINDINGS: dict[str, tuple[str, str, str]] = {
    "a": ("say why", "known_and_asked", "You know the answer and want it; a question hides that."),
    "b": ("ask", "said_without_knowing", "They may have seen what you have not; ask first."),
    "c": ("tool", "hand_for_tool", "A tool says it before anybody reads, and to everybody alike."),
    "d": ("talk", "third_round", "Each further round makes the text longer and the two shorter."),
    "e": ("say why", "known_and_asked", "You have measured it; the number is the reason."),
    "f": ("talk", "late_design", "Taking back 410 lines is not a comment; do it face to face."),
    "g": ("ask", "said_without_knowing", "The number may come from somewhere; ask where."),
    "h": ("tool", "hand_for_tool", "A formatter does that; nobody learns from being told."),
}
"""Letter of each finding in the lesson, the way that fits, the fault of others, and why."""


@exercise(
    "mentoring.ways_to_say",
    title="Say why, ask, tool or talk?",
    concepts=("G-08", "C-27"),
    points=8,
    kind="sort, match, order",
    hints=(
        "Ask of each: may the answer change my mind? Could a machine have said it?",
        "Two of each. Where you have a measurement or a known harm, say it with that.",
        "Talk where a third round or a whole design is at stake.",
    ),
    solution="""
        answer = {"a": "say why", "b": "ask", "c": "tool", "d": "talk",
                  "e": "say why", "f": "talk", "g": "ask", "h": "tool"}
        """,
)
def ways_to_say(answer: object) -> Iterator[Check]:
    """One of four ways for each of eight findings; guessing earns nothing."""
    key = {letter: way for letter, (way, _, _) in FINDINGS.items()}
    feedback = {
        (letter, way): (why, tag)
        for letter, (right, tag, why) in FINDINGS.items()
        for way in WAYS
        if way != right
    }
    yield from sorted_into(
        answer, key, groups=WAYS, points=8, feedback=feedback, says="finding {item}"
    )


CASES: tuple[dict[str, str], ...] = (
    {"place": "`bill.py`, line {line}", "found": "the amount of an invoice is held in a float",
     "follows": "one cent is lost from 16 digits on", "change": "store whole cents",
     "word": "amount|cent|float", "after": "digit|lose|lost"},
    {"place": "`rounds.py`, line {line}", "found": "the query runs once for each carer",
     "follows": "a morning with {number} carers takes 9 s", "change": "make it one query for all",
     "word": "quer", "after": "9 s|nine s|slow|wait|morning"},
    {"place": "`swap.py`, line {line}", "found": "a visit is kept in local time without its zone",
     "follows": "a night is counted twice when the clocks go back",
     "change": "store the zone with the time", "word": "zone", "after": "night|twice|clock"},
    {"place": "`upload.py`, line {line}", "found": "the retry has no end",
     "follows": "a phone without signal sends {number} requests a day",
     "change": "stop the retry after five tries", "word": "retr|tries",
     "after": "request|signal|battery"},
)  # fmt: skip
PARTS = {"explains_why": 1, "actionable": 2}
MANNERS = ("respectful", "not_about_person")


def draw_finding(rng: np.random.Generator) -> Mapping[str, Any]:
    """Something that you found in a change: where, what follows, and what would settle it."""
    case = CASES[int(rng.integers(len(CASES)))]
    line, number = int(rng.integers(12, 240)), int(rng.integers(180, 600))
    shown = ("place", "found", "follows", "change")
    return {name: case[name].format(line=line, number=number) for name in shown}


@exercise(
    "mentoring.own_comment",
    title="A comment of yours",
    concepts=("G-08", "G-18"),
    points=7,
    kind="structured text",
    hints=(
        "Where, what follows from it and for whom, and the change that would settle it.",
        "Give the reason as a clause with `because`, `so` or `otherwise`, and name the change.",
        'Something like: "Line 31: … , so … . Please …"; nothing about whoever wrote it.',
    ),
    solution="""
        own = lab.instance("mentoring.own_comment")
        comment = f"{own.place}: {own.found}, so {own.follows}. Please {own.change}."
        """,
    draw=draw_finding,
)
def own_comment(comment: object, *, instance: Instance) -> Iterator[Check | str]:
    """That it is about this finding, gives its reason and a change, and keeps to the work."""
    text = comment if isinstance(comment, str) else ""
    case = next(each for each in CASES if each["change"] == instance.change)
    yield Check(
        says="it is about what you found", held=_names(text, case["word"]), points=1,
        tag="another_case", message=f"Name it: {instance.found}.",
    )  # fmt: skip
    yield Check(
        says="what follows from it", held=_names(text, case["after"]), points=1,
        tag="no_effect_named",
        message="Say what follows and for whom; that is what the next change profits from.",
    )  # fmt: skip
    lines = list(written(comment, PARTS, read=check_review_comment))
    yield from lines[: len(PARTS)]
    yield _about_the_work(text)
    yield from lines[len(PARTS) :]


def _names(text: str, words: str) -> bool:
    """Whether one of the words, parted by bars, begins a word of the text.

    >>> _names("A night is counted twice.", "night|clock"), _names("Recent.", "cent")
    (True, False)
    """
    return re.search(rf"\b(?:{words})", text, re.IGNORECASE) is not None


def _about_the_work(text: str) -> Check:
    """Whether it leaves the author alone; a text that names no change and no reason does not."""
    says, points = "about the work, and not about who wrote it", 2
    report = check_review_comment(text)
    if not any(report[name].present for name in PARTS):
        told = "There is no reason and no change in it that could be said well."
        return Check(says=says, held=False, points=points, message=told)
    faults = [report[name] for name in MANNERS if not report[name].present]
    if faults:
        tag = f"no_{faults[0].name}"
        return Check(says=says, held=False, points=points, message=faults[0].message, tag=tag)
    return Check(says=says, held=True, points=points)


def draw_load(rng: np.random.Generator) -> Mapping[str, Any]:
    """A team, its changes, who may read them, and how often a part was changed."""
    return {
        "people": int(rng.choice([6, 7, 8, 9])),
        "changes_each": int(rng.choice([2, 3, 4])),
        "minutes": int(rng.choice([30, 40, 50])),
        "reads": int(rng.choice([1, 2])),
        "seniors": int(rng.choice([2, 3])),
        "at_most_hours": int(rng.choice([4, 5])),
        "changes_of_part": int(rng.choice([6, 8, 10])),
    }


@exercise(
    "mentoring.review_load",
    title="What review takes, and who knows",
    concepts=("G-18", "P-09"),
    points=6,
    hints=(
        "All hours: people * changes_each * reads * minutes / 60.",
        "Readers come whole, so round up. An author does not read their own change.",
        "One of the others misses all with (1 - reads / (people - 1)) ** changes_of_part.",
    ),
    solution="""
        own = lab.instance("mentoring.review_load")
        hours = own.people * own.changes_each * own.reads * own.minutes / 60
        hours_each = hours / own.seniors
        readers = math.ceil(hours / own.at_most_hours)
        knows = 1 - (1 - own.reads / (own.people - 1)) ** own.changes_of_part
        """,
    draw=draw_load,
)
def review_load(
    hours_each: object, readers: object, knows: object, *, instance: Instance
) -> Iterator[Check]:
    """Hours of each senior, readers that are needed, and the share who have read a part."""
    own = instance
    load = reviews(
        own.people, changes=own.changes_each, minutes=own.minutes, readers=own.seniors,
        reads=own.reads,
    )  # fmt: skip
    yield close_to(
        hours_each, load.hours_each, says="hours a week for each senior", points=2,
        mistakes=[
            Mistake(load.hours, "not_shared", "That is what all of them read together."),
            Mistake(load.hours / own.people, "all_for_few",
                    "That is if all may read; only the seniors do."),
            Mistake(load.hours_each / own.people, "one_author",
                    "That is for the changes of one author."),
        ],
    )  # fmt: skip
    needed = load.readers_for(own.at_most_hours)
    exact = load.hours / own.at_most_hours
    part = "Part of a reader reads nothing; round up."
    below = [Mistake(exact, "part_of_a_reader", part), Mistake(int(exact), "rounded_down", part)]
    yield close_to(
        readers, needed, says="readers that are needed", points=2, rel_tol=0,
        mistakes=below if needed != exact else (),
    )  # fmt: skip
    yield from _known(knows, own)


def _known(knows: object, own: Instance) -> Iterator[Check]:
    others, changes, reads = own.people - 1, own.changes_of_part, own.reads
    missed = (1 - reads / others) ** changes
    yield close_to(
        knows, have_read(changes, others, reads=reads), points=2, abs_tol=0.005,
        says="share of the others who have read a change of the part",
        mistakes=[
            Mistake(missed, "missed_for_read", "That is who has read none of them."),
            Mistake(reads * changes / others, "chances_added",
                    "Chances of several changes do not add up; take those who miss all."),
            Mistake(1 - (1 - reads / own.people) ** changes, "reads_own",
                    "The author does not read their own; there is one fewer to draw from."),
        ],
    )  # fmt: skip
