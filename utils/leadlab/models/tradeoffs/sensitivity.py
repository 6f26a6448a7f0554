"""Which assumption carries the result: one at a time, where it tips, and all at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from leadlab.models.tradeoffs.inputs import FloatArray, UnusableTradeoff, number

Ranges = Mapping[str, tuple[float, float]]
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

    Source: one-way sensitivity analysis; the chart as in Eschenbach (1992), Spiderplots versus
    tornado diagrams, Interfaces 22(6), 40-46, general knowledge.
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

    Formula: halve the interval 60 times, keeping the half at whose ends the signs differ.
    Source: bisection, textbook; break-even analysis of one assumption.
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


def break_points(
    model: Callable[..., FloatArray], base: Mapping[str, float], searched: Ranges
) -> dict[str, float | None]:
    """Break points of several assumptions at once, for a model that takes arrays.

    >>> found = break_points(lambda price, cost: price - cost, {"price": 5.0, "cost": 3.0},
    ...                      {"price": (0, 10), "cost": (0, 4)})
    >>> round(found["price"], 6), found["cost"]
    (3.0, None)

    Args:
        model: Takes arrays of assumptions by name, gives an array of as many results.
        base: Every assumption at its best guess.
        searched: Low and high end between which each of them is tried, the others at their base.
    """
    names = tuple(searched)
    left, right = (np.array([searched[name][end] for name in names], dtype=float) for end in (0, 1))
    own = np.eye(len(names), dtype=bool)

    def results(values: FloatArray) -> FloatArray:
        given = {name: np.full(len(names), guess) for name, guess in base.items()}
        given |= {name: np.where(own[at], values, base[name]) for at, name in enumerate(names)}
        return model(**given)

    start, none = results(left), left + np.nan
    turns = start * results(right) <= 0
    for _ in range(STEPS):
        middle = (left + right) / 2
        before = results(middle) * start > 0
        left, right = np.where(before, middle, left), np.where(before, right, middle)
    found = np.where(turns, (left + right) / 2, none)
    return {
        name: None if np.isnan(at) else float(at) for name, at in zip(names, found, strict=True)
    }


def drawn_worlds(
    base: Mapping[str, float], ranges: Ranges, *, worlds: int = 2_000, seed: int = 7
) -> dict[str, FloatArray]:
    """Every assumption drawn from its range, the best guess being the likeliest.

    Formula: the inverse of a triangular distribution, with uniform numbers that stay the same for
    a seed, so that a moved range moves each world a little and none of them at random.

    >>> drawn = drawn_worlds({"weeks": 10.0}, {"weeks": (8.0, 24.0)}, worlds=4)
    >>> bool((drawn["weeks"] >= 8).all() and (drawn["weeks"] <= 24).all())
    True

    Args:
        base: Every assumption at its best guess.
        ranges: Low and high end of those that are uncertain; the guess lies between them.
        worlds: How many draws of each.
        seed: Seed of the draws.

    Returns:
        One array for each range; an assumption without a range is not among them.
    """
    rng = np.random.default_rng(seed)
    found = {}
    for name, (low, high) in ranges.items():
        guess, part = number(base[name], name=name, least=low, most=high), rng.random(worlds)
        width = high - low
        turn = (guess - low) / width if width else 1.0
        below = low + np.sqrt(part * width * (guess - low))
        above = high - np.sqrt((1 - part) * width * (high - guess))
        found[name] = np.where(part <= turn, below, above)
    return found


def ranges_around(
    guesses: Mapping[str, float], base: Mapping[str, float], ranges: Ranges, *, width: float = 1.0
) -> dict[str, tuple[float, float]]:
    """Ranges that keep their proportion to the guess when the guess moves.

    Formula: end = guess * (1 + width * (end / base - 1)) for each end.

    >>> ranges_around({"weeks": 20.0}, {"weeks": 10.0}, {"weeks": (8, 24)})
    {'weeks': (16.0, 48.0)}

    Args:
        guesses: The new best guesses.
        base: The guesses that the ranges were asked for, above 0.
        ranges: Low and high ends that belong to the base.
        width: 1 for the ranges as they were asked for, 0 for none.
    """
    scale = number(width, name="width", least=0)

    def end(name: str, asked: float) -> float:
        part = asked / number(base[name], name=name, least=1e-12)
        return guesses[name] * (1 + scale * (part - 1))

    return {name: (end(name, low), end(name, high)) for name, (low, high) in ranges.items()}
