"""`leadlab grade` gives a mixed class what `nbgrader autograde` gives it, but for a list.

nbgrader grades one learner of each kind: equal submissions get equal results there.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from mixed_class import ASSIGNMENT, CONFIG, DUE, FIRST, KINDS, SECOND, hand_in, write_source
from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI
from real_course import environment

from leadlab.grading.course import Course

Row = tuple[float | None, bool, str | None]
Learner = dict[str, Any]
SEAL = """
import leadlab.grading.drop_in; leadlab.grading.drop_in.seal(c)
c.SealedExecute.allow_level = "D"
"""


@dataclass(frozen=True, slots=True)
class Class:
    """What both made of it."""

    root: Path
    theirs: dict[str, Learner]
    ours: dict[str, Learner]
    sealed: dict[str, Learner]
    """By `nbgrader autograde` with our executor in the place of its own."""
    summary: dict[str, Any]


def run(root: Path, *words: str, fails: bool = False) -> str:
    """A command in the course folder."""
    done = subprocess.run(
        [str(Path(sys.executable).parent / words[0]), *words[1:]],
        cwd=root,
        env=environment(root.parent / "home"),
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert fails == bool(done.returncode), done.stderr[-3000:]
    return done.stdout


@pytest.fixture(scope="module", name="mixed")
def _mixed(tmp_path_factory: pytest.TempPathFactory) -> Class:
    theirs = tmp_path_factory.mktemp("theirs") / "course"
    ours = tmp_path_factory.mktemp("ours") / "course"
    write_source(theirs)
    run(theirs, "nbgrader", "db", "assignment", "add", ASSIGNMENT, f"--duedate={DUE}")
    run(theirs, "nbgrader", "generate_assignment", ASSIGNMENT)
    shutil.copytree(theirs, ours)
    folder = theirs / "release" / ASSIGNMENT
    released = {
        name: json.loads((folder / f"{name}.ipynb").read_text()) for name in (FIRST, SECOND)
    }
    for kind, (number, _) in KINDS.items():
        hand_in(theirs, released, f"{kind}-0", kind)
        for each in range(number):
            hand_in(ours, released, f"{kind}-{each}", kind)
    sealed = tmp_path_factory.mktemp("sealed") / "course"
    shutil.copytree(theirs, sealed)
    (sealed / "nbgrader_config.py").write_text(CONFIG + SEAL)
    with ThreadPoolExecutor(max_workers=2) as pool:  # nbgrader waits most of the time
        graded = [
            pool.submit(run, theirs, "nbgrader", "autograde", ASSIGNMENT, fails=True),  # the crash
            pool.submit(run, sealed, "nbgrader", "autograde", ASSIGNMENT),
        ]
        for each in graded:
            each.result()
    said = run(ours, "leadlab", "grade", ASSIGNMENT, "--allow-level", "D", "--json")
    return Class(ours, learners(theirs), learners(ours), learners(sealed), json.loads(said))


def learners(root: Path) -> dict[str, Learner]:
    """All that the gradebook says of everybody."""
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        return {
            each.student.id: {
                "score": each.score,
                "timestamp": each.timestamp,
                "waits": each.needs_manual_grade,
                "notebooks": {notebook.name: of_notebook(notebook) for notebook in each.notebooks},
            }
            for each in book.assignment_submissions(ASSIGNMENT)
        }


def of_notebook(notebook: Any) -> dict[str, Any]:
    """What it says of one notebook."""
    return {
        "grades": {
            each.name: (each.auto_score, each.needs_manual_grade, each.failed_tests)
            for each in notebook.grades
        },
        "comments": {each.name: each.comment for each in notebook.comments},
        "penalty": notebook.late_submission_penalty,
        "score": notebook.score,
        "most": notebook.max_score,
        "flagged": notebook.flagged,
    }


SAME = sorted(set(KINDS) - {"deleted", "crash", "warning"})


def test_the_class_is_large_and_mixed(mixed: Class) -> None:
    """At least sixty learners; all of them are graded."""
    assert 60 <= len(mixed.ours) == sum(number for number, _ in KINDS.values())
    assert len(mixed.ours) == mixed.summary["graded"]


@pytest.mark.parametrize("kind", SAME)
def test_scores_flags_comments_and_penalties_are_those_of_nbgrader(mixed: Class, kind: str) -> None:
    """Every learner of a kind gets, in every field, what nbgrader gives the first of them."""
    expected = mixed.theirs[f"{kind}-0"]

    for number in range(KINDS[kind][0]):
        assert expected == mixed.ours[f"{kind}-{number}"]


@pytest.mark.parametrize("kind", SAME)
def test_the_drop_in_gives_the_same(mixed: Class, kind: str) -> None:
    """One line in the configuration, and `nbgrader autograde` gives what it gave before."""
    assert mixed.theirs[f"{kind}-0"] == mixed.sealed[f"{kind}-0"]


def test_the_drop_in_is_as_fair_as_leadlab_grade(mixed: Class) -> None:
    """A crash and a warning cost there what they cost here; a deleted test is nbgrader's own."""
    for kind in ("crash", "warning"):
        assert mixed.ours[f"{kind}-0"] == mixed.sealed[f"{kind}-0"]
    assert mixed.theirs["deleted-0"] == mixed.sealed["deleted-0"]


