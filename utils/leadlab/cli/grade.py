"""`leadlab grade`: every submission of an assignment, shut in, on all cores or on a cluster."""

from __future__ import annotations

from pathlib import Path

import click

from leadlab.cli._grading import Summary, close, done_with_progress, options


@click.command(short_help="Grade what was handed in for an assignment.")
@options
@click.option(
    "--rerun",
    type=click.Choice(["failed", "changed", "all"]),
    help="Grade again as well: where a cell ran out of time or died; where the submission or "
    "the tests changed; everybody.",
)
def command(
    assignment: str,
    folder: Path,
    jobs: int | None,
    scheduler: str,
    students: str,
    allow_level: str,
    as_json: bool,
    rerun: str | None,
) -> None:
    """Grade what was handed in for an ASSIGNMENT of any nbgrader course with Python notebooks.

    Points, flags and comments go into nbgrader's gradebook, and the graded notebooks into
    autograded/, as `nbgrader autograde` does; formgrader goes on from there. Stopped at any
    moment, by whatever, the same command grades those that are missing.

    \b
    Exit codes: 0 all are graded; 1 some were refused or failed, and are named;
    3 it cannot go on here, for instance because the disk is full.

    \b
    Example:
      leadlab grade 01_decision_making
      leadlab grade ps1 --course ~/my_course --students "a*" --rerun changed
      leadlab grade ps1 --scheduler tcp://10.0.0.5:8786
    """  # noqa: D301 - click's mark for lines that keep their breaks
    from leadlab.grading.course import Course
    from leadlab.grading.records import Level
    from leadlab.grading.run import Options, Rerun, Run, level_for, not_run

    course = Course.read(folder)
    course.known(assignment)
    summary = Summary(assignment)
    chosen = Options(
        level=level_for(Level(allow_level), scheduler),
        students=students,
        rerun=Rerun(rerun) if rerun else None,
        jobs=jobs or 0,
        scheduler=scheduler,
    )
    for step in not_run(course):
        click.echo(f"The course's own step {step} of nbgrader's is not run.", err=True)
    with Run.opened(course, assignment, chosen) as run:
        if not run.folders:
            place = course.folder("submitted", assignment, "*")
            click.echo(f"Nothing was handed in: there is no {place}.", err=True)
        done_with_progress(run, summary, quiet=as_json)
    if as_json:
        click.echo(summary.as_json())
    else:
        for line in summary.lines():
            click.echo(line)
    close(summary)
