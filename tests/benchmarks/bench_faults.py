"""Kill a grader fifty times at moments drawn by chance, and compare with a run left in peace.

Use: python tests/benchmarks/bench_faults.py [KILLS [SEED]]
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parent / "grading"))

import kills  # noqa: E402 - after the folders are on the path
import whole_state  # noqa: E402 - after the folders are on the path
from plain_course import ADD, ASSIGNMENT, answered, hand_in, new_course  # noqa: E402 - after the folders are on the path

from leadlab.grading.course import Course  # noqa: E402 - after the folders are on the path
from leadlab.grading.levels import find_level  # noqa: E402 - after the folders are on the path
from leadlab.grading.run import Options, Run  # noqa: E402 - after the folders are on the path

KILLS = 50


def fresh(root: Path, learners: int) -> Course:
    """A course in which every third learner is wrong."""
    course = new_course(root)
    wrong = answered(course, {ADD: "def add(a, b): return 4"})
    for number in range(learners):
        hand_in(course, f"s{number:03}", None if number % 3 else wrong)
    return course


def main(times: int, seed: int) -> None:
    """Both runs, with the real judge."""
    programs = Path(sys.executable).parent
    os.environ["PATH"] = f"{programs}{os.pathsep}{os.environ['PATH']}"
    learners, options = times + 30, Options(level=find_level().level, jobs=1)
    with tempfile.TemporaryDirectory(prefix="leadlab-bench-") as folder:
        peaceful = fresh(Path(folder) / "peaceful", learners)
        with Run.opened(peaceful, ASSIGNMENT, options) as run:
            assert learners == len(list(run))
        course = fresh(Path(folder) / "course", learners)
        started = time.perf_counter()
        told, killed = kills.until_whole(course, options, kills=times, seed=seed, most_seconds=0.1)
        seconds = time.perf_counter() - started
        assert whole_state.of(peaceful) == whole_state.of(course)
        twice = sum(number > 1 for number in Counter(told).values())
    print(f"{learners} learners, killed {killed} times in {seconds:.0f} s: the gradebook and the")
    print(f"graded notebooks are those of a run left in peace; {twice} learners were told twice")


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(*given, *(KILLS, 1)[len(given) :])
