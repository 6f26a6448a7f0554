"""Our feedback pages, made from what nbgrader graded, and handed out by nbgrader."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner
from people import BLANK, BY_EXCHANGE, CRASHING, HALF, RIGHT, Graded
from real_course import ASSIGNMENT, SOURCE, read, secrets

from leadlab.cli import FAULTS, OK, main

COMMAND = ("feedback", ASSIGNMENT)


@pytest.fixture(name="root")
def _root(graded: Graded, tmp_path: Path) -> Path:
    """A copy of the graded course, without the pages that nbgrader wrote."""
    root = tmp_path / "course"
    shutil.copytree(graded.course.root, root)
    shutil.rmtree(root / "feedback")
    return root


def run(root: Path, *more: str) -> tuple[int, str]:
    """Type the command; its exit status and what it said."""
    done = CliRunner().invoke(main, [*COMMAND, "--course", str(root), *more])
    return done.exit_code, done.output


def words(root: Path, person: str) -> str:
    """What can be read on a learner's page."""
    path = root / "feedback" / person / ASSIGNMENT / f"{ASSIGNMENT}.html"
    return unescape(re.sub("<[^>]+>", "", path.read_text(encoding="utf-8")))


def test_pages_have_the_points_of_the_gradebook_and_no_key(graded: Graded, root: Path) -> None:
    """Total and each task; hidden parts are shown only to those who ask."""
    code, said = run(root)
    keys = secrets(read(SOURCE), "HIDDEN TESTS")

    assert (OK, True) == (code, "unchanged" in said)
    for person in (RIGHT, HALF, BLANK, CRASHING):
        content = words(root, person)
        total = sum(points or 0 for points in graded.course.points(person).values())
        assert f"{total:g} of 64 points" in content
    assert not [key for key in keys if key.strip() in words(root, BLANK)]
    run(root, "--show-hidden-tests", "--students", BLANK)
    assert [key for key in keys if key.strip() in words(root, BLANK)]


def test_a_second_run_changes_nothing(root: Path) -> None:
    """Pages that are up to date stay as they are, and --force writes them anew."""
    _, first = run(root)
    number = int(first.split()[0])

    assert f"0 pages written, {number} unchanged" in run(root)[1]
    assert f"{number} pages written, 0 unchanged" in run(root, "--force")[1]


def test_nbgrader_hands_the_pages_out(graded: Graded, root: Path) -> None:
    """`nbgrader release_feedback` and `fetch_feedback` work on them."""
    course = graded.course
    kept = course.root / "feedback" / RIGHT / ASSIGNMENT
    run(root, "--students", RIGHT)
    ours = root / "feedback" / RIGHT / ASSIGNMENT

    assert {"timestamp.txt", "submission_secret.txt"} <= {path.name for path in ours.iterdir()}
    assert RIGHT in BY_EXCHANGE
    safe, theirs = root / "kept", course.work(RIGHT) / ASSIGNMENT / "feedback"
    shutil.copytree(kept, safe)
    shutil.copytree(theirs, root / "fetched")
    try:
        shutil.copytree(ours, kept, dirs_exist_ok=True)
        course.instructor("release_feedback", ASSIGNMENT, f"--student={RIGHT}")
        course.learner(RIGHT, "fetch_feedback", ASSIGNMENT)
        fetched = sorted(theirs.rglob("*.html"))
        assert any(page.read_bytes() == next(ours.glob("*.html")).read_bytes() for page in fetched)
    finally:
        shutil.copytree(safe, kept, dirs_exist_ok=True)
        course.instructor("release_feedback", ASSIGNMENT, f"--student={RIGHT}")
        shutil.rmtree(theirs)  # the other tests look at what nbgrader itself had handed out
        shutil.copytree(root / "fetched", theirs)


def test_a_broken_notebook_is_named_and_the_others_have_their_pages(root: Path) -> None:
    """One that cannot be read costs nobody else their page."""
    path = root / "autograded" / HALF / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    path.chmod(0o644)
    path.write_text("{")

    code, said = run(root)

    assert FAULTS == code
    assert f"{HALF}/{ASSIGNMENT}" in said
    assert (root / "feedback" / RIGHT).is_dir()


def test_nothing_graded_is_said(tmp_path: Path) -> None:
    """Without a gradebook there is a sentence, and no gradebook is made."""
    top = Path(__file__).parent.parent.parent
    shutil.copy(top / "nbgrader_config.py", tmp_path)
    shutil.copytree(top / "solutions" / ASSIGNMENT, tmp_path / "solutions" / ASSIGNMENT)

    code, said = run(tmp_path)

    assert (3, False) == (code, (tmp_path / "gradebook.db").exists())
    assert "There is no gradebook" in said
