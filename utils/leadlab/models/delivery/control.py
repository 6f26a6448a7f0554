"""Signal and noise in a series: the chart of individual values and moving ranges (XmR)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from leadlab.errors import shortened
from leadlab.models.delivery.events import UnusableLog

FloatArray = npt.NDArray[np.float64]
TO_SIGMA = 2 / np.sqrt(np.pi)  # mean range of two normal values, in standard deviations: 1.128
SHIFT_RUN = 8


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ControlChart:
    """Centre, limits, and the points that ask for a cause.

    `outside` are places (from 0) beyond a limit, `shifted` those that end a run of eight or more
    on one side of the centre.
    """

    values: FloatArray
    centre: float
    low: float
    high: float
    range_limit: float
    outside: tuple[int, ...]
    shifted: tuple[int, ...]

    @property
    def signals(self) -> tuple[int, ...]:
        """All places that ask for a cause, in order."""
        return tuple(sorted({*self.outside, *self.shifted}))

    def __str__(self) -> str:
        return (
            f"{self.centre:.1f} [{self.low:.1f}, {self.high:.1f}], "
            f"{len(self.outside)} outside, {len(self.shifted)} in long runs"
        )


def control_chart(values: npt.ArrayLike, *, baseline: int | None = None) -> ControlChart:
    """Chart of single values whose limits come from the ranges between neighbours.

    Formula: mean +- 3 x mean moving range / 1.128; upper limit of ranges 3.268 x their mean. The
    spread between neighbours is used because the standard deviation of the whole series would
    swallow the very shift that one looks for.
    Source: Shewhart's limits in the form of Wheeler, general knowledge.

    >>> control_chart([5, 6, 5, 7, 6, 5, 6, 19, 6, 5]).outside
    (7,)

    Args:
        values: One number a day, week or item, in order; three or more.
        baseline: Limits come from the first so many values; without it from all.
    """
    series = _series(values)
    count = len(series) if baseline is None else baseline
    if not isinstance(count, int) or not 3 <= count <= len(series):
        raise UnusableLog(
            f"control_chart: baseline is {shortened(baseline)}, allowed 3 to {len(series)}."
        )
    known = series[:count]
    centre = float(known.mean())
    moving = float(np.abs(np.diff(known)).mean())
    reach = 3 * moving / float(TO_SIGMA)
    beyond = np.flatnonzero((series < centre - reach) | (series > centre + reach))
    return ControlChart(
        values=series, centre=centre, low=centre - reach, high=centre + reach,
        range_limit=(1 + 3 * float(np.sqrt(np.pi / 2 - 1))) * moving,
        outside=tuple(int(each) for each in beyond),
        shifted=_long_runs(np.sign(series - centre)),
    )  # fmt: skip


def _long_runs(side: FloatArray) -> tuple[int, ...]:
    """Places at which a run of eight on one side of the centre ends or goes on."""
    found, length = [], 0
    for place, each in enumerate(side):
        same = place > 0 and each != 0 and each == side[place - 1]
        length = length + 1 if same else int(each != 0)
        if length >= SHIFT_RUN:
            found.append(place)
    return tuple(found)


def false_alarm_rate(
    points: int, *, runs: bool = True, repeats: int = 2_000, seed: int = 7
) -> float:
    """Chance that a chart of so many values with no cause at all still gives a signal.

    Drawn: normal values, limits from the values themselves. One point beyond three standard
    deviations has a chance of 0.0027; the limits are uncertain and there are many points, so a
    chart of a year has a good chance of at least one.

    >>> 0.1 < false_alarm_rate(52, runs=False) < 0.3
    True

    Args:
        points: Length of the series, three or more.
        runs: Whether runs of eight count as well.
        repeats: How many series are drawn.
        seed: Seed of the draws.
    """
    if not isinstance(points, int) or not 3 <= points <= 5_000:
        raise UnusableLog(f"false_alarm_rate: points is {shortened(points)}, allowed 3 to 5000.")
    drawn = np.random.default_rng(seed).standard_normal((repeats, points))
    centre = drawn.mean(axis=1, keepdims=True)
    reach = 3 * np.abs(np.diff(drawn, axis=1)).mean(axis=1, keepdims=True) / TO_SIGMA
    alarm = (np.abs(drawn - centre) > reach).any(axis=1)
    if runs:
        alarm |= _any_long_run(np.sign(drawn - centre))
    return float(alarm.mean())


def _any_long_run(side: FloatArray) -> npt.NDArray[np.bool_]:
    if side.shape[1] < SHIFT_RUN:
        return np.zeros(len(side), dtype=bool)
    windows = np.lib.stride_tricks.sliding_window_view(side, SHIFT_RUN, axis=1)
    return np.asarray((np.abs(windows.sum(axis=2)) == SHIFT_RUN).any(axis=1))


def _series(values: npt.ArrayLike) -> FloatArray:
    try:
        series = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise UnusableLog(
            f"control_chart: expected numbers, but saw {shortened(values)}."
        ) from error
    if series.ndim != 1 or len(series) < 3:
        raise UnusableLog("control_chart: expected a list of three or more numbers.")
    bad = np.flatnonzero(~np.isfinite(series))
    if bad.size:
        raise UnusableLog(f"control_chart: value {bad[0] + 1} is {series[bad[0]]}.")
    return series
