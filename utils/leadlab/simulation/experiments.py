"""Experiments with the simulated team: compare policies, and ask which assumption flips a result.

All policies of an experiment meet the same luck, so that differences are paired.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from leadlab.errors import LeadlabError, UnknownName, shortened
from leadlab.simulation.engine import simulate
from leadlab.simulation.policies import FloatArray, PairedDifference, paired_difference
from leadlab.simulation.team import Team
from leadlab.simulation.team_coefficients import COEFFICIENTS, coefficient
from leadlab.simulation.team_policy import Policy, PolicyFunction
from leadlab.simulation.team_runs import TeamRuns

AnyPolicy = Policy | PolicyFunction
Measure = Callable[[TeamRuns], FloatArray]

AT_ONCE = 4_000  # replications of a run that tries many assumptions side by side
NOTHING = ""  # the name of no coefficient: everything as it is

MEASURES: Mapping[str, Measure] = {
    "items": lambda runs: runs.finished.sum(axis=1) * 1.0,
    "lead_time": lambda runs: -runs.lead_time,
    "failures": lambda runs: -runs.failed.sum(axis=1) * 1.0,
    "incidents": lambda runs: -runs.incidents.sum(axis=1),
    "debt": lambda runs: -runs.gauge("debt")[:, -1],
    "exhaustion": lambda runs: -runs.gauge("exhaustion").mean(axis=1),
    "safety": lambda runs: runs.gauge("safety").mean(axis=1),
    "stakeholder_trust": lambda runs: runs.gauge("stakeholder_trust")[:, -1],
    "cash": lambda runs: runs.gauge("cash")[:, -1],
}
"""One number for each replication, more is better: costs have their sign turned."""


def measured(runs: TeamRuns, measure: str | Measure) -> FloatArray:
    """A measure of each replication, by name or by a function of the runs."""
    if isinstance(measure, str):
        if measure not in MEASURES:
            raise UnknownName("measure", measure, MEASURES)
        measure = MEASURES[measure]
    found = np.asarray(measure(runs), dtype=np.float64)
    if found.shape != (runs.replications,):
        raise LeadlabError(
            f"A measure gives one number for each of {runs.replications} replications, "
            f"but saw the shape {found.shape}."
        )
    return found


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Comparison:
    """Runs of several policies on the same luck."""

    runs: Mapping[str, TeamRuns]

    def __getitem__(self, name: str) -> TeamRuns:
        if name not in self.runs:
            raise UnknownName("policy", name, self.runs)
        return self.runs[name]

    def difference(self, ours: str, theirs: str, measure: str | Measure) -> PairedDifference:
        """Mean advantage of one policy over another, with its 95 % interval."""
        return paired_difference(measured(self[ours], measure), measured(self[theirs], measure))

    def __repr__(self) -> str:
        first, *others = self.runs
        parts = [
            f"{name} finishes {self.difference(name, first, 'items')} items against {first}"
            for name in others
        ]
        return f"Comparison({'; '.join(parts) or first})"


def compare(
    team: Team,
    policies: Mapping[str, AnyPolicy],
    *,
    weeks: int = 26,
    replications: int = 500,
    seed: int = 7,
    worlds: bool = False,
) -> Comparison:
    """Run several policies on the same luck, and on the same drawn worlds if asked.

    >>> from leadlab.simulation.team import equal_people
    >>> small, large = Policy(batch_size=1), Policy(batch_size=12)
    >>> both = compare(Team(people=equal_people(8)), {"small": small, "large": large},
    ...                weeks=12, replications=50)
    >>> both.difference("small", "large", "lead_time").better
    True
    """
    if not isinstance(policies, Mapping) or not policies:
        raise LeadlabError(
            "Policies are given by name, as in {'ours': Policy()}, "
            f"but saw {shortened(policies)}."
        )
    return Comparison(
        runs={
            name: simulate(
                team, policy, weeks=weeks, replications=replications, seed=seed, worlds=worlds
            )
            for name, policy in policies.items()
        }
    )


# --- which assumption flips this result? --------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """What a result becomes at the ends of one coefficient's range.

    `at` are the places where the sign changes, below and above the default.
    """

    name: str
    low: float
    high: float
    at_low: PairedDifference
    at_high: PairedDifference
    at: tuple[float, ...]

    @property
    def flips(self) -> bool:
        """Whether the sign of the mean changes within the range."""
        return bool(self.at)

    @property
    def swing(self) -> float:
        """How far the result moves over the range, from one end to the other."""
        return abs(self.at_high.mean - self.at_low.mean)

    @property
    def places(self) -> str:
        """Where it flips, in words."""
        return " and ".join(f"{place:.3g}" for place in self.at) or "-"

    @property
    def source(self) -> tuple[str, str]:
        """Evidence id and grade of the coefficient."""
        known = coefficient(self.name)
        return known.evidence, known.grade


@dataclass(frozen=True, slots=True, kw_only=True)
class Flips:
    """The result at the defaults, and what each assumption does to it; largest swing first."""

    measure: str
    default: PairedDifference
    rows: tuple[Flip, ...]

    @property
    def flipping(self) -> tuple[Flip, ...]:
        """Assumptions that turn the result round."""
        return tuple(row for row in self.rows if row.flips)

    def clearly(self, row: Flip) -> bool:
        """Whether the result is beyond chance at the default, and beyond it the other way there."""
        turned = [end for end in (row.at_low, row.at_high) if end.mean * self.default.mean < 0]
        beyond = [each.low * each.high > 0 for each in turned]
        return any(beyond) and self.default.low * self.default.high > 0

    def _places(self, row: Flip) -> str:
        return row.places + (" (within chance)" if row.flips and not self.clearly(row) else "")

    def __repr__(self) -> str:
        names = ", ".join(f"{row.name} at {self._places(row)}" for row in self.flipping)
        return f"Flips({self.measure} {self.default}; flipped by {names or 'no single assumption'})"

    def _repr_html_(self) -> str:
        body = "".join(
            f'<tr><th scope="row">{html.escape(row.name)}</th><td>{row.low:g} to {row.high:g}</td>'
            f"<td>{row.at_low}</td><td>{row.at_high}</td>"
            f"<td>{self._places(row)}</td>"
            f"<td>{html.escape(row.source[1])}, {html.escape(row.source[0])}</td></tr>"
            for row in self.rows
        )
        heads = ("coefficient", "range", "at its low end", "at its high end", "flips at", "grade")
        head = "".join(f'<th scope="col">{name}</th>' for name in heads)
        caption = f"{self.measure} at the defaults: {self.default}"
        return (
            f"<table><caption>{html.escape(caption)}</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )


def flips(
    team: Team,
    ours: AnyPolicy,
    theirs: AnyPolicy,
    *,
    measure: str = "items",
    names: Iterable[str] | None = None,
    weeks: int = 26,
    replications: int = 200,
    seed: int = 7,
    halvings: int = 6,
) -> Flips:
    """Move one coefficient at a time through its range: which of them turns the result round?

    The signs at both ends are held against the one at the default; where one differs, the place is
    found by halving. A result that turns round twice on one side of the default is not seen.

    >>> from leadlab.simulation.team import equal_people
    >>> tried = flips(Team(people=equal_people(8)), Policy(batch_size=1), Policy(batch_size=12),
    ...               measure="lead_time", names=["wear"], weeks=6, replications=20)
    >>> tried.rows[0].flips
    False
    """
    chosen = _checked(team, measure, names, replications, halvings)

    def results(changes: Sequence[tuple[str, float]]) -> list[PairedDifference]:
        """The result under each single change, all on the same luck."""
        found: list[PairedDifference] = []
        size = max(AT_ONCE // replications, 1)
        for first in range(0, len(changes), size):
            block = changes[first : first + size]
            changed = team.changed(**_side_by_side(team, block, replications))
            one, two = (
                measured(
                    simulate(
                        changed, policy, weeks=weeks, replications=replications * len(block),
                        seed=seed, copies=len(block),
                    ),
                    measure,
                ).reshape(len(block), replications)
                for policy in (ours, theirs)
            )  # fmt: skip
            found += [paired_difference(*pair) for pair in zip(one, two, strict=True)]
        return found

    known = [coefficient(name) for name in chosen]
    ends = [(each.name, end) for each in known for end in (each.low, each.high)]
    default, *found = results([(NOTHING, 0.0), *ends])
    at_ends = dict(zip(ends, found, strict=True))
    turned = [end for end, result in at_ends.items() if result.mean * default.mean < 0]
    places = _halved(team, turned, results, positive=default.mean > 0, halvings=halvings)
    rows = [
        Flip(
            name=each.name,
            low=each.low,
            high=each.high,
            at_low=at_ends[each.name, each.low],
            at_high=at_ends[each.name, each.high],
            at=tuple(place for end, place in places.items() if end[0] == each.name),
        )
        for each in known
    ]
    rows.sort(key=lambda row: -row.swing)
    return Flips(measure=measure, default=default, rows=tuple(rows))


def _checked(
    team: Team, measure: str, names: Iterable[str] | None, replications: int, halvings: int
) -> tuple[str, ...]:
    """Names of the coefficients to move, before anything is run."""
    for what, value in (("replications", replications), ("halvings", halvings)):
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise LeadlabError(
                f"{what}: expected a whole number from 1, but saw {shortened(value)}."
            )
    if measure not in MEASURES:
        raise UnknownName("measure", measure, MEASURES)
    if team.coefficients.worlds is not None:
        raise LeadlabError(
            "Assumptions are moved from one set of coefficients, not from drawn ones."
        )
    if names is None:
        return tuple(COEFFICIENTS)
    return tuple(coefficient(name).name for name in ([names] if isinstance(names, str) else names))


def _side_by_side(
    team: Team, changes: Sequence[tuple[str, float]], replications: int
) -> dict[str, FloatArray]:
    """Coefficients of blocks of replications, in each of which one is changed."""
    arrays: dict[str, FloatArray] = {}
    for place, (name, value) in enumerate(changes):
        if name != NOTHING:
            usual = float(getattr(team.coefficients, name))
            values = arrays.setdefault(name, np.full(len(changes) * replications, usual))
            values[place * replications : (place + 1) * replications] = value
    return arrays


def _halved(
    team: Team,
    turned: Sequence[tuple[str, float]],
    results: Callable[[Sequence[tuple[str, float]]], list[PairedDifference]],
    *,
    positive: bool,
    halvings: int,
) -> dict[tuple[str, float], float]:
    """Between the default and each end that turns the result: where its sign changes."""
    steady = {end: float(getattr(team.coefficients, end[0])) for end in turned}
    other = {end: end[1] for end in turned}
    for _ in range(halvings if turned else 0):
        middle = {end: (steady[end] + other[end]) / 2 for end in turned}
        found = results([(end[0], middle[end]) for end in turned])
        for end, result in zip(turned, found, strict=True):
            (steady if (result.mean > 0) == positive else other)[end] = middle[end]
    return {end: (steady[end] + other[end]) / 2 for end in turned}


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaning:
    """How strongly a result leans on one coefficient over drawn worlds (rank correlation)."""

    name: str
    correlation: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sweep:
    """A result over drawn worlds: the difference, the share of worlds won, what it leans on."""

    measure: str
    difference: PairedDifference
    won: float
    leanings: tuple[Leaning, ...]

    def __repr__(self) -> str:
        first = ", ".join(f"{each.name} {each.correlation:+.2f}" for each in self.leanings[:3])
        return (
            f"Sweep({self.measure} {self.difference}; won in {100 * self.won:.0f} % of "
            f"{self.difference.worlds:,} worlds; leans most on {first})"
        )


def sweep(
    team: Team,
    ours: AnyPolicy,
    theirs: AnyPolicy,
    *,
    measure: str = "items",
    weeks: int = 26,
    replications: int = 1_000,
    seed: int = 7,
) -> Sweep:
    """Draw all coefficients at once from their ranges, and compare on the same worlds and luck.

    >>> from leadlab.simulation.team import equal_people
    >>> found = sweep(Team(people=equal_people(8)), Policy(batch_size=1), Policy(batch_size=12),
    ...               measure="lead_time", weeks=6, replications=50)
    >>> found.difference.better, found.won > 0.8
    (True, True)
    """
    one, two = (
        simulate(team, policy, weeks=weeks, replications=replications, seed=seed, worlds=True)
        for policy in (ours, theirs)
    )
    first, second = measured(one, measure), measured(two, measure)
    gap = first - second
    leanings = [
        Leaning(name=name, correlation=_rank_correlation(getattr(one.coefficients, name), gap))
        for name in COEFFICIENTS
    ]
    leanings.sort(key=lambda each: -abs(each.correlation))
    return Sweep(
        measure=measure, difference=paired_difference(first, second),
        won=float((gap > 0).mean()), leanings=tuple(leanings),
    )  # fmt: skip


def _rank_correlation(one: FloatArray, two: FloatArray) -> float:
    """Spearman's, with equal values at their mean rank; 0 where nothing varies."""
    if len(np.unique(one)) == 1 or len(np.unique(two)) == 1:
        return 0.0
    return float(np.corrcoef(_ranks(one), _ranks(two))[0, 1])


def _ranks(values: FloatArray) -> FloatArray:
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    return np.asarray((last - (count - 1) / 2)[place], dtype=np.float64)
