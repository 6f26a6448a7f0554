"""A limit, a batch and a review rule, tried on teams of three sizes over worlds nobody has seen.

Each world has coefficients of its own; the same luck meets the plan and the usual way of working.
A plan may move four levers, and the others stay where they usually are, so that what is compared
is how work flows and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from leadlab.errors import shortened
from leadlab.simulation.engine_crews import simulate_crews
from leadlab.simulation.event_log import ChangeTimes
from leadlab.simulation.policies import FloatArray, PolicyFault, each_answer, same_for_a_class
from leadlab.simulation.team import Team, equal_people
from leadlab.simulation.team_policy import Policy, TeamView
from leadlab.simulation.team_runs import TeamRuns

SIZES = (4, 8, 12)
WEEKS = 26
WORLDS = 30
LEVERS = ("wip_limit", "batch_size", "review", "overtime")
USUAL = Policy()
"""How the team works today: fourteen items at once, three changes together, one reviewer."""

FlowPlan = Callable[[TeamView], Policy]

FIRST_VIEW = TeamView(
    week=1, weeks=WEEKS, people=8, backlog=180, in_progress=14, finished=6, deployments=8,
    failed_deployments=1, pages=5, known_risks=0.0, debt_interest_felt=0.19,
    exhaustion_admitted=0.3, safety_felt=0.55, error_budget=9_000.0, stakeholder_trust=0.6,
    cash=600.0,
)  # fmt: skip
"""What a lead could know on a first morning, to try a plan on."""


def reference(view: TeamView) -> Policy:
    """As many items as people, one change at a time, one reviewer."""
    return Policy(wip_limit=view.people, batch_size=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowOutcome:
    """What one plan did in one team, over all its worlds.

    `days` is the 85th percentile of working days from start to finish of the items that were
    begun and finished; `items` are finished a week, `failures` for each ten finished items.
    """

    days: float
    items: float
    failures: float
    exhaustion: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowRuns:
    """A plan beside the usual way and the reference, by size of the team."""

    plan: Mapping[int, FlowOutcome]
    usual: Mapping[int, FlowOutcome]
    reference: Mapping[int, FlowOutcome]

    def __repr__(self) -> str:
        rows = [
            f"{size} people: 85 % within {own.days:.0f} days (usually {usual.days:.0f}), "
            f"{own.items:.1f} items a week ({usual.items:.1f}), {own.failures:.1f} failures for "
            f"ten items ({usual.failures:.1f}), exhaustion {own.exhaustion:.2f} "
            f"({usual.exhaustion:.2f})"
            for (size, own), usual in zip(self.plan.items(), self.usual.values(), strict=True)
        ]
        return "; ".join(rows)


def evaluate(
    plan: FlowPlan,
    team: Team,
    *,
    worlds: int = WORLDS,
    seed: int = 7,
    sizes: tuple[int, ...] = SIZES,
) -> FlowRuns:
    """Days, items, failures and exhaustion under a plan, for each size of team.

    >>> runs = evaluate(reference, Team(people=equal_people(4)), worlds=4, sizes=(4,))
    >>> runs.plan[4].days < runs.usual[4].days
    True

    Args:
        plan: Asked each Monday for each world; its answer is a `Policy`.
        team: What the teams are like but for their size.
        worlds: How many worlds for each size.
        seed: Which worlds.
        sizes: People in each team.
    """
    if not callable(plan):
        raise PolicyFault("before the first week", f"{shortened(plan)} cannot be called")
    asked = _FourLevers(plan)
    usual, limited = _rivals(team, worlds, seed, sizes)
    return FlowRuns(
        plan=_flown(asked, team, sizes, worlds, seed),
        usual=usual,
        reference=limited,
    )


@same_for_a_class
def _rivals(
    team: Team, worlds: int, seed: int, sizes: tuple[int, ...]
) -> tuple[dict[int, FlowOutcome], dict[int, FlowOutcome]]:
    """The usual way and the reference, by size of the team."""
    usual = _flown(USUAL, team, sizes, worlds, seed)
    limited: dict[int, FlowOutcome] = {}
    for size in sizes:
        limit = USUAL.changed(wip_limit=size, batch_size=1)
        limited |= _flown(limit, team, (size,), worlds, seed)
    return usual, limited


def _flown(
    way: Policy | FlowPlan, team: Team, sizes: tuple[int, ...], worlds: int, seed: int
) -> dict[int, FlowOutcome]:
    """One way of working in teams of all sizes, side by side."""
    runs = simulate_crews(
        team, way, crews=[equal_people(size) for size in sizes],
        seeds=[seed + size for size in sizes], weeks=WEEKS, replications=worlds,
    )  # fmt: skip
    days = ChangeTimes(runs.record.flow).item_days(team.in_progress)
    found = {}
    for place, size in enumerate(sizes):
        own = slice(place * worlds, (place + 1) * worlds)
        found[size] = _outcome(runs, np.concatenate(days[own]), own)
    return found


def _outcome(runs: TeamRuns, days: FloatArray, own: slice) -> FlowOutcome:
    finished = runs.finished[own]
    return FlowOutcome(
        days=float(np.quantile(days, 0.85)) if days.size else float("inf"),
        items=float(finished.mean()),
        failures=10 * float(runs.failed[own].sum()) / max(float(finished.sum()), 1.0),
        exhaustion=float(runs.gauge("exhaustion")[own, -1].mean()),
    )


class _FourLevers:
    """A plan with its four levers; whatever else it moves stays as usual."""

    def __init__(self, plan: FlowPlan) -> None:
        self.plan = plan
        self.known: dict[tuple[object, ...], Policy] = {}
        self.last: tuple[object, Policy] = object(), USUAL
        """The last answer, and what was kept of it: the next one is often the same."""

    def __call__(self, view: TeamView) -> Policy:
        return self.kept(self.plan(view), [view], 0)

    def call_each(self, views: Sequence[TeamView]) -> Iterator[Policy]:
        """The plan for each view; one that lives in another process is asked for all at once."""
        for place, answer in enumerate(each_answer(self.plan, views)):
            if answer is not self.last[0]:
                self.last = answer, self.kept(answer, views, place)
            yield self.last[1]

    def kept(self, answer: object, views: Sequence[TeamView], place: int) -> Policy:
        """The usual plan, with the four levers of an answer to one of the views."""
        if not isinstance(answer, Policy):
            hint = ". Did you forget a return statement?" if answer is None else ""
            raise PolicyFault(
                f"in week {views[place].week}",
                f"it returned {shortened(repr(answer))} where a lab.Policy(...) was expected{hint}",
                came_back=answer,
            )
        levers = tuple(getattr(answer, name) for name in LEVERS)
        if levers not in self.known:
            self.known[levers] = USUAL.changed(**dict(zip(LEVERS, levers, strict=True)))
        return self.known[levers]
