"""A floor of the package imports only from the floors below it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "utils" / "leadlab"

FLOORS = [
    {"errors"},
    {"intervals"},
    {"models"},
    {"simulation", "sources"},
    {"catalog", "logbook"},
    {"checks"},
    {"views"},
    {"reports"},
    {"notebook", "__init__"},
]
TOGETHER = [{"catalog", "logbook"}, {"notebook", "__init__"}]  # may import one another
APART = {
    "grading": {
        "errors",
        "intervals",
        "models",
        "simulation",
        "catalog",
        "logbook",
        "checks",
        "grading",
    },
    "workshop": {
        "errors",
        "intervals",
        "models",
        "simulation",
        "catalog",
        "logbook",
        "checks",
        "views",
    },
    "cli": {
        "errors",
        "intervals",
        "models",
        "simulation",
        "catalog",
        "logbook",
        "checks",
        "grading",
        "reports",
        "sources",
        "workshop",
    },
}


def unit_of(parts: tuple[str, ...]) -> str:
    """Unit that a dotted module path belongs to; `catalog_world` is part of `catalog`."""
    name = parts[0]
    for known in ("catalog", "logbook", "notebook"):
        if name == known or name.startswith(f"{known}_"):
            return known
    return name


def imports_of(path: Path) -> set[tuple[str, ...]]:
    """Every module that a file imports, as tuples of names, imports inside functions included."""
    found: set[tuple[str, ...]] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {tuple(alias.name.split(".")) for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            base = tuple(node.module.split("."))
            if base == ("leadlab",):
                found |= {(*base, alias.name) for alias in node.names}
            else:
                found.add(base)
    return found


def modules() -> list[Path]:
    """Every Python file of the package."""
    return sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_module_imports_only_from_lower_floors(path: Path) -> None:
    """What a module may import is decided by the floor that it lives on."""
    unit = unit_of(path.relative_to(PACKAGE).with_suffix("").parts)
    if unit in APART:
        allowed = APART[unit] | {unit, "__version__"}
    else:
        level = next(i for i, floor in enumerate(FLOORS) if unit in floor)
        allowed = {unit}.union(*FLOORS[:level])
        if FLOORS[level] in TOGETHER:
            allowed |= FLOORS[level]

    used = {
        unit_of(module[1:])
        for module in imports_of(path)
        if module[:1] == ("leadlab",) and module[1:]
    }

    assert set() == used - allowed


@pytest.mark.parametrize(
    "path", sorted((PACKAGE / "models").rglob("*.py")), ids=lambda p: str(p.relative_to(PACKAGE))
)
def test_a_model_is_pure_and_never_imports_a_sibling(path: Path) -> None:
    """A model displays and stores nothing, and uses none of the other models."""
    own = path.relative_to(PACKAGE / "models").with_suffix("").parts[0]
    siblings, libraries = set(), set()
    for module in imports_of(path):
        if module[:2] == ("leadlab", "models"):
            siblings |= set(module[2:3]) - {own}
        elif module[0] in {
            "matplotlib",
            "ipywidgets",
            "IPython",
            "sqlite3",
            "yaml",
            "nbgrader",
            "scipy",
        }:
            libraries.add(module[0])

    assert (set(), set()) == (siblings, libraries)


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_no_module_outgrows_its_idea(path: Path) -> None:
    """A module over 400 lines holds more than one idea."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
