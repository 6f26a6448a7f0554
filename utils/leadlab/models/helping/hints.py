"""How much of the way to show somebody who learns, task after task of one kind.

A design assumption of this course, not a measured law: people learn from the part of a task that
they do themselves, more if they get through, and a little from what they are shown.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from leadlab.errors import LeadlabError, shortened

MOST_TASKS = 10_000


class UnusableHelp(LeadlabError):  # noqa: N818 - reads as a sentence when raised
    """A number about tasks or help that cannot be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Learning:
    """A kind of task, how one person learns it, and what helping takes of your time.

    >>> learning = Learning()
    >>> round(learning.chance(0.5, shown=0.5), 2), round(learning.chance(0.5, shown=0.25), 2)
    (0.5, 0.12)
    """

    demand: float = 1.0
    """Skill at which half of the tasks are solved alone."""
    sharpness: float = 8.0
    """How quickly chance turns to certainty around it."""
    pace: float = 0.2
    """Skill from a task that is done and solved alone."""
    from_failing: float = 0.1
    """What failing teaches, as a share of what solving teaches."""
    from_showing: float = 0.1
    """What being shown the whole way teaches, as a share of what solving alone teaches."""
    telling: float = 5.0
    """Minutes of yours to show the whole way."""
    asking: float = 25.0
    """Minutes of yours to let them find the whole way beside you."""
    mending: float = 30.0
    """Minutes of yours where they do not get through."""

    def chance(self, skill: float, shown: float = 0.0) -> float:
        """Chance that they get through a task of which this share of the way is shown."""
        left = self.sharpness * (skill - (1 - _share("shown", shown)) * self.demand)
        return 1 / (1 + math.exp(-max(min(left, 700.0), -700.0)))

    def gain(self, skill: float, shown: float) -> float:
        """Skill that one such task adds, on average."""
        solved = self.chance(skill, shown)
        done = (1 - shown) * (solved + self.from_failing * (1 - solved))
        return self.pace * (done + self.from_showing * shown)

    def minutes(self, skill: float, shown: float) -> float:
        """Minutes of yours that one such task takes, on average; none for one left alone."""
        talk = self.telling * shown + self.asking * (1 - shown) if shown > 0 else 0.0
        return talk + self.mending * (1 - self.chance(skill, shown))


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One task as it went on average: before it, in it, and your time up to its end."""

    skill: float
    shown: float
    alone: float
    """Chance of solving it without you."""
    minutes: float


def smallest_help(skill: float, *, sure: float = 0.8, learning: Learning | None = None) -> float:
    """The smallest share of the way with which they get through as surely as wanted.

    >>> [round(smallest_help(skill), 2) for skill in (0.3, 0.8, 1.2)]
    [0.87, 0.37, 0.0]

    Args:
        skill: Theirs, before the task.
        sure: Chance of getting through that you want, between 0 and 1.
        learning: The kind of task.
    """
    kind = learning or Learning()
    if not 0 < sure < 1:
        raise UnusableHelp(f"sure: give a chance between 0 and 1, not {shortened(repr(sure))}.")
    reach = skill - math.log(sure / (1 - sure)) / kind.sharpness
    return min(max(1 - reach / kind.demand, 0.0), 1.0)


def follow(
    show: Callable[[float], float],
    tasks: int,
    *,
    start: float = 0.3,
    learning: Learning | None = None,
) -> tuple[Task, ...]:
    """One task after the other under a way of helping.

    >>> told = follow(lambda skill: 1.0, 21)
    >>> round(told[0].alone, 3), round(told[20].alone, 3), round(told[20].minutes)
    (0.004, 0.083, 122)

    Args:
        show: From their skill to the share of the way that you show.
        tasks: How many.
        start: Their skill before the first.
        learning: The kind of task and of learner.
    """
    kind, skill, spent, seen = learning or Learning(), start, 0.0, []
    if not 0 <= tasks <= MOST_TASKS:
        raise UnusableHelp(f"tasks: give 0 to {MOST_TASKS:,}, not {shortened(repr(tasks))}.")
    for _ in range(int(tasks)):
        shown = _share("show", show(skill))
        spent += kind.minutes(skill, shown)
        seen.append(Task(skill=skill, shown=shown, alone=kind.chance(skill), minutes=spent))
        skill += kind.gain(skill, shown)
    return tuple(seen)


def cheaper_from(one: Sequence[Task], other: Sequence[Task]) -> int | None:
    """The task from which on one way has taken less of your time than the other; None if never.

    >>> told = follow(lambda skill: 1.0, 60)
    >>> cheaper_from(follow(smallest_help, 60), told)
    41
    """
    cheaper = [mine.minutes < theirs.minutes for mine, theirs in zip(one, other, strict=True)]
    if not cheaper or not cheaper[-1]:
        return None
    return next((at + 2 for at in reversed(range(len(cheaper))) if not cheaper[at]), 1)


def _share(name: str, value: object) -> float:
    if isinstance(value, int | float) and 0 <= value <= 1:
        return float(value)
    raise UnusableHelp(f"{name}: give a share from 0 to 1, not {shortened(repr(value))}.")
