"""Weeks of work from what you have: counts, a board, a world of a team, or an exported file."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from leadlab.errors import LeadlabError, shortened
from leadlab.models import boards
from leadlab.models.delivery import Weeks, weeks_of_work
from leadlab.simulation.board_log import board_of
from leadlab.simulation.team import DAYS
from leadlab.simulation.team_runs import TeamRuns
from leadlab.sources.board_moves import board_from_export

DOOR_CODES = {"begun": 31, "added": [0, 2, 1, 3, 1, 2], "finished": [6, 4, 5, 3, 5, 5]}
"""Six weeks of the door codes in the app, as the lesson on forecasts tells of them."""


def weeks_of(source: Any = None, *, replication: int = 0, zone: str = "UTC") -> Weeks:
    """Counts by week.

    >>> weeks_of().left.tolist()
    [25, 23, 19, 19, 15, 12]

    Args:
        source: `begun`, `added` and `finished` by name; a board; runs of a team; a path of an
            exported file; the course's own example if not given.
        replication: Which world of the runs.
        zone: Time zone of times in a file that name none.
    """
    if source is None:
        source = DOOR_CODES
    if isinstance(source, Weeks):
        return source
    if isinstance(source, TeamRuns):
        return weeks_of_work(
            *boards.weekly_counts(board_of(source, replication=replication), days=DAYS)
        )
    if isinstance(source, boards.WorkBoard):
        return weeks_of_work(*boards.weekly_counts(source))
    if isinstance(source, str | os.PathLike):
        return weeks_of_work(*boards.weekly_counts(board_from_export(source, zone=zone).board))
    if isinstance(source, Mapping) and {"begun", "added", "finished"} <= set(source):
        return weeks_of_work(source["begun"], source["added"], source["finished"])
    raise LeadlabError(
        f"Expected begun, added and finished by name, a board, runs of a team or a file, but saw "
        f"{shortened(source)}."
    )
