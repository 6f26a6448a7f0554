"""Exercises of lesson 04: who decides what, what a level costs, approvals, and a contract."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from leadlab.checks.exercise import exercise
from leadlab.checks.instances import Instance
from leadlab.checks.outcome import Check
from leadlab.checks.predicates import Mistake, close_to
from leadlab.checks.reasons import placed_with_reasons, untouched_pairs
from leadlab.checks.running import a_kind
from leadlab.checks.writing import written
from leadlab.models.helping import Handover, approval_wait
from leadlab.models.helping.authority import HOURS
from leadlab.models.writing import check_delegation

SIDES = ("mine", "together", "theirs")
REASONS = ("undone in a day", "they know more", "hard to undo", "owed to others")
DECISIONS: Mapping[str, tuple[str, str]] = {
    "a": ("theirs", "undone in a day"),
    "b": ("theirs", "they know more"),
    "c": ("mine", "owed to others"),
    "d": ("together", "hard to undo"),
    "e": ("mine", "owed to others"),
    "f": ("theirs", "undone in a day"),
    "g": ("together", "hard to undo"),
    "h": ("theirs", "they know more"),
}
"""Letter of each decision in the lesson: who decides, and why."""
_WHY = {
    "mine": ("What would you see in it that they do not? If nothing, you are a queue.",
             "keeps_it"),
    "together": ("Is it so hard to undo that two have to look? Waiting for you has its price.",
                 "meets_about_it"),
    "theirs": ("Who pays if it goes wrong, could it be taken back, and is it yours to give?",
               "gives_away_what_stays"),
}  # fmt: skip


@exercise(
    "mentoring.levels",
    title="Who decides?",
    concepts=("G-21", "G-37", "P-16"),
    points=8,
    kind="sort, match, order",
    hints=(
        "Ask of each: can it be taken back, who knows more, and to whom is it owed?",
        "Levels 1 and 2 are mine, 3 to 5 together, 6 and 7 theirs.",
        "Four are theirs, two together, two yours; each reason stands twice.",
    ),
    solution="""
        answer = {"a": ("theirs", "undone in a day"), "b": ("theirs", "they know more"),
                  "c": ("mine", "owed to others"), "d": ("together", "hard to undo"),
                  "e": ("mine", "owed to others"), "f": ("theirs", "undone in a day"),
                  "g": ("together", "hard to undo"), "h": ("theirs", "they know more")}
        """,
    untouched=untouched_pairs,
)
def levels(answer: object) -> Iterator[Check]:
    """Who decides, and why, for each of eight decisions."""
    if not isinstance(answer, Mapping):
        told = f"Give a dictionary from letter to (who, why); this is {a_kind(answer)}."
        yield Check(says="eight decisions", held=False, points=8, message=told)
        return
    form = f"Give a pair: one of {', '.join(SIDES)}, and one of {', '.join(REASONS)}."
    yield from placed_with_reasons(
        answer, DECISIONS, list(DECISIONS), groups=SIDES, why=lambda side: _WHY.get(
            side, (form, "")
        ),
        right_group=f"Who decides is right; another reason carries it: {', '.join(REASONS)}.",
    )  # fmt: skip


def draw_handover(rng: np.random.Generator) -> Mapping[str, Any]:
    """Chances, and what hours, waiting and a wrong choice cost."""
    return {
        "theirs": float(rng.choice([0.15, 0.2, 0.25, 0.3])),
        "yours": float(rng.choice([0.05, 0.1, 0.12])),
        "heed": 0.7,
        "loss": int(rng.integers(20, 90)) * 100,
        "waiting": int(rng.integers(10, 60)) * 10,
        "hour": 80,
    }


@exercise(
    "mentoring.level_costs",
    title="What a level costs",
    concepts=("G-21", "P-26"),
    points=7,
    hints=(
        "On delegate nobody waits and nothing of yours is used; wrong choices are theirs.",
        "Advice saves where they err and you do not, and only the share that is heeded.",
        "turn * theirs * heed * (1 - yours) = hours * hour + waiting.",
    ),
    solution="""
        delegate = own.theirs * own.loss
        effort = 0.75 * own.hour + own.waiting
        wrong = own.theirs * (1 - own.heed * (1 - own.yours))
        advise = effort + wrong * own.loss
        turn = effort / (own.theirs - wrong)
        """,
    draw=draw_handover,
)
def level_costs(
    delegate: float, advise: float, turn: float, *, instance: Instance
) -> Iterator[Check]:
    """Two levels, and the loss from which the one is cheaper than the other."""
    one = Handover(**dict(instance))
    effort = HOURS["advise"] * one.hour + one.waiting
    saved = one.theirs - one.wrong("advise")
    all_taken, both = replace(one, heed=1.0), replace(one, waiting=0.0)
    yield close_to(
        delegate, one.cost("delegate"), says="delegate, in euro", points=1,
        mistakes=[Mistake(one.yours * one.loss, "own_errors", "They choose, so they err.")],
    )  # fmt: skip
    yield close_to(
        advise, one.cost("advise"), says="advise, in euro", points=3,
        mistakes=[
            Mistake(all_taken.cost("advise"), "all_advice_taken",
                    "Only a share of good advice is heeded."),
            Mistake(both.cost("advise"), "waiting_is_free", "They wait for you; that costs too."),
            Mistake(one.theirs * (1 - one.heed) * one.loss + effort, "you_never_err",
                    "Your advice is wrong now and then."),
        ],
    )  # fmt: skip
    yield close_to(
        turn, effort / saved, says="advising is cheaper from a loss of, in euro", points=3,
        mistakes=[
            Mistake(effort / one.theirs, "advice_saves_all",
                    "Advice saves only a part of what goes wrong."),
            Mistake(HOURS["advise"] * one.hour / saved, "waiting_is_free",
                    "They wait for you; that costs too."),
        ],
    )  # fmt: skip


def draw_approvals(rng: np.random.Generator) -> Mapping[str, Any]:
    """A piece of work with so many answers of yours on its way."""
    return {
        "approvals": int(rng.integers(8, 15)),
        "gates": int(rng.integers(2, 4)),
        "booked": float(rng.choice([0.8, 0.85, 0.9])),
        "hours": float(rng.choice([0.5, 0.75, 1.0])),
    }


@exercise(
    "mentoring.approvals",
    title="Days that wait for you",
    concepts=("P-16", "G-42", "G-22"),
    points=4,
    hints=(
        "How many answers lie ahead of one, at this share of your time?",
        "booked / (1 - booked) answers, each of own.hours; one approval after the other.",
        "own.approvals * own.booked / (1 - own.booked) * own.hours / 8",
    ),
    solution="""
        one = own.booked / (1 - own.booked) * own.hours / 8
        days, with_gates = own.approvals * one, own.gates * one
        """,
    draw=draw_approvals,
)
def approvals(days: float, with_gates: float, *, instance: Instance) -> Iterator[Check]:
    """Working days of waiting, now and with gates alone."""
    for given, count, says in (
        (days, instance.approvals, "days of waiting for all of them"),
        (with_gates, instance.gates, "days with the gates alone"),
    ):
        hours = approval_wait(count, booked=instance.booked, hours=instance.hours)
        yield close_to(
            given, hours / 8, says=says, points=2,
            mistakes=[
                Mistake(hours, "hours_for_days", "These are hours; a day has eight."),
                Mistake(count * instance.booked * instance.hours / 8, "share_as_queue",
                        "A share of 0.9 means nine answers ahead, and not nine tenths of one."),
                Mistake(count * instance.hours / 8, "answering_is_waiting",
                        "That is your time for the answers; they wait for what lies ahead."),
                Mistake(hours / 8 / count, "only_one", "They follow one another."),
            ],
        )  # fmt: skip


CASES: tuple[dict[str, str], ...] = (
    {"who": "Minh", "task": "restore last night's backup on a second machine",
     "limit": "no patient data leaves the house", "word": "patient"},
    {"who": "Kirsty", "task": "make the flaky runs of sync stop",
     "limit": "no test is deleted", "word": "delete"},
    {"who": "Tomasz", "task": "find out where the visit notes go",
     "limit": "nothing changes on phones without Leila", "word": "leila"},
    {"who": "Rui", "task": "bring swaps to the phones of two agencies",
     "limit": "times are stored with their zone", "word": "zone"},
)  # fmt: skip
DAYS = ("24 April", "30 April", "8 May", "15 May", "22 May", "29 May", "12 June", "30 June")
EUROS = (400, 600, 900, 1_200, 1_500)
PARTS = dict.fromkeys(
    ("outcome", "owner", "authority", "limits", "resources", "checkpoints", "deadline",
     "escalation"), 1.0,
)  # fmt: skip
_LEVEL = re.compile(r"\blevel [1-7]\b|\b(?:consult|advise|inquire)\b", re.IGNORECASE)


def draw_contract(rng: np.random.Generator) -> Mapping[str, Any]:
    """What you hand over, to whom, by when, one limit, and how much they may spend."""
    case = CASES[int(rng.integers(len(CASES)))]
    return {**case, "by": str(rng.choice(DAYS)), "euro": int(rng.choice(EUROS))}


@exercise(
    "mentoring.own_contract",
    title="A contract of yours",
    concepts=("G-19", "G-20", "G-21", "G-22", "G-23", "P-25"),
    points=11,
    kind="structured text",
    hints=(
        "Say what will be true, and leave the way to them; then who decides what.",
        'A plain label for each part: "Outcome:", "Owner:", "Authority:", "Limits:" and so on.',
        'lab.template("delegation_contract", outcome=..., owner=...) has all headings.',
    ),
    solution='''
        contract = f"""
        Outcome: it is done when a third person has seen that it is so: {own.task}.
        Owner: {own.who}, who said yes on Monday.
        Authority: {own.who} chooses how, alone; level 6 (inquire) for tools, level 7 for the rest.
        Limits: {own.limit}. More than {own.euro} euro needs my signature.
        Support: two days a week; I take two tickets off their desk.
        Check-ins: every Tuesday, and the design before the building.
        Deadline: {own.by}
        Come back when: one step takes more than three days.
        """
        ''',
    draw=draw_contract,
)
def contract(text: object, *, instance: Instance) -> Iterator[Check | str]:
    """Who and which limit, a level, and the eight parts."""
    low = text.casefold() if isinstance(text, str) else ""
    yield Check(
        says="it is about what you hand over", held=instance.who.casefold() in low, points=1,
        message=f"Name {instance.who}, to whom you hand it over.", tag="another_case",
    )  # fmt: skip
    yield Check(
        says="the limit that was given", held=instance.word in low, points=1,
        message=f"This one holds whatever they choose: {instance.limit}.", tag="limit_forgotten",
    )  # fmt: skip
    given = check_delegation(low)["authority"].present
    yield Check(
        says="a level of authority by its name", held=given and bool(_LEVEL.search(low)), points=1,
        message='Name one of the seven for one decision at least: "level 6 (inquire) for tools".',
        tag="no_level",
    )  # fmt: skip
    yield from written(text, PARTS, read=check_delegation)
