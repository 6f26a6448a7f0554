"""Doors: what it costs to go back, what the way back is worth, and what waiting costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from leadlab.models.decisions.inputs import number

PERSON_WEEK = 1_600.0
"""Cost of an engineer-week in euro: a number of the course's invented company."""


def reversal_cost(
    *,
    people: float,
    weeks: float,
    cost_per_person_week: float = PERSON_WEEK,
    loss_per_week: float = 0.0,
    one_off: float = 0.0,
) -> float:
    """Cost of going back through a door: the work, what is lost meanwhile, and fees.

    Formula: R = people x weeks x cost_per_person_week + loss_per_week x weeks + one_off, in euro.
    Source: an accounting identity; the price of a person-week is a design assumption.

    >>> reversal_cost(people=2, weeks=3, loss_per_week=500, one_off=1_000)
    12100.0

    Args:
        people: how many undo it.
        weeks: how long it takes them.
        cost_per_person_week: euro.
        loss_per_week: euro lost each week until it is undone.
        one_off: fees, credit notes, contracts, in euro.
    """
    time = number(weeks, "weeks", least=0)
    work = number(people, "people", least=0) * time
    price = number(cost_per_person_week, "cost_per_person_week", least=0)
    loss = number(loss_per_week, "loss_per_week", least=0) * time
    return work * price + loss + number(one_off, "one_off", least=0)


def reversibility_value(
    *, chance_right: float, loss_if_kept: float, harm_until_undone: float, reversal_cost: float
) -> float:
    """What the way back is worth: the expected loss that it saves.

    Formula: (1 - p) x max(0, L - H - R), in the unit of the losses: with chance 1 - p the choice
    is wrong, and instead of the loss L for good you bear the harm H until it is undone and pay R.
    Source: option to abandon, two states, one date (Dixit and Pindyck 1994, general knowledge).

    >>> round(reversibility_value(
    ...     chance_right=0.6, loss_if_kept=300, harm_until_undone=40, reversal_cost=10))
    100

    Args:
        chance_right: p, 0 to 1.
        loss_if_kept: L, loss when wrong and never undone (a positive number).
        harm_until_undone: H, loss before it is noticed and undone.
        reversal_cost: R, price of undoing it.
    """
    wrong = 1 - number(chance_right, "chance_right", least=0, most=1)
    kept = number(loss_if_kept, "loss_if_kept", least=0)
    harm = number(harm_until_undone, "harm_until_undone", least=0)
    back = number(reversal_cost, "reversal_cost", least=0)
    return wrong * max(0.0, kept - harm - back)


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorComparison:
    """Trying first against analysing first, in the unit of the gain.

    `best` is the higher of the two, or "leave it" when neither is above 0.
    `needed_chance` is the chance of being right from which trying beats leaving it.
    """

    try_first: float
    analyse_first: float
    needed_chance: float
    best: Literal["try first", "analyse first", "leave it"]


def try_or_analyse(
    *,
    chance_right: float,
    gain: float,
    harm_until_undone: float,
    reversal_cost: float,
    analysis_cost: float,
    analysis_weeks: float,
    delay_per_week: float,
    says_go_if_right: float = 0.9,
    says_stop_if_wrong: float = 0.9,
) -> DoorComparison:
    """Expected value of trying a reversible choice against analysing it first.

    Formulas, with p the chance of being right, G gain, H harm until undone, R reversal cost,
    A price of the analysis, w its weeks, D cost of delay per week, s and t its accuracy:
    try = p G - (1 - p)(H + R)
    analyse = p s G - (1 - p)(1 - t)(H + R) - A - w D
    needed_chance = (H + R) / (G + H + R)
    Source: a two-stage decision tree, derived here; all inputs are design assumptions.

    >>> both = try_or_analyse(chance_right=0.6, gain=30, harm_until_undone=4, reversal_cost=6,
    ...                       analysis_cost=3, analysis_weeks=2, delay_per_week=1)
    >>> round(both.try_first, 1), round(both.analyse_first, 1), both.best
    (14.0, 10.8, 'try first')
    """
    p = number(chance_right, "chance_right", least=0, most=1)
    good = number(gain, "gain", least=0)
    bad = number(harm_until_undone, "harm_until_undone", least=0) + number(
        reversal_cost, "reversal_cost", least=0
    )
    go = number(says_go_if_right, "says_go_if_right", least=0, most=1)
    stop = number(says_stop_if_wrong, "says_stop_if_wrong", least=0, most=1)
    price = number(analysis_cost, "analysis_cost", least=0)
    wait = number(analysis_weeks, "analysis_weeks", least=0) * number(
        delay_per_week, "delay_per_week", least=0
    )
    trying = p * good - (1 - p) * bad
    analysing = p * go * good - (1 - p) * (1 - stop) * bad - price - wait
    best: Literal["try first", "analyse first", "leave it"] = "try first"
    if max(trying, analysing) <= 0:
        best = "leave it"
    elif analysing > trying:
        best = "analyse first"
    needed = bad / (good + bad) if good + bad > 0 else 0.0
    return DoorComparison(
        try_first=trying, analyse_first=analysing, needed_chance=needed, best=best
    )


def cost_of_delay(
    *,
    weeks: float,
    value_per_week: float = 0.0,
    people_waiting: float = 0.0,
    share_blocked: float = 1.0,
    cost_per_person_week: float = PERSON_WEEK,
) -> float:
    """Cost of a decision that waits: benefit that comes later and people who stand still.

    Formula: weeks x (value_per_week + people_waiting x share_blocked x cost_per_person_week),
    in euro. Source: linear cost of delay (Reinertsen 2009); a deadline is not linear.

    >>> cost_of_delay(weeks=2, people_waiting=3, share_blocked=0.25)
    2400.0

    Args:
        weeks: how long the decision waits.
        value_per_week: euro of benefit that each week of delay loses.
        people_waiting: people whose work depends on it.
        share_blocked: share of their time that they cannot use otherwise, 0 to 1.
        cost_per_person_week: euro.
    """
    blocked = (
        number(people_waiting, "people_waiting", least=0)
        * number(share_blocked, "share_blocked", least=0, most=1)
        * number(cost_per_person_week, "cost_per_person_week", least=0)
    )
    return number(weeks, "weeks", least=0) * (
        number(value_per_week, "value_per_week", least=0) + blocked
    )
