"""A submission gets the points that its tests give, and its tests run where it cannot reach."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from judged_cells import answer, check, given, points

from leadlab.grading.judge import close_stage, judge
from leadlab.grading.levels import attempt
from leadlab.grading.records import Cell, Ending, Level, Limits, Submission, Verdict
from leadlab.grading.stage import warm_stage
from leadlab.grading.stock import Stock

LIMITS = Limits(cell_seconds=5, notebook_seconds=30)


@pytest.fixture(scope="module", params=["A", "B", "C"], name="level", autouse=True)
def _level(request: pytest.FixtureRequest) -> Iterator[Level]:
    level = Level(request.param)
    if missing := attempt(level):
        pytest.skip(f"This machine has no level {level.value}: {missing}.")
    global LEVEL
    LEVEL = level
    yield level
    close_stage()


LEVEL = Level.C


def judged(*cells: Cell, reference: tuple[Cell, ...] = (), limits: Limits = LIMITS) -> Verdict:
    """The verdict on these cells."""
    submission = Submission(
        student="ana", assignment="ps1", notebook="p1", cells=cells, reference=reference
    )
    return judge(submission, level=LEVEL, limits=limits)


MEAN = "def mean(values):\n    return sum(values) / len(values)"
DATA = """
import numpy as np, pandas as pd, datetime as dt
from collections import Counter, namedtuple
Point = namedtuple("Point", "x y")
table = pd.DataFrame({"n": [1, 2], "s": ["a", None]}, index=["u", "v"])
values = {
    1: (2, {3}), "a": [1.5, None, True], "b": b"x", "c": 1 + 2j, "huge": 10**400,
    "day": dt.date(2026, 3, 2), "point": Point(1, 2), "count": Counter("aab"),
}
grid = np.arange(6, dtype="i4").reshape(2, 3)
"""


def test_a_right_answer_has_its_points_and_a_wrong_one_none() -> None:
    """A test that ends earns all; one that fails earns 0 and says why."""
    verdict = judged(
        answer(MEAN),
        check("assert mean([1, 2]) == 1.5"),
        check("assert mean([1, 2]) == 7, 'seven'", "other"),
    )

    assert [2.0, 0.0] == points(verdict)
    assert [Ending.RAN, Ending.RAN, Ending.FAILED] == [each.ending for each in verdict.results]
    assert ("AssertionError", "seven") == (
        verdict.results[2].outputs[0]["ename"],
        verdict.results[2].outputs[0]["evalue"],
    )


@pytest.mark.parametrize(
    ("last", "earned"),
    [
        ("1.5", 1.5), ("1", 1.0), ("7", 2.0), ("-1.0", 0.0), ("float('nan')", 0.0),
        ("True", 2.0), ("'1.5'", 2.0), ("None", 2.0), ("1.5;", 2.0), ("x = 1.5", 2.0),
    ],
)  # fmt: skip
def test_the_last_number_of_a_test_is_partial_credit(last: str, earned: float) -> None:
    """It is taken within 0 and the most; what is no number leaves the full points."""
    assert [earned] == points(judged(check(last)))


def test_data_of_any_usual_kind_reaches_the_test_as_it_is() -> None:
    """Numbers, texts, containers, arrays and tables compare as they do in one process."""
    verdict = judged(
        answer(DATA),
        check("assert values[1] == (2, {3}) and values['a'] == [1.5, None, True]"),
        check("assert values['huge'] == 10**400 and values['c'] == 1 + 2j", "numbers"),
        check("assert values['point'] == (1, 2) and values['point'].y == 2", "named"),
        check("assert values['count']['a'] == 2 and values['day'].month == 3", "others"),
        check("assert grid.shape == (2, 3) and grid.dtype.str == '<i4' and grid[1, 2] == 5", "a"),
        check(
            "import pandas as pd\n"
            "want = pd.DataFrame({'n': [1, 2], 's': ['a', None]}, index=['u', 'v'])\n"
            "pd.testing.assert_frame_equal(table, want)",
            "table",
        ),
    )

    assert [2.0] * 6 == points(verdict)


def test_objects_and_errors_of_the_learner_can_be_asked() -> None:
    """A class is made, its methods called and its errors caught, as in one process."""
    stack = """
class Empty(Exception):
    pass
class Stack:
    def __init__(self): self.items = []
    def push(self, item): self.items.append(item)
    def pop(self):
        if not self.items:
            raise Empty("nothing left")
        return self.items.pop()
    def __len__(self): return len(self.items)
"""
    test = """
stack = Stack()
stack.push(3)
assert len(stack) == 1 and stack.items == [3] and isinstance(stack, Stack)
assert stack.pop() == 3
try:
    stack.pop()
except Empty as error:
    assert "nothing" in str(error)
else:
    assert False
