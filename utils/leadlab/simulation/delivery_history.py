"""Half a year of deployments of one team, drawn so that a log can be measured and misread.

The counts of each part and quarter are set, and only their times are drawn: every part fails a
little less often in the second quarter, and the team as a whole a little more often, because the
part that fails most was deployed more. Who compares totals must meet that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd

from leadlab.models.delivery import DeliveryLog

BEGIN = pd.Timestamp("2025-07-07", tz="Europe/Berlin")  # a Monday, 26 weeks before week 1
QUARTER_WEEKS = 13
LEAD_MEDIAN_DAYS, LEAD_P85_DAYS = 6.5, 13.0
RECOVERY_MEDIAN_MIN, RECOVERY_P85_MIN = 52.0, 240.0
SHIFT_WEEK, BEFORE_SHIFT, AFTER_SHIFT, WEEKLY_SPREAD = 41, 6.3, 4.4, 2.0  # items a week
Times = np.ndarray  # datetime64[ns], in UTC unless it says otherwise
P85 = 1.0364  # quantile of the standard normal


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One deployable part: deployments, failures among them and fixes in each quarter.

    Attributes:
        name: What the team calls it.
        deployed: Deployments in each quarter, fixes included.
        failed: Those that caused an incident.
        fixed: Failures that a deployment of its own mended; the others were rolled back or
            switched off, which leaves no deployment.
        hour: Hour of day at which it is usually deployed.
        changes: Changes in a deployment, on average.
    """

    name: str
    deployed: tuple[int, int]
    failed: tuple[int, int]
    fixed: tuple[int, int]
    hour: float
    changes: float


PARTS = (
    Part(name="rota", deployed=(8, 26), failed=(2, 5), fixed=(1, 4), hour=10, changes=5),
    Part(name="sync", deployed=(76, 38), failed=(5, 2), fixed=(3, 1), hour=13, changes=2),
    Part(name="messages", deployed=(22, 17), failed=(2, 1), fixed=(1, 1), hour=14, changes=2),
    Part(name="visit-app", deployed=(4, 5), failed=(1, 1), fixed=(1, 0), hour=11, changes=9),
    Part(name="keys", deployed=(6, 7), failed=(0, 0), fixed=(0, 0), hour=15, changes=2),
)
FREE_DAYS = (2, 8)  # working days without a deployment at the end of a quarter; Christmas in one
OUTSIDE = 5  # incidents that no deployment caused: a vendor, a certificate, a full disk


def draw_history(seed: int, *, parts: Sequence[Part] = PARTS) -> DeliveryLog:
    """Changes, deployments and incidents of 26 weeks; the same seed, the same log.

    Lead time and recovery are lognormal around what the team of the course has on average; a
    failure is noticed after a fifth to four fifths of its time.

    >>> log = draw_history(7)
    >>> len(log.deployments), int(log.failed.sum())
    (209, 19)
    >>> draw_history(7).changes.equals(log.changes)
    True

    Args:
        seed: Which history.
        parts: What is deployed, and how often it fails.
    """
    rng = np.random.default_rng(seed)
    planned = [_planned(rng, part, quarter) for part in parts for quarter in (0, 1)]
    deployed = _deployments(planned)
    until = BEGIN + pd.Timedelta(weeks=2 * QUARTER_WEEKS)
    changes = _changes(rng, deployed, {part.name: part.changes for part in parts})
    # what is drawn here has the form that `delivery_log` gives to what it reads
    return DeliveryLog(
        changes=changes,
        deployments=pd.DataFrame(
            {
                "deployment": deployed.names,
                "deployed_at": _in_utc(deployed.times),
                "part": deployed.parts,
                "unplanned": deployed.unplanned,
            }
        ),
        incidents=_incidents(rng, deployed, until),
        since=BEGIN.tz_convert("UTC"), until=until.tz_convert("UTC"), zone="Europe/Berlin",
    )  # fmt: skip


