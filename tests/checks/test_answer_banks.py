"""Every exercise answers every kind of answer as its bank says."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from answer_banks import Answer, banks, guessers

from leadlab.checks.exercise import every, find
from leadlab.checks.marking import mark, passes
from leadlab.checks.outcome import Status

BANK = banks()
EXERCISES = [each.name for each in every()]
CASES = [(name, answer) for name, answers in BANK.items() for answer in answers]


def case_id(case: object) -> str:
    """The exercise, or what is special about the answer."""
    return case.name if isinstance(case, Answer) else str(case)


@pytest.mark.parametrize("name", EXERCISES)
def test_every_exercise_has_an_answer_bank(name: str) -> None:
    """An exercise without a bank has never been seen to judge well."""
    assert name in BANK, f"add tests/checks/banks/…: BANK[{name!r}]"


@pytest.mark.parametrize("name", list(BANK))
def test_every_bank_belongs_to_an_exercise(name: str) -> None:
    """A bank whose exercise was renamed tests nothing."""
    assert name in EXERCISES


@pytest.mark.parametrize("name", EXERCISES)
def test_a_bank_holds_each_kind_of_answer(name: str) -> None:
    """A bank has a right answer, a blank one, and two wrong or crashing ones."""
    statuses = [answer.status for answer in BANK.get(name, ())]

    assert Status.PASSED in statuses
    assert Status.NOT_ATTEMPTED in statuses
    assert 2 <= len([each for each in statuses if each in {Status.FAILED, Status.ERROR}])


@pytest.mark.parametrize(("name", "answer"), CASES, ids=case_id)
def test_an_answer_earns_what_its_bank_says(name: str, answer: Answer) -> None:
    """Status, points, message and tag of each answer are as stated."""
    outcome = answer.outcome(name)
    low, high = answer.points if isinstance(answer.points, tuple) else (answer.points,) * 2
    if answer.status is Status.PASSED:
        low = high = find(name).points

    assert "" == outcome.fault
    assert answer.status is outcome.status, repr(outcome)
    assert low - 1e-6 <= outcome.points <= high + 1e-6, repr(outcome)
    assert answer.message in repr(outcome)
    assert not answer.tag or answer.tag in outcome.tags, outcome.tags


@pytest.mark.parametrize(
    ("name", "answer"), [case for case in CASES if find(case[0]).draw is not None], ids=case_id
)
def test_passing_is_told_by_the_short_way_as_by_the_long_one(name: str, answer: Answer) -> None:
    """Whether everything holds does not depend on whether the feedback is worked out."""
    exercise = find(name)
    given = answer.answers(exercise, answer.learner)
    own = exercise.instance(answer.learner)

    short = passes(exercise, *given, learner=answer.learner, instance=own, key=answer.key)

    assert (answer.status is Status.PASSED) == short


@pytest.mark.parametrize("name", EXERCISES)
def test_the_bare_ellipsis_is_not_attempted(name: str) -> None:
    """What every notebook cell ships, `...`, is not attempted and earns nothing."""
    exercise = find(name)
    outcome = mark(exercise, *itertools.repeat(..., len(exercise.answers)), learner="ana")

    assert (Status.NOT_ATTEMPTED, 0.0) == (outcome.status, outcome.points)


@pytest.mark.parametrize("name", EXERCISES)
@pytest.mark.parametrize(
    "odd",
    [0, -1, float("nan"), "text", [1], {"a": 1}, object(), (2, 1), lambda *_: [1], lambda *_: {}],
)
def test_an_odd_answer_is_a_wrong_answer(name: str, odd: object) -> None:
    """An answer of the wrong kind is told so; it is never a fault of the check."""
    exercise = find(name)
    key = next((answer.key for answer in BANK[name] if answer.key), {})
    outcome = mark(exercise, *itertools.repeat(odd, len(exercise.answers)), learner="ana", key=key)

    assert "" == outcome.fault, repr(outcome)
    assert outcome.points <= 0.25 * exercise.points


@pytest.mark.parametrize("name", [each.name for each in every() if each.draw is not None])
@pytest.mark.parametrize("learner", ["ana", "ben", "chen", "dora", "", "🙂", "O'Neil"])
def test_the_right_answer_is_right_for_every_learner(name: str, learner: str) -> None:
    """An exercise with own numbers can be solved with anybody's numbers."""
    for answer in BANK[name]:
        if answer.status is Status.PASSED and callable(answer.given):
            outcome = answer.outcome(name, learner=learner or "nobody")

            assert outcome.passed, repr(outcome)


@pytest.mark.parametrize(("name", "guess"), list(guessers().items()))
def test_a_guesser_stays_under_a_quarter(name: str, guess: object) -> None:
    """Blind guessing earns less than a quarter of the points on average."""
    exercise, rng = find(name), np.random.default_rng(1)
    key = next((answer.key for answer in BANK[name] if answer.key), {})
    points = [
        mark(exercise, *guess(rng), learner="ana", key=key).points  # type: ignore[operator]  # a function of the bank
        for _ in range(300)
    ]

    assert np.mean(points) <= 0.25 * exercise.points


@pytest.mark.parametrize(
    "name", [each.name for each in every() if each.kind == "sort, match, order"]
)
def test_a_closed_question_has_a_guesser(name: str) -> None:
    """Whoever offers a choice shows what guessing would earn."""
    assert name in guessers()


@pytest.mark.parametrize(
    "name", [each.name for each in every() if "placements" in each.keys_needed]
)
def test_the_shown_solution_of_a_keyed_question_holds_no_key(name: str) -> None:
    """Keys of graded closed questions come with the marker; the package explains on other items."""
    placements = next(answer.key["placements"] for answer in BANK[name] if answer.key)
    shown = find(name).solution.casefold()

    for item in placements:
        telling = max(item.casefold().split(), key=len)
        assert telling not in shown, item
