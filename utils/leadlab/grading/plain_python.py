"""Cells that IPython has nothing to add to, told without its help.

Most cells are Python and nothing else, and to find that out takes IPython longer than to run them.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable

DOUBTFUL = re.compile(r"^\s*(>>>|\.\.\.|In ?\[|Out ?\[|-*>)|^[^\S\n]+$|\\|[\r\f\v]", re.MULTILINE)
"""Prompts and blanks, which IPython strips though they may stand in a text of several lines; and a
backslash, of which Python may warn each time that it reads the cell."""


LOOKS_BACK = re.compile(
    r"\b(_i+|_i\d+|_ih|get_ipython|globals|locals|vars|dir|eval|exec|__main__)\b"
    r"|\b(history_manager|last_execution_result|last_execution_succeeded)\b"
    r"|\bIn\b(?! +(?!(?:and|else|for|if|in|is|not|or)\b)\w)"  # not as a word of a sentence
    r"|(?:^|=)\s*(?:%(?!matplotlib\b|time\b|timeit\b)|!|\?)",
    re.MULTILINE,
)
"""How a cell can find what IPython keeps of the cells before it, beside the values themselves."""


def plain_tree(source: str) -> ast.Module | None:
    r"""A cell as Python has it, if IPython would run it as it stands; if in doubt, None.

    >>> ast.unparse(plain_tree("x = 1\nprint(x)"))
    'x = 1\nprint(x)'
    >>> plain_tree("%time x = 1\nprint(x)"), plain_tree("ls")  # a magic, and one without its mark
    (None, None)
    """
    if not source or source[0].isspace() or DOUBTFUL.search(source):
        return None
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None
    plain = "\n" in source.rstrip() or all(_no_magic(each) for each in tree.body)
    return tree if plain else None


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


def looks_back(sources: Iterable[str]) -> bool:
    """Whether one of these cells may look at IPython's notes on earlier ones; if in doubt, yes.

    >>> looks_back(["x = 1", "x"]), looks_back(["x = 1", "print(In[1])"])
    (False, True)
    """
    return any(LOOKS_BACK.search(each) for each in sources)
