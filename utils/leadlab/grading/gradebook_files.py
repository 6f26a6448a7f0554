"""The graded notebook, and the folder under `autograded/` that formgrader and feedback read.

A folder is made beside its place and put there whole; the one that was there stays until the
gradebook has the marks, and comes back if that fails.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nbformat.notebooknode import from_dict
from nbgrader.converters import Autograde
from nbgrader.preprocessors import IgnorePattern, LimitOutput
from traitlets.config import Config

from leadlab.grading.course import Course
from leadlab.grading.gradebook_outputs import outputs_of
from leadlab.grading.gradebook_set import EnteredNotebook
from leadlab.grading.records import Cell, Verdict

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


def document_of(
    cells: tuple[Cell, ...],
    metadata: tuple[Mapping[str, Any], ...],
    verdict: Verdict,
    notebook: EnteredNotebook,
    limits: tuple[Any, ...] = (),
) -> bytes:
    """The graded notebook as a file: source, outputs, and what nbgrader knows of each cell.

    `limits` are nbgrader's steps that cut outputs; one cell is one line.
    """
    results = {result.index: result for result in verdict.results}
    lines, count = [], 0
    for at, (cell, known) in enumerate(zip(cells, metadata, strict=True)):
        row: dict[str, Any] = {
            "cell_type": cell.kind,
            "id": f"cell-{at}",
            "metadata": known,
            "source": cell.source,
        }
        if cell.kind == "code":
            count += 1
            outputs = _cut(outputs_of(cell, results.get(at), count), limits)
            row |= {"execution_count": count, "outputs": outputs}
        lines.append(json.dumps(row, ensure_ascii=False, sort_keys=True))
    kernel = json.loads(notebook.kernelspec) if notebook.kernelspec else KERNEL
    foot = {
        "metadata": {"kernelspec": kernel or KERNEL, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    text = '{"cells": [\n' + ",\n".join(lines) + "\n],\n" + json.dumps(foot)[1:] + "\n"
    return text.encode("utf-8", "replace")


def _cut(outputs: list[dict[str, Any]], limits: tuple[Any, ...]) -> list[dict[str, Any]]:
    if not outputs or not limits:
        return outputs
    cell = from_dict({"cell_type": "code", "metadata": {}, "source": "", "outputs": outputs})
    for step in limits:
        cell, _ = step.preprocess_cell(cell, {}, 0)
    found: list[dict[str, Any]] = cell.outputs
    return found


def limits_of(course: Course, steps: list[Any]) -> tuple[Any, ...]:
    """Those of the course's steps that cut outputs, with nothing but their own settings.

    They travel to workers, where other things of a configuration may not be known.
    """
    return tuple(
        step(config=Config({step.__name__: course.config.get(step.__name__, {})}))
        for step in steps
        if step in (IgnorePattern, LimitOutput)
    )


def metadata_of(
    cells: tuple[Cell, ...], roles: Mapping[str, Mapping[str, bool]], notebook: EnteredNotebook
) -> tuple[dict[str, Any], ...]:
    """What nbgrader is told of each cell; nothing for one that it does not know."""
    found: list[dict[str, Any]] = []
    for cell in cells:
        known = notebook.cells.get(cell.grade_id or "")
        if cell.grade_id is None or known is None:
            found.append({})
            continue
        own: dict[str, Any] = {
            "schema_version": 3,
            "grade_id": cell.grade_id,
            "cell_type": cell.kind,
            **({} if known.checksum is None else {"checksum": known.checksum}),
            **roles[cell.grade_id],
        }
        if cell.grade_id in notebook.most:
            own["points"] = notebook.most[cell.grade_id]
        metadata: dict[str, Any] = {"deletable": False, "nbgrader": own}
        if own["locked"]:
            metadata["editable"] = False
        found.append(metadata)
    return tuple(found)


class Autograded:
    """The folders of an assignment under `autograded/`."""

    def __init__(self, course: Course, assignment: str) -> None:
        self.course, self.assignment = course, assignment
        self.converter = Autograde(coursedir=course.directory, config=course.config)
        self.mode = int(str(self.converter.permissions), 8)

    def place(self, student: str) -> Path:
        """Where a learner's graded folder lies."""
        return self.course.folder("autograded", self.assignment, student)

    def interrupted(self, student: str) -> bool:
        """Whether a run was ended between a learner's folder and their marks; cleaned up here."""
        place = self.place(student)
        fresh, old = _beside(place, "new"), _beside(place, "old")
        if fresh.exists():
            shutil.rmtree(fresh)
        if not old.exists():
            return False
        if place.exists():
            shutil.rmtree(old)
        else:
            old.rename(place)
        return True

    @contextmanager
    def put(
        self, student: str, notebooks: Mapping[str, bytes], files: Mapping[str, Path]
    ) -> Iterator[None]:
        """Put a learner's folder into place; what was there comes back if the body fails."""
        place = self.place(student)
        fresh, old = _beside(place, "new"), _beside(place, "old")
        self._write(fresh, notebooks, files)
        had = place.exists()
        try:
            if had:
                place.rename(old)
            fresh.rename(place)
            if self.course.directory.groupshared:
                self.converter.set_permissions(self.assignment, student)
            yield
        except BaseException:
            if place.exists() and (not had or old.exists()):
                shutil.rmtree(place)
            if old.exists():
                old.rename(place)
            raise
        if had:
            shutil.rmtree(old)

    def _write(
        self, fresh: Path, notebooks: Mapping[str, bytes], files: Mapping[str, Path]
    ) -> None:
        if fresh.exists():
            shutil.rmtree(fresh)
        fresh.mkdir(parents=True)
        try:
            for name, content in notebooks.items():
                self._file(fresh / f"{name}.ipynb", content)
            for name, path in files.items():
                target = fresh / name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target, follow_symlinks=False)
                target.chmod(self.mode)
        except BaseException:
            shutil.rmtree(fresh)
            raise

    def _file(self, path: Path, content: bytes) -> None:
        path.write_bytes(content)
        os.chmod(path, self.mode)  # noqa: PTH101 - a third of the time that Path.chmod takes


def _beside(place: Path, what: str) -> Path:
    return place.with_name(f".{place.name}.{what}")
