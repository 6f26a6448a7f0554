"""The board of a simulated team is the team's own flow, item by item."""

from __future__ import annotations

import numpy as np
import pytest

import leadlab as lab
from leadlab.models import boards
from leadlab.simulation.board_log import board_of
from leadlab.simulation.team import CHANGES_PER_ITEM, DAYS

WEEKS, WORLDS = 12, 3


@pytest.fixture(name="runs", scope="module")
def _runs():
    return lab.simulate(lab.Team(), lab.Policy(), weeks=WEEKS, replications=WORLDS, seed=11)


@pytest.mark.parametrize("world", range(WORLDS))
def test_columns_agree_with_the_gauges_of_every_week(runs, world):
    """Backlog, in progress and done by the end of each week, by a second way of counting."""
    board = board_of(runs, replication=world)
    backlog, progress = (runs.gauge(name)[world] for name in ("backlog", "in_progress"))
    for week in range(WEEKS):
        places = board.as_of((week + 1) * DAYS).places()
        going = sum(len(ids) for name, ids in places.items() if name not in {"Backlog", "Done"})

        assert backlog[week] == len(places["Backlog"])
        assert progress[week] == going
        assert runs.finished[world, : week + 1].sum() == len(places["Done"])


def test_cycle_times_are_those_of_the_runs(runs):
    """From building to done, for items started in the run, in the runs' own numbers."""
    one = lab.simulate(lab.Team(), lab.Policy(), weeks=WEEKS, replications=1, seed=11)
    board = board_of(one)
    begun = one.team.in_progress
    found = [
        end - start
        for item, start, end in boards.started_and_finished(board)
        if int(item[1:]) > begun and end == end
    ]

    assert np.sort(one.item_days()) == pytest.approx(np.sort(found))


def test_items_wait_for_review_until_their_last_change_is_read(runs):
    """Each item passes the columns in their order, and review after its last commit."""
    board, events = board_of(runs), runs.events(0)
    commits = {each.change: each.time_days for each in events.of("commit")}
    entered = {(each.item, each.to): each.day for each in board.moves}
    seen = [
        (int(item[1:]), day)
        for (item, to), day in entered.items()
        if to == "Waiting for review" and day > 0
    ]

    assert len(seen) > 30
    assert all(commits[item * CHANGES_PER_ITEM] == day for item, day in seen)
