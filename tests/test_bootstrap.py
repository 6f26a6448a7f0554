"""The set-up finds a Python, makes `.venv`, and does again only what has to be done again."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import threading
from collections import namedtuple
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parent.parent / "utils" / "bootstrap.py"
PROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
"""
Usage = namedtuple("Usage", "total used free")  # noqa: PYI024 - the shape that shutil returns


def fake_python(folder: Path, version: str, name: str = "python3") -> Path:
    """An interpreter that says it is of this version, and can do nothing else."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f'#!/bin/sh\n[ "$1" = -c ] && echo {version}\n', encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture(name="bootstrap")
def _bootstrap(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module, on a machine that has no uv and names no Python."""
    spec = importlib.util.spec_from_file_location("bootstrap", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.delenv("PYTHON", raising=False)
    return module


@pytest.fixture(name="root")
def _root(tmp_path: Path) -> Path:
    """A project folder with nothing but its metadata."""
    root = tmp_path / "project"
    root.mkdir()
    (root / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    return root


@pytest.fixture(name="installs")
def _installs(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Calls of the installer, which ends well at once; environments are made without pip."""
    calls: list[list[str]] = []

    def run_shown(command: list[str], root: Path) -> tuple[int, str]:
        calls.append(command)
        return 0, ""

    def create(venv: Path, python: str, uv: str | None) -> None:
        subprocess.run([python, "-m", "venv", "--without-pip", str(venv)], check=True)

    def install_commands(*_: object) -> list[list[str]]:
        return [["install"]]

    monkeypatch.setattr(bootstrap, "run_shown", run_shown)
    monkeypatch.setattr(bootstrap, "create", create)
    monkeypatch.setattr(bootstrap, "install_commands", install_commands)
    return calls


def test_it_parses_under_a_python_that_is_too_old() -> None:
    """The script has to run before it can say that the Python running it is too old."""
    for version in ((3, 7), (3, 8), (3, 9)):
        compile_for(version)


def compile_for(version: tuple[int, int]) -> None:
    """Parse the script with the grammar of an older Python."""
    import ast

    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=version)


def test_a_python_that_is_too_old_is_one_sentence(
    bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, root: Path
) -> None:
    """Where nothing newer is found, the sentence says what was seen, where, and what to do."""
    old = fake_python(tmp_path / "bin", "3.9.18")
    monkeypatch.setenv("PATH", str(old.parent))
    monkeypatch.setattr(bootstrap.sys, "executable", str(old))

    with pytest.raises(bootstrap.CannotSetUp) as caught:
        bootstrap.ready_venv(root, [])

    assert (
        f"Leadlab needs Python 3.11 or newer; this is 3.9.18 at {old}; install a newer one "
        "(python.org or your package manager) or run: make learn PYTHON=python3.12"
    ) == str(caught.value)
    assert not (root / ".venv").exists()


def test_a_newer_python_on_the_path_is_found(
    bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An old python3 does no harm where a newer Python lies beside it under its full name."""
    old = fake_python(tmp_path / "bin", "3.9.18")
    new = fake_python(tmp_path / "bin", "3.12.4", name="python3.12")
    monkeypatch.setenv("PATH", str(old.parent))
    monkeypatch.setattr(bootstrap.sys, "executable", str(old))

    assert str(new) == bootstrap.find_python()


def test_a_shim_that_leads_nowhere_is_passed_over(
    bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A version manager's python3.14 that only explains itself does not count as a Python."""
    shim = fake_python(tmp_path / "bin", "3.14.0", name="python3.14")
    shim.write_text("#!/bin/sh\nexit 127\n", encoding="utf-8")
    new = fake_python(tmp_path / "bin", "3.11.7", name="python3.11")
    monkeypatch.setenv("PATH", str(shim.parent))
    monkeypatch.setattr(bootstrap.sys, "executable", "")

    assert str(new) == bootstrap.find_python()


def test_the_python_asked_for_is_the_one_used(
    bootstrap: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PYTHON= decides, even against a newer one on the path; a wrong name is said to be wrong."""
    wished = fake_python(tmp_path / "wished", "3.11.2")
    monkeypatch.setenv("PYTHON", str(wished))
    assert str(wished) == bootstrap.find_python()

    monkeypatch.setenv("PYTHON", "python3.99")
    with pytest.raises(bootstrap.CannotSetUp, match=r"python3\.99 does not answer"):
        bootstrap.find_python()


def test_a_second_run_installs_nothing(
    bootstrap: ModuleType, root: Path, installs: list[list[str]]
) -> None:
    """While pyproject.toml stays as it is, the set-up happens once."""
    bootstrap.ready_venv(root, [])
    bootstrap.ready_venv(root, [])

    assert [["install", "--editable", str(root)]] == installs


def test_a_changed_pyproject_is_installed_into_the_same_environment(
    bootstrap: ModuleType, root: Path, installs: list[list[str]]
) -> None:
    """A new requirement is added without starting over."""
    venv = bootstrap.ready_venv(root, [])
    (venv / "kept").touch()
    (root / "pyproject.toml").write_text(PROJECT + "\n", encoding="utf-8")
    bootstrap.ready_venv(root, [])

    assert (2, True) == (len(installs), (venv / "kept").exists())


def test_what_the_tests_need_stays_once_it_is_there(
    bootstrap: ModuleType, root: Path, installs: list[list[str]]
) -> None:
    """Going from learning to testing installs once more; going back installs nothing."""
    for extras in ([], ["test"], [], ["test"]):
        bootstrap.ready_venv(root, extras)
    assert [str(root), f"{root}[test]"] == [call[-1] for call in installs]

    (root / "pyproject.toml").write_text(PROJECT + "\n", encoding="utf-8")
    bootstrap.ready_venv(root, [])
    assert f"{root}[test]" == installs[-1][-1]


def test_an_interrupted_install_is_done_again_from_scratch(
    bootstrap: ModuleType, root: Path, installs: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a half-finished install left behind is not trusted."""

    def interrupted(command: list[str], root: Path) -> tuple[int, str]:
        (root / ".venv" / "half").touch()
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(bootstrap, "run_shown", interrupted)
        with pytest.raises(KeyboardInterrupt):
            bootstrap.ready_venv(root, [])
    venv = bootstrap.ready_venv(root, [])

    assert (1, False) == (len(installs), (venv / "half").exists())


@pytest.mark.parametrize("harm", ["python is gone", "folder was moved", "python is too old"])
def test_a_broken_environment_is_made_anew(
    bootstrap: ModuleType, root: Path, installs: list[list[str]], harm: str
) -> None:
    """An environment that cannot work is replaced without a question."""
    venv = bootstrap.ready_venv(root, [])
    (venv / "old").touch()
    python = venv / "bin" / "python"
    if harm == "python is gone":
        python.unlink()
        python.symlink_to("/nowhere/python3")
    elif harm == "folder was moved":
        stamp = json.loads(bootstrap.stamp_path(venv).read_text(encoding="utf-8"))
        bootstrap.write_stamp(venv, {**stamp, "root": "/elsewhere"})
    else:
        python.unlink()
        fake_python(python.parent, "3.10.1", name="python")
    bootstrap.ready_venv(root, [])

    assert (2, False) == (len(installs), (venv / "old").exists())
    assert bootstrap.version_of(str(python)) is not None


def test_an_environment_of_ones_own_making_is_kept(
    bootstrap: ModuleType, root: Path, installs: list[list[str]]
) -> None:
    """A sound `.venv` without our stamp, made by an editor say, is installed into."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", root / ".venv"], check=True)
    (root / ".venv" / "mine").touch()
    venv = bootstrap.ready_venv(root, [])

    assert (1, True) == (len(installs), (venv / "mine").exists())


def test_another_python_asked_for_later_gets_its_own_environment(
    bootstrap: ModuleType, root: Path, installs: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """PYTHON= with another version replaces the environment; with the same version it stays."""
    venv = bootstrap.ready_venv(root, [])
    monkeypatch.setenv("PYTHON", sys.executable)
    bootstrap.ready_venv(root, [])
    assert 1 == len(installs)

    stand_in = venv / "bin" / "python"
    stand_in.unlink()
    fake_python(stand_in.parent, "3.99.0", name="python")
    bootstrap.ready_venv(root, [])
    assert 2 == len(installs)


def test_a_link_to_an_environment_elsewhere_is_left_alone(
    bootstrap: ModuleType, root: Path, installs: list[list[str]], tmp_path: Path
) -> None:
    """A broken environment that lies elsewhere and is only linked to is not ours to remove."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "pyvenv.cfg").touch()
    (root / ".venv").symlink_to(elsewhere)

    with pytest.raises(bootstrap.CannotSetUp, match="move it away"):
        bootstrap.ready_venv(root, [])
    assert (elsewhere / "pyvenv.cfg").exists()


def test_a_folder_that_is_no_environment_is_left_alone(
    bootstrap: ModuleType, root: Path, installs: list[list[str]]
) -> None:
    """Nothing but a virtual environment is ever removed."""
    (root / ".venv").mkdir()
    (root / ".venv" / "thesis.txt").write_text("years of work", encoding="utf-8")

    with pytest.raises(bootstrap.CannotSetUp, match="not a virtual environment; move it away"):
        bootstrap.ready_venv(root, [])
    assert (root / ".venv" / "thesis.txt").exists()


def test_too_little_disk_is_one_sentence(
    bootstrap: ModuleType, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The room is measured before anything is downloaded."""
    monkeypatch.setattr(bootstrap.shutil, "disk_usage", lambda _: Usage(0, 0, 80_000_000))

    with pytest.raises(bootstrap.CannotSetUp, match=r"needs about 1500 MB .* has 80 MB free"):
        bootstrap.ready_venv(root, [])


@pytest.mark.parametrize(
    ("printed", "sentence"),
    [
        ("ERROR: [Errno 28] No space left on device", "The disk filled up"),
        (
            "Failed to establish a new connection: [Errno 101]",
            "The package registry did not answer",
        ),
        ("Collecting x\nerror: gcc failed\n", "Installing failed with 'error: gcc failed'"),
        (
            "ERROR: No matching distribution found for fsrs<7,>=6.3",
            "Installing failed with 'ERROR: No matching distribution found for fsrs<7,>=6.3'",
        ),
        ("", "Installing failed with 'nothing was printed'"),
    ],
    ids=["disk", "network", "other", "no such version", "silent"],
)
def test_a_failed_install_is_one_sentence(
    bootstrap: ModuleType, root: Path, printed: str, sentence: str
) -> None:
    """An installer's many lines come down to what to do."""
    told = bootstrap.why_it_failed(printed, root)

    assert told.startswith(sentence)
    assert "\n" not in told


def test_two_runs_at_once_install_once(
    bootstrap: ModuleType, root: Path, installs: list[list[str]]
) -> None:
    """A second set-up of the same folder waits for the first, and then has nothing to do."""
    runs = [threading.Thread(target=bootstrap.ready_venv, args=(root, [])) for _ in range(4)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()

    assert 1 == len(installs)


def test_a_folder_that_cannot_be_written_is_one_sentence(bootstrap: ModuleType, root: Path) -> None:
    """A read-only copy of the course is told apart from a failed install."""
    (root / ".venv.lock").mkdir()

    with pytest.raises(bootstrap.CannotSetUp, match="This folder cannot be written to"):
        bootstrap.ready_venv(root, [])


def test_the_command_runs_inside_the_environment(tmp_path: Path) -> None:
    """From the shell: the environment is made, the command sees it first on its path."""
    root = tmp_path / "a folder with spaces"
    (root / "utils").mkdir(parents=True)
    shutil.copy(SCRIPT, root / "utils")
    (root / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", root / ".venv"], check=True)
    spec = importlib.util.spec_from_file_location("bootstrap", root / "utils" / "bootstrap.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    ready = {"root": str(root), "pyproject": module.digest(root / "pyproject.toml")}
    module.write_stamp(root / ".venv", {**ready, "state": "ready", "extras": []})

    ran = subprocess.run(
        [sys.executable, "utils/bootstrap.py", "python", "-c", "import sys; print(sys.prefix)"],
        cwd=root,
        env={key: value for key, value in os.environ.items() if key != "PYTHON"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (0, f"{root / '.venv'}\n", "") == (ran.returncode, ran.stdout, ran.stderr)


def test_too_old_from_the_shell(tmp_path: Path) -> None:
    """`make learn PYTHON=` with an old Python ends in one sentence and no traceback."""
    root = tmp_path / "project"
    (root / "utils").mkdir(parents=True)
    shutil.copy(SCRIPT, root / "utils")
    (root / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    old = fake_python(tmp_path / "bin", "3.9.18")

    ran = subprocess.run(
        [sys.executable, "utils/bootstrap.py", "leadlab", "learn"],
        cwd=root,
        env={**os.environ, "PYTHON": str(old)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (3, "") == (ran.returncode, ran.stdout)
    assert ran.stderr.startswith("Leadlab needs Python 3.11 or newer; this is 3.9.18 at")
    assert 1 == len(ran.stderr.splitlines())
