"""All that a run leaves, in a form in which two runs can be compared."""

from __future__ import annotations

from typing import Any

from nbgrader.api import Gradebook
from plain_course import ASSIGNMENT

from leadlab.grading.course import Course


def of(course: Course) -> dict[str, Any]:
    """Marks, flags, comments and files of everybody; no ids, which are drawn."""
    return {"marks": marks(course), "files": files(course)}


def marks(course: Course) -> dict[str, Any]:
    """What the gradebook says."""
    with Gradebook(course.gradebook_url, course.directory.course_id) as book:
        return {
            each.student.id: {
                notebook.name: (
                    {
                        grade.name: (grade.auto_score, grade.needs_manual_grade)
                        for grade in notebook.grades
                    },
                    {comment.name: comment.comment for comment in notebook.comments},
                )
                for notebook in each.notebooks
            }
            for each in book.assignment_submissions(ASSIGNMENT)
        }


def files(course: Course) -> dict[str, bytes]:
    """What lies under `autograded/`."""
    place = course.root / "autograded"
    return {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in sorted(place.rglob("*"))
        if path.is_file()
    }
