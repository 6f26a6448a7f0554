"""What came of a policy: gauges, their causes, flows and measures of many replications."""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from leadlab.errors import LeadlabError, UnknownName, shortened
from leadlab.simulation.engine_record import Record
from leadlab.simulation.event_log import ChangeTimes, EventLog, events_of
from leadlab.simulation.lead_times import mean_lead_days, weekly_lead_days
from leadlab.simulation.policies import FloatArray
from leadlab.simulation.team import CHANGES_PER_ITEM, DAYS, SHIFTS, Team
from leadlab.simulation.team_coefficients import Coefficients
from leadlab.simulation.team_policy import Policy, PolicyFunction

IntArray = npt.NDArray[np.int64]

FLOW_GAUGES = ("backlog", "in_progress")
HIDDEN = ("hidden_risks", "background")


@dataclass(frozen=True, kw_only=True, eq=False)
class TeamRuns:
    """Arrays are (replications, weeks) or (replications, weeks, engineers), ends of weeks."""

    team: Team
    title: str
    weeks: int
    replications: int
    seed: int
    coefficients: Coefficients
    record: Record = field(repr=False)
    policy: Policy | PolicyFunction | None = field(default=None, repr=False)

    # --- flows of a week -------------------------------------------------------------------

    def _weekly(self, stage: str) -> IntArray:
        ends = self.record.flow.by_day[stage][DAYS - 1 :: DAYS].astype(np.int64)
        return np.asarray(np.diff(ends, axis=0, prepend=0).T, dtype=np.int64)

    @cached_property
    def arrived(self) -> IntArray:
        """Items that arrived."""
        return self._weekly("arrived")

    @cached_property
    def finished(self) -> IntArray:
        """Items whose last change went into production."""
        ends = self.record.flow.by_day["deployed"][DAYS - 1 :: DAYS].astype(np.int64)
        return np.diff(ends // CHANGES_PER_ITEM, axis=0, prepend=0).T

    @cached_property
    def started(self) -> IntArray:
        """Items that were started."""
        ends = self.record.flow.by_day["started"][DAYS - 1 :: DAYS].astype(np.int64)
        return np.diff(ends, axis=0, prepend=self.team.in_progress).T

    @cached_property
    def deployments(self) -> IntArray:
        """Deployments."""
        return self._weekly("deployments")

    @cached_property
    def failed(self) -> IntArray:
        """Deployments that failed."""
        by_day = self.record.flow.by_day["failed"].astype(np.int64)
        return np.asarray(by_day.reshape(self.weeks, DAYS, -1).sum(axis=1).T)

    @cached_property
    def pages(self) -> IntArray:
        """Pages."""
        by_shift = self.record.pages.astype(np.int64)
        return np.asarray(by_shift.reshape(self.weeks, SHIFTS, -1).sum(axis=1).T)

    @property
    def pages_by_shift(self) -> IntArray:
        """Pages of each of the 14 shifts of a week, (replications, weeks, 14)."""
        by_shift = self.record.pages.astype(np.int64)
        return by_shift.reshape(self.weeks, SHIFTS, -1).transpose(2, 0, 1)

    @cached_property
    def incidents(self) -> FloatArray:
        """Hidden risks that became incidents."""
        return -self.record.ledger.causes["hidden_risks", "became incidents"].T

    @cached_property
    def lead_time_days(self) -> FloatArray:
        """Mean working days from commit to production of the changes of a week; NaN if none."""
        return weekly_lead_days(self.record.flow, self.weeks)

    @cached_property
    def lead_time(self) -> FloatArray:
        """Mean lead time of each replication, working days; NaN where nothing was deployed."""
        return mean_lead_days(self.record.flow)

    def item_days(self) -> FloatArray:
        """Working days from start to finish of every item that was finished, in one row.

        Items that were in progress on the first morning are left out.
        """
        return np.concatenate(ChangeTimes(self.record.flow).item_days(self.team.in_progress))

    # --- gauges and their causes -----------------------------------------------------------

    @property
    def gauges(self) -> tuple[str, ...]:
        """Names of all gauges; hidden risks and background are for the debrief only."""
        return (*FLOW_GAUGES, *self.record.ledger.gauges)

    @property
    def visible(self) -> tuple[str, ...]:
        """Names of the gauges that a lead sees."""
        return tuple(name for name in self.gauges if name not in HIDDEN)

    def gauge(self, name: str) -> FloatArray:
        """A gauge at the end of each week, (replications, weeks)."""
        if name == "backlog":
            first = self.team.backlog
            return first + np.cumsum(self.arrived - self.started, axis=1).astype(np.float64)
        if name == "in_progress":
            first = self.team.in_progress
            return first + np.cumsum(self.started - self.finished, axis=1).astype(np.float64)
        return self.record.ledger.gauges[self._known(name)].T

    def start(self, name: str) -> FloatArray:
        """A gauge on the first morning, (replications,)."""
        if name in FLOW_GAUGES:
            return np.full(self.replications, float(getattr(self.team, name)))
        return self.record.ledger.start[self._known(name)]

    def change(self, name: str) -> FloatArray:
        """Change of a gauge in each week, (replications, weeks)."""
        return np.diff(self.gauge(name), axis=1, prepend=self.start(name)[:, None])

    def causes(self, name: str) -> dict[str, FloatArray]:
        """What each cause added to a gauge in each week; together they are its change.

        >>> from leadlab.simulation.engine import simulate
        >>> from leadlab.simulation.team import equal_people
        >>> from leadlab.simulation.team_policy import Policy
        >>> runs = simulate(Team(people=equal_people(6)), Policy(), weeks=2, replications=3)
        >>> list(runs.causes("debt"))
        ['feature work', 'rush', 'old debt', 'repair']
        """
        if name == "backlog":
            return {
                "arrived": self.arrived.astype(np.float64),
                "started": -self.started.astype(np.float64),
            }
        if name == "in_progress":
            return {
                "started": self.started.astype(np.float64),
                "finished": -self.finished.astype(np.float64),
            }
        self._known(name)
        return {
            cause: part.T
            for (gauge, cause), part in self.record.ledger.causes.items()
            if gauge == name
        }

    @cached_property
    def debt_interest(self) -> FloatArray:
        """Share of time that debt took at the end of each week."""
        known, debt = self.coefficients, self.gauge("debt")
        ceiling, scale = (
            np.broadcast_to(each, (self.replications,))[:, None]
            for each in (known.debt_ceiling, known.debt_scale)
        )
        return np.asarray(ceiling * (1 - np.exp(-debt / scale)))

    # --- people ----------------------------------------------------------------------------

    @property
    def here(self) -> npt.NDArray[np.bool_]:
        """Who was here, (replications, weeks, engineers)."""
        return self.record.here.transpose(2, 0, 1)

    @property
    def skill(self) -> npt.NDArray[np.float32]:
        """Skill after the ramp so far, (replications, weeks, engineers)."""
        return self.record.able.transpose(2, 0, 1)

    @property
    def exhaustion(self) -> npt.NDArray[np.float32]:
        """Exhaustion, (replications, weeks, engineers)."""
        return self.record.exhaustion.transpose(2, 0, 1)

    # --- single replications and the whole ---------------------------------------------------

    def events(self, replication: int = 0) -> EventLog:
        """Everything that happened in one replication, item by item."""
        whole = isinstance(replication, int | np.integer) and not isinstance(replication, bool)
        if not whole or not 0 <= replication < self.replications:
            raise LeadlabError(
                f"replication: expected 0 to {self.replications - 1}, "
                f"but saw {shortened(replication)}."
            )
        return events_of(self.record.flow, self.record.pages, self.incidents, replication)

    @cached_property
    def rows(self) -> tuple[tuple[str, float, float, float], ...]:
        """Measures: name, median over the replications, 10th and 90th percentile."""
        deployments = np.maximum(self.deployments.sum(axis=1), 1)
        measured = {
            "items finished a week": self.finished.mean(axis=1),
            "lead time, days": self.lead_time,
            "deployments a week": self.deployments.mean(axis=1),
            "deployments that failed, share": self.failed.sum(axis=1) / deployments,
            "pages a week": self.pages.mean(axis=1),
            "incidents": self.incidents.sum(axis=1),
            "debt interest at the end, share": self.debt_interest[:, -1],
            "exhaustion at the end": self.gauge("exhaustion")[:, -1],
            "safety at the end": self.gauge("safety")[:, -1],
            "stakeholder trust at the end": self.gauge("stakeholder_trust")[:, -1],
            "error budget at the end": self.gauge("error_budget")[:, -1],
            "people at the end": self.gauge("people")[:, -1],
            "cash at the end, thousand euro": self.gauge("cash")[:, -1],
        }
        return tuple((name, *_spread(values)) for name, values in measured.items())

    def __repr__(self) -> str:
        shown = {name: (middle, low, high) for name, middle, low, high in self.rows}
        parts = [
            f"{name} {shown[name][0]:.2g} [{shown[name][1]:.2g}, {shown[name][2]:.2g}]"
            for name in ("items finished a week", "lead time, days", "exhaustion at the end")
        ]
        return f"TeamRuns({self.weeks} weeks x {self.replications:,}): {', '.join(parts)}"

    def _repr_html_(self) -> str:
        body = "".join(
            f'<tr><th scope="row">{html.escape(name)}</th>'
            + "".join(f"<td>{value:,.3g}</td>" for value in values)
            + "</tr>"
            for name, *values in self.rows
        )
        caption = f"{self.title}: {self.weeks} weeks x {self.replications:,}"
        heads = ("measure", "median", "10th percentile", "90th percentile")
        head = "".join(f'<th scope="col">{name}</th>' for name in heads)
        return (
            f"<table><caption>{html.escape(caption)}</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )

    def _known(self, name: str) -> str:
        if name not in self.record.ledger.gauges:
            raise UnknownName("gauge", name, self.gauges)
        return name


def _spread(values: npt.NDArray[np.floating | np.integer]) -> tuple[float, float, float]:
    middle, low, high = np.quantile(values, (0.5, 0.1, 0.9))
    return float(middle), float(low), float(high)
