"""`leadlab regrade`: grade again after a test was mended, and say what that changed."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from leadlab.cli._grading import Summary, close, done_with_progress, options


@click.command(short_help="Grade again after a test was mended; say who changed, and why.")
@options
def command(
    assignment: str,
    folder: Path,
    jobs: int | None,
    scheduler: str,
    students: str,
    allow_level: str,
    as_json: bool,
) -> None:
    """Grade an ASSIGNMENT again with the tests that its source has now.

    Points that a person gave stay; learners who were graded before are compared, cell by cell.
    Mend the test in the source folder first. Nothing has to be released anew, as long as no
    graded cell was added or removed.

    \b
    Example:
      leadlab regrade 01_decision_making
      leadlab regrade ps1 --course ~/my_course --students "a*"
    """  # noqa: D301 - click's mark for lines that keep their breaks
    from leadlab.grading import regrade
    from leadlab.grading.course import Course
    from leadlab.grading.records import Level
    from leadlab.grading.run import Done, Options, Rerun, level_for

    course = Course.read(folder)
    course.known(assignment)
    summary, found = Summary(assignment), list[regrade.Change]()
    chosen = Options(
        level=level_for(Level(allow_level), scheduler),
        students=students,
        rerun=Rerun.ALL,
        jobs=jobs or 0,
        scheduler=scheduler,
        enter=True,
    )
    with regrade.opened(course, assignment, chosen) as (run, before):

        def compare(done: Done) -> None:
            found.extend(regrade.changes(run, done, before))

        done_with_progress(run, summary, quiet=as_json, also=compare)
    found.sort(key=lambda change: (change.student, change.notebook, change.cell))
    if as_json:
        click.echo(summary.as_json(changes=[asdict(change) for change in found]))
    else:
        for change in found:
            click.echo(str(change))
        changed = len({change.student for change in found})
        click.echo(f"{changed} of {summary.count('graded')} learners changed")
        for line in summary.lines():
            click.echo(line)
    close(summary)
