"""How long `import leadlab` takes beyond the interpreter's own start."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

RUNS = 20
TARGET_MS = 50
SUBJECTS = {
    "interpreter alone": "pass",
    "import leadlab": "import leadlab as lab",
    "import numpy": "import numpy",
}


def main() -> None:
    """Print the medians side by side; the subjects take turns, so that load hits them alike."""
    times_ms: dict[str, list[float]] = {name: [] for name in SUBJECTS}
    for _ in range(RUNS + 1):
        for name, code in SUBJECTS.items():
            times_ms[name].append(start_ms(code))
    medians = {name: statistics.median(times[1:]) for name, times in times_ms.items()}
    alone = medians["interpreter alone"]
    print(f"median of {RUNS} starts each, in turn, after one to warm up")
    print(f"{'':<20} {'total ms':>9} {'beyond start ms':>16}")
    for name, median in medians.items():
        print(f"{name:<20} {median:9.1f} {median - alone:16.1f}")
    print(f"target for import leadlab: under {TARGET_MS} ms beyond the start")


def start_ms(code: str) -> float:
    """Milliseconds from the start of an interpreter to its end."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
