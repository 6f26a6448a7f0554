"""Exercises of lesson 03: kinds of questions, advice as a question, hints, and when to tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from leadlab.checks.exercise import exercise
from leadlab.checks.instances import Instance
from leadlab.checks.outcome import Check
from leadlab.checks.placing import ranks, sorted_into
from leadlab.checks.reasons import pair_of, placed_with_reasons, untouched_pairs
from leadlab.checks.running import a_kind
from leadlab.checks.writing import has
from leadlab.models.writing import check_question

KINDS = ("open", "closed", "leading", "advice", "stacked")
LONGEST_QUOTE = 5
TURNS: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "a": ("Have you thought of storing the zone?", "advice",
          ("thought of", "storing the zone")),
    "b": ("What happens to a night visit when the clocks change?", "open",
          ("what", "what happens")),
    "c": ("Isn't local time a bit risky here?", "leading", ("isn't", "risky")),
    "d": ("Which tables hold times, who writes them, and what do phones do with them?", "stacked",
          ("who writes", "and what", "what do phones")),
    "e": ("Does the phone send its zone?", "closed", ("does",)),
    "f": ("How would you notice that a visit was billed twice?", "open",
          ("how", "notice")),
    "g": ("Any reason not to use the zone of the agency?", "advice",
          ("any reason not", "not to use", "use the zone")),
    "h": ("How badly will that go wrong in October?", "leading", ("badly", "go wrong")),
}  # fmt: skip
"""Letter of each turn in the lesson: the turn, its kind, and words that give it away."""
_WHY = {
    "open": ("It sounds open, and something in it is already settled or can be looked up.",
             "form_for_function"),
    "closed": ("Yes, no or a name does not answer it, or the answer is in it.", "by_first_word"),
    "leading": ("No verdict shows in it. What would it have them do or say?", "sees_a_verdict"),
    "advice": ("Nothing to do is put forward in it.", "sees_advice"),
    "stacked": ("One answer would answer all of it.", "counts_clauses"),
}  # fmt: skip


@exercise(
    "mentoring.kinds",
    title="Whose answer is it?",
    concepts=("G-01", "G-16"),
    points=8,
    kind="sort, match, order",
    hints=(
        "Ask of each: could they answer something that you have not thought of?",
        "Something to do is advice, a verdict is leading, two answers are stacked.",
        'One is stacked, one closed, two of each other kind; ("advice", "thought of").',
    ),
    solution="""
        answer = {"a": ("advice", "thought of"), "b": ("open", "what happens"),
                  "c": ("leading", "risky"), "d": ("stacked", "and what"),
                  "e": ("closed", "does"), "f": ("open", "how"),
                  "g": ("advice", "any reason not to"), "h": ("leading", "how badly")}
        """,
    untouched=untouched_pairs,
)
def kinds(answer: object) -> Iterator[Check]:
    """A kind and the words that show it, for each of eight turns."""
    if not isinstance(answer, Mapping):
        told = (
            f"Give a dictionary from letter to a pair of kind and words; this is {a_kind(answer)}."
        )
        yield Check(says="eight turns", held=False, points=8, message=told)
        return
    told_by = {item: (kind, "shown") for item, (_, kind, _) in TURNS.items()}
    given = {item: _shown(item, answer.get(item)) for item in TURNS}
    yield from placed_with_reasons(
        given, told_by, list(TURNS), groups=KINDS, why=lambda group: _WHY.get(
            group, (f"Give a pair: one of {', '.join(KINDS)}, and words from the turn.", "")
        ),
        right_group="The kind is right. Quote the words that give it away, at most five of them.",
    )  # fmt: skip


def _shown(item: str, seen: object) -> tuple[str, str]:
    """The kind that was given, and "shown" if the quote stands in the turn and gives it away."""
    kind, quote = pair_of(seen)
    turn, _, marks = TURNS[item]
    words = quote.strip(" ?.,'\"")
    inside = 0 < len(words.split()) <= LONGEST_QUOTE and words in turn.casefold()
    return kind, "shown" if inside and any(mark in words for mark in marks) else ""


CASES: tuple[dict[str, Any], ...] = (
    {"advice": "Store the zone with each time.", "about": ("night", "clock", "time"),
     "gives_away": ("zone",)},
    {"advice": "Use a broker in place of the log.",
     "about": ("log", "entries", "entry", "note"), "gives_away": ("broker", "queue")},
    {"advice": "Run the flaky tests three times.", "about": ("test", "flaky"),
     "gives_away": ("rerun", "three times", "retry", "again")},
    {"advice": "Drop the print button.", "about": ("print", "button"),
     "gives_away": ("drop", "remove", "delete", "without")},
)  # fmt: skip


LISTENERS = ("Adaeze", "Goran", "Kirsty", "Leila", "Minh", "Rui", "Tomasz")
TRIED = (10, 15, 20, 30, 45, 60, 90)


def draw_advice(rng: np.random.Generator) -> Mapping[str, Any]:
    """A piece of advice that is on your tongue, who would hear it, and how long they have tried."""
    case = CASES[int(rng.integers(len(CASES)))]
    return {"who": str(rng.choice(LISTENERS)), "tried_minutes": int(rng.choice(TRIED)), **case}


@exercise(
    "mentoring.rewrite",
    title="The advice, as a question",
    concepts=("G-01", "G-24", "G-34"),
    points=8,
    kind="structured text",
    hints=(
        "What would they see if they looked where you are looking?",
        "One of the words in `own.about`, none of those in `own.gives_away`; one question only.",
        'Something like: "What would you look at first to find out about ...?"',
    ),
    solution="""
        question = f"What would you look at first to find out about the {own.about[0]}?"
        """,
    draw=draw_advice,
)
def rewrite(question: object, *, instance: Instance) -> Iterator[Check | str]:
    """That it asks, about the case, and that neither the answer nor a verdict is in it."""
    text = question if isinstance(question, str) else ""
    report, low = check_question(text), text.casefold()
    if not report["asks"].present:
        told = report["asks"].advice if text else f"Give a text; this is {a_kind(question)}."
        yield Check(says="it asks something", held=False, points=8, message=told, tag="tells")
        return
    yield Check(
        says="it is about the case", held=any(word in low for word in instance.about), points=1,
        message=f"Name what it is about: {' or '.join(instance.about)}.", tag="another_case",
    )  # fmt: skip
    given_away = [word for word in instance.gives_away if word in low]
    yield Check(
        says="the answer is not in it", held=not given_away, points=2, tag="answer_in_it",
        message=f"Your advice is still there: {', '.join(given_away)}.",
    )  # fmt: skip
    for name, points in {"one_question": 1, "no_advice": 2, "not_leading": 1, "open": 1}.items():
        yield has(report[name], points=points, tag=f"lost_{name}")
    yield from report.limits


ORDER = ("b", "e", "c", "a", "d")
"""Letters of the hints in the lesson, from the least help to the most."""


@exercise(
    "mentoring.hint_order",
    title="From the least help to the most",
    concepts=("G-11",),
    points=5,
    kind="sort, match, order",
    hints=(
        "Ask of each hint what is left for Rui to do after it.",
        "Say what you see; where to look; which idea; which line and what is wrong; the deed.",
        'It begins with "b" and ends with "d".',
    ),
    solution='order = ["b", "e", "c", "a", "d"]',
)
def hint_order(order: object) -> Iterator[Check]:
    """Five hints for one fault, in order."""
    yield ranks(
        order, ORDER, says="from the least help to the most", points=5, tag="too_much_too_soon",
        message="After each, ask what is left for Rui to find.",
    )  # fmt: skip


WAYS = ("ask", "hint", "tell")
MOMENTS: Mapping[str, tuple[str, str]] = {
    "a": ("tell", "Rounds are failing now. Say it, and ask afterwards."),
    "b": ("tell", "A port is a fact; there is nothing to think about."),
    "c": ("ask", "They know more about it than you, and asked for your view of their design."),
    "d": ("hint", "They have tried and can say what. The smallest push is enough."),
    "e": ("tell", "Without any example there is nothing to think with. Show one, then ask."),
    "f": ("tell", "Undoing it takes three weeks. Silence would cost others more than it teaches."),
    "g": ("ask", "Two untested views; the question is how to test them."),
    "h": ("hint", "Three of four are theirs. Help with the fourth, as little as works."),
}
"""Letter of each moment in the lesson: what fits best, and why."""
_FEEDBACK = {
    (letter, way): (why, f"{way}_for_{best}")
    for letter, (best, why) in MOMENTS.items()
    for way in WAYS
    if way != best
}


@exercise(
    "mentoring.ask_or_tell",
    title="Ask, hint or tell",
    concepts=("G-01", "G-11", "G-15", "G-35"),
    points=8,
    kind="sort, match, order",
    hints=(
        "Who pays if it goes wrong, and can it be undone?",
        "No time, no way back, a mere fact or no example at all: tell.",
        "Four are for telling, two for asking, two for a hint.",
    ),
    solution="""
        answer = {"a": "tell", "b": "tell", "c": "ask", "d": "hint",
                  "e": "tell", "f": "tell", "g": "ask", "h": "hint"}
        """,
)
def ask_or_tell(answer: object) -> Iterator[Check]:
    """One way for each of eight moments."""
    key = {letter: way for letter, (way, _) in MOMENTS.items()}
    yield from sorted_into(
        answer, key, groups=WAYS, points=8, feedback=_FEEDBACK, says="moment {item}"
    )
