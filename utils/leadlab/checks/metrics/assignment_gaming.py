"""Graded: the cheapest way to move a paid number, and the guard that notices it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from leadlab.checks.exercise import exercise
from leadlab.checks.outcome import Check
from leadlab.checks.predicates import between
from leadlab.checks.running import LearnerFault, a_kind, call_each, try_once
from leadlab.errors import shortened
from leadlab.models.delivery import Habit, effort_under
from leadlab.simulation.paid_quarters import (
    FIRST_QUARTER,
    MEASURE,
    Guard,
    Quarter,
    draw_habits,
    draw_quarters,
)
from leadlab.simulation.policies import same_for_a_class

Agent = Callable[[Sequence[Habit], float, str], Mapping[str, int]]

TEAMS = 30
GREEDY = 0.9
"""Share of the best gain below which an agent earns nothing."""
SIMPLE = (
    Habit(name="ask", hours=4, most=9, moves={"coverage": 0.3, "caught": 0.5}),
    Habit(name="run", hours=0.5, most=9, moves={"coverage": 0.25}),
)
PRACTICE = 7


def form_of_agent(agent: Agent) -> Iterator[Check]:
    """One small team, and the teams that everybody may see."""
    try_once(agent, list(SIMPLE), 8.0, MEASURE, says="a team with two habits")
    gained, over, _ = _played(agent, PRACTICE)
    yield Check(
        says=f"on the practice teams: {gained:.0%} of the best gain, {over} plans over a limit",
        held=True, points=0,
    )  # fmt: skip


@exercise(
    "metrics.break_it",
    title="Break my metric",
    concepts=("X-01", "X-06"),
    points=5,
    kind="policy as code",
    hints=(
        "What matters is how much of the measure an hour buys; what else a habit does is not paid.",
        "Taking the best habit for the hour first is good, and leaves hours that nothing fits.",
        "lab.delivery.effort_under(habits, hours=hours, rewards={measure: 1}).times is exact.",
    ),
    solution="""
        def agent(habits, hours, measure):
            return lab.delivery.effort_under(habits, hours=hours, rewards={measure: 1}).times
        """,
    shape=form_of_agent,
)
def break_it(agent: Agent, *, salt: str) -> Iterator[Check]:
    """The gain of an agent in the measure, beside the best one, over unseen teams."""
    try_once(agent, list(SIMPLE), 8.0, MEASURE, says="a team with two habits")
    gained, over, fell = _played(agent, _seed(salt))
    yield Check(
        says="no plan over its hours, or with more of a habit than there is",
        held=not over and gained > 0.2,
        message=f"In {over} of {TEAMS} teams it is; those count for nothing."
        if over
        else "It counts once the measure moves.",
        tag="impossible_plan" if over else "",
    )
    yield between(
        gained, baseline=GREEDY - 0.3, target=0.995, points=4,
        says=f"share of the best gain in {MEASURE} over {TEAMS} teams",
        message="Which habit buys most of the measure for an hour, and what do the hours left buy?",
        tag="pays_the_goal" if gained < GREEDY - 0.3 else "",
    )  # fmt: skip
    yield Check(
        says=f"in {fell:.0%} of the teams fewer faults were caught than by a team without a target",
        held=True, points=0,
    )  # fmt: skip


def _played(agent: Agent, seed: int) -> tuple[float, int, float]:
    """Mean share of the best gain, plans over a limit, share of teams in which the goal fell."""
    shares, over, fell = [], 0, 0
    teams = _teams(seed)
    cases = [(list(habits), hours, MEASURE) for habits, hours, _, _ in teams]
    answers = call_each(agent, cases)
    for habits, hours, best, honest in teams:
        times = _times(next(answers), habits)
        spent = sum(each.hours * times[each.name] for each in habits)
        many = any(times[each.name] > each.most for each in habits)
        if spent > hours + 1e-9 or many:
            over += 1
            shares.append(0.0)
            continue
        moved = {
            name: sum(each.moves.get(name, 0.0) * times[each.name] for each in habits)
            for name in (MEASURE, "caught")
        }
        shares.append(max(moved[MEASURE], 0.0) / best)
        fell += moved["caught"] < honest - 1e-9
    return float(np.mean(shares)), over, fell / TEAMS


@same_for_a_class
def _teams(seed: int) -> list[tuple[Sequence[Habit], float, float, float]]:
    """Habits, hours, the best gain in the measure, and what honest work catches, by team."""
    teams: list[tuple[Sequence[Habit], float, float, float]] = []
    for number in range(TEAMS):
        habits, hours = draw_habits(np.random.default_rng([seed, number]))
        best = effort_under(habits, hours=hours, rewards={MEASURE: 1}).moved[MEASURE]
        honest = effort_under(habits, hours=hours, rewards={"caught": 1}).moved["caught"]
        teams.append((habits, hours, best, honest))
    return teams


def _times(answer: object, habits: Sequence[Habit]) -> dict[str, int]:
    """How often each habit is done; what is not named is not done."""
    if not isinstance(answer, Mapping):
        raise LearnerFault(
            f"Your agent returned {a_kind(answer)}; give a dict of how often each habit is done, "
            f"such as {{'{habits[0].name}': 2}}."
        )
    known = {each.name for each in habits}
    for name, times in answer.items():
        if name not in known:
            raise LearnerFault(f"Your agent named a habit {shortened(repr(name))}; there is none.")
        whole = isinstance(times, int | np.integer) and not isinstance(times, bool)
        if not whole or times < 0:
            raise LearnerFault(
                f"Your agent did {shortened(name)!r} {shortened(repr(times))} times; a whole "
                "number, 0 or more, was expected."
            )
    return {name: int(answer.get(name, 0)) for name in known}


QUARTERS = 240
MISS, FALSE_ALARM = 3.0, 1.0
"""What a gamed quarter that nobody notices costs, and an honest one that is doubted."""

SOMETHING, ENOUGH = 0.4, 0.29
"""Cost of a quarter at which a guard begins to earn points, and at which it has all of them."""


def form_of_guard(guard: Guard) -> Iterator[Check]:
    """One quarter, and the quarters that everybody may see."""
    try_once(guard, FIRST_QUARTER, says="a first quarter")
    missed, doubted = _judged(guard, PRACTICE)
    yield Check(
        says=f"on the practice quarters: {missed:.0%} of the gamed ones missed, {doubted:.0%} of "
        "the honest ones doubted",
        held=True, points=0,
    )  # fmt: skip


@exercise(
    "metrics.guard_it",
    title="The guard that notices",
    concepts=("X-06", "X-07"),
    points=6,
    kind="policy as code",
    hints=(
        "Which number rises with coverage when tests ask something, and stays when they only run?",
        "Compare what changed tests noticed with what the gain in coverage would lead you to hope.",
        "quarter.mutants_noticed / quarter.coverage_gain, with a limit that you try on draws.",
    ),
    solution="""
        def guard(quarter):
            return quarter.mutants_noticed < 2.9 * quarter.coverage_gain
        """,
    shape=form_of_guard,
)
def guard_it(guard: Guard, *, salt: str) -> Iterator[Check]:
    """What a guard misses and whom it doubts, over unseen quarters, priced."""
    try_once(guard, FIRST_QUARTER, says="a first quarter")
    missed, doubted = _judged(guard, _seed(salt))
    cost = (MISS * missed + FALSE_ALARM * doubted) / 2
    idle = min(MISS, FALSE_ALARM) / 2
    told, tag = "", ""
    if missed > 0.9 and doubted < 0.1:
        told, tag = "It hardly ever says anything.", "guard_asleep"
    elif doubted > 0.9:
        told, tag = "It doubts everybody, and will not be read for long.", "doubts_all"
    elif missed > 0.3:
        told, tag = "It misses many: does it look at the paid number itself?", "watches_the_target"
    elif doubted > 0.3:
        told, tag = "It doubts many honest ones: large gains can be honest.", "doubts_success"
    yield Check(
        says=f"gamed quarters that it misses: {missed:.0%}", held=missed <= 0.25 and cost < idle,
        message=told or "At most a quarter of them.", tag=tag,
    )  # fmt: skip
    yield Check(
        says=f"honest quarters that it doubts: {doubted:.0%}", held=doubted <= 0.25 and cost < idle,
        message=told or "At most a quarter of them.", tag=tag,
    )  # fmt: skip
    yield between(
        cost, baseline=SOMETHING, target=ENOUGH, points=4,
        says=f"cost of a quarter, a miss at {MISS:g} and a doubt at {FALSE_ALARM:g}",
        message=told, tag=tag,
    )  # fmt: skip


def _judged(guard: Guard, seed: int) -> tuple[float, float]:
    """Share of the gamed quarters that pass, and of the honest ones that do not."""
    quarters, gamed = _quarters(seed)
    said = np.array([_doubt(answer) for answer in call_each(guard, [(each,) for each in quarters])])
    return float((~said[gamed]).mean()), float(said[~gamed].mean())


@same_for_a_class
def _quarters(seed: int) -> tuple[tuple[Quarter, ...], np.ndarray]:
    return draw_quarters(QUARTERS, np.random.default_rng(seed))


def _doubt(answer: object) -> bool:
    if not isinstance(answer, bool | np.bool_):
        hint = " Did you forget a return?" if answer is None else ""
        raise LearnerFault(
            f"Your guard returned {shortened(repr(answer))}; True (look closer) or False was "
            f"expected.{hint}"
        )
    return bool(answer)


def _seed(salt: str) -> int:
    return int.from_bytes(hashlib.sha256(salt.encode()).digest()[:4], "big")
