"""`leadlab content`: faults are found and told, tables are readable, heads are written once."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from leadlab import catalog
from leadlab.catalog_files import content_root
from leadlab.cli import main

LESSON = "01_decision_making/02_doors"


@pytest.fixture
def content(tmp_path: Path) -> Iterator[Path]:
    """A copy of the shipped content that may be spoilt."""
    folder = tmp_path / "content"
    shutil.copytree(str(content_root()), folder)
    with catalog.use_root(folder):
        yield folder


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one lesson whose head is old."""
    path = tmp_path / "course" / f"{LESSON}.ipynb"
    path.parent.mkdir(parents=True)
    cells = [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": ["Prüfung\n"]}]
    notebook = {"cells": cells, "metadata": {"leadlab": {"id": "old"}, "kernelspec": {"name": "p"}}}
    path.write_text(json.dumps({**notebook, "nbformat": 4, "nbformat_minor": 5}), encoding="utf-8")
    return tmp_path


def run(*words: str) -> tuple[int, str]:
    """Exit code and output of one command."""
    result = CliRunner().invoke(main, ["content", *words])
    return result.exit_code, result.output


def test_check_exits_with_one_and_names_each_fault(content: Path) -> None:
    """A spoilt file is named with line and path, and the exit code tells a program."""
    (content / "evidence.yaml").write_text("- id: one\n  mark: W\n", encoding="utf-8")
    catalog.clear()

    code, output = run("check")
    assert 1 == code
    assert "evidence.yaml:2: [one].mark: W is not allowed; allowed: 'V'" in output


def test_check_speaks_json(content: Path) -> None:
    """A program reads file, line, path and fault."""
    (content / "templates" / "bare.md").write_text("no title\n", encoding="utf-8")
    catalog.clear()

    code, output = run("check", "--json")
    assert 1 == code
    assert {
        "file": "templates/bare.md",
        "line": 1,
        "path": "",
        "fault": "a template begins with its title, `# …`",
    } in json.loads(output)


def test_coverage_shows_every_concept_of_a_module() -> None:
    """The table has a row for each concept, with what is lacking."""
    _, output = run("coverage", "--module", "01_decision_making", "--json")

    rows = json.loads(output)
    own = [each.id for each in catalog.concepts().values() if each.module == "01_decision_making"]
    assert own == [row["concept"] for row in rows]
    assert {
        "concept", "title", "module", "same_as", "taught_in", "practised_by", "lacks",
    } == rows[0].keys()  # fmt: skip


def test_coverage_says_under_which_other_id_a_concept_is_covered() -> None:
    """A lesson names one of two ids that mean the same; the table leads from one to the other."""
    _, output = run("coverage", "--module", "04_mentoring")
    rooms = next(line for line in output.splitlines() if "G-38" in line.split())
    assert rooms.endswith("05_stretch_and_growth (one with G-25)")


def test_coverage_counts_by_module() -> None:
    """Each module has a heading with its count."""
    _, output = run("coverage")

    assert "01 Decision making: " in output
    assert "D-13  Care by the way back" in output


def test_coverage_of_an_unknown_module_names_the_nearest() -> None:
    """A slip is answered, with the exit code for a word that was not understood."""
    code, output = run("coverage", "--module", "01_decision")

    assert 2 == code
    assert "Did you mean '01_decision_making'?" in output


def test_sync_writes_the_head_and_nothing_else(repository: Path) -> None:
    """Cells, other metadata and letters beyond ASCII stay as they are; a second run is idle."""
    path = repository / "course" / f"{LESSON}.ipynb"
    before = json.loads(path.read_text(encoding="utf-8"))
    code, output = run("sync", "--folder", str(repository))
    after = json.loads(path.read_text(encoding="utf-8"))

    assert 0 == code
    assert f"course/{LESSON}.ipynb: head written" in output
    assert catalog.lesson(LESSON).metadata() == after["metadata"].pop("leadlab")
    before["metadata"].pop("leadlab")
    assert before == after
    assert "Prüfung" in path.read_text(encoding="utf-8")
    assert (0, "all notebooks agree with course.yaml\n") == run("sync", "--folder", str(repository))


def test_sync_check_only_compares(repository: Path) -> None:
    """With --check nothing is written, and a difference gives exit code 1."""
    path = repository / "course" / f"{LESSON}.ipynb"
    before = path.read_text(encoding="utf-8")
    code, output = run("sync", "--check", "--folder", str(repository))

    assert (1, before) == (code, path.read_text(encoding="utf-8"))
    assert "differs from course.yaml" in output


def test_sync_refuses_what_is_no_notebook(repository: Path) -> None:
    """A damaged notebook is named in a sentence, and left alone."""
    path = repository / "course" / f"{LESSON}.ipynb"
    path.write_text("{", encoding="utf-8")
    code, output = run("sync", "--folder", str(repository))

    assert (3, "{") == (code, path.read_text(encoding="utf-8"))
    assert "cannot be read as a notebook" in output
