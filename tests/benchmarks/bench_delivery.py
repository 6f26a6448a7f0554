"""Delivery measures: a repository of 50,000 commits, and a million events.

Run `python tests/benchmarks/bench_delivery.py`. The aims: 10 s for the repository, 5 s for the
events. The floor of the first is git's own `log` of the same fields.
"""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from leadlab.models import delivery
from leadlab.sources.git_rules import from_git

COMMITS, EVERY = 50_000, 100
EVENTS = 1_000_000
BEGIN = 1_600_000_000
AIM_GIT, AIM_EVENTS = 10.0, 5.0


def seconds(run: Callable[[], object]) -> float:
    """Best of three by the clock."""
    found = []
    for _ in range(3):
        started = time.perf_counter()
        run()
        found.append(time.perf_counter() - started)
    return min(found)


def repository(folder: Path) -> Path:
    """A line of commits, an hour each, every hundredth of them tagged; one in fifty a revert."""
    lines = []
    for number in range(1, COMMITS + 1):
        when = f"{BEGIN + 3_600 * number} +0000"
        message = f"Revert of work {number}" if number % 50 == 0 else f"Work {number}\n\nAs agreed."
        data = message.encode()
        lines.append(
            f"commit refs/heads/main\nmark :{number}\n"
            f"author A <a@example.org> {when}\ncommitter A <a@example.org> {when}\n"
            f"data {len(data)}\n{message}\n"
        )
        if number % EVERY == 0:
            lines.append(
                f"tag v1.{number}\nfrom :{number}\ntagger A <a@example.org> {when}\ndata 2\nok\n"
            )
    subprocess.run(["git", "init", "-q", "-b", "main", str(folder)], check=True)
    subprocess.run(
        ["git", "-C", str(folder), "fast-import", "--quiet"], input="".join(lines).encode(),
        check=True,
    )  # fmt: skip
    return folder


def tables() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Changes, deployments, incidents and items: a million rows of changes, as many of items."""
    rng = np.random.default_rng(7)
    count = EVENTS // 10
    at = pd.Timestamp(BEGIN, unit="s", tz="UTC") + pd.to_timedelta(np.arange(count), unit="h")
    belongs = np.repeat(np.arange(count), 10)
    changes = pd.DataFrame(
        {
            "change": np.arange(EVENTS),
            "committed_at": at[belongs] - pd.to_timedelta(rng.exponential(2, EVENTS), unit="D"),
            "deployment": belongs,
        }
    )
    deployments = pd.DataFrame({"deployment": np.arange(count), "deployed_at": at})
    broken = np.arange(0, count, 10)
    incidents = pd.DataFrame(
        {
            "incident": broken,
            "started_at": at[broken],
            "resolved_at": at[broken] + pd.to_timedelta(rng.exponential(3, len(broken)), unit="h"),
            "deployment": broken,
        }
    )
    started = pd.Timestamp(BEGIN, unit="s", tz="UTC") + pd.to_timedelta(
        np.sort(rng.uniform(0, 3_650, EVENTS)), unit="D"
    )
    items = pd.DataFrame(
        {
            "item": np.arange(EVENTS),
            "started_at": started,
            "finished_at": started + pd.to_timedelta(rng.lognormal(1, 0.8, EVENTS), unit="D"),
        }
    )
    return changes, deployments, incidents, items


def main() -> None:
    """Print the two tables."""
    with tempfile.TemporaryDirectory() as folder:
        place = repository(Path(folder) / "bookings")
        command = ["git", "-C", str(place), "log", "-z", "--format=%H%x00%P%x00%at%x00%ct%x00%B"]
        floor = seconds(lambda: subprocess.run(command, check=True, capture_output=True))
        ours = seconds(lambda: from_git(place))
    verdict = "met" if ours < AIM_GIT else "missed"
    print(
        f"{COMMITS:,} commits, {COMMITS // EVERY} tags: {ours:.2f} s, aim {AIM_GIT:.0f}: {verdict}"
    )
    print(f"git log of the same fields alone: {floor:.2f} s, so {ours / floor:.1f} times the floor")

    changes, deployments, incidents, items = tables()
    log = delivery.delivery_log(changes, deployments, incidents)
    table = delivery.item_table(items)
    steps: dict[str, Callable[[], object]] = {
        "delivery_log": lambda: delivery.delivery_log(changes, deployments, incidents),
        "measures": lambda: delivery.measures(log),
        "item_table": lambda: delivery.item_table(items),
        "flow_measures": lambda: delivery.flow_measures(table),
        "throughput": lambda: delivery.throughput(table),
        "cumulative_flow": lambda: delivery.cumulative_flow(table),
        "littles_law": lambda: delivery.littles_law(table),
        "item_ages": lambda: delivery.item_ages(table),
    }
    spent = {name: seconds(run) for name, run in steps.items()}
    print(f"\n{EVENTS:,} changes and {EVENTS:,} items")
    for name, each in spent.items():
        print(f"{name:<18}{each:8.2f} s")
    five = spent["delivery_log"] + spent["measures"]
    verdict = "met" if five < AIM_EVENTS else "missed"
    print(f"the five measures from raw tables: {five:.2f} s, aim {AIM_EVENTS:.0f}: {verdict}")


if __name__ == "__main__":
    main()
