"""The team as a Gymnasium environment tells what `simulate` tells, and keeps Gymnasium's rules."""

from __future__ import annotations

import importlib
import sys

import gymnasium
import numpy as np
import pytest
from gymnasium.utils.env_checker import check_env
from team_cases import VISITS

from leadlab.errors import LeadlabError
from leadlab.simulation import gym_env
from leadlab.simulation.engine import simulate
from leadlab.simulation.gym_env import LEVERS, SEEN, WORTH, TeamEnv
from leadlab.simulation.team import Person
from leadlab.simulation.team_policy import Policy, TeamView

NAME = "leadlab.simulation.gym_env:leadlab/Team-v0"


def lived(env: TeamEnv, actions: list, *, seed: int) -> tuple[list, list, list]:
    """Observations, rewards and ends of an episode."""
    first, _ = env.reset(seed=seed)
    seen, rewards, ends = [first], [], []
    for action in actions:
        observed, reward, terminated, truncated, _ = env.step(action)
        seen.append(observed)
        rewards.append(reward)
        ends.append((terminated, truncated))
    return seen, rewards, ends


class TestRules:
    """What every environment must keep."""

    @pytest.mark.parametrize("options", [{}, {"worlds": True}, {"levers": {"debt": (0.0, 0.2)}}])
    def test_gymnasiums_own_checker_finds_nothing(self, options: dict) -> None:
        """Spaces, seeding, determinism, types, rendering; a warning of it is an error here."""
        check_env(gymnasium.make(NAME, **options).unwrapped)

    def test_the_end_of_the_weeks_cuts_off_and_ruin_ends(self) -> None:
        """Truncated after the last week only; terminated once the cash is spent."""
        _, _, ends = lived(TeamEnv(team=VISITS, weeks=3), [np.zeros(10, dtype=int)] * 3, seed=1)
        poor = TeamEnv(team=VISITS.changed(cash_weeks=0, item_value=1), weeks=3)
        _, _, ruin = lived(poor, [np.zeros(10, dtype=int)], seed=1)

        assert [(False, False), (False, False), (False, True)] == ends
        assert [(True, False)] == ruin
        with pytest.raises(LeadlabError, match=r"call reset\(\) first"):
            poor.step(np.zeros(10, dtype=int))

    def test_a_team_that_nobody_is_left_of_has_ended(self) -> None:
        """The last one goes, and so does the episode."""
        lonely = VISITS.changed(
            people=(Person(name="Ana", exhaustion=1, trust=0),), quit_base=0.006, quit_strain=20,
            rest_level=0.4, recovery=0.01,
        )  # fmt: skip
        env = TeamEnv(team=lonely, weeks=200)
        env.reset(seed=2)
        for _ in range(200):
            *_, terminated, truncated, info = env.step(env.action_of(Policy()))
            if terminated or truncated:
                break

        assert terminated
        assert -1 == info["changes"]["people"]

    def test_luck_follows_the_seed(self) -> None:
        """The same seed tells the same; without one the next episode is another."""
        env, actions = TeamEnv(team=VISITS, weeks=6), [np.zeros(10, dtype=int)] * 6
        one, again, other = (lived(env, actions, seed=seed)[0] for seed in (5, 5, 6))
        env.reset(seed=5)
        drawn = [env.reset()[1]["seed"] for _ in range(3)]

        assert np.array_equal(one, again)
        assert not np.array_equal(one, other)
        assert 3 == len(set(drawn))


class TestTheSameStory:
    """Bit for bit what `simulate` tells."""

    @pytest.mark.parametrize("worlds", [False, True])
    def test_a_changing_plan(self, worlds: bool) -> None:
        """Every gauge, flow and observation, with plans that follow from what was seen."""
        env = TeamEnv(team=VISITS, weeks=26, worlds=worlds)
        views = []

        def plan(view: TeamView) -> Policy:
            views.append(view)
            busy = view.debt_interest_felt > 0.2
            wanted = Policy(debt=0.3 if busy else 0.05, review="two" if busy else "one")
            return env.plan_of(env.action_of(wanted))

        seen, _ = env.reset(seed=11)
        observed = [seen]
        for _ in range(26):
            busy = dict(zip(SEEN, seen, strict=True))["debt_interest_felt"] > 0.2
            wanted = Policy(debt=0.3 if busy else 0.05, review="two" if busy else "one")
            seen, *_ = env.step(env.action_of(wanted))
            observed.append(seen)
        runs = simulate(VISITS, plan, weeks=26, replications=1, seed=11, worlds=worlds)

        expected = [[getattr(view, name) for name in SEEN] for view in views]
        assert np.array_equal(np.array(expected, dtype=np.float32), observed[:26])
        for gauge in runs.gauges:
            assert np.array_equal(runs.gauge(gauge), env.runs().gauge(gauge)), gauge
        for flow in ("finished", "deployments", "failed", "pages", "incidents", "exhaustion"):
            assert np.array_equal(getattr(runs, flow), getattr(env.runs(), flow)), flow

    def test_a_constant_plan(self) -> None:
        """Also where nobody is asked week by week."""
        env = TeamEnv(team=VISITS, weeks=12)
        lived(env, [env.action_of(Policy())] * 12, seed=3)
        runs = simulate(VISITS, Policy(), weeks=12, replications=1, seed=3)

        assert np.array_equal(runs.gauge("cash"), env.runs().gauge("cash"))
        assert np.array_equal(runs.gauge("exhaustion"), env.runs().gauge("exhaustion"))


