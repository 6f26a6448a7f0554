"""Battery, burn charts, sprints and timelines against closed forms and second ways of counting."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadlab.models.boards import Item, Move, board_from_moves, weekly_counts
from leadlab.models.delivery import (
    Task,
    UnusableLog,
    draw_timeline,
    outlook,
    promises_kept,
    sprint_capacity,
    velocity_spread,
    weeks_of_work,
)

CODES = weeks_of_work(31, [0, 2, 1, 3, 1, 2], [6, 4, 5, 3, 5, 5])


@given(
    st.integers(0, 60),
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=30),
)
def test_what_is_done_and_what_is_left_are_what_was_asked_for(begun, weeks):
    """A burn-up's done line plus the burn-down is the scope, in every week."""
    added, finished, left = [], [], begun
    for new, ended in weeks:
        left += new
        added.append(new)
        finished.append(min(ended, left))
        left -= finished[-1]
    work = weeks_of_work(begun, added, finished)

    assert (work.scope == work.done + work.left).all()
    assert left == work.left[-1]


def test_the_battery_goes_on_as_it_rose():
    """70 % in six weeks leaves 30 %, at 11.7 points a week: three weeks."""
    found = outlook(CODES, 6)

    assert (0.7, 12, 3.0) == (found.share, found.left, found.battery_weeks)
    assert pytest.approx(1.5) == found.growth


def test_without_spread_the_forecast_is_a_division():
    """Five a week and one added each week: 20 left take five weeks, the battery less."""
    work = weeks_of_work(40, [1] * 5, [5] * 5)
    found = outlook(work, 5)

    assert (20, 5, 5) == (found.left, found.forecast.p50, found.forecast.p85)
    assert 4.0 == found.battery_weeks
    assert 0.0 == found.battery_chance
    assert 4 == outlook(work, 5, growth=False).forecast.p85


def test_a_forecast_knows_nothing_of_later_weeks():
    """What comes after the week changes nothing."""
    other = weeks_of_work(31, [0, 2, 1, 3, 9, 9], [6, 4, 5, 3, 0, 1])

    assert outlook(CODES, 4).forecast.at(0.85) == outlook(other, 4).forecast.at(0.85)


@pytest.mark.parametrize(
    ("finished", "week", "battery"), [([0, 0], 2, float("inf")), ([3, 7], 2, 0.0)]
)
def test_a_battery_that_never_rose_or_is_full(finished, week, battery):
    """Nothing done has no date, and all done has nothing to forecast."""
    found = outlook(weeks_of_work(10, [0, 0], finished), week)

    assert battery == found.battery_weeks
    assert found.forecast is None
    assert (1.0 if battery == 0 else 0.0) == found.battery_chance


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: weeks_of_work(3, [0], [4]), r"by week 1 more is finished \(4\)"),
        (lambda: weeks_of_work(3, [0, 1], [1]), "2 weeks added and 1 finished"),
        (lambda: weeks_of_work(3, [0], [0.5]), "finished: week 1 is 0.5"),
        (lambda: weeks_of_work(3, [-1], [0]), "added: week 1 is -1"),
        (lambda: weeks_of_work(-3, [1], [0]), "begun is -3"),
        (lambda: weeks_of_work(3, ["x"], [0]), "added: expected numbers"),
        (lambda: outlook(CODES, 7), "expected 1 to 6"),
        (lambda: sprint_capacity([5], unplanned=1), "below 1"),
        (lambda: velocity_spread([5, 6], last=3), "expected 2 to 2"),
        (lambda: promises_kept([1], [1, 2]), "1 promised and 2 finished"),
        (lambda: promises_kept([1], [2], unplanned=[3]), "from 0 to what was finished"),
        (lambda: draw_timeline([]), "1 to 40 tasks"),
        (lambda: draw_timeline([Task(name="a", p50=2, p85=1)]), "p85 the larger"),
        (lambda: draw_timeline([Task(name="a", p50=1, p85=1, after=("b",))]), "is no task"),
        (lambda: draw_timeline([Task(name="a", p50=1, p85=1)] * 2), "the same name"),
        (
            lambda: draw_timeline(
                [
                    Task(name="a", p50=1, p85=1, after=("b",)),
                    Task(name="b", p50=1, p85=1, after=("a",)),
                ]
            ),
            "in a circle: a, b",
        ),
    ],
)
def test_what_cannot_be_is_one_sentence(make, said):
    """Bad counts, shares and tasks are named where they stand."""
    with pytest.raises(UnusableLog, match=said):
        make()


