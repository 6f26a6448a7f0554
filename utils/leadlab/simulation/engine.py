"""The simulated team: many replications at once, day by day inside, week by week outside.

The loop runs over time, never over replications. `simulate` is the door.
"""

from __future__ import annotations

import numpy as np

from leadlab.errors import LeadlabError, shortened
from leadlab.simulation.engine_chance import streams
from leadlab.simulation.engine_plan import Asked
from leadlab.simulation.engine_weeks import Weeks
from leadlab.simulation.team import Team
from leadlab.simulation.team_policy import Policy, PolicyFunction
from leadlab.simulation.team_runs import TeamRuns
from leadlab.simulation.team_worlds import draw_worlds

MOST_REPLICATIONS = 20_000
MOST_WEEKS = 520
MOST_CELLS = 5_000_000  # weeks x replications: about 4 GB
SPARE_SEATS = 6  # that a policy given as a function can fill beyond the first people


def simulate(
    team: Team,
    policy: Policy | PolicyFunction,
    *,
    weeks: int = 26,
    replications: int = 500,
    seed: int = 7,
    worlds: bool = False,
    copies: int = 1,
    patience_seconds: float | None = None,
) -> TeamRuns:
    """Live through the same weeks many times, each with its own luck.

    The luck depends on the seed and the number of replications alone, so that two policies can be
    compared replication by replication. With `worlds` each replication also has coefficients of
    its own, drawn from their ranges. With `copies` the replications fall into so many blocks, one
    after the other, that meet the same luck.

    >>> from leadlab.simulation.team import equal_people
    >>> runs = simulate(Team(people=equal_people(6)), Policy(), weeks=4, replications=20)
    >>> runs.finished.shape
    (20, 4)
    """
    asked = Asked(policy, patience=patience_seconds)
    spare = SPARE_SEATS
    if isinstance(team, Team) and asked.constant is not None:
        spare = max((asked.constant.headcount or 0) - len(team.people), 0)
    year = open_weeks(
        team, weeks=weeks, replications=replications, seed=seed, worlds=worlds, copies=copies,
        spare=spare,
    )  # fmt: skip
    year.live_all(asked)
    return TeamRuns(
        team=team, title=asked.title, weeks=weeks, replications=replications, seed=seed,
        coefficients=year.coefficients, record=year.record, policy=policy,
    )  # fmt: skip


def open_weeks(
    team: Team,
    *,
    weeks: int = 26,
    replications: int = 1,
    seed: int = 7,
    worlds: bool = False,
    copies: int = 1,
    spare: int = SPARE_SEATS,
) -> Weeks:
    """The first morning of `simulate`, for whoever wants to take it on week by week.

    >>> from leadlab.simulation.engine_plan import plan_of
    >>> from leadlab.simulation.team import equal_people
    >>> year = open_weeks(Team(people=equal_people(6)), weeks=2)
    >>> year.live(0, plan_of([Policy()]))
    >>> year.views(1)[0].week
    2

    Args:
        team: Who begins.
        weeks: Most weeks that will be lived.
        replications: How many at once.
        seed: The luck.
        worlds: Whether each replication has coefficients of its own.
        copies: Blocks of replications that meet the same luck.
        spare: Seats that hiring may fill beyond the first people.
    """
    check_size(team, weeks, replications, seed)
    whole = isinstance(copies, int) and not isinstance(copies, bool)
    if not whole or copies < 1 or replications % copies:
        raise LeadlabError(
            f"copies: {replications} replications do not fall into "
            f"{shortened(copies)} equal blocks."
        )
    rng = streams(seed, copies=copies)
    coefficients = team.coefficients
    if worlds:
        coefficients = draw_worlds(coefficients, replications=replications, rng=rng["coefficients"])
    elif coefficients.worlds not in (None, replications):
        raise LeadlabError(
            f"The team's coefficients were drawn for {coefficients.worlds} replications, "
            f"but {replications} were asked for."
        )
    return Weeks(team, coefficients, rng, replications=replications, weeks=weeks, spare=spare)


def check_size(team: object, weeks: int, replications: int, seed: int) -> None:
    """Refuse a simulation of no team, or of more than fits."""
    if not isinstance(team, Team):
        raise LeadlabError(f"The first value is a Team, but saw {shortened(team)}.")
    for name, value, low, high in (
        ("weeks", weeks, 1, MOST_WEEKS),
        ("replications", replications, 1, MOST_REPLICATIONS),
        ("seed", seed, 0, 2**63 - 1),
    ):
        whole = isinstance(value, int | np.integer) and not isinstance(value, bool)
        if not whole or not low <= value <= high:
            raise LeadlabError(
                f"{name}: expected a whole number from {low} to {high:,}, "
                f"but saw {shortened(value)}."
            )
    if weeks * replications > MOST_CELLS:
        raise LeadlabError(
            f"{weeks} weeks x {replications:,} replications do not fit into memory; "
            f"allowed are {MOST_CELLS:,} in all."
        )
