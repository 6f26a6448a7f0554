"""Boards of three teams over half a year, drawn so that a total can be misread.

Counts are set and only times are drawn: every team becomes quicker after the middle, and the
three together slower, because more of the work then lies with the team whose items take longest.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from leadlab.models.boards import Column, Item, Move, WorkBoard, board_from_moves

FloatArray = npt.NDArray[np.float64]
DAYS = 182.0
COLUMNS = (
    Column(name="To do"),
    Column(name="Building", means="working", limit=8),
    Column(name="In review"),
    Column(name="Done", means="done"),
)
SPREAD = 0.5  # of the logarithm of a cycle time
REVIEW = 0.7  # part of its cycle time after which an item waits for review


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamHalves:
    """A team: items finished in each half, mean days that they took, and items in progress."""

    name: str
    finished: tuple[int, int]
    days: tuple[float, float]
    open: int


TEAMS = (
    TeamHalves(name="Visits", finished=(70, 55), days=(9.0, 7.5), open=6),
    TeamHalves(name="Settlement", finished=(20, 75), days=(21.0, 18.0), open=8),
    TeamHalves(name="Platform", finished=(80, 40), days=(4.0, 3.4), open=3),
)


def three_boards(seed: int = 5) -> tuple[WorkBoard, ...]:
    """Boards of the three teams at the end of the half year; the same seed, the same boards.

    >>> [board.name for board in three_boards()]
    ['Visits', 'Settlement', 'Platform']
    """
    rng = np.random.default_rng(seed)
    return tuple(_board(rng, team) for team in TEAMS)


def _board(rng: np.random.Generator, team: TeamHalves) -> WorkBoard:
    items: list[Item] = []
    moves: list[Move] = []
    for half, (count, mean) in enumerate(zip(team.finished, team.days, strict=True)):
        took = _days(rng, count, mean)
        ends = np.sort(rng.uniform(half * DAYS / 2, (half + 1) * DAYS / 2, size=count))
        for end, days in zip(ends, took, strict=True):
            name = f"{team.name[0]}{len(items) + 1}"
            items.append(Item(id=name, title=f"{team.name} {len(items) + 1}"))
            start = end - days
            moves += [
                Move(item=name, to="To do", day=float(start - rng.uniform(1, 20))),
                Move(item=name, to="Building", day=float(start)),
                Move(item=name, to="In review", day=float(start + REVIEW * days)),
                Move(item=name, to="Done", day=float(end)),
            ]
    for _ in range(team.open):
        name = f"{team.name[0]}{len(items) + 1}"
        items.append(Item(id=name, title=f"{team.name} {len(items) + 1}"))
        begun = DAYS - float(rng.uniform(0.2, 2.2)) * team.days[1]
        moves += [
            Move(item=name, to="To do", day=begun - 5), Move(item=name, to="Building", day=begun)
        ]  # fmt: skip
    return board_from_moves(COLUMNS, items, moves, name=team.name, day=DAYS)


def _days(rng: np.random.Generator, count: int, mean: float) -> FloatArray:
    """Lognormal cycle times whose mean is exactly the one that is set."""
    drawn = np.exp(SPREAD * rng.standard_normal(count))
    return np.asarray(drawn * mean / drawn.mean())
