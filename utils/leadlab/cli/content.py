"""`leadlab content`: check what the course is made of, see what covers what, keep heads in step."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from leadlab import catalog
from leadlab.catalog import Coverage, Lesson, Practice
from leadlab.cli import FAULTS
from leadlab.errors import ContentError, LeadlabError

TITLE_WIDTH = 34


@click.group(short_help="Check the course content, and show what covers which concept.")
def command() -> None:
    """Check the course content, and show what covers which concept.

    \b
    Example:
      leadlab content check
      leadlab content coverage --module 01_decision_making
      leadlab content sync --check
    """  # noqa: D301 - click's mark for lines that keep their breaks


@command.command()
@click.option("--json", "as_json", is_flag=True, help="Print the faults as JSON.")
def check(as_json: bool) -> None:
    """Print every fault of the content; exit with 1 if there is one.

    \b
    Example:
      leadlab content check --json
    """  # noqa: D301
    faults = catalog.faults()
    if as_json:
        click.echo(json.dumps([_as_data(fault) for fault in faults], indent=2, ensure_ascii=False))
    else:
        for fault in faults:
            click.echo(str(fault))
        click.echo(f"{len(faults)} faults" if faults else "no faults")
    if faults:
        raise click.exceptions.Exit(FAULTS)


def _as_data(fault: ContentError) -> dict[str, Any]:
    return {"file": fault.file, "line": fault.line, "path": fault.path, "fault": fault.fault}


@command.command()
@click.option("--module", "module_id", help="Only the concepts of one module.")
@click.option("--json", "as_json", is_flag=True, help="Print the table as JSON.")
def coverage(module_id: str | None, as_json: bool) -> None:
    """Print the concepts by module, where each is taught and what practises it.

    Exit with 1 if a concept of a finished module lacks a lesson or practice.

    \b
    Example:
      leadlab content coverage --module 01_decision_making
    """  # noqa: D301
    if module_id is not None:
        module_id = catalog.module(module_id).id
    rows = catalog.coverage(module_id, exercises=exercise_concepts())
    if as_json:
        click.echo(json.dumps([_row_data(row) for row in rows], indent=2, ensure_ascii=False))
    else:
        for module in catalog.course().modules:
            own = [row for row in rows if row.module == module.id]
            if own:
                click.echo(_table(f"{module.number:02} {module.title}", own))
    if gaps(rows):
        raise click.exceptions.Exit(FAULTS)


def exercise_concepts() -> Mapping[str, tuple[str, ...]]:
    """Concepts of every exercise, by its name."""
    from leadlab.checks.exercise import every

    return {each.name: tuple(each.concepts) for each in every()}


def gaps(rows: Sequence[Coverage]) -> tuple[str, ...]:
    """Concepts of finished modules that lack a lesson or practice, each as a sentence."""
    finished = {module.id for module in catalog.course().modules if module.finished}
    return tuple(
        f"{row.concept} ({row.title}) lacks {' and '.join(row.lacks)}"
        for row in rows
        if row.module in finished and row.lacks
    )


def _row_data(row: Coverage) -> dict[str, Any]:
    return {
        "concept": row.concept,
        "title": row.title,
        "module": row.module,
        "same_as": list(row.same_as),
        "taught_in": list(row.taught_in),
        "practised_by": [{"kind": each.kind, "name": each.name} for each in row.practised_by],
        "lacks": list(row.lacks),
    }


def _table(heading: str, rows: Sequence[Coverage]) -> str:
    covered = sum(not row.lacks for row in rows)
    lines = [f"{heading}: {covered} of {len(rows)} concepts taught and practised"]
    for row in rows:
        taught = ", ".join(name.partition("/")[2] for name in row.taught_in) or "-"
        taught += f" (one with {', '.join(row.same_as)})" if row.same_as else ""
        practised = "; ".join(_short(each, row.module) for each in row.practised_by) or "-"
        lines.append(f"  {row.concept}  {row.title:<{TITLE_WIDTH}.{TITLE_WIDTH}}  {taught}")
        lines.append(f"        {practised}")
    return "\n".join(lines) + "\n"


def _short(practice: Practice, module: str) -> str:
    """Practice without the module that the heading names already."""
    name = practice.name.removeprefix(f"{module}/").removeprefix(f"{module.partition('_')[2]}.")
    return f"{practice.kind} {name}"


@command.command()
@click.option(
    "--check", "only_check", is_flag=True, help="Compare only; exit with 1 if they differ."
)
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    help="Top of the repository; found from here upward if not given.",
)
def sync(only_check: bool, folder: Path | None) -> None:
    """Write each lesson's head from course.yaml into its notebook.

    \b
    Example:
      leadlab content sync --check
    """  # noqa: D301
    top = folder or top_of_repository(Path.cwd())
    stale = []
    for lesson in catalog.course().lessons:
        path = top / lesson.notebook
        if not path.is_file() or in_step(path, lesson):
            continue
        stale.append(lesson.notebook)
        if not only_check:
            write_head(path, lesson)
    for name in stale:
        click.echo(f"{name}: {'differs from course.yaml' if only_check else 'head written'}")
    if not stale:
        click.echo("all notebooks agree with course.yaml")
    if stale and only_check:
        raise click.exceptions.Exit(FAULTS)


@command.command()
@click.option(
    "--check", "only_check", is_flag=True, help="Compare only; exit with 1 if they differ."
)
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    help="Top of the repository; found from here upward if not given.",
)
def facts(only_check: bool, folder: Path | None) -> None:
    """Measure what the simulated team shows of published regularities, and store it.

    \b
    Example:
      leadlab content facts --check
    """  # noqa: D301
    from leadlab.catalog_facts import FILE, measured_facts

    path = (folder or top_of_repository(Path.cwd())) / "utils" / "leadlab" / "content" / FILE
    now = measured_facts()
    if path.is_file() and path.read_text(encoding="utf-8") == now:
        click.echo(f"{FILE} agrees with the model")
        return
    if only_check:
        click.echo(f"{FILE} differs from the model; run `leadlab content facts`")
        raise click.exceptions.Exit(FAULTS)
    path.write_text(now, encoding="utf-8")
    click.echo(f"{FILE} written")


def top_of_repository(start: Path) -> Path:
    """Nearest folder upward that holds `course/`."""
    for folder in (start, *start.parents):
        if (folder / "course").is_dir():
            return folder
    msg = f"No folder `course` in {start} or above it. Say where it lies with --folder."
    raise LeadlabError(msg)


def in_step(path: Path, lesson: Lesson) -> bool:
    """Whether a notebook's head says what the course says."""
    return bool(_read(path).get("metadata", {}).get("leadlab") == lesson.metadata())


def write_head(path: Path, lesson: Lesson) -> None:
    """Write the `leadlab` block of a notebook's metadata, and nothing else."""
    notebook = _read(path)
    notebook.setdefault("metadata", {})["leadlab"] = lesson.metadata()
    text = json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")


def _read(path: Path) -> dict[str, Any]:
    try:
        notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        msg = f"{path} cannot be read as a notebook: {error}. Restore it and run again."
        raise LeadlabError(msg) from error
    return notebook
