"""Which assumption carries the result: one at a time, and where it tips."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from leadlab.models.tradeoffs.inputs import UnusableTradeoff, number

Model = Callable[..., float]
STEPS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar of a tornado chart: what the result is at both ends of one assumption."""

    name: str
    at_low: float
    at_high: float

    @property
    def swing(self) -> float:
        """Distance between the two results."""
        return abs(self.at_high - self.at_low)


def tornado(
    model: Model, base: Mapping[str, float], ranges: Mapping[str, tuple[float, float]]
) -> tuple[Bar, ...]:
    """Result at both ends of each range, the others at their base; the widest swing first.

    >>> bars = tornado(lambda price, units: price * units, {"price": 2.0, "units": 10.0},
    ...                {"price": (1, 3), "units": (9, 11)})
    >>> [(bar.name, bar.swing) for bar in bars]
    [('price', 20.0), ('units', 4.0)]

    Args:
        model: Takes the assumptions by name, gives one number.
        base: Every assumption at its best guess.
        ranges: Low and high end of those that are uncertain.
    """
    unknown = sorted(set(ranges) - set(base))
    if unknown:
        raise UnusableTradeoff(f"{unknown[0]!r} has a range and no base value.")
    bars = [
        Bar(
            name=name,
            at_low=float(model(**{**base, name: low})),
            at_high=float(model(**{**base, name: high})),
        )
        for name, (low, high) in ranges.items()
    ]
    return tuple(sorted(bars, key=lambda bar: -bar.swing))


def break_point(
    model: Model, base: Mapping[str, float], name: str, *, low: float, high: float
) -> float | None:
    """Value of one assumption at which the result changes sign; None if it never does in range.

    By bisection, so the model has to be monotonic in this assumption between the two ends.

    >>> round(break_point(lambda price, cost: price - cost, {"price": 5, "cost": 3}, "cost",
    ...                   low=0, high=10), 6)
    5.0
    """
    if name not in base:
        raise UnusableTradeoff(f"{name!r} is none of the assumptions: {', '.join(base)}.")
    left, right = number(low, name="low"), number(high, name="high")

    def result(value: float) -> float:
        return float(model(**{**base, name: value}))

    at_left, at_right = result(left), result(right)
    if at_left == 0:
        return left
    if at_left * at_right > 0:
        return None
    for _ in range(STEPS):
        middle = (left + right) / 2
        if result(middle) * at_left > 0:
            left = middle
        else:
            right = middle
    return (left + right) / 2
