"""Orders of work where waiting costs money and some things have a date.

Weeks and amounts a week; an item that is finished after its date loses an amount once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations

import numpy as np
from numpy.typing import ArrayLike

from leadlab.models.tradeoffs.inputs import FloatArray, UnusableTradeoff, numbers, same_length
from leadlab.models.tradeoffs.ordering import waiting_steps

MOST_ITEMS = 7
SCALE = np.array([1, 2, 3, 5, 8, 13, 20], dtype=np.float64)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OrderCost:
    """What one order costs; arrays follow the order.

    `ends` are the weeks at which each item is finished and `starts` those at which it is begun.
    `above` and `below` are the cost a week of all that waits until then, with and without it: the
    rectangle between them, as wide as the end, has the area that its waiting costs.
    """

    order: tuple[int, ...]
    starts: FloatArray
    ends: FloatArray
    above: FloatArray
    below: FloatArray
    waiting: float
    late: tuple[int, ...]
    lost: float

    @property
    def total(self) -> float:
        """Waiting and missed dates together."""
        return self.waiting + self.lost


def dated_cost(
    order: ArrayLike,
    delay_per_week: ArrayLike,
    weeks: ArrayLike,
    *,
    due: ArrayLike,
    loss: ArrayLike,
) -> OrderCost:
    """Cost of an order: everybody's waiting, and what is lost when dates are missed.

    >>> cost = dated_cost([1, 0], [10, 30], [2, 1], due=[2, 9], loss=[50, 0])
    >>> cost.waiting, cost.lost, cost.late
    (60.0, 50.0, (0,))

    Args:
        order: Positions of the items, each once.
        delay_per_week: What a week without each item costs.
        weeks: How long each item takes, one after the other.
        due: Week by whose end each item is to be finished; infinite where there is no date.
        loss: What is lost if it is not.

    Source: the sum of Smith (1956) with one step for each missed date.
    """
    chosen = [int(each) for each in np.asarray(order)]
    ends, above = waiting_steps(chosen, delay_per_week, weeks)
    dates, losses = _dates(due, loss, len(chosen))
    late = tuple(item for item, end in zip(chosen, ends[1:], strict=True) if end > dates[item])
    return OrderCost(
        order=tuple(chosen),
        starts=ends[:-1],
        ends=ends[1:],
        above=above,
        below=np.append(above[1:], 0.0),
        waiting=float(np.sum(np.diff(ends) * above)),
        late=late,
        lost=float(losses[list(late)].sum()),
    )


def cheapest_order(
    delay_per_week: ArrayLike, weeks: ArrayLike, *, due: ArrayLike, loss: ArrayLike
) -> tuple[int, ...]:
    """The cheapest of all orders, by trying every one; of equal ones the first in the list.

    >>> cheapest_order([10, 30], [2, 1], due=[2, 9], loss=[50, 0])
    (0, 1)

    Args:
        delay_per_week: What a week without each item costs.
        weeks: How long each item takes.
        due: Week by whose end each is to be finished; infinite where there is no date.
        loss: What is lost if it is not.
    """
    rates = numbers(delay_per_week, name="delay_per_week")
    lengths = numbers(weeks, name="weeks")
    count = same_length(delay_per_week=rates, weeks=lengths)
    if count > MOST_ITEMS:
        raise UnusableTradeoff(
            f"{count} items have too many orders to try them all; give {MOST_ITEMS} at most."
        )
    dates, losses = _dates(due, loss, count)
    orders = _orders(count)
    ends = np.cumsum(lengths[orders], axis=1)
    costs = (rates[orders] * ends + losses[orders] * (ends > dates[orders])).sum(axis=1)
    return tuple(int(each) for each in orders[int(np.argmin(np.round(costs, 9)))])


def relative_scores(amounts: ArrayLike) -> FloatArray:
    """Amounts as scores of the scale 1, 2, 3, 5, 8, 13, 20: the smallest gets 1.

    >>> relative_scores([1.0, 9.0, 4.5]).tolist()
    [1.0, 8.0, 5.0]
    """
    given = numbers(amounts, name="amounts")
    if (given <= 0).any():
        raise UnusableTradeoff("amounts: every amount is above 0.")
    gaps = np.abs(given[:, None] / given.min() - SCALE)
    return np.asarray(SCALE[np.argmin(gaps, axis=1)], dtype=np.float64)


def _dates(due: ArrayLike, loss: ArrayLike, count: int) -> tuple[FloatArray, FloatArray]:
    dates, losses = np.asarray(due, dtype=np.float64), numbers(loss, name="loss")
    if dates.shape != (count,) or np.isnan(dates).any():
        raise UnusableTradeoff(f"due: expected {count} weeks, infinite where there is no date.")
    if losses.size != count:
        raise UnusableTradeoff(f"loss: expected {count} amounts, but saw {losses.size}.")
    return dates, losses


@lru_cache(maxsize=MOST_ITEMS)
def _orders(count: int) -> np.ndarray:
    return np.array(list(permutations(range(count))), dtype=np.intp)
