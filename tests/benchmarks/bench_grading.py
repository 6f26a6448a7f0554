"""How fast `leadlab grade` is, beside `nbgrader autograde` on the same submissions and cores.

Use: python tests/benchmarks/bench_grading.py [LEARNERS [MOST]]

LEARNERS are graded by `leadlab grade`, a few of them by nbgrader as well; then it is seen how
time and memory grow with the class, up to MOST.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from grading_courses import FIGURE, OWN, PLAIN, hand_in, write_course

LEARNERS, MOST = 100, 1_000
OF_NBGRADER = 9
TARGETS = {PLAIN: 100, FIGURE: 25, **dict.fromkeys(OWN, 60)}
PROGRAMS = Path(sys.executable).parent


@dataclass
class Measured:
    """One command."""

    wall: float
    cpu: float
    """Seconds of all its processes."""
    said: str
    memory: dict[str, list[float]] = field(default_factory=dict)
    """MB of their own, over time: of the grader, and of a worker with its stage and learners."""


def run(root: Path, *words: str, watch: bool = False) -> Measured:
    """Have a command done, and see what it takes."""
    environment = {
        **os.environ,
        "PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}",
        "LEADLAB_HOME": str(root / ".leadlab"),
        "MPLBACKEND": "Agg",
    }
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    process = subprocess.Popen(
        [str(PROGRAMS / words[0]), *words[1:]],
        cwd=root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    memory: dict[str, list[float]] = {}
    if watch:
        threading.Thread(target=_watch, args=(process.pid, memory), daemon=True).start()
    said, _ = process.communicate()
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    assert process.returncode == 0, f"{' '.join(words)} ended with {process.returncode}"
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Measured(wall, cpu, said, memory)


def _watch(pid: int, memory: dict[str, list[float]]) -> None:
    """Note what each process has of its own, a few times a second."""
    try:
        top = psutil.Process(pid)
        while True:
            memory.setdefault("grader", []).append(_own(top))
            for worker in top.children():
                with contextlib.suppress(psutil.NoSuchProcess):
                    size = _own(worker) + sum(_own(each) for each in worker.children(True))
                    memory.setdefault("worker", []).append(size)
            time.sleep(0.3)
    except psutil.Error:
        return


def _own(process: psutil.Process) -> float:
    """MB that it shares with no other."""
    size: float = process.memory_full_info().uss / 1e6
    return size


def compare(root: Path, name: str, learners: int) -> None:
    """One course: both commands on it, and where our time goes."""
    write_course(root, name)
    run(root, "nbgrader", "generate_assignment", name, "--force")
    hand_in(root, name, learners)
    theirs = beyond(
        run(root, "nbgrader", "autograde", name, "--student=s000000"),
        run(root, "nbgrader", "autograde", name, f"--student=s00000[1-{OF_NBGRADER}]"),
        extra=OF_NBGRADER - 1,
    )
    few = run(root, "leadlab", "grade", name, "--students=s00000[01]", "--json")
    all_of_them = run(root, "leadlab", "grade", name, "--rerun=all", "--json")
    ours = beyond(few, all_of_them, extra=learners - 2)
    found = json.loads(all_of_them.said)
    assert found["graded"] == learners, found
    level = "".join(found["levels"])
    print(f"\n{name}: {learners} submissions, isolation level {level}, {os.cpu_count()} cores")
    print(f"  {'':24}{'a second':>10}{'CPU ms each':>13}")
    for command, (wall, cpu) in (("nbgrader autograde", theirs), ("leadlab grade", ours)):
        print(f"  {command:24}{1 / wall:10.2f}{cpu * 1e3:13.1f}")
    print(f"  {theirs[0] / ours[0]:.0f} times as many a second (wanted: {TARGETS[name]}), ", end="")
    print(f"{theirs[1] / ours[1]:.0f} times as many for each CPU second; start-up not counted,")
    print(f"  which takes {few.wall:.1f} s, {few.cpu:.1f} CPU s, with what a class has in common")
    stages = Counter(found["stages"])
    whole = stages["judge"] + sum(
        seconds for stage, seconds in stages.items() if not stage.startswith("judge")
    )
    for stage, seconds in stages.items():
        print(f"    {stage:28}{seconds / learners * 1e3:8.2f} ms{seconds / whole:7.0%}")


def beyond(few: Measured, many: Measured, *, extra: int) -> tuple[float, float]:
    """Seconds and CPU seconds for each submission more, which leaves out starting up."""
    return (many.wall - few.wall) / extra, (many.cpu - few.cpu) / extra


def growth(root: Path, most: int) -> None:
    """A class of more and more learners, in one run each."""
    write_course(root, PLAIN)
    run(root, "nbgrader", "generate_assignment", PLAIN)
    print("\nHow it grows: the plain course, one run each")
    print(f"  {'learners':>9}{'seconds':>9}{'CPU ms each':>13}{'grader MB':>11}{'worker MB':>11}")
    learners = 100
    while learners <= most:
        hand_in(root, PLAIN, learners)
        done = run(root, "leadlab", "grade", PLAIN, "--json", watch=True)
        found = json.loads(done.said)
        assert found["graded"] == learners, found["graded"]
        sizes = [max(done.memory.get(part, [0.0])) for part in ("grader", "worker")]
        each = done.cpu / learners * 1e3
        print(f"  {learners:9}{found['seconds']:9.1f}{each:13.1f}{sizes[0]:11.0f}{sizes[1]:11.0f}")
        for folder in ("submitted", "autograded", "gradebook.db"):
            subprocess.run(["rm", "-rf", str(root / folder)], check=True)
        run(root, "nbgrader", "generate_assignment", PLAIN, "--force")
        learners *= 10


def main(learners: int, most: int) -> None:
    """All of it."""
    with tempfile.TemporaryDirectory(prefix="leadlab-bench-") as folder:
        for name in (PLAIN, FIGURE, *OWN):
            compare(Path(folder) / name, name, learners)
        growth(Path(folder) / "growth", most)


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(*given, *(LEARNERS, MOST)[len(given) :])
