"""What a verdict costs: the judge on plain submissions, with pandas and with a figure, by stage.

Run `python tests/benchmarks/bench_judge.py [SUBMISSIONS]`. Every learner has an answer of their
own. Times are of one worker; processor time counts the worker, its stage and all that came from
it, and is what to go by on a busy machine.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field

import psutil

from leadlab.grading.judge import close_stage, judge
from leadlab.grading.levels import find_level
from leadlab.grading.records import Cell, Level, Role, Submission
from leadlab.grading.stage import warm_stage
from leadlab.grading.stock import stock_for

SUBMISSIONS = 100
TASKS = 4
SET_UP = {
    "plain": "import math\nimport numpy as np",
    "tables": "import numpy as np\nimport pandas as pd",
    "figure": "import numpy as np\nimport matplotlib.pyplot as plt",
}
FIGURE = "fig, ax = plt.subplots()\nax.plot([1, 4, 9])\nax.set_title('Load')\nplt.show()"
STAGES = ("fork", "given", "answers", "tests", "replay")
MB = 1e6


def submission(number: int, *, kind: str) -> Submission:
    """A notebook of four tasks, right or wrong, and a figure if wanted."""
    cells = [Cell(kind="code", role=Role.GIVEN, source=SET_UP[kind])]
    for task in range(TASKS):
        wrong = (number + task) % 7 == 0
        answer = f"def f{task}(x):\n    return x + {task + wrong}  # learner {number}"
        test = f"assert f{task}(1) == {task + 1}\nassert f{task}(2) + f{task}(3) == {2 * task + 5}"
        cells += [
            Cell(kind="code", role=Role.ANSWER, source=answer, grade_id=f"f{task}"),
            Cell(kind="code", role=Role.TEST, source=test, grade_id=f"t{task}", points=2.0),
        ]
    if kind == "figure":
        cells.append(Cell(kind="code", role=Role.ANSWER, source=FIGURE, grade_id="figure"))
    right = tuple(
        Cell(kind=each.kind, role=each.role, source=_right(each, at), grade_id=each.grade_id)
        for at, each in enumerate(cells)
    )
    return Submission(
        student=f"s{number:05}",
        assignment="ps1",
        notebook="p1",
        cells=tuple(cells),
        reference=right,
    )


def _right(cell: Cell, at: int) -> str:
    task = (at - 1) // 2
    is_answer = cell.role is Role.ANSWER and cell.grade_id != "figure"
    return f"def f{task}(x):\n    return x + {task}" if is_answer else cell.source


@dataclass
class Seen:
    """What a run took."""

    wall: float = 0.0
    processor: float = 0.0
    own_mb: float = 0.0
    stages: dict[str, float] = field(default_factory=dict)
    slowest: float = 0.0


def processor(stage: int) -> float:
    """Seconds of processor time so far, of this process and all below the stage."""
    used = psutil.Process().cpu_times()
    below = psutil.Process(stage)
    times = [below.cpu_times(), *(each.cpu_times() for each in below.children(recursive=True))]
    ended = sum(each.children_user + each.children_system for each in times[:1])
    return used.user + used.system + ended + sum(each.user + each.system for each in times)


def run(level: Level, count: int, *, kind: str) -> Seen:
    """Judge so many submissions, after two to warm up."""
    for number in (0, 1):
        judge(submission(number, kind=kind), level=level)
    stage = warm_stage(level, stock_for(submission(0, kind=kind))).process.pid
    seen, before = Seen(), processor(stage)
    started = time.perf_counter()
    for number in range(count):
        began = time.perf_counter()
        verdict = judge(submission(number, kind=kind), level=level)
        seen.slowest = max(seen.slowest, time.perf_counter() - began)
        for name in STAGES:
            seen.stages[name] = seen.stages.get(name, 0.0) + verdict.stages[name]
    seen.wall = time.perf_counter() - started
    seen.processor = processor(stage) - before
    whole = psutil.Process(stage)
    seen.own_mb = sum(_own(each) for each in (whole, *whole.children(recursive=True))) / MB
    return seen


def _own(process: psutil.Process) -> float:
    return float(process.memory_full_info().pss)


def row(label: str, seen: Seen, count: int) -> str:
    """One line of the table."""
    each = 1000 / count
    total = sum(seen.stages.values()) or 1.0
    shares = "".join(f"{100 * seen.stages[name] / total:8.0f} %" for name in STAGES)
    return (
        f"{label:<14}{each * seen.processor:9.1f}{each * seen.wall:9.1f}{1000 * seen.slowest:9.1f}"
        f"{shares}{seen.own_mb:9.0f}"
    )


def start_seconds(level: Level) -> float:
    """How long a worker takes until it can judge."""
    close_stage()
    began = time.perf_counter()
    warm_stage(level)
    return time.perf_counter() - began


def main(count: int) -> None:
    """Print the table."""
    found = find_level()
    print(f"{found}; {count} submissions each of {2 * TASKS + 1} cells, {TASKS} tests")
    heads = "".join(f"{name:>10}" for name in STAGES)
    print(f"{'':<14}{'ms cpu':>9}{'ms':>9}{'slowest':>9}{heads}{'MB':>9}")
    levels = [each for each in (Level.A, Level.B, Level.C) if found.level.holds(each)]
    for level in levels:
        began = start_seconds(level)
        for kind in SET_UP:
            label = f"{level.value}, {kind}"
            print(row(label, run(level, count, kind=kind), count), flush=True)
        print(f"{level.value}, started in {began:.1f} s")
        close_stage()
    print("MB: what the stage, its bench and the last learner take together, shared pages once")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SUBMISSIONS)
