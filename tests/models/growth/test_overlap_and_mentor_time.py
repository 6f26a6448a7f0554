"""Overlap of two groups and a mentor's hours, against second ways to count them."""

from __future__ import annotations

import math

import numpy as np
import pytest

from leadlab.errors import LeadlabError
from leadlab.models.growth import (
    above_middle,
    ahead,
    effect_interval,
    gap_by_choice,
    group_needed,
    mentoring,
    overlap,
    readers_needed,
    share_harmed,
    spread_for,
)


@pytest.mark.parametrize("effect", [-0.5, 0, 0.2, 0.41, 1.24, 3])
def test_overlap_is_the_area_that_lies_under_both_bells(effect: float) -> None:
    """Summing the lower of two densities in small steps gives the shared area."""
    step = 0.0005
    places = np.arange(-9, 12, step)
    one, other = (np.exp(-((places - at) ** 2) / 2) for at in (0, effect))
    area = np.minimum(one, other).sum() * step / math.sqrt(2 * math.pi)

    assert pytest.approx(area, abs=1e-5) == overlap(effect)


@pytest.mark.parametrize("effect", [-0.5, 0, 0.41, 1.24])
def test_ahead_and_above_the_middle_are_shares_of_drawn_people(effect: float) -> None:
    """Of drawn pairs so many are ahead, and of the helped so many are above the others' middle."""
    rng = np.random.default_rng(3)
    without = rng.standard_normal(400_000)
    helped = rng.standard_normal(without.size) + effect

    assert pytest.approx((helped > without).mean(), abs=0.003) == ahead(effect)
    assert pytest.approx((helped > 0).mean(), abs=0.003) == above_middle(effect)


def test_a_share_harmed_leads_to_a_spread_and_back() -> None:
    """The spread that explains a share harmed gives that share."""
    for mean, harmed in ((0.41, 0.38), (0.1, 0.4), (1.2, 0.01)):
        assert pytest.approx(harmed) == share_harmed(mean, spread_for(mean, harmed))


def test_alike_effects_harm_all_or_nobody() -> None:
    """Where all effects are alike, nobody is harmed by a good one and all by a bad one."""
    assert 0 == share_harmed(0.41, 0)
    assert 1 == share_harmed(-0.41, 0)


def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    """With fifty people in each group, 95 of 100 intervals hold the true effect."""
    rng = np.random.default_rng(5)
    held = 0
    for _ in range(2_000):
        helped, without = rng.standard_normal(50) + 0.41, rng.standard_normal(50)
        pooled = math.sqrt((helped.var(ddof=1) + without.var(ddof=1)) / 2)
        low, high = effect_interval((helped.mean() - without.mean()) / pooled, 50, 50)
        held += low <= 0.41 <= high

    assert pytest.approx(0.95, abs=0.015) == held / 2_000


def test_so_many_people_find_the_effect_four_times_in_five() -> None:
    """Drawn experiments of the needed size leave nought out of their interval 80 % of the time."""
    rng = np.random.default_rng(6)
    count = group_needed(0.5)
    helped, without = rng.standard_normal((2, 4_000, count))
    gap = (helped + 0.5).mean(axis=1) - without.mean(axis=1)

    assert pytest.approx(0.8, abs=0.02) == np.mean(gap > 1.96 * math.sqrt(2 / count))


@pytest.mark.parametrize("fit", [0.0, 0.3, 0.8])
def test_choice_alone_makes_a_gap(fit: float) -> None:
    """Half is chosen by something that goes with merit; help does nothing, and they are ahead."""
    rng = np.random.default_rng(8)
    merit = rng.standard_normal(1_000_000)
    seen = fit * merit + math.sqrt(1 - fit**2) * rng.standard_normal(merit.size)
    chosen = seen > 0
    pooled = math.sqrt((merit[chosen].var() + merit[~chosen].var()) / 2)

    gap = (merit[chosen].mean() - merit[~chosen].mean()) / pooled

    assert pytest.approx(gap, abs=0.006) == gap_by_choice(fit)


@pytest.mark.parametrize("lasts", [math.inf, 10.0])
@pytest.mark.parametrize("hours", [1, 2, 4])
def test_the_net_is_what_came_less_what_went(hours: float, lasts: float) -> None:
    """Summed in small steps, with hours that stop or go on."""
    plan = mentoring(hours, worth=1.3, lasts=lasts)
    step = 0.001
    time = np.arange(0, 40, step) + step / 2
    came = plan.gain * (1 - np.exp(-time / plan.slowness))
    went = np.where(time < lasts, hours / 40 * 1.3, 0)

    assert pytest.approx(np.sum(came - went) * step, abs=1e-3) == plan.net(40)


@pytest.mark.parametrize("lasts", [math.inf, 10.0])
def test_paid_back_is_where_the_net_crosses_nought(lasts: float) -> None:
    """Before that week more went than came, after it more came; and the turn lies before."""
    plan = mentoring(2, worth=1.3, lasts=lasts)

    assert pytest.approx(0, abs=1e-9) == plan.net(plan.paid_back)
    assert plan.net(plan.paid_back - 1) < 0 < plan.net(plan.paid_back + 1)
    assert plan.turns < plan.paid_back
    assert plan.net(plan.turns) < min(plan.net(plan.turns - 1), plan.net(plan.turns + 1))


def test_a_gain_below_its_price_never_comes_back() -> None:
    """Hours that take more than they bring in the end are never paid, unless they stop."""
    assert math.inf == mentoring(2, gain=0.04).paid_back
    assert mentoring(2, gain=0.04, lasts=10).paid_back < 40
    assert math.inf == mentoring(2, gain=0).paid_back
    assert 0 == mentoring(0).paid_back


def test_the_gain_that_is_needed_makes_it_even() -> None:
    """Put in, it leaves nothing over in that week."""
    for weeks, lasts in ((26, math.inf), (26, 10), (8, math.inf)):
        needed = mentoring(2, lasts=lasts).gain_needed(weeks)

        assert pytest.approx(0, abs=1e-12) == mentoring(2, gain=needed, lasts=lasts).net(weeks)


def test_a_page_that_saves_nothing_is_never_paid() -> None:
    """Reading must be quicker than being told."""
    assert math.inf == readers_needed(6, minutes_saved=5, minutes_to_read=5)
    assert 8 == readers_needed(4, minutes_saved=30)


def test_impossible_numbers_are_named() -> None:
    """Each refusal names what was given wrongly."""
    for call, name in (
        (lambda: overlap(math.nan), "effect"),
        (lambda: share_harmed(0.4, -1), "spread"),
        (lambda: spread_for(0.4, 0.6), "harmed"),
        (lambda: effect_interval(0.4, 1, 4), "first"),
        (lambda: group_needed(0), "effect"),
        (lambda: gap_by_choice(2), "fit"),
        (lambda: mentoring(-1), "hours"),
        (lambda: mentoring(2, slowness=0), "slowness"),
        (lambda: readers_needed(math.inf, minutes_saved=3), "hours"),
    ):
        with pytest.raises(LeadlabError, match=name):
            call()
