"""`leadlab copies`: lessons as learners get them, without the notes for instructors."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from leadlab.cli.learn import course_folder
from leadlab.errors import LeadlabError

NOTES = "instructor"
"""Tag of the cells that learners' copies leave out."""
FOR_INSTRUCTORS = {"facilitation.md"}
LEFT_OUT = {".ipynb_checkpoints", "__pycache__"}


@click.command(short_help="Write learners' copies of the lessons, without the instructors' notes.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--course",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder that holds `course/`; found from here upward if not given.",
)
def command(folder: Path, course: Path | None) -> None:
    """Write learners' copies of the lessons into FOLDER.

    A file that is already there is left alone, so that nobody's work is overwritten.

    \b
    Example:
      leadlab copies ~/workshop
    """  # noqa: D301 - click's mark for lines that keep their breaks
    top = (course or course_folder(Path.cwd())) / "course"
    written, kept = 0, []
    for source in sorted(top.rglob("*")):
        name = source.relative_to(top)
        if source.is_dir() or source.name in FOR_INSTRUCTORS or LEFT_OUT & set(name.parts):
            continue
        target = folder / "course" / name
        if target.exists():
            kept.append(str(name))
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        copy(source, target)
        written += 1
    click.echo(f"{written} files written to {folder / 'course'}")
    for each in kept:
        click.echo(f"left alone, it is there already: {each}")


def copy(source: Path, target: Path) -> None:
    """Copy one file of the course; a notebook without its notes for instructors."""
    if source.suffix != ".ipynb":
        shutil.copyfile(source, target)
        return
    try:
        notebook = json.loads(source.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise LeadlabError(f"{source} cannot be read as a notebook: {error}.") from error
    text = json.dumps(without_notes(notebook), indent=1, ensure_ascii=False, sort_keys=True)
    target.write_text(text + "\n", encoding="utf-8")


def without_notes(notebook: Mapping[str, Any]) -> dict[str, Any]:
    """A notebook without the cells that are tagged for instructors.

    >>> cells = [{"metadata": {"tags": ["instructor"]}}, {"metadata": {}}]
    >>> without_notes({"cells": cells})
    {'cells': [{'metadata': {}}]}
    """
    cells = [
        cell
        for cell in notebook.get("cells", [])
        if NOTES not in cell.get("metadata", {}).get("tags", [])
    ]
    return {**notebook, "cells": cells}
