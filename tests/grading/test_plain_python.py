"""Cells that are run as they stand are those that IPython would leave as they are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from IPython.core.interactiveshell import InteractiveShell

from leadlab.grading.plain_python import may_await, plain_tree

ROOT = Path(__file__).parents[2]
PLAIN = (
    "x = 1\nprint(x)",
    "x = 5 % 3\ny = x if x != 2 else 7",
    "def f(x):\n    '''Ask: why? %s !'''\n    return x",
    "import math",
    "from math import pi",
    "x = 1",
    "assert 1 == 1",
    "value = (8\n/ 2)",
    "# why?\nx = 1  # or not?",
)
FOR_IPYTHON = (
    "ls", "time", "time = 3; time", "x, y = 1, 2", "x += 1", "print(1)", "x?", "?x", "!ls",
    "files = !ls", "%time x = 1\ny = 2", "%%time\nx = 1\ny = 2", "x = %time 1\ny = 2",
    ">>> x = 1\n>>> x", "In [1]: x = 1\n   ...: y = 2", "'''\n>>> x\n'''\ny = 1",
    "  x = 1\n  y = 2", "\n\nx = 1\ny = 2", "'''a\n   \nb'''\nx = 1", "x = 'a\\d'\ny = 2", "f(",
    "", " ", "x = 1\x0cy = 2", "x = 1\r\ny = 2",
)  # fmt: skip


def cells_of_the_course() -> Iterator[str]:
    """Every code cell of every lesson."""
    for path in sorted((ROOT / "course").rglob("*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                yield "".join(cell["source"])


@pytest.fixture(name="shell", scope="module")
def _shell() -> InteractiveShell:
    return InteractiveShell()


@pytest.mark.parametrize("source", PLAIN)
def test_plain_cells_are_told(source):
    """They are known as plain without IPython's own search."""
    assert plain_tree(source) is not None


@pytest.mark.parametrize("source", FOR_IPYTHON)
def test_doubtful_cells_are_left_to_ipython(source):
    """A magic, a prompt, a blank line with blanks or a backslash: IPython decides."""
    assert plain_tree(source) is None


def test_ipython_would_change_none_of_them(shell):
    """Whatever is called plain comes back from IPython as it went in, over all lessons."""
    cells = [each for each in (*cells_of_the_course(), *PLAIN) if plain_tree(each) is not None]

    assert len(cells) > 250
    for source in cells:
        assert shell.transform_cell(source).rstrip("\n") == source.rstrip("\n")


@pytest.mark.parametrize(
    "source", ["await soon()", "async with a:\n    pass", "[x async for x in y]"]
)
def test_what_may_wait_is_looked_at(source):
    """The word is there wherever something waits."""
    assert may_await(source)
