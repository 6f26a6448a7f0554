"""A real JupyterLab and a page in a real browser, with the few words that the tests need."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
from axe_playwright_python.base import AXE_SCRIPT
from playwright import sync_api

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
OURS = (".leadlab-board", ".leadlab")
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}
PATIENCE_MS = 60_000


def system_chromium() -> str | None:
    """Path of a Chromium of this machine, if there is one."""
    return next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


class Lab:
    """A running server: where its files lie and how a notebook is reached."""

    def __init__(self, root: Path, url: str, token: str) -> None:
        self.root, self.url, self.token = root, url, token

    def write(self, name: str, cells: Sequence[str]) -> str:
        """Write a notebook with these code cells."""
        notebook = nbformat.v4.new_notebook()
        notebook.cells = [nbformat.v4.new_code_cell(source) for source in cells]
        notebook.metadata["kernelspec"] = {
            "name": "python3",
            "display_name": "Python 3",
            "language": "python",
        }
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, path)
        return name

    def shut_down_kernels(self) -> None:
        """End every kernel, so that a long run does not fill the machine."""
        for session in json.loads(self._ask("GET", "api/sessions")):
            self._ask("DELETE", f"api/sessions/{session['id']}")

    def _ask(self, method: str, path: str) -> str:
        request = urllib.request.Request(
            f"{self.url}/{path}",
            method=method,
            headers={"Authorization": f"token {self.token}"},
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            return str(answer.read().decode())

    def address(self, name: str) -> str:
        """Where a notebook opens, in a workspace of its own."""
        space = secrets.token_hex(4)
        return f"{self.url}/lab/workspaces/{space}/tree/{name}?reset&token={self.token}"


@contextmanager
def running_lab(folder: Path) -> Iterator[Lab]:
    """JupyterLab on a free port, with settings, logbook and notebooks in a folder of its own."""
    root, token = folder / "work", secrets.token_hex(16)
    root.mkdir()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
        *("--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0"),
        f"--ServerApp.root_dir={root}",
        f"--IdentityProvider.token={token}",
        "--LabApp.expose_app_in_browser=True",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.news_url=None",
        f"--LabApp.user_settings_dir={_settings(folder / 'settings')}",
        f"--LabApp.workspaces_dir={folder / 'workspaces'}",
    ]
    places = {
        "LEADLAB_HOME": folder / "logbook",
        "JUPYTER_CONFIG_DIR": folder / "config",
        "JUPYTER_RUNTIME_DIR": folder / "runtime",
        "IPYTHONDIR": folder / "ipython",
    }
    environment = {**os.environ, **{name: str(place) for name, place in places.items()}}
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log, cwd=root)
        try:
            url = f"http://127.0.0.1:{port}"
            _wait_for(f"{url}/api/status?token={token}", server, folder / "server.log")
            yield Lab(root, url, token)
        finally:
            server.terminate()
            try:
                server.wait(timeout=20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _settings(folder: Path) -> Path:
    """Settings of a lab that asks nothing before the first lesson."""
    place = folder / "@jupyterlab" / "apputils-extension"
    place.mkdir(parents=True)
    text = json.dumps({"fetchNews": "false", "checkForUpdates": False})
    (place / "notification.jupyterlab-settings").write_text(text)
    return folder


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    give_up = time.monotonic() + 90
    while time.monotonic() < give_up:
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text()[-2000:]}")


class NotebookPage:
    """One notebook open in JupyterLab."""

    def __init__(self, page: Any, lab: Lab) -> None:
        self.page, self.lab = page, lab
        self.console: list[str] = []
        page.on("console", lambda message: self.console.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.console.append(f"page error: {error}"))

    def open(self, name: str) -> NotebookPage:
        """Open a notebook and wait until its kernel is ready."""
        self.page.goto(self.lab.address(name))
        self.page.wait_for_function("() => window.jupyterapp !== undefined", timeout=PATIENCE_MS)
        self.page.evaluate("() => window.jupyterapp.restored.then(() => true)")
        self.page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=PATIENCE_MS)
        self.kernel_is_idle()
        return self

    def kernel_is_idle(self) -> None:
        """Wait until the kernel has nothing to do."""
        self.page.wait_for_function(
            """() => {
                const panel = window.jupyterapp.shell.currentWidget;
                return panel?.sessionContext?.session?.kernel?.status === "idle";
            }""",
            timeout=PATIENCE_MS,
        )

    def command(self, name: str, **arguments: Any) -> None:
        """Run a command of JupyterLab and wait for its end, but not for ever."""
        self.page.evaluate(
            """async ([name, args, patience]) => {
                const late = new Promise((_, reject) => setTimeout(
                    () => reject(new Error(`${name} did not end within ${patience} ms`)), patience
                ));
                await Promise.race([window.jupyterapp.commands.execute(name, args), late]);
            }""",
            [name, arguments, PATIENCE_MS],
        )

    def run_all(self) -> NotebookPage:
        """Run every cell and wait for the last one."""
        self.command("notebook:run-all-cells")
        self.kernel_is_idle()
        return self

    def keep_busy(self, seconds: float) -> None:
        """Give the kernel work of so many seconds, and come back at once."""
        self.page.evaluate(
            """(seconds) => {
                const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
                kernel.requestExecute({ code: `__import__("time").sleep(${seconds})` });
            }""",
            seconds,
        )

    def restart(self) -> NotebookPage:
        """Restart the kernel, without the question."""
        self.page.evaluate(
            """async () => {
                const panel = window.jupyterapp.shell.currentWidget;
                await panel.sessionContext.session.kernel.restart();
            }"""
        )
        self.kernel_is_idle()
        return self

    def theme(self, name: str) -> NotebookPage:
        """Change to the light or the dark theme."""
        self.command("apputils:change-theme", theme=THEMES[name])
        light = "true" if name == "light" else "false"
        self.page.wait_for_selector(f'body[data-jp-theme-light="{light}"]', state="attached")
        self.page.wait_for_timeout(500)
        return self

    def cells(self) -> list[dict[str, Any]]:
        """Cells of the open notebook as they are now."""
        found: list[dict[str, Any]] = self.page.evaluate(
            """() => window.jupyterapp.shell.currentWidget.content.model.toJSON().cells"""
        )
        return found

    def errors(self) -> list[str]:
        """Error outputs of the notebook, in short."""
        return [
            f"{output['ename']}: {output['evalue']}"
            for cell in self.cells()
            for output in cell.get("outputs", [])
            if output["output_type"] == "error"
        ]

    def violations(self, *, only: Sequence[str] = OURS) -> list[str]:
        """What axe-core finds in our outputs, in short."""
        self.kernel_is_idle()
        self.page.wait_for_timeout(300)
        self.page.evaluate(AXE_SCRIPT)
        found = self.page.evaluate(
            """async (selectors) => {
                const include = selectors.filter((each) => document.querySelector(each));
                const seen = await axe.run({ include: include.map((each) => [each]) },
                    { resultTypes: ["violations"] });
                return seen.violations.flatMap((rule) => rule.nodes.map((node) =>
                    `${rule.id}: ${node.html.slice(0, 160)} | ${node.failureSummary}`));
            }""",
            list(only),
        )
        return list(found)

    def violations_by_theme(self) -> dict[str, list[str]]:
        """What axe-core finds in the light and in the dark theme."""
        return {name: self.theme(name).violations() for name in THEMES}

    def focused(self) -> str:
        """Text of the element that has the keyboard's focus."""
        return str(self.page.evaluate("() => document.activeElement?.innerText ?? ''"))

    def tab_to(self, start: str, *, most: int = 60) -> None:
        """Press Tab until an element whose text or name starts so has the focus."""
        for _ in range(most):
            self.page.keyboard.press("Tab")
            name = self.page.evaluate(
                """() => document.activeElement?.getAttribute("aria-label")
                    || document.activeElement?.innerText || "" """
            )
            if str(name).startswith(start):
                return
        raise AssertionError(f"Tab never reached {start!r} in {most} steps")

    def wait_for_text(self, text: str) -> None:
        """Wait until a text stands in one of our outputs; in a board, until its keys listen too."""
        try:
            self.page.wait_for_function(
                """(text) => [...document.querySelectorAll(".leadlab, .leadlab-board")]
                    .filter((each) => !each.closest(".leadlab-board:not([data-leadlab-ready])"))
                    .some((each) => each.innerText.includes(text))""",
                arg=text,
                timeout=PATIENCE_MS,
            )
        except sync_api.TimeoutError as late:
            raise AssertionError(f"{text!r} never stood in the page.\n{self.state()}") from late

    def press(self, name: str, key: str, times: int = 1) -> None:
        """Tab to something and press a key there."""
        self.tab_to(name)
        for _ in range(times):
            self.page.keyboard.press(key)
        self.page.wait_for_timeout(150)  # a person is slower too; values travel one by one
        self.kernel_is_idle()

    def arrive(self, text: str) -> None:
        """The next page of a board stands there, and the focus is on its heading."""
        self.wait_for_text(text)
        self.page.wait_for_function(
            "() => document.activeElement?.classList.contains('leadlab-heading')"
        )

    def state(self) -> str:
        """What tells why a page does not show what it should: errors, boards and the console."""
        boards = self.page.evaluate(
            """() => [...document.querySelectorAll(".leadlab-board")].map((each) =>
                `${each.dataset.leadlabReady ?? "not ready"}: ${each.textContent.slice(0, 200)}`)"""
        )
        outputs = self.page.evaluate(
            """() => [...document.querySelectorAll(".jp-OutputArea-output")].map((each) =>
                each.innerHTML.slice(0, 300))"""
        )
        parts = {"errors": self.errors(), "boards": boards, "outputs": outputs}
        parts["console"] = self.console[-20:]
        return "\n".join(f"{name}: {found}" for name, found in parts.items())

    def shot(self, path: str) -> None:
        """Save a picture of the page."""
        self.page.screenshot(path=path)