def difference(mixed: Class, kind: str) -> dict[str, tuple[Any, Any]]:
    """Cells of the first notebook on which they differ: theirs and ours."""
    ours = mixed.ours[f"{kind}-0"]["notebooks"][FIRST]["grades"]
    theirs = mixed.theirs[f"{kind}-0"]["notebooks"][FIRST]["grades"]
    return {
        name: (theirs[name][:2], found[:2]) for name, found in ours.items() if theirs[name] != found
    }


def test_a_deleted_test_is_put_back(mixed: Class) -> None:
    """Nbgrader leaves it to a person (without `add_missing_cells`); the answer is there."""
    assert {"square_test": ((None, True), (3.0, False))} == difference(mixed, "deleted")


def test_a_word_on_stderr_costs_nothing(mixed: Class) -> None:
    """Nbgrader gives 0 for a right answer that warns."""
    assert {"add_test": ((0.0, False), (2.0, False))} == difference(mixed, "warning")


def test_a_crash_leaves_what_was_earned_before(mixed: Class) -> None:
    """Nbgrader gives the whole submission up: nothing is graded, and nobody is told of points."""
    theirs = mixed.theirs["crash-0"]["notebooks"][FIRST]["grades"]
    ours = mixed.ours["crash-0"]["notebooks"][FIRST]["grades"]

    assert {(None, True)} == {grade[:2] for grade in theirs.values()}
    assert [(2.0, False), (3.0, False), (0.0, False)] == [
        ours[name][:2] for name in ("add_test", "square_test", "share_test")
    ]
    assert (None, True) == ours["essay"][:2]


def tree(root: Path, student: str) -> dict[str, str]:
    """Files of a graded folder with their permissions."""
    folder = root / "autograded" / student / ASSIGNMENT
    return {
        path.relative_to(folder).as_posix(): oct(path.stat().st_mode)
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("kind", ["right", "both"])
def test_the_graded_folder_has_the_files_and_permissions_of_nbgrader(
    mixed: Class, kind: str
) -> None:
    """The same names, read-only, with the time and the learner's own files."""
    theirs = mixed.root.parent.parent / "theirs0" / "course"

    assert tree(theirs, f"{kind}-0") == tree(mixed.root, f"{kind}-0")


def test_nbgrader_makes_feedback_of_it(mixed: Class) -> None:
    """`nbgrader generate_feedback` reads what we wrote, and shows points and answers."""
    run(mixed.root, "nbgrader", "generate_feedback", ASSIGNMENT, "--student=partly-0")
    page = mixed.root / "feedback" / "partly-0" / ASSIGNMENT / f"{FIRST}.html"

    assert "Score: 8.0 / 20.0" in page.read_text()
    assert "Because it closes." in page.read_text()


def test_nbgrader_exports_it(mixed: Class) -> None:
    """`nbgrader export` has a line for every learner, with the score that counts."""
    run(mixed.root, "nbgrader", "export")
    lines = (mixed.root / "grades.csv").read_text().splitlines()

    assert len(mixed.ours) + 1 == len(lines)


def test_formgrader_lists_everybody_as_graded(mixed: Class) -> None:
    """What its pages ask for: who is graded, with how many points, and what waits for a person."""
    course = Course.read(mixed.root)
    api = NbGraderAPI(coursedir=course.directory)

    listed = {each["student"]: each for each in api.get_submissions(ASSIGNMENT)}
    waiting = {each["student"] for each in api.get_notebook_submissions(ASSIGNMENT, FIRST)}

    assert set(mixed.ours) == set(listed) == waiting
    assert {True} == {each["autograded"] for each in listed.values()}
    assert {name: each["score"] for name, each in mixed.ours.items()} == {
        name: each["score"] for name, each in listed.items()
    }
    assert {name: each["waits"] for name, each in mixed.ours.items()} == {
        name: each["needs_manual_grade"] for name, each in listed.items()
    }
