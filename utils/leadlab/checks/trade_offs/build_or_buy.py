"""Exercises of lesson 02: what a way out is worth, and on what a choice hangs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from leadlab.checks.exercise import exercise
from leadlab.checks.instances import Instance
from leadlab.checks.outcome import Check
from leadlab.checks.predicates import Mistake, as_number, close_to, equals
from leadlab.checks.running import call
from leadlab.models.tradeoffs import net_present_value, tornado

YEARS = 5
RATE = 0.08


def draw_way_out(rng: np.random.Generator) -> Mapping[str, Any]:
    """What the open service costs more each year, and what leaving costs from either."""
    return {
        "dearer": float(rng.choice([0.7, 0.8, 0.9, 1.1, 1.2])),
        "shut": float(rng.integers(12, 17)),
        "open": float(rng.choice([2.0, 2.5, 3.0, 3.5])),
    }


@exercise(
    "trade_offs.way_out",
    title="What a way out is worth",
    concepts=("T-19", "B-01"),
    points=4,
    hints=(
        "The higher price is paid five times for certain; the saving comes once, and perhaps.",
        "Money at the end of year t counts 1 / 1.08 ** t; the saving stands in year five alone.",
        "premium = dearer * sum(1.08 ** -t, t = 1 to 5); saved = (shut - open) * 1.08 ** -5.",
    ),
    solution="""
        premium = lab.tradeoffs.net_present_value([0] + [own.dearer] * 5, rate=0.08)
        saved = (own.shut - own.open) / 1.08**5
        chance = premium / saved
        """,
    draw=draw_way_out,
)
def way_out(premium: float, saved: float, chance: float, *, instance: Instance) -> Iterator[Check]:
    """Price of the way out, what it saves if it is used, and the chance that makes them equal."""
    later = (1 + RATE) ** -YEARS
    price = net_present_value([0.0] + [instance.dearer] * YEARS, rate=RATE)
    gain = (instance.shut - instance.open) * later
    yield close_to(
        premium, price, says="five years of a higher price, today",
        mistakes=[
            Mistake(instance.dearer * YEARS, "no_discount", "The fifth year counts less."),
            Mistake(
                net_present_value([instance.dearer] * YEARS, rate=RATE), "period_shift",
                "The first payment comes at the end of the first year.",
            ),
        ],
    )  # fmt: skip
    yield close_to(
        saved, gain, says="a cheaper leaving, today",
        mistakes=[
            Mistake(
                instance.shut - instance.open, "no_discount",
                "It is saved at the end of year five, and five years lie between.",
            ),
            Mistake(
                instance.shut * later, "free_exit", "Leaving the open service costs something, too."
            ),
        ],
    )  # fmt: skip
    yield close_to(
        chance, price / gain, says="the chance of leaving at which both are equal", points=2,
        rel_tol=0.01,
        mistakes=[
            Mistake(gain / price, "turned_round", "The price is certain; the saving waits."),
            Mistake(100 * price / gain, "per_cent", "Give a chance between 0 and 1."),
            Mistake(
                _ratio(premium, saved), "carried_on",
                "It follows from your own two figures, and one of them is off.",
            ),
        ],
    )  # fmt: skip


def _ratio(premium: object, saved: object) -> float:
    above, below = as_number(premium), as_number(saved)
    if isinstance(above, str) or isinstance(below, str) or not below:
        return float("nan")
    return float(above) / float(below)


def logs(upkeep: float, volume: float, price: float) -> float:
    """Keeping logs in the house against sending them out: wide in one, close in another."""
    return 30.0 + 8.0 * volume - 4.0 * upkeep + 5.0 * price


def maps(calls: float, weeks: float) -> float:
    """Tiles of one's own against bought ones, far apart."""
    return 50.0 + 2.0 * calls - weeks


def texts(price: float, volume: float, people: float) -> float:
    """A gateway of one's own for text messages: everything is close."""
    return price * volume - 3.0 * people


CASES: tuple[tuple[str, Callable[..., float], dict[str, float], dict[str, Any]], ...] = (
    (
        "three that turn it, in order of width", texts,
        {"price": 4.0, "volume": 10.0, "people": 12.0},
        {"price": (3.5, 4.5), "people": (8.0, 20.0), "volume": (8.0, 11.0)},
    ),
    (
        "the widest bar never crosses zero", logs,
        {"upkeep": 8.0, "volume": 2.0, "price": 1.0},
        {"volume": (1.0, 12.0), "upkeep": (6.0, 15.0), "price": (0.5, 1.5)},
    ),
    (
        "nothing turns it", maps,
        {"calls": 5.0, "weeks": 20.0}, {"calls": (1.0, 9.0), "weeks": (10.0, 40.0)},
    ),
    (
        "one that turns it, given last", logs,
        {"upkeep": 8.0, "volume": 2.0, "price": 1.0},
        {"price": (0.0, 3.0), "volume": (1.5, 4.0), "upkeep": (2.0, 16.0)},
    ),
)  # fmt: skip


@exercise(
    "trade_offs.what_flips",
    title="Which assumptions turn the choice",
    concepts=("T-08", "B-01"),
    points=4,
    kind="policy as code",
    hints=(
        "The choice turns where the difference changes its sign; look at both ends of a range.",
        "lab.tradeoffs.tornado gives the bars, widest first; a bar has at_low, at_high and name.",
        "[bar.name for bar in bars if bar.at_low * bar.at_high < 0]",
    ),
    solution="""
        def what_flips(difference, base, ranges):
            bars = lab.tradeoffs.tornado(difference, base, ranges)
            return [bar.name for bar in bars if bar.at_low * bar.at_high < 0]
        """,
)
def what_flips(answer: Callable[..., list[str]]) -> Iterator[Check]:
    """Four tables, in which the widest bar turns the choice or does not."""
    for says, model, base, ranges in CASES:
        bars = tornado(model, base, ranges)
        right = [bar.name for bar in bars if bar.at_low * bar.at_high < 0]
        given = call(answer, model, dict(base), dict(ranges))
        mistakes = [
            Mistake(
                _said([bar.name for bar in bars]), "width_for_flip",
                "That is every bar. Which of them lie on both sides of zero?",
            ),
            Mistake(
                _said([bars[0].name]), "width_for_flip",
                "That is the widest bar. Does it cross zero, and is it the only one?",
            ),
            Mistake(
                _said([name for name in ranges if name in right]), "unordered",
                "These turn it; put the widest bar first.",
            ),
        ]  # fmt: skip
        wanted = _said(right)
        yield equals(
            _said(given), wanted, says=says,
            mistakes=[each for each in mistakes if each.value != wanted],
        )  # fmt: skip


def _said(names: object) -> object:
    """Names as one text; an empty list is an answer, too."""
    if not isinstance(names, list | tuple):
        return names
    return ", ".join(str(each) for each in names) or "nothing turns it"
