"""Whose a name is, and whether tests leave something behind: decided by the instructor's notebook."""

from __future__ import annotations

import ast

import pytest

from leadlab.grading.plain_tests import leave_nothing
from leadlab.grading.provenance import Owner, Provenance, names_of
from leadlab.grading.records import Cell, Role

CELLS = [
    (Role.GIVEN, "import numpy as np\nfrom math import sqrt as root\nLIMIT = 3\nrows = [1]\n", None),
    (Role.GIVEN, "import random\nluck = random.random()\ndef near(a, b): ...\nclass Node: ...\n", None),
    (Role.GIVEN, "class Tool: ...", None),
    (Role.ANSWER, "import pandas as pd\ndef f(): return Node()\nx = 1\nrows.append(2)\ndef len(a): ...", "a"),
    (Role.TEST, "helper = 1\ndef check(a): ...\nassert f()", "first"),
    (Role.ANSWER, "helper = 2", "b"),
    (Role.TEST, "assert helper", "second"),
]  # fmt: skip


@pytest.fixture(name="names")
def _names() -> Provenance:
    return Provenance(
        [
            Cell(kind="code", role=role, source=source, grade_id=grade_id)
            for role, source, grade_id in CELLS
        ]
    )


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("np", Owner.COURSE),
        ("root", Owner.COURSE),
        ("LIMIT", Owner.COURSE),
        ("near", Owner.COURSE),
        ("Tool", Owner.COURSE),
        ("pd", Owner.COURSE),
        ("f", Owner.LEARNER),
        ("x", Owner.LEARNER),
        ("rows", Owner.LEARNER),
        ("luck", Owner.LEARNER),
        ("Node", Owner.LEARNER),
        ("len", Owner.LEARNER),
        ("abs", Owner.BUILTIN),
        ("unheard_of", Owner.LEARNER),
    ],
)
def test_a_name_belongs_to_who_makes_it(names: Provenance, name: str, owner: Owner) -> None:
    """Imports, functions and constants of the set-up are the course's; what the solution makes or
    changes, what is drawn and what the solution builds on are the learner's.
    """
    assert owner is names.owner(name, "first")


def test_the_last_who_made_a_name_before_the_test_has_it(names: Provenance) -> None:
    """A helper of a test is the course's until an answer makes it anew."""
    assert (Owner.LEARNER, Owner.COURSE) == (
        names.owner("helper", "second"),
        names.owner("check", "second"),
    )


@pytest.mark.parametrize(
    ("source", "makes", "changes"),
    [
        ("a, (b, *c) = x", {"a", "b", "c"}, set()),
        ("a.b.c = 1", set(), {"a"}),
        ("a['x'][1] = b", set(), {"a"}),
        ("a += 1", {"a"}, {"a"}),
        ("a.sort()", set(), {"a"}),
        ("shuffle(a)", set(), {"a", "shuffle"}),
        ("del a[0]", set(), {"a"}),
        ("print(a)", set(), set()),
        ("for i in x: y = i", {"i", "y"}, set()),
        ("with f() as g: pass", {"g"}, set()),
        ("if (n := f()): pass", {"n"}, set()),
        ("z = [i for i in x]", {"z"}, set()),
        ("def f(a): b = 1", {"f"}, set()),
        ("import a.b, c as d", {"a", "d"}, set()),
    ],
)
def test_names_of_a_statement(source: str, makes: set[str], changes: set[str]) -> None:
    """What it binds outside functions, and what it may change in place."""
    assert (makes, changes) == names_of(ast.parse(source).body[0])


@pytest.mark.parametrize(
    ("source", "nothing"),
    [
        ("import numpy as np\nnp.testing.assert_allclose(x, 1)", True),
        ("import random\nrandom.seed(1)\nassert f(random.random())", True),
        ("import leadlab as lab\nlab.grade('a.b', x, points=1)", True),
        ("x = {}\nx['a'] = 1\nx.update(b=2)", True),
        ("import numpy as np\nnp.testing.assert_allclose = print", False),
        ("import numpy as np\nnp.set_printoptions(2)", False),
        ("import pandas as pd\npd.options.display.width = 3", False),
        ("import os", False),
        ("from unittest.mock import patch", False),
        ("import matplotlib.pyplot as plt\nplt.close()", False),
        ("open('a', 'w').write('x')", False),
        ("f.__defaults__ = ()", False),
        ("globals()['x'] = 1", False),
        ("import random\nrandom.random = lambda: 0", False),
        ("%matplotlib inline", False),
        ("this is no Python", False),
    ],
)
def test_what_could_stay_behind_is_noticed(source: str, nothing: bool) -> None:
    """Tests that change modules, files or the process do not share a bench."""
    cells = [Cell(kind="code", role=Role.TEST, source=source, grade_id="t", points=1)]

    assert nothing is leave_nothing(cells)
