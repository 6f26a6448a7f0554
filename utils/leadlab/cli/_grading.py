"""What `leadlab grade` and `leadlab regrade` share: options, progress, the summary."""

from __future__ import annotations

import io
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leadlab.cli import CANNOT_RUN_HERE, FAULTS
from leadlab.errors import LeadlabError

if TYPE_CHECKING:
    from leadlab.grading.run import Done, Run

MOST_LINES = 20

OPTIONS: tuple[Callable[..., Any], ...] = (
    click.argument("assignment"),
    click.option(
        "--course",
        "folder",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        default=Path(),
        help="Course folder, with its nbgrader_config.py; the current one if not given.",
    ),
    click.option(
        "--jobs", type=click.IntRange(min=1), help="Processes; one for each core if not given."
    ),
    click.option(
        "--scheduler", default="", help="Grade on the Dask cluster of this scheduler's address."
    ),
    click.option("--students", default="*", show_default=True, help="Pattern for students' ids."),
    click.option(
        "--allow-level",
        type=click.Choice(["B", "C", "D"]),
        default="B",
        show_default=True,
        help="The least isolation level at which submissions are run.",
    ),
    click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON."),
)


def options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that both commands have."""
    for option in reversed(OPTIONS):
        function = option(function)
    return function


class Summary:
    """What a run came to."""

    def __init__(self, assignment: str) -> None:
        self.assignment = assignment
        self.done: list[dict[str, Any]] = []
        self.stages: Counter[str] = Counter()
        self.kept = 0
        self.stopped = ""
        self.started = time.monotonic()
        self.seconds = 0.0

    def take(self, done: Done) -> None:
        """Count one learner; what is large is not kept."""
        scores = [score or 0.0 for each in done.scores.values() for score in each.values()]
        row: dict[str, Any] = {"student": done.student, "outcome": done.outcome.value}
        if done.level is not None:
            row |= {"level": done.level.value, "points": sum(scores), "needs_manual": done.waits}
        for name, value in (
            ("sentence", done.sentence),
            ("notes", list(done.notes)),
            ("forgeable", list(done.forgeable)),
        ):
            if value:
                row[name] = value
        self.done.append(row)
        for stage, seconds in done.stages.items():
            self.stages[stage] += seconds  # type: ignore[assignment]  # typeshed counts in int

    def count(self, outcome: str) -> int:
        """How many learners came to this."""
        return sum(row["outcome"] == outcome for row in self.done)

    @property
    def whole(self) -> bool:
        """Whether everybody was graded."""
        return not self.stopped and self.count("graded") == len(self.done)

    def as_json(self, **more: Any) -> str:
        """The summary for programs."""
        levels = Counter(row["level"] for row in self.done if "level" in row)
        counts = {name: self.count(name) for name in ("graded", "refused", "failed")}
        waiting = sum(row.get("needs_manual", False) for row in self.done)
        whole: dict[str, Any] = {
            "assignment": self.assignment,
            **counts,
            "needs_manual": waiting,
            "kept": self.kept,
            "levels": dict(sorted(levels.items())),
            "seconds": round(self.seconds, 3),
            "stages": {name: round(seconds, 3) for name, seconds in self.stages.items()},
            "students": sorted(self.done, key=lambda row: str(row["student"])),
        }
        if self.stopped:
            whole["stopped"] = self.stopped
        return json.dumps(whole | more, indent=1, ensure_ascii=False)

    def lines(self) -> Iterable[str]:
        """The summary for people."""
        found: Mapping[str, Any] = json.loads(self.as_json())
        rate = found["graded"] / self.seconds if self.seconds > 0 else 0.0
        yield (
            f"{found['graded']} graded, {found['needs_manual']} of them wait for a person; "
            f"{found['refused']} refused, {found['failed']} failed, "
            f"{self.kept} graded before and kept; in {self.seconds:.1f} s, {rate:.1f} a second"
        )
        for level, number in found["levels"].items():
            yield f"isolation level {level}: {number}"
        forgeable = Counter(test for row in self.done for test in row.get("forgeable", ()))
        for test, number in sorted(forgeable.items()):
            yield (
                f"The test {test} had to be judged where the learners' code runs, for {number} "
                "of them: a learner could forge its points."
            )


def done_with_progress(
    run: Run, summary: Summary, *, quiet: bool, also: Callable[[Done], None] = lambda _: None
) -> None:
    """Have a run done, with a bar where somebody looks; a fault of this machine ends it."""
    summary.kept = run.kept
    started = time.monotonic()

    def rate(_: object) -> str:
        seconds = max(time.monotonic() - started, 1e-9)
        return f"{len(summary.done) / seconds:.1f} a second"

    bar = click.progressbar(
        run,
        len(run),
        label="Grading",
        show_pos=True,
        item_show_func=rate,
        file=io.StringIO() if quiet else sys.stderr,
    )
    try:
        with bar as progress:
            for done in progress:
                summary.take(done)
                also(done)
    except LeadlabError as error:
        summary.stopped = str(error)
    except OSError as error:
        what = error.strerror or type(error).__name__
        summary.stopped = f"{error.filename or 'a file'}: {what}. Run the same command again."
    summary.seconds = time.monotonic() - started


def close(summary: Summary) -> None:
    """Say what a person has to know, and end with the exit status."""
    troubles = [
        str(row["sentence"]) for row in summary.done if row["outcome"] in {"refused", "failed"}
    ]
    notes = [f"{row['student']}: {note}" for row in summary.done for note in row.get("notes", ())]
    for lines in (troubles, notes):
        for line in lines[:MOST_LINES]:
            click.echo(line, err=True)
        if len(lines) > MOST_LINES:
            click.echo(f"... and {len(lines) - MOST_LINES} more; --json has all.", err=True)
    if summary.stopped:
        click.echo(f"leadlab: {summary.stopped}", err=True)
        raise click.exceptions.Exit(CANNOT_RUN_HERE)
    if not summary.whole:
        raise click.exceptions.Exit(FAULTS)
