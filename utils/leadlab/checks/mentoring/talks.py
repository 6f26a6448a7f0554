"""Exercises of lesson 07: who is in amber, what talks take, and how one may begin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from leadlab.checks.exercise import exercise
from leadlab.checks.instances import Instance
from leadlab.checks.outcome import Check
from leadlab.checks.placing import sorted_into
from leadlab.checks.predicates import Mistake, carried, close_to, equals
from leadlab.models.growth import days_until_told, flags, talk_share, within


def draw_sign(rng: np.random.Generator) -> Mapping[str, Any]:
    """A house, and a sign with its three rates."""
    return {
        "people": int(rng.choice([60, 80, 120, 150, 200])),
        "share": float(rng.choice([0.05, 0.08, 0.1, 0.12])),
        "found": float(rng.choice([0.55, 0.65, 0.7, 0.75])),
        "cleared": float(rng.choice([0.78, 0.82, 0.85, 0.9])),
    }


@exercise(
    "mentoring.flags",
    title="Who is in amber?",
    concepts=("P-04", "P-02"),
    points=4,
    hints=(
        "Count heads: how many of the people have it, and how many have not?",
        "`found` is a share of those who have it, and 1 - `cleared` one of those who have not.",
        "precision = right / (right + false).",
    ),
    solution="""
        own = lab.instance("mentoring.flags")
        right = own.people * own.share * own.found
        false = own.people * (1 - own.share) * (1 - own.cleared)
        precision = right / (right + false)
        """,
    draw=draw_sign,
)
def amber(
    right: object, false: object, precision: object, *, instance: Instance
) -> Iterator[Check | str]:
    """Heads rightly and wrongly in amber, and the share of amber that is right."""
    own = instance
    seen = flags(own.people, share=own.share, found=own.found, cleared=own.cleared)
    yield close_to(
        right, seen.right, says="in amber, and exhausted", rel_tol=0.02,
        mistakes=[
            Mistake(own.people * own.found, "base_rate_ignored",
                    "`found` is a share of those who are exhausted, and few are."),
        ],
    )  # fmt: skip
    yield close_to(
        false, seen.false, says="in amber, and not exhausted", rel_tol=0.02,
        mistakes=[
            Mistake(own.people * (1 - own.cleared), "base_rate_ignored",
                    "Only those who are not exhausted can be in amber for nothing."),
            Mistake(own.people * (1 - own.share) * own.cleared, "share_turned_round",
                    "`cleared` is the share that stays out of amber."),
        ],
    )  # fmt: skip
    yield close_to(
        precision, seen.precision, says="share of amber that is right", points=2, rel_tol=0.02,
        mistakes=[
            Mistake(own.found, "condition_turned_round",
                    "That is how many of the exhausted are in amber; asked is how many in amber "
                    "are exhausted."),
            *carried(right, lambda head: head / (head + _as_float(false))),
        ],
    )  # fmt: skip


def draw_talks(rng: np.random.Generator) -> Mapping[str, Any]:
    """A team, the minutes of a talk, the weeks between two, and a part of the week for them."""
    return {
        "people": int(rng.choice([5, 6, 7, 9, 10, 11])),
        "minutes_with_notes": int(rng.choice([35, 45, 50])),
        "every_weeks": int(rng.choice([2, 3, 4])),
        "at_most_share": float(rng.choice([0.1, 0.12, 0.15])),
    }


@exercise(
    "mentoring.talk_hours",
    title="Half an hour each",
    concepts=("G-02", "S-18"),
    points=4,
    hints=(
        "Count the minutes of one week first; a talk every `every_weeks` weeks takes a part of it.",
        "Something happens on any day between two talks: on average half of that time is left.",
        "share = people * minutes / 60 / 40 / every_weeks; days = every_weeks * 7 / 2.",
    ),
    solution="""
        own = lab.instance("mentoring.talk_hours")
        share = own.people * own.minutes_with_notes / 60 / 40 / own.every_weeks
        weekly = int(own.at_most_share * 40 * 60 / own.minutes_with_notes + 1e-9)
        days = own.every_weeks * 7 / 2
        """,
    draw=draw_talks,
)
def talk_hours(
    share: object, weekly: object, days: object, *, instance: Instance
) -> Iterator[Check]:
    """What a rhythm takes of a week, who could have a talk each week, and how late one hears."""
    own, hours = instance, instance.minutes_with_notes / 60
    taken = talk_share(own.people, hours=hours, every=own.every_weeks)
    yield close_to(
        share, taken, says="part of a week of 40 hours for the talks", rel_tol=0.01, points=1.5,
        mistakes=[
            Mistake(taken * own.every_weeks, "rhythm_forgotten", "That is with a talk each week."),
            Mistake(taken * 40, "hours_for_share", "Those are the hours; divide by 40."),
            Mistake(taken * 100, "percent_for_share", "Give a share: 0.1 for 10 %."),
        ],
    )  # fmt: skip
    yield equals(
        weekly, within(own.at_most_share, hours=hours),
        says="people who could have a talk each week", points=1.5,
        message="Divide the minutes that `at_most_share` leaves by those of a talk; whole people.",
    )  # fmt: skip
    yield close_to(
        days, days_until_told(own.every_weeks), says="mean days until you hear of something",
        mistakes=[
            Mistake(own.every_weeks * 7, "longest_for_mean",
                    "That is the longest time; most things happen nearer to the next talk."),
            Mistake(own.every_weeks / 2, "weeks_for_days", "Those are weeks; asked is days."),
        ],
    )  # fmt: skip


GROUPS = ("room", "state", "report")
OPENINGS: Mapping[str, tuple[str, str]] = {
    "a": ("room", "It asks about hours and names none; what was hard is theirs to say."),
    "b": ("state", "It hands over your reading of them, and “no” is the one answer at hand."),
    "c": ("report", "The board has that. In the half hour it says what you think the hour is for."),
    "d": ("room", "They choose what falls away, and with it what they tell you about the load."),
    "e": ("state", "It gets a yes from somebody who is content and from somebody who leaves."),
    "f": ("report", "A date is a fair question at the board; here it makes the hour an account."),
    "g": ("room", "It is about you; they can speak of the week and not of how they are."),
    "h": ("state", "A number for how somebody is has to be given to the person who rates them."),
}
"""Letter of each opening in the lesson: what it asks for, and why."""
_FEEDBACK = {
    (letter, group): (why, f"{group}_for_{best}")
    for letter, (best, why) in OPENINGS.items()
    for group in GROUPS
    if group != best
}


@exercise(
    "mentoring.talk_openings",
    title="The first sentence of the half hour",
    concepts=("G-02", "G-03", "P-01", "P-42"),
    points=8,
    kind="sort, match, order",
    hints=(
        "Whose topic is the answer: theirs to choose, how they are, or the state of the work?",
        "“State” asks somebody to account for how they are; “report” could be read off the board.",
        "Three leave room, three ask for a state, two for a report.",
    ),
    solution="""
        answer = {"a": "room", "b": "state", "c": "report", "d": "room",
                  "e": "state", "f": "report", "g": "room", "h": "state"}
        """,
)
def talk_openings(answer: object) -> Iterator[Check]:
    """What each of eight openings asks for."""
    key = {letter: group for letter, (group, _) in OPENINGS.items()}
    yield from sorted_into(
        answer, key, groups=GROUPS, points=8, feedback=_FEEDBACK, says="opening {item}"
    )


def _as_float(value: object) -> float:
    """A number as it is, anything else as not a number.

    >>> _as_float(3), _as_float("x")
    (3.0, nan)
    """
    return float(value) if isinstance(value, int | float) else float("nan")
