"""The worlds of the assignment on metrics: notices, paid quarters, flow plans, and the score."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from leadlab.checks.metrics.assignment_dates import weeks_scores
from leadlab.simulation import flow_worlds, notice_weeks, paid_quarters
from leadlab.simulation.team import Team, equal_people
from leadlab.simulation.team_policy import Policy, TeamView


@pytest.mark.parametrize("way", notice_weeks.WAYS)
@pytest.mark.parametrize("hour", range(24))
def test_nobody_is_told_later_than_somebody_comes_upon_it(way: str, hour: int) -> None:
    """A notice never delays what would have been found anyway."""
    event = replace(notice_weeks.FIRST_EVENT, hour=hour, found_anyway=3.0)

    assert notice_weeks.seen_after(event, way) <= 3.0


def test_silence_costs_the_harm_until_it_is_found_and_nothing_else() -> None:
    """Closed form: the sum of harm times hours, over the weeks."""
    weeks = notice_weeks.draw_weeks(5, np.random.default_rng(3))
    harm = sum(true * event.found_anyway for week in weeks for event, true in week) / 5

    assert (pytest.approx(harm), 0.0, 0.0) == notice_weeks.hours_of(lambda _: "nothing", weeks)


def test_gamed_quarters_win_more_coverage_for_what_is_noticed() -> None:
    """Hours on the number alone lift coverage, and not what changed tests notice."""
    quarters, gamed = paid_quarters.draw_quarters(300, np.random.default_rng(3))
    ratio = np.array([each.mutants_noticed / each.coverage_gain for each in quarters])

    assert np.median(ratio[gamed]) < 0.6 * np.median(ratio[~gamed])


def test_other_levers_of_a_flow_plan_stay_as_usual() -> None:
    """A plan that also stops repaying debt and hires gets the outcome of its four levers."""

    def more(view: TeamView) -> Policy:
        return flow_worlds.reference(view).changed(debt=0.5, headcount=30)

    plain, odd = (
        flow_worlds.evaluate(each, Team(people=equal_people(4)), worlds=4, sizes=(4,)).plan
        for each in (flow_worlds.reference, more)
    )

    assert plain == odd


def test_the_score_of_two_weeks_is_best_for_the_true_quantiles() -> None:
    """No other pair near the middle and the 85 % week of what happens loses less."""
    happened = np.random.default_rng(3).poisson(9, 4_000).astype(float)[None, :]
    true = np.quantile(happened, (0.5, 0.85), method="inverted_cdf")
    losses = {
        (low, high): float(weeks_scores(np.array([[low, high]]), happened).mean())
        for low in true[0] + np.arange(-3, 4)
        for high in true[1] + np.arange(-3, 4)
    }

    assert tuple(true) == min(losses, key=lambda pair: losses[pair])
