"""How nbgrader scores a cell, and that `lab.grade` never falls into one of its traps."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output
from nbgrader.utils import determine_grade
from real_course import Course

POINTS = 4
TINY = "01_cells"

TRAPS: Mapping[str, tuple[str, float]] = {
    "text_on_stderr": ("import sys\nprint('careful', file=sys.stderr)\n4.0", 0),
    "warning": ("import warnings\nwarnings.warn('old')\n4.0", 0),
    "numpy_float": ("import numpy as np\nnp.float64(1.5)", POINTS),
    "none": ("None", POINTS),
    "nan": ("float('nan')", POINTS),
    "negative": ("-1.0", POINTS),
    "object": ("object()", POINTS),
    "float": ("1.5", 1.5),
    "zero": ("0.0", 0),
    "error": ("1 / 0", 0),
}
"""What nbgrader does with a cell of its own making, and the points that it gives."""

RIGHT = """
def f(chances, payoffs):
    if abs(sum(chances) - 1) > 1e-9:
        raise ValueError("the chances of all outcomes make 1")
    return sum(chance * payoff for chance, payoff in zip(chances, payoffs))
"""
NAME = '"decision_making.expected_value"'


def noisy(statement: str) -> str:
    """A graded cell with a right answer that does something else on its way."""
    return (
        f"import logging, os, sys, warnings\n{RIGHT}"
        f"def g(chances, payoffs):\n    {statement}\n    return f(chances, payoffs)\n"
        f"lab.grade({NAME}, g, points=4)"
    )


GRADED: Mapping[str, tuple[str, float]] = {
    "right": (f"{RIGHT}lab.grade({NAME}, f, points=4)", 4),
    "right_printing_to_stderr": (noisy("print('x', file=sys.stderr)"), 4),
    "right_with_a_warning": (noisy("warnings.warn('old', DeprecationWarning)"), 4),
    "right_writing_as_c_does": (noisy("os.write(2, b'from C')"), 4),
    "right_logging": (noisy("logging.error('x')"), 4),
    "right_in_numpy": (
        noisy("import numpy as np\n    return np.float64(f(chances, payoffs))"),
        4,
    ),
    "points_in_numpy": (
        f"import numpy as np\n{RIGHT}lab.grade({NAME}, f, points=np.float64(4))",
        4,
    ),
    "answer_none": (f"lab.grade({NAME}, None, points=4)", 0),
    "returns_none": (f"lab.grade({NAME}, lambda c, p: None, points=4)", 0),
    "returns_nan": (f"lab.grade({NAME}, lambda c, p: float('nan'), points=4)", 0),
    "raises": (f"lab.grade({NAME}, lambda c, p: 1 / 0, points=4)", 0),
    "exits": (f"import sys\nlab.grade({NAME}, lambda c, p: sys.exit(0), points=4)", 0),
    "negative_points": (f"{RIGHT}lab.grade({NAME}, f, points=-4)", 0),
    "points_nan": (f"{RIGHT}lab.grade({NAME}, f, points=float('nan'))", 0),
    "points_infinite": (f"{RIGHT}lab.grade({NAME}, f, points=float('inf'))", 0),
    "points_a_text": (f"{RIGHT}lab.grade({NAME}, f, points='many')", 0),
    "unknown_exercise": ("lab.grade('decision_making.no_such', 1, points=4)", 0),
    "wrong_key": (f"{RIGHT}lab.grade({NAME}, f, points=4, no_such_key=1)", 0),
}
"""The same through `lab.grade`: 0 to 4, whatever the answer does."""


@pytest.fixture(scope="module", name="scores")
def _scores(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, float | None]:
    """Points in a real gradebook, after a real autograde."""
    course = Course(tmp_path_factory.mktemp("cells"))
    cells = [new_code_cell("import leadlab as lab")]
    for name, (source, _) in {**TRAPS, **GRADED}.items():
        metadata = {
            "grade": True,
            "solution": False,
            "locked": True,
            "task": False,
            "points": POINTS,
            "grade_id": name,
            "schema_version": 3,
            "cell_type": "code",
        }
        cells.append(new_code_cell(source, metadata={"nbgrader": metadata}))
    path = course.root / "solutions" / TINY / "cells.ipynb"
    path.parent.mkdir(parents=True)
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)
    course.instructor("generate_assignment", TINY)
    handed_in = course.root / "submitted" / "ana" / TINY / path.name
    handed_in.parent.mkdir(parents=True)
    handed_in.write_bytes((course.root / "exercises" / TINY / path.name).read_bytes())
    course.instructor("autograde", TINY)
    return course.points("ana", TINY)


@pytest.mark.parametrize("name", TRAPS)
def test_nbgrader_scores_a_cell_as_we_were_told(
    scores: Mapping[str, float | None], name: str
) -> None:
    """The rules that `lab.grade` is built on hold in the nbgrader that is installed."""
    assert TRAPS[name][1] == scores[name]


@pytest.mark.parametrize("name", GRADED)
def test_a_call_of_grade_scores_what_was_earned(
    scores: Mapping[str, float | None], name: str
) -> None:
    """Right is full, anything else is 0, and nothing on the error stream costs a point."""
    assert GRADED[name][1] == scores[name]


def test_more_than_the_maximum_stops_nbgrader(tmp_path: Path) -> None:
    """A cell above its points raises, so `lab.grade` has to be told the cell's own points."""
    metadata = {"grade": True, "solution": False, "points": POINTS, "grade_id": "x"}
    result = new_output("execute_result", data={"text/plain": "4.5"}, execution_count=1)
    cell = new_code_cell("4.5", metadata={"nbgrader": metadata}, outputs=[result])

    with pytest.raises(ValueError, match="greater than maximum"):
        determine_grade(cell)
