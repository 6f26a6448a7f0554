"""`leadlab learn` opens the course in JupyterLab, on a port that is free."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from leadlab.cli import learn
from leadlab.errors import LeadlabError


@pytest.fixture(name="taken")
def _taken() -> Iterator[int]:
    """A port on which something listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    """A folder with a welcome page."""
    page = tmp_path / learn.WELCOME
    page.parent.mkdir(parents=True)
    page.write_text(json.dumps({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
    return tmp_path


def test_the_course_is_found_from_any_folder_inside(folder: Path) -> None:
    """It does not matter in which of its folders the command is typed."""
    assert folder == learn.course_folder(folder / "course" / "00_start_here")


def test_no_course_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outside the course, the sentence says which folder to change to."""
    monkeypatch.setattr(learn, "CHECKOUT", tmp_path)

    with pytest.raises(LeadlabError, match="change to the folder that you cloned"):
        learn.course_folder(tmp_path)


@pytest.mark.parametrize("form", ["--port {}", "--port={}", "--ServerApp.port={}"])
def test_a_taken_port_is_told_with_a_free_one(taken: int, form: str) -> None:
    """A port that was asked for and is taken stops the start; a free one is named."""
    with pytest.raises(LeadlabError, match=rf"Port {taken} is taken; \d+ is free") as caught:
        learn.port_to_use(form.format(taken).split())

    free = int(re.findall(r"\d+", str(caught.value))[1])
    assert learn.is_free("127.0.0.1", free)


def test_without_a_wish_the_next_free_port_is_used(
    taken: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second Lab on the same machine opens beside the first."""
    monkeypatch.setattr(learn, "FIRST_PORT", taken)
    port = learn.port_to_use(["--no-browser"])

    assert port > taken
    assert learn.is_free("127.0.0.1", port)


@pytest.mark.parametrize("wish", ["eighty", "-1", "70000", ""])
def test_a_port_that_is_no_port_is_a_usage_error(wish: str) -> None:
    """What cannot be a port is refused before Lab starts."""
    with pytest.raises(click.UsageError, match="--port takes a number"):
        learn.port_to_use([f"--port={wish}"])


def test_options_pass_through_after_ours() -> None:
    """Lab takes the last of two options, so the learner's own come last."""
    words = learn.lab_command(["--no-browser", "--port", "8899"], Path("/course"), 8899)

    assert ["--no-browser", "--port", "8899"] == words[-3:]
    assert "--ServerApp.root_dir=/course" in words
    assert [] == [word for word in words if word.startswith("--port=")]


def test_lab_opens_on_the_welcome_page(folder: Path) -> None:
    """The command as a learner types it brings a Lab up whose first page is the welcome page."""
    port = learn.next_free("127.0.0.1", 8900)
    arguments = ["--no-browser", f"--port={port}", "--IdentityProvider.token=t", "--allow-root"]
    process = subprocess.Popen(
        [sys.executable, "-c", "from leadlab.cli import main; main()", "learn", *arguments],
        cwd=folder,
        env={**os.environ, "JUPYTER_RUNTIME_DIR": str(folder), "IPYTHONDIR": str(folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        page = wait_for(f"http://127.0.0.1:{port}/lab?token=t", process)
        landing = wait_for(f"http://127.0.0.1:{port}/?token=t", process)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)

    assert "@jupyterlab/apputils-extension:announcements" in page
    assert f"/lab/tree/{learn.WELCOME.as_posix()}" in landing


def wait_for(url: str, process: subprocess.Popen[bytes], seconds: float = 60) -> str:
    """Address and content that a server answers with, once it is up."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5) as reply:
                return f"{reply.geturl()}\n{reply.read().decode('utf-8')}"
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"no answer from {url}")
