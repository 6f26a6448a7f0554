"""Graded sums: a desk and its queue, a budget on its way down, and a chart of forty weeks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from leadlab.checks.exercise import exercise
from leadlab.checks.instances import Instance
from leadlab.checks.outcome import Check
from leadlab.checks.predicates import Mistake, carried, close_to, equals
from leadlab.models.delivery import control_chart, error_budget, kingman_wait


def draw_desk(rng: np.random.Generator) -> Mapping[str, Any]:
    """One person who reviews in the hours that are kept for it."""
    while True:
        own = {
            "reviews_a_week": int(rng.integers(9, 19)),
            "hours_each": float(rng.choice([1.2, 1.4, 1.5, 1.6, 1.8, 2.0])),
            "hours_kept_a_week": int(rng.integers(16, 33)),
            "arrival_cv": float(rng.choice([0.8, 1.0, 1.2])),
            "review_cv": float(rng.choice([1.1, 1.3, 1.4, 1.6])),
        }
        if 0.8 <= own["reviews_a_week"] * own["hours_each"] / own["hours_kept_a_week"] <= 0.94:
            return own


@exercise(
    "metrics.review_desk",
    title="A desk and its queue",
    concepts=("X-19", "F-04", "F-23"),
    points=6,
    hints=(
        "How busy the desk is: what comes in hours, by the hours that are kept.",
        "Little's law joins wait, arrivals and what lies there; put all of it in weeks first.",
        "A wait is proportional to busy / (1 - busy) and to the sum of the squared spreads.",
    ),
    solution="""
        own = lab.instance("metrics.review_desk")
        busy = own.reviews_a_week * own.hours_each / own.hours_kept_a_week
        spread = {"arrival_cv": own.arrival_cv, "service_cv": own.review_cv}
        wait = lab.delivery.kingman_wait(busy, own.hours_each, **spread)
        half = busy / (1 - busy) / 2
        spread["service_cv"] /= 2
        desk = {"busy": busy, "wait": wait,
                "lies_there": own.reviews_a_week * (wait + own.hours_each) / own.hours_kept_a_week,
                "busy_for_half": half / (1 + half),
                "wait_evened": lab.delivery.kingman_wait(busy, own.hours_each, **spread)}
        """,
    draw=draw_desk,
)
def review_desk(answer: Mapping[str, float], *, instance: Instance) -> Iterator[Check]:
    """Load, wait by Kingman, what lies there by Little, and two ways to shorten the wait."""
    given, own = answer if isinstance(answer, Mapping) else {}, instance
    coming, kept, each = own.reviews_a_week, own.hours_kept_a_week, own.hours_each
    busy = coming * each / kept
    spread = {"arrival_cv": own.arrival_cv, "service_cv": own.review_cv}
    wait = kingman_wait(busy, each, **spread)
    yield close_to(
        given.get("busy"), busy, says="share of the kept hours in which it is busy",
        mistakes=[
            Mistake(coming * each / 40, "whole_week", "Not the whole week is kept for reviews."),
            Mistake(100 * busy, "percent_for_share", "Give a share: 0.9 for 90 %."),
        ],
    )  # fmt: skip
    yield close_to(
        given.get("wait"), wait, says="hours that a change waits for its review",
        mistakes=[
            Mistake(
                busy / (1 - busy) * each, "forgets_spread",
                "That is the wait if both spreads were 1.",
            ),
            Mistake(
                (own.arrival_cv + own.review_cv) / 2 * busy / (1 - busy) * each,
                "spread_not_squared", "Both spreads count squared.",
            ),
            *carried(given.get("busy"), lambda x: wait * x / (1 - x) * (1 - busy) / busy),
        ],
    )  # fmt: skip
    yield close_to(
        given.get("lies_there"), coming * (wait + each) / kept,
        says="changes that wait or are being read, on average",
        mistakes=[
            Mistake(coming * wait / kept, "queue_alone", "The one being read lies there, too."),
            Mistake(
                coming * (wait + each), "hours_for_weeks",
                "Arrivals are by the week and the wait in kept hours: bring both to weeks.",
            ),
            *carried(given.get("wait"), lambda x: coming * (x + each) / kept),
        ],
    )  # fmt: skip
    half = busy / (1 - busy) / 2
    yield close_to(
        given.get("busy_for_half"), half / (1 + half), points=1.5,
        says="load at which the wait is half as long",
        mistakes=[
            Mistake(busy / 2, "linear_wait", "Half the load shortens the wait by far more."),
            *carried(given.get("busy"), lambda x: x / (2 - x)),
        ],
    )  # fmt: skip
    evened = kingman_wait(busy, each, arrival_cv=own.arrival_cv, service_cv=own.review_cv / 2)
    yield close_to(
        given.get("wait_evened"), evened, points=1.5,
        says="hours of wait if the spread of the reviews is halved",
        mistakes=[
            Mistake(wait / 2, "all_of_it_halved", "Arrivals come as unevenly as before."),
            *carried(given.get("wait"), lambda x: x * evened / wait),
        ],
    )  # fmt: skip


WAKES_AT = 14.4


def draw_budget(rng: np.random.Generator) -> Mapping[str, Any]:
    """A month on its twelfth day, the last hour, and the last five minutes of it."""
    level = float(rng.choice([0.99, 0.995, 0.998]))
    month = int(rng.integers(12, 31)) * 100_000
    allowed = (1 - level) * month
    hour = int(round(month / 720 * float(rng.uniform(1.4, 2.6)), -1))
    rate = float(rng.uniform(15, 24) if rng.random() < 0.7 else rng.uniform(9, 13.5))
    five = int(hour / 12)
    late = float(rng.uniform(15, 30) if rng.random() < 0.5 else rng.uniform(1, 9))
    return {
        "level": level,
        "requests_of_the_month": month,
        "bad_so_far": round(allowed * float(rng.uniform(0.3, 0.7))),
        "last_hour": {"requests": hour, "bad": round(hour * rate * (1 - level))},
        "last_five_minutes": {"requests": five, "bad": round(five * late * (1 - level))},
    }


@exercise(
    "metrics.budget_today",
    title="A budget on its way down",
    concepts=("X-17", "X-27"),
    points=6,
    hints=(
        "What does the level allow in a month, and what is already gone of it?",
        "A burn rate compares the bad share with the share that the level allows.",
        "Somebody is woken if the last hour and the last five minutes both burn 14.4 times.",
    ),
    solution="""
        own = lab.instance("metrics.budget_today")
        budget = lab.delivery.error_budget(own.level, requests=own.requests_of_the_month)
        hour, five = own["last_hour"], own["last_five_minutes"]
        def burns(window):
            return lab.delivery.burn_rate(window["bad"] / window["requests"], own.level)
        gone = {"allowed": budget.requests, "left": budget.left(own.bad_so_far),
                "burn": burns(hour),
                "hours": (budget.requests - own.bad_so_far) / hour["bad"],
                "wakes": burns(hour) >= 14.4 and burns(five) >= 14.4}
        """,
    draw=draw_budget,
)
def budget_today(answer: Mapping[str, Any], *, instance: Instance) -> Iterator[Check]:
    """What the level allows, what is left, how fast it goes, and whether somebody is woken."""
    given, own = answer if isinstance(answer, Mapping) else {}, instance
    month, hour, five = own.requests_of_the_month, own["last_hour"], own["last_five_minutes"]
    budget = error_budget(own.level, requests=month)
    allowed, share = float(budget.requests or 0), 1 - own.level
    burn, late = (window["bad"] / window["requests"] / share for window in (hour, five))
    left = allowed - own.bad_so_far
    yield close_to(
        given.get("allowed"), allowed, says="bad requests that the month may have",
        mistakes=[
            Mistake(budget.minutes, "minutes_for_requests", "Those are minutes; requests count."),
            Mistake(month * own.level, "good_for_bad", "Those are the good ones."),
        ],
    )  # fmt: skip
    yield close_to(
        given.get("left"), left / allowed, says="share of it that is left",
        mistakes=[
            Mistake(own.bad_so_far / allowed, "gone_for_left", "That is what is gone."),
            Mistake(left, "requests_for_share", "Give the share, 0 to 1."),
        ],
    )  # fmt: skip
    yield close_to(
        given.get("burn"), burn, says="burn rate of the last hour",
        mistakes=[
            Mistake(hour["bad"] / hour["requests"], "share_for_rate", "That is the bad share."),
            Mistake(late, "short_window", "That is the last five minutes."),
        ],
    )  # fmt: skip
    yield close_to(
        given.get("hours"), left / hour["bad"], points=1.5, rel_tol=0.01,
        says="hours until nothing is left, if all hours are like the last",
        mistakes=[
            Mistake(
                allowed / hour["bad"], "budget_full",
                "Something is gone already; divide what is left.",
            ),
            Mistake(
                720 / burn * left / allowed, "even_traffic",
                "That holds for an average hour; the last one had more requests than that.",
            ),
            *carried(given.get("left"), lambda x: x * allowed / hour["bad"]),
        ],
    )  # fmt: skip
    wakes = burn >= WAKES_AT and late >= WAKES_AT
    told, tag = "", ""
    if given.get("wakes") is True and burn >= WAKES_AT:
        told, tag = "The last hour alone does not wake anybody: is it still going on?", "one_window"
    elif given.get("wakes") is True and late >= WAKES_AT:
        told, tag = "Five minutes alone wake nobody: what did the hour burn?", "one_window"
    yield equals(
        given.get("wakes"), wakes, says="whether the 14.4 rule wakes somebody now", points=1.5,
        message=told or "Compare both windows with 14.4.", tag=tag,
    )  # fmt: skip


BASELINE, WEEKS = 20, 40


def draw_weeks(rng: np.random.Generator) -> Mapping[str, Any]:
    """Forty weeks with one that is far out, a shift at the end, and explanations for some."""
    while True:
        values = np.rint(24 + 4 * rng.standard_normal(WEEKS)).astype(int)
        place, shift = int(rng.integers(22, 28)), int(rng.integers(29, 31))
        chart = control_chart(values, baseline=BASELINE)
        values[place] = int(np.ceil(chart.high)) + int(rng.integers(3, 9))
        values[shift:] -= int(rng.integers(4, 6))
        chart = control_chart(values, baseline=BASELINE)
        signals = [each + 1 for each in chart.signals]
        quiet = [week for week in range(4, WEEKS - 1) if week not in signals]
        if chart.outside != (place,) or not chart.shifted or min(chart.signals) <= BASELINE:
            continue
        falls = sorted(quiet, key=lambda week: values[week - 1] - values[week - 2])
        explained = sorted({*falls[:2], *falls[-2:], place + 1, signals[-1]})
        if len(explained) == 6:  # two falls, two rises, and two weeks that do ask
            return {"hours": [int(each) for each in values], "explained": explained}


@exercise(
    "metrics.forty_weeks",
    title="Forty weeks, six explanations",
    concepts=("X-09", "F-15"),
    points=6,
    hints=(
        "Limits come from the first 20 weeks, from the differences between neighbours.",
        "A week asks if it is beyond a limit, or the eighth or later in a row on one side.",
        "chart = lab.delivery.control_chart(own.hours, baseline=20); its places count from 0.",
    ),
    solution="""
        own = lab.instance("metrics.forty_weeks")
        chart = lab.delivery.control_chart(own.hours, baseline=20)
        asks = [place + 1 for place in chart.signals]
        weeks = {"low": chart.low, "high": chart.high, "asks": asks,
                 "needless": [week for week in own.explained if week not in asks]}
        """,
    draw=draw_weeks,
)
def forty_weeks(answer: Mapping[str, Any], *, instance: Instance) -> Iterator[Check]:
    """Limits from the first weeks, the weeks that ask, and the explanations of noise."""
    given, own = answer if isinstance(answer, Mapping) else {}, instance
    chart = control_chart(own.hours, baseline=BASELINE)
    whole = control_chart(own.hours)
    first = np.array(own.hours[:BASELINE], dtype=float)
    for name, sign in (("low", -1), ("high", 1)):
        yield close_to(
            given.get(name), getattr(chart, name), says=f"{name} limit", rel_tol=0.004,
            mistakes=[
                Mistake(
                    getattr(whole, name), "limits_from_all",
                    "The change at the end is in these limits; take the first 20 weeks alone.",
                ),
                *(
                    Mistake(
                        float(first.mean() + sign * 3 * first.std(ddof=ddof)), "whole_spread",
                        "Take the differences between neighbours, not the spread of all.",
                    )
                    for ddof in (0, 1)
                ),
            ],
        )  # fmt: skip
    asks = [place + 1 for place in chart.signals]
    outside = [place + 1 for place in chart.outside]
    yield equals(
        _weeks_of(given.get("asks")), asks, says="weeks that ask for a cause", points=2.5,
        mistakes=[
            Mistake(list(chart.signals), "counts_from_nought", "The first week is week 1."),
            Mistake(outside, "misses_rows", "Those beyond a limit; look for long rows, too."),
            Mistake(
                [place + 1 for place in chart.shifted], "misses_outside",
                "Those of the long row; one lies beyond a limit.",
            ),
        ],
    )  # fmt: skip
    needless = [week for week in own.explained if week not in asks]
    yield equals(
        _weeks_of(given.get("needless")), needless, says="explanations of noise", points=1.5,
        mistakes=[
            Mistake(
                [week for week in own.explained if week in asks], "signal_for_noise",
                "These ask for a cause; the others were explained for nothing.",
            ),
            Mistake(
                [week for week in own.explained if week not in outside], "misses_rows",
                "One of these ends a long row on one side.",
            ),
        ],
    )  # fmt: skip


def _weeks_of(seen: object) -> object:
    """Weeks in order, whatever kind of list they come in."""
    if hasattr(seen, "tolist"):
        seen = seen.tolist()
    if isinstance(seen, list | tuple | set | frozenset):
        try:
            return sorted(seen)
        except TypeError:
            return list(seen)
    return seen
