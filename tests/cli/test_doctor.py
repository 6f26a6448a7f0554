"""`leadlab doctor` looks at the real machine, and says what to do about each fault."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from leadlab import cli
from leadlab.cli import doctor
from leadlab.cli.doctor import Finding
from leadlab.logbook_file import default_place


@pytest.fixture(autouse=True)
def _logbook_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEADLAB_HOME", str(tmp_path / "logbook"))


def run(*words: str) -> Result:
    """Outcome of `leadlab doctor`."""
    return CliRunner().invoke(cli.main, ["doctor", *words])


def only(monkeypatch: pytest.MonkeyPatch, *states: str) -> None:
    """Let the doctor find these states and nothing else."""
    looks = tuple(
        lambda state=state: Finding(part="Part", state=state, seen="seen", advice="Do this.")
        for state in states
    )
    monkeypatch.setattr(doctor, "PARTS", looks)


def test_this_machine_has_no_fault() -> None:
    """Where the tests run, the course runs: a kernel starts, the widgets are there."""
    result = run()

    assert [line for line in result.output.splitlines() if line.startswith("fault")] == []
    assert cli.OK == result.exit_code
    assert "started, and 1 + 1 is 2" in result.output


@pytest.mark.parametrize(
    ("states", "code"),
    [(("ok",), cli.OK), (("ok", "warning"), cli.OK), (("fault", "ok"), cli.FAULTS)],
    ids=["ok", "warning", "fault"],
)
def test_only_a_fault_changes_the_exit_code(
    monkeypatch: pytest.MonkeyPatch, states: tuple[str, ...], code: int
) -> None:
    """A warning is something to live with; a fault is not."""
    only(monkeypatch, *states)

    assert code == run().exit_code


def test_json_holds_what_the_lines_say(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program reads the same findings, and gets the same exit code."""
    only(monkeypatch, "fault")
    result = run("--json")

    expected = [{"part": "Part", "state": "fault", "seen": "seen", "advice": "Do this."}]
    assert expected == json.loads(result.stdout)
    assert cli.FAULTS == result.exit_code


def test_a_look_that_breaks_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """The doctor goes on past whatever is broken, and reports it."""

    def widgets() -> Finding:
        raise ImportError("no module named jupyterlab_server")

    monkeypatch.setattr(doctor, "PARTS", (widgets, doctor.python_version))
    first, second = run().output.splitlines()

    assert first.startswith("fault    Widgets    ImportError: no module named jupyterlab_server.")
    assert second.startswith("ok       Python")


def test_a_logbook_that_cannot_be_written_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that is a file cannot hold a logbook, and the advice says how to move it."""
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder", encoding="utf-8")
    monkeypatch.setenv("LEADLAB_HOME", str(in_the_way))
    finding = doctor.logbook()

    assert ("fault", True) == (finding.state, "LEADLAB_HOME" in finding.advice)


@pytest.mark.parametrize("home", ["  ", "~nobody_of_this_name/x"])
def test_the_doctor_looks_where_the_logbook_lies(
    home: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An odd `LEADLAB_HOME` means the same folder to the doctor and to the logbook."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("LEADLAB_HOME", home)
    finding = doctor.logbook()

    assert f"{default_place().parent} can be written to" == finding.seen


def test_the_doctor_leaves_no_trace(tmp_path: Path) -> None:
    """Looking whether the logbook's folder can be written to writes nothing that stays."""
    doctor.logbook()

    assert [] == list((tmp_path / "logbook").iterdir())


@pytest.mark.parametrize(
    "words",
    [["/nowhere/python", "-m", "ipykernel"], [sys.executable, "-c", "raise SystemExit(1)"]],
    ids=["python is gone", "dies at its start"],
)
def test_a_kernel_that_does_not_start_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    """A kernel of another installation, left behind and broken, is found out."""
    broken = tmp_path / "kernels" / "python3"
    broken.mkdir(parents=True)
    spec = {"argv": [*words, "-f", "{connection_file}"], "display_name": "P", "language": "python"}
    (broken / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    finding = doctor.kernel()

    assert ("fault", True) == (finding.state, "make learn" in finding.advice)


def test_a_missing_browser_is_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the browser tests need a browser of ours; the lessons use the learner's own."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))

    assert "warning" == doctor.browser().state
