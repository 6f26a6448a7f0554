"""`leadlab feedback`: a page for each graded notebook, safe to open and to hand out."""

from __future__ import annotations

import time
from pathlib import Path

import click

from leadlab.cli import FAULTS


@click.command(short_help="Write the learners' feedback pages of a graded assignment.")
@click.argument("assignment")
@click.option(
    "--course",
    "folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=Path(),
    help="Course folder, with its nbgrader_config.py; the current one if not given.",
)
@click.option("--students", default="*", show_default=True, help="Pattern for students' ids.")
@click.option("--show-hidden-tests", is_flag=True, help="Show the hidden parts of tests as well.")
@click.option("--force", is_flag=True, help="Write pages that have not changed as well.")
def command(
    assignment: str, folder: Path, students: str, show_hidden_tests: bool, force: bool
) -> None:
    """Write the feedback pages of a graded ASSIGNMENT.

    They lie where nbgrader has its own, so that `nbgrader release_feedback ASSIGNMENT` hands them
    out. Marks and comments that people gave in formgrader are in them.

    \b
    Example:
      leadlab feedback 01_decision_making
      leadlab feedback ps1 --course ~/my_course --students "a*"
    """  # noqa: D301 - click's mark for lines that keep their breaks
    from leadlab.grading.course import Course
    from leadlab.grading.feedback import pages

    course = Course.read(folder)
    course.known(assignment)
    started, found = time.perf_counter(), []
    for page in pages(
        course, assignment, students, show_hidden_tests=show_hidden_tests, force=force
    ):
        found.append(page)
        if page.fault:
            click.echo(f"{page.student}/{page.notebook}: {page.fault}", err=True)
    seconds = time.perf_counter() - started
    written = [page for page in found if page.changed]
    same = [page for page in found if page.path and not page.changed]
    faults = [page for page in found if page.fault]
    click.echo(f"{len(written)} pages written, {len(same)} unchanged, in {seconds:.1f} s")
    if not found:
        place = course.folder("autograded", assignment, students)
        click.echo(f"There is nothing in {place}. Grade the assignment first.")
    if faults or not found:
        raise click.exceptions.Exit(FAULTS)
