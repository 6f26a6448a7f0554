"""Many quarters of the decision room under one policy, on the same luck as its rivals."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from leadlab.errors import LeadlabError, UnknownName, shortened
from leadlab.simulation.decision_room import Policy, RoomFault, RoomState, opening, step
from leadlab.simulation.decision_room_debrief import Judged, debrief, split_brier
from leadlab.simulation.decision_room_knowledge import Hidden, draw
from leadlab.simulation.decision_room_policies import BASELINES
from leadlab.simulation.decision_room_records import Action, Room
from leadlab.simulation.policies import (
    FloatArray,
    PairedDifference,
    PolicyFault,
    paired_difference,
    stopped,
)

MOST_REPLICATIONS = 20_000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RoomRuns:
    """What a policy made of many quarters; arrays are (replications,) in thousand euro.

    `results` = sum over decisions of best_expected - process_loss + luck - delay - spent.
    `verdicts` are counts over all decisions. `forecasts` holds brier = bias2 + noise2 + luck, split
    within each quarter and then averaged; it is None if no chance was stated.
    """

    title: str
    weeks: int
    decisions: int
    results: FloatArray
    process_losses: FloatArray
    unlooked: FloatArray
    luck: FloatArray
    delay_costs: FloatArray
    spent: FloatArray
    latency_weeks: float
    lapsed: float
    verdicts: dict[str, int]
    forecasts: dict[str, float] | None

    @property
    def replications(self) -> int:
        """How many quarters were played."""
        return len(self.results)

    @property
    def mean(self) -> float:
        """Mean result of a quarter."""
        return float(self.results.mean())

    @property
    def p10(self) -> float:
        """Result below which one quarter in ten fell."""
        return float(np.quantile(self.results, 0.1))

    @property
    def loss_rate(self) -> float:
        """Share of quarters that ended below 0."""
        return float((self.results < 0).mean())

    def against(self, other: RoomRuns) -> PairedDifference:
        """Mean advantage over another policy on the same quarters, with its 95 % interval."""
        if self.replications != other.replications or self.title != other.title:
            raise LeadlabError(
                "Only runs of the same room, seed and number of replications share their luck."
            )
        return paired_difference(self.results, other.results)

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """Names and values, as they are shown."""
        found = [
            ("result per quarter, mean", f"{self.mean:.1f}"),
            ("result, 10th percentile", f"{self.p10:.1f}"),
            ("quarters below 0", f"{self.loss_rate:.1%}"),
            ("given away by choices", f"{self.process_losses.mean():.1f}"),
            ("left out by not looking", f"{self.unlooked.mean():.1f}"),
            ("luck, mean and sd", f"{self.luck.mean():+.1f}, {self.luck.std():.1f}"),
            ("cost of delay", f"{self.delay_costs.mean():.1f}"),
            ("spent on looks", f"{self.spent.mean():.1f}"),
            ("weeks until decided, mean", f"{self.latency_weeks:.1f}"),
            ("lapsed undecided", f"{self.lapsed:.1%}"),
        ]
        if self.forecasts is not None:
            brier, *parts = (f"{part:.3f}" for part in self.forecasts.values())
            found.append(("Brier = bias^2 + noise^2 + luck", f"{brier} = {' + '.join(parts)}"))
        found += [(name, f"{count:,}") for name, count in self.verdicts.items()]
        return tuple(found)

    def __repr__(self) -> str:
        return (
            f"RoomRuns({self.decisions} decisions x {self.replications:,} quarters): "
            f"mean {self.mean:.1f} thousand euro, p10 {self.p10:.1f}, "
            f"given away by choices {self.process_losses.mean():.1f}, "
            f"delay {self.delay_costs.mean():.1f}, looks {self.spent.mean():.1f}, "
            f"decided after {self.latency_weeks:.1f} weeks"
        )

    def _repr_html_(self) -> str:
        body = "".join(
            f'<tr><th scope="row">{html.escape(name)}</th><td>{html.escape(value)}</td></tr>'
            for name, value in self.rows
        )
        caption = f"{self.title}: {self.replications:,} quarters, thousand euro"
        return (
            f"<table><caption>{html.escape(caption)}</caption><thead><tr>"
            '<th scope="col">measure</th><th scope="col">value</th>'
            f"</tr></thead><tbody>{body}</tbody></table>"
        )


def simulate(
    room: Room, policy: Policy | str, *, replications: int = 500, seed: int = 7
) -> RoomRuns:
    """Play a policy through many quarters whose luck depends on the seed alone.

    `policy` is a function, or the name of a baseline such as "popular rule".
    `policy(view)` returns one action at a time; after `defer()` comes the next week. It is
    tried once on the first decision alone before the quarters are drawn. All that is hidden is
    drawn at once along (replications, ...), before the policy is asked anything.
    """
    if not isinstance(replications, int) or not 1 <= replications <= MOST_REPLICATIONS:
        raise LeadlabError(
            f"replications: expected 1 to {MOST_REPLICATIONS:,}, but saw {shortened(replications)}."
        )
    if isinstance(policy, str):
        policy = _baseline(policy)
    if not callable(policy):
        raise PolicyFault("before the first quarter", f"{shortened(policy)} cannot be called")
    alone = replace(room, decisions=room.decisions[:1])
    play(alone, policy, next(draw(alone, replications=1, seed=seed)), name="tried on one decision")
    ends = []
    for number, hidden in enumerate(draw(room, replications=replications, seed=seed), start=1):
        state = play(room, policy, hidden, name=f"in quarter {number}")
        ends.append(debrief(state).judged)
    return _summed(room, ends)


def _baseline(name: str) -> Policy:
    if name not in BASELINES:
        raise UnknownName("ready-made policy", name, BASELINES)
    return BASELINES[name]


def compare(
    room: Room,
    policies: Mapping[str, Policy | str] | None = None,
    *,
    replications: int = 500,
    seed: int = 7,
) -> dict[str, RoomRuns]:
    """Runs of several policies on the same quarters; the named baselines if none are given."""
    chosen: Mapping[str, Policy | str] = BASELINES if policies is None else policies
    return {
        name: simulate(room, policy, replications=replications, seed=seed)
        for name, policy in chosen.items()
    }


def play(room: Room, policy: Policy, hidden: Hidden, *, name: str = "in this quarter") -> RoomState:
    """One quarter under a policy, to its end."""
    state = opening(room, hidden)
    while not state.over:
        when = f"{name}, week {state.week}"
        try:
            action: object = policy(state.view)
        except Exception as error:  # the learner's own code may fail in any way
            raise stopped(when, error) from error
        if not isinstance(action, Action):
            hint = ". Did you forget a return statement?" if action is None else ""
            raise PolicyFault(
                when,
                f"it returned {shortened(repr(action))} where an action from decide, ask, meet, "
                f"look or defer was expected{hint}",
                came_back=action,
            )
        try:
            state = step(state, action)
        except (RoomFault, LeadlabError) as error:
            raise PolicyFault(
                when, f"it returned {action}, which cannot be done: {error}", came_back=action
            ) from error
    return state


def _summed(room: Room, ends: list[tuple[Judged, ...]]) -> RoomRuns:
    def column(name: str) -> FloatArray:
        table = [[getattr(each, name) for each in quarter] for quarter in ends]
        return np.asarray(table, dtype=np.float64)

    judged = [each for quarter in ends for each in quarter]
    verdicts = [each.verdict for each in judged]
    return RoomRuns(
        title=room.title,
        weeks=room.weeks,
        decisions=len(room.decisions),
        results=column("result").sum(axis=1),
        process_losses=column("process_loss").sum(axis=1),
        unlooked=column("unlooked").sum(axis=1),
        luck=column("luck").sum(axis=1),
        delay_costs=column("delay_cost").sum(axis=1),
        spent=column("spent").sum(axis=1),
        latency_weeks=float(column("waited_weeks").mean()),
        lapsed=float(column("lapsed").mean()),
        verdicts={name: verdicts.count(name) for name in sorted(set(verdicts))},
        forecasts=_mean_split(ends),
    )


def _mean_split(ends: list[tuple[Judged, ...]]) -> dict[str, float] | None:
    """Mean over the quarters of each part of the Brier score."""
    splits = []
    for quarter in ends:
        stated = [each for each in quarter if each.said is not None]
        if stated:
            said = [each.said or 0.0 for each in stated]
            knowable = [each.knowable for each in stated]
            splits.append(split_brier(said, knowable, [each.happened for each in stated]))
    if not splits:
        return None
    parts = ("brier", "bias2", "noise2", "luck")
    return {part: float(np.mean([getattr(split, part) for split in splits])) for part in parts}
