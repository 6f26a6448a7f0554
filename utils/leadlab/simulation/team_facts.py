"""Published regularities, and what the simulated team shows of each.

A claim is measured on many lucks; it holds if the whole 95 % interval lies where the source says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from math import inf
from typing import Any

import numpy as np

from leadlab.simulation.engine import simulate
from leadlab.simulation.engine_chance import ratios
from leadlab.simulation.policies import FloatArray, paired_difference
from leadlab.simulation.team import DAYS, Team, equal_people
from leadlab.simulation.team_policy import Policy, PolicyFunction, TeamView
from leadlab.simulation.team_runs import TeamRuns

SEED = 7
USUAL = Policy()
HIRING = Policy(headcount=12)
OVERTIME = Policy(overtime=0.2)
ONLY_WORK = Policy(
    features=1, debt=0, reliability=0, mentoring=0, learning=0, wip_limit=500, batch_size=1,
    review="none",
)  # fmt: skip


@cache
def work_over_plan() -> tuple[float, float]:
    """Mean of actual over planned work, and its squared coefficient of variation.

    >>> round(work_over_plan()[0], 3)
    1.279
    """
    drawn = ratios((np.arange(200_000) + 0.5) / 200_000, np.array(1 / 6))
    return float(drawn.mean()), float(drawn.var() / drawn.mean() ** 2)


class Trials:
    """Runs of a team, each made once."""

    def __init__(self, team: Team) -> None:
        self.team = team
        self._made: dict[tuple[Any, ...], TeamRuns] = {}

    def run(
        self, policy: Policy | PolicyFunction = USUAL, *, weeks: int = 52, replications: int = 100,
        seed: int = SEED, **changes: Any,
    ) -> TeamRuns:  # fmt: skip
        """The team with some numbers changed, under a policy."""
        key = (policy, weeks, replications, seed, *sorted(changes.items()))
        if key not in self._made:
            self._made[key] = simulate(
                self.team.changed(**changes), policy, weeks=weeks, replications=replications,
                seed=seed,
            )  # fmt: skip
        return self._made[key]

    def won(self, ours: Policy, theirs: Policy, *, first: int = 0, last: int = 52,
            weeks: int = 52, **changes: Any) -> FloatArray:  # fmt: skip
        """Items finished more than under the other policy in some weeks, by replication."""
        one, two = (self.run(each, weeks=weeks, **changes).finished for each in (ours, theirs))
        return np.asarray((one - two)[:, first:last].sum(axis=1), dtype=np.float64)


Measure = Callable[[Trials], FloatArray]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing that a source says, measured; its interval has to lie from `least` to `most`.

    `evidence` is an id of the course's evidence, which has citation, mark and grade.
    """

    id: str
    fact: str
    says: str
    unit: str
    evidence: str
    measure: Measure
    least: float = -inf
    most: float = inf

    @property
    def expected(self) -> str:
        """Where the interval has to lie, in words."""
        if self.most == inf:
            return f"above {self.least:g}"
        return f"below {self.most:g}" if self.least == -inf else f"{self.least:g} to {self.most:g}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the model shows of a claim: the mean over lucks and its 95 % interval."""

    claim: str
    mean: float
    low: float
    high: float


def seen(claim: Claim, trials: Trials) -> Seen:
    """Measure a claim.

    >>> claim = Claim(id="mean", fact="Estimates", says="work over plan", unit="factor",
    ...               evidence="fat_tails_it_projects", measure=overruns(0), least=1.2, most=1.3)
    >>> found = seen(claim, Trials(Team(people=equal_people(8))))
    >>> holds(claim, found), round(found.mean, 2)
    (True, 1.28)
    """
    found = paired_difference(claim.measure(trials), 0.0)
    mean, low, high = (float(f"{each:.5g}") for each in (found.mean, found.low, found.high))
    return Seen(claim=claim.id, mean=mean, low=low, high=high)


def holds(claim: Claim, found: Seen) -> bool:
    """Whether the whole interval lies where it should."""
    return claim.least <= found.low and found.high <= claim.most


# --- flow -----------------------------------------------------------------------------------


