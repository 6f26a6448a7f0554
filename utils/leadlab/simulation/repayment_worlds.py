"""How much time to repay debt with: shares set month by month, over worlds and horizons.

The worlds are those of the simulated team, each with coefficients of its own.
A third of them is watched for half a year, a third for a year and a quarter, a third for two
years; then the system is replaced, and what debt is left costs nobody anything.
Arrays have one axis: (worlds,).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from leadlab.errors import shortened
from leadlab.simulation.engine import open_weeks
from leadlab.simulation.engine_plan import Plan, plan_of
from leadlab.simulation.policies import (
    FloatArray,
    PairedDifference,
    PolicyFault,
    each_answer,
    paired_difference,
    same_for_a_class,
    stopped,
)
from leadlab.simulation.records import Records
from leadlab.simulation.team import CHANGES_PER_ITEM, DAYS, Team
from leadlab.simulation.team_policy import Policy, TeamView, left_for_features

HORIZONS = (26, 65, 104)
"""Weeks for which a world is watched."""
MONTH = 4
"""Weeks for which a share holds before the policy is asked again."""
MOST = 0.5
WORLDS = 210
CONSTANTS = (0.0, 0.1, 0.2, 0.3)
RULE = 0.2
"""The fixed share that many texts recommend."""
SETBACK = 0.05

SharePolicy = Callable[[TeamView], float]

FIRST_VIEW = TeamView(
    week=1, weeks=52, people=8, backlog=180, in_progress=14, finished=6, deployments=8,
    failed_deployments=1, pages=5, known_risks=0.0, debt_interest_felt=0.19,
    exhaustion_admitted=0.3, safety_felt=0.55, error_budget=9_000.0, stakeholder_trust=0.6,
    cash=600.0,
)  # fmt: skip
"""What a lead could know on a first morning, to try a policy on."""


def reference(view: TeamView) -> float:
    """Repay in proportion to what hurts, while there is time to have something of it."""
    if view.weeks - view.week < 36:
        return 0.0
    return min(3 * view.debt_interest_felt, MOST)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RepaymentRuns:
    """Items a week that a policy finished, world by world, beside those of its rivals."""

    horizons: FloatArray
    items: FloatArray
    rivals: Mapping[str, FloatArray]

    @property
    def worlds(self) -> int:
        """How many worlds were tried."""
        return len(self.items)

    @property
    def mean(self) -> float:
        """Mean items a week over all worlds."""
        return float(self.items.mean())

    @property
    def best_constant(self) -> str:
        """Name of the fixed share that did best here, seen afterwards."""
        fixed = [name for name in self.rivals if name != "reference"]
        return max(fixed, key=lambda name: float(self.rivals[name].mean()))

    def against(self, rival: str) -> PairedDifference:
        """Advantage over a rival in items a week, on the same worlds."""
        return paired_difference(self.items, self.rivals[rival])

    def by_horizon(self, items: FloatArray | None = None) -> dict[int, float]:
        """Mean items a week of the worlds that were watched equally long."""
        shown = self.items if items is None else items
        return {weeks: float(shown[self.horizons == weeks].mean()) for weeks in HORIZONS}

    @property
    def setbacks(self) -> float:
        """Share of worlds in which it finished clearly less than no repayment at all."""
        never = self.rivals[constant_name(0.0)]
        return float((self.items < (1 - SETBACK) * never).mean())

    def __repr__(self) -> str:
        spans = ", ".join(f"{mean:.2f} in {weeks}" for weeks, mean in self.by_horizon().items())
        gaps = "; ".join(
            f"against {name} {self.against(name)}" for name in self.rivals if name != "reference"
        )
        return f"RepaymentRuns({self.worlds} worlds): items a week {spans} weeks; {gaps}"


def constant_name(share: float) -> str:
    """What a fixed share is called among the rivals.

    >>> constant_name(0.2)
    '20 % always'
    """
    return f"{share:.0%}".replace("%", " % always")


def evaluate(
    policy: SharePolicy,
    team: Team,
    *,
    worlds: int = WORLDS,
    seed: int = 7,
    constants: Sequence[float] = CONSTANTS,
) -> RepaymentRuns:
    """Items a week under a policy, beside fixed shares and a reference, all on the same luck.

    The policy is asked on the first Monday of each four weeks, for each world, and answers with
    the share of time for debt, 0 to 0.5.

    >>> from leadlab.simulation.team import equal_people
    >>> small = Team(people=equal_people(6))
    >>> runs = evaluate(reference, small, worlds=6, constants=(0.0,))
    >>> runs.worlds, runs.against("reference").mean
    (6, 0.0)
    """
    if not callable(policy):
        raise PolicyFault("before the first week", f"{shortened(policy)} cannot be called")
    share_of(each_answer(policy, [FIRST_VIEW]), FIRST_VIEW)
    horizons = _horizons(worlds)
    return RepaymentRuns(
        horizons=horizons,
        items=_lived([policy], team, horizons, seed)[0],
        rivals=_rivals(tuple(constants), team, worlds, seed),
    )


@same_for_a_class
def _rivals(
    constants: tuple[float, ...], team: Team, worlds: int, seed: int
) -> Mapping[str, FloatArray]:
    done = _lived([reference, *constants], team, _horizons(worlds), seed)
    return dict(zip(["reference", *map(constant_name, constants)], done, strict=True))


def _horizons(worlds: int) -> FloatArray:
    """Weeks for which each world is watched."""
    return np.repeat(HORIZONS, -(-worlds // len(HORIZONS)))[:worlds]


def _lived(
    ways: Sequence[SharePolicy | float], team: Team, horizons: FloatArray, seed: int
) -> FloatArray:
    """Items a week (ways, worlds) under policies and fixed shares, policies first, on one luck."""
    asked = [each for each in ways if callable(each)]
    worlds = len(horizons)
    year = open_weeks(
        team, weeks=max(HORIZONS), replications=len(ways) * worlds, seed=seed, worlds=True,
        copies=len(ways), spare=0,
    )  # fmt: skip
    shares = np.repeat([0.0 if callable(each) else each for each in ways], worlds)
    ends = np.tile(horizons, len(ways))
    plan = _repaying(shares)
    for week in range(max(HORIZONS)):
        if week % MONTH == 0:
            months = [replace(FIRST_VIEW, week=week + 1, weeks=weeks) for weeks in HORIZONS]
            month = {each.weeks: each for each in months}
            going = np.flatnonzero(week < horizons)
            until = horizons[going].tolist()
            here = (worlds * np.arange(len(asked))[:, None] + going).ravel()
            seen = year.views(week).take(here)
            views = Records(TeamView, seen.columns | {"weeks": until * len(asked)})
            for number, policy in enumerate(asked):
                own = slice(number * len(going), (number + 1) * len(going))
                answers = each_answer(policy, views[own])
                shares[here[own]] = [share_of(answers, month[weeks]) for weeks in until]
            plan = _repaying(shares)
        year.live(week, plan)
    deployed = year.record.flow.by_day["deployed"]
    done = deployed[ends * DAYS - 1, np.arange(len(ends))] // CHANGES_PER_ITEM
    return np.asarray((done / ends).reshape(len(ways), worlds))


def _repaying(shares: FloatArray) -> Plan:
    """The usual plan with these shares of time for debt, as `Policy(debt=share)` has it.

    >>> _repaying(np.array([0.0, 0.4])).features.tolist()
    [0.85, 0.45]
    """
    usual = Policy()
    others = (usual.reliability, usual.mentoring, usual.learning)
    features = {share: left_for_features((share, *others)) for share in set(shares.tolist())}
    return replace(
        plan_of([usual]),
        debt=shares.copy(),
        features=np.array([features[share] for share in shares.tolist()]),
    )


def share_of(answers: Iterator[float], view: TeamView) -> float:
    """The next answer, to a view: a share of time, 0 to 0.5.

    >>> share_of(iter([0.1]), FIRST_VIEW)
    0.1
    """
    try:
        answer = next(answers)
    except Exception as error:  # the learner's own code may fail in any way
        raise stopped(_when(view), error) from error
    if type(answer) is float and 0 <= answer <= MOST:  # most are, and there are very many
        return answer
    when = _when(view)
    number = isinstance(answer, int | float | np.integer | np.floating)
    if not number or isinstance(answer, bool) or not math.isfinite(answer):
        hint = ". Did you forget a return statement?" if answer is None else ""
        raise PolicyFault(
            when,
            f"it returned {shortened(repr(answer))} where a share of time was expected, such as "
            f"0.2{hint}",
            came_back=answer,
        )
    share = float(answer)
    if not 0 <= share <= MOST:
        hint = f"; for {share:g} % write {share / 100:g}" if 1 < share <= 100 * MOST else ""
        raise PolicyFault(
            when, f"it returned {share:g}; allowed are 0 to {MOST:g}{hint}", came_back=answer
        )
    return share


def _when(view: TeamView) -> str:
    return f"in week {view.week} of {view.weeks}"
