"""The tables of events that delivery measures are worked out from, and what is wrong with them.

Times are kept as UTC; the zone in which days and weeks are counted belongs to the log.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
import numpy.typing as npt
import pandas as pd

from leadlab.errors import LeadlabError, shortened

FloatArray = npt.NDArray[np.float64]
CHANGES = ("change", "committed_at", "deployment")
DEPLOYMENTS = ("deployment", "deployed_at", "unplanned")
INCIDENTS = ("incident", "started_at", "resolved_at", "deployment")
ITEMS = ("item", "created_at", "started_at", "finished_at")
TIMES = {
    "committed_at", "deployed_at", "started_at", "resolved_at", "created_at", "finished_at"
}  # fmt: skip
MAY_BE_OPEN = {"resolved_at", "started_at", "finished_at"}  # of an item; an incident has begun


class UnusableLog(LeadlabError, ValueError):  # noqa: N818 - reads as a sentence when raised
    """A table of events that cannot be read, with the table, the column and the row."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DeliveryLog:
    """What was committed, deployed and broken between two times; made by `delivery_log`.

    Attributes:
        changes: change, committed_at, deployment (missing: never deployed).
        deployments: deployment, deployed_at, unplanned (it came because of an incident).
        incidents: incident, started_at, resolved_at (missing: open), deployment (that caused it).
        since: Begin of the window, UTC.
        until: End of the window, UTC; what is later is left out.
        zone: Where days and weeks begin.
        notes: What was left out or put right on the way in, a sentence each.
    """

    changes: pd.DataFrame
    deployments: pd.DataFrame
    incidents: pd.DataFrame
    since: pd.Timestamp
    until: pd.Timestamp
    zone: str = "UTC"
    notes: tuple[str, ...] = field(default=())

    @property
    def days(self) -> float:
        """Length of the window in days."""
        return float((self.until - self.since) / pd.Timedelta(days=1))

    @property
    def failed(self) -> pd.Series[Any]:
        """Whether each deployment caused an incident."""
        caused = set(self.incidents["deployment"].dropna())
        return self.deployments["deployment"].isin(caused)

    def __repr__(self) -> str:
        return (
            f"DeliveryLog({len(self.changes):,} changes, {len(self.deployments):,} deployments, "
            f"{len(self.incidents):,} incidents, {self.days:.0f} days)"
        )


def delivery_log(
    changes: pd.DataFrame,
    deployments: pd.DataFrame,
    incidents: pd.DataFrame | None = None,
    *,
    since: object = None,
    until: object = None,
    zone: str = "UTC",
    notes: Iterable[str] = (),
) -> DeliveryLog:
    """A log from three tables, in any order of rows, with further columns kept.

    Without `since` and `until` the window runs from the first to the last event.
    Deployments outside it are left out, with their changes; so are changes that were committed
    after it. A time without a zone is taken to be in `zone`.

    >>> changes = pd.DataFrame({"change": ["a"], "committed_at": ["2026-03-02T09:00Z"],
    ...                         "deployment": ["d1"]})
    >>> deployments = pd.DataFrame({"deployment": ["d1"], "deployed_at": ["2026-03-03T09:00Z"]})
    >>> delivery_log(changes, deployments)
    DeliveryLog(1 changes, 1 deployments, 0 incidents, 1 days)

    Args:
        changes: Columns change, committed_at, deployment.
        deployments: Columns deployment, deployed_at and, where known, unplanned.
        incidents: Columns incident, started_at, resolved_at, deployment.
        since: Begin of the window.
        until: End of the window.
        zone: Name of the time zone in which days are counted, like Europe/Berlin.
        notes: Sentences about how the tables came about.
    """
    known_zone(zone)
    if "unplanned" not in deployments:
        deployments = deployments.assign(unplanned=False)
    if incidents is None:
        incidents = pd.DataFrame({name: [] for name in INCIDENTS})
    changed = _table(changes, CHANGES, "changes", zone)
    deployed = _table(deployments, DEPLOYMENTS, "deployments", zone)
    broken = _table(incidents, INCIDENTS, "incidents", zone)
    deployed["unplanned"] = _truths(deployed["unplanned"])
    _known(changed, deployed, "changes")
    _known(broken, deployed, "incidents")
    _order(broken, "started_at", "resolved_at", "incidents")
    begin, end = _window([changed, deployed, broken], since, until, zone)
    said = list(notes)
    deployed, outside = _inside(deployed, "deployed_at", begin, end, "deployments", said)
    gone = changed["deployment"].isin(outside) | (changed["committed_at"] > end)
    if int(gone.sum()) and not outside:
        said.append(f"{int(gone.sum()):,} changes were committed after the window, and left out.")
    broken, _ = _inside(broken, "started_at", begin, end, "incidents", said)
    broken.loc[broken["resolved_at"] > end, "resolved_at"] = pd.NaT
    broken.loc[broken["deployment"].isin(outside), "deployment"] = None
    return DeliveryLog(
        changes=changed[~gone].reset_index(drop=True),
        deployments=deployed.reset_index(drop=True),
        incidents=broken.reset_index(drop=True),
        since=begin, until=end, zone=zone, notes=tuple(said),
    )  # fmt: skip


