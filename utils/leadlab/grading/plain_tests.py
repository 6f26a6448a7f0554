"""Whether tests leave nothing behind, so that one bench can run those of many submissions.

The tests are the instructor's, and honest; the question is only whether what one of them does
could change what another finds. Where that cannot be ruled out, each submission has a bench of
its own.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterable, Iterator

from leadlab.grading.provenance import plain_source
from leadlab.grading.records import Cell, Role

HARMLESS = frozenset({
    "abc", "bisect", "collections", "copy", "dataclasses", "datetime", "decimal", "enum",
    "fractions", "functools", "heapq", "itertools", "json", "leadlab", "math", "matplotlib",
    "numbers", "numpy", "operator", "pandas", "random", "re", "scipy", "statistics", "string",
    "textwrap", "time", "typing",
})  # fmt: skip
"""Packages that are imported without a trace, apart from what `STIRRING` names."""
STIRRING = frozenset({
    "__import__", "breakpoint", "compile", "delattr", "eval", "exec", "get_ipython", "globals",
    "input", "locals", "open", "setattr", "vars", "set_option", "set_printoptions", "seterr",
    "options", "environ", "register", "to_csv", "to_json", "to_pickle", "to_parquet", "to_excel",
    "to_html", "save", "savez", "savetxt", "tofile", "dump", "write_text", "write_bytes",
})  # fmt: skip
"""Names that change something beyond the test, or might."""
DRAWING = frozenset(["seed", "random", "testing", "assert_", "grade", "check"])
"""Parts of calls that may stand alone: what they change is set anew for each submission."""


def leave_nothing(cells: Iterable[Cell]) -> bool:
    r"""Whether the tests of a notebook change nothing that outlives them.

    What its set-up cells change is the same for each submission, and does not count.

    >>> cells = [Cell(kind="code", role=Role.TEST, source="import numpy as np\nassert np.e > 2")]
    >>> leave_nothing(cells)
    True
    >>> leave_nothing([Cell(kind="code", role=Role.TEST, source="import os; os.chdir('/')")])
    False
    """
    sources = tuple(each.source for each in cells if each.role is Role.TEST)
    return _leave_nothing(sources)


@functools.lru_cache(maxsize=100)
def _leave_nothing(sources: tuple[str, ...]) -> bool:
    try:
        trees = [ast.parse(plain_source(each)) for each in sources]
    except (SyntaxError, ValueError, RecursionError):
        return False
    imported = {name for tree in trees for name in _imported(tree)}
    return not any(_stirs(node, imported) for tree in trees for node in ast.walk(tree))


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for each in node.names:
                yield (each.asname or each.name).partition(".")[0]


def _stirs(node: ast.AST, imported: set[str]) -> bool:
    if isinstance(node, ast.Import):
        return any(each.name.partition(".")[0] not in HARMLESS for each in node.names)
    if isinstance(node, ast.ImportFrom):
        return (node.module or "").partition(".")[0] not in HARMLESS
    if isinstance(node, ast.Name):
        return node.id in STIRRING
    if isinstance(node, ast.Attribute):
        stored = not isinstance(node.ctx, ast.Load) and _root(node) in imported
        return stored or node.attr in STIRRING or node.attr.startswith("__")
    if isinstance(node, ast.Subscript):
        return not isinstance(node.ctx, ast.Load) and _root(node) in imported
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        words = ast.unparse(node.value.func)
        return _root(node.value.func) in imported and not any(each in words for each in DRAWING)
    return False


def _root(node: ast.AST) -> str:
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""
