"""The same work under two sets of rules: fixed sprints, or one item after the other."""

from __future__ import annotations

import heapq
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from leadlab.errors import shortened
from leadlab.models.delivery.events import UnusableLog

FloatArray = npt.NDArray[np.float64]
METHODS = ("flow", "sprint")
MOST_SPRINTS = 10_000


def lead_days_under(
    method: str,
    *,
    arrived: Sequence[float],
    work: Sequence[float],
    people: int,
    sprint_days: float = 10.0,
) -> FloatArray:
    """Days from its arrival to its release for each item, in the order of arrival.

    Under "flow" whoever is free takes the oldest item, and it goes out when it is done. Under
    "sprint" the items that are there on the first morning are taken in order until their work
    fills the people's days; what is done goes out at the end, the rest is carried on first.

    >>> lead_days_under("flow", arrived=[1, 1], work=[3, 3], people=1).tolist()
    [3.0, 6.0]
    >>> lead_days_under("sprint", arrived=[1, 1], work=[3, 3], people=1).tolist()
    [19.0, 19.0]

    Args:
        method: "flow" or "sprint".
        arrived: Day on which each item came, in any order.
        work: Days of one person that each takes, above 0.
        people: How many work side by side, each on one item.
        sprint_days: Length of a sprint; the first begins on day 0.
    """
    came, days = _checked(method, arrived, work, people, sprint_days)
    order = np.argsort(came, kind="stable")
    if method == "flow":
        free = [0.0] * people
        ended = np.zeros(len(came))
        for item in order:
            ended[item] = max(heapq.heappop(free), came[item]) + days[item]
            heapq.heappush(free, float(ended[item]))
        return ended - came
    return _sprints(came, days, order, people, sprint_days) - came


def _sprints(
    came: FloatArray, days: FloatArray, order: npt.NDArray[np.int64], people: int, length: float
) -> FloatArray:
    """Day of the release of each item: the end of the sprint in which its work was done."""
    waiting, left = [int(item) for item in order], days.copy()
    out = np.zeros(len(came))
    carried: list[int] = []
    for number in range(MOST_SPRINTS):
        if not waiting and not carried:
            break
        begin = number * length
        planned, room = list(carried), people * length - float(left[carried].sum())
        while waiting and came[waiting[0]] <= begin and room >= left[waiting[0]] - 1e-9:
            room -= left[waiting[0]]
            planned.append(waiting.pop(0))
        if not planned and waiting and came[waiting[0]] <= begin:
            planned.append(waiting.pop(0))  # larger than a sprint: it is begun all the same
        free = [0.0] * people
        carried = []
        for item in planned:
            start = heapq.heappop(free)
            did = min(float(left[item]), max(length - start, 0.0))
            left[item] -= did
            heapq.heappush(free, start + did)
            if left[item] > 1e-9:
                carried.append(item)
            else:
                out[item] = begin + length
    return out


def _checked(
    method: str, arrived: Sequence[float], work: Sequence[float], people: int, length: float
) -> tuple[FloatArray, FloatArray]:
    if method not in METHODS:
        raise UnusableLog(f"method is {shortened(method)!r}, expected 'flow' or 'sprint'.")
    came, days = np.asarray(arrived, dtype=np.float64), np.asarray(work, dtype=np.float64)
    if came.ndim != 1 or came.shape != days.shape or not len(came):
        raise UnusableLog("lead_days_under: give as many arrivals as lengths of work, one or more.")
    bad = np.flatnonzero(~np.isfinite(came) | (came < 0) | ~np.isfinite(days) | (days <= 0))
    if bad.size:
        raise UnusableLog(
            f"lead_days_under: item {bad[0] + 1} came on day {came[bad[0]]:g} and takes "
            f"{days[bad[0]]:g} days; give a day from 0 up and days above 0."
        )
    whole = isinstance(people, int | np.integer) and not isinstance(people, bool)
    if not whole or not 1 <= people <= 1_000 or not 0 < length <= 1_000:
        raise UnusableLog(
            f"people is {shortened(people)} and sprint_days {shortened(length)}; give a whole "
            "number from 1 up, and days above 0."
        )
    return came, days
