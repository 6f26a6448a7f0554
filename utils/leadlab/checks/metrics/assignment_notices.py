"""The graded rule for notices: who is told of what, how loudly, over weeks nobody has seen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

import numpy as np

from leadlab.checks.exercise import exercise
from leadlab.checks.outcome import Check
from leadlab.checks.predicates import between
from leadlab.checks.running import LearnerFault, run, try_once
from leadlab.simulation.notice_weeks import (
    FIRST_EVENT,
    WAYS,
    Event,
    Rule,
    draw_weeks,
    hours_of,
    reference,
)
from leadlab.simulation.policies import PolicyFault, same_for_a_class

WEEKS = 40
MOST_NIGHTS = 4.0
NEAR = 1.1
"""How near to the reference is full points."""
PRACTICE = 7
SECONDS = 20


def form_of_rule(notify: Rule) -> Iterator[Check]:
    """One event, and the weeks that everybody may see."""
    try_once(notify, FIRST_EVENT, says="a review that waits at eleven")
    cost, pages, nights = _hours(notify, PRACTICE)
    yield Check(
        says=f"on the practice weeks: {cost:.1f} hours, {pages:.1f} pages, {nights:.1f} of them "
        "outside 8 to 18",
        held=True, points=0,
    )  # fmt: skip


@exercise(
    "metrics.notices",
    title="Who is told, and how loudly",
    concepts=("F-20", "F-22", "F-23", "F-32"),
    points=7,
    kind="policy as code",
    hints=(
        "For each way: what the notice takes, and what harm is done until somebody acts.",
        "A page at night takes three times as much; a digest comes at nine whatever it is about.",
        "min(WAYS, key=lambda way: takes(way) + event.harm_an_hour * seen_after(event, way))",
    ),
    solution="""
        from leadlab.simulation.notice_weeks import TAKES, WAYS, seen_after

        def notify(event):
            night = not 8 <= event.hour < 18
            def hours(way):
                loud = 3 if way == "page" and night else 1
                return TAKES[way] * loud + event.harm_an_hour * seen_after(event, way)
            return min(WAYS, key=hours)
        """,
    shape=form_of_rule,
)
def notices(notify: Rule, *, salt: str) -> Iterator[Check]:
    """Hours a week that a rule costs, beside one way for everything, and the nights."""
    try_once(notify, FIRST_EVENT, says="a review that waits at eleven")
    seed = int.from_bytes(hashlib.sha256(salt.encode()).digest()[:4], "big")
    cost, pages, nights = _hours(notify, seed)
    alike, best = _rivals(seed)
    single = min(alike, key=lambda way: alike[way])
    ahead = cost < 0.9 * alike[single]
    told, tag = _why_not(cost, pages, alike)
    yield Check(
        says=f"a tenth less than the best single way ({single}, {alike[single]:.0f} hours a week)",
        held=ahead, message=f"It costs {cost:.0f} hours. {told}", tag=tag,
    )  # fmt: skip
    yield between(
        cost, baseline=alike[single], target=NEAR * best, points=5, unit="hours a week",
        says=f"hours that notices take and that harm does (reference {best:.0f})",
        message=told, tag=tag,
    )  # fmt: skip
    yield Check(
        says=f"at most {MOST_NIGHTS:g} pages a week outside 8 to 18",
        held=ahead and nights <= MOST_NIGHTS,
        message=f"There are {nights:.1f}; people who are woken for little stop looking."
        if nights > MOST_NIGHTS
        else "It counts once the best single way is beaten.",
        tag="wakes_for_little" if nights > MOST_NIGHTS else "",
    )


def _always(way: str) -> Rule:
    return lambda _: way


def _why_not(cost: float, pages: float, alike: dict[str, float]) -> tuple[str, str]:
    if pages > 20:
        return "Each page takes time, and after six in a week they are heeded less.", "alarm_flood"
    if pages < 0.5 and cost > 0.9 * min(alike.values()):
        return "Some of it cannot wait until somebody reads a message.", "nobody_told"
    return "Hold what each notice takes beside the harm until somebody acts.", ""


@same_for_a_class
def _weeks(seed: int) -> Sequence[Sequence[tuple[Event, float]]]:
    return draw_weeks(WEEKS, np.random.default_rng(seed))


@same_for_a_class
def _rivals(seed: int) -> tuple[dict[str, float], float]:
    """Hours a week of one way for everything, by way, and of the reference."""
    weeks = _weeks(seed)
    return {way: hours_of(_always(way), weeks)[0] for way in WAYS}, hours_of(reference, weeks)[0]


def _hours(notify: Rule, seed: int) -> tuple[float, float, float]:
    weeks = _weeks(seed)

    def work() -> tuple[float, float, float]:
        try:
            return hours_of(notify, weeks)
        except PolicyFault as fault:
            raise LearnerFault(str(fault)) from fault

    return run(work, shown="Your rule", seconds=SECONDS)  # type: ignore[no-any-return]  # run returns what work does
