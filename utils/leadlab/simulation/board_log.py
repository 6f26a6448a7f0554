"""The board of a simulated team: where each item lay on each working day of one replication.

Items go first in, first out. One lies in building until its last change is committed, then waits
for review, and then for the deployment that carries its last change.
"""

from __future__ import annotations

from leadlab.models.boards import Column, Item, Move, WorkBoard, board_from_moves
from leadlab.simulation.team import CHANGES_PER_ITEM, DAYS
from leadlab.simulation.team_runs import TeamRuns

BACKLOG, BUILDING, REVIEW, RELEASE, DONE = (
    "Backlog", "Building", "Waiting for review", "Waiting for release", "Done",
)  # fmt: skip
COLUMNS = (
    Column(name=BACKLOG),
    Column(name=BUILDING, means="working"),
    Column(name=REVIEW),
    Column(name=RELEASE),
    Column(name=DONE, means="done"),
)


def board_of(runs: TeamRuns, *, replication: int = 0, name: str = "") -> WorkBoard:
    """Board of one replication at the end of its last day; `as_of` looks at any earlier one.

    >>> from leadlab.simulation.engine import simulate
    >>> from leadlab.simulation.team import Team, equal_people
    >>> from leadlab.simulation.team_policy import Policy
    >>> runs = simulate(Team(people=equal_people(6)), Policy(), weeks=4, replications=1, seed=7)
    >>> board = board_of(runs)
    >>> len(board.places()["Done"]) == int(runs.finished.sum())
    True

    Args:
        runs: What came of a policy.
        replication: Which of its worlds.
        name: What the board is called; the title of the runs if not given.
    """
    events = runs.events(replication)
    first = runs.team.backlog + runs.team.in_progress
    moves = [
        Move(item=_id(n), to=BUILDING if n <= runs.team.in_progress else BACKLOG, day=0.0)
        for n in range(1, first + 1)
    ]
    count = first
    last: dict[tuple[str, int], float] = {}
    for each in events:
        if each.kind == "arrival":
            count += 1
            moves.append(Move(item=_id(count), to=BACKLOG, day=each.time_days))
        elif each.kind == "start" and each.item is not None:
            moves.append(Move(item=_id(each.item), to=BUILDING, day=each.time_days))
        elif each.kind in {"commit", "review"} and each.change is not None:
            if each.change % CHANGES_PER_ITEM == 0 and each.item is not None:
                last[each.kind, each.item] = each.time_days
        elif each.kind == "finish" and each.item is not None:
            last["finish", each.item] = each.time_days
    moves += _stages(last, runs.team.in_progress)
    return board_from_moves(
        COLUMNS,
        [Item(id=_id(n), title=f"Item {n}") for n in range(1, count + 1)],
        moves,
        name=name or runs.title,
        day=float(runs.weeks * DAYS),
    )


def _stages(last: dict[tuple[str, int], float], begun: int) -> list[Move]:
    """Moves through review and release; what was past them on the first morning began there."""
    to = {"commit": REVIEW, "review": RELEASE, "finish": DONE}
    moves = [Move(item=_id(item), to=to[kind], day=day) for (kind, item), day in last.items()]
    for item in range(1, begun + 1):
        if ("commit", item) not in last and ("review", item) in last:
            moves.append(Move(item=_id(item), to=REVIEW, day=0.0))
        elif ("review", item) not in last and ("finish", item) in last:
            moves.append(Move(item=_id(item), to=RELEASE, day=0.0))
    return moves


def _id(number: int) -> str:
    return f"i{number}"
