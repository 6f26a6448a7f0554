"""`leadlab copies`: learners get every lesson, no notes for instructors, and keep their work."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from leadlab.cli import main
from leadlab.cli.learn import CHECKOUT


def copies(folder: Path, *options: str) -> tuple[int, str]:
    """Exit code and output of one run."""
    result = CliRunner().invoke(main, ["copies", str(folder), *options])
    return result.exit_code, result.output


def test_each_lesson_is_copied_without_its_notes(tmp_path: Path) -> None:
    """Every notebook of the course arrives, with all cells but those tagged for instructors."""
    code, _ = copies(tmp_path, "--course", str(CHECKOUT))
    lessons = sorted((CHECKOUT / "course").glob("*/*.ipynb"))
    removed = 0
    for lesson in lessons:
        copy = tmp_path / lesson.relative_to(CHECKOUT)
        before, after = (
            json.loads(path.read_text(encoding="utf-8"))["cells"] for path in (lesson, copy)
        )
        removed += len(before) - len(after)

        assert [
            cell for cell in before if "instructor" not in cell["metadata"].get("tags", [])
        ] == after

    assert 0 == code
    assert len(lessons) <= removed


def test_notes_for_the_room_stay_with_the_instructor(tmp_path: Path) -> None:
    """The facilitation notes are not for learners."""
    copies(tmp_path, "--course", str(CHECKOUT))

    assert [] == list(tmp_path.rglob("facilitation.md"))


def test_a_second_run_leaves_the_learners_work_alone(tmp_path: Path) -> None:
    """What a learner wrote into a copy is still there after the next run, and is named."""
    copies(tmp_path, "--course", str(CHECKOUT))
    mine = next(tmp_path.rglob("*.ipynb"))
    mine.write_text("{}", encoding="utf-8")

    code, output = copies(tmp_path, "--course", str(CHECKOUT))
    assert (0, "{}") == (code, mine.read_text(encoding="utf-8"))
    assert f"left alone, it is there already: {mine.relative_to(tmp_path / 'course')}" in output


def test_a_broken_notebook_is_named(tmp_path: Path) -> None:
    """A notebook that cannot be read stops the command with its path in one sentence."""
    broken = tmp_path / "top" / "course" / "01" / "a.ipynb"
    broken.parent.mkdir(parents=True)
    broken.write_text("{", encoding="utf-8")

    code, output = copies(tmp_path / "to", "--course", str(tmp_path / "top"))
    assert 3 == code
    assert f"{broken} cannot be read as a notebook" in output
