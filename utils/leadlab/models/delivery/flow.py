"""How work flows: throughput, work in progress, age, efficiency, and whether Little's law holds.

Work items come from `item_table`. Days are calendar days, and begin in the zone that is named.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from leadlab import intervals
from leadlab.errors import shortened
from leadlab.models.delivery.events import UnusableLog, days_between, known_zone

FloatArray = npt.NDArray[np.float64]
STEPS = {"day": "D", "week": "W-MON"}


def throughput(items: pd.DataFrame, *, step: str = "week", zone: str = "UTC") -> pd.Series[Any]:
    """Items finished in each whole day or week, from the first finish to the last, zeros included.

    The first and the last week are left out where they are not whole.

    >>> from leadlab.models.delivery.events import item_table
    >>> days = ["2026-03-02", "2026-03-03", "2026-03-12", "2026-03-25"]
    >>> items = item_table(pd.DataFrame({"item": range(4), "started_at": days,
    ...                                  "finished_at": days}))
    >>> throughput(items).tolist()
    [2, 1, 0]
    """
    if step not in STEPS:
        raise UnusableLog(f"step is {shortened(step)!r}, expected 'day' or 'week'.")
    finished = items["finished_at"].dropna().dt.tz_convert(known_zone(zone)).dt.tz_localize(None)
    if finished.empty:
        return pd.Series([], dtype=np.int64, name="finished")
    days = finished.dt.floor("D")
    if step == "day":
        index = pd.date_range(days.min(), days.max(), freq="D")
        return _counted(days, index)
    monday = days - pd.to_timedelta(days.dt.day_of_week, unit="D")
    first, last = monday.min(), monday.max()
    first = first if days.min() == first else first + pd.Timedelta(days=7)
    last = last if days.max() >= last + pd.Timedelta(days=4) else last - pd.Timedelta(days=7)
    index = pd.date_range(first, last, freq="7D")
    return _counted(monday, index)


def _counted(days: pd.Series[Any], index: pd.DatetimeIndex) -> pd.Series[Any]:
    return days.value_counts().reindex(index, fill_value=0).rename("finished")


def cumulative_flow(items: pd.DataFrame, *, zone: str = "UTC") -> pd.DataFrame:
    """How many items had come, begun and ended by the end of each day: arrived, started, finished.

    >>> from leadlab.models.delivery.events import item_table
    >>> items = item_table(pd.DataFrame({"item": [1, 2], "started_at": ["2026-03-02", "2026-03-03"],
    ...                                  "finished_at": ["2026-03-04", None]}))
    >>> cumulative_flow(items)["started"].tolist()
    [1, 2, 2]
    """
    place = known_zone(zone)
    columns = {"arrived": "created_at", "started": "started_at", "finished": "finished_at"}
    days = {
        name: items[column].dropna().dt.tz_convert(place).dt.tz_localize(None).dt.floor("D")
        for name, column in columns.items()
    }
    every = pd.concat(list(days.values()))
    if every.empty:
        return pd.DataFrame({name: pd.Series([], dtype=np.int64) for name in columns})
    index = pd.date_range(every.min(), every.max(), freq="D")
    return pd.DataFrame(
        {
            name: found.value_counts().reindex(index, fill_value=0).cumsum()
            for name, found in days.items()
        }
    )


def item_ages(items: pd.DataFrame, *, now: object = None) -> pd.Series[Any]:
    """Age in days of each item that is in progress, the oldest first.

    The age of what is open is the earliest sign of a late item; its cycle time comes too late.

    >>> from leadlab.models.delivery.events import item_table
    >>> items = item_table(pd.DataFrame({"item": ["a", "b"], "finished_at": [None, "2026-03-09"],
    ...                                  "started_at": ["2026-03-02", "2026-03-03"]}))
    >>> item_ages(items, now="2026-03-12T00:00Z").to_dict()
    {'a': 10.0}
    """
    end = _moment(items, now)
    open_items = items[items["started_at"].le(end) & ~items["finished_at"].le(end)]
    ages = days_between(open_items["started_at"], end)
    return pd.Series(ages, open_items["item"], name="age_days").sort_values(ascending=False)


def flow_efficiency(active_days: npt.ArrayLike, elapsed_days: npt.ArrayLike) -> float:
    """Share of the time between start and finish in which somebody worked on the items.

    Formula: sum of active days over sum of elapsed days; long items weigh more, as they should.

    >>> flow_efficiency([1, 2], [10, 5])
    0.2
    """
    active = np.asarray(active_days, dtype=np.float64)
    elapsed = np.asarray(elapsed_days, dtype=np.float64)
    if active.shape != elapsed.shape or not active.size:
        raise UnusableLog("flow_efficiency: give as many active as elapsed times, at least one.")
    late = np.flatnonzero((active > elapsed) | (active < 0) | ~np.isfinite(active + elapsed))
    if late.size:
        row = int(late[0])
        raise UnusableLog(
            f"flow_efficiency: item {row + 1} was active for {active[row]:g} of {elapsed[row]:g} "
            "days; active days lie between 0 and the elapsed ones."
        )
    total = float(elapsed.sum())
    return float(active.sum()) / total if total else math.nan


@dataclass(frozen=True, slots=True, kw_only=True)
class LittlesLaw:
    """Work in progress, throughput and time in progress of one window, measured each by itself.

    `ratio` is progress / (throughput x time): 1 where the window is in balance. `started` and
    `finished` count the window's starts and ends; where they differ the law need not hold.
    """

    in_progress: float
    per_day: float
    days: float
    started: int
    finished: int

    @property
    def ratio(self) -> float:
        """How well the three agree."""
        expected = self.per_day * self.days
        return self.in_progress / expected if expected else math.nan

    def __str__(self) -> str:
        return (
            f"{self.in_progress:.1f} in progress; {self.per_day:.2f} a day x {self.days:.1f} days "
            f"= {self.per_day * self.days:.1f} ({self.started:,} started, "
            f"{self.finished:,} finished)"
        )


def littles_law(items: pd.DataFrame, *, since: object = None, until: object = None) -> LittlesLaw:
    """Whether average work in progress is throughput times average time in progress.

    Formula: L = lambda W, of averages over a window in balance. The time is that of the items
    finished in the window, wherever they began; so the law fails where items age and are not
    finished, which is what one wants to notice.
    Source: Little 1961, Operations Research 9(3):383-387.

    >>> from leadlab.models.delivery.events import item_table
    >>> days = pd.date_range("2026-01-01", periods=200, tz="UTC")
    >>> items = item_table(pd.DataFrame({"item": range(200), "started_at": days,
    ...                                  "finished_at": days + pd.Timedelta(days=3)}))
    >>> round(littles_law(items, since="2026-02-01T00:00Z", until="2026-06-01T00:00Z").ratio, 3)
    1.0
    """
    begun = items["started_at"].dropna()
    if begun.empty:
        raise UnusableLog("littles_law: no item was ever started.")
    begin = begun.min() if since is None else _moment(items, since)
    end = _moment(items, until)
    span = float((end - begin) / pd.Timedelta(days=1))
    if span <= 0:
        raise UnusableLog(f"littles_law: the window of {span:.1f} days is empty.")
    both = days_between(items["started_at"], begin), days_between(items["finished_at"], begin)
    starts, ends = np.clip(-both[0], 0, span), np.clip(-np.nan_to_num(both[1], nan=-span), 0, span)
    done = items["finished_at"].between(begin, end, inclusive="right").to_numpy()
    times = days_between(items["started_at"], items["finished_at"])[done]
    return LittlesLaw(
        in_progress=float(np.nansum(ends - starts)) / span,
        per_day=int(done.sum()) / span,
        days=float(times.mean()) if len(times) else math.nan,
        started=int(items["started_at"].between(begin, end, inclusive="left").sum()),
        finished=int(done.sum()),
    )


def flow_measures(items: pd.DataFrame, *, level: float = 0.95) -> pd.DataFrame:
    """Lead and cycle time of finished items at three quantiles, with intervals, in days.

    Lead time runs from when an item was asked for, cycle time from when somebody began.

    >>> from leadlab.models.delivery.events import item_table
    >>> days = pd.date_range("2026-01-01", periods=40, tz="UTC")
    >>> items = item_table(pd.DataFrame({"item": range(40), "started_at": days,
    ...                                  "finished_at": days + pd.Timedelta(days=3)}))
    >>> flow_measures(items)["value"].tolist()
    [3.0, 3.0, 3.0, 3.0, 3.0, 3.0]
    """
    done = items.dropna(subset=["finished_at"])
    rows = []
    for name, column in (("lead time", "created_at"), ("cycle time", "started_at")):
        days = days_between(done[column], done["finished_at"])
        for share in (0.5, 0.85, 0.95):
            value, low, high = (
                intervals.quantile(days, share, level=level) if len(days) else (math.nan,) * 3
            )
            rows.append({"measure": name, "share": share, "value": value, "low": low,
                         "high": high, "count": len(days)})  # fmt: skip
    return pd.DataFrame(rows).set_index(["measure", "share"])


def _moment(items: pd.DataFrame, given: object) -> pd.Timestamp:
    """The moment that was given as UTC; without it the last event of the items."""
    if given is None:
        last: pd.Timestamp = items[["created_at", "started_at", "finished_at"]].max().max()
        return last
    try:
        moment = pd.Timestamp(given)  # type: ignore[arg-type]  # whatever was typed is tried
    except (TypeError, ValueError) as error:
        raise UnusableLog(
            f"{shortened(given)!r} is no time; write it like 2026-03-02T09:30+01:00."
        ) from error
    return moment.tz_localize("UTC") if moment.tzinfo is None else moment.tz_convert("UTC")
