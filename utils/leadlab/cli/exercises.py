"""`leadlab exercises`: derive what learners get from what authors write, or compare the two."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from leadlab.cli import FAULTS
from leadlab.errors import LeadlabError, UnknownName

SOURCE = "solutions"
RELEASE = "exercises"
CONFIG = "nbgrader_config.py"
IGNORED = {".ipynb_checkpoints", "__pycache__"}


@click.command(short_help="Derive exercises/ from solutions/, or check that they agree.")
@click.argument("assignments", nargs=-1)
@click.option(
    "--check", "only_check", is_flag=True, help="Compare only; exit with 1 if they differ."
)
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Top of the repository; found from here upward if not given.",
)
def command(assignments: tuple[str, ...], only_check: bool, folder: Path | None) -> None:
    """Derive the ASSIGNMENTS, or all of them, from solutions/ into exercises/.

    \b
    Example:
      leadlab exercises
      leadlab exercises 01_decision_making --check
    """  # noqa: D301 - click's mark for lines that keep their breaks
    top = (folder or top_of_course(Path.cwd())).resolve()
    names = chosen(top, assignments)
    with tempfile.TemporaryDirectory(prefix="leadlab-exercises-") as scratch:
        fresh = Path(scratch)
        with click.progressbar(
            names, label="deriving", item_show_func=lambda name: name or "", file=sys.stderr
        ) as bar:
            for name in bar:
                derive(top, name, fresh)
        wanted = files(fresh, names)
        differing = differences(files(top / RELEASE, None if not assignments else names), wanted)
        for path, what in differing.items():
            click.echo(f"{RELEASE}/{path}: {what if only_check else 'written'}")
        if differing and not only_check:
            write(top / RELEASE, wanted, tuple(differing))
    if not differing:
        click.echo(f"{RELEASE}/ agrees with {SOURCE}/")
    if differing and only_check:
        click.echo(f"Run `make exercises`, and commit {RELEASE}/.")
        raise click.exceptions.Exit(FAULTS)


def top_of_course(start: Path) -> Path:
    """Nearest folder upward that holds the sources and nbgrader's configuration."""
    for folder in (start, *start.parents):
        if (folder / SOURCE).is_dir() and (folder / CONFIG).is_file():
            return folder
    msg = f"No folder with {SOURCE}/ and {CONFIG} in {start} or above it. Name it with --folder."
    raise LeadlabError(msg)


def chosen(top: Path, assignments: tuple[str, ...]) -> tuple[str, ...]:
    """Assignments that were named, or all that there are."""
    known = sorted({path.parent.name for path in (top / SOURCE).glob("*/*.ipynb")})
    if not known:
        raise LeadlabError(f"There is no notebook in {top / SOURCE}/*/, so nothing to derive.")
    for name in assignments:
        if name not in known:
            raise UnknownName("assignment", name, known)
    return tuple(assignments) or tuple(known)


def derive(top: Path, name: str, into: Path) -> None:
    """Let nbgrader derive one assignment into a folder."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "nbgrader", "generate_assignment", name),
            *("--no-db", "--force"),
            f"--CourseDirectory.root={top}",
            f"--CourseDirectory.release_directory={into}",
        ],
        cwd=top,
        env={**os.environ, "JUPYTER_PLATFORM_DIRS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode or not any((into / name).glob("*.ipynb")):
        said = [line for line in done.stderr.splitlines() if line.strip()]
        last = said[-1] if said else "it said nothing"
        raise LeadlabError(f"nbgrader could not derive {name}: {last[:300]}")


def files(folder: Path, assignments: tuple[str, ...] | None) -> dict[str, bytes]:
    """Contents of the files of assignments, by their path in the folder."""

    def wanted() -> Iterator[tuple[str, bytes]]:
        for path in sorted(folder.rglob("*")):
            parts = path.relative_to(folder).parts
            if not path.is_file() or len(parts) < 2 or IGNORED.intersection(parts):
                continue
            if assignments is None or parts[0] in assignments:
                yield "/".join(parts), path.read_bytes()

    return dict(wanted())


def differences(seen: Mapping[str, bytes], wanted: Mapping[str, bytes]) -> dict[str, str]:
    """What differs, by path, in order.

    >>> differences({"a": b"1", "b": b"2"}, {"b": b"3", "c": b"4"})
    {'a': 'has no source', 'b': 'differs from its source', 'c': 'is missing'}
    """
    found = {path: "has no source" for path in seen if path not in wanted}
    for path, content in wanted.items():
        if path not in seen:
            found[path] = "is missing"
        elif seen[path] != content:
            found[path] = "differs from its source"
    return dict(sorted(found.items()))


def write(folder: Path, wanted: Mapping[str, bytes], paths: tuple[str, ...]) -> None:
    """Bring the files at these paths to what is wanted; a file without source goes."""
    for path in paths:
        place = folder / path
        if path in wanted:
            place.parent.mkdir(parents=True, exist_ok=True)
            fresh = place.with_name(f"{place.name}.new")
            fresh.write_bytes(wanted[path])
            fresh.replace(place)
        else:
            place.unlink()
            if not any(place.parent.iterdir()):
                shutil.rmtree(place.parent)
