"""`make outputs` stores what nbval compares, and nothing else."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import nbformat
import pytest

SCRIPT = Path(__file__).parent / "store_outputs.py"


@pytest.fixture(name="store_outputs")
def _store_outputs() -> ModuleType:
    spec = importlib.util.spec_from_file_location("store_outputs", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(name="lesson")
def _lesson(tmp_path: Path) -> Path:
    """A lesson with two compared cells, one of them rich, and a cell with a stale output."""
    cells = [
        nbformat.v4.new_markdown_cell("The sum is 2.", id="prose"),
        nbformat.v4.new_code_cell("1 + 1", id="sum", metadata={"tags": ["nbval-check-output"]}),
        nbformat.v4.new_code_cell("print('noise')", id="noise", metadata={"tags": ["keep_output"]}),
        nbformat.v4.new_code_cell(
            "from IPython.display import HTML\nHTML('<b>2</b>')",
            id="rich",
            metadata={"tags": ["nbval-check-output"]},
        ),
    ]
    cells[2].outputs = [nbformat.v4.new_output("stream", text="old noise\n")]
    cells[2].execution_count = 7
    path = tmp_path / "lesson.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return path


def test_only_tagged_outputs_are_stored(store_outputs: ModuleType, lesson: Path) -> None:
    """Compared cells get their text output and what protects it; others are emptied."""
    code = store_outputs.main([str(lesson)])
    _, total, noise, rich = nbformat.read(lesson, as_version=4).cells

    assert 0 == code
    assert [("2", ["nbval-check-output", "keep_output"], 1)] == [
        (output.data["text/plain"], total.metadata.tags, total.execution_count)
        for output in total.outputs
    ]
    assert ([], None, []) == (noise.outputs, noise.execution_count, noise.metadata.tags)
    assert [["text/plain"]] == [list(output.data) for output in rich.outputs]


def test_a_second_run_changes_nothing(
    store_outputs: ModuleType, lesson: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A lesson whose numbers hold is left as it is, byte for byte."""
    store_outputs.main([str(lesson)])
    before = lesson.read_bytes()
    capsys.readouterr()
    store_outputs.main([str(lesson)])

    assert before == lesson.read_bytes()
    assert "lesson.ipynb: unchanged\n" == capsys.readouterr().out


def test_a_lesson_that_breaks_is_left_alone(
    store_outputs: ModuleType, lesson: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Outputs up to an error are not stored; the error is told in a line."""
    broken = lesson.read_text(encoding="utf-8").replace("1 + 1", "1 / 0")
    lesson.write_text(broken, encoding="utf-8")
    code = store_outputs.main([str(lesson)])

    assert (1, broken) == (code, lesson.read_text(encoding="utf-8"))
    assert "lesson.ipynb: ZeroDivisionError: division by zero\n" == capsys.readouterr().out


def test_tidying_runs_nothing(store_outputs: ModuleType, lesson: Path) -> None:
    """Before a commit, tags and counters are put right without a run."""
    store_outputs.main(["--tidy", str(lesson)])
    _, total, noise, _ = nbformat.read(lesson, as_version=4).cells

    assert ([], 1) == (total.outputs, total.execution_count)
    assert ([], None) == (noise.outputs, noise.execution_count)