def item_table(items: pd.DataFrame, *, zone: str = "UTC") -> pd.DataFrame:
    """Work items in order of their start: item, created_at, started_at, finished_at, and the rest.

    Where `created_at` is missing it is taken to be the start. Open times are missing.

    >>> item_table(pd.DataFrame({"item": [7], "started_at": ["2026-03-02"],
    ...                          "finished_at": ["2026-03-05"]}))["created_at"].dt.day.tolist()
    [2]
    """
    known_zone(zone)
    if "created_at" not in items and "started_at" in items:
        items = items.assign(created_at=items["started_at"])
    table = _table(items, ITEMS, "items", zone)
    table["created_at"] = table["created_at"].fillna(table["started_at"])
    _order(table, "started_at", "finished_at", "items")
    _order(table, "created_at", "finished_at", "items")
    missing = table["finished_at"].notna() & table["started_at"].isna()
    if missing.any():
        raise UnusableLog(
            f"items: row {int(missing.to_numpy().argmax()) + 1} was finished and never started; "
            "give its `started_at`."
        )
    return table.sort_values("started_at", kind="stable").reset_index(drop=True)


def days_between(start: pd.Series[Any], end: pd.Series[Any] | pd.Timestamp) -> FloatArray:
    """Days from the one to the other; nan where either is missing.

    >>> day = pd.Series(pd.to_datetime(["2026-03-02", None]))
    >>> days_between(day, pd.Timestamp("2026-03-03T12:00")).tolist()
    [1.5, nan]
    """
    spans: Any = end - start
    return np.asarray(spans.dt.total_seconds(), dtype=np.float64) / 86_400


def known_zone(zone: str) -> ZoneInfo:
    """The time zone of that name.

    >>> known_zone("Europe/Berlin").key
    'Europe/Berlin'
    """
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, TypeError, OSError) as error:
        raise UnusableLog(
            f"zone: {shortened(zone)!r} is no time zone; give a name like 'Europe/Berlin'."
        ) from error


def _table(found: object, wanted: tuple[str, ...], name: str, zone: str) -> pd.DataFrame:
    """A copy with the columns that are wanted, times in UTC, rows numbered from 0."""
    if not isinstance(found, pd.DataFrame):
        raise UnusableLog(f"{name}: expected a table, but saw {shortened(found)}.")
    missing = [each for each in wanted if each not in found]
    if missing:
        raise UnusableLog(
            f"{name}: there is no column {missing[0]!r}; "
            f"it needs {', '.join(wanted)}, and has "
            f"{shortened(', '.join(map(str, found.columns)))}."
        )
    table = found.reset_index(drop=True).copy()
    for column in TIMES & set(wanted):
        table[column] = utc(table[column], f"{name}: {column}", zone)
        open_here = column in MAY_BE_OPEN and not (name == "incidents" and column == "started_at")
        empty = table[column].isna()
        if empty.any() and not open_here and not (name == "items" and column == "created_at"):
            raise UnusableLog(
                f"{name}: row {int(empty.to_numpy().argmax()) + 1} has no {column!r}."
            )
    key = wanted[0]
    if table[key].isna().any():
        raise UnusableLog(
            f"{name}: row {int(table[key].isna().to_numpy().argmax()) + 1} has no {key!r}."
        )
    twice = table[key].duplicated()
    if twice.any():
        row = int(twice.to_numpy().argmax())
        raise UnusableLog(
            f"{name}: row {row + 1} repeats the {key} {shortened(table[key].iloc[row])!r}; "
            "each may stand once."
        )
    return table


