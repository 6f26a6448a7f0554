"""A learner's function is called in time, and its faults are explained."""

from __future__ import annotations

import contextlib
import signal
import threading
import time
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from leadlab.checks.running import (
    LearnerFault,
    NotAttempted,
    call,
    call_each,
    call_text,
    is_blank,
    is_blank_function,
    run,
    try_once,
)
from leadlab.checks.time_limit import TimeUp, within


def endless() -> None:
    """Never come to an end."""
    while True:
        pass


def swallowing() -> None:
    """Never come to an end, and catch whatever would stop it."""
    while True:
        try:
            sum(range(100))
        except BaseException:  # noqa: BLE001 - the worst that a learner can write
            continue


def stub_ellipsis(costs):
    """Do something."""


def stub_return(costs):
    """Be an untouched stub."""
    return ...


def stub_raise(costs):
    """Be an untouched stub."""
    raise NotImplementedError


def stub_pass(costs):
    """Be an untouched stub."""


def gives_none(costs):
    """Forget to return."""
    costs.append(1)


def crashes(costs):
    """Look too far."""
    return costs[99]


def leaves(costs):
    """Leave the program."""
    raise SystemExit


def interrupts(costs):
    """Act as if somebody had pressed the key."""
    raise KeyboardInterrupt


class Odd:
    """An object whose every answer is a lie."""

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = None


@pytest.mark.parametrize(
    "value",
    [..., None, "", "  \n", [], (), {}, set(), {"a": ...}, [..., None], [{"a": ""}],
     np.array([]), pd.DataFrame(), stub_ellipsis, stub_return, stub_pass],
)  # fmt: skip
def test_what_a_notebook_ships_is_blank(value: object) -> None:
    """Nothing, or nothing inside, is not an attempt."""
    assert is_blank(value)


@pytest.mark.parametrize(
    "value",
    [0, False, "x", [0], {"a": 0}, np.array([0]), crashes, len, Odd(), lambda: 1, float("nan")],
)
def test_an_answer_is_not_blank(value: object) -> None:
    """Zero, False and a wrong answer are answers."""
    assert not is_blank(value)


@pytest.mark.parametrize("stub", [stub_ellipsis, stub_return, stub_raise, stub_pass])
def test_calling_a_stub_is_not_an_attempt(stub: object) -> None:
    """An untouched function is not attempted, however its stub is written."""
    with pytest.raises(NotAttempted):
        call(stub, [1])


def test_a_constant_is_an_answer() -> None:
    """A function that returns a number has a body, however short."""
    assert not is_blank_function(lambda: 3)
    assert 3 == call(lambda: 3)


def test_none_asks_for_the_return() -> None:
    """A function that works but returns nothing is told what it forgot."""
    with pytest.raises(
        LearnerFault, match=r"gives_none\(costs=\[1\]\) returned None. Did you forget"
    ):
        call(gives_none, [1])


def test_an_exception_names_the_line() -> None:
    """A crash is told with the call, the error and the learner's line."""
    with pytest.raises(LearnerFault) as caught:
        call(crashes, [1])

    assert "crashes(costs=[1]) stopped with IndexError: list index out of range" in str(
        caught.value
    )
    assert "of crashes: `return costs[99]`" in str(caught.value)


@pytest.mark.parametrize("function", [leaves, interrupts])
def test_leaving_is_a_fault_and_ends_nothing(function: object) -> None:
    """`SystemExit` and `KeyboardInterrupt` of the learner's code stop at the check."""
    with pytest.raises(LearnerFault, match=r"SystemExit|KeyboardInterrupt"):
        call(function, [1])


def test_the_learner_works_on_a_copy() -> None:
    """What a function does to its arguments stays inside the call."""
    costs = [1]
    with pytest.raises(LearnerFault):
        call(gives_none, costs)

    assert [1] == costs


@pytest.mark.parametrize("loop", [endless, swallowing, lambda: time.sleep(60)])
def test_what_never_ends_is_stopped(loop: object) -> None:
    """A loop, a loop that catches everything, and a sleep are stopped in the main thread."""
    with pytest.raises(LearnerFault, match="never ends"):
        call(loop, seconds=0.1)