"""
    cells = (answer(stack, "stack"), check(test))

    assert [2.0] == points(judged(*cells, reference=cells))


def test_what_a_function_changes_in_its_arguments_is_changed_in_the_test() -> None:
    """A list sorted in place is sorted, and what is returned is the same list."""
    verdict = judged(
        answer("def order(values):\n    values.sort()\n    return values"),
        check("given = [3, 1]\nassert order(given) is given and given == [1, 3]"),
    )

    assert [2.0] == points(verdict)


def test_a_stage_that_was_ended_is_replaced() -> None:
    """Whatever ends the stage between or during submissions, the next verdict is the same."""
    cells = (answer(MEAN), check("assert mean([4, 2]) == 3"))
    first = points(judged(*cells))
    ended = warm_stage(LEVEL, Stock.PLAIN)
    ended.process.kill()

    assert first == points(judged(*cells)) == [2.0]
    assert -1 == ended.control.fileno()  # closed


def test_a_stage_that_was_seen_to_end_is_closed() -> None:
    """Who asks for one after its end gets another, and nothing of the old one stays open."""
    ended = warm_stage(LEVEL, Stock.PLAIN)
    ended.process.kill()
    ended.process.wait()

    assert ended is not warm_stage(LEVEL, Stock.PLAIN)
    assert -1 == ended.control.fileno()


@pytest.mark.parametrize(
    ("source", "has"),
    [
        ("import numpy as np", [True, False, False]),
        ("from matplotlib import pyplot as plt", [True, True, False]),
        ("import pandas as pd", [True, True, True]),
        ("%matplotlib inline\nx = 1", [True, True, False]),
    ],
)
def test_no_more_is_loaded_than_a_notebook_speaks_of(source: str, has: list[bool]) -> None:
    """Libraries that are there before the first line: what its stage has imported."""
    look = (
        "import sys\n"
        "found = [name in sys.modules for name in ('num' 'py', 'matplot' 'lib', 'pan' 'das')]"
    )
    verdict = judged(given(look), given(source), check(f"assert found == {has}"))

    assert [2.0] == points(verdict)


def test_a_translator_of_the_learner_s_own_is_heeded() -> None:
    """Whoever teaches IPython another writing is answered as in a notebook."""
    teach = (
        "def twice(lines):\n    return [line.replace('twice 2', '4') for line in lines]\n"
        "get_ipython().{}.append(twice)"
    )
    for where in (
        "input_transformers_cleanup", "input_transformers_post",
        "input_transformer_manager.line_transforms",
    ):  # fmt: skip
        text = "x = 'twice 2'\ny = 1"
        verdict = judged(given(teach.format(where)), answer(text), check("assert x == '4'"))

        assert [2.0] == points(verdict), where


def test_a_cell_may_wait() -> None:
    """`await` outside a function, in a cell that is Python and nothing else."""
    wait = "import asyncio\nx = await asyncio.sleep(0, 4)"

    assert [2.0] == points(judged(answer(wait), check("assert x == 4")))


def test_what_a_stage_lacks_is_imported_all_the_same() -> None:
    """A name that nobody can see in the source costs time, not points."""
    late = 'import importlib\npd = importlib.import_module("pan" + "das")'
    table = f"{late}\ntable = pd.DataFrame({{'n': [1, 2]}})"
    verdict = judged(answer(table), check("assert table['n'].sum() == 3"))

    assert [2.0] == points(verdict)


def test_a_stage_that_hears_no_more_is_replaced() -> None:
    """Its process is still there, but what is sent to it meets a closed socket."""
    cells = (answer(MEAN), check("assert mean([4, 2]) == 3"))
    judged(*cells)
    deaf = warm_stage(LEVEL, Stock.PLAIN)
    deaf.control.shutdown(socket.SHUT_WR)

    assert [2.0] == points(judged(*cells))
    assert deaf is not warm_stage(LEVEL, Stock.PLAIN)


def test_threads_take_turns() -> None:
    """Two verdicts asked for at once do not mix."""
    cells = [
        (answer(f"x = {number}"), check(f"assert x == {number}", points=number))
        for number in range(1, 9)
    ]
    with ThreadPoolExecutor(4) as pool:
        seen = list(pool.map(lambda each: points(judged(*each)), cells))

    assert [[float(number)] for number in range(1, 9)] == seen


def test_a_crash_costs_its_own_cell_alone() -> None:
    """After the process died, the earlier cells are there again for the later tests."""
    verdict = judged(
        answer(MEAN),
        answer("import os\nos._exit(1)", "crash"),
        check("assert mean([4, 2]) == 3"),
    )

    assert [Ending.RAN, Ending.CRASHED, Ending.RAN] == [each.ending for each in verdict.results]
    assert [2.0] == points(verdict)


def test_an_endless_loop_costs_its_own_cell_alone() -> None:
    """A loop is stopped, also one that swallows the interrupt; so is one inside a test."""
    limits = Limits(cell_seconds=0.5, notebook_seconds=30)
    verdict = judged(
        answer(MEAN),
        answer("while True:\n    pass", "loop"),
        answer(
            "import time\nwhile True:\n    try: time.sleep(9)\n    except BaseException: 1",
            "x",
        ),
        answer("def hang(): \n    while True: pass", "hang"),
        check("hang()", "hang_test"),
        check("assert mean([4, 2]) == 3"),
        limits=limits,
    )

    assert [0.0, 2.0] == points(verdict)
    assert Ending.TIMED_OUT == verdict.results[2].ending
