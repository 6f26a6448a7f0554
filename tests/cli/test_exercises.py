"""`leadlab exercises`: finds the course, refuses names that do not exist, writes what differs."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from leadlab.cli import main
from leadlab.cli.exercises import differences, files, top_of_course, write
from leadlab.errors import LeadlabError


@pytest.fixture(name="course")
def _course(tmp_path: Path) -> Path:
    """A course with one assignment and a release that is right, old, and without source."""
    (tmp_path / "nbgrader_config.py").write_text("")
    (tmp_path / "solutions" / "01_one").mkdir(parents=True)
    (tmp_path / "solutions" / "01_one" / "01_one.ipynb").write_text("{}")
    for name in ("01_one/same.txt", "01_one/old.txt", "02_gone/stray.txt"):
        path = tmp_path / "exercises" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("1")
    return tmp_path


def test_the_course_is_found_from_a_folder_in_it(course: Path) -> None:
    """The command works from anywhere below the top."""
    assert course == top_of_course(course / "solutions" / "01_one")


def test_a_folder_without_a_course_is_said_so(tmp_path: Path) -> None:
    """The sentence names what was looked for and the option that helps."""
    with pytest.raises(LeadlabError, match=r"nbgrader_config\.py .* --folder"):
        top_of_course(tmp_path)


def test_an_unknown_assignment_gets_the_nearest_name(course: Path) -> None:
    """A slip of the pen is answered with the name that exists, and exit code 2."""
    result = CliRunner().invoke(main, ["exercises", "01_won", "--folder", str(course)])

    assert 2 == result.exit_code
    assert "Did you mean '01_one'?" in result.output


def test_a_course_without_sources_is_not_called_right(tmp_path: Path) -> None:
    """Nothing to derive is a fault, not an agreement."""
    (tmp_path / "solutions").mkdir()
    (tmp_path / "nbgrader_config.py").write_text("")

    result = CliRunner().invoke(main, ["exercises", "--check", "--folder", str(tmp_path)])

    assert 3 == result.exit_code
    assert "nothing to derive" in result.output


def test_writing_brings_a_folder_to_what_is_wanted(course: Path) -> None:
    """What differs is written, what has no source goes with its folder, the rest stays."""
    release = course / "exercises"
    wanted = {"01_one/same.txt": b"1", "01_one/old.txt": b"2", "03_new/new.txt": b"3"}
    found = differences(files(release, None), wanted)

    write(release, wanted, tuple(found))

    assert ["01_one/old.txt", "02_gone/stray.txt", "03_new/new.txt"] == list(found)
    assert wanted == files(release, None)
    assert not (release / "02_gone").exists()
