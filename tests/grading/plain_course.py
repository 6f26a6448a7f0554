"""A course that has never heard of leadlab: folders, a notebook and learners, all made here."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from leadlab.grading.assignment import Assignment, load
from leadlab.grading.course import Course

ASSIGNMENT = "ps1"
NOTEBOOK = "p1"
PATH = f"{NOTEBOOK}.ipynb"
CONFIG = 'c = get_config()\nc.CourseDirectory.course_id = "plain"\n'
HIDDEN = "assert square(-7) == 49"
ADD, SQUARE, ESSAY, SET_UP = "add", "square", "essay", "set_up"
RIGHT = {
    ADD: "def add(a, b):\n    return a + b",
    SQUARE: "def square(x):\n    return x * x",
    ESSAY: "Because it closes.",
}


def role(grade_id: str, **roles: Any) -> dict[str, Any]:
    """Metadata by which nbgrader knows a cell."""
    plain = {"grade": False, "solution": False, "locked": False, "task": False}
    return {"nbgrader": {"schema_version": 3, "grade_id": grade_id, **plain, **roles}}


def code(source: str, **metadata: Any) -> dict[str, Any]:
    """A code cell as a file has it."""
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": metadata,
        "outputs": [],
        "source": source,
    }


def text(source: str, **metadata: Any) -> dict[str, Any]:
    """A Markdown cell as a file has it."""
    return {"cell_type": "markdown", "metadata": metadata, "source": source}


def solution(source: str) -> str:
    """An answer between nbgrader's marks."""
    return f"### BEGIN SOLUTION\n{source}\n### END SOLUTION"


def source_notebook() -> dict[str, Any]:
    """The instructor's source: two questions with tests, one essay, one locked set-up cell."""
    cells = [
        text("# Problem set 1"),
        code("import math", **role(SET_UP, locked=True)),
        text("## 1. Add"),
        code(f"def add(a, b):\n    {solution('return a + b')}", **role(ADD, solution=True)),
        code("assert add(1, 2) == 3", **role("add_test", grade=True, locked=True, points=2)),
        text("## 2. Square"),
        code(f"def square(x):\n    {solution('return x * x')}", **role(SQUARE, solution=True)),
        code(
            f"assert square(3) == 9\n### BEGIN HIDDEN TESTS\n{HIDDEN}\n### END HIDDEN TESTS",
            **role("square_test", grade=True, locked=True, points=3),
        ),
        text("Why?\n" + solution("Because."), **role(ESSAY, grade=True, solution=True, points=4)),
    ]
    return notebook(cells)


def notebook(cells: list[dict[str, Any]]) -> dict[str, Any]:
    """A notebook as a file has it."""
    return {
        "cells": cells,
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}},
        "nbformat": 4,
        "nbformat_minor": 4,
    }


def new_course(root: Path, *, data: Mapping[str, str] | None = None) -> Course:
    """Write the course folder, without a release."""
    source = root / "source" / ASSIGNMENT
    source.mkdir(parents=True)
    (root / "nbgrader_config.py").write_text(CONFIG)
    (source / PATH).write_text(json.dumps(source_notebook()))
    for name, content in (data or {}).items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(content)
    return Course.read(root)


def released(course: Course) -> dict[str, Any]:
    """What a learner gets, as a document."""
    assignment: Assignment = load(course, ASSIGNMENT)
    cells = []
    for cell in assignment.notebooks[NOTEBOOK].cells:
        metadata = (
            role(
                cell.grade_id,
                grade=cell.grade,
                solution=cell.solution,
                locked=cell.locked,
                task=cell.task,
                **({} if cell.points is None else {"points": cell.points}),
            )
            if cell.grade_id
            else {}
        )
        make = code if cell.kind == "code" else text
        cells.append(make(cell.source, **metadata))
    return notebook(cells)


def answered(course: Course, answers: Mapping[str, str] | None = None) -> dict[str, Any]:
    """What a learner hands in; the right answers if none are given."""
    document = released(course)
    for cell in document["cells"]:
        grade_id = cell["metadata"].get("nbgrader", {}).get("grade_id")
        wanted = RIGHT if answers is None else answers
        if grade_id in wanted:
            cell["source"] = wanted[grade_id]
    return document


def folder_of(course: Course, student: str) -> Path:
    """Where a student's folder lies."""
    return course.root / "submitted" / student / ASSIGNMENT


def hand_in(
    course: Course,
    student: str,
    document: Any = None,
    *,
    content: bytes | None = None,
    name: str = PATH,
) -> Path:
    """Put a student's folder in place; with the right answers if nothing is given."""
    folder = folder_of(course, student)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if content is None:
        content = json.dumps(answered(course) if document is None else document).encode()
    (folder / name).write_bytes(content)
    return folder
