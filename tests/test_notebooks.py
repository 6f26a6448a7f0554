"""Notebooks are stored as they were written: no outputs but those that are compared.

`make outputs` puts right what fails here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parent.parent
COMPARED = "nbval-check-output"
KEPT = "keep_output"
NOTEBOOKS = sorted(
    path
    for folder in ("course", "solutions", "exercises")
    for path in (ROOT / folder).rglob("*.ipynb")
    if ".ipynb_checkpoints" not in path.parts
)


@pytest.fixture(
    name="notebook", params=NOTEBOOKS, ids=lambda path: path.relative_to(ROOT).as_posix()
)
def _notebook(request: pytest.FixtureRequest) -> nbformat.NotebookNode:
    return nbformat.read(request.param, as_version=4)


def code_cells(notebook: nbformat.NotebookNode) -> Iterator[tuple[int, nbformat.NotebookNode]]:
    """Code cells with their position."""
    return ((at, cell) for at, cell in enumerate(notebook.cells) if cell.cell_type == "code")


def tags(cell: nbformat.NotebookNode) -> list[str]:
    """Tags of a cell."""
    return cell.metadata.get("tags", [])


def test_only_compared_cells_hold_outputs(notebook: nbformat.NotebookNode) -> None:
    """An output is stored only where nbval compares it; there, it is stored."""
    wrong = [
        at for at, cell in code_cells(notebook) if bool(cell.outputs) != (COMPARED in tags(cell))
    ]

    assert [] == wrong


def test_compared_outputs_are_text(notebook: nbformat.NotebookNode) -> None:
    """What is compared is plain text; pictures and widgets differ from run to run."""
    wrong = [
        at
        for at, cell in code_cells(notebook)
        for output in cell.outputs
        if output.output_type != "stream" and set(output.get("data", {})) != {"text/plain"}
    ]

    assert [] == wrong


def test_nbstripout_keeps_what_is_compared(notebook: nbformat.NotebookNode) -> None:
    """A compared cell also has the tag by which nbstripout leaves its output alone."""
    wrong = [
        at for at, cell in code_cells(notebook) if (COMPARED in tags(cell)) != (KEPT in tags(cell))
    ]

    assert [] == wrong


def test_only_compared_cells_are_counted(notebook: nbformat.NotebookNode) -> None:
    """A counter says who ran a notebook when; nbval needs one to compare, the same for all."""
    wrong = [
        at
        for at, cell in code_cells(notebook)
        if cell.execution_count != (1 if COMPARED in tags(cell) else None)
    ]

    assert [] == wrong


def test_no_widget_state_is_stored(notebook: nbformat.NotebookNode) -> None:
    """The state of widgets is large, and differs at every run."""
    assert "widgets" not in notebook.metadata


def test_cells_have_names_of_their_own(notebook: nbformat.NotebookNode) -> None:
    """A cell is known by its id, which no other cell of the notebook has."""
    ids = [cell.get("id") for cell in notebook.cells]

    assert None not in ids
    assert len(ids) == len(set(ids))