def draw_own_history(seed: int) -> DeliveryLog:
    """A history whose counts are drawn as well, so that two seeds have different shares.

    >>> one, other = draw_own_history(7), draw_own_history(8)
    >>> len(one.deployments) == len(other.deployments)
    False

    Args:
        seed: Which history.
    """
    rng = np.random.default_rng(seed)
    parts = []
    for part in PARTS:
        more = rng.integers(0, 1 + part.deployed[0] // 3, 2)
        worse = rng.integers(0, 3, 2) * (part.failed[0] > 1)
        deployed, failed = (
            (int(counts[0] + extra[0]), int(counts[1] + extra[1]))
            for counts, extra in ((part.deployed, more), (part.failed, worse))
        )
        parts.append(replace(part, deployed=deployed, failed=failed))
    return draw_history(seed, parts=parts)


def draw_throughput(seed: int) -> pd.DataFrame:
    """Items finished in each of 52 weeks: steady, and less from the forty-first on.

    From then on one part was deployed three times as often, by hand.

    >>> weeks = draw_throughput(12)
    >>> list(weeks), len(weeks)
    (['week', 'items'], 52)

    Args:
        seed: Which year.
    """
    rng = np.random.default_rng(seed)
    week = np.arange(1, 53)
    mean = np.where(week < SHIFT_WEEK, BEFORE_SHIFT, AFTER_SHIFT)
    items = np.rint(mean + WEEKLY_SPREAD * rng.standard_normal(len(week)))
    return pd.DataFrame({"week": week, "items": np.maximum(items, 0).astype(int)})


def tables_of(log: DeliveryLog) -> dict[str, str]:
    """The three tables of a log as CSV texts, by the name of their data set; times in UTC.

    >>> tables_of(draw_history(7))["delivery_incidents"].splitlines()[0]
    'incident,started_at,resolved_at,deployment'
    """
    held = {
        "delivery_changes": log.changes[["change", "committed_at", "deployment"]],
        "delivery_deployments": log.deployments,
        "delivery_incidents": log.incidents,
    }
    return {
        name: table.to_csv(index=False, date_format="%Y-%m-%dT%H:%MZ")
        for name, table in held.items()
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Planned:
    """Planned deployments of one part in one quarter; arrays with an entry for each."""

    part: str
    start: pd.Timestamp
    """When the quarter began, by the clock on the wall."""
    hours: np.ndarray
    """From then on."""
    minutes: np.ndarray
    """How long a failure lasted, 0 where there was none."""
    fixed: np.ndarray
    """Places of the failures that a deployment of its own mended."""


def _planned(rng: np.random.Generator, part: Part, quarter: int) -> _Planned:
    """At the part's hour of a working day."""
    fixes = part.fixed[quarter]
    planned = part.deployed[quarter] - fixes
    day = np.sort(rng.integers(0, 5 * QUARTER_WEEKS - FREE_DAYS[quarter], planned))
    hours = 24 * (day + 2 * (day // 5)) + part.hour + rng.uniform(-1.5, 1.5, planned)
    failed = np.zeros(planned, dtype=bool)
    failed[rng.choice(planned, part.failed[quarter], replace=False)] = True
    minutes = np.where(failed, _lognormal(rng, RECOVERY_MEDIAN_MIN, RECOVERY_P85_MIN, planned), 0)
    found = np.flatnonzero(failed)
    return _Planned(
        part=part.name,
        start=BEGIN.tz_localize(None) + pd.Timedelta(weeks=QUARTER_WEEKS * quarter),
        hours=hours,
        minutes=np.minimum(minutes, 30 * 60),
        fixed=found[rng.choice(len(found), fixes, replace=False)],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Deployed:
    """All deployments by time; a fix when its failure was over."""

    times: Times
    names: list[str]
    parts: list[str]
    unplanned: np.ndarray
    minutes: np.ndarray
    """How long a failure lasted, 0 where there was none, and of a fix."""


def _deployments(planned: Sequence[_Planned]) -> _Deployed:
    counts = [len(each.hours) for each in planned]
    starts = np.repeat(np.array([each.start for each in planned], dtype="datetime64[ns]"), counts)
    times = _at(starts, np.concatenate([each.hours for each in planned]))
    minutes = np.concatenate([each.minutes for each in planned])
    before = np.cumsum([0, *counts[:-1]])
    rows = np.concatenate(
        [
            np.concatenate([first + np.arange(len(each.hours)), first + each.fixed])
            for first, each in zip(before, planned, strict=True)
        ]
    )
    fix = np.concatenate(
        [np.arange(len(each.hours) + len(each.fixed)) >= len(each.hours) for each in planned]
    )
    parts = [each.part for each in planned for _ in range(len(each.hours) + len(each.fixed))]
    times = times[rows] + _span(np.where(fix, minutes[rows], 0), "min")
    order = np.argsort(times, kind="stable")
    return _Deployed(
        times=times[order],
        names=[f"d{number:03}" for number in range(len(order))],
        parts=[parts[place] for place in order],
        unplanned=fix[order],
        minutes=np.where(fix, 0.0, minutes[rows])[order],
    )


def _changes(
    rng: np.random.Generator, deployed: _Deployed, sizes: dict[str, float]
) -> pd.DataFrame:
    """One or more in each deployment; a fix is one that was written within the incident."""
    means = np.array([sizes[part] for part in deployed.parts], dtype=float)
    counts = np.where(deployed.unplanned, 1, 1 + rng.poisson(means - 1))
    belongs = np.repeat(np.arange(len(counts)), counts)
    days = _lognormal(rng, LEAD_MEDIAN_DAYS, LEAD_P85_DAYS, len(belongs))
    in_haste = rng.uniform(0.01, 0.03, len(belongs))
    days = np.where(deployed.unplanned[belongs], in_haste, days)
    committed = _to_the_minute(deployed.times[belongs] - _span(days, "D"))
    order = np.argsort(committed, kind="stable")
    return pd.DataFrame(
        {
            "change": [f"c{number:04}" for number in range(len(order))],
            "committed_at": _in_utc(committed[order]),
            "deployment": pd.Series(
                [deployed.names[place] for place in belongs[order]], dtype=object
            ),
        }
    )


def _incidents(rng: np.random.Generator, deployed: _Deployed, until: pd.Timestamp) -> pd.DataFrame:
    """One for each failure, and some that no deployment caused; the last of these is open."""
    failed = np.flatnonzero(deployed.minutes > 0)
    minutes, out = deployed.minutes[failed], deployed.times[failed]
    noticed = rng.uniform(0.2, 0.8, len(failed)) * minutes
    hours = 24 * np.sort(rng.uniform(0, 7 * 2 * QUARTER_WEEKS - 3, OUTSIDE))
    begun = _at(np.full(OUTSIDE, BEGIN.tz_localize(None), dtype="datetime64[ns]"), hours)
    over = begun + _span(_lognormal(rng, 300, 900, OUTSIDE), "min")
    over[-1] = np.datetime64("NaT")
    started = _to_the_minute(np.concatenate([out + _span(noticed, "min"), begun]))
    resolved = _to_the_minute(np.concatenate([out + _span(minutes, "min"), over]))
    resolved[resolved > until.to_datetime64()] = np.datetime64("NaT")
    names = [*(deployed.names[place] for place in failed), *[np.nan] * OUTSIDE]
    order = np.argsort(started, kind="stable")
    return pd.DataFrame(
        {
            "incident": [f"i{number:02}" for number in range(len(order))],
            "started_at": _in_utc(started[order]),
            "resolved_at": _in_utc(resolved[order]),
            "deployment": pd.Series([names[place] for place in order], dtype=object),
        }
    )


def _at(starts: Times, hours: np.ndarray) -> Times:
    """Hours after a day's beginning by the clock on the wall, to the minute, in UTC."""
    wall = _to_the_minute(starts + _span(hours, "h"))
    local = pd.DatetimeIndex(wall).tz_localize(
        BEGIN.tz, ambiguous=np.ones(len(hours), dtype=bool), nonexistent="shift_forward"
    )
    return local.tz_convert("UTC").tz_localize(None).to_numpy()


def _span(amounts: np.ndarray, unit: Literal["D", "h", "min"]) -> np.ndarray:
    return np.asarray(pd.to_timedelta(amounts, unit=unit))


def _to_the_minute(times: Times) -> Times:
    return times.astype("datetime64[m]").astype("datetime64[ns]")


def _in_utc(times: Times) -> pd.DatetimeIndex:
    return pd.DatetimeIndex(times, tz="UTC")


def _lognormal(rng: np.random.Generator, median: float, p85: float, size: int) -> np.ndarray:
    spread = np.log(p85 / median) / P85
    return np.asarray(median * np.exp(spread * rng.standard_normal(size)), dtype=float)
