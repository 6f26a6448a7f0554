"""The garden: what the model takes for each step of a flight, without the drawing of its page.

Run `python tests/benchmarks/bench_garden.py`. The aim is 100 ms for a step of the learner, at the
95th percentile; the worlds at the end are asked for by a button of their own.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from leadlab.catalog_garden import default_garden
from leadlab.simulation.garden_debrief import causes_of_garden, dials, in_worlds, led_otherwise
from leadlab.simulation.garden_flight import GardenFlight, Range
from leadlab.simulation.garden_policies import pair_and_delegate
from leadlab.simulation.garden_worlds import evaluate

AIM_MS = 100
TIMES = 20


def begun(seed: int) -> GardenFlight:
    """A flight before its first month."""
    ranges = {"output": Range(low=120, high=160), "capability": Range(low=12, high=14)}
    return GardenFlight(home=default_garden(), seed=seed).forecast(ranges)


def led(seed: int, months: int = 9) -> GardenFlight:
    """A flight led as the form stands."""
    flight = begun(seed)
    for _ in range(months):
        flight = flight.grow(flight.proposal)
    return flight


def told(flight: GardenFlight) -> object:
    """All that the page of a month is told from."""
    return flight.facts, dials(flight)


def p95(step: Callable[[int], object], *, times: int = TIMES) -> float:
    """95th percentile of the processor's time for a step, in milliseconds."""
    taken = []
    for seed in range(times):
        started = time.process_time()
        step(seed)
        taken.append(1000 * (time.process_time() - started))
    return sorted(taken)[round(0.95 * (times - 1))]


def main() -> None:
    """Print each step."""
    flights = [led(seed) for seed in range(TIMES)]
    steps: dict[str, Callable[[int], object]] = {
        "the ninth month": lambda seed: told(led(seed)),
        "the causes": lambda seed: causes_of_garden(flights[seed]),
        "three other ways": lambda seed: led_otherwise(flights[seed]),
    }
    print(f"processor's time, p95 of {TIMES} flights, ms; aim for a step: {AIM_MS}")
    for name, step in steps.items():
        print(f"{name:<28} {p95(step):6.0f}")
    print(
        f"{'the ways in 40 worlds':<28} {p95(lambda seed: in_worlds(flights[seed]), times=3):6.0f}"
    )
    graded = p95(lambda seed: evaluate(pair_and_delegate, default_garden(), seed=seed), times=3)
    print(f"{'a graded policy, 200 worlds':<28} {graded:6.0f}")


if __name__ == "__main__":
    main()