class TestReward:
    """Documented, and the user's to change."""

    def test_it_is_the_worth_of_what_moved(self) -> None:
        """Over an episode: money won, and debt at the price of its repair."""
        env = TeamEnv(team=VISITS, weeks=10)
        _, rewards, _ = lived(env, [env.action_of(Policy())] * 10, seed=4)
        runs = env.runs()
        moved = {name: float(runs.change(name).sum()) for name in WORTH}

        assert sum(rewards) == pytest.approx(moved["cash"] - 1.6 * moved["debt"])

    def test_it_may_be_items_or_a_function(self) -> None:
        """A gauge by name, or all changes at once."""
        items = TeamEnv(team=VISITS, weeks=5, worth={"finished": 1.0})
        asked = TeamEnv(team=VISITS, weeks=5, worth=lambda moved: 2 * moved["finished"])
        sums = [sum(lived(env, [env.action_of(Policy())] * 5, seed=4)[1]) for env in (items, asked)]

        assert items.runs().finished.sum() == sums[0]
        assert 2 * sums[0] == sums[1]


class TestWhatIsRefused:
    """Sentences."""

    @pytest.mark.parametrize(
        ("action", "says"),
        [
            ([1, 2], "An action is 10 whole numbers, one for each of debt, reliability"),
            ([99] * 10, r"from 0 to below \[8, 4"),
            ([0.5] * 10, r"but saw \[0.5"),
            ("left", "but saw left"),
        ],
    )
    def test_an_action_that_picks_nothing(self, action: object, says: str) -> None:
        """How many, of what, and what came."""
        with pytest.raises(LeadlabError, match=says):
            TeamEnv().plan_of(action)

    @pytest.mark.parametrize(
        ("values", "says"),
        [
            ({"levers": {"dept": (0, 1)}}, "no lever 'dept'. Did you mean 'debt'"),
            ({"levers": {}}, "Name at least one lever of debt"),
            ({"levers": {"debt": ()}}, "The lever debt has no steps"),
            ({"levers": {"debt": (0, 0.8), "learning": (0, 0.4)}}, "the shares add up to 1.28"),
            ({"levers": {"review": ("one", "three")}}, "no review 'three'"),
            ({"worth": {"money": 1}}, "no gauge 'money'"),
            ({"weeks": 0}, "weeks: expected a whole number"),
        ],
    )
    def test_a_set_up_that_cannot_be(self, values: dict, says: str) -> None:
        """Said when it is made, not in the middle of a training."""
        with pytest.raises(LeadlabError, match=says):
            TeamEnv(**values)

    def test_no_step_comes_near_a_word(self) -> None:
        """Numbers have a nearest step, words have not."""
        env = TeamEnv(levers={"review": ("one", "two")})
        with pytest.raises(LeadlabError, match="no step of review 'none'"):
            env.action_of(Policy(review="none"))

    def test_without_gymnasium_one_sentence(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """What is missing and how to get it."""
        with monkeypatch.context() as without:
            without.setitem(sys.modules, "gymnasium", None)
            with pytest.raises(
                ImportError, match=r"needs gymnasium, which is not installed: pip install gymnasium"
            ):
                importlib.reload(gym_env)
        importlib.reload(gym_env)


def test_every_step_of_a_lever_is_its_own() -> None:
    """An action and its plan name each other, for each lever and step."""
    env = TeamEnv()
    for place, (name, steps) in enumerate(LEVERS.items()):
        for at, value in enumerate(steps):
            action = env.action_of(Policy())
            action[place] = at

            assert value == getattr(env.plan_of(action), name)
            assert np.array_equal(action, env.action_of(env.plan_of(action)))


def test_it_says_where_it_stands() -> None:
    """A sentence for a terminal."""
    env = gymnasium.make(NAME, render_mode="ansi", weeks=4)
    env.reset(seed=1)

    assert str(env.render()).startswith("Week 1 of 4: 8 people, 14 items in progress, 0 finished")
