"""Every notebook of the course opens in JupyterLab and runs to its end."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
COURSE = ROOT / "course"
NOTEBOOKS = sorted(
    path for path in COURSE.rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts
)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_without_an_error(page, lab, path):
    """A learner who runs all cells meets no error, and our outputs are open to everyone."""
    name = str(path.relative_to(ROOT))
    target = lab.root / name
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(path, target)

    page.open(name).run_all()

    assert [] == page.errors()
    assert [] == page.violations()
