"""Signs of a rare state and the ramp of a newcomer, against second ways to count them."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from leadlab.errors import LeadlabError
from leadlab.models.growth import UnusableSign, any_flag, cleared_needed, flags, ramp


@pytest.mark.parametrize(
    ("share", "found", "cleared"), [(0.1, 0.6, 0.8), (0.05, 0.9, 0.9), (0.3, 0.5, 0.7)]
)
def test_precision_is_the_share_of_drawn_people(share: float, found: float, cleared: float) -> None:
    """Of a million drawn people who are picked out, so many have the state."""
    rng = np.random.default_rng(7)
    state = rng.random(1_000_000) < share
    picked = rng.random(state.size) < np.where(state, found, 1 - cleared)

    seen = flags(state.size, share=share, found=found, cleared=cleared)

    assert pytest.approx(state[picked].mean(), abs=0.005) == seen.precision
    assert pytest.approx(picked.sum(), rel=0.01) == seen.right + seen.false


def test_what_must_be_cleared_leads_back_to_the_precision() -> None:
    """The share that must be cleared, put in, gives the precision that was asked for."""
    for share, found, precision in itertools.product((0.02, 0.1, 0.4), (0.3, 0.9), (0.25, 0.8)):
        cleared = cleared_needed(share=share, found=found, precision=precision)
        if cleared >= 0:
            seen = flags(8, share=share, found=found, cleared=cleared)
            assert pytest.approx(precision) == seen.precision


def test_flags_among_nobody_are_counted_case_by_case() -> None:
    """Adding up all 2^8 ways in which eight people are picked out gives the same chance."""
    chance = 0.0
    for picked in itertools.product((0, 1), repeat=8):
        if sum(picked) >= 2:
            chance += math.prod(0.2 if each else 0.8 for each in picked)

    assert pytest.approx(chance) == any_flag(8, cleared=0.8, least=2)


@pytest.mark.parametrize(("mean", "start", "helper"), [(16, 0, 0.2), (8, 0.3, 0.4), (26, 0.1, 0)])
def test_the_ramp_is_the_area_under_its_curve(mean: float, start: float, helper: float) -> None:
    """Net output is what is given less what is taken, summed in small steps."""
    curve = ramp(mean, start=start, helper=helper)
    step = 0.001
    time = np.arange(0, 40, step) + step / 2
    given = 1 - (1 - start) * np.exp(-time / mean)
    taken = helper * np.exp(-time / mean)

    assert pytest.approx(np.sum(given - taken) * step, abs=1e-4) == curve.net(40)


def test_the_cost_is_what_a_ready_colleague_would_have_given_more() -> None:
    """Far out, the newcomer lies `cost` weeks behind somebody who was ready on the first day."""
    curve = ramp(16)

    assert pytest.approx(curve.cost) == 2_000 - curve.net(2_000)


def test_paid_back_is_where_the_sum_crosses_nought() -> None:
    """Before that week the team has given, after it got; a quick start owes nothing."""
    curve = ramp(16)

    assert pytest.approx(0, abs=1e-9) == curve.net(curve.paid_back)
    assert curve.net(curve.paid_back - 1) < 0 < curve.net(curve.paid_back + 1)
    assert curve.carries_from < curve.paid_back
    assert 0 == ramp(16, start=0.5, helper=0.2).paid_back


def test_numbers_that_are_none_are_named() -> None:
    """A share in per cent and a ramp of no weeks are refused by name."""
    with pytest.raises(UnusableSign, match="found: give a share from 0 to 1, not 60"):
        flags(8, share=0.1, found=60, cleared=0.8)
    with pytest.raises(UnusableSign, match="people"):
        flags(-1, share=0.1, found=0.6, cleared=0.8)
    with pytest.raises(LeadlabError, match="mean"):
        ramp(0)
    with pytest.raises(LeadlabError, match="helper"):
        ramp(16, helper=20)
