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
from leadlab.simulation.gate_requests import (
    AFTERWARDS,
    BUDGET_MS,
    FIX_PRICE,
    MEASURE_WEEKS,
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
    Game,
    PairedDifference,
    PolicyFault,
    each_answer,
    in_step,
    paired_difference,
    same_for_a_class,
    stopped,
)

ANSWERS = ("fix", "except", "ship", "measure")
AFTER_MEASURING = ("fix", "except", "ship")
GONE_MS = 100.0
"""Excess at which the budget is a budget no more."""
WORLDS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Knock:
    """A request with what is hidden: the true excess, a finer measurement, and who keeps dates."""

    request: Request
    excess_ms: float
    finer_ms: float
    luck: float


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """One quarter: what knocks, and how a date's chance falls with what is open."""

    knocks: tuple[Knock, ...]
    erosion: float


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
    drawn = _draw(worlds, seed)
    answers = dict.fromkeys(ANSWERS, 0)
    own = in_step(policy, [quarter(world, answers) for world in drawn])
    return GateRuns(
        costs=np.array([cost for cost, _ in own]),
        open_ms=np.array([left for _, left in own]),
        answers=answers,
        rivals=dict(_rivals(worlds, seed)),
    )


@same_for_a_class
def _rivals(worlds: int, seed: int) -> tuple[tuple[str, FloatArray], ...]:
    drawn = _draw(worlds, seed)
    played = {
        name: in_step(rival, [quarter(world, {}) for world in drawn])
        for name, rival in RIVALS.items()
    }
    return tuple((name, np.array([cost for cost, _ in own])) for name, own in played.items())


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


@same_for_a_class
def _draw(worlds: int, seed: int) -> tuple[World, ...]:
    rng = np.random.default_rng(seed)
    return tuple(_draw_world(rng) for _ in range(worlds))


def _draw_world(rng: np.random.Generator) -> World:
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


LAST = WEEKS + AFTERWARDS
NEVER = LAST + 1


def quarter(world: World, answers: dict[str, int]) -> Game[tuple[float, float]]:
    """One quarter with the weeks after it, as a game: its cost, and what is over the budget then.

    Each change that is out stands in `out` as (excess, first week in which it is gone again).
    """
    total = 0.0
    out: list[tuple[float, int]] = []
    knocks = {each.request.week: each for each in world.knocks}
    price = world.knocks[0].request.ms_price if world.knocks else 0.0
    left = 0.0
    for week in range(1, LAST + 1):
        if out:
            out = [each for each in out if each[1] > week]
        if week in knocks:
            total += yield from _decided(knocks[week], world.erosion, out, answers)
        if out:
            total += price * added_harm(_over(out), 0.0)
        if week == WEEKS:
            left = _over(out)
    return total, left


def _over(out: list[tuple[float, int]]) -> float:
    """Milliseconds over the budget."""
    return sum([ms for ms, _ in out], start=0.0)


def _decided(
    knock: Knock, erosion: float, out: list[tuple[float, int]], answers: dict[str, int]
) -> Game[float]:
    """What a decision costs apart from slowness; a change that goes out slow is entered."""
    asked = knock.request
    request = Request(  # `replace` takes four times as long, and there are thousands
        week=asked.week,
        measured_ms=asked.measured_ms,
        runs=asked.runs,
        delay_a_week=asked.delay_a_week,
        fix_weeks=asked.fix_weeks,
        switch=asked.switch,
        open_ms=_over(out),
        open_count=len(out),
        kept=min(max(asked.kept - erosion * len(out), 0.05), 0.95),
        ms_price=asked.ms_price,
    )
    answer = answer_of((yield request), request)
    answers[answer] = answers.get(answer, 0) + 1
    paid = 0.0
    if answer == "measure":
        paid = MEASURE_WEEKS * request.delay_a_week
        finer = replace(request, measured_ms=knock.finer_ms, runs=MORE_RUNS)
        answer = answer_of((yield finer), finer, measured=True)
    if answer == "fix":
        return paid + request.cost_to_fix
    if knock.excess_ms <= 0:  # a false alarm: nothing is slow, and nothing has to be repaired
        return paid
    if answer == "ship":
        out.append((knock.excess_ms, NEVER))
        return paid
    done = request.week + request.fix_weeks
    if knock.luck < request.kept:
        out.append((knock.excess_ms, done))
        return paid + FIX_PRICE * request.fix_weeks
    out.append((knock.excess_ms, done if request.switch else NEVER))
    return paid + (request.fix_weeks * request.delay_a_week if request.switch else 0.0) + (
        FIX_PRICE * request.fix_weeks
    )  # fmt: skip
