"""The pages on which an instructor manages an assignment and marks by hand answer."""

from __future__ import annotations

import json
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from people import BLANK, CRASHING, RIGHT, Graded
from real_course import ASSIGNMENT, SOURCE, by_hand, environment, read


class Formgrader:
    """A running server, asked as a browser would."""

    def __init__(self, url: str, token: str) -> None:
        self.url, self.token = url, token

    def page(self, path: str) -> str:
        """Text of a page; an answer other than 200 fails."""
        request = urllib.request.Request(f"{self.url}/formgrader/{path}")
        request.add_header("Authorization", f"token {self.token}")
        with urllib.request.urlopen(request, timeout=60) as answer:
            assert 200 == answer.status
            text: str = answer.read().decode("utf-8")
            return text

    def api(self, path: str) -> Any:
        """What the pages' own requests get."""
        return json.loads(self.page(f"api/{path}"))


@pytest.fixture(scope="module", name="formgrader")
def _formgrader(graded: Graded, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Formgrader]:
    """A Jupyter server in the course folder, with what nbgrader installs and nothing else."""
    folder, token = tmp_path_factory.mktemp("server"), secrets.token_hex(16)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        *(sys.executable, "-m", "jupyter_server", "--no-browser", "--allow-root"),
        *("--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0"),
        f"--ServerApp.root_dir={graded.course.root}",
        f"--IdentityProvider.token={token}",
    ]
    url = f"http://127.0.0.1:{port}"
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            command,
            cwd=graded.course.root,
            env=environment(graded.course.home("instructor")),
            stdout=log,
            stderr=log,
        )
        try:
            _wait_for(f"{url}/api/status?token={token}", server, folder / "server.log")
            yield Formgrader(url, token)
        finally:
            server.terminate()
            try:
                server.wait(timeout=20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    give_up = time.monotonic() + 90
    while time.monotonic() < give_up and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"The server did not start:\n{log.read_text()[-2000:]}")


def test_the_page_of_assignments_lists_ours(formgrader: Formgrader) -> None:
    """Manage Assignments opens, and its request names the assignment and its points."""
    assert "formgrader" in formgrader.page("manage_assignments").lower()

    assignments = formgrader.api("assignments")

    assert ASSIGNMENT in [each["name"] for each in assignments]
    assert "released" == assignments[0]["status"]


def test_the_page_of_submissions_lists_the_learners(formgrader: Formgrader) -> None:
    """Manage Submissions opens, and shows who was graded."""
    assert ASSIGNMENT in formgrader.page(f"manage_submissions/{ASSIGNMENT}")

    graded = {
        each["student"]
        for each in formgrader.api(f"submissions/{ASSIGNMENT}")
        if each["autograded"]
    }

    assert {RIGHT, BLANK} <= graded


def test_the_list_for_marking_by_hand_leads_to_the_note(formgrader: Formgrader) -> None:
    """Manual Grading lists what waits, and a submission's page shows rubric and note."""
    for path in ("gradebook", f"gradebook/{ASSIGNMENT}", f"gradebook/{ASSIGNMENT}/{ASSIGNMENT}"):
        assert "formgrader" in formgrader.page(path).lower()

    waiting = formgrader.api(f"submitted_notebooks/{ASSIGNMENT}/{ASSIGNMENT}")
    right = next(each for each in waiting if each["student"] == RIGHT)
    page = formgrader.page(f"submissions/{right['id']}/")

    assert right["needs_manual_grade"]
    for cell in by_hand(read(SOURCE)):
        assert cell in page


def test_a_mark_given_by_hand_counts(formgrader: Formgrader, graded: Graded) -> None:
    """Points that a person gives to the note arrive in the gradebook."""
    waiting = formgrader.api(f"submitted_notebooks/{ASSIGNMENT}/{ASSIGNMENT}")
    submission = next(each["id"] for each in waiting if each["student"] == CRASHING)
    note, most = next(iter(by_hand(read(SOURCE)).items()))
    grades = formgrader.api(f"grades?submission_id={submission}")
    grade = next(each for each in grades if each["name"] == note)
    request = urllib.request.Request(
        f"{formgrader.url}/formgrader/api/grade/{grade['id']}",
        data=json.dumps({"manual_score": most - 1, "extra_credit": 0}).encode(),
        headers={"Authorization": f"token {formgrader.token}"},
        method="PUT",
    )

    with urllib.request.urlopen(request, timeout=60) as answer:
        assert 200 == answer.status

    assert set() == graded.course.waiting(CRASHING)
    with graded.course.gradebook() as book:
        earned = sum(graded.course.points(CRASHING)[cell] or 0 for cell in graded.maximum)
        assert earned + most - 1 == book.find_submission(ASSIGNMENT, CRASHING).score
