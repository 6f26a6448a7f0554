"""Exercises of lesson 02: what spoils a sentence, and a message of one's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from leadlab.checks.exercise import exercise
from leadlab.checks.instances import Instance
from leadlab.checks.outcome import Check
from leadlab.checks.predicates import Mistake, equals
from leadlab.checks.running import a_kind
from leadlab.checks.writing import written
from leadlab.models.writing import check_feedback

SPOILS = ("verdict", "motive", "sweeping", "no effect", "nothing")
SENTENCES: tuple[tuple[str, str, str], ...] = (
    ("a", "verdict", "`careless` says what they are; a recording would show what they did."),
    ("b", "sweeping", "`always` invites the one time that was otherwise."),
    ("c", "motive", "What they think of it cannot be seen; ask."),
    ("d", "no effect", "It names when and what; who had to do what because of it is missing."),
    ("e", "nothing", "When, what was said, what followed, and a question."),
    ("f", "verdict", "Praise by `brilliant` tells them nothing to do again."),
)
"""Letter of each sentence in the lesson, what spoils it, and why."""


@exercise(
    "mentoring.spoils",
    title="What spoils it?",
    concepts=("G-05", "G-13"),
    points=6,
    hints=(
        "Ask of each: when, what would a recording show, and what came of it?",
        "A verdict says what someone is, a motive what they want; sweeping is always and never.",
        "One sentence is as it should be, and one of the verdicts is praise.",
    ),
    solution="""
        answer = {"a": "verdict", "b": "sweeping", "c": "motive",
                  "d": "no effect", "e": "nothing", "f": "verdict"}
        """,
)
def spoils(answer: object) -> Iterator[Check]:
    """One word for each of six sentences."""
    if not isinstance(answer, Mapping):
        told = f"Give a dictionary from letter to word; this is {a_kind(answer)}."
        yield Check(says="six sentences", held=False, points=6, message=told)
        return
    for letter, right, sentence in SENTENCES:
        yield equals(
            answer.get(letter, ...), right, says=f"sentence {letter}", points=1, message=sentence,
            mistakes=[
                Mistake(word, f"{right.replace(' ', '_')}_missed", sentence)
                for word in SPOILS
                if word != right
            ],
        )  # fmt: skip


DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
SPOILING = ("no_trait_word", "no_mind_reading", "no_vague_generalisation")
CASES: tuple[dict[str, str], ...] = (
    {"who": "Tomasz", "when": "in {day}'s planning",
     "act": "closed the laptop while Kirsty was showing the failed runs",
     "effect": "Kirsty stopped after slide {number}", "word": "laptop"},
    {"who": "Leila", "when": "on {day} at 18:20",
     "act": "changed the upload format without telling Settlement",
     "effect": "Oskar's people entered {number} invoices by hand", "word": "upload"},
    {"who": "Goran", "when": "in {day}'s call with Mrs Lehn",
     "act": "drew the old print layout on the shared screen",
     "effect": "she crossed out {number} fields", "word": "layout"},
    {"who": "Minh", "when": "on {day} at 09:10",
     "act": "sent the restore plan back with eleven questions and no call",
     "effect": "Rui waited for {number} hours before touching it again", "word": "questions"},
)  # fmt: skip


def draw_case(rng: np.random.Generator) -> Mapping[str, Any]:
    """One of the occasions that you saw, on a day and with a number of its own."""
    case = CASES[int(rng.integers(len(CASES)))]
    day, number = str(rng.choice(DAYS)), int(rng.integers(3, 40))
    return {name: words.format(day=day, number=number) for name, words in case.items()}


@exercise(
    "mentoring.own_message",
    title="A message of yours",
    concepts=("G-05", "G-36", "C-10"),
    points=8,
    kind="structured text",
    hints=(
        "Three sentences and a question: when, what a recording shows, who had to do what.",
        "Take the occasion and the act from `own`; leave out what they are like or may want.",
        'Something like: "In Friday\'s review you ... Minh then ... What made that the way to go?"',
    ),
    solution='''
        message = f"""{own.when[0].upper() + own.when[1:]} you {own.act}.
        {own.effect[0].upper() + own.effect[1:]}.
        What led to it?"""
        ''',
    draw=draw_case,
)
def own_message(message: object, *, instance: Instance) -> Iterator[Check | str]:
    """The parts of a message, and that it is about what was seen."""
    text = message if isinstance(message, str) else ""
    named = instance.word in text.lower() and _weekday(instance.when) in text.lower()
    yield Check(
        says="it is about what you saw", held=named, points=1, tag="another_case",
        message=f"Name the occasion and the act that you were given: {instance.when}, "
        f"{instance.act}.",
    )  # fmt: skip
    parts = {"situation": 1, "behaviour": 1, "impact": 2, "question_or_request": 1}
    lines = list(written(message, parts, read=check_feedback))
    yield from lines[: len(parts)]
    yield _clean(text)
    yield from lines[len(parts) :]


def _clean(text: str) -> Check:
    """Whether nothing spoils it; an empty message is not clean, it is empty."""
    report = check_feedback(text)
    faults = [report[name] for name in SPOILING if not report[name].present]
    says, points = "no verdict, no motive, no sweeping word", 2
    if not report["behaviour"].present:
        told = "There is no act in it that could be spoilt."
        return Check(says=says, held=False, points=points, message=told)
    if faults:
        return Check(
            says=says, held=False, points=points, message=faults[0].message, tag=faults[0].name
        )
    return Check(says=says, held=True, points=points)


def _weekday(when: str) -> str:
    """Name of the day in an occasion.

    >>> _weekday("in Wednesday's planning")
    'wednesday'
    """
    return next(day.lower() for day in DAYS if day in when)
