"""Helping: the smallest hint by closed form, break-even by counting, levels by second methods."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadlab.errors import LeadlabError
from leadlab.models.helping import (
    LEVELS,
    Handover,
    Learning,
    approval_wait,
    cheaper_from,
    follow,
    smallest_help,
)

share = st.floats(0, 1)
euro = st.floats(0, 1e6)


def told(skill: float) -> float:
    """Show the whole way, whoever it is."""
    return 1.0


@given(skill=st.floats(0.2, 1.1), sure=st.floats(0.55, 0.95))
def test_the_smallest_help_reaches_the_wanted_chance(skill: float, sure: float) -> None:
    """Put back into the chance it gives what was wanted, or it stands at an end of the scale."""
    learning = Learning()
    shown = smallest_help(skill, sure=sure)
    reached = learning.chance(skill, shown)

    if 0 < shown < 1:
        assert math.isclose(sure, reached, rel_tol=1e-9)
    elif shown == 0:
        assert sure <= reached + 1e-12
    else:
        assert sure >= reached - 1e-12


def test_somebody_who_is_told_grows_by_a_straight_line() -> None:
    """Whole ways shown add pace x from_showing each: 20 of them are 0.4."""
    run = follow(told, 21, start=0.3)

    assert math.isclose(0.7, run[20].skill)
    assert math.isclose(1 / (1 + math.exp(8 * 0.3)), run[20].alone)


def test_minutes_add_up_to_a_hand_made_sum() -> None:
    """Two tasks, each told and mended with its own chance."""
    learning = Learning()
    first = 5 + 30 * (1 - learning.chance(0.3, 1.0))
    second = 5 + 30 * (1 - learning.chance(0.32, 1.0))

    assert math.isclose(first + second, follow(told, 2)[1].minutes)


def test_fading_pays_later_and_telling_pays_for_few() -> None:
    """At ten tasks the told way is cheaper, at sixty the other; the turn is where counting says."""
    fading, telling = follow(smallest_help, 60), follow(told, 60)
    turn = cheaper_from(fading, telling)

    assert turn is not None
    assert telling[9].minutes < fading[9].minutes
    assert fading[turn - 2].minutes >= telling[turn - 2].minutes
    assert all(
        a.minutes < b.minutes for a, b in zip(fading[turn - 1 :], telling[turn - 1 :], strict=True)
    )
    assert cheaper_from(fading[:10], telling[:10]) is None


def test_what_showing_teaches_turns_the_result() -> None:
    """With three times as much from being shown, twenty told answers are enough."""
    more = Learning(from_showing=0.3)

    assert follow(told, 21)[20].alone < 0.1
    assert follow(told, 21, learning=more)[20].alone > 0.9


def test_averages_are_those_of_drawn_tasks() -> None:
    """Chance and gain of one task agree with 200,000 draws."""
    learning, rng = Learning(), np.random.default_rng(3)
    solved = rng.random(200_000) < learning.chance(0.6, 0.5)
    done = np.where(solved, 1.0, learning.from_failing) * 0.5
    drawn = learning.pace * (done + learning.from_showing * 0.5).mean()

    assert math.isclose(learning.gain(0.6, 0.5), drawn, rel_tol=0.01)


@given(theirs=share, yours=share, loss=euro, undo=share)
def test_the_cheapest_level_is_no_dearer_than_any(
    theirs: float, yours: float, loss: float, undo: float
) -> None:
    """The named level has the least of the seven sums."""
    one = Handover(theirs=theirs, yours=yours, loss=loss, undo=undo)

    assert one.costs[one.cheapest] == min(one.costs.values())
    assert list(LEVELS) == list(one.costs)


@given(theirs=share, yours=share)
def test_wrong_choices_agree_with_listing_the_cases(theirs: float, yours: float) -> None:
    """Advice helps where they err and you do not, and only the part of it that is taken."""
    one = Handover(theirs=theirs, yours=yours, loss=0, heed=0.7)
    advised = theirs * yours + theirs * (1 - yours) * 0.3
    consulted = yours * theirs + yours * (1 - theirs) * 0.3

    assert math.isclose(advised, one.wrong("advise"), abs_tol=1e-12)
    assert math.isclose(consulted, one.wrong("consult"), abs_tol=1e-12)
    assert one.wrong("agree") <= min(one.wrong("advise"), one.wrong("consult")) + 1e-12


def test_risk_takes_the_level_down_and_skill_takes_it_up() -> None:
    """More to lose moves a decision towards both of you; knowing more moves it to them."""
    minor = Handover(theirs=0.1, yours=0.1, loss=500)
    grave = replace(minor, loss=90_000, undo=1.0)
    novice, expert = replace(minor, theirs=0.6, loss=9_000), replace(minor, theirs=0.02, loss=9_000)

    assert LEVELS.index(grave.cheapest) < LEVELS.index(minor.cheapest)
    assert LEVELS.index(novice.cheapest) < LEVELS.index(expert.cheapest)


def test_approvals_wait_as_in_a_simulated_queue() -> None:
    """The mean wait is that of a drawn queue with one answering person (Lindley's recursion)."""
    rng, booked, wait, total = np.random.default_rng(5), 0.7, 0.0, 0.0
    gaps, work = rng.exponential(1 / booked, 400_000), rng.exponential(1.0, 400_000)
    for gap, hours in zip(gaps, work, strict=True):
        total += wait
        wait = max(0.0, wait + hours - gap)

    assert math.isclose(approval_wait(1, booked=booked, hours=1.0), total / 400_000, rel_tol=0.05)


@pytest.mark.parametrize(
    ("act", "told_so"),
    [
        (lambda: follow(lambda skill: 2.0, 3), "show: give a share from 0 to 1, not 2.0"),
        (lambda: follow(told, -1), "tasks: give 0 to"),
        (lambda: smallest_help(0.5, sure=1.0), "sure: give a chance between 0 and 1"),
        (lambda: Handover(theirs=30, yours=0, loss=1), "theirs: give a share"),
        (lambda: Handover(theirs=0, yours=0, loss=-1), "loss: give 0 euro or more"),
        (lambda: Handover(theirs=0, yours=0, loss=0).cost("delegat"), "delegate"),
        (lambda: approval_wait(3, booked=1.0, hours=1), "nobody ever gets an answer"),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence(act, told_so: str) -> None:
    """Shares beyond one, negative money and unknown levels are named with what was seen."""
    with pytest.raises(LeadlabError, match=told_so):
        act()
