"""`leadlab metrics`: a table and a page from a repository or from exported files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from sources.git_world import Repository

from leadlab.cli import main


@pytest.fixture(name="repository")
def _repository(tmp_path: Path) -> Repository:
    """Three releases with one change each but the first."""
    made = Repository(tmp_path / "bookings")
    for number in range(3):
        made.commit("Work", day=2 * number)
        made.tag(f"v1.{number}", day=2 * number + 1)
    return made


def run(*words: object) -> tuple[int, str, str]:
    """Exit code, output and complaints of one run."""
    result = CliRunner().invoke(main, ["metrics", *map(str, words)])
    return result.exit_code, result.stdout, result.stderr


def test_a_repository_gives_a_table_and_a_page(repository: Repository, tmp_path: Path) -> None:
    """Lead time of a day, printed and on the page; the assumptions in both."""
    page = tmp_path / "page.html"
    code, out, err = run(repository.folder, "--report", page)
    text = page.read_text(encoding="utf-8")
    assert 0 == code
    assert f"Report: {page}" in err
    assert "change lead time" in out
    assert "1.0 d" in out
    for assumed in ("Each of 3 tags counts as a deployment", "merges do not count as changes"):
        assert assumed in out
        assert assumed in text


def test_files_give_the_measures_of_items(tmp_path: Path) -> None:
    """A folder of files is no repository, and needs no git."""
    (tmp_path / "items.csv").write_text(
        "item,started_at,finished_at\na,2026-03-02,2026-03-04\nb,2026-03-02,2026-03-05\n",
        encoding="utf-8",
    )
    code, out, _ = run(tmp_path, "--no-report")
    assert 0 == code
    assert "2 work items" in out
    assert "cycle time, 50% of items" in out
    assert not list(Path().glob("leadlab_metrics.html"))


def test_json_holds_numbers_and_notes(repository: Repository) -> None:
    """For another program: values without rounding, `null` for what cannot be measured."""
    code, out, _ = run(repository.folder, "--json", "--no-report")
    held = json.loads(out)
    assert 0 == code
    assert 1.0 == held["measures"]["change lead time"]["value"]
    assert held["measures"]["failed deployment recovery time"]["value"] is None
    assert held["flow"] is None
    assert any("tags counts" in note for note in held["notes"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere"], "is no folder"),
        (["{}", "--deployments", "tags:x*"], "No tag fits 'x*'"),
        (["{}", "--zone", "Mars"], "no time zone"),
        (["{}", "--since", "soon"], "expected a time like"),
        (["{}", "--hotfix", "("], "no pattern"),
    ],
)
def test_a_fault_is_a_sentence_and_a_status(
    repository: Repository, words: list[str], said: str
) -> None:
    """Nothing is written, and the shell learns of it."""
    code, out, err = run(*(word.format(repository.folder) for word in words), "--no-report")
    assert code != 0
    assert "" == out
    assert said in err
