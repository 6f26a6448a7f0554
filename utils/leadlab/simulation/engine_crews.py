"""Crews of several sizes, simulated side by side in one array, each with luck of its own.

A week of few replications costs as much as one of many, so that three teams in one array take
little longer than one of them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from leadlab.errors import LeadlabError
from leadlab.simulation.engine import check_size
from leadlab.simulation.engine_chance import Stream, streams
from leadlab.simulation.engine_people import Crew
from leadlab.simulation.engine_plan import Asked
from leadlab.simulation.engine_weeks import Weeks
from leadlab.simulation.policies import FloatArray, same_for_a_class
from leadlab.simulation.team import Team
from leadlab.simulation.team_coefficients import Coefficients
from leadlab.simulation.team_policy import Policy, PolicyFunction
from leadlab.simulation.team_runs import TeamRuns
from leadlab.simulation.team_worlds import draw_worlds

AHEAD = 64
"""Rows that are drawn at once."""


class SideBySide:
    """A stream for each crew, whose replications follow those of the crew before.

    Rows are drawn ahead, many at once. Only where a row is that of a seat does each crew draw
    what is asked for, and of a block as many rows as it has seats.

    >>> both = SideBySide([np.random.default_rng(1), np.random.default_rng(2)])
    >>> bool((both.random(6)[:3] == np.random.default_rng(1).random(3)).all())
    True

    Args:
        own: The stream of each crew.
        seats: How many rows each crew draws of a block, where a row is that of a seat.
    """

    def __init__(self, own: Sequence[Stream], seats: Sequence[int] = ()) -> None:
        self._own, self._seats = own, seats
        self._ahead = np.empty((0, 0))

    def random(self, size: int | tuple[int, ...]) -> FloatArray:
        """Numbers for all crews; the last axis is that of the replications."""
        shape = (1, size) if isinstance(size, int) else size
        if self._seats:
            return self._of_seats(*shape)
        rows, count = shape
        if rows > len(self._ahead):
            fresh = self._drawn(max(rows, AHEAD), count)
            self._ahead = np.concatenate([self._ahead, fresh]) if self._ahead.size else fresh
        drawn, self._ahead = self._ahead[:rows], self._ahead[rows:]
        return drawn[0] if isinstance(size, int) else drawn

    def _drawn(self, rows: int, count: int) -> FloatArray:
        each = count // len(self._own)
        return np.concatenate([rng.random((rows, each)) for rng in self._own], axis=1)

    def _of_seats(self, rows: int, count: int) -> FloatArray:
        each = count // len(self._own)
        drawn = np.zeros((rows, count))
        for place, (rng, seats) in enumerate(zip(self._own, self._seats, strict=True)):
            drawn[:seats, place * each : (place + 1) * each] = rng.random((seats, each))
        return drawn


def simulate_crews(
    team: Team,
    policy: Policy | PolicyFunction,
    *,
    crews: Sequence[Crew],
    seeds: Sequence[int],
    weeks: int = 26,
    replications: int = 30,
) -> TeamRuns:
    """Live through the same weeks with several crews; each meets what it would meet alone.

    Replications have coefficients of their own. Those of each crew follow those of the crew
    before, and are to the last digit what `simulate` finds for it with its seed; nobody is hired.

    >>> from leadlab.simulation.team import equal_people
    >>> crews = [equal_people(4), equal_people(8)]
    >>> runs = simulate_crews(Team(people=crews[0]), Policy(), crews=crews, seeds=[1, 2], weeks=2,
    ...                       replications=10)
    >>> runs.gauge("people")[[0, 10], 0].tolist()
    [4.0, 8.0]

    Args:
        team: What the teams are like but for their people.
        policy: The plan of all, asked about the replications of all crews at once.
        crews: The people of each team.
        seeds: The luck of each team.
        weeks: How long.
        replications: How many of each crew.
    """
    if not crews or len(crews) != len(seeds):
        raise LeadlabError(f"There are {len(crews)} crews and {len(seeds)} seeds; give one each.")
    for seed in seeds:
        check_size(team, weeks, replications * len(crews), seed)
    asked = Asked(policy)
    rng = _streams(seeds, [len(crew) for crew in crews])
    count = replications * len(crews)
    coefficients = _worlds(team.coefficients, tuple(seeds), count)
    year = Weeks(team, coefficients, rng, replications=count, weeks=weeks, spare=0, crews=crews)
    year.live_all(asked)
    return TeamRuns(
        team=team, title=asked.title, weeks=weeks, replications=count, seed=seeds[0],
        coefficients=coefficients, record=year.record, policy=policy,
    )  # fmt: skip


@same_for_a_class
def _worlds(centre: Coefficients, seeds: tuple[int, ...], count: int) -> Coefficients:
    """Their own streams, which nothing else draws from."""
    rng = SideBySide([streams(seed)["coefficients"] for seed in seeds])
    return draw_worlds(centre, replications=count, rng=rng)


def _streams(seeds: Sequence[int], seats: Sequence[int]) -> dict[str, Stream]:
    each = [streams(seed) for seed in seeds]
    return {
        name: SideBySide([own[name] for own in each], seats if name == "people" else ())
        for name in each[0]
    }
