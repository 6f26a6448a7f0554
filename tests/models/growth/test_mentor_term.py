"""Mentoring that ends on a day, and the hours of talks, against second ways to count them."""

from __future__ import annotations

import math

import numpy as np
import pytest

from leadlab.errors import LeadlabError
from leadlab.models.growth import (
    days_until_told,
    effect_of_shares,
    mentoring_term,
    still_there,
    talk_share,
    within,
)

STEP = 0.001


@pytest.mark.parametrize(
    ("hours", "weeks", "gain"), [(1, 12, 2), (1.5, 20, 2.5), (2, 24, 3), (0.5, 10, 4), (1, 8, 4)]
)
def test_balance_and_turn_are_those_of_a_sum_in_small_steps(hours, weeks, gain) -> None:
    """What comes in and goes out is added step by step; it has paid where the sum passes nought."""
    time = np.arange(STEP / 2, 10 * weeks, STEP)
    income = gain * np.minimum(time / weeks, 1)
    spent = np.where(time < weeks, 2 * hours, 0)
    total = np.cumsum(income - spent) * STEP
    term = mentoring_term(hours, weeks=weeks, gain=gain)
    below = np.flatnonzero(total < 0)[-1]

    assert pytest.approx(spent.sum() * STEP) == term.cost
    assert pytest.approx(total[time < weeks][-1], abs=0.01) == term.balance
    assert pytest.approx(time[below], abs=0.01) == term.paid_back


def test_no_gain_never_pays_and_no_hours_have_paid_at_once() -> None:
    """Without a gain the hours do not come back; without hours there is nothing to come back."""
    assert math.inf == mentoring_term(1, weeks=12, gain=0).paid_back
    assert 0 == mentoring_term(0, weeks=12, gain=0).paid_back


def test_those_who_stay_are_counted_week_by_week() -> None:
    """The same chance each week leaves the share of a year after 52 of them."""
    weekly = still_there(0.2, weeks=1)
    assert pytest.approx(math.prod([weekly] * 52)) == 0.8
    assert pytest.approx(math.prod([weekly] * 30)) == still_there(0.2, weeks=30)


@pytest.mark.parametrize("hours", [0.5, 0.75, 1.5])
def test_as_many_as_fit_take_no_more_than_there_is(hours) -> None:
    """The talks of so many fit into the part, and those of one more do not."""
    for part in np.arange(0.05, 0.5, 0.05):
        people = within(part, hours=hours)
        assert talk_share(people, hours=hours) <= part + 1e-9
        assert talk_share(people + 1, hours=hours) > part


def test_what_happens_on_any_day_waits_half_of_the_time_between_talks() -> None:
    """Drawn moments between two talks wait so long on the mean."""
    moments = np.random.default_rng(2).uniform(0, 21, 200_000)
    assert pytest.approx((21 - moments).mean(), abs=0.05) == days_until_told(3)


@pytest.mark.parametrize(("helped", "others"), [(0.72, 0.49), (0.5, 0.8), (0.3, 0.3)])
def test_two_shares_lie_above_one_line_of_two_bells_that_far_apart(helped, others) -> None:
    """Bells drawn that far apart have the given shares above the line of the second."""
    effect = effect_of_shares(helped, others)
    bell = np.random.default_rng(3).standard_normal(400_000)
    line = np.quantile(bell, 1 - others)
    assert pytest.approx(helped, abs=0.003) == (bell + effect > line).mean()


@pytest.mark.parametrize(
    "ask",
    [
        lambda: mentoring_term(-1, weeks=12, gain=2),
        lambda: mentoring_term(1, weeks=0, gain=2),
        lambda: mentoring_term(1, weeks=12, gain=math.nan),
        lambda: still_there(1.2, weeks=3),
        lambda: effect_of_shares(72, 0.49),
        lambda: effect_of_shares(0.72, 1),
    ],
)
def test_what_cannot_be_is_refused_by_its_name(ask) -> None:
    """Each fault says what to give in its place."""
    with pytest.raises(LeadlabError, match="give a"):
        ask()
