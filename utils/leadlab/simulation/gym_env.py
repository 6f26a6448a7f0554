"""The simulated team as a Gymnasium environment: one week is one step.

Over the same engine as `simulate`: the same seed and the same plans tell the same story.

>>> import gymnasium
>>> env = gymnasium.make("leadlab.simulation.gym_env:leadlab/Team-v0", weeks=4)
>>> seen, _ = env.reset(seed=7)
>>> seen, reward, terminated, truncated, info = env.step(env.unwrapped.action_of(Policy(debt=0.2)))
>>> info["plan"].debt, terminated, truncated
(0.2, False, False)

To train on it, hand it to any library that takes Gymnasium environments. A search by chance over
constant plans, in a few lines:

>>> def earned(env, action, seed):
...     env.reset(seed=seed)
...     over, total = False, 0.0
...     while not over:
...         _, reward, terminated, truncated, _ = env.step(action)
...         total, over = total + reward, terminated or truncated
...     return total
>>> chance = env.action_space; _ = chance.seed(1)
>>> tried = [chance.sample() for _ in range(5)]
>>> best = max(tried, key=lambda action: sum(earned(env, action, seed) for seed in range(3)))
>>> env.unwrapped.plan_of(best).wip_limit in LEVERS["wip_limit"]
True
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from leadlab.errors import LeadlabError, MissingPackage, UnknownName, shortened
from leadlab.simulation.engine import SPARE_SEATS, open_weeks
from leadlab.simulation.engine_plan import plan_of
from leadlab.simulation.engine_weeks import Weeks
from leadlab.simulation.team import Team, equal_people
from leadlab.simulation.team_policy import LEVER_NAMES, Policy, TeamView
from leadlab.simulation.team_runs import TeamRuns

try:
    import gymnasium
    from gymnasium import spaces
except ImportError as error:
    raise MissingPackage("The team as an environment", "gymnasium") from error

ID = "leadlab/Team-v0"

LEVERS: Mapping[str, tuple[Any, ...]] = {
    "debt": (0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4),
    "reliability": (0.0, 0.05, 0.1, 0.2),
    "mentoring": (0.0, 0.03, 0.1, 0.2),
    "learning": (0.0, 0.02, 0.1),
    "wip_limit": (2, 4, 6, 8, 10, 14, 20, 30, 60),
    "batch_size": (1, 2, 3, 4, 6, 8, 12, 20),
    "review": ("none", "one", "two", "single"),
    "overtime": (0.0, 0.05, 0.1, 0.2, 0.3),
    "delegation": (0.0, 0.25, 0.5, 0.75, 1.0),
    "bad_news": ("thank", "ask", "ignore", "blame"),
}
"""Steps of each lever in the units of `Policy`; features get what the other shares leave."""

SEEN: Mapping[str, tuple[float, float]] = {
    "week": (1, 521), "weeks": (1, 520), "people": (0, 100), "backlog": (0, 1e6),
    "in_progress": (0, 1e5), "finished": (0, 1e5), "deployments": (0, 1e5),
    "failed_deployments": (0, 1e5), "pages": (0, 1e6), "known_risks": (0, 1e5),
    "debt_interest_felt": (0, 1), "exhaustion_admitted": (0, 1), "safety_felt": (0, 1),
    "error_budget": (-1e12, 1e12), "stakeholder_trust": (0, 1), "cash": (-1e9, 1e9),
}  # fmt: skip
"""What is observed, in this order: the fields and units of `TeamView`, with their limits."""

WORTH: Mapping[str, float] = {"cash": 1.0, "debt": -1.6}
"""Worth of one unit more of a gauge, thousand euro: money, and debt at the price of its repair."""

SeenArray = npt.NDArray[np.float32]
Action = npt.NDArray[np.int64]
Reward = Callable[[Mapping[str, float]], float]


class TeamEnv(gymnasium.Env[SeenArray, Action]):
    """A team that is led week by week.

    An observation is the `TeamView` of a Monday morning, an action picks one step of each lever.
    The reward of a week is the sum of what every gauge in `worth` moved times its worth; a
    function of all these changes takes its place. An episode ends for good (`terminated`) when
    nobody is left or the cash is spent, and is cut off (`truncated`) after `weeks`: the team and
    its debt live on, so that whoever learns a value may go on from there.

    >>> env = TeamEnv(weeks=2, levers={"debt": (0.0, 0.1, 0.3)}, worth={"safety": 1.0})
    >>> seen, info = env.reset(seed=3)
    >>> env.action_space, dict(zip(SEEN, seen))["people"].item()
    (MultiDiscrete([3]), 8.0)
    """

    metadata = {"render_modes": ["ansi"], "render_fps": 1}  # noqa: RUF012 - as the base class has it

    def __init__(
        self,
        *,
        team: Team | None = None,
        weeks: int = 52,
        levers: Mapping[str, Sequence[Any]] = LEVERS,
        base: Policy | None = None,
        worth: Mapping[str, float] | Reward = WORTH,
        worlds: bool = False,
        render_mode: str | None = None,
    ) -> None:
        """Set up a team.

        Args:
            team: Who begins; eight equal people if nobody is named.
            weeks: Length of an episode.
            levers: Which levers an action moves, and their steps.
            base: Every other lever.
            worth: What one unit more of each gauge is worth, or a function of all changes.
            worlds: Whether each episode draws its coefficients from their ranges.
            render_mode: "ansi" for a sentence on the present week.
        """
        self.team = Team(people=equal_people(8)) if team is None else team
        self.weeks, self.worlds, self.render_mode = weeks, worlds, render_mode
        self.base = Policy() if base is None else base
        self.levers = {name: tuple(steps) for name, steps in levers.items()}
        self._check_levers()
        self.action_space = spaces.MultiDiscrete([len(each) for each in self.levers.values()])
        low, high = np.array(list(SEEN.values()), dtype=np.float32).T
        self.observation_space = spaces.Box(low, high, dtype=np.float32)
        self._year: Weeks | None = None
        self._seed, self._lived, self._over = 0, 0, True
        self._worth = worth
        self._open(0)
        self._check_worth()

    # --- Gymnasium's words -------------------------------------------------------------------

    def reset(
        self, *, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[SeenArray, dict[str, Any]]:
        """A first Monday; with a seed the one that `simulate` knows by it."""
        super().reset(seed=seed)
        unknown = set(options or {})
        if unknown:
            raise UnknownName("option of reset", sorted(unknown)[0], ())
        self._open(int(self.np_random.integers(2**62)) if seed is None else int(seed))
        return self._look(), {"seed": self._seed}

    def step(self, action: Action) -> tuple[SeenArray, float, bool, bool, dict[str, Any]]:
        """Live a week under the plan that the action picks."""
        if self._over or self._year is None:
            raise LeadlabError("This episode is over, or none was begun; call reset() first.")
        plan = self.plan_of(action)
        before = self._year.now()
        self._year.live(self._lived, plan_of([plan]))
        self._lived += 1
        now = self._year.now()
        changes = {name: now[name] - before[name] for name in now}
        terminated = now["people"] == 0 or now["cash"] < 0
        truncated = self._lived == self.weeks and not terminated
        self._over = terminated or truncated
        info = {"plan": plan, "changes": changes}
        return self._look(), self._reward(changes), terminated, truncated, info

    def render(self) -> str | None:
        """The present week in a sentence, in the mode "ansi"."""
        if self.render_mode != "ansi":
            return None
        seen = self._view
        return (
            f"Week {seen.week} of {seen.weeks}: {seen.people} people, {seen.in_progress} items in "
            f"progress, {seen.finished} finished last week, debt is felt to take "
            f"{100 * seen.debt_interest_felt:.0f} % of time, {seen.cash:,.0f} thousand euro left."
        )

    # --- plans ---------------------------------------------------------------------------------

    def plan_of(self, action: npt.ArrayLike) -> Policy:
        """The plan that an action picks.

        >>> TeamEnv(levers={"debt": (0.0, 0.3)}).plan_of([1]).debt
        0.3
        """
        picked = np.asarray(action)
        sizes = [len(steps) for steps in self.levers.values()]
        fits = picked.shape == (len(sizes),) and np.issubdtype(picked.dtype, np.integer)
        if not fits or not all(0 <= at < most for at, most in zip(picked, sizes, strict=True)):
            raise LeadlabError(
                f"An action is {len(sizes)} whole numbers, one for each of "
                f"{', '.join(self.levers)}, each from 0 to below {sizes}, but saw "
                f"{shortened(action)}."
            )
        steps = zip(self.levers.items(), picked.tolist(), strict=True)
        return self.base.changed(**{name: values[at] for (name, values), at in steps})

    def action_of(self, plan: Policy) -> Action:
        """The action that comes nearest to a plan; levers that no action moves are left out.

        >>> env = TeamEnv()
        >>> env.plan_of(env.action_of(Policy(debt=0.21, review="two"))).review
        'two'
        """
        found = []
        for name, steps in self.levers.items():
            wanted = getattr(plan, name)
            if wanted in steps:
                found.append(steps.index(wanted))
            elif not all(isinstance(each, int | float) for each in (wanted, *steps)):
                raise UnknownName(f"step of {name}", wanted, [str(each) for each in steps])
            else:
                found.append(min(range(len(steps)), key=lambda at: abs(steps[at] - wanted)))
        return np.array(found, dtype=np.int64)

    def runs(self) -> TeamRuns:
        """The whole episode as `simulate` gives it, with its causes, pictures and event log."""
        if self._year is None or self._lived < self.weeks:
            raise LeadlabError(f"Only {self._lived} of {self.weeks} weeks were lived yet.")
        return TeamRuns(
            team=self.team, title="episode", weeks=self.weeks, replications=1, seed=self._seed,
            coefficients=self._year.coefficients, record=self._year.record,
        )  # fmt: skip

    # --- inside --------------------------------------------------------------------------------

    def _open(self, seed: int) -> None:
        self._year = open_weeks(
            self.team, weeks=self.weeks, seed=seed, worlds=self.worlds, spare=SPARE_SEATS
        )
        self._seed, self._lived, self._over = seed, 0, False

    def _look(self) -> SeenArray:
        assert self._year is not None
        self._view: TeamView = self._year.views(self._lived)[0]
        seen = np.array([getattr(self._view, name) for name in SEEN], dtype=np.float32)
        space = self.observation_space
        assert isinstance(space, spaces.Box)
        return np.clip(seen, space.low, space.high)

    def _reward(self, changes: Mapping[str, float]) -> float:
        if callable(self._worth):
            return float(self._worth(changes))
        return float(sum(worth * changes[name] for name, worth in self._worth.items()))

    def _check_levers(self) -> None:
        """Every lever exists, and every combination of steps is a plan."""
        if not self.levers:
            raise LeadlabError(f"Name at least one lever of {', '.join(LEVER_NAMES)}.")
        for name, steps in self.levers.items():
            if name not in LEVER_NAMES:
                raise UnknownName("lever", name, LEVER_NAMES)
            if not steps:
                raise LeadlabError(f"The lever {name} has no steps.")
        shares = [name for name in self.levers if name in SHARE_LEVERS]
        others = {name: steps for name, steps in self.levers.items() if name not in shares}
        for name, at in ((name, at) for name, steps in others.items() for at in steps):
            self.base.changed(**{name: at})
        ends = [(min(self.levers[name]), max(self.levers[name])) for name in shares]
        for values in itertools.product(*ends):
            self.base.changed(**dict(zip(shares, values, strict=True)))

    def _check_worth(self) -> None:
        assert self._year is not None
        if not callable(self._worth):
            for name in self._worth:
                if name not in self._year.now():
                    raise UnknownName("gauge", name, self._year.now())


SHARE_LEVERS = ("debt", "reliability", "mentoring", "learning")

if ID not in gymnasium.registry:
    gymnasium.register(id=ID, entry_point="leadlab.simulation.gym_env:TeamEnv")
