"""What learners get: derived from the source, without its secrets, and nothing earned untouched."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest
from click.testing import CliRunner
from nbclient import NotebookClient
from nbgrader.utils import determine_grade
from real_course import (
    ASSIGNMENT,
    RELEASE,
    ROOT,
    SOURCE,
    autograded,
    environment,
    grade_id,
    read,
    role,
    secrets,
    task_of,
)

from leadlab.cli import main


def executed(path: Path, folder: Path) -> Any:
    """A notebook run to its last cell, in a kernel of its own."""
    notebook = read(path)
    client = NotebookClient(
        notebook,
        timeout=120,
        allow_errors=True,
        store_widget_state=False,
        resources={"metadata": {"path": str(folder)}},
    )
    with client.setup_kernel(env=environment(folder / "home"), cwd=str(folder)):
        for index, cell in enumerate(notebook.cells):
            client.execute_cell(cell, index)
    return notebook


@pytest.fixture(scope="module", name="untouched")
def _untouched(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The release as it is, run."""
    return executed(RELEASE, tmp_path_factory.mktemp("untouched"))


@pytest.fixture(scope="module", name="solved")
def _solved(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The source as it is, run."""
    return executed(SOURCE, tmp_path_factory.mktemp("solved"))


def errors(notebook: Any) -> list[str]:
    """What went wrong in the cells of a notebook that was run."""
    return [
        f"{cell.source[:60]!r}: {output.ename}: {output.evalue}"
        for cell in notebook.cells
        for output in cell.get("outputs", ())
        if output.output_type == "error"
    ]


def test_the_committed_release_is_what_its_source_derives() -> None:
    """A fresh derivation by nbgrader is byte for byte what is committed."""
    result = CliRunner().invoke(main, ["exercises", "--check", "--folder", str(ROOT)])

    assert (0, "exercises/ agrees with solutions/\n") == (result.exit_code, result.stdout)


def test_a_changed_release_is_found_named_and_mended(tmp_path: Path) -> None:
    """A line that was edited by hand and a file without source are named; writing mends both."""
    for name in ("solutions", "exercises"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    release = tmp_path / RELEASE.relative_to(ROOT)
    release.write_text(release.read_text(encoding="utf-8").replace("lab", "LAB"), encoding="utf-8")
    stray = tmp_path / "exercises" / "02_other" / "notes.txt"
    stray.parent.mkdir()
    stray.write_text("left behind")

    check = CliRunner().invoke(main, ["exercises", "--check", "--folder", str(tmp_path)])
    mend = CliRunner().invoke(main, ["exercises", "--folder", str(tmp_path)])

    assert 1 == check.exit_code
    assert f"exercises/{ASSIGNMENT}/{RELEASE.name}: differs from its source" in check.output
    assert "exercises/02_other/notes.txt: has no source" in check.output
    assert 0 == mend.exit_code
    assert RELEASE.read_bytes() == release.read_bytes()
    assert not stray.parent.exists()


def test_the_release_holds_no_solution_and_no_hidden_test() -> None:
    """No line of a solution or of a hidden test stands in the release, and no mark of one."""
    text = "\n".join(cell.source for cell in read(RELEASE).cells)
    source = read(SOURCE)
    lines = {line.strip() for line in text.splitlines()}

    assert len(secrets(source, "SOLUTION")) > 20
    assert len(secrets(source, "HIDDEN TESTS")) > 5
    assert set() == lines & (secrets(source, "SOLUTION") | secrets(source, "HIDDEN TESTS"))
    for mark in ("BEGIN SOLUTION", "HIDDEN TESTS", "MARK SCHEME", "placements", "salt"):
        assert mark not in text


def test_the_release_holds_no_outputs_and_nothing_for_instructors() -> None:
    """Cells are unrun, and those tagged `instructor` are gone."""
    for cell in read(RELEASE).cells:
        assert [] == cell.get("outputs", [])
        assert cell.get("execution_count") is None
        assert "instructor" not in cell.metadata.get("tags", ())


def test_the_release_has_every_task_of_the_source() -> None:
    """Cells that are filled, cells that are graded, and their points are the source's."""
    assert task_of(read(SOURCE)) == task_of(read(RELEASE))
    assert autograded(read(SOURCE)) == autograded(read(RELEASE))


def test_cells_have_names_of_their_own() -> None:
    """A name that stands twice stops nbgrader; a cell without id would get a new one each time."""
    source = nbformat.read(SOURCE, as_version=nbformat.NO_CONVERT)
    names = [grade_id(cell) for cell in source.cells if grade_id(cell)]
    ids = [cell.get("id", "") for cell in source.cells]

    assert len(names) == len(set(names))
    assert len(ids) == len(set(ids) - {""})


def test_an_untouched_release_runs_to_its_last_cell(untouched: Any) -> None:
    """No cell raises, and the last one ran."""
    assert [] == errors(untouched)
    assert [cell for cell in untouched.cells if cell.cell_type == "code"][-1].execution_count


def test_an_untouched_release_earns_nothing(untouched: Any) -> None:
    """Every graded cell says "not attempted", and nbgrader's own rule gives it 0."""
    graded = [
        cell for cell in untouched.cells if role(cell, "grade") and not role(cell, "solution")
    ]

    for cell in graded:
        said = "".join(output.get("text", "") for output in cell.outputs)
        assert "not attempted" in said, grade_id(cell)
        assert (0.0, float(cell.metadata.nbgrader.points)) == determine_grade(cell), grade_id(cell)


def test_the_source_earns_everything(solved: Any) -> None:
    """The author's answers get full points from nbgrader's own rule, in a kernel without a name."""
    graded = [cell for cell in solved.cells if role(cell, "grade") and not role(cell, "solution")]

    assert [] == errors(solved)
    for cell in graded:
        points = float(cell.metadata.nbgrader.points)
        assert (points, points) == determine_grade(cell), grade_id(cell)
