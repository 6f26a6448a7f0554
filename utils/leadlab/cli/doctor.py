"""`leadlab doctor`: what works on this machine, and what to do about what does not."""

from __future__ import annotations

import importlib.metadata
import json
import os
import platform
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import click

from leadlab.cli import FAULTS
from leadlab.logbook_file import default_place

KERNEL_SECONDS = 60
LOW_DISK_MB = 200
OLDEST_PYTHON = (3, 11)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
WIDGET_EXTENSIONS = ("@jupyter-widgets/jupyterlab-manager", "anywidget")

State = Literal["ok", "warning", "fault"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was found about one part of the machine.

    >>> Finding(part="Lab", state="fault", seen="not installed", advice="Run make learn.").line()
    'fault    Lab        not installed. Run make learn.'
    """

    part: str
    state: State
    seen: str
    advice: str = ""

    def line(self) -> str:
        """The finding in one line."""
        text = f"{self.seen}. {self.advice}" if self.advice else self.seen
        return f"{self.state:<8} {self.part:<10} {text}"


def python_version() -> Finding:
    """The interpreter is new enough."""
    seen = f"{platform.python_version()} at {sys.executable}"
    if sys.version_info[:2] < OLDEST_PYTHON:
        return Finding(
            part="Python", state="fault", seen=seen, advice="Leadlab needs Python 3.11 or newer."
        )
    return Finding(part="Python", state="ok", seen=seen)


def lab() -> Finding:
    """JupyterLab is installed."""
    return _installed("Lab", "jupyterlab")


def kernel() -> Finding:
    """A kernel starts, computes, and is this very Python."""
    from jupyter_client.kernelspec import NoSuchKernel
    from jupyter_client.manager import start_new_kernel

    advice = "Run `make learn` again, or: python -m ipykernel install --sys-prefix"
    try:
        manager, client = start_new_kernel(
            startup_timeout=KERNEL_SECONDS, kernel_name="python3", stderr=subprocess.DEVNULL
        )
    except (NoSuchKernel, RuntimeError, OSError) as error:
        return Finding(part="Kernel", state="fault", seen=_first_line(error), advice=advice)
    try:
        reply = client.execute_interactive(
            "import sys",
            user_expressions={"sum": "1 + 1", "python": "sys.prefix"},
            timeout=KERNEL_SECONDS,
            output_hook=lambda _: None,
        )
        answers = reply["content"].get("user_expressions", {})
        total, prefix = (_text(answers.get(name)) for name in ("sum", "python"))
    except TimeoutError:
        seen = f"no answer within {KERNEL_SECONDS} s"
        return Finding(part="Kernel", state="fault", seen=seen, advice=advice)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    if total != "2":
        seen = f"1 + 1 came back as {total or 'nothing'}"
        return Finding(part="Kernel", state="fault", seen=seen, advice=advice)
    if prefix.strip("'\"") != sys.prefix:
        seen = f"kernel python3 runs {prefix}, the course is installed in {sys.prefix}"
        return Finding(part="Kernel", state="warning", seen=seen, advice=advice)
    return Finding(part="Kernel", state="ok", seen="started, and 1 + 1 is 2")


def widgets() -> Finding:
    """The Lab extensions that draw the players and explorers are there and enabled."""
    from jupyter_core.paths import jupyter_path
    from jupyterlab_server.config import get_federated_extensions, get_page_config

    folders = jupyter_path("labextensions")
    present = get_federated_extensions(folders)
    disabled = get_page_config(folders, logger=None).get("disabledExtensions", {})
    missing = [name for name in WIDGET_EXTENSIONS if name not in present]
    switched_off = [name for name in WIDGET_EXTENSIONS if name in disabled]
    if missing:
        seen = f"Lab extension missing: {', '.join(missing)}"
        return Finding(part="Widgets", state="fault", seen=seen, advice="Run `make learn` again.")
    if switched_off:
        advice = f"Run: jupyter labextension enable {switched_off[0]}"
        seen = f"switched off: {', '.join(switched_off)}"
        return Finding(part="Widgets", state="fault", seen=seen, advice=advice)
    return Finding(part="Widgets", state="ok", seen="Lab extensions are there and enabled")


def nbgrader() -> Finding:
    """Nbgrader is installed, with its command beside this Python."""
    finding = _installed("nbgrader", "nbgrader")
    if finding.state == "ok" and not shutil.which(
        "nbgrader", path=str(Path(sys.executable).parent)
    ):
        seen = f"version {finding.seen}, but without its command"
        return Finding(part="nbgrader", state="fault", seen=seen, advice="Run `make learn` again.")
    return finding


def logbook() -> Finding:
    """The folder of the learner's logbook takes a database."""
    folder = default_place().parent
    advice = "The lessons go on without it; set LEADLAB_HOME to a folder that you can write to."
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".doctor-") as scratch:
            connection = sqlite3.connect(Path(scratch) / "probe.sqlite")
            try:
                connection.execute("create table probe (answer integer)")
            finally:
                connection.close()
    except (OSError, sqlite3.Error) as error:
        seen = f"{folder} cannot be written to ({_first_line(error)})"
        return Finding(part="Logbook", state="fault", seen=seen, advice=advice)
    return Finding(part="Logbook", state="ok", seen=f"{folder} can be written to")


