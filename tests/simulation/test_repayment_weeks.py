"""Worlds of repayment are those of the simulated team, lived in fewer steps."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from leadlab.catalog_team import default_team
from leadlab.simulation.engine import open_weeks
from leadlab.simulation.repayment_luck import draw_luck
from leadlab.simulation.repayment_weeks import RepaidWeeks
from leadlab.simulation.repayment_worlds import HORIZONS, MONTH, repaying
from leadlab.simulation.team import CHANGES_PER_ITEM, DAYS, Team, equal_people

WORLDS, WEEKS = 12, max(HORIZONS)
TEAMS = {
    "the team of the course": default_team(),
    "one that soon has nothing left to do": Team(people=equal_people(9), backlog=5, arrivals=3.0),
    "one that is near to leaving": Team(
        people=tuple(replace(each, exhaustion=0.9, trust=0.1) for each in equal_people(6)),
        safety=0.98, hidden_risks=20, error_budget=100,
    ),
}  # fmt: skip


@pytest.mark.parametrize("team", TEAMS.values(), ids=list(TEAMS))
def test_every_view_and_every_item_are_those_of_the_simulated_team(team: Team) -> None:
    """By another way: the engine that keeps everything, with the same shares, to the last digit."""
    rng = np.random.default_rng(11)
    luck = draw_luck(team, worlds=WORLDS, seed=3, weeks=WEEKS, month=MONTH)
    short = RepaidWeeks(team, luck, month=MONTH)
    whole = open_weeks(team, weeks=WEEKS, replications=WORLDS, seed=3, worlds=True, spare=0)
    lasting = 0
    for week in range(0, WEEKS, MONTH):
        lasting = min(lasting + (week % 24 == 0), WORLDS - 2)  # some worlds end on the way
        short.keep_from(lasting)
        ends = [WEEKS] * (WORLDS - lasting)
        assert list(whole.views(week))[lasting:] == list(short.views(week, ends))

        plan = repaying(rng.choice([0.0, 0.1, 0.25, 0.5], size=WORLDS))
        here = replace(plan, debt=plan.debt[lasting:], features=plan.features[lasting:])
        finished = short.live(week, here)
        for number in range(week, week + MONTH):
            whole.live(number, plan)
        deployed = whole.record.flow.by_day["deployed"]
        ended = np.arange(week + 1, week + MONTH + 1) * DAYS - 1
        assert (deployed[ended, lasting:] // CHANGES_PER_ITEM).tolist() == [
            each.tolist() for each in finished
        ]


def test_what_one_policy_did_is_not_in_the_luck_of_the_next() -> None:
    """Luck is drawn once for a class; whoever comes second meets the same."""
    team = TEAMS["one that is near to leaving"]
    luck = draw_luck(team, worlds=WORLDS, seed=3, weeks=WEEKS, month=MONTH)
    found = []
    for share in (0.2, 0.5, 0.2):
        year = RepaidWeeks(team, luck, month=MONTH)
        plan = repaying(np.full(WORLDS, share))
        found.append([year.live(week, plan)[-1].tolist() for week in range(0, WEEKS, MONTH)])

    assert found[0] == found[2]
    assert found[0] != found[1]
