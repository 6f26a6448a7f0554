"""A run that is killed again and again, and taken up each time."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from dataclasses import replace
from multiprocessing.connection import Connection

from plain_course import ASSIGNMENT

from leadlab.grading.course import Course
from leadlab.grading.run import Options, Run


def _run(course: Course, options: Options, told: Connection) -> None:
    os.setpgrp()
    with Run.opened(course, ASSIGNMENT, options) as run:
        for done in run:
            told.send(done.student)
    told.send(None)


def until_whole(
    course: Course, options: Options, *, kills: int, seed: int, most_seconds: float
) -> tuple[list[str], int]:
    """Kill the grader so many times at moments drawn from the seed, then let it end.

    Each kill comes between none and `most_seconds` after one more learner was done. Back come
    the students in the order in which they were done, and how often a run was killed.
    """
    chance, seen, killed = random.Random(seed), [], 0
    context = multiprocessing.get_context("fork")
    while True:
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_run, args=(course, replace(options), theirs))
        process.start()
        theirs.close()
        wanted = chance.randint(0, 1)
        try:
            while True:
                if killed < kills and wanted == 0:
                    time.sleep(chance.uniform(0.0, most_seconds))
                    os.kill(process.pid or 0, signal.SIGKILL)
                    killed += 1
                    wanted = -1
                student = ours.recv()
                if student is None:
                    process.join()
                    return seen, killed
                seen.append(student)
                wanted -= 1
        except EOFError:
            process.join()