def disk() -> Finding:
    """There is room for the logbook and for temporary files."""
    folders = [_nearest_existing(default_place().parent), Path(tempfile.gettempdir())]
    free_mb = min(shutil.disk_usage(folder).free // 1_000_000 for folder in folders)
    if free_mb < LOW_DISK_MB:
        advice = f"Make room: {LOW_DISK_MB} MB is enough."
        return Finding(part="Disk", state="warning", seen=f"{free_mb} MB free", advice=advice)
    return Finding(part="Disk", state="ok", seen=f"{free_mb} MB free")


def browser() -> Finding:
    """A Chromium is there for the browser tests; lessons work without."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    downloads = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or _playwright_folder())
    if found or next(downloads.glob("chromium*"), None):
        return Finding(part="Browser", state="ok", seen=f"{found or downloads} for the tests")
    return Finding(
        part="Browser",
        state="warning",
        seen="no Chromium for the browser tests",
        advice="Only `make test` needs one; install chromium, or run: playwright install chromium",
    )


def grading() -> Finding:
    """How tightly submissions can be shut in while they are graded."""
    from leadlab.grading.levels import ADVICE, find_level
    from leadlab.grading.records import Level

    found = find_level()
    state: State = "ok" if found.level.holds(Level.B) else "warning"
    return Finding(part="Grading", state=state, seen=str(found), advice=ADVICE[found.level])


PARTS: tuple[Callable[[], Finding], ...] = (
    python_version,
    lab,
    kernel,
    widgets,
    nbgrader,
    logbook,
    disk,
    browser,
    grading,
)


def findings() -> Iterator[Finding]:
    """Look at one part of the machine after the other; a look that fails is a fault itself."""
    for look in PARTS:
        try:
            yield look()
        except Exception as error:  # noqa: BLE001 - the doctor reports whatever is broken
            part = look.__name__.replace("_", " ").capitalize()
            yield Finding(
                part=part,
                state="fault",
                seen=f"{type(error).__name__}: {_first_line(error)}",
                advice="Run `make clean`, then `make learn`.",
            )


@click.command(epilog="\b\nExample:\n  leadlab doctor\n  leadlab doctor --json")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON list for a program to read.")
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """Say what works on this machine, and what to do about what does not.

    Exits with 1 if there is a fault; a warning is something that you can live with.
    """
    seen: list[Finding] = []
    for finding in findings():
        seen.append(finding)
        if not as_json:
            click.echo(finding.line())
    if as_json:
        click.echo(json.dumps([asdict(each) for each in seen], indent=2, ensure_ascii=False))
    if any(each.state == "fault" for each in seen):
        ctx.exit(FAULTS)


def _installed(part: str, distribution: str) -> Finding:
    try:
        return Finding(part=part, state="ok", seen=importlib.metadata.version(distribution))
    except importlib.metadata.PackageNotFoundError:
        advice = "Run `make learn` again."
        return Finding(part=part, state="fault", seen="not installed", advice=advice)


def _nearest_existing(folder: Path) -> Path:
    return next(each for each in (folder, *folder.parents) if each.exists())


def _playwright_folder() -> Path:
    caches = {"darwin": "Library/Caches", "win32": "AppData/Local"}
    return Path.home() / caches.get(sys.platform, ".cache") / "ms-playwright"


def _text(expression: dict[str, dict[str, str]] | None) -> str:
    return (expression or {}).get("data", {}).get("text/plain", "")


def _first_line(error: object) -> str:
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(error).__name__
