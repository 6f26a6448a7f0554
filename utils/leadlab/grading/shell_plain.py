"""Cells that are Python and nothing else, run as IPython runs them, without its notes on them.

IPython keeps what went into each cell (`In`, `_i`), what was printed and what came of it. In a
notebook that never looks back at that, keeping it takes longer than most cells.
"""

from __future__ import annotations

import ast
import linecache
import warnings
from types import CodeType
from typing import TYPE_CHECKING

from leadlab.grading.plain_python import may_await, plain_tree

if TYPE_CHECKING:
    from leadlab.grading.shell import Shell

NO_EXIT = "To exit: use 'exit', 'quit', or Ctrl-D."
"""What IPython says where a cell would end the whole session."""


def run_plain(shell: Shell, source: str) -> bool | None:
    """Whether a cell went well; None if it is for IPython to run.

    Names, values (`_`, `Out`), the number of the cell, what is displayed, warnings and errors are
    as IPython has them.
    """
    tree = plain_tree(source)
    if tree is None or may_await(source) or _is_listened_to(shell):
        return None
    name = _entered(shell, source)
    shell.events.trigger("pre_execute")
    shell.displayhook.cell = source
    try:
        with shell.builtin_trap, shell.display_trap:
            return _execute(shell, tree, name)
    finally:
        shell.displayhook.cell = None
        shell.events.trigger("post_execute")


def _is_listened_to(shell: Shell) -> bool:
    """Whether somebody has asked to be told of each cell, or to change it."""
    hooks = shell.events.callbacks
    return bool(
        hooks["pre_run_cell"]
        or hooks["post_run_cell"]
        or shell.ast_transformers
        or shell.custom_exceptions
        or shell.ast_node_interactivity != "last_expr"
    )


def _entered(shell: Shell, source: str) -> str:
    """The name under which tracebacks and `inspect` find the lines of a cell."""
    count = shell.execution_count
    shell.execution_count = count + 1
    text = source if source.endswith("\n") else f"{source}\n"
    name = str(shell.compile.get_code_name(source, text, count))
    linecache.cache[name] = len(text), None, text.splitlines(keepends=True), name
    return name


def _execute(shell: Shell, tree: ast.Module, name: str) -> bool:
    """Run a cell, statement by statement: one that Python refuses stops only what follows."""
    try:
        for at, each in enumerate(tree.body, start=1):
            shown = at == len(tree.body) and isinstance(each, ast.Expr)
            exec(_code(shell, each, name, shown=shown), shell.user_global_ns, shell.user_ns)
    except SystemExit:
        shell.showtraceback()
        warnings.warn(NO_EXIT, stacklevel=1)
        return False
    except BaseException:  # noqa: BLE001 - whatever a learner's cell may raise is its own result
        shell.showtraceback()
        return False
    return True


def _code(shell: Shell, statement: ast.stmt, name: str, *, shown: bool) -> CodeType:
    module = ast.Interactive([statement]) if shown else ast.Module([statement], [])
    code: CodeType = shell.compile(module, name, "single" if shown else "exec")
    return code
