"""What goes into the simulated team, and what is said when it cannot."""

from __future__ import annotations

import pickle
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from team_cases import VISITS, run

from leadlab.catalog_evidence import evidence
from leadlab.catalog_team import default_team, team_faults
from leadlab.errors import LeadlabError
from leadlab.simulation.engine import simulate
from leadlab.simulation.policies import PolicyFault
from leadlab.simulation.team import Person, Team, equal_people
from leadlab.simulation.team_coefficients import COEFFICIENTS, Coefficients
from leadlab.simulation.team_policy import SHARES, Policy, TeamView
from leadlab.simulation.team_worlds import draw_worlds


class TestCoefficients:
    """Each has a default, a range, a grade and a source."""

    @pytest.mark.parametrize("name", COEFFICIENTS)
    def test_the_source_is_in_the_evidence_with_the_same_grade(self, name: str) -> None:
        """A grade is printed beside each coefficient: it is that of its evidence."""
        known = COEFFICIENTS[name]

        assert evidence(known.evidence).grade == known.grade

    @pytest.mark.parametrize("name", COEFFICIENTS)
    def test_the_default_lies_in_the_range(self, name: str) -> None:
        """A slider has room: the range is not empty and holds the default."""
        known = COEFFICIENTS[name]

        assert known.low < known.high
        assert known.low <= known.default <= known.high

    def test_a_value_outside_its_range_is_named(self) -> None:
        """All faults at once, with what is allowed."""
        with pytest.raises(LeadlabError) as caught:
            Coefficients(wear=-1, ramp_weeks=300)

        assert "ramp_weeks is 300, allowed 4 to 26" in str(caught.value)
        assert "wear is -1, allowed 0 to 0.03" in str(caught.value)

    def test_a_mistyped_name_gets_the_nearest(self) -> None:
        """A name that nothing answers to is met with one that something does."""
        with pytest.raises(LeadlabError, match="Did you mean 'ramp_weeks'"):
            VISITS.changed(ramp_week=3)

    @given(st.integers(0, 1000))
    def test_drawn_worlds_stay_in_the_ranges(self, seed: int) -> None:
        """No world is drawn that a slider could not show."""
        drawn = draw_worlds(Coefficients(), replications=20, rng=np.random.default_rng(seed))

        for name, known in COEFFICIENTS.items():
            values = np.asarray(getattr(drawn, name))
            assert (20,) == values.shape
            assert known.low <= values.min()
            assert values.max() <= known.high

    def test_drawn_values_peak_at_the_default(self) -> None:
        """The mean of a triangle is that of its three corners."""
        drawn = draw_worlds(Coefficients(), replications=20_000, rng=np.random.default_rng(1))
        for name in ("debt_scale", "thanks"):
            known = COEFFICIENTS[name]
            expected = (known.low + known.high + known.default) / 3

            assert expected == pytest.approx(float(np.mean(getattr(drawn, name))), rel=0.02)

    def test_naming_some_leaves_the_others_luck_alone(self) -> None:
        """The same world in the named coefficients, whichever others are drawn."""
        one, all_ = (
            draw_worlds(Coefficients(), replications=5, rng=np.random.default_rng(1), names=names)
            for names in (["thanks"], None)
        )

        assert np.array_equal(one.thanks, all_.thanks)
        assert COEFFICIENTS["wear"].default == one.wear