@pytest.mark.parametrize("loop", [endless, swallowing])
def test_a_loop_is_stopped_in_another_thread_too(loop: object) -> None:
    """Where there is no alarm, a watchdog stops what is written in Python."""
    told: list[BaseException] = []

    def work() -> None:
        try:
            call(loop, seconds=0.1)
        except LearnerFault as fault:
            told.append(fault)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(300)  # as soon as a stop arrives outside the `try`, which is luck

    assert 1 == len(told)
    assert "never ends" in str(told[0])


def test_no_stop_arrives_late_in_another_thread() -> None:
    """After a call that ended in time nothing is thrown into the thread any more."""
    told: list[str] = []

    def work() -> None:
        for _ in range(200):
            try:
                within(0.001, lambda: sum(range(20_000)))
            except TimeUp:
                told.append("stopped")
        sum(range(2_000_000))
        told.append("end")

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(300)

    watching = [each for each in threading.enumerate() if each.name == "leadlab-watchdog"]
    for each in watching:
        each.join(300)
    assert "end" == told[-1]
    assert not any(each.is_alive() for each in watching)


def test_no_alarm_rings_late() -> None:
    """After a call that ended in time the alarm is off, and the handler is what it was."""
    before = signal.getsignal(signal.SIGALRM)
    for _ in range(300):
        with contextlib.suppress(TimeUp):
            within(0.001, lambda: sum(range(20_000)))

    assert (0.0, 0.0) == signal.getitimer(signal.ITIMER_REAL)
    assert before == signal.getsignal(signal.SIGALRM)


@pytest.mark.parametrize("inner", [lambda: 1, endless])
def test_limits_may_lie_inside_each_other(inner: Callable[[], object]) -> None:
    """An outer limit holds, whether the inner work has ended or still runs."""

    def work() -> None:
        within(5, inner)
        endless()

    with pytest.raises(TimeUp):
        within(0.2, work)


def test_an_outer_limit_that_ends_sooner_stops_the_inner_work() -> None:
    """A longer limit inside does not put off the shorter one around it."""
    done: list[str] = []

    def slow() -> None:
        time.sleep(1)
        done.append("slept to the end")

    with pytest.raises(TimeUp):
        within(0.1, lambda: within(60, slow))
    assert [] == done


def test_a_limit_needs_a_time() -> None:
    """No time at all is a mistake of the author."""
    with pytest.raises(ValueError, match="above 0"):
        within(0, endless)


def test_the_call_is_shown_as_typed() -> None:
    """Arguments have their names where they have one, and long ones are cut."""
    assert "crashes(costs=[1, 2])" == call_text(crashes, ([1, 2],), {})
    assert "max(1, 2, key=3)" == call_text(max, (1, 2), {"key": 3})
    assert "your function(1)" == call_text(lambda *numbers: 1, (1,), {})
    assert len(call_text(crashes, ("x" * 500,), {})) < 100


def test_one_simple_case_comes_first() -> None:
    """A fault in the first try says that it was the first try."""
    with pytest.raises(LearnerFault, match="Tried first on a quiet week: crashes"):
        try_once(crashes, [1], says="a quiet week")


def test_work_with_a_learner_inside_is_explained_too() -> None:
    """A fault inside a big run names what was running."""
    with pytest.raises(LearnerFault, match=r"Your policy stopped with IndexError.*, in world 3"):
        run(lambda: crashes([1]), shown="Your policy", tried=", in world 3")


def test_a_number_for_a_function_is_told() -> None:
    """What is no function is told as what it is."""
    with pytest.raises(LearnerFault, match="15 is a number"):
        call(15)


def test_many_cases_are_answered_in_their_turn() -> None:
    """Nothing is asked before its turn comes, and a fault names the case that it came with."""
    asked = []

    def share(part: float, whole: float) -> float:
        asked.append(part)
        return part / whole

    answers = call_each(share, [(1, 4), (2, 0), (3, 1)])

    assert (0.25, [1]) == (next(answers), asked)
    with pytest.raises(LearnerFault, match=r"share\(part=2, whole=0\) stopped with ZeroDivision"):
        next(answers)
