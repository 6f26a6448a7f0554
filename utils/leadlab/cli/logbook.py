"""`leadlab logbook`: where the learner's own data lies, what is in it, take it out and in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from leadlab.errors import LeadlabError, shortened
from leadlab.logbook import Logbook, open_logbook
from leadlab.logbook_file import default_place


@click.group(short_help="See, export and import what you did in the course.")
def command() -> None:
    """See, export and import what you did in the course.

    \b
    Example:
      leadlab logbook where
      leadlab logbook export my_logbook.json
      leadlab logbook import my_logbook.json
    """  # noqa: D301 - click's mark for lines that keep their breaks


@command.command()
def where() -> None:
    """Print the path of the logbook; LEADLAB_HOME moves it.

    \b
    Example:
      leadlab logbook where
    """  # noqa: D301 - as above
    click.echo(str(default_place()))


@command.command()
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
def show(as_json: bool) -> None:
    """Print what the logbook holds, in numbers.

    \b
    Example:
      leadlab logbook show
    """  # noqa: D301 - as above
    book = _book()
    counts: dict[str, Any] = {"place": str(book.place or ""), "learner": book.learner()}
    counts |= {table: len(rows) for table, rows in book.export()["tables"].items()}
    counts["passed"] = len({each.exercise for each in book.attempts() if each.status == "passed"})
    if as_json:
        click.echo(json.dumps(counts, indent=2, ensure_ascii=False))
        return
    click.echo(str(book))
    if book.learner():
        click.echo(f"Learner: {book.learner()}")
    click.echo(f"Exercises passed: {counts['passed']}")
    click.echo(f"Card reviews: {counts['card_reviews']}, forecasts: {counts['forecasts']}")


@command.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
def export_(file: Path | None) -> None:
    """Write the whole logbook as JSON, to FILE or to the screen.

    \b
    Example:
      leadlab logbook export my_logbook.json
    """  # noqa: D301 - as above
    text = json.dumps(_book().export(), indent=1, ensure_ascii=False)
    if file is None:
        click.echo(text)
        return
    file.write_text(text + "\n", encoding="utf-8")
    click.echo(f"Written to {file}.")


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_(file: Path) -> None:
    """Add an exported logbook to this one; what is there already stays.

    \b
    Example:
      leadlab logbook import my_logbook.json
    """  # noqa: D301 - as above
    book = _book()
    if book.in_memory:
        raise LeadlabError(book.notice)
    added = book.take_in(_read(file))
    told = ", ".join(f"{count} {table}" for table, count in added.items() if count)
    click.echo(f"Taken in: {told or 'nothing new'}.".replace("_", " "))


def _read(file: Path) -> Mapping[str, Any]:
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as fault:
        raise LeadlabError(f"{file} is no JSON: {shortened(str(fault))}.") from fault
    if not isinstance(data, dict):
        raise LeadlabError(f"{file} is no exported logbook.")
    return data


def _book() -> Logbook:
    """The logbook; what it has to say goes to the error stream, away from the JSON."""
    book = open_logbook()
    if book.notice:
        click.echo(book.notice, err=True)
    return book
