"""One gauge of a simulated team as a picture needs it: its course, its spread and its causes."""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np

from leadlab.errors import UnknownName
from leadlab.simulation.policies import FloatArray
from leadlab.simulation.team_runs import TeamRuns

SPREAD = (0.1, 0.5, 0.9)
MORE, LESS, NEITHER = "more", "less", "neither"
SAME = "about the same"
SCALES = ("share", "0 to 1", "1 is mid-level")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dial:
    """How a gauge is named, measured and judged.

    `better` is "more", "less" or "neither"; `limits` are the ends of a picture's axis.
    """

    name: str
    title: str
    unit: str
    better: str
    limits: tuple[float, float]
    places: int = 0

    @property
    def unit_said(self) -> str:
        """The unit as it follows a number in a sentence; a share or a scale has none.

        >>> DIALS["lead_time"].unit_said, DIALS["safety"].unit_said
        (' working days', '')
        """
        return "" if self.unit in SCALES else f" {self.unit}"


DIALS = {
    dial.name: dial
    for dial in (
        Dial(name="finished", title="Items finished", unit="a week", better=MORE, limits=(0, 12),
             places=1),
        Dial(name="lead_time", title="Lead time", unit="working days", better=LESS,
             limits=(0, 20), places=1),
        Dial(name="debt_interest", title="Time that debt takes", unit="share", better=LESS,
             limits=(0, 0.6), places=2),
        Dial(name="debt", title="Debt", unit="engineer-weeks", better=LESS, limits=(0, 80),
             places=1),
        Dial(name="failed", title="Deployments that failed", unit="a week", better=LESS,
             limits=(0, 4), places=1),
        Dial(name="exhaustion", title="Exhaustion", unit="0 to 1", better=LESS, limits=(0, 1),
             places=2),
        Dial(name="safety", title="Safety to say bad news", unit="0 to 1", better=MORE,
             limits=(0, 1), places=2),
        Dial(name="stakeholder_trust", title="Trust of stakeholders", unit="0 to 1", better=MORE,
             limits=(0, 1), places=2),
        Dial(name="skill", title="Skill", unit="1 is mid-level", better=MORE, limits=(0.5, 2),
             places=2),
        Dial(name="backlog", title="Backlog", unit="items", better=LESS, limits=(0, 400)),
        Dial(name="error_budget", title="Error budget left", unit="requests", better=MORE,
             limits=(-8000, 9000)),
        Dial(name="cash", title="Cash", unit="thousand euro", better=MORE, limits=(0, 3500)),
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Glance:
    """A dial of one simulation: 10th, 50th and 90th percentile by week, and its causes.

    `causes` are means over the replications of what each cause added over all weeks; together
    they are `change`. A dial that is counted from the flow has none.
    """

    dial: Dial
    low: FloatArray
    middle: FloatArray
    high: FloatArray
    start: float
    change: float
    causes: dict[str, float]

    @property
    def end(self) -> tuple[float, float, float]:
        """Low, middle and high over the last four weeks."""
        last = slice(-4, None)
        return (
            float(self.low[last].mean()), float(self.middle[last].mean()),
            float(self.high[last].mean()),
        )  # fmt: skip

    def largest(self, most: int) -> list[tuple[str, float, float]]:
        """Causes that weigh most: name, what it added, and its part of the largest, -1 to 1."""
        ordered = sorted(self.causes.items(), key=lambda each: -abs(each[1]))[:most]
        scale = max((abs(value) for _, value in ordered), default=0.0) or 1.0
        return [(cause, value, value / scale) for cause, value in ordered if value]

    def harms(self, added: float) -> bool:
        """Whether what was added makes the dial worse."""
        return self.dial.better != NEITHER and (added > 0) != (self.dial.better == MORE)

    def compared(self, other: Glance) -> str:
        """Whether this end is better, worse or about the same as that of another.

        About the same is less than a tenth of the spread between the 10th and 90th percentile.
        """
        mine, theirs = self.end, other.end
        gap = mine[1] - theirs[1]
        if abs(gap) <= 0.1 * max(mine[2] - mine[0], theirs[2] - theirs[0], 1e-9):
            return SAME
        if self.dial.better == NEITHER:
            return "more" if gap > 0 else "less"
        return "better" if (gap > 0) == (self.dial.better == MORE) else "worse"


def glance(runs: TeamRuns, name: str) -> Glance:
    """Look at one dial of a simulation.

    >>> from leadlab.simulation.engine import simulate
    >>> from leadlab.simulation.team import Team, equal_people
    >>> from leadlab.simulation.team_policy import Policy
    >>> runs = simulate(Team(people=equal_people(6)), Policy(), weeks=4, replications=20)
    >>> seen = glance(runs, "exhaustion")
    >>> bool(abs(sum(seen.causes.values()) - seen.change) < 1e-9)
    True
    """
    if name not in DIALS:
        raise UnknownName("dial", name, DIALS)
    series = _series(runs, name)
    with warnings.catch_warnings():  # a week in which nobody deployed anything has no lead time
        warnings.simplefilter("ignore", RuntimeWarning)
        known = np.isfinite(series).all()
        quantile = np.quantile if known else np.nanquantile  # the second is 25 times as slow
        low, middle, high = quantile(series, SPREAD, axis=0)
    causes: dict[str, float] = {}
    start = change = float("nan")
    if name in runs.gauges:
        parts = runs.causes(name)
        causes = {cause: float(part.sum(axis=1).mean()) for cause, part in parts.items()}
        start = float(runs.start(name).mean())
        change = float(runs.gauge(name)[:, -1].mean()) - start
    return Glance(
        dial=DIALS[name], low=low, middle=middle, high=high, start=start, change=change,
        causes=causes,
    )  # fmt: skip


def _series(runs: TeamRuns, name: str) -> FloatArray:
    """The dial by replication and week; counts are means of four weeks, as a team would plot."""
    if name == "debt_interest":
        return runs.debt_interest
    if name in runs.gauges:
        return runs.gauge(name)
    counted: dict[str, FloatArray] = {
        "finished": runs.finished.astype(np.float64),
        "failed": runs.failed.astype(np.float64),
    }
    return _four_weeks(counted[name] if name != "lead_time" else runs.lead_time_days)


def _four_weeks(values: FloatArray) -> FloatArray:
    known = np.isfinite(values)
    sums = [
        np.cumsum(each, axis=1) for each in (np.where(known, values, 0.0), known.astype(np.float64))
    ]
    means = []
    for total in sums:
        before = np.zeros_like(total)
        before[:, 4:] = total[:, :-4]
        means.append(total - before)
    with np.errstate(invalid="ignore"):
        return np.asarray(means[0] / np.where(means[1] > 0, means[1], np.nan))
