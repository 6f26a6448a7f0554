"""Cells in which IPython has nothing to translate, told without its own search for magics.

Most cells are Python and nothing else, and to find that out takes IPython longer than to run them.
"""

from __future__ import annotations

import ast
import re

DOUBTFUL = re.compile(r"^\s*(>>>|\.\.\.|In ?\[|Out ?\[|-*>)|^[^\S\n]+$|\\|[\r\f\v]", re.MULTILINE)
"""Prompts and blanks, which IPython strips though they may stand in a text of several lines; and a
backslash, of which Python may warn each time that it reads the cell."""


def is_plain_python(source: str) -> bool:
    r"""Whether IPython would run a cell as it stands; if in doubt, no.

    >>> is_plain_python("x = 1\nprint(x)"), is_plain_python("%time x = 1\nprint(x)")
    (True, False)
    >>> is_plain_python("ls")  # a magic without its mark
    False
    """
    if not source or source[0].isspace() or DOUBTFUL.search(source):
        return False
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return False
    return "\n" in source.rstrip() or all(_no_magic(each) for each in tree.body)


def _no_magic(statement: ast.stmt) -> bool:
    """Whether a line of its own begins with nothing that could be the name of a magic."""
    if isinstance(statement, ast.Assign):
        return isinstance(statement.targets[0], ast.Name)
    return isinstance(statement, ast.Import | ast.ImportFrom | ast.Assert)


def may_await(source: str) -> bool:
    """Whether a cell may wait for something outside a function; if in doubt, yes.

    >>> may_await("x = 1"), may_await("await soon()")
    (False, True)
    """
    return "await" in source or "async" in source
