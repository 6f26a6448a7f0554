"""Decision latency: from the day a question is put to the day it is answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from leadlab.errors import shortened
from leadlab.models.decisions.inputs import FloatArray, UnusableInput

COLUMNS = ("opened", "decided")
DAY = 86_400.0
FAULTS_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLatency:
    """Days from question to answer, and what is still open.

    `median_days` and `p85_days` speak of the decided ones alone and are too short while old
    questions are open. `all_median_days` and `all_p85_days` count an open question as "at least
    its age" (Kaplan-Meier); None means that more than that share is still undecided.
    """

    decided: int
    median_days: float | None
    p85_days: float | None
    open: int
    open_ages_days: tuple[float, ...]
    all_median_days: float | None
    all_p85_days: float | None

    @property
    def note(self) -> str:
        """One sentence on what the open questions do to the figures."""
        if not self.open:
            return f"All {self.decided} decisions are taken; nothing is left out."
        oldest = max(self.open_ages_days)
        return (
            f"{self.open} of {self.decided + self.open} are still open, the oldest for "
            f"{oldest:.0f} days; the figures for decided ones leave them out and are too short."
        )


def decision_latency(log: pd.DataFrame, *, now: date) -> DecisionLatency:
    """Median and 85th percentile of the days that decisions took, with the open ones counted.

    Formulas: days = decided - opened; quantiles with linear interpolation between the decided.
    With open ones: S(t) = product over days d <= t of (1 - decided_d / at_risk_d), and the
    q-quantile is the first t with S(t) <= 1 - q (Kaplan and Meier 1958, general knowledge).
    Unit: days of 24 hours, weekends included.

    >>> import pandas as pd
    >>> log = pd.DataFrame({
    ...     "opened": pd.to_datetime(["2026-01-05", "2026-01-06", "2026-01-07"], utc=True),
    ...     "decided": pd.to_datetime(["2026-01-09", "2026-01-16", None], utc=True),
    ...     "kind": ["tool", "tool", "architecture"]})
    >>> latency = decision_latency(log, now=pd.Timestamp("2026-02-06", tz="UTC"))
    >>> latency.median_days, latency.open, latency.open_ages_days
    (7.0, 1, (30.0,))

    Args:
        log: one row per decision with `opened` and `decided` (empty while open): days of the
            calendar, or times that carry a zone.
        now: the day or moment at which the ages of open questions are taken.
    """
    times = decision_times(log, now=now)
    days = times["days"].to_numpy(dtype=np.float64)
    is_open = times["open"].to_numpy(dtype=np.bool_)
    taken = days[~is_open]
    return DecisionLatency(
        decided=len(taken),
        median_days=float(np.quantile(taken, 0.5)) if len(taken) else None,
        p85_days=float(np.quantile(taken, 0.85)) if len(taken) else None,
        open=int(is_open.sum()),
        open_ages_days=tuple(sorted((float(age) for age in days[is_open]), reverse=True)),
        all_median_days=_censored_quantile(days, ~is_open, 0.5),
        all_p85_days=_censored_quantile(days, ~is_open, 0.85),
    )


def decision_latency_by(log: pd.DataFrame, *, now: date, by: str = "kind") -> pd.DataFrame:
    """The same figures for each kind of decision, as a table in the order of the names.

    Formulas and units as in `decision_latency`.

    >>> import pandas as pd
    >>> log = pd.DataFrame({"opened": ["2026-01-05T09:00Z"], "decided": ["2026-01-07T09:00Z"],
    ...                     "kind": ["tool"]})
    >>> decision_latency_by(log, now=pd.Timestamp("2026-02-06", tz="UTC")).loc["tool", "p85_days"]
    np.float64(2.0)
    """
    decision_times(log, now=now)
    if by not in log.columns:
        raise UnusableInput(f"by: the log has no column {by!r}, only {_columns(log)}.")
    rows = {}
    for name, part in log.groupby(by, sort=True):
        latency = decision_latency(part, now=now)
        rows[name] = {
            "decided": latency.decided,
            "open": latency.open,
            "median_days": latency.median_days,
            "p85_days": latency.p85_days,
            "all_median_days": latency.all_median_days,
            "oldest_open_days": max(latency.open_ages_days, default=np.nan),
        }
    table = pd.DataFrame.from_dict(rows, orient="index")
    table.index.name = by
    days = [column for column in table.columns if column.endswith("_days")]
    return table.astype(dict.fromkeys(days, "float64"))


def decision_times(log: pd.DataFrame, *, now: date) -> pd.DataFrame:
    """Each row of the log with its `days` and whether it is `open`; all faults at once.

    Formula: days = (decided or now) - opened, in days of 24 hours.

    >>> import pandas as pd
    >>> log = pd.DataFrame({"opened": ["2026-01-05 09:00"], "decided": [None], "kind": ["tool"]})
    >>> decision_times(log, now=pd.Timestamp("2026-02-06", tz="UTC"))
    Traceback (most recent call last):
    ...
    leadlab.models.decisions.inputs.UnusableInput: decision log: row 0: opened '2026-01-05 09:00' \
