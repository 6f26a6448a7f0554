"""Error budget, trust of stakeholders and cash of the worlds in which repayment is tried.

Nothing else depends on them, so that four weeks are worked out together, for the view that shows
them. The laws are those of `engine_gauges`. Arrays are (worlds that last,), of a month (weeks,
worlds that last).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from leadlab.simulation import engine_gauges as gauges
from leadlab.simulation.engine_chance import RECOVERY, BoolArray
from leadlab.simulation.policies import FloatArray
from leadlab.simulation.repayment_luck import Known
from leadlab.simulation.team import Team


class WeekOfNews(NamedTuple):
    """What came of a week: items that were finished, incidents, what failed and who was paid."""

    finished: FloatArray
    incidents: FloatArray
    background: FloatArray
    failing_hours: FloatArray
    posts: FloatArray


class Accounts:
    """What stands in the accounts at the start of a month."""

    def __init__(self, team: Team, known: Known, count: int) -> None:
        one = np.ones(count)
        self._team, self._known = team, known
        budget = gauges.ErrorBudget(team, known, count, float(RECOVERY.mean()))
        self.error_budget = budget.left
        self._spent = np.array(budget.spent)
        self.stakeholder_trust = team.stakeholder_trust * one
        self.cash = team.cash_weeks * team.weekly_cost * one
        self._pace = float(team.throughput) * one
        self._last = np.full((gauges.WINDOW_WEEKS, count), float(team.throughput))

    def keep_from(self, cut: int, known: Known) -> None:
        """Go on without so many worlds; `known` are the coefficients of the others."""
        for name in ("error_budget", "_spent", "stakeholder_trust", "cash", "_pace", "_last"):
            setattr(self, name, getattr(self, name)[..., cut:].copy())
        self._known = known

    def month(self, weeks: list[WeekOfNews]) -> None:
        """Enter these weeks."""
        finished, incidents, background, hours, posts = map(np.array, zip(*weeks, strict=True))
        breached = self._spend(background, hours, incidents)
        self._judge(finished, incidents, breached)
        self._pay(finished, incidents, posts)

    def _spend(
        self, background: FloatArray, hours: FloatArray, incidents: FloatArray
    ) -> list[BoolArray]:
        """The error budget; whether it was breached before each of the weeks."""
        known, team, breached = self._known, self._team, []
        failures = team.background_failures * 7 * background
        deployments = known["failing_per_hour"] * hours
        by_incidents = known["incident_failing"] * incidents
        spent = failures + deployments + by_incidents
        for week, now in enumerate(spent):
            breached.append(self.error_budget < 0)
            parts = (failures[week], deployments[week], by_incidents[week])
            for each in parts:
                self.error_budget = self.error_budget - each
            self.error_budget = self.error_budget + self._spent[week]
            self._spent[week] = now  # a month is as long as the window
        return breached

    def _judge(
        self, finished: FloatArray, incidents: FloatArray, breached: list[BoolArray]
    ) -> None:
        """What stakeholders make of forecasts and surprises."""
        known, pace, promises = self._known, self._pace, []
        for count in finished:
            promises.append(pace)
            pace = pace + gauges.MEMORY * (count - pace)
        one, two, three = self._last[1:]
        window = np.concatenate([[one, two, three], finished])
        delivered = (window[:-3] + window[1:-2] + window[2:-1] + window[3:]) / len(self._last)
        pushes = gauges.forecast_pushes(known, promise=np.array(promises), delivered=delivered)
        by_incidents = np.minimum(known["trust_incident"] * incidents, 1.0)
        by_breaches = np.minimum(known["trust_breach"] * np.array(breached), 1.0)
        self._pace, self._last = pace, finished
        for push, *others in zip(pushes, by_incidents, by_breaches, strict=True):
            level = self.stakeholder_trust
            causes = {"forecasts": gauges.towards(level, push)}
            causes |= {str(place): each * -level for place, each in enumerate(others)}
            for each in gauges.on_scale(level, causes).values():
                level = level + each
            self.stakeholder_trust = level

    def _pay(self, finished: FloatArray, incidents: FloatArray, posts: FloatArray) -> None:
        earned = self._known["item_value"] * finished
        people = self._team.engineer_week_cost * posts
        lost = self._known["incident_cost"] * incidents
        for week in range(len(finished)):
            self.cash = self.cash + earned[week] - people[week] - self._team.running_cost
            self.cash = self.cash - lost[week]
