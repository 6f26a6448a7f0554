"""Doors, delay and the latency of decisions."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from leadlab.errors import LeadlabError
from leadlab.models import decisions

NOW = pd.Timestamp("2026-03-02T12:00Z")


class TestDoors:
    """Going back, and waiting."""

    def test_reversibility_is_the_loss_it_saves(self) -> None:
        """The gap between a choice with and one without the way back."""
        with_exit = 0.6 * 80 - 0.4 * (40 + 10)
        without = 0.6 * 80 - 0.4 * 300
        value = decisions.reversibility_value(
            chance_right=0.6, loss_if_kept=300, harm_until_undone=40, reversal_cost=10
        )

        assert with_exit - without == pytest.approx(value)

    def test_a_dear_way_back_is_worth_nothing(self) -> None:
        """Nobody goes back at a price above the loss."""
        value = decisions.reversibility_value(
            chance_right=0.6, loss_if_kept=30, harm_until_undone=10, reversal_cost=30
        )

        assert 0 == value

    def test_trying_pays_from_the_needed_chance(self) -> None:
        """At the needed chance, trying is worth nothing more than leaving it."""
        terms = {
            "gain": 30,
            "harm_until_undone": 4,
            "reversal_cost": 6,
            "analysis_cost": 3,
            "analysis_weeks": 2,
            "delay_per_week": 1,
        }
        needed = decisions.try_or_analyse(chance_right=0.5, **terms).needed_chance

        assert 0 == pytest.approx(
            decisions.try_or_analyse(chance_right=needed, **terms).try_first, abs=1e-9
        )

    def test_a_dear_mistake_asks_for_analysis(self) -> None:
        """The same door with a mistake twenty times as dear is analysed first."""
        both = decisions.try_or_analyse(
            chance_right=0.8,
            gain=30,
            harm_until_undone=100,
            reversal_cost=100,
            analysis_cost=3,
            analysis_weeks=2,
            delay_per_week=1,
        )

        assert "analyse first" == both.best

    def test_reversal_cost_adds_up(self) -> None:
        """Two people for three weeks at 1,600, and 900 of fees."""
        assert 2 * 3 * 1_600 + 900 == decisions.reversal_cost(people=2, weeks=3, one_off=900)

    def test_delay_is_linear(self) -> None:
        """Twice the weeks, twice the cost."""
        once = decisions.cost_of_delay(weeks=1, value_per_week=700, people_waiting=2)

        assert 2 * once == decisions.cost_of_delay(weeks=2, value_per_week=700, people_waiting=2)


class TestLatency:
    """From question to answer."""

    @staticmethod
    def log(days: list[float], ages: list[float] = ()) -> pd.DataFrame:
        """A log of decisions that took `days`, and of open ones of the given ages."""
        ended = [NOW - pd.Timedelta(days=50) + pd.Timedelta(days=day) for day in days]
        return pd.DataFrame(
            {
                "opened": [NOW - pd.Timedelta(days=50)] * len(days)
                + [NOW - pd.Timedelta(days=age) for age in ages],
                "decided": [*ended, *[pd.NaT] * len(ages)],
                "kind": ["tool"] * len(days) + ["architecture"] * len(ages),
            }
        )

    def test_median_and_p85(self) -> None:
        """Linear interpolation between the decided ones."""
        latency = decisions.decision_latency(self.log([1, 2, 3, 4, 5]), now=NOW)

        assert 3.0 == latency.median_days
        assert 4.4 == pytest.approx(latency.p85_days)

    def test_open_questions_lengthen_the_honest_median(self) -> None:
        """Three taken in 1, 2, 3 days and two open for 40: one in two by day 3."""
        latency = decisions.decision_latency(self.log([1, 2, 3], [40, 40]), now=NOW)

        assert 2.0 == latency.median_days
        assert 3.0 == latency.all_median_days
        assert latency.all_p85_days is None
        assert "2 of 5 are still open, the oldest for 40 days" in latency.note

    def test_the_half_itself_is_the_median(self) -> None:
        """Two of four are taken by day 2: half of all, so the median of all is 2 days."""
        latency = decisions.decision_latency(self.log([1, 2], [40, 40]), now=NOW)

        assert 2.0 == latency.all_median_days

    def test_censoring_by_hand(self) -> None:
        """Kaplan-Meier: 1, 2+, 3 gives S = 2/3 after day 1 and 0 after day 3."""
        latency = decisions.decision_latency(self.log([1, 3], [2]), now=NOW)

        assert 3.0 == latency.all_median_days

    def test_nothing_decided(self) -> None:
        """Only open questions: no median, and no crash."""
        latency = decisions.decision_latency(self.log([], [3.0]), now=NOW)

        assert latency.median_days is None
        assert (3.0,) == latency.open_ages_days

    def test_offsets_are_respected(self) -> None:
        """Noon in one zone and eleven o'clock in another are the same moment."""
        log = pd.DataFrame(
            {
                "opened": ["2026-02-01T12:00+01:00"],
                "decided": ["2026-02-02T11:00+00:00"],
                "kind": "x",
            }
        )

        assert 1.0 == decisions.decision_latency(log, now=NOW).median_days

    def test_days_of_the_calendar(self) -> None:
        """Bare days need no zone; the shipped decision log is written in days."""
        log = pd.DataFrame({"opened": ["2026-02-01", "2026-02-03"], "decided": ["2026-02-05", ""]})
        latency = decisions.decision_latency(log, now=date(2026, 2, 10))

        assert 4.0 == latency.median_days
        assert (7.0,) == latency.open_ages_days

    def test_by_kind(self) -> None:
        """One row per kind, and an empty cell where nothing is decided yet."""
        table = decisions.decision_latency_by(self.log([1, 2], [9]), now=NOW)

        assert ["architecture", "tool"] == list(table.index)
        assert np.isnan(table.loc["architecture", "median_days"])
        assert 9.0 == table.loc["architecture", "oldest_open_days"]

    def test_all_faults_with_their_rows(self) -> None:
        """Each faulty row is named, all at once."""
        log = pd.DataFrame(
            {
                "opened": ["2026-02-01T09:00", "soon", "2026-02-09T09:00Z", None],
                "decided": [None, None, "2026-02-01T09:00Z", None],
                "kind": ["a"] * 4,
            },
            index=[10, 11, 12, 13],
        )

        with pytest.raises(LeadlabError) as caught:
            decisions.decision_latency(log, now=NOW)

        said = str(caught.value)
        assert "row 10: opened '2026-02-01T09:00' has no time zone" in said
        assert "row 11: opened 'soon' is not a time" in said
        assert "row 12: decided before it was opened" in said
        assert "row 13: opened is empty" in said
