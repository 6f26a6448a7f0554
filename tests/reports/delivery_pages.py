"""A log and work items that have something to show in every part of a delivery report."""

from __future__ import annotations

import pandas as pd

from leadlab.models.delivery import DeliveryLog, delivery_log, item_table

BEGIN = pd.Timestamp("2026-01-05T09:00Z")
DAY = pd.Timedelta(days=1)


def busy_log(subject: str = "Work", note: str = "Counted by hand.") -> DeliveryLog:
    """Ten weeks, two deployments a week with two changes each; every fifth one fails."""
    deployed = [BEGIN + DAY * (3 * number + 2) for number in range(20)]
    names = [f"d{number}" for number in range(20)]
    changes = pd.DataFrame(
        {
            "change": [f"c{number}" for number in range(40)],
            "committed_at": [deployed[n // 2] - DAY * (1 + n % 3) for n in range(40)],
            "deployment": [names[n // 2] for n in range(40)],
            "subject": subject,
        }
    )
    deployments = pd.DataFrame({"deployment": names, "deployed_at": deployed})
    broken = list(range(0, 20, 5))
    incidents = pd.DataFrame(
        {
            "incident": [f"i{n}" for n in broken],
            "started_at": [deployed[n] + DAY / 24 for n in broken],
            "resolved_at": [deployed[n] + DAY / 4 for n in broken],
            "deployment": [names[n] for n in broken],
        }
    )
    return delivery_log(changes, deployments, incidents, notes=[note])


def busy_items() -> pd.DataFrame:
    """Seventy items over ten weeks, one begun a day, each done after three days but the last."""
    begun = [BEGIN + DAY * number for number in range(70)]
    done = [day + 3 * DAY for day in begun[:66]] + [None] * 4
    return item_table(pd.DataFrame({"item": range(70), "started_at": begun, "finished_at": done}))