def utc(values: pd.Series[Any], where: str, zone: str) -> pd.Series[Any]:
    """Times as UTC; what has no zone of its own is taken to be in `zone`.

    An hour that the clocks skip is moved forward, and of an hour that they repeat the first one
    is meant.

    >>> utc(pd.Series(["2026-03-29T02:30"]), "changes: committed_at", "Europe/Berlin").tolist()
    [Timestamp('2026-03-29 01:00:00+0000', tz='UTC')]
    """
    placed: pd.Series[Any]
    if isinstance(values.dtype, pd.DatetimeTZDtype):
        placed = values.dt.tz_convert("UTC")
        return placed
    if not pd.api.types.is_datetime64_dtype(values.dtype):
        texts = values.astype("string")
        zoned = texts.str.contains(r"(?:[zZ]|[+-]\d\d:?\d\d)\s*$", na=False)
        times = pd.to_datetime(texts.where(zoned), format="ISO8601", utc=True, errors="coerce")
        plain = pd.to_datetime(texts.where(~zoned), format="ISO8601", errors="coerce")
        bad = values.notna() & (texts.str.strip() != "") & times.isna() & plain.isna()
        if bad.any():
            row = int(bad.to_numpy().argmax())
            raise UnusableLog(
                f"{where}: row {row + 1} is {shortened(values.iloc[row])!r}, expected a time like "
                "2026-03-02T09:30+01:00."
            )
        return times.fillna(_local(plain, zone))
    return _local(values, zone)


def _local(times: pd.Series[Any], zone: str) -> pd.Series[Any]:
    placed: pd.Series[Any] = times.dt.tz_localize(
        known_zone(zone), ambiguous=[True] * len(times), nonexistent="shift_forward"
    ).dt.tz_convert("UTC")
    return placed


def _truths(values: pd.Series[Any]) -> pd.Series[Any]:
    said = values.astype("string").str.strip().str.lower()
    known = {"true": True, "1": True, "yes": True, "1.0": True, "": False,
             "false": False, "0": False, "no": False, "0.0": False}  # fmt: skip
    found = said.map(known).where(said.notna(), False)
    if found.isna().any():
        row = int(found.isna().to_numpy().argmax())
        raise UnusableLog(
            f"deployments: unplanned: row {row + 1} is {shortened(values.iloc[row])!r}, "
            "expected true or false."
        )
    return found.astype(bool)


def _known(table: pd.DataFrame, deployed: pd.DataFrame, name: str) -> None:
    table["deployment"] = table["deployment"].astype(object).where(table["deployment"].notna())
    strange = table["deployment"].notna() & ~table["deployment"].isin(deployed["deployment"])
    if strange.any():
        row = int(strange.to_numpy().argmax())
        raise UnusableLog(
            f"{name}: row {row + 1} names the deployment {shortened(table['deployment'][row])!r}, "
            "which is not among the deployments."
        )


def _order(table: pd.DataFrame, first: str, then: str, name: str) -> None:
    backwards = table[then] < table[first]
    if backwards.any():
        row = int(backwards.to_numpy().argmax())
        raise UnusableLog(
            f"{name}: row {row + 1} has {then} {table[then][row]:%Y-%m-%d %H:%M} before {first} "
            f"{table[first][row]:%Y-%m-%d %H:%M}; check the time zones."
        )


def _window(
    tables: list[pd.DataFrame], since: object, until: object, zone: str
) -> tuple[pd.Timestamp, pd.Timestamp]:
    times = pd.concat(
        [table[name] for table in tables for name in sorted(TIMES & set(table.columns))]
    ).dropna()
    ends: dict[str, pd.Timestamp] = {}
    for name, given, seen in (("since", since, "min"), ("until", until, "max")):
        if given is not None:
            ends[name] = utc(pd.Series([given]), name, zone).iloc[0]
        elif len(times):
            ends[name] = getattr(times, seen)()
        else:
            raise UnusableLog("The tables are empty; there is nothing to measure.")
    if not ends["since"] < ends["until"]:
        raise UnusableLog(
            f"The window is empty: it begins {ends['since']:%Y-%m-%d %H:%M} and ends "
            f"{ends['until']:%Y-%m-%d %H:%M} (UTC)."
        )
    return ends["since"], ends["until"]


def _inside(
    table: pd.DataFrame,
    column: str,
    begin: pd.Timestamp,
    end: pd.Timestamp,
    name: str,
    said: list[str],
) -> tuple[pd.DataFrame, set[object]]:
    kept = table[column].between(begin, end)
    out = int((~kept).sum())
    if out:
        said.append(f"{out:,} {name} lie outside the window, and are left out.")
    gone: Mapping[object, object] = (
        dict.fromkeys(table.loc[~kept, "deployment"]) if name == "deployments" else {}
    )
    return table[kept].copy(), set(gone)
