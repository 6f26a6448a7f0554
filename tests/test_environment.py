"""The conda environment and the package's metadata ask for the same things."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent


def normal(requirement: str) -> tuple[str, str]:
    """Name and range of a requirement, in the form that package indexes compare."""
    match = re.fullmatch(r"([A-Za-z0-9._-]+)\s*(.*)", requirement)
    assert match, requirement
    ranges = ",".join(sorted(match[2].replace(" ", "").split(",")))
    return re.sub(r"[-_.]+", "-", match[1]).lower(), ranges


def conda_requirements() -> tuple[dict[str, str], list[str]]:
    """What environment.yml asks for by name, and the paths that it installs."""
    listed = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    plain = [entry for entry in listed if isinstance(entry, str)]
    from_pip = next(entry["pip"] for entry in listed if isinstance(entry, dict))
    paths = [entry for entry in from_pip if entry.startswith("-e")]
    named = [entry for entry in from_pip if not entry.startswith("-e")]
    return dict(normal(each) for each in plain + named), paths


def project() -> dict:
    """The project table of pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_both_ask_for_the_same_ranges() -> None:
    """A package has one range, whichever installer reads it."""
    asked = project()
    expected = dict(
        normal(each) for each in asked["dependencies"] + asked["optional-dependencies"]["test"]
    )
    seen, _ = conda_requirements()
    del seen["pip"], seen["python"]

    assert expected == seen


def test_both_ask_for_the_same_python() -> None:
    """The oldest Python is named alike in both files and in the set-up script."""
    expected = project()["requires-python"]
    script = (ROOT / "utils" / "bootstrap.py").read_text(encoding="utf-8")
    oldest = re.search(r"^OLDEST = \((\d+), (\d+)\)$", script, re.MULTILINE)

    assert oldest
    assert expected == conda_requirements()[0]["python"] == f">={oldest[1]}.{oldest[2]}"


def test_conda_installs_the_package_itself() -> None:
    """The environment holds the package of this folder, so that the course can be edited."""
    _, paths = conda_requirements()

    assert paths == ["-e ."]
