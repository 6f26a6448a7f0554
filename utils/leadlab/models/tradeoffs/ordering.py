"""In which order to do things: cost of delay by duration, and two popular rules beside it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from leadlab.models.tradeoffs.inputs import FloatArray, UnusableTradeoff, numbers, same_length

PRIORITIES = ("must", "should", "could", "won't")


def delay_cost(order: Sequence[int], delay_per_week: ArrayLike, weeks: ArrayLike) -> float:
    """Cost of everybody's waiting if one team works off the items in this order.

    Each item costs its delay per week until it is finished.

    >>> delay_cost([1, 0], [10, 30], [2, 1])
    60.0

    Formula: sum over items of delay per week * week of its end. Source: total weighted completion
    time, Smith (1956).
    """
    ends, waiting = waiting_steps(order, delay_per_week, weeks)
    return float(np.sum(np.diff(ends) * waiting))


def waiting_steps(
    order: Sequence[int], delay_per_week: ArrayLike, weeks: ArrayLike
) -> tuple[FloatArray, FloatArray]:
    """Cost per week of all that still waits, as steps whose area is `delay_cost`.

    Formula: step k runs from end k to end k + 1 and is as high as the rates of the items from k on.

    >>> ends, waiting = waiting_steps([1, 0], [10, 30], [2, 1])
    >>> ends.tolist(), waiting.tolist()
    ([0.0, 1.0, 3.0], [40.0, 10.0])

    Returns:
        The ends in weeks, the first one 0 (one more than items), and the height of each step.

    Source: Reinertsen (2009), the delay cost of a queue; the sum in another order.
    """
    rates, lengths = _items(delay_per_week, weeks)
    if sorted(order) != list(range(rates.size)):
        raise UnusableTradeoff(f"order: expected each of 0 to {rates.size - 1} once.")
    chosen = list(order)
    ends = np.concatenate([[0.0], np.cumsum(lengths[chosen])])
    return ends, np.cumsum(rates[chosen][::-1])[::-1]


def by_cost_of_delay(delay_per_week: ArrayLike, weeks: ArrayLike) -> tuple[int, ...]:
    """Highest cost of delay per week of work first (CD3).

    The best order for one team and delay costs that grow evenly (Smith 1956).

    >>> by_cost_of_delay([10, 30, 8], [2, 10, 1])
    (2, 0, 1)

    Formula: descending delay per week / weeks. Source: Smith (1956), Various optimizers for
    single-stage production; as CD3 and WSJF in Reinertsen (2009).
    """
    rates, lengths = _items(delay_per_week, weeks)
    return tuple(int(each) for each in np.argsort(-rates / lengths, kind="stable"))


def by_wsjf_scores(
    value: ArrayLike, time_criticality: ArrayLike, risk: ArrayLike, size: ArrayLike
) -> tuple[int, ...]:
    """Order by (value + time criticality + risk) / size, from relative scores (SAFe).

    >>> by_wsjf_scores([8, 1], [3, 1], [1, 1], [5, 1])
    (1, 0)

    Source: the pages on WSJF of the Scaled Agile Framework, which put a sum of relative scores in
    the place of Reinertsen's cost of delay (2009); nothing is proved for such scores.
    """
    parts = [
        numbers(each, name=name)
        for each, name in (
            (value, "value"), (time_criticality, "time_criticality"), (risk, "risk"),
        )
    ]  # fmt: skip
    sizes = numbers(size, name="size")
    same_length(value=parts[0], time_criticality=parts[1], risk=parts[2], size=sizes)
    if (sizes <= 0).any():
        raise UnusableTradeoff("size: every size is above 0.")
    return tuple(int(each) for each in np.argsort(-sum(parts) / sizes, kind="stable"))


def by_moscow(priorities: Sequence[str]) -> tuple[int, ...]:
    """Order by must, should, could; what won't be done this time is left out.

    >>> by_moscow(["could", "must", "won't", "should"])
    (1, 3, 0)

    Source: Agile Business Consortium, DSDM handbook, chapter 10 (evidence `moscow_shares`).
    """
    ranks = []
    for position, each in enumerate(priorities):
        if each not in PRIORITIES:
            raise UnusableTradeoff(
                f"priorities: number {position + 1} is {each!r}; allowed are "
                f"{', '.join(PRIORITIES)}."
            )
        ranks.append(PRIORITIES.index(each))
    kept = [position for position, rank in enumerate(ranks) if rank < len(PRIORITIES) - 1]
    return tuple(sorted(kept, key=lambda position: ranks[position]))


def _items(delay_per_week: ArrayLike, weeks: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    rates = numbers(delay_per_week, name="delay_per_week")
    lengths = numbers(weeks, name="weeks")
    same_length(delay_per_week=rates, weeks=lengths)
    if (lengths <= 0).any():
        raise UnusableTradeoff("weeks: every duration is above 0.")
    return rates, lengths
