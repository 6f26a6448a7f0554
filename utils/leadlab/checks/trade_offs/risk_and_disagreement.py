"""Exercises of lesson 06: a first part, what falls along, and risks that need somebody."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from leadlab.checks.exercise import exercise
from leadlab.checks.instances import Instance
from leadlab.checks.outcome import Check
from leadlab.checks.predicates import Mistake, close_to, equals
from leadlab.checks.running import LearnerFault, a_kind, call, try_once

Drawing = Mapping[str, Sequence[str]]
Risk = Mapping[str, Any]


def draw_first_part(rng: np.random.Generator) -> Mapping[str, Any]:
    """A split that pays on average and not in the bad case, where one would stop."""
    cost = int(rng.integers(24, 37)) * 10
    return {
        "good": cost + int(rng.integers(16, 25)) * 10,
        "bad": cost - int(rng.integers(11, 16)) * 10,
        "chance": float(rng.choice([0.45, 0.5, 0.55])),
        "cost": cost,
        "stage": int(rng.integers(3, 8)) * 10,
    }


@exercise(
    "trade_offs.first_part",
    title="What a first part is worth",
    concepts=("T-03", "T-27", "R-14"),
    points=5,
    hints=(
        "After the first part you know the case; what would you do in each of the two?",
        "In the good case go on and pay the rest, own.cost - own.stage; in the bad case stop.",
        "in_stages = own.chance * (own.good - own.cost) - (1 - own.chance) * own.stage.",
    ),
    solution="""
        at_once = own.chance * own.good + (1 - own.chance) * own.bad - own.cost
        rest = own.cost - own.stage
        good, bad = max(own.good - rest, 0), max(own.bad - rest, 0)
        in_stages = own.chance * good + (1 - own.chance) * bad - own.stage
        weeks_may_cost = in_stages - at_once
        """,
    draw=draw_first_part,
)
def first_part(
    at_once: float, in_stages: float, weeks_may_cost: float, *, instance: Instance
) -> Iterator[Check]:
    """Worth of both ways, and the price of staging at which they are equal."""
    own = instance
    fails = 1 - own.chance
    once = own.chance * own.good + fails * own.bad - own.cost
    staged = own.chance * (own.good - own.cost) - fails * own.stage
    yield close_to(
        at_once, once, says="all at once",
        mistakes=[
            Mistake(
                own.chance * (own.good - own.cost), "bad_case_forgotten",
                "At once, the bad case is paid for as well.",
            ),
        ],
    )  # fmt: skip
    yield close_to(
        in_stages, staged, says="in stages", points=2,
        mistakes=[
            Mistake(
                once, "duty_for_right", "In the bad case you may stop after the first part."
            ),
            Mistake(
                own.chance * (own.good - own.cost - own.stage) - fails * own.stage, "stage_lost",
                "The first part is of use in the rest; what is left to pay is less.",
            ),
            Mistake(
                own.chance * (own.good - own.cost), "free_stage",
                "The first part is paid in the bad case, too.",
            ),
        ],
    )  # fmt: skip
    yield close_to(
        weeks_may_cost, staged - once, says="what the weeks may cost", points=2,
        mistakes=[
            Mistake(once - staged, "turned_round", "Which of the two is worth more?"),
            Mistake(
                staged, "against_nothing",
                "That compares with doing nothing; doing all at once is worth something, too.",
            ),
        ],
    )  # fmt: skip


def falling(needs: Drawing, part: str) -> set[str]:
    """All other parts that fail with a part, through any number of steps.

    >>> sorted(falling({"app": ["sync"], "sync": ["store"]}, "store"))
    ['app', 'sync']
    """
    found: set[str] = set()
    newly = {part}
    while newly:
        users = {user for user, used in needs.items() if newly & set(used)}
        newly = users - found - {part}
        found |= newly
    return found


CHAIN = {"app": ["sync"], "sync": ["store"], "pages": ["rota"], "rota": ["store"], "store": []}
DIAMOND = {"page": ["left", "right"], "left": ["base"], "right": ["base"], "alone": []}
CIRCLE = {"rota": ["settle"], "settle": ["rota"], "report": ["settle"]}
DRAWINGS: tuple[tuple[str, Drawing, str], ...] = (
    ("through one step and more", CHAIN, "store"),
    ("two ways to the same page", DIAMOND, "base"),
    ("what nothing needs takes nothing along", DIAMOND, "page"),
    ("a circle", CIRCLE, "rota"),
)


@exercise(
    "trade_offs.falls_along",
    title="What falls along with a part",
    concepts=("T-21", "T-22", "T-04"),
    points=4,
    kind="policy as code",
    hints=(
        "Who needs the part itself, and who needs one of those?",
        "Keep what you have found; look for users of what is new until nothing is new.",
        "newly = {user for user, used in needs.items() if newly & set(used)} - found - {part}",
    ),
    solution="""
        def falls_along(needs, part):
            found, newly = set(), {part}
            while newly:
                users = {user for user, used in needs.items() if newly & set(used)}
                newly = users - found - {part}
                found |= newly
            return found
        """,
)
def falls_along(answer: Callable[[dict[str, list[str]], str], Iterable[str]]) -> Iterator[Check]:
    """Four drawings: a chain, two ways, nothing and a circle."""
    for place, (says, drawing, part) in enumerate(DRAWINGS):
        copy = {user: list(used) for user, used in drawing.items()}
        given = (
            call(answer, copy, part) if place else try_once(answer, copy, part, says=says)
        )  # fmt: skip
        direct = {user for user, used in drawing.items() if part in used}
        right = falling(drawing, part)
        mistakes = [
            Mistake(_said(direct), "direct_only", "And who needs those, without touching it?"),
            Mistake(_said(right | {part}), "itself", "The part itself is not among the others."),
            Mistake(
                _said({*drawing.get(part, [])}), "arrows_turned",
                "That is what it needs; which parts need it?",
            ),
        ]  # fmt: skip
        wanted = _said(right)
        yield equals(
            _said(given), wanted, says=says,
            mistakes=[each for each in mistakes if each.value != wanted],
        )  # fmt: skip


def _said(names: object) -> str:
    """Names in order as one text, so that a set, a list and a tuple count alike."""
    if isinstance(names, str) or not isinstance(names, Iterable):
        raise LearnerFault(f"Give a set of names; this is {a_kind(names)}.")
    return ", ".join(sorted(str(each) for each in names)) or "nothing"


def expected_loss(risk: Risk) -> float:
    """Chance times loss, thousand euro."""
    return float(risk["chance"] * risk["loss"])


def cannot_be_left(risk: Risk, week: int, signs: Mapping[str, float]) -> bool:
    """Whether somebody has to look at an accepted risk today."""
    ended = risk["until"] is None or week > risk["until"]
    rang = risk["reading"] is None or risk["reading"] >= risk["trigger"]
    return ended or rang or expected_loss(risk) > signs.get(risk["owner"], 0)


SIGNS = {"you": 5, "Ranjit": 40, "Margit": 2_000}
WEEK = 38


def _risk(name: str, **changes: Any) -> dict[str, Any]:
    sound = {"owner": "you", "chance": 0.05, "loss": 60, "until": 44, "trigger": 30, "reading": 12}
    return {"name": name, **sound, **changes}


REGISTERS: tuple[tuple[str, str, str, tuple[dict[str, Any], ...]], ...] = (
    (
        "past its end, or without one", "end_ignored", "Until when was it accepted?",
        (_risk("sound"), _risk("past", until=37), _risk("endless", until=None, chance=0.04),
         _risk("last week", until=38)),
    ),
    (
        "at its trigger, or not looked at", "trigger_ignored",
        "A reading at its trigger ends it, and so does one that nobody takes.",
        (_risk("sound"), _risk("rang", reading=30), _risk("unread", reading=None, chance=0.04)),
    ),
    (
        "more than the owner may sign for", "signature_ignored",
        "Chance times loss, beside the owner's amount; somebody unknown may sign for nothing.",
        (_risk("sound"), _risk("too large", chance=0.1, loss=60), _risk("Joris", owner="Joris"),
         _risk("hers", owner="Margit", loss=900)),
    ),
)  # fmt: skip
MIXED = (
    _risk("paper lists", chance=0.2, loss=30, owner="Ranjit", until=30),
    _risk("jobs table", chance=0.04, loss=133),
    _risk("backup", chance=0.02, loss=900, owner="Ranjit", reading=None),
    _risk("old phones", owner="Margit", chance=0.3, loss=100),
    _risk("clock change", chance=0.5, loss=84, owner="Ranjit", until=43),
)


@exercise(
    "trade_offs.need_somebody",
    title="Which accepted risks need somebody today",
    concepts=("T-18", "T-27", "B-29", "Q-11"),
    points=5,
    kind="policy as code",
    hints=(
        "Three questions for each: is it past its end, has its reading rung, may the owner sign?",
        "None means no end, or that nobody looks; signs.get(owner, 0) helps with strangers.",
        "Keep those for which one of the three is true; sort by -chance * loss; give the names.",
    ),
    solution="""
        def need_somebody(risks, week, signs):
            kept = [
                risk for risk in risks
                if risk["until"] is None or week > risk["until"]
                or risk["reading"] is None or risk["reading"] >= risk["trigger"]
                or risk["chance"] * risk["loss"] > signs.get(risk["owner"], 0)
            ]
            kept.sort(key=lambda risk: -risk["chance"] * risk["loss"])
            return [risk["name"] for risk in kept]
        """,
)
def need_somebody(
    rule: Callable[[list[dict[str, Any]], int, dict[str, float]], list[str]],
) -> Iterator[Check]:
    """Three registers with one reason each, and one with all of them, in order."""
    for place, (says, tag, message, risks) in enumerate(REGISTERS):
        arguments = ([dict(risk) for risk in risks], WEEK, dict(SIGNS))
        given = call(rule, *arguments) if place else try_once(rule, *arguments, says=says)
        right = {risk["name"] for risk in risks if cannot_be_left(risk, WEEK, SIGNS)}
        yield equals(_said(given), _said(right), says=says, message=message, tag=tag)
    given = call(rule, [dict(risk) for risk in MIXED], WEEK, dict(SIGNS))
    kept = [risk for risk in MIXED if cannot_be_left(risk, WEEK, SIGNS)]
    kept.sort(key=lambda risk: -expected_loss(risk))
    names = [risk["name"] for risk in kept]
    same = _said(given) == _said(names)
    yield equals(
        list(given), names, says="all reasons together, the largest first", points=2,
        message=(
            "These are they; the largest chance times loss comes first."
            if same else "One that can be left is there, or one that cannot is missing."
        ),
        tag="unordered" if same else "",
    )  # fmt: skip
