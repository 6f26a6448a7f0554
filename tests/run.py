"""Run every check of the project and close with a summary: what `make test` calls.

Use: python tests/run.py [STEP ...]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTEST = (sys.executable, "-m", "pytest", "-q", "--durations=5")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One check: a name to call it by, what it shows, and the command."""

    name: str
    shows: str
    command: tuple[str, ...]


STEPS = (
    Step(name="lint", shows="ruff on code and notebooks", command=("ruff", "check", ".")),
    Step(
        name="format",
        shows="house format of code and notebooks",
        command=("ruff", "format", "--check", "."),
    ),
    Step(name="types", shows="mypy on the package", command=("mypy", "utils")),
    Step(name="content", shows="the course's data files", command=("leadlab", "content", "check")),
    Step(
        name="unit",
        shows="unit and property tests, examples in docstrings",
        command=(*PYTEST, "--ignore=tests/browser", "--ignore=tests/nbgrader"),
    ),
    Step(
        name="notebooks",
        shows="every lesson runs to its end, tagged outputs compared",
        command=(*PYTEST, "--nbval-lax", "-W", "default", "--ignore-glob=*checkpoint*", "course"),
    ),
    Step(
        name="roundtrip",
        shows="nbgrader from source to feedback, exercises fresh",
        command=(*PYTEST, "tests/nbgrader"),
    ),
    Step(
        name="browser",
        shows="JupyterLab in a real browser",
        command=(*PYTEST, "tests/browser"),
    ),
)


def main(names: list[str]) -> int:
    """Run the steps named, or all of them; 0 when all of them passed."""
    known = {step.name: step for step in STEPS}
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"There is no step {unknown[0]!r}; there are: {', '.join(known)}.", file=sys.stderr)
        return 2
    results = []
    with tempfile.TemporaryDirectory(prefix="leadlab-test-") as scratch:
        environment = test_environment(Path(scratch))
        for step in [known[name] for name in names] or STEPS:
            print(f"\n== {step.name}: {step.shows}", flush=True)
            started = time.monotonic()
            code = subprocess.call(step.command, cwd=ROOT, env=environment)
            results.append((step, code == 0, time.monotonic() - started))
    print("\n== summary")
    for step, passed, seconds in results:
        print(
            f"{'passed' if passed else 'FAILED':<7} {step.name:<10} {seconds:4.0f} s  {step.shows}"
        )
    failed = sum(not passed for _, passed, _ in results)
    print(f"{len(results) - failed} passed, {failed} failed")
    return 1 if failed else 0


def test_environment(scratch: Path) -> dict[str, str]:
    """Variables for the checks: nothing of the user's own settings is read or written."""
    folders = {
        "LEADLAB_HOME": scratch / "leadlab",
        "IPYTHONDIR": scratch / "ipython",
        "JUPYTER_CONFIG_DIR": scratch / "jupyter_config",
        "JUPYTER_DATA_DIR": scratch / "jupyter_data",
        "JUPYTER_RUNTIME_DIR": scratch / "jupyter_runtime",
        "MPLCONFIGDIR": scratch / "matplotlib",
    }
    for folder in folders.values():
        folder.mkdir()
    programs = str(Path(sys.executable).parent)
    return {
        **{name: value for name, value in os.environ.items() if name != "LEADLAB_STUDENT"},
        **{name: str(folder) for name, folder in folders.items()},
        "PATH": programs + os.pathsep + os.environ.get("PATH", ""),
        "MPLBACKEND": "Agg",
        "JUPYTER_PLATFORM_DIRS": "1",
        "JUPYTER_PREFER_ENV_PATH": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "PYTHONHASHSEED": "0",
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
