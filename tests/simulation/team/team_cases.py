"""Teams and queues that the tests of the simulated team share."""

from __future__ import annotations

import numpy as np

from leadlab.catalog_team import default_team
from leadlab.simulation.engine import simulate
from leadlab.simulation.engine_chance import ratios
from leadlab.simulation.team import Team, equal_people
from leadlab.simulation.team_policy import Policy, PolicyFunction
from leadlab.simulation.team_runs import TeamRuns

VISITS = default_team()
ONLY_WORK = Policy(
    features=1, debt=0, reliability=0, mentoring=0, learning=0, wip_limit=500, batch_size=1,
    review="none",
)  # fmt: skip

# work over plan, as exact moments of the distribution that items are drawn from
RATIOS = ratios((np.arange(200_000) + 0.5) / 200_000, np.array(1 / 6))
MEAN_RATIO = float(RATIOS.mean())
SQUARED_VARIATION = float(RATIOS.var() / MEAN_RATIO**2)


def run(
    policy: Policy | PolicyFunction,
    *,
    team: Team = VISITS,
    weeks: int = 52,
    replications: int = 100,
    seed: int = 7,
    worlds: bool = False,
) -> TeamRuns:
    """The team of the course under a policy."""
    return simulate(team, policy, weeks=weeks, replications=replications, seed=seed, worlds=worlds)


def queue_team(load: float, *, people: int = 1, item_size: float = 1.0, **values: object) -> Team:
    """A team that only works off a queue: nothing wears, tires, breaks or learns."""
    arrivals = load * people / (item_size * MEAN_RATIO)
    return Team(
        people=equal_people(people, weeks_here=3000),
        arrivals=arrivals, backlog=0, in_progress=0, throughput=arrivals, interruptions=0,
        debt_interest=0, change_breaks=0, hidden_risks=0, pages=0, failed_deployments=0,
    ).changed(
        item_size=item_size, communication=0, exhaustion_cost=0, debt_inflow=0, quit_base=0,
        switch_cost=0, wear=0, risk_appears=0, pipeline_days=0, **values,
    )  # fmt: skip


def queue_days(load: float, *, weeks: int = 500, replications: int = 150, seed: int = 1) -> float:
    """Mean days in the system of a single queue, once it has settled, by Little's law."""
    team = queue_team(load)
    runs = run(ONLY_WORK, team=team, weeks=weeks, replications=replications, seed=seed)
    settled = slice(weeks // 3, None)
    return float(runs.gauge("in_progress")[:, settled].mean() / team.arrivals * 5)


def predicted_days(load: float) -> float:
    """Service and waiting of a single queue with chance arrivals, by Kingman's formula, days."""
    service = 5 * MEAN_RATIO
    return service * (1 + load / (1 - load) * (1 + SQUARED_VARIATION) / 2)
