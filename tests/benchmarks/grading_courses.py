"""Courses to measure grading on: a plain one, one with a figure, and this course's own."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
OWN = tuple(sorted(each.parent.name for each in (ROOT / "solutions").glob("*/*.ipynb")))
"""This course's own assignments."""
PLAIN, FIGURE = "plain", "figure"
CONFIG = """
c = get_config()
c.CourseDirectory.course_id = "bench"
c.ClearSolutions.code_stub = {"python": "..."}
"""
FIGURE_CELL = """import matplotlib.pyplot as plt
fig, ax = plt.subplots()
ax.plot(xs, [first(x) for x in xs])
ax.set_title("first")
plt.show()"""
TASKS = {
    "first": ("def first(x):\n    return 2 * x", "assert first(3) == 6\nassert first(0) == 0"),
    "second": ("def second(x):\n    return x + 1", "assert second(3) == 4"),
    "third": ("def third(x):\n    return [x] * 3", "assert third(1) == [1, 1, 1]"),
    "fourth": (
        "def fourth(x):\n    return x / 4",
        "got = [fourth(x) == x / 4 for x in range(8)]\nround(2 * sum(got) / 8, 2)",
    ),
}
Document = dict[str, Any]


def cell(kind: str, source: str, grade_id: str = "", **roles: Any) -> Document:
    """A cell as a file has it."""
    plain = {"grade": False, "solution": False, "locked": False, "task": False}
    own = {"schema_version": 3, "grade_id": grade_id, **plain, **roles}
    row = {"cell_type": kind, "metadata": {"nbgrader": own} if grade_id else {}, "source": source}
    return {**row, "execution_count": None, "outputs": []} if kind == "code" else row


def source(name: str) -> Document:
    """Nine code cells: an import, data, four questions with tests; a figure where it is asked."""
    cells = [
        cell("markdown", f"# {name}"),
        cell("code", "import math\nimport numpy as np"),
        cell("code", "xs = np.linspace(0, 1, 50)"),
    ]
    for grade_id, (answer, test) in TASKS.items():
        marked = f"### BEGIN SOLUTION\n{answer}\n### END SOLUTION"
        cells += [
            cell("code", marked, grade_id, solution=True),
            cell("code", test, f"{grade_id}_test", grade=True, locked=True, points=2),
        ]
    if name == FIGURE:
        cells.append(cell("code", FIGURE_CELL))
    essay = "### BEGIN SOLUTION\nBecause.\n### END SOLUTION"
    cells.append(cell("markdown", essay, "essay", grade=True, solution=True, points=4))
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 4}


def write_course(root: Path, name: str) -> None:
    """A course folder with one assignment."""
    if name in OWN:
        (root / "solutions").mkdir(parents=True)
        (root / "nbgrader_config.py").write_bytes((ROOT / "nbgrader_config.py").read_bytes())
        target = root / "solutions" / name
        target.mkdir()
        for path in (ROOT / "solutions" / name).iterdir():
            if path.is_file():
                (target / path.name).write_bytes(path.read_bytes())
        return
    (root / "source" / name).mkdir(parents=True)
    (root / "nbgrader_config.py").write_text(CONFIG)
    (root / "source" / name / f"{name}.ipynb").write_text(json.dumps(source(name)))


def hand_in(root: Path, name: str, learners: int) -> None:
    """Submissions: all right, but for every third, who gets half of it wrong."""
    where = "exercises" if name in OWN else "release"
    where_solved = "solutions" if name in OWN else "source"
    released = json.loads((root / where / name / f"{name}.ipynb").read_text())
    solved = json.loads((root / where_solved / name / f"{name}.ipynb").read_text())
    answers = {}
    for each in solved["cells"]:
        own = each["metadata"].get("nbgrader", {})
        if own.get("solution"):
            text = each["source"]
            text = text if isinstance(text, str) else "".join(text)
            answers[own["grade_id"]] = re.sub(r"[ \t]*### (BEGIN|END) SOLUTION\n?", "", text)
    for number in range(learners):
        student = f"s{number:06d}"
        document = copy.deepcopy(released)
        wrong = set(list(answers)[1::2]) if number % 3 == 0 else set()
        for each in document["cells"]:
            grade_id = each["metadata"].get("nbgrader", {}).get("grade_id")
            if grade_id in answers and grade_id not in wrong:
                each["source"] = answers[grade_id]
            text = each["source"] if isinstance(each["source"], str) else "".join(each["source"])
            each["source"] = text.replace("lab.learner()", f'lab.learner("{student}")')
        folder = root / "submitted" / student / name
        folder.mkdir(parents=True)
        (folder / f"{name}.ipynb").write_text(json.dumps(document))
