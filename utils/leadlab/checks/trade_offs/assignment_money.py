"""Graded data answers on money: a load that breaks even, three ways with ranges, a refactor."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from leadlab.checks.exercise import exercise
from leadlab.checks.instances import Instance
from leadlab.checks.outcome import Check
from leadlab.checks.predicates import Mistake, carried, close_to, equals
from leadlab.models.tradeoffs import break_even_volume, net_present_value

HOUR = 40
"""Cost of an engineer-hour in the world of the course, in euro."""
WEEK = 1_600
WEEK_HOURS = 40


def draw_load(rng: np.random.Generator) -> Mapping[str, Any]:
    """A job that is paid by the call, or runs on machines that are always on."""
    while True:
        own: dict[str, Any] = {
            "million_calls_a_month": float(rng.integers(14, 23)) / 2,
            "growth_a_month": float(rng.choice([0.03, 0.04, 0.05, 0.06])),
            "functions": {"euro_per_million": float(rng.integers(44, 71))},
            "machines": {
                "count": int(rng.integers(2, 5)),
                "euro_each_a_month": float(rng.integers(13, 22) * 10),
                "hours_of_care_a_month": float(rng.integers(6, 15)),
                "euro_per_million": float(rng.integers(3, 10)),
            },
        }
        fixed, margin = _fixed(own["machines"]), _margin(own)
        if 1.4 < fixed / margin / own["million_calls_a_month"] < 4:
            return own


def _fixed(machines: Mapping[str, float]) -> float:
    care = machines["hours_of_care_a_month"] * HOUR
    return float(machines["count"] * machines["euro_each_a_month"] + care)


def _margin(own: Mapping[str, Any]) -> float:
    return float(own["functions"]["euro_per_million"] - own["machines"]["euro_per_million"])


@exercise(
    "trade_offs.break_even_load",
    title="The load from which machines pay",
    concepts=("T-02", "B-03", "B-08"),
    points=5,
    hints=(
        "What do the machines cost in a month without a single call? People are part of it.",
        "Break even is where fixed / (price of a call there - price of a call here) calls come.",
        "months = log(break_even / load today) / log(1 + growth).",
    ),
    solution="""
        own = lab.instance("trade_offs.break_even_load")
        per_call, here = own["functions"]["euro_per_million"], own["machines"]
        fixed = here["count"] * here["euro_each_a_month"] + 40 * here["hours_of_care_a_month"]
        load = lab.tradeoffs.break_even_volume(
            fixed=fixed, price=per_call, variable=here["euro_per_million"])
        months = math.log(load / own.million_calls_a_month) / math.log(1 + own.growth_a_month)
        answer = {"machines_today": fixed + here["euro_per_million"] * own.million_calls_a_month,
                  "break_even": load, "months": months}
        """,
    draw=draw_load,
)
def break_even_load(answer: Mapping[str, float], *, instance: Instance) -> Iterator[Check]:
    """Monthly cost of the machines today, the load that breaks even, and when it is reached."""
    given = answer if isinstance(answer, Mapping) else {}
    here, now = instance["machines"], instance.million_calls_a_month
    fixed, price = _fixed(here), instance["functions"]["euro_per_million"]
    growth = 1 + instance.growth_a_month
    bare = here["count"] * here["euro_each_a_month"]
    today = fixed + here["euro_per_million"] * now
    even = break_even_volume(fixed=fixed, price=price, variable=here["euro_per_million"])
    assert even is not None  # the draw keeps only worlds in which it is reached
    yield close_to(
        given.get("machines_today"), today, says="machines, euro a month at today's load",
        mistakes=[
            Mistake(
                bare + here["euro_per_million"] * now, "people_forgotten",
                "Somebody looks after them; those hours are paid, too.",
            ),
            Mistake(fixed, "variable_forgotten", "Each call costs something here, too."),
            Mistake(
                bare, "people_forgotten",
                "That is the rent alone. Who looks after them, and what does a call cost?",
            ),
        ],
    )  # fmt: skip
    yield close_to(
        given.get("break_even"), even, says="million calls a month at which both cost the same",
        points=2,
        mistakes=[
            Mistake(
                bare / _margin(instance), "people_forgotten",
                "Without the people the machines pay too early: what are the hours of care worth?",
            ),
            Mistake(
                fixed / price, "variable_forgotten",
                "A call on a machine is not free; what does each one save?",
            ),
            Mistake(
                today / _margin(instance), "load_counted_twice",
                "The calls of today are in your fixed cost and in the price of a call.",
            ),
            Mistake(even * 1e6, "unit", "Give it in million calls."),
        ],
    )  # fmt: skip
    yield close_to(
        given.get("months"), math.log(even / now) / math.log(growth), points=2, rel_tol=0.01,
        says="months until that load",
        mistakes=[
            Mistake(
                (even / now - 1) / (growth - 1), "linear_growth",
                "Each month grows on the one before it, so it is there sooner.",
            ),
            *carried(given.get("break_even"), lambda own: (own / now - 1) / (growth - 1)),
            *carried(
                given.get("break_even"), lambda own: math.log(max(own / now, 1e-9))
                / math.log(growth),
            ),
        ],
    )  # fmt: skip


WAYS = ("build", "buy", "extend")
YEARS = 5


def draw_ways(rng: np.random.Generator) -> Mapping[str, Any]:
    """Three ways whose order hangs on discounting, and of which not all can win."""
    while True:
        rate = float(rng.choice([0.08, 0.1, 0.12]))
        ramp = np.array([0.2, 0.7, 1.1, 1.4, 1.6])
        build, buy, extend = (float(rng.integers(low, high)) for low, high in _YEARLY)
        ways = {
            "build": {
                "today": -float(rng.integers(14, 22) * 10),
                "years": [float(round(build * each)) for each in ramp],
                "range": (float(rng.choice([0.5, 0.6])), float(rng.choice([1.1, 1.2]))),
            },
            "buy": {
                "today": -float(rng.integers(3, 8) * 10),
                "years": [buy] * (YEARS - 1) + [buy - float(rng.integers(2, 6) * 5)],
                "range": (float(rng.choice([0.8, 0.85])), float(rng.choice([1.1, 1.15]))),
            },
            "extend": {
                "today": -float(rng.integers(1, 4) * 10),
                "years": [extend] * YEARS,
                "range": (float(rng.choice([0.75, 0.8])), float(rng.choice([1.1, 1.2]))),
            },
        }
        if _is_telling(ways, rate):
            return {"rate": rate, "ways": ways}


_YEARLY = ((75, 106), (36, 61), (12, 31))


def _worth(way: Mapping[str, Any], rate: float, factor: float = 1.0) -> float:
    return net_present_value([way["today"], *(factor * each for each in way["years"])], rate=rate)


def _could_win(ways: Mapping[str, Any], rate: float) -> tuple[list[str], float]:
    """Who may be the best within the ranges, and how far the closest case is from the edge."""
    ends = {name: [_worth(way, rate, each) for each in way["range"]] for name, way in ways.items()}
    gaps = {
        name: ends[name][1] - max(low for other, (low, _) in ends.items() if other != name)
        for name in ends
    }
    return [name for name, gap in gaps.items() if gap >= 0], min(map(abs, gaps.values()))


def _order(worths: Mapping[str, float]) -> list[str]:
    return sorted(worths, key=lambda name: -worths[name])


def _is_telling(ways: Mapping[str, Any], rate: float) -> bool:
    worths = {name: _worth(way, rate) for name, way in ways.items()}
    plain = {name: _worth(way, 0.0) for name, way in ways.items()}
    could, edge = _could_win(ways, rate)
    apart = np.diff(sorted(worths.values())).min()
    return _order(worths) != _order(plain) and len(could) == 2 and edge > 3 and apart > 4


@exercise(
    "trade_offs.npv_ranking",
    title="Three ways over five years, with their ranges",
    concepts=("T-07", "T-08", "B-01", "B-07"),
    points=6,
    hints=(
        "What is paid today counts whole; what comes at the end of year t counts 1 / (1 + r) ** t.",
        "A way could win if its best case beats the worst case of each of the others.",
        "best = npv with years * range[1], worst = npv with years * range[0]; compare each pair.",
    ),
    solution="""
        own = lab.instance("trade_offs.npv_ranking")
        def worth(way, factor=1.0):
            flows = [way["today"], *(factor * each for each in way["years"])]
            return lab.tradeoffs.net_present_value(flows, rate=own.rate)
        worths = {name: worth(way) for name, way in own["ways"].items()}
        low = {name: worth(way, way["range"][0]) for name, way in own["ways"].items()}
        high = {name: worth(way, way["range"][1]) for name, way in own["ways"].items()}
        could_win = [name for name in worths
                     if all(high[name] >= low[other] for other in worths if other != name)]
        answer = {**worths, "order": sorted(worths, key=worths.get, reverse=True),
                  "could_win": could_win}
        """,
    draw=draw_ways,
)
def npv_ranking(answer: Mapping[str, Any], *, instance: Instance) -> Iterator[Check]:
    """Present worth of three ways, their order, and which of them could be the best."""
    given = answer if isinstance(answer, Mapping) else {}
    ways, rate = instance["ways"], instance.rate
    worths = {name: _worth(way, rate) for name, way in ways.items()}
    for name, way in ways.items():
        yield close_to(
            given.get(name), worths[name], says=f"present worth of {name!r}", rel_tol=0.01,
            abs_tol=0.3,
            mistakes=[
                Mistake(_worth(way, 0.0), "no_discount", "The fifth year counts less than today."),
                Mistake(
                    worths[name] / (1 + rate), "period_shift",
                    "What is paid today is not discounted; the first year is, once.",
                ),
                Mistake(
                    worths[name] - way["today"], "start_forgotten", "It costs something to begin.",
                ),
            ],
        )  # fmt: skip
    plain = _order({name: _worth(way, 0.0) for name, way in ways.items()})
    yield equals(
        _named(given.get("order")), _order(worths), says="the order, best first",
        mistakes=[
            Mistake(plain, "no_discount", "That is the order if a euro in year five were one now."),
            Mistake(_order(worths)[::-1], "wrong_direction", "The highest worth comes first."),
        ],
    )  # fmt: skip
    yield _could_win_line(given.get("could_win"), instance, worths)


def _could_win_line(seen: object, instance: Instance, worths: Mapping[str, float]) -> Check:
    right, _ = _could_win(instance["ways"], instance.rate)
    first = _order(worths)[0]
    told = [
        Mistake(
            [first], "ranges_ignored",
            "That is the best at the middle values; whose good case beats everybody's bad case?",
        ),
        Mistake(
            sorted(WAYS), "ranges_ignored",
            "One of the three loses even if it goes well and the others badly.",
        ),
    ]  # fmt: skip
    names = _named(seen)
    given = sorted(names) if isinstance(names, list) else names
    return equals(
        given, sorted(right), says="those that could be the best within their ranges", points=2,
        mistakes=told,
    )  # fmt: skip


def _named(seen: object) -> object:
    """Names as a list of plain text, whatever holds them; anything else as it is."""
    if isinstance(seen, list | tuple | set | frozenset):
        return [str(each).strip().casefold() if isinstance(each, str) else each for each in seen]
    return seen


def draw_refactor(rng: np.random.Generator) -> Mapping[str, Any]:
    """Work on tests that makes later changes quicker, until the part is replaced."""
    while True:
        own = {
            "engineers": int(rng.integers(2, 4)),
            "weeks_of_work": int(rng.integers(4, 10)),
            "euro_per_engineer_week": WEEK,
            "changes_a_week": float(rng.choice([2.0, 2.5, 3.0, 3.5, 4.0])),
            "hours_saved_per_change": float(rng.integers(4, 11)),
            "chance_that_it_saves": float(rng.choice([0.55, 0.6, 0.65, 0.7, 0.75, 0.8])),
            "replaced_in_weeks": int(rng.integers(8, 19) * 5),
        }
        cost, saved, over = _refactor(own)
        least = cost / (saved * over)
        chance = own["chance_that_it_saves"]
        late, cheap = chance * saved * own["weeks_of_work"], (1 - chance) * cost
        if abs(late - cheap) < 0.1 * cost:  # two faults with nearly the same sum
            continue
        if 0.3 < least < 0.95 and abs(least - chance) > 0.06:
            return own


def _refactor(own: Mapping[str, Any]) -> tuple[float, float, int]:
    """Its cost in euro, what it saves in a week, and the weeks in which it saves."""
    cost = own["engineers"] * own["weeks_of_work"] * WEEK
    saved = own["changes_a_week"] * own["hours_saved_per_change"] * WEEK / WEEK_HOURS
    return float(cost), float(saved), int(own["replaced_in_weeks"] - own["weeks_of_work"])


@exercise(
    "trade_offs.refactor_payback",
    title="When a refactor has paid for itself",
    concepts=("T-12", "T-30", "B-12"),
    points=5,
    hints=(
        "Put everything into euro a week; a week of one engineer has 40 hours.",
        "Nothing is saved while the work is still going on, and nothing after the replacement.",
        "net = chance * saved_a_week * (replaced_in - weeks_of_work) - cost.",
    ),
    solution="""
        own = lab.instance("trade_offs.refactor_payback")
        cost = own.engineers * own.weeks_of_work * own.euro_per_engineer_week
        saved = own.changes_a_week * own.hours_saved_per_change * own.euro_per_engineer_week / 40
        weeks = own.replaced_in_weeks - own.weeks_of_work
        answer = {"saved_a_week": saved, "paid_back_in": own.weeks_of_work + cost / saved,
                  "net": own.chance_that_it_saves * saved * weeks - cost,
                  "least_chance": cost / (saved * weeks)}
        """,
    draw=draw_refactor,
)
def refactor_payback(answer: Mapping[str, float], *, instance: Instance) -> Iterator[Check]:
    """Savings a week, weeks until it has paid, expected net, and the chance at which that is 0."""
    given = answer if isinstance(answer, Mapping) else {}
    cost, saved, over = _refactor(instance)
    whole, chance = instance.replaced_in_weeks, instance.chance_that_it_saves
    yield close_to(
        given.get("saved_a_week"), saved, says="saved a week, in euro",
        mistakes=[
            Mistake(
                saved * WEEK_HOURS, "unit", "The hours are hours: a 40th of an engineer-week each.",
            ),
            Mistake(saved / WEEK * WEEK_HOURS, "unit", "These are hours; what do they cost?"),
        ],
    )  # fmt: skip
    yield close_to(
        given.get("paid_back_in"), instance.weeks_of_work + cost / saved, rel_tol=0.01,
        says="weeks from today until it has paid, if it saves",
        mistakes=[
            Mistake(
                cost / saved, "start_at_once",
                "That counts from the day on which it is finished; what is saved until then?",
            ),
            Mistake(
                cost / saved / chance + instance.weeks_of_work, "chance_in_time",
                "If it saves, it saves whole; the chance belongs to the net.",
            ),
            *carried(
                given.get("saved_a_week"), lambda own: instance.weeks_of_work + cost / own,
            ),
        ],
    )  # fmt: skip
    yield close_to(
        given.get("net"), chance * saved * over - cost, points=2, rel_tol=0.01, abs_tol=1,
        says="expected net until the part is replaced, in euro",
        mistakes=[
            Mistake(
                saved * over - cost, "sure_thing", "That is if it saves; how sure is that?",
            ),
            Mistake(
                chance * saved * whole - cost, "start_at_once",
                "It saves nothing during the weeks of the work itself.",
            ),
            Mistake(
                chance * (saved * over - cost), "cost_only_if_it_works",
                "The work is paid also if it saves nothing.",
            ),
            Mistake(chance * saved * over, "cost_forgotten", "The work is still to be paid."),
            *carried(given.get("saved_a_week"), lambda own: chance * own * over - cost),
        ],
    )  # fmt: skip
    yield close_to(
        given.get("least_chance"), cost / (saved * over), rel_tol=0.01,
        says="the chance of saving at which the net is nought",
        mistakes=[
            Mistake(100 * cost / (saved * over), "per_cent", "Give a chance between 0 and 1."),
            Mistake(saved * over / cost, "turned_round", "Turn the fraction over."),
            Mistake(
                cost / (saved * whole), "start_at_once",
                "It saves nothing during the weeks of the work itself.",
            ),
            *carried(given.get("saved_a_week"), lambda own: cost / (own * over)),
        ],
    )  # fmt: skip
