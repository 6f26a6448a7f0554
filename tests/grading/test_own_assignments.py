"""This course's own graded notebooks are judged where the answers are not, and earn in full."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from leadlab.grading import assignment, rebuild
from leadlab.grading.course import Course
from leadlab.grading.judge import close_stage, judge
from leadlab.grading.levels import find_level
from leadlab.grading.reading import read
from leadlab.grading.records import Limits, Role, Submission

ROOT = Path(__file__).parent.parent.parent
SOURCES = sorted(path for path in (ROOT / "solutions").glob("*/*.ipynb"))
LIMITS = Limits(cell_seconds=60, notebook_seconds=300)


@pytest.fixture(scope="module", autouse=True)
def _stage() -> Iterator[None]:
    yield
    close_stage()


@pytest.mark.parametrize("path", SOURCES, ids=[path.stem for path in SOURCES])
def test_the_worked_solution_earns_all_points(path: Path) -> None:
    """Each check runs on the judge's side, for numbers of the learner's own, and forges nothing."""
    name = path.parent.name
    course = Course.read(ROOT)
    notebook = assignment.load(course, name).notebooks[path.stem]
    cells = rebuild.rebuilt(notebook, read(path.stem, path.read_bytes()))
    submission = Submission(
        student="ana", assignment=name, notebook=path.stem, cells=cells,
        reference=notebook.reference, classmates=("ben", "cleo"),
    )  # fmt: skip
    verdict = judge(submission, level=find_level().level, limits=LIMITS)
    seen = {cells[each.index].grade_id: each for each in verdict.results if each.points is not None}
    most = {cell.grade_id: cell.points for cell in cells if cell.role is Role.TEST}

    assert most == {grade_id: each.points for grade_id, each in seen.items()}
    assert [] == [grade_id for grade_id, each in seen.items() if each.forgeable]
    assert () == verdict.faults
