"""Whose a name is that a test uses: the learner's answer, or what the instructor wrote.

The instructor's own notebook, with the solutions, says what learners are asked for: what its
answer cells bind is the learner's, what its set-up and test cells bind is not, whatever a
submission does to it. So `np`, a helper function or a table of cases cannot be replaced.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from types import CodeType

from leadlab.grading.records import Cell, Role

DRAWN = re.compile(r"random|rng|shuffle|sample|uuid|secrets|urandom|\btime\b|now\(|today\(|getpid")
"""Words of code that may give something else each time it runs."""
LOOKING = frozenset({"print", "display", "help", "show", "plot", "scatter", "bar", "hist", "barh"})
"""Calls that change nothing of what they are given."""
MAGIC = re.compile(r"^\s*(%|!)|\?\s*$", re.MULTILINE)


class Owner(Enum):
    """Whose a name is."""

    LEARNER = "the learner's"
    COURSE = "the course's"
    BUILTIN = "Python's"


@dataclass(slots=True)
class Statement:
    """One statement of a cell, with the names that it makes or changes."""

    node: ast.stmt
    role: Role
    cell: int
    makes: set[str] = field(default_factory=set)
    changes: set[str] = field(default_factory=set)
    code: CodeType | None = None
    """As compiled, once it has been run."""
    drawn: bool = False
    """Whether it may give something else each time."""

    @property
    def imports(self) -> bool:
        """Whether it is an import."""
        return isinstance(self.node, ast.Import | ast.ImportFrom)

    @property
    def function(self) -> bool:
        """Whether it makes a function."""
        return isinstance(self.node, ast.FunctionDef | ast.AsyncFunctionDef)


class Provenance:
    """Whose the names are, at each test of a notebook.

    >>> cells = [
    ...     Cell(kind="code", role=Role.GIVEN, source="import numpy as np"),
    ...     Cell(kind="code", role=Role.ANSWER, source="def f(): return np.pi", grade_id="f"),
    ...     Cell(kind="code", role=Role.TEST, source="assert f() > 3", grade_id="t", points=1),
    ... ]
    >>> names = Provenance(cells)
    >>> [names.owner(name, "t").value for name in ("f", "np", "len", "other")]
    ["the learner's", "the course's", "Python's", "the learner's"]
    """

    def __init__(self, cells: Sequence[Cell]) -> None:
        self.cells = cells
        self.statements = [
            statement
            for at, cell in enumerate(cells)
            if cell.kind == "code"
            for statement in _statements(cell, at)
        ]
        self.places = {cell.grade_id: at for at, cell in enumerate(cells) if cell.grade_id}
        self._mentions = {
            node.id
            for statement in self.statements
            if statement.role is Role.ANSWER
            for node in ast.walk(statement.node)
            if isinstance(node, ast.Name)
        }

    def before(self, test: str | None) -> int:
        """Number of the cells that come before a test."""
        return self.places.get(test or "", len(self.cells))

    def makers(self, name: str, test: str | None) -> list[Statement]:
        """Statements before a test that make or change a name, in order."""
        end = self.before(test)
        return [
            each
            for each in self.statements
            if each.cell < end and (name in each.makes or name in each.changes)
        ]

    def owner(self, name: str, test: str | None) -> Owner:
        """Whose a name is when a test runs."""
        found = self.makers(name, test)
        last = next((each for each in reversed(found) if name in each.makes), None)
        if last is None:
            return Owner.BUILTIN if hasattr(builtins, name) else Owner.LEARNER
        if last.imports:
            return Owner.COURSE
        if last.role is Role.ANSWER:
            return Owner.LEARNER
        if last.function:
            return Owner.COURSE
        if isinstance(last.node, ast.ClassDef):
            return Owner.LEARNER if name in self._mentions else Owner.COURSE
        if last.role is Role.GIVEN and (
            any(each.drawn for each in found) or any(each.role is Role.ANSWER for each in found)
        ):
            return Owner.LEARNER
        return Owner.COURSE


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _statements(cell: Cell, at: int) -> Iterator[Statement]:
    source = plain_source(cell.source)
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    drawn = bool(DRAWN.search(source))
    for node in tree.body:
        makes, changes = names_of(node)
        yield Statement(node, cell.role, at, makes, changes - makes, drawn=drawn)


def plain_source(source: str) -> str:
    """A cell's source as Python, its magics turned into calls.

    >>> plain_source("%matplotlib inline").startswith("get_ipython()")
    True
    """
    if not MAGIC.search(source):
        return source
    from IPython.core.inputtransformer2 import TransformerManager

    try:
        return str(TransformerManager().transform_cell(source))
    except SyntaxError:
        return source


def names_of(statement: ast.stmt) -> tuple[set[str], set[str]]:
    """Names that a statement binds at the top, and names whose value it may change in place.

    >>> names_of(ast.parse("a = f(b)").body[0])
    ({'a'}, set())
    """
    finder = _Names()
    finder.visit(statement)
    return finder.makes, finder.changes


class _Names(ast.NodeVisitor):
    """Walks one statement without going into functions."""

    def __init__(self) -> None:
        self.makes: set[str] = set()
        self.changes: set[str] = set()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self.makes.add(node.name)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self.makes.add(node.name)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.makes.add(node.name)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        pass

    def visit_Import(self, node: ast.Import) -> None:
        self.makes |= {(each.asname or each.name).partition(".")[0] for each in node.names}

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        self.makes |= {each.asname or each.name for each in node.names}

    def visit_Name(self, node: ast.Name) -> None:
        if not isinstance(node.ctx, ast.Load):
            self.makes.add(node.id)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self.generic_visit(node)
        self._changed(node.target)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        self._stored(node)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        self._stored(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        self.generic_visit(node)
        if isinstance(node.value, ast.Call) and _last_name(node.value.func) not in LOOKING:
            self._changed(node.value.func)
            for each in node.value.args:
                self._changed(each)

    def generic_visit(self, node: ast.AST) -> None:
        """Go on, but not into what binds no name outside."""
        if not isinstance(node, ast.SetComp | ast.DictComp | ast.GeneratorExp | ast.ListComp):
            super().generic_visit(node)

    def _stored(self, node: ast.Attribute | ast.Subscript) -> None:
        if not isinstance(node.ctx, ast.Load):
            self._changed(node)
        self.generic_visit(node)

    def _changed(self, node: ast.expr) -> None:
        while isinstance(node, ast.Attribute | ast.Subscript | ast.Starred):
            node = node.value
        if isinstance(node, ast.Name):
            self.changes.add(node.id)
