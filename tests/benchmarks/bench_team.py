"""The simulated team: arrays against a plain loop of the same model, cost by size, memory.

Run `python tests/benchmarks/bench_team.py`. The aim is 150 ms for 2,000 replications of 52 weeks
of eight people on one core.
"""

from __future__ import annotations

import statistics
import time
import tracemalloc
from collections.abc import Callable

import numpy as np
from team_loop import loop

from leadlab.catalog_team import default_team
from leadlab.simulation.engine import simulate
from leadlab.simulation.experiments import flips
from leadlab.simulation.team import DAYS, SHIFTS, Team
from leadlab.simulation.team_policy import Policy

AIM_MS = 150
WEEKS = 52
LOOPED = 20


def milliseconds(run: Callable[[], object], *, times: int = 7) -> tuple[float, float, float]:
    """Best and median time by the clock, and best of the processor alone."""
    clock, processor = [], []
    for _ in range(times):
        started, worked = time.perf_counter(), time.process_time()
        run()
        clock.append(1000 * (time.perf_counter() - started))
        processor.append(1000 * (time.process_time() - worked))
    return min(clock), statistics.median(clock), min(processor)


def floor(team: Team, policy: Policy, *, replications: int, kept: int) -> None:
    """Say where the time of the arrays goes, and so how much of it could still be saved.

    Calls: a run of one replication, which makes every call and moves next to no numbers.
    Draws: the same count of raw numbers, from one generator. Keeping: as many bytes as the runs
    keep, written once to fresh memory. What is left is arithmetic on the numbers themselves.
    """
    rng = np.random.Generator(np.random.PCG64(1))
    a_week = 3 * DAYS + SHIFTS + 2 * len(team.people)
    items = team.in_progress + round(1.1 * team.throughput * WEEKS)

    def draw() -> None:
        for _ in range(WEEKS):
            rng.random((a_week, replications))
        rng.random((items, replications))

    whole, _, _ = milliseconds(
        lambda: simulate(team, policy, weeks=WEEKS, replications=replications)
    )
    parts = {
        "calls": milliseconds(lambda: simulate(team, policy, weeks=WEEKS, replications=1))[0],
        "draws": milliseconds(draw)[0],
        "keeping": milliseconds(lambda: np.full(kept // 8, 1.0))[0],
    }
    parts["arithmetic"] = max(whole - sum(parts.values()), 0.0)
    shown = ", ".join(
        f"{name} {part:.0f} ms ({part / whole:.0%})".replace("%", " %")
        for name, part in parts.items()
    )
    print(f"where {whole:.0f} ms go: {shown}")


def main() -> None:
    """Print the tables."""
    team, policy = default_team(), Policy()
    simulate(team, policy, weeks=2, replications=10)
    print(f"{'replications':>12}{'best ms':>10}{'median':>10}{'processor':>11}{'us each':>10}")
    best = 0.0
    for replications in (250, 500, 1_000, 2_000, 4_000, 8_000):

        def arrays(replications: int = replications) -> object:
            return simulate(team, policy, weeks=WEEKS, replications=replications)

        found = milliseconds(arrays)
        if replications == 2_000:
            best = found[0]
        row = "".join(f"{value:10.0f}" for value in found)
        print(f"{replications:12,}{row} {1000 * found[0] / replications:10.0f}")
    verdict = "met" if best < AIM_MS else "missed"
    print(f"2,000 x {WEEKS} weeks x 8 people: {best:.0f} ms, aim {AIM_MS} ms: {verdict}")

    slow, _, _ = milliseconds(
        lambda: loop(team, policy, weeks=WEEKS, replications=LOOPED, seed=7), times=3
    )
    each, ours = slow / LOOPED, best / 2_000
    print(f"plain loop: {each:.1f} ms a replication, arrays {ours:.3f} ms: {each / ours:.0f} times")

    tracemalloc.start()
    runs = simulate(team, policy, weeks=WEEKS, replications=2_000)
    kept, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"memory of 2,000 x {WEEKS}: kept {kept / 1e6:.0f} MB, peak {peak / 1e6:.0f} MB")
    numbers = sum(
        each.size
        for each in (
            *runs.record.ledger.gauges.values(), *runs.record.ledger.causes.values(),
            runs.record.pages,
            runs.record.here, runs.record.able, runs.record.exhaustion,
            runs.record.flow.recovery_hours, *runs.record.flow.by_day.values(),
        )
    )  # fmt: skip
    told = loop(team, policy, weeks=1, replications=1, seed=7)
    print(
        f"numbers kept for a week: arrays {numbers / 2_000 / WEEKS:.0f}, plain loop {len(told)}; "
        "the loop is spared the rest"
    )
    floor(team, policy, replications=2_000, kept=kept)

    for name, run in (
        ("lead time of every change", lambda: type(runs).lead_time.func(runs)),
        ("log of one replication", lambda: runs.events(0)),
        ("asking a function, 200 x 26", lambda: simulate(
            team, lambda view: Policy(debt=0.2 if view.debt_interest_felt > 0.2 else 0.1),
            weeks=26, replications=200,
        )),
        ("which assumption flips, all coefficients", lambda: flips(
            team, Policy(debt=0.2), Policy(debt=0), weeks=26, replications=50,
        )),
    ):  # fmt: skip
        print(f"{name}: {milliseconds(run, times=1)[0]:.0f} ms")


if __name__ == "__main__":
    main()
