"""A class as they come: an assignment with every kind of cell, and learners of every kind."""

from __future__ import annotations

import copy
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parent.parent / "grading"))

from plain_course import code, notebook, role, solution, text

ASSIGNMENT, FIRST, SECOND = "ps1", "p1", "p2"
SECONDS = 6
"""Limit of a cell; a kernel that starts on a busy machine is given its time."""
CONFIG = f"""
c = get_config()
c.CourseDirectory.course_id = "mixed"
c.Execute.timeout = {SECONDS}
c.Execute.iopub_timeout = 60
c.Execute.raise_on_iopub_timeout = False
c.LimitOutput.max_lines = 50
c.LateSubmissionPlugin.penalty_method = "zero"
c.ClearSolutions.code_stub = {{"python": "..."}}
"""
DUE = "2026-03-01 12:00:00 UTC"
IN_TIME, LATE = "2026-03-01 11:00:00 UTC", "2026-03-01 13:00:00 UTC"
PARTIAL = "found = [share(n) == n / 4 for n in range(1, 9)]\nround(4 * sum(found) / len(found), 2)"
RIGHT = {
    "add": "def add(a, b):\n    return a + b",
    "square": "def square(x):\n    print('squaring', x)\n    return x * x",
    "share": "def share(n):\n    return n / 4",
    "essay": "Because it closes.",
    "sketch": "plan = ['measure', 'cut']",
}
Document = dict[str, Any]


def test(grade_id: str, source: str, points: float) -> Document:
    """A cell that is graded by running it."""
    return code(source, **role(grade_id, grade=True, locked=True, points=points))


def first() -> Document:
    """Tests, a hidden test, partial credit, two cells that a person marks, and a task."""
    hidden = "### BEGIN HIDDEN TESTS\nassert square(-7) == 49\n### END HIDDEN TESTS"
    cells = [
        text("# Problem set 1"),
        code("import math", **role("set_up", locked=True)),
        code(solution(RIGHT["add"]), **role("add", solution=True)),
        test("add_test", "assert add(1, 2) == 3", 2),
        code(solution(RIGHT["square"]), **role("square", solution=True)),
        test("square_test", f"assert square(3) == 9\n{hidden}", 3),
        code(solution(RIGHT["share"]), **role("share", solution=True)),
        test("share_test", PARTIAL, 4),
        text("Why?\n" + solution("Because."), **role("essay", grade=True, solution=True, points=4)),
        code(
            "plan = []\n" + solution(RIGHT["sketch"]),
            **role("sketch", grade=True, solution=True, points=2),
        ),
        text("Draw it on paper.", **role("drawing", task=True, locked=True, points=5)),
    ]
    return notebook(cells)


def second() -> Document:
    """One question more."""
    answer = code(solution("def negative(x):\n    return -x"), **role("negative", solution=True))
    return notebook([answer, test("negative_test", "assert negative(3) == -3", 1)])


def write_source(root: Path) -> None:
    """A course folder with its source."""
    (root / "source" / ASSIGNMENT).mkdir(parents=True)
    (root / "nbgrader_config.py").write_text(CONFIG)
    for name, document in ((FIRST, first()), (SECOND, second())):
        (root / "source" / ASSIGNMENT / f"{name}.ipynb").write_text(json.dumps(document))


def fill(document: Document, answers: dict[str, str]) -> Document:
    """A released notebook with answers."""
    filled = copy.deepcopy(document)
    for cell in filled["cells"]:
        grade_id = cell["metadata"].get("nbgrader", {}).get("grade_id")
        cell["source"] = answers.get(grade_id, cell["source"])
    return filled


def without(grade_id: str) -> Callable[[Document], None]:
    """Delete a cell."""

    def change(document: Document) -> None:
        document["cells"] = [
            cell
            for cell in document["cells"]
            if cell["metadata"].get("nbgrader", {}).get("grade_id") != grade_id
        ]

    return change


KINDS: dict[str, tuple[int, dict[str, str]]] = {
    "right": (14, RIGHT),
    "half": (8, {"add": RIGHT["add"], "essay": RIGHT["essay"]}),
    "partly": (7, {**RIGHT, "share": "def share(n):\n    return n / 4 if n > 2 else 0"}),
    "wrong": (8, {**RIGHT, "add": "def add(a, b):\n    return 3", "square": "square = abs"}),
    "blank": (7, {}),
    "loop": (2, {**RIGHT, "square": "while True:\n    pass"}),
    "syntax": (6, {**RIGHT, "square": "def square(x)\n    return x"}),
    "raising": (3, {**RIGHT, "add": "1 / 0", "sketch": "raise SystemExit('enough')"}),
    "deleted": (2, RIGHT),
    "huge": (2, {**RIGHT, "sketch": "for n in range(20_000):\n    print('line', n, 'x' * 60)"}),
    "crash": (2, {**RIGHT, "share": "import os\nos._exit(1)"}),
    "warning": (2, {**RIGHT, "add": "import sys\ndef add(a, b):\n"
                    "    print('deprecated', file=sys.stderr)\n    return a + b"}),
    "late": (3, RIGHT),
    "both": (2, RIGHT),
}  # fmt: skip
"""How many there are of each kind, and what they answer."""
CHANGES = {"deleted": without("square_test")}


def hand_in(root: Path, released: dict[str, Document], student: str, kind: str) -> None:
    """Put one learner's folder into place."""
    folder = root / "submitted" / student / ASSIGNMENT
    folder.mkdir(parents=True)
    document = fill(released[FIRST], KINDS[kind][1])
    CHANGES.get(kind, lambda _: None)(document)
    (folder / f"{FIRST}.ipynb").write_text(json.dumps(document))
    (folder / "timestamp.txt").write_text(LATE if kind == "late" else IN_TIME)
    if kind == "both":
        answers = {"negative": "def negative(x):\n    return 0 - x"}
        (folder / f"{SECOND}.ipynb").write_text(json.dumps(fill(released[SECOND], answers)))
        (folder / "notes.csv").write_text("a,b\n1,2\n")
