"""Delivery events and work items from files that GitHub, GitLab, Jira or a spreadsheet exported.

A folder may hold deployments, changes, incidents and items, each as CSV or JSON, told apart by
their names (`table_of`) and their columns (`SHAPES`). A single file holds what its name says.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from leadlab.errors import shortened
from leadlab.models.delivery import DeliveryLog, UnusableLog, delivery_log, item_table
from leadlab.models.delivery.events import TIMES, known_zone, utc
from leadlab.sources import shapes
from leadlab.sources.rows import SUFFIXES, read_rows
from leadlab.sources.times import iso
from leadlab.sources.wording import counted

SUCCEEDED = {"success", "succeeded", "successful", "active", "inactive", "deployed", ""}
PRODUCTION = ("production", "prod", "live")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Export:
    """What files held.

    Attributes:
        log: Changes, deployments and incidents; None where there were no deployments.
        items: Work items, as `item_table` has them; None where there were none.
        notes: What was assumed or left out, a sentence each.
    """

    log: DeliveryLog | None = None
    items: pd.DataFrame | None = None
    notes: tuple[str, ...] = field(default=())


def from_export(
    path: str | os.PathLike[str],
    *,
    since: object = None,
    until: object = None,
    zone: str = "UTC",
    environment: str | None = None,
    blame_hours: float = 24.0,
) -> Export:
    """Events and items from an exported file or a folder of them.

    >>> from_export("exports/2026-q3", zone="Europe/Berlin")  # doctest: +SKIP

    Args:
        path: A file, or a folder of files.
        since: Begin of the window.
        until: End of the window.
        zone: Name of the time zone in which days are counted, and of times that name none.
        environment: The environment that counts; without it, production where it is named.
        blame_hours: An incident that names no deployment is put down to the last one before it
            if that is no further away.
    """
    known_zone(zone)
    if not blame_hours >= 0:
        raise UnusableLog(f"blame_hours is {shortened(blame_hours)}, expected 0 or more.")
    notes: list[str] = []
    tables: dict[str, list[pd.DataFrame]] = {}
    for file in _files(Path(path).expanduser()):
        table = shapes.table_of(file.stem)
        rows = read_rows(file)
        for name, part in _split(rows, table, file.name, notes):
            tables.setdefault(name, []).append(_taken(part, name, file.name, zone))
    joined = {name: pd.concat(parts, ignore_index=True) for name, parts in tables.items()}
    log = None
    if "deployments" in joined:
        log = _log(joined, environment, blame_hours, since, until, zone, notes)
    elif "changes" in joined or "incidents" in joined:
        notes.append("There is no file of deployments, so that the five measures are not shown.")
    items = _items(joined["items"], zone, notes) if "items" in joined else None
    return Export(log=log, items=items, notes=tuple(notes))


def looks_exported(path: Path) -> bool:
    """Whether a folder holds files that are named like exports, and is no repository itself."""
    if not path.is_dir() or (path / ".git").exists() or (path / "HEAD").is_file():
        return False
    return any(file.suffix.lower() in SUFFIXES for file in path.iterdir() if file.is_file())


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise UnusableLog(f"There is no file or folder {path}.")
    found = sorted(
        file
        for file in path.iterdir()
        if file.is_file() and file.suffix.lower() in SUFFIXES and not file.name.startswith(".")
    )
    if not found:
        raise UnusableLog(
            f"{path} holds no file that ends in {', '.join(SUFFIXES)}; export deployments, "
            "changes, incidents or items into it."
        )
    return found


def _split(
    rows: pd.DataFrame, table: str, name: str, notes: list[str]
) -> Iterable[tuple[str, pd.DataFrame]]:
    """Items that are called incidents, by type or label, are incidents as well."""
    if not len(rows):
        notes.append(f"{name} holds no rows.")
        return
    yield table, rows
    if table == "items":
        words = shapes.words_of(rows, (*shapes.LABELS, *shapes.KINDS))
        broken = words.str.contains(r"\b(?:incident|outage)\b", regex=True)
        if broken.any():
            notes.append(
                f"{name}: {counted(int(broken.sum()), 'item')} by name or label an incident."
            )
            yield "incidents", rows[broken]


def _taken(rows: pd.DataFrame, table: str, name: str, zone: str) -> pd.DataFrame:
    found = shapes.take(rows, table, name)
    if table == "items" and "started_at" not in found:
        started = shapes.first_started(rows)
        if started is not None:
            found["started_at"] = started
    for column in found.columns.intersection([*TIMES, "merged_at"]):
        found[column] = utc(iso(found[column]), f"{name}: {column}", zone)
    for column in ("change", "deployment", "incident", "item"):
        if column in found:
            found[column] = found[column].map(_name)
    return found


def _name(value: Any) -> Any:
    """Ids as texts, so that 7, '7' and 7.0 of different files are the same."""
    if value is None or value != value:
        return None
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _log(
    joined: dict[str, pd.DataFrame],
    environment: str | None,
    blame_hours: float,
    since: object,
    until: object,
    zone: str,
    notes: list[str],
) -> DeliveryLog:
    deployed = _in_production(joined["deployments"], environment, notes)
    changes = joined.get("changes")
    if changes is None:
        changes = pd.DataFrame({"change": [], "committed_at": [], "deployment": []})
        notes.append("There is no file of changes, so that there is no lead time.")
    incidents = joined.get("incidents")
    if incidents is None:
        notes.append("There is no file of incidents: a fail rate of 0 says only that.")
    else:
        incidents = _blamed(incidents, deployed, blame_hours, notes)
    return delivery_log(
        _begun(_carried(changes, deployed, notes), notes), deployed, incidents,
        since=since, until=until, zone=zone, notes=notes,
    )  # fmt: skip


def _in_production(
    deployed: pd.DataFrame, environment: str | None, notes: list[str]
) -> pd.DataFrame:
    """Deployments that succeeded, in the environment that counts."""
    kept = deployed
    if "status" in kept:
        good = kept["status"].map(_said).isin(SUCCEEDED)
        if (~good).any():
            notes.append(f"Left out: {counted(int((~good).sum()), 'deployment')} without success.")
        kept = kept[good]
    if "environment" in kept:
        names = kept["environment"].map(_said)
        wanted = [environment.lower()] if environment else sorted({*PRODUCTION} & {*names})
        if environment and not names.isin(wanted).any():
            there = ", ".join(sorted(set(names))) or "none"
            raise UnusableLog(f"No deployment went to {environment!r}; there are: {there}.")
        if wanted:
            away = ~names.isin(wanted)
            if away.any():
                notes.append(
                    f"Left out: {counted(int(away.sum()), 'deployment')} to elsewhere than "
                    f"{' or '.join(wanted)}."
                )
            kept = kept[~away]
        else:
            notes.append("No environment is called production, so that all of them count.")
    if not len(kept):
        raise UnusableLog("No deployment is left to count; look at status and environment.")
    if "unplanned" not in kept:
        notes.append(
            "No column says which deployments were unplanned: a rework rate of 0 says only that."
        )
    return kept.drop(columns=["status", "environment"], errors="ignore").reset_index(drop=True)


def _said(value: Any) -> str:
    return "" if value is None or value != value else str(value).lower()


def _begun(changes: pd.DataFrame, notes: list[str]) -> pd.DataFrame:
    """A merge request begins with its first commit where the file lists its commits."""
    if "commits" not in changes:
        return changes
    first = changes["commits"].map(_first_commit)
    first = utc(iso(first), "changes: commits", "UTC")
    known = first.notna()
    if known.any():
        notes.append(f"Begun with the first commit: {counted(int(known.sum()), 'change')}.")
    begun = changes["committed_at"].where(~known, first)
    return changes.assign(committed_at=begun).drop(columns="commits")


def _first_commit(commits: Any) -> str | None:
    times = [
        str(each.get("authoredDate") or each.get("committedDate"))
        for each in (commits if isinstance(commits, list) else [])
        if isinstance(each, dict) and (each.get("authoredDate") or each.get("committedDate"))
    ]
    return min(times, default=None)


def _carried(changes: pd.DataFrame, deployed: pd.DataFrame, notes: list[str]) -> pd.DataFrame:
    """Where no deployment is named, the first one at or after the merge carried the change."""
    if "deployment" in changes:
        return changes.drop(columns="merged_at", errors="ignore")
    merged = changes["merged_at"] if "merged_at" in changes else changes["committed_at"]
    found = pd.Series([None] * len(changes), index=changes.index, dtype=object)
    order = deployed.sort_values("deployed_at", kind="stable")
    place = np.searchsorted(
        order["deployed_at"].to_numpy(), merged.dt.tz_convert("UTC").to_numpy(), side="left"
    )
    out = merged.notna().to_numpy() & (place < len(order))
    found[out] = order["deployment"].to_numpy()[place[out]]
    notes.append("A change is taken to be in the first deployment after it was merged.")
    gone = int(merged.isna().sum())
    if gone:
        notes.append(f"Not merged, and so not deployed: {counted(gone, 'change')}.")
    return changes.assign(deployment=found).drop(columns="merged_at", errors="ignore")


def _blamed(
    incidents: pd.DataFrame, deployed: pd.DataFrame, hours: float, notes: list[str]
) -> pd.DataFrame:
    """Incidents without a deployment of their own are put down to one shortly before them."""
    if "resolved_at" not in incidents:
        incidents = incidents.assign(resolved_at=None)
    if "deployment" in incidents:
        return incidents
    order = deployed.sort_values("deployed_at", kind="stable")
    times, begun = order["deployed_at"], incidents["started_at"]
    place = np.searchsorted(times.to_numpy(), begun.to_numpy(), side="right") - 1
    before = times.iloc[np.maximum(place, 0)].reset_index(drop=True)
    since = (begun.reset_index(drop=True) - before).dt.total_seconds() / 3_600
    near = np.asarray((place >= 0) & (since <= hours), dtype=bool)
    found = pd.Series([None] * len(incidents), index=incidents.index, dtype=object)
    found[near] = order["deployment"].to_numpy()[place[near]]
    notes.append(
        f"{int(near.sum()):,} of {len(incidents):,} incidents began within {hours:g} hours after a "
        "deployment, and are put down to it; nothing else says what caused them."
    )
    return incidents.assign(deployment=found)


def _items(items: pd.DataFrame, zone: str, notes: list[str]) -> pd.DataFrame:
    if "started_at" not in items:
        if "created_at" not in items:
            raise UnusableLog("items: there is neither a start nor a creation; give one of them.")
        notes.append("No start of work is known: an item's time begins when it was created.")
        items = items.assign(started_at=items["created_at"])
    else:
        unknown = items["started_at"].isna() & items["finished_at"].notna()
        if unknown.any() and "created_at" in items:
            found = counted(int(unknown.sum()), "item")
            notes.append(f"Without a start, so that creation is taken: {found}.")
            begun = items["started_at"].where(~unknown, items["created_at"])
            items = items.assign(started_at=begun)
    return item_table(items, zone=zone)
