"""What always holds in the simulated team, whatever the policy."""

from __future__ import annotations

import hashlib
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from team_cases import VISITS, run

from leadlab.errors import LeadlabError
from leadlab.simulation.engine import simulate
from leadlab.simulation.engine_chance import (
    BODY,
    RECOVERY,
    Thresholds,
    exp_minus,
    exponentials,
    poisson,
    streams,
)
from leadlab.simulation.team_policy import ANSWERS, REVIEWS, Policy
from leadlab.simulation.team_runs import TeamRuns

POLICIES = st.builds(
    Policy,
    features=st.floats(0, 0.6), debt=st.floats(0, 0.2), reliability=st.floats(0, 0.1),
    mentoring=st.floats(0, 0.05), learning=st.floats(0, 0.05), wip_limit=st.integers(1, 60),
    batch_size=st.integers(1, 20), review=st.sampled_from(REVIEWS),
    overtime=st.floats(0, 0.5), headcount=st.none() | st.integers(1, 12),
    delegation=st.floats(0, 1), bad_news=st.sampled_from(ANSWERS),
    promise=st.none() | st.floats(0, 20),
)  # fmt: skip


def print_of(runs: TeamRuns) -> str:
    """A short print of everything that happened."""
    found = hashlib.sha256()
    for name in runs.gauges:
        found.update(np.ascontiguousarray(runs.gauge(name)).tobytes())
    found.update(np.ascontiguousarray(runs.exhaustion).tobytes())
    return found.hexdigest()[:16]


@settings(max_examples=25)
@given(POLICIES, st.integers(0, 100), st.booleans())
def test_causes_add_up_and_gauges_stay_on_their_scales(
    policy: Policy, seed: int, worlds: bool
) -> None:
    """For each gauge and week the causes together are the change; nothing leaves its scale."""
    runs = run(policy, weeks=14, replications=12, seed=seed, worlds=worlds)

    for name in runs.gauges:
        total = sum(runs.causes(name).values())
        assert np.allclose(total, runs.change(name), rtol=0, atol=1e-6), name
        assert np.isfinite(runs.gauge(name)).all()
    for name in ("exhaustion", "safety", "trust_in_lead", "stakeholder_trust"):
        assert runs.gauge(name).min() >= 0
        assert runs.gauge(name).max() <= 1
    for name in ("backlog", "in_progress", "debt", "known_risks", "hidden_risks", "people"):
        assert runs.gauge(name).min() >= -1e-9


@settings(max_examples=25)
@given(POLICIES, st.integers(0, 100))
def test_work_is_neither_lost_nor_made(policy: Policy, seed: int) -> None:
    """Each stage passes on at most what came before, and its sums never fall."""
    runs = run(policy, weeks=10, replications=12, seed=seed)
    by_day = runs.record.flow.by_day

    assert (by_day["built"] <= 4 * by_day["started"]).all()
    assert (by_day["reviewed"] <= by_day["built"]).all()
    assert (by_day["deployed"] <= by_day["reviewed"]).all()
    assert (by_day["deployments"] <= by_day["deployed"]).all()
    for stage in ("arrived", "started", "built", "reviewed", "deployed", "deployments"):
        assert (np.diff(by_day[stage], axis=0) >= 0).all()
    todays = np.diff(by_day["deployments"], axis=0, prepend=0)
    assert (by_day["failed"] <= todays).all()
    assert (runs.gauge("in_progress") <= max(policy.wip_limit, 14)).all()


