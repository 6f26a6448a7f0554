"""The `leadlab` command as a whole: what it lists, how it fails, what it exits with."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

import leadlab
from leadlab import cli
from leadlab.errors import ContentError, LeadlabError, UnknownName


def every_command() -> Iterator[tuple[str, ...]]:
    """Words of every command and subcommand that exists, read from the live registry."""

    def below(command: click.Command, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        context = click.Context(command)
        for name in command.list_commands(context) if isinstance(command, click.Group) else ():
            yield (*words, name)
            try:
                found = command.get_command(context, name)
            except ImportError:  # its own test reports it, by name
                continue
            assert found is not None
            yield from below(found, (*words, name))

    return below(cli.main, ())


@pytest.fixture(name="runner")
def _runner() -> CliRunner:
    return CliRunner()


@pytest.fixture(name="failing")
def _failing(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    """A list; the error put into it is what `leadlab doctor` fails with."""
    errors: list[BaseException] = []

    @click.command()
    def command() -> None:
        raise errors[0]

    monkeypatch.setattr("leadlab.cli.doctor.command", command)
    return errors


def test_help_lists_every_command_with_a_sentence(runner: CliRunner) -> None:
    """The help names each module of the package that is a command, and what it does."""
    shown = runner.invoke(cli.main, ["--help"], terminal_width=100).output
    listing = shown.split("Commands:")[1].split("Exit codes:")[0].strip().splitlines()

    assert {"doctor", "learn"} <= {line.split()[0] for line in listing}
    assert [line for line in listing if len(line.split()) < 4] == []
    assert "..." not in "".join(listing)


def test_a_broken_command_leaves_the_others_usable(
    runner: CliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command that cannot be imported is listed as such, and the rest of the help stands."""
    monkeypatch.setitem(sys.modules, "leadlab.cli.doctor", None)
    shown = runner.invoke(cli.main, ["--help"]).output

    assert "doctor (cannot be loaded here: import of leadlab.cli.doctor" in " ".join(shown.split())
    assert "Open the course in JupyterLab" in shown


def test_help_documents_every_exit_code(runner: CliRunner) -> None:
    """A script that calls the command can look its exit codes up."""
    epilog = runner.invoke(cli.main, ["--help"]).output.split("Exit codes:")[1]
    codes = [cli.OK, cli.FAULTS, cli.USAGE, cli.CANNOT_RUN_HERE, cli.OUR_FAULT, cli.INTERRUPTED]

    assert codes == [
        int(line.split()[0]) for line in epilog.splitlines() if line.strip()[:1].isdigit()
    ]


@pytest.mark.parametrize("words", list(every_command()), ids=" ".join)
def test_every_command_has_help_with_an_example(runner: CliRunner, words: tuple[str, ...]) -> None:
    """Help says in a sentence what a command does, and shows it in use."""
    result = runner.invoke(cli.main, [*words, "--help"])

    assert cli.OK == result.exit_code
    assert f"leadlab {' '.join(words)}" in result.output.split("Example", 1)[1]
    assert result.output.splitlines()[2].strip().split("  ")[0][:1].isupper()


def test_version(runner: CliRunner) -> None:
    """The version is the package's own."""
    assert (
        f"leadlab, version {leadlab.__version__}\n" == runner.invoke(cli.main, ["--version"]).output
    )


def test_an_unknown_command_is_answered_with_the_nearest(runner: CliRunner) -> None:
    """A slip of the fingers costs one look."""
    result = runner.invoke(cli.main, ["docter"])

    assert cli.USAGE == result.exit_code
    assert "There is no command 'docter'. Did you mean 'doctor'?" in result.stderr


@pytest.mark.parametrize(
    ("error", "code", "sentence"),
    [
        (LeadlabError("Week 0 does not exist."), cli.CANNOT_RUN_HERE, "Week 0 does not exist."),
        (
            UnknownName("scenario", "rewrit", ["rewrite"]),
            cli.USAGE,
            "There is no scenario 'rewrit'. Did you mean 'rewrite'?",
        ),
        (
            ContentError("a.yaml", "state", "12 is above 10"),
            cli.CANNOT_RUN_HERE,
            "a.yaml: state: 12 is above 10",
        ),
        (
            PermissionError(13, "Permission denied", "/logbook"),
            cli.CANNOT_RUN_HERE,
            "/logbook: Permission denied.",
        ),
        (OSError("no such device"), cli.CANNOT_RUN_HERE, "no such device."),
        (
            KeyError("trust"),
            cli.OUR_FAULT,
            "a fault in Leadlab itself (KeyError: 'trust'). `leadlab --verbose …` shows where.",
        ),
        (KeyboardInterrupt(), cli.INTERRUPTED, "stopped."),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else "",
)
def test_an_error_is_one_sentence_and_a_code(
    runner: CliRunner, failing: list[BaseException], error: BaseException, code: int, sentence: str
) -> None:
    """What goes wrong is told in a sentence on the error stream; the exit code tells the kind."""
    failing.append(error)
    result = runner.invoke(cli.main, ["doctor"])

    assert (code, f"leadlab: {sentence}\n", "") == (result.exit_code, result.stderr, result.stdout)


def test_verbose_lets_the_traceback_through(
    runner: CliRunner, failing: list[BaseException]
) -> None:
    """With --verbose the error itself comes out, for whoever wants to mend it."""
    failing.append(LeadlabError("Week 0 does not exist."))
    result = runner.invoke(cli.main, ["--verbose", "doctor"])

    assert failing[0] is result.exception


def test_the_installed_command_runs() -> None:
    """The command is installed beside the interpreter, and works as a process of its own."""
    ran = subprocess.run(
        [os.path.join(os.path.dirname(sys.executable), "leadlab"), "docter"],  # noqa: PTH118, PTH120 - as a shell sees it
        capture_output=True,
        text=True,
        check=False,
    )

    assert cli.USAGE == ran.returncode
    assert "Did you mean 'doctor'?" in ran.stderr
    assert "Traceback" not in ran.stderr
