"""A policy that is asked many things in one go answers as if they had been asked one by one."""

from __future__ import annotations

import pytest
from judged_cells import answer, check, points

from leadlab.grading.judge import judge
from leadlab.grading.levels import attempt
from leadlab.grading.records import Cell, Level, Limits, Submission, Verdict

ASK = "from leadlab.simulation.policies import each_answer\n"
FORGE = """
import gc
from leadlab.grading.learner import Learner
for each in gc.get_objects():
    if isinstance(each, Learner):
        each.answers["each"] = lambda request: {}
def double(x):
    return 0
"""


def judged(*cells: Cell, seconds: float = 5) -> Verdict:
    """The verdict at the tightest level that this machine has."""
    level = next(each for each in Level if not attempt(each))
    submission = Submission(student="ana", assignment="ps1", notebook="p1", cells=cells)
    limits = Limits(cell_seconds=seconds, notebook_seconds=30)
    return judge(submission, level=level, limits=limits)


def test_each_is_answered_in_its_turn():
    """One value for each, of the types that they have."""
    test = f"{ASK}assert list(each_answer(double, [1, 2.5, (3,)])) == [2, 5.0, (3, 3)]"

    assert [2.0] == points(judged(answer("def double(x):\n    return 2 * x"), check(test)))


def test_an_error_comes_in_its_turn():
    """What was answered before it counts; nothing is asked after it."""
    picky = "asked = []\ndef picky(x):\n    asked.append(x)\n    return 6 // (x - 2)"
    test = (
        f"{ASK}answers = each_answer(picky, [1, 2, 3])\n"
        "assert next(answers) == -6\n"
        "try:\n    next(answers)\n    stopped = False\n"
        "except ZeroDivisionError:\n    stopped = True\n"
        "assert stopped and asked == [1, 2]"
    )

    assert [2.0] == points(judged(answer(picky), check(test)))


def test_cases_of_several_arguments_are_asked_in_one_go():
    """Each case has its arguments, and one exchange takes them all."""
    adder = "def add(x, y):\n    return x['a'] + y"
    test = (
        "from leadlab.checks.running import call_each\n"
        "asked = type(add).call_each\n"
        "count = []\n"
        "type(add).call_each = lambda *given, **named: count.append(1) or asked(*given, **named)\n"
        "try:\n    found = list(call_each(add, [({'a': each}, 10) for each in range(50)]))\n"
        "finally:\n    type(add).call_each = asked\n"
        "assert found == [each + 10 for each in range(50)], found\n"
        "assert len(count) == 1, count"
    )

    assert [2.0] == points(judged(answer(adder), check(test)))


@pytest.mark.parametrize("odd", ["None", "...", "{}['no']"])
def test_an_answer_that_is_none_is_told_in_its_turn(odd):
    """The cases before it have their answers, and the fault names its own arguments."""
    picky = f"def picky(x):\n    return x if x < 3 else {odd}"
    test = (
        "from leadlab.checks.running import LearnerFault, NotAttempted, call_each\n"
        "answers = call_each(picky, [(1,), (2,), (3,)])\n"
        "assert [next(answers), next(answers)] == [1, 2]\n"
        "try:\n    next(answers)\n    told = ''\n"
        "except (LearnerFault, NotAttempted) as fault:\n    told = str(fault)\n"
        "assert 'picky(x=3)' in told, told"
    )

    assert [2.0] == points(judged(answer(picky), check(test)))


def test_answers_of_unlike_shapes_arrive_as_they_are():
    """What is of one shape crosses as rows, and what is not by itself; the order stays."""
    odd = "kept = {}\ndef odd(x):\n    kept['n'] = x\n    return kept if x < 3 else [x, None]"
    test = (
        f"{ASK}assert list(each_answer(odd, [1, 2, 3, 4]))"
        " == [{'n': 1}, {'n': 2}, [3, None], [4, None]]"
    )

    assert [2.0] == points(judged(answer(odd), check(test)))


def test_an_answer_may_hold_assignments_of_the_garden():
    """As in the learner's own notebook; a month of them arrives as what it is."""
    plan = (
        "from leadlab.simulation.garden_records import Assignment\n"
        "def plan(level):\n    return {'Rui': Assignment(area='web', level=level)}"
    )
    test = (
        f"{ASK}from leadlab.simulation.garden_records import Assignment\n"
        "wanted = [{'Rui': Assignment(area='web', level=each)} for each in (1, 7)]\n"
        "assert list(each_answer(plan, [1, 7])) == wanted and plan(1) == wanted[0]"
    )

    assert [2.0] == points(judged(answer(plan), check(test)))


def test_a_loop_without_end_costs_the_test():
    """The limit is that of the test, as for a single question."""
    loop = "def slow(x):\n    while x == 2:\n        pass\n    return x"
    test = f"{ASK}assert list(each_answer(slow, [1, 2])) == [1, 2]"

    assert [0.0] == points(judged(answer(loop), check(test), seconds=1))


@pytest.mark.parametrize(
    "reply",
    [
        "{}",
        "{'values': [2]}",
        "{'values': 7}",
        "{'values': [2, 4, 6], 'stopped': {}}",
        "{'rows': {'shape': 0, 'rows': [[2], [4]]}}",
        "{'rows': 7}",
        "{'rows': {'rows': 7}}",
        "{'rows': {'shape': 0, 'rows': [[2], [4], [[6]]]}}",
        (
            "{'rows': {'shape': {'t': 'record', 'module': 'os', 'name': 'system', 'fields': [], "
            "'of': []}, 'rows': [[], [], []]}}"
        ),
    ],
)
def test_answers_that_do_not_fit_the_questions_earn_nothing(reply):
    """Too few of them, none, or an error beside all of them: the answer is taken for lost."""
    forged = FORGE.replace("{}", reply)
    test = f"{ASK}found = list(each_answer(double, [1, 2, 3]))\nassert found == [2, 4, 6]"

    assert [0.0] == points(judged(answer(forged), check(test)))


def test_a_class_of_the_learner_s_is_asked_one_by_one():
    """A method of that name in an answer is never handed all questions."""
    sly = (
        "class Sly:\n"
        "    def call_each(self, views):\n        return [2, 4, 6]\n"
        "    def __call__(self, x):\n        return 0\n"
        "double = Sly()"
    )
    test = f"{ASK}assert list(each_answer(double, [1, 2, 3])) == [2, 4, 6]"

    assert [0.0] == points(judged(answer(sly), check(test)))


def test_a_class_of_the_learner_s_is_asked_case_by_case():
    """Nor is it handed all cases of a check."""
    sly = (
        "class Sly:\n"
        "    def call_each(self, cases, starred):\n        return iter([2, 4, 6])\n"
        "    def __call__(self, x):\n        return 7\n"
        "double = Sly()"
    )
    test = (
        "from leadlab.checks.running import call_each\n"
        "assert list(call_each(double, [(1,), (2,), (3,)])) == [7, 7, 7]"
    )

    assert [2.0] == points(judged(answer(sly), check(test)))
