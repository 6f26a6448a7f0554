"""Tests as courses have them, which never heard of a judge: right answers pass, wrong ones fail."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from leadlab.grading.judge import close_stage, judge
from leadlab.grading.levels import find_level
from leadlab.grading.records import Cell, Limits, Role, Submission, Verdict

LIMITS = Limits(cell_seconds=10, notebook_seconds=60)
TREE = """
class Node:
    def __init__(self, value, left=None, right=None):
        self.value, self.left, self.right = value, left, right
"""
VECTOR = """
class Vector:
    def __init__(self, x, y): self.x, self.y = x, y
    def __add__(self, other): return Vector(self.x + other.x, self.y + other.y)
    def __mul__(self, k): return Vector(self.x * k, self.y * k)
    def __eq__(self, other): return (self.x, self.y) == (other.x, other.y)
    def __repr__(self): return f"Vector({self.x}, {self.y})"
"""
USUAL: dict[str, tuple[str, str, str, str]] = {
    "what a function prints": (
        "", "def greet(name):\n    print('Hi', name)", "def greet(name):\n    print('Ho', name)",
        "import io\nfrom contextlib import redirect_stdout\nkept = io.StringIO()\n"
        "with redirect_stdout(kept):\n    greet('Ana')\nassert kept.getvalue() == 'Hi Ana\\n'",
    ),
    "an error of Python's": (
        "", "def root(x):\n    if x < 0: raise ValueError('below 0')\n    return x ** 0.5",
        "def root(x):\n    return x",
        "import pytest\nwith pytest.raises(ValueError, match='below'):\n    root(-1)",
    ),
    "an error of the answer's own": (
        "", "class TooLow(ValueError):\n    pass\ndef f(x):\n    raise TooLow(x)",
        "class TooLow(ValueError):\n    pass\ndef f(x):\n    return x",
        "try:\n    f(3)\nexcept TooLow as error:\n    assert error.args == (3,)\nelse:\n    assert False",
    ),
    "a function of functions": (
        "", "def twice(f):\n    return lambda x: f(f(x))", "def twice(f):\n    return f",
        "assert twice(lambda x: x + 3)(1) == 7\nassert twice(abs)(-1) == 1",
    ),
    "a decorator": (
        "", "def logged(f):\n    def inner(*a):\n        inner.calls += 1\n        return f(*a)\n"
        "    inner.calls = 0\n    return inner",
        "def logged(f):\n    f.calls = 0\n    return f",
        "@logged\ndef add(a, b):\n    return a + b\nassert add(1, 2) == 3 and add.calls == 1",
    ),
    "a generator": (
        "", "def count(n):\n    yield from range(n)", "def count(n):\n    yield n",
        "assert list(count(3)) == [0, 1, 2]\nassert sum(count(4)) == 6 and next(count(2)) == 0",
    ),
    "an endless generator": (
        "", "def odd():\n    n = 1\n    while True:\n        yield n\n        n += 2",
        "def odd():\n    while True:\n        yield 2",
        "from itertools import islice\nassert list(islice(odd(), 3)) == [1, 3, 5]",
    ),
    "a class with operators": (
        "", VECTOR, VECTOR.replace("self.x * k", "self.x + k"),
        "assert Vector(1, 2) + Vector(3, 4) == Vector(4, 6)\nassert Vector(1, 2) * 3 == Vector(3, 6)\n"
        "assert repr(Vector(1, 2)) == 'Vector(1, 2)'",
    ),
    "a subclass": (
        "class Animal:\n    def speak(self): return '...'\n    def twice(self): return self.speak() * 2",
        "class Dog(Animal):\n    def speak(self): return 'wuff'", "class Dog:\n    def twice(self): return ''",
        "assert issubclass(Dog, Animal) and isinstance(Dog(), Animal)\nassert Dog().twice() == 'wuffwuff'",
    ),
    "objects of a class that was given": (
        TREE, "def depth(node):\n    return 0 if node is None else 1 + max(depth(node.left), depth(node.right))",
        "def depth(node):\n    return 1",
        "assert depth(Node(1, Node(2, Node(3)), Node(4))) == 3\nassert depth(None) == 0",
    ),
    "objects of a class that was given, made by the answer": (
        TREE, "def grow(values):\n    node = None\n    for each in values:\n        node = Node(each, node)\n"
        "    return node",
        "def grow(values):\n    return Node(values[0])",
        "top = grow([1, 2])\nassert isinstance(top, Node) and top.value == 2 and top.left.value == 1",
    ),
    "a data class": (
        "from dataclasses import dataclass", "@dataclass\nclass P:\n    x: int\n    y: int = 0",
        "@dataclass\nclass P:\n    x: int\n    y: int = 1",
        "assert P(1) == P(1, 0) and P(2).x == 2\nassert str(P(1)) == 'P(x=1, y=0)'",
    ),
    "a name of Python's, written anew": (
        "", "def sum(values):\n    total = 0\n    for each in values:\n        total += each\n    return total",
        "def sum(values):\n    return 0", "assert sum([1, 2, 3]) == 6",
    ),
    "data that was given, changed by the answer": (
        "import pandas as pd\nsales = pd.DataFrame({'n': [1, 2], 'price': [3.0, 4.0]})",
        "sales['value'] = sales['n'] * sales['price']", "sales['value'] = 0.0",
        "assert sales['value'].tolist() == [3.0, 8.0]",
    ),
    "data that is drawn": (
        "import numpy as np\ndata = np.random.default_rng().normal(size=50)", "mean = data.mean()",
        "mean = data.sum()", "assert np.isclose(mean, np.mean(data))",
    ),
    "a table, by group": (
        "import pandas as pd\nt = pd.DataFrame({'k': list('aab'), 'v': [1, 2, 3]})",
        "means = t.groupby('k')['v'].mean()", "means = t['v'].mean()",
        "assert means['a'] == 1.5\npd.testing.assert_series_equal(means, t.groupby('k')['v'].mean())",
    ),
    "dates and categories": (
        "import pandas as pd", "t = pd.DataFrame({'d': pd.to_datetime(['2026-03-02']), 'c': pd.Categorical(['a'])})",
        "t = pd.DataFrame({'d': ['2026-03-02'], 'c': ['a']})",
        "assert t['d'].dt.year[0] == 2026 and t['c'].dtype == 'category'",
    ),
    "a list changed in place": (
        "", "def drop_even(values):\n    values[:] = [v for v in values if v % 2]", "def drop_even(values):\n    pass",
        "given = [1, 2, 3]\nassert drop_even(given) is None and given == [1, 3]",
    ),
    "a table changed in place": (
        "import pandas as pd", "def add(t):\n    t['b'] = t['a'] * 2", "def add(t):\n    t = t.assign(b=0)",
        "t = pd.DataFrame({'a': [1, 2]})\nadd(t)\nassert t['b'].tolist() == [2, 4]",
    ),
    "a file that the answer writes": (
        "", "with open('out.csv', 'w') as file:\n    file.write('a,b\\n1,2\\n')", "...",
        "import pandas as pd\nassert pd.read_csv('out.csv')['b'][0] == 2",
    ),
    "a file that is not there": (
        "", "def read(path):\n    return open(path).read()", "def read(path):\n    return ''",
        "try:\n    read('none.txt')\nexcept FileNotFoundError:\n    pass\nelse:\n    assert False",
    ),
    "a figure": (
        "import matplotlib.pyplot as plt", "fig, ax = plt.subplots()\nax.plot([1, 2])\nax.set_title('Load')",
        "fig, ax = plt.subplots()", "assert ax.get_title() == 'Load' and len(ax.lines) == 1",
    ),
    "the current figure": (
        "import matplotlib.pyplot as plt", "def draw():\n    plt.plot([1, 2])\n    plt.title('Load')",
        "def draw():\n    plt.plot([1, 2])",
        "plt.close('all')\ndraw()\nassert plt.gca().get_title() == 'Load'\nplt.close('all')",
    ),
    "how an answer is written": (
        "", "def f(n):\n    return 1 if n == 0 else n * f(n - 1)",
        "from math import factorial\ndef f(n):\n    return factorial(n)",
        "import inspect\nassert 'factorial' not in inspect.getsource(f) and f(3) == 6",
    ),
    "what is asked of a person": (
        "", "def ask():\n    return int(input('n? ')) * 2", "def ask():\n    return 0",
        "from unittest.mock import patch\nwith patch('builtins.input', return_value='4'):\n    assert ask() == 8",
    ),
    "a name that the test sets": (
        "", "def tax(price):\n    return price * RATE", "def tax(price):\n    return price",
        "RATE = 0.5\nassert tax(10) == 5",
    ),
    "a magic": ("%matplotlib inline", "x = 4", "x = 5", "%precision 2\nassert x == 4"),
    "a name of the course's, in a helper": (
        "import math\ndef near(a, b):\n    return math.isclose(a, b)\nEXPECTED = 2.5", "x = 2.5", "x = 2.4",
        "assert near(x, EXPECTED)",
    ),
    "an import in the answer": (
        "", "import numpy as np\nx = np.ones(2)", "import numpy as np\nx = np.zeros(2)",
        "assert np.array_equal(x, [1, 1])",
    ),
    "an await": (
        "", "async def later():\n    return 3", "async def later():\n    return 4",
        "import asyncio\nassert await later() == 3",
    ),
    "names from an earlier test": (
        "", "x = 3", "x = 4", "assert x == helper_of_a_test()",
    ),
}  # fmt: skip
FORGEABLE = {
    "the current figure", "how an answer is written", "what is asked of a person",
    "a name that the test sets", "an await",
}  # fmt: skip
"""Tests that look into the process of the answer, and so are run there."""
EARLIER = "def helper_of_a_test():\n    return 3"


@pytest.fixture(scope="module", autouse=True)
def _stage() -> Iterator[None]:
    yield
    close_stage()


def cells(given: str, answer: str, test: str) -> tuple[Cell, ...]:
    """A notebook of one question, with an earlier test that makes a helper."""
    return (
        Cell(kind="code", role=Role.GIVEN, source=given),
        Cell(kind="code", role=Role.TEST, source=EARLIER, grade_id="earlier", points=0.0),
        Cell(kind="code", role=Role.ANSWER, source=answer, grade_id="answer"),
        Cell(kind="code", role=Role.TEST, source=test, grade_id="test", points=2.0),
    )


def judged(given: str, answer: str, solution: str, test: str) -> Verdict:
    """The verdict on an answer, in a course with this solution."""
    submission = Submission(
        student="ana", assignment="ps1", notebook="p1", cells=cells(given, answer, test),
        reference=cells(given, solution, test),
    )  # fmt: skip
    return judge(submission, level=find_level().level, limits=LIMITS)


@pytest.mark.parametrize("name", USUAL)
def test_a_usual_test_tells_right_from_wrong(name: str) -> None:
    """The right answer has its points, the wrong one none; marked where it had to run beside it."""
    given, right, wrong, test = USUAL[name]
    good, bad = (judged(given, each, right, test) for each in (right, wrong))

    assert (2.0, 0.0) == (good.results[3].points, bad.results[3].points), good.results[3]
    assert (name in FORGEABLE) == good.results[3].forgeable
    assert () == good.faults
