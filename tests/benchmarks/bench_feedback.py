"""Feedback pages beside nbgrader's `generate_feedback`, on the same graded notebooks.

Run `python tests/benchmarks/bench_feedback.py [LEARNERS]`. Every learner has answers of their own,
so that nothing but the given cells can be remembered from one page to the next.
"""

from __future__ import annotations

import base64
import copy
import json
import logging
import os
import statistics
import struct
import sys
import tempfile
import time
import zlib
from pathlib import Path
from typing import Any

LEARNERS = 40
TASKS = 8
TABLE = "|a|b|\n|-|-|\n|1|2|"
ASSIGNMENT, NOTEBOOK = "ps1", "p1"
CONFIG = 'c = get_config()\nc.CourseDirectory.course_id = "bench"\n'


def role(grade_id: str, **roles: Any) -> dict[str, Any]:
    """Metadata by which nbgrader knows a cell."""
    plain = {"grade": False, "solution": False, "locked": False, "task": False}
    return {"nbgrader": {"schema_version": 3, "grade_id": grade_id, **plain, **roles}}


def source() -> dict[str, Any]:
    """A notebook of eight tasks, each with text, an answer and a test."""
    cells: list[dict[str, Any]] = [{"cell_type": "markdown", "metadata": {}, "source": "# Set"}]
    for n in range(TASKS):
        text = f"## {n}. A task\n\nWrite `f{n}`, which adds *{n}*.\n\n- one\n- two\n\n{TABLE}"
        answer = f"def f{n}(x):\n    ### BEGIN SOLUTION\n    return x + {n}\n    ### END SOLUTION"
        test = f"assert f{n}(1) == {n + 1}\n### BEGIN HIDDEN TESTS\nassert f{n}(-1) == {n - 1}\n"
        cells += [
            {"cell_type": "markdown", "metadata": {}, "source": text},
            code(answer, **role(f"f{n}", solution=True)),
            code(test + "### END HIDDEN TESTS", **role(f"t{n}", grade=True, locked=True, points=2)),
        ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 4}


def code(text: str, **metadata: Any) -> dict[str, Any]:
    """A code cell."""
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": metadata,
        "outputs": [],
        "source": text,
    }


def picture(seed: int) -> str:
    """A figure of 640 x 480 points, some 40 kB."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)

    noise = bytes((seed * 7 + each * each) % 251 for each in range(40_000))
    rows = zlib.compress(noise + bytes((640 * 3 + 1) * 480 - len(noise)))
    header = struct.pack(">IIBBBBB", 640, 480, 8, 2, 0, 0, 0)
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + parts).decode()


def graded(released: dict[str, Any], number: int) -> dict[str, Any]:
    """What grading leaves of one learner: answers of their own, a figure, a failed test."""
    document = copy.deepcopy(released)
    for at, cell in enumerate(document["cells"]):
        own = cell["metadata"].get("nbgrader", {})
        if own.get("solution"):
            lines = [f"    y{k} = {number} * x + {k}  # a line of one's own" for k in range(6)]
            cell["source"] = f"def {own['grade_id']}(x):\n" + "\n".join(lines) + "\n    return x"
        elif own.get("grade") and (at + number) % 2:
            raised = {"output_type": "error", "ename": "AssertionError", "evalue": "not so"}
            cell["outputs"] = [{**raised, "traceback": ["line"] * 12}]
    data = {"image/png": picture(number), "text/plain": "<Figure size 640x480>"}
    figure = {"output_type": "display_data", "data": data, "metadata": {}}
    document["cells"].append({**code("plot()"), "outputs": [figure]})
    return document


def fill(root: Path, learners: int) -> None:
    """A course with a gradebook and graded notebooks."""
    from nbgrader.api import Gradebook
    from nbgrader.apps import GenerateAssignmentApp

    (root / "source" / ASSIGNMENT).mkdir(parents=True)
    (root / "nbgrader_config.py").write_text(CONFIG)
    (root / "source" / ASSIGNMENT / f"{NOTEBOOK}.ipynb").write_text(json.dumps(source()))
    app = GenerateAssignmentApp(log_level=logging.ERROR)
    app.initialize([ASSIGNMENT])
    app.start()
    path = root / "release" / ASSIGNMENT / f"{NOTEBOOK}.ipynb"
    released = json.loads(path.read_text())
    tests = {cell["metadata"]["nbgrader"]["grade_id"]: cell for cell in source()["cells"][3::3]}
    for cell in released["cells"]:  # a graded notebook has the tests with their hidden parts
        own = cell["metadata"].get("nbgrader", {}).get("grade_id")
        cell["source"] = tests[own]["source"] if own in tests else cell["source"]
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        for number in range(learners):
            student = f"s{number:04d}"
            book.add_student(student)
            book.add_submission(ASSIGNMENT, student)
            for grade in book.find_submission_notebook(NOTEBOOK, ASSIGNMENT, student).grades:
                grade.auto_score, grade.needs_manual_grade = float(number % 3), False
            folder = root / "autograded" / student / ASSIGNMENT
            folder.mkdir(parents=True)
            document = json.dumps(graded(released, number))
            (folder / f"{NOTEBOOK}.ipynb").write_text(document)
        book.db.commit()


def theirs(root: Path) -> float:
    """Seconds that nbgrader takes for all, without starting up."""
    from nbgrader.apps import GenerateFeedbackApp

    app = GenerateFeedbackApp(log_level=logging.ERROR)
    app.initialize([ASSIGNMENT, "--force"])
    started = time.perf_counter()
    app.start()
    return time.perf_counter() - started


def ours(root: Path) -> float:
    """Seconds that our pages take for all, without starting up."""
    from leadlab.grading.course import Course
    from leadlab.grading.feedback import pages

    course = Course.read(root)
    started = time.perf_counter()
    for page in pages(course, ASSIGNMENT, force=True):
        assert not page.fault, page.fault
    return time.perf_counter() - started


def main(learners: int) -> None:
    """Take turns, and print the median of three."""
    programs = Path(sys.executable).parent
    os.environ["PATH"] = f"{programs}{os.pathsep}{os.environ['PATH']}"  # nbgrader calls alembic
    with tempfile.TemporaryDirectory(prefix="leadlab-bench-") as folder:
        root = Path(folder)
        os.chdir(root)
        fill(root, learners)
        ours(root)  # both warm
        theirs(root)
        rounds = [(ours(root), theirs(root)) for _ in range(3)]
        os.chdir("/")
    own, other = (statistics.median(each) / learners * 1e3 for each in zip(*rounds, strict=True))
    print(f"{learners} learners, {TASKS} graded tasks and a figure each, ms for each page, warm:")
    print(f"  leadlab feedback             {own:6.1f}")
    print(f"  nbgrader generate_feedback   {other:6.1f}   {other / own:.1f} times")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else LEARNERS)