has no time zone. Write it like 2026-01-05T09:00+00:00.
    """
    missing = [column for column in COLUMNS if column not in log.columns]
    if missing:
        raise UnusableInput(
            f"decision log: column {missing[0]!r} is missing; there are {_columns(log)}. "
            f"The log needs {', '.join(COLUMNS)}."
        )
    try:
        moment = _zoned(pd.Timestamp(now))
    except (TypeError, ValueError):
        raise UnusableInput(f"now: {shortened(now)} is not a time.") from None
    if moment is None:
        raise UnusableInput(f"now: {now!s} has no time zone. Write it like datetime.now(tz=UTC).")
    faults: list[str] = []
    days: list[float] = []
    still_open: list[bool] = []
    for label, opened, decided in zip(log.index, log["opened"], log["decided"], strict=True):
        start, end = _moment(opened, "opened", faults, label), moment
        undecided = decided is None or bool(pd.isna(decided)) or decided == ""
        if not undecided:
            end = _moment(decided, "decided", faults, label) or moment
        if start is None:
            _complain_if_empty(opened, faults, label)
            continue
        if end < start or (not undecided and end > moment):
            order = "decided before it was opened" if end < start else "decided after `now`"
            faults.append(f"row {label}: {order} ({start.isoformat()} to {end.isoformat()})")
        days.append((end - start).total_seconds() / DAY)
        still_open.append(undecided)
    if faults:
        more = f"; and {len(faults) - FAULTS_SHOWN} more" if len(faults) > FAULTS_SHOWN else ""
        raise UnusableInput(f"decision log: {'; '.join(faults[:FAULTS_SHOWN])}{more}")
    return log.assign(days=days, open=still_open)


def _moment(seen: object, column: str, faults: list[str], label: object) -> pd.Timestamp | None:
    if seen is None or seen == "" or seen is pd.NaT or seen != seen:
        return None
    try:
        stamp = pd.Timestamp(seen)  # type: ignore[arg-type]  # whatever was typed is tried
    except (TypeError, ValueError):
        faults.append(
            f"row {label}: {column} {shortened(seen)!r} is not a time. "
            "Write it like 2026-01-05T09:00+00:00."
        )
        return None
    found = _zoned(stamp)
    if found is None:
        faults.append(
            f"row {label}: {column} {shortened(str(seen))!r} has no time zone. "
            "Write it like 2026-01-05T09:00+00:00."
        )
        return None
    return found


def _zoned(stamp: pd.Timestamp) -> pd.Timestamp | None:
    """A moment with its zone; a bare day counts as its midnight, a bare clock time as none."""
    if stamp.tzinfo is not None:
        return stamp
    return stamp.tz_localize("UTC") if stamp == stamp.normalize() else None


def _complain_if_empty(opened: object, faults: list[str], label: object) -> None:
    if opened is None or opened == "" or opened is pd.NaT or opened != opened:
        faults.append(f"row {label}: opened is empty. A decision without a start has no latency.")


def _censored_quantile(
    days: FloatArray, taken: np.ndarray[tuple[int], np.dtype[np.bool_]], share: float
) -> float | None:
    """First day by which `share` is decided, counting an open question as at least its age."""
    surviving = 1.0
    for day in np.unique(days[taken]):
        at_risk = int((days >= day).sum())
        surviving *= 1 - int(((days == day) & taken).sum()) / at_risk
        if surviving <= 1 - share + 1e-12:
            return float(day)
    return None


def _columns(log: pd.DataFrame) -> str:
    return ", ".join(str(column) for column in log.columns) or "none"
