"""The head and the foot of a lesson, rendered from the course's one list."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from typing import Any

from leadlab.views.markup import Card, bullets, escape, inline, minutes_text, prose


def lesson_head(
    lesson: Any, *, prerequisites: Iterable[str] = (), concepts: Mapping[str, str] | None = None
) -> Card:
    """Say what a lesson is for, how long it takes and what it builds on.

    Args:
        lesson: A `catalog.Lesson`.
        prerequisites: Titles of the lessons that come before.
        concepts: Concept id to title, in the lesson's order.
    """
    outcomes = [f"{outcome.verb} {outcome.what}" for outcome in lesson.outcomes]
    before = ", ".join(prerequisites)
    time = minutes_text(lesson.minutes)
    body = f"<h2>{escape(lesson.title)}</h2><p>About {time}. Afterwards you can</p>"
    body += bullets(outcomes)
    if before:
        body += f'<p class="leadlab-soft">Builds on: {escape(before)}.</p>'
    if concepts:
        items = bullets(f"{title} ({key})" for key, title in concepts.items())
        body += (
            '<details><summary data-lm-suppress-shortcuts="true">Ideas in this lesson</summary>'
            f"{items}</details>"
        )
    plain = [f"{lesson.title} (about {time})", "Afterwards you can"]
    plain += [f"  - {each}" for each in outcomes]
    plain += [f"Builds on: {before}."] if before else []
    return Card(plain="\n".join(plain), body=body, kind="quiet")


def lesson_foot(lesson: Any, *, next_lesson: Any = None) -> Card:
    """Say what to keep from a lesson, what to do on Monday and where to go next.

    Args:
        lesson: A `catalog.Lesson`.
        next_lesson: The `catalog.Lesson` that follows, if there is one.
    """
    body = f"<h3>Key points</h3>{bullets(lesson.key_points, ordered=True)}"
    plain = ["Key points", *(f"  {n}. {each}" for n, each in enumerate(lesson.key_points, 1))]
    if lesson.monday:
        body += f"<h3>Monday</h3>{prose(lesson.monday)}"
        plain += ["Monday", f"  {lesson.monday}"]
    if lesson.terms:
        rows = "".join(
            f"<li><strong>{inline(each.term)}</strong>: {inline(each.meaning)}</li>"
            for each in lesson.terms
        )
        body += f"<h3>Terms</h3><ul>{rows}</ul>"
        plain += ["Terms", *(f"  {each.term}: {each.meaning}" for each in lesson.terms)]
    if lesson.reading:
        items = [f"{each.text}. {each.why}" if each.why else each.text for each in lesson.reading]
        body += f"<h3>To read</h3>{bullets(items)}"
        plain += ["To read", *(f"  - {each}" for each in items)]
    if next_lesson is not None:
        line = f"{next_lesson.title}, about {minutes_text(next_lesson.minutes)}"
        # relative to this notebook, so that JupyterLab opens it in a tab
        there = posixpath.relpath(next_lesson.notebook, posixpath.dirname(lesson.notebook))
        body += f'<h3>Next</h3><p><a href="{escape(there)}">{escape(line)}</a></p>'
        plain += [f"Next: {line}: {next_lesson.notebook}"]
    return Card(plain="\n".join(plain), body=body, kind="quiet")
