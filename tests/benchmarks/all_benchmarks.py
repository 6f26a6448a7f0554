"""Run every benchmark of this folder in turn: what `make bench` calls.

Use: python tests/benchmarks/all_benchmarks.py [NAME ...]
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main(names: list[str]) -> int:
    """Run the benchmarks named, or all of them; 0 when none of them broke."""
    known = {path.stem.removeprefix("bench_"): path for path in sorted(HERE.glob("bench_*.py"))}
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"There is no benchmark {unknown[0]!r}; there are: {', '.join(known)}.")
        return 2
    print(conditions())
    failed = []
    for name in names or known:
        print(f"\n== {name}", flush=True)
        if subprocess.call([sys.executable, str(known[name])]) != 0:
            failed.append(name)
    if failed:
        print(f"\nbroken: {', '.join(failed)}")
    return 1 if failed else 0


def conditions() -> str:
    """The machine, in a line, since a time means nothing without it."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    system = f"{platform.system()} {platform.machine()}"
    return f"Python {platform.python_version()}, {system}, {os.cpu_count()} cores{load}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
