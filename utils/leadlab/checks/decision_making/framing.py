"""Exercises of lesson 01: fact and reading, the ripples of a choice, the problem itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from leadlab.checks.exercise import exercise
from leadlab.checks.outcome import Check
from leadlab.checks.placing import sorted_into
from leadlab.checks.predicates import Mistake, equals
from leadlab.checks.running import is_blank

SENTENCES = {
    "214 calls named printing since 3 November.": "fact",
    "Planners hate the new screen.": "opinion",
    "The old screen would be a sixth way of holding state.": "fact",
    "It would be irresponsible to keep two screens.": "opinion",
    "Goran's branch passes its 61 tests.": "fact",
    "Nobody will ever learn the new one.": "opinion",
    "Three phones in ten showed yesterday's round on Monday at 05:30.": "fact",
}
READING = (
    "Who would count what, to prove it wrong? If nobody can say, it is a reading.",
    "opinion_as_fact",
)
COUNTABLE = ("Somebody could count it and find another number.", "fact_as_opinion")


@exercise(
    "decision_making.fact_or_opinion",
    title="Tell what can be checked from what is a reading",
    concepts=("D-07",),
    points=7,
    kind="sort, match, order",
    hints=(
        "Look for a person who dislikes you and has an afternoon: what could they count?",
        "A fact claim can turn out wrong; whether it is true does not matter here.",
        "Four of the seven can be counted; the others say hate, ever or irresponsible.",
    ),
    solution="""
        A fact claim names something that could be counted and come out otherwise: the calls, the
        ways of holding state, the tests, the phones.
        Hate, irresponsible and "will ever" cannot come out otherwise.
        """,
)
def fact_or_opinion(answer: Mapping[str, str]) -> Iterator[Check]:
    """Each sentence is something that could be checked, or somebody's reading."""
    feedback = {
        (sentence, wrong): READING if wrong == "fact" else COUNTABLE
        for sentence, group in SENTENCES.items()
        for wrong in ("fact", "opinion")
        if wrong != group
    }
    yield from sorted_into(
        answer, SENTENCES, groups=("fact", "opinion"), points=7, feedback=feedback
    )


SURE_OF_THE_LOOP = 3
LINKS = {
    ("planners on the old screen", "complaints about the new one"): -1,
    ("complaints about the new one", "work on the new one"): +1,
    ("work on the new one", "slowness of the new one"): -1,
    ("slowness of the new one", "planners on the old screen"): +1,
}


@exercise(
    "decision_making.ripples",
    title="Follow a choice round its loop",
    concepts=("D-14",),
    points=5,
    kind="sort, match, order",
    hints=(
        "Take one link at a time and forget the others: more of the first, what of the second?",
        "Multiply the signs round the loop; the product says what becomes of a small push.",
        "Two links are -1, so the product is +1: a push comes back in its own direction.",
    ),
    solution="""
        -1, +1, -1, +1: planners who have left do not complain; complaints bring work; work takes
        slowness away; slowness drives planners off.
        The product is +1, so the loop is reinforcing: each planner who leaves makes it likelier
        that the next one does.
        """,
)
def ripples(links: Mapping[tuple[str, str], int], loop: str) -> Iterator[Check]:
    """Sign of each link, and what the whole loop does to a small push."""
    given = links if isinstance(links, Mapping) else {}
    signs = {f"{cause} → {effect}": sign for (cause, effect), sign in LINKS.items()}
    feedback = {
        (f"{cause} → {effect}", -sign): (
            f"More {cause}: is there more of {effect}, or less?",
            "link_sign",
        )
        for (cause, effect), sign in LINKS.items()
    }
    placed = {f"{cause} → {effect}": given.get((cause, effect)) for cause, effect in LINKS}
    yield from sorted_into(placed, signs, groups=(-1, 1), points=4, feedback=feedback)
    if sum(placed[link] == sign for link, sign in signs.items()) < SURE_OF_THE_LOOP:
        told = "The sign of the loop follows from its links; get three of them right first."
        yield Check(says="what the loop does to a small push", held=False, message=told)
        return
    follows = sum(placed[link] == -1 for link in signs) % 2 == 1
    yield equals(
        loop, "reinforcing", says="what the loop does to a small push",
        mistakes=[
            Mistake(
                "balancing", "loop_sign",
                "That follows from your links; mend the link that is wrong, and go round again."
                if follows
                else "Two minus signs make a plus: go round once with one planner more.",
            ),
        ],
    )  # fmt: skip


