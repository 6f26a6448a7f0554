"""Quarters of many services side by side: what knocks at the gate, what goes out, what it costs.

Arrays of a week have one place for each request in it, others are (worlds,) or (weeks, worlds).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from leadlab.simulation.gate_requests import (
    AFTERWARDS,
    FIX_PRICE,
    MEASURE_WEEKS,
    MORE_RUNS,
    WEEKS,
    Request,
)
from leadlab.simulation.policies import FloatArray
from leadlab.simulation.records import Numbers, Records

IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]

Columns = dict[str, npt.NDArray[Any]]
"""Fields of requests by their names."""
LAST = WEEKS + AFTERWARDS
NEVER = LAST + 1
LEAST_KEPT, MOST_KEPT = 0.05, 0.95


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """What knocks in a week: in which worlds, what is seen of it, and what is hidden."""

    here: IntArray
    seen: Columns
    excess_ms: FloatArray
    finer_ms: FloatArray
    luck: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarters:
    """Many worlds, week by week; the first week is 1."""

    weeks: tuple[Week, ...]
    erosion: FloatArray
    price: FloatArray


def side_by_side(worlds: Sequence[World]) -> Quarters:
    """Worlds one after the other in arrays.

    >>> [len(each.here) for each in side_by_side([World(knocks=(), erosion=0.1)]).weeks][:3]
    [0, 0, 0]
    """
    weeks = []
    for week in range(1, WEEKS + 1):
        found = [
            (place, knock)
            for place, world in enumerate(worlds)
            for knock in world.knocks
            if knock.request.week == week
        ]
        knocks = [knock for _, knock in found]
        seen = {
            each.name: np.array([getattr(knock.request, each.name) for knock in knocks])
            for each in fields(Request)
        }
        weeks.append(
            Week(
                here=np.array([place for place, _ in found], dtype=np.int64),
                seen=seen,
                excess_ms=np.array([knock.excess_ms for knock in knocks]),
                finer_ms=np.array([knock.finer_ms for knock in knocks]),
                luck=np.array([knock.luck for knock in knocks]),
            )
        )
    prices = [each.knocks[0].request.ms_price if each.knocks else 0.0 for each in worlds]
    return Quarters(
        weeks=tuple(weeks),
        erosion=np.array([each.erosion for each in worlds]),
        price=np.array(prices),
    )


class Out:
    """Changes that are out and slow: by how much, and the first week in which each is gone."""

    def __init__(self, worlds: int) -> None:
        self._ms = np.zeros((WEEKS, worlds))
        self._until = np.zeros((WEEKS, worlds), dtype=np.int64)

    def over(self, week: int) -> tuple[FloatArray, IntArray]:
        """Milliseconds over the budget in a week, and how many changes make them."""
        there = self._until > week
        return np.add.reduce(self._ms * there), np.add.reduce(there, dtype=np.int64)

    def enter(self, week: Week, number: int, slow: BoolArray, until: IntArray) -> None:
        """Let the slow ones of a week go out until then."""
        places = week.here[slow]
        self._ms[number - 1, places] = week.excess_ms[slow]
        self._until[number - 1, places] = until[slow]


def requests(week: Week, erosion: FloatArray, over: FloatArray, count: IntArray) -> Columns:
    """What a lead can know of all that knocks in a week, field by field."""
    here = week.here
    kept = week.seen["kept"] - erosion[here] * count[here]
    return {
        **week.seen,
        "open_ms": over[here],
        "open_count": count[here],
        "kept": np.minimum(np.maximum(kept, LEAST_KEPT), MOST_KEPT),
    }


def measured(week: Week, asked: Columns, which: BoolArray) -> Columns:
    """Some of these requests again, after more runs."""
    again = {name: values[which] for name, values in asked.items()}
    more = np.full(len(again["runs"]), MORE_RUNS)
    return {**again, "measured_ms": week.finer_ms[which], "runs": more}


def views(asked: Columns) -> Records[Request]:
    """Requests as a policy sees them."""
    return Records(Request, {name: Numbers(values) for name, values in asked.items()})


def decided(
    week: Week, number: int, asked: Columns, said: Sequence[str], which: BoolArray, out: Out
) -> FloatArray:
    """What the decisions of a week cost apart from slowness; changes that go out are entered.

    `which` were measured before.
    """
    answers, delay, weeks = np.array(said), asked["delay_a_week"], asked["fix_weeks"]
    paid = np.where(which, MEASURE_WEEKS * delay, 0.0)
    fixed = answers == "fix"
    paid = paid + np.where(fixed, weeks * (delay + FIX_PRICE), 0.0)
    slow = (week.excess_ms > 0) & ~fixed  # else a false alarm: nothing has to be repaired
    late = slow & (answers == "except")
    broken = late & (week.luck >= asked["kept"])
    off = asked["switch"]
    paid = paid + np.where(broken & off, weeks * delay, 0.0)
    paid = paid + np.where(late, FIX_PRICE * weeks, 0.0)
    gone = late & (~broken | off)
    out.enter(week, number, slow, np.where(gone, number + weeks, NEVER))
    return paid
