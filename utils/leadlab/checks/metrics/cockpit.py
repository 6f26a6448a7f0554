"""Exercises of lesson 08: what a machine should repeat, how often to ask, whom a score misses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from leadlab.checks.exercise import exercise
from leadlab.checks.instances import Instance
from leadlab.checks.outcome import Check
from leadlab.checks.predicates import Mistake, carried, close_to, equals
from leadlab.models.alerts import Confusion, threshold_by_cost

EVERY = (1, 2, 3, 5, 10)
"""Working days between two check-ins."""
SEEN_BY_MACHINE = 0.25
"""Working days until somebody acts on a block that a machine has shown."""
WEEK_DAYS = 5


def draw_chore(rng: np.random.Generator) -> Mapping[str, Any]:
    """A chore by hand, what a machine would take of it, and what building and keeping it costs."""
    while True:
        own = {
            "minutes": int(rng.integers(6, 25)),
            "a_week": int(rng.integers(6, 30)),
            "share": round(float(rng.uniform(0.6, 0.95)), 2),
            "build_hours": int(rng.integers(20, 70)),
            "upkeep": round(float(rng.uniform(0.3, 1.2)), 1),
            "weeks": int(rng.choice([26, 39, 52, 78])),
        }
        if _net(own) > 0.4 and abs(_net(own) * own["weeks"] - own["build_hours"]) > 4:
            return own


def _net(own: Mapping[str, Any]) -> float:
    by_hand = own["minutes"] * own["a_week"] / 60
    return float(by_hand * own["share"] - own["upkeep"])


@exercise(
    "metrics.automation_payoff",
    title="Should a machine repeat it?",
    concepts=("F-32",),
    points=4,
    hints=(
        "Hours by hand in a week, times the share that the machine takes, less its upkeep.",
        "It has paid when the hours saved come to those of building it.",
        "left = saved * own.weeks - own.build_hours; it may be below 0.",
    ),
    solution="""
        by_hand = own.minutes * own.a_week / 60
        saved = by_hand * own.share - own.upkeep
        payback = own.build_hours / saved
        left = saved * own.weeks - own.build_hours
        """,
    draw=draw_chore,
)
def automation_payoff(
    saved: float, payback: float, left: float, *, instance: Instance
) -> Iterator[Check]:
    """Hours saved a week, weeks until it has paid, and what is left while it is used."""
    own = instance
    by_hand = own.minutes * own.a_week / 60
    yield close_to(
        saved, _net(own), says="hours saved in a week", points=2,
        mistakes=[
            Mistake(by_hand * own.share, "free_upkeep", "Somebody has to keep it running."),
            Mistake(by_hand - own.upkeep, "takes_all", "A part of it stays by hand."),
            Mistake(own.minutes * own.a_week * own.share - own.upkeep, "minutes_for_hours",
                    "The chore is in minutes and the upkeep in hours."),
        ],
    )  # fmt: skip
    yield close_to(
        payback, own.build_hours / _net(own), says="weeks until it has paid",
        mistakes=[
            Mistake(own.build_hours / by_hand, "takes_all", "It does not save all of the chore."),
            *carried(saved, lambda mine: own.build_hours / mine),
        ],
    )  # fmt: skip
    yield close_to(
        left, _net(own) * own.weeks - own.build_hours, says="hours left over while it is used",
        mistakes=[
            Mistake(_net(own) * own.weeks, "free_to_build", "Take off what building it took."),
            *carried(saved, lambda mine: mine * own.weeks - own.build_hours),
        ],
    )  # fmt: skip


def draw_check_ins(rng: np.random.Generator) -> Mapping[str, Any]:
    """A team, how often somebody is blocked, what that costs, and what a check-in takes."""
    while True:
        own = {
            "people": int(rng.integers(5, 10)),
            "minutes": int(rng.integers(8, 21)),
            "blocks_a_week": round(float(rng.uniform(0.3, 1.2)), 1),
            "hours_a_day": round(float(rng.uniform(0.5, 2.0)), 1),
            "seen": round(float(rng.uniform(0.5, 0.85)), 2),
        }
        costs = sorted(_asking(own, days) for days in EVERY)
        best = min(EVERY, key=lambda days: _asking(own, days))
        if costs[1] > 1.04 * costs[0] and best in (2, 3, 5):
            return own


def _asking(own: Mapping[str, Any], days: int) -> float:
    """Hours a week of checking in every so many days, and of blocks until then."""
    meetings = WEEK_DAYS / days * own["people"] * own["minutes"] / 60
    return float(meetings + _blocked(own, days / 2))


def _blocked(own: Mapping[str, Any], days: float) -> float:
    return float(own["people"] * own["blocks_a_week"] * days * own["hours_a_day"])


def _by_machine(own: Mapping[str, Any]) -> float:
    weekly = own["people"] * own["minutes"] / 60
    days = own["seen"] * SEEN_BY_MACHINE + (1 - own["seen"]) * WEEK_DAYS / 2
    return float(weekly + _blocked(own, days))


@exercise(
    "metrics.check_in",
    title="How often to ask, and what a machine can tell",
    concepts=("X-16", "F-21"),
    points=5,
    hints=(
        "A block waits half the time between two check-ins, on average.",
        "Asking every d days: 5 / d meetings of all people, and blocks that wait d / 2 days.",
        "By machine: one meeting a week; own.seen of the blocks wait 0.25 days, the rest 2.5.",
    ),
    solution="""
        def hours(days):
            meetings = 5 / days * own.people * own.minutes / 60
            return meetings + own.people * own.blocks_a_week * days / 2 * own.hours_a_day

        daily = hours(1)
        best = min((1, 2, 3, 5, 10), key=hours)
        waits = own.seen * 0.25 + (1 - own.seen) * 2.5
        machine = (own.people * own.minutes / 60
                   + own.people * own.blocks_a_week * waits * own.hours_a_day)
        """,
    draw=draw_check_ins,
)
def check_in(daily: float, best: int, machine: float, *, instance: Instance) -> Iterator[Check]:
    """Hours of asking daily, the cheapest interval, and a board that shows blocks by itself."""
    own = instance
    yield close_to(
        daily, _asking(own, 1), says="hours a week, asking every day", points=2,
        mistakes=[
            Mistake(5 * own.people * own.minutes / 60, "blocks_free",
                    "Those are the meetings; a block costs until somebody hears of it."),
            Mistake(5 * own.people * own.minutes / 60 + _blocked(own, 1), "waits_whole",
                    "A block comes at any time, so it waits half the interval on average."),
            Mistake(5 * own.minutes / 60 + _blocked(own, 0.5), "one_in_the_room",
                    "Everybody sits in the meeting."),
        ],
    )  # fmt: skip
    cheapest = min(EVERY, key=lambda days: _asking(own, days))
    often = "Ask less often: meetings cost more here than what they find."
    yield equals(
        best, cheapest, says=f"cheapest of {', '.join(map(str, EVERY))} working days",
        mistakes=[Mistake(1, "hovering", often)],
        message="Reckon the hours for each of the five.",
    )  # fmt: skip
    yield close_to(
        machine, _by_machine(own), says="hours a week, with blocks shown by the board", points=2,
        mistakes=[
            Mistake(own.people * own.minutes / 60 + _blocked(own, SEEN_BY_MACHINE), "sees_all",
                    "The board shows a part of the blocks; the rest wait for the week's talk."),
            Mistake(_by_machine(own) - own.people * own.minutes / 60, "no_talk",
                    "One meeting a week is left."),
        ],
    )  # fmt: skip


def draw_counts(rng: np.random.Generator) -> Mapping[str, Any]:
    """What a look and a miss take, and what one threshold found and missed by app and by phone."""
    look, miss = float(rng.choice([0.5, 0.75, 1.0])), float(rng.integers(4, 13))
    found = {
        "app": {"found": int(rng.integers(60, 90)), "missed": int(rng.integers(5, 15)),
                "needless": int(rng.integers(30, 70))},
        "phone": {"found": int(rng.integers(25, 45)), "missed": int(rng.integers(16, 30)),
                  "needless": int(rng.integers(10, 29))},
    }  # fmt: skip
    return {"hours_to_look": look, "hours_if_missed": miss, **found}


def _counts(own: Mapping[str, Any], *entries: str) -> Confusion:
    def total(name: str) -> int:
        return sum(int(own[entry][name]) for entry in entries)

    return Confusion(
        serious_seen=total("found"), serious_missed=total("missed"),
        harmless_seen=total("needless"), harmless_left=0,
    )  # fmt: skip


@exercise(
    "metrics.threshold",
    title="A threshold from its prices, and whom it misses",
    concepts=("A-13", "F-29"),
    points=4,
    hints=(
        "A look pays if the chance of being serious, times the hours of a miss, is more than it.",
        "Precision is of what was looked at; recall is of what is serious.",
        "gap = recall by app less recall by phone, each of its own serious ones.",
    ),
    solution="""
        chance = own.hours_to_look / own.hours_if_missed
        found = own.app["found"] + own.phone["found"]
        precision = found / (found + own.app["needless"] + own.phone["needless"])
        recall = {way: own[way]["found"] / (own[way]["found"] + own[way]["missed"])
                  for way in ("app", "phone")}
        gap = recall["app"] - recall["phone"]
        """,
    draw=draw_counts,
)
def threshold(
    chance: float, precision: float, gap: float, *, instance: Instance
) -> Iterator[Check]:
    """From which chance a look pays, how many looks were worth it, and the gap of two recalls."""
    own = instance
    look, miss = own.hours_to_look, own.hours_if_missed
    yield close_to(
        chance, threshold_by_cost(hours_to_look=look, hours_if_missed=miss),
        says="chance from which a look pays",
        mistakes=[
            Mistake(look / (look + miss), "miss_without_look",
                    "A miss spares the look: hold one look against the chance of one miss."),
            Mistake(0.5, "half", "A half is right where both errors cost the same."),
        ],
    )  # fmt: skip
    both = _counts(own, "app", "phone")
    yield close_to(
        precision, both.precision, says="precision of all looks",
        mistakes=[Mistake(both.recall, "recall_for_precision",
                          "That is of the serious ones; precision is of what was looked at.")],
    )  # fmt: skip
    app, phone = _counts(own, "app"), _counts(own, "phone")
    serious = both.serious_seen + both.serious_missed
    yield close_to(
        gap, app.recall - phone.recall, says="recall by app less recall by phone", points=2,
        mistakes=[
            Mistake(phone.recall - app.recall, "other_way_round", "The other way round."),
            Mistake((app.serious_seen - phone.serious_seen) / serious, "other_whole",
                    "Each share is of the serious ones of its own way in."),
            Mistake(app.precision - phone.precision, "precision_for_recall",
                    "That is the gap of the precisions."),
        ],
    )  # fmt: skip
