"""`leadlab logbook`: a learner's data can be found, seen, taken out and taken in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from leadlab.cli import main
from leadlab.logbook import Logbook, open_logbook


@pytest.fixture(name="book")
def _book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Logbook:
    monkeypatch.setenv("LEADLAB_HOME", str(tmp_path / "home"))
    book = open_logbook()
    book.record_attempt("decision_making.evpi", status="passed", points=3, max_points=3)
    return book


def run(*words: str) -> tuple[int, str]:
    """Exit code and output of one command."""
    result = CliRunner().invoke(main, ["logbook", *words])
    return result.exit_code, result.output


def test_where_names_the_file(book: Logbook) -> None:
    """A learner can find the file to keep or to delete it."""
    assert (0, f"{book.place}\n") == run("where")


def test_show_counts_in_words_and_as_data(book: Logbook) -> None:
    """The same numbers are there for people and for programs."""
    code, text = run("show")
    data = json.loads(run("show", "--json")[1])

    assert code == 0
    assert "1 attempt" in text
    assert (1, 1) == (data["attempts"], data["passed"])


def test_an_export_can_be_imported(book: Logbook, tmp_path: Path) -> None:
    """What goes out comes in again, and twice is once."""
    file = tmp_path / "out.json"

    assert (0, f"Written to {file}.\n") == run("export", str(file))
    assert (0, "Taken in: nothing new.\n") == run("import", str(file))
    assert 1 == json.loads(run("export")[1])["leadlab_logbook"]


@pytest.mark.parametrize("text", ["", "[1]", "{", "[" * 100_000, '{"leadlab_logbook": 1}'])
def test_a_bad_file_is_one_sentence(book: Logbook, tmp_path: Path, text: str) -> None:
    """A file that is no export is told in one sentence with a code of its own."""
    file = tmp_path / "bad.json"
    file.write_text(text, encoding="utf-8")
    code, told = run("import", str(file))

    assert 3 == code
    assert 1 == len(told.strip().splitlines())
