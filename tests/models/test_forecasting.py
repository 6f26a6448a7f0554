"""Chances and ranges, their scores, and what past cases say."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadlab.errors import LeadlabError
from leadlab.models import forecasting

CHANCES = st.floats(0, 1, allow_subnormal=False)
ANSWERED = st.lists(st.tuples(CHANCES, st.integers(0, 1)), min_size=1, max_size=40)


def _expected(score: object, said: float, true: float) -> float:
    """Expected score of saying `said` when the chance is `true`."""
    return true * score([said], [1]) + (1 - true) * score([said], [0])


class TestScores:
    """Scores for chances."""

    def test_brier_by_hand(self) -> None:
        """The form from 0 to 1: (0.2^2 + 0.3^2) / 2."""
        assert 0.065 == forecasting.brier_score([0.8, 0.3], [1, 0])

    def test_half_scores_a_quarter(self) -> None:
        """Always saying one half scores 0.25, whatever happens."""
        assert 0.25 == forecasting.brier_score([0.5] * 3, [1, 0, 0])

    def test_a_false_certainty_is_infinitely_surprising(self) -> None:
        """The log score forgives no false certainty, unless a floor is asked for."""
        assert math.inf == forecasting.log_score([0.0], [1])
        assert -math.log(0.01) == pytest.approx(forecasting.log_score([0.0], [1], floor=0.01))

    @pytest.mark.parametrize("score", [forecasting.brier_score, forecasting.log_score])
    @given(said=st.floats(0.01, 0.99), true=st.floats(0.01, 0.99))
    def test_honesty_is_best(self, score: object, said: float, true: float) -> None:
        """Proper: no chance has a better expected score than the true one."""
        assert _expected(score, true, true) <= _expected(score, said, true) + 1e-9

    def test_interval_score_by_hand(self) -> None:
        """Width 10 and two beyond the end of a 90 % range: 10 + 20 x 2."""
        assert 50.0 == pytest.approx(forecasting.interval_score([10], [20], [22], level=0.9))

    def test_interval_score_is_two_pinball_losses(self) -> None:
        """The interval score is 2/a times the losses of its two ends."""
        truths = [3, 9, 14, 30]
        low, high = [5] * 4, [15] * 4
        losses = forecasting.pinball_loss(low, truths, share=0.1) + forecasting.pinball_loss(
            high, truths, share=0.9
        )

        assert 2 / 0.2 * losses == pytest.approx(
            forecasting.interval_score(low, high, truths, level=0.8)
        )

    @pytest.mark.parametrize("shift", [(-0.4, 0), (0.4, 0), (0, -0.4), (0, 0.4), (0.5, 0.5)])
    def test_interval_score_is_best_at_the_true_quantiles(self, shift: tuple[float, float]) -> None:
        """Moving either end away from the 5 % and 95 % points costs, for a normal truth."""
        truths = np.random.default_rng(3).normal(size=200_000)
        low, high = -1.6449, 1.6449

        def mean(lower: float, upper: float) -> float:
            return forecasting.interval_score([lower] * len(truths), [upper] * len(truths), truths)

        assert mean(low, high) < mean(low + shift[0], high + shift[1])

    def test_climatology_has_no_skill(self) -> None:
        """Saying the share that came true is the zero of skill."""
        assert 0.0 == forecasting.skill_against_climatology([0.25] * 4, [1, 0, 0, 0])


class TestCalibration:
    """What was said beside what happened."""

    @given(answered=ANSWERED, bins=st.sampled_from([None, 1, 3, 10]))
    def test_murphy_is_exact(self, answered: list[tuple[float, int]], bins: int | None) -> None:
        """The parts add to the Brier score for any grouping."""
        said, happened = zip(*answered, strict=True)
        parts = forecasting.murphy(said, happened, bins=bins)

        assert forecasting.brier_score(said, happened) == pytest.approx(parts.brier, abs=1e-9)
        assert parts.brier == pytest.approx(parts.total, abs=1e-12)
        assert min(parts.reliability, parts.resolution, parts.within_variance) >= 0

    def test_murphy_by_brute_force(self) -> None:
        """Each term from its own definition, in plain loops."""
        said = [0.1, 0.15, 0.3, 0.8, 0.85, 0.85]
        happened = [0, 1, 0, 1, 1, 0]
        groups = [[0, 1], [2], [3, 4, 5]]
        overall = sum(happened) / 6
        reliability = resolution = variance = covariance = 0.0
        for group in groups:
            p_k = sum(said[i] for i in group) / len(group)
            o_k = sum(happened[i] for i in group) / len(group)
            reliability += len(group) * (p_k - o_k) ** 2 / 6
            resolution += len(group) * (o_k - overall) ** 2 / 6
            for i in group:
                variance += (said[i] - p_k) ** 2 / 6
                covariance += 2 * (happened[i] - o_k) * (said[i] - p_k) / 6

        parts = forecasting.murphy(said, happened, bins=5)

        assert 3 == parts.groups
        assert reliability == pytest.approx(parts.reliability)
        assert resolution == pytest.approx(parts.resolution)
        assert variance == pytest.approx(parts.within_variance)
        assert covariance == pytest.approx(parts.within_covariance)
        assert overall * (1 - overall) == pytest.approx(parts.uncertainty)

    @given(ANSWERED)
    def test_grouping_equals_leaves_nothing_over(self, answered: list[tuple[float, int]]) -> None:
        """With equal forecasts in a group the two extra terms vanish."""
        parts = forecasting.murphy(*zip(*answered, strict=True))

        assert 0 == pytest.approx(parts.within_variance, abs=1e-12)
        assert 0 == pytest.approx(parts.within_covariance, abs=1e-12)

    def test_wilson_known_answer(self) -> None:
        """Ten of ten at 95 %: from n / (n + z^2)."""
        low, high = forecasting.wilson_interval(10, 10)

        assert 10 / (10 + 1.959964**2) == pytest.approx(low, abs=1e-6)
        assert 1.0 == high

    @given(st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
    def test_wilson_solves_its_equation(self, counts: tuple[int, int]) -> None:
        """Each end p satisfies |share - p| = z sqrt(p (1 - p) / n); the ends mirror."""
        hits, asked = counts
        low, high = forecasting.wilson_interval(hits, asked)
        for end in (low, high):
            gap = 1.959963984540054 * math.sqrt(end * (1 - end) / asked)
            assert abs(hits / asked - end) == pytest.approx(gap, abs=1e-9) or end in (0.0, 1.0)
        mirrored = forecasting.wilson_interval(asked - hits, asked)

        assert (1 - high, 1 - low) == pytest.approx(mirrored)

    def test_overconfident_ranges(self) -> None:
        """Eleven of twenty where 90 % was meant is overconfident beyond doubt."""
        hits = forecasting.hit_rate([0] * 20, [1] * 20, [0.5] * 11 + [2] * 9, level=0.9)

        assert 0.55 == hits.share
        assert hits.overconfident
        assert not hits.underconfident

    def test_few_ranges_prove_little(self) -> None:
        """Four of five where 90 % was meant may still be bad luck."""
        hits = forecasting.hit_rate([0] * 5, [1] * 5, [0.5] * 4 + [2], level=0.9)

        assert not hits.overconfident

    def test_the_ends_belong_to_the_range(self) -> None:
        """A truth on the end of a range is held."""
        assert 2 == forecasting.hit_rate([1, 1], [2, 2], [1, 2]).hits

    def test_calibration_table_counts_everything_once(self) -> None:
        """Edges belong to the group above; 1.0 to the last; no forecast is lost."""
        table = forecasting.calibration_table([0.0, 0.3, 0.35, 1.0], [0, 1, 0, 1], bins=10)

        assert [0.0, 0.3, 0.9] == table["from"].tolist()
        assert 4 == table["forecasts"].sum()

    def test_overconfidence_counts_the_likelier_side(self) -> None:
        """Saying 0.1 for what does not happen is as right as 0.9 for what does."""
        assert -0.1 == pytest.approx(forecasting.overconfidence([0.9, 0.1], [1, 0]))

    @pytest.mark.parametrize("came", [0, 1])
    def test_even_chances_are_half_right(self, came: int) -> None:
        """Whatever comes, somebody who says 0.5 is neither too sure nor too timid."""
        assert 0 == forecasting.overconfidence([0.5], [came])

    def test_an_edge_is_not_missed_by_rounding(self) -> None:
        """0.29 stands in the group that begins with 0.29, although 0.29 * 100 falls short of 29."""
        assert [0.29] == forecasting.calibration_table([0.29], [1], bins=100)["from"].tolist()


class TestJudgement:
    """Bias and noise."""

    @given(said=st.lists(st.floats(-100, 100), min_size=1, max_size=30), truth=st.floats(-100, 100))
    def test_the_identity(self, said: list[float], truth: float) -> None:
        """Mean squared error is bias squared plus noise squared."""
        split = forecasting.split_error(said, truth)

        assert split.bias**2 + split.noise**2 == pytest.approx(split.mse, abs=1e-7)

    def test_equal_shift_is_pure_bias(self) -> None:
        """Everybody two too high is bias without noise."""
        split = forecasting.split_error([3, 6], [1, 4])

        assert (2.0, 0.0, 1.0) == (split.bias, split.noise, split.bias_share)

    def test_audit_identity(self) -> None:
        """System noise squared is level plus pattern, by a second method."""
        table = np.random.default_rng(1).normal(size=(5, 40)) + np.arange(5)[:, None]
        audit = forecasting.noise_audit(table)
        pattern = table - table.mean(axis=1, keepdims=True) - table.mean(axis=0) + table.mean()

        assert (pattern**2).mean() == pytest.approx(audit.pattern_noise**2)
        assert audit.system_noise**2 == pytest.approx(audit.level_noise**2 + audit.pattern_noise**2)


class TestOutsideView:
    """How such things usually go."""

    def test_reference_class_quantiles(self) -> None:
        """The estimate times the quantiles of the ratios."""
        ratios = np.linspace(0.8, 2.8, 21)
        forecast = forecasting.reference_class_forecast(20, ratios)

        assert (36.0, 48.0, 52.0) == pytest.approx((forecast.p50, forecast.p80, forecast.p90))
        assert 3 / 21 == pytest.approx(forecast.chance_within_estimate)
        assert () == forecast.warnings

    def test_small_classes_say_so(self) -> None:
        """Five cases come with a sentence on what they cannot carry."""
        forecast = forecasting.reference_class_forecast(20, [1.0, 1.1, 1.2, 1.3, 4.0])

        assert "Only 5 past cases" in forecast.warnings[0]

    def test_one_giant_says_so(self) -> None:
        """A mean that hangs on one case is called that."""
        forecast = forecasting.reference_class_forecast(20, [1.0] * 11 + [30.0])

        assert any("One case makes up" in warning for warning in forecast.warnings)

    def test_the_mean_describes_nobody(self) -> None:
        """1.27 = 1/6 x 3.0 + 5/6 x 0.924."""
        rest = forecasting.mean_of_the_rest(1.27, tail_share=1 / 6, tail_mean=3.0)

        assert 0.924 == pytest.approx(rest)
        assert 1.27 == pytest.approx(1 / 6 * 3.0 + 5 / 6 * rest)

    def test_rule_of_five_by_drawing(self) -> None:
        """93.75 %, and a simulation agrees."""
        draws = np.random.default_rng(2).exponential(size=(200_000, 5))
        median = math.log(2)
        held = (draws.min(axis=1) < median) & (median < draws.max(axis=1))

        assert 0.9375 == forecasting.rule_of_five()
        assert 0.9375 == pytest.approx(held.mean(), abs=0.003)

    @pytest.mark.parametrize("alpha", [0.7, 1.0, 1.5, 3.0])
    def test_pareto_by_integration(self, alpha: float) -> None:
        """Mean and quantiles agree with the numerical integral of the density."""
        tail = forecasting.TruncatedPareto(alpha=alpha, least=1.0, most=20.0)
        x = np.linspace(1, 20, 400_001)
        density = x ** -(alpha + 1)
        density /= np.trapezoid(density, x)
        below = np.trapezoid(density[x <= tail.quantile(0.9)], x[x <= tail.quantile(0.9)])

        assert np.trapezoid(x * density, x) == pytest.approx(tail.mean, rel=1e-6)
        assert 0.9 == pytest.approx(below, abs=1e-4)
        assert (1.0, 20.0) == pytest.approx((tail.quantile(0), tail.quantile(1)))

    def test_pareto_samples(self) -> None:
        """A large sample has the mean of the formula, and stays inside its ends."""
        tail = forecasting.TruncatedPareto(alpha=1.0, least=1.0, most=20.0)
        cases = tail.sample(200_000, seed=5)

        assert tail.mean == pytest.approx(cases.mean(), rel=0.02)
        assert cases.min() >= 1
        assert cases.max() <= 20

    def test_bootstrap_agrees_with_theory(self) -> None:
        """For many scores the interval is mean +- 1.96 standard errors."""
        scores = np.random.default_rng(8).normal(0.2, 0.1, size=400)
        found = forecasting.mean_interval(scores)
        reach = 1.96 * scores.std() / 20

        assert scores.mean() - reach == pytest.approx(found.low, abs=0.001)
        assert scores.mean() + reach == pytest.approx(found.high, abs=0.001)

    def test_the_interval_holds_the_mean_about_as_often_as_it_says(self) -> None:
        """Forty scores at a time, the true mean lies inside in about 95 % of the trials."""
        rng = np.random.default_rng(4)
        held = 0
        for _ in range(300):
            chance = rng.random(40)
            scores = forecasting.brier_scores(chance, rng.random(40) < chance)
            found = forecasting.mean_interval(scores, resamples=400)
            held += found.low <= 1 / 6 <= found.high

        assert 0.88 < held / 300 < 0.98

    def test_same_seed_same_interval(self) -> None:
        """Randomness comes in through the seed alone."""
        assert forecasting.mean_interval([0.1, 0.4]) == forecasting.mean_interval([0.1, 0.4])


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: forecasting.brier_score([40], [1]), "Write 40 % as 0.4"),
        (lambda: forecasting.brier_score([0.4], [1, 0]), "expected 1, one for each forecast"),
        (lambda: forecasting.brier_score([0.4], [2]), "1 if it happened"),
        (lambda: forecasting.brier_score([], []), "at least 1"),
        (lambda: forecasting.brier_score(["often"], [1]), "list of numbers"),
        (lambda: forecasting.brier_score([float("nan")], [1]), "finite number"),
        (lambda: forecasting.interval_score([2], [1], [1]), "Swap them"),
        (lambda: forecasting.interval_score([1], [2], [1], level=90), "from 0 to 1"),
        (lambda: forecasting.skill_against_climatology([0.4], [1]), "already perfect"),
        (lambda: forecasting.wilson_interval(3, 2), "from 0 to 2"),
        (lambda: forecasting.reference_class_forecast(5, [1.2, -0.1]), "above 0"),
        (lambda: forecasting.reference_class_forecast(5, [1.2]), "at least 2"),
        (lambda: forecasting.TruncatedPareto(alpha=0, least=1, most=0.5), "alpha .*; most must"),
        (lambda: forecasting.noise_audit([1, 2]), "one row per judge"),
        (lambda: forecasting.calibration_table([0.4], [1], bins=2.5), "whole number"),
    ],
)
def test_faults_are_sentences(call: object, said: str) -> None:
    """Unusable input is answered with what was seen and what to do."""
    with pytest.raises(LeadlabError, match=said):
        call()
