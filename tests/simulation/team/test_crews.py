"""Crews that are simulated side by side live through what each would live through alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from leadlab.catalog_team import default_team
from leadlab.errors import LeadlabError
from leadlab.simulation import flow_worlds
from leadlab.simulation.engine import simulate
from leadlab.simulation.engine_crews import simulate_crews
from leadlab.simulation.team import Person, equal_people
from leadlab.simulation.team_policy import Policy, TeamView

WEEKS, EACH = 20, 12
CREWS = (
    equal_people(4),
    (Person(name="a", skill=1.4, trust=0.9), Person(name="b", exhaustion=0.7, on_call=False)),
    equal_people(9, skill=0.8, weeks_here=4),
)
SEEDS = (11, 5, 3_000_000_000)


def busy(view: TeamView) -> Policy:
    """Pulls the levers that drive people out, and others by what it sees."""
    return Policy(
        wip_limit=view.people + view.week % 3,
        batch_size=1 + view.in_progress % 4,
        review="none" if view.safety_felt > 0.55 else "two",
        overtime=0.4,
        bad_news="blame" if view.week % 2 else "ask",
    )


@pytest.mark.parametrize("policy", [Policy(batch_size=1), busy], ids=["constant", "asked"])
def test_each_meets_what_it_would_meet_alone(policy):
    """To the last digit: every gauge, every cause, the flow of each day and the days of items."""
    team = default_team()

    together = simulate_crews(
        team, policy, crews=CREWS, seeds=SEEDS, weeks=WEEKS, replications=EACH
    )

    assert int(together.here[:, -1].sum()) < EACH * sum(map(len, CREWS))  # some have left
    for place, (crew, seed) in enumerate(zip(CREWS, SEEDS, strict=True)):
        alone = simulate(
            replace(team, people=crew), policy, weeks=WEEKS, replications=EACH, seed=seed,
            worlds=True,
        )  # fmt: skip
        own = slice(place * EACH, (place + 1) * EACH)
        for name in alone.gauges:
            np.testing.assert_array_equal(alone.gauge(name), together.gauge(name)[own], name)
            for cause, values in alone.causes(name).items():
                np.testing.assert_array_equal(values, together.causes(name)[cause][own], cause)
        for stage, sums in alone.record.flow.by_day.items():
            np.testing.assert_array_equal(sums, together.record.flow.by_day[stage][:, own], stage)
        np.testing.assert_array_equal(alone.lead_time_days, together.lead_time_days[own])


def test_they_hire_nobody():
    """The seats of the larger crew are no seats of the smaller one."""
    with pytest.raises(LeadlabError, match="hire nobody"):
        simulate_crews(
            default_team(), Policy(headcount=6), crews=CREWS, seeds=SEEDS, weeks=2, replications=3
        )


def test_each_crew_has_a_seed():
    """A seed too few is no reason to give two crews the same luck."""
    with pytest.raises(LeadlabError, match="3 crews and 1 seeds"):
        simulate_crews(default_team(), Policy(), crews=CREWS, seeds=[1])


class Elsewhere:
    """A plan in another process, which counts how often somebody comes to ask."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def __call__(self, view: TeamView) -> Policy:
        """Not in this way."""
        raise AssertionError("asked alone")

    def call_each(self, views: Sequence[TeamView]) -> object:
        """All in one go."""
        self.asked.append(len(views))
        return map(flow_worlds.reference, views)


def test_a_plan_elsewhere_is_asked_once_a_week():
    """About all worlds of all teams together, and about the first one twice."""
    plan = Elsewhere()

    flow_worlds.evaluate(plan, default_team(), worlds=5)

    assert [5 * len(flow_worlds.SIZES) + 1] * flow_worlds.WEEKS == plan.asked
