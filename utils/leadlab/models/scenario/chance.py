"""Luck that belongs to a place in the story: the same key always gives the same luck."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from leadlab.models.scenario.conditions import Moment, Value, evaluate
from leadlab.models.scenario.fields import Amount
from leadlab.models.scenario.format import Draw

SCALE = 2.0**64


def chance(*key: object) -> float:
    """Number in [0, 1) that belongs to a key.

    Keyed luck lets two branches of one story share everything but the choice between them.

    >>> chance(7, "queue", "day_1", "a") == chance(7, "queue", "day_1", "a")
    True
    """
    text = "|".join(map(str, key)).encode()
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big") / SCALE


def amount(wanted: Amount, moment: Moment, luck: float) -> float:
    """How much something changes at a moment, with this luck."""
    if wanted.expression is not None:
        return float(evaluate(wanted.expression, moment))
    if wanted.low == wanted.high:
        return wanted.low
    if wanted.whole:
        return wanted.low + int(luck * (wanted.high - wanted.low + 1))
    places = 1 if wanted.high - wanted.low >= 1 else 2
    return round(wanted.low + luck * (wanted.high - wanted.low), places)


def drawn(draw: Draw, moment: Moment, *key: object) -> Value:
    """What the seed decides: a named value, true or false, a number, or a few names."""
    if draw.chance is not None:
        return chance(*key) < _number(draw.chance, moment)
    if draw.between is not None:
        low, high = draw.between
        return low + int(chance(*key) * (high - low + 1))
    if draw.of:
        order = sorted(draw.of, key=lambda name: chance(*key, name))
        return tuple(name for name in draw.of if name in order[: draw.some])
    return _weighted(draw.values, moment, chance(*key))


def _weighted(values: Mapping[str, float | str], moment: Moment, luck: float) -> str:
    weights = {name: max(0.0, _number(weight, moment)) for name, weight in values.items()}
    left = luck * sum(weights.values())
    for name, weight in weights.items():
        left -= weight
        if left < 0:
            return name
    return max(weights, key=lambda name: weights[name])


def _number(seen: float | str, moment: Moment) -> float:
    return float(evaluate(seen, moment)) if isinstance(seen, str) else seen
