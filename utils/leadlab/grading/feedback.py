"""Feedback pages: one file for each graded notebook, where nbgrader writes its own.

They are made from what grading left: the autograded notebook and the gradebook, with the marks
and comments of people. `nbgrader release_feedback` hands them out.
"""

from __future__ import annotations

import base64
import fnmatch
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup
from nbgrader.utils import parse_utc

from leadlab.grading.assignment import NOTEBOOK
from leadlab.grading.course import Course
from leadlab.grading.feedback_marks import Marks, read_marks
from leadlab.grading.feedback_page import Page, Status, page_of
from leadlab.grading.feedback_secrets import Secrets
from leadlab.grading.intake import folders, is_safe, regular
from leadlab.grading.reading import Unreadable

WITH_PAGES = ("timestamp.txt", "submission_secret.txt")
"""What `nbgrader release_feedback` reads beside the pages."""
LARGEST = 60_000_000
"""Bytes of an autograded notebook that are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What became of one page."""

    student: str
    notebook: str
    path: Path | None = None
    changed: bool = False
    fault: str = ""
    """Why there is no page; a sentence for the instructor."""


def pages(
    course: Course,
    assignment: str,
    students: str = "*",
    *,
    show_hidden_tests: bool = False,
    force: bool = False,
) -> Iterator[Written]:
    """Write the pages of an assignment, and say of each what became of it.

    A page is written where it differs from what is there, and always with `force`.
    """
    marks = read_marks(course, assignment)
    secrets = Secrets.by_settings(course.config, show=show_hidden_tests)
    for student, folder in sorted(folders(course, assignment, "autograded").items()):
        if not fnmatch.fnmatchcase(student, students):
            continue
        if not is_safe(student):
            yield Written(student=ascii(student), notebook="", fault="The id cannot be used.")
            continue
        for path in sorted(folder.glob(f"*{NOTEBOOK}")):
            yield _write(course, assignment, student, path, marks, secrets, force=force)
        _copy_beside(folder, course.folder("feedback", assignment, student))


def render(page: Page) -> str:
    """The page as one HTML file."""
    return _template().render(page=page, style=_style(), policy=_policy(), statuses=Status)


def _write(
    course: Course,
    assignment: str,
    student: str,
    path: Path,
    marks: Mapping[tuple[str, str], Marks],
    secrets: Secrets,
    *,
    force: bool,
) -> Written:
    name = path.stem
    try:
        document = _read(path)
        own = marks[student, name]
    except KeyError:
        fault = "The gradebook has no marks for it. Grade it first."
        return Written(student=student, notebook=name, fault=fault)
    except (OSError, Unreadable, ValueError, RecursionError) as error:
        fault = f"{path} cannot be read: {error}. Grade it again."
        return Written(student=student, notebook=name, fault=fault)
    page = page_of(document, own, secrets, student=student, notebook=name)
    page.submitted = _submitted(path.parent)
    content = render(page).encode("utf-8", "replace")
    target = course.folder("feedback", assignment, student) / f"{name}.html"
    changed = force or not target.is_file() or target.read_bytes() != content
    if changed:
        replace(target, content)
    return Written(student=student, notebook=name, path=target, changed=changed)


def replace(target: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.new")
    fresh.write_bytes(content)
    fresh.replace(target)


def _read(path: Path) -> dict[str, Any]:
    content = regular(path, LARGEST)
    document = json.loads(content)
    if not isinstance(document, dict) or not isinstance(document.get("cells"), list):
        raise ValueError("it has no cells")
    return document


def _submitted(folder: Path) -> str:
    try:
        text = regular(folder / WITH_PAGES[0], 1_000).decode("utf-8", "replace").strip()
        return f"{parse_utc(text):%Y-%m-%d %H:%M} UTC" if text else ""
    except (OSError, Unreadable, ValueError, OverflowError):
        return ""


def _copy_beside(folder: Path, target: Path) -> None:
    for name in WITH_PAGES:
        try:
            content = regular(folder / name, 10_000)
        except (OSError, Unreadable):
            continue
        if target.is_dir() and not (target / name).exists():
            replace(target / name, content)


@cache
def _template() -> jinja2.Template:
    loader = jinja2.PackageLoader("leadlab.grading", "")
    undefined = jinja2.StrictUndefined
    return jinja2.Environment(loader=loader, autoescape=True, undefined=undefined).get_template(
        "feedback.html.j2"
    )


@cache
def _style() -> Markup:
    text = resources.files("leadlab.grading").joinpath("feedback.css").read_text("utf-8")
    return Markup(text)


@cache
def _policy() -> str:
    """Nothing may run, load or be sent; this style sheet and pictures in the page are allowed."""
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    rules = {
        "default-src": "'none'",
        "img-src": "data:",
        "style-src": f"'sha256-{digest}'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())
