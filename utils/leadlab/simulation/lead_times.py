"""Mean lead times from sums by day, without a number for each change.

Changes share a day evenly (see `event_log`), so that the times of any number of first commits,
and of all deployments of a day, add up to a closed form.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from leadlab.simulation.engine_flow import Flow
from leadlab.simulation.event_log import HOURS
from leadlab.simulation.policies import FloatArray
from leadlab.simulation.team import DAYS

IntArray = npt.NDArray[np.int64]


def mean_lead_days(flow: Flow) -> FloatArray:
    """Mean working days from commit to production of each replication; NaN if nothing went out."""
    changes = flow.by_day["deployed"][-1:].astype(np.int64)
    total = _deployment_sums(flow)[-1] - _commit_sums(flow, changes)[0]
    with np.errstate(invalid="ignore"):
        return np.asarray(total / changes[0])


def weekly_lead_days(flow: Flow, weeks: int) -> FloatArray:
    """The same of the changes that went out in each week, (replications, weeks)."""
    deployed = flow.by_day["deployed"][DAYS - 1 :: DAYS].astype(np.int64)
    sums = _deployment_sums(flow)[DAYS - 1 :: DAYS] - _commit_sums(flow, deployed)
    number = np.diff(deployed, axis=0, prepend=0)
    total = np.diff(sums, axis=0, prepend=0.0)
    with np.errstate(invalid="ignore"):
        found = np.where(number > 0, total / number, np.nan)
    return np.asarray(found.T).reshape(-1, weeks)


def _deployment_sums(flow: Flow) -> FloatArray:
    """Times of all changes that went out by the end of each day, added up, (days, replications).

    The changes of a day are shared evenly by its deployments; the first take what is left over.
    """
    number = np.diff(flow.by_day["deployments"], axis=0, prepend=np.int32(0))
    changes = np.diff(flow.by_day["deployed"], axis=0, prepend=np.int32(0))
    each, more = np.divmod(changes, np.maximum(number, 1))
    start, end = HOURS["deployments"]
    day = np.arange(len(number))[:, None] + start
    later = each * (number / 2) + more * (more / (2.0 * np.maximum(number, 1)))
    return np.asarray(np.cumsum(changes * day + (end - start) * later, axis=0))


def _commit_sums(flow: Flow, changes: IntArray) -> FloatArray:
    """Times of so many first commits of each replication, added up, (any, replications)."""
    first = flow.first_changes
    early = np.minimum(changes, first)
    before = -(first * early - early * early / 2) / max(flow.per_day, 1e-9)
    built = flow.by_day["built"].astype(np.int64) - first
    counts = np.diff(built, axis=0, prepend=0)
    start, end = HOURS["built"]
    days = np.arange(len(built))[:, None] + start
    sums = np.cumsum(counts * days + (end - start) / 2 * counts, axis=0)
    wanted = changes - early
    day = _day_of(built, wanted)
    replication = np.arange(built.shape[1])
    on_day = counts[day, replication]
    part = wanted - (built[day, replication] - on_day)  # commits of that day that count
    within = part * (day + start) + (end - start) * part * part / (2.0 * np.maximum(on_day, 1))
    whole = (day > 0) * sums[np.maximum(day - 1, 0), replication]
    return np.asarray(before + whole + within)


def _day_of(built: IntArray, wanted: IntArray) -> IntArray:
    """First day by whose end so many changes were built, for each replication."""
    days, count = built.shape
    apart = int(built[-1].max(initial=0)) + 1
    offset = np.arange(count) * apart
    row = (built + offset).T.ravel()
    found = np.searchsorted(row, wanted + offset, side="left")
    return np.asarray(found - np.arange(count) * days)
