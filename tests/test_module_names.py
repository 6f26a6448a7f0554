"""Test files and their helpers can be collected together, whatever runs first."""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

TESTS = Path(__file__).parent


def dotted(path: Path) -> str:
    """Name by which pytest imports a file: from the first folder above it without `__init__.py`."""
    parts = [path.stem]
    for folder in path.parents:
        if not (folder / "__init__.py").exists():
            break
        parts.insert(0, folder.name)
    return ".".join(parts)


def test_no_two_files_have_one_name() -> None:
    """Files of one name hide each other, and the whole run stops while it collects."""
    found = defaultdict(set)
    for path in TESTS.rglob("*.py"):
        if path.name not in ("__init__.py", "conftest.py"):
            found[dotted(path)].add(str(path.relative_to(TESTS)))
    packages = {dotted(path / "x").split(".")[0] for path in TESTS.rglob("*") if path.is_dir()}
    hidden = {name: places for name, places in found.items() if len(places) > 1}
    shadows = {
        name
        for name in found
        if name in sys.stdlib_module_names or (name in packages and "." not in name)
    }
    assert {} == hidden
    assert set() == shadows - {"x"}
