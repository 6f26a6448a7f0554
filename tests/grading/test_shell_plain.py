"""Cells run without IPython's notes come out as they do with them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from judged_cells import given

from leadlab.grading import trial_learner
from leadlab.grading.judge import close_stage, judge
from leadlab.grading.levels import find_level
from leadlab.grading.plain_python import looks_back
from leadlab.grading.records import CellResult, Limits, Submission

ROOT = Path(__file__).parents[2]
LIMITS = Limits(cell_seconds=20, notebook_seconds=120)
CELLS = (
    "import sys, warnings\nx = 3",
    "print('to both')\nprint('sides', file=sys.stderr)\nx",
    "x += 1\nx",
    "(_, x)\n_ + 1",
    "y = _\n[Out[key] for key in sorted(Out)]",
    "x;\nx;",
    "warnings.warn('careful')\nx = 5",
    "for _each in range(2):\n    warnings.warn('again')",
    "a = 1000\nb = 1000\nprint(a is b)",
    "def f(n):\n    return 1 / n\nprint(f(2))",
    "import inspect\nprint(inspect.getsource(f))",
    "before = 1\nf(0)\nafter = 1",
    "print('after' in sys.modules['builtins'].__dict__, before)\nafter",
    "seen = 1\nreturn seen\nunseen = 1",
    "seen\nunseen",
    "left = 1\nsys.exit(3)",
    "left\nraise KeyboardInterrupt('no')",
    "from __future__ import annotations\nclass A:\n    x: missing\nA.__annotations__",
    "class B:\n    x: other_missing\nB.__annotations__",
    "try:\n    f(0)\nexcept ZeroDivisionError as error:\n    raise ValueError('worse') from error",
    "display(1, 'two')\nprint('end', end='')",
    "x = (1,\n     f)\nx[0]",
    "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.title('t');",
    "def slow():\n    yield from (1, 2)\nlist(slow())",
    "lambda: 0\nNone",
    "%matplotlib inline",
    "x[0]",
    "_, __, ___",
)
OF_ONE_RUN = re.compile(r"0x[0-9a-f]+|\S+\.py:\d+: |\\n  (?:warnings\.)?warn\([^)]*\)")
"""Addresses, and the line of the library that gives advice on `exit`."""


@pytest.fixture(scope="module", autouse=True)
def _stage() -> Iterator[None]:
    yield
    close_stage()


def _judged(cells: tuple[str, ...]) -> tuple[CellResult, ...]:
    submission = Submission(
        student="ana", assignment="a", notebook="n", cells=tuple(given(each) for each in cells)
    )
    return judge(submission, level=find_level().level, limits=LIMITS).results


def _seen(results: tuple[CellResult, ...]) -> list[str]:
    """Endings and outputs, without what differs between two runs of the same thing."""
    return [
        OF_ONE_RUN.sub("", json.dumps([each.ending.name, *each.outputs], sort_keys=True))
        for each in results
    ]


def _with_notes(monkeypatch: pytest.MonkeyPatch, cells: tuple[str, ...]) -> list[str]:
    with monkeypatch.context() as patch:
        patch.setattr(trial_learner, "_looks_back", lambda _submission: True)
        return _seen(_judged(cells))


def test_nothing_comes_out_differently(monkeypatch):
    """Values, prints, warnings, tracebacks, numbers of cells: all as IPython gives them."""
    assert not looks_back(CELLS)
    assert _with_notes(monkeypatch, CELLS) == _seen(_judged(CELLS))


@pytest.mark.parametrize("path", sorted((ROOT / "exercises").glob("*/*.ipynb")), ids=str)
def test_nor_in_the_course(monkeypatch, path):
    """All code cells of an exercise notebook as handed out, its own grading included."""
    cells = tuple(
        "".join(each["source"])
        for each in json.loads(path.read_text(encoding="utf-8"))["cells"]
        if each["cell_type"] == "code"
    )

    assert not looks_back(cells)
    assert _with_notes(monkeypatch, cells) == _seen(_judged(cells))


@pytest.mark.parametrize(
    "source",
    ["In[1]", "len(In)", "_i1", "_ih[-1]", "vars()", "get_ipython().history_manager", "%who",
     "%%capture kept\n1", "kept = In", "!ls", "eval('I' + 'n')", "for each in In: print(each)",
     "In or []", "'x' in In and 1", "x = %who_ls", "files = !ls", "[*In]", "In\n",
     "from IPython import InteractiveShell as S\nS.instance().history_manager"],
)  # fmt: skip
def test_a_notebook_that_looks_back_is_ipythons(source):
    """Whoever asks for what IPython keeps finds it."""
    assert looks_back(["x = 1", source])


@pytest.mark.parametrize(
    "source",
    ["# In this cell, in June\nx = 1", "print('In total 3')", "%matplotlib inline", "x = 7 % 3",
     "%time x = 1", "print(f'{x:.0%} In 2026')", "Index = Inner = 1", "_ + 1", "directory = 1"],
)  # fmt: skip
def test_a_notebook_that_does_not_is_told(source):
    """Words of a sentence, remainders and shown values are no look at IPython's notes."""
    assert not looks_back(["x = 1", source])


def test_what_is_looked_back_at_is_there():
    """`In` holds the cells before, and the number of the cell is the next one."""
    *_, last = _judged(("x = 1\ny = 2", "x + y\ny", "(In[1], In[2], _2)\nlen(In)"))

    assert "4" == last.outputs[0]["data"]["text/plain"]
    assert 3 == last.outputs[0]["execution_count"]


def test_whoever_asks_to_be_told_is_told():
    """A library's function that is to run after each cell does, with the cell's result."""
    cells = (
        "from IPython.core.interactiveshell import InteractiveShell\nheard = []",
        (
            "tell = lambda result: heard.append(result.success)\n"
            "InteractiveShell.instance().events.register('post_run_cell', tell)"
        ),
        "x = 1\ny = 2",
        "heard\nheard[-1:]",
    )

    assert not looks_back(cells)
    *_, last = _judged(cells)

    assert "[True]" == last.outputs[0]["data"]["text/plain"]
