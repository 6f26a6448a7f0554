"""Charts, forecasts, budgets and reversals against closed forms and known answers."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from leadlab.models.delivery import (
    ALERTS,
    UnusableLog,
    alerts,
    burn_rate,
    burn_up,
    control_chart,
    error_budget,
    false_alarm_rate,
    find_reversals,
    forecast_items,
    forecast_weeks,
)

WEEKS = [4, 7, 5, 6, 3, 8, 5, 6, 4, 7, 6, 5]


def test_the_limits_of_a_chart_are_those_on_paper() -> None:
    """Values 1 2 1 2: mean 1.5, mean range 1, so 1.5 +- 3 / 1.1284."""
    chart = control_chart([1, 2, 1, 2])
    assert (1.5 - 2.6587, 1.5 + 2.6587) == pytest.approx((chart.low, chart.high), abs=1e-3)
    assert 3.2666 == pytest.approx(chart.range_limit, abs=1e-3)


def test_a_single_point_and_a_shift_are_both_found() -> None:
    """One point far out, and eight in a row on one side."""
    rng = np.random.default_rng(4)
    calm = rng.normal(20, 2, size=30)
    spike = calm.copy()
    spike[20] += 15
    assert (20,) == control_chart(spike).outside
    shifted = np.concatenate([calm, rng.normal(23, 2, size=20)])
    assert any(30 <= place for place in control_chart(shifted, baseline=30).shifted)


def test_the_spread_between_neighbours_sees_what_the_spread_of_all_would_hide() -> None:
    """A step of three sigma widens the standard deviation and hardly the moving range."""
    rng = np.random.default_rng(9)
    series = np.concatenate([rng.normal(0, 1, 25), rng.normal(3.5, 1, 25)])
    chart = control_chart(series)
    assert chart.high - chart.centre < 2.6 * series.std()


def test_a_chart_of_a_year_often_cries_wolf() -> None:
    """With 52 points and known limits 13 % of charts would; limits from few values add to it."""
    expected = 1 - 0.9973**52
    assert expected == pytest.approx(false_alarm_rate(52, runs=False), abs=0.05)
    assert false_alarm_rate(52) > false_alarm_rate(52, runs=False)


def test_a_forecast_from_equal_weeks_is_a_division() -> None:
    """Five a week: twenty items take four weeks, in every future."""
    found = forecast_weeks([5, 5], 20)
    assert (4, 4, 1.0) == (found.p50, found.p95, found.chance(4))


def test_a_forecast_of_items_has_the_mean_of_the_past() -> None:
    """Mean of a sum is the sum of means; the spread grows with the root of the weeks."""
    found = forecast_items(WEEKS, 16)
    assert 16 * np.mean(WEEKS) == pytest.approx(found.outcomes.mean(), rel=0.01)
    assert 4 * np.std(WEEKS) == pytest.approx(found.outcomes.std(), rel=0.05)
    assert found.p85 < found.p50


def test_splitting_and_growth_push_the_date_out() -> None:
    """Both happen, and a forecast without them is kinder than the year."""
    plain = forecast_weeks(WEEKS, 60)
    assert plain.p85 < forecast_weeks(WEEKS, 60, split=(1.0, 1.6)).p85
    assert plain.p85 < forecast_weeks(WEEKS, 60, growth=1).p85


def test_work_that_grows_faster_than_it_is_done_never_ends_and_says_so() -> None:
    """The share of futures without an end is told, and the number is no date."""
    found = forecast_weeks([1, 2], 50, growth=3, futures=200)
    assert 1.0 == found.never
    assert any("never end" in each for each in found.warnings)


def test_a_short_past_is_told() -> None:
    """Ranges held only where the past was twice as long as what was to come."""
    assert any("twice as long" in each for each in forecast_weeks(WEEKS, 60).warnings)
    assert () == forecast_weeks(WEEKS, 20).warnings


@pytest.mark.parametrize("past", [[], [0, 0], [3, -1], ["a"], [float("nan")]])
def test_a_past_that_cannot_be_drawn_from_is_a_sentence(past: list[object]) -> None:
    """Nothing, only noughts, less than nought, no number."""
    with pytest.raises(UnusableLog, match="past:"):
        forecast_weeks(past, 5)


def test_budgets_and_burn_rates_are_those_of_the_workbook() -> None:
    """99.9 % of thirty days is 43.2 minutes; the three rules spend 2, 5 and 10 %."""
    levels = (0.999, 0.995, 0.9995, 0.9999)
    assert [43.2, 216, 21.6, 4.32] == [error_budget(each).minutes for each in levels]
    assert [0.02, 0.05, 0.1] == pytest.approx([rule.spends() for rule in ALERTS])
    assert 14.4 == burn_rate(0.0144, 0.999)


def test_an_alert_fires_while_it_burns_and_stops_soon_after() -> None:
    """An hour at 20 times the even rate: on within that hour, off within 10 minutes of its end."""
    bad = np.zeros(72)
    bad[24:36] = 20  # an hour at 2 % of 1,000, where 0.1 % is even
    found = alerts(1_000 - bad, bad, level=0.999).iloc[:, 0].to_numpy()
    assert not found[:24].any()
    assert found[35]
    assert not found[37:].any()


def test_a_hiccup_wakes_nobody() -> None:
    """Five bad minutes raise the short window and not the long one."""
    bad = np.zeros(72)
    bad[30] = 30
    assert not alerts(1_000 - bad, bad, level=0.999).to_numpy().any()


def test_scope_that_comes_later_shows_in_a_burn_up() -> None:
    """Left is scope less done; more done than there is cannot be."""
    days = pd.date_range("2026-03-02", periods=3)
    assert [10, 10, 14] == burn_up(days, [10, 0, 4], [0, 3, 3])["scope"].tolist()
    with pytest.raises(UnusableLog, match="by 2026-03-03 more is finished"):
        burn_up(days, [2, 0, 0], [0, 3, 0])


def test_a_reversal_is_found_in_both_directions_and_only_where_all_parts_turn() -> None:
    """One part that agrees with the whole makes it no reversal."""
    rows = [("A", "bug", 3.0)] * 90 + [("A", "work", 12.0)] * 10
    rows += [("B", "bug", 2.0)] * 10 + [("B", "work", 10.0)] * 90
    board = pd.DataFrame(rows, columns=["team", "kind", "days"])
    found = find_reversals(board, value="days", side="team", parts=["kind"])
    assert [("A", "B", "kind")] == [(each.first, each.second, each.by) for each in found]
    board.loc[(board["team"] == "B") & (board["kind"] == "bug"), "days"] = 4.0
    assert [] == find_reversals(board, value="days", side="team", parts=["kind"])
