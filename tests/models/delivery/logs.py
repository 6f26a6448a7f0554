"""A small log of deliveries, written by hand so that every measure can be worked out on paper."""

from __future__ import annotations

import pandas as pd

from leadlab.models.delivery import DeliveryLog, delivery_log


def tables() -> dict[str, pd.DataFrame]:
    """Three deployments in three weeks, of which one fails and one repairs it; one change waits."""
    return {
        "changes": pd.DataFrame(
            [
                ("a", "2026-03-02T09:00Z", "d1"),  # one day
                ("b", "2026-03-02T09:00Z", "d1"),  # one day
                ("c", "2026-03-05T09:00Z", "d2"),  # five days
                ("d", "2026-03-10T10:00Z", "d3"),  # two hours
                ("e", "2026-03-18T09:00Z", None),
            ],
            columns=["change", "committed_at", "deployment"],
        ),
        "deployments": pd.DataFrame(
            [
                ("d1", "2026-03-03T09:00Z", False),
                ("d2", "2026-03-10T09:00Z", False),
                ("d3", "2026-03-10T12:00Z", True),
            ],
            columns=["deployment", "deployed_at", "unplanned"],
        ),
        "incidents": pd.DataFrame(
            [
                ("i1", "2026-03-10T09:30Z", "2026-03-10T12:00Z", "d2"),
                ("i2", "2026-03-12T00:00Z", "2026-03-13T00:00Z", None),
            ],
            columns=["incident", "started_at", "resolved_at", "deployment"],
        ),
    }


def small_log(**changed: object) -> DeliveryLog:
    """The log of these tables over three weeks of March."""
    given = {"since": "2026-03-02T00:00Z", "until": "2026-03-23T00:00Z", **tables(), **changed}
    return delivery_log(**given)  # type: ignore[arg-type]  # tests pass odd things on purpose