class TestTeam:
    """People and first numbers."""

    def test_the_default_team_is_that_of_the_world(self) -> None:
        """Eight people, 7.65 posts, and the numbers of the file."""
        team = default_team()

        assert () == team_faults()
        assert 8 == len(team.people)
        assert 7.65 == pytest.approx(sum(each.hours_week for each in team.people) / 40)
        assert (6.2, 0.19, 0.03, 4) == (
            team.arrivals, team.interruptions, team.change_breaks, team.hidden_risks,
        )  # fmt: skip
        assert 0.72 == pytest.approx(team.failed_deployments)
        assert 135.2 == pytest.approx(team.weekly_cost, abs=0.1)

    def test_its_first_quarter_looks_like_the_last_half_year(self) -> None:
        """5.9 items and 8 deployments a week, 9 % fail: each within a tenth or two."""
        runs = run(Policy(), weeks=13)

        assert 5.9 == pytest.approx(runs.finished.mean(), rel=0.1)
        assert 8.0 == pytest.approx(runs.deployments.mean(), rel=0.1)
        assert 0.09 == pytest.approx(runs.failed.sum() / runs.deployments.sum(), abs=0.015)
        assert 14 == pytest.approx(runs.gauge("in_progress").mean(), rel=0.15)

    @pytest.mark.parametrize("count", [0, -3, 2.5, True, "eight", 41])
    def test_people_are_counted_in_whole_numbers(self, count: object) -> None:
        """Negative people do not exist."""
        with pytest.raises(LeadlabError, match="1 to 40 people"):
            equal_people(count)  # type: ignore[arg-type] # that is the point

    def test_faults_are_told_at_once(self) -> None:
        """Every number that cannot be, in one sentence."""
        with pytest.raises(LeadlabError) as caught:
            Team(people=(), arrivals=-1, safety=float("nan"))

        assert re.search("0 people.*arrivals is -1.*safety is nan", str(caught.value))

    def test_a_person_is_checked_too(self) -> None:
        """The person is named."""
        with pytest.raises(LeadlabError, match=r"'Rui': skill is -1, allowed 0\.1 to 3"):
            Person(name="Rui", skill=-1)

    @pytest.mark.parametrize(
        ("values", "says"),
        [
            ({"weeks": 0}, "weeks: expected a whole number from 1 to 520, but saw 0"),
            ({"replications": 1.5}, "replications: .* but saw 1.5"),
            ({"seed": -1}, "seed: expected"),
            ({"weeks": 520, "replications": 20_000}, "do not fit into memory"),
        ],
    )
    def test_sizes_are_checked(self, values: dict[str, int], says: str) -> None:
        """What is asked for must be possible."""
        with pytest.raises(LeadlabError, match=says):
            simulate(VISITS, Policy(), **values)

    def test_something_else_than_a_team(self) -> None:
        """What was given is shown."""
        with pytest.raises(LeadlabError, match="is a Team, but saw 3"):
            simulate(3, Policy())  # type: ignore[arg-type] # that is the point


class TestPolicy:
    """Plans that cannot be."""

    def test_shares_above_one_are_listed(self) -> None:
        """The sum, what is allowed, and each share."""
        with pytest.raises(LeadlabError, match=r"add up to 1\.2, allowed at most 1: features 0\.9"):
            Policy(features=0.9, debt=0.2)

    @pytest.mark.parametrize(
        ("values", "says"),
        [
            ({"features": 1.4}, "features is 1.4, allowed 0 to 1"),
            ({"debt": float("nan")}, "debt is nan"),
            ({"batch_size": 2.5}, "batch_size is 2.5, expected a whole number"),
            ({"review": "onne"}, "Did you mean 'one'"),
            ({"bad_news": "shout"}, "There are: 'ask', 'blame'"),
            ({"headcount": 0}, "headcount is 0, allowed 1 to 40, or None"),
            ({"promise": -1}, "promise is -1"),
            ({"wip_limit": None}, "wip_limit is None, allowed 1 to 500"),
        ],
    )
    def test_each_lever_has_limits(self, values: dict[str, object], says: str) -> None:
        """What came and what is allowed."""
        with pytest.raises(LeadlabError, match=says):
            Policy(**values)  # type: ignore[arg-type] # that is the point

    @pytest.mark.parametrize(
        ("values", "says"),
        [
            ({"dept": 0.2}, "There is no lever 'dept'. Did you mean 'debt'"),
            ({"debt": 20}, r"debt is 20, allowed 0 to 1 \(20 % is 0\.2\)"),
            ({"debt": "much"}, "debt is much, allowed 0 to 1"),
            ({"debt": np.array([0.1, 0.2])}, r"debt is array\(\[0\.1, 0\.2\]\), allowed 0 to 1"),
            ({"review": ["one"]}, "There is no review"),
        ],
    )
    def test_what_is_typed_by_mistake(self, values: dict[str, object], says: str) -> None:
        """The nearest name, or what a percentage is as a share."""
        with pytest.raises(LeadlabError, match=says):
            Policy(**values)  # type: ignore[arg-type] # that is the point

    def test_a_lever_without_a_name(self) -> None:
        """Order says nothing."""
        with pytest.raises(LeadlabError, match=r"0\.2 has no name; each lever is named"):
            Policy(0.2)  # type: ignore[misc] # that is the point

    def test_numbers_of_numpy_are_numbers(self) -> None:
        """What comes out of an array may go into a plan and a team."""
        plan = Policy(wip_limit=np.int64(5), debt=np.float32(0.25))  # type: ignore[arg-type] # that is the point

        assert (5, 0.25) == (plan.wip_limit, plan.debt)
        assert 3 == VISITS.changed(hidden_risks=np.int64(3)).hidden_risks
        assert plan == pickle.loads(pickle.dumps(plan))

    @given(st.lists(st.floats(0, 0.2), min_size=5, max_size=5))
    def test_shares_and_rest_make_one(self, shares: list[float]) -> None:
        """What is planned for nothing is rest."""
        policy = Policy(**dict(zip(SHARES, shares, strict=True)))  # type: ignore[arg-type] # shares only

        assert 1 == pytest.approx(policy.shares + policy.rest)


