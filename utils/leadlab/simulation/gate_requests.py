"""A change that fails the gate on response time: what a lead can know, and what to do with it.

Money in thousand euro, times in milliseconds. Every number is a design assumption of the course.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from statistics import NormalDist
from typing import TypeVar

import numpy as np
import numpy.typing as npt

Milliseconds = TypeVar("Milliseconds", float, npt.NDArray[np.float64])

BUDGET_MS = 200.0
WEEKS = 13
AFTERWARDS = 13
"""Weeks of the next quarter, in which what is still slow goes on costing."""
FIX_PRICE = 1.6
"""Thousand euro for a week of fixing."""
RUN_NOISE_MS = 60.0
"""Spread of one run; that of several falls with the root of how many they are."""
MORE_RUNS = 20
MEASURE_WEEKS = 0.5
USUAL = (12.0, 22.0)
"""Mean and spread of what a change really takes beyond the budget, before it is measured."""

_UNIT = NormalDist()
ROOT_OF_TWO, ROOT_OF_TAU = math.sqrt(2), math.sqrt(math.tau)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a lead can know when a change that failed the gate asks for an exception.

    `measured_ms` over `runs` runs; `delay_a_week` what each week of waiting costs; `fix_weeks`
    until it would pass; `switch` whether it can be turned off on a date; `open_ms` what is over
    the budget already; `kept` the chance that a date given today is kept; `ms_price` what a
    millisecond over the budget costs a week; `weeks_left` of the quarter.

    >>> round(SIMPLE.excess_ms, 1), round(SIMPLE.false_alarm, 2)
    (22.5, 0.1)
    """

    week: int
    measured_ms: float
    runs: int
    delay_a_week: float
    fix_weeks: int
    switch: bool
    open_ms: float
    open_count: int
    kept: float
    ms_price: float

    @property
    def weeks_left(self) -> int:
        """Weeks until the end of the quarter, this one included."""
        return WEEKS - self.week + 1

    @property
    def believed(self) -> tuple[float, float]:
        """Mean and spread of the true excess: the measurement weighed with what is usual."""
        return _believed(self.measured_ms, self.runs)

    @property
    def false_alarm(self) -> float:
        """Chance that the change is within the budget after all."""
        mean, spread = self.believed
        return _below(-mean / spread)

    @property
    def excess_ms(self) -> float:
        """Expected time over the budget, none where it is a false alarm."""
        return _expected_excess(self.measured_ms, self.runs)

    @property
    def harm_a_week(self) -> float:
        """What the change would cost in a week if it went out, beside what is slow already."""
        return self.ms_price * added_harm(self.excess_ms, self.open_ms)

    @property
    def cost_to_fix(self) -> float:
        """Waiting until it passes, and the work for it."""
        return self.fix_weeks * (self.delay_a_week + FIX_PRICE)


@functools.lru_cache(maxsize=32)
def _believed(measured_ms: float, runs: int) -> tuple[float, float]:
    noise = RUN_NOISE_MS / math.sqrt(runs)
    weight = USUAL[1] ** 2 / (USUAL[1] ** 2 + noise**2)
    mean = USUAL[0] + weight * (measured_ms - BUDGET_MS - USUAL[0])
    return mean, math.sqrt(weight) * noise


@functools.lru_cache(maxsize=32)
def _expected_excess(measured_ms: float, runs: int) -> float:
    """A policy asks for it several times in a row."""
    mean, spread = _believed(measured_ms, runs)
    ratio = mean / spread
    return mean * _below(ratio) + spread * math.exp(ratio * ratio / -2) / ROOT_OF_TAU


def _below(score: float) -> float:
    """The part of the standard normal below a score, as `NormalDist().cdf` has it."""
    return 0.5 * (1 + math.erf(score / ROOT_OF_TWO))


GatePolicy = Callable[[Request], str]

SIMPLE = Request(
    week=4, measured_ms=236.0, runs=5, delay_a_week=3.0, fix_weeks=2, switch=False, open_ms=0.0,
    open_count=0, kept=0.8, ms_price=0.05,
)  # fmt: skip
"""One plain request, to try a policy on."""


def added_harm(ms: Milliseconds, open_ms: float) -> Milliseconds:
    """Harm of so many milliseconds more, in milliseconds alone: it grows with what is slow already.

    Formula: h(open + ms) - h(open) with h(x) = x + x ** 2 / 100. Source: an assumption.

    >>> added_harm(20, 0), added_harm(20, 50)
    (24.0, 44.0)
    """
    both = open_ms + ms
    return ms + (both * both - open_ms * open_ms) / 100  # a power may round otherwise elsewhere


def always_fix(request: Request) -> str:  # noqa: ARG001 - a policy takes the view, even unread
    """The gate is the gate."""
    return "fix"


def always_except(request: Request) -> str:  # noqa: ARG001 - a policy takes the view, even unread
    """Everything goes out, with a date."""
    return "except"


def urgent_ones(request: Request) -> str:
    """Except what is urgent, hold the rest."""
    return "except" if request.delay_a_week > 5 else "fix"


def costs(request: Request) -> dict[str, float]:
    """Expected cost of each of the three ways, as far as one request can tell.

    >>> {name: round(cost, 1) for name, cost in costs(SIMPLE).items()}
    {'fix': 9.2, 'except': 11.4, 'ship': 31.6}
    """
    long = request.weeks_left + AFTERWARDS
    real = 1 - request.false_alarm
    late = request.harm_a_week * max(long - request.fix_weeks, 0)
    if request.switch:
        late = request.fix_weeks * request.delay_a_week * real
    repair = request.harm_a_week * request.fix_weeks + FIX_PRICE * request.fix_weeks * real
    return {
        "fix": request.cost_to_fix,
        "except": repair + (1 - request.kept) * late,
        "ship": request.harm_a_week * long,
    }


def reference(request: Request) -> str:
    """The cheapest of the three ways; first more runs, where they may change that."""
    known = costs(request)
    best = min(known, key=lambda name: known[name])
    if request.runs < MORE_RUNS and worth_of_measuring(request) > (
        MEASURE_WEEKS * request.delay_a_week
    ):
        return "measure"
    return best


def worth_of_measuring(request: Request) -> float:
    """What more runs save on average, before their price: over five results alike likely."""
    mean, spread = request.believed
    after = RUN_NOISE_MS / math.sqrt(MORE_RUNS)
    seen = math.sqrt(spread**2 + after**2)
    now = costs(request)
    saved = []
    for share in (0.1, 0.3, 0.5, 0.7, 0.9):
        measured = BUDGET_MS + mean + seen * _UNIT.inv_cdf(share)
        found = costs(replace(request, measured_ms=measured, runs=MORE_RUNS))
        saved.append(found[min(now, key=lambda name: now[name])] - min(found.values()))
    return sum(saved) / len(saved)


RIVALS: dict[str, GatePolicy] = {
    "always fix": always_fix,
    "always except": always_except,
    "urgent ones": urgent_ones,
    "reference": reference,
}