def queue_days(
    load: float, *, people: int = 1, weeks: int = 300, replications: int = 100
) -> FloatArray:
    """Mean days in a queue that works and does nothing else, once it has settled."""
    arrivals = load * people / work_over_plan()[0]
    team = Team(
        people=equal_people(people, weeks_here=3000), arrivals=arrivals, backlog=0, in_progress=0,
        throughput=arrivals, interruptions=0, debt_interest=0, change_breaks=0, hidden_risks=0,
        pages=0, failed_deployments=0,
    ).changed(
        item_size=1.0, communication=0, exhaustion_cost=0, debt_inflow=0, quit_base=0,
        switch_cost=0, wear=0, risk_appears=0, pipeline_days=0,
    )  # fmt: skip
    runs = simulate(team, ONLY_WORK, weeks=weeks, replications=replications, seed=SEED)
    settled = runs.gauge("in_progress")[:, weeks // 3 :]
    return np.asarray(settled.mean(axis=1) / arrivals * DAYS)


def by_formula(load: float) -> float:
    """Days in a queue by Kingman's formula, which is exact for chance arrivals."""
    mean, variation = work_over_plan()
    return DAYS * mean * (1 + load / (1 - load) * (1 + variation) / 2)


def bend(_: Trials) -> FloatArray:
    """How much more the step from 70 to 80 % load costs than that from 60 to 70 %."""
    low, middle, high = (queue_days(load) for load in (0.6, 0.7, 0.8))
    return np.asarray(high - 2 * middle + low)


def littles_ratio(trials: Trials) -> FloatArray:
    """Items in progress over throughput times time in progress, for each of twelve seeds."""
    found = []
    for seed in range(12):
        runs = trials.run(Policy(wip_limit=8), weeks=200, replications=10, seed=seed)
        by_day = runs.record.flow.by_day
        done = by_day["deployed"] // 4
        a_day = (done[900] - done[100]).mean() / 800
        # items leave at 0.8 of a day and begin at 0.075 on average: the rest of it counts too
        within = (by_day["started"] - done)[100:900].mean() + (0.8 - 0.075) * a_day
        found.append(within / (a_day * runs.item_days().mean()))
    return np.array(found)


def item_days(trials: Trials, limit: int) -> FloatArray:
    """Mean days from start to production under a limit, by Little's law."""
    runs = trials.run(Policy(wip_limit=limit))
    return np.asarray(DAYS * runs.gauge("in_progress").mean(axis=1) / runs.finished.mean(axis=1))


def items(trials: Trials, limit: int) -> FloatArray:
    """Items a week under a limit."""
    return np.asarray(trials.run(Policy(wip_limit=limit)).finished.mean(axis=1), dtype=np.float64)


def failing(trials: Trials, batch: int) -> FloatArray:
    """Share of deployments that fail, by replication."""
    runs = trials.run(Policy(batch_size=batch))
    return np.asarray(runs.failed.sum(axis=1) / runs.deployments.sum(axis=1))


def overruns(least: float) -> Measure:
    """Mean of actual over planned work, or the share of items at `least` times the plan."""

    def measure(_: Trials) -> FloatArray:
        drawn = ratios(np.random.default_rng(SEED).random((200, 500)), np.array(1 / 6))
        return np.asarray(((drawn >= least) if least else drawn).mean(axis=1), dtype=np.float64)

    return measure


def dates_kept(trials: Trials) -> tuple[FloatArray, FloatArray]:
    """Whether the 85 % date from throughput was kept, and the date from percent done."""
    runs = trials.run(Policy(debt=0.25, features=0.65), replications=200)
    rng, known, target = np.random.default_rng(3), 12, 60
    past, later = runs.finished[:, 2:known], runs.finished[:, known:].cumsum(axis=1)
    took = (later < target).sum(axis=1) + 1
    drawn = rng.choice(past, size=(400, 30), axis=1).cumsum(axis=2)
    forecast = np.quantile((drawn < target).sum(axis=2) + 1, 0.85, axis=1)
    # percent done is effort spent over effort planned, read off when half of the items are done
    efforts, here = runs.record.flow.sizes.ends / 0.38, np.arange(runs.replications)
    first = runs.finished[:, :known].sum(axis=1)
    spent = efforts[first + target // 2, here] - efforts[first, here]
    weeks_so_far = (later < target // 2).sum(axis=1) + 1
    said = np.ceil(weeks_so_far / np.minimum(spent / target, 0.95))
    return (took <= forecast).astype(np.float64), (took <= said).astype(np.float64)


# --- people, debt, risk ---------------------------------------------------------------------


def repairing(share: float) -> Policy:
    """A plan with this share for debt and a tenth for nothing."""
    return Policy(features=0.9 - share, debt=share, mentoring=0, learning=0)


def programme(view: TeamView) -> Policy:
    """Eight weeks of mentoring, and the usual plan afterwards."""
    return Policy(features=0.60, mentoring=0.18) if view.week <= 8 else USUAL


def mentored(first: int, last: int) -> Measure:
    """Items won by a programme of mentoring in some weeks."""

    def measure(trials: Trials) -> FloatArray:
        ours, usual = trials.run(programme), trials.run(USUAL)
        return np.asarray((ours.finished - usual.finished)[:, first:last].sum(axis=1) * 1.0)

    return measure


def spoken(trials: Trials, answer: str, weeks: int) -> FloatArray:
    """Hidden risks that people spoke of in the first weeks."""
    runs = trials.run(Policy(bad_news=answer))
    return np.asarray(runs.causes("known_risks")["surfaced"][:, :weeks].sum(axis=1))


def exhaustion(trials: Trials, policy: Policy = USUAL, **changes: Any) -> FloatArray:
    """Exhaustion after a year."""
    return trials.run(policy, **changes).gauge("exhaustion")[:, -1]


def paged(trials: Trials, pages: float) -> FloatArray:
    """Exhaustion after a year with so many pages a week."""
    return exhaustion(trials, pages=pages, page_strain=0.02, wear=0)


def trusted(trials: Trials, promise: float) -> FloatArray:
    """Trust of stakeholders after a year of this promise."""
    return trials.run(Policy(promise=promise)).gauge("stakeholder_trust")[:, -1]
