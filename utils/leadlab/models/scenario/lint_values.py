"""What the linter says about values: a condition that asks for one that can never be.

A draw with named values gives texts, and a thread has the values that the world lists.
A comparison with anything else is never true, and a story with such a line plays on without it.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise

from leadlab.models.scenario.faults import Fault, no_such
from leadlab.models.scenario.format import Scenario
from leadlab.models.scenario.parts import conditions_of
from leadlab.models.scenario.world import World

Allowed = Mapping[tuple[str, str], Collection[str]]


def value_faults(scenario: Scenario, world: World) -> Iterator[Fault]:
    """Conditions that compare a draw or a thread with a value that it never has."""
    allowed: dict[tuple[str, str], Collection[str]] = {
        ("draw", name): draw.values for name, draw in scenario.draws.items() if draw.values
    }
    for name in scenario.threads.reads:
        if name in world.threads and world.threads[name].values:
            allowed["thread", name] = world.threads[name].values
    for path, text in conditions_of(scenario):
        for node in ast.walk(ast.parse(text.strip(), mode="eval")):
            if isinstance(node, ast.Compare):
                yield from (Fault(path, f'in "{text}": {said}') for said in _never(node, allowed))


def _never(node: ast.Compare, allowed: Allowed) -> Iterator[str]:
    sides = [node.left, *node.comparators]
    for first, second in pairwise(sides):
        for asked, against in ((first, second), (second, first)):
            key = _subject(asked)
            if key in allowed:
                for value in _constants(against):
                    if value not in allowed[key]:
                        yield no_such(f"value of the {key[0]} {key[1]!r}", value, allowed[key])


def _subject(node: ast.expr) -> tuple[str, str]:
    if isinstance(node, ast.Name):
        return "draw", node.id
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
        first = node.args[0]
        if isinstance(first, ast.Constant):
            return node.func.id, str(first.value)
    return "", ""


def _constants(node: ast.expr) -> list[object]:
    parts = node.elts if isinstance(node, ast.Tuple | ast.List) else [node]
    return [part.value for part in parts if isinstance(part, ast.Constant)]
