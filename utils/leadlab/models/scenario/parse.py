"""From plain data to a checked scenario; every fault at once."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from leadlab.errors import shortened
from leadlab.models.scenario.faults import Fault, ScenarioFaults
from leadlab.models.scenario.fields import Banded, Conditional, Line
from leadlab.models.scenario.format import Scenario
from leadlab.models.scenario.names import name_faults
from leadlab.models.scenario.world import Model, World

TAGGED: Mapping[str, type[Model]] = {"~line": Line, "~if": Conditional, "~by": Banded}


def parse_scenario(data: object, world: World) -> Scenario:
    """Scenario from the data of its file, with all its names looked up.

    Raises:
        ScenarioFaults: with every fault, each with its path in the file.
    """
    scenario = read_shape(data)
    if faults := list(name_faults(scenario, world)):
        raise ScenarioFaults(scenario.name, faults)
    return scenario


def read_shape(data: object) -> Scenario:
    """Scenario from plain data; names are not looked up yet.

    >>> read_shape({"titel": "x"})
    Traceback (most recent call last):
    ...
    leadlab.models.scenario.faults.ScenarioFaults: Scenario '?' has ... faults...
    """
    if not isinstance(data, Mapping):
        seen = shortened(repr(data))
        raise ScenarioFaults("?", [Fault((), f"a scenario is a mapping, seen {seen}")])
    try:
        return Scenario.model_validate(data)
    except ValidationError as error:
        faults = [_fault(each) for each in error.errors(include_url=False)]
        raise ScenarioFaults(str(data.get("name", "?")), faults) from None


def _fault(error: ErrorDetails) -> Fault:
    path = tuple(part for part in error["loc"] if not str(part).startswith("~"))
    kind, seen = error["type"], shortened(repr(error["input"]))
    match kind:
        case "missing":
            return Fault(path, "is missing")
        case "extra_forbidden":
            return Fault(path, _unknown_field(error["loc"]))
        case "value_error":
            return Fault(path, str(error["ctx"]["error"]))
        case "literal_error":
            allowed = error["ctx"]["expected"].replace(" or ", ", ").replace("'", "").split(", ")
            near = difflib.get_close_matches(str(error["input"]), allowed, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            return Fault(path, f"write one of {', '.join(allowed)}; seen {seen}{hint}")
        case "string_pattern_mismatch":
            return Fault(path, f"{_pattern_in_words(error['ctx']['pattern'])}; seen {seen}")
    message = error["msg"]
    return Fault(path, f"{message[0].lower()}{message[1:]}; seen {seen}")


def _pattern_in_words(pattern: str) -> str:
    if ":" in pattern:
        return 'write the time as "09:05", in quotation marks'
    if pattern.startswith(r"^\d\d_"):
        return "write a module as 01_decision_making"
    return "write a name in small letters, digits and underscores"


def _unknown_field(loc: tuple[int | str, ...]) -> str:
    allowed = sorted(set(_fields_at(loc[:-1])))
    near = difflib.get_close_matches(str(loc[-1]), allowed, n=1, cutoff=0.6)
    hint = f"did you mean {near[0]!r}?" if near else f"allowed are {', '.join(allowed)}"
    return f"there is no such field; {hint}"


def _fields_at(loc: tuple[int | str, ...]) -> Iterator[str]:
    models: set[type[Model]] = {Scenario}
    for part in loc:
        if isinstance(part, str) and part in TAGGED:
            models = {TAGGED[part]}
            continue
        inner = {
            found
            for model in models
            for name, info in model.model_fields.items()
            if part == (info.alias or name)
            for found in _models_in(info.annotation)
        }
        models = inner or models
    for model in models:
        for name, info in model.model_fields.items():
            yield info.alias or name


def _models_in(annotation: Any) -> Iterator[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)