def test_capacity_without_unplanned_work_is_the_past_itself():
    """The chance of at least n is the share of past sprints with n or more."""
    past = [8, 9, 10, 12, 12]
    found = sprint_capacity(past, futures=40_000)

    for n in range(7, 14):
        assert pytest.approx(np.mean(np.array(past) >= n), abs=0.01) == found.chance(n)


def test_unplanned_work_thins_capacity():
    """Of ten items a fifth unplanned leaves 8 on average, with variance 10 x 0.8 x 0.2."""
    drawn = sprint_capacity([10], unplanned=0.2, futures=40_000).outcomes

    assert pytest.approx(8, abs=0.03) == drawn.mean()
    assert pytest.approx(1.6, abs=0.05) == drawn.var()


def test_a_promise_counts_planned_items_where_they_are_known():
    """Twelve finished of which three were unplanned do not keep a promise of ten."""
    assert (1, 0) == (
        promises_kept([10], [12]).kept,
        promises_kept([10], [12], unplanned=[3]).kept,
    )


@settings(max_examples=20, deadline=None)
@given(st.integers(2, 12), st.integers(0, 10_000))
def test_the_next_sprint_lies_within_the_past_as_often_as_said(count, seed):
    """(n - 1) / (n + 1), whatever the shape: seen on draws of a skewed one."""
    rng = np.random.default_rng(seed)
    draws = rng.exponential(size=(4_000, count + 1))
    past, ahead = draws[:, :-1], draws[:, -1]
    within = ((ahead >= past.min(axis=1)) & (ahead <= past.max(axis=1))).mean()

    assert pytest.approx(within, abs=0.04) == velocity_spread(past[0], last=count).next_chance


def test_one_task_ends_where_it_was_said_to():
    """p50 and p85 of a single task are its own."""
    line = draw_timeline([Task(name="a", p50=4, p85=7)], futures=40_000)

    assert pytest.approx(4, rel=0.02) == line.at(0.5)
    assert pytest.approx(7, rel=0.02) == line.at(0.85)
    assert 1.0 == line.bars[0].critical


def test_tasks_side_by_side_are_in_time_together_as_often_as_their_chances_multiply():
    """Three coins: each in time one in two, all in one of eight; each decides one in three."""
    tasks = [Task(name=name, p50=3, p85=5) for name in "abc"]
    line = draw_timeline(tasks, futures=40_000)

    assert pytest.approx(1 / 8, abs=0.01) == line.chance(line.by_medians)
    for bar in line.bars:
        assert pytest.approx(1 / 3, abs=0.01) == bar.critical


def test_a_sure_timeline_is_the_longest_path():
    """Without spread the end is the longest path, found by hand, and only its tasks decide."""
    tasks = [
        Task(name="d", p50=1, p85=1, after=("b", "c")),
        Task(name="a", p50=2, p85=2),
        Task(name="b", p50=5, p85=5, after=("a",)),
        Task(name="c", p50=3, p85=3, after=("a",)),
    ]
    line = draw_timeline(tasks, futures=10)

    assert 8.0 == line.by_medians == line.at(0.85)
    assert {"a": 1.0, "b": 1.0, "c": 0.0, "d": 1.0} == {b.name: b.critical for b in line.bars}


def test_weeks_of_a_board_are_its_moves():
    """Two on the first day, one a week later; one finished on day 3, one on day 13."""
    moves = [
        Move(item="a", to="To do", day=0.2), Move(item="b", to="To do", day=0.9),
        Move(item="c", to="To do", day=8), Move(item="a", to="Done", day=3),
        Move(item="b", to="Done", day=13.5), Move(item="c", to="Doing", day=15),
    ]  # fmt: skip
    items = [Item(id=each) for each in "abc"]
    begun, added, finished = weekly_counts(
        board_from_moves(["To do", "Doing", "Done"], items, moves)
    )

    assert (2, [0, 1], [1, 1]) == (begun, added.tolist(), finished.tolist())
