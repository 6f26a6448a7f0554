"""Service levels: the error budget, how fast it burns, and when to wake somebody."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from leadlab.errors import shortened
from leadlab.models.delivery.events import UnusableLog


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What a level leaves for failure in one window.

    `minutes` is the budget if it were one whole outage, `requests` if requests were counted.
    """

    level: float
    window_days: float
    minutes: float
    requests: float | None = None

    def left(self, bad: float) -> float:
        """Share of the budget of requests that is left after so many bad ones; below 0 if none.

        >>> error_budget(0.995, window_days=30, requests=1_800_000).left(4_500)
        0.5
        """
        if self.requests is None:
            raise UnusableLog("Budget: give the requests of the window to count bad ones.")
        return round(1 - bad / self.requests, 12)


def error_budget(level: float, *, window_days: float = 30, requests: float | None = None) -> Budget:
    """Budget of a service level: (1 - level) x window.

    Source: Google SRE workbook, chapter 5.

    >>> error_budget(0.995, window_days=30, requests=1_800_000).requests
    9000.0

    Args:
        level: Share that must be good, like 0.995.
        window_days: Length of the window.
        requests: How many requests the window has.
    """
    if not 0 < level < 1:
        raise UnusableLog(
            f"level is {shortened(level)}, expected above 0 and below 1; write 99.5 % as 0.995."
        )
    if not 0 < window_days <= 3_660:
        raise UnusableLog(f"window_days is {shortened(window_days)}, allowed above 0 to 3660.")
    share = 1 - level
    return Budget(
        level=level, window_days=window_days,
        minutes=round(share * window_days * 24 * 60, 9),
        requests=None if requests is None else round(share * requests, 9),
    )  # fmt: skip


def burn_rate(bad_share: float, level: float) -> float:
    """How many times faster than even the budget is used; at 1 it lasts to the end of the window.

    Formula: bad share / (1 - level). A rate b empties a budget of 30 days in 30 / b days.

    >>> burn_rate(0.072, 0.995)
    14.4
    """
    if not 0 <= bad_share <= 1:
        raise UnusableLog(f"bad_share is {shortened(bad_share)}, expected 0 to 1.")
    error_budget(level)
    return round(bad_share / (1 - level), 9)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertRule:
    """Fire when both the long and the short window burn faster than `rate`.

    The short window ends the alert soon after the trouble; alone it would fire at every hiccup.
    """

    rate: float
    long_hours: float
    short_hours: float
    wakes: bool

    def spends(self, window_days: float = 30) -> float:
        """Share of the budget that has gone when the rule fires.

        >>> [round(rule.spends(), 3) for rule in ALERTS]
        [0.02, 0.05, 0.1]
        """
        return self.rate * self.long_hours / (window_days * 24)


ALERTS = (
    AlertRule(rate=14.4, long_hours=1, short_hours=1 / 12, wakes=True),
    AlertRule(rate=6.0, long_hours=6, short_hours=0.5, wakes=True),
    AlertRule(rate=1.0, long_hours=72, short_hours=6, wakes=False),
)
"""The three rules of the Google SRE workbook, chapter 5, table 5-8."""


def alerts(
    good: npt.ArrayLike,
    bad: npt.ArrayLike,
    *,
    level: float,
    minutes: float = 5,
    rules: tuple[AlertRule, ...] = ALERTS,
) -> pd.DataFrame:
    """Which rule is firing in each interval: one column a rule, one row an interval.

    >>> calm, storm = np.full(24, 1000), np.array([1000] * 12 + [800] * 12)
    >>> found = alerts(storm, 1000 - storm, level=0.995)
    >>> bool(found.iloc[11].any()), bool(found.iloc[-1, 0])
    (False, True)

    Args:
        good: Good requests of each interval.
        bad: Bad requests of each interval, as many numbers.
        level: Share that must be good.
        minutes: Length of an interval.
        rules: Rates and windows; a window longer than what has passed uses what there is.
    """
    fine, wrong = np.asarray(good, dtype=float), np.asarray(bad, dtype=float)
    if fine.ndim != 1 or fine.shape != wrong.shape:
        raise UnusableLog("alerts: give as many bad counts as good ones.")
    odd = np.flatnonzero(~np.isfinite(fine + wrong) | (fine < 0) | (wrong < 0))
    if odd.size:
        raise UnusableLog(f"alerts: interval {odd[0] + 1} has counts below 0 or none at all.")
    error_budget(level)
    if not minutes > 0:
        raise UnusableLog(f"alerts: minutes is {shortened(minutes)}, expected above 0.")
    columns = {}
    for rule in rules:
        firing = np.ones(len(fine), dtype=bool)
        for hours in (rule.long_hours, rule.short_hours):
            steps = max(math.ceil(hours * 60 / minutes - 1e-9), 1)
            rate = _moving_share(wrong, fine + wrong, steps) / (1 - level)
            firing &= rate >= rule.rate - 1e-9
        columns[f"{rule.rate:g}x over {rule.long_hours:g} h"] = firing
    return pd.DataFrame(columns)


def _moving_share(
    part: npt.NDArray[np.float64], whole: npt.NDArray[np.float64], steps: int
) -> npt.NDArray[np.float64]:
    sums = []
    for each in (part, whole):
        total = np.concatenate([[0.0], np.cumsum(each)])
        first = np.maximum(np.arange(1, len(each) + 1) - steps, 0)
        sums.append(total[1:] - total[first])
    return np.asarray(np.divide(sums[0], sums[1], out=np.zeros(len(part)), where=sums[1] > 0))