PARTS = ("who", "tries to", "now", "constraint", "measure")
SOLUTION_WORDS = re.compile(
    r"\b(dashboards?|build\w*|implement\w*|develop\w*|widgets?|tool|microservice|"
    r"(?:a|the|new) (?:chart|screen|page|report|app))\b",
    re.IGNORECASE,
)
NUMBER = re.compile(
    r"\d|\b(?:none|zero|no more than|half|twice|nine|two|three|four|five|six)\b", re.I
)
TIME = re.compile(r"\b(may|june|july|monday|week|month|before|until|by|after)\b|\d{4}", re.I)
PEOPLE = re.compile(r"\b(manager|council|eastmoor|customer|people|planner|carer|staff)\w*", re.I)


@exercise(
    "decision_making.problem_statement",
    title="Say the problem without a solution in it",
    concepts=("D-01", "D-02"),
    points=6,
    kind="structured text",
    hints=(
        "Reread the two answers that you got; everything that you need stands there.",
        "Say what somebody has to do each Monday and what it costs them, before any screen exists.",
        (
            "Eastmoor's managers; show the council how many visits were late; by hand, nine hours "
            "a week; tender on 4 May, no new database before July; hours spent on counting."
        ),
    ),
    solution="""
        problem = {
            "who": "Eastmoor's managers, each Monday",
            "tries to": "show their council how many visits were late last week",
            "now": "they count by hand, nine hours a week",
            "constraint": "tender on 4 May; no new database from Platform before July",
            "measure": "hours a week spent on counting, from nine to under one by June",
        }
        """,
    untouched=lambda answer: (
        isinstance(answer, Mapping) and not any(str(each).strip() for each in answer.values())
    ),
)
def problem_statement(problem: Mapping[str, str]) -> Iterator[Check]:
    """Person, aim, present state, constraint and measure, none of them a solution."""
    given = _texts(problem)
    yield _said(given["who"], "who", PEOPLE, "Name the people, not the company that sells to them.")
    yield _free_of_solutions(given["tries to"], "what they try to do")
    now = _free_of_solutions(given["now"], "what happens now")
    yield now
    yield _said(
        given["constraint"], "the constraint", TIME, "A constraint has a date or a limit in it."
    )
    yield _said(
        given["measure"], "a measure that could come out wrong", NUMBER,
        "Give a number that somebody will count afterwards.",
    )  # fmt: skip
    solved = [part for part in PARTS if SOLUTION_WORDS.search(given[part])]
    filled = all(given.values())
    yield Check(
        says="no solution in place of the problem",
        held=filled and not solved,
        message=(
            f"A solution stands under {', '.join(repr(part) for part in solved)}: "
            f"{SOLUTION_WORDS.search(given[solved[0]]).group()!r}."  # type: ignore[union-attr]  # it was found
            if solved
            else "Fill all five parts first."
        ),
        tag="solution_as_problem" if solved else "",
    )


def _texts(problem: Any) -> dict[str, str]:
    given = problem if isinstance(problem, Mapping) else {}
    return {
        part: text.strip() if isinstance(text := given.get(part), str) else "" for part in PARTS
    }


def _said(text: str, says: str, wanted: re.Pattern[str], message: str) -> Check:
    held = len(text.split()) >= 2 and bool(wanted.search(text))
    return Check(says=says, held=held, message="" if held else message)


def _free_of_solutions(text: str, says: str) -> Check:
    found = SOLUTION_WORDS.search(text)
    held = len(text.split()) >= 4 and not found
    if held:
        return Check(says=says, held=True)
    if is_blank(text) or not found:
        return Check(says=says, held=False, message="Write what people do, in four words or more.")
    return Check(
        says=says,
        held=False,
        message=f"{found.group()!r} is an answer. What would people do with it?",
        tag="solution_as_problem",
    )
