"""The small expression language of scenarios: read with `ast`, checked, never run as Python."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Any, TypeVar

from leadlab.errors import LeadlabError, shortened
from leadlab.models.scenario.faults import no_such

Value = Any  # a number, a string, True, False, None or a tuple of strings
Run = Callable[["Moment"], Value]
R = TypeVar("R")


def evolved(record: R, **changes: Any) -> R:
    """Copy of a frozen record with some fields changed; lighter than `dataclasses.replace`.

    Stories are walked tens of thousands of times by the linter, and copying is most of the work.
    """
    copy = object.__new__(type(record))
    copy.__dict__.update(record.__dict__)
    copy.__dict__.update(changes)
    return copy


class ConditionError(LeadlabError, ValueError):
    """A condition that cannot be read, or not worked out at some moment.

    >>> evaluate("told >= 1", Moment(values={"told": None}))
    Traceback (most recent call last):
    ...
    leadlab.models.scenario.conditions.ConditionError: "told >= 1" cannot be worked out: ...
    """


@dataclass(frozen=True, kw_only=True)
class Moment:
    """Everything that a condition or a text can see at one point of a story.

    `values` is the flat namespace of state, draws and flags; it is never changed in place.

    >>> now = Moment(values={"trust": 6}, chosen={"day_1": "a"})
    >>> holds("trust >= 5 and chose('day_1', 'a')", now)
    True
    """

    values: Mapping[str, Value]
    chosen: Mapping[str, str] = field(default_factory=dict)
    visited: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()
    threads: Mapping[str, Value] = field(default_factory=dict)
    bands: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    week: int = 1

    def but(self, **changes: Any) -> Moment:
        """Copy with some fields changed."""
        return evolved(self, **changes)

    def band(self, state: str) -> str:
        """Band of a state: low, middle or high."""
        lower, upper = self.bands[state]
        value = self.values[state]
        return "low" if value < lower else "middle" if value < upper else "high"


@dataclass(frozen=True, slots=True)
class Expression:
    """A checked expression: what it says, what it mentions, and how to work it out."""

    text: str
    names: frozenset[str]
    calls: tuple[tuple[str, tuple[str, ...]], ...]
    run: Run


FUNCTIONS = {
    "knows": "knows('fact')",
    "chose": "chose('beat', 'choice', ...)",
    "visited": "visited('beat')",
    "thread": "thread('name')",
    "band": "band('state')",
    "count": "count(condition, ...)",
    "week": "week()",
    "min": "min(a, b)",
    "max": "max(a, b)",
    "abs": "abs(a)",
}
COMPARISONS: dict[type[ast.cmpop], Callable[[Value, Value], Value]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda item, group: group is not None and item in group,
    ast.NotIn: lambda item, group: group is None or item not in group,
}
ARITHMETIC: dict[type[ast.operator], Callable[[Value, Value], Value]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
CONSTANTS: Mapping[str, Value] = {"true": True, "false": False, "none": None}


@lru_cache(maxsize=4096)
def expression(text: str) -> Expression:
    """Read and check an expression; a fault names the expression and the part that is not allowed.

    >>> sorted(expression("trust > 3 and knows('script')").names)
    ['trust']
    >>> expression("open('x')")
    Traceback (most recent call last):
    ...
    leadlab.models.scenario.conditions.ConditionError: in "open('x')": there is no function ...
    """
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except SyntaxError as error:
        column = f", near column {error.offset}" if error.offset else ""
        raise ConditionError(f'"{shortened(text)}" cannot be read{column}') from None
    reader = _Reader()
    try:
        run = reader.read(tree.body)
    except ValueError as error:
        raise ConditionError(f'in "{shortened(text)}": {error}') from None
    return Expression(text, frozenset(reader.names), tuple(reader.calls), run)


def evaluate(text: str, moment: Moment) -> Value:
    """Value of an expression at a moment.

    >>> evaluate("20 - days_left / 2", Moment(values={"days_left": 8}))
    16.0
    """
    try:
        return expression(text).run(moment)
    except (KeyError, TypeError, ZeroDivisionError) as error:
        raise ConditionError(f'"{shortened(text)}" cannot be worked out: {error}') from error


def holds(text: str | None, moment: Moment) -> bool:
    """Whether a condition is true; no condition is always true.

    >>> holds(None, Moment(values={}))
    True
    """
    return text is None or bool(evaluate(text, moment))


class _Reader:
    """Turns a checked syntax tree into a function of a moment."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.calls: list[tuple[str, tuple[str, ...]]] = []

    def read(self, node: ast.expr) -> Run:
        match node:
            case ast.Constant(value=value) if isinstance(value, bool | int | float | str | None):
                return lambda _: value
            case ast.Name(id=name) if name in CONSTANTS:
                constant = CONSTANTS[name]
                return lambda _: constant
            case ast.Name(id=name):
                self.names.add(name)
                return lambda moment: moment.values[name]
            case ast.BoolOp(op=op, values=parts):
                runs = [self.read(part) for part in parts]
                if isinstance(op, ast.And):
                    return lambda moment: all(run(moment) for run in runs)
                return lambda moment: any(run(moment) for run in runs)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                inner = self.read(operand)
                return lambda moment: not inner(moment)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                inner = self.read(operand)
                return lambda moment: -inner(moment)
            case ast.BinOp(left=left, op=op, right=right) if type(op) in ARITHMETIC:
                work = ARITHMETIC[type(op)]
                first, second = self.read(left), self.read(right)
                return lambda moment: work(first(moment), second(moment))
            case ast.IfExp(test=test, body=body, orelse=orelse):
                asked, yes, no = self.read(test), self.read(body), self.read(orelse)
                return lambda moment: yes(moment) if asked(moment) else no(moment)
            case ast.Compare():
                return self.comparison(node)
            case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts):
                runs = [self.read(part) for part in parts]
                return lambda moment: tuple(run(moment) for run in runs)
            case ast.Call():
                return self.call(node)
        raise ValueError(f"{shortened(ast.unparse(node))!r} is not allowed in a condition")

    def comparison(self, node: ast.Compare) -> Run:
        for op in node.ops:
            if type(op) not in COMPARISONS:
                raise ValueError("compare with ==, !=, <, <=, >, >=, in or not in")
        runs = [self.read(part) for part in (node.left, *node.comparators)]
        tests = [COMPARISONS[type(op)] for op in node.ops]

        def run(moment: Moment) -> bool:
            seen = [part(moment) for part in runs]
            pairs = pairwise(seen)
            return all(test(*pair) for test, pair in zip(tests, pairs, strict=True))

        return run

    def call(self, node: ast.Call) -> Run:
        name = node.func.id if isinstance(node.func, ast.Name) else ast.unparse(node.func)
        if name not in FUNCTIONS:
            raise ValueError(no_such("function", name, FUNCTIONS))
        if node.keywords:
            raise ValueError(f"write {FUNCTIONS[name]}, without names of arguments")
        if name in {"count", "min", "max", "abs"}:
            return self.arithmetic_call(name, node.args)
        words = tuple(
            part.value
            for part in node.args
            if isinstance(part, ast.Constant) and isinstance(part.value, str)
        )
        needed = {"week": 0, "chose": 2}.get(name, 1)
        enough = len(words) >= 2 if name == "chose" else len(words) == needed
        if len(words) != len(node.args) or not enough:
            raise ValueError(f"write {FUNCTIONS[name]}")
        self.calls.append((name, words))
        return _story_call(name, words)

    def arithmetic_call(self, name: str, args: list[ast.expr]) -> Run:
        runs = [self.read(part) for part in args]
        if not runs or (name == "abs" and len(runs) != 1):
            raise ValueError(f"write {FUNCTIONS[name]}")
        if name == "count":
            return lambda moment: sum(bool(run(moment)) for run in runs)
        if name == "abs":
            return lambda moment: abs(runs[0](moment))
        work = min if name == "min" else max
        return lambda moment: work(run(moment) for run in runs)


def _story_call(name: str, words: tuple[str, ...]) -> Run:
    if name == "week":
        return lambda moment: moment.week
    first, rest = words[0], words[1:]
    match name:
        case "knows":
            return lambda moment: first in moment.known
        case "visited":
            return lambda moment: first in moment.visited
        case "thread":
            return lambda moment: moment.threads[first]
        case "band":
            return lambda moment: moment.band(first)
    return lambda moment: moment.chosen.get(first) in rest