class TestPolicyFunctions:
    """The learner's own code may fail in any way; the week is always named."""

    @staticmethod
    def fault(policy: object, **values: float) -> PolicyFault:
        """What is said of a policy."""
        with pytest.raises(PolicyFault) as caught:
            simulate(VISITS, policy, weeks=6, replications=5, **values)  # type: ignore[arg-type] # that is the point
        return caught.value

    def test_no_policy_at_all(self) -> None:
        """Said before the first week."""
        assert "before week 1: 7 is no policy" in str(self.fault(7))

    def test_nonsense_comes_back(self) -> None:
        """The week, what came back, and what is allowed."""
        said = self.fault(lambda view: Policy() if view.week < 3 else 0.3)

        assert "in week 3: it returned 0.3; allowed is a Policy" in str(said)
        assert 0.3 == said.came_back

    def test_nothing_comes_back(self) -> None:
        """The usual reason is named."""
        assert "Did you forget a return statement?" in str(self.fault(lambda view: None))

    def test_shares_above_one(self) -> None:
        """A plan that cannot be made is told with its week."""
        said = self.fault(lambda view: Policy(features=0.75, debt=0.1 * view.week))

        assert "in week 2" in str(said)
        assert "add up to" in str(said)

    def test_it_raises(self) -> None:
        """The error and its text, no traceback of the engine."""
        said = self.fault(lambda view: Policy(debt=1 / (view.week - 4)))

        assert "in week 1" in str(said)
        assert "debt is -0.333333" in str(said)
        zero = self.fault(lambda view: Policy(debt=0 / (view.week - 4)))
        assert "in week 4: it stopped with ZeroDivisionError" in str(zero)

    def test_it_keeps_state_between_replications(self) -> None:
        """Another answer to the same view is noticed at once."""
        calls = []

        def remembering(view: TeamView) -> Policy:
            calls.append(view)
            return Policy(debt=0.1 if len(calls) > 3 else 0.2)

        assert "keeps something between replications" in str(self.fault(remembering))

    def test_it_is_slow(self) -> None:
        """Said after the time that is allowed for a week, not at the end of the year."""

        def slow(view: TeamView) -> Policy:
            time.sleep(0.02)
            return Policy()

        said = str(self.fault(slow, patience_seconds=0.06))

        assert "in week 1: it took" in said
        assert "allowed are 0.01 seconds a week" in said

    def test_it_never_comes_back(self) -> None:
        """A loop without an end is ended, and no `except Exception` of it helps."""

        def endless(view: TeamView) -> Policy:
            while True:
                try:
                    time.sleep(0.001)
                except Exception:  # noqa: BLE001 - that is the point
                    continue

        said = str(self.fault(endless, patience_seconds=0.3))

        assert "in week 1: it did not come back in 0.05 seconds" in said
        assert "allowed are 0.05 seconds a week" in said

    @pytest.mark.parametrize("patience", [0, -1, "2", True, float("nan")])
    def test_patience_is_a_number(self, patience: object) -> None:
        """Checked before anybody waits."""
        with pytest.raises(LeadlabError, match="patience_seconds: expected a number above 0"):
            simulate(VISITS, Policy(), weeks=2, replications=2, patience_seconds=patience)  # type: ignore[arg-type] # that is the point

    def test_it_takes_something_else_than_the_view(self) -> None:
        """Said before the first week, with what is allowed."""
        for policy in (lambda: Policy(), lambda view, week: Policy()):
            said = str(self.fault(policy))

            assert "before week 1: it cannot be called with the view alone" in said
            assert "def plan(view): return Policy()" in said
        assert "Policy is the class itself; write Policy()" in str(self.fault(Policy))

    def test_it_leaves_the_program(self) -> None:
        """A call of exit() ends the simulation, not the notebook."""

        def leaving(view: TeamView) -> Policy:
            sys.exit(3)

        assert "in week 1: it stopped with SystemExit: 3" in str(self.fault(leaving))

    def test_it_cannot_even_be_shown(self) -> None:
        """What came back and what was raised may fail to show themselves."""

        class Mute(Exception):  # noqa: N818 - reads as a thing that came back
            def __str__(self) -> str:
                raise RuntimeError

            __repr__ = __str__

        def raising(view: TeamView) -> Policy:
            raise Mute

        said = [str(self.fault(policy)) for policy in (lambda view: Mute(), raising, Mute())]

        assert "it returned a Mute that cannot be shown; allowed is a Policy" in said[0]
        assert "in week 1: it stopped with Mute." in said[1]
        assert "before week 1: a Mute that cannot be shown is no policy" in said[2]

    def test_usual_slips_are_named(self) -> None:
        """A generator, a coroutine, the class in place of a plan."""

        def yielding(view: TeamView) -> Iterator[Policy]:
            yield Policy()

        async def waiting(view: TeamView) -> Policy:
            return Policy()

        assert "Did you write yield in place of return?" in str(self.fault(yielding))
        assert "Write def in place of async def" in str(self.fault(waiting))
        assert "forget the brackets of Policy()" in str(self.fault(lambda view: Policy))
        assert "no lever 'dept'. Did you mean 'debt'" in str(
            self.fault(lambda view: Policy(dept=0.2))  # type: ignore[call-arg] # that is the point
        )

    def test_it_draws_its_own_luck(self) -> None:
        """Chance belongs to the world: the same view asks for the same plan."""
        luck = np.random.default_rng(1)

        def gambling(view: TeamView) -> Policy:
            return Policy(debt=float(luck.random()) / 2)

        assert "in week 1: it returned Policy(" in str(self.fault(gambling))
        assert "draws its own luck" in str(self.fault(gambling))

    def test_faults_travel_between_processes(self) -> None:
        """The sandbox sends them home."""
        said = self.fault(lambda view: None)

        assert str(said) == str(pickle.loads(pickle.dumps(said)))

    def test_a_function_that_always_says_the_same_is_the_constant(self) -> None:
        """Asking one by one changes nothing."""
        plan = Policy(debt=0.2, features=0.65, review="two", promise=5.0)
        one, two = run(plan, weeks=12), run(lambda view: plan, weeks=12)

        assert np.array_equal(one.finished, two.finished)
        assert np.array_equal(one.gauge("stakeholder_trust"), two.gauge("stakeholder_trust"))
        assert np.array_equal(one.gauge("exhaustion"), two.gauge("exhaustion"))

    def test_the_view_tells_last_week(self) -> None:
        """Flows are those of the week before, gauges those of Monday morning."""
        views = []
        kept = replace(Policy())

        def watching(view: TeamView) -> Policy:
            views.append(view)
            return kept

        runs = run(watching, weeks=5, replications=1)
        third = next(view for view in views if view.week == 3)

        assert (3, 5) == (third.week, third.weeks)
        assert int(runs.finished[0, 1]) == third.finished
        assert int(runs.failed[0, 1]) == third.failed_deployments
        assert int(runs.deployments[0, 1]) == third.deployments
        assert int(runs.pages[0, 1]) == third.pages
        assert runs.gauge("cash")[0, 1] == pytest.approx(third.cash)
        assert runs.gauge("backlog")[0, 1] == third.backlog
