"""The `leadlab` command: a door to what the course can do outside a notebook.

Every module of this package whose name has no leading underscore is a subcommand; it offers
itself as `command`, and is imported only when it is needed.
"""

from __future__ import annotations

import difflib
import errno
import gc
import importlib
import pkgutil
import sys
from typing import Any, NoReturn

import click

from leadlab import __version__
from leadlab.errors import LeadlabError, UnknownName

OK = 0
FAULTS = 1
USAGE = 2
CANNOT_RUN_HERE = 3
OUR_FAULT = 4
INTERRUPTED = 130

NEW_OBJECTS = 100_000
"""After so many the collector looks for rubbish; imports make many and throw none away."""

SLOW_GRAMMARS = "rfc3987_syntax"
"""What jsonschema imports to check international addresses, which no notebook has to have: it
builds its grammars each time, and that takes longer than all else that a command begins with."""

EPILOG = f"""\b
Exit codes:
  {OK}    done, nothing found
  {FAULTS}    faults were found; they are listed
  {USAGE}    the command was not understood, or names something that does not exist
  {CANNOT_RUN_HERE}    this cannot run here; the message says what to do
  {OUR_FAULT}    a fault in Leadlab itself; --verbose shows where
  {INTERRUPTED}  stopped from the keyboard

\b
Example:
  leadlab doctor
"""


class Commands(click.Group):
    """A group whose subcommands are the modules of this package.

    >>> "doctor" in Commands().list_commands(click.Context(Commands()))
    True
    """

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click calls it so
        """Names of the subcommands that exist, in alphabetical order."""
        names = (module.name for module in pkgutil.iter_modules(__path__))
        return sorted(name.replace("_", "-") for name in names if not name.startswith("_"))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the subcommands, each with the whole first sentence of its help."""
        rows = [(name, self._summary(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def _summary(self, ctx: click.Context, name: str) -> str:
        try:
            found = self.get_command(ctx, name)
        except ImportError as error:  # one broken command leaves the help of the others alone
            return f"(cannot be loaded here: {error})"
        return found.get_short_help_str(limit=90) if found else ""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Subcommand of this name, imported now; None where there is no such module."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"{__name__}.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Subcommand that the words name, or a usage error with the nearest right name."""
        known = self.list_commands(ctx)
        if args and not args[0].startswith("-") and args[0] not in known:
            near = difflib.get_close_matches(args[0], known, n=1, cutoff=0.5)
            advice = f"Did you mean '{near[0]}'?" if near else f"There are: {', '.join(known)}."
            ctx.fail(f"There is no command '{args[0]}'. {advice}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the subcommand; what goes wrong becomes one sentence and an exit code."""
        gc.set_threshold(NEW_OBJECTS)
        sys.modules.setdefault(SLOW_GRAMMARS, None)  # type: ignore[arg-type] # not to be imported
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except KeyboardInterrupt:
            _stop(ctx, "stopped.", INTERRUPTED)
        except UnknownName as error:
            _stop(ctx, str(error), USAGE, error)
        except LeadlabError as error:
            _stop(ctx, str(error), CANNOT_RUN_HERE, error)
        except OSError as error:
            if error.errno == errno.EPIPE:  # the reader of our output has gone: click knows
                raise
            _stop(ctx, _os_error_sentence(error), CANNOT_RUN_HERE, error)
        except Exception as error:  # noqa: BLE001 - the last door: a bug is told in one sentence too
            sentence = f"a fault in Leadlab itself ({type(error).__name__}: {error})."
            _stop(ctx, f"{sentence} `leadlab --verbose …` shows where.", OUR_FAULT, error)


def _os_error_sentence(error: OSError) -> str:
    what = error.strerror or str(error) or type(error).__name__
    return f"{error.filename}: {what}." if error.filename else f"{what}."


def _stop(ctx: click.Context, sentence: str, code: int, error: Exception | None = None) -> NoReturn:
    if error is not None and ctx.params.get("verbose"):
        raise error
    click.echo(f"leadlab: {sentence}", err=True)
    ctx.exit(code)


@click.group(
    cls=Commands,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="leadlab")
@click.option("--verbose", is_flag=True, help="Show the traceback when something goes wrong.")
def main(verbose: bool) -> None:
    """Leadlab, a flight simulator for tech leads.

    `leadlab COMMAND --help` explains a command and shows an example.
    """
