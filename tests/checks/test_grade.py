"""A graded cell obeys the rules by which nbgrader reads it, one test per rule."""

from __future__ import annotations

import io
import logging
import os
import sys
import warnings
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_output
from nbgrader.utils import determine_grade

from leadlab.checks import exercise as registry
from leadlab.checks.exercise import exercise, find
from leadlab.checks.grade import grade, graded_outcome
from leadlab.checks.marking import mark
from leadlab.checks.outcome import Check, Outcome, Status
from leadlab.checks.predicates import close_to, equals
from leadlab.checks.running import call
from leadlab.checks.submission import Submission

POINTS = 4.0
HINTS = ("Where.", "Which.", "Almost.")


def enter(name: str, body: object, **more: object) -> str:
    """Add an exercise that only this test knows."""
    settings = {"title": "T", "concepts": ("D-01",), "points": 2.0, "hints": HINTS, "solution": "s"}
    exercise(name, **settings | more)(body)  # type: ignore[arg-type]  # a body of any kind
    return name


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    """Leave no exercise of a test behind."""
    known = dict(registry._exercises)
    yield
    registry._exercises.clear()
    registry._exercises.update(known)


def noisy(answer: object) -> Iterator[Check]:
    """Write to every error stream that there is, then find the answer right."""
    print("loud", file=sys.stderr)
    warnings.warn("old", DeprecationWarning, stacklevel=1)
    logging.getLogger("noisy").error("logged")
    os.write(2, b"from C\n")
    yield close_to(answer, 1, says="x", points=2)


def twofold(answer: object) -> Iterator[Check]:
    """One check of the number, one of the learner's function."""
    yield Check(says="first", held=True)
    yield equals(call(answer), 1, says="second")


def broken(answer: object) -> Iterator[Check]:
    """A check with a fault of its own."""
    yield Check(says="first", held=True)
    raise ZeroDivisionError("our fault")


def too_generous(answer: object) -> Iterator[Check]:
    """A check whose lines are worth more than the exercise."""
    yield Check(says="a", held=True, points=50)


def keyed(answer: object, *, key: str) -> Iterator[Check]:
    """A closed question whose key only the marker has."""
    yield equals(answer, key, says="choice", points=2)


def shape(answer: object) -> Iterator[Check]:
    """Whether it is one of the letters."""
    yield Check(says="a letter", held=answer in ("a", "b"), points=0, message="Give a or b.")


def scored_by_nbgrader(capfd: pytest.CaptureFixture[str], *args: object, **more: object) -> float:
    """Points that nbgrader gives a cell with the outputs that our call leaves."""
    value = grade(*args, **more)
    out, err = capfd.readouterr()
    outputs = [new_output("stream", name="stderr", text=err)] if err else []
    outputs += [new_output("stream", name="stdout", text=out)] if out else []
    outputs += [new_output("execute_result", {"text/plain": repr(value)})]
    cell = new_code_cell("x", outputs=outputs)
    cell.metadata["nbgrader"] = {"grade": True, "solution": False, "points": POINTS}
    return determine_grade(cell)[0]


def test_stderr_and_warnings_cost_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    """The first stderr text would give 0, so nothing reaches the error stream."""
    name = enter("demo.noisy", noisy)

    assert POINTS == scored_by_nbgrader(capfd, name, 1, points=POINTS)


def test_a_logger_with_a_stream_of_its_own_is_still() -> None:
    """A handler made before the cell holds the notebook's error stream, and writes nothing."""
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    logging.getLogger("noisy").addHandler(handler)
    try:
        grade(enter("demo.noisy", noisy), 1, points=POINTS)
    finally:
        logging.getLogger("noisy").removeHandler(handler)

    assert "" == said.getvalue()


def test_the_error_stream_works_again_afterwards(capfd: pytest.CaptureFixture[str]) -> None:
    """What is written after the cell is seen."""
    grade(enter("demo.noisy", noisy), 1, points=POINTS)
    os.write(2, b"afterwards")
    print("and Python", file=sys.stderr)

    assert "afterwardsand Python\n" == capfd.readouterr().err


@pytest.mark.parametrize("answer", [1, 2, ..., "x", None, float("nan"), object()])
def test_the_value_is_a_plain_float(answer: object) -> None:
    """Anything but a plain float literal would give full marks."""
    value = grade(enter("demo.noisy", noisy), answer, points=POINTS)

    assert float is type(value)
    assert 0.0 <= value <= POINTS


def test_a_wrong_answer_does_not_raise(capfd: pytest.CaptureFixture[str]) -> None:
    """A wrong answer is 0 points and a sentence on the ordinary output."""
    name = enter("demo.noisy", noisy)

    assert 0.0 == scored_by_nbgrader(capfd, name, 2, points=POINTS)


@given(st.floats(0, 100), st.integers(0, 3))
def test_points_are_scaled_and_clamped(points: float, wrong: int) -> None:
    """Whatever the checks earn, the cell gets between 0 and its own points, never NaN."""
    enter("demo.generous", too_generous)
    value = grade("demo.generous", wrong, points=points)

    assert points == pytest.approx(value)
    assert 0.0 <= value <= points


