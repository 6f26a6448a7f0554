"""A timeline whose bars have uncertain ends: tasks that wait for one another, drawn many times."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from leadlab.errors import shortened
from leadlab.models.delivery.events import UnusableLog

FloatArray = npt.NDArray[np.float64]
Z85 = 1.0364333894937896  # 85 % quantile of the standard normal
MOST_TASKS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A task with the weeks within which it is done half of the time and 85 times in 100."""

    name: str
    p50: float
    p85: float
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Bar:
    """A task on the timeline: starts and ends in weeks, and how often it decides the end."""

    name: str
    start_p50: float
    end_p50: float
    end_p85: float
    critical: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Timeline:
    """Bars in the order of the tasks, and the weeks at which all is done in each future.

    `by_medians` is the date that the usual chart shows: the longest path of the p50s.
    """

    bars: tuple[Bar, ...]
    ends: FloatArray
    by_medians: float

    def at(self, share: float) -> float:
        """Weeks within which a share of the futures are done."""
        return float(np.quantile(self.ends, share))

    def chance(self, weeks: float) -> float:
        """Share of the futures that are done within so many weeks."""
        return float(np.mean(self.ends <= weeks + 1e-9))


def draw_timeline(tasks: Sequence[Task], *, futures: int = 4_000, seed: int = 7) -> Timeline:
    """Starts and ends of tasks whose lengths are drawn apart, each after those that it waits for.

    A length is lognormal through its p50 and p85. A task is critical in a future if the end of
    all would come sooner were it a little shorter.

    >>> line = draw_timeline([Task(name="a", p50=2, p85=2), Task(name="b", p50=3, p85=3,
    ...                                                          after=("a",))])
    >>> line.by_medians, line.at(0.5), [bar.critical for bar in line.bars]
    (5.0, 5.0, [1.0, 1.0])

    Args:
        tasks: In any order, without circles.
        futures: How many are drawn.
        seed: Seed of the draws; a task keeps its draws when others change.
    """
    ordered = _ordered(tasks)
    lengths = {}
    for number, task in enumerate(tasks):
        draws = np.random.default_rng([seed, number]).standard_normal(futures)
        spread = math.log(task.p85 / task.p50) / Z85
        lengths[task.name] = task.p50 * np.exp(spread * draws)
    starts, ends = _run(ordered, lengths, futures)
    finish = np.max(list(ends.values()), axis=0)
    medians = {task.name: np.array([task.p50]) for task in tasks}
    _, plain = _run(ordered, medians, 1)
    critical = _critical(ordered, starts, ends, finish)
    return Timeline(
        bars=tuple(
            Bar(
                name=task.name,
                start_p50=float(np.median(starts[task.name])),
                end_p50=float(np.median(ends[task.name])),
                end_p85=float(np.quantile(ends[task.name], 0.85)),
                critical=float(critical[task.name].mean()),
            )
            for task in tasks
        ),
        ends=np.asarray(finish, dtype=np.float64),
        by_medians=float(np.max(list(plain.values()))),
    )


def _run(
    ordered: Sequence[Task], lengths: dict[str, FloatArray], futures: int
) -> tuple[dict[str, FloatArray], dict[str, FloatArray]]:
    starts: dict[str, FloatArray] = {}
    ends: dict[str, FloatArray] = {}
    for task in ordered:
        before = [ends[name] for name in task.after]
        starts[task.name] = np.max(before, axis=0) if before else np.zeros(futures)
        ends[task.name] = starts[task.name] + lengths[task.name]
    return starts, ends


def _critical(
    ordered: Sequence[Task],
    starts: dict[str, FloatArray],
    ends: dict[str, FloatArray],
    finish: FloatArray,
) -> dict[str, npt.NDArray[np.bool_]]:
    """Which tasks lie on a longest path, found backwards from the end."""
    found = {task.name: np.isclose(ends[task.name], finish) for task in ordered}
    for task in reversed(ordered):
        for name in task.after:
            found[name] |= found[task.name] & np.isclose(ends[name], starts[task.name])
    return found


def _ordered(tasks: Sequence[Task]) -> list[Task]:
    """Tasks so that each comes after those that it waits for."""
    if not 1 <= len(tasks) <= MOST_TASKS:
        raise UnusableLog(f"A timeline has 1 to {MOST_TASKS} tasks, and {len(tasks)} were given.")
    known = {task.name for task in tasks}
    if len(known) < len(tasks):
        raise UnusableLog("Two tasks have the same name; give each its own.")
    for task in tasks:
        _check(task, known)
    ordered: list[Task] = []
    there: set[str] = set()
    while len(ordered) < len(tasks):
        ready = [t for t in tasks if t.name not in there and set(t.after) <= there]
        if not ready:
            stuck = ", ".join(sorted(known - there))
            raise UnusableLog(f"These tasks wait for one another in a circle: {shortened(stuck)}.")
        ordered += ready
        there |= {task.name for task in ready}
    return ordered


def _check(task: Task, known: set[str]) -> None:
    strange = next((name for name in task.after if name not in known), None)
    if strange is not None:
        raise UnusableLog(f"{task.name} waits for {shortened(strange)!r}, which is no task.")
    if not (0 < task.p50 <= task.p85 < math.inf):
        raise UnusableLog(
            f"{task.name}: p50 is {shortened(task.p50)} and p85 {shortened(task.p85)}; give weeks "
            "above 0, p85 the larger."
        )
