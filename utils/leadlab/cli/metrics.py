"""`leadlab metrics`: delivery measures of a git repository or of exported files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from leadlab.cli import FAULTS

if TYPE_CHECKING:
    from leadlab.sources.exports import Export

REPORT = "leadlab_metrics.html"


@click.command(short_help="Measure delivery, from a git repository or from exported files.")
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--deployments",
    default="auto",
    show_default=True,
    help="In git: 'tags', 'tags:v*', 'branch', 'branch:main', or 'auto'.",
)
@click.option("--clock", default="authored", show_default=True, help="'authored' or 'committed'.")
@click.option("--hotfix", default=None, help="Pattern for commits that mend production.")
@click.option("--environment", default=None, help="In exports: the environment that counts.")
@click.option("--since", default=None, help="Begin of the window, like 2026-01-01.")
@click.option("--until", default=None, help="End of the window.")
@click.option("--zone", default="UTC", show_default=True, help="Zone in which days are counted.")
@click.option(
    "--report",
    "to",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path(REPORT),
    show_default=True,
    help="Where the page with figures and definitions goes.",
)
@click.option("--no-report", is_flag=True, help="Print the table only.")
@click.option("--json", "as_json", is_flag=True, help="Print the measures as JSON.")
def command(
    path: Path, deployments: str, clock: str, hotfix: str | None, environment: str | None,
    since: str | None, until: str | None, zone: str, to: Path, no_report: bool, as_json: bool,
) -> None:  # fmt: skip
    """Print the delivery measures of PATH, with their intervals, and write a report.

    PATH is a folder in a git repository, or a file or folder of files that GitHub, GitLab, Jira or
    a spreadsheet exported. It is only read, and nothing leaves this machine.

    \b
    Examples:
      leadlab metrics . --deployments "tags:v*" --since 2026-01-01
      leadlab metrics exports/ --zone Europe/Berlin
    """  # noqa: D301 - click's mark for lines that keep their breaks
    from leadlab.errors import LeadlabError
    from leadlab.reports.delivery import report

    window = _Window(since, until, zone)
    try:
        found = _found(path, window, (deployments, clock, hotfix), environment)
        notes = [*found.notes, *(found.log.notes if found.log is not None else ())]
        if not no_report:
            title = f"Delivery of {path.resolve().name}"
            place = report(found.log, items=found.items, to=to, title=title, notes=found.notes)
            click.echo(f"Report: {place}", err=True)
        _show(found, notes, as_json=as_json)
    except LeadlabError as error:
        click.echo(str(error), err=True)
        raise click.exceptions.Exit(FAULTS) from error


class _Window(NamedTuple):
    since: str | None
    until: str | None
    zone: str


def _found(
    path: Path, window: _Window, rules: tuple[str, str, str | None], environment: str | None
) -> Export:
    """From the files if there are any that could be exports, and else from git."""
    from leadlab.sources.exports import Export, from_export, looks_exported
    from leadlab.sources.git_rules import GitRules, from_git

    since, until, zone = window
    if path.is_file() or looks_exported(path):
        return from_export(path, since=since, until=until, zone=zone, environment=environment)
    deployments, clock, hotfix = rules
    chosen = GitRules(deployments=deployments, clock=clock)
    if hotfix is not None:
        chosen = replace(chosen, hotfix=hotfix)
    return Export(log=from_git(path, rules=chosen, since=since, until=until, zone=zone))


def _show(found: Export, notes: list[str], *, as_json: bool) -> None:
    import json

    from leadlab.models import delivery
    from leadlab.reports.delivery_sections import measure_rows

    measured = delivery.measures(found.log) if found.log is not None else None
    flow = delivery.flow_measures(found.items) if found.items is not None else None
    if as_json:
        held = {
            "measures": json.loads(measured.table().to_json(orient="index")) if measured else None,
            "flow": json.loads(flow.reset_index().to_json(orient="records"))
            if flow is not None
            else None,
            "notes": notes,
        }
        click.echo(json.dumps(held, indent=2, ensure_ascii=False))
        return
    if found.log is not None and measured is not None:
        click.echo(repr(found.log))
        for name, value, interval, count, _ in measure_rows(measured):
            click.echo(f"{name:<34}{value:<20}{interval:<28}{count}")
    if flow is not None and found.items is not None:
        click.echo(f"{len(found.items):,} work items")
        for (name, share), row in zip(flow.index, flow.itertuples(), strict=True):
            value = f"{row.value:.1f} d"
            click.echo(f"{f'{name}, {share:.0%} of items':<34}{value:<20}"
                       f"[{row.low:.1f} d, {row.high:.1f} d]")  # fmt: skip
    if notes:
        click.echo("\nWhat was assumed")
    for note in dict.fromkeys(notes):
        click.echo(f"- {note}")
