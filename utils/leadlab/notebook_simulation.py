"""Simulations as a learner types them, and the runs of a team as a cell shows them."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from leadlab.checks.running import LearnerFault, run
from leadlab.errors import LeadlabError
from leadlab.simulation.engine import simulate
from leadlab.simulation.team import Team, equal_people
from leadlab.simulation.team_policy import Policy
from leadlab.simulation.team_runs import TeamRuns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from leadlab.simulation.decision_room_runs import RoomRuns
    from leadlab.simulation.experiments import Flips, Sweep
    from leadlab.simulation.policies import PairedDifference
    from leadlab.simulation.team_policy import PolicyFunction

    Rival = Policy | PolicyFunction

PATIENCE_SECONDS = 600.0
MOST_PER_ASSUMPTION = 200  # replications: with all assumptions and their ends a few seconds
USUAL_WEEKS = 26
USUAL_REPLICATIONS = {"team": 2_000, "room": 500}


class ShownRuns(TeamRuns):
    """`TeamRuns` with their picture, for the last line of a cell.

    >>> from leadlab.simulation.team import equal_people
    >>> team = Team(people=equal_people(6))
    >>> plain = simulate(team, Policy(), weeks=4, replications=20)
    >>> "<svg" in ShownRuns.of_runs(plain)._repr_html_()
    True
    """

    @classmethod
    def of_runs(cls, runs: TeamRuns) -> ShownRuns:
        """The same runs, able to show themselves."""
        return cls(**{each.name: getattr(runs, each.name) for each in dataclasses.fields(TeamRuns)})

    def against(self, rival: Rival, *, measure: str = "items") -> PairedDifference:
        """What this plan brings more than a rival, on the same luck, with its 95 % interval.

        >>> team = Team(people=equal_people(6))
        >>> runs = simulate_team(team, Policy(batch_size=1), weeks=6, replications=20, seed=7,
        ...                      worlds=False)
        >>> runs.against(Policy(batch_size=9), measure="lead_time").better
        True
        """
        from leadlab.simulation.experiments import measured
        from leadlab.simulation.policies import paired_difference

        theirs = simulate_team(
            self.team, rival, weeks=self.weeks, replications=self.replications, seed=self.seed,
            worlds=self._drawn,
        )  # fmt: skip
        return paired_difference(measured(self, measure), measured(theirs, measure))

    def flips(
        self, rival: Rival, *, measure: str = "items", names: Iterable[str] | None = None
    ) -> Flips:
        """Which single assumption turns this plan's advantage over a rival round, and where.

        >>> team = Team(people=equal_people(6))
        >>> runs = simulate_team(team, Policy(batch_size=1), weeks=6, replications=20, seed=7,
        ...                      worlds=False)
        >>> runs.flips(Policy(batch_size=9), measure="lead_time", names=["wear"]).flipping
        ()
        """
        from leadlab.simulation.experiments import flips

        return flips(
            self.team, self._own, rival, measure=measure, names=names, weeks=self.weeks,
            replications=min(self.replications, MOST_PER_ASSUMPTION), seed=self.seed,
        )  # fmt: skip

    def leans(self, rival: Rival, *, measure: str = "items") -> Sweep:
        """The same over worlds with all assumptions drawn at once, and what it leans on most.

        >>> team = Team(people=equal_people(6))
        >>> runs = simulate_team(team, Policy(batch_size=1), weeks=6, replications=20, seed=7,
        ...                      worlds=False)
        >>> runs.leans(Policy(batch_size=9), measure="lead_time").won > 0.5
        True
        """
        from leadlab.simulation.experiments import sweep

        return sweep(
            self.team, self._own, rival, measure=measure, weeks=self.weeks,
            replications=self.replications, seed=self.seed,
        )  # fmt: skip

    @property
    def _drawn(self) -> bool:
        return self.coefficients.worlds is not None

    @property
    def _own(self) -> Rival:
        assert self.policy is not None  # `simulate` keeps it
        return self.policy

    def _repr_html_(self) -> str:
        from leadlab.views.team_card import runs_html

        return runs_html(self)


def team_of(engineers: int | None, changes: dict[str, Any]) -> Team:
    """The team of the course, or so many equal engineers in its place.

    >>> len(team_of(6, {}).people)
    6
    """
    from leadlab.catalog_team import default_team

    if engineers is not None:
        if "people" in changes:
            raise LeadlabError(
                "Team: give `engineers` (so many who are alike) or `people` (each by name), "
                "but not both."
            )
        changes = {**changes, "people": equal_people(engineers)}
    try:
        return default_team(**changes)
    except TypeError as error:  # a change that is of another kind altogether
        raise LeadlabError(f"Team: {error}.") from error


def simulate_team(
    team: Team,
    policy: Policy | Callable[[Any], Policy],
    *,
    weeks: int | None,
    replications: int | None,
    seed: int,
    worlds: bool,
) -> ShownRuns:
    """Runs of a team; a policy that is code is stopped when it takes too long."""
    long = USUAL_WEEKS if weeks is None else weeks
    many = USUAL_REPLICATIONS["team"] if replications is None else replications

    def work() -> ShownRuns:
        return ShownRuns.of_runs(
            simulate(team, policy, weeks=long, replications=many, seed=seed, worlds=worlds)
        )

    shown: ShownRuns = _guarded(work, policy)
    return shown


def simulate_room(policy: Any, *, replications: int | None, seed: int) -> RoomRuns:
    """Quarters of the decision room under a policy, or under a ready-made one by name."""
    from leadlab.catalog_decision_room import decision_room
    from leadlab.simulation.decision_room_runs import simulate as play_many

    many = USUAL_REPLICATIONS["room"] if replications is None else replications

    def work() -> RoomRuns:
        return play_many(decision_room(), policy, replications=many, seed=seed)

    runs: RoomRuns = _guarded(work, policy)
    return runs


def _guarded(work: Callable[[], Any], policy: object) -> Any:
    """Do the work; code of the learner has limited time, and its faults are sentences."""
    if not callable(policy):
        return work()

    def sentences() -> Any:
        try:
            return work()
        except LeadlabError as fault:  # a sentence already; `run` would wrap it into another
            raise LearnerFault(str(fault)) from fault

    return run(sentences, shown="Your policy", seconds=PATIENCE_SECONDS)
