"""The five delivery measures of DORA from a log of events, and what older definitions make of it.

Source of the definitions: DORA, guide to the software delivery metrics, updated 2026-01-05.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from leadlab import intervals
from leadlab.errors import shortened
from leadlab.models.delivery.events import DeliveryLog, UnusableLog, days_between

FloatArray = npt.NDArray[np.float64]
HOUR, DAY, WEEK = 1 / 24, 1.0, 7.0
CHOICES = {
    "lead_average": ("median", "mean"),
    "recovery_average": ("median", "mean"),
    "recovery_of": ("failed deployments", "all incidents"),
    "recovery_from": ("deployment", "incident"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Definitions:
    """What is counted, and from when; a number moves when one of these does.

    Attributes:
        name: What to call this set.
        lead_average: `median` or `mean` of the time from commit to production.
        recovery_average: The same for recovery.
        recovery_of: `failed deployments`, or `all incidents` whatever caused them.
        recovery_from: Whether the clock starts at the `deployment` or at the `incident`.

    >>> Definitions(name="ours", recovery_from="incident").recovery_average
    'median'
    """

    name: str
    lead_average: str = "median"
    recovery_average: str = "median"
    recovery_of: str = "failed deployments"
    recovery_from: str = "deployment"

    def __post_init__(self) -> None:
        for field, known in CHOICES.items():
            if getattr(self, field) not in known:
                raise UnusableLog(
                    f"Definitions: {field} is {shortened(getattr(self, field))!r}, "
                    f"expected {' or '.join(map(repr, known))}."
                )
        if self.recovery_of == "all incidents" and self.recovery_from == "deployment":
            raise UnusableLog(
                "Definitions: an incident that no deployment caused has no deployment to count "
                "from; set recovery_from to 'incident'."
            )


CURRENT = Definitions(name="DORA since 2023")
BEFORE_2023 = Definitions(
    name="mean time to restore, before 2023",
    recovery_average="mean", recovery_of="all incidents", recovery_from="incident",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure with its interval, and how it came about.

    `value`, `low` and `high` are in `unit`; infinity stands for "not over yet", and nan for
    "nothing to measure". `count` is the number of observations behind it.
    """

    name: str
    value: float
    low: float
    high: float
    unit: str
    count: int
    definition: str
    note: str = ""

    def __str__(self) -> str:
        if math.isnan(self.value):
            return f"{self.name}: nothing to measure. {self.note}".rstrip()
        ends = f"[{_shown(self.low, self.unit)}, {_shown(self.high, self.unit)}]"
        return f"{self.name}: {_shown(self.value, self.unit)} {ends}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """The five measures of one log under one set of definitions."""

    lead_time: Measure
    deployment_frequency: Measure
    recovery_time: Measure
    change_fail_rate: Measure
    rework_rate: Measure
    definitions: Definitions

    def __iter__(self) -> Iterator[Measure]:
        yield self.lead_time
        yield self.deployment_frequency
        yield self.recovery_time
        yield self.change_fail_rate
        yield self.rework_rate

    def table(self) -> pd.DataFrame:
        """One row a measure: value, low, high, unit, count, definition, note."""
        return pd.DataFrame(
            [
                {"measure": each.name, "value": each.value, "low": each.low, "high": each.high,
                 "unit": each.unit, "count": each.count, "definition": each.definition,
                 "note": each.note}
                for each in self
            ]
        ).set_index("measure")  # fmt: skip

    def __repr__(self) -> str:
        return "\n".join([f"Measures ({self.definitions.name})", *(f"  {each}" for each in self)])


def measures(
    log: DeliveryLog, *, definitions: Definitions = CURRENT, level: float = 0.95
) -> Measures:
    """The five measures with intervals.

    Shares have Wilson intervals. Times have intervals that treat the changes of one deployment as
    one observation (see `leadlab.intervals.quantile`). Deployments a week are resampled by whole
    weeks, since they come in bursts.

    Args:
        log: The events.
        definitions: What is counted, and from when.
        level: Level of the intervals.
    """
    if not 0.5 <= level < 1:
        raise UnusableLog(f"level is {shortened(level)}, expected 0.5 or more and below 1.")
    return Measures(
        lead_time=_lead_time(log, definitions, level),
        deployment_frequency=_frequency(log, level),
        recovery_time=_recovery(log, definitions, level),
        change_fail_rate=_share(
            log.failed, "change fail rate", level,
            "share of deployments that caused an incident",
        ),
        rework_rate=_share(
            log.deployments["unplanned"], "deployment rework rate", level,
            "share of deployments that were not planned and came because of an incident",
        ),
        definitions=definitions,
    )  # fmt: skip


def _lead_time(log: DeliveryLog, definitions: Definitions, level: float) -> Measure:
    out = log.changes["deployment"].notna()
    changes = log.changes[out]
    when = log.deployments.set_index("deployment")["deployed_at"]
    deployed = changes["deployment"].map(when)
    days = days_between(changes["committed_at"], deployed)
    early = int((days < 0).sum())
    groups = pd.factorize(changes["deployment"])[0].astype(np.int64)
    waiting = int((~out).sum())
    notes = []
    if waiting:
        notes.append(f"{waiting:,} changes were never deployed, and are not counted")
    if early:
        notes.append(f"{early:,} were deployed before they were committed: check the clocks")
    return _time(
        "change lead time", days, groups, definitions.lead_average, level,
        f"{definitions.lead_average} time from commit to production, of deployed changes",
        "; ".join(notes),
    )  # fmt: skip


def _recovery(log: DeliveryLog, definitions: Definitions, level: float) -> Measure:
    broken = log.incidents
    if definitions.recovery_of == "failed deployments":
        broken = broken[broken["deployment"].notna()]
    start = broken["started_at"]
    if definitions.recovery_from == "deployment":
        when = log.deployments.set_index("deployment")["deployed_at"]
        start = broken["deployment"].map(when)
    days = days_between(start, broken["resolved_at"])
    still = int(np.isnan(days).sum())
    note = f"{still:,} still open; they count as longer than all others" if still else ""
    average = definitions.recovery_average
    if average == "mean" and still:
        note = f"{still:,} still open, and left out: the mean is too kind"
        days = days[~np.isnan(days)]
    names = {
        "failed deployments": "failed deployment recovery time",
        "all incidents": "time to restore",
    }
    return _time(
        names[definitions.recovery_of], np.where(np.isnan(days), np.inf, days), None, average,
        level,
        f"{average} time from the {definitions.recovery_from} to its end, of "
        f"{definitions.recovery_of}",
        note,
    )  # fmt: skip


def _time(
    name: str,
    days: FloatArray,
    groups: npt.NDArray[np.int64] | None,
    average: str,
    level: float,
    definition: str,
    note: str,
) -> Measure:
    if not len(days):
        value = low = high = math.nan
    elif average == "median":
        value, low, high = intervals.quantile(days, 0.5, groups=groups, level=level)
    else:
        value, low, high = intervals.mean(days, groups=groups, level=level)
        if (days >= 0).all():
            low = max(low, 0.0)  # a normal interval does not know that times are not negative
    return Measure(
        name=name, value=value, low=low, high=high, unit="days", count=len(days),
        definition=definition, note=note,
    )  # fmt: skip


def _frequency(log: DeliveryLog, level: float, *, resamples: int = 2_000) -> Measure:
    when = log.deployments["deployed_at"]
    count, weeks = len(when), log.days / WEEK
    # weeks of seven days from the begin of the window; what is left over counts by its length
    full = int(weeks)
    place = (
        np.floor(-days_between(when, log.since) / WEEK).astype(int) if count else np.zeros(0, int)
    )
    value = count / weeks
    low = high = math.nan
    note = ""
    if full >= 2:
        by_week = np.bincount(place[place < full], minlength=full)
        ends = np.quantile(
            _resampled(full, resamples) @ by_week / full, [(1 - level) / 2, (1 + level) / 2]
        )
        low, high = (float(each) for each in ends)
        active = len(set(when.dt.tz_convert(log.zone).dt.date))
        note = f"on {active:,} of {math.ceil(log.days):,} days"
    else:
        note = "fewer than two whole weeks: no interval"
    return Measure(
        name="deployment frequency", value=value, low=low, high=high, unit="a week", count=count,
        definition="deployments to production a week", note=note,
    )  # fmt: skip


@lru_cache(maxsize=4)
def _resampled(weeks: int, resamples: int) -> npt.NDArray[np.int64]:
    """How often each week comes in each resample; the same for every log of so many weeks."""
    rng = np.random.default_rng(7)
    drawn = rng.multinomial(weeks, np.full(weeks, 1 / weeks), size=resamples)
    drawn.setflags(write=False)
    return drawn


def _share(hit: pd.Series[Any], name: str, level: float, definition: str) -> Measure:
    asked, hits = len(hit), int(hit.sum())
    value = low = high = math.nan
    if asked:
        value = hits / asked
        low, high = intervals.wilson(hits, asked, level=level)
    return Measure(
        name=name, value=value, low=low, high=high, unit="share", count=asked,
        definition=definition, note=f"{hits:,} of {asked:,}",
    )  # fmt: skip


def _shown(value: float, unit: str) -> str:
    """A number as one would say it.

    >>> _shown(0.05, "days"), _shown(0.173, "share"), _shown(math.inf, "days")
    ('1.2 h', '17 %', 'not over yet')
    """
    if math.isnan(value):
        return "?"
    if math.isinf(value):
        return "not over yet"
    if unit == "share":
        return f"{value * 100:.0f} %"
    if unit == "a week":
        return f"{value:.1f} a week"
    if abs(value) < 2 * HOUR:
        return f"{value * 24 * 60:.0f} min" if abs(value) < HOUR else f"{value * 24:.1f} h"
    return f"{value * 24:.1f} h" if abs(value) < DAY else f"{value:.1f} d"
