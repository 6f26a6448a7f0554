"""The columns that GitHub, GitLab, Jira and our own tables give to the same thing.

Each name lists what it is called elsewhere, in the order of preference. `gh` prints names like
`createdAt`, the GitHub and GitLab interfaces `created_at`; Jira's spreadsheets have `Created`,
its JSON `fields.created`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from leadlab.errors import shortened
from leadlab.models.delivery import UnusableLog

Names = Mapping[str, tuple[str, ...]]
CREATED = ("created_at", "createdAt", "fields.created", "Created")
CLOSED = ("merged_at", "mergedAt", "closed_at", "closedAt", "fields.resolutiondate", "Resolved")
KEYS = ("iid", "number", "key", "Issue key", "id")
LABELS = ("labels", "fields.labels", "Labels")
KINDS = ("type", "issue_type", "fields.issuetype.name", "Issue Type")
STARTED_NAMES = {"in progress", "doing", "in development", "in arbeit", "started", "wip"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What one table is called in files, and its columns in ours and others' names."""

    files: tuple[str, ...]
    needs: Names
    may_have: Names


ITEMS = Shape(
    files=("items", "issues", "tickets", "cards", "jira", "board"),
    needs={"item": ("item", *KEYS), "finished_at": ("finished_at", *CLOSED)},
    may_have={
        "created_at": CREATED,
        "started_at": ("started_at", "startedAt", "Started", "In Progress"),
        "board": ("board", "fields.project.key", "Project key", "project"),
        "kind": ("kind", *KINDS),
    },
)
CHANGES = Shape(
    files=("changes", "commits", "pull", "pulls", "prs", "merge", "mrs"),
    needs={
        "change": ("change", "sha", "oid", *KEYS),
        "committed_at": (
            "committed_at", "committedDate", "commit.author.date", "authored_date", *CREATED,
        ),
    },
    may_have={
        "deployment": ("deployment",),
        "merged_at": ("merged_at", "mergedAt"),
        "commits": ("commits",),
    },
)  # fmt: skip
DEPLOYMENTS = Shape(
    files=("deployments", "deploys", "releases"),
    needs={
        "deployment": ("deployment", "tagName", "tag_name", *KEYS),
        "deployed_at": (
            "deployed_at", "finished_at", "deployable.finished_at", "publishedAt",
            "published_at", *CREATED,
        ),
    },
    may_have={
        "unplanned": ("unplanned",),
        "environment": ("environment.name", "environment"),
        "status": ("status", "state"),
    },
)  # fmt: skip
INCIDENTS = Shape(
    files=("incidents", "outages"),
    needs={"incident": ("incident", *KEYS), "started_at": ("started_at", *CREATED)},
    may_have={"resolved_at": ("resolved_at", *CLOSED), "deployment": ("deployment",)},
)
SHAPES = {
    "changes": CHANGES, "deployments": DEPLOYMENTS, "incidents": INCIDENTS, "items": ITEMS,
}  # fmt: skip


def table_of(name: str) -> str:
    """Which table a file holds, by its name; what is not known holds work items.

    >>> [table_of(name) for name in ("Pull_requests-2026", "gitlab_deployments", "jira (1)")]
    ['changes', 'deployments', 'items']
    """
    words = "".join(c if c.isalnum() else " " for c in name.lower()).split()
    for table, shape in SHAPES.items():
        if any(word == known or word == f"{known}s" for word in words for known in shape.files):
            return table
    return "items"


def take(rows: pd.DataFrame, table: str, where: str) -> pd.DataFrame:
    """Our columns of a table, from whatever they are called in the file.

    Where a row leaves the preferred column empty, the next one that has a value counts.

    Raises:
        UnusableLog: A column that is needed is there under no known name.
    """
    shape = SHAPES[table]
    found = pd.DataFrame(index=rows.index)
    for ours, names in {**shape.needs, **shape.may_have}.items():
        there = [name for name in names if name in rows]
        if not there and ours in shape.needs:
            raise UnusableLog(
                f"{where}: there is no column for {ours!r}; it may be called "
                f"{', '.join(names)}. The file has {shortened(', '.join(map(str, rows.columns)))}."
            )
        if there:
            column = rows[there[0]]
            for name in there[1:]:
                column = column.where(column.notna(), rows[name])
            found[ours] = column
    return found


def words_of(rows: pd.DataFrame, names: tuple[str, ...]) -> pd.Series[Any]:
    """Lower-case words in columns like labels and types, as one text a row."""
    texts = pd.Series("", index=rows.index)
    for name in names:
        if name in rows:
            texts = texts + " " + rows[name].map(_said)
    return texts.str.lower()


def _said(value: Any) -> str:
    if isinstance(value, list):
        return " ".join(map(_said, value))
    if isinstance(value, dict):
        return str(value.get("name", ""))
    return "" if value is None or value != value else str(value)


def first_started(rows: pd.DataFrame) -> pd.Series[Any] | None:
    """When Jira's history first moves each item to a status that means work; None without one."""
    if "changelog.histories" not in rows:
        return None
    started: Callable[[Any], str | None] = _first_move
    return rows["changelog.histories"].map(started)


def _first_move(histories: Any) -> str | None:
    moves = [
        str(each.get("created"))
        for each in (histories if isinstance(histories, list) else [])
        if isinstance(each, dict)
        for change in each.get("items") or []
        if isinstance(change, dict)
        and change.get("field") == "status"
        and str(change.get("toString", "")).strip().lower() in STARTED_NAMES
    ]
    return min(moves, default=None)
