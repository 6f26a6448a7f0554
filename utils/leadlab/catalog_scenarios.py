"""Scenarios and the world they share, read from the content folder.

Each scenario is a file of its own; a malformed one costs only itself.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

import yaml

from leadlab.catalog_concepts import concepts
from leadlab.catalog_course import course
from leadlab.catalog_evidence import evidence_ids
from leadlab.catalog_files import (
    Document,
    cached,
    content_files,
    read_document,
)
from leadlab.errors import ContentError, UnknownName
from leadlab.models.scenario import Fault, Scenario, ScenarioFaults, World, lint
from leadlab.models.scenario.faults import Severity
from leadlab.models.scenario.parse import parse_scenario
from leadlab.models.scenario.world import parse_world

FOLDER = "scenarios"
WORLD = "world.yaml"

_Safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _PlainLoader(_Safe):  # type: ignore[misc]  # the C loader where there is one
    """YAML in which only true and false are truth values, and 09:05 stays a text."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML looks it up on the class
        first: [
            (tag, pattern)
            for tag, pattern in resolvers
            if not tag.endswith((":bool", ":int", ":timestamp"))
        ]
        for first, resolvers in _Safe.yaml_implicit_resolvers.items()
    }


def _plain_resolvers() -> None:
    import re

    _PlainLoader.add_implicit_resolver(
        "tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|false|False)$"), list("tTfF")
    )
    _PlainLoader.add_implicit_resolver(
        "tag:yaml.org,2002:int", re.compile(r"^[-+]?(?:0|[1-9][0-9]*)$"), list("-+0123456789")
    )


_plain_resolvers()


def plain_document(file: str) -> Document:
    """File of the content folder with its data as it is written: `no` is a word, 09:05 a text."""
    return read_document(file, _PlainLoader)


@cached
def world() -> World:
    """Company, people and calendar.

    >>> world().people["rui"].pronoun
    'they'
    """
    document = plain_document(WORLD)
    if document.faults:
        raise document.faults[0]
    try:
        return parse_world(document.data)
    except ScenarioFaults as error:
        raise placed(document, error.faults[0]) from None


def scenario_names() -> tuple[str, ...]:
    """Names of all scenario files, readable or not, sorted."""
    return tuple(file.rpartition("/")[2].removesuffix(".yaml") for file in _files())


def scenario(name: str) -> Scenario:
    """Scenario by name; a faulty one raises its first fault with file, line and path."""
    if name not in scenario_names():
        raise UnknownName("scenario", name, scenario_names())
    loaded = _loaded()(name)
    if isinstance(loaded, Scenario):
        return loaded
    raise loaded[0]


def scenario_document(name: str) -> Document:
    """File of a scenario as plain data with lines."""
    return plain_document(f"{FOLDER}/{name}.yaml")


def scenario_faults() -> tuple[ContentError, ...]:
    """Every fault of the world and of all scenario files that keeps them from being used."""
    try:
        world()
    except ContentError as error:
        return (error,)
    found: list[ContentError] = []
    for name in scenario_names():
        loaded = _loaded()(name)
        found += _references(loaded) if isinstance(loaded, Scenario) else loaded
    return tuple(found)


def _references(story: Scenario) -> list[ContentError]:
    """Faults of a readable scenario whose module, concepts or evidence do not exist."""
    document = scenario_document(story.name)
    modules = [module.id for module in course().modules]
    found = []
    if modules and story.module not in modules:
        says = str(UnknownName("module", story.module, modules))
        found.append(document.fault(("module",), says))
    for i, concept in enumerate(story.practises):
        if concepts() and concept not in concepts():
            says = str(UnknownName("concept", concept, concepts()))
            found.append(document.fault(("practises", i), says))
    for i, name in enumerate(story.debrief.evidence):
        if evidence_ids() and name not in evidence_ids():
            says = str(UnknownName("evidence", name, evidence_ids()))
            found.append(document.fault(("debrief", "evidence", i), says))
    return found


@dataclass(frozen=True, slots=True)
class Checked:
    """What the linter says about a scenario, with file and line."""

    error: ContentError
    severity: Severity

    def __str__(self) -> str:
        return f"{self.severity}: {self.error}"


def checked(name: str) -> tuple[Checked, ...]:
    """Every fault and warning of a scenario: what cannot be read, or else what the linter finds."""
    if name not in scenario_names():
        raise UnknownName("scenario", name, scenario_names())
    loaded = _loaded()(name)
    if not isinstance(loaded, Scenario):
        return tuple(Checked(fault, "fault") for fault in loaded)
    document = scenario_document(name)
    references = [Checked(fault, "fault") for fault in _references(loaded)]
    found = [Checked(placed(document, each), each.severity) for each in lint(loaded, world())]
    return (*references, *found)


def placed(document: Document, fault: Fault) -> ContentError:
    """Fault of a scenario with the file and the line where it stands."""
    return document.fault(fault.path, fault.text)


def _files() -> tuple[str, ...]:
    return content_files(FOLDER, ".yaml")


@cached
def _loaded() -> Any:
    return functools.cache(_load)


def _load(name: str) -> Scenario | tuple[ContentError, ...]:
    document = scenario_document(name)
    if document.faults:
        return document.faults
    try:
        found = parse_scenario(document.data, world())
    except ScenarioFaults as error:
        return tuple(placed(document, fault) for fault in error.faults)
    if found.name != name:
        says = f"the file is {name}.yaml, so write `name: {name}`; seen {found.name!r}"
        return (document.fault(("name",), says),)
    return found
