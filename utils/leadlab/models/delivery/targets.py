"""What a team does that is paid by a number: hours go where the number moves most.

A habit costs hours and moves several quantities; only some of them are measured. Who is held to a
measure takes the habits with the most of it for the hour, in good faith or not; what happens to
the rest is the point.

The idea of a proxy that comes apart from its goal under pressure: Manheim and Garrabrant 2018,
Categorizing variants of Goodhart's law, arXiv 1803.04585.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import as_strided

from leadlab.errors import shortened
from leadlab.models.delivery.events import UnusableLog

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
STEP = 0.5
"""Hours are spent in steps of half an hour."""
SAME = 1e-9
"""Rewards that differ by less are the same."""
AT_ONCE = 64
"""Numbers of times that are compared at once, which bounds the memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """Something that a team can spend hours on.

    Attributes:
        name: What it is.
        hours: What one time costs.
        most: How many times there is something left to do.
        moves: By how much one time moves each quantity.

    >>> Habit(name="a test that asks something", hours=4, most=60, moves={"coverage": 0.3}).hours
    4
    """

    name: str
    hours: float
    most: int
    moves: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not (self.hours > 0 and isinstance(self.most, int) and self.most >= 0):
            raise UnusableLog(
                f"Habit {self.name!r}: hours {shortened(self.hours)} above 0 and most "
                f"{shortened(self.most)} a whole number, 0 or more, were expected."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """What was done how often, and what it came to."""

    times: Mapping[str, int]
    hours: float
    moved: Mapping[str, float]

    def __str__(self) -> str:
        done = ", ".join(f"{count} x {name}" for name, count in self.times.items() if count)
        came = ", ".join(f"{name} {value:+.1f}" for name, value in self.moved.items())
        return f"{done or 'nothing'} ({self.hours:g} h): {came}"


def effort_under(habits: Iterable[Habit], *, hours: float, rewards: Mapping[str, float]) -> Effort:
    """Hours of a team that is rewarded by some quantities: the best sum of rewards in the time.

    Solved exactly, as a bounded knapsack in steps of half an hour; of equal plans the one with
    fewer hours is taken. Habits that bring no reward are not done.

    >>> asks = Habit(name="ask", hours=4, most=9, moves={"coverage": 0.3, "caught": 0.5})
    >>> runs = Habit(name="run", hours=0.5, most=9, moves={"coverage": 0.25})
    >>> print(effort_under([asks, runs], hours=8, rewards={"coverage": 1}))
    1 x ask, 8 x run (8 h): coverage +2.3, caught +0.5
    >>> print(effort_under([asks, runs], hours=8, rewards={"caught": 1}))
    2 x ask (8 h): coverage +0.6, caught +1.0

    Args:
        habits: What can be done.
        hours: Hours there are.
        rewards: What one unit of each quantity is worth; below 0 where less is better.
    """
    known = list(habits)
    room = _slots(hours)
    best = np.zeros(room + 1)
    chosen: list[IntArray] = []
    for habit in known:
        gain = sum(rewards.get(name, 0.0) * by for name, by in habit.moves.items())
        size = _slots(habit.hours)
        best, times = _with_one_more(best, gain, size, most=min(habit.most, room // size))
        chosen.append(times)
    done = []
    for habit, times in zip(reversed(known), reversed(chosen), strict=True):
        done.append(int(times[room]))
        room -= done[-1] * _slots(habit.hours)
    return _effort(known, done[::-1])


def _with_one_more(
    before: FloatArray, gain: float, size: int, *, most: int
) -> tuple[FloatArray, IntArray]:
    """Best reward for each number of half hours with one more habit, and how often it is done.

    >>> best, times = _with_one_more(np.array([0.0, 1.0, 2.0]), 3.0, 2, most=1)
    >>> best.tolist(), times.tolist()
    ([0.0, 1.0, 3.0], [0, 0, 1])
    """
    best, times = before, np.zeros(len(before), dtype=np.int64)
    if gain <= 0 or most == 0:
        return best, times
    rooms = np.arange(len(before))
    out_of_reach = np.full(most * size, -np.inf)
    padded, step = np.concatenate([out_of_reach, before]), before.itemsize
    # a row for each number of times: what the hours that are left were worth before
    rest = as_strided(
        padded[most * size :], (most + 1, len(before)), (-size * step, step), writeable=False
    )
    for first in range(1, most + 1, AT_ONCE):
        counts = np.arange(first, min(first + AT_ONCE, most + 1))
        worth = rest[counts[0] : counts[-1] + 1] + gain * counts[:, None]
        fewest = (worth > worth.max(axis=0) - SAME).argmax(axis=0)
        found = worth[fewest, rooms]
        better = found > best + SAME
        best, times = np.where(better, found, best), np.where(better, counts[fewest], times)
    return best, times


def _effort(habits: list[Habit], times: list[int]) -> Effort:
    moved: dict[str, float] = {name: 0.0 for habit in habits for name in habit.moves}
    for habit, count in zip(habits, times, strict=True):
        for name, by in habit.moves.items():
            moved[name] += count * by
    spent = sum(habit.hours * count for habit, count in zip(habits, times, strict=True))
    return Effort(
        times={habit.name: count for habit, count in zip(habits, times, strict=True)},
        hours=spent, moved=moved,
    )  # fmt: skip


def _slots(hours: float) -> int:
    """Half hours; refused where hours do not come in halves."""
    slots = hours / STEP
    if not (slots >= 0 and abs(slots - round(slots)) < 1e-9 and slots <= 4_000):
        raise UnusableLog(
            f"hours is {shortened(hours)}, expected 0 to {4_000 * STEP:g} in steps of {STEP:g}."
        )
    return round(slots)
