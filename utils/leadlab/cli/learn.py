"""`leadlab learn`: open the course in JupyterLab."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from leadlab.errors import LeadlabError

WELCOME = Path("course/00_start_here/01_welcome.ipynb")
CHECKOUT = Path(__file__).resolve().parents[3]
# Lab as a learner needs it: without nbgrader's pages for instructors and without a request for news
LAB_SETTINGS = Path(__file__).with_name("lab_settings")
FIRST_PORT = 8888
PORTS_TRIED = 50
PORT_OPTIONS = ("--port", "--ServerApp.port", "--LabApp.port")
HOST_OPTIONS = ("--ip", "--ServerApp.ip", "--LabApp.ip")


def course_folder(start: Path) -> Path:
    """Folder that holds the course: around `start`, or the checkout of this package.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as empty:
    ...     course_folder(Path(empty)) == CHECKOUT
    True
    """
    for folder in (start, *start.parents, CHECKOUT):
        if (folder / WELCOME).is_file():
            return folder
    raise LeadlabError(
        f"There is no {WELCOME} in {start} or above it; "
        "change to the folder that you cloned, then run the same command again."
    )


def option(arguments: Sequence[str], names: Sequence[str]) -> str | None:
    """Value of a Lab option as it was typed, with a space or with an equals sign.

    >>> option(["--no-browser", "--port", "8899"], PORT_OPTIONS)
    '8899'
    >>> option(["--port=8899"], PORT_OPTIONS)
    '8899'
    >>> option(["--no-browser"], PORT_OPTIONS)
    """
    for position, argument in enumerate(arguments):
        name, equals, value = argument.partition("=")
        if name in names:
            return value if equals else next(iter(arguments[position + 1 :]), None)
    return None


def is_free(host: str, port: int) -> bool:
    """Whether nothing listens on a port yet."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("" if host == "*" else host, port))
        except OSError:
            return False
    return True


def next_free(host: str, port: int) -> int:
    """First free port after a taken one."""
    for candidate in range(port + 1, min(port + PORTS_TRIED, 65_536)):
        if is_free(host, candidate):
            return candidate
    raise LeadlabError(
        f"Port {port} and the {PORTS_TRIED - 1} after it are taken; name a free one with --port."
    )


def port_to_use(arguments: Sequence[str]) -> int:
    """Port for Lab: the one asked for if it is free, else the first free one from 8888 on."""
    host = option(arguments, HOST_OPTIONS) or "127.0.0.1"
    asked_for = option(arguments, PORT_OPTIONS)
    if asked_for is None:
        return FIRST_PORT if is_free(host, FIRST_PORT) else next_free(host, FIRST_PORT)
    if not asked_for.isdecimal() or not 0 <= int(asked_for) <= 65_535:
        raise click.UsageError(f"--port takes a number from 0 to 65535, not {asked_for!r}.")
    port = int(asked_for)
    if port and not is_free(host, port):
        raise LeadlabError(f"Port {port} is taken; {next_free(host, port)} is free: use --port.")
    return port


def lab_command(arguments: Sequence[str], folder: Path, port: int) -> list[str]:
    """The JupyterLab command that opens the course at its first page."""
    asked_for = option(arguments, PORT_OPTIONS) is not None
    return [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={folder}",
        f"--LabApp.default_url=/lab/tree/{WELCOME.as_posix()}",
        *([] if asked_for else [f"--port={port}"]),
        "--ServerApp.port_retries=0",
        *arguments,
    ]


@click.command(
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
    epilog="\b\nExample:\n  leadlab learn\n  leadlab learn --no-browser --port 8899",
)
@click.argument("lab_options", nargs=-1, type=click.UNPROCESSED)
def command(lab_options: tuple[str, ...]) -> None:
    """Open the course in JupyterLab, at the welcome page.

    Nbgrader's pages for instructors are left out; start `jupyter lab` to have them.
    Everything after `learn` goes to JupyterLab as it is (`jupyter lab --help` lists its options).
    """
    folder = course_folder(Path.cwd())
    port = port_to_use(lab_options)
    if port != FIRST_PORT and option(lab_options, PORT_OPTIONS) is None:
        click.echo(f"Port {FIRST_PORT} is taken, so Lab opens on port {port}.", err=True)
    settings = os.pathsep.join(
        filter(None, [str(LAB_SETTINGS), os.environ.get("JUPYTER_CONFIG_PATH")])
    )
    environment = {
        **os.environ,
        "JUPYTER_CONFIG_PATH": settings,
        "JUPYTER_PREFER_ENV_PATH": "1",
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]),
    }
    words = lab_command(lab_options, folder, port)
    sys.stdout.flush()
    if os.name == "nt":
        sys.exit(subprocess.call(words, env=environment))
    os.chdir(folder)
    os.execve(words[0], words, environment)
