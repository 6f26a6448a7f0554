"""A gate on response time, and policies for exceptions compared over unseen worlds.

A world is one quarter of one service: thirteen weeks in which changes knock that failed the gate.
Money in thousand euro, times in milliseconds; lower cost is better. Every number is a design
assumption of the course.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from leadlab.errors import shortened
from leadlab.simulation.gate_quarters import (
    LAST,
    BoolArray,
    Columns,
    Knock,
    Out,
    Quarters,
    Week,
    World,
    decided,
    measured,
    requests,
    side_by_side,
    views,
)
from leadlab.simulation.gate_requests import (
    BUDGET_MS,
    MORE_RUNS,
    RIVALS,
    RUN_NOISE_MS,
    SIMPLE,
    USUAL,
    WEEKS,
    GatePolicy,
    Request,
    added_harm,
)
from leadlab.simulation.policies import (
    FloatArray,
    PairedDifference,
    PolicyFault,
    each_answer,
    paired_difference,
    same_for_a_class,
    stopped,
)

ANSWERS = ("fix", "except", "ship", "measure")
AFTER_MEASURING = ("fix", "except", "ship")
GONE_MS = 100.0
"""Excess at which the budget is a budget no more."""
WORLDS = 300


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GateRuns:
    """What a policy cost over many worlds, in thousand euro a quarter, beside its rivals."""

    costs: FloatArray
    open_ms: FloatArray
    answers: Mapping[str, int]
    rivals: Mapping[str, FloatArray]

    @property
    def worlds(self) -> int:
        """How many worlds were tried."""
        return len(self.costs)

    @property
    def mean(self) -> float:
        """Mean cost of a quarter."""
        return float(self.costs.mean())

    @property
    def p90(self) -> float:
        """Cost above which one world in ten lay."""
        return float(np.quantile(self.costs, 0.9))

    @property
    def gone(self) -> float:
        """Share of worlds that end with so much over the budget that it is one no more."""
        return float((self.open_ms > GONE_MS).mean())

    def against(self, rival: str) -> PairedDifference:
        """Saving against a rival, on the same worlds; above 0 is better."""
        return paired_difference(self.rivals[rival], self.costs)

    def __repr__(self) -> str:
        gaps = "; ".join(f"{name} {self.against(name)}" for name in self.rivals)
        said = ", ".join(f"{name} {count:,}" for name, count in self.answers.items())
        return (
            f"GateRuns({self.worlds} worlds): mean cost {self.mean:.1f} thousand euro a quarter, "
            f"one in ten above {self.p90:.0f}, budget gone in {self.gone:.0%}; answers: {said}; "
            f"saved against {gaps}"
        )


def evaluate(policy: GatePolicy, *, worlds: int = WORLDS, seed: int = 7) -> GateRuns:
    """Cost of a policy over fresh worlds, beside four rivals with the same requests and luck.

    The policy answers "fix", "except", "ship" or "measure"; after measuring it is asked again.

    >>> from leadlab.simulation.gate_requests import reference
    >>> runs = evaluate(reference, worlds=50, seed=1)
    >>> runs.worlds, runs.against("reference").mean
    (50, 0.0)
    """
    if not callable(policy):
        raise PolicyFault("before the first request", f"{shortened(policy)} cannot be called")
    answer_of(each_answer(policy, [SIMPLE]), SIMPLE)
    answers = dict.fromkeys(ANSWERS, 0)
    costs, open_ms = lived(policy, _quarters(worlds, seed), answers)
    return GateRuns(
        costs=costs, open_ms=open_ms, answers=answers, rivals=dict(_rivals(worlds, seed))
    )


@same_for_a_class
def _rivals(worlds: int, seed: int) -> tuple[tuple[str, FloatArray], ...]:
    quarters = _quarters(worlds, seed)
    return tuple((name, lived(rival, quarters, {})[0]) for name, rival in RIVALS.items())


@same_for_a_class
def _quarters(worlds: int, seed: int) -> Quarters:
    rng = np.random.default_rng(seed)
    return side_by_side([draw_world(rng) for _ in range(worlds)])


def answer_of(answers: Iterator[str], request: Request, *, measured: bool = False) -> str:
    """The next answer, to a request: one of the allowed words.

    >>> answer_of(iter(["fix"]), SIMPLE)
    'fix'
    """
    when = ", after measuring" if measured else ""
    try:
        answer = next(answers)
    except Exception as error:  # the learner's own code may fail in any way
        raise stopped(f"in week {request.week}{when}", error) from error
    allowed = AFTER_MEASURING if measured else ANSWERS
    if not isinstance(answer, str) or answer not in allowed:
        hint = ". Did you forget a return statement?" if answer is None else ""
        wanted = " or ".join(f'"{each}"' for each in allowed)
        raise PolicyFault(
            f"in week {request.week}{when}",
            f"it returned {shortened(repr(answer))} where {wanted} was expected{hint}",
            came_back=answer,
        )
    return answer


def draw_world(rng: np.random.Generator) -> World:
    """One quarter of a service, and all that is hidden about it."""
    price, kept = float(rng.uniform(0.01, 0.08)), float(rng.uniform(0.55, 0.95))
    erosion = float(rng.uniform(0.05, 0.15))
    knocks = []
    for week in range(1, WEEKS + 1):
        if rng.random() > 0.7:
            continue
        while True:  # only what fails the gate knocks
            runs = int(rng.choice([1, 3, 5, 10]))
            excess = float(rng.normal(*USUAL))
            measured = excess + float(rng.normal()) * RUN_NOISE_MS / math.sqrt(runs)
            if measured > 0:
                break
        request = Request(
            week=week,
            measured_ms=BUDGET_MS + measured,
            runs=runs,
            delay_a_week=float(np.exp(rng.normal(1.2, 1.1))),
            fix_weeks=int(rng.integers(1, 5)),
            switch=bool(rng.random() < 0.35),
            open_ms=0.0,
            open_count=0,
            kept=kept,
            ms_price=price,
        )
        finer = excess + float(rng.normal()) * RUN_NOISE_MS / math.sqrt(MORE_RUNS)
        knocks.append(
            Knock(request=request, excess_ms=excess, finer_ms=BUDGET_MS + finer,
                   luck=float(rng.random()))
        )  # fmt: skip
    return World(knocks=tuple(knocks), erosion=erosion)


def lived(
    policy: GatePolicy, quarters: Quarters, answers: dict[str, int]
) -> tuple[FloatArray, FloatArray]:
    """Costs of all quarters with the weeks after them, and what is over the budget at their ends.

    `answers` counts what the policy says first to each request.
    """
    worlds = len(quarters.erosion)
    costs, left = np.zeros((2, worlds))
    out = Out(worlds)
    for number in range(1, LAST + 1):
        over, count = out.over(number)
        week = quarters.weeks[number - 1] if number <= WEEKS else None
        if week is not None and len(week.here):
            asked = requests(week, quarters.erosion, over, count)
            said, which = _said(policy, number, week, asked, answers)
            costs[week.here] += decided(week, number, asked, said, which, out)
            over, _ = out.over(number)
        costs += quarters.price * added_harm(over, 0.0)
        if number == WEEKS:
            left = over
    return costs, left


def _said(
    policy: GatePolicy, number: int, week: Week, asked: Columns, answers: dict[str, int]
) -> tuple[list[str], BoolArray]:
    """The last answer to each request of a week, and whether it was measured before."""
    request = replace(SIMPLE, week=number)
    found = each_answer(policy, views(asked))
    said = [answer_of(found, request) for _ in week.here]
    for answer in said:
        answers[answer] = answers.get(answer, 0) + 1
    which = np.array([answer == "measure" for answer in said])
    again = np.flatnonzero(which).tolist()
    if again:
        found = each_answer(policy, views(measured(week, asked, which)))
        for place in again:
            said[place] = answer_of(found, request, measured=True)
    return said, which