@pytest.mark.parametrize("points", [float("nan"), float("inf"), -1, "many", None])
def test_impossible_points_are_nothing(points: object, capsys: pytest.CaptureFixture[str]) -> None:
    """A cell with impossible points fails closed."""
    assert 0.0 == grade("decision_making.expected_value", sum, points=points)
    assert "not graded, 0 points" in capsys.readouterr().out


def test_our_own_fault_fails_closed(capsys: pytest.CaptureFixture[str]) -> None:
    """A fault of the check itself gives 0 and says so, whatever was earned before."""
    assert 0.0 == grade(enter("demo.broken", broken), 1, points=POINTS)
    out, err = capsys.readouterr()
    assert "could not cope" in out
    assert "" == err


@pytest.mark.parametrize(
    "call_", [("demo.unknown", 1), ("nonsense", 1), (3, 1), ("decision_making.evpi",)]
)
def test_a_wrong_call_fails_closed(
    call_: tuple[object, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong name or number of answers in the notebook gives 0 and says so."""
    assert 0.0 == grade(*call_, points=POINTS)
    assert "not graded, 0 points." in capsys.readouterr().out


@pytest.mark.parametrize(
    "error", [SystemExit, KeyboardInterrupt, GeneratorExit, MemoryError, ValueError]
)
def test_a_crash_of_the_learner_keeps_what_was_earned(error: type[BaseException]) -> None:
    """An exception of the learner's code, one that leaves included, costs only its own check."""

    def crash() -> None:
        raise error

    assert POINTS / 2 == grade(enter("demo.twofold", twofold), crash, points=POINTS)


def test_an_object_that_raises_while_it_is_looked_at_earns_nothing() -> None:
    """Even an answer that raises when it is printed or compared leaves a float."""

    class Trap:
        def __getattribute__(self, name: str) -> object:
            raise SystemExit

    assert 0.0 == grade(enter("demo.noisy", noisy), Trap(), points=POINTS)


def test_what_was_earned_before_a_stub_is_kept() -> None:
    """Half an exercise is half its points; nothing but stubs is not attempted."""

    def stub() -> object:
        return ...

    def two_parts(number: object, function: object) -> Iterator[Check]:
        yield equals(number, 1, says="the number")
        yield equals(call(function), 1, says="the function")

    enter("demo.parts", two_parts)

    assert (1.0, Status.FAILED) == _points_and_status(mark(find("demo.parts"), 1, stub))
    assert (0.0, Status.NOT_ATTEMPTED) == _points_and_status(mark(find("demo.parts"), 2, stub))


def _points_and_status(outcome: Outcome) -> tuple[float, Status]:
    return outcome.points, outcome.status


def test_an_answer_that_holds_itself_is_a_wrong_answer() -> None:
    """What cannot be walked to its end is no blank answer and stops no check."""
    looped: list[object] = []
    looped.append(looped)

    enter("demo.twofold", twofold)

    assert 1.0 == mark(find("demo.twofold"), looped).points


def test_without_its_key_only_the_form_counts(capsys: pytest.CaptureFixture[str]) -> None:
    """The released notebook does not know the key: it looks at the form and gives 0."""
    name = enter("demo.keyed", keyed, shape=shape)

    assert 0.0 == grade(name, "a", points=POINTS)
    assert "marked after you hand it in" in capsys.readouterr().out
    assert 0.0 == grade(name, "c", points=POINTS)
    assert "Give a or b." in capsys.readouterr().out
    assert POINTS == grade(name, "a", points=POINTS, key={"key": "a"})
    assert 0.0 == grade(name, "b", points=POINTS, key={"key": "a"})
    assert 0.0 == grade(name, ..., points=POINTS, key={"key": "a"})


def test_an_unknown_key_fails_closed(capsys: pytest.CaptureFixture[str]) -> None:
    """A slip in the hidden test is a fault of the course, and told."""
    assert 0.0 == grade(enter("demo.keyed", keyed), "a", points=POINTS, key={"kay": "a"})
    assert "knows no 'kay'; it takes key" in capsys.readouterr().out


def test_the_numbers_are_those_of_the_student_who_hands_in() -> None:
    """In a grader the name in the notebook does not choose the numbers."""

    def own(answer: object, *, instance: object) -> Iterator[Check]:
        yield close_to(answer, instance["number"], says="x", points=2, rel_tol=0)

    name = enter("demo.own", own, draw=lambda rng: {"number": int(rng.integers(10**9))})
    bens = registry.find(name).instance("ben").number
    handed_in = Submission(student="ana")
    outcome = graded_outcome(name, bens, learner="ben", submission=handed_in)

    assert (0.0, ("copied_instance",)) == (outcome.points, outcome.tags)
    assert 2.0 == graded_outcome(name, bens, learner="ben", submission=Submission()).points