class TestLuck:
    """Seeds and streams."""

    def test_the_same_seed_tells_the_same_story(self) -> None:
        """Bit by bit; another seed tells another."""
        policy = Policy(headcount=10, overtime=0.1)
        one, two, other = (run(policy, weeks=20, seed=seed) for seed in (3, 3, 4))

        assert print_of(one) == print_of(two)
        assert print_of(one) != print_of(other)

    def test_the_story_is_the_same_on_every_platform(self) -> None:
        """Only exact operations lie between the raw numbers and the events: known counts."""
        runs = run(Policy(), weeks=26, replications=20, seed=7)

        assert (2823, 3778, 332, 2719, 15) == (
            int(runs.finished.sum()), int(runs.deployments.sum()), int(runs.failed.sum()),
            int(runs.pages.sum()), int(runs.incidents.sum()),
        )  # fmt: skip

    def test_each_kind_of_event_has_its_own_stream(self) -> None:
        """Pages do not move when deployments do: common luck for every policy."""
        team = VISITS.changed(wear=0, care_yield=0, incident_pages=0)
        one, two = (
            run(Policy(batch_size=size, features=share), team=team, weeks=12)
            for size, share in ((1, 0.75), (30, 0.3))
        )
        night = slice(1, None, 2)

        assert np.array_equal(one.pages_by_shift[..., night], two.pages_by_shift[..., night])
        assert np.array_equal(one.arrived, two.arrived)

    def test_spare_seats_leave_the_luck_of_the_others_alone(self) -> None:
        """People who are here feel the same chance whether or not seats stand empty."""
        one = run(Policy(), weeks=8, replications=30)
        two = run(lambda view: Policy(), weeks=8, replications=30)

        assert np.array_equal(one.exhaustion, two.exhaustion[..., :8])

    def test_blocks_of_copies_meet_the_same_luck(self) -> None:
        """Each block is the run of its size, also where coefficients stand in arrays."""
        plain = run(Policy(), weeks=12, replications=6)
        team = VISITS.changed(
            debt_scale=np.full(18, 50.0), pipeline_days=np.full(18, 2.0), wear=np.full(18, 0.005)
        )
        threefold = simulate(team, Policy(), weeks=12, replications=18, copies=3)

        for block in (slice(0, 6), slice(12, 18)):
            for name in plain.gauges:
                assert np.allclose(plain.gauge(name), threefold.gauge(name)[block]), name

    @pytest.mark.parametrize("rate", [0.0, 0.3, 3.7, 19.0, 60.0])
    def test_one_rate_for_all_is_that_rate_for_each(self, rate: float) -> None:
        """The way with a table of chances counts as the way that adds them up for each number."""
        luck = np.random.default_rng(2).random((4, 5_000))

        one, each = poisson(luck, np.array(rate)), poisson(luck, np.full(5_000, rate))

        assert one.tolist() == each.tolist()
        assert one.dtype == each.dtype

    def test_poisson_has_its_mean_and_variance(self) -> None:
        """Both are the rate."""
        counts = poisson(np.random.default_rng(1).random(200_000), np.array(3.7))

        assert 3.7 == pytest.approx(counts.mean(), rel=0.01)
        assert 3.7 == pytest.approx(counts.var(), rel=0.02)

    @given(st.floats(0, 5))
    def test_exp_minus_is_exp(self, x: float) -> None:
        """From products alone, and yet the same."""
        assert np.exp(-x) == pytest.approx(float(exp_minus(x)), rel=1e-7)

    def test_tables_have_their_medians(self) -> None:
        """Recovery has the median and the 85th percentile of the world, 52 minutes and 4 hours."""
        assert 52 / 60 == pytest.approx(float(np.median(RECOVERY)), rel=1e-3)
        assert 4.0 == pytest.approx(float(np.quantile(RECOVERY, 0.85)), rel=1e-2)
        assert 0.853 * np.exp(0.4 * NormalDist().inv_cdf(0.9)) == pytest.approx(
            float(np.quantile(BODY, 0.9)), rel=1e-2
        )

    def test_marks_on_the_clock_are_those_of_chance(self) -> None:
        """Crossings up to time 50 are Poisson: mean and variance 50, beyond the first chunk."""
        marks = Thresholds(streams(1)["failures"], 4000, chunk=8)
        while len(here := np.flatnonzero(marks.next < 50.0)):
            marks.advance(here)

        assert 50 == pytest.approx(marks.used.mean(), rel=0.02)
        assert 50 == pytest.approx(marks.used.var(), rel=0.1)

    def test_exponentials_have_mean_one(self) -> None:
        """And no number is infinite."""
        drawn = exponentials(np.random.default_rng(1).random(100_000))

        assert 1 == pytest.approx(drawn.mean(), rel=0.01)
        assert np.isfinite(drawn).all()


class TestRuns:
    """What comes back."""

    runs = run(Policy(headcount=9), weeks=12, replications=15)

    def test_axes_are_replications_weeks_engineers(self) -> None:
        """One order everywhere."""
        assert (15, 12) == self.runs.finished.shape == self.runs.gauge("debt").shape
        assert (15, 12, 9) == self.runs.exhaustion.shape == self.runs.here.shape
        assert (15, 12, 14) == self.runs.pages_by_shift.shape
        assert (15, 12) == self.runs.lead_time_days.shape

    def test_hidden_gauges_are_not_among_the_visible(self) -> None:
        """They are for the debrief."""
        assert {"hidden_risks", "background"} == set(self.runs.gauges) - set(self.runs.visible)

    def test_it_shows_itself(self) -> None:
        """In a line, and as a table with a caption and headed columns."""
        assert repr(self.runs).startswith("TeamRuns(12 weeks x 15): items finished a week")
        assert '<th scope="col">90th percentile</th>' in self.runs._repr_html_()

    def test_a_mistyped_gauge_gets_the_nearest(self) -> None:
        """As everywhere."""
        with pytest.raises(LeadlabError, match="Did you mean 'exhaustion'"):
            self.runs.causes("exhaustio")

    def test_the_ninth_person_comes_after_the_delay(self) -> None:
        """Nobody before week 8 after the decision, nine at most."""
        people = self.runs.here.sum(axis=2)

        assert people[:, :8].max() <= 8
        assert 9 == people.max()
        assert "joined" in self.runs.causes("people")

    def test_mean_exhaustion_is_that_of_the_people(self) -> None:
        """The gauge is the mean over those who are here."""
        here, tired = self.runs.here, self.runs.exhaustion
        mean = (here * tired).sum(axis=2) / here.sum(axis=2)

        assert np.allclose(mean, self.runs.gauge("exhaustion"), atol=1e-5)
